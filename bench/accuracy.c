/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How often the encoding is recognised and the text comes out right.
 *
 *     accuracy [-t] DIR COUNT [SEED]          strings made of the lists in DIR (holdout.tsv …)
 *     accuracy -g DIR COUNT [SEED]            the strings themselves and how they are read
 *     accuracy -r BYTES TRUTH                 real lines and what they say
 *
 * The strings are recombined from rows that the model was not built from.  -t prints TAP and fails below the floors.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect.h"
#include "text/fold.h"

#define TEST_SLACK 0.03                 /* with -t, what may be missing to a goal */

struct list {
    const char **s;
    size_t *len;
    double *upto;                       /* running sum of the weights */
    size_t n, cap;
};

static struct list family, middle, given, place, phrase, foreign_given, foreign_family;
static struct ht_detector *det;
static uint64_t state;
static bool tap;
static int rows, failed;
static bool verbose, golden;

/* ---- chance ---- */

static uint64_t
chance(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545f4914f6cdd1du >> 16;
}

static size_t
below(size_t n)
{
    return (size_t)(chance() % n);
}

static void
add(struct list *l, const char *s, size_t len, double weight)
{
    if (l->n == l->cap) {
        size_t cap = l->cap;
        l->s = ht_grow(l->s, &cap, l->n + 1, sizeof *l->s);
        l->len = ht_realloc(l->len, cap, sizeof *l->len);
        l->upto = ht_realloc(l->upto, cap, sizeof *l->upto);
        l->cap = cap;
    }
    l->s[l->n] = s;
    l->len[l->n] = len;
    l->upto[l->n] = (l->n ? l->upto[l->n - 1] : 0) + weight;
    l->n++;
}

static void
pick(const struct list *l, struct ht_buf *out)
{
    double at = (double)(chance() % 1000000007) / 1000000007 * l->upto[l->n - 1];
    size_t lo = 0, hi = l->n - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (l->upto[mid] <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    ht_buf_add(out, l->s[lo], l->len[lo]);
}

/* ---- lists ---- */

static const char *
load(const char *dir, const char *name, struct ht_diag *d, size_t *len)
{
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/%s", dir, name);
    const char *s = ht_map_file(path.s, len, d);
    ht_buf_fini(&path);
    if (!s)
        exit(3);
    return s;
}

/* Calls ROW with the up to three columns of each line behind the first SKIP. */
static void
each_line(const char *s, size_t n, int skip, void (*row)(const char *const *col, const size_t *len))
{
    const char *end = s + n;
    while (s < end) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        const char *stop = nl ? nl : end;
        const char *col[3] = { "", "", "" };
        size_t len[3] = { 0 };
        for (int i = 0; i < 3 && s <= stop; i++) {
            const char *tab = memchr(s, '\t', (size_t)(stop - s));
            col[i] = s;
            len[i] = (size_t)((tab ? tab : stop) - s);
            s = (tab ? tab : stop) + 1;
        }
        s = stop + 1;
        if (skip-- <= 0)
            row(col, len);
    }
}

static void
held_out_row(const char *const *col, const size_t *len)
{
    struct list *l = *col[0] == 'f' ? &family : *col[0] == 'm' ? &middle : *col[0] == 'g' ? &given : &place;
    add(l, col[1], len[1], atof(col[2]));
}

static void
foreign_row(const char *const *col, const size_t *len)
{
    add(&foreign_given, col[0], len[0], 1);
    add(&foreign_family, col[1], len[1], 1);
}

static void
phrase_row(const char *const *col, const size_t *len)
{
    add(&phrase, col[0], len[0], 1);
}

/* ---- strings ---- */

static void
make_name(struct ht_buf *b)
{
    do {
        ht_buf_clear(b);
        pick(&family, b);
        ht_buf_addc(b, ' ');
        pick(&middle, b);
        ht_buf_addc(b, ' ');
        pick(&given, b);
    } while (ht_is_ascii(b->s, b->len));
}

static void
make_place(struct ht_buf *b)
{
    ht_buf_clear(b);
    pick(&place, b);
}

