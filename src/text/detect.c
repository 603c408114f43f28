/* SPDX-License-Identifier: BSD-2-Clause */
/* Detection: the verdict on one cell. */
#include "config.h"
#include "text/detect.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/nfc.h"
#include "text/viet.h"

#define OVERWHELMING 60                 /* gain for which text that reads well is repaired … */
#define OVERWHELMING_FEW 80
#define EACH_MORE 15                    /* a long text has many words to gain by, and says some twice */
#define OVERWHELMING_UNICODE 150        /* … although it has letters that no byte is widened to … */
#define REMARKABLE 25                   /* … or doubted */
#define UNSOUND 500                     /* how far a repair falls back that makes no words */
#define DOUBT 30                        /* a margin below three nats is doubtful */
#define ASK 80                          /* with a margin below this the row is asked */
#define UNUSUAL 90                      /* cost of a word that half of the names have none of */
#define DOUBT_WESTERN 180               /* K'Brâu may be K'Brêu, and Kủng Küng */
#define DOUBT_REPAIR 150                /* the same for changing text that was well-formed Unicode */

struct ht_detector *
ht_detector_new(void)
{
    return ht_detector_new_with(NULL);
}

struct ht_detector *
ht_detector_new_with(const struct ht_lexicon_model *model)
{
    static const char *const names[NSETS] = {
#define SET(id, name, prior, doors) name,
#include "text/detect_sets.def"
    };
    struct ht_detector *det = ht_calloc(1, sizeof *det);
    det->lex = ht_lexicon_new(model);
    for (size_t i = 0; i < NSETS; i++)
        det->set[i] = ht_charset_find(names[i]);
    det->utf8 = ht_charset_find("UTF-8");
    ht_buf_init(&det->text);
    ht_buf_init(&det->result);
    ht_buf_init(&det->scratch);
    ht_buf_init(&det->repaired);
    ht_buf_init(&det->mended.text);
    ht_buf_init(&det->mended.words);
    return det;
}

void
ht_detector_free(struct ht_detector *det)
{
    if (!det)
        return;
    ht_lexicon_free(det->lex);
    ht_buf_fini(&det->text);
    ht_buf_fini(&det->result);
    ht_buf_fini(&det->scratch);
    ht_buf_fini(&det->repaired);
    ht_buf_fini(&det->mended.text);
    ht_buf_fini(&det->mended.words);
    free(det);
}

/* True if the text as it stands is made of Vietnamese words. */
static bool
stands(const struct candidate *c)
{
    return c->reading == AS_IS && c->score.words && !c->score.other && !c->score.inner && !c->score.bad;
}

/* The same, and it has letters that can only be Unicode, and no references beside them. */
static bool
stands_for_sure(const struct candidate *c, const struct ht_cell_text *cell)
{
    return stands(c) && ht_vi_has_toned(cell->s, cell->len) && !has_references(cell->s, cell->len);
}

/* The gain for which text is changed that reads well as it stands; two words may be any place.  Nobody means a
 * reference as it stands.  PAGE is the code page that may have made the cell. */
static int
overwhelming(const struct candidate *as_is, enum code_page page, const struct ht_cell_text *cell)
{
    if (has_references(cell->s, cell->len))
        return 0;
    if (has_letter_beyond_latin1(cell->s, cell->len)
        && (page != CODE_PAGE_1258 || !has_odd_letters(cell->s, cell->len)))
        return OVERWHELMING_UNICODE;
    int more = as_is->score.length > FEW ? as_is->score.length - FEW : 0;
    return as_is->score.length < FEW ? OVERWHELMING_FEW : OVERWHELMING + more * EACH_MORE;
}

/* True if C makes known words of the whole cell, and so likely ones that the accident is out of question. */
static bool
tells_all(const struct candidate *c, const struct candidate *as_is)
{
    return c->score.words >= FEW && c->score.known == c->score.words && c->total - as_is->total > OVERWHELMING;
}

/* The candidate with the highest total.  Text that reads well as it stands and has letters that can only be Unicode
 * is that, whatever its column is in.  Other text that reads well is not repaired unless its column is in another
 * encoding (tã may be TCVN3 for tó, but who is to tell?), or hardly anybody writes so and nearly
 * everybody the other (Thò, in VNI Thị). */
static const struct candidate *
best_candidate(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    const struct candidate *as_is = det->cand;  /* there is always one */
    if (stands_for_sure(as_is, cell))
        return as_is;
    bool text = as_is->reading == AS_IS && as_is->score.words;
    bool careful = text && !column_leans(col) && !cell->prior;
    for (;;) {
        struct candidate *best = det->cand;
        for (int i = 1; i < det->ncand; i++)
            if (det->cand[i].total > best->total)
                best = &det->cand[i];
        if (best == as_is || !careful)
            return best;
        if (stands(as_is))
            return best->total - as_is->total > overwhelming(as_is, det->page, cell) && !best->score.other
                ? best : as_is;
        bool foreign = keeps_foreign(det, col, cell, det->text.s + best->at, best->len);
        if (!foreign && (reading_door(best->reading) == HT_DOOR_BYTES || tells_all(best, as_is)
                         || repair_is_sound(det, cell, best->reading)))
            return best;
        best->total = as_is->total - UNSOUND;   /* out of the race */
    }
}

