/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich run": several tools in one process, records handed on without XML between them. */
#ifndef HT_TOOLS_CHAIN_H
#define HT_TOOLS_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * hotich run VERB [OPTION]... [FILE]... then VERB [OPTION]... then …
 *
 * "then", "|" and "," separate the parts; a single argument with blanks is split like a shell line without
 * variables: hotich run 'import a.csv | normalize | export --to=csv'.  Results are those of the pipe, byte for
 * byte.  Returns the highest exit status of all parts.
 */
int ht_chain_main(int argc, char **argv);

/* Splits LINE in place at blanks, as "hotich run" does with a chain given as one word: quotes and backslashes keep
 * words together, a bar stands by itself.  False if a quote stays open. */
struct ht_words {
    char **v;
    size_t n, cap;
};
bool ht_chain_split(struct ht_words *w, char *line);
void ht_chain_add_word(struct ht_words *w, char *word);
bool ht_chain_is_separator(const char *word);       /* "then", "|" or "," */

#endif
