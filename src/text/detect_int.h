/* SPDX-License-Identifier: BSD-2-Clause */
/* Inside text/detect: readings and their scores.  Nobody else includes this. */
#ifndef HT_TEXT_DETECT_INT_H
#define HT_TEXT_DETECT_INT_H

#include <stdint.h>

#include "text/detect.h"
#include "text/lexicon.h"

/* Every pair of a set that detection considers and a door, and before them the text as it stands. */
enum {
#define SET(id, name, prior, doors) SET_##id,
#include "text/detect_sets.def"
    NSETS,
    AS_IS = 0,
    NREADINGS = 1 + NSETS * HT_DOORS
};
#define READING(set, door) (1 + (int)(door) * NSETS + (set))

/* How a text scores under one reading: the higher the better, 0 is text that says nothing. */
struct score {
    int sum;                            /* tenths of a nat */
    int length;                         /* words */
    int words;                          /* that are not ASCII */
    int known, other;
    int inner;                          /* with a capital inside: TrÀn */
    int worst;                          /* cost of the least likely word */
    int usual;                          /* what the words beyond ASCII cost, as far as any word costs that */
    int signs;                          /* dashes, quotation marks beyond ASCII */
    size_t bad;
    bool capitals;                      /* all is written in them */
    size_t controls;                    /* control characters that it leaves */
};

struct candidate {
    int reading;
    struct score score;
    int like;                           /* the score, and what the source says of this cell */
    int own;                            /* and what is known before anything is seen */
    int total;                          /* like, and what the column says, or the row */
    size_t at, len;                     /* the decoded text in det->text */
};

#define MAX_CANDIDATES (NSETS * HT_DOORS)

/* A word as it stands in the source and what it was found to say (quick.c). */
#define QUICK_BITS 12
struct quick_word {
    uint64_t key[2];                    /* its bytes, zero-padded */
    uint32_t tag;                       /* the readings it was judged under */
    uint8_t len;
    bool good;                          /* beyond doubt */
    bool small;                         /* has a small ASCII letter */
    char text[24];
};

#define MAX_NEAR 6
#define SEEN_BITS 6

/* A cell that was found clean.  A ledger says the same again and again: places, relations, nationalities. */
#define CLEAN_BITS 10
enum clean_how {
    CLEAN_ALONE,                        /* a cell by itself: its rare words may be widened bytes */
    CLEAN_COLUMN,                       /* in a column, where the same name again and again is no evidence */
    CLEAN_STRICT                        /* in a column that has another encoding */
};
struct clean_cell {
    uint8_t len;                        /* 0: none */
    uint8_t how;                        /* enum clean_how */
    char s[62];
};

/* UTF-8 with damaged letters, each put in place as it probably was (cut.c). */
struct mended {
    struct ht_buf text;
    struct ht_buf words;                /* those that were mended, separated by commas */
    size_t gaps;                        /* letters that were damaged */
    int cost;                           /* tenths of a nat, beside those of the text: letters that nothing tells */
    bool known;                         /* no other letter can have stood in any of the gaps */
    bool fits;                          /* all gaps hold what is left of letters that make words */
};

/*
 * What the cells of a row say together (row.c): a row was typed by one program.  It is asked where a cell is in doubt
 * or contradicts its column, and counts for as much as its cells agree with each other, as the column counts for as
 * much as the cells of this row agree with theirs.
 */
struct row_votes {
    bool on;
    int voices;                         /* cells that speak clearly */
    int follow;                         /* of them, those that say what their column says */
    int lead;                           /* the best reading; AS_IS if nothing was said */
    int says[NREADINGS];                /* voices for each reading */
    int like[NREADINGS];                /* sums of how far each reading was behind the best */
};

/* The code page of Windows that may have widened a cell (candidates.c). */
enum code_page {
    NO_CODE_PAGE,                       /* it has letters that none makes, or needs none */
    CODE_PAGE_ANY,                      /* all would have made the same */
    CODE_PAGE_1252,                     /* it has letters that Windows-1258 does not make … */
    CODE_PAGE_1258                      /* … or Windows-1252 */
};

/* Whether a name is a foreigner's (foreign.c). */
enum foreign { NOT_FOREIGN, PERHAPS_FOREIGN, FOREIGN };

