/* SPDX-License-Identifier: BSD-2-Clause */
/* The head of a dBase or FoxPro table. */
#include "config.h"
#include "formats/dbf_int.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "model/finding.h"

enum { HEAD = 32, COLUMN = 32, END_OF_COLUMNS = 0x0d, MAX_DBF_COLUMNS = 2046 };

static const struct ht_dbf_version versions[] = {
    { 0x03, -1, false }, { 0x83, HT_MEMO_DBASE3, false }, { 0x43, -1, false }, { 0x63, -1, false },
    { 0x8b, HT_MEMO_DBASE4, false }, { 0x8e, HT_MEMO_DBASE4, false }, { 0xcb, HT_MEMO_DBASE4, false },
    { 0x7b, HT_MEMO_DBASE4, false }, { 0xf5, HT_MEMO_FOXPRO, false }, { 0xe5, HT_MEMO_FOXPRO, false },
    { 0x30, HT_MEMO_FOXPRO, true }, { 0x31, HT_MEMO_FOXPRO, true }, { 0x32, HT_MEMO_FOXPRO, true },
};

static const struct ht_dbf_version *
version_of(unsigned char byte)
{
    for (size_t i = 0; i < HT_COUNT(versions); i++)
        if (versions[i].byte == byte)
            return &versions[i];
    return NULL;
}

enum ht_rc
ht_dbf_damaged(struct ht_dbf *t, const char *why)
{
    struct ht_where w = { .file = t->job->name };
    ht_find_fail(t->job->diag, &w, HT_D_141, why, NULL);
    return HT_FAIL;
}

static void
take_column(struct ht_dbf_column *c, const unsigned char *p, unsigned at)
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
take_flags(const struct ht_dbf *t, struct ht_dbf_column *c, const unsigned char *p, int *bit)
{
    if (!t->version->visual)
        return;
    if (c->type == 'V' || c->type == 'Q')
        c->length_bit = (*bit)++;
    if (p[18] & 2)
        c->null_bit = (*bit)++;
}

static enum ht_rc
take_columns(struct ht_dbf *t, const unsigned char *p)
{
    unsigned at = 1;
    int bit = 0;
    size_t max = (t->head - HEAD) / COLUMN;
    if (max > MAX_DBF_COLUMNS)
        max = MAX_DBF_COLUMNS;
    t->column = ht_calloc(max ? max : 1, sizeof *t->column);
    for (size_t i = 0; i < max && p[HEAD + i * COLUMN] != END_OF_COLUMNS; i++) {
        const unsigned char *d = p + HEAD + i * COLUMN;
        struct ht_dbf_column *c = &t->column[t->n];
        take_column(c, d, at);
        if (!c->len || c->len > t->length - at)
            return ht_dbf_damaged(t, _("the columns do not fit into the record"));
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
    return t->n ? HT_OK : ht_dbf_damaged(t, _("it has no columns"));
}

enum ht_rc
ht_dbf_head(struct ht_dbf *t)
{
    size_t n;
    const unsigned char *p = ht_in_peek(t->job->in, HEAD, &n);
    if (!p)
        return HT_FAIL;
    if (n < HEAD)
        return ht_dbf_damaged(t, _("it ends inside its head"));
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
        return ht_dbf_damaged(t, _("its head makes no sense"));
    p = ht_in_peek(t->job->in, t->head, &n);
    if (!p)
        return HT_FAIL;
    if (n < t->head)
        return ht_dbf_damaged(t, _("it ends inside its head"));
    enum ht_rc rc = take_columns(t, p);
    if (!rc)
        ht_in_consume(t->job->in, t->head);
    return rc;
}

enum ht_rc
ht_dbf_open_memo(struct ht_dbf *t)
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

/* What is left of a table that was cut off inside its head: a version that is no letter, and a date. */
static bool
is_stump(const unsigned char *s, size_t n)
{
    return n >= 4 && (s[0] < ' ' || s[0] >= 0x80) && version_of(s[0]) && s[2] >= 1 && s[2] <= 12 && s[3] >= 1 &&
           s[3] <= 31;
}

/* A known first byte alone is weak; head and first column must make sense as well. */
int
ht_dbf_bid(const unsigned char *s, size_t n)
{
    if (n <= HEAD)
        return is_stump(s, n) ? 10 : 0;
    if (!version_of(s[0]) || s[2] > 12 || s[3] > 31)
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
