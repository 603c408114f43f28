/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Code lists: words to codes.
 *
 * Every name and alias is entered twice, with its diacritics (tone placement and punctuation do not matter) and
 * without.  The second is only asked for text that has no diacritics at all, and only answers if one entry is
 * meant.
 */
#include "config.h"
#include "norm/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/codelist.h"
#include "model/wordkey.h"
#include "text/fold.h"

#define KEY_MAX 128
#define MEMO_MAX 32768                  /* answers kept; then the memory starts anew, so that it is bounded */
#define AMBIGUOUS UINT64_MAX

struct entry {
    enum ht_list list;
    struct ht_code_value value;
    bool two_letters;                   /* the code is a word of its own (ISO 3166) */
};

enum file { SMALL, ETHNIC, COUNTRIES, NFILES };

struct ht_codes {
    struct ht_tsv *small, *ethnic, *countries;
    bool indexed[NFILES];
    char *names;                        /* "sex@2019", one after the other */
    struct entry *entry;
    size_t n, cap;
    struct ht_map words;                /* hash of (list, with or without marks, key) → see enter() */
    struct ht_map memo;                 /* hash of (list, text) → answer + 1 */
    struct ht_code_value *answer;
    size_t nanswers, answers_cap;
};

static const char *const list_name[HT_NLIST] = {
#define LIST(id, name, file) [HT_LIST_##id] = name,
#include "model/lists.def"
#undef LIST
};

/* ---- building ---- */

enum strength { NAME, ALIAS };

static uint64_t
word_hash(enum ht_list list, bool marks, const char *key, size_t len)
{
    return ht_hash_mix(ht_hash(key, len, 0), (uint64_t)list * 2 + marks + 1);
}

/* The map's value is entry + 1 and how it came there.  Whoever comes second makes the word ambiguous, but for an
 * alias with diacritics that is another entry's name: the name stays. */
static void
enter(struct ht_codes *c, size_t entry, bool marks, enum strength as, const char *key, size_t len)
{
    bool fresh;
    uint64_t *at = ht_map_get(&c->words, word_hash(c->entry[entry].list, marks, key, len), &fresh);
    if (fresh)
        *at = (entry + 1) << 1 | as;
    else if (*at >> 1 != entry + 1 && !(marks && as == ALIAS && (*at & 1) == NAME))
        *at = AMBIGUOUS;
}

static void
enter_word(struct ht_codes *c, size_t entry, enum strength as, const char *s, size_t len)
{
    char key[KEY_MAX];
    size_t n = ht_word_key(key, sizeof key, s, len);
    if (n)
        enter(c, entry, true, as, key, n);
    n = ht_fold_to(key, sizeof key, s, len);
    if (n)
        enter(c, entry, false, as, key, n);
}

static void
enter_words(struct ht_codes *c, size_t entry, const char *s, size_t len)
{
    while (len) {
        const char *semi = memchr(s, ';', len);
        size_t n = semi ? (size_t)(semi - s) : len;
        enter_word(c, entry, ALIAS, s, n);
        n += semi != NULL;
        s += n;
        len -= n;
    }
}

/* Aliases that mean several groups depending on the region: nobody may resolve them from the word alone. */
static void
enter_ambiguous(struct ht_codes *c, const char *s, size_t len)
{
    char key[KEY_MAX];
    while (len) {
        const char *semi = memchr(s, ';', len);
        size_t n = semi ? (size_t)(semi - s) : len, k = ht_word_key(key, sizeof key, s, n);
        *ht_map_get(&c->words, word_hash(HT_LIST_DAN_TOC, true, key, k), NULL) = AMBIGUOUS;
        k = ht_fold_to(key, sizeof key, s, n);
        *ht_map_get(&c->words, word_hash(HT_LIST_DAN_TOC, false, key, k), NULL) = AMBIGUOUS;
        n += semi != NULL;
        s += n;
        len -= n;
    }
}

