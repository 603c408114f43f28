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

enum kind { UPPER = 1, LOWER = 2, OPEN = 4 };   /* OPEN: a small letter that may stand for a capital */
enum { SAMPLE = 64 };                   /* cells that show how a column is written */

struct convert_case {
    struct convert *c;
    const struct ht_charset *set;
    uint8_t kind[256];                  /* of each byte; 0: no letter */
    struct ht_column *col[HT_MAX_COLUMNS];
    unsigned seen[HT_MAX_COLUMNS];
    bool ends[256];                     /* bytes that end a cell, of a table or of a list in a sentence */
    char separator;                     /* of columns, if there are any */
    bool started;
    struct ht_buf cell;
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
    k->c = c;
    k->set = set;
    for (unsigned i = 0; i < 256; i++)
        k->kind[i] = kind_of(set, i);
    for (const char *p = "\n\t,;|"; *p; p++)
        k->ends[(unsigned char)*p] = true;
    ht_buf_init(&k->cell);
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

/* The end of the cell at S: one of k->ends or N.  *OPEN: a word of it may need a capital. */
static size_t
scan_cell(const struct convert_case *k, const unsigned char *s, size_t n, bool *open)
{
    unsigned word = 0, first = 0, odd = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        unsigned kind = k->kind[s[i]];
        if (kind) {
            first = word ? first : kind;
            word |= kind;
            continue;
        }
        odd |= (word & OPEN) && (first == OPEN || !(word & LOWER));
        word = 0;
        if (k->ends[s[i]])
            break;
    }
    *open = odd || ((word & OPEN) && (first == OPEN || !(word & LOWER)));
    return i;
}

/* Appends the cell at S with its capitals. */
static void
put_cell(struct convert_case *k, size_t column, const char *s, size_t len, struct ht_decoded *res)
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
        k->seen[column]++;
        ht_column_learn_case(col, k->cell.s, k->cell.len);
    }
    if (!ht_restore_case(col, k->cell.s, k->cell.len, out)) {
        ht_buf_cut(out, start);
        ht_buf_add(out, k->cell.s, k->cell.len);
    }
}

void
convert_case_block(struct convert_case *k, const char *s, size_t len, struct ht_decoded *res)
{
    size_t done = 0, column = 0;
    struct ht_decoded r;

    if (!k->started)
        k->separator = convert_separator(s, len);
    k->started = true;
    res->bad = 0;
    for (size_t i = 0, n; i < len; i += n + 1) {
        bool open;
        n = scan_cell(k, (const unsigned char *)s + i, len - i, &open);
        if (n && (open || ((k->separator || column == 0) && k->seen[column] < SAMPLE))) {
            ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s + done, i - done, &k->c->text, &r);
            res->bad += r.bad;
            put_cell(k, column, s + i, n, res);
            done = i + n;
        }
        char end = i + n < len ? s[i + n] : '\n';
        if (end == '\n')
            column = 0;
        else if (column + 1 < HT_MAX_COLUMNS && (!k->separator || end == k->separator))
            column++;
    }
    ht_charset_decode_plain(k->set, HT_DOOR_BYTES, s + done, len - done, &k->c->text, &r);
    res->bad += r.bad;
}
