/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows to records. */
#include "config.h"
#include "formats/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/decided.h"
#include "formats/decode.h"
#include "formats/delivery.h"
#include "formats/header.h"
#include "formats/ids.h"
#include "formats/ocrchild.h"
#include "formats/rejects.h"
#include "formats/review.h"
#include "formats/scanindex.h"
#include "formats/utf16.h"
#include "model/finding.h"
#include "stream/xmlin.h"
#include "text/detect.h"

#define SNIFF (64u * 1024)
#define MAX_TITLES 20                   /* rows above the header */

struct importer {
    struct ht_source source;
    struct ht_rows rows;
    struct ht_import_opts o;
    struct ht_header_book *book;
    struct ht_ids *ids;
    struct ht_scan_index *scans;        /* that came with the files */
    struct ht_rejects *rejects;
    struct ht_decided_readings *decided;        /* --decisions, or NULL */
    struct ht_reading_review *review;           /* --review, or NULL */
    struct ht_ocr_ahead *ahead;
    struct ht_stage *first;
    struct ht_record rec;
    /* of the current file */
    struct ht_in *in;
    const char *file;
    struct ht_buf table;                /* the rows' file: a book has one per sheet */
    struct ht_header header;
    bool no_header;                     /* looked far enough: there is none */
    bool unnamed_seen;                  /* HT118 was said */
    struct ht_buf titles;               /* rows above the header: length, then bytes, in case there is none */
    unsigned long title_line[MAX_TITLES];
    size_t title_len[MAX_TITLES], ntitles;
    uint64_t records;
    struct ht_buf src;                  /* "file:" */
    const char *src_file;
};

static struct importer *
of_rows(struct ht_rows *rows)
{
    return (struct importer *)(void *)((char *)rows - offsetof(struct importer, rows));
}

/* ---- rejects ---- */

static void
set_aside(struct importer *x, const char *file, unsigned long line, const char *code, const char *reason,
          const char *bytes, size_t n)
{
    ++*x->o.read;
    ++*x->o.rejected;
    ht_rejects_add(x->rejects, file, line, code, reason, bytes, n);
}

/* A row that a format built cell by cell, as tab-separated text for the rejects. */
static const char *
row_bytes(const struct ht_row *row, struct ht_buf *made, size_t *n)
{
    *n = row->nbytes;
    if (row->bytes)
        return row->bytes;
    for (size_t i = 0; i < row->n && made->len < HT_MAX_VALUE; i++) {
        if (i)
            ht_buf_addc(made, '\t');
        ht_buf_add(made, row->cell[i].s, row->cell[i].len);
    }
    *n = made->len;
    return made->s;
}

static void
set_row_aside(struct importer *x, const struct ht_row *row, const char *code, const char *reason)
{
    struct ht_buf made = HT_BUF_INIT;
    size_t n;
    const char *bytes = row_bytes(row, &made, &n);
    set_aside(x, row->file, row->line, code, reason, bytes, n);
    ht_buf_fini(&made);
}

static void
reject_args(struct importer *x, const struct ht_row *row, enum ht_code code, const char *a, const char *b)
{
    struct ht_where w = { .file = row->file, .line = row->line };
    struct ht_buf text = HT_BUF_INIT;
    ht_code_text(&text, code, a, b, NULL);
    ht_diag_emit(x->o.diag, &w, HT_ERROR, ht_codes[code].code, NULL, 0, text.s);
    set_row_aside(x, row, ht_codes[code].code, text.s);
    ht_buf_fini(&text);
}

static enum ht_rc
on_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args)
{
    struct importer *x = of_rows(rows);
    const char *a = args ? args[0] : NULL;
    reject_args(x, row, (enum ht_code)code, a, a ? args[1] : NULL);
    return HT_OK;
}

/* ---- the header ---- */

/* There is no header: everything so far is set aside, and so is what comes. */
static void
give_up_header(struct importer *x)
{
    const char *file = x->table.len ? x->table.s : x->file;
    struct ht_where w = { .file = file, .line = x->ntitles ? x->title_line[0] : 0 };
    struct ht_buf text = HT_BUF_INIT;
    size_t at = 0;
    if (x->no_header)
        return;
    x->no_header = true;
    ht_code_text(&text, HT_D_104, NULL);
    ht_diag_emit(x->o.diag, &w, HT_ERROR, ht_codes[HT_D_104].code, NULL, 0, text.s);
    for (size_t i = 0; i < x->ntitles; i++) {
        set_aside(x, file, x->title_line[i], ht_codes[HT_D_104].code, text.s, x->titles.s + at, x->title_len[i]);
        at += x->title_len[i];
    }
    ht_buf_fini(&text);
}

