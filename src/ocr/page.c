/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading a page. */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ocr/page_int.h"
#include "ocr/pix.h"
#include "ocr/tidy.h"
#include "ocr/zone.h"

enum { BEFORE_WRITING = 3 };            /* pixels between a label and the zone beside it */

/* Where a label ends at the latest: before the writing that stands beside it, which may be part of the same word. */
static double
label_end(const struct ht_ocr_page *p, const struct ht_zone *z)
{
    double x, y;
    bool beside = z->first_line_x > z->label_x && z->label_y + z->h / z->lines > z->y;
    if (z->field < 0 || z->kind != HT_ZONE_VALUE || !beside)
        return INFINITY;
    ht_fit_point(&p->fit, z->first_line_x, z->y, &x, &y);
    return x - BEFORE_WRITING;
}

/* The part of a label's words that are its own: words may hold the beginning of the value as well. */
static void
find_labels(struct ht_ocr_page *p)
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
        b.x1 = fmin(b.x1, fmax(b.x0, label_end(p, &p->t->zone[i])));
        p->label[p->nlabels++] = b;
    }
}

/* Reads the lines of a zone; ALPHABET as for the engine. */
static void
read_lines(struct ht_ocr_page *p, struct ht_zone_line *line, unsigned lines, enum ht_reading_of what,
           const char *alphabet, struct ht_readings *to)
{
    ht_words_clear(&p->line);
    for (unsigned i = 0; i < lines; i++)
        if (line[i].gray)
            ht_engine_read(p->engine, what == HT_READING_INK ? line[i].ink : line[i].gray, HT_SCAN_DPI,
                           HT_LAYOUT_LINE, alphabet, line[i].x, line[i].y, &p->line);
    ht_reading_add(&to->of[what], &p->line, 0, p->line.n);
}

/* True if the form prints dots or a rule where the zone's writing stands: that much was taken away. */
static bool
is_dotted(const struct ht_ocr_page *p, const struct ht_box *b)
{
    enum { LEAST = 60 };
    int x = (int)b->x0, y = (int)b->y0, w = (int)(b->x1 - b->x0), h = (int)(b->y1 - b->y0);
    return ht_pix_count(p->scan.ink, x, y, w, h) - ht_pix_count(p->scan.strokes, x, y, w, h) > LEAST;
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
read_page_words(struct ht_ocr_page *p, const struct ht_zone_at *z, struct ht_reading *to)
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

/* All readings of a zone that are needed. */
static void
read_zone(struct ht_ocr_page *p, struct ht_zone_line line[HT_ZONE_LINES], const struct ht_zone_at *at,
          enum ht_kind kind, struct ht_readings *r)
{
    unsigned written = ht_zone_cut(&p->scan, at, p->label, p->nlabels, line);
    const char *alphabet = ht_reading_alphabet(kind);
    if (written)
        read_lines(p, line, at->lines, HT_READING_LINE, NULL, r);
    read_page_words(p, at, &r->of[HT_READING_PAGE]);
    if (written && alphabet)
        read_lines(p, line, at->lines, HT_READING_DIGITS, alphabet, r);
    /* A third opinion takes as long as the others: only where they differ. */
    if (written && (!ht_readings_agree(r) || p->job->readings))
        read_lines(p, line, at->lines, HT_READING_INK, NULL, r);
}

static void
read_value(struct ht_ocr_page *p, const struct ht_zone *zone)
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
    read_zone(p, line, &at, field->kind, &r);
    bool dotted = is_dotted(p, &at.box);
    for (size_t i = 0; i < HT_NREADING; i++) {
        if (dotted)
            ht_tidy_leader(&r.of[i].text, field->kind);
        r.of[i].odd = r.of[i].text.len && !ht_reader_likes(p->job->reader, field, &r.of[i].text);
    }
    struct ht_choice v = ht_readings_judge(&r, dotted);
    ht_page_put_field(p, field->name, &at.box, &v);
    if (p->job->readings)
        ht_page_put_readings(p, field->name, &r);
    if (p->job->crops)
        ht_page_put_crop(p, field->name, &at.box);
    ht_zone_fini(line);
    ht_readings_fini(&r);
}

/* A box is marked from MARKED on; between them nobody can be sure. */
#define TICK_EMPTY 0.04
#define TICK_MARKED 0.12