static void
make_line(struct ht_buf *b)
{
    struct ht_buf part = HT_BUF_INIT;
    ht_buf_clear(b);
    pick(&phrase, b);
    ht_buf_adds(b, " ");
    make_name(&part);
    ht_buf_add(b, part.s, part.len);
    ht_buf_fini(&part);
}

static void
capitals(struct ht_buf *b)
{
    struct ht_buf up = HT_BUF_INIT;
    ht_upper(&up, b->s, b->len);
    ht_buf_clear(b);
    ht_buf_add(b, up.s, up.len);
    ht_buf_fini(&up);
}

static void
encode(const char *set, const struct ht_buf *text, bool widen, struct ht_buf *out)
{
    struct ht_buf bytes = HT_BUF_INIT;
    ht_buf_clear(out);
    ht_charset_encode(ht_charset_find(set), text->s, text->len, &bytes);
    if (widen)
        ht_charset_decode(ht_charset_find("CP1252"), HT_DOOR_BYTES, bytes.s, bytes.len, out, NULL);
    else
        ht_buf_add(out, bytes.s, bytes.len);
    ht_buf_fini(&bytes);
}

/* ---- the table ---- */

static void
report(const char *what, size_t good, size_t n, double goal)
{
    double share = n ? (double)good / (double)n : 0;
    /* A test of some hundred strings has its scatter, and a goal may still be ahead: it holds what was reached. */
    bool ok = share >= (tap && goal < 1 ? goal - TEST_SLACK : goal);
    rows++;
    failed += !ok;
    if (golden)
        printf("-- %s: %zu of %zu\n", what, good, n);
    else if (tap)
        printf("%sok %d - %s: %.4f (goal %.4f)\n", ok ? "" : "not ", rows, what, share, goal);
    else
        printf("| %s | %zu | %.3f %% | %.2f %% |\n", what, n, share * 100, goal * 100);
}

static bool
same(const struct ht_detected *d, const struct ht_buf *want, bool ignore_case)
{
    if (!ignore_case)
        return d->len == want->len && !memcmp(d->s, want->s, want->len);
    struct ht_buf a = HT_BUF_INIT, b = HT_BUF_INIT;
    ht_lower(&a, d->s, d->len);
    ht_lower(&b, want->s, want->len);
    bool good = a.len == b.len && !memcmp(a.s, b.s, b.len);
    ht_buf_fini(&a);
    ht_buf_fini(&b);
    return good;
}

/* Bytes as they are, but for those beyond ASCII: \\xNN. */
static void
put_bytes(const struct ht_buf *b)
{
    for (size_t i = 0; i < b->len; i++)
        if ((unsigned char)b->s[i] - 0x20u < 0x5f && b->s[i] != '\\')
            putchar(b->s[i]);
        else
            printf("\\x%02x", (unsigned char)b->s[i]);
}

/* What became of a string: every one with -g, with -v those that are NOTable. */
static void
show(const char *what, const struct ht_buf *in, const struct ht_detected *d, const struct ht_buf *want, bool notable)
{
    if (golden) {
        printf("%s\t%s\t", what, d->set ? ht_charset_name(d->set) : "it stands");
        put_bytes(in);
        printf("\t%s\t%s%s%s\n", d->s, notable ? "!" : "", d->flags & HT_DETECT_DOUBTFUL ? "doubtful" : "",
               d->flags & HT_DETECT_DAMAGED ? "damaged" : "");
    }
    if (verbose && notable)
        printf("# %s: %s -> %s, want %s, %s over %s by %d flags %u damage %d\n", what, in->s, d->s, want ? want->s : "",
               d->set ? ht_charset_name(d->set) : "it stands", d->runner ? ht_charset_name(d->runner) : "it stands",
               d->margin, d->flags, d->damage);
}

static const char *const ten[] = { "TCVN3", "VNI-WIN", "BKHCM1", "BKHCM2", "VIETWARE-F", "VIETWARE-X", "VISCII",
                                   "CP1258", "VPS", "UTF-8" };

