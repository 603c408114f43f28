/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the tone mark of oa, oe, uy stands: hòa (old) or hoà (new). */
#ifndef HT_NORM_TONE_H
#define HT_NORM_TONE_H

#include "base/buf.h"
#include "norm/norm.h"

/* Appends S with the marks placed by STYLE (HT_TONE_OLD or HT_TONE_NEW); everything else stays. */
void ht_place_tones(struct ht_buf *out, const char *s, size_t n, enum ht_tone_style style);

#endif
