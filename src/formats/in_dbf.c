/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * dBase III and IV, FoxPro, Visual FoxPro tables (.dbf) with their memo files.
 *
 * The file is a head, 32 bytes per column, then records of one fixed length.  Texts are handed on as the bytes
 * they are: the code-page mark (byte 29) has no value for any Vietnamese set, so it is not looked at.  The
 * number of records in the head is what the file claims; records are read as far as there are any, and the claim
 * is compared with the truth.
 */
#include "config.h"
#include "formats/format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "formats/dbf_memo.h"
#include "formats/number.h"
#include "model/date.h"
#include "model/finding.h"

enum { HEAD = 32, COLUMN = 32, END_OF_COLUMNS = 0x0d, END_OF_FILE = 0x1a, MAX_DBF_COLUMNS = 2046 };

struct version {
    unsigned char byte;
    signed char memo;                   /* enum ht_memo_kind, -1: no memo file */
    bool visual;                        /* Visual FoxPro: binary columns, block numbers of 4 bytes */
};

static const struct version versions[] = {
    { 0x03, -1, false }, { 0x83, HT_MEMO_DBASE3, false }, { 0x43, -1, false }, { 0x63, -1, false },
    { 0x8b, HT_MEMO_DBASE4, false }, { 0x8e, HT_MEMO_DBASE4, false }, { 0xcb, HT_MEMO_DBASE4, false },
    { 0x7b, HT_MEMO_DBASE4, false }, { 0xf5, HT_MEMO_FOXPRO, false }, { 0xe5, HT_MEMO_FOXPRO, false },
    { 0x30, HT_MEMO_FOXPRO, true }, { 0x31, HT_MEMO_FOXPRO, true }, { 0x32, HT_MEMO_FOXPRO, true },
};

struct column {
    char name[12];
    char type;
    unsigned at, len;                   /* within a record, whose first byte is the deletion mark */
    int null_bit, length_bit;           /* in _NullFlags, -1: none */
    char text[HT_NUMBER_MAX];           /* what was made from a binary value … */
    char raw[16];                       /* … and that value */
};

struct dbf {
    const struct ht_format_job *job;
    struct ht_rows *to;
    const struct version *version;
    struct column *column;
    struct ht_cell *cell;               /* one per column; _NullFlags has none */
    struct ht_arena arena;
    size_t n;
    unsigned head, length;              /* bytes of the head, of one record */
    const struct column *flags;         /* _NullFlags or NULL */
    struct column flags_column;
    uint64_t claimed, number, deleted;
    struct ht_memo memo;
    bool has_memo;                      /* a column of this table needs it */
};

static const struct version *
version_of(unsigned char byte)
{
    for (size_t i = 0; i < HT_COUNT(versions); i++)
        if (versions[i].byte == byte)
            return &versions[i];
    return NULL;
}

static enum ht_rc
damaged(struct dbf *t, const char *why)
{
    struct ht_where w = { .file = t->job->name };
    ht_find_fail(t->job->diag, &w, HT_D_141, why, NULL);
    return HT_FAIL;
}

/* ---- the head ---- */

static void
take_column(struct column *c, const unsigned char *p, unsigned at)
{
    memcpy(c->name, p, 11);
    c->name[11] = '\0';
    c->type = (char)p[11];
    c->len = p[16];
    if (c->type == 'C' && p[17])        /* Clipper and FoxPro: long character columns */
        c->len |= (unsigned)p[17] << 8;
    c->at = at;
    c->null_bit = c->length_bit = -1;
}

/* Bits of _NullFlags are given out in the order of the columns: first that the length is in the last byte (V and
 * Q only), then that the value is NULL. */
static void
take_flags(const struct dbf *t, struct column *c, const unsigned char *p, int *bit)
{
    if (!t->version->visual)
        return;
    if (c->type == 'V' || c->type == 'Q')
        c->length_bit = (*bit)++;
    if (p[18] & 2)
        c->null_bit = (*bit)++;
}

