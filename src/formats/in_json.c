/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * JSON: arrays of objects wherever they are, or objects one after the other (JSON Lines).
 *
 * Which objects are the records is found by a look at the beginning (formats/tree.h).  A scanner that knows strings and
 * brackets (formats/json_scan.h) cuts the stream into them; jansson parses each of them.  So memory is bounded by one
 * object, however large the file is.
 */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/json_scan.h"
#include "formats/number.h"
#include "formats/rowbuf.h"
#include "formats/tree.h"
#include "formats/utf16.h"
#include "model/finding.h"

#ifdef HAVE_JANSSON
#include <jansson.h>

#define SNIFF (256u * 1024)
enum { MAX_NESTING = 8 };

struct reader {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_tree *tree;
    struct ht_json_scan scan;
    struct ht_rowbuf row;
    struct ht_buf object, name;         /* the record that is open; the name of its member */
    unsigned long line, first_line;     /* the stream's; the open record's */
    bool inside, too_long;              /* in a record; it is longer than any may be */
};

static enum ht_rc
set_aside(struct reader *r, enum ht_code code, const char *why)
{
    struct ht_row row = { .file = ht_tree_file(r->tree), .line = r->first_line, .bytes = r->object.s,
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
    if (r->too_long) {
        snprintf(limit, sizeof limit, "%u", HT_MAX_RECORD);
        return set_aside(r, HT_D_103, limit);
    }
    json_t *v = json_loadb(r->object.s, r->object.len, JSON_REJECT_DUPLICATES, &err);
    if (!v)
        return set_aside(r, HT_D_167, err.text);
    struct ht_row row = { .file = ht_tree_file(r->tree), .line = r->first_line, .flags = HT_ROW_NAMED,
                          .bytes = r->object.s, .nbytes = r->object.len };
    set_members(r, v);
    json_decref(v);
    return ht_rowbuf_push(&r->row, r->to, &row);
}

/* ---- the stream ---- */

static void
collect(struct reader *r, char c)
{
    if (r->object.len < HT_MAX_RECORD)
        ht_buf_addc(&r->object, c);
    else
        r->too_long = true;
}

/* One byte.  Objects that are records are collected whole. */
static enum ht_rc
take(struct reader *r, char c)
{
    r->line += c == '\n';
    switch (ht_json_scan(&r->scan, r->tree, c)) {
    case HT_JSON_BEGIN:
        r->inside = true;
        r->too_long = false;
        r->first_line = r->line;
        ht_buf_clear(&r->object);
        break;
    case HT_JSON_END:
        collect(r, c);
        r->inside = false;
        return take_object(r);
    case HT_JSON_BAD:
        return HT_BAD;
    case HT_JSON_MORE:
        break;
    }
    if (r->inside)
        collect(r, c);
    return HT_OK;
}

static enum ht_rc
take_all(struct reader *r, const char *s, size_t n)
{
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < n && rc == HT_OK; i++)
        rc = take(r, s[i]);
    return rc;
}

/* Reads the beginning of the source into HEAD and learns from it where the records are. */
static enum ht_rc
look(struct reader *r, struct ht_text_in *in, struct ht_buf *head)
{
    struct ht_json_scan scan;
    const char *s;
    size_t n;
    enum ht_rc rc = HT_OK;
    ht_json_scan_init(&scan);
    while (head->len < SNIFF && (rc = ht_text_block(in, &s, &n)) == HT_OK)
        ht_buf_add(head, s, n);
    for (size_t i = 0; i < head->len && rc != HT_FAIL; i++)
        if (ht_json_scan(&scan, r->tree, head->s[i]) == HT_JSON_BAD)
            break;
    ht_json_scan_fini(&scan);
    ht_tree_choose(r->tree, r->job);
    return rc;
}

static enum ht_rc
read_all(struct reader *r, struct ht_text_in *in)
{
    struct ht_buf head = HT_BUF_INIT;
    const char *s;
    size_t n;
    enum ht_rc rc = look(r, in, &head), read = HT_OK;
    if (rc != HT_FAIL)
        read = take_all(r, head.s, head.len);
    ht_buf_fini(&head);
    while (rc == HT_OK && read == HT_OK && (rc = ht_text_block(in, &s, &n)) == HT_OK)
        read = take_all(r, s, n);
    if (read == HT_OK && rc == HT_EOF)
        rc = ht_json_scan_at_end(&r->scan) ? HT_OK : HT_BAD;
    return read != HT_OK ? read : rc;
}

static enum ht_rc
read_json(const struct ht_format_job *job, struct ht_rows *to)
{
    struct reader r = { .job = job, .to = to, .line = 1, .tree = ht_tree_new() };
    struct ht_text_in in;
    ht_text_in_init(&in, job->in, job->charset);
    ht_json_scan_init(&r.scan);
    ht_rowbuf_init(&r.row);
    ht_buf_init(&r.object);
    ht_buf_init(&r.name);
    enum ht_rc rc = read_all(&r, &in);
    if (rc == HT_BAD) {
        struct ht_where w = { .file = job->name, .line = r.line };
        ht_find_fail(job->diag, &w, HT_D_168, NULL);
        rc = HT_FAIL;
    } else if (rc == HT_OK) {
        ht_tree_report(r.tree, job);
    }
    ht_json_scan_fini(&r.scan);
    ht_tree_free(r.tree);
    ht_text_in_fini(&in);
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
bid_narrow(const unsigned char *s, size_t n)
{
    size_t i = 0;
    bool array = false;
    for (; i < n && (s[i] <= ' ' || s[i] == '['); i++)
        array = array || s[i] == '[';
    if (i >= n || s[i] != '{')
        return array && i < n && s[i] == ']' ? 10 : 0;
    for (i++; i < n && s[i] <= ' '; i++)
        ;
    return i < n && (s[i] == '"' || s[i] == '}') ? 42 : 0;
}

/* In UTF-16 the beginning is ASCII as well, with zeros between. */
static int
bid_json(const unsigned char *s, size_t n)
{
    unsigned char narrow[512];
    size_t mark, k = 0;
    enum ht_wide wide = ht_wide_detect(s, n, &mark);
    if (wide != HT_UTF16LE && wide != HT_UTF16BE)
        return bid_narrow(s + mark, n - mark);
    for (size_t i = mark + (wide == HT_UTF16BE); i < n && k < sizeof narrow; i += 2)
        narrow[k++] = s[i];
    return bid_narrow(narrow, k);
}

const struct ht_format ht_format_json = {
    .name = "json",
    .title = N_("JSON, or JSON Lines"),
    .bid = bid_json,
    .read = read_json,
};
