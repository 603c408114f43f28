/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ALTO (the Library of Congress' schema, versions 1 to 4): String elements with CONTENT, place and word confidence.
 * Places are in pixels, tenths of a millimetre or 1/1200 inch (MeasurementUnit).  ALTO does not say the picture's
 * resolution: the latter two become pixels of a page of 300 dots per inch.  The page's dpi stays unknown all the same:
 * programs measure a photograph that has none as if it had, and it comes out several times too large.
 */
#include "config.h"
#include "formats/format.h"

#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "formats/page_run.h"
#include "formats/sax.h"

enum { DPI = 300 };                     /* of places that are given in parts of an inch or a metre */

static const struct { const char *name; double per_inch; } units[] = { { "mm10", 254 }, { "inch1200", 1200 } };

struct run {
    struct ht_page_run in;
    struct ht_buf image, measure;       /* of the description: name of the picture, unit of measurement */
    struct ht_buf *open;                /* the one of them that text goes to, or NULL */
    double unit;                        /* pixels per unit */
    unsigned line;
};

/* Attribute NAME as a number; OTHERWISE if it is none. */
static double
number(const struct ht_sax_attrs *a, const char *name, double otherwise)
{
    size_t len;
    double v;
    const char *s = ht_sax_attr(a, name, &len);
    return s && ht_page_numbers(s, len, &v, 1) ? v : otherwise;
}

/* The same for a length or a place: in pixels. */
static double
pixels(const struct run *r, const struct ht_sax_attrs *a, const char *name)
{
    return number(a, name, 0) * r->unit;
}

/* The description has said what it measures in; pixels if that is nothing we know. */
static void
set_unit(struct run *r)
{
    const char *s = r->measure.s;
    size_t len = r->measure.len;
    for (; len && strchr(" \t\r\n", *s); s++)
        len--;
    while (len && strchr(" \t\r\n", s[len - 1]))
        len--;
    r->unit = 1;
    for (size_t i = 0; i < HT_COUNT(units); i++)
        if (len == strlen(units[i].name) && !memcmp(s, units[i].name, len))
            r->unit = DPI / units[i].per_inch;
}

static void
begin_page(struct run *r, const struct ht_sax_attrs *a)
{
    struct ht_page *page = ht_page_run_next(&r->in);
    page->width = pixels(r, a, "WIDTH");
    page->height = pixels(r, a, "HEIGHT");
    ht_buf_add(&page->image, r->image.s, r->image.len);
}

/* WC is from 0 to 1; some programs write it from 0 to 100. */
static int
confidence(const struct ht_sax_attrs *a)
{
    double wc = number(a, "WC", -1);
    return wc < 0 ? -1 : (int)(wc <= 1 ? wc * 100 + 0.5 : wc);
}

static void
add_string(struct run *r, const struct ht_sax_attrs *a)
{
    size_t len;
    const char *s = ht_sax_attr(a, "CONTENT", &len);
    double x = pixels(r, a, "HPOS"), y = pixels(r, a, "VPOS");
    if (!s || !r->in.page.number)
        return;
    const struct ht_page_word w = {
        .x0 = (int)x, .y0 = (int)y, .x1 = (int)(x + pixels(r, a, "WIDTH")), .y1 = (int)(y + pixels(r, a, "HEIGHT")),
        .conf = confidence(a), .line = r->line,
    };
    ht_page_add(&r->in.page, s, len, &w);
}

static void
on_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct run *r = arg;
    r->open = !strcmp(name, "fileName") ? &r->image : !strcmp(name, "MeasurementUnit") ? &r->measure : NULL;
    if (r->open)
        ht_buf_clear(r->open);
    else if (!strcmp(name, "Page"))
        begin_page(r, a);
    else if (!strcmp(name, "TextLine"))
        r->line++;
    else if (!strcmp(name, "String"))
        add_string(r, a);
}

static void
on_end(void *arg, const char *name)
{
    struct run *r = arg;
    if (r->open == &r->measure)
        set_unit(r);
    r->open = NULL;
    if (!strcmp(name, "Page"))
        ht_page_run_take(&r->in);
}

static void
on_text(void *arg, const char *s, size_t len)
{
    struct run *r = arg;
    if (r->open && r->open->len + len < 4096)
        ht_buf_add(r->open, s, len);
}

static enum ht_rc
read_alto(const struct ht_format_job *job, struct ht_rows *to)
{
    struct run r = { .unit = 1 };
    const struct ht_sax h = { .start = on_start, .end = on_end, .text = on_text, .stop = &r.in.rc };
    ht_page_run_begin(&r.in, job, to);
    ht_buf_init(&r.image);
    ht_buf_init(&r.measure);
    enum ht_rc rc = ht_page_run_end(&r.in, ht_sax_parse_in(job, &h, &r));
    ht_buf_fini(&r.measure);
    ht_buf_fini(&r.image);
    return rc;
}

static int
bid_alto(const unsigned char *s, size_t n)
{
    return ht_page_holds(s, n, "<alto") || ht_page_holds(s, n, ":alto ") || ht_page_holds(s, n, "/alto/ns") ? 96 : 0;
}

const struct ht_format ht_format_alto = {
    .name = "alto",
    .title = N_("recognised pages (ALTO XML)"),
    .bid = bid_alto,
    .read = read_alto,
};
