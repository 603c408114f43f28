/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words of the code lists.
 *
 * A file is indexed when the first question about one of its lists comes, and its words without diacritics when the
 * first text without any is not a name as it stands: few runs ask for all of that, and every run would pay.
 */
#include "config.h"
#include "norm/listwords.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "model/wordkey.h"
#include "text/fold.h"

#define AMBIGUOUS UINT64_MAX

enum file { SMALL, ETHNIC, COUNTRIES, NFILES };

struct entry {
    enum ht_list list;
    size_t row;                         /* in its file */
    struct ht_code_value value;
};

/* The entries of a file stand one after the other, in the order of its rows. */
struct file_index {
    struct ht_tsv *list;
    size_t first, end;                  /* its entries */
    bool indexed[2];                    /* without, with diacritics */
};

struct ht_listwords {
    struct file_index file[NFILES];
    char *editions;                     /* "sex@2019", one after the other */
    struct entry *entry;
    size_t n, cap;
    struct ht_map words;                /* hash of (list, with or without marks, key) → see enter() */
};

static const char *const list_name[HT_NLIST] = {
#define LIST(id, name, file) [HT_LIST_##id] = name,
#include "model/lists.def"
#undef LIST
};

static enum file
file_of(enum ht_list list)
{
    return list == HT_LIST_DAN_TOC ? ETHNIC : list == HT_LIST_QUOC_TICH ? COUNTRIES : SMALL;
}

/* ---- entries ---- */

#define EDITION_MAX 48

static enum ht_list
list_named(const char *s, size_t len)
{
    for (int i = 1; i < HT_NLIST; i++)
        if (strlen(list_name[i]) == len && !memcmp(list_name[i], s, len))
            return (enum ht_list)i;
    return HT_LIST_NONE;
}

static void
add_entry(struct ht_listwords *w, enum ht_list list, const char *edition, const struct ht_tsv *t, size_t row)
{
    struct ht_code_value v = { .match = HT_CODE_FOUND, .list = edition, .list_len = (uint8_t)strlen(edition) };
    size_t code_len, name_len;
    v.code = ht_tsv_cell(t, row, ht_tsv_column(t, "code"), &code_len);
    v.name = ht_tsv_cell(t, row, ht_tsv_column(t, "name"), &name_len);
    v.code_len = (uint8_t)code_len;
    v.name_len = (uint8_t)name_len;
    w->entry = ht_grow(w->entry, &w->cap, w->n + 1, sizeof *w->entry);
    w->entry[w->n++] = (struct entry){ list, row, v };
}

/* codes.tsv: many small lists, told apart by the first column. */
static void
add_small_lists(struct ht_listwords *w, const struct ht_tsv *t)
{
    int list = ht_tsv_column(t, "list"), edition = ht_tsv_column(t, "edition");
    size_t len, elen, rows = ht_tsv_rows(t);
    char *at = w->editions = ht_malloc(rows * EDITION_MAX + 1);
    for (size_t row = 0; row < rows; row++) {
        const char *s = ht_tsv_cell(t, row, list, &len), *ed = ht_tsv_cell(t, row, edition, &elen);
        enum ht_list id = list_named(s, len);
        if (id == HT_LIST_NONE || len + elen + 2 > EDITION_MAX)
            continue;
        memcpy(at, s, len);
        at[len] = '@';
        memcpy(at + len + 1, ed, elen);
        at[len + 1 + elen] = '\0';
        add_entry(w, id, at, t, row);
        at += len + elen + 2;
    }
}

static void
add_entries(struct ht_listwords *w, enum file file)
{
    struct file_index *f = &w->file[file];
    f->first = w->n;
    if (file == SMALL)
        add_small_lists(w, f->list);
    for (size_t row = 0; file != SMALL && row < ht_tsv_rows(f->list); row++)
        add_entry(w, file == ETHNIC ? HT_LIST_DAN_TOC : HT_LIST_QUOC_TICH,
                  file == ETHNIC ? "ethnic@2008" : "countries@2017", f->list, row);
    f->end = w->n;
}

/* ---- words ---- */

enum strength { NAME, ALIAS };

/* 0 if nothing is left of the word. */
static uint64_t
word_hash(enum ht_list list, enum ht_marks marks, const char *s, size_t len)
{
    char key[128];
    size_t n = marks ? ht_word_key(key, sizeof key, s, len) : ht_fold_to(key, sizeof key, s, len);
    return n ? ht_hash_mix(ht_hash(key, n, 0), (uint64_t)list * 2 + marks + 1) : 0;
}

/* The map's value is entry + 1 and how it came there.  Whoever comes second makes the word ambiguous, but for an
 * alias with diacritics that is another entry's name: the name stays. */
