/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: byte 0 names a character set, byte 1 a door, the rest is decoded.  What comes out must be
 * well-formed, in NFC and fit for XML; it is encoded again, which must give bytes that decode, too.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "text/charset.h"
#include "text/nfc.h"

static void
promise(const struct ht_buf *b)
{
    struct ht_buf nfc = HT_BUF_INIT;
    size_t l;

    if (ht_utf8_valid(b->s, b->len) != b->len || ht_nfc(&nfc, b->s, b->len))
        abort();
    ht_buf_fini(&nfc);
    for (size_t i = 0; i < b->len; i += l) {
        uint32_t c = ht_utf8_get(b->s + i, &l);
        if ((c < 32 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
            abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_buf text = HT_BUF_INIT, bytes = HT_BUF_INIT, again = HT_BUF_INIT;
    const struct ht_charset *cs;
    size_t sets = 0;

    while (ht_charset_at(sets))
        sets++;
    if (size < 2)
        return 0;
    cs = ht_charset_at(data[0] % sets);
    enum ht_door door = data[1] % HT_DOORS;
    const char *s = (const char *)data + 2;
    size_t len = door == HT_DOOR_BYTES ? size - 2 : ht_utf8_valid(s, size - 2);
    ht_charset_decode(cs, door, s, len, &text, NULL);
    promise(&text);
    ht_charset_encode(cs, text.s, text.len, &bytes);
    ht_charset_decode(cs, HT_DOOR_BYTES, bytes.s, bytes.len, &again, NULL);
    promise(&again);
    ht_buf_fini(&text);
    ht_buf_fini(&bytes);
    ht_buf_fini(&again);
    return 0;
}
