/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of strings that nothing happened to but an encoding: known, unknown, two of them, none. */
#include "config.h"
#include "bench.h"

#include <string.h>

#include "base/mem.h"

static const char *const ten[] = { "TCVN3", "VNI-WIN", "BKHCM1", "BKHCM2", "VIETWARE-F", "VIETWARE-X", "VISCII",
                                   "CP1258", "VPS", "UTF-8" };

static struct ht_cell_text
cell_of(const struct ht_buf *in, bool text)
{
    return (struct ht_cell_text){ in->s, in->len, text ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
}

/* Reads N strings of MAKE in SET, which is known, every other one widened if WIDEN. */
static bool
read_given(struct bench *b, make_fn *make, const char *set, bool capitals, bool widen)
{
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT;
    struct ht_detected d;
    size_t which = make(&b->cases, &text);
    if (capitals)
        to_capitals(&text);
    encode(set, &text, widen, &in);
    struct ht_cell_text cell = cell_of(&in, widen);
    ht_detect_as(detector_for(b, which), NULL, ht_charset_find(set), &cell, &d);
    bool ok = same_text_as(&d, &text, false);
    show(b, set, &in, &d, &text, !ok);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
    return ok;
}

void
given_sets(struct bench *b)
{
    static const char *const invertible[] = { "VNI-WIN", "VISCII", "VPS", "CP1258", "TCVN5712-1", "BKHCM2",
        "VIETWARE-X", "VNI-MAC", "UTF-8", "UTF-16LE", "UTF-16BE", "NCR-DEC", "NCR-HEX", "C-ESCAPE", "COMPOSITE",
        "NFD" };
    size_t good = 0;
    for (size_t i = 0; i < b->n; i++)
        good += read_given(b, i % 2 ? make_line : make_name, invertible[i % HT_COUNT(invertible)], false, false);
    report(b, "encoding given, invertible sets", good, b->n, 1.0);
    good = 0;
    for (size_t i = 0; i < b->n; i++)
        good += read_given(b, make_name, "TCVN3", i % 4 == 0, i % 2);
    report(b, "TCVN3 given, capitals restored", good, b->n, 0.999);
}

/* One cell, nothing known. */
static bool
read_alone(struct bench *b, make_fn *make, const char *set, bool widen, bool ignore_case)
{
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT;
    struct ht_detected d;
    size_t which = make(&b->cases, &text);
    encode(set, &text, widen, &in);
    struct ht_cell_text cell = cell_of(&in, widen);
    ht_detect(detector_for(b, which), NULL, &cell, &d);
    bool ok = same_text_as(&d, &text, ignore_case);
    show(b, set, &in, &d, &text, !ok);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
    return ok;
}

static void
alone(struct bench *b, const char *what, make_fn *make, double goal)
{
    size_t good = 0, by_set[HT_COUNT(ten)] = { 0 };
    for (size_t i = 0; i < b->n; i++) {
        bool ok = read_alone(b, make, ten[i % HT_COUNT(ten)], false, false);
        good += ok;
        by_set[i % HT_COUNT(ten)] += ok;
    }
    report(b, what, good, b->n, goal);
    for (size_t k = 0; k < HT_COUNT(ten); k++)
        report_part(b, ten[k], by_set[k], b->n / HT_COUNT(ten));
}

void
names(struct bench *b)
{
    alone(b, "three-syllable name alone, ten encodings", make_name, 0.997);
}

void
places(struct bench *b)
{
    alone(b, "place name alone, ten encodings", make_place, 0.985);
}

enum { CELLS = 5 };

/* A column of names in SET: true if all are right. */
static bool
read_column(struct bench *b, const char *set)
{
    struct ht_detector *det = detector_for(b, 0);
    struct ht_column *col = ht_column_new();
    struct ht_buf text[CELLS], in[CELLS];
    bool all = true;
    for (int k = 0; k < CELLS; k++) {
        ht_buf_init(&text[k]);
        ht_buf_init(&in[k]);
        make_name(&b->cases, &text[k]);
        encode(set, &text[k], false, &in[k]);
        struct ht_cell_text cell = cell_of(&in[k], false);
        if (!ht_detect_clean(det, col, cell.s, cell.len))
            ht_column_learn(det, col, &cell);
    }
    for (int k = 0; k < CELLS; k++) {
        struct ht_cell_text cell = cell_of(&in[k], false);
        struct ht_detected d;
        ht_detect(det, col, &cell, &d);
        bool ok = same_text_as(&d, &text[k], false);
        all &= ok;
        show(b, set, &in[k], &d, &text[k], !ok);
    }
    for (int k = 0; k < CELLS; k++) {
        ht_buf_fini(&text[k]);
        ht_buf_fini(&in[k]);
    }
    ht_column_free(col);
    return all;
}

void
columns(struct bench *b)
{
    size_t good = 0, n = b->n / CELLS;
    for (size_t i = 0; i < n; i++)
        good += read_column(b, ten[i % HT_COUNT(ten)]);
    report(b, "column of five names", good, n, 1.0);
}

void
widened_cells(struct bench *b)
{
    static const struct { const char *set, *what; } rows[] = {
        { "TCVN3", "widened cell alone, TCVN3, case ignored" },
        { "VNI-WIN", "widened cell alone, VNI-WIN, case ignored" },
    };
    for (size_t k = 0; k < HT_COUNT(rows); k++) {
        size_t good = 0;
        for (size_t i = 0; i < b->n; i++)
            good += read_alone(b, i % 2 ? make_name : make_line, rows[k].set, true, true);
        report(b, rows[k].what, good, b->n, 0.995);
    }
}

/* Appends the words of TEXT, the first CUT of them in the set FIRST, the others in SECOND; NULL: as they stand. */
static void
encode_in_two(const struct ht_buf *text, size_t cut, const char *first, const char *second, bool widen,
              struct ht_buf *out)
{
    struct ht_buf word = HT_BUF_INIT, part = HT_BUF_INIT;
    for (const char *s = text->s; *s; cut -= cut > 0) {
        size_t len = strcspn(s, " ");
        const char *set = cut ? first : second;
        len += s[len] == ' ';
        ht_buf_clear(&word);
        ht_buf_add(&word, s, len);
        if (set)
            encode(set, &word, widen, &part);
        ht_buf_add(out, set ? part.s : word.s, set ? part.len : word.len);
        s += len;
    }
    ht_buf_fini(&word);
    ht_buf_fini(&part);
}

void
mixtures(struct bench *b)
{
    static const struct { const char *set[2]; bool text; } pairs[] = {
        { { NULL, "TCVN3" }, true }, { { NULL, "VNI-WIN" }, true }, { { "TCVN3", "VNI-WIN" }, true },
        { { "TCVN3", "VNI-WIN" }, false }, { { "UTF-8", "TCVN3" }, false },
    };
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT;
    size_t good = 0;
    for (size_t i = 0; i < b->n; i++) {
        const char *const *set = pairs[i % HT_COUNT(pairs)].set;
        bool as_text = pairs[i % HT_COUNT(pairs)].text;
        struct ht_detected d;
        make_line(&b->cases, &text);
        ht_buf_clear(&in);
        size_t words = 1;
        for (size_t k = 0; k < text.len; k++)
            words += text.s[k] == ' ';
        size_t cut = 1 + below(&b->cases, words - 1), which = below(&b->cases, 2);
        encode_in_two(&text, cut, set[which], set[!which], as_text, &in);
        struct ht_cell_text cell = cell_of(&in, as_text);
        ht_detect(detector_for(b, 0), NULL, &cell, &d);
        bool ok = same_text_as(&d, &text, true);
        good += ok;
        show(b, as_text ? "mix, text" : "mix, bytes", &in, &d, &text, !ok);
    }
    report(b, "words of two encodings in one cell, case ignored", good, b->n, 0.95);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
}

static void
clean_vietnamese(struct bench *b)
{
    static make_fn *const makers[] = { make_name, make_place, make_line };
    struct ht_buf text = HT_BUF_INIT;
    size_t good = 0, quiet = 0;
    for (size_t i = 0; i < b->n; i++) {
        struct ht_detected d;
        size_t which = makers[i % HT_COUNT(makers)](&b->cases, &text);
        if (i % 5 == 0)
            to_capitals(&text);
        struct ht_cell_text cell = cell_of(&text, i % 2);
        ht_detect(detector_for(b, which), NULL, &cell, &d);
        bool ok = same_text_as(&d, &text, false) && !d.set;
        bool flagged = d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL);
        good += ok;
        quiet += !flagged;
        show(b, "clean", &text, &d, &text, !ok || flagged);
    }
    report(b, "clean Vietnamese unchanged", good, b->n, 1.0);
    report(b, "clean Vietnamese not flagged", quiet, b->n, 0.995);
    ht_buf_fini(&text);
}

void
clean_cells(struct bench *b)
{
    clean_vietnamese(b);
    struct ht_buf text = HT_BUF_INIT;
    size_t good = 0, silent = 0;
    for (size_t i = 0; i < b->n; i++) {
        struct ht_detected d;
        make_foreign(&b->cases, i % 8 == 0, &text);
        struct ht_cell_text cell = cell_of(&text, i % 2);
        ht_detect(detector_for(b, 0), NULL, &cell, &d);
        bool ok = same_text_as(&d, &text, false);
        good += ok;
        silent += !ok && !(d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL));
        show(b, "foreign", &text, &d, &text, !ok);
    }
    report(b, "foreign and minority names unchanged", good, b->n, 0.998);
    report(b, "… and the changed ones flagged", b->n - silent, b->n, 1.0);
    ht_buf_fini(&text);
}
