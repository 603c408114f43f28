/* SPDX-License-Identifier: BSD-2-Clause */
/* Drawing charts.  Lengths are in units of the view box; labels come from us, never from entries. */
#include "config.h"
#include "export/chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"

#define LEFT 46.0                       /* for the numbers of the axis */
#define TOP 10.0
#define BOTTOM 24.0                     /* for the labels */
#define STUB 10.0                       /* height of a mark whose number is not published */
#define LETTER 6.6                      /* width of a character of a label */
#define LINES 4                         /* of the grid, about */

void
ht_chart_init(struct ht_chart *c, size_t n, size_t series, unsigned width, unsigned height, const char *about)
{
    *c = (struct ht_chart){ .about = about, .width = width, .height = height, .n = n, .series = series };
    c->label = ht_calloc(n + 1, sizeof *c->label);
    c->mark = ht_calloc(n * series + 1, sizeof *c->mark);
    for (unsigned i = 0; i < HT_COUNT(c->color); i++)
        c->color[i] = i + 1;
}

void
ht_chart_fini(struct ht_chart *c)
{
    free(c->label);
    free(c->mark);
    c->label = NULL;
    c->mark = NULL;
}

void
ht_chart_number(struct ht_buf *b, uint64_t n)
{
    char digits[24];
    /* TRANSLATORS: what stands between thousands. */
    const char *mark = _(",");
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            ht_buf_adds(b, mark);
        ht_buf_addc(b, digits[i]);
    }
}

static void
put_number(struct ht_out *out, uint64_t n)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_chart_number(&b, n);
    ht_out_add(out, b.s, b.len);
    ht_buf_fini(&b);
}

/* A length with one decimal: the C locale's point, whatever printf would write. */
static void
put_length(struct ht_out *out, const char *attribute, double x)
{
    long tenths = (long)(x * 10 + (x < 0 ? -0.5 : 0.5));
    const char *sign = tenths < 0 ? "-" : "";
    if (tenths < 0)
        tenths = -tenths;
    ht_out_addf(out, " %s=\"%s%ld.%ld\"", attribute, sign, tenths / 10, tenths % 10);
}

static void
put_rect(struct ht_out *out, const char *class, double x, double y, double w, double h)
{
    ht_out_addf(out, "<rect class=\"%s\"", class);
    put_length(out, "x", x);
    put_length(out, "y", y);
    put_length(out, "width", w);
    put_length(out, "height", h < 0 ? 0 : h);
    if (w > 5)
        put_length(out, "rx", 1.5);
    ht_out_addc(out, '>');
}

static void
put_text(struct ht_out *out, const char *class, double x, double y, const char *s)
{
    ht_out_addf(out, "<text class=\"%s\"", class);
    put_length(out, "x", x);
    put_length(out, "y", y);
    ht_out_addf(out, ">%s</text>\n", s);
}

/* A mark with its title: "2008, female: 1,234". */
static void
put_mark(const struct ht_chart *c, struct ht_out *out, size_t at, size_t series, double x, double y, double w,
         double h)
{
    const struct ht_mark *m = &c->mark[at * c->series + series];
    char class[16];
    snprintf(class, sizeof class, m->hidden ? "hid c%u" : "c%u", c->color[series]);
    put_rect(out, class, x, y, w, h);
    const char *name = c->name[series];
    ht_out_addf(out, "<title>%s%s%s: ", c->label[at], name ? ", " : "", name ? name : "");
    if (m->hidden)
        ht_out_adds(out, _("not published"));
    else
        put_number(out, m->n);
    ht_out_adds(out, "</title></rect>\n");
}

static void
begin(const struct ht_chart *c, struct ht_out *out)
{
    ht_out_addf(out, "<svg viewBox=\"0 0 %u %u\" role=\"img\" aria-label=\"%s\">\n", c->width, c->height, c->about);
}

static uint64_t
shown(const struct ht_mark *m)
{
    return m->hidden ? 0 : m->n;
}

static uint64_t
highest(const struct ht_chart *c, bool stacked)
{
    uint64_t max = 1;
    for (size_t i = 0; i < c->n; i++) {
        uint64_t sum = 0;
        for (size_t k = 0; k < c->series; k++) {
            uint64_t n = shown(&c->mark[i * c->series + k]);
            sum = stacked ? sum + n : n > sum ? n : sum;
        }
        max = sum > max ? sum : max;
    }
    return max;
}

/* The distance of grid lines: 1, 2 or 5 times a power of ten. */
static uint64_t
grid_step(uint64_t max)
{
    uint64_t power = 1;
    while (max / power > 10 * LINES)
        power *= 10;
    for (;; power *= 10)
        for (unsigned i = 0; i < 3; i++) {
            uint64_t step = power * (i == 0 ? 1 : i == 1 ? 2 : 5);
            if ((max + step - 1) / step <= LINES)
                return step;
        }
}

/* ---- columns ---- */

struct frame {
    double left, bottom, height, slot;  /* of the area of the marks; width for one label */
    uint64_t max;
};

static double
height_of(const struct frame *f, uint64_t n)
{
    return f->height * (double)n / (double)f->max;
}

