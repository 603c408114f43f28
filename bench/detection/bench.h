/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The benchmark of detection, from the inside: strings of known text (cases.c) are put into encodings, read, and
 * counted; a row of the table says how many came out right (table.c).
 */
#ifndef BENCH_DETECTION_H
#define BENCH_DETECTION_H

#include "base/buf.h"
#include "base/diag.h"
#include "text/detect.h"

/* ---- strings ---- */

struct list {
    const char **s;
    size_t *len;
    double *upto;                       /* running sum of the weights */
    size_t n, cap;
};

/* What strings are made of: rows that the model was not built from. */
struct cases {
    struct list family, middle, given, place, phrase, foreign_given, foreign_family;
    uint64_t state;                     /* of chance; the same seed makes the same strings */
};

/* Reads the lists in DIR; ends the program if one is missing. */
void read_cases(struct cases *c, const char *dir, uint64_t seed, struct ht_diag *d);
void free_cases(struct cases *c);

size_t below(struct cases *c, size_t n);        /* a number by chance */

/* Makes a string in OUT.  Returns which of the lists of places that were held out it is from: number modulo the count
 * of models is the model that does not know it. */
typedef size_t make_fn(struct cases *c, struct ht_buf *out);
make_fn make_name, make_place, make_line;
void make_foreign(struct cases *c, bool half, struct ht_buf *out);      /* HALF: with a Vietnamese family name */

void to_capitals(struct ht_buf *b);
/* TEXT in SET, as bytes or widened by the code page of Western Windows. */
void encode(const char *set, const struct ht_buf *text, bool widen, struct ht_buf *out);

/* ---- the table ---- */

enum style { TABLE, TAP, GOLDEN };

struct bench {
    struct cases cases;
    struct ht_detector **det;           /* each with a model of its own */
    size_t ndet;
    size_t n;                           /* strings in every row */
    enum style style;
    bool verbose;
    int rows, failed;
};

/* The detector that does not know what make_fn() said to be from list WHICH. */
struct ht_detector *detector_for(const struct bench *b, size_t which);

/* A row: GOOD of N are right, and GOAL is the least share that must be. */
void report(struct bench *b, const char *what, size_t good, size_t n, double goal);
/* A part of the row above; only in the table. */
void report_part(const struct bench *b, const char *what, size_t good, size_t n);

bool same_text_as(const struct ht_detected *d, const struct ht_buf *want, bool ignore_case);

/* What became of a string: every one in GOLDEN, and if verbose those that are NOTABLE. */
void show(const struct bench *b, const char *what, const struct ht_buf *in, const struct ht_detected *d,
          const struct ht_buf *want, bool notable);

/* ---- rows ---- */

typedef void rows_fn(struct bench *b);
rows_fn given_sets, names, places, columns, widened_cells, mixtures, clean_cells, damages;

/* Real lines against their truth. */
int real_lines(struct bench *b, const char *path, const char *truth_path, struct ht_diag *d);

#endif
