/* SPDX-License-Identifier: BSD-2-Clause */
/* Units by code.  Rows are indexed by code once; a unit is made when it is first asked for. */
#include "config.h"
#include "export/units.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "model/date.h"

enum level { COMMUNE, DISTRICT, PROVINCE, LEVELS };

static const struct level_row {
    const char *file;
    size_t digits;
    const char *parent[2];              /* columns of the codes above */
    enum level above[2];
} level_rows[LEVELS] = {
    [COMMUNE] = { "communes.tsv", 5, { "district", "province" }, { DISTRICT, PROVINCE } },
    [DISTRICT] = { "districts.tsv", 3, { "province", NULL }, { PROVINCE, PROVINCE } },
    [PROVINCE] = { "provinces.tsv", 2, { NULL, NULL }, { PROVINCE, PROVINCE } },
};

static const struct {
    const char *type, *word;
} words[] = {
    { "P", "phường" }, { "X", "xã" }, { "TT", "thị trấn" }, { "DK", "đặc khu" }, { "Q", "quận" }, { "H", "huyện" },
    { "TX", "thị xã" }, { "TP", "thành phố" }, { "T", "tỉnh" },
};

struct list {
    struct ht_tsv *tsv;
    int code, from, to, type, name, parent[2];
    struct ht_map first;                /* code as a number + 1 → first row + 1; rows of a code stand together */
};

struct ht_units {
    struct list list[LEVELS];
    struct ht_map made;                 /* level and row → number */
    struct ht_unit *v;
    size_t n, cap;
};

static uint64_t
code_key(const char *s, size_t len)
{
    uint64_t n = 0;
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (uint64_t)(s[i] - '0');
    return n + 1;
}

static bool
open_list(struct list *l, const struct level_row *row, const char *dir, struct ht_diag *d)
{
    l->tsv = ht_tsv_open(dir, row->file, d);
    if (!l->tsv)
        return false;
    l->code = ht_tsv_column(l->tsv, "code");
    l->from = ht_tsv_column(l->tsv, "from");
    l->to = ht_tsv_column(l->tsv, "to");
    l->type = ht_tsv_column(l->tsv, "type");
    l->name = ht_tsv_column(l->tsv, "name");
    for (unsigned i = 0; i < 2; i++)
        l->parent[i] = row->parent[i] ? ht_tsv_column(l->tsv, row->parent[i]) : -1;
    for (size_t r = 0; r < ht_tsv_rows(l->tsv); r++) {
        size_t len;
        bool fresh;
        const char *s = ht_tsv_cell(l->tsv, r, l->code, &len);
        uint64_t *at = ht_map_get(&l->first, code_key(s, len), &fresh);
        if (fresh)
            *at = r + 1;
    }
    return true;
}

struct ht_units *
ht_units_open(const char *lists, struct ht_diag *d)
{
    struct ht_units *u = ht_calloc(1, sizeof *u);
    for (size_t i = 0; i < LEVELS; i++)
        if (!open_list(&u->list[i], &level_rows[i], lists, d)) {
            ht_units_free(u);
            return NULL;
        }
    return u;
}

void
ht_units_free(struct ht_units *u)
{
    if (!u)
        return;
    for (size_t i = 0; i < LEVELS; i++) {
        ht_tsv_free(u->list[i].tsv);
        ht_map_fini(&u->list[i].first);
    }
    for (size_t i = 0; i < u->n; i++) {
        free(u->v[i].name);
        free(u->v[i].above);
    }
    free(u->v);
    ht_map_fini(&u->made);
    free(u);
}

static int32_t
day_of(const struct list *l, size_t row, int column, int32_t none)
{
    struct ht_date date;
    size_t len;
    const char *s = ht_tsv_cell(l->tsv, row, column, &len);
    return len && ht_date_read(s, len, &date) && ht_date_full(&date) ? ht_day_number(date.year, date.month, date.day)
                                                                     : none;
}

/* The row of the unit with that code on DAY, counted from 1; the first row of the code if it has none for
 * that day. */