struct ht_detector {
    struct ht_lexicon *lex;
    struct quick_word quick[1 << QUICK_BITS];
    struct clean_cell clean[1 << CLEAN_BITS];
    const struct ht_charset *set[NSETS];        /* NULL: this build has no such set */
    const struct ht_charset *utf8;
    struct ht_buf text;                 /* candidates' texts */
    struct ht_buf result, scratch;      /* the verdict's text in the making */
    struct ht_buf repaired;             /* of the text as it stands, for its score */
    struct mended mended;
    struct candidate cand[MAX_CANDIDATES];
    int ncand;
    struct row_votes row;
    bool mixing;                        /* reading word by word */
    bool unicode;                       /* the cell has letters that no program makes of a byte, CP1258 apart … */
    enum code_page page;                /* … and which one may have made them */
    enum foreign foreign;               /* the names that a reading would have changed */
    bool signs;                         /* the cell has signs of ASCII that may be letters */
    enum ht_door odd;                   /* a door to try that is none of the usual ones, or HT_DOOR_BYTES */
};

struct ht_column {
    int like[NREADINGS];                /* sums of how far each reading was behind the best; 0: the best, always */
    int prior[NREADINGS];               /* what is known without this column: of the table, or of ledgers at large */
    int score[NREADINGS];               /* the two together, less that of the lead */
    size_t cells, clean, sure;          /* that were judged, that needed no judgement, could not, … */
    size_t ascii;                       /* … and those of pure ASCII, which say nothing but that they have no marks */
    size_t again;                       /* cells like one that was seen: they say nothing new */
    uint16_t seen[1 << SEEN_BITS];      /* hashes of cells */
    int lead;                           /* the best reading */
    bool settled;
    bool marks;                         /* the lead writes letters as marks of ASCII */
    enum ht_door door;                  /* of the lead, or of the table's, if it is none of the usual ones */
    bool wary;                          /* what looks clean may not be, because of one of these two */
    bool fresh;                         /* has learnt something since it was lent to */
    bool lent;                          /* the other columns say as this does whether the table stands as it is */
    int near[MAX_NEAR], nnear;          /* readings that are still considered, if settled */
    uint32_t tag;                       /* one number for them */
    bool differs[NREADINGS];            /* gave another text than the best, at least once */
    int margin;                         /* to the next best that gave another text */
    int runner;
    unsigned first_upper, first_lower;  /* cells by the case of their first letter, if it has one */
    unsigned all_upper;                 /* cells in capitals */
    unsigned title;                     /* cells of which every word starts with a capital */
};

static inline bool
is_ascii_letter(unsigned char c)
{
    return (c | 0x20u) - 'a' < 26u;
}

const struct ht_charset *reading_set(const struct ht_detector *det, int reading);     /* NULL: as it stands */
enum ht_door reading_door(int reading);
int reading_set_index(int reading);             /* not of AS_IS */
bool reading_lacks_capitals(int reading);
bool reading_is_western(int reading);           /* of no set of Vietnamese: foreign names */
bool reading_is_reference(int reading);         /* letters are written as references; their text is Unicode */
bool reading_spends_ascii(int reading);         /* signs of ASCII are letters there */
bool reading_marks_ascii(int reading);          /* … behind the letter they belong to: VIQR */
bool reading_of_bytes(int reading);             /* letters beyond ASCII are bytes there, no escapes */
int reading_prior(int reading);                 /* in ledgers at large */

/* What detect_sets.def says of a set, by its index. */
bool set_comes_through(int set, enum ht_door door);
bool set_is_escape(int set);
bool set_is_rare(int set);                      /* few used it */
bool set_is_told(int set);                      /* only a font or a code page tells of it */

/* What both reading.c and candidates.c take off: words that a sign has broken: V–N, T@, tr n. */
#define COST_LACKING 180

/* What is known of a text that is to be scored. */
enum {
    SCORE_DECODED = 1,                  /* it is what a set makes of the cell, not the cell as it stands */
    SCORE_REPAIR = 2,                   /* … although that is text, too: then it must lead to words */
    SCORE_FOREIGN = 4,                  /* words of other languages must be expected */
    SCORE_NO_CAPITALS = 8,              /* the set has no toned capitals */
    SCORE_PIECE = 16,                   /* a word of a text, not all of it */
    SCORE_WESTERN = 32                  /* only foreign words are to be expected */
};

/* score.c: how well S reads, HOW being bits of the above. */
struct score score_text(struct ht_lexicon *lex, const char *s, size_t n, unsigned how);
/* How unlikely S is as Vietnamese, whatever its case, its words of ASCII included: to compare texts that differ in a
 * few letters. */
