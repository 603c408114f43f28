/* SPDX-License-Identifier: BSD-2-Clause */
/* Readings: what is known of every set and door, and how a cell reads under one of them. */
#include "config.h"

#include <limits.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/phrase.h"

enum doors { TEXT, ALL, MAC, WIDE, BYTES, ESCAPE };

static const struct set {
    const char *name;
    int prior;
    enum doors doors;
} sets[NSETS] = {
#define SET(id, name, prior, doors) { name, prior, doors },
#include "text/detect_sets.def"
};

/* Prior of a door: text that was widened once, by the code page of Western Windows, is what really happens. */
static const int door_prior[HT_DOORS] = {
    [HT_DOOR_TEXT2] = -20, [HT_DOOR_CP1258] = -30, [HT_DOOR_CP437] = -40, [HT_DOOR_CP850] = -40,
    [HT_DOOR_MACROMAN] = -40,
};

enum {
    COST_BAD = 140,                     /* a byte that the set does not have */
    COST_CONTROL = 160,
    PRIOR_AS_IS = 30,
    PRIOR_RARE = -40,                   /* below it are the sets that few used … */
    PRIOR_FONT = -100                   /* … and those that only a font tells of */
};

int
reading_set_index(int reading)
{
    return (reading - 1) % NSETS;
}

const struct ht_charset *
reading_set(const struct ht_detector *det, int reading)
{
    return reading == AS_IS ? NULL : det->set[reading_set_index(reading)];
}

enum ht_door
reading_door(int reading)
{
    return reading == AS_IS ? HT_DOOR_BYTES : (enum ht_door)((reading - 1) / NSETS);
}

bool
reading_lacks_capitals(int reading)
{
    if (reading == AS_IS)
        return false;
    int set = reading_set_index(reading);
    return set == SET_TCVN3 || set == SET_VWF;
}

bool
reading_spends_ascii(int reading)
{
    if (reading == AS_IS)
        return false;
    int set = reading_set_index(reading);
    return set == SET_BK1 || set == SET_ISC || set == SET_VNIDOS || sets[set].doors == ESCAPE;
}

bool
reading_marks_ascii(int reading)
{
    if (reading == AS_IS)
        return false;
    int set = reading_set_index(reading);
    return set == SET_VIQR || set == SET_VIQR2 || set == SET_EMAIL;
}

int
reading_prior(int reading)
{
    if (reading == AS_IS)
        return PRIOR_AS_IS;
    return sets[reading_set_index(reading)].prior + door_prior[reading_door(reading)];
}

bool
set_is_rare(int set)
{
    return sets[set].prior < PRIOR_RARE;
}

bool
set_is_told(int set)
{
    return sets[set].prior < PRIOR_FONT;
}

bool
set_is_escape(int set)
{
    return sets[set].doors == ESCAPE;
}

bool
set_comes_through(int set, enum ht_door door)
{
    switch (sets[set].doors) {
    case TEXT:   return door == HT_DOOR_BYTES || door == HT_DOOR_TEXT || door == HT_DOOR_CP1258;
    case ALL:    return door != HT_DOOR_TEXT2;
    case MAC:    return door == HT_DOOR_BYTES || door == HT_DOOR_MACROMAN;
    case WIDE:   return door != HT_DOOR_BYTES;
    case BYTES:  return door == HT_DOOR_BYTES;
    case ESCAPE: return door == HT_DOOR_BYTES;
    }
    return false;
}

bool
reading_of_bytes(int reading)
{
    int set = reading_set_index(reading);
    return reading != AS_IS && reading_door(reading) == HT_DOOR_BYTES && set_comes_through(set, HT_DOOR_BYTES)
        && !set_is_escape(set) && !set_is_told(set);
}

bool
reading_is_western(int reading)
{
    return reading != AS_IS && reading_set_index(reading) == SET_CP1252;
}

bool
reading_is_reference(int reading)
{
    return reading != AS_IS && set_is_escape(reading_set_index(reading)) && !reading_marks_ascii(reading);
}

