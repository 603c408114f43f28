/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: lines are the cells of one column; byte 0 says through which door they come and whether the column
 * is learnt first.  What comes out must be well-formed, in NFC and fit for XML.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/detect.h"
#include "text/nfc.h"

static void
promise(const struct ht_detected *d)
{
    struct ht_buf nfc = HT_BUF_INIT;
    if (ht_utf8_valid(d->s, d->len) != d->len || ht_nfc(&nfc, d->s, d->len))
        abort();
    ht_buf_fini(&nfc);
    for (size_t i = 0, len; i < d->len; i += len) {
        uint32_t c = ht_utf8_get(d->s + i, &len);
        if ((c < 32 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
            abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    struct ht_detector *det = ht_detector_new();
    struct ht_column *col = ht_column_new();
    enum ht_door door = data[0] & 1 ? HT_DOOR_TEXT : HT_DOOR_BYTES;
    const char *end = (const char *)data + size;
    for (int pass = data[0] & 2 ? 0 : 1; pass < 2; pass++)
        for (const char *s = (const char *)data + 1; s < end; ) {
            const char *nl = memchr(s, '\n', (size_t)(end - s));
            struct ht_cell_text cell = { s, (size_t)((nl ? nl : end) - s), door, NULL };
            struct ht_detected d;
            s = nl ? nl + 1 : end;
            if (door == HT_DOOR_TEXT)
                cell.len = ht_utf8_valid(cell.s, cell.len);
            if (ht_detect_clean(det, col, cell.s, cell.len)) {
                d = (struct ht_detected){ .s = cell.s, .len = cell.len };
            } else if (!pass) {
                ht_column_learn(det, col, &cell);
                continue;
            } else {
                ht_detect(det, data[0] & 4 ? NULL : col, &cell, &d);
            }
            promise(&d);
        }
    ht_column_free(col);
    ht_detector_free(det);
    return 0;
}
