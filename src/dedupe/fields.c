/* SPDX-License-Identifier: BSD-2-Clause */
/* Descriptions of tables: reading them, making schemas of them, finding their columns. */
#include "config.h"
#include "dedupe/fields.h"

#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "dedupe/compare.h"
#include "text/fold.h"

#define SHARED (1u << HT_SIBLING | 1u << HT_TWIN)
#define HEADER_MAX 512
#define CELLS 3

enum role { ROLE_NONE, ROLE_BIRTH, ROLE_SEX, ROLE_FATHER, ROLE_MOTHER, ROLE_FAMILY, NROLES };
static const char *const role_name[NROLES] = { "", "birth", "sex", "father", "mother", "family" };

/* What each kind becomes.  A name is compared in three parts unless it is a parent's. */
static const struct kind {
    const char *word;
    enum ht_col_kind col;
    enum ht_cmp_kind cmp;
} kinds[] = {
    { "name", HT_COL_NAME, HT_CMP_PERSON },    { "date", HT_COL_DATE, HT_CMP_DATE },
    { "place", HT_COL_PLACE, HT_CMP_PLACE },   { "paper", HT_COL_ID, HT_CMP_ID },
    { "text", HT_COL_TEXT, HT_CMP_TEXT },      { "number", HT_COL_NUMBER, HT_CMP_NUMBER },
    { "category", HT_COL_CODE, HT_CMP_WORD },
};
/* Roles that a kind can have; the others make no sense. */
static bool
role_fits(enum role role, enum ht_col_kind kind)
{
    return role == ROLE_BIRTH ? kind == HT_COL_DATE : role == ROLE_SEX ? kind == HT_COL_CODE : true;
}

struct cell {
    const char *s;
    size_t len;
};

struct reading {
    struct ht_fields *f;
    struct ht_diag *diag;
    const char *path;
    unsigned long line;
    int parent[2];                      /* columns of the parents' names, -1: none */
};

static bool
is(const struct cell *c, const char *word)
{
    return c->len == strlen(word) && !memcmp(c->s, word, c->len);
}

/* Cuts "a+b+c"; a header that holds a '+' itself is found whole by ht_fields_bind. */
static void
set_source(struct ht_fields *f, struct ht_field_source *s, const struct cell *c, bool date)
{
    *s = (struct ht_field_source){ .header = ht_arena_strndup(&f->arena, c->s, c->len), .date = date };
    if (!memchr(c->s, '+', c->len))
        return;
    const char *p = c->s, *end = c->s + c->len;
    while (s->nparts < HT_FIELD_PARTS && p <= end) {
        const char *plus = memchr(p, '+', (size_t)(end - p)), *stop = plus ? plus : end;
        if (s->nparts + 1 == HT_FIELD_PARTS)
            stop = end;
        s->part[s->nparts++] = ht_arena_strndup(&f->arena, p, (size_t)(stop - p));
        p = stop + 1;
    }
}

/* "HEADER" or "HEADER, PART" for messages and models. */
static const char *
named(struct ht_fields *f, const char *header, const char *separator, const char *part)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, "%s%s%s", header, separator, part);
    const char *s = ht_arena_strdup(&f->arena, b.s);
    ht_buf_fini(&b);
    return s;
}

static bool
add_cmp(struct ht_dschema *d, enum ht_cmp_kind kind, const char *name, const char *label, int col, int other,
        unsigned shared, unsigned sex)
{
    if (d->ncmp == HT_MAX_CMP)
        return false;
    d->cmp[d->ncmp++] = (struct ht_cmp){ kind, name, label, { (int8_t)col, (int8_t)other, -1 }, NULL, 0,
                                         (uint8_t)shared, (uint8_t)sex };
    return true;
}

