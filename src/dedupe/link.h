/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Links across registers (--link): the child of a birth, the father or mother of others, the husband or wife of a
 * marriage and the deceased of a death may be one person.
 *
 * Every mention of a person in an event becomes a feature of its own: name, date of birth, partner, paper, place.
 * Mentions are compared, weighed and clustered as entries are, but two of one event are never one person, nor are
 * two of different sex, nor two that the law and nature keep apart (nobody marries before the age of twelve, gives
 * birth twice within half a year, or is born or buried twice).  Of several entries of one event only one takes part.
 */
#ifndef HT_DEDUPE_LINK_H
#define HT_DEDUPE_LINK_H

#include "dedupe/pairs.h"
#include "model/record.h"

struct ht_link;

struct ht_link *ht_link_new(struct ht_pool *pool, size_t memory, struct ht_diag *diag);
void ht_link_free(struct ht_link *l);           /* NULL is fine */

/* The mentions of R, the record at place REC. */
enum ht_rc ht_link_take(struct ht_link *l, const struct ht_record *r, uint32_t rec);

/* All records are there and matched: RESULT[i] is register i's if MATCHED[i].  RECORDS of them. */
enum ht_rc ht_link_run(struct ht_link *l, const struct ht_match *result, const bool *matched, size_t n,
                       uint32_t records, const struct ht_match_opts *opts);

/* Writes the links: id_a field_a id_b field_b probability verdict reason, tab-separated, with a header. */
enum ht_rc ht_link_write(const struct ht_link *l, const char *path, const struct ht_ids *ids);

/* Gives the names of persons in R, the record at place REC, the attribute person; takes old ones away. */
void ht_link_mark(const struct ht_link *l, struct ht_record *r, uint32_t rec);

/* For --explain-model and notes. */
const struct ht_match *ht_link_result(const struct ht_link *l);
size_t ht_link_persons(const struct ht_link *l);        /* that are mentioned more than once */

#endif
