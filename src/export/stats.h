/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Open data: what --to=stats makes of the entries.
 *
 * Only numbers of closed lists go in: register, unit of a list, year, month, sex, group of ages.  No text of
 * an entry is kept, so none can come out.
 */
#ifndef HT_EXPORT_STATS_H
#define HT_EXPORT_STATS_H

#include "base/io.h"
#include "export/cube.h"
#include "export/ledger.h"
#include "export/units.h"
#include "model/record.h"

#define HT_STATS_K 5                    /* smallest count that is published unless asked otherwise */
#define HT_UNKNOWN 1                    /* the category of what an entry does not say, in every dimension */
#define HT_FIRST 2                      /* the first one of what it says; years stand for themselves */

enum ht_ages { HT_AGES_NONE, HT_AGES_MOTHER, HT_AGES_DEATH, HT_AGES_SPOUSE, HT_NAGES };

struct ht_stats_table {
    const char *file;
    const struct ht_register *reg;      /* NULL: all */
    unsigned mask;                      /* dimensions */
    enum ht_ages ages;
    const char *title, *about;          /* msgids */
};
const struct ht_stats_table *ht_stats_table(size_t i);         /* NULL behind the last one */

/* How far a unit's ledgers of a register are. */
struct ht_progress_row {
    const struct ht_unit *unit;         /* NULL: not known */
    uint16_t category;
    uint64_t ledgers, done;             /* done: no entry has an error */
};

struct ht_stats {
    unsigned k;
    struct ht_units *units;
    struct ht_cube cube;
    struct ht_ledgers ledgers;
    uint64_t records;
    bool validated;                     /* some entry has a finding of hotich-validate */
    struct ht_progress_row *row;        /* by unit; made by ht_stats_finish */
    size_t rows;
};

/* HT_FAIL after reporting. */
enum ht_rc ht_stats_init(struct ht_stats *s, const char *lists, unsigned k, struct ht_diag *d);
void ht_stats_fini(struct ht_stats *s);
void ht_stats_add(struct ht_stats *s, const struct ht_record *r);
/* After the last entry: hides what is small, counts ledgers. */
void ht_stats_finish(struct ht_stats *s);

/* The code and the label of a category; AGES is the table's.  Labels are in the user's language, codes are
 * fixed. */
void ht_stats_code(const struct ht_stats *s, unsigned dim, uint16_t category, enum ht_ages ages, struct ht_buf *out);
void ht_stats_label(const struct ht_stats *s, unsigned dim, uint16_t category, enum ht_ages ages, struct ht_buf *out);
const char *ht_stats_column(unsigned dim);                      /* "unit", "year" … */

/* The rows of table T, a header first, sums with the code "_T"; LF, RFC 4180. */
void ht_stats_csv(const struct ht_stats *s, const struct ht_stats_table *t, struct ht_out *out);
/* Ledgers by unit. */
void ht_stats_ledgers_csv(const struct ht_stats *s, struct ht_out *out);
/* What every column of every file means, in Vietnamese and English; codes with their meaning. */
void ht_stats_dictionary(const struct ht_stats *s, struct ht_out *out);

/* The page; TEMPLATE is data/stats.html. */
void ht_stats_page(const struct ht_stats *s, const char *page_template, size_t len, struct ht_out *out);

#endif
