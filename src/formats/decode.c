/* SPDX-License-Identifier: BSD-2-Clause */
/* Decoding of cells: by a named set, or by what each column and cell is found to be. */
#include "config.h"
#include "formats/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/decode_cell.h"
#include "text/detect.h"
#include "text/nfc.h"

#define WINDOW_ROWS 256
#define WINDOW_BYTES (2u * 1024 * 1024)

struct column {
    struct ht_column *learnt;           /* NULL: the table has no such column so far */
    size_t clean[HT_CLEANS];            /* clean cells since the last window */
    char *name;                         /* of the first row, for --explain */
};

struct ht_decoder {
    struct ht_rows rows;
    struct ht_decoder_opts o;
    struct ht_detector *det;
    struct column column[HT_MAX_COLUMNS];
    char *file;                         /* the table that the columns belong to */
    struct ht_row *kept;                /* rows of the window, copies in the arena */
    size_t nkept;
    struct ht_arena arena;
    struct ht_cell_room room;
    struct undecoded {                  /* cells of the row at hand, as they were before they were decoded */
        size_t at;
        struct ht_cell cell;
    } *was;
    size_t nwas, was_cap;
};

static struct ht_decoder *
of_rows(struct ht_rows *rows)
{
    return (struct ht_decoder *)(void *)((char *)rows - offsetof(struct ht_decoder, rows));
}

/* ---- one row ---- */

static struct column *
column_at(struct ht_decoder *dec, size_t i)
{
    struct column *col = &dec->column[i < HT_MAX_COLUMNS ? i : HT_MAX_COLUMNS - 1];
    if (!col->learnt)
        col->learnt = ht_column_new();
    return col;
}

/* True if the cell is well-formed NFC text and means what it says. */
static bool
is_clean(struct ht_decoder *dec, struct column *col, const struct ht_cell *c)
{
    if (!c->len)
        return true;
    if (c->enc && !ht_has_controls(c->s, c->len))
        return true;                    /* decoded font by font (pieces.c); a second time would do harm */
    if (dec->o.cs)
        return ht_is_ascii(c->s, c->len) && ht_text_plain(c->s, c->len);
    if (c->prior && ht_charset_unit(c->prior) == 1 && strcmp(ht_charset_name(c->prior), "UTF-8") != 0)
        return false;
    enum ht_clean clean = ht_detect_clean(dec->det, col->learnt, c->s, c->len);
    col->clean[clean]++;
    return clean;
}

static unsigned
decode_cell(struct ht_decoder *dec, const struct column *col, struct ht_cell *c, struct ht_arena *arena)
{
    struct ht_cell_text text = ht_cell_text(c);
    struct ht_detected d;
    if (dec->o.cs)
        ht_detect_as(dec->det, col->learnt, dec->o.cs, &text, &d);
    else
        ht_detect(dec->det, col->learnt, &text, &d);
    ht_cell_take(&dec->room, c, &d, arena);
    return d.flags;
}

/* Decodes the cells of ROW once more, now that each of them is heard about the others. */
static void
ask_row(struct ht_decoder *dec, struct ht_row *row, struct ht_arena *arena)
{
    ht_row_begin(dec->det);
    for (size_t i = 0, k = 0; i < row->n; i++) {
        const struct ht_column *col = column_at(dec, i)->learnt;
        struct ht_cell *c = &row->cell[i];
        if (k < dec->nwas && dec->was[k].at == i) {
            *c = dec->was[k++].cell;
            struct ht_cell_text text = ht_cell_text(c);
            ht_row_learn(dec->det, col, &text);
        } else if (!c->enc && !ht_is_ascii(c->s, c->len)) {
            ht_row_clean(dec->det, col);
        }
    }
    for (size_t k = 0; k < dec->nwas; k++)
        decode_cell(dec, column_at(dec, dec->was[k].at), &row->cell[dec->was[k].at], arena);
    ht_row_end(dec->det);
}

