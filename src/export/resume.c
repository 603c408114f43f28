/* SPDX-License-Identifier: BSD-2-Clause */
/* The journal of finished parts: the key, then a line of TSV per part. */
#include "config.h"
#include "export/resume.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"

#define JOURNAL "parts.tsv"
#define MAX_NAME 255

struct ht_resume {
    const char *key;
    struct ht_out *journal;             /* NULL: none is kept */
    struct ht_part *kept;               /* made by an earlier run; only name, numbers and digest */
    size_t n, cap;
};

static void
begin(struct ht_resume *r, struct ht_dir *dir)
{
    if (r->journal || !(r->journal = ht_dir_file(dir, JOURNAL, 0)))
        return;
    ht_out_addf(r->journal, "%s\n", r->key);
    ht_out_flush(r->journal);
}

void
ht_resume_add(struct ht_resume *r, const struct ht_part *part)
{
    if (!r->journal)
        return;
    ht_out_addf(r->journal, "%s\t%llu\t%llu\t%llu\t%s\n", part->name, (unsigned long long)part->records,
                (unsigned long long)part->xml_bytes, (unsigned long long)part->bytes, part->sha256);
    ht_out_flush(r->journal);           /* to the system: it outlives this process */
}

/* Reads a line of a journal; false if it is none. */
static bool
read_line(const char *line, char name[MAX_NAME + 1], struct ht_part *part)
{
    unsigned long long records, xml_bytes, bytes;
    char end;
    if (sscanf(line, "%255[^\t/]\t%llu\t%llu\t%llu\t%64[0-9a-f]%c", name, &records, &xml_bytes, &bytes, part->sha256,
               &end) != 5)
        return false;
    part->records = records;
    part->xml_bytes = xml_bytes;
    part->bytes = bytes;
    return records && strlen(part->sha256) == HT_DIGEST_HEX - 1;
}

/* Takes the part over if its bytes are those that were written. */
static void
take(struct ht_resume *r, struct ht_dir *dir, const char *leftover, const char *line, struct ht_diag *quiet)
{
    char name[MAX_NAME + 1], hex[HT_DIGEST_HEX];
    struct ht_part part = {0};
    struct ht_buf path = HT_BUF_INIT;
    if (read_line(line, name, &part) && !ht_resume_part(r, name)) {
        ht_buf_addf(&path, "%s/%s", leftover, name);
        if (ht_is_file(path.s) && ht_file_digest(path.s, hex, quiet) == HT_OK && !strcmp(hex, part.sha256)
            && ht_dir_take_in(dir, leftover, name)) {
            part.name = ht_strdup(name);
            r->kept = ht_grow(r->kept, &r->cap, r->n + 1, sizeof *r->kept);
            r->kept[r->n++] = part;
            ht_resume_add(r, &part);
        }
    }
    ht_buf_fini(&path);
}

/* Looks at what a killed run left. */
static void
look(void *arg, struct ht_dir *dir, const char *leftover)
{
    struct ht_resume *r = arg;
    struct ht_diag *quiet = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    struct ht_buf path = HT_BUF_INIT;
    size_t len;
    ht_buf_addf(&path, "%s/" JOURNAL, leftover);
    const char *s = ht_is_file(path.s) ? ht_map_file(path.s, &len, quiet) : NULL;
    if (s) {
        char *text = ht_strndup(s, len), *line = text;
        ht_unmap(s, len);
        bool same = false;
        for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {  /* a cut last line does not count */
            *end = '\0';
            if (line == text)
                same = !strcmp(line, r->key);
            else if (same)
                take(r, dir, leftover, line, quiet);
            if (same)
                begin(r, dir);
        }
        free(text);
    }
    ht_buf_fini(&path);
    ht_diag_free(quiet);
}

struct ht_resume *
ht_resume_open(const char *path, const char *key, struct ht_dir **dir, struct ht_diag *d)
{
    struct ht_resume *r = ht_calloc(1, sizeof *r);
    r->key = key;
    *dir = ht_dir_open_after(path, ht_package_is_ours, key ? look : NULL, r, d);
    if (*dir && key)
        begin(r, *dir);
    if (*dir)
        return r;
    ht_resume_free(r);
    return NULL;
}

const struct ht_part *
ht_resume_part(const struct ht_resume *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (!strcmp(r->kept[i].name, name))
            return &r->kept[i];
    return NULL;
}

void
ht_resume_free(struct ht_resume *r)
{
    if (!r)
        return;
    ht_out_abandon(r->journal);
    for (size_t i = 0; i < r->n; i++)
        free(r->kept[i].name);
    free(r->kept);
    free(r);
}
