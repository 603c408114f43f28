/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Models as text: what --explain-model writes, --model reads.
 *
 * Tab-separated: schema, comparison, level, probability in each class, weight in bits; the lines of a class have the
 * pairs of that class for each record of the file, so that a model fits files of any size.  Lines of other
 * schemas are passed over, so one file holds the models of all registers; '#' starts a comment.
 */
#include "config.h"
#include "dedupe/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"

#define FIELDS 8

static const char *const class_name[HT_NCLASS] = { "same", "sibling", "twin", "unrelated" };
static const char *const relation_name[HT_NENTRY] = {
#define RELATION(id, name, text, same, other, sibling, twin, unrelated) name,
#include "dedupe/relations.def"
#undef RELATION
};
static const char *const relation_text[HT_NENTRY] = {
#define RELATION(id, name, text, same, other, sibling, twin, unrelated) text,
#include "dedupe/relations.def"
#undef RELATION
};
static const char *const date_text[4] = {
    N_("registered on the same day"), N_("registered on nearly the same day"), N_("registered on another day"),
    N_("day of registration unknown"),
};
static const char *const date_name[4] = { "same day", "near", "other day", "day unknown" };

static void
level_name(const struct ht_cmp *c, size_t l, char out[80])
{
    if (c->kind == HT_CMP_ENTRY)
        snprintf(out, 80, "%s/%s", relation_name[l / 4], date_name[l % 4]);
    else
        snprintf(out, 80, "%s", c->level[l].name);
}

/* Probabilities with a full stop whatever the locale: 1e-9 is the least that a model holds. */
static void
put_number(struct ht_buf *out, double v)
{
    ht_buf_addf(out, "\t%lld.%09lld", (long long)v, (long long)((v - floor(v)) * 1e9));
}

void
ht_model_write(const struct ht_model *m, const struct ht_dschema *d, struct ht_buf *out)
{
    char name[80];
    if (!out->len)
        ht_buf_adds(out, "# schema\tcomparison\tlevel\tsame\tsibling\ttwin\tunrelated\tbits\n");
    for (size_t c = 0; c < HT_UNRELATED; c++) {
        ht_buf_addf(out, "%s\tclass\t%s", d->name, class_name[c]);
        put_number(out, m->lambda[c] * m->all / m->records);
        ht_buf_addc(out, '\n');
    }
    for (size_t i = 0; i < d->ncmp; i++) {
        for (size_t l = 0; l < d->cmp[i].nlevels; l++) {
            bool frequency = d->cmp[i].level && d->cmp[i].level[l].by_frequency;
            level_name(&d->cmp[i], l, name);
            ht_buf_addf(out, "%s\t%s\t%s", d->name, d->cmp[i].name, name);
            for (size_t c = 0; c < HT_NCLASS; c++)
                put_number(out, m->p[d->cmp[i].shared & 1u << c ? HT_SAME : c][i][l]);
            double bits = (double)(m->bits[i][l][HT_SAME] - m->bits[i][l][HT_UNRELATED]);
            long tenths = lrint(bits * 10);
            if (frequency)
                ht_buf_adds(out, "\tfrequency\n");
            else
                ht_buf_addf(out, "\t%s%ld.%ld\n", tenths < 0 ? "-" : "+", labs(tenths) / 10, labs(tenths) % 10);
        }
    }
}

/* One line of a table for people; bytes are no columns, so the text comes last. */
static void
say_level(const struct ht_model *m, const struct ht_dschema *d, size_t i, size_t l, struct ht_buf *out)
{
    const struct ht_cmp *c = &d->cmp[i];
    double same = (double)m->bits[i][l][HT_SAME];
    bool frequency = c->level && c->level[l].by_frequency, siblings = d->classes & 1u << HT_SIBLING;
    if (frequency)
        ht_buf_addf(out, "  %9s", _("rarity"));
    else
        ht_buf_addf(out, "  %+9.1f", same - (double)m->bits[i][l][HT_UNRELATED]);
    if (siblings && c->shared & 1u << HT_SIBLING)
        ht_buf_addf(out, "  %9s", "0");
    else if (siblings)
        ht_buf_addf(out, "  %+9.1f", same - (double)m->bits[i][l][HT_SIBLING]);
    if (!c->level)
        ht_buf_addf(out, "  %s; %s\n", _(relation_text[l / 4]), _(date_text[l % 4]));
    else
        ht_buf_addf(out, "  %s\n", c->level[l].text ? _(c->level[l].text) : _("agrees"));
}

void
ht_model_say(const struct ht_model *m, const struct ht_dschema *d, struct ht_buf *out)
{
    ht_buf_addf(out, _("Model of %s, of %.0f different records; for each of them pairs of the same event %.3f, "
                       "of siblings %.3f, of twins %.3f.\n"),
                d->reg ? d->reg->vi : d->name, m->records, m->lambda[HT_SAME] * m->all / m->records,
                m->lambda[HT_SIBLING] * m->all / m->records, m->lambda[HT_TWIN] * m->all / m->records);
    ht_buf_adds(out, _("Bits that speak for the same event (+) or against it (-): against strangers, against siblings "
                       "or other events of the same people.\n"));
    for (size_t i = 0; i < d->ncmp; i++) {
        ht_buf_addf(out, "%s\n", _(d->cmp[i].label));
        for (size_t l = 0; l < d->cmp[i].nlevels; l++)
            say_level(m, d, i, l, out);
    }
}

