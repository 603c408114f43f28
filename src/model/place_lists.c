/* SPDX-License-Identifier: BSD-2-Clause */
/* The lists of places: read, keyed by name, and indexed as far as questions need them. */
#include "config.h"
#include "model/place_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/codelist.h"
#include "model/date.h"
#include "model/placetext.h"
#include "model/wordkey.h"
#include "text/fold.h"

/* Đắk, Đăk, Đắc, Đak: one word of the highlands in four spellings; all become the shortest.  Returns the new length. */
static size_t
one_dak(char *key, size_t n)
{
    static const char *const spellings[] = { "đăk", "đăc", "đak", "đac" };
    static const char shortest[] = "đak";
    size_t out = 0;
    if (!memchr(key, *shortest, n))
        return n;
    for (size_t at = 0, end; at < n; at = end + (end < n)) {
        const char *blank = memchr(key + at, ' ', n - at);
        end = blank ? (size_t)(blank - key) : n;
        size_t len = end - at, bare = len && key[end - 1] >= '1' && key[end - 1] <= '5' ? len - 1 : len;
        bool dak = false;
        for (size_t i = 0; i < HT_COUNT(spellings); i++)
            dak = dak || (bare == strlen(spellings[i]) && !memcmp(key + at, spellings[i], bare));
        if (out)
            key[out++] = ' ';
        memmove(key + out, dak ? shortest : key + at, dak ? strlen(shortest) : len);
        len = dak ? strlen(shortest) : len;
        out += len;
    }
    key[out] = '\0';
    return out;
}

/* "Mỹ" and "Mĩ", "Lý" and "Lí" are spelling; "01" is 1; Roman I to XX are numbers where NUMBERED. */
size_t
ht_place_name_key(char *key, size_t cap, const char *s, size_t len, bool numbered)
{
    static const char *const roman[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
                                         "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx" };
    size_t n = ht_word_key(key, cap, s, len);
    for (size_t i = 0; numbered && n && i < HT_COUNT(roman); i++)
        if (!strcmp(key, roman[i])) {
            int value = (int)i + 1;
            n = 0;
            if (value > 9)
                key[n++] = (char)('0' + value / 10);
            key[n++] = (char)('0' + value % 10);
            key[n] = '\0';
            return n;
        }
    for (size_t i = 1; i < n; i++)
        if (key[i] == 'y' && strchr("hklmst", key[i - 1]) && (i == 1 || key[i - 2] == ' ') &&
            (i + 1 == n || key[i + 1] == ' ' || (key[i + 1] >= '1' && key[i + 1] <= '5')))
            key[i] = 'i';
    n = one_dak(key, n);
    size_t zeros = 0;
    while (zeros + 1 < n && key[zeros] == '0' && key[zeros + 1] >= '0' && key[zeros + 1] <= '9')
        zeros++;
    memmove(key, key + zeros, n - zeros + 1);
    return n - zeros;
}

/* The hash of a name; BARE: without diacritics.  0 if nothing is left. */
uint64_t
ht_place_name(const char *s, size_t len, bool numbered, bool bare)
{
    char key[160], fold[160];
    size_t n = ht_place_name_key(key, sizeof key, s, len, numbered), m = 0;
    if (!bare)
        return n ? ht_hash(key, n, 0) : 0;
    /* The fold of the key, so that both forget the same spellings; the tone digits go too. */
    size_t k = ht_fold_to(fold, sizeof fold, key, n);
    for (size_t i = 0; i < k; i++)
        if (!(fold[i] >= '1' && fold[i] <= '5' && i > 0 && fold[i - 1] >= 'a'))
            fold[m++] = fold[i];
    return m ? ht_hash(fold, m, 0) : 0;
}

/* ---- loading ---- */

static int32_t
day_of(const char *s, size_t len, int32_t open)
{
    struct ht_date d;
    return ht_date_read(s, len, &d) && d.day ? ht_day_number(d.year, d.month, d.day) : open;
}

static void
copy_code(char out[6], const char *s, size_t len)
{
    size_t n = len < 6 ? len : 0;
    memcpy(out, s, n);
    out[n] = '\0';
}

