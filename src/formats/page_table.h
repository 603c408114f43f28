/* SPDX-License-Identifier: BSD-2-Clause */
/* Pages that are tables: a line of known captions, and an entry in every row below it. */
#ifndef HT_FORMATS_PAGE_TABLE_H
#define HT_FORMATS_PAGE_TABLE_H

#include "formats/header.h"
#include "formats/page.h"

/* Calls FN with the fields of each row (in F, numbered from 1) if P is a table of register REG, or of any if REG is
 * NULL; *ROWS gets their number, 0 if it is none.  What FN says, HT_OK otherwise. */
typedef enum ht_rc ht_page_row(void *arg, size_t number);
enum ht_rc ht_page_by_rows(const struct ht_page *p, const struct ht_header_book *book, const struct ht_register *reg,
                           struct ht_page_fields *f, ht_page_row *fn, void *arg, size_t *rows);

#endif
