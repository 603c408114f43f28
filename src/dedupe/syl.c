/* SPDX-License-Identifier: BSD-2-Clause */
/* Interning and comparing syllables of names. */
#include "config.h"
#include "dedupe/syl.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

#define WORD_MAX 48                     /* bytes of a canonical word; longer ones are cut */

struct letters {
    const char *s;
    size_t len;
};
#define LETTERS(literal) { literal, sizeof literal - 1 }

static const struct { struct letters north, south; } variants[] = {
#define VARIANT(n, s) { LETTERS(n), LETTERS(s) },
#include "dedupe/variants.def"
#undef VARIANT
};

/* Onsets and codas that speech or hearing confuses, longest first; the class is the second column. */
#define SOUND(from, to) { LETTERS(from), LETTERS(to) }
static const struct { struct letters from, to; } onsets[] = {
    SOUND("ngh", "n"), SOUND("nh", "n"), SOUND("ng", "n"), SOUND("tr", "c"), SOUND("ch", "c"), SOUND("th", "t"),
    SOUND("ph", "f"), SOUND("kh", "h"), SOUND("gi", "d"), SOUND("gh", "g"), SOUND("qu", "w"), SOUND("l", "n"),
    SOUND("s", "x"), SOUND("r", "d"), SOUND("v", "d"), SOUND("k", "c"), SOUND("hu", "w"), SOUND("hoa", "wa"),
}, codas[] = {
    SOUND("ng", "n"), SOUND("nh", "n"), SOUND("ch", "t"), SOUND("c", "t"), SOUND("p", "p"), SOUND("y", "i"),
};

void
ht_syls_init(struct ht_syls *t)
{
    *t = (struct ht_syls){0};
    t->v = ht_grow(NULL, &t->cap, 1024, sizeof *t->v);
    memset(t->v, 0, sizeof *t->v);
    t->n = 1;
}

void
ht_syls_fini(struct ht_syls *t)
{
    free(t->v);
    ht_map_fini(&t->index);
    *t = (struct ht_syls){0};
}

/* A word taken apart: letters without tone, base letters, the tone. */
struct word {
    char canon[WORD_MAX + 8], base[WORD_MAX + 8];
    size_t ncanon, nbase;
};

static bool
consonant(char c)
{
    return strchr("bcdghklmnpqrstvx", c) != NULL;
}

/* y at the end of a syllable is i after a consonant and after qu: Lý = Lí, Quý = Quí. */
static void
fold_final_y(struct word *w)
{
    size_t n = w->nbase, m = w->ncanon;
    if (n < 2 || m < 1 || w->base[n - 1] != 'y' || w->canon[m - 1] != 'y')
        return;
    if (consonant(w->base[n - 2]) || (n >= 3 && w->base[n - 2] == 'u' && w->base[n - 3] == 'q'))
        w->base[n - 1] = w->canon[m - 1] = 'i';
}

static void
take_apart(struct word *w, const char *s, size_t len)
{
    enum ht_tone tone = HT_NGANG;
    w->ncanon = w->nbase = 0;
    for (size_t i = 0, n; i < len && w->ncanon < WORD_MAX - 4; i += n) {
        uint32_t c = ht_lower_char(ht_utf8_get(s + i, &n));
        enum ht_tone here = HT_NGANG;
        c = ht_untone(c, &here);
        if (here != HT_NGANG && tone != HT_NGANG)   /* a second tone: a slip, and another spelling */
            w->canon[w->ncanon++] = (char)('0' + tone);
        if (here != HT_NGANG)
            tone = here;
        w->ncanon += ht_utf8_put(w->canon + w->ncanon, c);
        w->nbase += ht_utf8_put(w->base + w->nbase, ht_base_letter(c));
    }
    fold_final_y(w);
    if (tone != HT_NGANG)
        w->canon[w->ncanon++] = (char)('0' + tone);
}

/* S has at least as many letters as L. */
static bool
begins(const char *s, const struct letters *l)
{
    return s[0] == l->s[0] && !memcmp(s, l->s, l->len);
}

static uint64_t
sound_of(const struct word *w)
{
    char out[WORD_MAX + 8];
    const char *s = w->base;
    size_t n = w->nbase, k = 0;
    for (size_t i = 0; i < HT_COUNT(onsets); i++) {
        const struct letters *from = &onsets[i].from;
        if (n > from->len && begins(s, from)) {
            k = onsets[i].to.len;
            memcpy(out, onsets[i].to.s, k);
            s += from->len;
            n -= from->len;
            break;
        }
    }
    struct letters coda = { "", 0 };
    for (size_t i = 0; i < HT_COUNT(codas); i++) {
        const struct letters *from = &codas[i].from;
        if (n > from->len && begins(s + n - from->len, from)) {
            coda = codas[i].to;
            n -= from->len;
            break;
        }
    }
    memcpy(out + k, s, n);
    k += n;
    memcpy(out + k, coda.s, coda.len);
    return ht_hash(out, k + coda.len, 3);
}

static bool
is_form(const struct word *w, const struct letters *l)
{
    return w->nbase == l->len && begins(w->base, l);
}