/* What of it its phrases cost, beside their words. */
int phrases_cost(struct ht_lexicon *lex, const char *s, size_t n);
int text_cost(struct ht_lexicon *lex, const char *s, size_t n);

/* Reads S under READING and appends the text to OUT; false if that is impossible. */
bool read_as(struct ht_detector *det, int reading, const char *s, size_t n, bool text, struct ht_buf *out,
             struct score *score);

/* candidates.c: fills det->cand with every reading worth a look (all, or those that COL still considers). */
void collect(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell);

/* A cell that was read word by word. */
struct mixed {
    int gain;                           /* over the best reading of the whole */
    int reading;                        /* of most of the words that do not stand as they are */
    unsigned repairs;
    bool broken;                        /* some words are UTF-8 with damaged letters */
    bool rival;                         /* nothing was taken, but other words would read better */
    bool odd;                           /* words stand beside UTF-8 that may as well be such */
    bool replaces;                      /* one that is a syllable as it stands gave way */
};
/* A cell whose words are in different encodings: appends the best reading word by word to OUT; false if there is
 * nothing to gain. */
bool read_mixed(struct ht_detector *det, const struct ht_cell_text *cell, int best, struct ht_buf *out,
                struct mixed *mixed);

/* mixture.c */
/* True if word by word something better may be found: some word is unknown, rare (and no font or column says what it
 * is), or they do not go together. */
bool may_be_mixed(const struct ht_detector *det, const struct ht_column *col, const struct candidate *c,
                  const struct ht_cell_text *cell, bool text);
/* Puts the text word by word into det->result if that is better; returns the reading of most words. */
int take_mixed(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell,
               const struct candidate *best, struct ht_detected *out);

/* detect.c, for mixture.c */
enum { FEW = 3 };                      /* a name of two syllables does not fall apart because one is rare */
/* Bytes were kept that the reading does not have. */
void note_bad(int reading, struct ht_detected *out);
/* Makes det->scratch the result. */
void swap_result(struct ht_detector *det);

/* True if READING makes words of what is none as it stands, rather than other words of what is good. */
bool repair_is_sound(struct ht_detector *det, const struct ht_cell_text *cell, int reading);

/* casefix.c: capitals that the set cannot write.  True if *OUT differs from S. */
bool restore_case(const struct ht_column *col, const char *s, size_t n, struct ht_buf *out);
void learn_case(struct ht_column *col, const char *s, size_t n);

/* repair.c: true if something was done; *REPAIRS gets the bits. */
bool repair_text(const char *s, size_t n, struct ht_buf *out, unsigned *repairs);

/* looks.c: of one word */
/* True if S has a letter beyond Latin-1 that Windows-1252 lacks. */
bool has_wide_letter(const char *s, size_t n);
/* True if S, well-formed, has letters of Latin-1, and nothing else beyond ASCII. */
bool is_latin1(const char *s, size_t n);
/* True if S is no UTF-8, or only by accident: letters of ASCII beside those of another script. */
bool is_odd(const char *s, size_t n);
/* True if all that is no UTF-8 in S is first bytes of letters: what is left when letters are cut. */
bool is_cut(const char *s, size_t n);
/* True if S is nothing but Vietnamese capitals, and the last of them has a tone. */
bool ends_in_toned_capital(const char *s, size_t n);
/* True if S has a vowel and behind it a letter that is a mark of one in VNI, where Vietnamese has none; ï, ë and ü,
 * which French and German have behind vowels, are no evidence. */
bool has_vni_marks(const char *s, size_t n);
/* True if S has a small letter of ASCII: then its capitals are what they seem. */
bool has_ascii_small(const char *s, size_t n);
/* True if S has a letter that Windows-1258 makes of a byte, where hardly a Vietnamese word has it: ă or ơ behind a
 * vowel, as of marks of VNI (Leă, Vuơ), ă without a consonant behind it (Lă, Hăa), a capital behind a small letter
 * (ChƯnh). */
bool has_odd_letters(const char *s, size_t n);

/* foreign.c: true if the words of well-formed CELL that N bytes at TEXT, a reading of it, would change may be names of
 * foreigners as they stand, and nothing around the cell says otherwise; det->foreign tells how sure that is. */
bool keeps_foreign(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell,
                   const char *text, size_t n);

/* column.c */
/* True if nearly all cells of the column are UTF-8 that stands as it is.  COL may be NULL. */
bool column_stands(const struct ht_column *col);
/* True if the column has another encoding than UTF-8, so that a cell that reads well may be meant otherwise.  COL may
 * be NULL. */
