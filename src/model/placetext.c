/* SPDX-License-Identifier: BSD-2-Clause */
/* Cuts the text of a place into units. */
#include "config.h"
#include "model/placetext.h"

#include <string.h>

#include "base/utf8.h"
#include "model/wordkey.h"
#include "text/fold.h"

#define MAX_TOKENS 48
#define BARE 0x8000u                    /* a type word that lost its diacritics: only in texts that have none */
#define TYPE 0xffffu                    /* the type and BARE */
#define FIRST 16                        /* shift: how many words the longest type has that begins with this one */

struct token {
    const char *s;
    size_t len;
    bool dot;                           /* an abbreviation: ends with a dot or runs into a number */
    bool cut;                           /* a comma or the like stands before it */
    bool words;                         /* has letters or digits */
};

uint16_t
ht_unit_type(const char *s, size_t len)
{
    static const struct { const char *s; uint16_t type; } types[] = {
        { "T", HT_UNIT_T }, { "TP", HT_UNIT_TP }, { "Q", HT_UNIT_Q }, { "H", HT_UNIT_H }, { "TX", HT_UNIT_TX },
        { "P", HT_UNIT_P }, { "X", HT_UNIT_X }, { "TT", HT_UNIT_TT }, { "DK", HT_UNIT_DK }, { "V", HT_UNIT_V },
        { "S", HT_UNIT_S }, { "O", HT_UNIT_O }, { "N", HT_UNIT_N },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strlen(types[i].s) == len && !memcmp(types[i].s, s, len))
            return types[i].type;
    return 0;
}

static uint64_t
first_word(const char *key, size_t len)
{
    const char *blank = memchr(key, ' ', len);
    return ht_hash(key, blank ? (size_t)(blank - key) : len, 0);
}

static unsigned
words_in(const char *key, size_t len)
{
    unsigned n = len > 0;
    for (size_t i = 0; i < len; i++)
        n += key[i] == ' ';
    return n;
}

void
ht_unit_words(struct ht_map *words, const struct ht_tsv *list)
{
    int word = ht_tsv_column(list, "word"), type = ht_tsv_column(list, "type"), bare = ht_tsv_column(list, "bare");
    char key[96];
    for (size_t row = 0; row < ht_tsv_rows(list); row++) {
        size_t n, k;
        const char *w = ht_tsv_cell(list, row, word, &n), *t = ht_tsv_cell(list, row, type, &k);
        size_t len = ht_word_key(key, sizeof key, w, n);
        uint64_t *value = ht_map_get(words, first_word(key, len), NULL), many = words_in(key, len);
        if (many > *value >> FIRST)
            *value = (*value & TYPE) | many << FIRST;
        value = ht_map_get(words, ht_hash(key, len, 0), NULL);
        *value = (*value & ~(uint64_t)TYPE) | ht_unit_type(t, k);
        ht_tsv_cell(list, row, bare, &k);
        if (k)
            *value |= BARE;
    }
}

/* ---- tokens ---- */

static bool
is_break(uint32_t c)
{
    return c == ',' || c == ';' || c == '(' || c == ')' || c == '\n' || c == 0x2013 || c == 0x2014;
}

/* A hyphen between blanks separates units; within words it belongs to a name ("Bà Rịa - Vũng Tàu" has blanks too:
 * the look-up puts such names together again). */
static size_t
tokenize(const char *s, size_t len, struct token *t)
{
    size_t n = 0, at = 0, k;
    bool cut = true;
    while (at < len && n < MAX_TOKENS) {
        uint32_t c = ht_utf8_get(s + at, &k);
        bool dash = c == '-' && (at + 1 == len || s[at + 1] == ' ') && (!at || s[at - 1] == ' ');
        if (ht_is_space(c) || is_break(c) || dash || c == ':') {
            cut = cut || is_break(c) || dash;
            at += k;
            continue;
        }
        size_t from = at;
        bool letters = false, digits = false, dot = false;
        while (at < len) {
            c = ht_utf8_get(s + at, &k);
            bool digit = c >= '0' && c <= '9';
            if (ht_is_space(c) || is_break(c) || c == ':')
                break;
            if (digit && letters && !digits && at - from <= 2) {    /* P12, Q1, KP3 */
                dot = true;
                break;
            }
            letters = letters || ht_is_letter(c);
            digits = digits || digit;
            at += k;
            if (c == '.') {
                dot = true;
                break;
            }
        }
        t[n++] = (struct token){ s + from, at - from, dot, cut, letters || digits };
        cut = false;
    }
    return n;
}

