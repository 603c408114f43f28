/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows built cell by cell. */
#include "config.h"
#include "formats/rowbuf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "model/finding.h"

#define NOWHERE ((size_t)-1)

/* Offsets, since the buffer moves while the row grows. */
struct ht_rowbuf_at {
    size_t s, raw, shown, name;
};

void
ht_rowbuf_init(struct ht_rowbuf *b)
{
    *b = (struct ht_rowbuf){0};
    ht_buf_init(&b->text);
}

void
ht_rowbuf_fini(struct ht_rowbuf *b)
{
    free(b->cell);
    free(b->at);
    ht_buf_fini(&b->text);
    ht_arena_fini(&b->arena);
    ht_rowbuf_init(b);
}

void
ht_rowbuf_clear(struct ht_rowbuf *b)
{
    b->n = 0;
    b->bad = 0;
    b->any = false;
    ht_buf_clear(&b->text);
    ht_arena_reset(&b->arena);
}

static void
reach(struct ht_rowbuf *b, size_t n)
{
    if (n > b->cap) {
        size_t cap = b->cap;
        b->cell = ht_grow(b->cell, &cap, n, sizeof *b->cell);
        b->at = ht_realloc(b->at, cap, sizeof *b->at);
        b->cap = cap;
    }
    for (; b->n < n; b->n++) {
        b->cell[b->n] = (struct ht_cell){ .s = "", .door = HT_DOOR_TEXT };
        b->at[b->n] = (struct ht_rowbuf_at){ NOWHERE, NOWHERE, NOWHERE, NOWHERE };
    }
}

/* Appends a text and a NUL; false if the row is then too long. */
static bool
put(struct ht_rowbuf *b, const char *s, size_t len, size_t *at)
{
    if (len > HT_MAX_VALUE || b->text.len > HT_MAX_RECORD) {
        b->bad = HT_D_103;
        return false;
    }
    *at = b->text.len;
    ht_buf_add(&b->text, s, len);
    ht_buf_addc(&b->text, '\0');
    return true;
}

struct ht_cell *
ht_rowbuf_set(struct ht_rowbuf *b, size_t col, const char *s, size_t len)
{
    if (col >= HT_MAX_COLUMNS) {
        if (len)
            b->bad = HT_D_140;
        return NULL;
    }
    reach(b, col + 1);
    b->cell[col] = (struct ht_cell){ .s = "", .door = HT_DOOR_TEXT };
    b->at[col] = (struct ht_rowbuf_at){ NOWHERE, NOWHERE, NOWHERE, b->at[col].name };
    if (!put(b, s, len, &b->at[col].s))
        return NULL;
    b->cell[col].len = len;
    if (len)
        b->any = true;
    return &b->cell[col];
}

void
ht_rowbuf_raw(struct ht_rowbuf *b, size_t col, const char *s, size_t len)
{
    if (col < b->n && put(b, s, len, &b->at[col].raw))
        b->cell[col].raw_len = len;
}

void
ht_rowbuf_shown(struct ht_rowbuf *b, size_t col, const char *s, size_t len)
{
    if (col < b->n)
        put(b, s, len, &b->at[col].shown);
}

void
ht_rowbuf_name(struct ht_rowbuf *b, size_t col, const char *s, size_t len)
{
    if (col < b->n)
        put(b, s, len, &b->at[col].name);
}

const char *
ht_rowbuf_get(const struct ht_rowbuf *b, size_t col)
{
    return col < b->n && b->at[col].s != NOWHERE ? b->text.s + b->at[col].s : "";
}

const char *
ht_rowbuf_get_raw(const struct ht_rowbuf *b, size_t col, size_t *len)
{
    if (col >= b->n || b->at[col].raw == NOWHERE)
        return NULL;
    *len = b->cell[col].raw_len;
    return b->text.s + b->at[col].raw;
}

const char *
ht_rowbuf_get_shown(const struct ht_rowbuf *b, size_t col)
{
    return col < b->n && b->at[col].shown != NOWHERE ? b->text.s + b->at[col].shown : NULL;
}

static enum ht_rc
set_aside(struct ht_rowbuf *b, struct ht_rows *to, struct ht_row *row)
{
    char limit[24];
    snprintf(limit, sizeof limit, "%u", b->bad == HT_D_140 ? HT_MAX_COLUMNS : HT_MAX_VALUE);
    const char *const args[] = { limit, NULL };
    return to->reject(to, row, b->bad, args);
}

enum ht_rc
ht_rowbuf_push(struct ht_rowbuf *b, struct ht_rows *to, const struct ht_row *row)
{
    struct ht_row r = *row;
    enum ht_rc rc = HT_OK;
    if (b->any && b->width < b->n)
        b->width = b->n;
    if (!(row->flags & HT_ROW_NAMED))
        reach(b, b->width);
    for (size_t i = 0; i < b->n; i++) {
        struct ht_cell *c = &b->cell[i];
        if (b->at[i].s != NOWHERE)
            c->s = b->text.s + b->at[i].s;
        if (b->at[i].raw != NOWHERE)
            c->raw = b->text.s + b->at[i].raw;
        if (b->at[i].shown != NOWHERE)
            c->shown = b->text.s + b->at[i].shown;
        if (b->at[i].name != NOWHERE)
            c->name = b->text.s + b->at[i].name;
    }
    struct ht_cell *copy = NULL;        /* the receiver may change the cells */
    r.cell = b->cell;
    if (b->keep) {
        copy = ht_calloc(b->n ? b->n : 1, sizeof *copy);
        memcpy(copy, b->cell, b->n * sizeof *copy);
        r.cell = copy;
    }
    r.n = b->n;
    r.arena = &b->arena;
    if (b->bad)
        rc = set_aside(b, to, &r);
    else if (b->any)
        rc = to->row(to, &r);
    free(copy);
    if (!b->keep)
        ht_rowbuf_clear(b);
    return rc;
}
