/* SPDX-License-Identifier: BSD-2-Clause */
/* Dated tables and code words. */
#include "config.h"
#include "rules/law.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"
#include "rules/check.h"
#include "text/fold.h"

struct deadline {
    enum ht_reg reg;
    int32_t from;
    int days;
};

enum region { EVERYWHERE = 3, NORTH = 1, SOUTH = 2 };

struct age {
    int32_t from, to;
    enum region region;
    int men, women;
    bool started;
};

struct ht_law {
    struct deadline *deadline;
    size_t ndeadlines;
    struct age *age;
    size_t nages;
    bool province[100];
    struct ht_map words;                /* hash of list and folded word → code + CODE_BASE */
    struct ht_buf codes[HT_NLIST];      /* "1 Nam, 2 Nữ", for messages */
};

#define CODE_BASE 16

/* ---- reading ---- */

/* Columns of a table that must be there. */
struct table {
    struct ht_tsv *t;
    const char *name;
    int column[6];
};

static bool
open_table(struct table *t, const char *dir, const char *name, const char *const *columns, struct ht_diag *d)
{
    *t = (struct table){ .name = name, .t = ht_tsv_open(dir, name, d) };
    if (!t->t)
        return false;
    for (int i = 0; columns[i]; i++) {
        t->column[i] = ht_tsv_column(t->t, columns[i]);
        if (t->column[i] >= 0)
            continue;
        ht_diag_usage(d, _("the table %s has no column \"%s\"; restore the file from the package"), name,
                      columns[i]);
        ht_tsv_free(t->t);
        return false;
    }
    return true;
}

static const char *
cell(const struct table *t, size_t row, int column, char *buf, size_t size)
{
    size_t len;
    const char *s = ht_tsv_cell(t->t, row, t->column[column], &len);
    if (len >= size)
        len = size - 1;
    memcpy(buf, s, len);
    buf[len] = '\0';
    return buf;
}

static bool
day_cell(const struct table *t, size_t row, int column, int32_t empty, int32_t *out)
{
    char text[16];
    struct ht_date d;
    cell(t, row, column, text, sizeof text);
    if (!*text) {
        *out = empty;
        return true;
    }
    if (!ht_date_read(text, strlen(text), &d) || !ht_date_full(&d))
        return false;
    *out = ht_day_number(d.year, d.month, d.day);
    return true;
}

static int
int_cell(const struct table *t, size_t row, int column)
{
    char text[16], *end;
    cell(t, row, column, text, sizeof text);
    long n = strtol(text, &end, 10);
    return *text && !*end && n >= 0 && n <= 10000 ? (int)n : -1;
}

static bool
bad_row(const struct table *t, size_t row, struct ht_diag *d)
{
    ht_diag_usage(d, _("the table %s is wrong in data row %zu; correct it or restore the file from the package"),
                  t->name, row + 1);
    return false;
}

static bool
read_deadlines(struct ht_law *l, const char *dir, struct ht_diag *d)
{
    static const char *const columns[] = { "register", "from", "days", NULL };
    struct table t;
    if (!open_table(&t, dir, "law_deadlines.tsv", columns, d))
        return false;
    size_t n = ht_tsv_rows(t.t);
    l->deadline = ht_calloc(n + 1, sizeof *l->deadline);
    bool good = true;
    for (size_t i = 0; i < n && good; i++) {
        char code[16];
        struct deadline *x = &l->deadline[l->ndeadlines++];
        const struct ht_register *reg;
        cell(&t, i, 0, code, sizeof code);
        reg = ht_register_by_code(code, strlen(code));
        x->days = int_cell(&t, i, 2);
        good = (reg && x->days > 0 && day_cell(&t, i, 1, INT32_MIN, &x->from)) || bad_row(&t, i, d);
        x->reg = reg ? reg->id : HT_REG_KS;
    }
    ht_tsv_free(t.t);
    return good;
}

static bool
read_ages(struct ht_law *l, const char *dir, struct ht_diag *d)
{
    static const char *const columns[] = { "from", "to", "region", "men", "women", "counting", NULL };
    struct table t;
    if (!open_table(&t, dir, "law_marriage_age.tsv", columns, d))
        return false;
    size_t n = ht_tsv_rows(t.t);
    l->age = ht_calloc(n + 1, sizeof *l->age);
    bool good = true;
    for (size_t i = 0; i < n && good; i++) {
        char region[16], counting[16];
        struct age *x = &l->age[l->nages++];
        cell(&t, i, 2, region, sizeof region);
        cell(&t, i, 5, counting, sizeof counting);
        x->region = !strcmp(region, "north") ? NORTH : !strcmp(region, "south") ? SOUTH : EVERYWHERE;
        x->started = !strcmp(counting, "started");
        x->men = int_cell(&t, i, 3);
        x->women = int_cell(&t, i, 4);
        good = (day_cell(&t, i, 0, INT32_MIN, &x->from) && day_cell(&t, i, 1, INT32_MAX, &x->to) &&
                x->men > 0 && x->women > 0) || bad_row(&t, i, d);
    }
    ht_tsv_free(t.t);
    return good;
}

static bool
read_provinces(struct ht_law *l, const char *dir, struct ht_diag *d)
{
    static const char *const columns[] = { "code", NULL };
    struct table t;
    if (!open_table(&t, dir, "pin_provinces.tsv", columns, d))
        return false;
    for (size_t i = 0; i < ht_tsv_rows(t.t); i++) {
        int code = int_cell(&t, i, 0);
        if (code > 0 && code < 100)
            l->province[code] = true;
    }
    ht_tsv_free(t.t);
    return true;
}

