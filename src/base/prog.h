/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a program of the family does first and last: valid descriptors 0 to 2, locale, translations,
 * no core dumps of personal data.
 */
#ifndef HT_BASE_PROG_H
#define HT_BASE_PROG_H

#include <stdbool.h>

/* Translation: _() at run time, N_() marks a string in a table, NN_() two for a count: one, and any other number.
 * Declared here so that no other file needs libintl.h. */
const char *ht_gettext(const char *msgid) __attribute__((format_arg(1)));
const char *ht_ngettext(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));
#define _(s) ht_gettext(s)
#define N_(s) s
#define NN_(one, many) one, many
/* Appends a count and its noun to B: ONE ("%llu part") or MANY. */
#define ht_buf_add_count(b, one, many, n) \
    ht_buf_addf(b, ht_ngettext(one, many, (unsigned long)(n)), (unsigned long long)(n))

/* Call first in main.  NAME must live as long as the program.  Returns which of the three standard
 * descriptors were closed at the start, bit 0 for standard input: they are opened on a directory that
 * can be neither read nor written, so that using one fails and no data file takes its number. */
unsigned ht_prog_start(const char *name);

const char *ht_prog_name(void);         /* "hotich" before ht_prog_start */
bool ht_prog_is_tty(int fd);

#endif
