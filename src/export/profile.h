/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a receiver wants: which columns, in which order, and how values are spelled.
 *
 * data/export_columns.tsv has the column lists of the template generations, data/export_values.tsv says which code
 * lists go by number.  Both are data, so that a new template needs no new program.
 */
#ifndef HT_EXPORT_PROFILE_H
#define HT_EXPORT_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/record.h"

#define HT_COLUMN_NONE (-1)             /* a name that the register has no field for: the column stays empty */
#define HT_COLUMN_ROW (-2)              /* STT: the number of the row */
#define HT_MAX_EXPORT_COLUMNS 128

struct ht_column {
    char name[HT_MAX_NAME + 1];
    int field;                          /* or one of the two above */
};

struct ht_layout {
    char sheet[32];
    char notes[32];                     /* name of a second sheet, that explains the codes; "": none */
    char *codes;                        /* its rows: column, code, meaning, tabs between, LF behind; or NULL */
    struct ht_column column[HT_MAX_EXPORT_COLUMNS];
    size_t n;
};

struct ht_profile;

/* Reads the profile NAME (NULL: "standard").  NULL after reporting: no such profile, or a list is missing (exit 2). */
struct ht_profile *ht_profile_new(const char *lists, const char *name, struct ht_diag *d);
void ht_profile_free(struct ht_profile *p);     /* NULL is fine */

/* The columns for REG, in the profile's order; all fields of the register if no profile has it.  Lives as long as P. */
const struct ht_layout *ht_profile_layout(struct ht_profile *p, const struct ht_register *reg);

/* Why a value is not what the receiver expects. */
enum ht_value_doubt { HT_VALUE_GOOD, HT_VALUE_NO_CODE, HT_VALUE_NO_DATE };

/* Appends the value of FIELD as the receiver spells it: full dates dd.MM.yyyy, partial ones MM.yyyy or yyyy, ages as in
 * the ledger, codes by number or name.  What cannot be spelled so is written as it stands, with its doubt. */
enum ht_value_doubt ht_profile_value(const struct ht_profile *p, const struct ht_record *r, int field,
                                     struct ht_buf *out);

#endif
