/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dates and times of spreadsheets and databases as text.
 *
 * A spreadsheet stores a date as the serial number of a day (whole part) and a time (fraction), or as ISO text; which
 * parts of it mean anything is told by the cell's number format, as ECMA-376 part 1, 18.8.30 and 18.8.31 have it.  It
 * makes dates of its own accord, too: "1/2008", typed as the number of an entry, becomes the first day of January.  So
 * there are two texts of each: the date that it is, and what the cell shows, which is what was typed as far as the
 * spreadsheet remembers.
 */
#ifndef HT_FORMATS_MOMENT_H
#define HT_FORMATS_MOMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/number.h"

/* Which parts of a moment a number format shows; their order is in higher bits. */
enum ht_parts {
    HT_SHOWS_YEAR = 1, HT_SHOWS_MONTH = 2, HT_SHOWS_DAY = 4, HT_SHOWS_TIME = 8, HT_SHOWS_ZEROS = 16,
    HT_SHOWS_DATE = HT_SHOWS_YEAR | HT_SHOWS_MONTH | HT_SHOWS_DAY,
    HT_SHOWS_ALL = 31
};

/* Parts shown by format code S (a spreadsheet's: "dd/mm/yyyy", "[$-1042A]mm.yyyy", "0.00" …): 0 if it is no
 * date.  HT_SHOWS_ZEROS: a number with leading zeros ("000"). */
unsigned ht_format_parts(const char *s, size_t len);
/* Parts shown by built-in format ID. */
unsigned ht_builtin_parts(unsigned id);
/* PARTS and PART, which is shown behind them; PADDED: with a zero before a single digit. */
unsigned ht_parts_add(unsigned parts, unsigned part, bool padded);

/* ISO: the parts that are shown as YYYY-MM-DD, YYYY-MM, YYYY, or DD/MM and the like if the year is not shown, with
 * HH:MM if the time is shown and not zero.  SHOWN: the same in the order of the number format, months as figures and
 * the year in full. */
struct ht_moment_text {
    char iso[HT_NUMBER_MAX], shown[HT_NUMBER_MAX];
    size_t len, shown_len;
};

/* Text of serial number X.  FROM_1904: day 0 is 1904-01-01.  False if X is no day from 1900 to 9999 or PARTS are
 * none. */
bool ht_serial_text(double x, unsigned parts, bool from_1904, struct ht_moment_text *out);

/* The same of ISO text "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS…"; false if S is no such text. */
bool ht_iso_text(const char *s, size_t len, unsigned parts, struct ht_moment_text *out);

#endif
