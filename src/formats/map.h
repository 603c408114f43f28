/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Maps: what a user says about a source (--map=FILE, repeatable).
 *
 * A TSV file, '#' starts a comment.  Kinds, told apart by the header line: columns ("source header<TAB>field", no
 * header line); fixed width (header "field start width unit"); page template (formats/template.h).  A field is the
 * Ministry's stem; "-" leaves a column out, "id" makes it the record's id.
 */
#ifndef HT_FORMATS_MAP_H
#define HT_FORMATS_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/opt.h"
#include "formats/template.h"

struct ht_map_column {
    char *header;                       /* as ht_fold leaves it */
    char *field;
};

/* A column of fixed-width text. */
struct ht_map_layout {
    char *field;
    size_t start, width;                /* start from 0 */
    bool chars;                         /* they count characters, not bytes */
};

struct ht_map_file {
    struct ht_map_column *column;
    size_t ncolumns, cap;
    struct ht_map_layout *layout;
    size_t nlayout, layout_cap;
    struct ht_templates pages;
    struct ht_strv page_files;          /* the maps that they are from; borrowed */
};

/* Reads all FILES into one map; NULL after reporting (exit 2). */
struct ht_map_file *ht_map_read(const struct ht_strv *files, struct ht_diag *d);
void ht_map_free(struct ht_map_file *m);                /* NULL is fine */

/* The field for a source header, NULL if the map does not name it. */
const char *ht_map_field(const struct ht_map_file *m, const char *header, size_t len);

#endif
