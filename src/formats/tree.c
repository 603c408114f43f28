/* SPDX-License-Identifier: BSD-2-Clause */
/* Trees of names, and the choice of what is a record. */
#include "config.h"
#include "formats/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"

enum { MAX_NODES = 1024, MAX_DEPTH = 64, MIN_CELLS = 3, MAX_OUTSIDE = 1000, NONE = -1, ROOT = 0 };

/* A place in the tree.  Parents stand before what is inside them. */
struct node {
    const char *name;
    size_t len;
    int parent, first, last, next;      /* NONE: there is no such node */
    unsigned long inside;               /* the number of the parent that it was last seen in */
    bool repeated;                      /* it came twice in one parent, or is a member of a list */
    bool value;                         /* it is a cell */
    bool record, above;                 /* is one; holds one somewhere inside */
    const char *file;                   /* of the rows, if it is a record */
    size_t cells;                       /* inside it, not counting what repeats there */
};

struct ht_tree {
    struct node node[MAX_NODES];
    int n;
    struct { int node; unsigned long number; } open[MAX_DEPTH + 1];     /* node NONE: nothing is known of it */
    size_t depth;                       /* names open, even beyond MAX_DEPTH */
    unsigned long number;               /* of the last one that was opened */
    bool chosen;
    size_t records_at, record_open;     /* depth of the records that are known; of the open one, 0: none */
    const char *file, *usual_file;      /* of the open record's row; of one at a place that is not known */
    struct ht_buf outside;              /* names of cells outside of records, each between two separators */
    struct ht_arena arena;
};

#define SEPARATOR ", "

struct ht_tree *
ht_tree_new(void)
{
    struct ht_tree *t = ht_calloc(1, sizeof *t);
    t->node[t->n++] = (struct node){ .name = "", .parent = NONE, .first = NONE, .last = NONE, .next = NONE };
    ht_buf_init(&t->outside);
    return t;
}

void
ht_tree_free(struct ht_tree *t)
{
    if (!t)
        return;
    ht_arena_fini(&t->arena);
    ht_buf_fini(&t->outside);
    free(t);
}

static bool
is_leaf(const struct node *n)
{
    return n->first == NONE;
}

static int
find(const struct ht_tree *t, int parent, const char *name, size_t len)
{
    int i = parent == NONE ? NONE : t->node[parent].first;
    while (i != NONE && (t->node[i].len != len || memcmp(t->node[i].name, name, len)))
        i = t->node[i].next;
    return i;
}

static int
learn(struct ht_tree *t, int parent, const char *name, size_t len)
{
    if (parent == NONE || t->n == MAX_NODES)
        return NONE;
    int i = t->n++;
    struct node *p = &t->node[parent];
    t->node[i] = (struct node){ .name = ht_arena_strndup(&t->arena, name, len), .len = len, .parent = parent,
                                .first = NONE, .last = NONE, .next = NONE };
    if (p->last == NONE)
        p->first = i;
    else
        t->node[p->last].next = i;
    p->last = i;
    return i;
}

/* ---- the passes ---- */

static bool
begins_record(struct ht_tree *t, int node)
{
    if (!t->chosen || t->record_open)
        return false;
    if (node != NONE ? !t->node[node].record : t->depth != t->records_at)
        return false;
    t->record_open = t->depth;
    t->file = node != NONE ? t->node[node].file : t->usual_file;
    return true;
}

bool
ht_tree_open(struct ht_tree *t, const char *name, size_t len, bool listed)
{
    size_t up = t->depth++;
    int node = NONE;
    t->number++;
    if (up < MAX_DEPTH) {
        int parent = t->open[up].node;
        node = find(t, parent, name, len);
        if (node == NONE && !t->chosen)
            node = learn(t, parent, name, len);
        t->open[up + 1].node = node;
        t->open[up + 1].number = t->number;
        if (node != NONE && !t->chosen) {
            struct node *n = &t->node[node];
            n->repeated = n->repeated || listed || (n->inside && n->inside == t->open[up].number + 1);
            n->inside = t->open[up].number + 1;
        }
    }
    return begins_record(t, node);
}

