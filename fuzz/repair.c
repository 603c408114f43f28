/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: repairs of decoded text.  They keep it well-formed, are done at once (a second time finds nothing), and
 * name what was done exactly when something was.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/detect_int.h"
#include "text/nfc.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_buf text = HT_BUF_INIT, once = HT_BUF_INIT, nfc = HT_BUF_INIT, twice = HT_BUF_INIT;
    unsigned by = 0, again = 0;
    size_t n = ht_utf8_valid((const char *)data, size);
    if (!ht_nfc(&text, (const char *)data, n))
        ht_buf_add(&text, (const char *)data, n);
    bool done = repair_text(text.s, text.len, &once, &by);
    if (done != (by != 0))
        abort();
    if (done) {
        if (ht_utf8_valid(once.s, once.len) != once.len)
            abort();
        if (!ht_nfc(&nfc, once.s, once.len))
            ht_buf_add(&nfc, once.s, once.len);
        repair_text(nfc.s, nfc.len, &twice, &again);
        if (again & (HT_REPAIR_HIDDEN | HT_REPAIR_SPACE | HT_REPAIR_WIDTH))
            abort();
    }
    ht_buf_fini(&text);
    ht_buf_fini(&once);
    ht_buf_fini(&nfc);
    ht_buf_fini(&twice);
    return 0;
}
