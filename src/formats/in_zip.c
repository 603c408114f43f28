/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A ward's delivery: a zip container with the ledgers' workbooks or tables and the scans of their pages.  Every member
 * that some format knows is read as a file of its own, in the order of their names; names of scans go to the scan
 * index.
 */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/delivery.h"
#include "formats/scanindex.h"
#include "formats/zip.h"
#include "model/finding.h"

enum { MAX_MEMBERS = 1 << 20 };

struct member {
    char *name;
    size_t i;
};

/* The name as text: UTF-8 if it is well-formed, else what Windows packed here, else what the format's standard says. */
static char *
name_text(const char *s)
{
    static const char *const sets[] = { "CP1258", "CP437" };
    struct ht_buf text = HT_BUF_INIT;
    struct ht_decoded res = {0};
    size_t n = strlen(s);
    bool utf8 = ht_utf8_valid(s, n) == n;
    ht_charset_decode(ht_charset_find(utf8 ? "UTF-8" : sets[0]), HT_DOOR_BYTES, s, n, &text, &res);
    if (!utf8 && (res.bad || res.controls)) {
        ht_buf_clear(&text);
        ht_charset_decode(ht_charset_find(sets[1]), HT_DOOR_BYTES, s, n, &text, &res);
    }
    return ht_buf_take(&text);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct member *)a)->name, ((const struct member *)b)->name);
}

static struct member *
list_members(struct ht_zip *z, const struct ht_format_job *job, size_t *n)
{
    size_t count = ht_zip_count(z);
    if (count > MAX_MEMBERS)
        count = MAX_MEMBERS;
    struct member *m = ht_calloc(count ? count : 1, sizeof *m);
    *n = 0;
    for (size_t i = 0; i < count; i++) {
        const char *raw = ht_zip_name(z, i, NULL);
        char *name = raw ? name_text(raw) : ht_strdup("");
        if (!ht_delivery_is_litter(name) && !ht_name_ends(name, ".pdf")) {
            m[(*n)++] = (struct member){ name, i };
            continue;
        }
        if (job->scans && ht_name_ends(name, ".pdf") && !ht_delivery_is_litter(name))
            ht_scan_index_add(job->scans, name);
        free(name);
    }
    ht_qsort(m, *n, sizeof *m, by_name);
    return m;
}

/* Unpacks member I into a temporary file, whose name is returned; NULL after reporting. */
static char *
unpack(struct ht_zip *z, size_t i, const struct ht_format_job *job)
{
    char block[16384];
    struct ht_zip_member *m = ht_zip_member_at(z, i);
    if (!m)
        return NULL;
    char *path = ht_format_temp(job);
    struct ht_out *out = path ? ht_out_open(path, 0, job->diag) : NULL;
    ptrdiff_t n = -1;
    while (out && !ht_out_failed(out) && (n = ht_zip_read(m, block, sizeof block)) > 0)
        ht_out_add(out, block, (size_t)n);
    ht_zip_member_close(m);
    if (out && !ht_out_close(out, NULL) && !n)
        return path;
    if (path)
        unlink(path);
    free(path);
    return NULL;
}

/* Unpacks the memo file of TABLE among the N members, if there is one; its name, NULL if not or after reporting. */
static char *
unpack_memo(struct ht_zip *z, const struct member *m, size_t n, const char *table, const struct ht_format_job *job)
{
    for (size_t i = 0; i < n; i++)
        if (ht_delivery_memo_of(m[i].name, table))
            return unpack(z, m[i].i, job);
    return NULL;
}

static enum ht_rc
read_member(const struct ht_format_job *job, const char *path, const char *memo, const char *member,
            struct ht_rows *to, size_t *nread)
{
    struct ht_format_job inner = *job;
    struct ht_where w = { .file = job->name };
    struct ht_buf name = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    ht_buf_addf(&name, "%s/%s", job->name, member);
    inner.name = name.s;
    inner.path = path;
    inner.memo = memo;
    inner.in = ht_in_open(path, job->diag);
    const struct ht_format *f = inner.in ? ht_delivery_format(inner.in, member) : NULL;
    if (f) {
        if (job->explain)
            ht_diag_say(job->diag, _("%s: format %s (%s)"), name.s, f->name, _(f->title));
        rc = f->read(&inner, to);
        ++*nread;
    } else if (inner.in) {
        ht_find_at(job->diag, &w, HT_D_171, NULL, 0, member, NULL);
    } else {
        rc = HT_FAIL;
    }
    ht_in_close(inner.in);
    ht_buf_fini(&name);
    return rc;
}

static void
remove_temp(char *path)
{
    if (path)
        unlink(path);
    free(path);
}

static enum ht_rc
read_members(const struct ht_format_job *job, struct ht_zip *z, struct ht_rows *to)
{
    struct ht_where w = { .file = job->name };
    size_t n, nread = 0;
    struct member *m = list_members(z, job, &n);
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < n && !rc; i++) {
        if (ht_delivery_is_memo(m[i].name))
            continue;
        char *path = unpack(z, m[i].i, job), *memo = unpack_memo(z, m, n, m[i].name, job);
        rc = path ? read_member(job, path, memo, m[i].name, to, &nread) : HT_FAIL;
        remove_temp(path);
        remove_temp(memo);
    }
    if (!rc && !nread) {
        ht_find_fail(job->diag, &w, job->scans && ht_scan_index_count(job->scans) ? HT_D_178 : HT_D_172, NULL);
        rc = HT_FAIL;
    }
    for (size_t i = 0; i < n; i++)
        free(m[i].name);
    free(m);
    return rc;
}

/* A workbook or document whose parts stand in an order that no office program gives them: its format knows what it is.
 * NULL: it is none. */
static const struct ht_format *
document(const struct ht_zip *z)
{
    if (ht_zip_has(z, "[Content_Types].xml") || ht_zip_has(z, "xl/workbook.xml"))
        return &ht_format_xlsx;
    return ht_zip_has(z, "content.xml") && ht_zip_has(z, "META-INF/manifest.xml") ? &ht_format_ods : NULL;
}

static enum ht_rc
read_zip(const struct ht_format_job *job, struct ht_rows *to)
{
    char *path = ht_format_spool(job);
    if (!path)
        return HT_FAIL;
    struct ht_format_job inner = *job;
    inner.path = path;
    struct ht_zip *z = ht_zip_open(path, ".zip", job);
    const struct ht_format *f = z ? document(z) : NULL;
    enum ht_rc rc = f ? f->read(&inner, to) : z ? read_members(job, z, to) : HT_FAIL;
    ht_zip_close(z);
    ht_format_unspool(job, path);
    return rc;
}

/* Also what is left of a container, or one part of several: opening it says what is wrong. */
static int
bid_zip(const unsigned char *s, size_t n)
{
    static const char *const begins[] = { "PK\3\4", "PK\5\6", "PK\7\10", "PK00" };
    for (size_t i = 0; i < HT_COUNT(begins) && n >= 4; i++)
        if (!memcmp(s, begins[i], 4))
            return 40;
    return 0;
}

const struct ht_format ht_format_zip = {
    .name = "zip",
    .title = N_("zip container with ledgers and scans"),
    .bid = bid_zip,
    .read = read_zip,
};