/* The next best candidate with another text; NULL if all agree. */
static const struct candidate *
find_runner(const struct ht_detector *det, const struct candidate *best)
{
    const struct candidate *runner = NULL;
    for (int i = 0; i < det->ncand; i++) {
        const struct candidate *c = &det->cand[i];
        if (c != best && (!runner || c->total > runner->total) && !same_text(det, c, best))
            runner = c;
    }
    return runner;
}

/* True if the bytes may as well be the name of a foreigner, since a word of them would be a rare one. */
static bool
may_be_western(const struct ht_detector *det, const struct candidate *best)
{
    for (int i = 0; i < det->ncand && best->score.worst >= UNUSUAL; i++)
        if (reading_is_western(det->cand[i].reading) && !same_text(det, &det->cand[i], best))
            return best->total - det->cand[i].total < DOUBT_WESTERN;
    return false;
}

void
note_bad(int reading, struct ht_detected *out)
{
    if (reading == AS_IS) {
        out->damage = HT_DAMAGE_BROKEN;
        out->flags |= HT_DETECT_DAMAGED;
    } else {
        out->flags |= HT_DETECT_UNDECODED;
    }
}

/* True if BEST, which the column asks for, is much less likely than the text as it stands: Lê, in TCVN3 Lờ. */
static bool
speaks_against(const struct candidate *best, const struct candidate *as_is)
{
    return best != as_is && stands(as_is) && as_is->score.sum - best->score.sum > DOUBT
        && !reading_is_reference(best->reading);
}

static void
judge(struct ht_detector *det, const struct candidate *best, const struct ht_column *col,
      const struct ht_cell_text *cell, struct ht_detected *out)
{
    const struct candidate *runner = find_runner(det, best);
    out->set = reading_set(det, best->reading);
    out->door = reading_door(best->reading);
    out->margin = HT_MARGIN_MAX;
    if (runner) {
        int margin = best->total - runner->total;
        out->margin = margin < HT_MARGIN_MAX ? margin : HT_MARGIN_MAX;
        out->runner = reading_set(det, runner->reading);
        out->runner_door = reading_door(runner->reading);
    }
    bool repaired = best->reading != AS_IS && (det->cand[0].reading == AS_IS || column_stands(col));
    bool alone = !col || col->lead != best->reading || (col->cells + col->again < 3 && !col->lent);
    if (stands_for_sure(best, cell))
        return;
    if (stands(best) && !column_leans(col)) {
        bool doubtful = out->margin < -REMARKABLE && best->score.length > 1
            && (det->page == CODE_PAGE_1258 || !has_letter_beyond_latin1(cell->s, cell->len));
        out->flags |= doubtful ? HT_DETECT_DOUBTFUL : 0u;
        return;
    }
    if (out->margin < DOUBT || speaks_against(best, det->cand) || (repaired && alone && out->margin < DOUBT_REPAIR)
        || (alone && may_be_western(det, best))
        || (best->reading != AS_IS && best->score.other * 2 > best->score.words))
        out->flags |= HT_DETECT_DOUBTFUL;
    if (best->score.bad)
        note_bad(best->reading, out);
}

/* True if BEST contradicts what the column is in, or hardly anything else. */
static bool
wants_row(const struct ht_detector *det, const struct candidate *best, const struct ht_column *col, int margin)
{
    if (!col || det->row.on || !best->score.words)
        return false;
    if (margin < ASK)
        return true;
    for (int i = 0; i < det->ncand; i++)
        if (det->cand[i].reading == col->lead)
            return !same_text(det, &det->cand[i], best);
    return best->reading != col->lead;
}

void
swap_result(struct ht_detector *det)
{
    struct ht_buf b = det->result;
    det->result = det->scratch;
    det->scratch = b;
}

static void
say(const struct ht_detector *det, const struct ht_cell_text *cell, struct ht_detected *out)
{
    out->s = det->result.s;
    out->len = det->result.len;
    if (out->len != cell->len || memcmp(out->s, cell->s, out->len))
        out->flags |= HT_DETECT_CHANGED;
}

