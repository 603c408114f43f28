/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries: what a clerk wrote about somebody, and what went wrong on the way to the file. */
#ifndef SAMPLES_ENTRIES_H
#define SAMPLES_ENTRIES_H

#include "model/date.h"
#include "people.h"
#include "sheet.h"

struct ht_date date_of(int32_t day);

void set_name(struct entry *e, enum cell c, const struct person *p);
void set_date(struct entry *e, enum cell c, int32_t day, char mark);
void set_home(struct entry *e, enum cell c, const struct person *p);

struct book {
    int year, volume;
    char mark;                          /* between the parts of a date */
    const char *signer, *clerk;
};

/* An entry of B without its people. */
void set_book(struct entry *e, const struct book *b, int number, int32_t day);
void set_birth(struct entry *e, const struct book *b, const struct person *child, const struct couple *c);

void upper_case(struct ht_buf *b);

/* What clerks do to values: blanks, case, short dates, abbreviations, each with a stated percentage. */
void spoil(struct dice *d, struct entry *e);

#endif
