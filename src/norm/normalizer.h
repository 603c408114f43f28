/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the normalizers share: the state of the stage and what is known about the record at hand.
 *
 * A normalizer looks at one field whose text is clean (one blank between words, NFC).  It settles the value
 * (ht_norm_put, attributes), or leaves it alone and reports exactly one finding (ht_norm_doubt).
 */
#ifndef HT_NORM_NORMALIZER_H
#define HT_NORM_NORMALIZER_H

#include "base/buf.h"
#include "model/date.h"
#include "model/finding.h"
#include "norm/norm.h"

struct ht_codes;
struct ht_lunar;
struct ht_names;
struct ht_places;

struct ht_norm {
    struct ht_stage stage;              /* first member */
    struct ht_norm_opts opts;
    bool space;                         /* the normalizer for all fields is on */
    bool on[HT_NKIND];
    struct ht_codes *codes;             /* the lists of the normalizers that are on */
    struct ht_names *names;
    struct ht_places *places;
    struct ht_lunar *lunar;
    struct ht_buf a, b;                 /* scratch, for one normalizer at a time */
    struct ht_out *changes;
    bool ordered[HT_NREG];
    uint8_t order[HT_NREG][HT_MAX_FIELDS];  /* fields in the order in which they are looked at */
    uint64_t nchanged[HT_NKIND], nspace, ndoubt[HT_NKIND];

    /* The record at hand: when it was registered.  Set before all fields but the three that it is made of. */
    struct ht_date registered;          /* year 0: unknown */
    int32_t first, last;                /* days that this may mean */
    int so_year, quyen_year;            /* four digits as written in so, quyenSo; 0: none */
};

typedef void ht_norm_fn(struct ht_norm *n, struct ht_record *r, int field);

#define NORMALIZER(kind, fn, number) ht_norm_fn fn;
#include "norm/normalizers.def"
#undef NORMALIZER

/* Blanks, NFC, full-width and hidden characters. */
void ht_norm_space(struct ht_norm *n, struct ht_record *r, int field);

/* Changes the value on behalf of BY; counts. */
void ht_norm_put(struct ht_norm *n, struct ht_record *r, int field, const char *s, size_t len, const char *by);

/* The value stays; CODE is reported, with ARG for {1} (NULL: none). */
void ht_norm_doubt(struct ht_norm *n, struct ht_record *r, int field, enum ht_code code, const char *arg);

/* Sets the attribute if it is not that already; LEN 0 drops it. */
void ht_norm_attr(struct ht_record *r, int field, enum ht_attr_id id, const char *s, size_t len);

/* Years of events in ledgers and of the births in them, with a margin. */
static inline bool
ht_year_plausible(int year)
{
    return year >= 1800 && year < 2100;
}

/* The year that a serial ("17/2008") says with four digits, 0 if none.  For the record's own date. */
int ht_serial_year(const char *s, size_t len);

#endif