static size_t
add_entry(struct ht_codes *c, enum ht_list list, const char *list_edition, struct ht_tsv *t, size_t row)
{
    struct ht_code_value v = { .match = HT_CODE_FOUND, .list = list_edition,
                               .list_len = (uint8_t)strlen(list_edition) };
    size_t code_len, name_len;
    v.code = ht_tsv_cell(t, row, ht_tsv_column(t, "code"), &code_len);
    v.name = ht_tsv_cell(t, row, ht_tsv_column(t, "name"), &name_len);
    v.code_len = (uint8_t)code_len;
    v.name_len = (uint8_t)name_len;
    c->entry = ht_grow(c->entry, &c->cap, c->n + 1, sizeof *c->entry);
    c->entry[c->n] = (struct entry){ list, v, list == HT_LIST_QUOC_TICH };
    return c->n++;
}

/* One pass for names, one for aliases, so that names win. */
static void
enter_list(struct ht_codes *c, enum ht_list list, const char *edition, struct ht_tsv *t)
{
    size_t first = c->n, len;
    int aliases = ht_tsv_column(t, "aliases"), ambiguous = ht_tsv_column(t, "ambiguous");
    for (size_t row = 0; row < ht_tsv_rows(t); row++) {
        size_t e = add_entry(c, list, edition, t, row);
        enter_word(c, e, NAME, c->entry[e].value.name, c->entry[e].value.name_len);
    }
    for (size_t row = 0; row < ht_tsv_rows(t); row++) {
        const char *s = ht_tsv_cell(t, row, aliases, &len);
        enter_words(c, first + row, s, len);
    }
    for (size_t row = 0; ambiguous >= 0 && row < ht_tsv_rows(t); row++) {
        const char *s = ht_tsv_cell(t, row, ambiguous, &len);
        enter_ambiguous(c, s, len);
    }
}

static enum ht_list
list_named(const char *s, size_t len)
{
    for (int i = 1; i < HT_NLIST; i++)
        if (strlen(list_name[i]) == len && !memcmp(list_name[i], s, len))
            return (enum ht_list)i;
    return HT_LIST_NONE;
}

/* codes.tsv: many small lists, told apart by the first column. */
static void
enter_small_lists(struct ht_codes *c)
{
    struct ht_tsv *t = c->small;
    int list = ht_tsv_column(t, "list"), edition = ht_tsv_column(t, "edition");
    int aliases = ht_tsv_column(t, "aliases");
    size_t len, elen, at = 0, rows = ht_tsv_rows(t), *row_entry = ht_calloc(rows + 1, sizeof *row_entry);
    c->names = ht_malloc(rows * 48 + 1);
    for (size_t row = 0; row < rows; row++) {
        const char *s = ht_tsv_cell(t, row, list, &len), *ed = ht_tsv_cell(t, row, edition, &elen);
        enum ht_list id = list_named(s, len);
        if (id == HT_LIST_NONE || len + elen + 2 > 48)
            continue;
        char *name = c->names + at;
        memcpy(name, s, len);
        name[len] = '@';
        memcpy(name + len + 1, ed, elen);
        name[len + 1 + elen] = '\0';
        at += len + elen + 2;
        size_t e = add_entry(c, id, name, t, row);
        row_entry[row] = e + 1;
        enter_word(c, e, NAME, c->entry[e].value.name, c->entry[e].value.name_len);
        if (c->entry[e].value.code_len)
            enter_word(c, e, ALIAS, c->entry[e].value.code, c->entry[e].value.code_len);
    }
    for (size_t row = 0; row < rows; row++) {
        const char *s = ht_tsv_cell(t, row, aliases, &len);
        if (row_entry[row])
            enter_words(c, row_entry[row] - 1, s, len);
    }
    free(row_entry);
}

struct ht_codes *
ht_codes_open(const char *dir, struct ht_diag *d)
{
    struct ht_codes *c = ht_calloc(1, sizeof *c);
    if (!(c->small = ht_tsv_open(dir, "codes.tsv", d)) || !(c->ethnic = ht_tsv_open(dir, "ethnic_groups.tsv", d)) ||
        !(c->countries = ht_tsv_open(dir, "countries.tsv", d))) {
        ht_codes_free(c);
        return NULL;
    }
    return c;
}

