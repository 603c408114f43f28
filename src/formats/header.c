/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognising header rows. */
#include "config.h"
#include "formats/header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "model/finding.h"
#include "text/fold.h"

#define MIN_KNOWN 3                     /* columns that must be known for a row to be a header */
#define CAPTION_MAX 256              /* bytes of a caption that are compared */

/* ---- matching ---- */

/* The first line of S without blanks at its ends: the templates put hints behind a line feed. */
static size_t
first_line(const char **s, size_t len)
{
    while (len && ((unsigned char)**s <= ' '))
        ++*s, len--;
    const char *nl = memchr(*s, '\n', len);
    if (nl)
        len = (size_t)(nl - *s);
    while (len && (unsigned char)(*s)[len - 1] <= ' ')
        len--;
    return len;
}

/* What the caption S means, folded. */
static int
known_caption(const struct ht_header_opts *o, const char *s, size_t len, const struct ht_register *reg)
{
    char folded[CAPTION_MAX];
    size_t n = ht_fold_to(folded, sizeof folded, s, len);
    return ht_header_known(o->book, folded, n, reg);
}

int
ht_header_column(const struct ht_header_opts *o, const struct ht_cell *cell, const struct ht_register *reg)
{
    const char *text = cell->name ? cell->name : cell->s;
    size_t whole = cell->name ? strlen(text) : cell->len;
    const char *s = text;
    size_t len = first_line(&s, whole);
    const char *field = ht_map_field(o->map, s, len);
    if (field && !strcmp(field, "id"))
        return HT_COL_ID;
    if (field)
        return *field == '-' ? HT_COL_IGNORE : ht_field_by_name(reg, field, strlen(field));
    int col = known_caption(o, s, len, reg);
    if (col == HT_COL_EXTRA && len < whole)
        col = known_caption(o, text, whole, reg);
    return col;
}

/* The caption of a cell: its name, or the first line of its text; *LEN is its length. */
static const char *
caption_of(const struct ht_cell *cell, size_t *len)
{
    const char *s = cell->name ? cell->name : cell->s;
    *len = first_line(&s, cell->name ? strlen(s) : cell->len);
    return s;
}

/* The field that column I of ROW is for, or HT_COL_…. */
static int
column_at(const struct ht_header_opts *o, const struct ht_row *row, size_t i, const struct ht_register *reg)
{
    int col = ht_header_column(o, &row->cell[i], reg);
    return col == HT_COL_EXTRA ? ht_header_grouped(o, row, i, reg) : col;
}

static size_t
count_known(const struct ht_row *row, const struct ht_header_opts *o, const struct ht_register *reg)
{
    size_t n = 0;
    bool taken[HT_MAX_FIELDS] = {0};
    for (size_t i = 0; i < row->n; i++) {
        int f = column_at(o, row, i, reg);
        if (f >= 0 && !taken[f]) {
            taken[f] = true;
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

static void
fill(struct ht_header *h, const struct ht_row *row, const struct ht_header_opts *o)
{
    h->n = row->n;
    h->col = ht_calloc(h->n, sizeof *h->col);
    h->name = ht_calloc(h->n, sizeof *h->name);
    h->id_column = -1;
    for (size_t f = 0; f < HT_MAX_FIELDS; f++)
        h->column_of[f] = -1;
    for (size_t i = 0; i < h->n; i++) {
        size_t len;
        const char *s = caption_of(&row->cell[i], &len);
        h->name[i] = ht_strndup(s, len);
        int f = column_at(o, row, i, h->reg);
        h->mapped = h->mapped || ht_map_field(o->map, s, len);
        if (f == HT_COL_ID || (o->id && !strcmp(o->id, h->name[i])))
            h->id_column = (int)i;
        if (f >= 0 && h->column_of[f] >= 0)
            f = HT_COL_EXTRA;           /* the first of two columns with one name counts */
        if (f >= 0)
            h->column_of[f] = (int)i;
        h->col[i] = f;
    }
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
        const char *s = caption_of(&row->cell[i], &len);
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
    ht_find_at(d, w, doubled ? HT_D_106 : HT_D_108, NULL, 0, h->name[i], NULL);
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
        const char *s = row->cell[i].s;
        size_t len = first_line(&s, row->cell[i].len);
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
    *h = (struct ht_header){0};
}
