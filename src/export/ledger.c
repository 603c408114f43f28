/* SPDX-License-Identifier: BSD-2-Clause */
/* Ledgers by register, year, volume and place. */
#include "config.h"
#include "export/ledger.h"

#include <stdlib.h>

#include "base/mem.h"

#define NONE "_"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const struct ht_slot *
shared_slot(const struct ht_record *r, enum ht_shared what)
{
    int id = ht_shared_field(r->reg, what);
    return id >= 0 && r->v[id].s ? &r->v[id] : NULL;
}

/* The four digits behind the last slash of "01/2008". */
static bool
year_behind_slash(const struct ht_slot *v, char year[5])
{
    if (!v || v->len < 5 || v->s[v->len - 5] != '/')
        return false;
    const char *s = v->s + v->len - 4;
    for (unsigned i = 0; i < 4; i++)
        if (!is_digit(s[i]))
            return false;
    memcpy(year, s, 5);
    return true;
}

static bool
year_in_front(const struct ht_slot *v, char year[5])
{
    if (!v || v->len < 4 || (v->len > 4 && v->s[4] != '-'))
        return false;
    for (unsigned i = 0; i < 4; i++)
        if (!is_digit(v->s[i]))
            return false;
    memcpy(year, v->s, 4);
    year[4] = '\0';
    return true;
}

/* The part before the slash, digits filled to two places; only letters and digits, since it becomes a file name. */
static void
volume_of(const struct ht_slot *v, char volume[HT_LEDGER_VOLUME])
{
    size_t n = 0, digits = 0;
    for (size_t i = 0; v && i < v->len && v->s[i] != '/' && n < HT_LEDGER_VOLUME - 1; i++) {
        if (!is_alnum(v->s[i]))
            continue;
        digits += is_digit(v->s[i]);
        volume[n++] = v->s[i];
    }
    if (!n) {
        memcpy(volume, NONE, sizeof NONE);
        return;
    }
    if (n == 1 && digits == 1) {
        volume[1] = volume[0];
        volume[0] = '0';
        n = 2;
    }
    volume[n] = '\0';
}

/* Year and volume of R. */
static void
book_of(const struct ht_record *r, char year[5], char volume[HT_LEDGER_VOLUME])
{
    const struct ht_slot *book = shared_slot(r, HT_QUYEN_SO);
    volume_of(book, volume);
    if (!year_behind_slash(book, year) && !year_behind_slash(shared_slot(r, HT_SO), year)
        && !year_in_front(shared_slot(r, HT_NGAY_DANG_KY), year))
        memcpy(year, NONE, sizeof NONE);
}

static struct ht_ledger *
add_ledger(struct ht_ledgers *all, const struct ht_record *r, const char year[5],
           const char volume[HT_LEDGER_VOLUME], uint64_t stem)
{
    struct ht_ledger *l = ht_calloc(1, sizeof *l);
    const struct ht_slot *place = shared_slot(r, HT_NOI_DANG_KY);
    l->reg = r->reg;
    memcpy(l->year, year, sizeof l->year);
    memcpy(l->volume, volume, sizeof l->volume);
    l->place = place ? ht_strndup(place->s, place->len) : ht_strdup("");
    l->number = (unsigned)++*ht_map_get(&all->by_stem, stem, NULL);
    all->v = ht_grow(all->v, &all->cap, all->n + 1, sizeof *all->v);
    all->v[all->n++] = l;
    return l;
}

struct ht_ledger *
ht_ledger_of(struct ht_ledgers *all, const struct ht_record *r, bool *fresh)
{
    char year[5] = "", volume[HT_LEDGER_VOLUME] = "";
    const struct ht_slot *place = shared_slot(r, HT_NOI_DANG_KY);
    book_of(r, year, volume);
    uint64_t stem = ht_hash_mix(ht_hash(year, strlen(year), (uint64_t)r->reg->id + 1),
                                ht_hash(volume, strlen(volume), 3));
    stem += !stem;                      /* 0 is the map's empty slot */
    uint64_t key = ht_hash_mix(stem, place ? ht_place_key(&all->places, place) : 0);
    key += !key;
    bool is_new = false;
    if (!all->last || all->last_key != key) {
        uint64_t *at = ht_map_get(&all->by_key, key, &is_new);
        if (is_new) {
            *at = all->n + 1;
            add_ledger(all, r, year, volume, stem);
            at = ht_map_get(&all->by_key, key, NULL);
        }
        all->last = all->v[*at - 1];
        all->last_key = key;
    }
    if (fresh)
        *fresh = is_new;
    return all->last;
}

void
ht_ledger_stem(const struct ht_ledger *l, struct ht_buf *out)
{
    ht_buf_addf(out, "%s.%s.%s", l->reg->code, l->year, l->volume);
    if (l->number > 1)
        ht_buf_addf(out, "-%u", l->number);
}

void
ht_ledgers_fini(struct ht_ledgers *all)
{
    for (size_t i = 0; i < all->n; i++) {
        free(all->v[i]->place);
        free(all->v[i]);
    }
    free(all->v);
    ht_placekeys_fini(&all->places);
    ht_map_fini(&all->by_key);
    ht_map_fini(&all->by_stem);
    memset(all, 0, sizeof *all);
}
