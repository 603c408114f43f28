/* SPDX-License-Identifier: BSD-2-Clause */
/* Searching labels. */
#include "config.h"
#include "formats/template_label.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { MAX_KEY = 120, MAX_WRONG = 8 };
#define MAX_BYTES ((size_t)1 << 22)     /* of all words of a page, folded */

/* One byte of the page's folded text and where it comes from. */
struct letter {
    uint32_t word;
    uint16_t start, end;                /* bytes of the word; longer words are cut there */
    char c;
    bool begins;                        /* a word, a number or what follows punctuation begins here */
    bool row;                           /* the first letter of a row: nothing runs across */
};

struct ht_label_text {
    const struct ht_page_word *word;
    size_t nwords;
    struct letter *letter;
    size_t n, cap;
    double height;
};

/* True if NEXT goes on where W ends: on its line, no gap that only a column makes. */
static bool
goes_on(const struct ht_page_word *w, const struct ht_page_word *next)
{
    double h = w->y1 - w->y0 > next->y1 - next->y0 ? w->y1 - w->y0 : next->y1 - next->y0;
    double dy = fabs((next->y0 + next->y1 - w->y0 - w->y1) / 2.0), gap = next->x0 - w->x1;
    return dy < 0.6 * h && gap > -h && gap < 4 * h;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_small(uint32_t c)
{
    return ht_is_letter(c) && ht_upper_char(c) != c;
}

static bool
is_capital(uint32_t c)
{
    return ht_is_letter(c) && ht_lower_char(c) != c;
}

static void
add_word(struct ht_label_text *t, size_t i, bool row, struct ht_buf *fold)
{
    const struct ht_page_word *w = &t->word[i];
    bool begins = true;
    uint32_t last = 0;
    for (size_t k = 0, n; k < w->len && k < UINT16_MAX - 4 && t->n < MAX_BYTES; k += n) {
        n = ht_utf8_len(w->s + k, w->len - k);
        if (!n)
            break;
        ht_buf_clear(fold);
        ht_fold(fold, w->s + k, n);
        uint32_t now = ht_utf8_get(w->s + k, &n);
        /* "tênY": the writing stands close behind the label. */
        if (!fold->len || (is_small(last) && is_capital(now)))
            begins = true;
        last = now;
        for (size_t b = 0; b < fold->len; b++) {
            char before = t->n ? t->letter[t->n - 1].c : ' ';
            t->letter = ht_grow(t->letter, &t->cap, t->n + 1, sizeof *t->letter);
            t->letter[t->n++] = (struct letter){
                .word = (uint32_t)i, .start = (uint16_t)k, .end = (uint16_t)(k + n), .c = fold->s[b], .row = row,
                .begins = begins || is_digit(before) != is_digit(fold->s[b]),
            };
            begins = row = false;
        }
    }
}

static int
by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double
median_height(const struct ht_page_word *word, size_t n)
{
    double *h = ht_calloc(n + 1, sizeof *h);
    for (size_t i = 0; i < n; i++)
        h[i] = word[i].y1 - word[i].y0;
    ht_qsort(h, n, sizeof *h, by_number);
    double m = n ? h[n / 2] : 0;
    free(h);
    return m;
}

struct ht_label_text *
ht_label_text_new(const struct ht_page_word *word, size_t n)
{
    struct ht_label_text *t = ht_calloc(1, sizeof *t);
    struct ht_buf fold = HT_BUF_INIT;
    t->word = word;
    t->nwords = n < UINT32_MAX ? n : UINT32_MAX;
    t->height = median_height(word, n);
    for (size_t i = 0; i < t->nwords; i++)
        add_word(t, i, !i || !goes_on(&word[i - 1], &word[i]), &fold);
    ht_buf_fini(&fold);
    return t;
}

void
ht_label_text_free(struct ht_label_text *t)
{
    if (!t)
        return;
    free(t->letter);
    free(t);
}

double
ht_label_height(const struct ht_label_text *t)
{
    return t->height;
}

/* Letters of a key of LEN that may be wrong. */
static unsigned
may_differ(size_t len)
{
    unsigned k = len <= 3 ? 0 : len <= 6 ? 1 : len <= 12 ? 2 : (unsigned)(len / 5);
    return k < MAX_WRONG ? k : MAX_WRONG;
}

/* The letters that run on from AT, at most MOST. */
static size_t
run_length(const struct ht_label_text *t, size_t at, size_t most)
{
    size_t n = 0;
    while (n < most && at + n < t->n && (!n || !t->letter[at + n].row))
        n++;
    return n;
}

/*
 * Edit distance of KEY to the letters from AT, within a band of K.  The best end (at a boundary) in *END; a value
 * above K means that there is none.
 */
static unsigned
distance(const struct ht_label_text *t, size_t at, const char *key, size_t len, unsigned k, size_t *end)
{
    unsigned row[MAX_KEY + MAX_WRONG + 2], best = k + 1;
    const struct letter *s = t->letter + at;
    size_t n = run_length(t, at, len + k);
    for (size_t j = 0; j <= n; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= len; i++) {
        size_t from = i > k ? i - k : 1, to = i + k < n ? i + k : n;
        unsigned diagonal = from > 1 ? row[from - 1] : (unsigned)i - 1, least = k + 1;
        if (from > to)
            return k + 1;
        row[from - 1] = from == 1 ? (unsigned)i : k + 1;
        for (size_t j = from; j <= to; j++) {
            unsigned up = j < i + k ? row[j] + 1 : k + 1, v = diagonal + (s[j - 1].c != key[i - 1]);
            diagonal = row[j];
            v = up < v ? up : v;
            row[j] = row[j - 1] + 1 < v ? row[j - 1] + 1 : v;
            least = row[j] < least ? row[j] : least;
        }
        if (least > k)
            return k + 1;
    }
    for (size_t j = len > k ? len - k : 1; j <= n; j++) {
        bool boundary = at + j == t->n || s[j].begins || s[j].row;
        if (boundary && row[j] < best) {
            best = row[j];
            *end = j;
        }
    }
    return best;
}

static void
fill_hit(const struct ht_label_text *t, size_t at, size_t n, unsigned wrong, struct ht_label_hit *h)
{
    const struct letter *a = &t->letter[at], *z = &t->letter[at + n - 1];
    const struct ht_page_word *w = &t->word[a->word];
    int y0 = w->y0, y1 = w->y1;
    for (size_t i = a->word + 1; i <= z->word; i++) {
        y0 = t->word[i].y0 < y0 ? t->word[i].y0 : y0;
        y1 = t->word[i].y1 > y1 ? t->word[i].y1 : y1;
    }
    double before = w->len ? (double)a->start / (double)w->len : 0;
    *h = (struct ht_label_hit){
        .at = { true, a->word, z->word, a->start, z->end }, .wrong = wrong,
        .x = w->x0 + before * (w->x1 - w->x0), .y = (y0 + y1) / 2.0, .height = y1 - y0,
    };
}

size_t
ht_label_find(const struct ht_label_text *t, const char *key, struct ht_label_hit *hit, size_t max)
{
    size_t len = strlen(key), n = 0;
    unsigned k = may_differ(len);
    if (!len || len > MAX_KEY)
        return 0;
    for (size_t at = 0; at < t->n; at++) {
        size_t end = 0, i;
        if (!t->letter[at].begins)
            continue;
        unsigned wrong = distance(t, at, key, len, k, &end);
        if (wrong > k || !end || (n == max && wrong >= hit[n - 1].wrong))
            continue;
        for (i = n < max ? n++ : n - 1; i > 0 && hit[i - 1].wrong > wrong; i--)
            hit[i] = hit[i - 1];
        fill_hit(t, at, end, wrong, &hit[i]);
    }
    return n;
}
