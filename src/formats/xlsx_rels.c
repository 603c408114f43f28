/* SPDX-License-Identifier: BSD-2-Clause */
/* Relations. */
#include "config.h"
#include "formats/xlsx_rels.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "formats/sax.h"

enum { MAX_RELATIONS = 8192 };

static bool
ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !strcmp(s + n - m, end);
}

/* A target as a member's name: relative to BASE, or absolute with a slash; "../" climbs. */
static char *
resolve(const char *base, const char *target)
{
    struct ht_buf b = HT_BUF_INIT;
    if (*target == '/')
        target++;
    else
        ht_buf_adds(&b, base);
    while (!strncmp(target, "../", 3) || !strncmp(target, "./", 2)) {
        if (target[1] == '.' && b.len) {
            size_t n = b.len - 1;
            while (n && b.s[n - 1] != '/')
                n--;
            ht_buf_cut(&b, n);
        }
        target += target[1] == '.' ? 3 : 2;
    }
    ht_buf_adds(&b, target);
    return ht_buf_take(&b);
}

static void
relation_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    static const struct { const char *type; enum ht_relation_kind kind; } kinds[] = {
        { "/officeDocument", HT_REL_BOOK }, { "/worksheet", HT_REL_SHEET }, { "/styles", HT_REL_STYLES },
        { "/sharedStrings", HT_REL_STRINGS },
    };
    struct ht_relations *r = arg;
    if (strcmp(name, "Relationship") || r->n == MAX_RELATIONS)
        return;
    char *type = ht_sax_attr_dup(a, "Type");
    if (ends_in(type, "/externalLink"))
        r->external = true;
    if (!ht_sax_attr_is(a, "TargetMode", "External")) {         /* what lies outside is never looked at */
        char *target = ht_sax_attr_dup(a, "Target");
        r->v = ht_grow(r->v, &r->cap, r->n + 1, sizeof *r->v);
        r->v[r->n] = (struct ht_relation){ ht_sax_attr_dup(a, "Id"), resolve(r->base, target), HT_REL_OTHER };
        for (size_t i = 0; i < HT_COUNT(kinds); i++)
            if (ends_in(type, kinds[i].type))
                r->v[r->n].kind = kinds[i].kind;
        r->n++;
        free(target);
    }
    free(type);
}

void
ht_relations_fini(struct ht_relations *r)
{
    for (size_t i = 0; i < r->n; i++) {
        free(r->v[i].id);
        free(r->v[i].target);
    }
    free(r->v);
    *r = (struct ht_relations){0};
}

enum ht_rc
ht_relations_read(const struct ht_format_job *job, struct ht_zip *zip, const char *part, const char *base,
                  struct ht_relations *r)
{
    static const struct ht_sax h = { .start = relation_start };
    *r = (struct ht_relations){ .base = base };
    return ht_sax_parse_member(job, zip, part, &h, r);
}

const char *
ht_relation_target(const struct ht_relations *r, enum ht_relation_kind kind)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->v[i].kind == kind)
            return r->v[i].target;
    return NULL;
}
