/* SPDX-License-Identifier: BSD-2-Clause */
/* A dBase or FoxPro table: what its head says (dbf_head.c), for reading its records (in_dbf.c). */
#ifndef HT_FORMATS_DBF_INT_H
#define HT_FORMATS_DBF_INT_H

#include "formats/dbf_memo.h"
#include "formats/format.h"
#include "formats/number.h"

struct ht_dbf_version {
    unsigned char byte;
    signed char memo;                   /* enum ht_memo_kind, -1: no memo file */
    bool visual;                        /* Visual FoxPro: binary columns, block numbers of 4 bytes */
};

struct ht_dbf_column {
    char name[12];
    char type;
    unsigned at, len;                   /* within a record, whose first byte is the deletion mark */
    int null_bit, length_bit;           /* in _NullFlags, -1: none */
    char text[HT_NUMBER_MAX];           /* what was made from a binary value … */
    char raw[16];                       /* … and that value */
};

struct ht_dbf {
    const struct ht_format_job *job;
    struct ht_rows *to;
    const struct ht_dbf_version *version;
    struct ht_dbf_column *column;
    struct ht_cell *cell;               /* one per column; _NullFlags has none */
    struct ht_arena arena;
    size_t n;
    unsigned head, length;              /* bytes of the head, of one record */
    const struct ht_dbf_column *flags;         /* _NullFlags or NULL */
    struct ht_dbf_column flags_column;
    uint64_t claimed, number, deleted;
    struct ht_memo memo;
    bool has_memo;                      /* a column of this table needs it */
};

/* Reports that the file is damaged; HT_FAIL. */
enum ht_rc ht_dbf_damaged(struct ht_dbf *t, const char *why);
/* Reads the head and the columns, which the caller frees. */
enum ht_rc ht_dbf_head(struct ht_dbf *t);
/* Opens the memo file if a column needs it; one that is missing is reported and no failure. */
enum ht_rc ht_dbf_open_memo(struct ht_dbf *t);
int ht_dbf_bid(const unsigned char *s, size_t n);

#endif
