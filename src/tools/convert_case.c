/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-convert -f TCVN3: capitals with a tone, which the encoding cannot write, are restored.
 *
 * Only a word that begins with a small letter with a tone, or has one among capitals, can need it.  The cells
 * that have one (convert_cells.c) are looked at; everything between them is decoded as a whole.
 */
#include "config.h"
#include "tools/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "text/detect.h"
#include "text/fold.h"
#include "tools/convert_cells.h"

enum { SAMPLE = 64 };                   /* lines that show how the columns are written */
#define UNKNOWN SIZE_MAX

struct convert_case {
    struct convert *c;
    const struct ht_charset *set;
    const struct ht_charset *capital;   /* the set that draws every letter as a capital; NULL: there is none */
    char hamlet[8];                     /* "ấp" in the set */
    struct convert_cells cells;
    struct ht_column *col[HT_MAX_COLUMNS];
    char separator;                     /* of columns, if there are any */
    bool started;
    unsigned lines;                     /* that have been looked at as a sample */
    struct ht_buf cell;
};

bool
convert_case_lacking(const struct ht_charset *set)
{
    const char *name = ht_charset_name(set);

    return !strcmp(name, "TCVN3") || !strcmp(name, "VIETWARE-F");
}

struct convert_case *
convert_case_new(struct convert *c, const struct ht_charset *set)
{
    struct convert_case *k;

    if (!convert_case_lacking(set))
        return NULL;
    k = ht_calloc(1, sizeof *k);
    ht_buf_init(&k->cell);
    k->c = c;
    k->set = set;
    if (!strcmp(ht_charset_name(set), "TCVN3"))
        k->capital = ht_charset_find("TCVN3H");
    ht_charset_encode(set, "ấp", strlen("ấp"), &k->cell);
    memcpy(k->hamlet, k->cell.s, k->cell.len < sizeof k->hamlet ? k->cell.len + 1 : 0);
    convert_cells_init(&k->cells, set);
    return k;
}

void
convert_case_free(struct convert_case *k)
{
    if (!k)
        return;
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++)
        ht_column_free(k->col[i]);
    ht_buf_fini(&k->cell);
    free(k);
}

/* The block at hand. */
struct block {
    const char *s;
    size_t len;
    size_t done;                        /* bytes that are decoded already */
    size_t bad;                         /* of those, how many the encoding does not have … */
    size_t controls;                    /* … and how many became control characters */
};

/* A cell: where its N bytes begin, and which column it stands in, or UNKNOWN. */
struct place {
    size_t at, n, column;
};

/* Appends N bytes of the block B at S, in encoding SET, to OUT. */
static void
decode(const struct ht_charset *set, struct block *b, const char *s, size_t n, struct ht_buf *out)
{
    struct ht_decoded r;

    ht_charset_decode_plain(set, HT_DOOR_BYTES, s, n, out, &r);
    b->bad += r.bad;
    b->controls += r.controls;
}

/* Restores what the bytes alone settle: a cell in capitals, a name of which all other words begin with one.
 * False: look at the text. */
static bool
put_plain_case(struct convert_case *k, struct block *b, struct place p, const struct convert_cell *cell, bool capitals)
{
    const char *s = b->s + p.at;
    const uint8_t *kind = k->cells.kind;
    struct ht_buf *out = &k->c->text;
    size_t done = 0, hamlet = strlen(k->hamlet);

    if (!k->capital)
        return false;
    if (capitals) {
        decode(k->capital, b, s, p.n, out);
        return true;
    }
    if (cell->inner || !cell->title || cell->small || !cell->lower)
        return false;                   /* only the column can tell TÚ LỆ from Tú Lệ */
    for (size_t i = 0; i < p.n; i++) {
        unsigned here = kind[(unsigned char)s[i]], before = i ? kind[(unsigned char)s[i - 1]] : 0;
        if (here != OPEN || before)
            continue;
        if (p.n - i > hamlet && !memcmp(s + i, k->hamlet, hamlet) && !kind[(unsigned char)s[i + hamlet]])
            continue;
        decode(k->set, b, s + done, i - done, out);
        decode(k->capital, b, s + i, 1, out);
        done = i + 1;
    }
    decode(k->set, b, s + done, p.n - done, out);
    return true;
}

void
convert_case_put(struct ht_column *col, const char *s, size_t len, struct ht_buf *out)
{
    size_t start = out->len;

    if (!ht_restore_case(col, s, len, out)) {
        ht_buf_cut(out, start);
        ht_buf_add(out, s, len);
    }
}

