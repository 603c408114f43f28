/* SPDX-License-Identifier: BSD-2-Clause */
/* Values that are given for a whole file. */
#include "config.h"
#include "formats/given.h"

#include <string.h>

#include "base/limits.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "model/finding.h"

/* One of the list: FIELD=VALUE. */
struct pair {
    const char *field, *value;
    size_t field_len, len;
};

static struct pair
pair_at(const struct ht_given *g, size_t i)
{
    const char *s = g->list->v[i], *eq = strchr(s, '=');
    return (struct pair){ s, eq + 1, (size_t)(eq - s), strlen(eq + 1) };
}

/* The number of the pair for NAME among the first N, or N. */
static size_t
find(const struct ht_given *g, const char *name, size_t len, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct pair p = pair_at(g, i);
        if (p.field_len == len && !memcmp(p.field, name, len))
            return i;
    }
    return n;
}

/* One line of text that an element may hold. */
static bool
is_text(const char *s, size_t len)
{
    return len > 0 && len <= HT_MAX_VALUE && ht_utf8_valid(s, len) == len && !ht_has_controls(s, len)
        && !strpbrk(s, "\t\n\r\x7f");
}

bool
ht_given_init(struct ht_given *g, const struct ht_strv *list, const struct ht_register *reg, struct ht_diag *d)
{
    g->list = list;
    for (size_t i = 0; i < list->n; i++) {
        if (!strchr(list->v[i], '=')) {
            ht_diag_usage(d, _("--set=%s: write --set=FIELD=VALUE"), list->v[i]);
            return false;
        }
        struct pair p = pair_at(g, i);
        int len = (int)p.field_len;
        if (reg ? ht_field_by_name(reg, p.field, p.field_len) < 0 : !ht_field_is_known(p.field, p.field_len)) {
            ht_field_missing("--set", 0, reg, p.field, p.field_len, d);
            return false;
        }
        if (find(g, p.field, p.field_len, i) < i) {
            ht_diag_usage(d, _("--set=%s: %.*s was given before"), list->v[i], len, p.field);
            return false;
        }
        if (!is_text(p.value, p.len)) {
            ht_diag_usage(d, _("--set=%s: the value must be one line of UTF-8 text"), list->v[i]);
            return false;
        }
    }
    return true;
}

const char *
ht_given_value(const struct ht_given *g, const struct ht_register *reg, int field, size_t *len)
{
    const char *name = reg->field[field].name;
    size_t i = find(g, name, strlen(name), g->list->n);
    if (i == g->list->n)
        return NULL;
    struct pair p = pair_at(g, i);
    *len = p.len;
    return p.value;
}

static enum ht_rc
fill(struct ht_stage *s, struct ht_record *r)
{
    const struct ht_given *g = ((struct ht_given_stage *)s)->given;
    for (size_t i = 0; i < g->list->n; i++) {
        struct pair p = pair_at(g, i);
        int field = ht_field_by_name(r->reg, p.field, p.field_len);
        if (field < 0 || !ht_slot_absent(&r->v[field]))
            continue;
        ht_set_borrowed(r, field, p.value, p.len);
        ht_set_attr(r, field, HT_A_by, "set", 3);
    }
    return ht_pass(s, r);
}

static const struct ht_stage_class filler = { "set", fill, NULL, NULL };

struct ht_stage *
ht_given_before(struct ht_given_stage *s, const struct ht_given *g, struct ht_stage *next)
{
    *s = (struct ht_given_stage){ { &filler, next }, g };
    return g->list->n ? &s->stage : next;
}

void
ht_given_report(const struct ht_given *g, const struct ht_register *reg, const struct ht_where *w, struct ht_diag *d)
{
    char name[HT_MAX_NAME + 1];
    for (size_t i = 0; i < g->list->n; i++) {
        struct pair p = pair_at(g, i);
        if (ht_field_by_name(reg, p.field, p.field_len) >= 0)
            continue;
        memcpy(name, p.field, p.field_len);     /* the name of some register's field */
        name[p.field_len] = '\0';
        ht_find_at(d, w, HT_D_132, p.value, p.len, name, NULL);
    }
}
