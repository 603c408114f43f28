/* SPDX-License-Identifier: BSD-2-Clause */
/* What is kept of persons and of entries that name others, for links.c and links_end.c. */
#ifndef HT_RULES_LINKS_PRIVATE_H
#define HT_RULES_LINKS_PRIVATE_H

#include "rules/keyed.h"
#include "rules/links.h"

/* Rows of spouses, declarants, numbers, births and ended are struct ht_keyed. */

struct ht_death {
    struct ht_keyed k;
    int32_t day;                        /* the last day that it may have been */
};

struct ht_recognised {                  /* child of a CMC entry */
    struct ht_keyed k;
    uint8_t parent;                     /* eight bits of the parent's name */
};

struct ht_named {                       /* an entry that another one names */
    uint32_t at;
    enum ht_code code;
    enum ht_reg reg;
    struct ht_serial so;
    int32_t day;                        /* INT32_MIN: not given */
    uint64_t place;
    int field;                          /* that names it */
    int value;                          /* HT_V_…: what is changed; -1: nothing that is kept */
    uint8_t from, to;
};

struct ht_links {
    struct ht_rows spouses;             /* husband and wife stand together, at 2i and 2i + 1 */
    struct ht_rows declarants, numbers, births, ended, deaths, recognised, named;
    uint32_t at;                        /* of the record that is being added */
};

/* A birth's key: 48 bits of the child, a bit that says that the entry has a note, eight bits of the father's and
 * seven of the mother's name. */
#define HT_LINK_CHILD(key) ((key) & ~UINT64_C(0xffff))
#define HT_LINK_NOTED UINT64_C(0x8000)

static inline uint64_t
ht_couple_key(uint64_t man, uint64_t woman)
{
    return ht_hash_mix(man, woman);
}

#endif
