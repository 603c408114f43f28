/* SPDX-License-Identifier: BSD-2-Clause */
/* Collecting findings and writing them as a page or a table. */
#include "config.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"

struct found {                          /* numbers of strings; 0 is the empty one */
    uint32_t file, line, record, reg, field, code, value, text;
    uint8_t sev;
};

struct entry {                          /* a record with findings */
    uint32_t id, so, volume, day, name, scan, reg, book;
};

struct book {
    uint32_t reg, volume, year, count, bad;
};

struct ht_report {
    const char *path;
    bool html, redact;
    struct ht_diag *diag;
    const char *page;                   /* the template */
    size_t page_len;
    struct ht_arena arena;
    struct ht_map strings, books;
    const char **string;
    size_t nstrings, string_cap;
    struct found *found;
    size_t nfound, found_cap;
    struct entry *entry;
    size_t nentries, entry_cap;
    struct book *book;
    size_t nbooks, book_cap;
    uint64_t records, bad, count[3];
};

/* ---- collecting ---- */

static uint32_t
intern(struct ht_report *p, const char *s, size_t len)
{
    bool fresh;
    if (!s || !len)
        return 0;
    uint64_t *at = ht_map_get(&p->strings, ht_hash(s, len, 31), &fresh);
    if (!fresh)
        return (uint32_t)*at;
    p->string = ht_grow(p->string, &p->string_cap, p->nstrings + 1, sizeof *p->string);
    p->string[p->nstrings] = ht_arena_strndup(&p->arena, s, len);
    return (uint32_t)(*at = p->nstrings++);
}

static uint32_t
intern_str(struct ht_report *p, const char *s)
{
    return s ? intern(p, s, strlen(s)) : 0;
}

static uint32_t
intern_field(struct ht_report *p, const struct ht_record *r, int field)
{
    return field < 0 ? 0 : intern(p, r->v[field].s, r->v[field].len);
}

static bool
ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n > m && !strcmp(s + n - m, end);
}

struct ht_report *
ht_report_new(const char *path, const char *lists, struct ht_diag *d)
{
    bool html = ends_in(path, ".html");
    if (!html && !ends_in(path, ".csv")) {
        ht_diag_usage(d, _("--report=%s: the name must end in .html or .csv"), path);
        return NULL;
    }
    struct ht_report *p = ht_calloc(1, sizeof *p);
    p->path = path;
    p->html = html;
    p->diag = d;
    p->redact = ht_diag_options(d)->redact;
    p->string = ht_grow(NULL, &p->string_cap, 64, sizeof *p->string);
    p->string[p->nstrings++] = "";
    if (html) {
        p->page = ht_list_map(lists, "report.html", &p->page_len, d);
        if (!p->page) {
            ht_report_free(p);
            return NULL;
        }
    }
    return p;
}

void
ht_report_free(struct ht_report *p)
{
    if (!p)
        return;
    if (p->page)
        ht_unmap(p->page, p->page_len);
    ht_map_fini(&p->strings);
    ht_map_fini(&p->books);
    ht_arena_fini(&p->arena);
    free(p->string);
    free(p->found);
    free(p->entry);
    free(p->book);
    free(p);
}

void
ht_report_finding(void *arg, const struct ht_where *w, enum ht_sev sev, const char *code, const char *value,
                  size_t len, const char *text)
{
    static const struct ht_where nowhere;
    struct ht_report *p = arg;
    if (!w)
        w = &nowhere;
    const char *colon = w->src ? strrchr(w->src, ':') : NULL;
    struct found f = {
        .file = colon ? intern(p, w->src, (size_t)(colon - w->src)) : intern_str(p, w->src ? w->src : w->file),
        .line = colon ? (uint32_t)strtoul(colon + 1, NULL, 10) : (uint32_t)w->line,
        .record = intern_str(p, w->record), .reg = intern_str(p, w->reg), .field = intern_str(p, w->field),
        .code = intern_str(p, code), .text = intern_str(p, text), .sev = (uint8_t)sev,
        .value = p->redact ? 0 : intern(p, value, len < 500 ? len : 500),
    };
    p->count[sev]++;
    p->found = ht_grow(p->found, &p->found_cap, p->nfound + 1, sizeof *p->found);
    p->found[p->nfound++] = f;
}

