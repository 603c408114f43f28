/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * make-families RECORDS SEED [NOISE] >families.xml 3>truth.tsv
 *
 * Writes canonical XML with about RECORDS entries and, on descriptor 3, the truth: id, event, kind, family, delivery,
 * persons (field=person, with commas between them).  Siblings are of one family, twins of one delivery as well.
 */
#include "config.h"
#include "families.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "model/date.h"
#include "model/pack.h"
#include "stream/xmlout.h"

#define DUPLICATES 0.137                /* of each 100 originals, so 12 % of all */
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
static const char *const kind_name[] = { "", "retyped", "second-copy", "re-registered", "double", "corrected" };

/* What an entry says about the book. */
struct entry {
    uint32_t ward, no;
    int day, year;
    enum kind kind;
};

static void
put_out(struct world *w, size_t i)
{
    ht_unpack(&w->rec, w->pond[i].s, w->pond[i].len);
    char id[16], tag[256];
    snprintf(tag, sizeof tag, "%s", ht_rattr(&w->rec, HT_R_cluster));
    snprintf(id, sizeof id, "r%08llu", (unsigned long long)++w->written);
    ht_set_rattr(&w->rec, HT_R_id, id, strlen(id));
    w->rec.attrs->next = NULL;          /* id comes first; the tag was only for us */
    fprintf(w->truth, "%s\t%s\n", id, tag);
    ht_xml_record(w->out, &w->rec);
}

/* Takes the record that W->rec holds into the pond; another one comes out. */
static void
give(struct world *w, uint64_t event, enum kind kind)
{
    char tag[256];
    snprintf(tag, sizeof tag, "e%llu\t%s\tf%llu\td%llu\t%s", (unsigned long long)event, kind_name[kind],
             (unsigned long long)w->families, (unsigned long long)w->deliveries, w->persons);
    ht_set_rattr(&w->rec, HT_R_cluster, tag, strlen(tag));
    size_t i = w->waiting;
    if (w->waiting == POND) {
        i = rng_below(&w->rng, POND);
        struct ht_buf hold = HT_BUF_INIT;
        ht_pack(&hold, &w->rec);
        put_out(w, i);
        ht_buf_fini(&w->pond[i]);
        w->pond[i] = hold;
    } else {
        w->waiting++;
        ht_buf_init(&w->pond[i]);
        ht_pack(&w->pond[i], &w->rec);
    }
    w->made++;
}

static void
set(struct world *w, int field, const char *s)
{
    if (s[0])
        ht_set(&w->rec, field, s, strlen(s));
}

static uint32_t
next_number(struct world *w, int reg, uint32_t ward, int year)
{
    uint64_t key = ((uint64_t)reg << 56 | (uint64_t)ward << 16 | (uint64_t)year) + 1;
    return (uint32_t)++*ht_map_get(&w->numbers, key, NULL);
}

static struct entry
new_entry(struct world *w, int reg, uint32_t ward, int day, enum kind kind)
{
    struct ht_date d;
    ht_day_date(day, &d);
    return (struct entry){ ward, next_number(w, reg, ward, d.year), day, d.year, kind };
}

static struct noise
noise_of(struct world *w, enum kind kind)
{
    static const double factor[] = { 0.6, 1.0, 1.5, 2.0, 2.0, 0.8 };
    return (struct noise){ &w->rng, w->noise * factor[kind] };
}

static void
put_place(struct world *w, int field, uint32_t ward, const char *before, int level)
{
    char text[200] = "", place[160];
    int style = rng_chance(&w->rng, 0.8) ? 0 : (int)rng_below(&w->rng, 3);
    place_name(ward, level ? 0 : style, level, place, sizeof place);
    snprintf(text, sizeof text, "%s%s", before, place);
    set(w, field, text);
}

static void
put_book(struct world *w, const struct entry *e)
{
    char text[32];
    struct noise n = noise_of(w, e->kind);
    uint32_t no = e->no;
    if (rng_chance(&w->rng, 0.008 * n.rate))
        no = no / 10 * 10 + rng_below(&w->rng, 10);
    snprintf(text, sizeof text, "%03u/%d", no ? no : 1, e->year);
    set(w, HT_SO, text);
    snprintf(text, sizeof text, "%02u/%d", (e->no - 1) / 200 + 1, e->year);
    if (!rng_chance(&w->rng, 0.05))
        set(w, HT_QUYEN_SO, text);
    plain_date(e->day, text);
    if (rng_chance(&w->rng, 0.03 * n.rate))
        plain_date(e->day + (int)rng_below(&w->rng, 20) - 10, text);
    set(w, ht_shared_field(w->rec.reg, HT_NGAY_DANG_KY), text);
    int kind = ht_shared_field(w->rec.reg, HT_LOAI_DANG_KY);
    if (e->kind == REREGISTERED ? rng_chance(&w->rng, 0.7) : rng_chance(&w->rng, 0.8))
        set(w, kind, e->kind == REREGISTERED ? "Đăng ký lại" :
                     w->rec.reg->id == HT_REG_KH ? "Đăng ký lần đầu" : "Đăng ký đúng hạn");
    bool district = e->kind == SECOND_COPY && rng_chance(&w->rng, 0.3);
    if (!rng_chance(&w->rng, 0.02))
        put_place(w, ht_shared_field(w->rec.reg, HT_NOI_DANG_KY), e->ward, "UBND ", district);
    if (e->kind == CORRECTED)
        set(w, ht_shared_field(w->rec.reg, HT_GHI_CHU), "Đã cải chính theo quyết định của UBND huyện");
}

