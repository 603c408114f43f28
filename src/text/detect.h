/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which encoding a cell is in, and what it says.
 *
 * Old ledgers mix encodings in one file, one column, one cell, one word.  So every cell is judged by itself with a
 * model of the language (lexicon.h), helped by the other cells of its column; what already reads well is never
 * changed; and what cannot be told for certain is said to be doubtful.
 *
 * The order of evidence: well-formed UTF-8 that reads well stands.  Then what the source format says (a font, a
 * code page; they sometimes lie), the cell's own score under every reading, the sum over the column, what the table's
 * other columns and the cells of the row are in, word by word where a cell mixes encodings.  What is around a cell
 * decides short ones; what is clear in a long cell it cannot overturn.  A reading is a set of characters and the door
 * (charset.h) its bytes came through.
 *
 * Use: for each cell that ht_detect_clean() does not pass, ht_column_learn() over a window of rows, ht_columns_lend(),
 * then ht_detect() for each cell of the window.  Once ht_column_settled(), learning ahead may be left out.
 */
#ifndef HT_TEXT_DETECT_H
#define HT_TEXT_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/charset.h"

struct ht_detector;                     /* the model and room to work; one per thread */
struct ht_column;                       /* what has been learnt about one column */

struct ht_detector *ht_detector_new(void);
struct ht_lexicon_model;
/* With another model than the one that is compiled in (lexicon.h); it must outlive the detector.  NULL: that one. */
struct ht_detector *ht_detector_new_with(const struct ht_lexicon_model *model);
void ht_detector_free(struct ht_detector *det); /* NULL is fine */

struct ht_column *ht_column_new(void);
void ht_column_free(struct ht_column *col);     /* NULL is fine */

/* A cell as the source holds it.  HT_DOOR_BYTES: any bytes.  HT_DOOR_TEXT: well-formed UTF-8 of a Unicode format,
 * which may hold widened bytes. */
struct ht_cell_text {
    const char *s;
    size_t len;
    enum ht_door door;
    const struct ht_charset *prior;     /* what font or code page say; NULL: nothing */
};

enum ht_detect_flags {
    HT_DETECT_DOUBTFUL = 1,             /* another reading is nearly as good */
    HT_DETECT_DAMAGED = 2,              /* something was lost before the text reached us: see damage */
    HT_DETECT_UNDECODED = 4,            /* bytes that the set does not have were kept, widened */
    HT_DETECT_CHANGED = 8,              /* the text is not byte for byte what came in */
    HT_DETECT_SIGNS = 32,               /* signs stand where letters of a word should be: V–N */
    HT_DETECT_ASK = 16                  /* it contradicts its column, or nearly so: the row may know better */
};

/* What was repaired beyond decoding, as bits; the names are in detect_repairs.def. */
enum ht_repair {
#define REPAIR(id, name, title) HT_REPAIR_##id##_BIT,
#include "text/detect_repairs.def"
    HT_NREPAIRS,
#define REPAIR(id, name, title) HT_REPAIR_##id = 1 << HT_REPAIR_##id##_BIT,
#include "text/detect_repairs.def"
};

enum ht_damage {
    HT_DAMAGE_NONE,
    HT_DAMAGE_SOFT_HYPHEN,              /* U+00AD was deleted: TCVN3 lost its ư */
    HT_DAMAGE_NFKC,                     /* compatibility characters were replaced: ª by a, ¹ by 1, ¼ by 1⁄4 */
    HT_DAMAGE_CASE,                     /* a case function ran over undecoded text */
    HT_DAMAGE_REPLACED,                 /* bytes became '?' or U+FFFD */
    HT_DAMAGE_BROKEN,                   /* UTF-8 with letters cut or bytes lost: what is left was kept, widened */
    HT_NDAMAGES
};

/* What befell the text, as a msgid. */
const char *ht_damage_name(enum ht_damage damage);

struct ht_detected {
    const char *s;                      /* NFC UTF-8 without characters that XML 1.0 lacks */
    size_t len;                         /* S is the cell's own bytes, or dies at the next call */
    const struct ht_charset *set;       /* NULL: it was UTF-8 as it stood */
    enum ht_door door;
    unsigned flags;
    unsigned repairs;
    enum ht_damage damage;
    const char *meant;                  /* if damaged: the words as they were, if that is clear, or NULL */
    int margin;                         /* tenths of a nat between this reading and the next best other text */
    const struct ht_charset *runner;    /* set of that one; NULL: as it stands, or there is none (margin is MAX) */
    enum ht_door runner_door;
};
#define HT_MARGIN_MAX 999

