/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Places: dated units by name.
 *
 * Answers are remembered by text, each with the days on which it holds: as long as no unit that it met begins or ends.
 */
#include "config.h"
#include "model/place_int.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define MEMO_MAX 32768                  /* answers kept; then the memory starts anew */
#define NAMES_BEGIN 2191                /* 1976-01-01: before, provinces only */

static void
list_others(struct ht_place *a, const struct found *f)
{
    size_t at = 0;
    for (size_t i = 0; i < f->n && i < PLACE_FOUND; i++)
        at += (size_t)(stpcpy(stpcpy(a->others + at, at ? " " : ""), f->v[i]->code) - (a->others + at));
    if (f->n > PLACE_FOUND)
        stpcpy(a->others + at, " …");
}

static void
conclude(const struct question *q, struct ht_place *a)
{
    const struct unit *u = q->commune ? q->commune : q->district ? q->district : q->exact ? q->prov : NULL;
    if (u) {
        a->level = (uint8_t)strlen(u->code);
        memcpy(a->code, u->code, sizeof a->code);
        memcpy(a->now, u->now, sizeof a->now);
    } else if (!*a->others) {
        for (size_t i = 0, at = 0; i < q->nprovinces && i < PLACE_FOUND; i++) {
            if (at)
                a->others[at++] = ' ';
            a->others[at++] = (char)('0' + q->province[i] / 10 % 10);
            a->others[at++] = (char)('0' + q->province[i] % 10);
        }
    }
}

/* Part I as a province; also together with the part before it ("Bà Rịa - Vũng Tàu").  Returns how many parts that
 * took. */
static size_t
province_at(const struct ht_places *p, struct question *q, const struct ht_place_part *part, size_t i)
{
    if (i > 0 && part[i].type == HT_UNIT_NONE) {
        struct ht_place_part both = part[i - 1];
        both.full_len = (size_t)(part[i].full + part[i].full_len - both.full);
        size_t len = (size_t)(part[i].name + part[i].name_len - both.name);
        if (both.name_len && ht_place_find_province(p, q, both.name, len, both.type, &both))
            return 2;
    }
    return ht_place_find_province(p, q, part[i].name, part[i].name_len, part[i].type, &part[i]);
}

#define DISTRICT_TYPES (HT_UNIT_Q | HT_UNIT_H | HT_UNIT_TX | HT_UNIT_TP)
#define COMMUNE_TYPES (HT_UNIT_P | HT_UNIT_X | HT_UNIT_TT | HT_UNIT_DK)

/* One part below the province. */
static void
take_part(struct ht_places *p, struct question *q, const struct ht_place_part *part, struct ht_place *a)
{
    struct found f = {0};
    enum outcome got = MISSED;
    if ((part->type & (HT_UNIT_V | HT_UNIT_S | HT_UNIT_N)) || !part->name_len)
        return;
    if (ht_place_before(q, NAMES_BEGIN)) {
        if (!ht_place_find_lasting(p, q, part))
            a->coarse = a->coarse || part->type != HT_UNIT_NONE;
        return;
    }
    if (!q->district && (!part->type || (part->type & DISTRICT_TYPES)))
        got = ht_place_find_district(p, q, part, &f);
    else if (part->type & DISTRICT_TYPES)
        a->coarse = true;
    if (got == MISSED && !q->commune && (q->district || q->nprovinces) && !a->coarse &&
        (!part->type || (part->type & COMMUNE_TYPES))) {
        f.n = 0;
        got = ht_place_find_commune(p, q, part, &f);
    }
    if (got == SEVERAL)
        list_others(a, &f);
    if (got != FOUND && part->type)
        a->coarse = true;
}

static void
answer(struct ht_places *p, const char *s, size_t len, int32_t first, int32_t last, struct answer *out)
{
    struct ht_place *a = &out->place;
    int32_t same[2] = { INT32_MIN, INT32_MAX };
    struct ht_place_part part[HT_PLACE_PARTS];
    struct question q = { .first = first, .last = last, .bare = ht_is_ascii(s, len), .same = same };
    size_t n = ht_place_cut(&p->words, s, len, part), used = 0;
    if (q.bare && !p->bare)
        ht_places_learn_bare(p);
    if (n)
        used = province_at(p, &q, part, n - 1);
    /* A province that no list knows: what is below it could be anywhere. */
    if (n && (used || !(part[n - 1].type & HT_UNIT_T))) {
        for (size_t i = n - used; i-- > 0 && !q.commune && !a->coarse;)
            take_part(p, &q, &part[i], a);
        conclude(&q, a);
        for (size_t i = 0; i < n; i++)
            a->national = a->national || (!a->level && (part[i].type & HT_UNIT_N));
    }
    out->from = same[0];
    out->to = same[1];
}

const struct ht_place *
ht_places_find(struct ht_places *p, const char *s, size_t len, int32_t first, int32_t last)
{
    if (!p->indexed)
        ht_places_index(p);
    if (p->nanswers == MEMO_MAX) {
        ht_map_fini(&p->memo);
        p->memo = (struct ht_map){0};
        p->nanswers = 0;
    }
    uint64_t *at = ht_map_get(&p->memo, ht_hash(s, len, 0), NULL);
    for (uint32_t i = (uint32_t)*at; i; i = p->answer[i - 1].older)
        if (p->answer[i - 1].from <= first && p->answer[i - 1].to >= last)
            return &p->answer[i - 1].place;
    p->answer = ht_grow(p->answer, &p->answers_cap, p->nanswers + 1, sizeof *p->answer);
    struct answer *a = &p->answer[p->nanswers];
    *a = (struct answer){ .older = (uint32_t)*at };
    answer(p, s, len, first, last, a);
    if (a->from <= first && a->to >= last)          /* else the days of the question are not alike: asked anew */
        *at = ++p->nanswers;
    return &a->place;
}
