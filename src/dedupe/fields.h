/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Descriptions of tables that are no registers (--fields=FILE): which columns a list of persons has and what they
 * hold, so that it can be matched like a register.
 *
 * One line for each column, tab-separated: its header in the table, its kind, its role if it has one.  '#' starts a
 * comment; columns that are not described are carried along and not compared.  Several columns are read as one if
 * their headers are joined by '+' ("year+month+day").
 *
 * Kinds: id (names the record; compared with nothing), name (a Vietnamese name, surname first), text, date, number,
 * category, place, paper (number of an identity paper).  Roles: birth (a date), sex (a category), father and mother
 * (of anything that belongs to a parent), family (what brothers and sisters have in common: a native place).  Where
 * father or mother is a name, the classes of siblings and twins are switched on, as for births.
 */
#ifndef HT_DEDUPE_FIELDS_H
#define HT_DEDUPE_FIELDS_H

#include "base/arena.h"
#include "dedupe/feat.h"

#define HT_FIELD_PARTS 4                /* columns that may be read as one */

/* Where the value of one column of the schema stands in a row. */
struct ht_field_source {
    const char *header;                 /* as described */
    const char *part[HT_FIELD_PARTS];   /* headers, if they are several */
    size_t nparts;
    int at[HT_FIELD_PARTS];             /* places in the row, filled by ht_fields_bind */
    bool whole;                         /* HEADER itself is there, at[0] */
    bool date;                          /* parts are joined by '-', not by a blank */
};

struct ht_fields {
    struct ht_dschema schema;           /* without keys: dedupe/autokey.h chooses them when the data are known */
    struct ht_field_source source[HT_MAX_COLS], id;     /* of the schema's columns; id.header NULL: none */
    struct ht_arena arena, row;         /* of the description; of the row that was looked at last */
};

/* Reads the description PATH.  0, or -1 after reporting. */
int ht_fields_load(struct ht_fields *f, const char *path, struct ht_diag *d);
void ht_fields_fini(struct ht_fields *f);

/* Finds the described columns in a table's header of N cells.  Returns NULL, or the first described header that is not
 * there; FOUND gets the number of those that are. */
const char *ht_fields_bind(struct ht_fields *f, const char *const *cell, const size_t *len, size_t n, size_t *found);

/* The values of a row, N texts, in the order of the schema's columns, as ht_feat_make takes them, and that of the
 * column of ids.  Borrowed until the next call.  Cells beyond N are blank. */
void ht_fields_cells(struct ht_fields *f, const char *const *text, const size_t *len, size_t n, struct ht_cell *out,
                     struct ht_cell *id);

#endif
