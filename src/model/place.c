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
#include "model/placetext.h"
#include "text/fold.h"

#define MEMO_MAX 32768                  /* answers kept; then the memory starts anew */
#define MAX_FOUND 6                     /* candidates that are told apart */
#define LISTS_BEGIN 12661               /* 2004-08-31: from here on the lists are dated */
#define NAMES_BEGIN 2191                /* 1976-01-01: before, provinces only */

/* "GV", "TĐ": capitals that may be initials. */
static uint32_t
as_initials(const char *s, size_t len)
{
    uint32_t v = 0, letters = 0;
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c = ht_utf8_get(s + i, &n);
        if (!ht_is_upper(c) || ++letters > 4)
            return 0;
        v = v << 8 | (uint32_t)ht_lower_char(ht_base_letter(c));
    }
    return letters > 1 ? v : 0;
}

/* ---- one question ---- */

struct question {
    int32_t first, last;
    bool bare;                          /* the whole text has no diacritics */
    unsigned province[MAX_FOUND];       /* where it must be, as codes */
    size_t nprovinces;
    bool exact;                         /* the province is one unit of that day, whose code is certain */
    const struct unit *district, *commune;
    const struct unit *prov;            /* NULL: known by its code only */
    int32_t *same;                      /* first and last day on which every comparison comes out the same */
};

struct found {
    const struct unit *v[MAX_FOUND];
    size_t n;                           /* may exceed MAX_FOUND */
};

static void
narrow_same(const struct question *q, int32_t from, int32_t to)
{
    q->same[0] = from > q->same[0] ? from : q->same[0];
    q->same[1] = to < q->same[1] ? to : q->same[1];
}

/* True if what lived FROM … TO was there on all days of the question. */
static bool
alive(const struct question *q, int32_t from, int32_t to)
{
    bool there = from <= q->first && to >= q->last;
    if (there)
        narrow_same(q, from, to);
    else if (from > q->first)
        narrow_same(q, INT32_MIN, from - 1);
    else
        narrow_same(q, to + 1, INT32_MAX);
    return there;
}

static bool
before(const struct question *q, int32_t day)
{
    bool early = q->first < day;
    narrow_same(q, early ? INT32_MIN : day, early ? day - 1 : INT32_MAX);
    return early;
}

static bool
in_provinces(const struct question *q, unsigned province)
{
    for (size_t i = 0; i < q->nprovinces; i++)
        if (q->province[i] == province)
            return true;
    return !q->nprovinces;
}

/* Towns were raised from thị xã to thành phố; both words are used for years after. */
static bool
types_fit(uint16_t asked, uint16_t unit)
{
    const uint16_t urban = HT_UNIT_TP | HT_UNIT_TX;
    return !asked || asked == unit || ((asked & urban) && (unit & urban));
}

static void
search(const struct question *q, const struct units *u, uint64_t name, uint16_t type, struct found *f)
{
    for (size_t i = 0; i < u->n; i++) {
        const struct unit *x = &u->v[i];
        if (!name || x->name[q->bare] != name || !alive(q, x->from, x->to) || !types_fit(type, x->type) ||
            !in_provinces(q, x->province))
            continue;
        if (f->n < MAX_FOUND)
            f->v[f->n] = x;
        f->n++;
    }
}

/* Exact types beat similar ones: thành phố and thị xã of one name may stand side by side. */
static void
narrow(struct found *f, uint16_t type)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n && i < MAX_FOUND; i++)
        if (f->v[i]->type == type)
            f->v[n++] = f->v[i];
    if (n)
        f->n = n;
}

/* Another name valid on that day; NULL if none.  *KNOWN: the name is known, though perhaps of other days. */
static const struct other *
other_name(const struct ht_places *p, const struct question *q, uint64_t name, int level, bool *known)
{
    const struct other *found = NULL;
    const uint64_t *last = name ? ht_map_find(&p->by_name[q->bare], ht_hash_mix(name, (uint64_t)level)) : NULL;
    for (size_t i = last ? *last : 0; i > 0; i = p->other[i - 1].next[q->bare]) {
        const struct other *o = &p->other[i - 1];
        *known = true;
        if (!alive(q, o->from, o->to))
            continue;
        if (found && (found->codes_len != o->codes_len || memcmp(found->codes, o->codes, o->codes_len)))
            return NULL;                /* two meanings on one day */
        found = o;
    }
    return found;
}