enum ht_rc
ht_model_show(const struct ht_buf *text, const char *path, struct ht_diag *d)
{
    if (*path) {
        struct ht_out *out = ht_out_open(path, 0, d);
        if (out)
            ht_out_add(out, text->s, text->len);
        return out ? ht_out_close(out, NULL) : HT_FAIL;
    }
    const char *end = text->s + text->len;
    for (const char *s = text->s, *eol; s < end; s = eol + 1) {
        eol = memchr(s, '\n', (size_t)(end - s));
        eol = eol ? eol : end;
        ht_diag_say(d, "%.*s", (int)(eol - s), s);
    }
    return HT_OK;
}

static bool
number(const char *s, size_t len, double *v)
{
    double scale = 0;
    *v = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '.' && scale == 0) {
            scale = 1;
        } else if (s[i] >= '0' && s[i] <= '9') {
            *v = *v * 10 + (s[i] - '0');
            scale *= 10;
        } else {
            return false;
        }
    }
    if (scale > 0)
        *v /= scale;
    return len > 0;
}

struct cell {
    const char *s;
    size_t len;
};

static bool
is(const struct cell *c, const char *s)
{
    return c->len == strlen(s) && !memcmp(c->s, s, c->len);
}

static bool
share(const struct cell *c, double *v)
{
    return number(c->s, c->len, v) && *v <= 1;
}

/* One line that belongs to D.  False if it says nothing that the schema knows. */
static bool
take_line(struct ht_model *m, const struct ht_dschema *d, const struct cell *f, size_t n)
{
    char name[80];
    if (n >= 4 && is(&f[1], "class")) {
        for (size_t c = 0; c < HT_UNRELATED; c++) {
            double per_record;
            if (!is(&f[2], class_name[c]) || !number(f[3].s, f[3].len, &per_record))
                continue;
            double before = m->lambda[c];
            m->lambda[c] = per_record * m->records / m->all;
            m->lambda[HT_UNRELATED] += before - m->lambda[c];
            return m->lambda[HT_UNRELATED] > 0;
        }
        return false;
    }
    for (size_t i = 0; i < d->ncmp && n >= 7; i++) {
        if (!is(&f[1], d->cmp[i].name))
            continue;
        for (size_t l = 0; l < d->cmp[i].nlevels; l++) {
            level_name(&d->cmp[i], l, name);
            if (!is(&f[2], name))
                continue;
            bool ok = true;
            for (size_t c = 0; c < HT_NCLASS; c++)
                ok = share(&f[3 + c], &m->p[c][i][l]) && ok;
            return ok;
        }
    }
    return false;
}

/* Cuts the line at S at its tabs; returns the number of cells, *NEXT is the next line. */
static size_t
cut(const char *s, const char *end, struct cell f[FIELDS], const char **next)
{
    size_t n = 0;
    const char *nl = memchr(s, '\n', (size_t)(end - s)), *stop = nl ? nl : end;
    *next = nl ? nl + 1 : end;
    if (stop > s && stop[-1] == '\r')
        stop--;
    for (const char *p = s; n < FIELDS && p <= stop;) {
        const char *tab = memchr(p, '\t', (size_t)(stop - p));
        f[n++] = (struct cell){ p, (size_t)((tab ? tab : stop) - p) };
        p = tab ? tab + 1 : stop + 1;
    }
    return n;
}

static void
bad_line(struct ht_diag *diag, const char *name, unsigned long line)
{
    ht_diag_usage(diag, _("%s:%lu: this line of the model is not understood; write a new one with "
                          "--explain-model=FILE"), name, line);
}

/* Some schema's line, or a comment. */
static bool
known_line(const struct cell *f)
{
    return !f[0].len || f[0].s[0] == '#' || is(&f[0], "table") || is(&f[0], "person") ||
           ht_register_by_code(f[0].s, f[0].len);
}

int
ht_model_load(const char *path, const char **s, size_t *len, struct ht_diag *diag)
{
    unsigned long line = 1;
    const char *text = ht_map_config(path, len, diag), *next;
    if (!text)
        return -1;
    for (const char *p = text, *end = text + *len; p < end; p = next, line++) {
        struct cell f[FIELDS] = {{0}};
        cut(p, end, f, &next);
        if (!known_line(f)) {
            bad_line(diag, path, line);
            ht_unmap(text, *len);
            return -1;
        }
    }
    *s = text;
    return 0;
}

long
ht_model_read(struct ht_model *m, const struct ht_dschema *d, const char *s, size_t len, const char *name,
              struct ht_diag *diag)
{
    long rows = 0;
    unsigned long line = 1;
    const char *next;
    for (const char *end = s + len; s < end; s = next, line++) {
        struct cell f[FIELDS] = {{0}};
        size_t n = cut(s, end, f, &next);
        if (!is(&f[0], d->name))
            continue;
        if (!take_line(m, d, f, n)) {
            bad_line(diag, name, line);
            return -1;
        }
        rows++;
    }
    if (rows)
        ht_model_ready(m, d);
    return rows;
}
