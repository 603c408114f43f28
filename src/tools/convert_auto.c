/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-convert -f auto: the encoding of every line, field or file is found out.
 *
 * A block of lines is gone through twice: first its cells teach the columns they stand in (a line without
 * fields is the cell of one column), then each cell is read with what the column has learnt.  What lies between
 * the cells, separators and line ends, stays byte for byte.
 */
#include "config.h"
#include "tools/convert.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tools/convert_memo.h"

struct convert_auto {
    struct convert *c;
    struct ht_detector *det;
    const struct ht_charset *utf8;
    struct ht_column *col[HT_MAX_COLUMNS];      /* cells further to the right share the last one */
    size_t clean[HT_MAX_COLUMNS][HT_CLEANS];    /* cells of this block that need nothing */
    const struct ht_charset *sure[HT_MAX_COLUMNS];      /* the set of a settled column, if the memo can serve it */
    bool legacy[HT_MAX_COLUMNS];        /* some cell was not read as the Unicode that it stands in */
    bool lacking[HT_MAX_COLUMNS];       /* that set lacks capitals */
    struct convert_memo *memo;
    size_t ncols;
    int by;                             /* enum convert_by; BY_AUTO is settled to BY_FIELD or BY_AUTO (lines) */
    char separator;                     /* 0: a line is one cell */
    enum ht_door door;                  /* of the cells: bytes, or text where the file is UTF-16 */
    bool started;
    struct ht_column_verdict file;      /* BY_FILE */
    struct ht_buf units;                /* a block of UTF-16 as UTF-8 */
    struct ht_buf cell;                 /* the cell at hand, decoded */
    struct run {                        /* what lies before the cell at hand and is not written yet */
        const char *at;
        const struct ht_charset *set;   /* NULL: as it stands */
        bool high;                      /* as it stands, and it is not all ASCII */
    } run;
};

/* ---- cells ---- */

/* Does what is said about a cell at S + FROM of LEN bytes in column I and line LINE. */
typedef void cell_fn(struct convert_auto *a, size_t i, const char *s, size_t len, uint64_t line);

/* The end of the field at S, and *TEXT, *LEN what stands in it without its quotation marks. */
static size_t
field_end(const char *s, size_t n, char separator, const char **text, size_t *len)
{
    size_t i = 0;

    if (separator && n && *s == '"') {
        for (i = 1; i < n && (s[i] != '"' || (i + 1 < n && s[i + 1] == '"' && ++i)); i++)
            ;
        if (i < n && (i + 1 == n || s[i + 1] == separator)) {
            *text = s + 1;
            *len = i - 1;
            return i + 1;
        }
    }
    *text = s;
    *len = separator ? convert_field(s, n, separator) : n;
    return *len;
}

/* Calls FN for each cell of a block. */
static void
each_cell(struct convert_auto *a, const char *s, size_t len, cell_fn *fn)
{
    uint64_t line = a->c->line;
    size_t n;

    for (size_t i = 0; i < len; i += n, line++) {
        n = convert_line(s + i, len - i);
        size_t end = n, column = 0, at = 0;
        while (end && (s[i + end - 1] == '\n' || s[i + end - 1] == '\r'))
            end--;
        for (;;) {
            const char *text;
            size_t tlen, next = at + field_end(s + i + at, end - at, a->separator, &text, &tlen);
            if (tlen)
                fn(a, column < HT_MAX_COLUMNS ? column : HT_MAX_COLUMNS - 1, text, tlen, line);
            if (next >= end)
                break;
            at = next + 1;
            column++;
        }
    }
}

/*
 * Runs: separators, line ends and cells that need no other look than at their words go to c->text together, since a
 * set that keeps ASCII makes the same of them as of each alone.
 */
static void
end_run(struct convert_auto *a, const char *end, const char *next)
{
    struct ht_buf *out = &a->c->text;
    size_t n = (size_t)(end - a->run.at);

    if (a->run.set)
        ht_charset_decode_plain(a->run.set, HT_DOOR_BYTES, a->run.at, n, out, NULL);
    else
        ht_buf_add(out, a->run.at, n);
    a->run = (struct run){ .at = next };
}

/* The cell at S belongs to the run in encoding SET, or NULL if it stands as it is. */
static void
run_on(struct convert_auto *a, const struct ht_charset *set, const char *s, size_t len)
{
    bool high = !set && !ht_is_ascii(s, len);

    if (!set && !high)
        return;
    if (set ? a->run.set != set && (a->run.set || a->run.high) : a->run.set != NULL)
        end_run(a, s, s);
    a->run.set = set;
    a->run.high = high;
}

static struct ht_column *
column(struct convert_auto *a, size_t i)
{
    for (; a->ncols <= i; a->ncols++)
        a->col[a->ncols] = ht_column_new();
    return a->col[i];
}

static void
learn_cell(struct convert_auto *a, size_t i, const char *s, size_t len, uint64_t line)
{
    struct ht_column *col = column(a, i);

    (void)line;
    if (a->sure[i])
        return;
    enum ht_clean clean = ht_detect_clean(a->det, col, s, len);
    a->clean[i][clean]++;
    if (!clean && !ht_column_settled(col)) {
        struct ht_cell_text cell = { s, len, a->door, NULL };
        ht_column_learn(a->det, col, &cell);
    }
}

