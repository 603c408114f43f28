/* SPDX-License-Identifier: BSD-2-Clause */
/* Features: from the text of a record to columns of numbers. */
#include "config.h"
#include "dedupe/feat.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "dedupe/keys.h"
#include "text/fold.h"

#define FOLD_MAX 512                    /* bytes of a folded text that are kept */
#define MEMO_MAX 65536                  /* spellings that are remembered; then all are forgotten */

static const uint16_t col_size[HT_NCOL_KIND] = {
    [HT_COL_NAME] = sizeof(struct ht_fname), [HT_COL_DATE] = sizeof(struct ht_fdate),
    [HT_COL_PLACE] = sizeof(struct ht_fplace), [HT_COL_ENTRY] = sizeof(struct ht_fentry),
    [HT_COL_ID] = sizeof(struct ht_fid), [HT_COL_CODE] = sizeof(struct ht_ftext),
    [HT_COL_TEXT] = sizeof(struct ht_ftext), [HT_COL_NUMBER] = sizeof(struct ht_fnumber),
};

void
ht_pool_init(struct ht_pool *p)
{
    *p = (struct ht_pool){0};
    ht_syls_init(&p->syls);
    ht_buf_init(&p->texts.bytes);
    p->texts.at = ht_grow(NULL, &p->texts.cap, 64, sizeof *p->texts.at);
    p->texts.at[0] = p->texts.at[1] = 0;
    p->texts.n = 1;
}

void
ht_pool_fini(struct ht_pool *p)
{
    ht_syls_fini(&p->syls);
    ht_map_fini(&p->texts.index);
    ht_buf_fini(&p->texts.bytes);
    free(p->texts.at);
    p->texts.at = NULL;
    for (size_t i = 0; i < 2; i++)
        ht_map_fini(&p->memo.word[i]);
    ht_map_fini(&p->memo.text);
    ht_map_fini(&p->memo.place);
    free(p->memo.places);
    p->memo = (struct ht_memo){0};
}

uint32_t
ht_text_intern(struct ht_texts *t, const char *s, size_t len)
{
    bool fresh;
    if (!len)
        return 0;
    uint64_t *at = ht_map_get(&t->index, ht_hash(s, len, 4), &fresh);
    if (!fresh)
        return (uint32_t)*at;
    *at = t->n;
    t->at = ht_grow(t->at, &t->cap, t->n + 2, sizeof *t->at);
    ht_buf_add(&t->bytes, s, len);
    t->n++;
    t->at[t->n] = (uint32_t)t->bytes.len;
    return (uint32_t)(t->n - 1);
}

const char *
ht_text(const struct ht_texts *t, uint32_t number, size_t *len)
{
    *len = t->at[number + 1] - t->at[number];
    return t->bytes.s + t->at[number];
}

void
ht_dschema_layout(struct ht_dschema *d)
{
    size_t at = sizeof(struct ht_feat);
    for (size_t i = 0; i < d->ncols; i++) {
        size_t align = d->col[i].kind == HT_COL_ID ? 8 : 4;
        at = (at + align - 1) / align * align;
        d->col[i].at = (uint16_t)at;
        at += col_size[d->col[i].kind];
    }
    d->keys_at = (uint16_t)at;
    d->size = (uint16_t)((at + 4 * d->nkeys + 7) / 8 * 8);
}

void
ht_cells(const struct ht_dschema *d, const struct ht_record *r, struct ht_cell *cell)
{
    for (size_t i = 0; i < d->ncols; i++) {
        for (size_t k = 0; k < HT_COL_FIELDS; k++, cell++) {
            int f = d->col[i].field[k];
            *cell = (struct ht_cell){0};
            if (f < 0 || !r->v[f].s)
                continue;
            cell->s = r->v[f].s;
            cell->len = r->v[f].len;
            enum ht_col_kind kind = d->col[i].kind;
            const struct ht_attr *code = kind == HT_COL_PLACE ? ht_attr(&r->v[f], HT_A_now) : NULL;
            if (!code && (kind == HT_COL_PLACE || kind == HT_COL_CODE))
                code = ht_attr(&r->v[f], HT_A_code);
            if (code) {
                cell->code = code->s;
                cell->code_len = code->len;
            }
        }
    }
}

