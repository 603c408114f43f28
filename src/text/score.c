/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How well a text reads: the sum of its words' log-probabilities, with fixed prices for what no real text has, such
 * as capitals inside words.
 */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/phrase.h"

enum {
    COST_SPLIT_CASE = 140,              /* NguyÔn */
    COST_SMALL = 40,                    /* Hồng đình Phong: one small letter among capitals */
    COST_SHOUT = 90,                    /* Thông HUẾ: one word in capitals among others */
    SHOUTED = 3,                        /* so many letters in capitals are no abbreviation: the village of AL Bá */
    COST_AMONG_CAPITALS = 70,           /* Vũ THANH MAI: one word with small letters */
    COST_CAPITALS = 20,                 /* a cell in capitals */
    COST_SMALL_START = 15,              /* đak đoa */
    COST_QUOTE = 60,                    /* a quotation mark without its partner */
    COST_SIGN_BEFORE = 60,              /* …An for ÉAn */
    COST_SIGN_BEFORE_SMALL = 150,       /* —n for Ân */
    COST_QUOTE_BEFORE_SMALL = 60,       /* „p for Ấp: quotations seldom start with a small letter */
    COST_BRACE_BEFORE = 250,            /* }ak for Đak */
    COST_SIGN_AFTER = 150,              /* V„n for Văn */
    COST_DASH_AFTER = 60,               /* NH– for NHÖ: a dash stands between blanks or between words */
    COST_BLANK_AFTER = 60,              /* tr n for trấn: a blank of odd kind in place of a letter */
    COST_SPLIT_WORD = 150,              /* a dash or quotation mark between two letters: Mu–oz */
    COST_REPAIRED_OTHER = 100,          /* a repair must lead to words; Muñoz is better than Muđoz */
    USUAL = 80,                         /* what most words of names cost, with marks or without */
    COST_NATIVE = 60,                   /* Ea, Ia, Dak beside a foreign word */
    COST_REPAIRED_NAME = 90,            /* nor do many names follow the grammar: K'Brêu is no mistake for Brâu */
    COST_UNSEEN_NAME = 60,              /* … and that a name has it */
    COST_UNSEEN = 200                   /* a word that no list knows, whatever it is */
};

/* Counts signs beyond ASCII between the words, and among them the quotation marks. */
static int
count_signs(const char *s, const char *end, int *quotes)
{
    int n = 0;
    for (size_t len; s < end; s += len) {
        uint32_t c = ht_utf8_get(s, &len);
        n += c >= 0x80 && !ht_is_space(c);
        *quotes += c >= 0x2018 && c <= 0x201f && c != 0x2019;
    }
    return n;
}

/* True if a sign beyond ASCII stands between the word that ends at S and another one; an apostrophe may. */
static bool
splits_word(const char *s, const char *next, const char *end)
{
    if (next == end || (unsigned char)*s < 0x80 || next - s > 3)
        return false;
    size_t len;
    uint32_t c = ht_utf8_get(s, &len);
    return c != 0xa0 && (c < 0x2018 || c > 0x2019) && next - s == (ptrdiff_t)len && !ht_is_space(c);
}

/* What the sign right before a word costs, if GAP, where the signs before it start, is not the word itself. */
static int
sign_before(const char *gap, const char *word)
{
    size_t len;
    if (word > gap && word[-1] == '}')
        return COST_BRACE_BEFORE;
    if (word - gap < 3 || (unsigned char)word[-3] != 0xe2)
        return 0;
    uint32_t sign = ht_utf8_get(word - 3, &len);
    bool small = !ht_is_upper(ht_utf8_get(word, &len));
    if (sign < 0x2018 || sign > 0x201f)
        return small ? COST_SIGN_BEFORE_SMALL : COST_SIGN_BEFORE;
    return small ? COST_QUOTE_BEFORE_SMALL : 0;
}

/* What the sign right behind the word that ends at S costs: no text has V\u201en or DDI\u2022P. */
static int
sign_after(const char *s, const char *end, unsigned how)
{
    size_t len;
    if (end - s < 2 || ((unsigned char)*s != 0xe2 && (unsigned char)*s != 0xc2))
        return 0;
    uint32_t sign = ht_utf8_get(s, &len);
    bool free = s + len == end || s[len] == ' ';
    switch (sign) {
    case 0xa0:
        return how & SCORE_DECODED ? COST_BLANK_AFTER : 0;
    case 0x201a: case 0x201e: case 0x2022:
        return COST_SIGN_AFTER;
    case 0x2018: case 0x201c:
        return free ? COST_SIGN_AFTER : 0;
    case 0x2013: case 0x2014:
        return free ? COST_DASH_AFTER : 0;
    case 0x201d:
        return how & SCORE_PIECE ? COST_QUOTE : 0;
    default:
        return 0;
    }
}