static void
learn_block(struct convert_auto *a, const char *s, size_t len)
{
    if (a->by == BY_LINE)
        return;
    if (a->separator || !a->sure[0])
        each_cell(a, s, len, learn_cell);
    for (size_t i = 0; i < a->ncols; i++)
        ht_column_clean(a->col[i], a->clean[i]);
    ht_columns_lend(a->col, a->ncols);
    for (size_t i = 0; i < a->ncols; i++) {
        struct ht_column_verdict v;
        a->sure[i] = NULL;
        if (a->by == BY_FILE || a->door != HT_DOOR_BYTES || !ht_column_settled(a->col[i]))
            continue;
        ht_column_verdict(a->det, a->col[i], &v);
        if (v.set && v.door == HT_DOOR_BYTES && ht_charset_keeps_ascii(v.set) && ht_charset_unit(v.set) == 1)
            a->sure[i] = v.set;
        a->lacking[i] = a->sure[i] && convert_case_lacking(a->sure[i]);
    }
}

static void
say_columns(struct convert_auto *a)
{
    for (size_t i = 0; i < a->ncols; i++) {
        struct ht_column_verdict v;
        ht_column_verdict(a->det, a->col[i], &v);
        if (a->by != BY_FILE && !a->legacy[i] && v.set)
            v = (struct ht_column_verdict){ .margin = HT_MARGIN_MAX };  /* suspected, but all cells stood as they are */
        convert_say_column(a->c, a->separator ? i + 1 : 0, &v);
    }
}

/* ---- reading ---- */

bool
convert_odd_controls(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool end = s[i] == '\f' || s[i] == '\x1a' || s[i] == '\0';
        bool inside = i > 0 && i + 1 < n && (unsigned char)s[i - 1] > ' ' && (unsigned char)s[i + 1] > ' ';
        if (s[i] == '\x1b')
            continue;                   /* no set has a letter there: a code for a printer */
        if (ht_has_controls(s + i, 1) && (!end || inside))
            return true;
    }
    return false;
}

/* Detection is made for XML and leaves control characters out; a text file keeps them, but not without a word. */
static void
keep_controls(struct convert_auto *a, const struct ht_cell_text *cell, struct ht_detected *d)
{
    const struct ht_charset *set = d->set ? d->set : a->utf8;
    struct ht_buf *out = &a->c->text;
    size_t at = out->len;

    if (ht_has_controls(cell->s, cell->len)) {
        ht_charset_decode_plain(set, d->set ? d->door : HT_DOOR_BYTES, cell->s, cell->len, out, NULL);
        if (convert_odd_controls(out->s + at, out->len - at))
            d->flags |= HT_DETECT_SIGNS;
        if (!d->repairs && ht_has_controls(out->s + at, out->len - at)) {
            d->s = out->s + at;         /* the message shows them, too */
            d->len = out->len - at;
            return;
        }
        ht_buf_cut(out, at);
    }
    ht_buf_add(out, d->s, d->len);
}

/* The cell from what the memo knows; false if it does not. */
static bool
recall(struct convert_auto *a, size_t i, const struct ht_cell_text *cell, struct ht_detected *d)
{
    const struct ht_charset *set = a->sure[i];
    enum convert_memo_says says = set ? convert_memo_ask(a->memo, set, cell->s, cell->len) : MEMO_UNKNOWN;

    if (says == MEMO_UNKNOWN)
        return false;
    if (says == MEMO_CASE && a->lacking[i]) {
        end_run(a, cell->s, cell->s + cell->len);
        ht_buf_clear(&a->cell);
        ht_charset_decode_plain(set, HT_DOOR_BYTES, cell->s, cell->len, &a->cell, NULL);
        convert_case_put(a->col[i], a->cell.s, a->cell.len, &a->c->text);
    } else {
        run_on(a, set, cell->s, cell->len);
    }
    d->set = set;
    return true;
}

/* A cell that was read as the column's set and nothing else remains in memory. */
static void
remember(struct convert_auto *a, size_t i, const struct ht_cell_text *cell, const struct ht_detected *d)
{
    const unsigned odd = HT_DETECT_DOUBTFUL | HT_DETECT_DAMAGED | HT_DETECT_UNDECODED | HT_DETECT_SIGNS;

    if (a->sure[i] && d->set == a->sure[i] && d->door == HT_DOOR_BYTES && !(d->flags & odd)
        && !(d->repairs & ~(unsigned)HT_REPAIR_CASE))
        convert_memo_add(a->memo, a->det, d->set, cell->s, cell->len);
}

