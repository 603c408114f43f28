/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Makes data/words.tsv and data/places.txt, from which the model of the language is built (src/text/lexicon.h).
 *
 *     make-words LEGAL DIR [HELDOUT] >words.tsv
 *     make-words -p DIR [HELDOUT] >places.txt
 *
 * LEGAL    a list with a header and the columns "word" and "legal": occurrences in law texts.  The file that was made
 *          before has them, so that it can be made again from itself.
 * HELDOUT  rows of bench/holdout.tsv: people and places that the model must not know, to measure it by them
 * DIR      where surnames.tsv, middle_names.tsv, given_names.tsv, communes.tsv, districts.tsv, provinces.tsv,
 *          ethnic_groups.tsv and sayings.txt are
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/lexicon.h"
#include "text/viet.h"

enum { LEGAL, FAMILY, MIDDLE, GIVEN, FIRST, INNER, LAST, GROUP, SAYING, NCOLUMNS };
enum { OFTEN = 5 };                     /* every address has a province */
enum { MAX_COLS = 16 };

static const char *const titles[NCOLUMNS] = { "legal", "family", "middle", "given", "first", "inner", "last", "group",
                                               "saying" };

struct word {
    const char *s;                      /* small letters */
    size_t n;
    long count[NCOLUMNS];
};

static struct word *word;
static size_t nwords, cap;
static struct ht_map index_of;          /* hash of a word: its number + 1 */
static struct ht_map held_out;          /* hash of kind and text: how often + 1 */
static struct ht_map counted;           /* hash of a place's name */
static struct ht_buf places;            /* their names, a line each */

static struct word *
word_of(const char *s, size_t n)
{
    struct ht_buf small = HT_BUF_INIT;
    ht_lower(&small, s, n);
    uint64_t *at = ht_map_get(&index_of, ht_hash(small.s, small.len, 0), NULL);
    if (!*at) {
        word = ht_grow(word, &cap, nwords + 1, sizeof *word);
        word[nwords] = (struct word){ .n = small.len };
        word[nwords].s = ht_buf_take(&small);
        *at = ++nwords;
    }
    ht_buf_fini(&small);
    return &word[*at - 1];
}

/* ---- lists ---- */

struct table {
    const char *at, *end;
    const char *title[MAX_COLS], *col[MAX_COLS];
    size_t tlen[MAX_COLS], len[MAX_COLS];
    size_t ncols;
};

static bool
next_row(struct table *t)
{
    if (t->at >= t->end)
        return false;
    const char *nl = memchr(t->at, '\n', (size_t)(t->end - t->at)), *stop = nl ? nl : t->end, *s = t->at;
    for (size_t i = 0; i < MAX_COLS; i++) {
        const char *tab = s <= stop ? memchr(s, '\t', (size_t)(stop - s)) : NULL, *e = tab ? tab : stop;
        t->col[i] = s <= stop ? s : stop;
        t->len[i] = s <= stop ? (size_t)(e - s) : 0;
        t->ncols = s <= stop ? i + 1 : t->ncols;
        s = e + 1;
    }
    t->at = stop + 1;
    return true;
}

static struct table
open_table(struct ht_diag *d, const char *dir, const char *name)
{
    struct ht_buf path = HT_BUF_INIT;
    struct table t = { 0 };
    size_t n;
    ht_buf_addf(&path, "%s%s%s", dir, *dir ? "/" : "", name);
    t.at = ht_map_file(path.s, &n, d);
    if (!t.at)
        exit(3);
    t.end = t.at + n;
    next_row(&t);
    memcpy(t.title, t.col, sizeof t.title);
    memcpy(t.tlen, t.len, sizeof t.tlen);
    ht_buf_fini(&path);
    return t;
}

/* The column of that title. */
static size_t
column(const struct table *t, const char *title)
{
    for (size_t i = 0; i < t->ncols; i++)
        if (t->tlen[i] == strlen(title) && !memcmp(t->title[i], title, t->tlen[i]))
            return i;
    fprintf(stderr, "make-words: no column %s\n", title);
    exit(2);
}

static long
number(const struct table *t, size_t i)
{
    return strtol(t->col[i], NULL, 10);
}

/* ---- counting ---- */

/* The same for all spellings of a name: Hoà Bình, Hòa Bình. */
static uint64_t
held_out_key(const char *kind, size_t n, const char *text, size_t len)
{
    uint64_t key = ht_hash(kind, n, 0);
    const char *at = text, *w;
    struct ht_buf small = HT_BUF_INIT;
    for (size_t wlen; (w = ht_next_word(&at, text + len, &wlen)); ) {
        struct ht_syllable y;
        ht_buf_clear(&small);
        ht_lower(&small, w, wlen);
        key = ht_hash_mix(key, ht_syllable(w, wlen, &y) ? ht_syllable_key(&y) + 1 : ht_hash(small.s, small.len, 0));
    }
    ht_buf_fini(&small);
    return key;
}

static void
read_held_out(struct ht_diag *d, const char *path)
{
    struct table t = open_table(d, "", path);
    size_t kind = column(&t, "kind"), text = column(&t, "text"), count = column(&t, "count");
    while (next_row(&t))
        *ht_map_get(&held_out, held_out_key(t.col[kind], t.len[kind], t.col[text], t.len[text]), NULL)
            = (uint64_t)number(&t, count) + 1;
}