/* The book that R is in; made if it is new. */
static uint32_t
book_of(struct ht_report *p, const struct ht_record *r)
{
    const struct ht_slot *volume = &r->v[ht_shared_field(r->reg, HT_QUYEN_SO)];
    const struct ht_slot *day = &r->v[ht_shared_field(r->reg, HT_NGAY_DANG_KY)];
    uint32_t year = 0;
    for (uint32_t i = 0; i + 4 <= day->len && day->len <= 10 && !year; i++)
        if (strspn(day->s + i, "0123456789") == 4)
            year = (uint32_t)strtoul(day->s + i, NULL, 10);
    bool fresh;
    uint64_t key = ht_hash_mix(ht_hash(volume->s, volume->len, r->reg->id + 1u), year);
    uint64_t *at = ht_map_get(&p->books, key, &fresh);
    if (fresh) {
        *at = p->nbooks;
        p->book = ht_grow(p->book, &p->book_cap, p->nbooks + 1, sizeof *p->book);
        p->book[p->nbooks++] = (struct book){ intern_str(p, r->reg->element), intern(p, volume->s, volume->len), year,
                                              0, 0 };
    }
    return (uint32_t)*at;
}

static int
principal(const struct ht_register *reg)
{
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].kind == HT_KIND_NAME && reg->field[i].need == HT_NEED_WANT)
            return (int)i;
    return -1;
}

void
ht_report_seen(void *arg, struct ht_record *r)
{
    struct ht_report *p = arg;
    const struct ht_register *reg = r->reg;
    bool error = false;
    uint32_t book = book_of(p, r);
    p->records++;
    p->book[book].count++;
    for (const struct ht_finding *f = r->findings; f; f = f->next)
        error = error || f->sev == HT_ERROR;
    p->bad += error;
    p->book[book].bad += error;
    if (!r->findings)
        return;
    p->entry = ht_grow(p->entry, &p->entry_cap, p->nentries + 1, sizeof *p->entry);
    p->entry[p->nentries++] = (struct entry){
        .id = intern_str(p, ht_rattr(r, HT_R_id)), .so = intern_field(p, r, ht_shared_field(reg, HT_SO)),
        .volume = p->book[book].volume,
        .day = p->redact ? 0 : intern_field(p, r, ht_shared_field(reg, HT_NGAY_DANG_KY)),
        .name = p->redact ? 0 : intern_field(p, r, principal(reg)),
        .scan = p->redact ? 0 : intern_str(p, ht_rattr(r, HT_R_scan)),      /* its name has the day */
        .reg = p->book[book].reg, .book = book,
    };
}

/* ---- HTML ---- */

/* A string of JSON inside a script element: nothing may look like its end. */
static void
put_string(struct ht_out *out, struct ht_buf *b, const char *s, size_t len)
{
    ht_buf_clear(b);
    ht_json_str(b, s, len);
    for (size_t i = 0, from = 0; i <= b->len; i++) {
        if (i < b->len && b->s[i] != '<')
            continue;
        ht_out_add(out, b->s + from, i - from);
        if (i < b->len)
            ht_out_adds(out, "\\u003c");
        from = i + 1;
    }
}

/* The registers' names in the user's language. */
static void
put_registers(struct ht_out *out, struct ht_buf *b)
{
    bool vi = !strcmp(_("en"), "vi");
    ht_out_adds(out, ",\n\"regs\":{");
    for (size_t i = 0; i < HT_NREG; i++) {
        const char *name = vi ? ht_registers[i].vi : ht_registers[i].en;
        ht_out_addf(out, "%s\"%s\":", i ? "," : "", ht_registers[i].element);
        put_string(out, b, name, strlen(name));
    }
    ht_out_adds(out, "}");
}

static void
put_words(struct ht_out *out, struct ht_buf *b)
{
    static const struct { const char *key, *text; } words[] = {
#define UI(key, text) { #key, text },
#include "report/ui.def"
#undef UI
    };
    ht_out_adds(out, "{\n\"t\":{");
    for (size_t i = 0; i < HT_COUNT(words); i++) {
        const char *text = _(words[i].text);
        ht_out_addf(out, "%s\"%s\":", i ? "," : "", words[i].key);
        put_string(out, b, text, strlen(text));
    }
    ht_out_adds(out, "}");
    put_registers(out, b);
}

static void
put_numbers(struct ht_out *out, const uint32_t *v, size_t n, bool first)
{
    for (size_t i = 0; i < n; i++)
        ht_out_addf(out, "%s%u", i ? "," : first ? "\n[" : ",\n[", v[i]);
    ht_out_addc(out, ']');
}