/* ---- code words ---- */

static uint64_t
word_key(enum ht_list list, const char *s, size_t len)
{
    char folded[256];
    size_t n = ht_fold_to(folded, sizeof folded, s, len);
    return n ? ht_hash(folded, n, 1000u + list) : 0;
}

static void
add_word(struct ht_law *l, enum ht_list list, const char *s, size_t len, int code)
{
    bool fresh;
    uint64_t key = word_key(list, s, len);
    uint64_t *at = key ? ht_map_get(&l->words, key, &fresh) : NULL;
    if (at && fresh)
        *at = (uint64_t)code + CODE_BASE;
}

static enum ht_list
list_by_name(const char *name)
{
    static const char *const names[HT_NLIST] = {
#define LIST(id, name, file) [HT_LIST_##id] = name,
#include "model/lists.def"
#undef LIST
    };
    for (int i = 1; i < HT_NLIST; i++)
        if (!strcmp(names[i], name))
            return (enum ht_list)i;
    return HT_LIST_NONE;
}

/* A word, its number and its aliases, which semicolons part. */
static void
add_row(struct ht_law *l, const struct table *t, size_t row)
{
    char name[48], number[16];
    size_t len, code_len;
    enum ht_list list = list_by_name(cell(t, row, 0, name, sizeof name));
    if (list == HT_LIST_NONE)
        return;
    cell(t, row, 1, number, sizeof number);
    code_len = strlen(number);
    int code = code_len ? int_cell(t, row, 1) : HT_CODE_WORD;
    if (code_len)
        add_word(l, list, number, code_len, code);
    const char *s = ht_tsv_cell(t->t, row, t->column[2], &len);
    add_word(l, list, s, len, code);
    ht_buf_addf(&l->codes[list], "%s%s%s%.*s", l->codes[list].len ? ", " : "", number, *number ? " " : "",
                (int)len, s);
    s = ht_tsv_cell(t->t, row, t->column[3], &len);
    while (len) {
        const char *end = memchr(s, ';', len);
        size_t n = end ? (size_t)(end - s) : len;
        add_word(l, list, s, n, code);
        s += n + (end != NULL);
        len -= n + (end != NULL);
    }
}

static bool
read_words(struct ht_law *l, const char *dir, struct ht_diag *d)
{
    static const char *const columns[] = { "list", "code", "name", "aliases", NULL };
    struct table t;
    if (!open_table(&t, dir, "codes.tsv", columns, d))
        return false;
    for (size_t i = 0; i < ht_tsv_rows(t.t); i++)
        add_row(l, &t, i);
    ht_tsv_free(t.t);
    return true;
}

struct ht_law *
ht_law_new(const char *dir, struct ht_diag *d)
{
    struct ht_law *l = ht_calloc(1, sizeof *l);
    for (int i = 0; i < HT_NLIST; i++)
        ht_buf_init(&l->codes[i]);
    if (read_deadlines(l, dir, d) && read_ages(l, dir, d) && read_provinces(l, dir, d) && read_words(l, dir, d))
        return l;
    ht_law_free(l);
    return NULL;
}

void
ht_law_free(struct ht_law *l)
{
    if (!l)
        return;
    free(l->deadline);
    free(l->age);
    ht_map_fini(&l->words);
    for (int i = 0; i < HT_NLIST; i++)
        ht_buf_fini(&l->codes[i]);
    free(l);
}

/* ---- asking ---- */

int
ht_law_deadline(const struct ht_law *l, enum ht_reg reg, int32_t on)
{
    const struct deadline *best = NULL;
    for (size_t i = 0; i < l->ndeadlines; i++) {
        const struct deadline *x = &l->deadline[i];
        if (x->reg == reg && x->from <= on && (!best || x->from > best->from))
            best = x;
    }
    return best ? best->days : 0;
}

static bool
under(const struct age *a, int years, const struct ht_span *born, const struct ht_span *at)
{
    if (!a->started)
        return ht_surely_younger(born, at, years);
    /* "Từ 20 tuổi trở lên" meant: the twentieth year has begun, 19 years and a day. */
    return ht_birthday(born->first, years - 1) + 1 > at->last;
}

bool
ht_law_too_young(const struct ht_law *l, bool man, const struct ht_span *born, const struct ht_span *at,
                 int *years, bool *started)
{
    unsigned regions = 0;
    *years = INT32_MAX;
    if (!ht_span_known(born) || !ht_span_known(at) || born->first < ht_day_number(1000, 1, 1))
        return false;
    for (size_t i = 0; i < l->nages; i++) {
        const struct age *a = &l->age[i];
        if (a->to < at->first || a->from > at->last)
            continue;
        int limit = man ? a->men : a->women;
        if (!under(a, limit, born, at))
            return false;
        regions |= a->region;
        if (limit < *years) {
            *years = limit;
            *started = a->started;
        }
    }
    return regions == EVERYWHERE;
}

bool
ht_law_province(const struct ht_law *l, int code)
{
    return code >= 100 || (code > 0 && l->province[code]);
}

int
ht_law_word(const struct ht_law *l, enum ht_list list, const char *s, size_t len)
{
    uint64_t key = word_key(list, s, len);
    const uint64_t *at = key ? ht_map_find(&l->words, key) : NULL;
    return at ? (int)*at - CODE_BASE : HT_CODE_STRANGE;
}

const char *
ht_law_codes(const struct ht_law *l, enum ht_list list)
{
    return l->codes[list].s;
}
