/* SPDX-License-Identifier: BSD-2-Clause */
/* The names of columns that are known: stems, captions of the ledger pages, aliases of data/headers.tsv. */
#include "config.h"
#include "formats/header.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "text/fold.h"

#define CAPTION_MAX 256              /* bytes of a caption that are compared */

/* Folded name and register → field + 2; HT_COL_IGNORE is stored as 1. */
struct ht_header_book {
    struct ht_map names;
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

static void
learn(struct ht_header_book *b, struct ht_buf *fold, const char *name, size_t len, size_t reg, int field)
{
    bool fresh;
    ht_buf_clear(fold);
    ht_fold(fold, name, len);
    if (!fold->len)
        return;
    uint64_t *at = ht_map_get(&b->names, name_key(fold->s, fold->len, reg), &fresh);
    if (fresh)                          /* the first one to claim a name keeps it */
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

/* One row of headers.tsv: register or *, caption, field or -. */
static void
learn_alias(struct ht_header_book *b, struct ht_buf *fold, const struct ht_tsv *t, size_t row)
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
            learn(b, fold, caption, nc, r, field);
    }
}

struct ht_header_book *
ht_header_book_new(const char *lists, struct ht_diag *d)
{
    struct ht_tsv *t = ht_tsv_open(lists, "headers.tsv", d);
    if (!t)
        return NULL;
    struct ht_header_book *b = ht_calloc(1, sizeof *b);
    struct ht_buf fold = HT_BUF_INIT;
    for (size_t r = 0; r < HT_NREG; r++)
        for (size_t f = 0; f < ht_registers[r].nfields; f++) {
            const struct ht_field *field = &ht_registers[r].field[f];
            learn(b, &fold, field->name, field->name_len, r, (int)f);
            learn(b, &fold, field->vi, strlen(field->vi), r, (int)f);
        }
    for (size_t i = 0; i < ht_tsv_rows(t); i++)
        learn_alias(b, &fold, t, i);
    ht_buf_fini(&fold);
    ht_tsv_free(t);
    return b;
}

void
ht_header_book_free(struct ht_header_book *b)
{
    if (!b)
        return;
    ht_map_fini(&b->names);
    free(b);
}