static bool
add_column(struct reading *r, const struct kind *k, enum role role, const struct cell *header)
{
    struct ht_fields *f = r->f;
    struct ht_dschema *d = &f->schema;
    if (d->ncols == HT_MAX_COLS)
        return false;
    int c = (int)d->ncols++;
    struct ht_field_source *s = &f->source[c];
    set_source(f, s, header, k->col == HT_COL_DATE);
    d->col[c] = (struct ht_col){ k->col, s->header, { -1, -1, -1 }, 0 };
    bool parent = role == ROLE_FATHER || role == ROLE_MOTHER;
    unsigned shared = parent || role == ROLE_FAMILY ? SHARED : 0;
    if (role == ROLE_BIRTH)
        d->birth = (int8_t)c;
    if (role == ROLE_SEX)
        d->sex = (int8_t)c;
    if (k->col == HT_COL_PLACE && d->place < 0)
        d->place = (int8_t)c;
    if (k->col == HT_COL_NAME && parent) {
        r->parent[role == ROLE_MOTHER] = c;
        return add_cmp(d, HT_CMP_PERSON, s->header, s->header, c, -1, shared, role == ROLE_FATHER ? 1 : 2);
    }
    if (k->col == HT_COL_NAME)
        return add_cmp(d, HT_CMP_GIVEN, named(f, s->header, ".", "given"),
                       named(f, s->header, ", ", _("given name")), c, -1, 0, 0) &&
               add_cmp(d, HT_CMP_MIDDLE, named(f, s->header, ".", "middle"),
                       named(f, s->header, ", ", _("middle name")), c, -1, 0, 0) &&
               add_cmp(d, HT_CMP_SURNAME, named(f, s->header, ".", "surname"),
                       named(f, s->header, ", ", _("surname")), c, -1, SHARED, 0);
    if (k->col == HT_COL_DATE && parent)
        return add_cmp(d, HT_CMP_YEAR, s->header, s->header, c, -1, shared, 0);
    if (role == ROLE_BIRTH)
        shared |= 1u << HT_TWIN;
    return add_cmp(d, k->cmp, s->header, s->header, c, -1, shared, 0);
}

static int
take_line(struct reading *r, const struct cell *c)
{
    const struct kind *k = NULL;
    enum role role = NROLES;
    for (size_t i = 0; i < HT_COUNT(kinds); i++)
        if (is(&c[1], kinds[i].word))
            k = &kinds[i];
    for (int i = 0; i < NROLES; i++)
        if (is(&c[2], role_name[i]))
            role = (enum role)i;
    bool id = is(&c[1], "id") && role == ROLE_NONE && c[0].len;
    if (id) {
        set_source(r->f, &r->f->id, &c[0], false);
        return 0;
    }
    if (!c[0].len || c[0].len > HEADER_MAX || !k || role == NROLES || !role_fits(role, k->col)) {
        ht_diag_usage(r->diag,
                      _("%s:%lu: a line describes a column: header, kind (id, name, text, date, number, category, "
                        "place, paper) and, if it has one, role (birth for a date, sex for a category, father, "
                        "mother, family), with tabs between them"), r->path, r->line);
        return -1;
    }
    if (!add_column(r, k, role, &c[0])) {
        ht_diag_usage(r->diag, _("%s:%lu: more columns than can be compared; leave out those that say least"), r->path,
                      r->line);
        return -1;
    }
    return 0;
}

static int
take_lines(struct reading *r, const char *s, const char *end)
{
    for (const char *next; s < end; s = next) {
        struct cell c[CELLS] = { { "", 0 }, { "", 0 }, { "", 0 } };
        const char *nl = memchr(s, '\n', (size_t)(end - s)), *stop = nl ? nl : end, *p = s;
        next = nl ? nl + 1 : end;
        r->line++;
        if (stop > s && stop[-1] == '\r')
            stop--;
        for (size_t n = 0; n < CELLS && p <= stop; n++) {
            const char *tab = memchr(p, '\t', (size_t)(stop - p));
            c[n] = (struct cell){ p, (size_t)((tab ? tab : stop) - p) };
            p = tab ? tab + 1 : stop + 1;
        }
        if (stop > s && *s != '#' && take_line(r, c))
            return -1;
    }
    return 0;
}

/* Parents make a family: their names are its key, and brothers, sisters and twins are to be told apart. */
static void
finish(struct reading *r)
{
    struct ht_dschema *d = &r->f->schema;
    size_t n = 0;
    d->classes = 1u << HT_SAME | 1u << HT_UNRELATED;
    for (int k = 0; k < 2; k++) {
        if (r->parent[k] < 0)
            continue;
        d->family.part[n].kind = HT_PART_FULL;
        d->family.part[n++].col = (uint8_t)r->parent[k];
        d->classes |= SHARED;
    }
    d->nkeys = HT_MAX_KEYS;             /* room in the features */
    ht_dschema_layout(d);
    d->nkeys = 0;
    ht_cmp_ready(d);
}

