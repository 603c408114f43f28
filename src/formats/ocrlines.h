/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The output of hotich-ocr: lines of cells with tabs between them.  In texts \t, \n and \\ stand for a tab, a line end
 * and a backslash.
 *
 *   page   file  number  width  height  dpi  skew  template  quality
 *   field  name  confidence  x  y  w  h  text  other
 *   tick   name  confidence  x  y  w  h  value
 *   word   confidence  x0  y0  x1  y1  line  text
 *   crop   name  file
 *   end    pages
 *
 * "template" is REGISTER/NAME, blank if none fits; "other" is a second reading where it differs.
 */
#ifndef HT_FORMATS_OCRLINES_H
#define HT_FORMATS_OCRLINES_H

#include <stdbool.h>

#include "formats/format.h"

/* Makes rows of all pages in IN.  *ENDED: the "end" line came; without it the program broke off.  HT_OK, what the
 * receiver says, or HT_FAIL after reporting. */
enum ht_rc ht_ocr_lines_read(const struct ht_format_job *job, struct ht_in *in, struct ht_rows *to, bool *ended);

#endif