static void
put_name(struct world *w, int field, const struct person *p, const struct noise *n)
{
    char name[NAME_LEN];
    full_name(p, name);
    noise_name(n, name);
    set(w, field, name);
}

static void
put_date(struct world *w, int field, int day, bool old, const struct noise *n)
{
    char text[16];
    noise_date(n, day, old, text);
    set(w, field, text);
}

/* Parents are often entered with the year of birth, or with nothing. */
static void
put_year(struct world *w, int field, int day, const struct noise *n)
{
    char text[16];
    struct ht_date d;
    ht_day_date(day, &d);
    if (rng_chance(&w->rng, 0.15))
        return;
    if (rng_chance(&w->rng, 0.06 * n->rate))
        d.year = (int16_t)(d.year + (int)rng_below(&w->rng, 5) - 2);
    if (rng_chance(&w->rng, 0.8))
        d.day = d.month = 0;
    text[ht_date_write(&d, text)] = '\0';
    set(w, field, text);
}

struct family {
    struct person man, wife;
    bool parted;                        /* the marriage that is being written was dissolved */
    uint32_t ward;
};

static void
birth(struct world *w, const struct family *f, const struct person *c, const struct entry *e, uint64_t event)
{
    struct noise n = noise_of(w, e->kind);
    struct ht_date d;
    struct person child = *c;
    ht_day_date(c->born, &d);
    ht_record_reset(&w->rec, &ht_registers[HT_REG_KS]);
    put_book(w, e);
    if (e->kind == CORRECTED && rng_chance(&w->rng, 0.5))
        name_person(w->names, &w->rng, &child);
    put_name(w, HT_KS_nksHoTen, &child, &n);
    int born = c->born;
    if (e->kind == DOUBLE && rng_chance(&w->rng, 0.25))
        born += rng_chance(&w->rng, 0.5) ? 365 : -365;
    if (e->kind == CORRECTED && rng_chance(&w->rng, 0.3))
        born += (int)rng_below(&w->rng, 60) - 30;
    put_date(w, HT_KS_nksNgaySinh, born, d.year < 1985, &n);
    if (!rng_chance(&w->rng, 0.01))
        set(w, HT_KS_nksGioiTinh, c->male != rng_chance(&w->rng, 0.006 * n.rate) ? "Nam" : "Nữ");
    put_place(w, HT_KS_nksNoiSinh, f->ward, rng_chance(&w->rng, 0.4) ? "Trạm y tế " : "", 0);
    if (!rng_chance(&w->rng, 0.1))
        put_place(w, HT_KS_nksQueQuan, rng_chance(&w->rng, 0.02 * n.rate) ? f->ward : f->man.native, "", 0);
    if (!rng_chance(&w->rng, 0.02))
        put_name(w, HT_KS_meHoTen, &f->wife, &n);
    put_year(w, HT_KS_meNgaySinh, f->wife.born, &n);
    if (!rng_chance(&w->rng, 0.06))
        put_name(w, HT_KS_chaHoTen, &f->man, &n);
    put_year(w, HT_KS_chaNgaySinh, f->man.born, &n);
    set(w, HT_KS_nksDanToc, "Kinh");
    set(w, HT_KS_nksQuocTich, "Việt Nam");
    snprintf(w->persons, sizeof w->persons, "nksHoTen=%llu,chaHoTen=%llu,meHoTen=%llu", (unsigned long long)c->id,
             (unsigned long long)f->man.id, (unsigned long long)f->wife.id);
    give(w, event, e->kind);
}

/* Another entry for the event that E is about. */
static struct entry
copy_of(struct world *w, int reg, const struct entry *e)
{
    double x = rng_real(&w->rng);
    struct entry c = *e;
    if (x < 0.40) {
        c.kind = RETYPED;
    } else if (x < 0.62) {
        c.kind = SECOND_COPY;
    } else if (x < 0.82) {
        uint32_t ward = rng_chance(&w->rng, 0.75) ? e->ward : rng_chance(&w->rng, 0.5) ?
            e->ward / 10 * 10 + rng_below(&w->rng, 10) : rng_below(&w->rng, w->wards);
        c = new_entry(w, reg, ward, e->day + 365 + (int)rng_below(&w->rng, 30 * 365), REREGISTERED);
    } else if (x < 0.95) {
        uint32_t ward = rng_chance(&w->rng, 0.3) ? e->ward : rng_chance(&w->rng, 0.4) ?
            e->ward / 10 * 10 + rng_below(&w->rng, 10) : rng_below(&w->rng, w->wards);
        c = new_entry(w, reg, ward, e->day + (int)rng_below(&w->rng, reg == HT_REG_KH ? 400 : 6 * 365), DOUBLE);
    } else {
        c.kind = CORRECTED;
    }
    return c;
}