static size_t
count_known(const struct ht_header *h)
{
    size_t known = 0;
    for (size_t i = 0; i < h->n; i++)
        known += h->col[i] >= 0;
    return known;
}

static void
explain_header(struct importer *x)
{
    const struct ht_header *h = &x->header;
    ht_diag_say(x->o.diag, _("%s: register %s (%s), %zu of %zu columns known"), x->file, h->reg->code,
                h->reg->element, count_known(h), h->n);
    for (size_t i = 0; i < h->n; i++)
        if (h->col[i] >= 0 && strcmp(h->name[i], h->reg->field[h->col[i]].name))
            ht_diag_say(x->o.diag, "%s: \"%s\" = %s", x->file, h->name[i], h->reg->field[h->col[i]].name);
}

/* The user names the register, but more of the columns are another one's: the user is obeyed, and told. */
static void
check_register(struct importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = { x->book, x->o.map, NULL, x->o.id, x->file };
    struct ht_where w = { .file = row->file, .line = row->line };
    struct ht_header h = {0};
    if (x->o.reg && ht_header_match(&h, row, &o) && h.reg != x->o.reg && count_known(&h) > count_known(&x->header))
        ht_find_at(x->o.diag, &w, HT_D_105, NULL, 0, h.reg->code, x->o.reg->code, NULL);
    ht_header_fini(&h);
}

/* A row that may be the header.  True if it is; otherwise it is kept as a title. */
static bool
try_header(struct importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = { x->book, x->o.map, x->o.reg, x->o.id, x->file };
    struct ht_where w = { .file = row->file, .line = row->line };
    if (ht_header_match(&x->header, row, &o)) {
        if (x->ntitles) {
            char n[24];
            snprintf(n, sizeof n, "%zu", x->ntitles);
            ht_find_at(x->o.diag, &w, HT_D_119, NULL, 0, n, NULL);
        }
        check_register(x, row);
        ht_header_report(&x->header, &w, x->o.diag);
        if (x->o.explain)
            explain_header(x);
        return true;
    }
    o.reg = NULL;
    if (x->o.reg && ht_header_match(&x->header, row, &o)) {
        ht_find_at(x->o.diag, &w, HT_D_105, NULL, 0, x->header.reg->code, x->o.reg->code, NULL);
        ht_header_fini(&x->header);
    }
    if (x->ntitles == MAX_TITLES)
        return false;
    struct ht_buf made = HT_BUF_INIT;
    size_t n;
    const char *bytes = row_bytes(row, &made, &n);
    if (n > HT_MAX_VALUE)
        n = HT_MAX_VALUE;
    x->title_line[x->ntitles] = row->line;
    x->title_len[x->ntitles++] = n;
    ht_buf_add(&x->titles, bytes, n);
    ht_buf_fini(&made);
    return false;
}

/* Formats that name every cell may name others in the next row. */
static bool
names_changed(const struct ht_header *h, const struct ht_row *row)
{
    if (!h->reg || h->n != row->n)
        return true;
    for (size_t i = 0; i < row->n; i++)
        if (strcmp(h->name[i], row->cell[i].name))
            return true;
    return false;
}

static void
header_of_names(struct importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = { x->book, x->o.map, x->o.reg, x->o.id, x->file };
    struct ht_where w = { .file = row->file, .line = row->line };
    bool first = !x->header.reg;
    if (!names_changed(&x->header, row) && (!row->reg || row->reg == x->header.reg))
        return;
    if (row->reg)
        o.reg = row->reg;
    else if (!o.reg && !first)
        o.reg = x->header.reg;          /* a file is of one register */
    if (ht_header_match(&x->header, row, &o) && first && x->o.explain) {
        explain_header(x);
        if (!(row->flags & HT_ROW_TEXT))        /* a page has no header that could lack a column */
            ht_header_report(&x->header, &w, x->o.diag);
    }
}

/* ---- records ---- */

static bool
is_blank(const struct ht_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        for (size_t k = 0; k < row->cell[i].len; k++)
            if ((unsigned char)row->cell[i].s[k] > ' ')
                return false;
    return true;
}