static void
decode_row(struct ht_decoder *dec, struct ht_row *row, struct ht_arena *arena)
{
    unsigned flags = 0;
    dec->nwas = 0;
    for (size_t i = 0; i < row->n; i++) {
        struct column *col = column_at(dec, i);
        struct ht_cell *c = &row->cell[i];
        if (is_clean(dec, col, c))
            continue;
        dec->was = ht_grow(dec->was, &dec->was_cap, dec->nwas + 1, sizeof *dec->was);
        dec->was[dec->nwas++] = (struct undecoded){ i, *c };
        flags |= decode_cell(dec, col, c, arena);
    }
    if (flags & HT_DETECT_ASK && row->n > 1)
        ask_row(dec, row, arena);
}

/* ---- rows ---- */

static void
explain(struct ht_decoder *dec)
{
    for (size_t i = 0; i < HT_MAX_COLUMNS && dec->o.explain && !dec->o.cs; i++) {
        struct ht_column_verdict v;
        if (!dec->column[i].learnt)
            continue;
        ht_column_clean(dec->column[i].learnt, dec->column[i].clean);
        ht_column_verdict(dec->det, dec->column[i].learnt, &v);
        if (!v.cells)
            continue;
        ht_diag_say(dec->o.diag,
                    ht_ngettext("%s: column %zu \"%s\": %s%s%s, margin %d.%d over %s, from %zu cell",
                                "%s: column %zu \"%s\": %s%s%s, margin %d.%d over %s, from %zu cells", v.cells),
                    dec->file, i + 1, dec->column[i].name ? dec->column[i].name : "",
                    v.set ? ht_charset_name(v.set) : "UTF-8", v.door == HT_DOOR_BYTES ? "" : _(" widened by "),
                    v.door == HT_DOOR_BYTES ? "" : ht_door_name(v.door), v.margin / 10, v.margin % 10,
                    v.runner ? ht_charset_name(v.runner) : "UTF-8", v.cells);
    }
}

/* Columns belong to one table; a book has several. */
static void
begin_table(struct ht_decoder *dec, const char *file)
{
    if (dec->file)
        explain(dec);
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++) {
        ht_column_free(dec->column[i].learnt);
        free(dec->column[i].name);
        dec->column[i] = (struct column){ 0 };
    }
    free(dec->file);
    dec->file = file ? ht_strdup(file) : NULL;
}

static const char *
copy(struct ht_arena *arena, const char *s, size_t len)
{
    return s ? ht_arena_strndup(arena, s, len) : NULL;
}

static const char *
copy_str(struct ht_arena *arena, const char *s)
{
    return s ? ht_arena_strdup(arena, s) : NULL;
}

/* Keeps a copy of ROW until the window is judged. */
static void
keep_row(struct ht_decoder *dec, const struct ht_row *row)
{
    struct ht_row *k = &dec->kept[dec->nkept++];
    struct ht_arena *a = &dec->arena;
    *k = *row;
    k->cell = ht_arena_alloc(a, (row->n ? row->n : 1) * sizeof *k->cell);
    for (size_t i = 0; i < row->n; i++) {
        struct ht_cell *c = &k->cell[i];
        *c = row->cell[i];
        c->s = copy(a, c->s, c->len);
        c->raw = copy(a, c->raw, c->raw_len);
        c->by = copy_str(a, c->by);
        c->shown = copy_str(a, c->shown);
        c->name = copy_str(a, c->name);
    }
    k->file = dec->file;
    k->scan = copy_str(a, row->scan);
    k->bytes = copy(a, row->bytes, row->nbytes);
    k->arena = a;
}

/* Remembers the first cells of a table, which most often are its header, for --explain. */
static void
keep_column_names(struct ht_decoder *dec, const struct ht_row *row)
{
    for (size_t i = 0; i < row->n && dec->o.explain; i++)
        if (row->cell[i].len && !column_at(dec, i)->name)
            column_at(dec, i)->name = ht_strndup(row->cell[i].s, row->cell[i].len < 200 ? row->cell[i].len : 200);
}

static enum ht_rc
decode_kept_row(struct ht_decoder *dec, struct ht_row *row)
{
    decode_row(dec, row, &dec->arena);
    keep_column_names(dec, row);
    return dec->o.to->row(dec->o.to, row);
}

