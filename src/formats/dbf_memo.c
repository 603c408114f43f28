/* SPDX-License-Identifier: BSD-2-Clause */
/* Memo files.  Every number in them is checked against the file's size. */
#include "config.h"
#include "formats/dbf_memo.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "formats/bytes.h"

static const char *const extensions[][4] = {
    [HT_MEMO_DBASE3] = { "dbt", "DBT", "fpt", "FPT" },
    [HT_MEMO_DBASE4] = { "dbt", "DBT", "fpt", "FPT" },
    [HT_MEMO_FOXPRO] = { "fpt", "FPT", "dbt", "DBT" },
};

/* Points M->path at an existing file beside TABLE. */
static bool
find_beside(struct ht_memo *m, const char *table)
{
    size_t n = strlen(table);
    if (n < 4 || table[n - 4] != '.')
        return false;
    m->path = ht_strdup(table);
    for (size_t i = 0; i < HT_COUNT(extensions[m->kind]); i++) {
        memcpy(m->path + n - 3, extensions[m->kind][i], 3);
        if (!access(m->path, F_OK))
            return true;
    }
    return false;
}

static size_t
block_size(const struct ht_memo *m)
{
    const unsigned char *p = (const unsigned char *)m->s;
    size_t size = 512;
    if (m->kind == HT_MEMO_FOXPRO && m->len >= 8)
        size = ht_be16(p + 6);
    else if (m->kind == HT_MEMO_DBASE4 && m->len >= 22)
        size = ht_le16(p + 20);
    if (!size)                          /* FoxPro's SET BLOCKSIZE TO 0 means single bytes */
        size = m->kind == HT_MEMO_FOXPRO ? 1 : 512;
    return size;
}

/* Maps M->path. */
static bool
open_path(struct ht_memo *m, struct ht_diag *d)
{
    m->s = ht_map_file(m->path, &m->len, d);
    if (!m->s) {
        ht_memo_close(m);
        return false;
    }
    m->block = block_size(m);
    return true;
}

bool
ht_memo_open(struct ht_memo *m, const char *table, enum ht_memo_kind kind, struct ht_diag *d)
{
    *m = (struct ht_memo){ .kind = kind };
    if (find_beside(m, table))
        return open_path(m, d);
    ht_memo_close(m);
    return false;
}

bool
ht_memo_open_at(struct ht_memo *m, const char *path, enum ht_memo_kind kind, struct ht_diag *d)
{
    *m = (struct ht_memo){ .kind = kind, .path = ht_strdup(path) };
    return open_path(m, d);
}

/* dBase III: up to two bytes 1A; a lone one ends the text as well. */
static size_t
until_mark(const char *s, size_t n)
{
    const char *end = memchr(s, 0x1a, n);
    return end ? (size_t)(end - s) : n;
}

bool
ht_memo_get(const struct ht_memo *m, uint64_t block, const char **s, size_t *len)
{
    if (!block || block >= m->len / m->block + 1 || block * m->block >= m->len)
        return false;
    const char *p = m->s + block * m->block;
    size_t left = m->len - (size_t)(block * m->block);
    const unsigned char *u = (const unsigned char *)p;
    bool marked = m->kind == HT_MEMO_DBASE4 && left >= 8 && ht_le32(u) == 0x0008ffff;
    if (m->kind == HT_MEMO_DBASE3 || (m->kind == HT_MEMO_DBASE4 && !marked)) {
        *s = p;
        *len = until_mark(p, left);
        return true;
    }
    if (left < 8)
        return false;
    size_t n = m->kind == HT_MEMO_FOXPRO ? ht_be32(u + 4) : ht_le32(u + 4);
    if (m->kind == HT_MEMO_DBASE4) {
        if (n < 8)
            return false;
        n -= 8;                         /* the length counts its own head */
    }
    if (n > left - 8)
        return false;
    *s = p + 8;
    *len = n;
    return true;
}

void
ht_memo_close(struct ht_memo *m)
{
    if (m->s)
        ht_unmap(m->s, m->len);
    free(m->path);
    *m = (struct ht_memo){0};
}
