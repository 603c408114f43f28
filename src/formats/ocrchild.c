/* SPDX-License-Identifier: BSD-2-Clause */
/* Children that recognise pages. */
#include "config.h"
#include "formats/ocrchild.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/mem.h"
#include "formats/map.h"

#define MEMORY ((size_t)4 << 30)
enum { SECONDS = 3600, ARGS = 8, MOST_AHEAD = 64 };

struct slot {
    const char *path;
    struct ht_child *child;
};

struct ht_ocr_ahead {
    struct slot slot[MOST_AHEAD];       /* of the first files of next */
    size_t n;
    const char *const *next;
    size_t nnext;
};

struct ht_ocr_ahead *
ht_ocr_ahead_new(void)
{
    return ht_calloc(1, sizeof(struct ht_ocr_ahead));
}

void
ht_ocr_ahead_free(struct ht_ocr_ahead *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->n; i++)
        ht_child_end(a->slot[i].child);
    free(a);
}

void
ht_ocr_ahead_set(struct ht_ocr_ahead *a, const char *const *next, size_t n)
{
    a->next = next;
    a->nnext = n;
}

bool
ht_is_picture(const unsigned char *s, size_t n)
{
    static const struct { const char *magic; size_t len; } magics[] = {
        { "\x89PNG\r\n\x1a\n", 8 }, { "\xff\xd8\xff", 3 }, { "II*\0", 4 }, { "MM\0*", 4 }, { "%PDF-", 5 },
    };
    for (size_t i = 0; i < HT_COUNT(magics); i++)
        if (n >= magics[i].len && !memcmp(s, magics[i].magic, magics[i].len))
            return true;
    return false;
}

struct arguments {
    const char **v;
    char **made;
    size_t n, nmade;
};

static void
argument(struct arguments *a, const char *name, const char *value)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, "--%s=%s", name, value);
    a->v[a->n++] = a->made[a->nmade++] = ht_buf_take(&b);
}

static struct ht_child *
start(const struct ht_format_job *job, const char *path, const char *name, unsigned long jobs)
{
    size_t nmaps = job->map ? job->map->page_files.n : 0;
    struct arguments a = { .v = ht_calloc(nmaps + ARGS, sizeof *a.v), .made = ht_calloc(nmaps + ARGS, sizeof *a.made) };
    char number[24];
    a.v[a.n++] = "hotich-ocr";
    snprintf(number, sizeof number, "%lu", jobs);
    argument(&a, "jobs", number);
    if (job->reg)
        argument(&a, "register", job->reg->code);
    if (job->lists)
        argument(&a, "lists", job->lists);
    if (job->pictures)
        argument(&a, "crops", job->pictures);
    for (size_t i = 0; i < nmaps; i++)
        argument(&a, "map", job->map->page_files.v[i]);
    a.v[a.n++] = "--";
    a.v[a.n++] = path;
    struct ht_child *child = ht_child_start(a.v, name, MEMORY, SECONDS, job->diag);
    for (size_t i = 0; i < a.nmade; i++)
        free(a.made[i]);
    free(a.made);
    free(a.v);
    return child;
}

/* ---- ahead ---- */

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A file of one page, which has no use for several processes of its own. */
static bool
is_single(const char *path, struct ht_diag *d)
{
    size_t n = 0;
    struct ht_in *in = ht_is_file(path) ? ht_in_open(path, d) : NULL;
    const unsigned char *s = in ? ht_in_peek(in, 16, &n) : NULL;
    bool single = s && ht_is_picture(s, n) && *s != '%' && *s != 'I' && *s != 'M';
    ht_in_close(in);
    return single;
}

/* Files of one name would write the same pictures of fields. */
static bool
is_running(const struct ht_ocr_ahead *a, const char *path, const char *now)
{
    bool same = !strcmp(base_name(path), base_name(now));
    for (size_t i = 0; i < a->n; i++)
        same = same || !strcmp(base_name(a->slot[i].path), base_name(path));
    return same;
}

static void
look_ahead(const struct ht_format_job *job, struct ht_ocr_ahead *a, const char *now)
{
    while (a->n < a->nnext && a->n + 1 < job->jobs && a->n < MOST_AHEAD) {
        const char *path = a->next[a->n];
        if (is_running(a, path, now) || !is_single(path, job->diag))
            return;
        struct ht_child *child = start(job, path, path, 1);
        if (!child)
            return;
        a->slot[a->n++] = (struct slot){ path, child };
    }
}

struct ht_child *
ht_ocr_child(const struct ht_format_job *job, const char *path)
{
    struct ht_ocr_ahead *a = job->ahead;
    struct ht_child *child = NULL;
    if (a && a->n && !strcmp(a->slot[0].path, path)) {
        child = a->slot[0].child;
        memmove(a->slot, a->slot + 1, --a->n * sizeof *a->slot);
    }
    if (!child)
        child = start(job, path, job->name, job->jobs ? job->jobs : 1);
    if (child && a)
        look_ahead(job, a, path);
    return child;
}