/* The cell of a shared field, NULL if there is no such column. */
static const char *
shared_cell(const struct importer *x, const struct ht_row *row, enum ht_shared what, size_t *len)
{
    int f = ht_shared_field(x->header.reg, what);
    int c = f < 0 ? -1 : x->header.column_of[f];
    if (c < 0 || (size_t)c >= row->n)
        return NULL;
    *len = row->cell[c].len;
    return row->cell[c].s;
}

static void
name_record(struct importer *x, const struct ht_row *row)
{
    char id[HT_ID_MAX], line[HT_NUMBER_DIGITS];
    if (row->file != x->src_file) {
        ht_buf_clear(&x->src);
        ht_buf_addf(&x->src, "%s:", row->file);
        x->src_file = row->file;
    }
    int c = x->header.id_column;
    if (c >= 0 && (size_t)c < row->n && row->cell[c].len) {
        ht_set_rattr(&x->rec, HT_R_id, row->cell[c].s, row->cell[c].len);
    } else {
        struct ht_id_parts p = {0};
        p.so = shared_cell(x, row, HT_SO, &p.so_len);
        p.quyen_so = shared_cell(x, row, HT_QUYEN_SO, &p.quyen_so_len);
        p.ngay_dang_ky = shared_cell(x, row, HT_NGAY_DANG_KY, &p.ngay_len);
        ht_set_rattr(&x->rec, HT_R_id, id, ht_id_make(x->ids, x->header.reg, &p, id));
    }
    size_t prefix = x->src.len;
    ht_buf_add(&x->src, line, (size_t)(ht_put_number(line, row->line, 1) - line));
    ht_set_rattr(&x->rec, HT_R_src, x->src.s, x->src.len);
    ht_buf_cut(&x->src, prefix);
    const char *scan = row->scan;
    if (!scan)
        scan = ht_scan_index_find(x->scans, ht_rattr(&x->rec, HT_R_id), strlen(ht_rattr(&x->rec, HT_R_id)));
    if (scan)
        ht_set_rattr(&x->rec, HT_R_scan, scan, strlen(scan));
    if (c >= 0 && (size_t)c < row->n && row->cell[c].len && ht_id_seen(x->ids, row->cell[c].s, row->cell[c].len))
        ht_find(x->o.diag, &x->rec, -1, HT_D_114, row->cell[c].s, NULL);
}

/* Numbers that may begin with zeros: a spreadsheet that holds them as numbers has lost these. */
static bool
zeros_matter(enum ht_kind kind)
{
    return kind == HT_KIND_PIN || kind == HT_KIND_PAPER;
}

static const enum ht_code damage_code[] = {
    [HT_DAMAGE_SOFT_HYPHEN] = HT_D_122, [HT_DAMAGE_NFKC] = HT_D_123, [HT_DAMAGE_CASE] = HT_D_124,
    [HT_DAMAGE_REPLACED] = HT_D_125,
};

static void
note_cell(struct importer *x, const struct ht_cell *c, int field)
{
    char n[24];
    if (c->raw)
        ht_set_attr(&x->rec, field, HT_A_raw, c->raw, c->raw_len);
    if (c->by)
        ht_set_attr(&x->rec, field, HT_A_by, c->by, strlen(c->by));
    if (c->enc)
        ht_set_attr(&x->rec, field, HT_A_enc, c->enc, strlen(c->enc));
    if (c->state)
        ht_set_attr(&x->rec, field, HT_A_state, c->state, strlen(c->state));
    if (c->conf > 0)
        ht_set_attr(&x->rec, field, HT_A_conf, n, (size_t)snprintf(n, sizeof n, "%d", c->conf % 101));
    if (c->bad) {
        snprintf(n, sizeof n, "%u", c->bad);
        ht_find(x->o.diag, &x->rec, field, HT_D_111, n, c->enc ? c->enc : "UTF-8", NULL);
    }
    if (c->doubt)
        ht_find(x->o.diag, &x->rec, field, HT_D_121, c->enc ? c->enc : "UTF-8", c->doubt, NULL);
    if (c->damage)
        ht_find(x->o.diag, &x->rec, field, damage_code[c->damage], NULL);
    if (c->controls)
        ht_find(x->o.diag, &x->rec, field, HT_D_112, NULL);
    if (c->number && zeros_matter(x->header.reg->field[field].kind))
        ht_find(x->o.diag, &x->rec, field, HT_D_149, NULL);
}