bool column_leans(const struct ht_column *col);
/* What the column says for or against READING, at most 0 for what it is not led by; NULL: what is known anyhow. */
int column_says(const struct ht_column *col, int reading);
bool same_text(const struct ht_detector *det, const struct candidate *a, const struct candidate *b);
/* The candidate that is best by itself; NULL if none has anything to say. */
const struct candidate *best_alone(const struct ht_detector *det);
/* How far behind the best the likelihood of each candidate is, at most EVIDENCE_MOST, or EVIDENCE_ODD in a cell that
 * no set reads without a flaw, is taken from SUM; all readings that are no candidates are as far behind as that. */
#define EVIDENCE_MOST 150
#define EVIDENCE_ODD 50
void add_behind(const struct ht_detector *det, int sum[NREADINGS]);
/* Adds what the candidates say: each reading falls behind by what it is worse than the best. */
void add_evidence(struct ht_detector *det, struct ht_column *col);
/* A mark that promises UTF-8 says nothing that the bytes do not say better. */
struct ht_cell_text without_utf8(const struct ht_detector *det, const struct ht_cell_text *cell);

/* row.c: the same, what the row says included. */
int context_says(const struct ht_detector *det, const struct ht_column *col, int reading);

/* cut.c */
/* True if malformed S may be UTF-8 with some letters damaged: its other letters show that, or those of the cells around
 * it do (EXPECTED) and no more than one is damaged. */
bool broken_utf8(const char *s, size_t n, bool expected);
/* What S, UTF-8 with damaged letters, may have said. */
void mend_utf8(struct ht_lexicon *lex, const char *s, size_t n, struct mended *out);
/* True if S, well-formed text, is UTF-8 that was read as Windows-1252 and lost bytes for which that has no character;
 * then det->mended is what it may have said.  LEGACY: it was read as something else, so all must fit. */
bool torn_utf8(struct ht_detector *det, const char *s, size_t n, bool legacy);

/* clean.c */
/* True if well-formed S holds letters of Vietnamese that no program makes of a byte: then some of it is Unicode. */
bool has_letter_beyond_latin1(const char *s, size_t n);
/* escapes.c */
/* How unlikely ASCII text S is as it stands, because of signs that an escape would explain: 0 if there are none, and
 * in tenths of a nat otherwise.  HINT: also counts, as 1, what explains itself but could be meant otherwise. */
int escape_price(const char *s, size_t n, bool hint);
/* True if S holds signs that hardly stand in words but as marks of VIQR or a like set; question marks may be lost
 * letters. */
bool holds_marks(const char *s, size_t n);
/* True if S may hold a mark of VIQR or a like one: what ends sentences counts, too. */
bool may_hold_marks(const char *s, size_t n);
/* True if S holds &#7877; &agrave; or \u1ea1. */
bool has_references(const char *s, size_t n);
/* Appends S with its references as letters: &…; as NAMED has them, \u… as ESCAPED. */
void expand_references(const struct ht_charset *named, const struct ht_charset *escaped, const char *s, size_t n,
                       struct ht_buf *out);

/* quick.c: reads a cell of a settled column into det->result; false: take the long way. */
bool read_quickly(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, bool text);

/* signs.c: true if signs stand in well-formed S where letters of a word should be; those of ASCII count if S was
 * DECODED, since some sets have letters in place of them. */
bool lacks_letters(const char *s, size_t n, bool decoded);

/* damage.c */
/* True if S has U+FFFD, or question marks where letters were. */
bool has_replacements(const char *s, size_t n);
/* What befell the text of D before it came; D->meant says what it was, if that is clear. */
enum ht_damage find_damage(struct ht_detector *det, struct ht_detected *d, const struct ht_cell_text *cell);

/* undo.c */
/* True if the decoded word S may have been another one before it was damaged, so that the words around it decide. */
bool may_be_damaged(struct ht_lexicon *lex, const char *s, size_t n);
/* True if S, which is ASCII, has a word that seems to have lost a letter that is none: PH1M, Ung th gan. */
bool plain_is_damaged(struct ht_lexicon *lex, const char *s, size_t n);
/* The damage that makes the text of D likely if it is undone; what its words were then is in det->mended. */
enum ht_damage find_undone(struct ht_detector *det, const struct ht_detected *d, const struct ht_cell_text *cell);

#endif
