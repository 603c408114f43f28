/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich run": several tools in one process, records handed on without XML between them. */
#ifndef HT_TOOLS_CHAIN_H
#define HT_TOOLS_CHAIN_H

/*
 * hotich run VERB [OPTION]... [FILE]... then VERB [OPTION]... then …
 *
 * "then", "|" and "," separate the parts; a single argument with blanks is split like a shell line without
 * variables: hotich run 'import a.csv | normalize | export --to=csv'.  Results are those of the pipe, byte for
 * byte.  Returns the highest exit status of all parts.
 */
int ht_chain_main(int argc, char **argv);

#endif
