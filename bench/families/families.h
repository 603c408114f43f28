/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Synthetic families and the entries that registers hold about them: births, marriages, deaths, with duplicates
 * of every kind, the truth beside them, and the people who only look like duplicates (siblings, twins one
 * tone apart, children named after a dead one, homonyms in one ward, couples that marry again).
 *
 * Everything comes from a seed.  Rates of errors are assumptions; nobody has published any.
 */
#ifndef BENCH_FAMILIES_H
#define BENCH_FAMILIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "model/record.h"

/* ---- chance ---- */

struct rng {
    uint64_t state;
};
uint64_t rng_next(struct rng *r);
uint32_t rng_below(struct rng *r, uint32_t n);          /* 0 … n - 1 */
double rng_real(struct rng *r);                         /* 0 … 1 */
static inline bool
rng_chance(struct rng *r, double p)
{
    return rng_real(r) < p;
}

/* ---- people ---- */

#define NAME_LEN 64
struct person {
    uint64_t id;                        /* of the truth */
    char surname[24], middle[24], given[16];
    bool male, dead;
    int born;                           /* day number */
    uint32_t native;                    /* ward of the father's family */
    char paper[16];                     /* identity card, "" for children */
};

struct names;
struct names *names_load(const char *dir);
void names_free(struct names *n);
void name_person(const struct names *n, struct rng *r, struct person *p);   /* sex and year of birth are set */
void full_name(const struct person *p, char out[NAME_LEN]);

/* ---- places ---- */

struct places {
    uint32_t wards;                     /* ten to a district, twelve districts to a province */
};
/* How the ward is written; STYLE 0 in full, 1 shortened, 2 without the province; LEVEL 1: the district only. */
void place_name(uint32_t ward, int style, int level, char *out, size_t cap);
bool ward_is_urban(uint32_t ward);

/* ---- errors ---- */

struct noise {
    struct rng *rng;
    double rate;                        /* 1: as good ledgers are */
};
void noise_name(const struct noise *n, char name[NAME_LEN]);
/* A date as text; perhaps wrong, perhaps without its day. */
void noise_date(const struct noise *n, int day, bool old, char out[16]);
void plain_date(int day, char out[16]);

#endif
