/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-ocr at work: one child per file, and a few more for the files that come next, so that pages of several files
 * are read at once (--jobs) while their records come in the order of the files.
 */
#ifndef HT_FORMATS_OCRCHILD_H
#define HT_FORMATS_OCRCHILD_H

#include "base/child.h"
#include "formats/format.h"

struct ht_ocr_ahead;

struct ht_ocr_ahead *ht_ocr_ahead_new(void);
void ht_ocr_ahead_free(struct ht_ocr_ahead *a);         /* ends children that nobody asked for; NULL is fine */

/* What comes behind the file that is read now: N paths, which must live until the next call. */
void ht_ocr_ahead_set(struct ht_ocr_ahead *a, const char *const *next, size_t n);

/* The child that reads PATH of JOB, started now or before; children for the next files are started, too.  NULL after
 * reporting. */
struct ht_child *ht_ocr_child(const struct ht_format_job *job, const char *path);

/* True if the N bytes at S are the beginning of a picture or a PDF. */
bool ht_is_picture(const unsigned char *s, size_t n);

#endif