static int
copies(struct world *w)
{
    return rng_chance(&w->rng, DUPLICATES * 0.93) ? rng_chance(&w->rng, 0.07) ? 2 : 1 : 0;
}

static void
births_of_one(struct world *w, const struct family *f, const struct person *c, const struct entry *e)
{
    uint64_t event = ++w->events;
    birth(w, f, c, e, event);
    for (int k = copies(w); k > 0; k--) {
        struct entry copy = copy_of(w, HT_REG_KS, e);
        birth(w, f, c, &copy, event);
    }
}

static void
marriage(struct world *w, const struct family *f, const struct entry *e, uint64_t event)
{
    struct noise n = noise_of(w, e->kind);
    ht_record_reset(&w->rec, &ht_registers[HT_REG_KH]);
    put_book(w, e);
    put_name(w, HT_KH_chongHoTen, &f->man, &n);
    put_name(w, HT_KH_voHoTen, &f->wife, &n);
    put_date(w, HT_KH_chongNgaySinh, f->man.born, true, &n);
    put_date(w, HT_KH_voNgaySinh, f->wife.born, true, &n);
    if (rng_chance(&w->rng, 0.4))
        set(w, HT_KH_chongSoGiayToTuyThan, f->man.paper);
    if (rng_chance(&w->rng, 0.4))
        set(w, HT_KH_voSoGiayToTuyThan, f->wife.paper);
    put_place(w, HT_KH_chongNoiCuTru, f->man.native, "", 0);
    put_place(w, HT_KH_voNoiCuTru, f->wife.native, "", 0);
    if (f->parted && rng_chance(&w->rng, 0.5))
        set(w, HT_KH_ghiChu, "Đã ly hôn theo bản án của Tòa án nhân dân");
    snprintf(w->persons, sizeof w->persons, "chongHoTen=%llu,voHoTen=%llu", (unsigned long long)f->man.id,
             (unsigned long long)f->wife.id);
    give(w, event, e->kind);
}

static void
marriages_of(struct world *w, struct family *f)
{
    int day = f->man.born + 365 * 20 + (int)rng_below(&w->rng, 365 * 10);
    for (int again = 0; again < 2; again++) {
        f->parted = !again && rng_chance(&w->rng, 0.02);
        struct entry e = new_entry(w, HT_REG_KH, f->ward, day, ORIGINAL);
        uint64_t event = ++w->events;
        marriage(w, f, &e, event);
        for (int k = copies(w); k > 0; k--) {
            struct entry copy = copy_of(w, HT_REG_KH, &e);
            marriage(w, f, &copy, event);
        }
        if (!f->parted)
            return;
        f->parted = false;              /* and they marry each other once more */
        day += 365 * 2 + (int)rng_below(&w->rng, 365 * 10);
    }
}

static void
death(struct world *w, const struct family *f, const struct person *p, int died, const struct entry *e, uint64_t event)
{
    struct noise n = noise_of(w, e->kind);
    ht_record_reset(&w->rec, &ht_registers[HT_REG_KT]);
    put_book(w, e);
    put_name(w, HT_KT_nktHoTen, p, &n);
    if (!rng_chance(&w->rng, 0.01))
        set(w, HT_KT_nktGioiTinh, p->male ? "Nam" : "Nữ");
    put_date(w, HT_KT_nktNgaySinh, p->born, true, &n);
    put_date(w, HT_KT_nktNgayChet, died, false, &n);
    put_place(w, HT_KT_nktNoiCuTru, f->ward, "", 0);
    put_place(w, HT_KT_nktNoiChet, f->ward, "", 0);
    if (rng_chance(&w->rng, 0.3))
        set(w, HT_KT_nktSoGiayToTuyThan, p->paper);
    snprintf(w->persons, sizeof w->persons, "nktHoTen=%llu", (unsigned long long)p->id);
    give(w, event, e->kind);
}

static void
deaths_of_one(struct world *w, const struct family *f, const struct person *p, int died)
{
    struct entry e = new_entry(w, HT_REG_KT, f->ward, died + (int)rng_below(&w->rng, 15), ORIGINAL);
    uint64_t event = ++w->events;
    death(w, f, p, died, &e, event);
    for (int k = copies(w); k > 0; k--) {
        struct entry copy = copy_of(w, HT_REG_KT, &e);
        death(w, f, p, died, &copy, event);
    }
}

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
    while (w->waiting) {
        size_t i = rng_below(&w->rng, (uint32_t)w->waiting);
        put_out(w, i);
        ht_buf_fini(&w->pond[i]);
        w->pond[i] = w->pond[--w->waiting];
    }
    ht_xml_trailer(w->out, w->written);
    bool bad = fclose(w->truth) || ht_out_close(w->out, NULL) != HT_OK;
    ht_record_fini(&w->rec);
    ht_map_fini(&w->numbers);
    names_free(w->names);
    free(w);
    ht_diag_free(d);
    return bad ? 3 : 0;
}
