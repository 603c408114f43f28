/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the code lists. */
#include "config.h"
#include "formats/codewords.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "text/fold.h"

enum { LONGEST = 120 };

static const struct { const char *name, *file; } lists_of[HT_NLIST] = {
#define LIST(id, name, file) [HT_LIST_##id] = { name, file },
#include "model/lists.def"
#undef LIST
};

struct name {
    enum ht_list list;
    const char *s;
    size_t len;
};

struct ht_codewords {
    struct ht_tsv *file[HT_NLIST];      /* several lists share one */
    struct ht_map words;                /* list and word in small letters */
    struct name *name;
    size_t n, cap;
};

static uint64_t
key_of(enum ht_list list, const char *s, size_t len)
{
    struct ht_buf low = HT_BUF_INIT;
    ht_lower(&low, s, len);
    uint64_t key = ht_hash_mix(ht_hash(low.s, low.len, 17), (uint64_t)list);
    ht_buf_fini(&low);
    return key ? key : 1;
}

static void
add_words(struct ht_codewords *c, enum ht_list list, const char *s, size_t len)
{
    while (len) {
        const char *semi = memchr(s, ';', len);
        size_t n = semi ? (size_t)(semi - s) : len;
        *ht_map_get(&c->words, key_of(list, s, n), NULL) = 1;
        n += semi != NULL;
        s += n;
        len -= n;
    }
}

static void
add_list(struct ht_codewords *c, enum ht_list list, const struct ht_tsv *t)
{
    int which = ht_tsv_column(t, "list"), name = ht_tsv_column(t, "name"), aliases = ht_tsv_column(t, "aliases");
    for (size_t row = 0; row < ht_tsv_rows(t); row++) {
        size_t len;
        const char *s = which >= 0 ? ht_tsv_cell(t, row, which, &len) : NULL;
        if (s && (len != strlen(lists_of[list].name) || memcmp(s, lists_of[list].name, len)))
            continue;
        s = ht_tsv_cell(t, row, name, &len);
        add_words(c, list, s, len);
        c->name = ht_grow(c->name, &c->cap, c->n + 1, sizeof *c->name);
        c->name[c->n++] = (struct name){ list, s, len };
        s = ht_tsv_cell(t, row, aliases, &len);
        add_words(c, list, s, len);
    }
}

struct ht_codewords *
ht_codewords_new(const char *lists, struct ht_diag *d)
{
    struct ht_codewords *c = ht_calloc(1, sizeof *c);
    for (int i = 1; i < HT_NLIST; i++) {
        struct ht_tsv *t = NULL;
        for (int k = 1; k < i && !t; k++)
            t = strcmp(lists_of[k].file, lists_of[i].file) ? NULL : c->file[k];
        if (!t)
            t = c->file[i] = ht_tsv_open(lists, lists_of[i].file, d);
        if (!t) {
            ht_codewords_free(c);
            return NULL;
        }
        add_list(c, (enum ht_list)i, t);
    }
    return c;
}

void
ht_codewords_free(struct ht_codewords *c)
{
    if (!c)
        return;
    for (int i = 1; i < HT_NLIST; i++)
        ht_tsv_free(c->file[i]);
    ht_map_fini(&c->words);
    free(c->name);
    free(c);
}

bool
ht_codewords_known(const struct ht_codewords *c, enum ht_list list, const char *s, size_t len)
{
    return list == HT_LIST_NONE || ht_map_find(&c->words, key_of(list, s, len));
}

/* Edit distance of two texts of bytes, both shorter than LONGEST. */
static unsigned
distance(const char *a, size_t n, const char *b, size_t m)
{
    unsigned row[LONGEST + 1];
    for (size_t j = 0; j <= m; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned v = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            v = row[j] + 1 < v ? row[j] + 1 : v;
            row[j] = row[j - 1] + 1 < v ? row[j - 1] + 1 : v;
        }
    }
    return row[m];
}

bool
ht_codewords_misread(const struct ht_codewords *c, enum ht_list list, const char *s, size_t len)
{
    char want[LONGEST], got[LONGEST];
    size_t n = ht_fold_to(want, sizeof want, s, len);
    if (ht_codewords_known(c, list, s, len))
        return false;
    for (size_t i = 0; i < c->n; i++)
        if (c->name[i].list == list &&
            distance(want, n, got, ht_fold_to(got, sizeof got, c->name[i].s, c->name[i].len)) <= 2)
            return true;
    return false;
}

void
ht_codewords_nearest(const struct ht_codewords *c, enum ht_list list, const char *s, size_t len, struct ht_buf *out)
{
    char want[LONGEST], got[LONGEST];
    size_t n = ht_fold_to(want, sizeof want, s, len);
    unsigned best = (unsigned)(n / 3 + 1);
    for (size_t i = 0; i < c->n; i++) {
        if (c->name[i].list != list)
            continue;
        unsigned d = distance(want, n, got, ht_fold_to(got, sizeof got, c->name[i].s, c->name[i].len));
        if (d >= best)
            continue;
        best = d;
        ht_buf_clear(out);
        ht_buf_add(out, c->name[i].s, c->name[i].len);
    }
}
