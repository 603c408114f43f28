/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the name of a font says about the character set: the fonts of TCVN3, VNI and VPS show Vietnamese for bytes
 * that mean something else.  Fonts sometimes lie, so this is a prior and no verdict.
 */
#ifndef HT_FORMATS_FONTS_H
#define HT_FORMATS_FONTS_H

#include <stddef.h>

#include "text/charset.h"

/* NULL: nothing, or an ordinary font. */
const struct ht_charset *ht_font_charset(const char *name, size_t len);

#endif
