/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * make-families RECORDS SEED [NOISE] >families.xml 3>truth.tsv
 *
 * Writes canonical XML with about RECORDS entries and, on descriptor 3, the truth: id, event, kind, family, delivery,
 * persons (field=person, with commas between them).  Siblings are of one family, twins of one delivery as well.
 */
#include "config.h"
#include "ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "model/date.h"
#include "stream/xmlout.h"

static void
twin_name(struct world *w, struct person *twin, const struct person *first)
{
    struct noise n = { &w->rng, 0 };
    *twin = *first;
    twin->id = ++w->people;
    twin->male = rng_chance(&w->rng, 0.75) ? first->male : !first->male;
    if (twin->male == first->male && rng_chance(&w->rng, 0.3)) {
        char name[NAME_LEN];
        snprintf(name, sizeof name, "%s", first->given);
        n.rate = 0;
        for (int k = 0; k < 8 && !strcmp(name, first->given); k++) {
            n.rate = 6;
            noise_name(&n, name);
            if (strchr(name, ' ') || strchr(name, '.') || strlen(name) >= sizeof twin->given)
                snprintf(name, sizeof name, "%s", first->given);
        }
        if (strcmp(name, first->given)) {
            snprintf(twin->given, sizeof twin->given, "%.15s", name);
            return;
        }
    }
    do
        name_person(w->names, &w->rng, twin);
    while (!strcmp(twin->given, first->given));
}

/* A name that no living brother or sister has. */
static void
child_name(struct world *w, struct person *kid, const struct person *kids, int n)
{
    bool taken = true;
    for (int k = 0; k < n; k++)         /* sometimes that of a dead one */
        if (kids[k].dead && kids[k].male == kid->male && rng_chance(&w->rng, 0.15)) {
            memcpy(kid->middle, kids[k].middle, sizeof kid->middle);
            memcpy(kid->given, kids[k].given, sizeof kid->given);
            return;
        }
    while (taken) {
        name_person(w->names, &w->rng, kid);
        taken = false;
        for (int k = 0; k < n; k++)
            taken |= !strcmp(kids[k].given, kid->given);
    }
}

static void
children_of(struct world *w, const struct family *f)
{
    struct person kids[8];
    int n = 0, day = f->wife.born + 365 * 20 + (int)rng_below(&w->rng, 365 * 8);
    int want = 1 + (int)rng_below(&w->rng, 4);
    while (n < want && n < 7) {
        struct person *kid = &kids[n];
        *kid = (struct person){ .male = rng_chance(&w->rng, 0.51), .born = day, .native = f->man.native,
                                .id = ++w->people };
        snprintf(kid->surname, sizeof kid->surname, "%s", rng_chance(&w->rng, 0.97) ? f->man.surname : f->wife.surname);
        child_name(w, kid, kids, n);
        struct person *other = &w->last_of_ward[f->ward % HT_COUNT(w->last_of_ward)];
        if (rng_chance(&w->rng, 0.004) && other->given[0] && other->male == kid->male) {
            struct person homonym = *other;     /* same name, same ward, born the same year, other parents */
            homonym.id = kid->id;
            homonym.born = other->born + (int)rng_below(&w->rng, 200) - 100;
            homonym.native = f->man.native;
            *kid = homonym;
        }
        struct entry e = new_entry(w, HT_REG_KS, f->ward, kid->born + (int)rng_below(&w->rng, rng_chance(&w->rng, .9) ?
                                   60 : 1500), ORIGINAL);
        w->deliveries++;
        births_of_one(w, f, kid, &e);
        kid->dead = rng_chance(&w->rng, 0.05);
        if (kid->dead)
            deaths_of_one(w, f, kid, kid->born + (int)rng_below(&w->rng, 700));
        n++;
        if (rng_chance(&w->rng, 0.012)) {
            twin_name(w, &kids[n], kid);
            struct entry t = new_entry(w, HT_REG_KS, f->ward, e.day, ORIGINAL);
            births_of_one(w, f, &kids[n], &t);
            kids[n++].dead = false;
        }
        day += 400 + (int)rng_below(&w->rng, 1400);
    }
    w->last_of_ward[f->ward % HT_COUNT(w->last_of_ward)] = kids[0];
}

static void
adult(struct world *w, struct person *p, bool male, int born)
{
    *p = (struct person){ .male = male, .born = born, .native = rng_below(&w->rng, w->wards), .id = ++w->people };
    name_person(w->names, &w->rng, p);
    snprintf(p->paper, sizeof p->paper, "%09u", rng_below(&w->rng, 999999999));
}

static void
family(struct world *w)
{
    struct family f = { .ward = rng_below(&w->rng, w->wards) };
    w->families++;
    w->deliveries++;
    int born = ht_day_number(1935, 1, 1) + (int)rng_below(&w->rng, 365 * 50);
    adult(w, &f.man, true, born);
    adult(w, &f.wife, false, born + (int)rng_below(&w->rng, 365 * 8) - 365 * 2);
    if (rng_chance(&w->rng, 0.7))
        f.man.native = f.ward;
    if (rng_chance(&w->rng, 0.6))
        marriages_of(w, &f);
    if (rng_chance(&w->rng, 0.85))
        children_of(w, &f);
    if (rng_chance(&w->rng, 0.25))
        deaths_of_one(w, &f, &f.man, f.man.born + 365 * 40 + (int)rng_below(&w->rng, 365 * 45));
    if (rng_chance(&w->rng, 0.25))
        deaths_of_one(w, &f, &f.wife, f.wife.born + 365 * 40 + (int)rng_below(&w->rng, 365 * 45));
}

int
main(int argc, char **argv)
{
    struct ht_diag_opts o = { .prog = "make-families" };
    struct ht_diag *d = ht_diag_new(&o);
    struct world *w = ht_calloc(1, sizeof *w);
    if (argc < 3) {
        fputs("usage: make-families RECORDS SEED [NOISE] >families.xml 3>truth.tsv\n", stderr);
        return 2;
    }
    uint64_t records = strtoull(argv[1], NULL, 10);
    w->rng.state = strtoull(argv[2], NULL, 10) * 1000003;
    w->noise = argc > 3 ? strtod(argv[3], NULL) : 1;
    w->names = names_load(ht_lists_dir(NULL));
    w->wards = (uint32_t)(records / 2500 + 12);
    w->truth = fdopen(3, "w");
    w->out = ht_out_open(NULL, 0, d);
    if (!w->truth || !w->out)
        return 3;
    ht_record_init(&w->rec);
    fputs("id\tevent\tkind\tfamily\tdelivery\tpersons\n", w->truth);
    ht_xml_head(w->out);
    while (w->made < records)
        family(w);
    write_rest(w);
    ht_xml_trailer(w->out, w->written);
    bool bad = fclose(w->truth) || ht_out_close(w->out, NULL) != HT_OK;
    ht_record_fini(&w->rec);
    ht_map_fini(&w->numbers);
    names_free(w->names);
    free(w);
    ht_diag_free(d);
    return bad ? 3 : 0;
}
