/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognising header rows. */
#include "config.h"
#include "formats/header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "model/finding.h"
#include "text/fold.h"

#define MIN_KNOWN 3                     /* columns that must be known for a row to be a header */

/* ---- matching ---- */

static size_t
count_known(const struct ht_row *row, const struct ht_header_opts *o, const struct ht_register *reg)
{
    size_t n = 0;
    bool taken[HT_MAX_FIELDS] = {0};
    for (size_t i = 0; i < row->n; i++) {
        struct ht_header_guess g = ht_header_guess(o, row, i, reg);
        if (g.col >= 0 && !g.alone && !taken[g.col]) {
            taken[g.col] = true;
            n++;
        }
    }
    return n;
}

/* True if the register's code stands in the file name by itself: kh2006.csv, So_KT-1999.xlsx. */
static bool
named_in_file(const char *file, const char *code)
{
    char fold[256];
    size_t n = strlen(code);
    if (!file)
        return false;
    const char *base = strrchr(file, '/');
    ht_fold_to(fold, sizeof fold, base ? base + 1 : file, strlen(base ? base + 1 : file));
    for (const char *p = fold; *p; p++) {
        bool starts = p == fold || p[-1] < 'a' || p[-1] > 'z';
        size_t k = 0;
        while (k < n && p[k] == (code[k] | 0x20))
            k++;
        if (starts && k == n && (p[n] < 'a' || p[n] > 'z'))
            return true;
    }
    return false;
}

static const struct ht_register *
find_register(const struct ht_row *row, const struct ht_header_opts *o, size_t *nknown)
{
    const struct ht_register *best = NULL;
    size_t most = 0;
    for (size_t r = 0; r < HT_NREG; r++) {
        const struct ht_register *reg = &ht_registers[r];
        if (o->reg && o->reg != reg)
            continue;
        size_t n = count_known(row, o, reg);
        /* Twice as many points as columns, and one for the name: it only breaks ties. */
        size_t points = 2 * n + (n && named_in_file(o->file, reg->code));
        if (points > most) {
            most = points;
            best = reg;
            *nknown = n;
        }
    }
    return best;
}

static size_t
count_filled(const struct ht_row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++)
        n += row->cell[i].len > 0 || row->cell[i].name;
    return n;
}

/* Gives column I to FIELD, unless another one has it: the first of two columns with one name counts. */
static void
take(struct ht_header *h, size_t i, int field)
{
    if (field >= 0 && h->column_of[field] >= 0)
        field = HT_COL_EXTRA;
    if (field >= 0)
        h->column_of[field] = (int)i;
    h->col[i] = field;
}

/* Column I is known by its wording only, and so is the one that has its field: nobody can say which is meant. */
static bool
is_rival(const struct ht_header *h, size_t i)
{
    int other = h->column_of[h->guess[i].col];
    return other >= 0 && h->guess[other].worded && strcmp(h->name[other], h->name[i]) != 0;
}

/* True if other persons, in whatever register, have a field like FIELD: a residence, but no cause of death. */
static bool
others_have(const struct ht_field *field)
{
    const char *stem = field->name + strlen(field->prefix);
    for (size_t r = 0; r < HT_NREG; r++)
        for (size_t f = 0; f < ht_registers[r].nfields; f++) {
            const struct ht_field *other = &ht_registers[r].field[f];
            size_t prefix = strlen(other->prefix);
            if (prefix && strcmp(other->prefix, field->prefix) != 0 && !strcmp(other->name + prefix, stem))
                return true;
        }
    return false;
}

/* True if column I does not say whom it is about, and the one before it is about another person; the field of that one
 * that may be meant, if there is one, is noted. */
static bool
is_anybodys(struct ht_header *h, size_t i)
{
    struct ht_header_guess *g = &h->guess[i];
    const struct ht_field *field = &h->reg->field[g->col];
    const char *before = "";
    for (size_t k = i; k-- && !*before;)
        before = h->guess[k].col >= 0 ? h->reg->field[h->guess[k].col].prefix : "";
    if (!g->bare || !*field->prefix || !*before || !strcmp(before, field->prefix) || !others_have(field))
        return false;
    g->may[1] = ht_field_of(h->reg, before, field->name + strlen(field->prefix));
    return true;
}

