/* SPDX-License-Identifier: BSD-2-Clause */
/* Persons across registers. */
#include "config.h"
#include "dedupe/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "dedupe/compare.h"
#include "dedupe/schema.h"

/* ---- roles ---- */

enum part { CHILD, PARENT, SPOUSE, DEAD };
enum { MALE = 1, FEMALE };

#define CELLS HT_COL_FIELDS
/* Who is mentioned where.  Fields are alternatives in order, -1: none. */
static const struct role {
    enum ht_reg reg;
    enum part part;
    int sex;                            /* 0: the field says it */
    int name, sex_field, born, partner, event;
    int paper[CELLS], place[CELLS];
} roles[] = {
    { HT_REG_KS, CHILD, 0, HT_KS_nksHoTen, HT_KS_nksGioiTinh, HT_KS_nksNgaySinh, -1, HT_KS_nksNgaySinh,
      { HT_KS_nksSoDinhDanh, -1, -1 }, { HT_KS_meNoiCuTru, HT_KS_chaNoiCuTru, HT_KS_noiDangKy } },
    { HT_REG_KS, PARENT, MALE, HT_KS_chaHoTen, -1, HT_KS_chaNgaySinh, HT_KS_meHoTen, HT_KS_nksNgaySinh,
      { HT_KS_chaSoDinhDanhCaNhan, HT_KS_chaSoGiayToTuyThan, -1 },
      { HT_KS_chaNoiCuTru, HT_KS_meNoiCuTru, HT_KS_noiDangKy } },
    { HT_REG_KS, PARENT, FEMALE, HT_KS_meHoTen, -1, HT_KS_meNgaySinh, HT_KS_chaHoTen, HT_KS_nksNgaySinh,
      { HT_KS_meSoDinhDanhCaNhan, HT_KS_meSoGiayToTuyThan, -1 },
      { HT_KS_meNoiCuTru, HT_KS_chaNoiCuTru, HT_KS_noiDangKy } },
    { HT_REG_KH, SPOUSE, MALE, HT_KH_chongHoTen, -1, HT_KH_chongNgaySinh, HT_KH_voHoTen, HT_KH_ngayDangKy,
      { HT_KH_chongSoGiayToTuyThan, -1, -1 }, { HT_KH_noiDangKy, HT_KH_chongNoiCuTru, -1 } },
    { HT_REG_KH, SPOUSE, FEMALE, HT_KH_voHoTen, -1, HT_KH_voNgaySinh, HT_KH_chongHoTen, HT_KH_ngayDangKy,
      { HT_KH_voSoGiayToTuyThan, -1, -1 }, { HT_KH_noiDangKy, HT_KH_voNoiCuTru, -1 } },
    { HT_REG_KT, DEAD, 0, HT_KT_nktHoTen, HT_KT_nktGioiTinh, HT_KT_nktNgaySinh, -1, HT_KT_nktNgayChet,
      { HT_KT_nktSoGiayToTuyThan, -1, -1 }, { HT_KT_nktNoiCuTru, HT_KT_noiDangKy, -1 } },
};

/* ---- the schema of a mention ---- */

enum { L_NAME, L_BORN, L_PARTNER, L_PAPER, L_PLACE, L_SEX, L_EVENT, L_ROLE };
#define P(kind, col) { HT_PART_##kind, col }
#define COL(kind, name) { HT_COL_##kind, name, { -1, -1, -1 }, 0 }

