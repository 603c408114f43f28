/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the user knows about a whole file and the file does not say (--set=FIELD=VALUE): the office, the volume.
 *
 * Such a value fills a field that a row leaves empty, with by="set"; what a row says is never replaced.
 */
#ifndef HT_FORMATS_GIVEN_H
#define HT_FORMATS_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/opt.h"
#include "stream/stage.h"

struct ht_given {
    const struct ht_strv *list;         /* "FIELD=VALUE", checked and borrowed */
};

/* Fills G from LIST.  False after reporting (exit 2): no register has the field, of REG (NULL: of any); it was given
 * before; the value is empty or no text. */
bool ht_given_init(struct ht_given *g, const struct ht_strv *list, const struct ht_register *reg, struct ht_diag *d);

/* The value of FIELD of REG, NULL if none was given. */
const char *ht_given_value(const struct ht_given *g, const struct ht_register *reg, int field, size_t *len);

/* A stage that fills the empty fields of every record. */
struct ht_given_stage {
    struct ht_stage stage;
    const struct ht_given *given;
};
/* Puts S before NEXT; returns what comes first: S, or NEXT if G gives nothing. */
struct ht_stage *ht_given_before(struct ht_given_stage *s, const struct ht_given *g, struct ht_stage *next);

/* Reports what was given for fields that REG does not have: W is the table. */
void ht_given_report(const struct ht_given *g, const struct ht_register *reg, const struct ht_where *w,
                     struct ht_diag *d);

#endif
