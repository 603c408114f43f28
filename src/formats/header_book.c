/* SPDX-License-Identifier: BSD-2-Clause */
/* The names of columns that are known: stems, captions of the ledger pages, aliases of data/headers.tsv, and what is
 * worded otherwise but asks for the same. */
#include "config.h"
#include "formats/header.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "formats/caption.h"
#include "model/codelist.h"
#include "text/fold.h"

#define CAPTION_MAX 256                 /* bytes of a caption that are compared */

struct ht_header_book {
    struct ht_map names;                /* folded name and register → field + 2; HT_COL_IGNORE is stored as 1 */
    struct ht_map wordings;             /* wording in a register → field + 1, and from bit 16 on another one, + 1 */
    struct ht_captions *captions;
};

/* Blanks do not count: a column of a table in dBase is NGAYSINH or HO_TEN. */
static uint64_t
name_key(const char *folded, size_t len, size_t reg)
{
    char name[CAPTION_MAX];
    size_t n = 0;
    for (size_t i = 0; i < len && n < sizeof name; i++)
        if (folded[i] != ' ')
            name[n++] = folded[i];
    return ht_hash_mix(ht_hash(name, n, 4), reg + 1);
}

/* The first one to claim a name keeps it; false to those that mean something else. */
static bool
learn(struct ht_header_book *b, const char *name, size_t len, size_t reg, int field)
{
    char folded[CAPTION_MAX];
    bool fresh;
    size_t n = ht_fold_to(folded, sizeof folded, name, len);
    if (!n)
        return false;
    uint64_t *at = ht_map_get(&b->names, name_key(folded, n, reg), &fresh);
    uint64_t value = field == HT_COL_IGNORE ? 1 : (uint64_t)field + 2;
    if (fresh)
        *at = value;
    return *at == value;
}

/* A caption also stands for the others of its wording.  Those that leave their column out do not: what a clerk words
 * otherwise may hold something. */
static void
learn_caption(struct ht_header_book *b, const char *caption, size_t len, size_t reg, int field)
{
    bool fresh;
    if (!learn(b, caption, len, reg, field) || field < 0)
        return;
    struct ht_wording wording = ht_caption_wording(b->captions, caption, len, reg);
    if (!wording.key)
        return;
    uint64_t *at = ht_map_get(&b->wordings, wording.key, &fresh);
    if (fresh)
        *at = (uint64_t)field + 1;
    else if ((*at & 0xffff) != (uint64_t)field + 1)
        *at = (*at & 0xffff) | ((uint64_t)field + 1) << 16;
}

static int
known(const struct ht_header_book *b, const char *folded, size_t len, size_t reg)
{
    const uint64_t *at = ht_map_find(&b->names, name_key(folded, len, reg));
    if (!at)
        return HT_COL_EXTRA;
    return *at == 1 ? HT_COL_IGNORE : (int)*at - 2;
}

int
ht_header_known(const struct ht_header_book *b, const char *folded, size_t len, const struct ht_register *reg)
{
    return known(b, folded, len, reg->id);
}

int
ht_header_caption(const struct ht_header_book *b, const char *s, size_t len, const struct ht_register *reg)
{
    char folded[CAPTION_MAX];
    return known(b, folded, ht_fold_to(folded, sizeof folded, s, len), reg->id);
}

bool
ht_header_wording(const struct ht_header_book *b, const char *s, size_t len, const struct ht_register *reg,
                  struct ht_header_guess *g)
{
    struct ht_wording wording = ht_caption_wording(b->captions, s, len, reg->id);
    const uint64_t *at = wording.key ? ht_map_find(&b->wordings, wording.key) : NULL;
    if (!at)
        return false;
    g->may[0] = (int)(*at & 0xffff) - 1;
    g->may[1] = (int)(*at >> 16) - 1;
    g->col = g->may[1] >= 0 ? HT_COL_EXTRA : g->may[0];
    g->worded = g->col >= 0;
    g->bare = !wording.person;
    g->alone = wording.alone;
    return true;
}

/* One row of headers.tsv: register or *, caption, field or -. */
static void
learn_alias(struct ht_header_book *b, const struct ht_tsv *t, size_t row)
{
    size_t nr, nc, nf;
    const char *code = ht_tsv_cell(t, row, 0, &nr);
    const char *caption = ht_tsv_cell(t, row, 1, &nc);
    const char *stem = ht_tsv_cell(t, row, 2, &nf);
    for (size_t r = 0; r < HT_NREG; r++) {
        const struct ht_register *reg = &ht_registers[r];
        if (!(nr == 1 && *code == '*') && ht_register_by_code(code, nr) != reg)
            continue;
        int field = nf == 1 && *stem == '-' ? HT_COL_IGNORE : ht_field_by_name(reg, stem, nf);
        if (field != -1)
            learn_caption(b, caption, nc, r, field);
    }
}

struct ht_header_book *
ht_header_book_new(const char *lists, struct ht_diag *d)
{
    struct ht_tsv *t = ht_tsv_open(lists, "headers.tsv", d);
    if (!t)
        return NULL;
    struct ht_header_book *b = ht_calloc(1, sizeof *b);
    b->captions = ht_captions_new(lists, d);
    if (!b->captions) {
        ht_tsv_free(t);
        ht_header_book_free(b);
        return NULL;
    }
    for (size_t r = 0; r < HT_NREG; r++)
        for (size_t f = 0; f < ht_registers[r].nfields; f++) {
            const struct ht_field *field = &ht_registers[r].field[f];
            learn(b, field->name, field->name_len, r, (int)f);
            learn_caption(b, field->vi, strlen(field->vi), r, (int)f);
        }
    for (size_t i = 0; i < ht_tsv_rows(t); i++)
        learn_alias(b, t, i);
    ht_tsv_free(t);
    return b;
}

void
ht_header_book_free(struct ht_header_book *b)
{
    if (!b)
        return;
    ht_map_fini(&b->names);
    ht_map_fini(&b->wordings);
    ht_captions_free(b->captions);
    free(b);
}
