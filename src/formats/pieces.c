/* SPDX-License-Identifier: BSD-2-Clause */
/* Rich text and shared texts. */
#include "config.h"
#include "formats/pieces.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/spill.h"
#include "base/utf8.h"
#include "model/record.h"
#include "text/nfc.h"
#include "text/viet.h"

#define TEXT_MEMORY (16u << 20)
#define INDEX_MEMORY (8u << 20)
#define TEXT_CACHE (8u << 20)
#define INDEX_CACHE (2u << 20)
enum { MAX_PIECES = 4096, MAX_SETS = 250, NO_FONT = 254, PLAIN_FONT = 255 };

void
ht_pieces_init(struct ht_pieces *p)
{
    *p = (struct ht_pieces){0};
    ht_buf_init(&p->text);
}

void
ht_pieces_fini(struct ht_pieces *p)
{
    free(p->piece);
    ht_buf_fini(&p->text);
    ht_pieces_init(p);
}

void
ht_pieces_clear(struct ht_pieces *p)
{
    ht_buf_clear(&p->text);
    p->n = 0;
}

void
ht_pieces_begin(struct ht_pieces *p, const struct ht_charset *prior, bool own)
{
    if (p->n && !p->piece[p->n - 1].len)
        p->n--;
    if (p->n == MAX_PIECES)             /* what comes now counts as part of the last one */
        return;
    p->piece = ht_grow(p->piece, &p->cap, p->n + 1, sizeof *p->piece);
    p->piece[p->n++] = (struct ht_piece){ 0, prior, own };
}

void
ht_pieces_add(struct ht_pieces *p, const char *s, size_t len)
{
    if (!p->n)
        ht_pieces_begin(p, NULL, false);
    if (p->text.len > HT_MAX_VALUE)     /* more is refused anyway when the cell is set */
        return;
    ht_buf_add(&p->text, s, len);
    p->piece[p->n - 1].len += len;
}

static const struct ht_charset *
prior_of(const struct ht_piece *p, const struct ht_charset *cell_prior)
{
    return p->own ? p->prior : cell_prior;
}

/* Letters such as đ and ơ, which are those of a font's bytes only where CP1258 widened them. */
static bool
is_vietnamese(uint32_t c)
{
    static const uint32_t western[] = { 0x152, 0x153, 0x160, 0x161, 0x178, 0x17d, 0x17e, 0x192 };
    for (size_t i = 0; i < HT_COUNT(western); i++)
        if (c == western[i])
            return false;
    return c >= 0x102 && c <= 0x1b0;
}

static bool
has_vietnamese(const char *s, size_t len)
{
    for (size_t i = 0, n; i < len; i += n)
        if (is_vietnamese(ht_utf8_get(s + i, &n)))
            return true;
    return ht_vi_has_toned(s, len);
}

static void
decode(const struct ht_charset *set, const char *s, size_t len, struct ht_buf *out)
{
    struct ht_decoded res;
    if (set && !has_vietnamese(s, len))
        ht_charset_decode(set, HT_DOOR_TEXT, s, len, out, &res);
    else
        ht_nfc(out, s, len);
}

/* The one set of all pieces that are not plain ASCII; false if there are two. */
static bool
one_prior(const struct ht_pieces *p, const struct ht_charset *cell_prior, const struct ht_charset **prior)
{
    bool any = false;
    const char *s = p->text.s;
    *prior = p->n ? prior_of(&p->piece[0], cell_prior) : cell_prior;
    for (size_t i = 0; i < p->n; s += p->piece[i++].len) {
        const struct ht_charset *set = prior_of(&p->piece[i], cell_prior);
        if (ht_is_ascii(s, p->piece[i].len))
            continue;
        if (any && set != *prior)
            return false;
        any = true;
        *prior = set;
    }
    return true;
}

/* The legacy set that is named as the cell's: the first one. */
static const struct ht_charset *
first_set(const struct ht_pieces *p, const struct ht_charset *cell_prior)
{
    size_t i = 0;
    while (!prior_of(&p->piece[i], cell_prior))
        i++;                            /* two pieces differ, so one has a set */
    return prior_of(&p->piece[i], cell_prior);
}

