/* SPDX-License-Identifier: BSD-2-Clause */
/* Cells whose words may be in different encodings: which are tried, and what is said of what comes out. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "text/detect_int.h"

enum {
    RARE = 100,                         /* cost of a word that is seldom met */
    POOR = 57,                          /* cost per word of a phrase that is hardly one */
    CLEAR_MIX = 60,                     /* gain of reading word by word that leaves no doubt … */
    SURE_MIX = 250,                     /* … where the name may be a foreigner's */
};

/* True if the text reads best as it stands, and has letters of Western languages only: Loïc Rémy. */
static bool
may_be_foreign(const struct candidate *c, const struct ht_cell_text *cell)
{
    return c->reading == AS_IS && !c->score.bad && is_latin1(cell->s, cell->len);
}

/* True if the words of C make no likely phrases together. */
static bool
reads_poorly(const struct ht_detector *det, const struct candidate *c)
{
    return text_cost(det->lex, det->text.s + c->at, c->len) > c->score.length * POOR;
}

bool
may_be_mixed(const struct ht_detector *det, const struct ht_column *col, const struct candidate *c,
             const struct ht_cell_text *cell, bool text)
{
    bool told = cell->prior ? cell->prior == reading_set(det, c->reading)
        : col && col->lead == c->reading && !text;
    bool rare = c->score.worst >= RARE && !told;
    if (has_references(cell->s, cell->len) && !ht_is_ascii(cell->s, cell->len))
        return true;
    if (!c->score.words || (!text && c->score.words < 2 && !c->score.bad))
        return false;
    if (c->reading == AS_IS && c->score.length < 2 && !c->score.bad)
        return false;                   /* Truâm was judged as a whole */
    if (reading_is_western(c->reading) && is_latin1(det->text.s + c->at, c->len))
        return false;                   /* nor is Jürgen Müller a mix of what his words may be */
    if (c->score.other || c->score.bad || (cell->door == HT_DOOR_BYTES && text && is_odd(cell->s, cell->len)))
        return true;
    if (c->reading == AS_IS)
        return text && c->score.length >= FEW && (c->score.known < c->score.words ? has_vni_marks(cell->s, cell->len)
            : c->score.worst >= RARE || reads_poorly(det, c));
    if (reading_spends_ascii(c->reading))
        return false;
    if (rare && (text || c->score.words >= FEW))
        return true;
    if (text && has_letter_beyond_latin1(cell->s, cell->len))
        return true;
    return !col && c->score.words > 1 && c->score.length >= FEW && reads_poorly(det, c);
}

/* True if word by word letters are lost that the reading of the whole, which is in det->result, has. */
static bool
loses_letters(const struct ht_detector *det, const struct ht_cell_text *cell, const struct candidate *whole,
              const struct ht_buf *mixed)
{
    if (whole->reading == AS_IS || whole->score.controls || lacks_letters(det->result.s, det->result.len, true))
        return false;
    return ht_has_controls(cell->s, cell->len) || lacks_letters(mixed->s, mixed->len, true);
}

int
take_mixed(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell,
           const struct candidate *best, struct ht_detected *out)
{
    struct mixed mixed = { .reading = best->reading };
    ht_buf_clear(&det->scratch);
    if (!read_mixed(det, cell, (int)(best - det->cand), &det->scratch, &mixed)
        || loses_letters(det, cell, best, &det->scratch)) {
        if (mixed.rival) {
            out->flags |= HT_DETECT_DOUBTFUL;
            out->runner = reading_set(det, mixed.reading);
            out->runner_door = reading_door(mixed.reading);
        }
        return best->reading;
    }
    struct score score = score_text(det->lex, det->scratch.s, det->scratch.len, SCORE_DECODED | SCORE_NO_CAPITALS);
    bool foreign = may_be_foreign(best, cell);
    if (foreign && !best->score.known && (score.other || score.words < 2))
        return best->reading;           /* not all words become Vietnamese, and no two */
    if (best->reading == AS_IS && !best->score.bad && keeps_foreign(det, col, cell, det->scratch.s, det->scratch.len))
        return best->reading;
    swap_result(det);
    out->repairs |= mixed.repairs;
    out->set = reading_set(det, mixed.reading);
    out->door = reading_door(mixed.reading);
    if (out->runner == out->set)
        out->runner = reading_set(det, best->reading == mixed.reading ? AS_IS : best->reading);
    out->flags &= ~(unsigned)(HT_DETECT_UNDECODED | HT_DETECT_DAMAGED);
    out->damage = HT_DAMAGE_NONE;
    if (mixed.broken)
        note_bad(AS_IS, out);
    bool others_stand = best->reading == AS_IS && !best->score.bad && (!col ? mixed.replaces : col->lead == AS_IS);
    if (mixed.odd || ((foreign || others_stand) && mixed.gain < SURE_MIX))
        out->flags |= HT_DETECT_DOUBTFUL;
    else if (mixed.gain >= CLEAR_MIX && !score.other)
        out->flags &= ~(unsigned)HT_DETECT_DOUBTFUL;
    return mixed.reading;
}