static size_t
row_of(const struct list *l, const char *code, size_t len, int32_t day)
{
    const uint64_t *first = ht_map_find(&l->first, code_key(code, len));
    for (size_t r = first ? *first - 1 : SIZE_MAX; r < ht_tsv_rows(l->tsv); r++) {
        size_t n;
        const char *s = ht_tsv_cell(l->tsv, r, l->code, &n);
        if (n != len || memcmp(s, code, len))
            break;
        if (day_of(l, r, l->from, INT32_MIN) <= day && day <= day_of(l, r, l->to, INT32_MAX))
            return r + 1;
    }
    return first ? *first : 0;
}

static void
add_name(const struct list *l, size_t row, struct ht_buf *out)
{
    size_t len;
    const char *type = ht_tsv_cell(l->tsv, row, l->type, &len);
    for (size_t i = 0; i < HT_COUNT(words); i++)
        if (strlen(words[i].type) == len && !memcmp(words[i].type, type, len))
            ht_buf_addf(out, "%s ", words[i].word);
    const char *name = ht_tsv_cell(l->tsv, row, l->name, &len);
    ht_buf_add(out, name, len);
}

/* Names of the units above, on the last day of the unit's life. */
static void
add_above(const struct ht_units *u, enum level level, size_t row, struct ht_buf *out)
{
    const struct list *l = &u->list[level];
    int32_t day = day_of(l, row, l->to, INT32_MAX);
    for (unsigned i = 0; i < 2; i++) {
        size_t len = 0;
        const struct list *above = &u->list[level_rows[level].above[i]];
        const char *code = l->parent[i] < 0 ? "" : ht_tsv_cell(l->tsv, row, l->parent[i], &len);
        size_t at = len ? row_of(above, code, len, day) : 0;
        if (!at)
            continue;
        if (out->len)
            ht_buf_adds(out, ", ");
        add_name(above, at - 1, out);
    }
}

/* The last of a unit's parents is its province; a province is its own. */
static void
province_of(const struct list *l, enum level level, size_t row, char code[3])
{
    size_t len = 0;
    int column = level == PROVINCE ? l->code : l->parent[1] >= 0 ? l->parent[1] : l->parent[0];
    const char *s = column < 0 ? "" : ht_tsv_cell(l->tsv, row, column, &len);
    if (len == 2)
        memcpy(code, s, 2);
}

static size_t
make(struct ht_units *u, enum level level, size_t row, const char *code, size_t len)
{
    struct ht_buf name = HT_BUF_INIT, above = HT_BUF_INIT;
    add_name(&u->list[level], row, &name);
    add_above(u, level, row, &above);
    u->v = ht_grow(u->v, &u->cap, u->n + 1, sizeof *u->v);
    struct ht_unit *unit = &u->v[u->n++];
    memset(unit, 0, sizeof *unit);
    memcpy(unit->code, code, len);
    province_of(&u->list[level], level, row, unit->province);
    unit->name = ht_buf_take(&name);
    unit->above = ht_buf_take(&above);
    return u->n;
}

size_t
ht_units_find(struct ht_units *u, const char *code, size_t len, int32_t day)
{
    for (size_t i = 0; i < LEVELS; i++) {
        if (len != level_rows[i].digits || strspn(code, "0123456789") < len)
            continue;
        size_t row = row_of(&u->list[i], code, len, day);
        if (!row)
            return 0;
        bool fresh;
        uint64_t *at = ht_map_get(&u->made, row * LEVELS + i + 1, &fresh);
        if (fresh)
            *at = make(u, (enum level)i, row - 1, code, len);
        return (size_t)*at;
    }
    return 0;
}

const struct ht_unit *
ht_units_at(const struct ht_units *u, size_t number)
{
    return &u->v[number - 1];
}

bool
ht_units_province(const struct ht_units *u, size_t number, char code[3])
{
    memcpy(code, ht_units_at(u, number)->province, 3);
    return *code;
}

size_t
ht_units_count(const struct ht_units *u)
{
    return u->n;
}
