/* SPDX-License-Identifier: BSD-2-Clause */
/* Words that were read before, so that cells made of them are read at the speed of a look-up. */
#ifndef HT_TOOLS_CONVERT_MEMO_H
#define HT_TOOLS_CONVERT_MEMO_H

#include <stddef.h>

#include "text/detect.h"

struct convert_memo;

struct convert_memo *convert_memo_new(void);
void convert_memo_free(struct convert_memo *m);         /* NULL is fine */

enum convert_memo_says {
    MEMO_UNKNOWN,                       /* look at the cell */
    MEMO_KNOWN,                         /* decode it */
    MEMO_CASE                           /* decode it and restore its capitals, if the set lacks some */
};

/* Is every word of the cell at S one that was added for SET, and nothing but usual signs between them?  An ASCII cell
 * is MEMO_UNKNOWN. */
enum convert_memo_says convert_memo_ask(const struct convert_memo *m, const struct ht_charset *set, const char *s,
                                        size_t len);

/* Remembers the words of a cell that was read as SET for certain, but for those that say little by themselves. */
void convert_memo_add(struct convert_memo *m, struct ht_detector *det, const struct ht_charset *set, const char *s,
                      size_t len);

#endif
