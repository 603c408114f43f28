/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The canonical wording of captions: "Năm sinh của bố", "Tuổi người cha" and NAMSINHCHA ask for the same.
 *
 * data/captions.tsv says which words are others ("bố" is "cha"), which name a person and which say nothing ("của").
 * What is asked for comes first and the persons last, so that "Cha: họ tên" is "họ tên cha".  Words that the list does
 * not have stay and make another wording: "Nghề nghiệp cha" is not "cha".
 */
#ifndef HT_FORMATS_CAPTION_H
#define HT_FORMATS_CAPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct ht_captions;

/* LISTS: where data/captions.tsv is.  NULL after reporting. */
struct ht_captions *ht_captions_new(const char *lists, struct ht_diag *d);
void ht_captions_free(struct ht_captions *c);       /* NULL is fine */

struct ht_wording {
    uint64_t key;                       /* equal for equal wordings in a register; 0: there is none */
    bool person;                        /* it says whom it is about */
    bool part;                          /* it asks for a part of that: a surname */
    bool alone;                         /* and nothing else: it asks for the name, or stands above several columns */
};

/* The wording of caption S (UTF-8) in register REG (enum ht_reg).  None if nothing is left of it, or it is too long for
 * a caption. */
struct ht_wording ht_caption_wording(const struct ht_captions *c, const char *s, size_t len, size_t reg);

#endif