static void
count_legal(struct ht_diag *d, const char *path)
{
    struct table t = open_table(d, "", path);
    size_t w = column(&t, "word"), legal = column(&t, "legal");
    while (next_row(&t))
        word_of(t.col[w], t.len[w])->count[LEGAL] += number(&t, legal);
}

/* People: who is held out does not count. */
static void
count_names(struct ht_diag *d, const char *dir, const char *file, const char *title, const char *kind, int which)
{
    struct table t = open_table(d, dir, file);
    size_t name = column(&t, title), count = column(&t, "count"), len;
    while (next_row(&t)) {
        const uint64_t *out = ht_map_find(&held_out, held_out_key(kind, strlen(kind), t.col[name], t.len[name]));
        long n = number(&t, count) - (out ? (long)*out - 1 : 0);
        const char *at = t.col[name], *end = at + t.len[name], *w;
        while (n > 0 && (w = ht_next_word(&at, end, &len)))
            word_of(w, len)->count[which] += n;
    }
}

static void
count_place(const char *s, size_t n, long times)
{
    const char *at = s, *w;
    for (size_t len, i = 0; (w = ht_next_word(&at, s + n, &len)); i++) {
        const char *rest = at;
        size_t ignored;
        bool more = ht_next_word(&rest, s + n, &ignored);
        word_of(w, len)->count[!more ? LAST : i ? INNER : FIRST] += times;
    }
}

/* A name counts once, however many units had it: each edition lists them again. */
static void
count_places(struct ht_diag *d, const char *dir, const char *file, long times)
{
    struct table t = open_table(d, dir, file);
    size_t name = column(&t, "name");
    while (next_row(&t)) {
        uint64_t key = held_out_key("place", 5, t.col[name], t.len[name]);
        if (ht_map_find(&held_out, key) || (*ht_map_get(&counted, key, NULL))++)
            continue;
        count_place(t.col[name], t.len[name], times);
        ht_lower(&places, t.col[name], t.len[name]);
        ht_buf_addc(&places, '\n');
    }
}

/* Ethnic groups have other names, parted by semicolons. */
static void
count_groups(struct ht_diag *d, const char *dir, const char *file)
{
    struct table t = open_table(d, dir, file);
    const size_t cols[] = { column(&t, "name"), column(&t, "aliases") };
    while (next_row(&t))
        for (size_t i = 0; i < HT_COUNT(cols); i++)
            for (const char *s = t.col[cols[i]], *end = s + t.len[cols[i]]; s < end; ) {
                const char *semi = memchr(s, ';', (size_t)(end - s)), *stop = semi ? semi : end;
                const char *at = s, *w;
                size_t len;
                while ((w = ht_next_word(&at, stop, &len)))
                    word_of(w, len)->count[GROUP]++;
                s = stop + 1;
            }
}

/* What ledgers say again and again. */
static void
count_sayings(struct ht_diag *d, const char *dir)
{
    for (struct table t = open_table(d, dir, "sayings.txt"); next_row(&t); ) {
        const char *at = t.col[0], *end = at + t.len[0], *w;
        for (size_t len; *t.col[0] != '#' && (w = ht_next_word(&at, end, &len)); )
            word_of(w, len)->count[SAYING]++;
    }
}

/* ---- output ---- */

static long
sum(const struct word *w)
{
    long n = 0;
    for (int i = 0; i < NCOLUMNS; i++)
        n += w->count[i];
    return n;
}

static int
by_frequency(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    long d = sum(y) - sum(x);
    return d ? (d > 0) - (d < 0) : strcmp(x->s, y->s);
}

static void
print_words(void)
{
    qsort(word, nwords, sizeof *word, by_frequency);
    fputs("word", stdout);
    for (int i = 0; i < NCOLUMNS; i++)
        printf("\t%s", titles[i]);
    putchar('\n');
    for (size_t i = 0; i < nwords && sum(&word[i]); i++) {
        fputs(word[i].s, stdout);
        for (int k = 0; k < NCOLUMNS; k++)
            printf("\t%ld", word[i].count[k]);
        putchar('\n');
    }
}

int
main(int argc, char **argv)
{
    struct ht_diag_opts opts = { .prog = "make-words" };
    struct ht_diag *d = ht_diag_new(&opts);
    if (argc < 3 || argc > 4)
        return 2;
    const char *dir = argv[2];
    if (argc > 3)
        read_held_out(d, argv[3]);
    count_places(d, dir, "communes.tsv", 1);
    count_places(d, dir, "districts.tsv", 1);
    count_places(d, dir, "provinces.tsv", OFTEN);
    if (!strcmp(argv[1], "-p")) {
        fwrite(places.s, 1, places.len, stdout);
    } else {
        count_legal(d, argv[1]);
        count_names(d, dir, "surnames.tsv", "surname", "family", FAMILY);
        count_names(d, dir, "middle_names.tsv", "middle_name", "middle", MIDDLE);
        count_names(d, dir, "given_names.tsv", "given_name", "given", GIVEN);
        count_groups(d, dir, "ethnic_groups.tsv");
        count_sayings(d, dir);
        print_words();
    }
    ht_diag_free(d);
    return ferror(stdout) || fclose(stdout);
}
