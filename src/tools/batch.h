/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich batch": many ledgers through one chain, several at once, resumable. */
#ifndef HT_TOOLS_BATCH_H
#define HT_TOOLS_BATCH_H

/* hotich batch -o DIR [OPTION]... TREE...; returns the highest exit status of all ledgers. */
int ht_batch_main(int argc, char **argv);

#endif
