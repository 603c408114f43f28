/* SPDX-License-Identifier: BSD-2-Clause */
/* Telling sums from entries: by a closed list of words, so that a row with anything else in it stays an entry. */
#include "config.h"
#include "formats/total.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST = 160, WORD = 16 };      /* bytes of a cell, of a word */

/* What may stand in such a row besides numbers, folded. */
static const char *const words[] = {
    "ban", "bang", "bo", "ca", "cap", "chau", "chuyen", "co", "con", "cong", "da", "dang", "don", "dong",
    "du", "duoc", "em", "ghi", "ho", "hon", "hop", "ke", "ket", "khai", "ky", "la", "lai", "luy", "mang",
    "muc", "nam", "nay", "nguoi", "nu", "quy", "quyen", "sang", "sinh", "so", "tat", "thang", "thuong",
    "tich", "toan", "tong", "trang", "tre", "truoc", "truong", "tu", "tung", "viec", "vu", "xa",
};

static bool
is_known(const char *word)
{
    for (size_t i = 0; i < HT_COUNT(words); i++)
        if (!strcmp(words[i], word))
            return true;
    return false;
}

/* The next word of S, folded; false if there is none left or it is too long to be known (*WORD is then empty). */
static bool
next_word(const char **s, const char *end, char word[WORD])
{
    const char *from;
    *word = '\0';
    while (*s < end) {
        size_t n = (size_t)(end - *s);
        if (ht_is_letter(ht_utf8_get(*s, &n)))
            break;
        *s += n;
    }
    for (from = *s; *s < end;) {
        size_t n = (size_t)(end - *s);
        if (!ht_is_letter(ht_utf8_get(*s, &n)))
            break;
        *s += n;
    }
    if (*s - from < WORD)
        ht_fold_to(word, WORD, from, (size_t)(*s - from));
    return *s > from;
}

/* Digits alone or in groups of thousands: sums.  Dates and numbers of a ledger have other marks. */
static bool
is_sum(const char *s, const char *end)
{
    size_t digits = 0, all = 0;
    bool grouped = false;
    for (; s < end; s++) {
        if (*s >= '0' && *s <= '9') {
            digits++;
            all++;
        } else if ((*s == '.' || *s == ',') && digits && (!grouped || digits == 3)) {
            grouped = true;
            digits = 0;
        } else if (*s != ' ') {
            return false;
        }
    }
    return all && all < 10 && (!grouped || digits == 3);
}

/* How a cell that is nothing but known words begins. */
enum begin { STRANGE, OTHER, TOTAL, ONE_WORD };

/* "Tổng", "Cộng" with their tones, or two words without any: "Tong" alone may be a name. */
static enum begin
begins(const char *s, size_t len)
{
    const char *end = s + len, *p = s;
    char first[WORD], second[WORD], more[WORD];
    if (len > LONGEST || !next_word(&p, end, first) || !is_known(first))
        return STRANGE;
    struct ht_buf lower = HT_BUF_INIT;
    ht_lower(&lower, s, (size_t)(p - s));
    bool toned = strstr(lower.s, "tổng") || strstr(lower.s, "cộng");
    ht_buf_fini(&lower);
    bool two = next_word(&p, end, second);
    if (two && !is_known(second))
        return STRANGE;
    while (next_word(&p, end, more))
        if (!is_known(more))
            return STRANGE;
    if (!strcmp(first, "tong") && two && (!strcmp(second, "cong") || !strcmp(second, "so")))
        return TOTAL;
    return !toned ? OTHER : two || memchr(s, ':', len) ? TOTAL : ONE_WORD;
}

const struct ht_cell *
ht_row_total(const struct ht_row *row)
{
    const struct ht_cell *total = NULL;
    size_t before = 0;                  /* cells before it */
    for (size_t i = 0; i < row->n; i++) {
        const struct ht_cell *c = &row->cell[i];
        const char *s = c->s, *end = s + c->len;
        while (s < end && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r'))
            s++;
        if (s == end || is_sum(s, end)) {
            before += s < end && !total;
            continue;
        }
        enum begin b = begins(s, (size_t)(end - s));
        if (b == STRANGE || (!total && (b == OTHER || (b == ONE_WORD && before))))
            return NULL;
        if (!total)
            total = c;
    }
    return total;
}
