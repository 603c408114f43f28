/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The canonical wording of captions.
 *
 * A caption is read from left to right, each time the longest phrase that the list has.  Phrases begin and end with
 * words; in a caption without any blank (HOTENCHA), the name of a column in dBase, they need not, but then they must
 * make up the whole of it.  "Má" (mother) is not "mã" (code), so marks count in captions that have some.  In those
 * without, a phrase decides nothing that two rows of the list may mean: MA.
 */
#include "config.h"
#include "formats/caption.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/codelist.h"
#include "model/schema.h"
#include "text/fold.h"

enum {
    LONGEST = 160,                      /* bytes of a caption without blanks */
    LONGEST_PHRASE = 64,
    MOST_TOKENS = 24
};

enum { ANY_REGISTER = HT_NREG };

/* What a word counts as; NAME is what a caption asks for that says only who, PART a surname by itself. */
enum role { NOTHING, WHAT, PART, NAME, WHO };
static const char *const role_name[] = { "-", "what", "part", "name", "who" };

/* A row of the list for one of its phrases. */
struct meaning {
    uint64_t phrase;                    /* with its marks */
    uint64_t means;
    enum role role;
    bool open;                          /* without marks another phrase means something else */
};

struct ht_captions {
    struct ht_map with_marks, without;  /* phrase and register → place in MEANING + 1 */
    struct meaning *meaning;
    size_t n, cap;
    uint64_t name;
};

/* A caption, small, without blanks. */
struct text {
    char s[LONGEST];
    bool starts[LONGEST + 1];           /* a word begins here, or the text ends */
    size_t n, words;
    bool marked;                        /* has letters beyond ASCII */
};

/* ---- reading text ---- */

/* False if S is too long. */
static bool
read_text(struct text *t, const char *s, size_t len)
{
    bool gap = true;
    memset(t, 0, sizeof *t);
    len = ht_utf8_valid(s, len);
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c = ht_lower_char(ht_utf8_get(s + i, &n));
        if (!ht_is_letter(c) && !(c >= '0' && c <= '9')) {
            gap = true;
            continue;
        }
        if (t->n + 4 > LONGEST)
            return false;
        t->starts[t->n] = gap;
        t->words += gap;
        t->marked = t->marked || c > 0x7f;
        gap = false;
        t->n += ht_utf8_put(t->s + t->n, c);
    }
    t->starts[t->n] = true;
    return t->n > 0;
}

/* The hash of a phrase grows byte by byte, as a reader tries longer and longer ones. */
static uint64_t
grow(uint64_t phrase, char byte)
{
    return (phrase ^ (unsigned char)byte) * 0x100000001b3u;
}

static uint64_t
phrase_hash(const char *s, size_t n)
{
    uint64_t phrase = 0;
    for (size_t i = 0; i < n; i++)
        phrase = grow(phrase, s[i]);
    return phrase;
}

static uint64_t
phrase_key(uint64_t phrase, size_t reg)
{
    return ht_hash_mix(phrase, reg + 1);
}

/* Letters without marks, which nothing else tells apart. */
static uint64_t
word_hash(const char *s, size_t n)
{
    char folded[LONGEST];
    return ht_hash(folded, ht_fold_to(folded, sizeof folded, s, n), 5);
}

/* ---- the list ---- */

static bool
differ(const struct meaning *a, const struct meaning *b)
{
    return a->phrase != b->phrase && (a->role != b->role || a->means != b->means);
}

/* The first row that has a phrase keeps it. */
static void
learn(struct ht_captions *c, const struct text *t, size_t reg, struct meaning m)
{
    bool fresh;
    m.phrase = phrase_hash(t->s, t->n);
    uint64_t *at = ht_map_get(&c->with_marks, phrase_key(m.phrase, reg), &fresh);
    if (!fresh)
        return;
    c->meaning = ht_grow(c->meaning, &c->cap, c->n + 1, sizeof *c->meaning);
    c->meaning[c->n++] = m;
    *at = c->n;

    char folded[LONGEST];
    size_t n = ht_fold_to(folded, sizeof folded, t->s, t->n);
    at = ht_map_get(&c->without, phrase_key(phrase_hash(folded, n), reg), &fresh);
    if (fresh)
        *at = c->n;
    else if (differ(&c->meaning[*at - 1], &m))
        c->meaning[*at - 1].open = true;
}

static enum role
role_of(const char *s, size_t len)
{
    for (size_t i = 0; i < HT_COUNT(role_name); i++)
        if (strlen(role_name[i]) == len && !memcmp(s, role_name[i], len))
            return (enum role)i;
    return WHAT;
}

