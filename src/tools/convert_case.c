/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-convert -f TCVN3: capitals with a tone, which the encoding cannot write, are restored.
 *
 * Only a word that begins with a small letter with a tone, or has one among capitals, can need it.  The bytes
 * are searched for those; everything between the cells where there is one is decoded as a whole.
 */
#include "config.h"
#include "tools/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect.h"
#include "text/fold.h"
#include "text/viet.h"

/* OPEN: a small letter that may stand for a capital; UPPERS: more than one capital in a word. */
enum kind { UPPER = 1, LOWER = 2, OPEN = 4, UPPERS = 8 };
enum {
    SAMPLE = 64,                        /* lines that show how the columns are written */
    PHRASE = 200                        /* bytes before and behind a cell that tell whether it is in capitals */
};
#define UNKNOWN SIZE_MAX

struct convert_case {
    struct convert *c;
    const struct ht_charset *set;
    const struct ht_charset *capital;   /* the set that draws every letter as a capital; NULL: there is none */
    char hamlet[8];                     /* "ấp" in the set */
    uint8_t kind[256];                  /* of each byte; 0: no letter */
    struct ht_column *col[HT_MAX_COLUMNS];
    bool ends[256];                     /* bytes that end a cell, of a table or of a list in a sentence */
    char separator;                     /* of columns, if there are any */
    bool started;
    unsigned lines;                     /* that have been looked at as a sample */
    struct ht_buf cell;
};

/* What the scan of a cell found. */
struct cell {
    unsigned upper, lower;              /* letters */
    unsigned title, small;              /* words that begin with a capital, with a small letter that is surely one */
    bool open;                          /* there is a letter that may stand for a capital */
    bool odd;                           /* a word may need capitals … */
    bool inner;                         /* … not only at its beginning */
};

static bool
lacks_capitals(const struct ht_charset *set)
{
    const char *name = ht_charset_name(set);

    return !strcmp(name, "TCVN3") || !strcmp(name, "VIETWARE-F");
}

static uint8_t
kind_of(const struct ht_charset *set, unsigned byte)
{
    struct ht_buf b = HT_BUF_INIT;
    char s = (char)byte;
    enum ht_tone tone = HT_NGANG;
    uint8_t kind = 0;
    size_t len;

    ht_charset_decode(set, HT_DOOR_BYTES, &s, 1, &b, NULL);
    if (b.len && ht_is_letter(ht_utf8_get(b.s, &len))) {
        uint32_t c = ht_utf8_get(b.s, &len);
        ht_untone(c, &tone);
        kind = ht_is_upper(c) ? UPPER : tone == HT_NGANG ? LOWER : OPEN;
    }
    ht_buf_fini(&b);
    return kind;
}

struct convert_case *
convert_case_new(struct convert *c, const struct ht_charset *set)
{
    struct convert_case *k;

    if (!lacks_capitals(set))
        return NULL;
    k = ht_calloc(1, sizeof *k);
    ht_buf_init(&k->cell);
    k->c = c;
    k->set = set;
    if (!strcmp(ht_charset_name(set), "TCVN3"))
        k->capital = ht_charset_find("TCVN3H");
    ht_charset_encode(set, "ấp", strlen("ấp"), &k->cell);
    memcpy(k->hamlet, k->cell.s, k->cell.len < sizeof k->hamlet ? k->cell.len + 1 : 0);
    for (unsigned i = 0; i < 256; i++)
        k->kind[i] = kind_of(set, i);
    for (const char *p = "\n\t,;|"; *p; p++)
        k->ends[(unsigned char)*p] = true;
    return k;
}

void
convert_case_free(struct convert_case *k)
{
    if (!k)
        return;
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++)
        ht_column_free(k->col[i]);
    ht_buf_fini(&k->cell);
    free(k);
}

/* A word has ended: its letters are WORD, its first one FIRST. */
static inline void
end_word(struct cell *cell, unsigned word, unsigned first)
{
    bool inner = (word & (LOWER | OPEN | UPPERS)) == (OPEN | UPPERS);

    cell->title += first == UPPER;
    cell->small += first == LOWER;
    cell->open |= (word & OPEN) != 0;
    cell->inner |= inner;
    cell->odd |= inner || first == OPEN;
}