int
ht_fields_load(struct ht_fields *f, const char *path, struct ht_diag *diag)
{
    size_t len;
    *f = (struct ht_fields){ .schema = { .name = "table", .sex = -1, .birth = -1, .place = -1, .entry = -1,
                                         .regdate = -1 } };
    const char *text = ht_map_config(path, &len, diag), *s = text;
    if (!text)
        return -1;
    struct reading r = { .f = f, .diag = diag, .path = path, .parent = { -1, -1 } };
    if (len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
        s += 3;
    int rc = 0;
    if (ht_utf8_valid(text, len) < len) {
        ht_diag_usage(diag, _("%s is not UTF-8 text"), path);
        rc = -1;
    } else {
        rc = take_lines(&r, s, text + len);
    }
    if (!rc && !f->schema.ncols) {
        ht_diag_usage(diag, _("%s describes no column that could be compared"), path);
        rc = -1;
    }
    ht_unmap(text, len);
    finish(&r);
    return rc;
}

void
ht_fields_fini(struct ht_fields *f)
{
    ht_arena_fini(&f->arena);
    ht_arena_fini(&f->row);
}

/* ---- finding the columns ---- */

/* The cell that is HEADER, or reads like it when case, marks and punctuation do not count; -1: none. */
static int
find_cell(const char *header, const char *const *cell, const size_t *len, size_t n)
{
    char want[HEADER_MAX], have[HEADER_MAX];
    size_t header_len = strlen(header);
    for (size_t i = 0; i < n; i++)
        if (len[i] == header_len && !memcmp(cell[i], header, header_len))
            return (int)i;
    ht_fold_to(want, sizeof want, header, header_len);
    for (size_t i = 0; i < n && *want; i++) {
        ht_fold_to(have, sizeof have, cell[i], len[i]);
        if (!strcmp(want, have))
            return (int)i;
    }
    return -1;
}

static bool
bind_source(struct ht_field_source *s, const char *const *cell, const size_t *len, size_t n)
{
    s->at[0] = find_cell(s->header, cell, len, n);
    s->whole = s->at[0] >= 0;
    if (s->whole)
        return true;
    for (size_t k = 0; k < s->nparts; k++)
        if ((s->at[k] = find_cell(s->part[k], cell, len, n)) < 0)
            return false;
    return s->nparts > 0;
}

const char *
ht_fields_bind(struct ht_fields *f, const char *const *cell, const size_t *len, size_t n, size_t *found)
{
    const char *missing = NULL;
    *found = 0;
    for (size_t i = 0; i <= f->schema.ncols; i++) {
        struct ht_field_source *s = i < f->schema.ncols ? &f->source[i] : &f->id;
        if (!s->header)
            continue;
        if (bind_source(s, cell, len, n))
            ++*found;
        else if (!missing)
            missing = s->header;
    }
    return missing;
}

static struct ht_cell
value(struct ht_fields *f, const struct ht_field_source *s, const char *const *text, const size_t *len, size_t n)
{
    struct ht_cell c = { .s = "" };
    if (s->whole) {
        if ((size_t)s->at[0] < n)
            c = (struct ht_cell){ .s = text[s->at[0]], .len = len[s->at[0]] };
        return c;
    }
    size_t room = 0;
    for (size_t k = 0; k < s->nparts; k++)
        room += (size_t)s->at[k] < n ? len[s->at[k]] + 1 : 0;
    char *joined = ht_arena_alloc(&f->row, room + 1);
    for (size_t k = 0; k < s->nparts; k++) {
        size_t at = (size_t)s->at[k];
        if (at >= n || !len[at])
            continue;
        if (c.len)
            joined[c.len++] = s->date ? '-' : ' ';
        memcpy(joined + c.len, text[at], len[at]);
        c.len += len[at];
    }
    c.s = joined;
    return c;
}

void
ht_fields_cells(struct ht_fields *f, const char *const *text, const size_t *len, size_t n, struct ht_cell *out,
                struct ht_cell *id)
{
    ht_arena_reset(&f->row);
    memset(out, 0, HT_MAX_CELLS * sizeof *out);
    for (size_t i = 0; i < f->schema.ncols; i++)
        out[i * HT_COL_FIELDS] = value(f, &f->source[i], text, len, n);
    *id = f->id.header ? value(f, &f->id, text, len, n) : (struct ht_cell){ .s = "" };
}