/* Indexes the file that LIST is in, when the first question comes: a run that never asks pays nothing. */
static void
index_list(struct ht_codes *c, enum ht_list list)
{
    enum file file = list == HT_LIST_DAN_TOC ? ETHNIC : list == HT_LIST_QUOC_TICH ? COUNTRIES : SMALL;
    if (c->indexed[file])
        return;
    c->indexed[file] = true;
    if (file == SMALL)
        enter_small_lists(c);
    else if (file == ETHNIC)
        enter_list(c, HT_LIST_DAN_TOC, "ethnic@2008", c->ethnic);
    else
        enter_list(c, HT_LIST_QUOC_TICH, "countries@2017", c->countries);
}

void
ht_codes_free(struct ht_codes *c)
{
    if (!c)
        return;
    ht_tsv_free(c->small);
    ht_tsv_free(c->ethnic);
    ht_tsv_free(c->countries);
    ht_map_fini(&c->words);
    ht_map_fini(&c->memo);
    free(c->names);
    free(c->entry);
    free(c->answer);
    free(c);
}

/* ---- asking ---- */

static struct ht_code_value
answer_of(const struct ht_codes *c, const uint64_t *at)
{
    if (!at)
        return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
    if (*at == AMBIGUOUS)
        return (struct ht_code_value){ .match = HT_CODE_AMBIGUOUS };
    return c->entry[(*at >> 1) - 1].value;
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

/* "VN": the code itself, in capitals. */
static struct ht_code_value
by_letters(const struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    for (size_t i = 0; len == 2 && i < c->n; i++)
        if (c->entry[i].list == list && c->entry[i].two_letters && !memcmp(c->entry[i].value.code, s, 2))
            return c->entry[i].value;
    return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
}

/* One word or phrase, as it is. */
static struct ht_code_value
look_up(const struct ht_codes *c, enum ht_list list, const char *s, size_t len)
{
    char key[KEY_MAX];
    if (all_digits(s, len)) {
        while (len > 1 && *s == '0')
            s++, len--;
        if (!has_own_numbers(list))
            return (struct ht_code_value){ .match = HT_CODE_BARE_NUMBER };
    }
    size_t n = ht_word_key(key, sizeof key, s, len);
    if (!n)
        return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
    struct ht_code_value exact = answer_of(c, ht_map_find(&c->words, word_hash(list, true, key, n)));
    if (!ht_is_ascii(s, len) || all_digits(s, len))
        return exact;
    n = ht_fold_to(key, sizeof key, s, len);
    struct ht_code_value bare = answer_of(c, ht_map_find(&c->words, word_hash(list, false, key, n)));
    struct ht_code_value letters = by_letters(c, list, s, len);
    if (letters.match == HT_CODE_FOUND && bare.match != HT_CODE_UNKNOWN && !same_entry(&letters, &bare))
        return (struct ht_code_value){ .match = HT_CODE_AMBIGUOUS };
    if (letters.match == HT_CODE_FOUND)
        return letters;
    /* A main name without marks ("Hoa", "Kinh") is itself; an alias without marks may be another word that
     * lost its marks ("Lao" for Lào). */
    if (exact.match == HT_CODE_FOUND && exact.name_len == len)
        return exact;
    return exact.match == HT_CODE_FOUND && bare.match == HT_CODE_AMBIGUOUS ? bare : bare.match ? bare : exact;
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
with_brackets(const struct ht_codes *c, enum ht_list list, const char *s, size_t len)
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
with_number(const struct ht_codes *c, enum ht_list list, const char *s, size_t len)
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
find(const struct ht_codes *c, enum ht_list list, const char *s, size_t len)
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
        index_list(c, list);
        *at = c->nanswers + 1;
        c->answer = ht_grow(c->answer, &c->answers_cap, c->nanswers + 1, sizeof *c->answer);
        c->answer[c->nanswers++] = find(c, list, s, len);
    }
    return &c->answer[*at - 1];
}

bool
ht_codes_is(struct ht_codes *c, enum ht_list list, const char *code, const char *name, size_t len)
{
    index_list(c, list);
    for (size_t i = 0; i < c->n; i++) {
        const struct ht_code_value *v = &c->entry[i].value;
        if (c->entry[i].list == list && v->code_len == strlen(code) && !memcmp(v->code, code, v->code_len))
            return v->name_len == len && !memcmp(v->name, name, len);
    }
    return false;
}
