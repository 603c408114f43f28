/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One page, from its picture to lines of hotich-ocr's output:
 *
 *   page   file  number  width  height  dpi  skew  template  quality
 *   field  name  confidence  x  y  w  h  text  other
 *   tick   name  confidence  x  y  w  h  value
 *   word   confidence  x0  y0  x1  y1  line  text
 *   crop   name  file                                     with job->crops
 *   picture  file  scale                                  with job->crops
 *   reading  name  which  confidence  text                with job->readings
 *
 * separated by tabs; in texts a tab, a line end and a backslash are \t, \n and \\.  Pixels are those of the page
 * after it was turned level and brought to dpi.  "template" is REGISTER/NAME, blank if none fits; "quality" is 0 to
 * 100: how much of the printed text stands where it should, and how well the words can be read.  "other" is a second
 * reading that says something else; blank if all readings agree.  A field that is blank on paper has a blank text.
 * "picture" is the whole page, "scale" of its pixels being one of the page.
 */
#ifndef HT_OCR_PAGE_H
#define HT_OCR_PAGE_H

#include "base/io.h"
#include "formats/reading.h"
#include "formats/template.h"
#include "ocr/engine.h"

struct ht_page_job {
    const char *path, *name;            /* file, and what it is called in the output */
    unsigned number;                    /* of the page, from 0 */
    const struct ht_templates *given;   /* templates that the user named: they are preferred … */
    const struct ht_templates *usual;   /* … to these, if they fit nearly as well */
    const struct ht_register *reg;      /* only templates of it; NULL: of any */
    struct ht_reader *reader;           /* what values look like */
    const char *crops;                  /* directory for pictures of the page and its fields, NULL: none */
    bool readings;                      /* write every reading of a field, not only the verdict */
    int dpi;                            /* what the picture is said to have; 0: as its file says */
};

/* Reads PIX and writes its lines.  False if Tesseract or Leptonica failed. */
bool ht_page_read(struct ht_engine *e, PIX *pix, int dpi, const struct ht_page_job *job, struct ht_out *out);

/* The "page" line of a page that could not be read. */
void ht_page_missing(const struct ht_page_job *job, struct ht_out *out);

/* A text with \t, \n and \\ escaped. */
void ht_page_put_text(struct ht_out *out, const char *s, size_t len);

#endif
