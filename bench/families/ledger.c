/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries as clerks write them. */
#include "config.h"
#include "ledger.h"

#include <string.h>

#include "model/date.h"
#include "model/pack.h"
#include "stream/xmlout.h"

#define DUPLICATES 0.137                /* of each 100 originals, so 12 % of all */

static const char *const kind_name[] = { "", "retyped", "second-copy", "re-registered", "double", "corrected" };

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

void
write_rest(struct world *w)
{
    while (w->waiting) {
        size_t i = rng_below(&w->rng, (uint32_t)w->waiting);
        put_out(w, i);
        ht_buf_fini(&w->pond[i]);
        w->pond[i] = w->pond[--w->waiting];
    }
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

struct entry
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

void
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

void
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

void
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
