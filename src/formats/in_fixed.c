/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text in columns of fixed width, as old programs printed it: one line is one entry, and a layout map says where the
 * columns are.  Columns count bytes, or characters, as the map says; characters are those of UTF-8 where a line is
 * well-formed UTF-8, and bytes elsewhere, since the legacy sets that were printed have one byte per place.
 */
#include "config.h"
#include "formats/format.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/map.h"
#include "formats/utf16.h"
#include "model/finding.h"

struct reader {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_text_in in;
    struct ht_arena arena;
    struct ht_cell *cell;
    struct ht_buf line;
    size_t end;                         /* first byte or character behind the last column */
    bool end_in_chars, too_long;
    unsigned long lineno;
};

/* The byte at which place AT (from 0) of the line begins, at most its length. */
static size_t
place(const char *s, size_t len, size_t at, bool chars)
{
    size_t i = 0;
    if (!chars)
        return at < len ? at : len;
    for (; at && i < len; at--)
        i += ht_utf8_len(s + i, len - i);
    return i;
}

static size_t
trimmed(const char **s, size_t len)
{
    while (len && **s == ' ')
        ++*s, len--;
    while (len && (*s)[len - 1] == ' ')
        len--;
    return len;
}

static enum ht_rc
reject(struct reader *r, struct ht_row *row, int code, const char *arg)
{
    const char *const args[] = { arg, NULL };
    return r->to->reject(r->to, row, code, args);
}

static enum ht_rc
take_line(struct reader *r, const char *s, size_t len)
{
    const struct ht_map_file *m = r->job->map;
    struct ht_row row = { .cell = r->cell, .n = m->nlayout, .file = r->job->name, .line = r->lineno,
                          .bytes = s, .nbytes = len, .arena = &r->arena };
    bool utf8 = ht_utf8_valid(s, len) == len;
    /* The bytes of what was UTF-16 are ours, not those that a layout counts. */
    bool ours = r->in.wide == HT_UTF16LE || r->in.wide == HT_UTF16BE;
    ht_arena_reset(&r->arena);
    if (r->too_long)
        return reject(r, &row, HT_D_103, "262144");
    for (size_t i = 0; i < m->nlayout; i++) {
        const struct ht_map_layout *f = &m->layout[i];
        bool chars = (f->chars && utf8) || ours;
        size_t from = place(s, len, f->start, chars);
        size_t to = from + place(s + from, len - from, f->width, chars);
        r->cell[i] = (struct ht_cell){ .s = s + from, .door = ours ? HT_DOOR_TEXT : HT_DOOR_BYTES };
        r->cell[i].len = trimmed(&r->cell[i].s, to - from);
    }
    size_t end = place(s, len, r->end, (r->end_in_chars && utf8) || ours);
    const char *rest = s + end;
    if (trimmed(&rest, len - end))
        return reject(r, &row, HT_D_169, NULL);
    return r->to->row(r->to, &row);
}

/* A line without its end; a page feed before it belongs to the printer. */
static enum ht_rc
end_line(struct reader *r)
{
    const char *s = r->line.s;
    size_t len = r->line.len;
    r->lineno++;
    while (len && (s[len - 1] == '\r' || s[len - 1] == 0x1a))
        len--;
    while (len && *s == '\f')
        s++, len--;
    enum ht_rc rc = len ? take_line(r, s, len) : HT_OK;
    ht_buf_clear(&r->line);
    r->too_long = false;
    return rc;
}

static enum ht_rc
take_block(struct reader *r, const char *s, size_t len)
{
    while (len) {
        const char *nl = memchr(s, '\n', len);
        size_t n = nl ? (size_t)(nl - s) : len;
        if (n > HT_MAX_VALUE - r->line.len)
            r->too_long = true;
        else
            ht_buf_add(&r->line, s, n);
        enum ht_rc rc = nl ? end_line(r) : HT_OK;
        if (rc)
            return rc;
        n += nl != NULL;
        s += n;
        len -= n;
    }
    return HT_OK;
}

static enum ht_rc
push_header(struct reader *r)
{
    const struct ht_map_file *m = r->job->map;
    struct ht_row row = { .cell = r->cell, .n = m->nlayout, .file = r->job->name, .flags = HT_ROW_HEADER,
                          .arena = &r->arena };
    for (size_t i = 0; i < m->nlayout; i++) {
        const struct ht_map_layout *f = &m->layout[i];
        r->cell[i] = (struct ht_cell){ .s = f->field, .len = strlen(f->field), .door = HT_DOOR_TEXT };
        if (f->start + f->width > r->end) {
            r->end = f->start + f->width;
            r->end_in_chars = f->chars;
        }
    }
    return r->to->row(r->to, &row);
}

static enum ht_rc
read_fixed(const struct ht_format_job *job, struct ht_rows *to)
{
    struct reader r = { .job = job, .to = to };
    const char *s;
    size_t len;
    if (!job->map || !job->map->nlayout) {
        ht_diag_usage(job->diag, _("%s: fixed-width text needs a layout: --map=FILE with the header line "
                                   "field, start, width, unit"), job->name);
        return HT_FAIL;
    }
    r.cell = ht_calloc(job->map->nlayout, sizeof *r.cell);
    ht_buf_init(&r.line);
    ht_text_in_init(&r.in, job->in, job->charset);
    enum ht_rc rc = push_header(&r);
    while (!rc && (rc = ht_text_block(&r.in, &s, &len)) == HT_OK)
        rc = take_block(&r, s, len);
    if (rc == HT_EOF)
        rc = r.line.len ? end_line(&r) : HT_OK;
    ht_text_in_fini(&r.in);
    ht_arena_fini(&r.arena);
    ht_buf_fini(&r.line);
    free(r.cell);
    return rc;
}

/* Nothing in the text says so: the map does. */
static int
bid_fixed(const unsigned char *s, size_t n)
{
    (void)s, (void)n;
    return 0;
}

const struct ht_format ht_format_fixed = {
    .name = "fixed",
    .title = N_("text in columns of fixed width"),
    .bid = bid_fixed,
    .read = read_fixed,
};
