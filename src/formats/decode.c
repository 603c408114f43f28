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
#include "model/record.h"
#include "text/detect.h"
#include "text/nfc.h"

#define WINDOW_ROWS 256
#define WINDOW_BYTES (2u * 1024 * 1024)

struct column {
    struct ht_column *learnt;           /* NULL: every cell was clean so far */
    size_t clean;                       /* cells since the last window */
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
    struct ht_buf raw, by;
};

static struct ht_decoder *
of_rows(struct ht_rows *rows)
{
    return (struct ht_decoder *)(void *)((char *)rows - offsetof(struct ht_decoder, rows));
}

/* ---- one cell ---- */

static struct ht_cell_text
text_of(const struct ht_cell *c)
{
    return (struct ht_cell_text){ c->s, c->len, c->door, c->prior };
}

/* The raw attribute: well-formed text is its own raw form, bytes of any other set are widened. */
static void
keep_raw(struct ht_decoder *dec, struct ht_cell *c, bool bytes, struct ht_arena *arena)
{
    if (c->raw)
        return;
    ht_buf_clear(&dec->raw);
    if (bytes)
        ht_raw_of_bytes(&dec->raw, c->s, c->len);
    else
        ht_raw_of_text(&dec->raw, c->s, c->len);
    c->raw = ht_arena_strndup(arena, dec->raw.s, dec->raw.len);
    c->raw_len = dec->raw.len;
}

static void
keep_names(struct ht_decoder *dec, struct ht_cell *c, unsigned repairs, struct ht_arena *arena)
{
    if (!repairs)
        return;
    ht_buf_clear(&dec->by);
    if (c->by)
        ht_buf_addf(&dec->by, "%s ", c->by);
    ht_repair_names(repairs, &dec->by);
    c->by = ht_arena_strndup(arena, dec->by.s, dec->by.len);
}

/* Bytes that were kept because the set does not have them. */
static size_t
count_bad(const struct ht_detected *d, const struct ht_cell *c)
{
    struct ht_decoded res = { 0 };
    struct ht_buf text = HT_BUF_INIT;
    if (!(d->flags & HT_DETECT_UNDECODED))
        return 0;
    ht_charset_decode(d->set ? d->set : ht_charset_find("UTF-8"), d->set ? d->door : HT_DOOR_BYTES, c->s, c->len,
                      &text, &res);
    ht_buf_fini(&text);
    return res.bad;
}

static void
take_over(struct ht_decoder *dec, struct ht_cell *c, const struct ht_detected *d, struct ht_arena *arena)
{
    bool utf8 = ht_utf8_valid(c->s, c->len) == c->len;
    c->bad = (unsigned)count_bad(d, c);
    c->damage = d->damage;
    c->meant = d->meant ? ht_arena_strdup(arena, d->meant) : NULL;
    if (d->flags & HT_DETECT_DOUBTFUL)
        c->doubt = d->runner && d->runner != d->set ? ht_charset_name(d->runner) : "UTF-8";
    if (!(d->flags & HT_DETECT_CHANGED))
        return;
    c->controls = utf8 && !d->set && ht_has_controls(c->s, c->len);
    keep_raw(dec, c, !utf8 || (d->set && d->door == HT_DOOR_BYTES && !ht_is_ascii(c->s, c->len)), arena);
    /* A widened letter may be the letter itself (à in VISCII): then there is nothing to keep beside it. */
    if (c->raw_len == d->len && !memcmp(c->raw, d->s, d->len))
        c->raw = NULL;
    keep_names(dec, c, d->repairs, arena);
    c->s = ht_arena_strndup(arena, d->s, d->len);
    c->len = d->len;
    c->enc = d->set ? ht_charset_name(d->set) : NULL;
}

static void
decode_cell(struct ht_decoder *dec, struct column *col, struct ht_cell *c, struct ht_arena *arena)
{
    struct ht_cell_text text = text_of(c);
    struct ht_detected d;
    if (dec->o.cs && !col->learnt)
        col->learnt = ht_column_new();
    if (dec->o.cs)
        ht_detect_as(dec->det, col->learnt, dec->o.cs, &text, &d);
    else
        ht_detect(dec->det, col->learnt, &text, &d);
    take_over(dec, c, &d, arena);
}

/* ---- rows ---- */

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
    if (!ht_detect_clean(dec->det, col->learnt, c->s, c->len))
        return false;
    col->clean++;
    return true;
}

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

static struct column *
column_at(struct ht_decoder *dec, size_t i)
{
    return &dec->column[i < HT_MAX_COLUMNS ? i : HT_MAX_COLUMNS - 1];
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
    for (size_t i = 0; i < row->n; i++)
        if (!is_clean(dec, column_at(dec, i), &row->cell[i]))
            decode_cell(dec, column_at(dec, i), &row->cell[i], &dec->arena);
    keep_column_names(dec, row);
    return dec->o.to->row(dec->o.to, row);
}

static void
lend(struct ht_decoder *dec)
{
    struct ht_column *col[HT_MAX_COLUMNS];
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++)
        col[i] = dec->column[i].learnt;
    ht_columns_lend(col, HT_MAX_COLUMNS);
}

/* Judges the columns by the whole window, then passes its rows on. */
static enum ht_rc
flush(struct ht_decoder *dec)
{
    enum ht_rc rc = HT_OK;
    for (size_t k = 0; k < dec->nkept; k++)
        for (size_t i = 0; i < dec->kept[k].n; i++) {
            struct column *col = column_at(dec, i);
            struct ht_cell_text text = text_of(&dec->kept[k].cell[i]);
            if (is_clean(dec, col, &dec->kept[k].cell[i]))
                continue;
            if (!col->learnt)
                col->learnt = ht_column_new();
            ht_column_learn(dec->det, col->learnt, &text);
        }
    lend(dec);
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++) {
        if (dec->column[i].learnt)
            ht_column_clean(dec->column[i].learnt, dec->column[i].clean);
        dec->column[i].clean = 0;
    }
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
        if (!dec->o.cs && (!col->learnt || !ht_column_settled(col->learnt)))
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
        for (size_t i = 0; i < row->n && !clean; i++)
            if (!is_clean(dec, column_at(dec, i), &row->cell[i]))
                decode_cell(dec, column_at(dec, i), &row->cell[i], row->arena);
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
    ht_buf_init(&dec->raw);
    ht_buf_init(&dec->by);
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
    ht_buf_fini(&dec->raw);
    ht_buf_fini(&dec->by);
    free(dec);
}
