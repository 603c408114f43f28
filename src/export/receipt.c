/* SPDX-License-Identifier: BSD-2-Clause */
/* Receipts: read into memory, compared with each entry; and the list of what was sent. */
#include "config.h"
#include "export/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"

/* ---- fingerprints ---- */

static uint64_t
add_attr(uint64_t print, const struct ht_slot *v, enum ht_attr_id id)
{
    const struct ht_attr *a = ht_attr(v, id);
    return a ? ht_hash_mix(print, ht_hash(a->s, a->len, 100u + id)) : print;
}

uint64_t
ht_record_print(const struct ht_record *r)
{
    uint64_t print = (uint64_t)r->reg->id + 1;
    const char *scan = ht_rattr(r, HT_R_scan);
    for (size_t i = 0; i < r->reg->nfields; i++) {
        const struct ht_slot *v = &r->v[i];
        if (v->s)
            print = ht_hash_mix(print, ht_hash(v->s, v->len, i + 1));
        if (!v->attrs)
            continue;
        print = add_attr(print, v, HT_A_state);
        print = add_attr(print, v, HT_A_code);
    }
    return scan ? ht_hash_mix(print, ht_hash(scan, strlen(scan), 99)) : print;
}

/* ---- reading ---- */

enum column { ID, STATUS, PRINT, REASON, COLUMNS };
static const char *const column_name[COLUMNS] = {
    [ID] = "id", [STATUS] = "status", [PRINT] = "print", [REASON] = "reason",
};

struct cell {
    const char *s;
    size_t len;
};

struct answer {
    struct cell id, reason;             /* borrowed from the file */
    uint64_t print;
    unsigned file, line;
    bool accepted, has_print, seen;
};

struct receipt {
    struct ht_stage stage;
    struct ht_diag *diag;
    uint64_t *left;
    struct file {
        const char *name, *s;
        size_t len;
    } *file;
    size_t files;
    struct answer *answer;
    size_t n, cap;
    struct ht_map by_id;                /* hash of the id → index + 1 */
};

static uint64_t
id_key(const char *s, size_t len)
{
    return ht_hash(s, len, 23) | 1;
}

/* The next cell of the line that ends at END; *S goes behind it. */
static struct cell
next_cell(const char **s, const char *end)
{
    const char *from = *s, *tab = memchr(from, '\t', (size_t)(end - from));
    struct cell c = { from, (size_t)((tab ? tab : end) - from) };
    *s = tab ? tab + 1 : end + 1;
    return c;
}

static bool
is(struct cell c, const char *s)
{
    return c.len == strlen(s) && !memcmp(c.s, s, c.len);
}

static bool
bad(const struct receipt *k, const struct file *f, unsigned line, const char *why)
{
    ht_diag_usage(k->diag, "--receipt=%s: %u: %s", f->name, line, why);
    return false;
}

static bool
read_header(const struct receipt *k, const struct file *f, unsigned line, const char *s, const char *end,
            int at[COLUMNS])
{
    for (unsigned c = 0; c < COLUMNS; c++)
        at[c] = -1;
    for (int i = 0; s <= end; i++) {
        struct cell name = next_cell(&s, end);
        for (unsigned c = 0; c < COLUMNS; c++)
            if (is(name, column_name[c]))
                at[c] = i;
    }
    return (at[ID] >= 0 && at[STATUS] >= 0)
        || bad(k, f, line, _("the first line must name the columns, id and status among them, with tabs between"));
}

static bool
read_print(struct cell c, uint64_t *print)
{
    *print = 0;
    for (size_t i = 0; i < c.len; i++) {
        const char *digit = memchr("0123456789abcdef", c.s[i], 16);
        if (!digit)
            return false;
        *print = *print << 4 | (uint64_t)(digit - "0123456789abcdef");
    }
    return c.len == 16;
}

static bool
read_line(struct receipt *k, unsigned file, unsigned line, const char *s, const char *end, const int at[COLUMNS])
{
    const struct file *f = &k->file[file];
    struct cell cell[COLUMNS] = { { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 } };
    for (int i = 0; s <= end; i++) {
        struct cell value = next_cell(&s, end);
        for (unsigned c = 0; c < COLUMNS; c++)
            if (at[c] == i)
                cell[c] = value;
    }
    struct answer a = { .id = cell[ID], .reason = cell[REASON], .file = file, .line = line,
                        .accepted = is(cell[STATUS], "accepted") };
    if (!cell[ID].len)
        return bad(k, f, line, _("the id is missing"));
    if (!a.accepted && !is(cell[STATUS], "rejected"))
        return bad(k, f, line, _("the status must be accepted or rejected"));
    a.has_print = cell[PRINT].len > 0;
    if (a.has_print && !read_print(cell[PRINT], &a.print))
        return bad(k, f, line, _("the print must be the 16 digits that --sent wrote"));
    bool fresh;
    uint64_t *index = ht_map_get(&k->by_id, id_key(a.id.s, a.id.len), &fresh);
    if (!fresh) {
        k->answer[*index - 1] = a;
        return true;
    }
    *index = k->n + 1;
    k->answer = ht_grow(k->answer, &k->cap, k->n + 1, sizeof *k->answer);
    k->answer[k->n++] = a;
    return true;
}