/* The columns that are known by their wording, after those that are known by name. */
static void
take_worded(struct ht_header *h)
{
    for (size_t i = 0; i < h->n; i++) {
        struct ht_header_guess *g = &h->guess[i];
        if (!g->worded || is_anybodys(h, i))
            continue;
        if (is_rival(h, i)) {
            g->rival = h->column_of[g->col];
            h->guess[g->rival].rival = (int)i;
        }
        take(h, i, g->col);
    }
    for (size_t i = 0; i < h->n; i++)
        if (h->guess[i].rival >= 0 && h->col[i] >= 0) {
            h->column_of[h->col[i]] = -1;
            h->col[i] = HT_COL_EXTRA;
        }
}

/* Where a surname has a column of its own, "Tên cha" is not the whole name. */
static void
give_back_parts(struct ht_header *h, const struct ht_header_opts *o)
{
    for (size_t i = 0; i < h->n; i++) {
        const struct ht_header_guess *part = &h->guess[i];
        int whole = part->part && part->may[0] >= 0 ? h->column_of[part->may[0]] : -1;
        struct ht_header_guess w = { .wording = part->wording };
        if (whole < 0 || ht_map_field(o->map, h->name[whole], strlen(h->name[whole])) ||
            !ht_header_wording(o->book, h->name[whole], strlen(h->name[whole]), h->reg, &w) ||
            w.wording == part->wording)
            continue;
        h->column_of[part->may[0]] = -1;
        h->col[whole] = HT_COL_EXTRA;
        h->guess[whole].may[0] = part->may[0];
        h->guess[whole].rival = (int)i;
        h->guess[i].rival = whole;
    }
}

static void
fill(struct ht_header *h, const struct ht_row *row, const struct ht_header_opts *o)
{
    h->n = row->n;
    h->col = ht_calloc(h->n, sizeof *h->col);
    h->name = ht_calloc(h->n, sizeof *h->name);
    h->guess = ht_calloc(h->n, sizeof *h->guess);
    h->id_column = -1;
    for (size_t f = 0; f < HT_MAX_FIELDS; f++)
        h->column_of[f] = -1;
    for (size_t i = 0; i < h->n; i++) {
        size_t len;
        const char *s = ht_header_name(&row->cell[i], &len);
        h->name[i] = ht_strndup(s, len);
        h->guess[i] = ht_header_guess(o, row, i, h->reg);
        h->mapped = h->mapped || ht_map_field(o->map, s, len);
        if (h->guess[i].col == HT_COL_ID || (o->id && !strcmp(o->id, h->name[i])))
            h->id_column = (int)i;
        take(h, i, h->guess[i].worded ? HT_COL_EXTRA : h->guess[i].col);
    }
    take_worded(h);
    give_back_parts(h, o);
}

/* True if ROW knows another register at least twice as well as the N columns of the one that the user named. */
static bool
names_another(const struct ht_row *row, const struct ht_header_opts *o, size_t n)
{
    struct ht_header_opts any = *o;
    size_t best = 0;
    any.reg = NULL;
    const struct ht_register *reg = find_register(row, &any, &best);
    return reg && reg != o->reg && best >= 2 * n;
}

/* True if the user's map describes this row: two of its captions are here, or all of them. */
static bool
is_mapped(const struct ht_row *row, const struct ht_header_opts *o)
{
    size_t n = 0;
    for (size_t i = 0; o->map && i < row->n; i++) {
        size_t len;
        const char *s = ht_header_name(&row->cell[i], &len);
        n += ht_map_field(o->map, s, len) != NULL;
    }
    return n >= 2 || (n && n == o->map->ncolumns);
}

