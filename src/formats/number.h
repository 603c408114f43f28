/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers and dates of spreadsheets and databases as text.
 *
 * A date is the serial number of a day (whole part) and a time (fraction); which parts of it mean anything is
 * told by the cell's number format, as ECMA-376 part 1, 18.8.30 and 18.8.31 have it.
 */
#ifndef HT_FORMATS_NUMBER_H
#define HT_FORMATS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HT_NUMBER_MAX 40                /* room for every text made here, with its NUL */

/* X as the General format shows it in a wide cell: whole numbers below 10^15 with all their digits, others with
 * 15 significant ones.  Returns the length; 0 for what is no number. */
size_t ht_general(double x, char out[HT_NUMBER_MAX]);

/* Which parts of a moment a number format shows. */
enum ht_parts {
    HT_SHOWS_YEAR = 1, HT_SHOWS_MONTH = 2, HT_SHOWS_DAY = 4, HT_SHOWS_TIME = 8, HT_SHOWS_ZEROS = 16
};

/* Parts shown by format code S (a spreadsheet's: "dd/mm/yyyy", "[$-1042A]mm.yyyy", "0.00" …): 0 if it is no
 * date.  HT_SHOWS_ZEROS: a number with leading zeros ("000"). */
unsigned ht_format_parts(const char *s, size_t len);
/* Parts shown by built-in format ID. */
unsigned ht_builtin_parts(unsigned id);

/* Text of serial number X: ISO of the parts that are shown (YYYY-MM-DD, YYYY-MM, YYYY, or DD/MM and the like if
 * the year is not shown), with HH:MM if time is shown and not zero.  FROM_1904: day 0 is 1904-01-01.  Returns
 * the length, 0 if X is no day from 1900 to 9999 or PARTS are none. */
size_t ht_serial_text(double x, unsigned parts, bool from_1904, char out[HT_NUMBER_MAX]);

/* The same of ISO text "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS…"; 0 if S is no such text. */
size_t ht_iso_text(const char *s, size_t len, unsigned parts, char out[HT_NUMBER_MAX]);

/* Decimal text with an exponent perhaps; false if S is nothing but a number. */
bool ht_read_double(const char *s, size_t len, double *x);

#endif
