/* SPDX-License-Identifier: BSD-2-Clause */
/* Synthetic people, drawn from weighted lists by a generator of its own: every machine draws the same. */
#ifndef SAMPLES_PEOPLE_H
#define SAMPLES_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};

uint32_t dice_roll(struct dice *d, uint32_t n);             /* 0 … n - 1 */
static inline bool
dice_hit(struct dice *d, uint32_t percent)
{
    return dice_roll(d, 100) < percent;
}

enum wordlist {
#define LIST(id, ...) WORDS_##id,
#include "people.def"
#undef LIST
};
const char *dice_word(struct dice *d, enum wordlist which);

struct person {
    const char *family, *middle, *given;                    /* static strings */
    const char *ethnic, *homeland, *street;
    int house;
    bool female;
    int32_t born;                                           /* day number */
    char paper[10];                                         /* CMND, 9 digits */
};

/* Somebody of either sex, born between the first day of the year FROM and the last of the year TO. */
void person_draw(struct dice *d, struct person *p, bool female, int from, int to);

struct couple {
    struct person man, woman;
};

/* A couple whose woman was born in the years FROM to TO, the man a few years earlier. */
void couple_draw(struct dice *d, struct couple *c, int from, int to);

/* Their child, born on DAY. */
void child_draw(struct dice *d, struct person *p, const struct couple *c, int32_t day);

#endif