/* One cell, nothing known. */
static void
alone(const char *what, void (*make)(struct ht_buf *), size_t n, double goal)
{
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT;
    size_t good = 0, by_set[HT_COUNT(ten)] = { 0 };
    for (size_t i = 0; i < n; i++) {
        struct ht_detected d;
        make(&text);
        encode(ten[i % HT_COUNT(ten)], &text, false, &in);
        struct ht_cell_text cell = { in.s, in.len, HT_DOOR_BYTES, NULL };
        ht_detect(det, NULL, &cell, &d);
        bool ok = same(&d, &text, false);
        good += ok;
        by_set[i % HT_COUNT(ten)] += ok;
        show(ten[i % HT_COUNT(ten)], &in, &d, &text, !ok);
    }
    report(what, good, n, goal);
    for (size_t k = 0; k < HT_COUNT(ten) && !tap && !golden && n >= 1000; k++)
        printf("| … %s | %zu | %.2f %% | |\n", ten[k], n / HT_COUNT(ten),
               100.0 * (double)by_set[k] * HT_COUNT(ten) / (double)n);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
}

static void
columns(size_t n)
{
    struct ht_buf text[5], in[5];
    size_t good = 0;
    for (int k = 0; k < 5; k++) {
        ht_buf_init(&text[k]);
        ht_buf_init(&in[k]);
    }
    for (size_t i = 0; i < n; i++) {
        struct ht_column *col = ht_column_new();
        for (int k = 0; k < 5; k++) {
            make_name(&text[k]);
            encode(ten[i % HT_COUNT(ten)], &text[k], false, &in[k]);
            struct ht_cell_text cell = { in[k].s, in[k].len, HT_DOOR_BYTES, NULL };
            if (!ht_detect_clean(det, col, cell.s, cell.len))
                ht_column_learn(det, col, &cell);
        }
        bool all = true;
        for (int k = 0; k < 5; k++) {
            struct ht_cell_text cell = { in[k].s, in[k].len, HT_DOOR_BYTES, NULL };
            struct ht_detected d;
            ht_detect(det, col, &cell, &d);
            all &= same(&d, &text[k], false);
            show(ten[i % HT_COUNT(ten)], &in[k], &d, &text[k], !same(&d, &text[k], false));
        }
        good += all;
        ht_column_free(col);
    }
    for (int k = 0; k < 5; k++) {
        ht_buf_fini(&text[k]);
        ht_buf_fini(&in[k]);
    }
    report("column of five names", good, n, 1.0);
}

