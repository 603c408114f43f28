/* SPDX-License-Identifier: BSD-2-Clause */
/* Comparing names, syllable by syllable. */
#include "config.h"
#include "dedupe/compare.h"
#include "dedupe/compare_int.h"

static size_t
syllables(const struct ht_fname *n)
{
    size_t i = 0;
    while (i < HT_NAME_MAX && n->s[i])
        i++;
    return i;
}

static enum ht_like
like(const struct ht_pool *p, uint32_t a, uint32_t b)
{
    return a == b ? HT_LIKE_SAME : ht_syl_compare(&p->syls.v[a], &p->syls.v[b]);
}

unsigned
ht_given_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b)
{
    size_t na = syllables(a), nb = syllables(b);
    if (!na || !nb)
        return HT_MISSING;
    enum ht_like l = like(p, a->s[na - 1], b->s[nb - 1]);
    if (l == HT_LIKE_NOT && na >= 3 && nb >= 3 && like(p, a->s[na - 1], b->s[nb - 2]) <= HT_LIKE_BASE &&
        like(p, a->s[na - 2], b->s[nb - 1]) <= HT_LIKE_BASE)
        return HT_LIKE_CLOSE;           /* the last two swapped */
    return l;
}

/* Worst likeness of the syllables between surname and given name; HT_LIKE_NOT + 1: one is part of the other. */
static unsigned
middle_likeness(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b)
{
    size_t na = syllables(a) - 2, nb = syllables(b) - 2, i = 0, j = 0;
    enum ht_like worst = HT_LIKE_SAME;
    if (na == nb) {
        for (; i < na; i++) {
            enum ht_like l = like(p, a->s[i + 1], b->s[i + 1]);
            if (l > worst)
                worst = l;
        }
        return worst;
    }
    const struct ht_fname *small = na < nb ? a : b, *big = na < nb ? b : a;
    for (i = 1; i <= (na < nb ? na : nb); i++, j++) {
        while (j < (na < nb ? nb : na) && like(p, small->s[i], big->s[j + 1]) > HT_LIKE_CLOSE)
            j++;
        if (j == (na < nb ? nb : na))
            return HT_LIKE_NOT;
    }
    return HT_LIKE_NOT + 1;
}

unsigned
ht_middle_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b)
{
    if (syllables(a) < 2 || syllables(b) < 2)
        return HT_MISSING;
    switch (middle_likeness(p, a, b)) {
    case HT_LIKE_SAME:
        return 0;
    case HT_LIKE_BASE:
    case HT_LIKE_CLOSE:
        return 1;
    case HT_LIKE_NOT + 1:
        return 2;
    default:
        return 3;
    }
}

/* A child's surname says nothing beside that of a father who has it too. */
unsigned
ht_surname_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b,
                 const struct ht_fname *father_a, const struct ht_fname *father_b)
{
    if (!a->s[0] || !b->s[0])
        return HT_MISSING;
    enum ht_like l = like(p, a->s[0], b->s[0]);
    if (father_a && father_a->s[0] == a->s[0] && father_b->s[0] == b->s[0])
        return HT_MISSING;
    return l;
}

unsigned
ht_person_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b)
{
    size_t na = syllables(a), nb = syllables(b);
    if (!na || !nb)
        return HT_MISSING;
    enum ht_like given = like(p, a->s[na - 1], b->s[nb - 1]);
    if (given > HT_LIKE_CLOSE)
        return 5;
    enum ht_like surname = like(p, a->s[0], b->s[0]);
    if (na < 2 || nb < 2)               /* one word: a given name without the surname */
        return given <= HT_LIKE_BASE ? 3 : 5;
    unsigned middle = middle_likeness(p, a, b);
    unsigned worst = given > surname ? given : surname;
    if (middle <= HT_LIKE_CLOSE && middle > worst)
        worst = middle;
    if (middle <= HT_LIKE_CLOSE && worst <= HT_LIKE_CLOSE)
        return worst;
    if (given <= HT_LIKE_BASE && surname <= HT_LIKE_BASE)
        return 3;
    if (given <= HT_LIKE_CLOSE && surname <= HT_LIKE_CLOSE)
        return 4;
    if (given <= HT_LIKE_BASE && middle <= HT_LIKE_CLOSE && na > 2)
        return 4;                       /* only the surname differs */
    return 5;
}
