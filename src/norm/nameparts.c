/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes names apart.  Most family names are one word; those of several are in a table. */
#include "config.h"
#include "norm/nameparts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define MAX_WORDS 12

struct ht_names {
    struct ht_map first;                /* first words of compound family names */
    struct ht_map whole;                /* hash of the name, hyphens as blanks → number of its words */
};

struct word {
    const char *s;
    size_t len;
};

static size_t
cut(const char *s, size_t len, struct word *w)
{
    size_t n = 0, from = 0;
    for (size_t i = 0; i <= len; i++)
        if (i == len || s[i] == ' ' || s[i] == '-') {
            if (i > from && n < MAX_WORDS)
                w[n++] = (struct word){ s + from, i - from };
            from = i + 1;
        }
    return n;
}

static uint64_t
hash_words(const struct word *w, size_t n)
{
    uint64_t h = 0;
    for (size_t i = 0; i < n; i++)
        h = ht_hash_mix(h, ht_hash(w[i].s, w[i].len, 0));
    return h;
}

/* Of the royal house, of Chinese and of Gia Rai families.  Left out are those that are as well a common family name
 * and a common middle name (Vũ Văn, Nguyễn Phước). */
static const char *const compound[] = {
    "Công Huyền Tôn Nữ", "Công Tằng Tôn Nữ", "Công Tôn Nữ", "Huyền Tôn Nữ", "Tôn Nữ", "Tôn Thất", "Âu Dương",
    "Chung Ly", "Gia Cát", "Hạ Hầu", "Hoàng Phủ", "Tây Môn", "Thượng Quan", "Tư Đồ", "Tư Mã", "Rơ Châm", "Rơ Lan",
    "Rơ Mah", "Rơ Ô",
};

static void
enter(struct ht_names *n, const char *s, size_t len)
{
    struct word w[MAX_WORDS];
    size_t words = cut(s, len, w);
    if (words < 2)
        return;
    *ht_map_get(&n->first, hash_words(w, 1), NULL) = 1;
    *ht_map_get(&n->whole, hash_words(w, words), NULL) = words;
}

struct ht_names *
ht_names_new(void)
{
    struct ht_names *n = ht_calloc(1, sizeof *n);
    for (size_t i = 0; i < HT_COUNT(compound); i++)
        enter(n, compound[i], strlen(compound[i]));
    return n;
}

void
ht_names_free(struct ht_names *n)
{
    if (!n)
        return;
    ht_map_fini(&n->first);
    ht_map_fini(&n->whole);
    free(n);
}

/* Y (men) and H' (women) before the given name: the family name, if any, stands last. */
static bool
given_first(const struct word *w)
{
    return (w->len == 1 && *w->s == 'Y') || (w->len >= 2 && *w->s == 'H' && (w->s[1] == '\'' || w->s[1] == '\xe2'));
}

static size_t
family_words(const struct ht_names *n, const struct word *w, size_t words)
{
    if (!ht_map_find(&n->first, hash_words(w, 1)))
        return 1;
    for (size_t k = words - 1; k > 1; k--)
        if (ht_map_find(&n->whole, hash_words(w, k)))
            return k;
    return 1;
}

/* Numbers of words are below MAX_WORDS. */
static size_t
put_number(char *out, size_t at, size_t v)
{
    if (v > 9)
        out[at++] = (char)('0' + v / 10);
    out[at++] = (char)('0' + v % 10);
    return at;
}

static size_t
put_parts(char *out, bool last, size_t family, size_t middle, size_t given)
{
    size_t at = 0;
    if (last)
        out[at++] = '-';
    at = put_number(out, at, family);
    out[at++] = ' ';
    at = put_number(out, at, middle);
    out[at++] = ' ';
    return put_number(out, at, given);
}

size_t
ht_name_parts(const struct ht_names *n, const char *s, size_t len, char *out)
{
    struct word w[MAX_WORDS];
    size_t words = cut(s, len, w), family;
    if (!words || words == MAX_WORDS)
        return 0;
    if (words == 1 || (given_first(w) && words == 2 && w[0].len == 1))
        return put_parts(out, false, 0, 0, words);
    if (given_first(w))
        return put_parts(out, true, 1, 0, words - 1);
    family = family_words(n, w, words);
    return put_parts(out, false, family, words - family - 1, 1);
}