static bool
read_file(struct receipt *k, unsigned file)
{
    const struct file *f = &k->file[file];
    const char *end = f->s + f->len;
    int at[COLUMNS];
    bool header = false;
    unsigned line = 0;
    for (const char *s = f->s, *eol; s < end; s = eol + 1) {
        const char *lf = memchr(s, '\n', (size_t)(end - s));
        eol = lf ? lf : end;
        const char *stop = eol > s && eol[-1] == '\r' ? eol - 1 : eol;
        line++;
        if (line == 1 && stop - s >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
            s += 3;
        if (s == stop || *s == '#')
            continue;
        if (!(header ? read_line(k, file, line, s, stop, at) : read_header(k, f, line, s, stop, at)))
            return false;
        header = true;
    }
    return header || bad(k, f, line, _("this is no receipt: it is empty"));
}

/* ---- comparing ---- */

static enum ht_rc
receipt_record(struct ht_stage *s, struct ht_record *r)
{
    struct receipt *k = (struct receipt *)s;
    const char *id = ht_rattr(r, HT_R_id);
    size_t len = id ? strlen(id) : 0;
    const uint64_t *index = id ? ht_map_find(&k->by_id, id_key(id, len)) : NULL;
    struct answer *a = index ? &k->answer[*index - 1] : NULL;
    if (!a || a->id.len != len || memcmp(a->id.s, id, len))
        return ht_pass(s, r);
    bool same = !a->has_print || a->print == ht_record_print(r);
    a->seen = true;
    if (a->accepted && same) {
        ++*k->left;
        return HT_OK;
    }
    if (a->accepted) {
        ht_find(k->diag, r, -1, HT_D_940, NULL);
    } else if (same) {
        struct ht_buf reason = HT_BUF_INIT;
        ht_buf_add(&reason, a->reason.s, a->reason.len);
        ht_find(k->diag, r, -1, HT_D_941, reason.len ? reason.s : "-", NULL);
        ht_buf_fini(&reason);
    }
    return ht_pass(s, r);
}

static enum ht_rc
receipt_end(struct ht_stage *s)
{
    struct receipt *k = (struct receipt *)s;
    char n[24];
    for (size_t i = 0; i < k->n; i++) {
        const struct answer *a = &k->answer[i];
        if (a->seen)
            continue;
        char *id = ht_strndup(a->id.s, a->id.len);
        struct ht_where w = { .file = k->file[a->file].name, .line = a->line, .record = id };
        ht_find_at(k->diag, &w, HT_D_942, NULL, 0, NULL);
        free(id);
    }
    if (*k->left) {
        struct ht_where w = { .file = k->file[0].name };
        snprintf(n, sizeof n, "%llu", (unsigned long long)*k->left);
        ht_find_at(k->diag, &w, HT_D_943, NULL, 0, n, NULL);
    }
    return HT_OK;
}

static void
receipt_free(struct ht_stage *s)
{
    struct receipt *k = (struct receipt *)s;
    for (size_t i = 0; i < k->files; i++)
        if (k->file[i].s)
            ht_unmap(k->file[i].s, k->file[i].len);
    ht_map_fini(&k->by_id);
    free(k->answer);
    free(k->file);
    free(k);
}

static const struct ht_stage_class receipt_class = { "receipt", receipt_record, receipt_end, receipt_free };

struct ht_stage *
ht_receipt_new(const struct ht_strv *files, uint64_t *left, struct ht_diag *d)
{
    struct receipt *k = ht_calloc(1, sizeof *k);
    k->stage.cls = &receipt_class;
    k->diag = d;
    k->left = left;
    k->files = files->n;
    k->file = ht_calloc(files->n, sizeof *k->file);
    bool good = true;
    for (size_t i = 0; i < files->n && good; i++) {
        struct file *f = &k->file[i];
        f->name = files->v[i];
        f->s = ht_map_file(f->name, &f->len, d);
        good = f->s && read_file(k, (unsigned)i);
    }
    if (good)
        return &k->stage;
    receipt_free(&k->stage);
    return NULL;
}

/* ---- what was sent ---- */

struct sent {
    struct ht_stage stage;
    const uint64_t *rejected;
    struct ht_out *out;                 /* NULL once it is closed */
};

static enum ht_rc
sent_record(struct ht_stage *s, struct ht_record *r)
{
    struct sent *k = (struct sent *)s;
    const char *id = ht_rattr(r, HT_R_id);
    uint64_t before = *k->rejected, print = ht_record_print(r);
    struct ht_buf line = HT_BUF_INIT;
    /* Before the exporter has it: what it writes it may change. */
    ht_buf_addf(&line, "%s\t%016llx\n", id ? id : "", (unsigned long long)print);
    enum ht_rc rc = ht_pass(s, r);
    if (rc == HT_OK && *k->rejected == before)
        ht_out_add(k->out, line.s, line.len);
    ht_buf_fini(&line);
    return rc;
}

static void
sent_free(struct ht_stage *s)
{
    ht_out_abandon(((struct sent *)s)->out);
    free(s);
}

static const struct ht_stage_class sent_class = { "sent", sent_record, NULL, sent_free };

struct ht_stage *
ht_sent_new(const char *path, const uint64_t *rejected, struct ht_diag *d)
{
    struct ht_out *out = ht_out_open(path, 0, d);
    if (!out)
        return NULL;
    struct sent *k = ht_calloc(1, sizeof *k);
    k->stage.cls = &sent_class;
    k->rejected = rejected;
    k->out = out;
    ht_out_adds(out, "id\tprint\n");
    return &k->stage;
}

enum ht_rc
ht_sent_close(struct ht_stage *s)
{
    struct sent *k = (struct sent *)s;
    struct ht_out *out = k->out;
    k->out = NULL;
    return ht_out_close(out, NULL);
}
