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
    bool has_wordings[HT_NREG];         /* they are learned when the first strange caption comes */
    struct ht_captions *captions;
    struct ht_tsv *aliases;
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

/* The first one to claim a name keeps it. */
static void
learn(struct ht_header_book *b, const char *name, size_t len, size_t reg, int field)
{
    char folded[CAPTION_MAX];
    bool fresh;
    size_t n = ht_fold_to(folded, sizeof folded, name, len);
    if (!n)
        return;
    uint64_t *at = ht_map_get(&b->names, name_key(folded, n, reg), &fresh);
    if (fresh)
        *at = field == HT_COL_IGNORE ? 1 : (uint64_t)field + 2;
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
    size_t n = ht_fold_to(folded, sizeof folded, s, len);
    return known(b, folded, n, reg->id);
}

/* One row of headers.tsv: register or *, caption, field or -.  The field that it names in REG, HT_COL_EXTRA if the row
 * is not about that register. */
static int
read_alias(const struct ht_tsv *t, size_t row, const struct ht_register *reg, const char **caption, size_t *len)
{
    size_t ncode, nstem;
    const char *code = ht_tsv_cell(t, row, 0, &ncode);
    const char *stem = ht_tsv_cell(t, row, 2, &nstem);
    *caption = ht_tsv_cell(t, row, 1, len);
    if (!(ncode == 1 && *code == '*') && ht_register_by_code(code, ncode) != reg)
        return HT_COL_EXTRA;
    return nstem == 1 && *stem == '-' ? HT_COL_IGNORE : ht_field_by_name(reg, stem, nstem);
}

struct ht_header_book *
ht_header_book_new(const char *lists, struct ht_diag *d)
{
    struct ht_header_book *b = ht_calloc(1, sizeof *b);
    b->aliases = ht_tsv_open(lists, "headers.tsv", d);
    b->captions = b->aliases ? ht_captions_new(lists, d) : NULL;
    if (!b->captions) {
        ht_header_book_free(b);
        return NULL;
    }
    for (size_t r = 0; r < HT_NREG; r++) {
        const struct ht_register *reg = &ht_registers[r];
        for (size_t f = 0; f < reg->nfields; f++) {
            learn(b, reg->field[f].name, reg->field[f].name_len, r, (int)f);
            learn(b, reg->field[f].vi, strlen(reg->field[f].vi), r, (int)f);
        }
        for (size_t i = 0; i < ht_tsv_rows(b->aliases); i++) {
            const char *caption;
            size_t len;
            int field = read_alias(b->aliases, i, reg, &caption, &len);
            if (field != HT_COL_EXTRA)
                learn(b, caption, len, r, field);
        }
    }
    return b;
}

/* ---- wordings ---- */

/* A caption that means FIELD also stands for the others of its wording. */
static void
learn_wording(struct ht_header_book *b, const char *caption, size_t len, const struct ht_register *reg, int field)
{
    bool fresh;
    if (ht_header_caption(b, caption, len, reg) != field)
        return;
    struct ht_wording wording = ht_caption_wording(b->captions, caption, len, reg->id);
    if (!wording.key || wording.part)
        return;
    uint64_t *at = ht_map_get(&b->wordings, wording.key, &fresh);
    if (fresh)
        *at = (uint64_t)field + 1;
    else if ((*at & 0xffff) != (uint64_t)field + 1)
        *at = (*at & 0xffff) | ((uint64_t)field + 1) << 16;
}

/* Captions that leave their column out are not learned: what a clerk words otherwise may hold something. */
static void
learn_wordings(struct ht_header_book *b, const struct ht_register *reg)
{
    b->has_wordings[reg->id] = true;
    for (size_t f = 0; f < reg->nfields; f++)
        learn_wording(b, reg->field[f].vi, strlen(reg->field[f].vi), reg, (int)f);
    for (size_t i = 0; i < ht_tsv_rows(b->aliases); i++) {
        const char *caption;
        size_t len;
        int field = read_alias(b->aliases, i, reg, &caption, &len);
        if (field >= 0)
            learn_wording(b, caption, len, reg, field);
    }
}

bool
ht_header_wording(struct ht_header_book *b, const char *s, size_t len, const struct ht_register *reg,
                  struct ht_header_guess *g)
{
    struct ht_wording wording = ht_caption_wording(b->captions, s, len, reg->id);
    if (wording.key && !b->has_wordings[reg->id])
        learn_wordings(b, reg);
    const uint64_t *at = wording.key ? ht_map_find(&b->wordings, wording.key) : NULL;
    if (!at)
        return false;
    g->may[0] = (int)(*at & 0xffff) - 1;
    g->may[1] = (int)(*at >> 16) - 1;
    g->wording = wording.key;
    g->part = wording.part;
    g->col = g->part || g->may[1] >= 0 ? HT_COL_EXTRA : g->may[0];
    g->worded = g->col >= 0;
    g->bare = !wording.person;
    g->alone = wording.alone;
    return true;
}

void
ht_header_book_free(struct ht_header_book *b)
{
    if (!b)
        return;
    ht_map_fini(&b->names);
    ht_map_fini(&b->wordings);
    ht_captions_free(b->captions);
    ht_tsv_free(b->aliases);
    free(b);
}