/* The entry of a spelling in M; it is *FRESH if what it stands for is not known yet. */
static uint64_t *
remembered(struct ht_map *m, const char *s, size_t len, bool *fresh)
{
    if (m->n >= MEMO_MAX)
        ht_map_fini(m);
    return ht_map_get(m, ht_hash(s, len, 0), fresh);
}

/* ---- names ---- */

struct name_words {
    struct ht_pool *pool;
    uint32_t s[32];
    size_t n;
};

static void
name_word(void *arg, const char *s, size_t len, bool dotted)
{
    struct name_words *w = arg;
    bool fresh;
    if (w->n == HT_COUNT(w->s))
        return;
    uint64_t *at = remembered(&w->pool->memo.word[dotted], s, len, &fresh);
    if (fresh)
        *at = ht_syl_intern(&w->pool->syls, s, len, dotted);
    w->s[w->n++] = (uint32_t)*at;
}

/* The hash of a name is made of canonical spellings for the fingerprint and of base letters for keys. */
static uint64_t
make_name(struct ht_pool *p, const struct ht_cell *c, struct ht_fname *out)
{
    struct name_words w = { .pool = p };
    *out = (struct ht_fname){0};
    if (!c->len)
        return 0;
    const char *note = memchr(c->s, '(', c->len);       /* "(đã chết)" */
    ht_words(c->s, note && note > c->s ? (size_t)(note - c->s) : c->len, name_word, &w);
    if (!w.n)
        return 0;
    size_t skip = w.n > HT_NAME_MAX ? w.n - HT_NAME_MAX : 0;
    uint64_t canon = 5, base = 6;
    for (size_t i = 0, k = 0; i < w.n; i++) {
        if (i >= 1 && i <= skip)
            continue;
        const struct ht_syl *y = &p->syls.v[w.s[i]];
        out->s[k++] = w.s[i];
        canon = ht_hash_mix(canon, y->canon);
        base = ht_hash_mix(base, y->base);
    }
    out->full = (uint32_t)(base >> 32) | 1;
    return canon;
}

/* ---- places ---- */

/* Units are merged, split and renamed: what was one place is known by the code of the unit that it is part of today,
 * and by no name. */
static uint32_t
place_code(const char *s, size_t len)
{
    uint32_t level = len == 5 ? HT_CODE_COMMUNE : len == 3 ? HT_CODE_DISTRICT : len == 2 ? HT_CODE_PROVINCE : 0;
    return level ? ((uint32_t)(ht_hash(s, len, 8) >> 32) & ~3u) | level : 0;
}

static uint64_t
make_place(struct ht_memo *memo, const struct ht_cell *c, struct ht_fplace *out)
{
    bool fresh;
    *out = (struct ht_fplace){0};
    for (size_t k = 1; k < HT_COL_FIELDS && !c->len; k++)
        c++;                            /* the first alternative that is there */
    if (c->len) {
        uint64_t *at = remembered(&memo->place, c->s, c->len, &fresh);
        if (fresh && memo->place.n == 1)
            memo->nplaces = 0;
        if (fresh) {
            ht_fplace_read(c->s, c->len, out);
            memo->places = ht_grow(memo->places, &memo->cap, memo->nplaces + 1, sizeof *memo->places);
            memo->places[*at = memo->nplaces++] = *out;
        }
        *out = memo->places[*at];
    }
    if (c->code_len)
        out->code = place_code(c->code, c->code_len);
    uint64_t h = 9;
    for (int i = 0; i < 3; i++)
        h = ht_hash_mix(h, out->unit[i]);
    return h;
}

/* ---- numbers ---- */

static uint64_t
make_entry(const struct ht_cell *so, const struct ht_cell *quyen, const struct ht_cell *date, struct ht_fentry *out)
{
    int v[3] = {0};
    size_t digits[3] = {0}, n = ht_digit_groups(so->s, so->len, v, digits);
    *out = (struct ht_fentry){0};
    if (n >= 1)
        out->no = (uint32_t)v[0];
    if (n >= 2)
        out->year = (uint16_t)ht_full_year(v[1], digits[1]);
    n = ht_digit_groups(quyen->s, quyen->len, v, digits);
    if (n >= 1)
        out->book = (uint16_t)(v[0] % 60000);
    if (!out->year && n >= 2)
        out->year = (uint16_t)ht_full_year(v[1], digits[1]);
    if (!out->year)
        out->year = (uint16_t)ht_fdate_read(date->s, date->len, NULL).year;
    return ht_hash_mix((uint64_t)out->no << 32 | (uint32_t)out->year << 16 | out->book, 10);
}

