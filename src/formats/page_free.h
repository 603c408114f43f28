/* SPDX-License-Identifier: BSD-2-Clause */
/* Pages that no template knows: "label: value". */
#ifndef HT_FORMATS_PAGE_FREE_H
#define HT_FORMATS_PAGE_FREE_H

#include "formats/header.h"
#include "formats/page.h"

/* Fills F with the values behind the captions of REG's fields (NULL: of the register that the page names).  True if at
 * least three fields were found. */
bool ht_page_by_labels(const struct ht_page *p, struct ht_header_book *book, const struct ht_register *reg,
                       struct ht_page_fields *f);

#endif
