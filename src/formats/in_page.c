/* SPDX-License-Identifier: BSD-2-Clause */
/* PAGE XML (PRImA): Word elements with Coords and TextEquiv, or lines where there are no words. */
#include "config.h"
#include "formats/format.h"

#include <math.h>
#include <string.h>

#include "base/prog.h"
#include "formats/page_run.h"
#include "formats/sax.h"

enum { MOST_POINTS = 256 };

/* A line or a word: its box, and its text once that is known. */
struct item {
    struct ht_page_word at;
    struct ht_buf text;
    bool open, boxed, read;
};

struct run {
    struct ht_page_run in;
    struct item line, word;
    size_t words;                       /* of the open line */
    unsigned nline;
    int conf;                           /* of the open TextEquiv */
    bool in_unicode;
};

static struct item *
innermost(struct run *r)
{
    return r->word.open ? &r->word : r->line.open ? &r->line : NULL;
}

static void
begin_item(struct item *x, unsigned line)
{
    x->at = (struct ht_page_word){ .conf = -1, .line = line };
    ht_buf_clear(&x->text);
    x->open = true;
    x->boxed = x->read = false;
}

/* "x,y x,y …"; the box that holds all of them. */
static void
take_coords(struct item *x, const struct ht_sax_attrs *a)
{
    double v[2 * MOST_POINTS];
    size_t len;
    const char *s = ht_sax_attr(a, "points", &len);
    size_t n = s ? ht_page_numbers(s, len, v, 2 * MOST_POINTS) : 0;
    if (n < 4 || x->boxed)
        return;
    x->boxed = true;
    x->at.x0 = x->at.x1 = (int)v[0];
    x->at.y0 = x->at.y1 = (int)v[1];
    for (size_t i = 2; i + 1 < n; i += 2) {
        x->at.x0 = (int)fmin(x->at.x0, v[i]);
        x->at.x1 = (int)fmax(x->at.x1, v[i]);
        x->at.y0 = (int)fmin(x->at.y0, v[i + 1]);
        x->at.y1 = (int)fmax(x->at.y1, v[i + 1]);
    }
}

static void
begin_page(struct run *r, const struct ht_sax_attrs *a)
{
    size_t len;
    struct ht_page *page = ht_page_run_next(&r->in);
    page->width = (double)ht_sax_number(a, "imageWidth", 0);
    page->height = (double)ht_sax_number(a, "imageHeight", 0);
    const char *s = ht_sax_attr(a, "imageFilename", &len);
    if (s)
        ht_buf_add(&page->image, s, len);
}

static void
on_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct run *r = arg;
    struct item *x = innermost(r);
    size_t len;
    double conf;
    if (!strcmp(name, "Page")) {
        begin_page(r, a);
    } else if (!strcmp(name, "TextLine")) {
        begin_item(&r->line, ++r->nline);
        r->words = 0;
    } else if (!strcmp(name, "Word")) {
        begin_item(&r->word, r->nline);
    } else if (!strcmp(name, "Coords") && x) {
        take_coords(x, a);
    } else if (!strcmp(name, "TextEquiv")) {
        const char *s = ht_sax_attr(a, "conf", &len);
        r->conf = s && ht_page_numbers(s, len, &conf, 1) ? (int)(conf * 100 + 0.5) : -1;
    } else if (!strcmp(name, "Unicode")) {
        r->in_unicode = x && !x->read;  /* the first reading is the best one */
    }
}

static void
add(struct run *r, struct item *x)
{
    if (x->boxed && x->text.len && r->in.page.number)
        ht_page_add(&r->in.page, x->text.s, x->text.len, &x->at);
    x->open = false;
}

static void
on_end(void *arg, const char *name)
{
    struct run *r = arg;
    struct item *x = innermost(r);
    if (!strcmp(name, "Unicode") && r->in_unicode && x) {
        x->read = true;
        x->at.conf = r->conf;
        r->in_unicode = false;
    } else if (!strcmp(name, "Word") && r->word.open) {
        add(r, &r->word);
        r->words++;
    } else if (!strcmp(name, "TextLine") && r->line.open) {
        if (!r->words)
            add(r, &r->line);
        r->line.open = false;
    } else if (!strcmp(name, "Page")) {
        ht_page_run_take(&r->in);
    }
}

static void
on_text(void *arg, const char *s, size_t len)
{
    struct run *r = arg;
    struct item *x = innermost(r);
    if (r->in_unicode && x && x->text.len + len < 65536)
        ht_buf_add(&x->text, s, len);
}

static enum ht_rc
read_page(const struct ht_format_job *job, struct ht_rows *to)
{
    struct run r = {0};
    const struct ht_sax h = { .start = on_start, .end = on_end, .text = on_text, .stop = &r.in.rc };
    ht_page_run_begin(&r.in, job, to);
    ht_buf_init(&r.line.text);
    ht_buf_init(&r.word.text);
    enum ht_rc rc = ht_page_run_end(&r.in, ht_sax_parse_in(job, &h, &r));
    ht_buf_fini(&r.line.text);
    ht_buf_fini(&r.word.text);
    return rc;
}

static int
bid_page(const unsigned char *s, size_t n)
{
    return ht_page_holds(s, n, "<PcGts") || ht_page_holds(s, n, ":PcGts") ? 96 : 0;
}

const struct ht_format ht_format_page = {
    .name = "page",
    .title = N_("recognised pages (PAGE XML)"),
    .bid = bid_page,
    .read = read_page,
};
