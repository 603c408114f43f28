/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Costs of words.  One byte for every syllable that the grammar allows, a small hash for the words outside it,
 * and in front of both a cache of words as they are written, because a ledger holds few different ones.
 */
#include "config.h"
#include "text/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/known.h"
#include "text/spelling.h"
#include "text/viet.h"

/* words.inc has rows of four kinds; each list takes its own. */
#define WORD(s, cost, ...) { s, cost, { __VA_ARGS__ } },
#define PLACE(...)
#define SAYING(...)
#define OPENING(...)
static const struct ht_lexicon_word known_words[] = {
#include "text/words.inc"
};
#undef WORD
#define WORD(s, cost, ...)
#undef PLACE
#define PLACE(...) __VA_ARGS__, 0,
static const uint16_t known_places[] = {
#include "text/words.inc"
};
#undef PLACE
#define PLACE(...)
#undef SAYING
#define SAYING(...) __VA_ARGS__, 0,
static const uint16_t known_sayings[] = {
#include "text/words.inc"
};
#undef SAYING
#define SAYING(...)
#undef OPENING
#define OPENING(...) __VA_ARGS__, 0,
static const uint16_t known_openings[] = {
#include "text/words.inc"
};
#undef WORD
#undef PLACE
#undef SAYING
#undef OPENING

static const struct ht_lexicon_model compiled_in = {
    known_words, HT_COUNT(known_words),
    { known_places, known_sayings, known_openings },
    { HT_COUNT(known_places), HT_COUNT(known_sayings), HT_COUNT(known_openings) },
};

#define NKEYS (28u * 256 * 8)           /* onsets with none, rhymes and tones as ht_syllable_key packs them */
#define COST_RAREST 176                 /* one occurrence in the law texts */
#define COST_ABBREVIATION 115           /* TSCĐ */
#define COST_DONG 70                    /* đ by itself: the currency */
#define COST_NEW 85                     /* that a syllable was never seen, beside its spelling */
#define COST_OTHER 105                   /* the same for what the grammar does not know */
#define COST_NEW_UNIT 40                /* the same in the name of a place: there are many, and odd ones */
#define COST_LEAST (COST_RAREST + 5)    /* neither is likelier than what was seen */
#define COST_ODD 20                     /* per letter that is not Vietnamese … */
#define COST_SIGN 40                    /* … or no letter at all */
#define COST_STRANGE 30                 /* once, if there is any of them */
#define COST_LETTER 10                 /* per f j w z */

#define COST_FOREIGN (COST_RAREST + 20)  /* a word of another language */

#define MOST 2000
#define TONE_FREE 25
#define TONE_MOST 60

#define CACHE_BITS 12
#define CACHED_BYTES 16
struct cached {
    uint64_t key[2];                    /* the word, zero-padded; never all zero */
    struct ht_word_cost cost;
};

struct ht_lexicon {
    const struct ht_lexicon_model *model;
    uint16_t row[NKEYS];                /* of words, from 1; 0: never seen */
    struct ht_map other;                /* hash of the small word: the same */
    uint16_t *first;                    /* by number: the number its word is found under */
    struct ht_known *known;             /* NULL until a phrase is asked for */
    struct ht_spelling *spelling;       /* for all that was never seen; NULL until it is asked for */
    struct cached cache[1 << CACHE_BITS];
};

static uint64_t
hash_lower(const char *s, size_t n)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_lower(&b, s, n);
    uint64_t h = ht_hash(b.s, b.len, 0);
    ht_buf_fini(&b);
    return h;
}

struct ht_lexicon *
ht_lexicon_new(const struct ht_lexicon_model *model)
{
    struct ht_lexicon *lex = ht_calloc(1, sizeof *lex);
    lex->model = model ? model : &compiled_in;
    lex->first = ht_calloc(lex->model->nwords + 1, sizeof *lex->first);
    for (size_t i = 0; i < lex->model->nwords; i++) {
        const char *s = lex->model->words[i].s;
        struct ht_syllable y;
        size_t n = strlen(s);
        lex->first[i + 1] = (uint16_t)(i + 1);
        if (!ht_syllable(s, n, &y)) {
            *ht_map_get(&lex->other, ht_hash(s, n, 0), NULL) = i + 1;
            continue;
        }
        uint16_t *row = &lex->row[ht_syllable_key(&y)];
        if (!*row)                      /* of two spellings the frequent one comes first */
            *row = (uint16_t)(i + 1);
        lex->first[i + 1] = *row;
    }
    return lex;
}

