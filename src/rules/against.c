/* SPDX-License-Identifier: BSD-2-Clause */
/* Double entry. */
#include "config.h"
#include "rules/against.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/prog.h"
#include "model/placekey.h"
#include "stream/stage.h"
#include "stream/xmlin.h"
#include "text/fold.h"
#include "text/viet.h"

struct value {
    const char *s;                      /* NULL: absent */
    uint32_t len;
};

struct keyed {                          /* one record of the second keying */
    struct keyed *same;                 /* the next one with the same key, in order */
    struct keyed *last, *todo;          /* of the first one with a key: the last one, the next to be matched */
    struct keyed *next;                 /* in the order of the file */
    const struct ht_register *reg;
    const char *src, *id;               /* or NULL */
    struct value *v;
    bool matched;
};

struct ht_against {
    struct ht_stage stage;              /* the reader's end: keeps records */
    struct ht_arena arena;
    struct ht_placekeys places;
    struct ht_map by_key;               /* key → struct keyed */
    struct keyed *first, **end;
};

/* Place, volume and number, by what they mean: "1/2008" is "001/2008". */
static uint64_t
serial_hash(const char *s, size_t len)
{
    struct ht_serial v = ht_serial_read(s, len);
    if (v.number == UINT32_MAX)
        return s ? ht_text_hash(s, len) : 0;
    return ((uint64_t)v.number + 1) << 16 | v.year;
}

static uint64_t
record_key(struct ht_against *a, const struct ht_record *r)
{
    const struct ht_slot *place = &r->v[ht_shared_field(r->reg, HT_NOI_DANG_KY)];
    const struct ht_slot *quyen = &r->v[ht_shared_field(r->reg, HT_QUYEN_SO)];
    const struct ht_slot *so = &r->v[ht_shared_field(r->reg, HT_SO)];
    uint64_t h = ht_hash_mix(ht_place_key(&a->places, place), (uint64_t)r->reg->id + 1);
    return ht_hash_mix(ht_hash_mix(h, serial_hash(quyen->s, quyen->len)), serial_hash(so->s, so->len)) | 1;
}

/* ---- reading the second keying ---- */

static const char *
keep(struct ht_against *a, const char *s)
{
    return s ? ht_arena_strdup(&a->arena, s) : NULL;
}

static enum ht_rc
keep_record(struct ht_stage *s, struct ht_record *r)
{
    struct ht_against *a = (struct ht_against *)s;
    struct keyed *k = ht_arena_alloc(&a->arena, sizeof *k);
    *k = (struct keyed){
        .reg = r->reg, .src = keep(a, ht_rattr(r, HT_R_src)), .id = keep(a, ht_rattr(r, HT_R_id)),
    };
    k->v = ht_arena_alloc(&a->arena, r->reg->nfields * sizeof *k->v);
    for (size_t i = 0; i < r->reg->nfields; i++) {
        const struct ht_slot *v = &r->v[i];
        k->v[i] = (struct value){ v->s ? ht_arena_strndup(&a->arena, v->s, v->len) : NULL, v->len };
    }
    uint64_t *at = ht_map_get(&a->by_key, record_key(a, r), NULL);
    struct keyed *head = (struct keyed *)(uintptr_t)*at;
    if (head)
        head->last->same = k;
    else
        *at = (uint64_t)(uintptr_t)(head = k->todo = k);
    head->last = k;
    *a->end = k;
    a->end = &k->next;
    return HT_OK;
}

static const struct ht_stage_class keep_class = { .name = "second keying", .record = keep_record };

struct ht_against *
ht_against_new(const char *path, struct ht_diag *d)
{
    struct ht_against *a = ht_calloc(1, sizeof *a);
    a->stage.cls = &keep_class;
    a->end = &a->first;
    struct ht_in *in = ht_in_open(path, d);
    struct ht_xmlin_opts opts = { .diag = d };
    enum ht_rc rc = in ? ht_xmlin_read(in, &a->stage, &opts) : HT_FAIL;
    ht_in_close(in);
    if (rc == HT_OK)
        return a;
    ht_against_free(a);
    return NULL;
}

void
ht_against_free(struct ht_against *a)
{
    if (!a)
        return;
    ht_placekeys_fini(&a->places);
    ht_map_fini(&a->by_key);
    ht_arena_fini(&a->arena);
    free(a);
}

/* ---- differences of form ---- */

/* The end of the word at S: the next blank or punctuation mark. */
static size_t
word_len(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && ((unsigned char)s[i] >= 0x80 || (s[i] >= '0' && s[i] <= '9') ||
                     ((s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'z')))
        i++;
    return i;
}

/* y for i at the end of a syllable, behind a consonant (qu is one) or alone: lý lí, mỹ mĩ, quý quí, y i. */
static void
y_to_i(struct ht_buf *b, size_t from)
{
    static const struct { const char *y, *i; } pairs[] = {
        { "y", "i" }, { "ý", "í" }, { "ỳ", "ì" }, { "ỷ", "ỉ" }, { "ỹ", "ĩ" }, { "ỵ", "ị" },
    };
    for (size_t k = 0; k < HT_COUNT(pairs); k++) {
        size_t n = strlen(pairs[k].y);
        if (b->len - from < n || memcmp(b->s + b->len - n, pairs[k].y, n))
            continue;
        size_t at = b->len - n;
        unsigned char before = at > from ? (unsigned char)b->s[at - 1] : 0;
        bool qu = before == 'u' && at - from == 2 && b->s[from] == 'q';
        if (before >= 0x80 || (before && strchr("aeiou", before) && !qu))
            return;
        ht_buf_cut(b, at);
        ht_buf_adds(b, pairs[k].i);
        return;
    }
}

