/* SPDX-License-Identifier: BSD-2-Clause */
/* Synthetic people. */
#include "people.h"

#include <stddef.h>
#include <stdio.h>

#include "base/mem.h"
#include "model/date.h"

struct word {
    const char *s;
    uint32_t weight;
};

#define W(s, weight) { s, weight },
#define LIST(id, ...) static const struct word words_##id[] = { __VA_ARGS__ };
#include "people.def"
#undef LIST

static const struct {
    const struct word *words;
    size_t n;
} lists[] = {
#define LIST(id, ...) [WORDS_##id] = { words_##id, HT_COUNT(words_##id) },
#include "people.def"
#undef LIST
};

/* splitmix64: small, good enough for samples, and the same everywhere. */
uint32_t
dice_roll(struct dice *d, uint32_t n)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    return (uint32_t)(((z >> 32) * n) >> 32);
}

const char *
dice_word(struct dice *d, enum wordlist which)
{
    const struct word *w = lists[which].words;
    uint32_t sum = 0;
    for (size_t i = 0; i < lists[which].n; i++)
        sum += w[i].weight;
    uint32_t at = dice_roll(d, sum);
    while (at >= w->weight)
        at -= w++->weight;
    return w->s;
}

static void
draw_given(struct dice *d, struct person *p)
{
    p->middle = dice_word(d, p->female ? WORDS_FEMALE_MIDDLE : WORDS_MALE_MIDDLE);
    p->given = dice_word(d, p->female ? WORDS_FEMALE_GIVEN : WORDS_MALE_GIVEN);
}

void
person_draw(struct dice *d, struct person *p, bool female, int from, int to)
{
    static const char *const ethnic[] = { "Hoa", "Khmer", "Chăm", "Tày" };
    int32_t first = ht_day_number(from, 1, 1), last = ht_day_number(to, 12, 31);
    *p = (struct person){ .female = female };
    p->family = dice_word(d, WORDS_FAMILY);
    draw_given(d, p);
    p->ethnic = dice_hit(d, 92) ? "Kinh" : ethnic[dice_roll(d, HT_COUNT(ethnic))];
    p->homeland = dice_word(d, WORDS_HOMELAND);
    p->street = dice_word(d, WORDS_STREET);
    p->house = 1 + (int)dice_roll(d, 240);
    p->born = first + (int32_t)dice_roll(d, (uint32_t)(last - first + 1));
    /* 02: papers issued in the city. */
    snprintf(p->paper, sizeof p->paper, "02%07u", (unsigned)dice_roll(d, 10000000));
}

void
couple_draw(struct dice *d, struct couple *c, int from, int to)
{
    person_draw(d, &c->woman, true, from, to);
    person_draw(d, &c->man, false, from - 5, to - 1);
    c->man.street = c->woman.street;
    c->man.house = c->woman.house;
}

void
child_draw(struct dice *d, struct person *p, const struct couple *c, int32_t day)
{
    *p = (struct person){ .female = dice_hit(d, 48), .family = c->man.family };
    draw_given(d, p);
    p->ethnic = c->man.ethnic;
    p->homeland = c->man.homeland;
    p->street = c->woman.street;
    p->house = c->woman.house;
    p->born = day;
}
