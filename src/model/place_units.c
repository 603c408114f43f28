/* SPDX-License-Identifier: BSD-2-Clause */
/* Which dated unit one part of a place text means: a province, a district in it, a commune in that. */
#include "config.h"
#include "model/place_int.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"

#define LISTS_BEGIN 12661               /* 2004-08-31: from here on the lists are dated */

/* ---- what a name may mean on the days of a question ---- */

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

bool
ht_place_before(const struct question *q, int32_t day)
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
        if (f->n < PLACE_FOUND)
            f->v[f->n] = x;
        f->n++;
    }
}

/* Exact types beat similar ones: thành phố and thị xã of one name may stand side by side. */
static void
narrow(struct found *f, uint16_t type)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n && i < PLACE_FOUND; i++)
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
    while (s < end && q->nprovinces < PLACE_FOUND) {
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

/* ---- the three levels ---- */

bool
ht_place_find_province(const struct ht_places *p, struct question *q, const char *name, size_t len, uint16_t type,
              const struct ht_place_part *whole)
{
    struct found f = {0};
    bool known = false, early = ht_place_before(q, LISTS_BEGIN);
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

enum outcome
ht_place_find_district(struct ht_places *p, struct question *q, const struct ht_place_part *part, struct found *f)
{
    bool numbered = part->type == HT_UNIT_Q, known = false, early = ht_place_before(q, LISTS_BEGIN);
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
        if (f->n < PLACE_FOUND)
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
bool
ht_place_find_lasting(const struct ht_places *p, struct question *q, const struct ht_place_part *part)
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
enum outcome
ht_place_find_commune(struct ht_places *p, struct question *q, const struct ht_place_part *part, struct found *f)
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
