/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Places, inside: place_lists.c holds the lists and their names, place_units.c finds the unit that one part of a text
 * means, place.c answers for whole texts.
 *
 * Provinces, districts and other names (two thousand) are indexed at the first question.  Communes are only counted
 * by parent then; the names of a parent's communes are indexed when its first look-up comes.
 */
#ifndef HT_MODEL_PLACE_INT_H
#define HT_MODEL_PLACE_INT_H

#include "base/hash.h"
#include "model/place.h"
#include "model/placetext.h"

struct unit {
    uint64_t name[2];                   /* hashes with and without diacritics; see ht_places_learn_bare */
    int32_t from, to;                   /* days of its life */
    uint16_t type;
    uint16_t province, district;        /* codes of the parents as numbers; district 0: none */
    uint32_t initials;                  /* "GV" of Gò Vấp, a byte each; 0: more than four words, digits,
                                         * or ht_places_learn_initials was not called */
    char code[6], now[6];
};

struct units {
    struct unit *v;
    size_t n, cap;
};

struct other {                          /* another name: abbreviation, former unit, spelling */
    uint64_t name[2];
    int32_t from, to;
    uint8_t level;                      /* 1 province, 2 district */
    uint8_t codes_len;
    uint16_t next[2];                   /* index + 1 of the next one with the same key, the same fold */
    const char *codes;                  /* "26;25*", borrowed from the list */
};

struct answer {
    struct ht_place place;
    int32_t from, to;                   /* holds on these days */
    uint32_t older;                     /* index + 1 of another answer to the same text */
};

struct parent {
    uint32_t first;                     /* row + 1 of its first commune; further ones by next_commune; 0: none */
    struct units units;                 /* made from them at the first look-up */
    bool indexed;
};

#define PARENTS 1000                    /* districts by code; provinces of two-level communes in an own array */

struct ht_places {
    struct ht_tsv *tsv[5];
    bool indexed;                       /* ht_places_index was called */
    struct units provinces, districts;
    struct other *other;
    size_t nothers, others_cap;
    bool bare, initials;                /* ht_places_learn_bare, ht_places_learn_initials were called */
    struct ht_map by_name[2];           /* level and key, level and fold → index + 1 of the last one */
    struct parent district[PARENTS], province[100];
    uint32_t *next_commune;             /* per row: row + 1 of the next commune of the same parent; 0: none */
    struct ht_map words;
    struct ht_map memo;                 /* hash of a text → index + 1 of its newest answer */
    struct answer *answer;
    size_t nanswers, answers_cap;
};

enum { PROVINCES, DISTRICTS, COMMUNES, OTHERS, TYPES };

/* ---- keys ---- */

/* The key of a name and its length; at most CAP bytes with the NUL. */
size_t ht_place_name_key(char *key, size_t cap, const char *s, size_t len, bool numbered);

/* The hash of a name's key, which forgets spellings ("Mỹ" and "Mĩ", "01" and "1", Đắk and Đăk); NUMBERED: Roman
 * numbers are numbers; BARE: without diacritics.  0 if nothing is left. */
uint64_t ht_place_name(const char *s, size_t len, bool numbered, bool bare);

static inline unsigned
number(const char *s, size_t len)
{
    unsigned v = 0;
    for (size_t i = 0; i < len; i++)
        v = v * 10 + ((unsigned)s[i] & 15);     /* the digit, if it is one */
    return v;
}

/* Everything but the names of communes, when the first question comes: a run that never asks pays nothing. */
void ht_places_index(struct ht_places *p);

/* The names without diacritics, the initials of districts: few texts need them, so they are made for the first one. */
void ht_places_learn_bare(struct ht_places *p);
void ht_places_learn_initials(struct ht_places *p);

/* The communes of AT with their names. */
const struct units *ht_places_communes(struct ht_places *p, struct parent *at);

/* ---- one question ---- */

#define PLACE_FOUND 6                   /* candidates that are told apart */

struct question {
    int32_t first, last;
    bool bare;                          /* the whole text has no diacritics */
    unsigned province[PLACE_FOUND];       /* where it must be, as codes */
    size_t nprovinces;
    bool exact;                         /* the province is one unit of that day, whose code is certain */
    const struct unit *district, *commune;
    const struct unit *prov;            /* NULL: known by its code only */
    int32_t *same;                      /* first and last day on which every comparison comes out the same */
};

struct found {
    const struct unit *v[PLACE_FOUND];
    size_t n;                           /* may exceed PLACE_FOUND */
};

enum outcome { MISSED, FOUND, SEVERAL };

/* True if the question begins before DAY. */
bool ht_place_before(const struct question *q, int32_t day);

/* Each looks for one part of the text and puts what it is into Q.  For the smaller units F gets the candidates;
 * lasting: before the lists begin, a district that meant the same before and after. */
bool ht_place_find_province(const struct ht_places *p, struct question *q, const char *name, size_t len, uint16_t type,
                            const struct ht_place_part *whole);
enum outcome ht_place_find_district(struct ht_places *p, struct question *q, const struct ht_place_part *part,
                                    struct found *f);
bool ht_place_find_lasting(const struct ht_places *p, struct question *q, const struct ht_place_part *part);
enum outcome ht_place_find_commune(struct ht_places *p, struct question *q, const struct ht_place_part *part,
                                   struct found *f);

#endif