/* Sets what a person decided instead of the reading; the reading stays as raw. */
static void
settle(struct importer *x, const struct ht_cell *c, int field, const struct ht_decided_reading *d)
{
    const char *state = d->what == HT_READ_BLANK ? "blank" : d->what == HT_READ_UNREADABLE ? "unreadable" : NULL;
    struct ht_buf raw = HT_BUF_INIT;
    ht_drop_attr(&x->rec, field, HT_A_conf);
    ht_drop_attr(&x->rec, field, HT_A_state);
    if (c->len && !ht_attr(&x->rec.v[field], HT_A_raw)) {
        ht_raw_of_text(&raw, c->s, c->len);
        ht_set_attr(&x->rec, field, HT_A_raw, raw.s, raw.len);
    }
    ht_set_attr(&x->rec, field, HT_A_by, "review", 6);
    if (state)
        ht_set_attr(&x->rec, field, HT_A_state, state, strlen(state));
    if (state)
        ht_set_borrowed(&x->rec, field, NULL, 0);
    else
        ht_set(&x->rec, field, d->value, d->len);
    ht_buf_fini(&raw);
}

/* A cell that was read from a picture: what a person decided about it, or has to. */
static void
review_cell(struct importer *x, const struct ht_cell *c, int field)
{
    struct ht_decided_reading d = ht_decided_ask(x->decided, ht_rattr(&x->rec, HT_R_src),
                                                 x->header.reg->field[field].name, c->s, c->len);
    if (d.what != HT_READ_OPEN && d.what != HT_READ_RIGHT)
        settle(x, c, field, &d);
    if (d.what != HT_READ_OPEN || !c->review)
        return;
    if (c->suggest)
        ht_set_attr(&x->rec, field, HT_A_suggest, c->suggest, strlen(c->suggest));
    ht_find(x->o.diag, &x->rec, field, (enum ht_code)c->review, NULL);
    if (x->review)
        ht_reading_review_add(x->review, &x->rec, field, c);
}

static void
extra_cell(struct importer *x, const struct ht_row *row, size_t i)
{
    const struct ht_cell *c = &row->cell[i];
    const char *name = i < x->header.n ? x->header.name[i] : "";
    char number[24];
    if (x->header.col[i] == HT_COL_IGNORE || (int)i == x->header.id_column)
        return;
    if (!*name) {
        struct ht_where w = { .file = row->file, .line = row->line };
        if (!x->unnamed_seen)
            ht_find_at(x->o.diag, &w, HT_D_118, NULL, 0, NULL);
        x->unnamed_seen = true;
        snprintf(number, sizeof number, "#%zu", i + 1);
        name = number;
    }
    ht_add_extra(&x->rec, name, strlen(name), c->s, c->len);
}

static enum ht_rc
make_record(struct importer *x, struct ht_row *row)
{
    ht_record_reset(&x->rec, x->header.reg);
    name_record(x, row);
    size_t n = row->n < x->header.n ? row->n : x->header.n;
    for (size_t i = 0; i < n; i++) {
        const struct ht_cell *c = &row->cell[i];
        int field = x->header.col[i];
        if (!c->len && !c->raw && !c->state)
            continue;
        if (field < 0) {
            extra_cell(x, row, i);
            continue;
        }
        if (c->len)
            ht_set_borrowed(&x->rec, field, c->s, c->len);
        if (c->raw || c->by || c->enc || c->conf || c->bad || c->controls || c->number || c->doubt || c->damage ||
            c->state)
            note_cell(x, c, field);
        if (c->review || (row->flags & HT_ROW_TEXT && x->decided))
            review_cell(x, c, field);
    }
    ++*x->o.read;
    x->records++;
    ht_progress_at(x->o.progress, ht_in_raw_bytes(x->in), *x->o.read);
    return ht_put(x->first, &x->rec);
}

/* True if the row has as many cells as the header; empty ones at the end do not count. */
static bool
fits(const struct importer *x, const struct ht_row *row)
{
    if (row->n < x->header.n)
        return false;
    for (size_t i = x->header.n; i < row->n; i++)
        if (row->cell[i].len)
            return false;
    return true;
}

/* A table begins: the first row of a file or of a sheet. */
static void
begin_table(struct importer *x, const char *file)
{
    if (x->table.len && !x->header.reg)
        give_up_header(x);
    ht_buf_clear(&x->table);
    ht_buf_adds(&x->table, file);
    x->src_file = NULL;
    x->no_header = x->unnamed_seen = false;
    x->ntitles = 0;
    ht_buf_clear(&x->titles);
    ht_header_fini(&x->header);
}