/* True if the signs between two words part phrases: a comma, a number. */
static bool
parts_phrases(const char *s, const char *end)
{
    for (; s < end; s++)
        if (*s != ' ' && *s != '\'' && *s != '-')
            return true;
    return false;
}

/* What the case of a word says against a reading. */
static int
case_cost(unsigned shape, bool lacks_capitals)
{
    if (shape & (lacks_capitals ? HT_SHAPE_SPLIT : HT_SHAPE_INNER))
        return COST_SPLIT_CASE;
    return 0;
}

/* Words by their case. */
struct cases {
    int title, small, upper;
    int lower, closed;                  /* that have small letters, and among them some that have capitals everywhere */
    bool plain;                         /* an ASCII word starts with a small letter */
    bool ascii_small;                   /* there is a small letter of ASCII */
    size_t shout;                       /* letters in words of its capitals only */
};

static void
add_case(struct cases *cases, const struct ht_word_cost *c, const char *word, size_t len)
{
    bool small = has_ascii_small(word, len);
    cases->ascii_small |= small;
    if (c->kind == HT_WORD_ASCII) {
        bool capital = ht_is_upper((unsigned char)*word);
        cases->plain |= !capital;
        cases->title += capital && len > 1 && !ht_is_upper((unsigned char)word[1]);
        cases->shout += len > 1 && !small ? len : 0;
        return;
    }
    cases->small += (c->shape & HT_SHAPE_SMALL) != 0;
    cases->upper += (c->shape & HT_SHAPE_UPPER) != 0;
    cases->title += !(c->shape & (HT_SHAPE_SMALL | HT_SHAPE_UPPER | HT_SHAPE_INNER));
    cases->lower += (c->shape & HT_SHAPE_LOWER) != 0;
    cases->closed += (c->shape & HT_SHAPE_PLAIN) != 0;
}

/* What the words together say about their case in text that was decoded.  Where all that is ASCII is in capitals, the
 * rest is, too: Vũ THANH MAI is the wrong reading, unless the set has no other ũ. */
static int
mixed_case(const struct cases *cases, int words, bool lacks_capitals)
{
    int cost = 0;
    if (cases->shout >= SHOUTED && !cases->ascii_small)
        return (lacks_capitals ? cases->closed : cases->lower) * COST_AMONG_CAPITALS + COST_CAPITALS;
    if (cases->title && !cases->plain && !lacks_capitals)
        cost += cases->small * COST_SMALL;
    if (cases->title && cases->upper <= cases->title)
        cost += cases->upper * COST_SHOUT;
    return cost + (cases->upper && cases->upper == words ? COST_CAPITALS : 0);
}

/* Adds a word that is not pure ASCII. */
static void
add_word(struct score *score, const struct ht_word_cost *c, unsigned how)
{
    score->sum -= (how & SCORE_FOREIGN ? c->foreign : c->cost) + case_cost(c->shape, how & SCORE_NO_CAPITALS);
    score->words++;
    score->usual += c->cost < USUAL ? c->cost : USUAL;
    score->worst = c->cost > score->worst ? c->cost : score->worst;
    score->known += c->kind <= HT_WORD_NAME;
    score->other += c->kind == HT_WORD_OTHER;
    score->inner += (c->shape & HT_SHAPE_INNER) != 0;
    if (how & SCORE_REPAIR && c->kind == HT_WORD_NAME)
        score->sum -= COST_REPAIRED_NAME;
    if (how & SCORE_REPAIR && c->kind == HT_WORD_OTHER)
        score->sum -= COST_REPAIRED_OTHER;
}

/* True for m², km³, °C, Nº, as they are written with signs of Latin-1. */
static bool
is_measure(const char *word, size_t n)
{
    const char *const sign = memchr(word, 0xc2, n);
    if (!sign)
        return false;
    size_t before = (size_t)(sign - word), after = n - before - 2;
    switch ((unsigned char)sign[1]) {
    case 0xb2: case 0xb3:
        return !after && before && before < 3 && sign[-1] == 'm';
    case 0xb0: case 0xba:
        return before ? !after && before == 1 && (*word | 0x20) == 'n' : after == 1 && memchr("CFK", sign[2], 3);
    default:
        return false;
    }
}

