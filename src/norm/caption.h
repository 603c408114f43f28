/* SPDX-License-Identifier: BSD-2-Clause */
/* Captions that clerks copied into the cell: "Quyển số: 01", "CMND 024…". */
#ifndef HT_NORM_CAPTION_H
#define HT_NORM_CAPTION_H

#define HT_NUMBER_MAX 64                /* bytes; no number is longer, its caption included */

/* What stands behind one of WORDS (folded, NULL-terminated) or a number sign at the beginning of S; also behind the
 * apostrophe by which a spreadsheet marks text. */
const char *ht_skip_caption(const char *s, const char *const *words);

#endif
