/* SPDX-License-Identifier: BSD-2-Clause */
/* hOCR: HTML whose elements have classes ocr_page, ocr_line, ocrx_word and their places in "title". */
#include "config.h"
#include "formats/format.h"

#include <string.h>

#include "base/prog.h"
#include "formats/page_run.h"
#include "formats/sax.h"

struct run {
    struct ht_page_run in;
    struct ht_page_word word;
    struct ht_buf text;                 /* of the open word */
    unsigned depth, page_depth, word_depth;     /* 0: not in one */
    unsigned line;
};

/* True if the element has CLASS among its classes. */
static bool
has_class(const struct ht_sax_attrs *a, const char *class)
{
    size_t len, n = strlen(class);
    const char *s = ht_sax_attr(a, "class", &len);
    for (size_t i = 0; s && i + n <= len; i++)
        if (!memcmp(s + i, class, n) && (!i || s[i - 1] == ' ') && (i + n == len || s[i + n] == ' '))
            return true;
    return false;
}

/* The part of "title" that is called NAME: what stands behind it up to the semicolon. */
static const char *
property(const struct ht_sax_attrs *a, const char *name, size_t *len)
{
    size_t left, n = strlen(name);
    const char *s = ht_sax_attr(a, "title", &left);
    while (s && left) {
        const char *semi = memchr(s, ';', left);
        size_t part = semi ? (size_t)(semi - s) : left, from = 0;
        while (from < part && (s[from] == ' ' || s[from] == '\n'))
            from++;
        if (part - from > n && !memcmp(s + from, name, n) && s[from + n] == ' ') {
            *len = part - from - n - 1;
            return s + from + n + 1;
        }
        part += semi != NULL;
        s += part;
        left -= part;
    }
    return NULL;
}

static size_t
numbers(const struct ht_sax_attrs *a, const char *name, double *v, size_t max)
{
    size_t len;
    const char *s = property(a, name, &len);
    return s ? ht_page_numbers(s, len, v, max) : 0;
}

static void
begin_page(struct run *r, const struct ht_sax_attrs *a)
{
    double v[4];
    size_t len;
    struct ht_page *page = ht_page_run_next(&r->in);
    r->page_depth = r->depth;
    if (numbers(a, "bbox", v, 4) == 4) {
        page->width = v[2] - v[0];
        page->height = v[3] - v[1];
    }
    if (numbers(a, "scan_res", v, 2))
        page->dpi = v[0];
    const char *s = property(a, "image", &len);
    while (s && len && (*s == '"' || *s == '\'' || *s == ' '))
        s++, len--;
    while (s && len && (s[len - 1] == '"' || s[len - 1] == '\'' || s[len - 1] == ' '))
        len--;
    if (s)
        ht_buf_add(&page->image, s, len);
}

static void
begin_word(struct run *r, const struct ht_sax_attrs *a)
{
    double v[4] = {0}, conf;
    if (numbers(a, "bbox", v, 4) != 4)
        return;
    r->word = (struct ht_page_word){ .x0 = (int)v[0], .y0 = (int)v[1], .x1 = (int)v[2], .y1 = (int)v[3],
                                     .conf = numbers(a, "x_wconf", &conf, 1) ? (int)conf : -1, .line = r->line };
    r->word_depth = r->depth;
    ht_buf_clear(&r->text);
}

static bool
is_line(const struct ht_sax_attrs *a)
{
    return has_class(a, "ocr_line") || has_class(a, "ocrx_line") || has_class(a, "ocr_header") ||
           has_class(a, "ocr_caption") || has_class(a, "ocr_textfloat") || has_class(a, "ocr_footer");
}

static void
on_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct run *r = arg;
    (void)name;
    r->depth++;
    if (has_class(a, "ocr_page"))
        begin_page(r, a);
    else if (is_line(a))
        r->line++;
    else if (has_class(a, "ocrx_word") && r->page_depth && !r->word_depth)
        begin_word(r, a);
}

static void
on_end(void *arg, const char *name)
{
    struct run *r = arg;
    (void)name;
    if (r->depth == r->word_depth) {
        ht_page_add(&r->in.page, r->text.s, r->text.len, &r->word);
        r->word_depth = 0;
    }
    if (r->depth == r->page_depth) {
        ht_page_run_take(&r->in);
        r->page_depth = 0;
    }
    r->depth--;
}

static void
on_text(void *arg, const char *s, size_t len)
{
    struct run *r = arg;
    if (r->word_depth && r->text.len + len < 4096)
        ht_buf_add(&r->text, s, len);
}

static enum ht_rc
read_hocr(const struct ht_format_job *job, struct ht_rows *to)
{
    struct run r = {0};
    const struct ht_sax h = { .start = on_start, .end = on_end, .text = on_text, .stop = &r.in.rc, .lenient = true };
    ht_page_run_begin(&r.in, job, to);
    ht_buf_init(&r.text);
    enum ht_rc rc = ht_page_run_end(&r.in, ht_sax_parse_in(job, &h, &r));
    ht_buf_fini(&r.text);
    return rc;
}

static int
bid_hocr(const unsigned char *s, size_t n)
{
    return ht_page_holds(s, n, "ocr_page") || ht_page_holds(s, n, "ocr-system") ? 96 : 0;
}

const struct ht_format ht_format_hocr = {
    .name = "hocr",
    .title = N_("recognised pages (hOCR)"),
    .bid = bid_hocr,
    .read = read_hocr,
};
