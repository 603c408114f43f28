/* SPDX-License-Identifier: BSD-2-Clause */
/* Search keys of words. */
#include "config.h"
#include "model/wordkey.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

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
        uint32_t c = i < n ? ht_utf8_get(s + i, &k) : ' ';
        if (i == n)
            k = 1;
        if (len + 8 > cap)
            return 0;
        bool part = (c >= '0' && c <= '9') || ht_is_letter(c);
        if (part) {
            if (!word && len)
                out[len++] = ' ';
            word = true;
            len += ht_utf8_put(out + len, ht_untone(ht_lower_char(c), &here));
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
