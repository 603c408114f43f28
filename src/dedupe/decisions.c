/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading and asking decisions. */
#include "config.h"
#include "dedupe/decisions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"

#define COLUMNS 5

static const struct { const char *word; int verdict; } words[] = {
    { "same", HT_DECIDED_SAME }, { "different", HT_DECIDED_DIFFERENT }, { "diff", HT_DECIDED_DIFFERENT },
    { "unsure", HT_DECIDED_UNSURE },
};

uint64_t
ht_id_hash(const char *id, size_t len)
{
    return ht_hash(id, len, 50);
}

static uint64_t
pair_key(uint64_t a, uint64_t b)
{
    return a < b ? ht_hash_mix(a, b) : ht_hash_mix(b, a);
}

/* X and Y have the ids of P: does it speak of these two?  One of them may have been corrected since. */
static bool
about_them(const struct ht_decided_pair *p, const struct ht_feat *x, const struct ht_feat *y)
{
    if (!p->print[0] || !p->print[1])
        return true;
    if (x->id != p->id[0]) {
        const struct ht_feat *t = x;
        x = y;
        y = t;
    }
    return x->print == p->print[0] || y->print == p->print[1];
}

int
ht_decided_about(const struct ht_decided *d, const struct ht_feat *a, const struct ht_feat *b)
{
    if (!d || !d->n)
        return 0;
    const uint64_t *v = ht_map_find(&d->by_id, pair_key(a->id, b->id));
    if (!v || !about_them(&d->pair[*v - 1], a, b))
        v = ht_map_find(&d->by_print, pair_key(a->print, b->print));
    return v ? d->pair[*v - 1].verdict : 0;
}

struct cell {
    const char *s;
    size_t len;
};

/* \t, \n and \\ of the pairs file become what they stand for. */
static uint64_t
id_of(const struct cell *c)
{
    struct ht_buf text = HT_BUF_INIT;
    for (size_t i = 0; i < c->len; i++) {
        char ch = c->s[i];
        if (ch == '\\' && i + 1 < c->len) {
            ch = c->s[++i];
            ch = ch == 't' ? '\t' : ch == 'n' ? '\n' : ch;
        }
        ht_buf_addc(&text, ch);
    }
    uint64_t h = ht_id_hash(text.s, text.len);
    ht_buf_fini(&text);
    return h;
}

static uint64_t
print_of(const struct cell *c)
{
    uint64_t v = 0;
    for (size_t i = 0; i < c->len; i++) {
        char ch = (char)(c->s[i] | 32);
        unsigned digit = ch >= '0' && ch <= '9' ? (unsigned)(ch - '0') :
                         ch >= 'a' && ch <= 'f' ? (unsigned)(ch - 'a') + 10 : 16;
        if (digit > 15 || c->len != 16)
            return 0;
        v = v << 4 | digit;
    }
    return v;
}

static const char *
word_of(int verdict)
{
    size_t i = 0;
    while (words[i].verdict != verdict)
        i++;
    return words[i].word;
}

/* "same" after "different", or the other way round, about the pair that AT has. */
static void
report_change(const struct ht_decided *d, uint64_t at, const struct ht_decided_pair *p, struct ht_diag *diag)
{
    const struct ht_decided_pair *before = at ? &d->pair[at - 1] : NULL;
    struct ht_buf place = HT_BUF_INIT;
    if (!before || before->verdict + p->verdict != HT_DECIDED_SAME + HT_DECIDED_DIFFERENT)
        return;
    ht_buf_addf(&place, "%s:%lu", before->file, before->line);
    ht_find_at(diag, &(struct ht_where){ .file = p->file, .line = p->line }, HT_D_807, NULL, 0, word_of(p->verdict),
               word_of(before->verdict), place.s, NULL);
    ht_buf_fini(&place);
}

