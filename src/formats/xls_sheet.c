/* SPDX-License-Identifier: BSD-2-Clause */
/* The cells of one sheet of a workbook of Excel 5.0 to 2003, from its records.  Which cells span rows stands behind the
 * cells, so the records are looked through once before. */
#include "config.h"
#include "formats/xls_sheet.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "formats/number.h"
#include "model/finding.h"

enum { MAX_ROWS = 65536, MAX_CHART_DEPTH = 16 };

struct reader {
    struct ht_biff *b;
    struct ht_sheet sheet;
    unsigned char hidden[MAX_ROWS / 8];
    unsigned row;                       /* being built, MAX_ROWS: none */
    bool pending;                       /* a formula's text comes in the next record … */
    unsigned pending_col, pending_xf;   /* … for this cell */
};

static void
begin_cell(struct reader *r, unsigned row)
{
    if (r->row == row)
        return;
    r->row = row;
    ht_sheet_row(&r->sheet, row + 1ul, r->hidden[row / 8] >> (row % 8) & 1);
}

static const struct ht_xls_style *
style_of(const struct reader *r, unsigned xf)
{
    static const struct ht_xls_style plain;
    return xf < r->b->nstyle ? &r->b->style[xf] : &plain;
}

static void
set_number(struct reader *r, unsigned col, unsigned xf, double x)
{
    char stored[HT_NUMBER_MAX];
    size_t n = ht_general(x, stored);
    if (n)
        ht_sheet_number(&r->sheet, col, x, stored, n, style_of(r, xf)->parts);
}

static double
rk(const unsigned char *p)
{
    uint32_t v = ht_le32(p);
    double x;
    if (v & 2) {
        x = (double)((int32_t)v >> 2);
    } else {
        uint64_t bits = (uint64_t)(v & ~3u) << 32;
        memcpy(&x, &bits, sizeof x);
    }
    return v & 1 ? x / 100 : x;
}

static void
set_text(struct reader *r, unsigned col, unsigned xf)
{
    ht_sheet_text(&r->sheet, col, &r->b->text, style_of(r, xf)->prior);
}

/* A text that stands in the cell's own record; in BIFF5 it is bytes. */
static void
set_label(struct reader *r, unsigned col, unsigned xf, unsigned at)
{
    struct ht_biff *b = r->b;
    unsigned n = ht_le16(b->data + at);
    b->at = at + 2;
    if (b->biff8) {
        if (ht_biff_text(b, n))
            set_text(r, col, xf);
        return;
    }
    if (n > b->len - b->at)
        n = b->len - b->at;
    struct ht_cell *c = ht_rowbuf_set(&r->sheet.row, col, (const char *)b->data + b->at, n);
    if (c) {
        c->door = HT_DOOR_BYTES;
        c->prior = style_of(r, xf)->prior;
    }
}

static void
set_word(struct reader *r, unsigned col, const char *s)
{
    ht_rowbuf_set(&r->sheet.row, col, s, strlen(s));
}

