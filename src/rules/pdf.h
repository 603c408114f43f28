/* SPDX-License-Identifier: BSD-2-Clause */
/* What a scanned PDF is like, by libqpdf.  A build without libqpdf pairs names only. */
#ifndef HT_RULES_PDF_H
#define HT_RULES_PDF_H

#include <stdbool.h>
#include <stddef.h>

struct ht_pdf {
    const char *trouble;                /* translated: why it cannot be used; NULL: it can */
    int pages;
    double a4;                          /* area of all pages in A4 pages */
    bool grey;                          /* no picture of it has colour */
    int blank;                          /* first blank page, from 1; 0: none */
};

bool ht_pdf_available(void);

/* Looks at LEN bytes at S.  Never recovers a damaged file: that is the finding. */
void ht_pdf_look(const void *s, size_t len, struct ht_pdf *out);

#endif
