/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dates as clerks wrote them: digits, words, ages, lunar and reign years.
 *
 * The order is always day, month, year; nothing is ever swapped to make sense.  This only reads: what a
 * two-digit year means, or whether an age is welcome, is for the caller.
 */
#ifndef HT_MODEL_DATETEXT_H
#define HT_MODEL_DATETEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ht_datetext_kind {
    HT_DT_UNREADABLE,
    HT_DT_DATE,                         /* year, perhaps month, perhaps day; they exist in the calendar */
    HT_DT_SHORT,                        /* the same with a year of two digits, 0 … 99 */
    HT_DT_AGE,
    HT_DT_VAGUE,                        /* an age or year that is approximate or a range */
    HT_DT_IMPOSSIBLE,                   /* month above 12, 31 February, … */
    HT_DT_INCOMPLETE,                   /* a day without a month, a month without a year */
    HT_DT_LETTERS,                      /* letters among the digits (O for 0, l for 1) */
    HT_DT_LUNAR                         /* lunar calendar, can-chi or reign year: see the members below */
};

struct ht_datetext {
    enum ht_datetext_kind kind;
    int16_t year;                       /* DATE, SHORT; LUNAR: of digits or of the reign, 0 if neither is there */
    int8_t month, day;                  /* 0: not given */
    int16_t age;                        /* AGE */
    int8_t cycle;                       /* LUNAR: place of the can-chi year in its cycle, 0 … 59; -1: none */
    bool leap_month;                    /* LUNAR: tháng nhuận */
    uint8_t note_at, note_len;          /* bytes of the text that give a time of day; length 0: none */
};

/* Reads LEN bytes of clean, well-formed text. */
void ht_datetext_read(const char *s, size_t len, struct ht_datetext *d);

#endif
