/* SPDX-License-Identifier: BSD-2-Clause */
/* A row and its header become a record: its id, its cells with what is known about each, what people decided. */
#include "config.h"
#include "formats/import_int.h"

#include <stdio.h>
#include <string.h>

#include "base/diag_line.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/sheet.h"
#include "model/finding.h"
#include "text/detect.h"

/* What a person decided about the cell of FIELD of the record that is being made. */
static struct ht_decided_reading
decision(const struct ht_importer *x, const struct ht_cell *c, int field)
{
    return ht_decided_ask(x->decided, ht_rattr(&x->rec, HT_R_src), x->header.reg->field[field].name, c->s, c->len);
}

/* The value of a shared field: its cell, or what was decided instead, or what was given for all; or NULL. */
static const char *
shared_value(const struct ht_importer *x, const struct ht_row *row, enum ht_shared what, size_t *len)
{
    int f = ht_shared_field(x->header.reg, what);
    if (f < 0)
        return NULL;
    int c = x->header.column_of[f];
    const struct ht_cell *cell = c < 0 || (size_t)c >= row->n ? NULL : &row->cell[c];
    if (cell && row->flags & HT_ROW_TEXT) {
        struct ht_decided_reading d = decision(x, cell, f);
        if (d.what == HT_READ_VALUE) {
            *len = d.len;
            return d.value;
        }
    }
    if (!cell || !cell->len)
        return ht_given_value(&x->o.given, x->header.reg, f, len);
    *len = cell->len;
    return cell->s;
}

/* The record's place in its source; decisions are looked up by it. */
static void
place_record(struct ht_importer *x, const struct ht_row *row)
{
    char line[HT_NUMBER_DIGITS];
    if (row->file != x->src_file) {
        ht_buf_clear(&x->src);
        ht_buf_add_visible(&x->src, row->file, strlen(row->file));      /* file names are bytes, XML is text */
        ht_buf_addc(&x->src, ':');
        x->src_file = row->file;
    }
    size_t prefix = x->src.len;
    ht_buf_add(&x->src, line, (size_t)(ht_put_number(line, row->line, 1) - line));
    ht_set_rattr(&x->rec, HT_R_src, x->src.s, x->src.len);
    ht_buf_cut(&x->src, prefix);
}

static void
name_record(struct ht_importer *x, const struct ht_row *row)
{
    char id[HT_ID_MAX];
    int c = x->header.id_column;
    if (c >= 0 && (size_t)c < row->n && row->cell[c].len) {
        ht_set_rattr(&x->rec, HT_R_id, row->cell[c].s, row->cell[c].len);
    } else {
        struct ht_id_parts p = {0};
        p.so = shared_value(x, row, HT_SO, &p.so_len);
        p.quyen_so = shared_value(x, row, HT_QUYEN_SO, &p.quyen_so_len);
        p.ngay_dang_ky = shared_value(x, row, HT_NGAY_DANG_KY, &p.ngay_len);
        ht_set_rattr(&x->rec, HT_R_id, id, ht_id_make(x->ids, x->header.reg, &p, id));
    }
    if (c >= 0 && (size_t)c < row->n && row->cell[c].len && ht_id_seen(x->ids, row->cell[c].s, row->cell[c].len))
        ht_find(x->o.diag, &x->rec, -1, HT_D_114, row->cell[c].s, NULL);
}

/* The picture that the row names, or that came with the files and has the record's name. */
static void
name_scan(struct ht_importer *x, const struct ht_row *row)
{
    const char *scan = row->scan;
    if (!scan) {
        scan = ht_scan_index_find(x->scans, ht_rattr(&x->rec, HT_R_id), strlen(ht_rattr(&x->rec, HT_R_id)));
        x->paired += scan != NULL;
        x->unpaired += scan == NULL;
    }
    if (!scan)
        return;
    size_t prefix = x->src.len;
    ht_buf_add_visible(&x->src, scan, strlen(scan));
    ht_set_rattr(&x->rec, HT_R_scan, x->src.s + prefix, x->src.len - prefix);
    ht_buf_cut(&x->src, prefix);
}

/* Numbers that may begin with zeros: a spreadsheet that holds them as numbers has lost these. */
static bool
zeros_matter(enum ht_kind kind)
{
    return kind == HT_KIND_PIN || kind == HT_KIND_PAPER;
}

static const enum ht_code damage_code[] = {
    [HT_DAMAGE_SOFT_HYPHEN] = HT_D_122, [HT_DAMAGE_NFKC] = HT_D_123, [HT_DAMAGE_CASE] = HT_D_124,
    [HT_DAMAGE_REPLACED] = HT_D_125, [HT_DAMAGE_BROKEN] = HT_D_133,
};

/* What is doubtful about a cell, as findings with up to two arguments. */
enum { MAX_DOUBTS = 5, CELL_NAME = 48 };
struct doubts {
    struct { enum ht_code code; const char *arg[2]; } v[MAX_DOUBTS];
    size_t n;
    char bad[24], name[CELL_NAME];      /* arguments that are made */
};

static void
add_doubt(struct doubts *d, enum ht_code code, const char *a, const char *b)
{
    d->v[d->n].code = code;
    d->v[d->n].arg[0] = a;
    d->v[d->n++].arg[1] = b;
}

/* "C17", what spreadsheets call it. */
static void
name_cell(const struct ht_row *row, size_t col, char name[CELL_NAME])
{
    ht_column_name(col, name);
    size_t n = strlen(name);
    snprintf(name + n, CELL_NAME - n, "%lu", row->line);
}