static uint16_t
variant_of(const struct word *w)
{
    for (size_t i = 0; i < HT_COUNT(variants); i++)
        if (is_form(w, &variants[i].north) || is_form(w, &variants[i].south))
            return (uint16_t)(i + 1);
    return 0;
}

uint32_t
ht_syl_intern(struct ht_syls *t, const char *s, size_t len, bool dotted)
{
    struct word w;
    take_apart(&w, s, len);
    bool fresh, abbreviated = dotted && w.nbase <= 3;
    uint64_t canon = ht_hash(w.canon, w.ncanon, abbreviated ? 11 : 1);
    uint64_t *at = ht_map_get(&t->index, canon, &fresh);
    if (!fresh)
        return (uint32_t)*at;
    *at = t->n;
    t->v = ht_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
    struct ht_syl *y = &t->v[t->n];
    *y = (struct ht_syl){ .canon = canon, .base = ht_hash(w.base, w.nbase, 2), .sound = sound_of(&w),
                          .abbreviated = abbreviated || w.nbase == 1, .variant = variant_of(&w) };
    y->len = (uint8_t)(w.nbase < HT_SYL_LETTERS ? w.nbase : HT_SYL_LETTERS);
    memcpy(y->letters, w.base, y->len);
    return (uint32_t)t->n++;
}

uint32_t
ht_syl_adopt(struct ht_syls *t, const struct ht_syl *y)
{
    bool fresh;
    uint64_t *at = ht_map_get(&t->index, y->canon, &fresh);
    if (fresh) {
        *at = t->n;
        t->v = ht_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
        t->v[t->n++] = *y;
    }
    return (uint32_t)*at;
}

/* The edits between two strings that differ in their first and in their last letters; 2: that or more. */
static unsigned
one_edit(const char *a, size_t na, const char *b, size_t nb)
{
    if (na <= 1 && nb <= 1)
        return na || nb;
    return na == 2 && nb == 2 && a[0] == b[1] && a[1] == b[0] ? 1 : 2;
}

unsigned
ht_edits(const char *a, size_t na, const char *b, size_t nb, unsigned limit)
{
    unsigned row[3][257];
    while (na && nb && a[0] == b[0])
        a++, b++, na--, nb--;
    while (na && nb && a[na - 1] == b[nb - 1])
        na--, nb--;
    if (limit == 1)                     /* the usual question, of what is left */
        return one_edit(a, na, b, nb);
    if (na > 255 || nb > 255 || (na > nb ? na - nb : nb - na) > limit)
        return limit + 1;
    unsigned *before = row[0], *prev = row[1], *cur = row[2];
    for (size_t j = 0; j <= nb; j++)
        prev[j] = (unsigned)j;
    for (size_t i = 1; i <= na; i++) {
        unsigned least = cur[0] = (unsigned)i;
        for (size_t j = 1; j <= nb; j++) {
            unsigned d = prev[j - 1] + (a[i - 1] != b[j - 1]);
            if (prev[j] + 1 < d)
                d = prev[j] + 1;
            if (cur[j - 1] + 1 < d)
                d = cur[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            cur[j] = d;
            if (d < least)
                least = d;
        }
        if (least > limit)
            return limit + 1;
        unsigned *t = before;
        before = prev;
        prev = cur;
        cur = t;
    }
    return prev[nb];
}

/* "T." for "Thị", "Ng." for "Nguyễn". */
static bool
abbreviates(const struct ht_syl *a, const struct ht_syl *b)
{
    return a->abbreviated && a->len < b->len && !memcmp(a->letters, b->letters, a->len);
}

enum ht_like
ht_syl_compare(const struct ht_syl *a, const struct ht_syl *b)
{
    if (a->canon == b->canon)
        return HT_LIKE_SAME;
    if (a->base == b->base)
        return HT_LIKE_BASE;
    if (a->sound == b->sound || (a->variant && a->variant == b->variant))
        return HT_LIKE_CLOSE;
    if (abbreviates(a, b) || abbreviates(b, a))
        return HT_LIKE_CLOSE;
    bool near = a->len <= b->len + 1 && b->len <= a->len + 1;
    if (near && a->len >= 3 && b->len >= 3 && ht_edits(a->letters, a->len, b->letters, b->len, 1) <= 1)
        return HT_LIKE_CLOSE;
    return HT_LIKE_NOT;
}

void
ht_words(const char *s, size_t len, ht_word_fn *fn, void *arg)
{
    size_t start = 0, i = 0, n;
    bool inside = false, lower = false;
    while (i < len) {
        uint32_t c = ht_utf8_get(s + i, &n);
        bool letter = ht_is_letter(c) || (c >= '0' && c <= '9');
        bool upper = letter && ht_is_upper(c);
        if (inside && (!letter || (upper && lower))) {
            fn(arg, s + start, i - start, c == '.');
            inside = false;
        }
        if (letter && !inside) {
            start = i;
            inside = true;
        }
        lower = letter && !upper;
        i += n;
    }
    if (inside)
        fn(arg, s + start, len - start, false);
}
