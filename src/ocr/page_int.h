/* SPDX-License-Identifier: BSD-2-Clause */
/* A page while it is read: shared by the files that read it (page.c) and write about it (page_lines.c). */
#ifndef HT_OCR_PAGE_INT_H
#define HT_OCR_PAGE_INT_H

#include "ocr/clean.h"
#include "ocr/page.h"
#include "ocr/reading.h"

struct ht_ocr_page {
    struct ht_engine *engine;
    const struct ht_page_job *job;
    struct ht_out *out;
    struct ht_scan scan;
    struct ht_words words;              /* of the whole page */
    size_t *printed;                    /* per word: so many of its first bytes belong to a label */
    const struct ht_template *t;
    struct ht_fit fit;
    struct ht_box *label;               /* the labels that were found */
    size_t nlabels;
    struct ht_words line;               /* scratch: words of a line */
};

/* Mean confidence of the words, each as much as it has letters. */
double ht_page_legible(const struct ht_words *w);

/* Lines of the output, as page.h has them. */
void ht_page_put_head(const struct ht_ocr_page *p);
void ht_page_put_words(const struct ht_ocr_page *p);
void ht_page_put_field(struct ht_ocr_page *p, const char *name, const struct ht_box *b, const struct ht_choice *v);
void ht_page_put_readings(const struct ht_ocr_page *p, const char *name, const struct ht_readings *r);
/* Writes the picture of box B into the directory of the crops. */
void ht_page_put_crop(struct ht_ocr_page *p, const char *name, const struct ht_box *b);
/* Writes the picture of the whole page there, small enough to be shown beside what is typed from it. */
void ht_page_put_picture(struct ht_ocr_page *p);

#endif
