/* SPDX-License-Identifier: BSD-2-Clause */
/* Real lines, as one column and each alone, against what they were typed to say. */
#include "config.h"
#include "bench.h"

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"

enum { AHEAD = 256 };                   /* lines the column is learnt from */

/* The truth was typed with single blanks. */
static void
squeeze(const char *s, size_t n, struct ht_buf *out)
{
    ht_buf_clear(out);
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' || (out->len && out->s[out->len - 1] != ' ' && i + 1 < n))
            ht_buf_addc(out, s[i]);
    if (out->len && out->s[out->len - 1] == ' ')
        ht_buf_cut(out, out->len - 1);
}

struct lines {
    const char *at, *end;
};

static bool
next_line(struct lines *l, const char **s, size_t *n)
{
    if (l->at >= l->end)
        return false;
    const char *nl = memchr(l->at, '\n', (size_t)(l->end - l->at));
    *s = l->at;
    *n = (size_t)((nl ? nl : l->end) - l->at);
    l->at = nl ? nl + 1 : l->end;
    return true;
}

struct counts {
    size_t lines, exact, folded;
};

/* Reads every line with the help of COL, or alone if it is NULL. */
static struct counts
read_lines(struct bench *b, struct lines source, struct lines truth, bool text, struct ht_column *col)
{
    struct counts c = { 0 };
    struct ht_buf want = HT_BUF_INIT, plain = HT_BUF_INIT;
    const char *s, *t = "";
    for (size_t n, tn = 0; next_line(&source, &s, &n); c.lines++) {
        struct ht_cell_text cell = { s, n, text ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
        struct ht_detected got;
        if (!next_line(&truth, &t, &tn))
            tn = 0;
        squeeze(t, tn, &want);
        ht_detect(detector_for(b, 0), col, &cell, &got);
        squeeze(got.s, got.len, &plain);
        got.s = plain.s;
        got.len = plain.len;
        bool ok = same_text_as(&got, &want, true);
        c.exact += same_text_as(&got, &want, false);
        c.folded += ok;
        if (col)
            show(b, "real", &want, &got, &want, !ok);
    }
    ht_buf_fini(&want);
    ht_buf_fini(&plain);
    return c;
}

int
real_lines(struct bench *b, const char *path, const char *truth_path, struct ht_diag *d)
{
    size_t n, tn;
    const char *s = ht_map_file(path, &n, d), *t = ht_map_file(truth_path, &tn, d);
    if (!s || !t)
        return 3;
    const struct lines source = { s, s + n }, truth = { t, t + tn };
    bool text = ht_utf8_valid(s, n) == n;
    struct ht_column *col = ht_column_new();
    struct lines ahead = source;
    struct ht_cell_text cell = { .door = text ? HT_DOOR_TEXT : HT_DOOR_BYTES };
    for (int i = 0; i < AHEAD && next_line(&ahead, &cell.s, &cell.len); i++)
        if (!ht_detect_clean(detector_for(b, 0), col, cell.s, cell.len))
            ht_column_learn(detector_for(b, 0), col, &cell);
    struct counts alone = read_lines(b, source, truth, text, NULL), all = read_lines(b, source, truth, text, col);
    double per_cent = all.lines ? 100.0 / (double)all.lines : 0;
    printf("| %s | %zu | %.3f %% exact, %.3f %% case ignored; each line alone %.3f %% | |\n",
           text ? "real lines, widened" : "real lines, bytes", all.lines, per_cent * (double)all.exact,
           per_cent * (double)all.folded, per_cent * (double)alone.folded);
    ht_column_free(col);
    return 0;
}