static enum ht_rc
take_columns(struct dbf *t, const unsigned char *p)
{
    unsigned at = 1;
    int bit = 0;
    size_t max = (t->head - HEAD) / COLUMN;
    if (max > MAX_DBF_COLUMNS)
        max = MAX_DBF_COLUMNS;
    t->column = ht_calloc(max ? max : 1, sizeof *t->column);
    for (size_t i = 0; i < max && p[HEAD + i * COLUMN] != END_OF_COLUMNS; i++) {
        const unsigned char *d = p + HEAD + i * COLUMN;
        struct column *c = &t->column[t->n];
        take_column(c, d, at);
        if (!c->len || c->len > t->length - at)
            return damaged(t, _("the columns do not fit into the record"));
        at += c->len;
        if (c->type == '0') {
            t->flags_column = *c;
            t->flags = &t->flags_column;
            continue;
        }
        take_flags(t, c, d, &bit);
        t->has_memo = t->has_memo || strchr("MGP", c->type) || (c->type == 'B' && !t->version->visual);
        t->n++;
    }
    return t->n ? HT_OK : damaged(t, _("it has no columns"));
}

static enum ht_rc
read_head(struct dbf *t)
{
    size_t n;
    const unsigned char *p = ht_in_peek(t->job->in, HEAD, &n);
    if (!p)
        return HT_FAIL;
    if (n < HEAD)
        return damaged(t, _("it ends inside its head"));
    t->version = version_of(p[0]);
    if (!t->version) {
        char byte[8];
        struct ht_where w = { .file = t->job->name };
        snprintf(byte, sizeof byte, "%02X", p[0]);
        ht_find_fail(t->job->diag, &w, HT_D_142, byte, NULL);
        return HT_FAIL;
    }
    t->claimed = ht_le32(p + 4);
    t->head = ht_le16(p + 8);
    t->length = ht_le16(p + 10);
    if (t->head < HEAD + COLUMN + 1 || t->length < 2)
        return damaged(t, _("its head makes no sense"));
    p = ht_in_peek(t->job->in, t->head, &n);
    if (!p)
        return HT_FAIL;
    if (n < t->head)
        return damaged(t, _("it ends inside its head"));
    enum ht_rc rc = take_columns(t, p);
    if (!rc)
        ht_in_consume(t->job->in, t->head);
    return rc;
}

static enum ht_rc
open_memo(struct dbf *t)
{
    struct ht_where w = { .file = t->job->name };
    enum ht_memo_kind kind = t->version->visual ? HT_MEMO_FOXPRO : HT_MEMO_DBASE3;
    if (t->version->memo >= 0)
        kind = (enum ht_memo_kind)t->version->memo;
    if (!t->has_memo)
        return HT_OK;
    if (t->job->memo ? ht_memo_open_at(&t->memo, t->job->memo, kind, t->job->diag)
                     : t->job->path && ht_memo_open(&t->memo, t->job->path, kind, t->job->diag))
        return HT_OK;
    ht_find_at(t->job->diag, &w, HT_D_143, NULL, 0, NULL);
    return HT_OK;
}

/* ---- cells ---- */

static void
set_text(struct ht_cell *c, const unsigned char *p, size_t len)
{
    while (len && (p[len - 1] == ' ' || p[len - 1] == '\0'))
        len--;
    c->s = (const char *)p;
    c->len = len;
}

static void
set_trimmed(struct ht_cell *c, const unsigned char *p, size_t len)
{
    while (len && (*p == ' ' || *p == '\0'))
        p++, len--;
    set_text(c, p, len);
}

static void
set_made(struct ht_cell *c, const struct column *col, size_t len)
{
    c->s = col->text;
    c->len = len;
}

/* YYYYMMDD.  What is no day of the calendar stays as it is. */
static void
set_date(struct ht_cell *c, struct column *col, const unsigned char *p)
{
    unsigned v[8];
    set_trimmed(c, p, col->len);
    if (c->len != 8)
        return;
    for (size_t i = 0; i < 8; i++) {
        v[i] = (unsigned)c->s[i] - '0';
        if (v[i] > 9)
            return;
    }
    int year = (int)(v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3]);
    int month = (int)(v[4] * 10 + v[5]), day = (int)(v[6] * 10 + v[7]);
    if (!year && !month && !day) {
        c->len = 0;
        return;
    }
    if (!ht_date_exists(year, month, day))
        return;
    c->raw = c->s;
    c->raw_len = 8;
    c->by = "date";
    set_made(c, col, (size_t)snprintf(col->text, sizeof col->text, "%04d-%02d-%02d", year, month, day));
}