static const struct ht_col cols[] = {
    [L_NAME] = COL(NAME, "name"),   [L_BORN] = COL(DATE, "born"),   [L_PARTNER] = COL(NAME, "partner"),
    [L_PAPER] = COL(ID, "paper"),   [L_PLACE] = COL(PLACE, "place"), [L_SEX] = COL(CODE, "sex"),
    [L_EVENT] = COL(DATE, "event"), [L_ROLE] = COL(NUMBER, "role"),
};
static const struct ht_cmp cmps[] = {
    { HT_CMP_GIVEN, "given", N_("given name"), { L_NAME, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_MIDDLE, "middle", N_("middle name"), { L_NAME, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_SURNAME, "surname", N_("surname"), { L_NAME, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_DATE, "born", N_("date of birth"), { L_BORN, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_PERSON, "partner", N_("husband or wife"), { L_PARTNER, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_ID, "paper", N_("identity paper"), { L_PAPER, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_PLACE, "place", N_("residence"), { L_PLACE, -1, -1 }, NULL, 0, 0, 0 },
};
static const struct ht_key keys[] = {
    { { P(FULL, L_NAME), P(FULL, L_PARTNER) } },
    { { P(FULL, L_NAME), P(DATE, L_BORN) } },
    { { P(VALUE, L_PAPER) } },
    { { P(FULL, L_NAME), P(YEAR, L_BORN), P(WARD, L_PLACE) } },
    { { P(DATE, L_BORN), P(SOUND, L_NAME), P(WARD, L_PLACE) } },
    { { P(FULL, L_PARTNER), P(SOUND, L_NAME), P(YEAR, L_BORN) } },
    { { P(TAIL, L_NAME), P(TAIL, L_PARTNER), P(YEAR, L_BORN) } },
    { { P(TAIL, L_NAME), P(DATE, L_BORN) } },
};

static const struct ht_fdate *
date_at(const struct ht_dschema *d, const unsigned char *f, int col)
{
    return HT_FEAT_AT(struct ht_fdate, f, d, col);
}

static const struct role *
role_of(const struct ht_dschema *d, const unsigned char *f)
{
    return &roles[(size_t)HT_FEAT_AT(struct ht_fnumber, f, d, L_ROLE)->value];
}

/* Months between two dates; 0 if a year is unknown. */
static int
months_between(const struct ht_fdate *from, const struct ht_fdate *to)
{
    if (!from->year || !to->year)
        return 0;
    int a = from->month, b = to->month;
    if (!a || !b)
        a = b = 0;
    return (to->year - from->year) * 12 + b - a;
}

/* What X, born or buried, keeps Y from being.  EVENT is the day of Y's marriage or of the birth of Y's child. */
static bool
out_of_life(const struct role *x, const struct ht_fdate *day, const struct role *y, const struct ht_fdate *event)
{
    int months = months_between(day, event);
    if (!day->year || !event->year)
        return false;
    if (x->part == CHILD)               /* too young, dead before birth, or too old */
        return y->part == DEAD ? months < -12 || months > 125 * 12 : months < 12 * 12 || months > 100 * 12;
    return y->part == CHILD ? months > 12 : months > (y->part == PARENT && y->sex == MALE ? 24 : 12);
}

/* Two births by one mother are on one day or half a year apart, and within forty years. */
static bool
no_mother(const struct ht_fdate *a, const struct ht_fdate *b)
{
    int months = abs(months_between(a, b));
    if (!a->day || !b->day)
        return months > 40 * 12;
    return (months > 1 && months < 6) || months > 40 * 12;
}

static bool
never(const struct ht_dschema *d, const unsigned char *a, const unsigned char *b)
{
    const struct role *x = role_of(d, a), *y = role_of(d, b);
    if (ht_feat_head(a)->rec == ht_feat_head(b)->rec || (x->part == y->part && (x->part == CHILD || x->part == DEAD)))
        return true;
    uint32_t sa = HT_FEAT_AT(struct ht_ftext, a, d, L_SEX)->text, sb = HT_FEAT_AT(struct ht_ftext, b, d, L_SEX)->text;
    if (sa && sb && sa != sb)
        return true;
    const struct ht_fdate *ea = date_at(d, a, L_EVENT), *eb = date_at(d, b, L_EVENT);
    if (x->part == PARENT && y->part == PARENT && x->sex == FEMALE)
        return no_mother(ea, eb);
    if ((x->part == CHILD || x->part == DEAD) && out_of_life(x, ea, y, eb))
        return true;
    return (y->part == CHILD || y->part == DEAD) && out_of_life(y, eb, x, ea);
}

static void
make_schema(struct ht_dschema *d)
{
    *d = (struct ht_dschema){
        .name = "person", .ncols = HT_COUNT(cols), .ncmp = HT_COUNT(cmps), .nkeys = HT_COUNT(keys),
        .sex = L_SEX, .birth = L_BORN, .place = L_PLACE, .entry = -1, .regdate = -1,
        .classes = 1u << HT_SAME | 1u << HT_UNRELATED, .never = never,
    };
    memcpy(d->col, cols, sizeof cols);
    memcpy(d->cmp, cmps, sizeof cmps);
    memcpy(d->key, keys, sizeof keys);
    ht_dschema_layout(d);
    ht_cmp_ready(d);
}

/* ---- mentions ---- */

struct ht_link {
    struct ht_dschema schema;
    struct ht_pool *pool;
    struct ht_diag *diag;
    struct ht_set set;
    struct ht_match result;
    bool matched;
    uint32_t *event;                    /* of each record: the one that stands for its event */
    struct ht_map person;               /* record of the event and role, ht_mention_key → person's name */
    size_t persons;
};

struct ht_link *
ht_link_new(struct ht_pool *pool, size_t memory, struct ht_diag *diag)
{
    struct ht_link *l = ht_calloc(1, sizeof *l);
    make_schema(&l->schema);
    l->pool = pool;
    l->diag = diag;
    l->set.d = &l->schema;
    l->set.own.limit = memory / 4;
    return l;
}

void
ht_link_free(struct ht_link *l)
{
    if (!l)
        return;
    if (l->matched)
        ht_match_fini(&l->result);
    ht_set_fini(&l->set);
    ht_map_fini(&l->person);
    free(l->event);
    free(l);
}

static void
put_cell(struct ht_cell *cell, const struct ht_record *r, int field)
{
    if (field < 0 || !r->v[field].s)
        return;
    const struct ht_attr *code = ht_attr(&r->v[field], HT_A_code);
    *cell = (struct ht_cell){ r->v[field].s, code ? code->s : NULL, r->v[field].len, code ? code->len : 0 };
}

static enum ht_rc
take_role(struct ht_link *l, const struct ht_record *r, uint32_t rec, size_t i)
{
    static const char *const sexes[] = { "", "Nam", "Nữ" };
    const struct role *x = &roles[i];
    struct ht_cell cell[HT_MAX_CELLS] = {{0}};
    char number[4];
    put_cell(&cell[L_NAME * CELLS], r, x->name);
    put_cell(&cell[L_BORN * CELLS], r, x->born);
    put_cell(&cell[L_PARTNER * CELLS], r, x->partner);
    put_cell(&cell[L_EVENT * CELLS], r, x->event);
    put_cell(&cell[L_SEX * CELLS], r, x->sex_field);
    for (size_t k = 0; k < CELLS; k++) {
        put_cell(&cell[L_PAPER * CELLS + k], r, x->paper[k]);
        put_cell(&cell[L_PLACE * CELLS + k], r, x->place[k]);
    }
    if (x->sex)
        cell[L_SEX * CELLS] = (struct ht_cell){ .s = sexes[x->sex], .len = strlen(sexes[x->sex]) };
    cell[L_ROLE * CELLS] = (struct ht_cell){ .s = number, .len = (size_t)snprintf(number, sizeof number, "%u",
                                                                                 (unsigned)i % 100) };
    unsigned char *f = ht_set_add(&l->set, l->diag);
    if (!f)
        return HT_FAIL;
    ht_feat_make(&l->schema, l->pool, cell, f);
    struct ht_feat *head = (void *)f;
    const char *id = ht_rattr(r, HT_R_id);
    head->rec = rec;
    head->id = ht_hash_mix(id ? ht_id_hash(id, strlen(id)) : 0, i + 1);
    return HT_OK;
}

enum ht_rc
ht_link_take(struct ht_link *l, const struct ht_record *r, uint32_t rec)
{
    for (size_t i = 0; i < HT_COUNT(roles); i++)
        if (roles[i].reg == r->reg->id && r->v[roles[i].name].s && r->v[roles[i].name].len &&
            take_role(l, r, rec, i) != HT_OK)
            return HT_FAIL;
    return HT_OK;
}

/* ---- matching ---- */

/* The record that stands for the event of each: the first of its cluster in canonical order. */
static void
find_events(struct ht_link *l, const struct ht_match *result, const bool *matched, size_t n, uint32_t records)
{
    l->event = ht_calloc((size_t)records + 1, sizeof *l->event);
    for (uint32_t i = 0; i < records; i++)
        l->event[i] = i;
    for (size_t k = 0; k < n; k++) {
        const struct ht_match *m = &result[k];
        for (size_t i = 0; matched[k] && i < m->set->n; i++)
            l->event[ht_feat_head(ht_set_at(m->set, i))->rec] =
                ht_feat_head(ht_set_at(m->set, m->clusters.root[i]))->rec;
    }
}

/* Only mentions in the records that stand for events stay. */
static void
one_for_each_event(struct ht_link *l)
{
    size_t n = 0, size = l->schema.size;
    for (size_t i = 0; i < l->set.n; i++) {
        const unsigned char *f = ht_set_at(&l->set, i);
        uint32_t rec = ht_feat_head(f)->rec;
        if (l->event[rec] == rec && n++ != i)
            memmove(l->set.own.p + (n - 1) * size, f, size);
    }
    l->set.n = n;
}

static uint64_t
mention_key(uint32_t rec, size_t role)
{
    return (uint64_t)rec * HT_COUNT(roles) + role + 1;
}

enum ht_rc
ht_link_run(struct ht_link *l, const struct ht_match *result, const bool *matched, size_t n, uint32_t records,
            const struct ht_match_opts *opts)
{
    struct ht_match *m = &l->result;
    find_events(l, result, matched, n, records);
    one_for_each_event(l);
    l->matched = true;
    if (ht_match_run(m, &l->set, l->pool, opts, NULL))
        return HT_FAIL;
    for (size_t i = 0; i < m->clusters.n; i++) {
        uint32_t root = m->clusters.root[i];
        if (m->clusters.size[root] < 2)
            continue;
        const unsigned char *f = ht_set_at(&l->set, i);
        const struct ht_feat *first = ht_feat_head(ht_set_at(&l->set, root));
        uint64_t name = ht_hash_mix(first->print, first->id) & 0xffffffffffffu;
        *ht_map_get(&l->person, mention_key(ht_feat_head(f)->rec, (size_t)(role_of(&l->schema, f) - roles)), NULL) =
            name ? name : 1;
        l->persons += i == root;
    }
    return HT_OK;
}

/* ---- output ---- */

void
ht_link_mark(const struct ht_link *l, struct ht_record *r, uint32_t rec)
{
    for (size_t i = 0; i < HT_COUNT(roles); i++) {
        char name[HT_CLUSTER_NAME];
        if (roles[i].reg != r->reg->id)
            continue;
        ht_drop_attr(r, roles[i].name, HT_A_person);
        const uint64_t *person = ht_map_find(&l->person, mention_key(l->event[rec], i));
        if (!person || !r->v[roles[i].name].s)
            continue;
        ht_cluster_name(*person, name);
        name[0] = 'p';
        ht_set_attr(r, roles[i].name, HT_A_person, name, strlen(name));
    }
}

static void
put_link(const struct ht_link *l, struct ht_out *out, const struct ht_ids *ids, const struct ht_edge *e, bool same)
{
    struct ht_buf reason = HT_BUF_INIT;
    struct ht_pattern pattern;
    const unsigned char *f[2] = { ht_set_at(&l->set, e->a), ht_set_at(&l->set, e->b) };
    double p = ht_probability((double)ht_match_score(&l->result, e->a, e->b, &pattern));
    long millionths = (long)(p * 1e6 + 0.5);
    int first = ht_feat_head(f[0])->rec > ht_feat_head(f[1])->rec;
    for (int k = 0; k < 2; k++) {
        const struct role *x = role_of(&l->schema, f[k ^ first]);
        ht_pairs_cell(out, ht_ids_get(ids, ht_feat_head(f[k ^ first])->rec));
        ht_out_addf(out, "\t%s\t", ht_registers[x->reg].field[x->name].name);
    }
    ht_reason(&l->result.model, &l->schema, &pattern, &reason);
    ht_out_addf(out, "%ld.%06ld\t%s\t", millionths / 1000000, millionths % 1000000, same ? "same" : "review");
    ht_pairs_cell(out, reason.s);
    ht_out_addc(out, '\n');
    ht_buf_fini(&reason);
}

/* In the order of the input. */
static int
by_place(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;
    return a[0] != b[0] ? (a[0] < b[0] ? -1 : 1) : a[1] < b[1] ? -1 : a[1] > b[1];
}

enum ht_rc
ht_link_write(const struct ht_link *l, const char *path, const struct ht_ids *ids)
{
    const struct ht_match *m = &l->result;
    struct ht_out *out = ht_out_open(path, 0, l->diag);
    if (!out)
        return HT_FAIL;
    uint64_t (*row)[3] = ht_calloc(m->nedges + 1, sizeof *row);     /* places of both, then the edge */
    size_t n = 0;
    for (size_t i = 0; i < m->nedges; i++) {
        const struct ht_edge *e = &m->edge[i];
        bool same = m->clusters.root[e->a] == m->clusters.root[e->b];
        uint64_t a = ht_feat_head(ht_set_at(&l->set, e->a))->rec, b = ht_feat_head(ht_set_at(&l->set, e->b))->rec;
        if (!same && e->bits < m->review)
            continue;
        row[n][0] = a < b ? a << 32 | b : b << 32 | a;
        row[n][1] = (uint64_t)e->a << 32 | e->b;
        row[n++][2] = i;
    }
    if (n)
        ht_qsort(row, n, sizeof *row, by_place);
    ht_out_adds(out, "id_a\tfield_a\tid_b\tfield_b\tprobability\tverdict\treason\n");
    for (size_t i = 0; i < n; i++) {
        const struct ht_edge *e = &m->edge[row[i][2]];
        put_link(l, out, ids, e, m->clusters.root[e->a] == m->clusters.root[e->b]);
    }
    free(row);
    return ht_out_close(out, NULL);
}

const struct ht_match *
ht_link_result(const struct ht_link *l)
{
    return &l->result;
}

size_t
ht_link_persons(const struct ht_link *l)
{
    return l->persons;
}
