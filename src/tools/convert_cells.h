/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert: which cells of a file may need capitals that its encoding cannot write, told by their bytes. */
#ifndef HT_TOOLS_CONVERT_CELLS_H
#define HT_TOOLS_CONVERT_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/charset.h"

/* What a byte is.  OPEN: a small letter that may stand for a capital; UPPERS: more than one capital in a word. */
enum byte_kind { UPPER = 1, LOWER = 2, OPEN = 4, UPPERS = 8 };

/* The bytes of an encoding. */
struct convert_cells {
    uint8_t kind[256];                  /* 0: no letter */
    bool ends[256];                     /* ends a cell, of a table or of a list in a sentence */
    uint64_t next[256];                 /* what a byte does to each state of the search */
};

/* What the scan of a cell found. */
struct convert_cell {
    unsigned upper, lower;              /* letters */
    unsigned title, small;              /* words that begin with a capital, with a small letter that is surely one */
    bool open;                          /* there is a letter that may stand for a capital */
    bool inner;                         /* a word may need capitals not only at its beginning */
    bool odd;                           /* a word may need capitals, or the whole cell */
};

void convert_cells_init(struct convert_cells *t, const struct ht_charset *set);

/* The next cell of the LEN bytes at S, a cell beginning at I, that may be odd: where it begins; LEN if there is none.
 * Nearly all that it names are. */
size_t convert_cells_next(const struct convert_cells *t, const char *s, size_t i, size_t len);

/* Looks closely at the cell at S; returns its length, without the byte that ends it. */
size_t convert_cells_scan(const struct convert_cells *t, const char *s, size_t len, struct convert_cell *cell);

/* Where the list ends of which a cell ends at S + TO; it may be cut short in a very long one. */
size_t convert_cells_list(const struct convert_cells *t, const char *s, size_t to, size_t len);

/* True if the cell of N bytes at S + I is in capitals, or part of a list that is: of SỐ 2, ĐƯỜNG LÊ LỢI the first
 * part has but one letter to tell by.  A word tells that has two of them, not Tú Lệ. */
bool convert_cells_capitals(const struct convert_cells *t, const char *s, size_t i, size_t n, size_t len);

#endif
