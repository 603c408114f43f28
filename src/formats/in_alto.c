/* SPDX-License-Identifier: BSD-2-Clause */
/* ALTO (the Library of Congress' schema, versions 1 to 4): String elements with CONTENT, place and word confidence. */
#include "config.h"
#include "formats/format.h"

#include <string.h>

#include "base/prog.h"
#include "formats/page.h"
#include "formats/sax.h"

struct run {
    struct ht_pages *pages;
    struct ht_page page;
    struct ht_buf text, image;          /* of the element that is open; of the description */
    bool in_text;
    double unit;                        /* pixels per unit of measurement, 0: pixels are used */
    unsigned long number;
    unsigned line;
    enum ht_rc rc;
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

static void
begin_page(struct run *r, const struct ht_sax_attrs *a)
{
    ht_page_clear(&r->page);
    r->page.number = ++r->number;
    r->page.width = number(a, "WIDTH", 0);
    r->page.height = number(a, "HEIGHT", 0);
    ht_buf_add(&r->page.image, r->image.s, r->image.len);
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
    double x = number(a, "HPOS", 0), y = number(a, "VPOS", 0);
    if (!s || !r->page.number)
        return;
    const struct ht_page_word w = {
        .x0 = (int)x, .y0 = (int)y, .x1 = (int)(x + number(a, "WIDTH", 0)), .y1 = (int)(y + number(a, "HEIGHT", 0)),
        .conf = confidence(a), .line = r->line,
    };
    ht_page_add(&r->page, s, len, &w);
}

static void
on_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct run *r = arg;
    r->in_text = !strcmp(name, "fileName");
    if (r->in_text)
        ht_buf_clear(&r->image);
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
    r->in_text = false;
    if (strcmp(name, "Page"))
        return;
    ht_page_settle(&r->page);
    r->rc = ht_pages_take(r->pages, &r->page);
    ht_page_clear(&r->page);
}

static void
on_text(void *arg, const char *s, size_t len)
{
    struct run *r = arg;
    if (r->in_text && r->image.len + len < 4096)
        ht_buf_add(&r->image, s, len);
}

static enum ht_rc
read_alto(const struct ht_format_job *job, struct ht_rows *to)
{
    struct run r = { .pages = ht_pages_new(job, to) };
    const struct ht_sax h = { .start = on_start, .end = on_end, .text = on_text, .stop = &r.rc };
    ht_page_init(&r.page);
    ht_buf_init(&r.image);
    enum ht_rc rc = ht_sax_parse_in(job, &h, &r);
    if (rc == HT_OK)
        rc = ht_pages_end(r.pages);
    ht_buf_fini(&r.image);
    ht_page_fini(&r.page);
    ht_pages_free(r.pages);
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