/* A look at a row before it is read: is it a header?  Cells in a legacy font are decoded by it. */
static bool
looks_like_header(void *arg, const struct ht_row *row)
{
    struct importer *x = arg;
    struct ht_header_opts o = { x->book, x->o.map, x->o.reg, x->o.id, row->file };
    struct ht_header h = {0};
    struct ht_row copy = *row;
    struct ht_cell *cell = ht_calloc(row->n ? row->n : 1, sizeof *cell);
    copy.cell = cell;
    for (size_t i = 0; i < row->n; i++) {
        struct ht_buf text = HT_BUF_INIT;
        cell[i] = row->cell[i];
        if (cell[i].prior && row->arena) {
            ht_charset_decode(cell[i].prior, cell[i].door, cell[i].s, cell[i].len, &text, NULL);
            cell[i].s = ht_arena_strndup(row->arena, text.s, text.len);
            cell[i].len = text.len;
        }
        ht_buf_fini(&text);
    }
    bool is = ht_header_match(&h, &copy, &o);
    ht_header_fini(&h);
    free(cell);
    return is;
}

static bool
left_out(struct importer *x, const struct ht_row *row)
{
    struct ht_where w = { .file = row->file, .line = row->line };
    if (!(row->flags & HT_ROW_DELETED) || x->o.deleted)
        return false;
    ht_find_at(x->o.diag, &w, HT_D_148, NULL, 0, NULL);
    return true;
}

static enum ht_rc
on_row(struct ht_rows *rows, struct ht_row *row)
{
    struct importer *x = of_rows(rows);
    if (strcmp(row->file, x->table.s))
        begin_table(x, row->file);
    if (left_out(x, row))
        return HT_OK;
    if (is_blank(row) && !(row->flags & HT_ROW_NAMED))
        return HT_OK;
    if (row->flags & HT_ROW_NAMED) {
        header_of_names(x, row);
        if (x->header.reg)
            return make_record(x, row);
    }
    if (!x->header.reg && !x->no_header) {
        if (try_header(x, row) || (x->ntitles < MAX_TITLES && !(row->flags & HT_ROW_HEADER)))
            return HT_OK;
        give_up_header(x);
        return HT_OK;
    }
    if (x->no_header) {
        set_row_aside(x, row, ht_codes[HT_D_104].code, _(ht_codes[HT_D_104].text));
        return HT_OK;
    }
    if (!fits(x, row)) {
        char got[24], want[24];
        snprintf(got, sizeof got, "%zu", row->n);
        snprintf(want, sizeof want, "%zu", x->header.n);
        reject_args(x, row, HT_D_101, got, want);
        return HT_OK;
    }
    if (row->n && x->header.n && row->cell[0].len == strlen(x->header.name[0]) &&
        ht_header_repeats(&x->header, row)) {
        struct ht_where w = { .file = row->file, .line = row->line };
        ht_find_at(x->o.diag, &w, HT_D_110, NULL, 0, NULL);
        return HT_OK;
    }
    return make_record(x, row);
}

/* ---- files ---- */

static enum ht_rc
read_rows(struct importer *x, const struct ht_format *f, const char *path)
{
    struct stat st;
    struct ht_decoder_opts o = {
        .cs = x->o.charset, .explain = x->o.explain, .diag = x->o.diag, .to = &x->rows,
    };
    struct ht_decoder *dec = ht_decoder_new(&o);
    struct ht_format_job job = {
        .in = x->in, .name = x->file, .diag = x->o.diag, .charset = x->o.charset, .table = x->o.table,
        .deleted = x->o.deleted, .map = x->o.map, .explain = x->o.explain, .jobs = x->o.jobs,
        .scans = x->scans, .reg = x->o.reg, .ahead = x->ahead, .book = x->book, .lists = x->o.lists,
        .pictures = x->review ? ht_reading_review_dir(x->review) : NULL,
        .is_header = looks_like_header, .is_header_arg = x,
        .path = path && !stat(path, &st) && S_ISREG(st.st_mode) ? path : NULL,
    };
    if (x->o.explain)
        ht_diag_say(x->o.diag, _("%s: format %s (%s)"), x->file, f->name, _(f->title));
    enum ht_rc rc = f->read(&job, ht_decoder_rows(dec));
    if (rc == HT_OK)
        rc = ht_decoder_end(dec);
    ht_decoder_free(dec);
    if (rc == HT_OK && !x->header.reg)
        give_up_header(x);
    return rc;
}

