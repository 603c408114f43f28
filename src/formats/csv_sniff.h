/* SPDX-License-Identifier: BSD-2-Clause */
/* What the first bytes of delimited text tell: whether it is any, and what divides its cells. */
#ifndef HT_FORMATS_CSV_SNIFF_H
#define HT_FORMATS_CSV_SNIFF_H

#include <stddef.h>

/* Comma, semicolon, tab or bar: the one that cuts most of the first lines of S into as many cells. */
char ht_csv_delimiter(const char *s, size_t n);

/* Excel's first line "sep=;" names the delimiter; returns the length of that line, 0 if there is none. */
size_t ht_csv_sep_line(const char *s, size_t n, char *delim);

/* How likely S is text, as a format's bid. */
int ht_csv_bid(const unsigned char *s, size_t n);

#endif