static int
compare_code(const struct unit *u, const char *code, size_t len)
{
    int c = strncmp(u->code, code, len);
    return c ? c : u->code[len] != '\0';
}

static const struct unit *
unit_by_code(const struct question *q, const struct units *u, const char *code, size_t len)
{
    size_t lo = 0, hi = u->n;           /* lists are sorted by code; a code may have several versions */
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (compare_code(&u->v[mid], code, len) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < u->n && !compare_code(&u->v[lo], code, len); lo++)
        if (alive(q, u->v[lo].from, u->v[lo].to))
            return &u->v[lo];
    return NULL;
}

/* "26;25": several parts of what once was one. */
static void
take_provinces(const struct ht_places *p, struct question *q, const struct other *o)
{
    const char *s = o->codes, *end = s + o->codes_len;
    q->exact = true;
    while (s < end && q->nprovinces < MAX_FOUND) {
        size_t n = 0;
        while (s + n < end && s[n] >= '0' && s[n] <= '9')
            n++;
        if (n == 2)
            q->province[q->nprovinces++] = number(s, n);
        q->exact = q->exact && n == 2 && s + n == end;
        q->prov = unit_by_code(q, &p->provinces, s, n);
        for (s += n; s < end && *s != ';'; s++)
            ;
        s += s < end;
    }
    q->exact = q->exact && q->nprovinces == 1;
}

static bool
find_province(const struct ht_places *p, struct question *q, const char *name, size_t len, uint16_t type,
              const struct ht_place_part *whole)
{
    struct found f = {0};
    bool known = false, early = before(q, LISTS_BEGIN);
    if (type & ~(uint16_t)(HT_UNIT_T | HT_UNIT_TP | HT_UNIT_DK))
        return false;
    uint64_t k = ht_place_name(name, len, false, q->bare);
    const struct other *o = other_name(p, q, k, 1, &known);
    if (!o && whole->full_len != len)
        o = other_name(p, q, ht_place_name(whole->full, whole->full_len, false, q->bare), 1, &known);
    if (!(early && o))
        search(q, &p->provinces, k, 0, &f);
    if (f.n == 1) {
        q->province[q->nprovinces++] = f.v[0]->province;
        q->prov = f.v[0];
        q->exact = true;
        return true;
    }
    if (o && !f.n)
        take_provinces(p, q, o);
    return q->nprovinces > 0;
}

enum outcome { MISSED, FOUND, SEVERAL };

static enum outcome
find_district(struct ht_places *p, struct question *q, const struct ht_place_part *part, struct found *f)
{
    bool numbered = part->type == HT_UNIT_Q, known = false, early = before(q, LISTS_BEGIN);
    uint64_t k = ht_place_name(part->name, part->name_len, numbered, q->bare);
    uint64_t w = ht_place_name(part->full, part->full_len, false, q->bare);
    const struct other *o = other_name(p, q, w, 2, &known);
    if (!o)
        o = other_name(p, q, k, 2, &known);
    if (numbered && !o) {               /* "Q.07": the list says "quận 7" */
        char full[96] = "quận ";
        size_t at = strlen(full), n = ht_place_name_key(full + at, sizeof full - at, part->name, part->name_len, true);
        uint64_t x = ht_place_name(full, at + n, false, q->bare);
        o = other_name(p, q, x, 2, &known);
    }
    if (!early || (!o && !known))
        search(q, &p->districts, k, part->type, f);
    if (part->type)
        narrow(f, part->type);
    if (!f->n && o && o->codes_len == 3) {
        const struct unit *u = unit_by_code(q, &p->districts, o->codes, 3);
        if (u && in_provinces(q, u->province) && types_fit(part->type, u->type))
            f->v[f->n++] = u;
    }
    uint32_t initials = f->n || !q->exact ? 0 : as_initials(part->name, part->name_len);
    if (initials && part->type && !p->initials)
        ht_places_learn_initials(p);
    for (size_t i = 0; initials && part->type && i < p->districts.n; i++) {
        const struct unit *u = &p->districts.v[i];
        if (u->initials != initials || !in_provinces(q, u->province) || !alive(q, u->from, u->to) ||
            !types_fit(part->type, u->type))
            continue;
        if (f->n < MAX_FOUND)
            f->v[f->n] = u;
        f->n++;
    }
    if (f->n != 1)
        return f->n ? SEVERAL : MISSED;
    q->district = f->v[0];
    if (!q->nprovinces)
        q->province[q->nprovinces++] = q->district->province;
    return FOUND;
}

