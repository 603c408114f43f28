/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What registers hold about a family's events: an entry for each, and copies of it with errors, in random order.
 */
#ifndef BENCH_LEDGER_H
#define BENCH_LEDGER_H

#include <stdio.h>

#include "base/hash.h"
#include "base/io.h"
#include "families.h"

#define POND 60000                      /* entries that wait to be written in random order */

struct world {
    struct rng rng;
    struct names *names;
    double noise;
    uint32_t wards;
    struct ht_map numbers;              /* register, ward, year → last number */
    struct ht_record rec;
    struct ht_buf pond[POND];
    size_t waiting;
    struct ht_out *out;
    FILE *truth;
    uint64_t written, made, events, families, deliveries, people;
    char persons[96];                   /* in the record at hand */
    struct person last_of_ward[4096];   /* somebody to be a homonym of */
};

enum kind { ORIGINAL, RETYPED, SECOND_COPY, REREGISTERED, DOUBLE, CORRECTED };

/* What an entry says about the book. */
struct entry {
    uint32_t ward, no;
    int day, year;
    enum kind kind;
};

struct family {
    struct person man, wife;
    bool parted;                        /* the marriage that is being written was dissolved */
    uint32_t ward;
};

/* The number that the next entry of DAY gets in the book of WARD. */
struct entry new_entry(struct world *w, int reg, uint32_t ward, int day, enum kind kind);

/* The event's entry E and the copies that were made of it. */
void births_of_one(struct world *w, const struct family *f, const struct person *c, const struct entry *e);
/* A marriage; some are dissolved and concluded once more. */
void marriages_of(struct world *w, struct family *f);
void deaths_of_one(struct world *w, const struct family *f, const struct person *p, int died);

/* Writes what still waits. */
void write_rest(struct world *w);

#endif
