/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How well a text reads: the sum of its words' log-probabilities, with fixed prices for what no real text has, such as
 * capitals inside words.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/phrase.h"

enum {
    COST_SPLIT_CASE = 140,              /* NguyÔn */
    COST_SMALL = 40,                    /* Hồng đình Phong: one small letter among capitals */
    COST_SHOUT = 90,                    /* Thông HUẾ: one word in capitals among others */
    COST_CAPITALS = 10,                 /* a cell in capitals */
    COST_SMALL_START = 15,              /* đak đoa */
    COST_QUOTE = 60,                    /* a quotation mark without its partner */
    COST_SIGN_BEFORE = 60,              /* …t for Ét */
    COST_SPLIT_WORD = 150,              /* a dash or quotation mark between two letters: Mu–oz */
    COST_REPAIRED_OTHER = 100,          /* a repair must lead to words; Muñoz is better than Muđoz */
    COST_REPAIRED_NAME = 90,            /* nor do many names follow the grammar: K'Brêu is no mistake for Brâu */
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

/* True if a dash, dots or bullet stand right before a word; a quotation mark may. */
static bool
starts_with_sign(const char *gap, const char *word)
{
    size_t len;
    if (word - gap < 3 || (unsigned char)word[-3] != 0xe2)
        return false;
    uint32_t c = ht_utf8_get(word - 3, &len);
    return c < 0x2018 || c > 0x201f;
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

struct score
score_text(struct ht_lexicon *lex, const char *s, size_t n, bool repaired, bool foreign, bool lacks_capitals)
{
    struct score score = { 0 };
    const char *at = s, *const end = s + n, *word, *gap = s;
    int title = 0, small = 0, upper = 0;        /* words by their case */
    int quotes = 0;
    bool plain = false;                 /* an ASCII word starts with a small letter */
    struct ht_phrase phrase = { .n = 0 };
    for (size_t len; (word = ht_next_word(&at, end, &len)); gap = at) {
        struct ht_word_cost c = ht_lexicon_cost(lex, word, len);
        score.length++;
        if (parts_phrases(gap, word))
            score.sum -= ht_phrase_end(&phrase);
        ht_phrase_add(&phrase, &c);
        if (gap != word && (unsigned char)word[-1] >= 0x80) {
            score.signs += count_signs(gap, word, &quotes);
            if (gap != s && splits_word(gap, word, end))
                score.sum -= COST_SPLIT_WORD;
            if (repaired && starts_with_sign(gap, word))
                score.sum -= COST_SIGN_BEFORE;
        }
        if (c.kind == HT_WORD_ASCII) {
            bool capital = ht_is_upper((unsigned char)*word);
            plain |= !capital;
            title += capital && len > 1 && !ht_is_upper((unsigned char)word[1]);
            continue;
        }
        if (!score.words++ && repaired && c.shape & HT_SHAPE_SMALL && word == s && !lacks_capitals)
            score.sum -= COST_SMALL_START;
        score.sum -= (foreign ? c.foreign : c.cost) + case_cost(c.shape, lacks_capitals);
        score.worst = c.cost > score.worst ? c.cost : score.worst;
        small += (c.shape & HT_SHAPE_SMALL) != 0;
        upper += (c.shape & HT_SHAPE_UPPER) != 0;
        title += !(c.shape & (HT_SHAPE_SMALL | HT_SHAPE_UPPER | HT_SHAPE_INNER));
        score.known += c.kind <= HT_WORD_NAME;
        if (repaired && c.kind >= HT_WORD_NAME && c.kind != HT_WORD_SYLLABLE)
            score.sum -= c.kind == HT_WORD_NAME ? COST_REPAIRED_NAME : COST_REPAIRED_OTHER;
        score.other += c.kind == HT_WORD_OTHER;
    }
    score.sum -= ht_phrase_end(&phrase);
    if ((unsigned char)*gap >= 0x80 && gap < end)
        score.signs += count_signs(gap, end, &quotes);
    if (repaired && quotes % 2)
        score.sum -= COST_QUOTE;
    if (repaired && title && !plain && !lacks_capitals)
        score.sum -= small * COST_SMALL;
    if (repaired && title && upper <= title)
        score.sum -= upper * COST_SHOUT;
    if (repaired && upper && upper == score.words)
        score.sum -= COST_CAPITALS;
    return score;
}