static bool
take_line(struct ht_decided *d, const struct cell *c, const char *file, unsigned long line, struct ht_diag *diag)
{
    int verdict = 0;
    for (size_t i = 0; i < HT_COUNT(words); i++)
        if (c[2].len == strlen(words[i].word) && !memcmp(c[2].s, words[i].word, c[2].len))
            verdict = words[i].verdict;
    if (!verdict || !c[0].len || !c[1].len)
        return false;
    struct ht_decided_pair p = { { id_of(&c[0]), id_of(&c[1]) }, { print_of(&c[3]), print_of(&c[4]) }, verdict,
                                 file, line };
    d->pair = ht_grow(d->pair, &d->cap, d->n + 1, sizeof *d->pair);
    d->pair[d->n++] = p;
    uint64_t *at = ht_map_get(&d->by_id, pair_key(p.id[0], p.id[1]), NULL), before = *at;
    *at = d->n;
    if (p.print[0] && p.print[1]) {
        at = ht_map_get(&d->by_print, pair_key(p.print[0], p.print[1]), NULL);
        before = before ? before : *at;
        *at = d->n;
    }
    report_change(d, before, &p, diag);
    d->nsame += verdict == HT_DECIDED_SAME;
    return true;
}

int
ht_decisions_load(struct ht_decided *d, const char *path, struct ht_diag *diag)
{
    size_t len;
    unsigned long line = 0;
    const char *text = ht_map_config(path, &len, diag);
    if (!text)
        return -1;
    int rc = 0;
    for (const char *s = text, *end = text + len; s < end && !rc;) {
        struct cell c[COLUMNS] = {{0}};
        const char *nl = memchr(s, '\n', (size_t)(end - s)), *stop = nl ? nl : end;
        const char *last = stop > s && stop[-1] == '\r' ? stop - 1 : stop, *p = s;
        line++;
        for (size_t n = 0; n < COLUMNS && p <= last; n++) {
            const char *tab = memchr(p, '\t', (size_t)(last - p));
            c[n] = (struct cell){ p, (size_t)((tab ? tab : last) - p) };
            p = tab ? tab + 1 : last + 1;
        }
        bool header = c[2].len == 8 && !memcmp(c[2].s, "decision", 8);
        if (last > s && *s != '#' && !header && !take_line(d, c, path, line, diag)) {
            ht_diag_usage(diag, _("%s:%lu: a decision is: id, id, same or different or unsure, with tabs between them"),
                          path, line);
            rc = -1;
        }
        s = nl ? nl + 1 : end;
    }
    ht_unmap(text, len);
    return rc;
}

int
ht_decisions_load_all(struct ht_decided *d, const char *const *path, size_t n, struct ht_diag *diag)
{
    for (size_t i = 0; i < n; i++)
        if (ht_decisions_load(d, path[i], diag))
            return -1;
    return 0;
}

/* The records that decisions name, by ids and by contents: 1, or 2 if they were met. */
static struct ht_map
named_records(const struct ht_decided *d)
{
    struct ht_map named = {0};
    for (size_t i = 0; i < d->n; i++)
        for (int k = 0; k < 2; k++) {
            *ht_map_get(&named, d->pair[i].id[k], NULL) = 1;
            if (d->pair[i].print[k])
                *ht_map_get(&named, d->pair[i].print[k], NULL) = 1;
        }
    return named;
}

static void
meet(struct ht_map *named, uint64_t name)
{
    if (ht_map_find(named, name))
        *ht_map_get(named, name, NULL) = 2;
}

void
ht_decisions_absent(const struct ht_decided *d, const struct ht_set *set, size_t n, struct ht_diag *diag)
{
    struct ht_map named = named_records(d);
    const struct ht_decided_pair *first = NULL;
    size_t absent = 0;
    char count[24];
    for (size_t s = 0; s < n && d->n; s++)
        for (size_t i = 0; i < set[s].n; i++) {
            meet(&named, ht_feat_head(ht_set_at(&set[s], i))->id);
            meet(&named, ht_feat_head(ht_set_at(&set[s], i))->print);
        }
    for (size_t i = 0; i < d->n; i++) {
        bool here = true;
        for (int k = 0; k < 2; k++) {
            const uint64_t *print = d->pair[i].print[k] ? ht_map_find(&named, d->pair[i].print[k]) : NULL;
            here = here && (*ht_map_find(&named, d->pair[i].id[k]) == 2 || (print && *print == 2));
        }
        absent += !here;
        first = here || first ? first : &d->pair[i];
    }
    ht_map_fini(&named);
    if (!first)
        return;
    snprintf(count, sizeof count, "%zu", absent);
    ht_find_at(diag, &(struct ht_where){ .file = first->file, .line = first->line }, HT_D_809, NULL, 0, count, NULL);
}

void
ht_decisions_fini(struct ht_decided *d)
{
    ht_map_fini(&d->by_id);
    ht_map_fini(&d->by_print);
    free(d->pair);
    *d = (struct ht_decided){0};
}
