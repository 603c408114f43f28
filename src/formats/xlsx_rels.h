/* SPDX-License-Identifier: BSD-2-Clause */
/* What a part of an .xlsx container points to (ECMA-376 part 2, relations). */
#ifndef HT_FORMATS_XLSX_RELS_H
#define HT_FORMATS_XLSX_RELS_H

#include "formats/format.h"
#include "formats/zip.h"

enum ht_relation_kind { HT_REL_OTHER, HT_REL_BOOK, HT_REL_SHEET, HT_REL_STYLES, HT_REL_STRINGS };

struct ht_relation {
    char *id, *target;
    enum ht_relation_kind kind;
};

struct ht_relations {
    struct ht_relation *v;
    size_t n, cap;
    const char *base;                   /* folder that targets are relative to, "" or "xl/" */
    bool external;                      /* one points to another workbook */
};

/* Reads PART; release with ht_relations_fini whatever comes back. */
enum ht_rc ht_relations_read(const struct ht_format_job *job, struct ht_zip *zip, const char *part, const char *base,
                             struct ht_relations *r);
void ht_relations_fini(struct ht_relations *r);

/* The target of the first relation of KIND, NULL if there is none. */
const char *ht_relation_target(const struct ht_relations *r, enum ht_relation_kind kind);

#endif