static uint64_t
make_id(const struct ht_cell *cells, struct ht_fid *out)
{
    out->number = 0;
    for (size_t k = 0; k < HT_COL_FIELDS && !out->number; k++) {
        const struct ht_cell *c = &cells[k];
        uint64_t number = 0;
        size_t digits = 0, letters = 0;
        for (size_t i = 0; i < c->len; i++) {
            if (c->s[i] >= '0' && c->s[i] <= '9') {
                number = number * 10 + (uint64_t)(c->s[i] - '0');
                digits++;
            } else if ((c->s[i] | 32) >= 'a' && (c->s[i] | 32) <= 'z') {
                letters++;
            }
        }
        if (digits + letters < 5)       /* a remark, no number */
            continue;
        out->number = letters || digits > 18 ? ht_hash(c->s, c->len, 12) | 1u << 31 : number;
    }
    return ht_hash_mix(out->number, 13);
}

static uint64_t
make_text(struct ht_pool *p, const struct ht_cell *c, struct ht_ftext *out)
{
    char text[FOLD_MAX];
    size_t n;
    bool fresh;
    uint64_t *at = remembered(&p->memo.text, c->s, c->len, &fresh);
    if (fresh) {
        n = ht_fold_to(text, sizeof text, c->s, c->len);
        *at = ht_text_intern(&p->texts, text, n);
    }
    out->text = (uint32_t)*at;
    const char *folded = ht_text(&p->texts, out->text, &n);
    return ht_hash(folded, n, 14);
}

static uint64_t
make_number(const struct ht_cell *c, struct ht_fnumber *out)
{
    double v = 0, scale = 0;
    bool minus = false;
    *out = (struct ht_fnumber){0};
    for (size_t i = 0; i < c->len; i++) {
        char ch = c->s[i];
        if (ch >= '0' && ch <= '9') {
            v = v * 10 + (ch - '0');
            scale *= 10;
            out->known = 1;
        } else if (ch == '.' && scale == 0) {
            scale = 1;
        } else if (ch == '-' && !out->known) {
            minus = true;
        }
    }
    if (out->known)
        out->value = (float)((minus ? -v : v) / (scale > 0 ? scale : 1));
    return ht_hash(out, sizeof *out, 15);
}

static uint64_t
make_code(struct ht_pool *p, const struct ht_cell *c, struct ht_ftext *out)
{
    return make_text(p, c, out);
}

/* ---- the whole ---- */

static uint64_t
make_column(const struct ht_dschema *d, struct ht_pool *p, const struct ht_cell *cell, const struct ht_col *col,
            const struct ht_fdate *on, unsigned char *out)
{
    void *at = out + col->at;
    (void)d;
    switch (col->kind) {
    case HT_COL_NAME:
        return make_name(p, cell, at);
    case HT_COL_DATE:
        *(struct ht_fdate *)at = ht_fdate_read(cell->s, cell->len, on);
        return ht_hash(at, sizeof(struct ht_fdate), 16);
    case HT_COL_PLACE:
        return make_place(&p->memo, cell, at);
    case HT_COL_ENTRY:
        return make_entry(&cell[0], &cell[1], &cell[2], at);
    case HT_COL_ID:
        return make_id(cell, at);
    case HT_COL_CODE:
        return make_code(p, cell, at);
    case HT_COL_TEXT:
        return make_text(p, cell, at);
    case HT_COL_NUMBER:
        return make_number(cell, at);
    case HT_NCOL_KIND:
        break;
    }
    return 0;
}

void
ht_feat_make(const struct ht_dschema *d, struct ht_pool *p, const struct ht_cell *cell, unsigned char *out)
{
    struct ht_fdate on = {0};
    memset(out, 0, d->size);
    if (d->regdate >= 0) {
        const struct ht_cell *c = &cell[d->regdate * HT_COL_FIELDS];
        on = ht_fdate_read(c->s, c->len, NULL);
    }
    uint64_t print = 17;
    for (size_t i = 0; i < d->ncols; i++)
        print = ht_hash_mix(print, make_column(d, p, &cell[i * HT_COL_FIELDS], &d->col[i], &on, out));
    struct ht_feat *f = (void *)out;
    f->print = print;
    ht_keys_make(d, p, out, (uint32_t *)(void *)(out + d->keys_at));
}
