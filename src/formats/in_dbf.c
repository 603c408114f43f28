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
#include "formats/dbf_int.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "formats/moment.h"
#include "model/date.h"
#include "model/finding.h"

enum { END_OF_FILE = 0x1a };

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
set_made(struct ht_cell *c, const struct ht_dbf_column *col, size_t len)
{
    c->s = col->text;
    c->len = len;
}

/* YYYYMMDD.  What is no day of the calendar stays as it is. */
static void
set_date(struct ht_cell *c, struct ht_dbf_column *col, const unsigned char *p)
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
set_moment(struct ht_cell *c, struct ht_dbf_column *col, const unsigned char *p)
{
    enum { JULIAN_OF_1899_12_30 = 2415019 };
    double days = (double)ht_le32(p) - JULIAN_OF_1899_12_30;
    double serial = days + (double)ht_le32(p + 4) / 86400e3;
    c->len = 0;
    if (!ht_le32(p))
        return;
    int n = snprintf(col->raw, sizeof col->raw, "%u", (unsigned)ht_le32(p));
    struct ht_moment_text moment;
    bool made = ht_serial_text(serial, HT_SHOWS_DATE | HT_SHOWS_TIME, false, &moment);
    c->s = col->raw;
    c->len = (size_t)n;
    if (made) {
        c->raw = col->raw;
        c->raw_len = (size_t)n;
        c->by = "serial";
        memcpy(col->text, moment.iso, moment.len);
        set_made(c, col, moment.len);
    }
}

static void
set_binary_number(struct ht_cell *c, struct ht_dbf_column *col, const unsigned char *p)
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
set_memo(struct ht_dbf *t, struct ht_cell *c, const struct ht_dbf_column *col, const unsigned char *p)
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
flag(const struct ht_dbf *t, const unsigned char *record, int bit)
{
    if (bit < 0 || !t->flags || (unsigned)bit / 8 >= t->flags->len)
        return false;
    return record[t->flags->at + (unsigned)bit / 8] >> (bit % 8) & 1;
}

static void
set_cell(struct ht_dbf *t, struct ht_cell *c, struct ht_dbf_column *col, const unsigned char *record)
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
push_header(struct ht_dbf *t)
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
push_record(struct ht_dbf *t, const unsigned char *p)
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
at_end(const struct ht_dbf *t, unsigned char c)
{
    return c == END_OF_FILE || (t->number >= t->claimed && c != ' ' && c != '*');
}

static enum ht_rc
read_records(struct ht_dbf *t)
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
check_count(struct ht_dbf *t, enum ht_rc rc)
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
    struct ht_dbf t = { .job = job, .to = to };
    enum ht_rc rc = ht_dbf_head(&t);
    if (!rc) {
        t.cell = ht_calloc(t.n, sizeof *t.cell);
        rc = ht_dbf_open_memo(&t);
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

const struct ht_format ht_format_dbf = {
    .name = "dbf",
    .title = N_("dBase or FoxPro table"),
    .bid = ht_dbf_bid,
    .read = read_dbf,
};
