/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of scans, by entry. */
#include "config.h"
#include "formats/scanindex.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define MAX_SCANS (1u << 20)
#define TWICE UINT64_MAX
enum { PARTS = 5, MAX_STEM = 80 };

struct ht_scan_index {
    char **name;
    size_t n, cap;
    struct ht_map by_id;                /* hash of the id → number of the name + 1, or TWICE */
};

struct ht_scan_index *
ht_scan_index_new(void)
{
    return ht_calloc(1, sizeof(struct ht_scan_index));
}

static char
upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Splits a stem at dots, or at hyphens as upload names have them (the date then has three parts).  False if it is not
 * of the grammar. */
static bool
split(char *stem, char *part[PARTS])
{
    char mark = strchr(stem, '.') ? '.' : '-';
    size_t n = 0, want = mark == '.' ? 5 : 7;
    char *all[7];
    for (char *p = stem; p && n < want; n++) {
        all[n] = p;
        p = strchr(p, mark);
        if (p)
            *p++ = '\0';
        if (p && n + 1 == want)
            return false;
    }
    if (n != want)
        return false;
    for (size_t i = 0; i < 4; i++)
        part[i] = all[i];
    part[4] = all[want - 1];
    return true;
}

/* Writes the id of an entry; zeros before volume and number do not count. */
static size_t
make_id(char *const part[PARTS], char out[MAX_STEM * 2])
{
    char type[MAX_STEM + 1];
    size_t i = 0;
    for (; part[0][i]; i++)
        type[i] = upper(part[0][i]);
    type[i] = '\0';
    return (size_t)snprintf(out, MAX_STEM * 2, "%s.%s.%lu.%lu", type, part[1], strtoul(part[2], NULL, 10),
                            strtoul(part[4], NULL, 10));
}

void
ht_scan_index_add(struct ht_scan_index *x, const char *name)
{
    char stem[MAX_STEM + 1], id[MAX_STEM * 2];
    char *part[PARTS];
    const char *slash = strrchr(name, '/');
    const char *file = slash ? slash + 1 : name;
    size_t n = strlen(file);
    bool fresh;
    if (n < 5 || n - 4 > MAX_STEM || file[n - 4] != '.' || x->n == MAX_SCANS)
        return;
    for (size_t i = 0; i < 3; i++)
        if (upper(file[n - 3 + i]) != "PDF"[i])
            return;
    memcpy(stem, file, n - 4);
    stem[n - 4] = '\0';
    if (!split(stem, part))
        return;
    uint64_t *at = ht_map_get(&x->by_id, ht_hash(id, make_id(part, id), 6), &fresh);
    *at = fresh ? x->n + 1 : TWICE;
    x->name = ht_grow(x->name, &x->cap, x->n + 1, sizeof *x->name);
    x->name[x->n++] = ht_strdup(file);
}

/* "KS.2008.01.001", perhaps with "~2" behind it: a repeated entry has no scan of its own. */
const char *
ht_scan_index_find(const struct ht_scan_index *x, const char *id, size_t len)
{
    char text[MAX_STEM + 1], key[MAX_STEM * 2];
    char *part[PARTS] = {0};
    size_t n = 0;
    if (!x || !x->n || len > MAX_STEM || memchr(id, '~', len) || memchr(id, '_', len))
        return NULL;
    memcpy(text, id, len);
    text[len] = '\0';
    for (char *p = text; p && n < 4; n++) {
        part[n == 3 ? 4 : n] = p;
        p = strchr(p, '.');
        if (p)
            *p++ = '\0';
    }
    if (n != 4)
        return NULL;
    const uint64_t *at = ht_map_find(&x->by_id, ht_hash(key, make_id(part, key), 6));
    return at && *at != TWICE ? x->name[*at - 1] : NULL;
}

size_t
ht_scan_index_count(const struct ht_scan_index *x)
{
    return x->n;
}

void
ht_scan_index_free(struct ht_scan_index *x)
{
    if (!x)
        return;
    for (size_t i = 0; i < x->n; i++)
        free(x->name[i]);
    free(x->name);
    ht_map_fini(&x->by_id);
    free(x);
}
