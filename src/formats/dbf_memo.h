/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memo files of dBase III (.dbt), dBase IV (.dbt) and FoxPro (.fpt): long texts by block number.
 */
#ifndef HT_FORMATS_DBF_MEMO_H
#define HT_FORMATS_DBF_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum ht_memo_kind { HT_MEMO_DBASE3, HT_MEMO_DBASE4, HT_MEMO_FOXPRO };

struct ht_memo {
    char *path;                         /* owned */
    const char *s;                      /* the whole file, mapped */
    size_t len;
    size_t block;                       /* bytes */
    enum ht_memo_kind kind;
};

/* Opens the memo file that lies beside TABLE, whatever the case of its extension.  False if there is none or it
 * cannot be read (then reported). */
bool ht_memo_open(struct ht_memo *m, const char *table, enum ht_memo_kind kind, struct ht_diag *d);
/* The same for the memo file at PATH. */
bool ht_memo_open_at(struct ht_memo *m, const char *path, enum ht_memo_kind kind, struct ht_diag *d);
/* The text of BLOCK, borrowed.  False if the block is not there or its length is impossible. */
bool ht_memo_get(const struct ht_memo *m, uint64_t block, const char **s, size_t *len);
void ht_memo_close(struct ht_memo *m);

#endif
