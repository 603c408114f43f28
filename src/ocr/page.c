/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading a page. */
#include "config.h"
#include "ocr/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "ocr/clean.h"
#include "ocr/pix.h"
#include "ocr/reading.h"
#include "ocr/zone.h"

/* A page, while it is read. */
struct page {
    struct ht_engine *engine;
    const struct ht_page_job *job;
    struct ht_out *out;
    struct ht_scan scan;
    struct ht_words words;              /* of the whole page */
    size_t *printed;                    /* per word: so many of its first bytes belong to a label */
    const struct ht_template *t;
    struct ht_fit fit;
    struct ht_box *label;               /* the labels that were found */
    size_t nlabels;
    struct ht_words line;               /* scratch: words of a line */
};

void
ht_page_put_text(struct ht_out *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const char *escape = s[i] == '\t' ? "\\t" : s[i] == '\n' ? "\\n" : s[i] == '\\' ? "\\\\" : NULL;
        if (escape)
            ht_out_adds(out, escape);
        else
            ht_out_addc(out, s[i]);
    }
}

static void
put_name(const struct ht_page_job *job, struct ht_out *out)
{
    ht_out_adds(out, "page\t");
    ht_page_put_text(out, job->name, strlen(job->name));
    ht_out_addf(out, "\t%u\t", job->number + 1);
}

void
ht_page_missing(const struct ht_page_job *job, struct ht_out *out)
{
    put_name(job, out);
    ht_out_adds(out, "0\t0\t0\t0\t\t0\n");
}

/* Mean confidence of the words, each as much as it has letters. */
static double
legible(const struct ht_words *w)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < w->n; i++) {
        sum += (double)w->v[i].len * w->v[i].conf;
        all += (double)w->v[i].len;
    }
    return all > 0 ? sum / all : 0;
}

static void
put_page(const struct page *p)
{
    double read = legible(&p->words);
    put_name(p->job, p->out);
    ht_out_addf(p->out, "%d\t%d\t%d\t%.2f\t", pixGetWidth(p->scan.gray), pixGetHeight(p->scan.gray), HT_SCAN_DPI,
                p->scan.skew);
    if (p->t) {
        ht_out_addf(p->out, "%s/", p->t->reg->code);
        ht_page_put_text(p->out, p->t->name, strlen(p->t->name));
    }
    ht_out_addf(p->out, "\t%.0f\n", p->t ? 100 * p->fit.quality * fmin(1, read / 80) : read / 2);
}

static void
put_words(const struct page *p)
{
    for (size_t i = 0; i < p->words.n; i++) {
        const struct ht_page_word *w = &p->words.v[i];
        ht_out_addf(p->out, "word\t%d\t%d\t%d\t%d\t%d\t%u\t", w->conf, w->x0, w->y0, w->x1, w->y1, w->line);
        ht_page_put_text(p->out, w->s, w->len);
        ht_out_addc(p->out, '\n');
    }
}

/* The part of a label's words that are its own: words may hold the beginning of the value as well. */
static void
find_labels(struct page *p)
{
    p->printed = ht_calloc(p->words.n + 1, sizeof *p->printed);
    p->label = ht_calloc(p->t->n + 1, sizeof *p->label);
    for (size_t i = 0; i < p->t->n; i++) {
        const struct ht_label_at *at = &p->fit.at[i];
        if (!at->found)
            continue;
        struct ht_box b = { 1e9, 1e9, -1e9, -1e9 };
        for (size_t k = at->first; k <= at->last && k < p->words.n; k++) {
            const struct ht_page_word *w = &p->words.v[k];
            double x1 = w->x1;
            p->printed[k] = k < at->last || at->end > w->len ? w->len : at->end;
            if (k == at->last && at->end < w->len && w->len)
                x1 = w->x0 + (double)(w->x1 - w->x0) * (double)at->end / (double)w->len;
            b.x0 = fmin(b.x0, w->x0), b.y0 = fmin(b.y0, w->y0);
            b.x1 = fmax(b.x1, x1), b.y1 = fmax(b.y1, w->y1);
        }
        p->label[p->nlabels++] = b;
    }
}