static void
given_set(size_t n)
{
    static const char *const invertible[] = { "VNI-WIN", "VISCII", "VPS", "CP1258", "TCVN5712-1", "BKHCM2",
        "VIETWARE-X", "VNI-MAC", "UTF-8", "UTF-16LE", "UTF-16BE", "NCR-DEC", "NCR-HEX", "C-ESCAPE", "COMPOSITE",
        "NFD" };
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT;
    size_t good = 0;
    for (size_t i = 0; i < n; i++) {
        const char *set = invertible[i % HT_COUNT(invertible)];
        struct ht_detected d;
        (i % 2 ? make_line : make_name)(&text);
        encode(set, &text, false, &in);
        struct ht_cell_text cell = { in.s, in.len, HT_DOOR_BYTES, NULL };
        ht_detect_as(det, NULL, ht_charset_find(set), &cell, &d);
        bool ok = same(&d, &text, false);
        good += ok;
        show(set, &in, &d, &text, !ok);
    }
    report("encoding given, invertible sets", good, n, 1.0);
    good = 0;
    for (size_t i = 0; i < n; i++) {
        struct ht_detected d;
        make_name(&text);
        if (i % 4 == 0)
            capitals(&text);
        encode("TCVN3", &text, i % 2, &in);
        struct ht_cell_text cell = { in.s, in.len, i % 2 ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
        ht_detect_as(det, NULL, ht_charset_find("TCVN3"), &cell, &d);
        bool ok = same(&d, &text, false);
        good += ok;
        show("TCVN3", &in, &d, &text, !ok);
    }
    report("TCVN3 given, capitals restored", good, n, 0.999);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
}

static void
widened(const char *set, size_t n)
{
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT, what = HT_BUF_INIT;
    size_t good = 0;
    for (size_t i = 0; i < n; i++) {
        struct ht_detected d;
        (i % 2 ? make_name : make_line)(&text);
        encode(set, &text, true, &in);
        struct ht_cell_text cell = { in.s, in.len, HT_DOOR_TEXT, NULL };
        ht_detect(det, NULL, &cell, &d);
        bool ok = same(&d, &text, true);
        good += ok;
        show(set, &in, &d, &text, !ok);
    }
    ht_buf_addf(&what, "widened cell alone, %s, case ignored", set);
    report(what.s, good, n, 0.995);
    ht_buf_fini(&what);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
}

/* Words of a line in two encodings, in runs. */
static void
mixtures(size_t n)
{
    static const struct { const char *a, *b; bool text; } pairs[] = {
        { NULL, "TCVN3", true }, { NULL, "VNI-WIN", true }, { "TCVN3", "VNI-WIN", true }, { "TCVN3", "VNI-WIN", false },
        { "UTF-8", "TCVN3", false },
    };
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT, part = HT_BUF_INIT, one = HT_BUF_INIT;
    size_t good = 0;
    for (size_t i = 0; i < n; i++) {
        const char *const set[2] = { pairs[i % HT_COUNT(pairs)].a, pairs[i % HT_COUNT(pairs)].b };
        bool as_text = pairs[i % HT_COUNT(pairs)].text;
        struct ht_detected d;
        make_line(&text);
        ht_buf_clear(&in);
        size_t words = 1, seen = 0;
        for (size_t k = 0; k < text.len; k++)
            words += text.s[k] == ' ';
        size_t cut = 1 + below(words - 1), which = below(2);
        for (const char *s = text.s; *s; seen++) {
            size_t len = strcspn(s, " ");
            len += s[len] == ' ';
            ht_buf_clear(&one);
            ht_buf_add(&one, s, len);
            const char *name = set[seen < cut ? which : !which];
            if (name)
                encode(name, &one, as_text, &part);
            ht_buf_add(&in, name ? part.s : one.s, name ? part.len : one.len);
            s += len;
        }
        struct ht_cell_text cell = { in.s, in.len, as_text ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
        ht_detect(det, NULL, &cell, &d);
        bool ok = same(&d, &text, true);
        good += ok;
        show(as_text ? "mix, text" : "mix, bytes", &in, &d, &text, !ok);
    }
    report("words of two encodings in one cell, case ignored", good, n, 0.95);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
    ht_buf_fini(&part);
    ht_buf_fini(&one);
}

static void
clean(size_t n)
{
    struct ht_buf text = HT_BUF_INIT;
    size_t good = 0, quiet = 0;
    for (size_t i = 0; i < n; i++) {
        struct ht_detected d;
        (i % 3 == 0 ? make_name : i % 3 == 1 ? make_place : make_line)(&text);
        if (i % 5 == 0)
            capitals(&text);
        struct ht_cell_text cell = { text.s, text.len, i % 2 ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
        ht_detect(det, NULL, &cell, &d);
        bool ok = same(&d, &text, false) && !d.set;
        good += ok;
        quiet += !(d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL));
        show("clean", &text, &d, &text, !ok || d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL));
    }
    report("clean Vietnamese unchanged", good, n, 1.0);
    report("clean Vietnamese not flagged", quiet, n, 0.995);
    good = quiet = 0;
    for (size_t i = 0; i < n; i++) {
        struct ht_detected d;
        ht_buf_clear(&text);
        pick(&foreign_given, &text);
        ht_buf_addc(&text, ' ');
        pick(i % 8 ? &foreign_family : &family, &text);
        struct ht_cell_text cell = { text.s, text.len, i % 2 ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
        ht_detect(det, NULL, &cell, &d);
        bool ok = same(&d, &text, false);
        good += ok;
        quiet += !ok && !(d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL));
        show("foreign", &text, &d, &text, !ok);
    }
    report("foreign and minority names unchanged", good, n, 0.998);
    report("… and the changed ones flagged", n - quiet, n, 1.0);
    ht_buf_fini(&text);
}

/* ---- damage ---- */

static void
drop_soft_hyphens(const struct ht_buf *in, struct ht_buf *out)
{
    for (size_t i = 0; i < in->len; i++)
        if (i + 1 < in->len && !memcmp(in->s + i, "\xc2\xad", 2))
            i++;
        else
            ht_buf_addc(out, in->s[i]);
}

static void
nfkc(const struct ht_buf *in, struct ht_buf *out)
{
    static const struct { const char *from, *to; } map[] = {
        { "ª", "a" }, { "¹", "1" }, { "²", "2" }, { "³", "3" }, { "º", "o" }, { "µ", "μ" }, { "¼", "1⁄4" },
        { "½", "1⁄2" }, { "¾", "3⁄4" }, { "¨", " \u0308" }, { "¯", " \u0304" }, { "´", " \u0301" }, { "¸", " \u0327" },
        { "\u00a0", " " },
    };
    for (size_t i = 0; i < in->len; ) {
        size_t k = 0;
        while (k < HT_COUNT(map) && strncmp(in->s + i, map[k].from, 2) != 0)
            k++;
        if (k < HT_COUNT(map)) {
            ht_buf_adds(out, map[k].to);
            i += 2;
        } else {
            ht_buf_addc(out, in->s[i++]);
        }
    }
}

static void
question_marks(const struct ht_buf *in, struct ht_buf *out)
{
    for (size_t i = 0; i < in->len; ) {
        size_t len = ht_utf8_len(in->s + i, in->len - i);
        if (len > 1 && i % 2)
            ht_buf_addc(out, '?');
        else
            ht_buf_add(out, in->s + i, len);
        i += len;
    }
}

static void
lower_mojibake(const struct ht_buf *in, struct ht_buf *out)
{
    ht_lower(out, in->s, in->len);
}

static void
upper_mojibake(const struct ht_buf *in, struct ht_buf *out)
{
    ht_upper(out, in->s, in->len);
}

static void
damages(size_t n)
{
    static const struct { const char *what; void (*f)(const struct ht_buf *, struct ht_buf *); } kinds[] = {
        { "soft hyphens deleted", drop_soft_hyphens }, { "NFKC", nfkc }, { "'?' for lost bytes", question_marks },
        { "LOWER over TCVN3", lower_mojibake }, { "UPPER over TCVN3", upper_mojibake },
    };
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT, hurt = HT_BUF_INIT;
    size_t flagged[HT_COUNT(kinds)] = { 0 }, made[HT_COUNT(kinds)] = { 0 }, all = 0, total = 0;
    for (size_t i = 0; total < n; i++) {
        size_t k = i % HT_COUNT(kinds);
        struct ht_detected d, before;
        make_line(&text);
        encode("TCVN3", &text, true, &in);
        ht_buf_clear(&hurt);
        kinds[k].f(k == 2 ? &text : &in, &hurt);
        struct ht_cell_text cell = { hurt.s, hurt.len, HT_DOOR_TEXT, NULL };
        ht_detect(det, NULL, &cell, &before);
        if (same(&before, &text, true))
            continue;                   /* nothing was lost */
        ht_detect(det, NULL, &cell, &d);
        total++;
        made[k]++;
        bool ok = d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL | HT_DETECT_UNDECODED);
        flagged[k] += ok;
        all += ok;
        show(kinds[k].what, &hurt, &d, &text, !ok);
    }
    report("damaged lines flagged", all, total, 0.95);
    for (size_t k = 0; k < HT_COUNT(kinds) && !tap && !golden; k++)
        printf("| … %s | %zu | %.2f %% | |\n", kinds[k].what, made[k], 100.0 * (double)flagged[k] / (double)made[k]);
    size_t quiet = 0;
    for (size_t i = 0; i < n; i++) {
        struct ht_detected d;
        make_line(&text);
        encode(i % 2 ? "TCVN3" : "VNI-WIN", &text, true, &in);
        struct ht_cell_text cell = { in.s, in.len, HT_DOOR_TEXT, NULL };
        ht_detect(det, NULL, &cell, &d);
        bool ok = !(d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL | HT_DETECT_UNDECODED));
        quiet += ok;
        show("whole", &in, &d, &text, !ok);
    }
    report("undamaged legacy lines not flagged", quiet, n, 0.995);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
    ht_buf_fini(&hurt);
}

