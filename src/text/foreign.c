/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of foreigners in text.  Loïc is Lọc in VNI, and Seán Sến, if their bytes were widened: a reading that finds
 * syllables in them is no proof.  The rest of the cell decides: beside Schäfer or McDonald, of which no reading makes
 * Vietnamese, it is a foreigner's, and one word that becomes a rare one may as well be such.
 */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    RARE = 110                          /* cost of a syllable that names seldom have, wherever it stands in them */
};

/* True if S is written as words of Western languages are: one or two letters of Latin-1 among those of ASCII, two not
 * as VNI would have them, and no capital behind a small letter. */
static bool
is_western(const char *s, size_t n)
{
    const char *const word = s;
    const size_t whole = n;
    int accents = 0;
    bool small = false;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (!ht_is_letter(c) || c >= 0x100 || (c >= 0x80 && c < 0xc0) || (small && ht_is_upper(c)))
            return false;
        accents += c >= 0x80;
        small |= !ht_is_upper(c);
    }
    return accents == 1 || (accents == 2 && !has_vni_marks(word, whole));
}

/* True if S begins with consonants or ends with marks that other languages do not write so: Nguïy, Tyù. */
static bool
is_native(const char *s, size_t n)
{
    static const char onsets[][2] = {
        { 'c', 'h' }, { 'g', 'i' }, { 'k', 'h' }, { 'n', 'g' }, { 'n', 'h' }, { 'p', 'h' }, { 'q', 'u' }, { 't', 'h' },
        { 't', 'r' },
    };
    for (size_t i = 0; i < HT_COUNT(onsets) && n > 2; i++)
        if ((s[0] | 0x20) == onsets[i][0] && (s[1] | 0x20) == onsets[i][1])
            return true;
    return has_vni_marks(s, n);
}

/* True if hardly a name has the syllable S, which a reading makes of a word. */
static bool
is_rare(struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_word_cost cost = ht_lexicon_cost(lex, s, n);
    int least = cost.more[0];
    for (int i = 1; i < HT_NPLACES; i++)
        least = cost.more[i] < least ? cost.more[i] : least;
    return cost.cost + least >= RARE;
}

static bool
has_vowel(const char *s, size_t n)
{
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_base_letter(ht_lower_char(ht_utf8_get(s, &len)));
        if (c >= 0x80 || memchr("aeiouy", (int)c, 6))
            return true;
    }
    return false;
}

/* True if S, which no reading changes, is no word of a Vietnamese name; UB and QĐ are abbreviations. */
static bool
is_strange(struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_syllable y;
    struct ht_word_cost cost = ht_lexicon_cost(lex, s, n);
    return n > 2 && has_vowel(s, n) && !cost.number && !ht_syllable(s, n, &y) && cost.kind != HT_WORD_NAME;
}

/* True if the word at S in the cell at START is a capital by itself, which is one in any set, or stands behind an
 * apostrophe, as words of the minorities do: H'Ñun. */
static bool
is_odd_alone(const char *start, const char *s, size_t n)
{
    size_t len;
    uint32_t c = ht_utf8_get(s, &len);
    return (len == n && ht_is_upper(c)) || (s > start && s[-1] == '\'');
}

/* Whether the words of CELL that TEXT has others for may be names of foreigners. */
static enum foreign
judge_words(const struct ht_detector *det, const struct ht_cell_text *cell, const char *text, size_t n)
{
    const char *at = cell->s, *read = text, *word, *made;
    size_t len, made_len, changed = 0;
    bool strange = false, rare = false;
    while ((word = ht_next_word(&at, cell->s + cell->len, &len))) {
        if (!(made = ht_next_word(&read, text + n, &made_len)))
            return NOT_FOREIGN;
        if (len == made_len && !memcmp(word, made, len)) {
            strange |= is_strange(det->lex, word, len);
            continue;
        }
        bool native = is_native(word, len), odd = is_odd_alone(cell->s, word, len);
        bool unlikely = is_rare(det->lex, made, made_len);
        if (!is_western(word, len) || (native && !unlikely))
            return NOT_FOREIGN;
        rare |= !native && (odd || unlikely);
        changed++;
    }
    if (!changed || ht_next_word(&read, text + n, &made_len))
        return NOT_FOREIGN;
    return strange ? FOREIGN : changed == 1 && rare ? PERHAPS_FOREIGN : NOT_FOREIGN;
}

bool
keeps_foreign(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell,
              const char *text, size_t n)
{
    bool free = !column_leans(col) && !cell->prior && (!det->row.on || det->row.lead == AS_IS);
    if (!free || det->cand[0].reading != AS_IS || has_references(cell->s, cell->len))
        return false;
    enum foreign foreign = judge_words(det, cell, text, n);
    det->foreign = foreign > det->foreign ? foreign : det->foreign;
    return foreign != NOT_FOREIGN;
}
