/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers of spreadsheets and databases as text. */
#ifndef HT_FORMATS_NUMBER_H
#define HT_FORMATS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HT_NUMBER_MAX 40                /* room for every text made here, with its NUL */

/* X as the General format shows it in a wide cell: whole numbers below 10^15 with all their digits, others with
 * 15 significant ones.  Returns the length; 0 for what is no number. */
size_t ht_general(double x, char out[HT_NUMBER_MAX]);

/* Decimal text with an exponent perhaps; false if S is nothing but a number. */
bool ht_read_double(const char *s, size_t len, double *x);

#endif