/* ---- real lines ---- */

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

static int
real_lines(const char *path, const char *truth_path, struct ht_diag *d)
{
    size_t n, tn, lines = 0, exact = 0, folded = 0, alone_good = 0;
    const char *s = ht_map_file(path, &n, d), *t = ht_map_file(truth_path, &tn, d);
    if (!s || !t)
        return 3;
    const char *end = s + n, *tend = t + tn, *start = s;
    struct ht_column *col = ht_column_new();
    struct ht_buf plain = HT_BUF_INIT;
    bool text = ht_utf8_valid(s, n) == n;
    for (int pass = 0; pass < 2; pass++) {
        const char *truth = t;
        for (s = start; s < end; ) {
            const char *nl = memchr(s, '\n', (size_t)(end - s)), *tnl = memchr(truth, '\n', (size_t)(tend - truth));
            struct ht_cell_text cell = { s, (size_t)((nl ? nl : end) - s), text ? HT_DOOR_TEXT : HT_DOOR_BYTES, NULL };
            size_t tlen = (size_t)((tnl ? tnl : tend) - truth);
            struct ht_buf want = HT_BUF_INIT;
            struct ht_detected got;
            squeeze(truth, tlen, &want);
            if (!pass && lines < 256 && !ht_detect_clean(det, col, cell.s, cell.len))
                ht_column_learn(det, col, &cell);
            ht_detect(det, pass ? col : NULL, &cell, &got);
            squeeze(got.s, got.len, &plain);
            got.s = plain.s;
            got.len = plain.len;
            if (pass) {
                exact += same(&got, &want, false);
                folded += same(&got, &want, true);
                show("real", &want, &got, &want, !same(&got, &want, true));
            } else {
                alone_good += same(&got, &want, true);
                lines++;
            }
            ht_buf_fini(&want);
            s = nl ? nl + 1 : end;
            truth = tnl ? tnl + 1 : tend;
        }
    }
    printf("| %s | %zu | %.3f %% exact, %.3f %% case ignored; each line alone %.3f %% | |\n",
           text ? "real lines, widened" : "real lines, bytes", lines, 100.0 * (double)exact / (double)lines,
           100.0 * (double)folded / (double)lines,
           100.0 * (double)alone_good / (double)lines);
    ht_column_free(col);
    ht_buf_fini(&plain);
    return 0;
}