/* The end of the cell at S: one of k->ends or N. */
static size_t
scan_cell(const struct convert_case *k, const unsigned char *s, size_t n, struct cell *cell)
{
    unsigned word = 0, first = 0;
    size_t i;

    memset(cell, 0, sizeof *cell);
    for (i = 0; i < n; i++) {
        unsigned kind = k->kind[s[i]];
        if (kind) {
            first = word ? first : kind;
            word |= kind | (word & kind & UPPER) << 3;
            cell->upper += kind & UPPER;
            cell->lower += kind >> 1 & 1;
            continue;
        }
        if (word)
            end_word(cell, word, first);
        word = 0;
        if (k->ends[s[i]])
            break;
    }
    if (word)
        end_word(cell, word, first);
    return i;
}

/* True if the comma or other end at S + I only parts a list: a blank follows. */
static bool
goes_on(const char *s, size_t i, size_t len)
{
    return s[i] == ',' && i + 1 < len && s[i + 1] == ' ';
}

/* True if the cell of N bytes at S + I is in capitals, or part of a list that is: of SỐ 2, ĐƯỜNG LÊ LỢI the first part
 * has but one letter to tell by. */
static bool
in_capitals(const struct convert_case *k, const char *s, size_t i, size_t n, size_t len)
{
    size_t from = i, to = i + n, least = i > PHRASE ? i - PHRASE : 0, upper = 0;
    size_t most = len - to > PHRASE ? to + PHRASE : len;

    while (from > least && (!k->ends[(unsigned char)s[from - 1]] || goes_on(s, from - 1, len)))
        from--;
    while (to < most && (!k->ends[(unsigned char)s[to]] || goes_on(s, to, len)))
        to++;
    for (; from < to; from++) {
        unsigned kind = k->kind[(unsigned char)s[from]];
        if (kind == LOWER)
            return false;
        upper += kind == UPPER;
    }
    return upper >= 2;
}

/* Restores what the bytes alone settle: a cell in capitals, a name of which all other words begin with one.
 * False: look at the text. */
static bool
put_plain_case(struct convert_case *k, const struct cell *cell, bool capitals, const char *s, size_t len,
               struct ht_decoded *res)
{
    struct ht_buf *out = &k->c->text;
    struct ht_decoded r;
    size_t done = 0, hamlet = strlen(k->hamlet);

    if (!k->capital)
        return false;
    if (capitals) {
        ht_charset_decode_plain(k->capital, HT_DOOR_BYTES, s, len, out, &r);
        res->bad += r.bad;
        return true;
    }
    if (cell->inner || !cell->title || cell->small)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned here = k->kind[(unsigned char)s[i]], before = i ? k->kind[(unsigned char)s[i - 1]] : 0;
        if (here != OPEN || before)
            continue;
        if (len - i > hamlet && !memcmp(s + i, k->hamlet, hamlet) && !k->kind[(unsigned char)s[i + hamlet]])
            continue;
        ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s + done, i - done, out, &r);
        res->bad += r.bad;
        ht_charset_decode_plain(k->capital, HT_DOOR_BYTES, s + i, 1, out, &r);
        done = i + 1;
    }
    ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s + done, len - done, out, &r);
    res->bad += r.bad;
    return true;
}

/* Appends the cell at S with its capitals: all of them, or what its column tells. */
static void
put_cell(struct convert_case *k, size_t column, bool capitals, const char *s, size_t len, struct ht_decoded *res)
{
    struct ht_buf *out = &k->c->text;
    struct ht_decoded r;

    ht_buf_clear(&k->cell);
    ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s, len, &k->cell, &r);
    res->bad += r.bad;
    size_t start = out->len;
    struct ht_column *col = NULL;
    if (k->separator || column == 0) {
        col = k->col[column] = k->col[column] ? k->col[column] : ht_column_new();
        ht_column_learn_case(col, k->cell.s, k->cell.len);
    }
    if (capitals)
        ht_upper(out, k->cell.s, k->cell.len);
    else if (!ht_restore_case(col, k->cell.s, k->cell.len, out)) {
        ht_buf_cut(out, start);
        ht_buf_add(out, k->cell.s, k->cell.len);
    }
}

/* Which column the cell at S + I stands in. */
static size_t
column_of(const struct convert_case *k, const char *s, size_t i)
{
    size_t column = 0;

    for (; i > 0 && s[i - 1] != '\n'; i--)
        column += k->separator ? s[i - 1] == k->separator : k->ends[(unsigned char)s[i - 1]];
    return column < HT_MAX_COLUMNS ? column : HT_MAX_COLUMNS - 1;
}

/* A cell at S + I of N bytes that may need capitals: decodes what is before it from *DONE on, and the cell.  COLUMN is
 * where it stands, or UNKNOWN. */
