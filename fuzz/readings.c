/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: any texts as readings of one field: a byte for the field's kind, then a line for each reading, words
 * between blanks.  What is believed is well-formed UTF-8.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "ocr/reading.h"
#include "ocr/tidy.h"

static void
take_line(struct ht_reading *r, const char *s, size_t len)
{
    struct ht_words words = { 0 };
    for (size_t i = 0; i < len;) {
        const char *end = memchr(s + i, ' ', len - i);
        size_t n = end ? (size_t)(end - s) - i : len - i;
        if (n && ht_utf8_valid(s + i, n) == n && !memchr(s + i, 0, n))
            ht_words_add(&words, s + i, n, &(struct ht_page_word){ .conf = (int)(n * 7 % 101) });
        i += n + 1;
    }
    ht_reading_add(r, &words, 0, words.n);
    ht_words_fini(&words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_readings r;
    if (!size)
        return 0;
    const char *s = (const char *)data + 1, *stop = (const char *)data + size;
    ht_readings_init(&r);
    for (size_t i = 0; i < HT_NREADING && s < stop; i++) {
        const char *end = memchr(s, '\n', (size_t)(stop - s));
        end = end ? end : stop;
        take_line(&r.of[i], s, (size_t)(end - s));
        if (*data & 128)
            ht_tidy_leader(&r.of[i].text, (enum ht_kind)(*data & 127) % HT_NKIND);
        s = end + 1;
    }
    ht_readings_agree(&r);
    struct ht_choice c = ht_readings_judge(&r, *data & 128);
    if (ht_utf8_valid(c.text, strlen(c.text)) != strlen(c.text) || strlen(c.other) > size * 4)
        abort();
    ht_readings_fini(&r);
    return 0;
}
