/* SPDX-License-Identifier: BSD-2-Clause */
/* Which pages are below the floor, and what is to be keyed of them. */
#include "config.h"
#include "formats/page_floor.h"

#include "base/mem.h"

/* Median confidence below which a page is taken for one that nobody but a person can read: handwriting, bad pictures.
 * Typed pages have 85 and more, cursive handwriting less than 50. */
#define FLOOR 55

static int
by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Median confidence of the fields that were read; 100 if the program that read them does not say. */
static int
confidence_of_fields(const struct ht_page_fields *f)
{
    int conf[HT_MAX_FIELDS];
    size_t n = 0;
    for (size_t i = 0; i < f->reg->nfields; i++) {
        if (!f->f[i].there)
            continue;
        if (f->f[i].conf < 0)
            return 100;
        conf[n++] = f->f[i].letters > 0 ? (int)(f->f[i].sum / f->f[i].letters) : f->f[i].conf;
    }
    ht_qsort(conf, n, sizeof *conf, by_number);
    return n ? conf[n / 2] : 0;
}

/* The same of the words of a page that nothing is known of. */
static int
confidence_of_words(const struct ht_page *p)
{
    size_t count[101] = {0}, n = 0, sum = 0;
    int c = 100;
    for (size_t i = 0; i < p->n; i++) {
        if (p->word[i].conf < 0)
            return 100;
        count[p->word[i].conf] += p->word[i].len;
        n += p->word[i].len;
    }
    for (; c > 0 && (sum += count[c]) * 2 < n; c--)
        ;
    return n ? c : 0;
}

bool
ht_page_fields_legible(const struct ht_page_fields *f)
{
    return confidence_of_fields(f) >= FLOOR;
}

bool
ht_page_words_legible(const struct ht_page *p)
{
    return confidence_of_words(p) >= FLOOR;
}

void
ht_page_to_key(struct ht_page_fields *f, const struct ht_register *reg, const struct ht_template *t,
                const struct ht_fit *fit)
{
    ht_page_fields_clear(f, reg);
    for (size_t i = 0; t && i < t->n; i++) {
        const struct ht_zone *z = &t->zone[i];
        if (z->field < 0)
            continue;
        f->f[z->field].unreadable = true;
        if (fit && z->kind == HT_ZONE_VALUE)
            f->f[z->field].box = ht_fit_box(fit, z->x, z->y, z->w, z->h);
    }
    for (size_t i = 0; !t && i < reg->nfields; i++)
        f->f[i].unreadable = reg->field[i].need != HT_NEED_OPT;
}
