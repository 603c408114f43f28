/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-convert -f NAME: whether the text reads as the encoding that was named.
 *
 * Most sets have a letter for every byte, so that a wrong name makes other text of a file without a complaint.  Some
 * lines of it are therefore given to detection, with what the user said as a strong hint: only where it is nonsense
 * does another encoding come out ahead.  The lines are few, whatever the size of the file: all at its beginning, later
 * one in blocks further and further apart.
 */
#include "config.h"
#include "tools/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/finding.h"

enum {
    AT_FIRST = 60,                      /* lines of the first block that are looked at, but no more than … */
    LONGEST = 2000,                     /* … bytes of a block: names are short, a line of a ledger says much */
    ENOUGH = 40,                        /* tenths of a nat, in spite of the hint */
    ENOUGH_UTF8 = 150,                  /* UTF-8 needs no hint, and has none */
    ZEROS = 24                          /* UTF-16 of so many bytes has some that are zero: blanks, line ends */
};

struct convert_check {
    struct convert *c;
    const struct ht_charset *from;
    const struct ht_charset *units;     /* the text looks like this UTF-16, or like another; else NULL */
    struct ht_detector *det;            /* NULL until there is a line to look at */
    struct ht_column *col;              /* what the lines say */
    uint64_t blocks, next;              /* that were seen, and the next one that is looked at */
    size_t clean;                       /* lines of Vietnamese in UTF-8 */
    size_t like, unlike;                /* western: lines that may be so, that surely are in another set */
    const struct ht_charset *other;     /* the last such set */
    struct ht_buf text;                 /* a line as it was named */
    bool utf8;                          /* FROM is UTF-8, composed or not */
    bool western;                       /* FROM is no set of Vietnamese: nonsense to detection may be French */
};

struct convert_check *
convert_check_new(struct convert *c, const struct ht_charset *from)
{
    static const char *const like_utf8[] = { "UTF-8", "NFD", "COMPOSITE", "NCR-DEC", "NCR-HEX", "C-ESCAPE", "HTML" };
    struct convert_check *k = ht_calloc(1, sizeof *k);

    k->c = c;
    k->from = from;
    ht_buf_init(&k->text);
    k->western = from == ht_charset_find("CP1252");
    for (size_t i = 0; i < HT_COUNT(like_utf8); i++)
        k->utf8 |= from == ht_charset_find(like_utf8[i]);
    return k;
}

/* True if bytes beyond ASCII are letters of the set, so that a line without them tells nothing. */
static bool
has_evidence(const struct convert_check *k, const char *s, size_t len)
{
    return ht_charset_unit(k->from) == 1 && !ht_is_ascii(s, len);
}

/* Words with bytes beyond ASCII. */
static size_t
marked_words(const char *s, size_t len)
{
    size_t n = 0;
    bool marked = false;

    for (size_t i = 0; i < len; i++) {
        bool high = (unsigned char)s[i] >= 0x80;
        n += high && !marked;
        marked = high || (marked && s[i] != ' ');
    }
    return n;
}

/* A line by itself, without a hint: one word may be anything. */
static void
look_alone(struct convert_check *k, const struct ht_cell_text *cell)
{
    const unsigned unsure = HT_DETECT_DOUBTFUL | HT_DETECT_DAMAGED | HT_DETECT_UNDECODED;
    struct ht_buf *as_named = &k->text;
    struct ht_detected d;

    ht_detect(k->det, NULL, cell, &d);
    ht_buf_clear(as_named);
    ht_charset_decode(k->from, HT_DOOR_BYTES, cell->s, cell->len, as_named, NULL);
    bool same = as_named->len == d.len && !memcmp(as_named->s, d.s, d.len);
    if (same || d.flags & unsure || marked_words(cell->s, cell->len) < 2) {
        k->like++;
    } else {
        k->unlike++;
        k->other = d.set;
    }
}

static void
look(struct convert_check *k, const char *s, size_t len)
{
    const struct ht_charset *hint = k->utf8 || k->western ? NULL : k->from;
    struct ht_cell_text cell = { s, len, HT_DOOR_BYTES, hint };

    if (!k->det) {
        k->det = ht_detector_new();
        k->col = ht_column_new();
    }
    if (ht_detect_clean(k->det, NULL, cell.s, cell.len))
        k->clean++;
    else if (k->western)
        look_alone(k, &cell);
    else
        ht_column_learn(k->det, k->col, &cell);
}

/* UTF-16 is told by its zeros: text of bytes has none, UTF-16 has them for all that is ASCII, on one side. */
static void
look_at_units(struct convert_check *k, const char *s, size_t len)
{
    const struct ht_charset *units = convert_auto_units((const unsigned char *)s, len);

    if (len < ZEROS)
        return;
    if (ht_charset_unit(k->from) == 1 || units)
        k->units = units && units != k->from ? units : NULL;
    else if (!memchr(s, 0, len))
        k->units = k->from;
}

void
convert_check_block(struct convert_check *k, const char *s, size_t len)
{
    size_t lines = k->blocks ? 1 : AT_FIRST, left = LONGEST, n;

    if (!k->blocks)
        look_at_units(k, s, len);
    if (k->blocks++ < k->next)
        return;
    k->next = 2 * k->blocks;
    for (size_t i = 0; i < len && lines && left; i += n) {
        n = convert_line(s + i, len - i);
        size_t text = n - (s[i + n - 1] == '\n');
        if (!has_evidence(k, s + i, text))
            continue;
        text = text < left ? text : left;
        look(k, s + i, text);
        left -= text;
        lines--;
    }
}

/* What the text reads as, if it does not read as was named; NULL: nothing speaks against that. */
static const char *
reads_as(const struct convert_check *k)
{
    struct ht_column_verdict v;

    if (k->units)
        return k->units != k->from ? ht_charset_name(k->units) : "ASCII";
    if (!k->det)
        return NULL;
    if (k->western)
        return k->unlike + k->clean <= 2 * k->like ? NULL : k->other ? ht_charset_name(k->other) : "UTF-8";
    ht_column_verdict(k->det, k->col, &v);
    if (v.clean + k->clean > v.cells)
        return k->utf8 ? NULL : "UTF-8";
    if (ht_column_behind(k->det, k->col, k->utf8 ? NULL : k->from) < (k->utf8 ? ENOUGH_UTF8 : ENOUGH))
        return NULL;
    return v.set ? ht_charset_name(v.set) : "UTF-8";
}

void
convert_check_end(struct convert_check *k)
{
    const char *other = reads_as(k);

    if (other) {
        struct ht_where w = { .file = k->c->file };
        ht_find_at(k->c->tool.diag, &w, HT_D_135, NULL, 0, ht_charset_name(k->from), other, NULL);
    }
    if (k->det) {
        ht_column_free(k->col);
        ht_detector_free(k->det);
    }
    ht_buf_fini(&k->text);
    free(k);
}
