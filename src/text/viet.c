/* SPDX-License-Identifier: BSD-2-Clause */
/* Letters, tones and syllables of Vietnamese, from letters.def and syllables.def. */
#include "config.h"
#include "text/viet.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/slot.h"

/* Letters in the order of the dictionary; 0 is "none", spelled _ in the tables. */
enum letter {
    L__,
#define LETTER(name) L_##name,
#include "text/letters.def"
};

enum vowel_row {
#define VOWEL(letter, ngang, ...) V_##ngang,
#include "text/letters.def"
    NVOWELS
};

static const uint16_t vowels[NVOWELS][6] = {
#define VOWEL(letter, ...) { __VA_ARGS__ },
#include "text/letters.def"
};

struct slot {
    uint8_t letter;                     /* enum letter, 0: no Vietnamese letter */
    uint8_t tone;                       /* enum ht_tone */
    uint8_t row;                        /* vowels: enum vowel_row + 1 */
};

#define TONED(letter, row, c, tone) [HT_SLOT(c)] = { L_##letter, tone, row },
static const struct slot slots[HT_NSLOTS] = {
#define VOWEL(letter, ngang, huyen, hoi, nga, sac, nang) \
    TONED(letter, V_##ngang + 1, ngang, HT_NGANG) TONED(letter, V_##ngang + 1, huyen, HT_HUYEN) \
    TONED(letter, V_##ngang + 1, hoi, HT_HOI) TONED(letter, V_##ngang + 1, nga, HT_NGA) \
    TONED(letter, V_##ngang + 1, sac, HT_SAC) TONED(letter, V_##ngang + 1, nang, HT_NANG)
#define CONSONANT(letter, small, capital) \
    TONED(letter, 0, small, HT_NGANG) TONED(letter, 0, capital, HT_NGANG)
#include "text/letters.def"
};

/* Up to four letters in one number that sorts like the dictionary. */
#define PACK(a, b, c, d) ((uint32_t)(a) << 18 | (uint32_t)(b) << 12 | (uint32_t)(c) << 6 | (uint32_t)(d))

static const uint32_t onsets[] = {
#define ONSET(a, b, c) PACK(L_##a, L_##b, L_##c, 0),
#include "text/syllables.def"
};

static const uint32_t rhymes[] = {
#define RHYME(a, b, c, d) PACK(L_##a, L_##b, L_##c, L_##d),
#include "text/syllables.def"
};

#define MAX_LETTERS 7                   /* nghiêng */
#define MAX_ONSET 3
#define MAX_RHYME 4

/* Position of KEY in the sorted V, or -1. */
static int
find(const uint32_t *v, size_t n, uint32_t key)
{
    size_t lo = 0;
    for (size_t len = n; len > 1; len -= len / 2)
        if (v[lo + len / 2] <= key)
            lo += len / 2;
    return v[lo] == key ? (int)lo : -1;
}

/* c, ch, p, t close a syllable so abruptly that only sắc and nặng can be heard. */
static bool
ends_in_stop(const uint8_t *letter, size_t n)
{
    uint8_t last = letter[n - 1];
    return last == L_c || last == L_p || last == L_t || (last == L_h && n >= 2 && letter[n - 2] == L_c);
}

static uint32_t
pack(const uint8_t *letter, size_t n)
{
    uint32_t key = 0;
    for (size_t i = 0; i < MAX_RHYME; i++)
        key = key << 6 | (i < n ? letter[i] : 0);
    return key;
}

/* The letters of S without tone, at most MAX_LETTERS; 0 if S holds anything else or two tones. */
static size_t
spell(const char *s, size_t n, uint8_t *letter, enum ht_tone *tone)
{
    size_t count = 0;
    *tone = HT_NGANG;
    while (n) {
        size_t len;
        uint32_t c = ht_utf8_get(s, &len);
        if (!HT_HAS_SLOT(c) || count == MAX_LETTERS)
            return 0;
        const struct slot *slot = &slots[HT_SLOT(c)];
        if (!slot->letter || (slot->tone && *tone))
            return 0;
        if (slot->tone)
            *tone = (enum ht_tone)slot->tone;
        letter[count++] = slot->letter;
        s += len;
        n -= len;
    }
    return count;
}

bool
ht_syllable(const char *s, size_t n, struct ht_syllable *out)
{
    uint8_t letter[MAX_LETTERS];
    enum ht_tone tone;
    size_t count = spell(s, n, letter, &tone);
    if (!count || (ends_in_stop(letter, count) && tone != HT_SAC && tone != HT_NANG))
        return false;
    /* The longest onset wins, so that giêng is gi + êng; gì and gìn fall back to g. */
    size_t longest = count - 1 < MAX_ONSET ? count - 1 : MAX_ONSET;
    for (size_t k = longest + 1; k-- > 0; ) {
        if (count - k > MAX_RHYME)
            break;
        int onset = k ? find(onsets, HT_COUNT(onsets), pack(letter, k)) : -1;
        if (k && onset < 0)
            continue;
        int rhyme = find(rhymes, HT_COUNT(rhymes), pack(letter + k, count - k));
        if (rhyme < 0)
            continue;
        *out = (struct ht_syllable){ (uint8_t)(onset + 1), (uint8_t)rhyme, (uint8_t)tone };
        return true;
    }
    return false;
}

uint32_t
ht_untone(uint32_t c, enum ht_tone *tone)
{
    if (!HT_HAS_SLOT(c) || !slots[HT_SLOT(c)].row) {
        *tone = HT_NGANG;
        return c;
    }
    const struct slot *slot = &slots[HT_SLOT(c)];
    *tone = (enum ht_tone)slot->tone;
    return vowels[slot->row - 1][HT_NGANG];
}

uint32_t
ht_with_tone(uint32_t c, enum ht_tone tone)
{
    if (!HT_HAS_SLOT(c) || !slots[HT_SLOT(c)].row || slots[HT_SLOT(c)].tone)
        return 0;
    return vowels[slots[HT_SLOT(c)].row - 1][tone];
}

uint32_t
ht_vi_letter_rank(uint32_t c)
{
    return HT_HAS_SLOT(c) ? slots[HT_SLOT(c)].letter : 0;
}

bool
ht_vi_has_toned(const char *s, size_t n)
{
    const char *const end = s + n;
    while ((s = memchr(s, 0xe1, (size_t)(end - s))) != NULL) {
        if (end - s > 2 && ((s[1] & 0xff) == 0xbb || ((s[1] & 0xff) == 0xba && (s[2] & 0xff) >= 0xa0)))
            return true;
        s++;
    }
    return false;
}