static void
put_data(const struct ht_report *p, struct ht_out *out)
{
    struct ht_buf b = HT_BUF_INIT;
    put_words(out, &b);
    ht_out_addf(out, ",\n\"records\":%llu,\"bad\":%llu,\"count\":[%llu,%llu,%llu],\n\"s\":[",
                (unsigned long long)p->records, (unsigned long long)p->bad, (unsigned long long)p->count[HT_INFO],
                (unsigned long long)p->count[HT_WARNING], (unsigned long long)p->count[HT_ERROR]);
    for (size_t i = 0; i < p->nstrings; i++) {
        if (i)
            ht_out_adds(out, ",\n");
        put_string(out, &b, p->string[i], strlen(p->string[i]));
    }
    ht_out_adds(out, "],\n\"f\":[");
    for (size_t i = 0; i < p->nfound; i++) {
        const struct found *f = &p->found[i];
        put_numbers(out, (uint32_t[]){ f->file, f->line, f->record, f->reg, f->field, f->sev, f->code, f->value,
                                       f->text }, 9, !i);
    }
    ht_out_adds(out, "],\n\"r\":[");
    for (size_t i = 0; i < p->nentries; i++) {
        const struct entry *e = &p->entry[i];
        put_numbers(out, (uint32_t[]){ e->id, e->so, e->volume, e->day, e->name, e->scan, e->reg, e->book }, 8, !i);
    }
    ht_out_adds(out, "],\n\"b\":[");
    for (size_t i = 0; i < p->nbooks; i++) {
        const struct book *k = &p->book[i];
        put_numbers(out, (uint32_t[]){ k->reg, k->volume, k->year, k->count, k->bad }, 5, !i);
    }
    ht_out_adds(out, "]}\n");
    ht_buf_fini(&b);
}

/* The template with @LANG@ and @DATA@ replaced, each once. */
static void
write_html(const struct ht_report *p, struct ht_out *out)
{
    const char *s = p->page, *end = p->page + p->page_len;
    while (s < end) {
        const char *at = memchr(s, '@', (size_t)(end - s));
        if (!at)
            at = end;
        ht_out_add(out, s, (size_t)(at - s));
        s = at;
        if (end - s >= 6 && !memcmp(s, "@LANG@", 6)) {
            ht_out_adds(out, _("en"));
            s += 6;
        } else if (end - s >= 6 && !memcmp(s, "@DATA@", 6)) {
            put_data(p, out);
            s += 6;
        } else if (s < end) {
            ht_out_addc(out, *s++);
        }
    }
}

/* ---- CSV ---- */

/* A cell in quotes.  What a spreadsheet would take for a formula gets an apostrophe in front. */
static void
put_cell(struct ht_out *out, const char *s, char after)
{
    ht_out_addc(out, '"');
    if (*s && strchr("=+-@\t\r\n", *s))
        ht_out_addc(out, '\'');
    for (; *s; s++) {
        if (*s == '"')
            ht_out_addc(out, '"');
        ht_out_addc(out, *s);
    }
    ht_out_addc(out, '"');
    ht_out_addc(out, after);
}

static void
write_csv(const struct ht_report *p, struct ht_out *out)
{
    ht_out_adds(out, "\xef\xbb\xbf" "file,line,record,register,field,severity,code,value,text\r\n");
    for (size_t i = 0; i < p->nfound; i++) {
        const struct found *f = &p->found[i];
        put_cell(out, p->string[f->file], ',');
        if (f->line)
            ht_out_addf(out, "%u", f->line);
        ht_out_addc(out, ',');
        put_cell(out, p->string[f->record], ',');
        put_cell(out, p->string[f->reg], ',');
        put_cell(out, p->string[f->field], ',');
        put_cell(out, ht_sev_name[f->sev], ',');
        put_cell(out, p->string[f->code], ',');
        put_cell(out, p->string[f->value], ',');
        put_cell(out, p->string[f->text], '\r');
        ht_out_addc(out, '\n');
    }
}

enum ht_rc
ht_report_write(struct ht_report *p)
{
    struct ht_out *out = ht_out_open(p->path, 0, p->diag);
    if (!out)
        return HT_FAIL;
    if (p->html)
        write_html(p, out);
    else
        write_csv(p, out);
    return ht_out_close(out, NULL);
}