/* A Julian day and milliseconds. */
static void
set_moment(struct ht_cell *c, struct column *col, const unsigned char *p)
{
    enum { JULIAN_OF_1899_12_30 = 2415019 };
    double days = (double)ht_le32(p) - JULIAN_OF_1899_12_30;
    double serial = days + (double)ht_le32(p + 4) / 86400e3;
    c->len = 0;
    if (!ht_le32(p))
        return;
    int n = snprintf(col->raw, sizeof col->raw, "%u", (unsigned)ht_le32(p));
    size_t made = ht_serial_text(serial, HT_SHOWS_YEAR | HT_SHOWS_MONTH | HT_SHOWS_DAY | HT_SHOWS_TIME, false,
                                 col->text);
    c->s = col->raw;
    c->len = (size_t)n;
    if (made) {
        c->raw = col->raw;
        c->raw_len = (size_t)n;
        c->by = "serial";
        set_made(c, col, made);
    }
}

static void
set_binary_number(struct ht_cell *c, struct column *col, const unsigned char *p)
{
    double x = 0;
    if (col->type == 'I' && col->len == 4)
        x = (double)(int32_t)ht_le32(p);
    else if (col->type == 'Y' && col->len == 8)
        x = (double)(int64_t)ht_le64(p) / 10000;
    else if (col->len == 8)
        x = ht_le_double(p);
    set_made(c, col, ht_general(x, col->text));
}

static void
set_memo(struct dbf *t, struct ht_cell *c, const struct column *col, const unsigned char *p)
{
    uint64_t block = 0;
    c->len = 0;
    if (col->len == 4) {
        block = ht_le32(p);
    } else {
        for (size_t i = 0; i < col->len && block < UINT32_MAX; i++)
            if (p[i] >= '0' && p[i] <= '9')
                block = block * 10 + (p[i] - '0');
    }
    if (!block || !t->memo.s)
        return;
    if (ht_memo_get(&t->memo, block, &c->s, &c->len)) {
        while (c->len && strchr(" \r\n\t", c->s[c->len - 1]))       /* strchr finds NUL, too */
            c->len--;
        return;
    }
    struct ht_where w = { .file = t->job->name, .line = (unsigned long)t->number };
    c->len = 0;
    ht_find_at(t->job->diag, &w, HT_D_144, NULL, 0, col->name, t->memo.path, NULL);
}

static bool
flag(const struct dbf *t, const unsigned char *record, int bit)
{
    if (bit < 0 || !t->flags || (unsigned)bit / 8 >= t->flags->len)
        return false;
    return record[t->flags->at + (unsigned)bit / 8] >> (bit % 8) & 1;
}

static void
set_cell(struct dbf *t, struct ht_cell *c, struct column *col, const unsigned char *record)
{
    const unsigned char *p = record + col->at;
    *c = (struct ht_cell){ .door = HT_DOOR_BYTES };
    switch (col->type) {
    case 'N': case 'F':
        set_trimmed(c, p, col->len);
        break;
    case 'D':
        set_date(c, col, p);
        break;
    case 'L':
        set_trimmed(c, p, col->len);
        if (c->len == 1 && *c->s == '?')
            c->len = 0;                 /* not yet filled in */
        break;
    case 'M': case 'G': case 'P':
        set_memo(t, c, col, p);
        break;
    case 'B':
        if (t->version->visual)
            set_binary_number(c, col, p);
        else
            set_memo(t, c, col, p);
        break;
    case 'I': case 'Y': case 'O':
        set_binary_number(c, col, p);
        break;
    case 'T': case '@':
        if (col->len == 8)
            set_moment(c, col, p);
        break;
    default:
        set_text(c, p, flag(t, record, col->length_bit) && p[col->len - 1] < col->len ? p[col->len - 1]
                                                                                      : col->len);
    }
    if (flag(t, record, col->null_bit))
        c->len = 0;
}

/* ---- records ---- */

