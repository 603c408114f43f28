/* SPDX-License-Identifier: BSD-2-Clause */
/* Code lists: mapped TSV files. */
#include "config.h"
#include "model/codelist.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/where.h"

#define MAX_COLUMNS 32

struct row {
    uint32_t at, end;                   /* offsets; END is behind the last byte, without CR */
};

struct ht_tsv {
    const char *s;                      /* the mapping */
    size_t len;
    char *path;
    const char *column[MAX_COLUMNS];
    size_t column_len[MAX_COLUMNS];
    int ncolumns;
    struct row *row;
    size_t nrows;
};

const char *
ht_lists_dir(const char *dir)
{
    if (dir && *dir)
        return dir;
    return ht_where("HOTICH_DATADIR", PKGDATADIR);
}

static size_t
line_end(const struct ht_tsv *t, size_t at)
{
    const char *nl = memchr(t->s + at, '\n', t->len - at);
    return nl ? (size_t)(nl - t->s) : t->len;
}

/* END without the carriage return of Windows' editors. */
static size_t
trim_cr(const struct ht_tsv *t, size_t at, size_t end)
{
    return end > at && t->s[end - 1] == '\r' ? end - 1 : end;
}

static bool
split_header(struct ht_tsv *t, size_t at, size_t end)
{
    end = trim_cr(t, at, end);
    while (at <= end && t->ncolumns < MAX_COLUMNS) {
        const char *tab = memchr(t->s + at, '\t', end - at);
        size_t stop = tab ? (size_t)(tab - t->s) : end;
        t->column[t->ncolumns] = t->s + at;
        t->column_len[t->ncolumns++] = stop - at;
        at = stop + 1;
    }
    return t->ncolumns > 0 && t->column_len[0] > 0;
}

/* The columns that the list NAME must begin with, NULL if it is none of ours. */
static const char *
columns_of(const char *name)
{
    static const struct { const char *name, *columns; } lists[] = {
#define LIST_FILE(name, columns) { name, columns },
#include "model/listfiles.def"
#undef LIST_FILE
    };
    for (size_t i = 0; i < HT_COUNT(lists); i++)
        if (!strcmp(lists[i].name, name))
            return lists[i].columns;
    return NULL;
}

static bool
begins_with(const struct ht_tsv *t, const char *columns)
{
    for (int i = 0; *columns; i++) {
        size_t n = strcspn(columns, " ");
        if (i >= t->ncolumns || t->column_len[i] != n || memcmp(t->column[i], columns, n))
            return false;
        columns += n + (columns[n] == ' ');
    }
    return true;
}

static void
index_rows(struct ht_tsv *t, size_t at)
{
    size_t cap = 0;
    while (at < t->len) {
        size_t line = line_end(t, at), end = trim_cr(t, at, line);
        if (end > at && t->s[at] != '#') {
            if (t->nrows == cap)
                t->row = ht_grow(t->row, &cap, t->nrows + 1, sizeof *t->row);
            t->row[t->nrows++] = (struct row){ (uint32_t)at, (uint32_t)end };
        }
        at = line + 1;
    }
}

static const char *
map_list(const char *path, size_t *len, struct ht_diag *d)
{
    if (!access(path, R_OK))
        return ht_map_file(path, len, d);
    ht_diag_usage(d, _("the list %s is missing: install hotich's data, or name its directory "
                       "with --lists"), path);
    return NULL;
}

const char *
ht_list_map(const char *dir, const char *name, size_t *len, struct ht_diag *d)
{
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/%s", dir, name);
    const char *s = map_list(path.s, len, d);
    ht_buf_fini(&path);
    return s;
}

struct ht_tsv *
ht_tsv_open(const char *dir, const char *name, struct ht_diag *d)
{
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/%s", dir, name);
    struct ht_tsv *t = ht_calloc(1, sizeof *t);
    t->path = ht_buf_take(&path);
    t->s = map_list(t->path, &t->len, d);
    if (!t->s) {
        ht_tsv_free(t);
        return NULL;
    }
    size_t at = t->len >= 3 && !memcmp(t->s, "\xef\xbb\xbf", 3) ? 3 : 0;    /* Notepad's mark */
    while (at < t->len && t->s[at] == '#')
        at = line_end(t, at) + 1;
    if (t->len > UINT32_MAX || at >= t->len || !split_header(t, at, line_end(t, at))) {
        ht_diag_usage(d, _("the list %s cannot be used: it has no header line"), t->path);
        ht_tsv_free(t);
        return NULL;
    }
    const char *columns = columns_of(name);
    if (columns && !begins_with(t, columns)) {
        ht_diag_usage(d, _("the list %s cannot be used: its header line must name the columns %s, with tabs between "
                           "them"), t->path, columns);
        ht_tsv_free(t);
        return NULL;
    }
    index_rows(t, line_end(t, at) + 1);
    return t;
}

void
ht_tsv_free(struct ht_tsv *t)
{
    if (!t)
        return;
    ht_unmap(t->s, t->len);
    free(t->path);
    free(t->row);
    free(t);
}

size_t
ht_tsv_rows(const struct ht_tsv *t)
{
    return t->nrows;
}

int
ht_tsv_column(const struct ht_tsv *t, const char *name)
{
    for (int i = 0; i < t->ncolumns; i++)
        if (t->column_len[i] == strlen(name) && !memcmp(t->column[i], name, t->column_len[i]))
            return i;
    return -1;
}

const char *
ht_tsv_row(const struct ht_tsv *t, size_t row, size_t *len)
{
    *len = t->row[row].end - t->row[row].at;
    return t->s + t->row[row].at;
}

const char *
ht_tsv_cell(const struct ht_tsv *t, size_t row, int column, size_t *len)
{
    size_t at = t->row[row].at, end = t->row[row].end;
    *len = 0;
    for (; column > 0; column--) {
        const char *tab = memchr(t->s + at, '\t', end - at);
        if (!tab)
            return "";
        at = (size_t)(tab - t->s) + 1;
    }
    if (column < 0)
        return "";
    const char *tab = memchr(t->s + at, '\t', end - at);
    *len = (tab ? (size_t)(tab - t->s) : end) - at;
    return t->s + at;
}