static void
note_outside(struct ht_tree *t, const char *name, size_t len)
{
    struct ht_buf *b = &t->outside;
    size_t before = b->len;
    if (!before)
        ht_buf_adds(b, SEPARATOR);
    size_t at = b->len - strlen(SEPARATOR);
    ht_buf_add(b, name, len);
    ht_buf_adds(b, SEPARATOR);
    if (b->len > MAX_OUTSIDE || (before && memmem(b->s, before, b->s + at, b->len - at)))
        ht_buf_cut(b, before);
}

void
ht_tree_value(struct ht_tree *t, const char *name, size_t len)
{
    int node = t->depth <= MAX_DEPTH ? t->open[t->depth].node : NONE;
    if (t->chosen && !t->record_open)
        note_outside(t, name, len);
    else if (!t->chosen && node != NONE)
        t->node[node].value = true;
}

bool
ht_tree_close(struct ht_tree *t)
{
    bool record = t->record_open && t->record_open == t->depth;
    if (record)
        t->record_open = 0;
    if (t->depth)
        t->depth--;
    return record;
}

/* ---- the choice ---- */

/* Parents stand before their children, so from the last to the first every sum is whole when it is added. */
static void
count_cells(struct ht_tree *t)
{
    for (int i = t->n - 1; i > ROOT; i--) {
        const struct node *n = &t->node[i];
        t->node[n->parent].cells += n->value + (n->repeated ? 0 : n->cells);
    }
}

/* The names between FROM and the cell at AT, joined by dots; false if it is not inside FROM or repeats there. */
static bool
path(const struct ht_tree *t, int from, int at, struct ht_buf *out)
{
    int up[MAX_DEPTH];
    size_t n = 0;
    for (int i = at; i != from; i = t->node[i].parent) {
        if (i == NONE || n == MAX_DEPTH || (i != at && t->node[i].repeated))
            return false;
        up[n++] = i;
    }
    ht_buf_clear(out);
    while (n) {
        const struct node *k = &t->node[up[--n]];
        ht_buf_add(out, k->name, k->len);
        if (n && k->len)
            ht_buf_addc(out, '.');
    }
    return true;
}

/* True if the names of the cells of the node at FROM are those of a ledger. */
static bool
is_header(const struct ht_tree *t, int from, const struct ht_format_job *job)
{
    struct ht_arena arena = {0};
    struct ht_buf name = HT_BUF_INIT;
    struct ht_cell *cell = ht_calloc(t->node[from].cells, sizeof *cell);
    struct ht_row row = { .cell = cell, .file = job->name, .arena = &arena };
    for (int i = from + 1; i < t->n && row.n < t->node[from].cells; i++)
        if (t->node[i].value && path(t, from, i, &name))
            cell[row.n++] = (struct ht_cell){ .s = "", .name = ht_arena_strndup(&arena, name.s, name.len) };
    bool is = job->is_header(job->is_header_arg, &row);
    ht_buf_fini(&name);
    ht_arena_fini(&arena);
    free(cell);
    return is;
}

/* The node with the most cells among those that repeat (or all of them) and, if HEADER, are headers; NONE if there is
 * none.  Of two that have as many, the outer one. */
static int
largest(const struct ht_tree *t, const struct ht_format_job *job, bool repeated, bool header)
{
    int best = NONE;
    for (int i = ROOT + 1; i < t->n; i++) {
        const struct node *n = &t->node[i];
        if (is_leaf(n) || !n->cells || (repeated && !n->repeated) || n->above || n->record ||
            (best != NONE && n->cells <= t->node[best].cells))
            continue;
        if (!header || (n->cells >= MIN_CELLS && is_header(t, i, job)))
            best = i;
    }
    return best;
}