bool
ht_header_match(struct ht_header *h, const struct ht_row *row, const struct ht_header_opts *o)
{
    size_t nknown = 0, filled = count_filled(row);
    if (row->n > HT_MAX_COLUMNS || !filled)
        return false;
    const struct ht_register *reg = find_register(row, o, &nknown);
    bool sure = row->flags & (HT_ROW_HEADER | HT_ROW_NAMED);
    if (!reg && o->settled)
        reg = o->reg;
    bool enough = nknown >= MIN_KNOWN && nknown * 3 >= filled;
    if (!reg || !(sure || enough || is_mapped(row, o)))
        return false;
    if (o->reg && !sure && names_another(row, o, nknown))
        return false;
    ht_header_fini(h);
    h->reg = reg;
    fill(h, row, o);
    return true;
}

/* ---- reporting ---- */

/* Blank columns behind the last name are what spreadsheets leave; they are reported if a cell of them has content. */
static bool
name_follows(const struct ht_header *h, size_t i)
{
    while (++i < h->n)
        if (*h->name[i])
            return true;
    return false;
}

void
ht_header_report_unknown(const struct ht_header *h, size_t i, const struct ht_where *w, struct ht_diag *d)
{
    const struct ht_header_guess *g = &h->guess[i];
    struct ht_buf other = HT_BUF_INIT;
    if (g->rival >= 0)
        ht_buf_addf(&other, "\"%s\"", h->name[g->rival]);
    else if (g->may[1] >= 0)
        ht_buf_adds(&other, h->reg->field[g->may[1]].name);
    if (other.len)
        ht_find_at(d, w, HT_D_100, NULL, 0, h->name[i], h->reg->field[g->may[0]].name, other.s, NULL);
    else
        ht_find_at(d, w, HT_D_108, NULL, 0, h->name[i], NULL);
    ht_buf_fini(&other);
}

static void
report_column(const struct ht_header *h, size_t i, const struct ht_where *w, struct ht_diag *d)
{
    char number[24];
    if (h->col[i] != HT_COL_EXTRA || (int)i == h->id_column)
        return;
    if (!*h->name[i]) {
        snprintf(number, sizeof number, "#%zu", i + 1);
        if (name_follows(h, i))
            ht_find_at(d, w, HT_D_127, NULL, 0, number, NULL);
        return;
    }
    bool doubled = false;
    for (size_t k = 0; k < i; k++)
        doubled = doubled || !strcmp(h->name[k], h->name[i]);
    if (doubled)
        ht_find_at(d, w, HT_D_106, NULL, 0, h->name[i], NULL);
    else
        ht_header_report_unknown(h, i, w, d);
}

void
ht_header_report(const struct ht_header *h, const struct ht_given *given, const struct ht_where *w,
                 struct ht_diag *d)
{
    int last = -1;
    bool ordered = true;
    size_t len;
    for (size_t i = 0; i < h->n; i++) {
        report_column(h, i, w, d);
        if (h->col[i] >= 0) {
            ordered = ordered && h->col[i] > last;
            last = h->col[i];
        }
    }
    for (size_t f = 0; f < h->reg->nfields; f++)
        if (h->reg->field[f].need == HT_NEED_KEY && h->column_of[f] < 0 &&
            !ht_given_value(given, h->reg, (int)f, &len))
            ht_find_at(d, w, HT_D_107, NULL, 0, h->reg->field[f].name, NULL);
    if (!ordered && !h->mapped)
        ht_find_at(d, w, HT_D_109, NULL, 0, NULL);
}

bool
ht_header_repeats(const struct ht_header *h, const struct ht_row *row)
{
    size_t same = 0;
    for (size_t i = 0; i < h->n && i < row->n; i++) {
        struct ht_cell text = { .s = row->cell[i].s, .len = row->cell[i].len };
        size_t len;
        const char *s = ht_header_name(&text, &len);
        if (strlen(h->name[i]) != len || (len && memcmp(h->name[i], s, len)))
            return false;
        same += len > 0;
    }
    return same >= MIN_KNOWN;
}

void
ht_header_fini(struct ht_header *h)
{
    for (size_t i = 0; i < h->n; i++)
        free(h->name[i]);
    free(h->name);
    free(h->col);
    free(h->guess);
    *h = (struct ht_header){0};
}