static void
put_grid(const struct ht_chart *c, const struct frame *f, uint64_t step, struct ht_out *out)
{
    struct ht_buf b = HT_BUF_INIT;
    for (uint64_t n = 0; n <= f->max; n += step) {
        double y = f->bottom - height_of(f, n);
        ht_out_addf(out, "<line class=\"%s\"", n ? "grid" : "base");
        put_length(out, "x1", f->left);
        put_length(out, "x2", c->width);
        put_length(out, "y1", y);
        put_length(out, "y2", y);
        ht_out_adds(out, "/>\n");
        ht_buf_clear(&b);
        ht_chart_number(&b, n);
        put_text(out, "axis", f->left - 7, y + 4, b.s);
    }
    ht_buf_fini(&b);
}

static size_t
characters(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += (*s & 0xc0) != 0x80;
    return n;
}

/* Every label, or every second, fifth, tenth … if they would touch. */
static void
put_labels(const struct ht_chart *c, const struct frame *f, struct ht_out *out)
{
    static const size_t every[] = { 1, 2, 5, 10, 20, 50, 100 };
    size_t longest = 1, i = 0;
    for (size_t k = 0; k < c->n; k++)
        longest = characters(c->label[k]) > longest ? characters(c->label[k]) : longest;
    while (i + 1 < HT_COUNT(every) && f->slot * (double)every[i] < ((double)longest + 1) * LETTER)
        i++;
    for (size_t k = 0; k < c->n; k += every[i])
        put_text(out, "label", f->left + ((double)k + 0.5) * f->slot, f->bottom + 16, c->label[k]);
}

void
ht_chart_columns(const struct ht_chart *c, bool stacked, struct ht_out *out)
{
    uint64_t max = highest(c, stacked), step = grid_step(max);
    struct frame f = { .left = LEFT, .bottom = c->height - BOTTOM, .height = c->height - BOTTOM - TOP,
                       .slot = (c->width - LEFT) / (double)(c->n ? c->n : 1), .max = (max + step - 1) / step * step };
    double wide = f.slot * (f.slot > 60 ? 0.5 : 0.74);
    begin(c, out);
    put_grid(c, &f, step, out);
    for (size_t i = 0; i < c->n; i++) {
        double x = f.left + (double)i * f.slot + (f.slot - wide) / 2, y = f.bottom;
        for (size_t k = 0; k < c->series; k++) {
            const struct ht_mark *m = &c->mark[i * c->series + k];
            double h = m->hidden ? STUB : height_of(&f, m->n), w = stacked ? wide : wide / (double)c->series;
            if (m->n || m->hidden)
                put_mark(c, out, i, k, stacked ? x : x + (double)k * w, y - h, w > 8 && !stacked ? w - 1.5 : w, h);
            if (stacked)
                y -= h;
        }
    }
    put_labels(c, &f, out);
    ht_out_adds(out, "</svg>\n");
}

/* ---- the pyramid ---- */

void
ht_chart_pyramid(const struct ht_chart *c, struct ht_out *out)
{
    const double middle = 74, room = 48;        /* for labels between the sides, for numbers at the ends */
    double side = (c->width - middle) / 2 - room, row = (c->height - 4.0) / (double)(c->n ? c->n : 1);
    uint64_t max = highest(c, false);
    struct ht_buf b = HT_BUF_INIT;
    begin(c, out);
    for (size_t i = 0; i < c->n; i++) {
        double y = 2 + (double)(c->n - 1 - i) * row, mid = y + row / 2 + 4;
        put_text(out, "label", c->width / 2.0, mid, c->label[i]);
        for (size_t k = 0; k < 2; k++) {
            const struct ht_mark *m = &c->mark[i * c->series + k];
            double w = m->hidden ? STUB : side * (double)m->n / (double)max;
            double inner = c->width / 2.0 + (k ? middle / 2 : -middle / 2);
            if (m->n || m->hidden)
                put_mark(c, out, i, k, k ? inner : inner - w, y + row * 0.13, w, row * 0.74);
            ht_buf_clear(&b);
            if (m->hidden)
                ht_buf_adds(&b, "•");
            else
                ht_chart_number(&b, m->n);
            put_text(out, k ? "value" : "value left", k ? inner + w + 6 : inner - w - 6, mid, b.s);
        }
    }
    ht_out_adds(out, "</svg>\n");
    ht_buf_fini(&b);
}

/* ---- the rest ---- */

void
ht_chart_ring(uint64_t part, uint64_t whole, struct ht_out *out)
{
    const double around = 263.9;        /* of a circle with radius 42 */
    unsigned percent = whole ? (unsigned)(part * 100 / whole) : 0;
    ht_out_addf(out, "<svg class=\"ring\" viewBox=\"0 0 100 100\" role=\"img\" aria-label=\"%u %%\">"
                "<circle class=\"track\" cx=\"50\" cy=\"50\" r=\"42\"/>"
                "<circle class=\"done\" cx=\"50\" cy=\"50\" r=\"42\"",
                percent);
    put_length(out, "stroke-dashoffset", whole ? around * (1 - (double)part / (double)whole) : around);
    ht_out_addf(out, "/><text x=\"50\" y=\"57\">%u<tspan>%%</tspan></text></svg>\n", percent);
}

void
ht_chart_legend(const struct ht_chart *c, struct ht_out *out)
{
    ht_out_adds(out, "<p class=\"legend\">");
    for (size_t k = 0; k < c->series; k++)
        ht_out_addf(out, "<span><i class=\"c%u\"></i>%s</span>", c->color[k], c->name[k]);
    ht_out_adds(out, "</p>\n");
}
