/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The short way for lines of delimited text: most lines of most files need no state machine.
 *
 * A line is simple if every cell is either bare, with no quotation mark in it, or quoted as a whole, with none
 * inside, and if the only line ends are at its end.  For such a line this gives the cells that libcsv gives; all others
 * are libcsv's.  tests/unit/csv_slice and fuzz/csv_slice hold the two against each other.
 */
#ifndef HT_FORMATS_CSV_SLICE_H
#define HT_FORMATS_CSV_SLICE_H

#include <stddef.h>

struct ht_csv_cell {
    size_t at, len;                     /* in the line */
};

/*
 * Cuts LINE of LEN bytes, its end EOL ('\n', or '\r' if lines end in that alone) included, into at most MAX cells, and
 * writes a NUL behind each.  Returns how many there are; 0 if the line is not simple, empty, or has more than MAX: the
 * line may have some NULs then.
 */
size_t ht_csv_slice(char *line, size_t len, char delim, char eol, struct ht_csv_cell *cell, size_t max);

#endif
