/* SPDX-License-Identifier: BSD-2-Clause */
/* One small index over the two stretches of Unicode that hold the Latin letters, for tables without holes. */
#ifndef HT_TEXT_SLOT_H
#define HT_TEXT_SLOT_H

#include <stdint.h>

/* U+0000–024F, then U+1E00–1EFF.  Constant for constants, so that it serves designated initializers. */
#define HT_SLOT(c) ((c) < 0x250 ? (c) : (c) - 0x1e00 + 0x250)
#define HT_NSLOTS 0x350
#define HT_HAS_SLOT(c) ((c) < 0x250 || ((c) >= 0x1e00 && (c) < 0x1f00))

#endif
