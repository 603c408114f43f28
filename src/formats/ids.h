/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ids of records: REGISTER.YEAR.VOLUME.NUMBER, such as KS.2008.01.001; a missing part is "_".
 *
 * Unique in a run: a repeat gets "~2", "~3" in the order of the input.  The memory for that is a counter of two
 * bytes per number of a book, so a million records cost about two megabytes.
 */
#ifndef HT_FORMATS_IDS_H
#define HT_FORMATS_IDS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/schema.h"

#define HT_ID_MAX 96                    /* room for any id that ht_id_make writes */

struct ht_ids;

struct ht_ids *ht_ids_new(void);
void ht_ids_free(struct ht_ids *ids);                   /* NULL is fine */

/* What an id is made of, as written: "1/2008", "01/2008", "15/1/08".  NULL: missing. */
struct ht_id_parts {
    const char *so, *quyen_so, *ngay_dang_ky;
    size_t so_len, quyen_so_len, ngay_len;
};

/* Writes the id into OUT (HT_ID_MAX bytes); returns its length. */
size_t ht_id_make(struct ht_ids *ids, const struct ht_register *reg, const struct ht_id_parts *p, char *out);

/* True if this id, given by the source itself, was seen before. */
bool ht_id_seen(struct ht_ids *ids, const char *id, size_t len);

#endif
