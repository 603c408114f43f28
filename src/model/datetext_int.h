/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dates as clerks wrote them, inside: datetokens.c cuts the text, datemarked.c reads words and numbers by their marker
 * words, datelunar.c the lunar calendar and reigns, datetext.c the rest.
 */
#ifndef HT_MODEL_DATETEXT_INT_H
#define HT_MODEL_DATETEXT_INT_H

#include <string.h>

#include "model/datetext.h"

#define MAX_TEXT 160                    /* bytes; no date is longer, words included */
#define MAX_TOKENS 40
#define YEAR_MIN 1800                   /* living memory of the oldest ledgers, with a margin */
#define YEAR_MAX 2100

enum token_kind { NUMBER, WORD, MARK };

struct token {
    enum token_kind kind;
    const char *s;                      /* folded, NUL-terminated */
    int value, digits;                  /* NUMBER */
    uint8_t from, to;                   /* bytes of the original text */
};

struct reader {
    char fold[MAX_TEXT * 2];
    struct token t[MAX_TOKENS];
    size_t n;
    const char *text;
};

/* ---- tokens ---- */

/* Cuts S into R, which borrows it.  False if the text is too long or has too many tokens to be a date. */
bool ht_date_cut(struct reader *r, const char *s, size_t len);

static inline bool
is(const struct reader *r, size_t i, const char *word)
{
    return i < r->n && !strcmp(r->t[i].s, word);
}

static inline bool
any_of(const char *s, const char *const *words)
{
    for (; *words; words++)
        if (!strcmp(s, *words))
            return true;
    return false;
}

static inline void
drop(struct reader *r, size_t at, size_t n)
{
    memmove(r->t + at, r->t + at + n, (r->n - at - n) * sizeof *r->t);
    r->n -= n;
}

/* ---- day, month, year ---- */

enum slot { DAY, MONTH, YEAR, NSLOTS };

struct parts {
    int value[NSLOTS], digits[NSLOTS];  /* value -1: not given */
    enum slot next;
    bool bad, marked;                   /* marked: words say what the numbers are */
};

/* The next of the three is VALUE, written with so many digits. */
void ht_date_put(struct parts *p, int value, int digits);

/* With marker words: "ngày 2 tháng 9 năm 1945", "tháng 9/1945", "năm một nghìn …". */
void ht_date_read_marked(struct reader *r, struct parts *p);

/* ---- lunar calendar and reigns ---- */

/* Takes the lunar words out and says whether there were any. */
bool ht_date_split_lunar(struct reader *r, struct ht_datetext *d);

/* What is left beside them: words of the lunar calendar become numbers (giêng 1, chạp 12, rằm 15). */
void ht_date_settle_lunar(struct reader *r, struct ht_datetext *d);

#endif