enum ht_clean {
    HT_UNCLEAN,
    HT_CLEAN_ASCII,
    HT_CLEAN_TEXT,
    HT_CLEAN_SURE,                      /* text with letters that only Unicode has */
    HT_CLEANS
};

/* Whether the cell needs nothing: ASCII without escapes, or NFC UTF-8 that reads as Vietnamese.  COL may be NULL.
 * Costs some tens of nanoseconds. */
enum ht_clean ht_detect_clean(struct ht_detector *det, const struct ht_column *col, const char *s, size_t len);

/* Adds the evidence of a cell that is not clean. */
void ht_column_learn(struct ht_detector *det, struct ht_column *col, const struct ht_cell_text *cell);

/* Adds the evidence of cells that are clean, N[HOW] of each kind, and sets N to zero. */
void ht_column_clean(struct ht_column *col, size_t n[HT_CLEANS]);

/* The columns of one table, COL[0] … COL[N-1] (NULL: none), help each other: what the others say is what is known of
 * a column before its own cells are looked at.  To be called whenever they have learnt. */
void ht_columns_lend(struct ht_column *const *col, size_t n);

/* The cells of one row help each other where HT_DETECT_ASK asks for it: begin, learn all its cells (ht_row_clean() for
 * those that are clean and not ASCII), ht_detect() them once more, end. */
void ht_row_begin(struct ht_detector *det);
void ht_row_learn(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell);
void ht_row_clean(struct ht_detector *det, const struct ht_column *col);
void ht_row_end(struct ht_detector *det);

/* True if the column is so sure of its encoding that one more cell cannot change it. */
bool ht_column_settled(const struct ht_column *col);

/* Reads a cell.  COL may be NULL: the cell stands alone. */
void ht_detect(struct ht_detector *det, struct ht_column *col, const struct ht_cell_text *cell,
               struct ht_detected *out);

/* Reads a cell whose encoding is known: decodes, restores capitals, repairs, tells damage, but does not guess. */
void ht_detect_as(struct ht_detector *det, struct ht_column *col, const struct ht_charset *set,
                  const struct ht_cell_text *cell, struct ht_detected *out);

/* Capitals that TCVN3 and Vietware-F cannot write, from what stands beside them in the cell and, if COL is not
 * NULL, in the column, which learns how the cell is written.  Appends the cell at S and returns true; if there is
 * nothing to restore returns false, and what was appended is void. */
bool ht_restore_case(struct ht_column *col, const char *s, size_t n, struct ht_buf *out);
/* Tells COL how a decoded cell is written. */
void ht_column_learn_case(struct ht_column *col, const char *s, size_t n);

/* For those who remember the words of a settled column.  True if nothing asks for a second look at a cell that holds
 * the word S, in UTF-8: it is ASCII or common, and no letter was lost from it. */
bool ht_word_is_whole(struct ht_detector *det, const char *s, size_t n);
/* True if its capitals, as TCVN3 or Vietware-F have them, depend on the words beside it, or some are missing. */
bool ht_word_lacks_capitals(const char *s, size_t n);

/* The repairs' names, separated by blanks, as the attribute by= has them. */
void ht_repair_names(unsigned repairs, struct ht_buf *out);

/* What a column was found to be: its reading, how far the next one is, how many cells spoke. */
struct ht_column_verdict {
    const struct ht_charset *set, *runner;      /* NULL: as it stands */
    enum ht_door door, runner_door;
    int margin;                         /* tenths of a nat, summed over the cells */
    size_t cells, clean;
};
void ht_column_verdict(const struct ht_detector *det, const struct ht_column *col, struct ht_column_verdict *out);
/* How far SET, read from bytes (NULL: as it stands), is behind what the column was found to be, in tenths of a nat;
 * 0 if it is none of the sets that are considered, or says the same. */
int ht_column_behind(const struct ht_detector *det, const struct ht_column *col, const struct ht_charset *set);

#endif