/* What is done to every text once it is decoded into det->result. */
static void
finish(struct ht_detector *det, const struct ht_column *col, bool lacks_capitals, const struct ht_cell_text *cell,
       struct ht_detected *out)
{
    bool signs = out->set || (col && col->lead != AS_IS && !col->marks);
    if (lacks_letters(det->result.s, det->result.len, signs))
        out->flags |= HT_DETECT_SIGNS;
    ht_buf_clear(&det->scratch);
    if (lacks_capitals && restore_case(col, det->result.s, det->result.len, &det->scratch)) {
        swap_result(det);
        out->repairs |= HT_REPAIR_CASE;
    }
    ht_buf_clear(&det->scratch);
    if (repair_text(det->result.s, det->result.len, &det->scratch, &out->repairs))
        swap_result(det);
    ht_buf_clear(&det->scratch);
    if (out->repairs && !ht_nfc_quick(det->result.s, det->result.len)
        && ht_nfc(&det->scratch, det->result.s, det->result.len))
        swap_result(det);               /* what was taken out may have parted a letter and its mark */
    say(det, cell, out);
    if (out->damage == HT_DAMAGE_BROKEN && !out->set) {
        mend_utf8(det->lex, cell->s, cell->len, &det->mended);
        out->meant = det->mended.known ? det->mended.words.s : NULL;
    }
    if (!out->damage)
        out->damage = find_damage(det, out, cell);
    if (out->damage)
        out->flags |= HT_DETECT_DAMAGED;
}

/* True if a font that draws small letters as capitals drew this cell, which has none that would tell, and its column
 * shows that the font's name is true. */
static bool
is_drawn_large(const struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    const struct ht_charset *large = det->set[SET_TCVN3H];
    return large && cell->prior == large && col && reading_set(det, col->lead) == large
        && ht_is_ascii(cell->s, cell->len);
}

void
ht_detect(struct ht_detector *det, struct ht_column *col, const struct ht_cell_text *source,
          struct ht_detected *out)
{
    const struct ht_cell_text c = without_utf8(det, source), *cell = &c;
    memset(out, 0, sizeof *out);
    out->margin = HT_MARGIN_MAX;
    ht_buf_clear(&det->result);
    if (is_drawn_large(det, col, cell)) {
        ht_detect_as(det, NULL, cell->prior, cell, out);
        return;
    }
    bool settled = col && col->settled && !det->row.on;
    bool text = cell->door != HT_DOOR_BYTES || ht_utf8_valid(cell->s, cell->len) == cell->len;
    if (settled && !cell->prior && col->lead != AS_IS && !reading_spends_ascii(col->lead)
        && text == (reading_door(col->lead) != HT_DOOR_BYTES) && read_quickly(det, col, cell, text)) {
        out->set = reading_set(det, col->lead);
        out->door = reading_door(col->lead);
        say(det, cell, out);
        return;
    }
    ht_buf_clear(&det->result);
    det->odd = col ? col->door : HT_DOOR_BYTES;
    collect(det, col, cell);
    det->foreign = NOT_FOREIGN;
    const struct candidate *best = best_candidate(det, col, cell);
    int reading = best->reading;
    judge(det, best, col, cell, out);
    if (wants_row(det, best, col, out->margin))
        out->flags |= HT_DETECT_ASK;
    if (settled && reading != col->lead && best->score.words)
        add_evidence(det, col);
    ht_buf_add(&det->result, det->text.s + best->at, best->len);
    if (may_be_mixed(det, col, best, cell, text))
        reading = take_mixed(det, col, cell, best, out);
    if (det->foreign == PERHAPS_FOREIGN)
        out->flags |= HT_DETECT_DOUBTFUL;
    finish(det, col, reading_lacks_capitals(reading), cell, out);
}

void
ht_detect_as(struct ht_detector *det, struct ht_column *col, const struct ht_charset *set,
             const struct ht_cell_text *cell, struct ht_detected *out)
{
    struct ht_decoded res;
    memset(out, 0, sizeof *out);
    out->margin = HT_MARGIN_MAX;
    out->door = cell->door;
    out->set = set == det->utf8 ? NULL : set;
    ht_buf_clear(&det->result);
    ht_charset_decode(set, out->set ? cell->door : HT_DOOR_BYTES, cell->s, cell->len, &det->result, &res);
    if (res.bad)
        out->flags |= HT_DETECT_UNDECODED;
    bool lacks_capitals = set == det->set[SET_TCVN3] || set == det->set[SET_VWF];
    if (col && lacks_capitals && ++col->cells)
        learn_case(col, det->result.s, det->result.len);
    finish(det, col, lacks_capitals, cell, out);
}

void
ht_repair_names(unsigned repairs, struct ht_buf *out)
{
    static const char *const names[] = {
#define REPAIR(id, name, title) name,
#include "text/detect_repairs.def"
    };
    bool first = true;
    for (size_t i = 0; i < HT_COUNT(names); i++) {
        if (!(repairs >> i & 1))
            continue;
        if (!first)
            ht_buf_addc(out, ' ');
        ht_buf_adds(out, names[i]);
        first = false;
    }
}