static void
read_tick(struct ht_ocr_page *p, const struct ht_zone *zone)
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
choose(struct ht_ocr_page *p)
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
read_zones(struct ht_ocr_page *p)
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

/* Cleans the picture, turned clockwise by so many quarters, reads it and looks for its template. */
static bool
read_turned(struct ht_ocr_page *p, PIX *pix, int dpi, int quarters)
{
    PIX *turned = pixRotateOrth(pix, quarters);
    ht_scan_fini(&p->scan);
    ht_words_clear(&p->words);
    bool ok = turned && ht_scan_clean(&p->scan, turned, p->job->dpi ? p->job->dpi : dpi) && ht_scan_strip(&p->scan) &&
              ht_engine_read(p->engine, p->scan.text, HT_SCAN_DPI, HT_LAYOUT_SPARSE, NULL, 0, 0, &p->words);
    ht_pix_drop(&turned);
    if (ok)
        choose(p);
    p->scan.skew -= 90 * (quarters > 2 ? quarters - 4 : quarters);
    return ok;
}

/* From how many letters, read how well, a page stands upright whether a template knows it or not.  No page that is read
 * worse is turned without a template. */
enum { UPRIGHT_LETTERS = 60, UPRIGHT_LEGIBLE = 75 };

/* Letters, as much as they can be believed. */
static double
evidence(const struct ht_words *w)
{
    double letters = 0;
    for (size_t i = 0; i < w->n; i++)
        letters += (double)w->v[i].len;
    return letters * pow(ht_page_legible(w) / 100, 2);
}

/* The page as it was scanned and what was read of it, put aside while it is turned. */
struct upright {
    struct ht_scan scan;
    struct ht_words words;
};

static void
exchange(struct ht_ocr_page *p, struct upright *u)
{
    struct upright now = { p->scan, p->words };
    p->scan = u->scan;
    p->words = u->words;
    *u = now;
}

/* Tries the page, which could not be read as it lies, in all other directions: one that stands on its head or lies on
 * its side is turned.  What nobody can read in any direction (handwriting) stays as it was scanned. */
static bool
read_other_ways(struct ht_ocr_page *p, PIX *pix, int dpi)
{
    static const int quarters[] = { 2, 1, 3 };
    struct upright scanned = { { 0 }, { 0 } };
    double most = evidence(&p->words);
    int best = 0, last = 0;
    bool ok = true;
    exchange(p, &scanned);
    for (size_t i = 0; ok && !p->t && i < HT_COUNT(quarters); i++) {
        last = quarters[i];
        ok = read_turned(p, pix, dpi, last);
        double sure = ok ? evidence(&p->words) : 0;
        if (p->t || (sure > most && ht_page_legible(&p->words) > UPRIGHT_LEGIBLE)) {
            most = sure;
            best = last;
        }
    }
    if (ok && !best)
        exchange(p, &scanned);
    else if (ok && best != last)
        ok = read_turned(p, pix, dpi, best);
    ht_scan_fini(&scanned.scan);
    ht_words_fini(&scanned.words);
    return ok;
}

static bool
read_upright(struct ht_ocr_page *p, PIX *pix, int dpi)
{
    if (!read_turned(p, pix, dpi, 0))
        return false;
    if (p->t || (evidence(&p->words) > UPRIGHT_LETTERS && ht_page_legible(&p->words) > UPRIGHT_LEGIBLE))
        return true;
    return read_other_ways(p, pix, dpi);
}

bool
ht_page_read(struct ht_engine *e, PIX *pix, int dpi, const struct ht_page_job *job, struct ht_out *out)
{
    struct ht_ocr_page p = { .engine = e, .job = job, .out = out };
    bool ok = read_upright(&p, pix, dpi);
    if (ok) {
        ht_page_put_head(&p);
        if (job->crops)
            ht_page_put_picture(&p);
        if (p.t) {
            find_labels(&p);
            read_zones(&p);
        }
        ht_page_put_words(&p);
    }
    ht_fit_fini(&p.fit);
    ht_scan_fini(&p.scan);
    ht_words_fini(&p.words);
    ht_words_fini(&p.line);
    free(p.printed);
    free(p.label);
    return ok;
}
