/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Code lists: what clerks wrote to codes.
 *
 * A text is a word of the list, or it takes one apart: brackets, numbers before names, words that only repeat the
 * caption.  Words without diacritics are only asked for text that has none at all, and only answer if one entry
 * is meant.
 */
#include "config.h"
#include "norm/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "norm/listwords.h"
#include "text/fold.h"

#define MEMO_MAX 32768                  /* answers kept; then the memory starts anew, so that it is bounded */

struct ht_codes {
    struct ht_listwords *words;
    struct ht_map memo;                 /* hash of (list, text) → answer + 1 */
    struct ht_code_value *answer;
    size_t nanswers, answers_cap;
};

struct ht_codes *
ht_codes_open(const char *dir, struct ht_diag *d)
{
    struct ht_listwords *words = ht_listwords_open(dir, d);
    if (!words)
        return NULL;
    struct ht_codes *c = ht_calloc(1, sizeof *c);
    c->words = words;
    return c;
}

void
ht_codes_free(struct ht_codes *c)
{
    if (!c)
        return;
    ht_listwords_free(c->words);
    ht_map_fini(&c->memo);
    free(c->answer);
    free(c);
}

static bool
same_entry(const struct ht_code_value *a, const struct ht_code_value *b)
{
    return a->match == HT_CODE_FOUND && b->match == HT_CODE_FOUND && a->name == b->name;
}

static bool
all_digits(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return len > 0;
}

static bool
has_own_numbers(enum ht_list list)
{
    return list != HT_LIST_DAN_TOC && list != HT_LIST_QUOC_TICH;
}

/* "VN": a country's code itself, in capitals. */
static struct ht_code_value
by_letters(struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    if (list == HT_LIST_QUOC_TICH && len == 2)
        return ht_listwords_code(c->words, list, s, len);
    return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
}

/* One word or phrase, as it is. */
static struct ht_code_value
look_up(struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    bool number = all_digits(s, len);
    while (number && len > 1 && *s == '0')
        s++, len--;
    if (number && !has_own_numbers(list))
        return (struct ht_code_value){ .match = HT_CODE_BARE_NUMBER };
    struct ht_code_value exact = ht_listwords_find(c->words, list, HT_MARKS, s, len);
    if (number || !ht_is_ascii(s, len))
        return exact;
    struct ht_code_value letters = by_letters(c, list, s, len);
    /* A main name without marks ("Hoa", "Kinh") is itself; an alias without marks may be another word that
     * lost its marks ("Lao" for Lào). */
    if (letters.match != HT_CODE_FOUND && exact.match == HT_CODE_FOUND && exact.name_len == len)
        return exact;
    struct ht_code_value bare = ht_listwords_find(c->words, list, HT_BARE, s, len);
    if (letters.match == HT_CODE_FOUND)
        return bare.match == HT_CODE_UNKNOWN || same_entry(&letters, &bare) ?
            letters : (struct ht_code_value){ .match = HT_CODE_AMBIGUOUS };
    return bare.match != HT_CODE_UNKNOWN ? bare : exact;
}

static size_t
trim(const char **s, size_t len)
{
    while (len && (**s == ' ' || **s == ':' || **s == '.' || **s == '-'))
        (*s)++, len--;
    while (len && ((*s)[len - 1] == ' ' || (*s)[len - 1] == '.'))
        len--;
    return len;
}

/* "Mông (Mèo)", "Anh (British)": both parts must mean the same, or the second be an English word. */
static struct ht_code_value
with_brackets(struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    const char *open = memchr(s, '(', len), *inner;
    if (!open || s[len - 1] != ')')
        return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
    size_t before = trim(&s, (size_t)(open - s)), inner_len = len - (size_t)(open + 2 - s);
    inner = open + 1;
    inner_len = trim(&inner, inner_len);
    struct ht_code_value a = look_up(c, list, s, before), b = look_up(c, list, inner, inner_len);
    if (same_entry(&a, &b) || (a.match == HT_CODE_FOUND && b.match == HT_CODE_AMBIGUOUS))
        return a;
    if (a.match == HT_CODE_AMBIGUOUS && b.match == HT_CODE_FOUND)
        return b;
    if (a.match == HT_CODE_FOUND && b.match == HT_CODE_UNKNOWN && list == HT_LIST_QUOC_TICH &&
        ht_is_ascii(inner, inner_len))
        return a;
    return (struct ht_code_value){ .match = a.match == HT_CODE_AMBIGUOUS ? a.match : HT_CODE_UNKNOWN };
}

/* "1 - Nam": number and name must agree. */
static struct ht_code_value
with_number(struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    size_t digits = 0;
    while (digits < len && s[digits] >= '0' && s[digits] <= '9')
        digits++;
    const char *rest = s + digits;
    size_t rest_len = trim(&rest, len - digits);
    if (!digits || digits > 2 || !rest_len)
        return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
    struct ht_code_value v = look_up(c, list, rest, rest_len);
    if (v.match == HT_CODE_FOUND && (strtol(v.code_len ? v.code : "-1", NULL, 10) != strtol(s, NULL, 10)))
        v.match = HT_CODE_UNKNOWN;
    return v;
}

/* "dân tộc Kinh", "người Hoa": words that only say what field this is. */
static size_t
lead_words(const char *s, size_t len)
{
    static const char *const words[] = { "dân tộc ", "dân tộc: ", "d.tộc ", "dt ", "người ", "quốc tịch ",
                                         "quốc tịch: ", "giới tính ", "loại ", "nước ", "đk ", "đ.ký " };
    struct ht_buf low = HT_BUF_INIT;
    size_t n = 0;
    ht_lower(&low, s, len);
    for (size_t i = 0; i < HT_COUNT(words); i++)
        if (low.len > strlen(words[i]) && !memcmp(low.s, words[i], strlen(words[i])))
            n = strlen(words[i]);
    ht_buf_fini(&low);
    return n;
}

static struct ht_code_value
find(struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    struct ht_code_value v = look_up(c, list, s, len);
    if (memchr(s, '?', len))            /* the clerk was in doubt; so are we */
        return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
    if (v.match == HT_CODE_UNKNOWN)
        v = with_brackets(c, list, s, len);
    if (v.match == HT_CODE_UNKNOWN)
        v = with_number(c, list, s, len);
    size_t lead = v.match == HT_CODE_UNKNOWN ? lead_words(s, len) : 0;
    return lead ? look_up(c, list, s + lead, len - lead) : v;
}

const struct ht_code_value *
ht_codes_find(struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    bool fresh;
    if (c->nanswers == MEMO_MAX) {
        ht_map_fini(&c->memo);
        c->memo = (struct ht_map){0};
        c->nanswers = 0;
    }
    uint64_t *at = ht_map_get(&c->memo, ht_hash_mix(ht_hash(s, len, 0), list), &fresh);
    if (fresh) {
        *at = c->nanswers + 1;
        c->answer = ht_grow(c->answer, &c->answers_cap, c->nanswers + 1, sizeof *c->answer);
        c->answer[c->nanswers++] = find(c, list, s, len);
    }
    return &c->answer[*at - 1];
}

bool
ht_codes_is(struct ht_codes *c, enum ht_list list, const char *code, const char *name, size_t len)
{
    struct ht_code_value v = ht_listwords_code(c->words, list, code, strlen(code));
    return v.match == HT_CODE_FOUND && v.name_len == len && !memcmp(v.name, name, len);
}