/* True if the word is one sign or a measure: what people write among words and numbers, so that no other encoding is
 * needed to explain it.  Two signs side by side may be the word đã, and U+00AD is a letter until that is known. */
static bool
is_sign(const char *word, size_t n)
{
    size_t len;
    uint32_t c = ht_utf8_get(word, &len);
    bool sign = !ht_is_letter(c) || c == 0xaa || c == 0xba;     /* ª and º count as letters elsewhere */
    return (len == n && c != 0xad && sign) || is_measure(word, n);
}

struct score
score_text(struct ht_lexicon *lex, const char *s, size_t n, unsigned how)
{
    struct score score = { 0 };
    struct cases cases = { 0 };
    struct ht_phrase phrase = { .n = 0, .single = !(how & SCORE_PIECE) };
    const char *at = s, *const end = s + n, *word, *gap = s;
    int quotes = 0;
    for (size_t len; (word = ht_next_word(&at, end, &len)); gap = at) {
        if (!(how & SCORE_DECODED) && is_sign(word, len)) {
            score.sum -= ht_phrase_end(&phrase, lex);
            continue;
        }
        struct ht_word_cost c = ht_lexicon_cost(lex, word, len);
        score.length++;
        if (parts_phrases(gap, word))
            score.sum -= ht_phrase_end(&phrase, lex);
        ht_phrase_add(&phrase, &c);
        if (gap != word && (unsigned char)word[-1] >= 0x80) {
            score.signs += count_signs(gap, word, &quotes);
            if (gap != s && splits_word(gap, word, end))
                score.sum -= COST_SPLIT_WORD;
        }
        if (how & SCORE_DECODED)
            score.sum -= sign_before(gap, word);
        if ((unsigned char)*at >= 0x80)
            score.sum -= sign_after(at, end, how);
        add_case(&cases, &c, word, len);
        if (how & SCORE_WESTERN && c.kind == HT_WORD_ASCII && c.number)
            score.sum -= COST_NATIVE;
        if (c.kind == HT_WORD_ASCII)
            continue;
        if (word == s && c.shape & HT_SHAPE_SMALL && (how & (SCORE_DECODED | SCORE_NO_CAPITALS)) == SCORE_DECODED)
            score.sum -= COST_SMALL_START;
        add_word(&score, &c, how);
    }
    score.sum -= ht_phrase_end(&phrase, lex);
    if ((unsigned char)*gap >= 0x80 && gap < end)
        score.signs += count_signs(gap, end, &quotes);
    score.capitals = cases.shout >= SHOUTED && !cases.ascii_small && !cases.lower;
    if (how & SCORE_DECODED)
        score.sum -= (quotes % 2 ? COST_QUOTE : 0) + mixed_case(&cases, score.words, how & SCORE_NO_CAPITALS);
    return score;
}

/* Adds up what the phrases of S cost, each by END; what the words cost goes to *WORDS. */
static int
add_phrases(struct ht_lexicon *lex, const char *s, size_t n, int (*end)(struct ht_phrase *p, struct ht_lexicon *lex),
            int *words)
{
    struct ht_phrase phrase = { .n = 0, .single = true, .title = true };
    const char *at = s, *word, *gap = s;
    int cost = 0;
    *words = 0;
    for (size_t len, ignored; (word = ht_next_word(&at, s + n, &len)); gap = at) {
        if (is_sign(word, len))
            continue;
        struct ht_word_cost c = ht_lexicon_cost(lex, word, len);
        int own = c.kind != HT_WORD_ASCII ? c.cost : c.number ? c.seen : COST_UNSEEN;
        if (parts_phrases(gap, word)) {
            cost += end(&phrase, lex);
            phrase.title = true;
        }
        if (end == ht_phrase_end && !c.number)  /* an odd place may be called anything, but who knows that it is one? */
            memset(c.more, COST_UNSEEN_NAME, sizeof c.more);
        phrase.title &= end == ht_phrase_end && ht_is_upper(ht_utf8_get(word, &ignored));
        ht_phrase_add(&phrase, &c);
        *words += own < COST_UNSEEN ? own : COST_UNSEEN;
    }
    return cost + end(&phrase, lex);
}

int
phrases_cost(struct ht_lexicon *lex, const char *s, size_t n)
{
    int words;
    return add_phrases(lex, s, n, ht_phrase_end, &words);
}

int
text_cost(struct ht_lexicon *lex, const char *s, size_t n)
{
    int words, phrases = add_phrases(lex, s, n, ht_phrase_cost, &words);
    return words + phrases;
}