static enum ht_rc
push_header(struct dbf *t)
{
    struct ht_row row = { .cell = t->cell, .n = t->n, .file = t->job->name, .flags = HT_ROW_HEADER,
                          .arena = &t->arena };
    for (size_t i = 0; i < t->n; i++) {
        t->cell[i] = (struct ht_cell){ .door = HT_DOOR_BYTES };
        set_text(&t->cell[i], (const unsigned char *)t->column[i].name, strlen(t->column[i].name));
    }
    return t->to->row(t->to, &row);
}

static enum ht_rc
push_record(struct dbf *t, const unsigned char *p)
{
    struct ht_row row = { .cell = t->cell, .n = t->n, .file = t->job->name,
                          .line = (unsigned long)t->number, .bytes = (const char *)p, .nbytes = t->length,
                          .arena = &t->arena };
    ht_arena_reset(&t->arena);
    if (*p != ' ' && *p != '*') {
        const char *const none[] = { NULL };
        return t->to->reject(t->to, &row, HT_D_145, none);
    }
    if (*p == '*')
        row.flags = HT_ROW_DELETED;
    for (size_t i = 0; i < t->n; i++)
        set_cell(t, &t->cell[i], &t->column[i], p);
    return t->to->row(t->to, &row);
}

/* Behind the last record stands 1A, or nothing. */
static bool
at_end(const struct dbf *t, unsigned char c)
{
    return c == END_OF_FILE || (t->number >= t->claimed && c != ' ' && c != '*');
}

static enum ht_rc
read_records(struct dbf *t)
{
    for (;;) {
        size_t n;
        const unsigned char *p = ht_in_peek(t->job->in, t->length, &n);
        if (!p)
            return HT_FAIL;
        size_t used = 0;
        if (!n || at_end(t, *p))
            return HT_OK;
        if (n < t->length && t->number >= t->claimed)
            return HT_OK;               /* less than a record behind the last one: no record */
        if (n < t->length)
            return HT_EOF;
        for (; n - used >= t->length && !at_end(t, p[used]); used += t->length) {
            t->number++;
            enum ht_rc rc = push_record(t, p + used);
            if (rc)
                return rc;
        }
        ht_in_consume(t->job->in, used);
    }
}

static enum ht_rc
check_count(struct dbf *t, enum ht_rc rc)
{
    struct ht_where w = { .file = t->job->name };
    char got[24], want[24];
    snprintf(got, sizeof got, "%llu", (unsigned long long)t->number);
    snprintf(want, sizeof want, "%llu", (unsigned long long)t->claimed);
    if (rc == HT_EOF || t->number < t->claimed) {
        ht_find_fail(t->job->diag, &w, HT_D_146, got, want, NULL);
        return HT_FAIL;
    }
    if (t->number > t->claimed)
        ht_find_at(t->job->diag, &w, HT_D_147, NULL, 0, got, want, NULL);
    return HT_OK;
}

static enum ht_rc
read_dbf(const struct ht_format_job *job, struct ht_rows *to)
{
    struct dbf t = { .job = job, .to = to };
    enum ht_rc rc = read_head(&t);
    if (!rc) {
        t.cell = ht_calloc(t.n, sizeof *t.cell);
        rc = open_memo(&t);
    }
    if (!rc)
        rc = push_header(&t);
    if (!rc) {
        rc = read_records(&t);
        if (rc == HT_OK || rc == HT_EOF)
            rc = check_count(&t, rc);
    }
    ht_memo_close(&t.memo);
    ht_arena_fini(&t.arena);
    free(t.cell);
    free(t.column);
    return rc;
}

/* A known first byte alone is weak; head and first column must make sense as well. */
static int
bid_dbf(const unsigned char *s, size_t n)
{
    if (n < HEAD + 1 || !version_of(s[0]) || s[2] > 12 || s[3] > 31)
        return 0;
    unsigned head = ht_le16(s + 8), length = ht_le16(s + 10);
    if (head < HEAD + COLUMN + 1 || length < 2)
        return 0;
    if (n < HEAD + COLUMN)
        return 20;
    if (!strchr("CNFDLMGBIYTVQPWO@+0", s[HEAD + 11]) || !s[HEAD + 11] || s[HEAD] <= ' ')
        return 0;
    return 60;
}

const struct ht_format ht_format_dbf = {
    .name = "dbf",
    .title = N_("dBase or FoxPro table"),
    .bid = bid_dbf,
    .read = read_dbf,
};