/* What the cells of the window say becomes known to their columns, and of these to each other. */
static void
lend(struct ht_decoder *dec)
{
    struct ht_column *col[HT_MAX_COLUMNS];
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++) {
        struct column *c = &dec->column[i];
        col[i] = c->learnt;
        if (c->learnt)
            ht_column_clean(c->learnt, c->clean);
    }
    ht_columns_lend(col, HT_MAX_COLUMNS);
}

/* Judges the columns by the whole window, then passes its rows on. */
static enum ht_rc
flush(struct ht_decoder *dec)
{
    enum ht_rc rc = HT_OK;
    if (!dec->nkept)
        return HT_OK;
    for (size_t k = 0; k < dec->nkept; k++) {
        for (size_t i = 0; i < dec->kept[k].n; i++) {
            struct column *col = column_at(dec, i);
            struct ht_cell_text text = ht_cell_text(&dec->kept[k].cell[i]);
            if (is_clean(dec, col, &dec->kept[k].cell[i]))
                continue;
            ht_column_learn(dec->det, col->learnt, &text);
        }
        if (!(k & (k + 1)))             /* now and then; what the table is in tells what to look for */
            lend(dec);
    }
    lend(dec);
    for (size_t k = 0; k < dec->nkept && rc == HT_OK; k++)
        rc = decode_kept_row(dec, &dec->kept[k]);
    dec->nkept = 0;
    ht_arena_reset(&dec->arena);
    return rc;
}

/* True if the cells of ROW that are not clean need no help, now that their columns are known. */
static bool
can_pass(struct ht_decoder *dec, const struct ht_row *row, bool *clean)
{
    bool pass = true;
    *clean = true;
    for (size_t i = 0; i < row->n; i++) {
        struct column *col = column_at(dec, i);
        if (is_clean(dec, col, &row->cell[i]))
            continue;
        *clean = false;
        if (!dec->o.cs && !ht_column_settled(col->learnt))
            pass = false;
    }
    return pass;
}

static enum ht_rc
on_row(struct ht_rows *rows, struct ht_row *row)
{
    struct ht_decoder *dec = of_rows(rows);
    if (!dec->file || strcmp(dec->file, row->file)) {
        enum ht_rc rc = flush(dec);
        if (rc != HT_OK)
            return rc;
        begin_table(dec, row->file);
    }
    if (row->flags & HT_ROW_TEXT) {
        enum ht_rc rc = flush(dec);
        return rc != HT_OK ? rc : dec->o.to->row(dec->o.to, row);
    }
    bool clean = false;
    if (!dec->nkept && can_pass(dec, row, &clean)) {
        if (!clean)
            decode_row(dec, row, row->arena);
        keep_column_names(dec, row);
        return dec->o.to->row(dec->o.to, row);
    }
    keep_row(dec, row);
    if (dec->nkept == WINDOW_ROWS || dec->arena.used > WINDOW_BYTES)
        return flush(dec);
    return HT_OK;
}

static enum ht_rc
on_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args)
{
    struct ht_decoder *dec = of_rows(rows);
    enum ht_rc rc = flush(dec);
    return rc != HT_OK ? rc : dec->o.to->reject(dec->o.to, row, code, args);
}

struct ht_decoder *
ht_decoder_new(const struct ht_decoder_opts *opts)
{
    struct ht_decoder *dec = ht_calloc(1, sizeof *dec);
    dec->rows = (struct ht_rows){ on_row, on_reject };
    dec->o = *opts;
    dec->det = ht_detector_new();
    dec->kept = ht_calloc(WINDOW_ROWS, sizeof *dec->kept);
    ht_cell_room_init(&dec->room);
    return dec;
}

struct ht_rows *
ht_decoder_rows(struct ht_decoder *dec)
{
    return &dec->rows;
}

enum ht_rc
ht_decoder_end(struct ht_decoder *dec)
{
    enum ht_rc rc = flush(dec);
    begin_table(dec, NULL);
    return rc;
}

void
ht_decoder_free(struct ht_decoder *dec)
{
    if (!dec)
        return;
    dec->o.explain = false;
    begin_table(dec, NULL);
    ht_detector_free(dec->det);
    ht_arena_fini(&dec->arena);
    free(dec->kept);
    ht_cell_room_fini(&dec->room);
    free(dec->was);
    free(dec);
}