static const struct ht_spelling *
spelling(struct ht_lexicon *lex)
{
    if (lex->spelling)
        return lex->spelling;
    lex->spelling = ht_spelling_new();
    for (size_t i = 0; i < lex->model->nwords; i++)
        ht_spelling_learn(lex->spelling, lex->model->words[i].s, strlen(lex->model->words[i].s));
    return lex->spelling;
}

void
ht_lexicon_free(struct ht_lexicon *lex)
{
    if (!lex)
        return;
    ht_map_fini(&lex->other);
    ht_known_free(lex->known);
    free(lex->first);
    ht_spelling_free(lex->spelling);
    free(lex);
}

/* What the characters of a word cost that are not Vietnamese. */
static int
odd_cost(const char *s, size_t n)
{
    int cost = 0;
    bool strange = false;
    while (n) {
        size_t len;
        uint32_t c = ht_utf8_get(s, &len);
        if (c < 0x80) {
            c |= 0x20;
            cost += c == 'f' || c == 'j' || c == 'w' || c == 'z' ? COST_LETTER : 0;
        } else if (!ht_vi_letter_rank(c)) {
            cost += ht_is_letter(c) ? COST_ODD : COST_SIGN;
            strange = true;
        }
        s += len;
        n -= len;
    }
    return cost + (strange ? COST_STRANGE : 0);
}

/* Costs of a word that no list knows. */
static void
judge_unseen(struct ht_lexicon *lex, const char *s, size_t n, bool syllable, struct ht_word_cost *c)
{
    int odd = odd_cost(s, n), foreign = COST_FOREIGN + odd, spelt = ht_spelling_cost(spelling(lex), s, n);
    int cost = (syllable ? COST_NEW : COST_OTHER) + spelt + odd;
    cost = cost < COST_LEAST ? COST_LEAST : cost < MOST ? cost : MOST;
    c->cost = (int16_t)cost;
    c->foreign = (int16_t)(cost < foreign ? cost : foreign);
    if (!syllable && odd)
        return;
    int unit = COST_NEW_UNIT + spelt + odd - cost;
    unit = unit < INT8_MIN ? INT8_MIN : unit > INT8_MAX ? INT8_MAX : unit;
    for (int i = HT_FIRST; i <= HT_LAST; i++)
        c->more[i] = (int8_t)unit;
}

/* Nobody writes aì; hòa and hoà are both well known. */
static int
tone_cost(struct ht_lexicon *lex, const char *s, size_t n)
{
    int cost = ht_spelling_tone_cost(spelling(lex), s, n);
    return cost < TONE_FREE ? 0 : cost < TONE_MOST ? cost : TONE_MOST;
}

static uint8_t
shape_of(const char *s, size_t n)
{
    bool small = false, plain = false;  /* letters seen: small ones, those without tone among them */
    bool vowel = false;                 /* a capital vowel behind the first letter: VĂn */
    unsigned shape = 0;
    size_t count = 0;
    for (size_t len; n; s += len, n -= len, count++) {
        uint32_t c = ht_utf8_get(s, &len);
        enum ht_tone tone;
        if (ht_is_upper(c)) {
            vowel |= count && ht_with_tone(ht_untone(c, &tone), HT_NGANG);
            shape |= (small ? HT_SHAPE_INNER : 0u) | (plain ? HT_SHAPE_SPLIT : 0u);
            continue;
        }
        ht_untone(c, &tone);
        small = true;
        plain |= tone == HT_NGANG;
        shape |= (count ? 0u : HT_SHAPE_SMALL) | (tone == HT_NGANG && c >= 0x80 ? HT_SHAPE_PLAIN : 0u);
    }
    shape |= small ? HT_SHAPE_LOWER : 0u;
    shape |= vowel && plain ? HT_SHAPE_INNER | HT_SHAPE_SPLIT : 0u;
    return (uint8_t)(shape | (count >= 2 && !small ? HT_SHAPE_UPPER : 0u));
}

/* True for đ by itself and for abbreviations with it: QĐ, TSCĐ.  Clerks write them everywhere. */
static bool
is_abbreviation(const char *s, size_t n)
{
    size_t count = 0, upper = 0;
    for (size_t len; n; s += len, n -= len, count++) {
        uint32_t c = ht_utf8_get(s, &len);
        enum ht_tone tone;
        if (!ht_vi_letter_rank(c) || ht_with_tone(ht_untone(c, &tone), HT_NGANG))
            return false;
        upper += ht_is_upper(c);
    }
    return count <= 5 && (upper == count || !upper);
}