/* The first N columns of a row; those that it lacks are empty. */
static void
cells(const struct ht_tsv *t, size_t row, const char **s, size_t *len, int n)
{
    size_t row_len;
    const char *at = ht_tsv_row(t, row, &row_len), *end = at + row_len;
    for (int i = 0; i < n; i++) {
        const char *tab = memchr(at, '\t', (size_t)(end - at)), *stop = tab ? tab : end;
        s[i] = at;
        len[i] = (size_t)(stop - at);
        at = tab ? tab + 1 : end;
    }
}

/* The first letters of the words, without diacritics, a byte each. */
static uint32_t
initials_of(const char *s, size_t len)
{
    uint32_t v = 0, words = 0;
    char fold[96];
    size_t n = ht_fold_to(fold, sizeof fold, s, len);
    for (size_t i = 0; i < n; i++)
        if (!i || fold[i - 1] == ' ') {
            if (fold[i] < 'a' || ++words > 4)
                return 0;
            v = v << 8 | (unsigned char)fold[i];
        }
    return words > 1 ? v : 0;
}

/* Columns of all unit lists: code from to type name, then the parents, then now. */
enum { CODE, FROM, TO, TYPE, NAME, PARENT };

static void
add_unit(struct units *u, const struct ht_tsv *t, size_t row, int parents)
{
    const char *s[8];
    size_t len[8];
    cells(t, row, s, len, PARENT + parents + 1);
    u->v = ht_grow(u->v, &u->cap, u->n + 1, sizeof *u->v);
    struct unit *x = &u->v[u->n++];
    *x = (struct unit){ .from = day_of(s[FROM], len[FROM], INT32_MIN),
                        .to = day_of(s[TO], len[TO], INT32_MAX), .type = ht_unit_type(s[TYPE], len[TYPE]) };
    x->name[0] = ht_place_name(s[NAME], len[NAME], false, false);
    if (parents == 2)
        x->name[1] = ht_place_name(s[NAME], len[NAME], false, true);
    copy_code(x->code, s[CODE], len[CODE]);
    copy_code(x->now, s[PARENT + parents], len[PARENT + parents]);
    x->district = parents == 2 ? (uint16_t)number(s[PARENT], len[PARENT]) : 0;
    x->province = parents ? (uint16_t)number(s[PARENT + parents - 1], len[PARENT + parents - 1])
                          : (uint16_t)number(s[CODE], len[CODE]);
}

/* The cell that ends at *END, which moves before it; S is where the row begins. */
static const char *
cell_before(const char *s, const char **end, size_t *len)
{
    const char *at = *end;
    while (at > s && at[-1] != '\t')
        at--;
    *len = (size_t)(*end - at);
    *end = at > s ? at - 1 : s;
    return at;
}

/* Where the communes of a district or, if they have none, of a province hang; NULL: nowhere. */
static struct parent *
parent_of(struct ht_places *p, const char *row, size_t row_len)
{
    size_t len;
    const char *end = row + row_len, *cell;
    cell_before(row, &end, &len);       /* now */
    cell = cell_before(row, &end, &len);
    unsigned province = number(cell, len);
    cell = cell_before(row, &end, &len);
    unsigned district = number(cell, len);
    if (len && district < PARENTS)
        return &p->district[district];
    return province < HT_COUNT(p->province) ? &p->province[province] : NULL;
}

/* Sorts communes by parent: sixteen thousand rows, so only their last columns are looked at.  From the end, so that
 * they hang in the order of the list. */
static void
sort_communes(struct ht_places *p)
{
    const struct ht_tsv *t = p->tsv[COMMUNES];
    size_t row = ht_tsv_rows(t), len;
    p->next_commune = ht_malloc((row + 1) * sizeof *p->next_commune);
    while (row-- > 0) {
        const char *s = ht_tsv_row(t, row, &len);
        struct parent *at = parent_of(p, s, len);
        if (!at)
            continue;
        p->next_commune[row] = at->first;
        at->first = (uint32_t)row + 1;
    }
}

/* Hangs the other name AT (from 1) before those of the same name and level. */
static void
link_other(struct ht_places *p, size_t at, bool bare)
{
    struct other *o = &p->other[at - 1];
    uint64_t *last = ht_map_get(&p->by_name[bare], ht_hash_mix(o->name[bare], o->level), NULL);
    o->next[bare] = (uint16_t)*last;
    *last = at;
}

/* Few texts lack all diacritics: the hashes for them are made when the first one comes.  Rows of the lists and units
 * have the same order. */
