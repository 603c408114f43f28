/* SPDX-License-Identifier: BSD-2-Clause */
/* Clean books of any register in memory, and how they are spoiled: clean.def and the edits of defects.def. */
#ifndef TESTS_INJECT_BOOK_H
#define TESTS_INJECT_BOOK_H

#include <stdbool.h>

#include "model/record.h"

#define ENTRIES 40
#define SPARE 4                         /* entries that edits may add */

struct book {
    const struct ht_register *reg;
    struct ht_record entry[ENTRIES + SPARE];
    int times[ENTRIES + SPARE];         /* how often the entry stands in the book */
    int n;
    /* What the edits ask of the run. */
    unsigned long closing;
    bool sample, against;
    char scans[16];
};

void book_init(struct book *b);
void book_fini(struct book *b);
void book_clean(struct book *b, const struct ht_register *reg);

/* Applies the edits.  False if the register has no such field: the rule has nothing to look at in it. */
bool book_spoil(struct book *b, const char *edits);

#endif
