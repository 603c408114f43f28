/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * JSON: an array of objects, an object that holds one, or objects one after the other (JSON Lines).
 *
 * A scanner that knows strings and brackets cuts the stream into objects; jansson parses each of them.  So memory is
 * bounded by one object, however large the file is.
 */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/number.h"
#include "formats/rowbuf.h"
#include "model/finding.h"

#define SNIFF (64u * 1024)

/* How deep the objects lie that are records: 0 one after the other, 1 in an array, 2 in an array of an object. */
static int
record_depth(const unsigned char *s, size_t n)
{
    size_t i = 0;
    while (i < n && s[i] <= ' ')
        i++;
    if (i < n && s[i] == '[')
        return 1;
    bool string = false;
    int depth = 0;
    for (; i < n; i++) {
        if (string) {
            if (s[i] == '\\')
                i++;
            else if (s[i] == '"')
                string = false;
        } else if (s[i] == '"') {
            string = true;
        } else if (s[i] == '{' || s[i] == '[') {
            if (depth == 2 && s[i] == '{')
                return 2;               /* { "data": [ { */
            if (depth == 1 && s[i] == '{')
                return 0;               /* an object with an object inside is a record with a group */
            depth++;
        } else if (s[i] == '}' || s[i] == ']') {
            if (--depth <= 0)
                return 0;
        }
    }
    return 0;
}

#ifdef HAVE_JANSSON
#include <jansson.h>

enum { MAX_NESTING = 8, MAX_DEPTH = 512 };

struct reader {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_rowbuf row;
    struct ht_buf object, name;
    unsigned long line, first_line;     /* the stream's; the open object's */
    int depth, at;                      /* brackets open; depth of records */
    bool string, escape, in_object, too_long, any;
};

static enum ht_rc
set_aside(struct reader *r, enum ht_code code, const char *why)
{
    struct ht_row row = { .file = r->job->name, .line = r->first_line, .bytes = r->object.s,
                          .nbytes = r->object.len };
    const char *const args[] = { why, NULL };
    return r->to->reject(r->to, &row, code, args);
}

static void
set(struct reader *r, const char *s, size_t len, bool number)
{
    size_t col = r->row.n;
    struct ht_cell *c = ht_rowbuf_set(&r->row, col, s, len);
    if (!c)
        return;
    c->number = number;
    ht_rowbuf_name(&r->row, col, r->name.s, r->name.len);
}

static void
set_value(struct reader *r, const json_t *v)
{
    char text[HT_NUMBER_MAX];
    char *dump;
    switch (json_typeof(v)) {
    case JSON_STRING:
        set(r, json_string_value(v), json_string_length(v), false);
        break;
    case JSON_INTEGER:
        set(r, text, (size_t)snprintf(text, sizeof text, "%lld", (long long)json_integer_value(v)), true);
        break;
    case JSON_REAL:
        set(r, text, ht_general(json_real_value(v), text), true);
        break;
    case JSON_TRUE:
        set(r, "true", 4, false);
        break;
    case JSON_FALSE:
        set(r, "false", 5, false);
        break;
    case JSON_ARRAY:
        dump = json_dumps(v, JSON_COMPACT);
        set(r, dump ? dump : "", dump ? strlen(dump) : 0, false);
        free(dump);
        break;
    default:
        set(r, "", 0, false);
    }
}

/* The members of OBJECT and of objects inside it, whose names are joined by dots.  An explicit stack: no input may
 * make us recurse. */
static void
set_members(struct reader *r, json_t *object)
{
    struct { json_t *object; void *at; size_t name; } stack[MAX_NESTING] = { { object, json_object_iter(object), 0 } };
    size_t n = 1;
    ht_buf_clear(&r->name);
    while (n) {
        void *at = stack[n - 1].at;
        ht_buf_cut(&r->name, stack[n - 1].name);
        if (!at) {
            n--;
            continue;
        }
        json_t *v = json_object_iter_value(at);
        ht_buf_adds(&r->name, json_object_iter_key(at));
        stack[n - 1].at = json_object_iter_next(stack[n - 1].object, at);
        if (json_is_object(v) && n < MAX_NESTING) {
            ht_buf_addc(&r->name, '.');
            stack[n].object = v;
            stack[n].at = json_object_iter(v);
            stack[n++].name = r->name.len;
        } else {
            set_value(r, v);
        }
    }
}