static void
read_cell(struct convert_auto *a, size_t i, const char *s, size_t len, uint64_t line)
{
    struct ht_column *col = a->by == BY_LINE ? NULL : column(a, i);
    struct ht_cell_text cell = { s, len, a->door, NULL };
    struct ht_detected d = { .s = s, .len = len, .margin = HT_MARGIN_MAX };
    bool by_line = a->by == BY_LINE || (a->by == BY_AUTO && !a->separator);

    if (recall(a, i, &cell, &d)) {
        ;
    } else if (ht_detect_clean(a->det, col, s, len)) {
        run_on(a, NULL, s, len);
    } else {
        end_run(a, s, s + len);
        ht_detect(a->det, col, &cell, &d);
        keep_controls(a, &cell, &d);
        remember(a, i, &cell, &d);
        if (d.flags & ~(unsigned)HT_DETECT_CHANGED)
            convert_report(a->c, &d, line);
    }
    a->legacy[i] |= d.set && (d.set != a->utf8 || d.door != HT_DOOR_BYTES);
    if (a->c->opt.explain && by_line)
        convert_say_line(a->c, &d, line);
}

/* The same with one encoding for the whole file. */
static void
read_cell_of_file(struct convert_auto *a, size_t i, const char *s, size_t len, uint64_t line)
{
    const struct ht_charset *set = a->file.set;
    struct ht_cell_text cell = { s, len, a->file.door, NULL };
    struct ht_detected d;

    end_run(a, s, s + len);
    if (a->file.door != HT_DOOR_BYTES && (!set || set == a->utf8)) {
        struct ht_decoded r;
        size_t fit = ht_utf8_valid(s, len);
        ht_charset_decode_plain(a->utf8, fit == len ? a->file.door : HT_DOOR_BYTES, s, len, &a->c->text, &r);
        return;
    }
    if (cell.door != HT_DOOR_BYTES && ht_utf8_valid(s, len) != len)
        cell.door = HT_DOOR_BYTES;
    ht_detect_as(a->det, column(a, i), set ? set : a->utf8, &cell, &d);
    keep_controls(a, &cell, &d);
    if (d.flags & ~(unsigned)HT_DETECT_CHANGED)
        convert_report(a->c, &d, line);
}

/* ---- blocks ---- */

static void
begin(struct convert_auto *a, const char *s, size_t len)
{
    a->started = true;
    a->by = a->c->opt.by;
    if (a->by == BY_AUTO || a->by == BY_FIELD)
        a->separator = convert_separator(s, len);
    if (a->by != BY_FILE)
        return;
    learn_block(a, s, len);
    ht_column_verdict(a->det, column(a, 0), &a->file);
    if (a->c->opt.explain)
        say_columns(a);
}

struct convert_auto *
convert_auto_new(struct convert *c)
{
    struct convert_auto *a = ht_calloc(1, sizeof *a);

    a->c = c;
    a->det = ht_detector_new();
    a->utf8 = ht_charset_find("UTF-8");
    a->memo = convert_memo_new();
    ht_buf_init(&a->units);
    ht_buf_init(&a->cell);
    return a;
}

void
convert_auto_block(struct convert_auto *a, const struct ht_charset *units, const char *s, size_t len)
{
    struct ht_decoded r = { .bad = 0 };

    a->c->units = units;
    a->door = units ? HT_DOOR_TEXT : HT_DOOR_BYTES;
    if (units) {
        ht_buf_clear(&a->units);
        ht_charset_decode_plain(units, HT_DOOR_BYTES, s, len, &a->units, &r);
        if (r.bad)
            convert_report_bad(a->c, units, s, len);
        s = a->units.s;
        len = a->units.len;
    }
    if (!a->started)
        begin(a, s, len);
    if (a->by != BY_FILE)
        learn_block(a, s, len);
    ht_buf_clear(&a->c->text);
    a->run = (struct run){ .at = s };
    each_cell(a, s, len, a->by == BY_FILE ? read_cell_of_file : read_cell);
    end_run(a, s + len, NULL);
    convert_put(a->c, a->c->text.s, a->c->text.len, a->c->line);
    a->c->line += convert_lines(s, len);
}

void
convert_auto_end(struct convert_auto *a)
{
    if (a->c->opt.explain && a->separator && a->started)
        say_columns(a);
    for (size_t i = 0; i < a->ncols; i++) {
        ht_column_free(a->col[i]);
        a->sure[i] = NULL;
        a->legacy[i] = false;
    }
    a->ncols = 0;
    a->separator = '\0';
    a->started = false;
}

void
convert_auto_free(struct convert_auto *a)
{
    if (!a)
        return;
    convert_auto_end(a);
    ht_detector_free(a->det);
    convert_memo_free(a->memo);
    ht_buf_fini(&a->units);
    ht_buf_fini(&a->cell);
    free(a);
}

const struct ht_charset *
convert_auto_units(const unsigned char *s, size_t len)
{
    size_t zero[2] = { 0, 0 };

    for (size_t i = 0; i < len; i++)
        zero[i & 1] += s[i] == 0;
    if (len < 4 || (zero[0] + zero[1]) * 5 < len)
        return NULL;                    /* Vietnamese has blanks and ASCII letters enough */
    if (zero[1] > 20 * zero[0])
        return ht_charset_find("UTF-16LE");
    return zero[0] > 20 * zero[1] ? ht_charset_find("UTF-16BE") : NULL;
}
