/* SPDX-License-Identifier: BSD-2-Clause */
/* One key for all ways of writing a unit. */
#include "config.h"
#include "model/placekey.h"

#include <string.h>

#include "text/fold.h"

enum { COMMUNE_DIGITS = 5 };

/* The commune's code of PLACE, or "". */
static const char *
commune_of(const struct ht_slot *place)
{
    const struct ht_attr *code = ht_attr(place, HT_A_code);
    return code && code->len == COMMUNE_DIGITS ? code->s : "";
}

/* y behind a consonant or qu at the end of a word of S, as i: xã Mỹ Lộc is xã Mĩ Lộc. */
static void
fold_y(char *s, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        bool end = i + 1 == n || s[i + 1] < 'a' || s[i + 1] > 'z', qu = i > 1 && s[i - 1] == 'u' && s[i - 2] == 'q';
        if (s[i] == 'y' && end && s[i - 1] >= 'a' && s[i - 1] <= 'z' && (qu || !strchr("aeiou", s[i - 1])))
            s[i] = 'i';
    }
}

/* Looks by text, then by code; what is not known yet gets the key of what is, or a new one. */
static uint64_t
find_key(struct ht_placekeys *all, const struct ht_slot *place, const char *code)
{
    char folded[512];
    size_t n = ht_fold_to(folded, sizeof folded, place->s, place->len);
    fold_y(folded, n);
    uint64_t text_hash = ht_hash(folded, n, 21) | 1;
    uint64_t key = *ht_map_get(&all->by_text, text_hash, NULL);
    if (*code) {
        uint64_t *of_code = ht_map_get(&all->by_code, ht_hash(code, COMMUNE_DIGITS, 11) | 1, NULL);
        if (!*of_code)
            *of_code = key ? key : text_hash;
        key = key ? key : *of_code;
    }
    key = key ? key : text_hash;
    *ht_map_get(&all->by_text, text_hash, NULL) = key;
    return key;
}

uint64_t
ht_place_key(struct ht_placekeys *all, const struct ht_slot *place)
{
    if (!place->s)
        return 0;
    const char *code = commune_of(place);
    if (place->len == all->last_len && !memcmp(place->s, all->last, place->len) && !strcmp(code, all->last_code))
        return all->last_key;
    uint64_t key = find_key(all, place, code);
    if (place->len < sizeof all->last) {
        memcpy(all->last, place->s, place->len);
        all->last_len = place->len;
        memcpy(all->last_code, code, strlen(code) + 1);
        all->last_key = key;
    }
    return key;
}

void
ht_placekeys_fini(struct ht_placekeys *all)
{
    ht_map_fini(&all->by_text);
    ht_map_fini(&all->by_code);
}
