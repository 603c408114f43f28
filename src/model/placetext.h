/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The text of a place, cut into units: "UBND xã Lộc Thuận, H. Bình Đại, Bến Tre" is a commune, a district and a
 * name without type.
 */
#ifndef HT_MODEL_PLACETEXT_H
#define HT_MODEL_PLACETEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "model/codelist.h"

enum ht_unit_type {
    HT_UNIT_NONE = 0,                   /* a name without a type word */
    HT_UNIT_T = 1,                      /* tỉnh */
    HT_UNIT_TP = 2,                     /* thành phố, of either level */
    HT_UNIT_Q = 4, HT_UNIT_H = 8, HT_UNIT_TX = 16,
    HT_UNIT_P = 32, HT_UNIT_X = 64, HT_UNIT_TT = 128,
    HT_UNIT_DK = 256,                   /* đặc khu: communes since 2025 */
    HT_UNIT_V = 512,                    /* hamlets and quarters */
    HT_UNIT_S = 1024,                   /* streets, houses */
    HT_UNIT_O = 2048,                   /* an office: the words only lead to a unit */
    HT_UNIT_N = 4096                    /* an office of the whole country */
};

#define HT_PLACE_PARTS 12

struct ht_place_part {
    uint16_t type;                      /* enum ht_unit_type */
    const char *name;                   /* the name, without type words */
    const char *full;                   /* with them */
    size_t name_len, full_len;
};

/* Name of a type as in the lists ("TX"); 0 if there is none like that. */
uint16_t ht_unit_type(const char *s, size_t len);

/* WORDS maps ht_hash() of word keys to types, made from the list of type words.  Their first words have no digits. */
void ht_unit_words(struct ht_map *words, const struct ht_tsv *list);

/* Cuts S; returns the number of parts, smallest unit first as written. */
size_t ht_place_cut(const struct ht_map *words, const char *s, size_t len, struct ht_place_part *part);

#endif
