/* SPDX-License-Identifier: BSD-2-Clause */
/* Styles of an OpenDocument spreadsheet (ODF 1.2, part 1, 16 and 17), as far as they say something about character
 * sets, dates and hidden sheets. */
#ifndef HT_FORMATS_ODS_STYLES_H
#define HT_FORMATS_ODS_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/sax.h"
#include "text/charset.h"

struct ht_ods_style {
    char *name;                         /* family, a colon, name: "table-cell:ce1" */
    const struct ht_charset *prior;
    bool has_font;                      /* it names one, of whatever set */
    unsigned parts;                     /* of its data style */
    bool hidden;                        /* of a sheet */
};

struct ht_ods_styles {
    struct ht_ods_style *v;
    size_t n, cap;
    struct ht_ods_style *last;          /* the open one */
    bool in_data;                       /* inside a data style */
};

/* Hands a start or end tag to the styles; any part of the document may hold some. */
void ht_ods_style_start(struct ht_ods_styles *s, const char *name, const struct ht_sax_attrs *a);
void ht_ods_style_end(struct ht_ods_styles *s, const char *name);
/* The style that attribute ATTR of an element names, NULL if there is none. */
const struct ht_ods_style *ht_ods_style(const struct ht_ods_styles *s, const char *family,
                                        const struct ht_sax_attrs *a, const char *attr);
void ht_ods_styles_fini(struct ht_ods_styles *s);

#endif
