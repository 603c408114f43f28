/* SPDX-License-Identifier: BSD-2-Clause */
/* What the letters and bytes of a word tell before it is read: that it is Unicode, damaged, or of another set. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    FIRST_GREEK = 0x370,
    LAST_OF_TWO = 0x7ff                 /* the last character of two bytes */
};

bool
has_wide_letter(const char *s, size_t n)
{
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (c >= 0x100 && ht_vi_letter_rank(c))
            return true;
    }
    return false;
}

bool
is_latin1(const char *s, size_t n)
{
    bool any = false;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (c >= 0x100 || (c >= 0x80 && c < 0xc0))
            return false;
        any |= c >= 0xc0;
    }
    return any;
}

bool
is_odd(const char *s, size_t n)
{
    bool ascii = false, strange = false;
    if (ht_utf8_valid(s, n) != n)
        return true;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        ascii |= c < 0x80;
        strange |= c >= FIRST_GREEK && c <= LAST_OF_TWO;
    }
    return ascii && strange;
}

bool
is_cut(const char *s, size_t n)
{
    bool any = false;
    for (size_t i = 0, len; i < n; i += len) {
        len = ht_utf8_len(s + i, n - i);
        any |= !len;
        if (!len && (unsigned char)s[i] != 0xe1 && ((unsigned char)s[i] < 0xc3 || (unsigned char)s[i] > 0xc6))
            return false;
        len = len ? len : 1;
    }
    return any;
}

bool
ends_in_toned_capital(const char *s, size_t n)
{
    enum ht_tone tone = HT_NGANG;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (!ht_is_upper(c) || !ht_vi_letter_rank(c))
            return false;
        ht_untone(c, &tone);
    }
    return tone != HT_NGANG;
}

bool
has_vni_marks(const char *s, size_t n)
{
    static const char tones[] = "\xb9\xb8\xbb\xb5";             /* ùøûõ behind C3 */
    static const char shapes[] = "\xa1\xa0\xa5\xa3\xa4\xa2";     /* áàåãäâ */
    for (size_t i = 1; i + 1 < n; i++) {
        if ((unsigned char)s[i] != 0xc3)
            continue;
        int vowel = s[i - 1] | 0x20, mark = (s[i + 1] & 0xff) | 0x20;
        if (memchr("aeouy", vowel, 5) && memchr(tones, mark, sizeof tones - 1))
            return true;
        if (memchr("aeo", vowel, 3) && memchr(shapes, mark, sizeof shapes - 1))
            return true;
    }
    return false;
}

bool
has_odd_letters(const char *s, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++) {
        unsigned lead = s[i] & 0xffu, last = s[i + 1] & 0xffu;
        if (lead != 0xc4 && lead != 0xc6)
            continue;
        int before = s[i - 1] | 0x20;
        bool a = lead == 0xc4 && (last & 0xfe) == 0x82, o = lead == 0xc6 && (last & 0xfe) == 0xa0;
        bool capital = last == 0x82 || last == 0x90 || last == 0xa0 || last == 0xaf;
        int next = i + 2 < n ? s[i + 2] | 0x20 : ' ';
        bool no_coda = ((unsigned)next < 0x80 && !is_ascii_letter((unsigned char)next)) || memchr("aeiouy", next, 6);
        if ((a && (no_coda || memchr("aeiy", before, 4))) || (o && memchr("aeouy", before, 5))
            || (capital && s[i - 1] >= 'a' && s[i - 1] <= 'z'))
            return true;
    }
    return false;
}

bool
has_ascii_small(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] >= 'a' && s[i] <= 'z')
            return true;
    return false;
}