int
main(int argc, char **argv)
{
    struct ht_diag_opts opts = { .prog = "accuracy" };
    struct ht_diag *d = ht_diag_new(&opts);
    bool real = false;
    det = ht_detector_new();
    for (; argc > 1 && *argv[1] == '-'; argv++, argc--) {
        tap |= argv[1][1] == 't';
        verbose |= argv[1][1] == 'v';
        golden |= argv[1][1] == 'g';
        real |= argv[1][1] == 'r';
    }
    if (argc < 3)
        return 2;
    if (real)
        return real_lines(argv[1], argv[2], d);
    size_t len, n = (size_t)strtoul(argv[2], NULL, 10);
    state = (argc > 3 ? strtoull(argv[3], NULL, 10) : 1) * 0x9e3779b97f4a7c15u | 1;
    const char *s = load(argv[1], "holdout.tsv", d, &len);
    each_line(s, len, 1, held_out_row);
    s = load(argv[1], "foreign.tsv", d, &len);
    each_line(s, len, 1, foreign_row);
    s = load(argv[1], "phrases.txt", d, &len);
    each_line(s, len, 0, phrase_row);

    given_set(n);
    alone("three-syllable name alone, ten encodings", make_name, n, 0.997);
    alone("place name alone, ten encodings", make_place, n, 0.985);
    columns(n / 5);
    widened("TCVN3", n);
    widened("VNI-WIN", n);
    mixtures(n);
    clean(n);
    damages(n);
    if (tap)
        printf("1..%d\n", rows);
    ht_detector_free(det);
    ht_diag_free(d);
    return tap || golden ? 0 : failed > 0;
}