static void
put_odd(struct convert_case *k, const struct cell *cell, const char *s, size_t i, size_t n, size_t len, size_t column,
        size_t *done, struct ht_decoded *res)
{
    struct ht_decoded r;
    bool capitals = (!cell || !cell->lower) && in_capitals(k, s, i, n, len);

    ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s + *done, i - *done, &k->c->text, &r);
    res->bad += r.bad;
    if (!cell || !put_plain_case(k, cell, capitals, s + i, n, res))
        put_cell(k, column == UNKNOWN ? column_of(k, s, i) : column, capitals, s + i, n, res);
    *done = i + n;
}

/* The first lines of a file: all cells tell how their columns are written.  Returns where the next line begins. */
static size_t
sample_lines(struct convert_case *k, const char *s, size_t len, size_t *done, struct ht_decoded *res)
{
    size_t i = 0, n;

    for (; i < len && k->lines < SAMPLE; k->lines++) {
        char end = ',';
        for (size_t column = 0; i < len && end != '\n'; i += n + 1) {
            struct cell cell;
            n = scan_cell(k, (const unsigned char *)s + i, len - i, &cell);
            end = i + n < len ? s[i + n] : '\n';
            if (n && (k->separator || column == 0))
                put_odd(k, NULL, s, i, n, len, column, done, res);
            else if (cell.odd || (cell.open && !cell.lower))
                put_odd(k, &cell, s, i, n, len, column, done, res);
            column += column + 1 < HT_MAX_COLUMNS && (!k->separator || end == k->separator);
        }
    }
    return i < len ? i : len;
}

/* The next byte of S from I on that is not ASCII, or LEN. */
static inline size_t
next_high(const char *s, size_t i, size_t len)
{
    return i + ht_ascii_run(s + i, len - i);
}

/* The word around S + I, which does not begin before FLOOR. */
struct around {
    unsigned kinds, first;              /* of all its letters, of the first one */
    unsigned upper;
    size_t begin, end;
};

static struct around
word_around(const struct convert_case *k, const unsigned char *s, size_t floor, size_t i, size_t len)
{
    struct around w = { 0 };

    while (i > floor && k->kind[s[i - 1]])
        i--;
    w.begin = i;
    w.first = k->kind[s[i]];
    for (; i < len && k->kind[s[i]]; i++) {
        w.kinds |= k->kind[s[i]];
        w.upper += k->kind[s[i]] == UPPER;
    }
    w.end = i;
    return w;
}

/* True if the cell has a small letter that is surely one, outside of the word W. */
static bool
has_lower(const struct convert_case *k, const unsigned char *s, size_t floor, const struct around *w, size_t len)
{
    for (size_t i = w->end; i < len && !k->ends[s[i]]; i++)
        if (k->kind[s[i]] == LOWER)
            return true;
    for (size_t i = w->begin; i > floor && !k->ends[s[i - 1]]; i--)
        if (k->kind[s[i - 1]] == LOWER)
            return true;
    return false;
}

/* True if the open letter at S + I surely is a small one: it stands beside one and does not begin the word.  A word
 * that began with an open letter would have been dealt with there. */
static inline bool
is_inside(const struct convert_case *k, const unsigned char *s, size_t floor, size_t i, size_t len)
{
    unsigned before = i > floor ? k->kind[s[i - 1]] : 0;

    return before && (before == LOWER || (i + 1 < len && k->kind[s[i + 1]] == LOWER));
}

void
convert_case_block(struct convert_case *k, const char *s, size_t len, struct ht_decoded *res)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t done = 0, floor;
    struct ht_decoded r;

    if (!k->started)
        k->separator = convert_separator(s, len);
    k->started = true;
    res->bad = 0;
    floor = sample_lines(k, s, len, &done, res);
    for (size_t i = next_high(s, floor, len); i < len; i = next_high(s, i, len)) {
        struct cell cell;
        if (k->kind[p[i]] != OPEN || is_inside(k, p, floor, i, len)) {
            i++;
            continue;
        }
        struct around w = word_around(k, p, floor, i, len);
        if (w.first != OPEN && ((w.kinds & LOWER) || (w.upper < 2 && has_lower(k, p, floor, &w, len)))) {
            i = w.end;
            continue;
        }
        while (i > floor && !k->ends[p[i - 1]])
            i--;
        size_t n = scan_cell(k, p + i, len - i, &cell);
        if (cell.odd || (cell.open && !cell.lower))
            put_odd(k, &cell, s, i, n, len, UNKNOWN, &done, res);
        i = floor = i + n;
    }
    ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s + done, len - done, &k->c->text, &r);
    res->bad += r.bad;
}
