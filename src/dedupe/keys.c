/* SPDX-License-Identifier: BSD-2-Clause */
/* Making blocking keys from features. */
#include "config.h"
#include "dedupe/keys.h"

#include <string.h>

/* The last syllable's number, 0 if there is none. */
static uint32_t
given(const struct ht_fname *n)
{
    size_t i = 0;
    while (i < HT_NAME_MAX && n->s[i])
        i++;
    return i ? n->s[i - 1] : 0;
}

static uint64_t
name_part(const struct ht_pool *p, enum ht_part_kind kind, const struct ht_fname *n)
{
    const struct ht_syl *v = p->syls.v;
    uint32_t last = given(n);
    if (!last)
        return 0;
    switch (kind) {
    case HT_PART_FULL:
        return n->full;
    case HT_PART_GIVEN:
        return v[last].base;
    case HT_PART_SOUND:
        return v[last].sound;
    case HT_PART_SURNAME:
        return v[n->s[0]].base;
    default:                            /* HT_PART_TAIL: surname and given name without what is between */
        return ht_hash_mix(v[n->s[0]].base, v[last].base);
    }
}

static uint64_t
date_part(enum ht_part_kind kind, const struct ht_fdate *d)
{
    if (kind == HT_PART_DAYMONTH)
        return d->day ? (uint64_t)(d->month * 32 + d->day) : 0;
    if (!d->year)
        return 0;
    if (kind == HT_PART_YEAR)
        return (uint64_t)d->year;
    if (kind == HT_PART_MONTH)          /* unknown months are a class of their own */
        return (uint64_t)d->year * 16 + (uint64_t)(d->day == 1 && d->month == 1 ? 0 : d->month);
    return d->day ? ((uint64_t)d->year * 16 + (uint64_t)d->month) * 32 + (uint64_t)d->day : 0;
}

static uint64_t
place_part(enum ht_part_kind kind, const struct ht_fplace *p)
{
    if (kind == HT_PART_WARD)
        return p->unit[0] ? ht_hash_mix(p->unit[0], p->unit[1]) : 0;
    return p->unit[1] ? p->unit[1] : p->unit[2] ? p->unit[2] : p->unit[0] ? p->unit[0] : 1;
}

/* American Soundex of the first word, for texts in other languages. */
static uint64_t
soundex(const char *s, size_t n)
{
    static const char code[] = "01230120022455012623010202";
    uint64_t out = 0;
    char last = 0;
    size_t digits = 0;
    for (size_t i = 0; i < n && digits < 4 && s[i] != ' '; i++) {
        if (s[i] < 'a' || s[i] > 'z')
            continue;
        char c = code[s[i] - 'a'];
        if (!out)
            out = (uint64_t)(s[i] - 'a') + 1;
        else if (c != '0' && c != last)
            out = out * 8 + (uint64_t)(c - '0');
        else
            continue;
        last = c;
        digits++;
    }
    return out << 8 | digits;
}

static uint64_t
text_part(const struct ht_pool *p, enum ht_part_kind kind, const struct ht_ftext *t)
{
    size_t n;
    if (!t->text)
        return 0;
    const char *s = ht_text(&p->texts, t->text, &n);
    if (kind == HT_PART_PREFIX)
        return ht_hash(s, n < 3 ? n : 3, 21);
    if (kind == HT_PART_SOUNDEX)
        return soundex(s, n);
    if (kind == HT_PART_WORD) {
        const char *blank = memchr(s, ' ', n);
        return ht_hash(s, blank ? (size_t)(blank - s) : n, 22);
    }
    return ht_hash(s, n, 20);
}

uint64_t
ht_key_part(const struct ht_dschema *d, const struct ht_pool *p, enum ht_part_kind kind, unsigned c,
            const unsigned char *f)
{
    const void *at = f + d->col[c].at;
    switch (d->col[c].kind) {
    case HT_COL_NAME:
        return name_part(p, kind, at);
    case HT_COL_DATE:
        return date_part(kind, at);
    case HT_COL_PLACE:
        return place_part(kind, at);
    case HT_COL_ENTRY: {
        const struct ht_fentry *e = at;
        return kind == HT_PART_NO ? e->no : e->year;
    }
    case HT_COL_ID:
        return ((const struct ht_fid *)at)->number;
    case HT_COL_CODE:
    case HT_COL_TEXT:
        return text_part(p, kind, at);
    case HT_COL_NUMBER: {
        const struct ht_fnumber *n = at;
        return n->known ? ht_hash(&n->value, sizeof n->value, 23) : 0;
    }
    case HT_NCOL_KIND:
        break;
    }
    return 0;
}

uint32_t
ht_key_make(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_key *k, const unsigned char *f)
{
    uint64_t h = 18;
    for (size_t i = 0; i < HT_KEY_PARTS && k->part[i].kind; i++) {
        uint64_t x = ht_key_part(d, p, (enum ht_part_kind)k->part[i].kind, k->part[i].col, f);
        if (!x)
            return 0;
        h = ht_hash_mix(h, x);
    }
    return (uint32_t)(h >> 32) | 1;
}

void
ht_keys_make(const struct ht_dschema *d, const struct ht_pool *p, const unsigned char *f, uint32_t *out)
{
    for (size_t i = 0; i < d->nkeys; i++)
        out[i] = ht_key_make(d, p, &d->key[i], f);
}

uint64_t
ht_window_order(const struct ht_dschema *d, const struct ht_pool *p, const unsigned char *f)
{
    uint64_t day = d->birth >= 0 ? ht_key_part(d, p, HT_PART_DAYMONTH, (unsigned)d->birth, f) : 0;
    uint64_t ward = d->place >= 0 ? ht_key_part(d, p, HT_PART_WARD, (unsigned)d->place, f) : 0;
    uint64_t first = d->nkeys ? ht_feat_keys(d, f)[0] : 0;
    return day << 48 | (ward & 0xffffff) << 24 | (first & 0xffffff);
}