static unsigned
how_to_score(const struct ht_detector *det, int reading, bool text)
{
    unsigned how = det->mixing ? SCORE_FOREIGN | SCORE_PIECE : 0;
    if (reading == AS_IS || reading_is_reference(reading))
        return how | SCORE_FOREIGN;
    how |= SCORE_DECODED | (text ? SCORE_REPAIR : 0u);
    if (reading_is_western(reading))
        how |= SCORE_FOREIGN | SCORE_WESTERN;
    return reading_lacks_capitals(reading) ? how | SCORE_NO_CAPITALS : how;
}

bool
read_as(struct ht_detector *det, int reading, const char *s, size_t n, bool text, struct ht_buf *out,
        struct score *score)
{
    const struct ht_charset *set = reading == AS_IS ? det->utf8 : reading_set(det, reading);
    enum ht_door door = reading_door(reading);
    struct ht_decoded res;
    if (!set || (door != HT_DOOR_BYTES && !text))
        return false;
    size_t at = out->len;
    ht_charset_decode(set, door, s, n, out, &res);
    const char *read = out->s + at;
    size_t len = out->len - at;
    unsigned repairs = 0;
    ht_buf_clear(&det->repaired);
    bool soft = memmem(read, len, "\xc2\xad", 2);       /* a letter until the encoding is decided */
    if (reading == AS_IS && !soft && repair_text(read, len, &det->repaired, &repairs)) {
        read = det->repaired.s;         /* what it will say after its repair is what counts */
        len = det->repaired.len;
    }
    int gaps = 0;
    if (reading == AS_IS && res.bad) {
        mend_utf8(det->lex, s, n, &det->mended);
        read = det->mended.text.s;
        len = det->mended.text.len;
        res.bad = det->mended.gaps;     /* letters, however many bytes are left of them */
        gaps = det->mended.cost;
    }
    *score = score_text(det->lex, read, len, how_to_score(det, reading, text));
    score->sum -= gaps;
    score->bad = res.bad;
    score->controls = res.controls;
    score->sum -= (int)(res.bad < 100 ? res.bad : 100) * COST_BAD;
    score->sum -= (int)(res.controls < 100 ? res.controls : 100) * COST_CONTROL;
    if (reading != AS_IS && lacks_letters(read, len, true))
        score->sum -= COST_LACKING;
    return true;
}

bool
repair_is_sound(struct ht_detector *det, const struct ht_cell_text *cell, int reading)
{
    const char *s = cell->s;
    int fixed = 0, broken = 0, useless = 0;
    struct ht_buf plain = HT_BUF_INIT, repaired = HT_BUF_INIT;
    for (size_t i = 0; i < cell->len; ) {
        size_t at = i;
        while (i < cell->len && ((unsigned char)s[i] >= 0x80 || ht_is_letter((unsigned char)s[i])))
            i++;
        size_t n = i - at;
        if (!n) {
            i++;
            continue;
        }
        if (ht_is_ascii(s + at, n))
            continue;
        struct score after;
        ht_buf_clear(&plain);
        ht_buf_clear(&repaired);
        read_as(det, AS_IS, s + at, n, true, &plain, &after);
        if (!read_as(det, reading, s + at, n, true, &repaired, &after)
            || (plain.len == repaired.len && !memcmp(plain.s, repaired.s, plain.len)))
            continue;
        struct ht_word_cost was = ht_lexicon_cost(det->lex, plain.s, plain.len);
        bool strange = was.kind == HT_WORD_OTHER || was.shape & HT_SHAPE_INNER;
        bool makes_word = after.words && !after.other && !after.bad;
        fixed += strange && makes_word && after.known == after.words;
        broken += !strange && was.kind <= HT_WORD_NAME;
        useless += strange && !makes_word;
    }
    ht_buf_fini(&plain);
    ht_buf_fini(&repaired);
    return fixed > useless && fixed >= broken;
}