void
ht_places_learn_bare(struct ht_places *p)
{
    const struct ht_tsv *lists[] = { p->tsv[PROVINCES], p->tsv[DISTRICTS] };
    struct units *units[] = { &p->provinces, &p->districts };
    size_t len;
    for (size_t k = 0; k < HT_COUNT(lists); k++)
        for (size_t i = 0; i < units[k]->n; i++) {
            const char *s = ht_tsv_cell(lists[k], i, NAME, &len);
            units[k]->v[i].name[1] = ht_place_name(s, len, false, true);
        }
    for (size_t i = 0; i < p->nothers; i++) {
        const char *s = ht_tsv_cell(p->tsv[OTHERS], i, 0, &len);
        p->other[i].name[1] = ht_place_name(s, len, false, true);
        link_other(p, i + 1, true);
    }
    p->bare = true;
}

/* Nor are many districts written as initials. */
void
ht_places_learn_initials(struct ht_places *p)
{
    for (size_t i = 0; i < p->districts.n; i++) {
        size_t len;
        const char *s = ht_tsv_cell(p->tsv[DISTRICTS], i, NAME, &len);
        p->districts.v[i].initials = initials_of(s, len);
    }
    p->initials = true;
}

static void
add_others(struct ht_places *p)
{
    const struct ht_tsv *t = p->tsv[OTHERS];
    for (size_t row = 0; row < ht_tsv_rows(t) && row < UINT16_MAX; row++) {
        const char *s[5];
        size_t len[5];
        cells(t, row, s, len, 5);
        p->other = ht_grow(p->other, &p->others_cap, p->nothers + 1, sizeof *p->other);
        struct other *o = &p->other[p->nothers++];
        *o = (struct other){ .from = day_of(s[2], len[2], INT32_MIN),
                             .to = day_of(s[3], len[3], INT32_MAX), .level = (uint8_t)(s[1][0] - '0'),
                             .codes_len = (uint8_t)len[4], .codes = s[4] };
        o->name[0] = ht_place_name(s[0], len[0], false, false);
        link_other(p, p->nothers, false);
    }
}

/* Everything but the names of communes, when the first question comes: a run that never asks pays nothing. */
void
ht_places_index(struct ht_places *p)
{
    ht_unit_words(&p->words, p->tsv[TYPES]);
    for (size_t row = 0; row < ht_tsv_rows(p->tsv[PROVINCES]); row++)
        add_unit(&p->provinces, p->tsv[PROVINCES], row, 0);
    for (size_t row = 0; row < ht_tsv_rows(p->tsv[DISTRICTS]); row++)
        add_unit(&p->districts, p->tsv[DISTRICTS], row, 1);
    add_others(p);
    sort_communes(p);
    p->indexed = true;
}

struct ht_places *
ht_places_open(const char *dir, struct ht_diag *d)
{
    static const char *const files[] = { "provinces.tsv", "districts.tsv", "communes.tsv", "place_aliases.tsv",
                                         "unit_types.tsv" };
    struct ht_places *p = ht_calloc(1, sizeof *p);
    for (size_t i = 0; i < HT_COUNT(files); i++)
        if (!(p->tsv[i] = ht_tsv_open(dir, files[i], d))) {
            ht_places_free(p);
            return NULL;
        }
    return p;
}

void
ht_places_free(struct ht_places *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < HT_COUNT(p->tsv); i++)
        ht_tsv_free(p->tsv[i]);
    for (size_t i = 0; i < PARENTS; i++)
        free(p->district[i].units.v);
    for (size_t i = 0; i < HT_COUNT(p->province); i++)
        free(p->province[i].units.v);
    free(p->next_commune);
    free(p->provinces.v);
    free(p->districts.v);
    free(p->other);
    free(p->answer);
    ht_map_fini(&p->by_name[0]);
    ht_map_fini(&p->by_name[1]);
    ht_map_fini(&p->words);
    ht_map_fini(&p->memo);
    free(p);
}

const struct units *
ht_places_communes(struct ht_places *p, struct parent *at)
{
    for (uint32_t i = at->indexed ? 0 : at->first; i; i = p->next_commune[i - 1])
        add_unit(&at->units, p->tsv[COMMUNES], i - 1, 2);
    at->indexed = true;
    return &at->units;
}
