/* SPDX-License-Identifier: BSD-2-Clause */
/* Search keys of words. */
#include "config.h"
#include "model/wordkey.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

/* The character at S as it stands in a key, without its tone; 0: no part of a word. */
static uint32_t
part_at(const char *s, size_t *len, enum ht_tone *tone)
{
    uint32_t byte = (unsigned char)*s, low = byte | 0x20;
    *tone = HT_NGANG;
    *len = 1;
    if (byte < 0x80)
        return low - 'a' < 26 ? low : byte - '0' < 10 ? byte : 0;
    uint32_t c = ht_utf8_get(s, len);
    return ht_is_letter(c) ? ht_untone(ht_lower_char(c), tone) : 0;
}

/* Lý and Lí, Quy and Qui are one word: a last "y" behind a consonant.  Without a tone it may be a code (MY). */
static bool
i_or_y(const char *word, size_t len, enum ht_tone tone)
{
    if (len < 2 || word[len - 1] != 'y')
        return false;
    if (word[len - 2] == 'u')
        return len >= 3 && word[len - 3] == 'q';
    return tone != HT_NGANG && word[len - 2] > 'a' && word[len - 2] <= 'z' && !strchr("eiouy", word[len - 2]);
}

size_t
ht_word_key(char *out, size_t cap, const char *s, size_t n)
{
    size_t len = 0;
    enum ht_tone tone = HT_NGANG;
    bool word = false;
    for (size_t i = 0, k; i <= n; i += k) {
        enum ht_tone here = HT_NGANG;
        k = 1;
        uint32_t c = i < n ? part_at(s + i, &k, &here) : 0;
        if (len + 8 > cap)
            return 0;
        if (c) {
            if (!word && len)
                out[len++] = ' ';
            word = true;
            if (c < 0x80)
                out[len++] = (char)c;
            else
                len += ht_utf8_put(out + len, c);
            if (here != HT_NGANG)
                tone = here;
        } else if (word) {
            if (i_or_y(out, len, tone))
                out[len - 1] = 'i';
            if (tone != HT_NGANG)
                out[len++] = (char)('0' + tone);
            tone = HT_NGANG;
            word = false;
        }
    }
    out[len] = '\0';
    return len;
}