/* What holds nothing but one group is not yet the record, unless it repeats. */
static int
innermost(const struct ht_tree *t, int i)
{
    while (!t->node[i].repeated && t->node[i].first == t->node[i].last && !is_leaf(&t->node[t->node[i].first]))
        i = t->node[i].first;
    return i;
}

static bool
inside_record(const struct ht_tree *t, int i)
{
    while (i != NONE && !t->node[i].record)
        i = t->node[i].parent;
    return i != NONE;
}

static void
mark(struct ht_tree *t, int record)
{
    t->node[record].record = true;
    for (int i = t->node[record].parent; i != NONE; i = t->node[i].parent)
        t->node[i].above = true;
}

/* The names on the way to node I. */
static void
place(const struct ht_tree *t, int i, struct ht_buf *out)
{
    int up[MAX_DEPTH];
    size_t n = 0;
    for (; i != ROOT && n < MAX_DEPTH; i = t->node[i].parent)
        up[n++] = i;
    ht_buf_clear(out);
    while (n) {
        const struct node *k = &t->node[up[--n]];
        if (k->len)
            ht_buf_addf(out, "%s%s", out->len ? "/" : "", k->name);
    }
}

static size_t
depth_of(const struct ht_tree *t, int i)
{
    size_t d = 0;
    for (; i != ROOT; i = t->node[i].parent)
        d++;
    return d;
}

/* Other lists of the same source: the entries of another volume, perhaps of another register. */
static void
mark_others(struct ht_tree *t, const struct ht_format_job *job)
{
    for (int i = ROOT + 1; i < t->n; i++) {
        const struct node *n = &t->node[i];
        if (n->repeated && !n->above && !is_leaf(n) && n->cells >= MIN_CELLS && !inside_record(t, i) &&
            is_header(t, i, job))
            mark(t, i);
    }
}

/* What each record's row is of; tells where they are. */
static void
name_records(struct ht_tree *t, const struct ht_format_job *job)
{
    struct ht_buf name = HT_BUF_INIT;
    size_t n = 0;
    for (int i = ROOT + 1; i < t->n; i++)
        n += t->node[i].record;
    for (int i = ROOT + 1; i < t->n; i++) {
        if (!t->node[i].record)
            continue;
        place(t, i, &name);
        if (job->explain && name.len)
            ht_diag_say(job->diag, _("%s: the entries are at %s"), job->name, name.s);
        t->node[i].file = job->name;
        if (n > 1) {
            struct ht_buf file = HT_BUF_INIT;
            ht_buf_addf(&file, "%s#%s", job->name, name.s);
            t->node[i].file = ht_arena_strndup(&t->arena, file.s, file.len);
            ht_buf_fini(&file);
        }
    }
    ht_buf_fini(&name);
}

void
ht_tree_choose(struct ht_tree *t, const struct ht_format_job *job)
{
    count_cells(t);
    int best = job->is_header ? largest(t, job, false, true) : NONE;
    bool known = best != NONE;
    if (!known)
        best = largest(t, job, true, false);
    if (best == NONE)
        best = largest(t, job, false, false);
    if (best != NONE) {
        best = innermost(t, best);
        t->records_at = depth_of(t, best);
        mark(t, best);
    }
    if (known)
        mark_others(t, job);
    name_records(t, job);
    t->usual_file = job->name;
    t->chosen = true;
    t->depth = 0;
}

const char *
ht_tree_file(const struct ht_tree *t)
{
    return t->file;
}

void
ht_tree_report(const struct ht_tree *t, const struct ht_format_job *job)
{
    struct ht_where w = { .file = job->name };
    size_t edge = strlen(SEPARATOR);
    if (t->outside.len <= edge)
        return;
    struct ht_buf names = HT_BUF_INIT;
    ht_buf_add(&names, t->outside.s + edge, t->outside.len - 2 * edge);
    ht_find_at(job->diag, &w, HT_D_174, NULL, 0, names.s, NULL);
    ht_buf_fini(&names);
}
