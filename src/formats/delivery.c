/* SPDX-License-Identifier: BSD-2-Clause */
/* Deliveries. */
#include "config.h"
#include "formats/delivery.h"

#include <stdlib.h>
#include <string.h>

#include "base/dir.h"
#include "base/io.h"
#include "base/mem.h"

#define SNIFF (64u * 1024)
enum { SURE = 30, MAX_FILES = 1 << 20 };

bool
ht_name_ends(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    for (size_t i = 0; n >= m && i < m; i++)
        if ((s[n - m + i] | 0x20) != (end[i] | 0x20))
            return false;
    return n >= m;
}

/* A folder of a system's own, or a hidden one: on a stick, .Trash-1000 and $RECYCLE.BIN hold what was deleted. */
static bool
is_litter_folder(const char *s, size_t len)
{
    static const char *const folders[] = { "__MACOSX", "$RECYCLE.BIN" };
    if (*s == '.')
        return len > 2 || (len == 2 && s[1] != '.');            /* "." and ".." are no names */
    for (size_t i = 0; i < HT_COUNT(folders); i++)
        if (len == strlen(folders[i]) && !memcmp(s, folders[i], len))
            return true;
    return false;
}

bool
ht_delivery_is_litter(const char *name)
{
    for (const char *slash; (slash = strchr(name, '/')) != NULL; name = slash + 1)
        if (is_litter_folder(name, (size_t)(slash - name)))
            return true;
    return !*name || *name == '.' || !strncmp(name, "~$", 2) || ht_name_ends(name, "thumbs.db") ||
           ht_name_ends(name, "desktop.ini");
}

bool
ht_delivery_is_memo(const char *name)
{
    return ht_name_ends(name, ".dbt") || ht_name_ends(name, ".fpt");
}

bool
ht_delivery_memo_of(const char *memo, const char *table)
{
    size_t n = strlen(table);
    return n > 4 && strlen(memo) == n && ht_name_ends(table, ".dbf") && ht_delivery_is_memo(memo) &&
           !memcmp(memo, table, n - 3);
}

const struct ht_format *
ht_delivery_format(struct ht_in *in, const char *name)
{
    static const char *const texts[] = { ".csv", ".tsv", ".txt", ".prn", ".json", ".jsonl", ".xml" };
    size_t n;
    const unsigned char *s = ht_in_peek(in, SNIFF, &n);
    const struct ht_format *f = s ? ht_format_detect(s, n < SNIFF ? n : SNIFF) : NULL;
    if (!f || f == &ht_format_zip)
        return NULL;
    for (size_t i = 0; i < HT_COUNT(texts); i++)
        if (ht_name_ends(name, texts[i]))
            return f;
    return f->bid(s, n < SNIFF ? n : SNIFF) > SURE ? f : NULL;
}

/* ---- folders ---- */

struct listing {
    struct ht_folder *f;
    struct ht_diag *d;
    size_t skip;                        /* bytes of the folder's own path */
    size_t n;
};

static void
add(char ***list, size_t *n, size_t *cap, const char *path)
{
    *list = ht_grow(*list, cap, *n + 1, sizeof **list);
    (*list)[(*n)++] = ht_strdup(path);
}

static enum ht_rc
take_file(void *arg, const char *path, bool is_regular, uint64_t size)
{
    struct listing *l = arg;
    struct ht_folder *f = l->f;
    (void)size;
    if (!is_regular || ht_delivery_is_litter(path + l->skip) || ht_delivery_is_memo(path) || l->n++ >= MAX_FILES)
        return HT_OK;
    struct ht_in *in = ht_in_open(path, l->d);
    if (!in)
        return HT_FAIL;
    const struct ht_format *format = ht_delivery_format(in, path);
    ht_in_close(in);
    if (format == &ht_format_image)
        add(&f->page, &f->npages, &f->page_cap, path);
    else if (format)
        add(&f->table, &f->ntables, &f->table_cap, path);
    else
        add(&f->other, &f->nothers, &f->other_cap, path);
    return HT_OK;
}

enum ht_rc
ht_folder_list(struct ht_folder *f, const char *path, struct ht_diag *d)
{
    struct listing l = { .f = f, .d = d };
    size_t n = strlen(path);
    *f = (struct ht_folder){0};
    while (n > 1 && path[n - 1] == '/')
        n--;
    char *dir = ht_strndup(path, n);    /* without a slash at its end: one comes behind it */
    l.skip = n + 1;
    enum ht_rc rc = ht_dir_walk(dir, take_file, &l, d);
    free(dir);
    return rc;
}

static void
free_list(char **list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(list[i]);
    free(list);
}

void
ht_folder_fini(struct ht_folder *f)
{
    free_list(f->table, f->ntables);
    free_list(f->page, f->npages);
    free_list(f->other, f->nothers);
    *f = (struct ht_folder){0};
}