static enum ht_rc
read_xml(struct importer *x)
{
    struct ht_xmlin_stats stats = {0};
    struct ht_xmlin_opts o = { .diag = x->o.diag, .progress = x->o.progress, .stats = &stats };
    enum ht_rc rc = ht_xmlin_read(x->in, x->first, &o);
    *x->o.read += stats.records;
    x->records = stats.records;
    return rc;
}

/* Letters that only UTF-8 writes so: three bytes each, from the block of the toned vowels. */
static bool
is_vietnamese_utf8(const unsigned char *s, size_t n)
{
    size_t letters = 0;
    for (size_t i = 0; i + 2 < n; i++)
        letters += s[i] == 0xe1 && (s[i + 1] | 1) == 0xbb && (s[i + 2] & 0xc0) == 0x80;
    return letters >= 3 && ht_utf8_valid((const char *)s, n) + 3 >= n;
}

/* Says so if the file cannot be in the encoding that the user named. */
static void
check_encoding(struct importer *x, const unsigned char *s, size_t n)
{
    struct ht_where w = { .file = x->file };
    const char *name = x->o.charset ? ht_charset_name(x->o.charset) : "";
    bool bytes = x->o.charset && ht_charset_unit(x->o.charset) == 1 && strcmp(name, "UTF-8") != 0;
    size_t mark;
    enum ht_wide wide = ht_wide_detect(s, n, &mark);
    if (bytes && (wide == HT_UTF16LE || wide == HT_UTF16BE))
        ht_find_at(x->o.diag, &w, HT_D_116, NULL, 0, "UTF-16", name, NULL);
    else if (bytes && is_vietnamese_utf8(s, n))
        ht_find_at(x->o.diag, &w, HT_D_116, NULL, 0, "UTF-8", name, NULL);
    else if (!strcmp(name, "UTF-8") && wide == HT_NARROW && ht_utf8_valid((const char *)s, n) + 3 < n)
        ht_find_at(x->o.diag, &w, HT_D_116, NULL, 0, _("a legacy encoding"), name, NULL);
}

static enum ht_rc
read_any(struct importer *x, const char *path)
{
    size_t n;
    struct ht_where w = { .file = x->file };
    const unsigned char *s = ht_in_peek(x->in, SNIFF, &n);
    if (!s)
        return HT_FAIL;
    if (!n) {
        ht_find_at(x->o.diag, &w, HT_D_113, NULL, 0, NULL);
        return HT_OK;
    }
    if (!x->o.format && ht_xmlin_looks_like(s, n))
        return read_xml(x);
    const struct ht_format *f = x->o.format ? x->o.format : ht_format_detect(s, n < SNIFF ? n : SNIFF);
    /* Recognised pages are web pages, too. */
    const struct ht_foreign *other = x->o.format || f == &ht_format_hocr ? NULL : ht_format_foreign(s, n);
    if (other) {
        ht_find_fail(x->o.diag, &w, HT_D_126, _(other->what), _(other->advice), NULL);
        return HT_FAIL;
    }
    if (!x->o.format && x->o.map && x->o.map->nlayout && (!f || f == &ht_format_csv))
        f = &ht_format_fixed;           /* only the user's layout can tell it from other text */
    if (!f) {
        ht_find_fail(x->o.diag, &w, HT_D_120, NULL);
        return HT_FAIL;
    }
    if (f == ht_format_by_name("csv"))
        check_encoding(x, s, n);
    return read_rows(x, f, path);
}

static enum ht_rc
read_file(struct importer *x, const char *path)
{
    x->in = ht_in_open(path, x->o.diag);
    if (!x->in)
        return HT_FAIL;
    if (x->o.opened)
        x->o.opened(x->o.arg, x->in);
    x->file = ht_in_name(x->in);
    x->records = 0;
    ht_header_fini(&x->header);         /* of the file before: it is not to be given up */
    x->no_header = true;
    begin_table(x, "");
    ht_progress_total(x->o.progress, ht_in_size(x->in));
    enum ht_rc rc = read_any(x, path);
    if (rc == HT_OK && x->o.done)
        x->o.done(x->o.arg, x->in, x->records);
    ht_in_close(x->in);
    x->in = NULL;
    return rc;
}