/* Reads the lines of a zone; ALPHABET as for the engine. */
static void
read_lines(struct page *p, struct ht_zone_line *line, unsigned lines, enum ht_reading_of what, const char *alphabet,
           struct ht_readings *to)
{
    ht_words_clear(&p->line);
    for (unsigned i = 0; i < lines; i++)
        if (line[i].gray)
            ht_engine_read(p->engine, what == HT_READING_INK ? line[i].ink : line[i].gray, HT_SCAN_DPI, HT_LAYOUT_LINE,
                           alphabet, line[i].x, line[i].y, &p->line);
    ht_reading_add(&to->of[what], &p->line, 0, p->line.n);
}

struct placed {
    const struct ht_page_word *w;
    size_t skip;                        /* bytes of a label that it begins with */
    unsigned line;
};

static int
by_place(const void *a, const void *b)
{
    const struct placed *p = a, *q = b;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    return p->w->x0 - q->w->x0;
}

/* The whole page's words that stand in the zone. */
static void
read_page_words(struct page *p, const struct ht_zone_at *z, struct ht_reading *to)
{
    struct placed *in = ht_calloc(p->words.n + 1, sizeof *in);
    double pitch = (z->box.y1 - z->box.y0) / z->lines;
    size_t n = 0;
    for (size_t i = 0; i < p->words.n; i++) {
        const struct ht_page_word *w = &p->words.v[i];
        size_t skip = p->printed[i];
        if (skip >= w->len)
            continue;
        /* What is left of a word behind a label stands in its right part. */
        double x0 = w->x0 + (double)(w->x1 - w->x0) * (double)skip / (double)w->len;
        double x = (x0 + w->x1) / 2, y = (w->y0 + w->y1) / 2.0;
        int line = (int)floor((y - z->box.y0) / pitch);
        if (line >= 0 && line < (int)z->lines && x >= (line ? z->box.x0 : z->first_x) && x <= z->box.x1)
            in[n++] = (struct placed){ w, skip, (unsigned)line };
    }
    ht_qsort(in, n, sizeof *in, by_place);
    ht_words_clear(&p->line);
    for (size_t i = 0; i < n; i++)
        ht_words_add(&p->line, in[i].w->s + in[i].skip, in[i].w->len - in[i].skip, in[i].w);
    ht_reading_add(to, &p->line, 0, p->line.n);
    free(in);
}

static void
put_field(struct page *p, const char *name, const struct ht_box *b, const struct ht_verdict *v)
{
    ht_out_addf(p->out, "field\t%s\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t", name, v->conf, b->x0, b->y0, b->x1 - b->x0,
                b->y1 - b->y0);
    ht_page_put_text(p->out, v->text, strlen(v->text));
    ht_out_addc(p->out, '\t');
    ht_page_put_text(p->out, v->other, strlen(v->other));
    ht_out_addc(p->out, '\n');
}

static void
put_readings(const struct page *p, const char *name, const struct ht_readings *r)
{
    for (size_t i = 0; i < HT_NREADING; i++)
        if (r->of[i].done) {
            ht_out_addf(p->out, "reading\t%s\t%s\t%d\t", name, ht_reading_name[i], r->of[i].conf);
            ht_page_put_text(p->out, r->of[i].text.s, r->of[i].text.len);
            ht_out_addc(p->out, '\n');
        }
}

static void
put_crop(struct page *p, const char *name, const struct ht_box *b)
{
    struct ht_buf path = HT_BUF_INIT;
    enum { AROUND = 12 };
    PIX *pix = ht_pix_crop(p->scan.gray, (int)b->x0 - AROUND, (int)b->y0 - AROUND, (int)(b->x1 - b->x0) + 2 * AROUND,
                           (int)(b->y1 - b->y0) + 2 * AROUND);
    const char *base = strrchr(p->job->name, '/');
    ht_buf_addf(&path, "%s/%s-%u-%s.png", p->job->crops, base ? base + 1 : p->job->name, p->job->number + 1, name);
    if (pix && !pixWrite(path.s, pix, IFF_PNG)) {
        ht_out_addf(p->out, "crop\t%s\t", name);
        ht_page_put_text(p->out, path.s, path.len);
        ht_out_addc(p->out, '\n');
    }
    ht_pix_drop(&pix);
    ht_buf_fini(&path);
}