static enum ht_rc
take_object(struct reader *r)
{
    json_error_t err;
    char limit[24];
    r->any = true;
    if (r->too_long) {
        snprintf(limit, sizeof limit, "%u", HT_MAX_RECORD);
        return set_aside(r, HT_D_103, limit);
    }
    json_t *v = json_loadb(r->object.s, r->object.len, JSON_REJECT_DUPLICATES, &err);
    if (!v)
        return set_aside(r, HT_D_167, err.text);
    struct ht_row row = { .file = r->job->name, .line = r->first_line, .flags = HT_ROW_NAMED, .bytes = r->object.s,
                          .nbytes = r->object.len };
    set_members(r, v);
    json_decref(v);
    return ht_rowbuf_push(&r->row, r->to, &row);
}

/* One byte.  Objects that are records are collected whole. */
static enum ht_rc
scan(struct reader *r, unsigned char c)
{
    bool opens = !r->string && (c == '{' || c == '['), closes = !r->string && (c == '}' || c == ']');
    if (c == '\n')
        r->line++;
    if (opens && c == '{' && !r->in_object && r->depth == r->at) {
        r->in_object = true;
        r->too_long = false;
        r->first_line = r->line;
        ht_buf_clear(&r->object);
    }
    if (r->in_object) {
        if (r->object.len < HT_MAX_RECORD)
            ht_buf_addc(&r->object, (char)c);
        else
            r->too_long = true;
    }
    if (r->string) {
        r->string = r->escape || c != '"';
        r->escape = !r->escape && c == '\\';
        return HT_OK;
    }
    r->string = c == '"';
    r->depth += opens - closes;
    if (r->depth < 0 || r->depth > MAX_DEPTH)
        return HT_BAD;
    if (closes && r->in_object && r->depth == r->at) {
        r->in_object = false;
        return take_object(r);
    }
    return HT_OK;
}

static enum ht_rc
scan_all(struct reader *r)
{
    const unsigned char *s;
    size_t n;
    enum ht_rc rc;
    while ((rc = ht_in_block(r->job->in, &s, &n)) == HT_OK)
        for (size_t i = 0; i < n; i++) {
            rc = scan(r, s[i]);
            if (rc)
                return rc;
        }
    if (rc == HT_EOF)
        rc = r->depth || r->string || !r->any ? HT_BAD : HT_OK;
    return rc;
}

static enum ht_rc
read_json(const struct ht_format_job *job, struct ht_rows *to)
{
    size_t n;
    const unsigned char *s = ht_in_peek(job->in, SNIFF, &n);
    if (!s)
        return HT_FAIL;
    if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3)) {
        ht_in_consume(job->in, 3);
        s += 3;
        n -= 3;
    }
    struct reader r = { .job = job, .to = to, .line = 1, .at = record_depth(s, n) };
    ht_rowbuf_init(&r.row);
    ht_buf_init(&r.object);
    ht_buf_init(&r.name);
    enum ht_rc rc = scan_all(&r);
    if (rc == HT_BAD) {
        struct ht_where w = { .file = job->name, .line = r.line };
        ht_find_fail(job->diag, &w, HT_D_168, NULL);
        rc = HT_FAIL;
    }
    ht_rowbuf_fini(&r.row);
    ht_buf_fini(&r.object);
    ht_buf_fini(&r.name);
    return rc;
}

#else
static enum ht_rc
read_json(const struct ht_format_job *job, struct ht_rows *to)
{
    struct ht_where w = { .file = job->name };
    (void)to;
    ht_find_fail(job->diag, &w, HT_D_150, "JSON", "jansson", "libjansson-dev", NULL);
    return HT_FAIL;
}
#endif

/* An object or an array of objects; what follows the first bracket must make sense. */
static int
bid_json(const unsigned char *s, size_t n)
{
    size_t i = n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
    bool array = false;
    for (; i < n && (s[i] <= ' ' || s[i] == '['); i++)
        array = array || s[i] == '[';
    if (i >= n || s[i] != '{')
        return array && i < n && s[i] == ']' ? 10 : 0;
    for (i++; i < n && s[i] <= ' '; i++)
        ;
    return i < n && (s[i] == '"' || s[i] == '}') ? 40 + record_depth(s, n) : 0;
}

const struct ht_format ht_format_json = {
    .name = "json",
    .title = N_("JSON, or JSON Lines"),
    .bid = bid_json,
    .read = read_json,
};