/* A folder is a delivery: its tables are read and paired with the scans by their names.  Without a table the scans
 * themselves are what there is to read. */
static enum ht_rc
read_folder(struct importer *x, const char *path)
{
    struct ht_folder f;
    struct ht_where w = { .file = path };
    enum ht_rc rc = ht_folder_list(&f, path, x->o.diag);
    for (size_t i = 0; i < f.npages && f.ntables; i++)
        ht_scan_index_add(x->scans, f.page[i]);
    for (size_t i = 0; i < f.nothers && rc == HT_OK; i++)
        ht_find_at(x->o.diag, &w, HT_D_171, NULL, 0, f.other[i], NULL);
    if (rc == HT_OK && !f.ntables && !f.npages) {
        ht_find_fail(x->o.diag, &w, HT_D_172, NULL);
        rc = HT_FAIL;
    }
    if (x->o.explain)
        ht_diag_say(x->o.diag, _("%s: a folder with %zu tables and %zu scans"), path, f.ntables, f.npages);
    for (size_t i = 0; i < f.ntables && rc == HT_OK; i++)
        rc = read_file(x, f.table[i]);
    for (size_t i = 0; i < f.npages && !f.ntables && rc == HT_OK; i++) {
        ht_ocr_ahead_set(x->ahead, (const char *const *)f.page + i + 1, f.npages - i - 1);
        rc = read_file(x, f.page[i]);
    }
    ht_ocr_ahead_set(x->ahead, NULL, 0);
    ht_folder_fini(&f);
    return rc;
}

static enum ht_rc
run(struct ht_source *s, struct ht_stage *first)
{
    struct importer *x = (struct importer *)s;
    enum ht_rc rc = HT_OK;
    size_t n = 0;
    x->first = first;
    x->rejects = ht_rejects_open(x->o.rejects, x->o.diag);
    if (!x->rejects)
        return HT_FAIL;
    if (x->o.review && !(x->review = ht_reading_review_open(x->o.review, x->o.lists, x->o.diag)))
        rc = HT_FAIL;
    if (rc == HT_OK && !x->o.files[0])
        rc = read_file(x, NULL);
    for (const char *const *f = x->o.files; *f; f++)
        n++;
    for (const char *const *f = x->o.files; *f && rc == HT_OK; f++) {
        ht_ocr_ahead_set(x->ahead, f + 1, --n);
        rc = ht_is_dir(*f) ? read_folder(x, *f) : read_file(x, *f);
    }
    if (ht_reading_review_close(x->review, rc == HT_OK))
        rc = HT_FAIL;
    x->review = NULL;
    if (ht_rejects_close(x->rejects))
        rc = HT_FAIL;
    x->rejects = NULL;
    return rc;
}

static void
free_importer(struct ht_source *s)
{
    struct importer *x = (struct importer *)s;
    ht_header_book_free(x->book);
    ht_header_fini(&x->header);
    ht_ids_free(x->ids);
    ht_scan_index_free(x->scans);
    ht_decided_free(x->decided);
    ht_ocr_ahead_free(x->ahead);
    ht_record_fini(&x->rec);
    ht_buf_fini(&x->titles);
    ht_buf_fini(&x->table);
    ht_buf_fini(&x->src);
    free(x);
}

static const struct ht_source_class importer_class = { .name = "import", .run = run, .free = free_importer };

struct ht_source *
ht_import_new(const struct ht_import_opts *opts)
{
    struct ht_decided_readings *decided = opts->decisions ? ht_decided_read(opts->decisions, opts->diag) : NULL;
    if (opts->decisions && !decided)
        return NULL;
    struct ht_header_book *book = ht_header_book_new(opts->lists, opts->diag);
    if (!book) {
        ht_decided_free(decided);
        return NULL;
    }
    struct importer *x = ht_calloc(1, sizeof *x);
    x->source.cls = &importer_class;
    x->rows = (struct ht_rows){ on_row, on_reject };
    x->o = *opts;
    x->book = book;
    x->decided = decided;
    x->ahead = ht_ocr_ahead_new();
    x->ids = ht_ids_new();
    x->scans = ht_scan_index_new();
    ht_record_init(&x->rec);
    ht_buf_init(&x->titles);
    ht_buf_init(&x->table);
    ht_buf_init(&x->src);
    return &x->source;
}
