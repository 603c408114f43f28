/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How often the encoding is recognised and the text comes out right.
 *
 *     accuracy [-t] [-v] [-o ROWS] [-m MODEL]... DIR COUNT [SEED]    strings made of the lists in DIR (holdout.tsv …)
 *     accuracy -g DIR COUNT [SEED]                            the strings themselves and how they are read
 *     accuracy -r BYTES TRUTH                                 real lines and what they say
 *
 * The strings are recombined from rows that the model was not built from: of N models, in the order of the options,
 * the one numbered K (from 0) does not know the places in those rows of holdout.tsv whose number is K modulo N, nor
 * the people in it (bench/make-models makes them).  Without -m it is the model that programs have, which knows every
 * place.  -o measures some rows only.  -t prints TAP and fails below the floors; -v shows what went wrong.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "bench.h"
#include "model.h"

enum { MAX_MODELS = 20 };

static const struct {
    const char *name;
    rows_fn *run;
} rows[] = {
    { "given", given_sets }, { "names", names }, { "places", places },
    { "columns", columns }, { "widened", widened_cells }, { "mixtures", mixtures },
    { "clean", clean_cells }, { "damages", damages },
};

struct options {
    bool real;
    const char *only;
    const char *model[MAX_MODELS];
    size_t nmodels;
};

/* Returns the number of the first argument, or -1. */
static int
read_options(int argc, char **argv, struct bench *b, struct options *o)
{
    for (int c; (c = getopt(argc, argv, "tgvro:m:")) != -1; )
        switch (c) {
        case 't': b->style = TAP; break;
        case 'g': b->style = GOLDEN; break;
        case 'v': b->verbose = true; break;
        case 'r': o->real = true; break;
        case 'o': o->only = optarg; break;
        case 'm':
            if (o->nmodels == MAX_MODELS)
                return -1;
            o->model[o->nmodels++] = optarg;
            break;
        default: return -1;
        }
    return argc - optind < 2 ? -1 : optind;
}

static void
run_rows(struct bench *b, const char *only)
{
    for (size_t i = 0; i < HT_COUNT(rows); i++)
        if (!only || !strcmp(only, rows[i].name))
            rows[i].run(b);
    if (b->style == TAP)
        printf("1..%d\n", b->rows);
}

int
main(int argc, char **argv)
{
    struct ht_diag_opts opts = { .prog = "accuracy" };
    struct ht_diag *d = ht_diag_new(&opts);
    struct bench b = { 0 };
    struct options o = { 0 };
    struct ht_lexicon_model *model[MAX_MODELS] = { NULL };
    struct ht_detector *det[MAX_MODELS];
    int status, arg = read_options(argc, argv, &b, &o);
    if (arg < 0)
        return 2;
    b.det = det;
    b.ndet = o.nmodels ? o.nmodels : 1;
    for (size_t i = 0; i < b.ndet; i++) {
        model[i] = i < o.nmodels ? read_model(o.model[i], d) : NULL;
        det[i] = ht_detector_new_with(model[i]);
    }
    if (o.real) {
        status = real_lines(&b, argv[arg], argv[arg + 1], d);
    } else {
        read_cases(&b.cases, argv[arg], argc - arg > 2 ? strtoull(argv[arg + 2], NULL, 10) : 1, d);
        b.n = (size_t)strtoul(argv[arg + 1], NULL, 10);
        run_rows(&b, o.only);
        free_cases(&b.cases);
        status = b.style == TABLE && b.failed;
    }
    for (size_t i = 0; i < b.ndet; i++) {
        ht_detector_free(det[i]);
        if (model[i])
            free_model(model[i]);
    }
    ht_diag_free(d);
    return status;
}