/* ---- types ---- */

static bool
in_capitals(const struct token *t)
{
    for (size_t i = 0; i < t->len; i++)
        if (t->s[i] >= 'a' && t->s[i] <= 'z')
            return false;
    return true;
}

/* How many words the longest type may have that begins at T: 0 for most tokens, which are names; any number behind
 * a lone mark. */
static size_t
longest_type(const struct ht_map *words, const struct token *t)
{
    char key[96];
    size_t len = ht_word_key(key, sizeof key, t->s, t->len);
    const uint64_t *value = ht_map_find(words, first_word(key, len));
    return value ? *value >> FIRST : len ? 0 : MAX_TOKENS;
}

/* The longest type words at token I; *USED is their number, 0 if there are none. */
static uint16_t
type_at(const struct ht_map *words, bool bare, const struct token *t, size_t n, size_t i, size_t *used)
{
    char key[96];
    size_t many = longest_type(words, &t[i]), most = 1;
    *used = 0;
    if (!many)
        return 0;
    for (size_t seen = 1; i + most < n && !t[i + most].cut && (seen < many || !t[i + most].words); most++)
        seen += t[i + most].words;
    for (size_t k = most; k > 0; k--) {
        const char *end = t[i + k - 1].s + t[i + k - 1].len;
        size_t len = ht_word_key(key, sizeof key, t[i].s, (size_t)(end - t[i].s));
        const uint64_t *value = len ? ht_map_find(words, ht_hash(key, len, 0)) : NULL, type = value ? *value & TYPE : 0;
        if (!type || ((type & BARE) && !bare))
            continue;
        /* An abbreviation is one only with its dot or in capitals: "xã P" is no phường. */
        if (!(type & BARE) && k == 1 && len <= 2 && ht_is_ascii(t[i].s, t[i].len) && !t[i].dot && !in_capitals(&t[i]))
            continue;
        *used = k;
        return (uint16_t)(type & ~BARE);
    }
    return 0;
}

/* Words that may begin a unit in the middle of a run without commas: "F15 Q8 TP Hồ Chí Minh". */
static bool
begins_inside(uint16_t type, const struct token *t, bool bare)
{
    const uint16_t units = HT_UNIT_T | HT_UNIT_TP | HT_UNIT_Q | HT_UNIT_H | HT_UNIT_TX | HT_UNIT_P | HT_UNIT_X |
                           HT_UNIT_TT | HT_UNIT_DK;
    bool capitals = t->len > 1 && in_capitals(t);
    return (type & units) && (t->dot || bare || capitals || !ht_is_ascii(t->s, t->len));
}

static void
close_part(struct ht_place_part *p, const struct token *first, const struct token *name, const struct token *last)
{
    p->full = first->s;
    p->full_len = (size_t)(last->s + last->len - first->s);
    p->name = name <= last ? name->s : last->s + last->len;
    p->name_len = name <= last ? (size_t)(last->s + last->len - name->s) : 0;
    while (p->name_len && strchr(" .", p->name[p->name_len - 1]))
        p->name_len--;
}

size_t
ht_place_cut(const struct ht_map *words, const char *s, size_t len, struct ht_place_part *part)
{
    struct token t[MAX_TOKENS];
    size_t n = tokenize(s, len, t), parts = 0, i = 0, used;
    bool bare = ht_is_ascii(s, len);
    while (i < n && parts < HT_PLACE_PARTS) {
        size_t first = i;
        uint16_t type = type_at(words, bare, t, n, i, &used);
        i += used;
        /* "UBND xã …": the office leads to a unit of its own type, or to a bare name. */
        while (type == HT_UNIT_O && i < n && !t[i].cut) {
            uint16_t inner = type_at(words, bare, t, n, i, &used);
            if (!used)
                break;
            type = inner;
            i += used;
        }
        size_t name = i;
        for (; i < n && (i == first || !t[i].cut); i++) {
            uint16_t inner = i > name ? type_at(words, bare, t, n, i, &used) : 0;
            if (inner && i + used < n && !t[i + used].cut && begins_inside(inner, &t[i], bare))
                break;
        }
        part[parts].type = type == HT_UNIT_O ? HT_UNIT_NONE : type;
        close_part(&part[parts++], &t[first], &t[name], &t[i - 1]);
    }
    return parts;
}