static void
read_value(struct page *p, const struct ht_zone *zone)
{
    const struct ht_field *field = &p->t->reg->field[zone->field];
    struct ht_zone_line line[HT_ZONE_LINES];
    struct ht_readings r;
    double y;
    struct ht_zone_at at = { .box = ht_fit_box(&p->fit, zone->x, zone->y, zone->w, zone->h), .lines = zone->lines };
    ht_fit_point(&p->fit, zone->first_line_x, zone->y, &at.first_x, &y);
    if (at.lines > HT_ZONE_LINES)
        at.lines = HT_ZONE_LINES;
    ht_readings_init(&r);
    unsigned written = ht_zone_cut(&p->scan, &at, p->label, p->nlabels, line);
    if (written)
        read_lines(p, line, at.lines, HT_READING_LINE, NULL, &r);
    read_page_words(p, &at, &r.of[HT_READING_PAGE]);
    const char *alphabet = ht_reading_alphabet(field->kind);
    if (written && alphabet)
        read_lines(p, line, at.lines, HT_READING_DIGITS, alphabet, &r);
    /* A third opinion takes as long as the others: only where they differ. */
    if (written && (!ht_readings_agree(&r) || p->job->readings))
        read_lines(p, line, at.lines, HT_READING_INK, NULL, &r);
    struct ht_verdict v = ht_readings_judge(&r);
    put_field(p, field->name, &at.box, &v);
    if (p->job->readings)
        put_readings(p, field->name, &r);
    if (p->job->crops)
        put_crop(p, field->name, &at.box);
    ht_zone_fini(line);
    ht_readings_fini(&r);
}

/* A box is marked from MARKED on; between them nobody can be sure. */
#define TICK_EMPTY 0.04
#define TICK_MARKED 0.12

static void
read_tick(struct page *p, const struct ht_zone *zone)
{
    struct ht_box b = ht_fit_box(&p->fit, zone->x, zone->y, zone->w, zone->h);
    double full = ht_zone_tick(&p->scan, &b);
    const char *name = p->t->reg->field[zone->field].name;
    if (full < TICK_EMPTY)
        return;
    ht_out_addf(p->out, "tick\t%s\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t", name, full < TICK_MARKED ? 40 : 95, b.x0, b.y0,
                b.x1 - b.x0, b.y1 - b.y0);
    ht_page_put_text(p->out, zone->value, strlen(zone->value));
    ht_out_addc(p->out, '\n');
}

/* The template that fits best; one that the user gave may fit a little less well than the usual ones. */
#define GIVEN_AHEAD 0.1

static void
choose(struct page *p)
{
    const struct ht_page_job *job = p->job;
    struct ht_fit usual = { 0 };
    p->t = ht_template_choose(job->given, job->reg, p->words.v, p->words.n, HT_SCAN_DPI, &p->fit);
    const struct ht_template *t = ht_template_choose(job->usual, job->reg, p->words.v, p->words.n, HT_SCAN_DPI, &usual);
    if (!t || (p->t && p->fit.quality + GIVEN_AHEAD >= usual.quality)) {
        ht_fit_fini(&usual);
        return;
    }
    ht_fit_fini(&p->fit);
    p->fit = usual;
    p->t = t;
}

static void
read_zones(struct page *p)
{
    for (size_t i = 0; i < p->t->n; i++) {
        const struct ht_zone *zone = &p->t->zone[i];
        if (zone->field < 0)
            continue;
        if (zone->kind == HT_ZONE_TICK)
            read_tick(p, zone);
        else
            read_value(p, zone);
    }
}

bool
ht_page_read(struct ht_engine *e, PIX *pix, int dpi, const struct ht_page_job *job, struct ht_out *out)
{
    struct page p = { .engine = e, .job = job, .out = out };
    bool ok = ht_scan_clean(&p.scan, pix, job->dpi ? job->dpi : dpi) && ht_scan_strip(&p.scan) &&
              ht_engine_read(e, p.scan.text, HT_SCAN_DPI, HT_LAYOUT_SPARSE, NULL, 0, 0, &p.words);
    if (ok) {
        choose(&p);
        put_page(&p);
        if (p.t) {
            find_labels(&p);
            read_zones(&p);
        }
        put_words(&p);
    }
    ht_fit_fini(&p.fit);
    ht_scan_fini(&p.scan);
    ht_words_fini(&p.words);
    ht_words_fini(&p.line);
    free(p.printed);
    free(p.label);
    return ok;
}
