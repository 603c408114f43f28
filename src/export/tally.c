/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts of findings. */
#include "config.h"
#include "export/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/finding.h"

static void
add(struct ht_tally *t, uint16_t code, uint8_t sev, uint64_t n)
{
    size_t i = 0;
    while (i < t->n && (t->v[i].code != code || t->v[i].sev != sev))
        i++;
    if (i == t->n) {
        t->v = ht_grow(t->v, &t->cap, t->n + 1, sizeof *t->v);
        t->v[t->n++] = (struct ht_tally_row){ .code = code, .sev = sev };
    }
    t->v[i].n += n;
}

void
ht_tally_record(struct ht_tally *t, const struct ht_record *r)
{
    for (const struct ht_finding *f = r->findings; f; f = f->next) {
        const struct ht_code_row *row = ht_code_by_name(f->code, strlen(f->code));
        if (row)
            add(t, (uint16_t)(row - ht_codes), (uint8_t)f->sev, 1);
    }
}

void
ht_tally_add(struct ht_tally *sum, const struct ht_tally *t)
{
    for (size_t i = 0; i < t->n; i++)
        add(sum, t->v[i].code, t->v[i].sev, t->v[i].n);
}

static int
by_code(const void *a, const void *b)
{
    const struct ht_tally_row *x = a, *y = b;
    return x->code != y->code ? (x->code > y->code) - (x->code < y->code) : (x->sev < y->sev) - (x->sev > y->sev);
}

void
ht_tally_json(struct ht_tally *t, const char *between, struct ht_buf *out)
{
    if (t->n)
        ht_qsort(t->v, t->n, sizeof *t->v, by_code);
    ht_buf_addc(out, '[');
    for (size_t i = 0; i < t->n; i++)
        ht_buf_addf(out, "%s%s{\"code\":\"%s\",\"severity\":\"%s\",\"count\":%llu}", i ? "," : "", between,
                    ht_codes[t->v[i].code].code, ht_sev_name[t->v[i].sev], (unsigned long long)t->v[i].n);
    ht_buf_addc(out, ']');
}

void
ht_tally_fini(struct ht_tally *t)
{
    free(t->v);
    *t = (struct ht_tally){0};
}
