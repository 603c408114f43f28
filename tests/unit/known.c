/* SPDX-License-Identifier: BSD-2-Clause */
/* text/known and text/phrase: phrases as a whole, with a model of a few words */
#include "config.h"

#include "base/mem.h"
#include "tap.h"
#include "text/known.h"
#include "text/phrase.h"

static const struct ht_lexicon_word words[] = {
    { "xã", 30, { 0 } }, { "hòa", 60, { 0 } }, { "vang", 70, { 0 } }, { "hoà", 90, { 0 } }, { "vợ", 80, { 0 } },
};
static const uint16_t places[] = { 4, 3, 0, 3, 0 }, sayings[] = { 5, 0 }, openings[] = { 1, 0 };
static const struct ht_lexicon_model model = {
    words, HT_COUNT(words), { places, sayings, openings },
    { HT_COUNT(places), HT_COUNT(sayings), HT_COUNT(openings) },
};

static void
test_known(struct ht_lexicon *lex)
{
    static const uint16_t hoa_vang[] = { 2, 3 }, vang_hoa[] = { 3, 2 }, vo[] = { 5 }, long_one[HT_KNOWN_WORDS + 1] = { 2 };
    CHECK(ht_lexicon_known(lex, HT_KNOWN_PLACE, hoa_vang, 2) > 0);      /* spelled hoà in the list */
    CHECK_INT(ht_lexicon_known(lex, HT_KNOWN_PLACE, vang_hoa, 2), -1);
    CHECK_INT(ht_lexicon_known(lex, HT_KNOWN_PLACE, hoa_vang, 1), -1);
    CHECK_INT(ht_lexicon_known(lex, HT_KNOWN_PLACE, vo, 1), -1);
    CHECK(ht_lexicon_known(lex, HT_KNOWN_SAYING, vo, 1) > 0);
    CHECK_INT(ht_lexicon_known(lex, HT_KNOWN_PLACE, long_one, HT_COUNT(long_one)), -1);
}

/* What the words of S, parted by single blanks, cost more together. */
static int
together(struct ht_lexicon *lex, const char *s)
{
    struct ht_phrase p = { .single = true };
    const char *at = s, *w;
    for (size_t n; (w = ht_next_word(&at, s + strlen(s), &n)); ) {
        struct ht_word_cost c = ht_lexicon_cost(lex, w, n);
        ht_phrase_add(&p, &c);
    }
    return ht_phrase_end(&p, lex);
}

static void
test_phrases(struct ht_lexicon *lex)
{
    CHECK_INT(ht_lexicon_cost(lex, "Hoà", 4).number, 2);
    CHECK_INT(ht_lexicon_cost(lex, "Vang", 4).seen, 70);
    CHECK_INT(ht_lexicon_cost(lex, "Vang", 4).cost, 0);
    CHECK_INT(ht_lexicon_cost(lex, "Huế", 5).number, 0);
    CHECK(together(lex, "Hòa Vang") < together(lex, "Vang Hòa"));
    CHECK(together(lex, "xã Hòa Vang") < together(lex, "xã Vang Hòa"));
    CHECK(together(lex, "vợ") < together(lex, "xã"));
    CHECK_INT(together(lex, "xã xã xã xã xã xã xã xã xã"), 0);
    CHECK_INT(together(lex, ""), 0);
}

int
main(void)
{
    struct ht_lexicon *lex = ht_lexicon_new(&model);
    test_known(lex);
    test_phrases(lex);
    ht_lexicon_free(lex);
    return tap_done();
}