struct ht_cell *
ht_pieces_set(const struct ht_pieces *p, const struct ht_charset *cell_prior, struct ht_rowbuf *b, size_t col)
{
    const struct ht_charset *prior;
    struct ht_cell *c;
    if (one_prior(p, cell_prior, &prior)) {
        c = ht_rowbuf_set(b, col, p->text.s, p->text.len);
        if (c && !ht_vi_has_toned(p->text.s, p->text.len))
            c->prior = prior;           /* otherwise the font lies: the text is Unicode */
        return c;
    }
    struct ht_buf out = HT_BUF_INIT;
    const char *s = p->text.s;
    for (size_t i = 0; i < p->n;) {
        const struct ht_charset *set = prior_of(&p->piece[i], cell_prior);
        size_t len = 0;
        while (i < p->n && prior_of(&p->piece[i], cell_prior) == set)
            len += p->piece[i++].len;   /* a letter of two bytes may be cut in two by a run's end */
        decode(set, s, len, &out);
        s += len;
    }
    c = ht_rowbuf_set(b, col, out.s, out.len);
    if (c && (out.len != p->text.len || memcmp(out.s, p->text.s, out.len))) {
        struct ht_buf raw = HT_BUF_INIT;
        ht_raw_of_text(&raw, p->text.s, p->text.len);
        ht_rowbuf_raw(b, col, raw.s, raw.len);
        c->enc = ht_charset_name(first_set(p, cell_prior));
        ht_buf_fini(&raw);
    }
    ht_buf_fini(&out);
    return c;
}

/* ---- shared texts ---- */

/* An entry is its length (4 bytes), the number of pieces (2), for each piece its font (1) and length (4), the text. */
struct ht_strings {
    struct ht_spill *text, *index;      /* index: 8 bytes per entry, its place in text */
    const struct ht_charset *set[MAX_SETS];
    size_t nsets;
    uint64_t n;
    struct ht_buf entry, scratch, place;
};

struct ht_strings *
ht_strings_new(struct ht_diag *d)
{
    struct ht_strings *t = ht_calloc(1, sizeof *t);
    t->text = ht_spill_new(TEXT_MEMORY, TEXT_CACHE, d);
    t->index = ht_spill_new(INDEX_MEMORY, INDEX_CACHE, d);
    ht_buf_init(&t->entry);
    ht_buf_init(&t->scratch);
    ht_buf_init(&t->place);
    return t;
}

void
ht_strings_free(struct ht_strings *t)
{
    if (!t)
        return;
    ht_spill_free(t->text);
    ht_spill_free(t->index);
    ht_buf_fini(&t->entry);
    ht_buf_fini(&t->scratch);
    ht_buf_fini(&t->place);
    free(t);
}

uint64_t
ht_strings_count(const struct ht_strings *t)
{
    return t->n;
}

static unsigned char
font_number(struct ht_strings *t, const struct ht_piece *p)
{
    if (!p->own)
        return NO_FONT;
    if (!p->prior)
        return PLAIN_FONT;
    size_t i = 0;
    while (i < t->nsets && t->set[i] != p->prior)
        i++;
    if (i == MAX_SETS)
        return PLAIN_FONT;
    if (i == t->nsets)
        t->set[t->nsets++] = p->prior;
    return (unsigned char)i;
}

static void
add_number(struct ht_buf *b, uint32_t v)
{
    ht_buf_add(b, (const char *)&v, sizeof v);
}

enum ht_rc
ht_strings_add(struct ht_strings *t, const struct ht_pieces *p)
{
    uint64_t at = ht_spill_size(t->text);
    ht_buf_clear(&t->entry);
    add_number(&t->entry, 0);
    add_number(&t->entry, (uint32_t)p->n);
    for (size_t i = 0; i < p->n; i++) {
        ht_buf_addc(&t->entry, (char)font_number(t, &p->piece[i]));
        add_number(&t->entry, (uint32_t)p->piece[i].len);
    }
    ht_buf_add(&t->entry, p->text.s, p->text.len);
    uint32_t size = (uint32_t)t->entry.len;
    memcpy(t->entry.s, &size, sizeof size);
    if (ht_spill_add(t->text, t->entry.s, t->entry.len) || ht_spill_add(t->index, &at, sizeof at))
        return HT_FAIL;
    t->n++;
    return HT_OK;
}

enum ht_rc
ht_strings_get(struct ht_strings *t, uint64_t i, struct ht_pieces *p)
{
    uint64_t at;
    uint32_t head[2], len;
    if (i >= t->n)
        return HT_EOF;
    const char *s = ht_spill_get(t->index, i * sizeof at, sizeof at, &t->place);
    if (!s)
        return HT_FAIL;
    memcpy(&at, s, sizeof at);
    s = ht_spill_get(t->text, at, sizeof head, &t->scratch);
    if (!s)
        return HT_FAIL;
    memcpy(head, s, sizeof head);
    s = ht_spill_get(t->text, at, head[0], &t->scratch);
    if (!s)
        return HT_FAIL;
    ht_pieces_clear(p);
    const char *text = s + sizeof head + 5 * (size_t)head[1];
    s += sizeof head;
    for (uint32_t k = 0; k < head[1]; k++, s += 5, text += len) {
        unsigned char font = (unsigned char)*s;
        memcpy(&len, s + 1, sizeof len);
        ht_pieces_begin(p, font < MAX_SETS ? t->set[font] : NULL, font != NO_FONT);
        ht_pieces_add(p, text, len);
    }
    return HT_OK;
}