/* Words of S in one form: lower case, one blank between them, tone marks by syllable, y as i. */
static void
plain_form(struct ht_buf *out, const char *s, size_t n)
{
    struct ht_buf low = HT_BUF_INIT;
    ht_lower(&low, s, n);
    for (size_t i = 0, w; i < low.len; i += w ? w : 1) {
        struct ht_syllable y;
        w = word_len(low.s + i, low.len - i);
        if (!w)
            continue;
        struct ht_buf word = HT_BUF_INIT;
        ht_buf_add(&word, low.s + i, w);
        y_to_i(&word, 0);
        if (ht_syllable(word.s, word.len, &y))
            ht_buf_addf(out, "%u ", ht_syllable_key(&y));
        else
            ht_buf_addf(out, "%s ", word.s);
        ht_buf_fini(&word);
    }
    ht_buf_fini(&low);
}

static bool
same_date(const char *a, size_t na, const char *b, size_t nb)
{
    struct ht_span x, y;
    ht_span_read(a, na, &x);
    ht_span_read(b, nb, &y);
    return x.state >= HT_SPAN_AGE && x.state == y.state && x.d.year == y.d.year && x.d.month == y.d.month &&
           x.d.day == y.d.day && x.d.age == y.d.age;
}

/* The same numbers: 1/1/2008 is 01.01.2008, where no stage made a date of either. */
static bool
same_numbers(const char *a, size_t na, const char *b, size_t nb)
{
    size_t i = 0, k = 0;
    do {
        unsigned long x = 0, y = 0;
        size_t from = i, from_b = k;
        for (; i < na && i - from < 9 && a[i] >= '0' && a[i] <= '9'; i++)
            x = x * 10 + (unsigned long)(a[i] - '0');
        for (; k < nb && k - from_b < 9 && b[k] >= '0' && b[k] <= '9'; k++)
            y = y * 10 + (unsigned long)(b[k] - '0');
        if (i == from || k == from_b || x != y)
            return false;
        if ((i < na && !strchr("/-.", a[i])) || (k < nb && !strchr("/-.", b[k])) || (i++ < na) != (k++ < nb))
            return false;
    } while (i <= na);
    return true;
}

bool
ht_soft_difference(enum ht_kind kind, const char *a, size_t na, const char *b, size_t nb)
{
    if (kind == HT_KIND_DATE && (same_date(a, na, b, nb) || same_numbers(a, na, b, nb)))
        return true;
    if (kind == HT_KIND_SERIAL || kind == HT_KIND_PAGE) {
        struct ht_serial x = ht_serial_read(a, na), y = ht_serial_read(b, nb);
        if (x.number != UINT32_MAX && x.number == y.number && x.year == y.year)
            return true;
    }
    struct ht_buf x = HT_BUF_INIT, y = HT_BUF_INIT;
    plain_form(&x, a, na);
    plain_form(&y, b, nb);
    bool same = x.len == y.len && !memcmp(x.s, y.s, x.len);
    ht_buf_fini(&x);
    ht_buf_fini(&y);
    return same;
}

/* ---- comparing ---- */

static void
report(struct ht_check *k, enum ht_code code, int field, const char *second)
{
    if (!k->run->on[code])
        return;
    k->code = code;
    k->sev = k->run->sev[code];
    BLAME(k, field, second, NULL);
}

static void
compare(struct ht_check *k, const struct keyed *second)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++) {
        const struct ht_slot *a = &k->r->v[i];
        const struct value *b = &second->v[i];
        if (a->len == b->len && (!a->len || !memcmp(a->s, b->s, a->len)))
            continue;
        bool soft = a->s && b->s && ht_soft_difference(reg->field[i].kind, a->s, a->len, b->s, b->len);
        report(k, soft ? HT_D_792 : HT_D_791, (int)i, ht_private(k, b->s ? b->s : ""));
    }
}

void
ht_against_look(struct ht_against *a, struct ht_check *k)
{
    const uint64_t *at = ht_map_find(&a->by_key, record_key(a, k->r));
    struct keyed *head = at ? (struct keyed *)(uintptr_t)*at : NULL, *second = head ? head->todo : NULL;
    if (!second) {
        report(k, HT_D_793, -1, NULL);
        return;
    }
    head->todo = second->same;
    second->matched = true;
    compare(k, second);
}

void
ht_against_end(struct ht_against *a, struct ht_run *run)
{
    for (const struct keyed *k = a->first; k && run->on[HT_D_794]; k = k->next)
        if (!k->matched)
            ht_find_at_as(run->diag, &(struct ht_where){ .src = k->src, .record = k->id, .reg = k->reg->element },
                          HT_D_794, run->sev[HT_D_794], NULL, 0, NULL);
}