static void
enter(struct ht_listwords *w, size_t entry, enum ht_marks marks, enum strength as, const char *s, size_t len)
{
    bool fresh;
    uint64_t hash = word_hash(w->entry[entry].list, marks, s, len);
    uint64_t *at = hash ? ht_map_get(&w->words, hash, &fresh) : NULL;
    if (!at)
        return;
    if (fresh)
        *at = (entry + 1) << 1 | as;
    else if (*at >> 1 != entry + 1 && !(marks && as == ALIAS && (*at & 1) == NAME))
        *at = AMBIGUOUS;
}

/* Takes the next of the words that ';' separates; false at their end. */
static bool
next_word(const char **s, size_t *len, const char **word, size_t *word_len)
{
    if (!*len)
        return false;
    const char *semi = memchr(*s, ';', *len);
    *word = *s;
    *word_len = semi ? (size_t)(semi - *s) : *len;
    size_t taken = *word_len + (semi != NULL);
    *s += taken;
    *len -= taken;
    return true;
}

/* Aliases that mean several groups depending on the region: nobody may resolve them from the word alone. */
static void
enter_ambiguous(struct ht_listwords *w, enum ht_list list, enum ht_marks marks, const char *s, size_t len)
{
    const char *word;
    size_t n;
    while (next_word(&s, &len, &word, &n)) {
        uint64_t hash = word_hash(list, marks, word, n);
        if (hash)
            *ht_map_get(&w->words, hash, NULL) = AMBIGUOUS;
    }
}

/* One pass for names, one for aliases, so that names win. */
static void
index_words(struct ht_listwords *w, const struct file_index *f, enum ht_marks marks)
{
    int aliases = ht_tsv_column(f->list, "aliases"), ambiguous = ht_tsv_column(f->list, "ambiguous");
    const char *s, *word;
    size_t len, n;
    for (size_t e = f->first; e < f->end; e++) {
        const struct entry *x = &w->entry[e];
        enter(w, e, marks, NAME, x->value.name, x->value.name_len);
        if (file_of(x->list) == SMALL)  /* their numbers may be written; those of groups and countries mislead */
            enter(w, e, marks, ALIAS, x->value.code, x->value.code_len);
    }
    for (size_t e = f->first; e < f->end; e++)
        for (s = ht_tsv_cell(f->list, w->entry[e].row, aliases, &len); next_word(&s, &len, &word, &n);)
            enter(w, e, marks, ALIAS, word, n);
    for (size_t e = f->first; e < f->end; e++) {
        s = ht_tsv_cell(f->list, w->entry[e].row, ambiguous, &len);
        enter_ambiguous(w, w->entry[e].list, marks, s, len);
    }
}

/* ---- for everybody ---- */

struct ht_listwords *
ht_listwords_open(const char *dir, struct ht_diag *d)
{
    static const char *const name[NFILES] = {
        [SMALL] = "codes.tsv", [ETHNIC] = "ethnic_groups.tsv", [COUNTRIES] = "countries.tsv",
    };
    struct ht_listwords *w = ht_calloc(1, sizeof *w);
    for (size_t i = 0; i < NFILES; i++)
        if (!(w->file[i].list = ht_tsv_open(dir, name[i], d))) {
            ht_listwords_free(w);
            return NULL;
        }
    return w;
}

void
ht_listwords_free(struct ht_listwords *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < NFILES; i++)
        ht_tsv_free(w->file[i].list);
    ht_map_fini(&w->words);
    free(w->editions);
    free(w->entry);
    free(w);
}

static const struct file_index *
entries_of(struct ht_listwords *w, enum ht_list list)
{
    struct file_index *f = &w->file[file_of(list)];
    if (!f->indexed[HT_MARKS]) {
        f->indexed[HT_MARKS] = true;
        add_entries(w, file_of(list));
        index_words(w, f, HT_MARKS);
    }
    return f;
}

struct ht_code_value
ht_listwords_find(struct ht_listwords *w, enum ht_list list, enum ht_marks marks, const char *s, size_t len)
{
    entries_of(w, list);
    struct file_index *f = &w->file[file_of(list)];
    if (!f->indexed[marks]) {
        f->indexed[marks] = true;
        index_words(w, f, marks);
    }
    uint64_t hash = word_hash(list, marks, s, len);
    const uint64_t *at = hash ? ht_map_find(&w->words, hash) : NULL;
    if (!at)
        return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
    if (*at == AMBIGUOUS)
        return (struct ht_code_value){ .match = HT_CODE_AMBIGUOUS };
    return w->entry[(*at >> 1) - 1].value;
}

struct ht_code_value
ht_listwords_code(struct ht_listwords *w, enum ht_list list, const char *code, size_t len)
{
    const struct file_index *f = entries_of(w, list);
    for (size_t e = f->first; e < f->end; e++) {
        const struct ht_code_value *v = &w->entry[e].value;
        if (w->entry[e].list == list && v->code_len == len && !memcmp(v->code, code, len))
            return *v;
    }
    return (struct ht_code_value){ .match = HT_CODE_UNKNOWN };
}