/* Before the lists begin a district is certain only if its name meant the same unit before and after: quận 3 of
 * Saigon is still quận 3, quận 2 became a part of quận 1.  The other names have a row for either time. */
static bool
find_lasting(const struct ht_places *p, struct question *q, const struct ht_place_part *part)
{
    uint64_t name = ht_place_name(part->full, part->full_len, false, q->bare);
    bool known = false;
    const struct other *o = q->district ? NULL : other_name(p, q, name, 2, &known);
    const uint64_t *last = o ? ht_map_find(&p->by_name[q->bare], ht_hash_mix(name, 2)) : NULL;
    for (size_t i = last && o->codes_len == 3 ? *last : 0; i > 0; i = p->other[i - 1].next[q->bare]) {
        const struct other *later = &p->other[i - 1];
        if (later->from <= o->from || later->codes_len != 3 || memcmp(later->codes, o->codes, 3))
            continue;
        const struct unit *u = unit_by_code(q, &p->districts, o->codes, 3);
        if (u && q->nprovinces && in_provinces(q, u->province))
            q->district = u;
    }
    return q->district != NULL;
}

/* In the district; without one, in all of the provinces. */
static enum outcome
find_commune(struct ht_places *p, struct question *q, const struct ht_place_part *part, struct found *f)
{
    bool numbered = part->type == HT_UNIT_P;
    uint64_t k = ht_place_name(part->name, part->name_len, numbered, q->bare);
    if (q->district) {
        /* The district says where it is: the lists give Hà Tây's communes to Hà Nội throughout. */
        struct question inside = *q;
        inside.nprovinces = 0;
        search(&inside, ht_places_communes(p, &p->district[number(q->district->code, 3)]), k, part->type, f);
    } else {
        for (size_t i = 0; i < q->nprovinces; i++)
            search(q, ht_places_communes(p, &p->province[q->province[i] % 100]), k, part->type, f);
        for (size_t i = 0; i < p->districts.n; i++) {
            const struct unit *d = &p->districts.v[i];
            if (in_provinces(q, d->province) && alive(q, d->from, d->to))
                search(q, ht_places_communes(p, &p->district[number(d->code, 3)]), k, part->type, f);
        }
    }
    if (f->n != 1)
        return f->n ? SEVERAL : MISSED;
    q->commune = f->v[0];
    return FOUND;
}

/* ---- the answer ---- */

static void
list_others(struct ht_place *a, const struct found *f)
{
    size_t at = 0;
    for (size_t i = 0; i < f->n && i < MAX_FOUND; i++)
        at += (size_t)(stpcpy(stpcpy(a->others + at, at ? " " : ""), f->v[i]->code) - (a->others + at));
    if (f->n > MAX_FOUND)
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
        for (size_t i = 0, at = 0; i < q->nprovinces && i < MAX_FOUND; i++) {
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
        if (both.name_len && find_province(p, q, both.name, len, both.type, &both))
            return 2;
    }
    return find_province(p, q, part[i].name, part[i].name_len, part[i].type, &part[i]);
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
    if (before(q, NAMES_BEGIN)) {
        if (!find_lasting(p, q, part))
            a->coarse = a->coarse || part->type != HT_UNIT_NONE;
        return;
    }
    if (!q->district && (!part->type || (part->type & DISTRICT_TYPES)))
        got = find_district(p, q, part, &f);
    else if (part->type & DISTRICT_TYPES)
        a->coarse = true;
    if (got == MISSED && !q->commune && (q->district || q->nprovinces) && !a->coarse &&
        (!part->type || (part->type & COMMUNE_TYPES))) {
        f.n = 0;
        got = find_commune(p, q, part, &f);
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