/* The row of a word that the lists know, or NULL. */
static const struct ht_lexicon_word *
find_row(const struct ht_lexicon *lex, const char *s, size_t n, bool syllable, const struct ht_syllable *y)
{
    const struct ht_lexicon_word *words = lex->model->words;
    if (syllable)
        return lex->row[ht_syllable_key(y)] ? &words[lex->row[ht_syllable_key(y)] - 1] : NULL;
    const uint64_t *row = n <= 64 ? ht_map_find(&lex->other, hash_lower(s, n)) : NULL;
    return row ? &words[*row - 1] : NULL;
}

static struct ht_word_cost
work_out(struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_word_cost c = { .kind = HT_WORD_ASCII };
    struct ht_syllable y;
    bool syllable = ht_syllable(s, n, &y);
    const struct ht_lexicon_word *row = find_row(lex, s, n, syllable, &y);
    if (row) {
        memcpy(c.more, row->more, sizeof c.more);
        c.seen = row->cost;
        c.number = (uint16_t)(row - lex->model->words + 1);
    }
    if (ht_is_ascii(s, n))
        return c;
    c.shape = shape_of(s, n);
    if (row) {
        c.kind = syllable ? HT_WORD_KNOWN : HT_WORD_NAME;
        c.cost = c.foreign = (int16_t)(row->cost + (syllable ? tone_cost(lex, s, n) : 0));
    } else if (!syllable && is_abbreviation(s, n)) {
        c.kind = HT_WORD_KNOWN;
        c.cost = c.foreign = n == 2 ? COST_DONG : COST_ABBREVIATION;
    } else {
        c.kind = syllable ? HT_WORD_SYLLABLE : HT_WORD_OTHER;
        judge_unseen(lex, s, n, syllable, &c);
    }
    return c;
}

struct ht_word_cost
ht_lexicon_cost(struct ht_lexicon *lex, const char *s, size_t n)
{
    if (n > CACHED_BYTES || !n)
        return work_out(lex, s, n);
    uint64_t key[2] = { 0, 0 };
    memcpy(key, s, n);
    uint64_t h = (key[0] ^ key[1] * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    struct cached *slot = &lex->cache[h >> (64 - CACHE_BITS)];
    if (slot->key[0] != key[0] || slot->key[1] != key[1]) {
        slot->cost = work_out(lex, s, n);
        slot->key[0] = key[0];
        slot->key[1] = key[1];
    }
    return slot->cost;
}

int
ht_lexicon_known(struct ht_lexicon *lex, enum ht_known_kind kind, const uint16_t *word, size_t n)
{
    if (!lex->known)
        lex->known = ht_known_new(lex->model, lex->first);
    return ht_known_cost(lex->known, kind, word, n);
}

/* Length of the separator at S, 0 if the character belongs to a word. */
static size_t
separator(const char *s, const char *end)
{
    unsigned char c = (unsigned char)*s;
    if (c < 0x80)
        return (c | 0x20u) - 'a' < 26u ? 0 : 1;
    if (c == 0xc2)
        return end - s >= 2 && (unsigned char)s[1] == 0xa0 ? 2 : 0;
    if (c != 0xe2 && c != 0xe3)
        return 0;
    size_t len;
    uint32_t u = ht_utf8_get(s, &len);
    bool blank = (u >= 0x2000 && u <= 0x200a) || u == 0x2028 || u == 0x2029 || u == 0x202f || u == 0x3000;
    bool sign = (u >= 0x2010 && u <= 0x201f) || u == 0x2022 || u == 0x2026;
    return blank || sign ? len : 0;
}

/* Length of the sign for đồng at S behind a number: 100₫; in ₫ường it stands for đ. */
static size_t
price(const char *s, const char *end)
{
    return end - s >= 3 && !memcmp(s, "\xe2\x82\xab", 3) && (end - s == 3 || (unsigned char)s[3] < 'A') ? 3 : 0;
}

const char *
ht_next_word(const char **at, const char *end, size_t *len)
{
    const char *s = *at;
    size_t skip;
    while (s < end && ((skip = separator(s, end)) || (skip = price(s, end))))
        s += skip;
    if (s >= end) {
        *at = end;
        return NULL;
    }
    const char *word = s;
    while (s < end && !separator(s, end)) {
        if ((unsigned char)*s < 0x80) {
            s++;
            continue;
        }
        size_t step;
        ht_utf8_get(s, &step);
        s += step;
    }
    *len = (size_t)(s - word);
    *at = s;
    return word;
}