static void
find_doubts(const struct ht_row *row, size_t i, struct doubts *d)
{
    const struct ht_cell *c = &row->cell[i];
    const char *enc = c->enc ? c->enc : "UTF-8";
    d->n = 0;
    snprintf(d->bad, sizeof d->bad, "%u", c->bad);
    if (c->found) {
        name_cell(row, i, d->name);
        add_doubt(d, (enum ht_code)c->found, d->name, c->raw ? c->raw : "");
    }
    if (c->bad)
        add_doubt(d, HT_D_111, d->bad, enc);
    if (c->doubt)
        add_doubt(d, HT_D_121, enc, c->doubt);
    if (c->damage && !c->meant)
        add_doubt(d, damage_code[c->damage], NULL, NULL);
    else if (c->damage == HT_DAMAGE_BROKEN)
        add_doubt(d, HT_D_134, c->meant, NULL);
    else if (c->damage)
        add_doubt(d, HT_D_131, _(ht_damage_name((enum ht_damage)c->damage)), c->meant);
    if (c->controls)
        add_doubt(d, HT_D_112, NULL, NULL);
    if (c->signs)
        add_doubt(d, HT_D_138, enc, NULL);
}

/* What the source held and how it was read, as attributes of the value. */
static void
put_origin(struct ht_importer *x, const struct ht_cell *c, struct ht_slot *v)
{
    char conf[24];
    const struct { enum ht_attr_id id; const char *s; } texts[] = {
        { HT_A_by, c->by }, { HT_A_enc, c->enc }, { HT_A_state, c->state },
    };
    if (c->raw)
        ht_attr_put(&x->rec.arena, &v->attrs, HT_A_raw, c->raw, c->raw_len);
    for (size_t i = 0; i < HT_COUNT(texts); i++)
        if (texts[i].s)
            ht_attr_put(&x->rec.arena, &v->attrs, texts[i].id, texts[i].s, strlen(texts[i].s));
    if (c->conf > 0)
        ht_attr_put(&x->rec.arena, &v->attrs, HT_A_conf, conf,
                    (size_t)snprintf(conf, sizeof conf, "%d", c->conf % 101));
}

static void
note_cell(struct ht_importer *x, const struct ht_row *row, size_t i, int field)
{
    const struct ht_cell *c = &row->cell[i];
    struct doubts d;
    put_origin(x, c, &x->rec.v[field]);
    find_doubts(row, i, &d);
    for (size_t k = 0; k < d.n; k++)
        ht_find(x->o.diag, &x->rec, field, d.v[k].code, d.v[k].arg[0], d.v[k].arg[1], NULL);
    if (c->number && zeros_matter(x->header.reg->field[field].kind))
        ht_find(x->o.diag, &x->rec, field, HT_D_149, NULL);
}

/* Sets what a person decided instead of the reading; the reading stays as raw. */
static void
settle(struct ht_importer *x, const struct ht_cell *c, int field, const struct ht_decided_reading *d)
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
review_cell(struct ht_importer *x, const struct ht_cell *c, int field)
{
    struct ht_decided_reading d = decision(x, c, field);
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

/* What is doubtful in a cell of an unknown column. */
static void
doubt_extra(struct ht_importer *x, const struct ht_row *row, size_t i, const char *name)
{
    const struct ht_cell *c = &row->cell[i];
    struct ht_where w = { .src = ht_rattr(&x->rec, HT_R_src), .record = ht_rattr(&x->rec, HT_R_id),
                          .reg = x->header.reg->element, .field = name };
    struct doubts d;
    find_doubts(row, i, &d);
    for (size_t k = 0; k < d.n; k++)
        ht_find_at(x->o.diag, &w, d.v[k].code, c->s, c->len, d.v[k].arg[0], d.v[k].arg[1], NULL);
}

static void
extra_cell(struct ht_importer *x, const struct ht_row *row, size_t i)
{
    const struct ht_cell *c = &row->cell[i];
    const char *name = i < x->header.n ? x->header.name[i] : "";
    char number[24];
    if (x->header.col[i] == HT_COL_IGNORE || (int)i == x->header.id_column)
        return;
    if (!*name) {
        struct ht_where w = { .file = row->file, .line = row->line };
        snprintf(number, sizeof number, "#%zu", i + 1);
        if (!x->unnamed_seen)
            ht_find_at(x->o.diag, &w, HT_D_118, NULL, 0, number, NULL);
        x->unnamed_seen = true;
        name = number;
    }
    if (c->bad || c->doubt || c->damage || c->controls || c->signs || c->found)
        doubt_extra(x, row, i, name);
    put_origin(x, c, &ht_add_extra(&x->rec, name, strlen(name), c->s ? c->s : "", c->len)->v);
}

enum ht_rc
ht_import_record(struct ht_importer *x, struct ht_row *row)
{
    ht_record_reset(&x->rec, x->header.reg);
    ht_import_fit_moments(&x->header, row);
    place_record(x, row);
    name_record(x, row);
    name_scan(x, row);
    size_t n = row->n < x->header.n ? row->n : x->header.n;
    for (size_t i = 0; i < n; i++) {
        const struct ht_cell *c = &row->cell[i];
        int field = x->header.col[i];
        if (!c->len && !c->raw && !c->state && !c->found)
            continue;
        if (field < 0) {
            extra_cell(x, row, i);
            continue;
        }
        if (c->len)
            ht_set_borrowed(&x->rec, field, c->s, c->len);
        if (c->raw || c->by || c->enc || c->conf || c->bad || c->controls || c->signs || c->number || c->doubt
            || c->damage || c->state || c->found)
            note_cell(x, row, i, field);
        if (c->review || (row->flags & HT_ROW_TEXT && x->decided))
            review_cell(x, c, field);
    }
    ++*x->o.read;
    x->records++;
    ht_progress_at(x->o.progress, ht_in_raw_bytes(x->in), *x->o.read);
    return ht_put(x->first, &x->rec);
}