static void
set_error(struct reader *r, unsigned col, unsigned code)
{
    static const struct { unsigned char code; const char *name; } errors[] = {
        { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" }, { 0x1d, "#NAME?" },
        { 0x24, "#NUM!" }, { 0x2a, "#N/A" },
    };
    const char *name = "#?";
    for (size_t i = 0; i < HT_COUNT(errors); i++)
        if (errors[i].code == code)
            name = errors[i].name;
    ht_sheet_error(&r->sheet, col, name, strlen(name));
}

static void
set_formula(struct reader *r, unsigned col, unsigned xf, const unsigned char *p)
{
    if (ht_le16(p + 6) != 0xffff) {
        set_number(r, col, xf, ht_le_double(p));
        return;
    }
    switch (p[0]) {
    case 0:
        r->pending = true;
        r->pending_col = col;
        r->pending_xf = xf;
        break;
    case 1:
        set_word(r, col, p[2] ? "TRUE" : "FALSE");
        break;
    case 2:
        set_error(r, col, p[2]);
        break;
    }
}

static void
set_shared(struct reader *r, unsigned col, unsigned xf, uint32_t i)
{
    enum ht_rc rc = ht_strings_get(r->b->strings, i, &r->b->text);
    if (rc == HT_OK)
        set_text(r, col, xf);
    else if (rc == HT_EOF)
        ht_sheet_find(&r->sheet, HT_D_163, col);
    else
        r->sheet.rc = rc;
}

/* Records of one cell begin with row, column and style; those with less than LEAST bytes are damaged. */
static void
take_cell(struct reader *r)
{
    struct ht_biff *b = r->b;
    static const struct { unsigned type, least; } cells[] = {
        { BIFF_LABELSST, 10 }, { BIFF_NUMBER, 14 }, { BIFF_RK, 10 }, { BIFF_LABEL, 8 }, { BIFF_RSTRING, 8 },
        { BIFF_BOOLERR, 8 }, { BIFF_FORMULA, 14 }, { BIFF_MULRK, 12 },
    };
    size_t k = 0;
    while (k < HT_COUNT(cells) && cells[k].type != b->type)
        k++;
    if (k == HT_COUNT(cells) || b->len < cells[k].least)
        return;
    unsigned col = ht_le16(b->data + 2), xf = ht_le16(b->data + 4);
    begin_cell(r, ht_le16(b->data));
    switch (b->type) {
    case BIFF_LABELSST:
        set_shared(r, col, xf, ht_le32(b->data + 6));
        break;
    case BIFF_NUMBER:
        set_number(r, col, xf, ht_le_double(b->data + 6));
        break;
    case BIFF_RK:
        set_number(r, col, xf, rk(b->data + 6));
        break;
    case BIFF_MULRK:
        for (unsigned at = 4; at + 8 <= b->len; at += 6, col++)
            set_number(r, col, ht_le16(b->data + at), rk(b->data + at + 2));
        break;
    case BIFF_LABEL:
    case BIFF_RSTRING:
        set_label(r, col, xf, 6);
        break;
    case BIFF_BOOLERR:
        if (b->data[7])
            set_error(r, col, b->data[6]);
        else
            set_word(r, col, b->data[6] ? "TRUE" : "FALSE");
        break;
    case BIFF_FORMULA:
        set_formula(r, col, xf, b->data + 6);
        break;
    }
}

static enum ht_rc
cut_off(const struct ht_format_job *job)
{
    struct ht_where w = { .file = job->name };
    ht_find_fail(job->diag, &w, HT_D_152, _("a record is cut off"), NULL);
    return HT_FAIL;
}

/* Runs over the sheet's own records with DO; charts inside it are passed over. */
static enum ht_rc
each_record(struct reader *r, unsigned long at, void (*take)(struct reader *))
{
    struct ht_biff *b = r->b;
    unsigned depth = 0;
    enum ht_rc rc;
    b->next = at;
    while ((rc = ht_biff_next(b)) == HT_OK && r->sheet.rc == HT_OK) {
        if (b->type == BIFF_BOF && ++depth > MAX_CHART_DEPTH)
            return HT_OK;
        if (b->type == BIFF_EOF && depth-- <= 1)
            return HT_OK;
        if (depth == 1)
            take(r);
    }
    if (rc == HT_EOF)
        return cut_off(b->job);
    return rc ? rc : r->sheet.rc;
}

static void
take_layout(struct reader *r)
{
    struct ht_biff *b = r->b;
    if (b->type == BIFF_ROW && b->len >= 16 && b->data[12] & 0x20) {
        unsigned row = ht_le16(b->data);
        r->hidden[row / 8] |= (unsigned char)(1u << (row % 8));
    }
    if (b->type != BIFF_MERGED || b->len < 2)
        return;
    for (unsigned at = 2; at + 8 <= b->len; at += 8)
        ht_sheet_merge(&r->sheet, ht_le16(b->data + at) + 1ul, ht_le16(b->data + at + 4),
                       ht_le16(b->data + at + 2) + 1ul, ht_le16(b->data + at + 6));
}

static void
take_record(struct reader *r)
{
    if (r->b->type == BIFF_STRING && r->pending && r->b->len >= 3)
        set_label(r, r->pending_col, r->pending_xf, 0);
    if (r->b->type == BIFF_STRING)
        r->pending = false;
    else
        take_cell(r);
}

enum ht_rc
ht_xls_read_sheet(void *arg, const struct ht_sheet_row *row, struct ht_rows *to, bool probing)
{
    struct ht_biff *b = arg;
    struct reader r = { .b = b, .row = MAX_ROWS };
    ht_sheet_begin(&r.sheet, b->job, to, row->name);
    r.sheet.from_1904 = b->from_1904;
    r.sheet.probing = probing;
    enum ht_rc rc = each_record(&r, row->at, take_layout);
    if (!rc)
        rc = each_record(&r, row->at, take_record);
    if (rc && !r.sheet.rc)
        r.sheet.rc = rc;
    return ht_sheet_end(&r.sheet);
}
