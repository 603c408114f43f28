/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A page that was recognised, by whatever program: words with their places, and what the fields of a page come to.
 *
 * Formats of recognised pages build pages and give them to ht_pages_take, which makes one row per page (one per row of
 * a page that is a table).
 */
#ifndef HT_FORMATS_PAGE_H
#define HT_FORMATS_PAGE_H

#include "formats/format.h"
#include "formats/template.h"

enum { HT_MAX_PAGE_WORDS = 60000 };
#define HT_MAX_PAGE_TEXT ((size_t)8 << 20)

/* What was read in a field of the page. */
struct ht_page_field {
    bool there;
    bool zone;                          /* the page has a place for it, written on or not */
    bool unreadable;                    /* something stands there, nobody knows what */
    bool twice;                         /* read twice, independently: OTHER says whether differently */
    bool conflict;                      /* two boxes of one field are ticked */
    struct ht_buf text;
    struct ht_buf other;                /* another reading, empty if there is none */
    struct ht_buf picture;              /* file with its picture, empty if there is none */
    int conf;                           /* 0 to 100, of the worst word; -1: not known */
    double letters, sum;                /* bytes of its words, and their confidences' sum */
    struct ht_box box;                  /* pixels of the page */
};

struct ht_page {
    unsigned long number;               /* in its file, from 1 */
    double width, height, dpi;          /* 0 if unknown */
    struct ht_buf image;                /* name of the page's picture, empty if unknown */
    struct ht_buf picture;              /* file with a picture made to be shown, empty if there is none … */
    double scale;                       /* … and its pixels per pixel of the page */
    struct ht_page_word *word;          /* s is set by ht_page_settle */
    size_t n, cap;
    /* inside */
    struct ht_buf text, clean;
    bool full;
};

void ht_page_init(struct ht_page *p);
void ht_page_fini(struct ht_page *p);
void ht_page_clear(struct ht_page *p);

/* Adds a word: LEN bytes of UTF-8 at S, made NFC and XML-clean here; blanks part it into several words, which share its
 * box.  What a bound leaves no room for is left out: p->full. */
void ht_page_add(struct ht_page *p, const char *s, size_t len, const struct ht_page_word *like);
/* Up to MAX decimal numbers in S, whatever stands between them, bounded to ±100000; returns how many there are. */
size_t ht_page_numbers(const char *s, size_t len, double *v, size_t max);
/* For bids: true if the N bytes at S begin with markup, at most a mark and blanks before it, and hold WHAT. */
bool ht_page_holds(const unsigned char *s, size_t n, const char *what);
/* All words are there: their texts may be used. */
void ht_page_settle(struct ht_page *p);

/* ---- from words to fields ---- */

struct ht_page_fields {
    const struct ht_register *reg;
    struct ht_page_field f[HT_MAX_FIELDS];
};

void ht_page_fields_init(struct ht_page_fields *f);
void ht_page_fields_fini(struct ht_page_fields *f);
void ht_page_fields_clear(struct ht_page_fields *f, const struct ht_register *reg);

/* Fills F with what stands in the zones of T. */
void ht_page_by_template(const struct ht_page *p, const struct ht_template *t, const struct ht_fit *fit,
                         struct ht_page_fields *f);

/* Text as it was read, without what only guides the pen: dotted leaders, rules, colons before it. */
void ht_page_tidy(struct ht_buf *b, enum ht_kind kind);

/* ---- pages to rows ---- */

struct ht_pages;

struct ht_pages *ht_pages_new(const struct ht_format_job *job, struct ht_rows *to);
/* Makes rows of P, which is settled.  HT_OK, or what the receiver says. */
enum ht_rc ht_pages_take(struct ht_pages *x, const struct ht_page *p);

/* The same for a page that another program cut into fields: they are put into these (cleared with their register), then
 * P, which needs no words, is taken. */
struct ht_page_fields *ht_pages_fields(struct ht_pages *x);
enum ht_rc ht_pages_take_fields(struct ht_pages *x, const struct ht_page *p);

/* Behind the last page: HT_FAIL after reporting if there was none. */
enum ht_rc ht_pages_end(struct ht_pages *x);
void ht_pages_free(struct ht_pages *x);                 /* NULL is fine */

#endif