/* One row of captions.tsv: register or *, role, what is meant, phrases for it. */
static void
learn_row(struct ht_captions *c, const struct ht_tsv *list, size_t row)
{
    size_t nreg, nrole, nmeans, left;
    const char *code = ht_tsv_cell(list, row, 0, &nreg);
    const char *role = ht_tsv_cell(list, row, 1, &nrole);
    const char *means = ht_tsv_cell(list, row, 2, &nmeans);
    const char *s = ht_tsv_cell(list, row, 3, &left);
    const struct ht_register *reg = ht_register_by_code(code, nreg);
    if (!reg && !(nreg == 1 && *code == '*'))
        return;
    struct meaning m = { .means = ht_hash(means, nmeans, 5), .role = role_of(role, nrole) };
    if (m.role == NAME)
        c->name = m.means;
    while (left) {
        const char *end = memchr(s, ';', left);
        size_t len = end ? (size_t)(end - s) : left;
        struct text t;
        if (read_text(&t, s, len) && t.n <= LONGEST_PHRASE)
            learn(c, &t, reg ? reg->id : ANY_REGISTER, m);
        s += len + (end != NULL);
        left -= len + (end != NULL);
    }
}

struct ht_captions *
ht_captions_new(const char *lists, struct ht_diag *d)
{
    struct ht_tsv *list = ht_tsv_open(lists, "captions.tsv", d);
    if (!list)
        return NULL;
    struct ht_captions *c = ht_calloc(1, sizeof *c);
    for (size_t i = 0; i < ht_tsv_rows(list); i++)
        learn_row(c, list, i);
    ht_tsv_free(list);
    return c;
}

void
ht_captions_free(struct ht_captions *c)
{
    if (!c)
        return;
    ht_map_fini(&c->with_marks);
    ht_map_fini(&c->without);
    free(c->meaning);
    free(c);
}

/* ---- wordings ---- */

/* The meaning of a phrase in register REG; NULL: none, or more than one. */
static const struct meaning *
find(const struct ht_captions *c, uint64_t phrase, bool marked, size_t reg)
{
    const struct ht_map *map = marked ? &c->with_marks : &c->without;
    const uint64_t *own = ht_map_find(map, phrase_key(phrase, reg));
    const uint64_t *any = ht_map_find(map, phrase_key(phrase, ANY_REGISTER));
    const struct meaning *m = own ? &c->meaning[*own - 1] : any ? &c->meaning[*any - 1] : NULL;
    if (!m || marked)
        return m;
    return m->open || (own && any && differ(m, &c->meaning[*any - 1])) ? NULL : m;
}

/* The longest phrase of the list that begins at FROM; *END is behind it. */
static const struct meaning *
longest_phrase(const struct ht_captions *c, const struct text *t, size_t from, size_t reg, size_t *end)
{
    const struct meaning *longest = NULL;
    uint64_t phrase = 0;
    for (size_t i = from; i < t->n && i < from + LONGEST_PHRASE; i++) {
        phrase = grow(phrase, t->s[i]);
        const struct meaning *m = t->starts[i + 1] || t->words == 1 ? find(c, phrase, t->marked, reg) : NULL;
        if (m) {
            longest = m;
            *end = i + 1;
        }
    }
    return longest;
}

struct tokens {
    uint64_t v[MOST_TOKENS];
    size_t n;
};

/* "CMND/CCCD" and "Cha: họ tên cha" say one thing twice.  False if there is no room. */
static bool
add(struct tokens *k, uint64_t token)
{
    if (k->n && k->v[k->n - 1] == token)
        return true;
    if (k->n == MOST_TOKENS)
        return false;
    k->v[k->n++] = token;
    return true;
}

static uint64_t
mix(const struct tokens *k, uint64_t hash)
{
    for (size_t i = 0; i < k->n; i++)
        hash = ht_hash_mix(hash, k->v[i]);
    return ht_hash_mix(hash, k->n);
}

struct ht_wording
ht_caption_wording(const struct ht_captions *c, const char *s, size_t len, size_t reg)
{
    static const struct ht_wording none = {0};
    struct ht_wording w = {0};
    struct text t;
    struct tokens what = { .n = 0 }, who = { .n = 0 };
    if (!read_text(&t, s, len))
        return none;
    for (size_t i = 0, end = 0; i < t.n; i = end) {
        const struct meaning *m = longest_phrase(c, &t, i, reg, &end);
        if (m && m->role == NOTHING)
            continue;
        if (!m && t.words == 1 && !t.marked)
            return none;
        for (end = m ? end : i + 1; !m && !t.starts[end]; end++)
            ;
        w.part = w.part || (m && m->role == PART);
        if (!add(m && m->role == WHO ? &who : &what, m ? m->means : word_hash(t.s + i, end - i)))
            return none;
    }
    if (!what.n && !who.n)
        return none;
    w.person = who.n > 0;
    w.alone = !what.n;
    if (w.alone)
        add(&what, c->name);
    w.key = mix(&who, mix(&what, reg + 1));
    return w;
}