/* Which column the cell at S + I stands in. */
static size_t
column_of(const struct convert_case *k, const char *s, size_t i)
{
    const char *line = memrchr(s, '\n', i), *const cell = s + i;
    size_t column = 0;

    line = line ? line + 1 : s;
    if (k->separator)
        for (; (line = memchr(line, k->separator, (size_t)(cell - line))) != NULL; line++)
            column++;
    else
        for (; line < cell; line++)
            column += k->cells.ends[(unsigned char)*line];
    return column < HT_MAX_COLUMNS ? column : HT_MAX_COLUMNS - 1;
}

/* Appends the cell at P with its capitals: all of them, or what its column tells. */
static void
put_by_column(struct convert_case *k, struct block *b, struct place p, bool capitals)
{
    struct ht_buf *out = &k->c->text;
    size_t column = p.column == UNKNOWN ? column_of(k, b->s, p.at) : p.column;
    struct ht_column *col = NULL;

    ht_buf_clear(&k->cell);
    decode(k->set, b, b->s + p.at, p.n, &k->cell);
    if (k->separator || column == 0)
        col = k->col[column] = k->col[column] ? k->col[column] : ht_column_new();
    if (!capitals) {
        convert_case_put(col, k->cell.s, k->cell.len, out);
        return;
    }
    if (col)
        ht_column_learn_case(col, k->cell.s, k->cell.len);
    ht_upper(out, k->cell.s, k->cell.len);
}

/* True if P is a hamlet, ấp: whether it has a capital shows the rest of the list that it begins. */
static bool
is_hamlet(const struct convert_case *k, const struct block *b, struct place p)
{
    size_t n = strlen(k->hamlet);

    return p.n > n && !memcmp(b->s + p.at, k->hamlet, n) && !k->cells.kind[(unsigned char)b->s[p.at + n]];
}

/* Decodes what is left before P, and the cell there, which may need capitals.  CELL is NULL if its column is to learn
 * from it. */
static void
put_cell(struct convert_case *k, struct block *b, struct place p, const struct convert_cell *cell)
{
    bool capitals = (!cell || !cell->lower) && convert_cells_capitals(&k->cells, b->s, p.at, p.n, b->len);

    if (is_hamlet(k, b, p)) {
        p.n = convert_cells_list(&k->cells, b->s, p.at + p.n, b->len) - p.at;
        cell = NULL;
    }
    decode(k->set, b, b->s + b->done, p.at - b->done, &k->c->text);
    if (!cell || !put_plain_case(k, b, p, cell, capitals))
        put_by_column(k, b, p, capitals);
    b->done = p.at + p.n;
}

/* The first lines of a file: all cells tell how their columns are written.  Returns where the next line begins. */
static size_t
sample_lines(struct convert_case *k, struct block *b)
{
    struct convert_cell cell;
    struct place p = { 0, 0, 0 };

    for (; p.at < b->len && k->lines < SAMPLE; k->lines++) {
        char end = ',';
        for (p.column = 0; p.at < b->len && end != '\n'; p.at += p.n + 1) {
            p.n = convert_cells_scan(&k->cells, b->s + p.at, b->len - p.at, &cell);
            end = p.at + p.n < b->len ? b->s[p.at + p.n] : '\n';
            bool learn = p.n && (k->separator || p.column == 0);
            if ((learn || cell.odd) && p.at >= b->done)
                put_cell(k, b, p, learn ? NULL : &cell);
            p.column += p.column + 1 < HT_MAX_COLUMNS && (!k->separator || end == k->separator);
        }
    }
    return p.at < b->len ? p.at : b->len;
}

void
convert_case_block(struct convert_case *k, const char *s, size_t len, struct ht_decoded *res)
{
    struct block b = { .s = s, .len = len };
    struct convert_cell cell;

    if (!k->started)
        k->separator = convert_separator(s, len);
    k->started = true;
    for (size_t n, i = sample_lines(k, &b); i < len; i += n + 1) {
        i = convert_cells_next(&k->cells, s, i, len);
        n = convert_cells_scan(&k->cells, s + i, len - i, &cell);
        if (cell.odd && i >= b.done)
            put_cell(k, &b, (struct place){ i, n, UNKNOWN }, &cell);
    }
    decode(k->set, &b, s + b.done, len - b.done, &k->c->text);
    res->bad = b.bad;
    res->controls = b.controls;
}
