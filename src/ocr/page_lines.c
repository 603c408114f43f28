/* SPDX-License-Identifier: BSD-2-Clause */
/* What is written about a page. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "ocr/page_int.h"
#include "ocr/pix.h"

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

double
ht_page_legible(const struct ht_words *w)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < w->n; i++) {
        sum += (double)w->v[i].len * w->v[i].conf;
        all += (double)w->v[i].len;
    }
    return all > 0 ? sum / all : 0;
}

void
ht_page_put_head(const struct ht_ocr_page *p)
{
    double read = ht_page_legible(&p->words);
    put_name(p->job, p->out);
    ht_out_addf(p->out, "%d\t%d\t%d\t%.2f\t", pixGetWidth(p->scan.gray), pixGetHeight(p->scan.gray), HT_SCAN_DPI,
                p->scan.skew);
    if (p->t) {
        ht_out_addf(p->out, "%s/", p->t->reg->code);
        ht_page_put_text(p->out, p->t->name, strlen(p->t->name));
    }
    ht_out_addf(p->out, "\t%.0f\n", p->t ? 100 * p->fit.quality * fmin(1, read / 80) : read / 2);
}

void
ht_page_put_words(const struct ht_ocr_page *p)
{
    for (size_t i = 0; i < p->words.n; i++) {
        const struct ht_page_word *w = &p->words.v[i];
        ht_out_addf(p->out, "word\t%d\t%d\t%d\t%d\t%d\t%u\t", w->conf, w->x0, w->y0, w->x1, w->y1, w->line);
        ht_page_put_text(p->out, w->s, w->len);
        ht_out_addc(p->out, '\n');
    }
}

void
ht_page_put_field(struct ht_ocr_page *p, const char *name, const struct ht_box *b, const struct ht_choice *v)
{
    ht_out_addf(p->out, "field\t%s\t%d\t%.0f\t%.0f\t%.0f\t%.0f\t", name, v->conf, b->x0, b->y0, b->x1 - b->x0,
                b->y1 - b->y0);
    ht_page_put_text(p->out, v->text, strlen(v->text));
    ht_out_addc(p->out, '\t');
    ht_page_put_text(p->out, v->other, strlen(v->other));
    ht_out_addc(p->out, '\n');
}

void
ht_page_put_readings(const struct ht_ocr_page *p, const char *name, const struct ht_readings *r)
{
    for (size_t i = 0; i < HT_NREADING; i++)
        if (r->of[i].done) {
            ht_out_addf(p->out, "reading\t%s\t%s\t%d\t", name, ht_reading_name[i], r->of[i].conf);
            ht_page_put_text(p->out, r->of[i].text.s, r->of[i].text.len);
            ht_out_addc(p->out, '\n');
        }
}

/* "DIR/page.png-1": what the names of page P's pictures begin with. */
static void
picture_name(const struct ht_ocr_page *p, struct ht_buf *path)
{
    const char *base = strrchr(p->job->name, '/');
    ht_buf_addf(path, "%s/%s-%u", p->job->crops, base ? base + 1 : p->job->name, p->job->number + 1);
}

void
ht_page_put_crop(struct ht_ocr_page *p, const char *name, const struct ht_box *b)
{
    struct ht_buf path = HT_BUF_INIT;
    enum { AROUND = 12 };
    PIX *pix = ht_pix_crop(p->scan.gray, (int)b->x0 - AROUND, (int)b->y0 - AROUND, (int)(b->x1 - b->x0) + 2 * AROUND,
                           (int)(b->y1 - b->y0) + 2 * AROUND);
    picture_name(p, &path);
    ht_buf_addf(&path, "-%s.png", name);
    if (pix && !pixWrite(path.s, pix, IFF_PNG)) {
        ht_out_addf(p->out, "crop\t%s\t", name);
        ht_page_put_text(p->out, path.s, path.len);
        ht_out_addc(p->out, '\n');
    }
    ht_pix_drop(&pix);
    ht_buf_fini(&path);
}

/* Dots per inch and quality at which handwriting can be read on a screen and a page of A4 has about 200 kB. */
enum { SHOWN_DPI = 150, SHOWN_QUALITY = 55 };

void
ht_page_put_picture(struct ht_ocr_page *p)
{
    const float scale = (float)SHOWN_DPI / HT_SCAN_DPI;
    struct ht_buf path = HT_BUF_INIT;
    PIX *pix = pixScaleAreaMap(p->scan.gray, scale, scale);
    picture_name(p, &path);
    ht_buf_adds(&path, ".jpg");
    if (pix && !pixWriteJpeg(path.s, pix, SHOWN_QUALITY, 0)) {
        ht_out_adds(p->out, "picture\t");
        ht_page_put_text(p->out, path.s, path.len);
        ht_out_addf(p->out, "\t%.4f\n", (double)scale);
    }
    ht_pix_drop(&pix);
    ht_buf_fini(&path);
}
