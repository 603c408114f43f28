/* SPDX-License-Identifier: BSD-2-Clause */
/* Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
#include "config.h"
#include "formats/format.h"

#include <string.h>

#include "base/prog.h"
#include "formats/lines.h"
#include "formats/page.h"

enum { CELLS = 12, LEVEL = 0, PAGE, BLOCK, PARAGRAPH, LINE, WORD, LEFT, TOP, WIDTH, HEIGHT, CONF, TEXT };
enum { PAGE_LEVEL = 1, WORD_LEVEL = 5 };

static const char header[] =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

struct run {
    struct ht_pages *pages;
    struct ht_page page;
    struct ht_lines lines;
    long line_id[4];                    /* page, block, paragraph, line of the last word */
    unsigned line;
};

/* The cell as a whole number, perhaps negative; decimals are dropped; 0 if it is none. */
static long
number(const struct ht_text_cell *c)
{
    double v;
    return ht_page_numbers(c->s, c->len, &v, 1) ? (long)v : 0;
}

static enum ht_rc
end_page(struct run *r)
{
    enum ht_rc rc = HT_OK;
    ht_page_settle(&r->page);
    if (r->page.number)
        rc = ht_pages_take(r->pages, &r->page);
    ht_page_clear(&r->page);
    return rc;
}

static enum ht_rc
begin_page(struct run *r, const long *v)
{
    enum ht_rc rc = r->page.number ? end_page(r) : HT_OK;
    r->page.number = v[PAGE] > 0 ? (unsigned long)v[PAGE] : 1;
    if (v[LEVEL] == PAGE_LEVEL) {
        r->page.width = (double)v[WIDTH];
        r->page.height = (double)v[HEIGHT];
    }
    return rc;
}

static enum ht_rc
take_line(struct run *r)
{
    struct ht_text_cell cell[CELLS];
    long v[TEXT];
    if (ht_lines_split(&r->lines, cell, CELLS) <= CONF)
        return HT_OK;
    for (size_t i = 0; i < TEXT; i++)
        v[i] = number(&cell[i]);
    if (v[LEVEL] == PAGE_LEVEL || !r->page.number || v[PAGE] != (long)r->page.number) {
        enum ht_rc rc = begin_page(r, v);
        if (rc)
            return rc;
    }
    if (v[LEVEL] != WORD_LEVEL)
        return HT_OK;
    if (memcmp(r->line_id, v + PAGE, sizeof r->line_id)) {
        memcpy(r->line_id, v + PAGE, sizeof r->line_id);
        r->line++;
    }
    const struct ht_page_word w = {
        .x0 = (int)v[LEFT], .y0 = (int)v[TOP], .x1 = (int)(v[LEFT] + v[WIDTH]), .y1 = (int)(v[TOP] + v[HEIGHT]),
        .conf = (int)v[CONF], .line = r->line,
    };
    ht_page_add(&r->page, cell[TEXT].s, cell[TEXT].len, &w);
    return HT_OK;
}

static enum ht_rc
read_tesstsv(const struct ht_format_job *job, struct ht_rows *to)
{
    struct run r = { .pages = ht_pages_new(job, to) };
    ht_page_init(&r.page);
    ht_lines_init(&r.lines, job->in);
    enum ht_rc rc = ht_lines_next(&r.lines);        /* the header */
    while (rc == HT_OK && (rc = ht_lines_next(&r.lines)) == HT_OK)
        if ((rc = take_line(&r)))
            break;
    if (rc == HT_EOF)
        rc = r.page.number ? end_page(&r) : HT_OK;
    if (rc == HT_OK)
        rc = ht_pages_end(r.pages);
    ht_lines_fini(&r.lines);
    ht_page_fini(&r.page);
    ht_pages_free(r.pages);
    return rc;
}

static int
bid_tesstsv(const unsigned char *s, size_t n)
{
    size_t k = sizeof header - 1;
    return n > k && !memcmp(s, header, k) && (s[k] == '\n' || s[k] == '\r') ? 95 : 0;
}

const struct ht_format ht_format_tesstsv = {
    .name = "tesstsv",
    .title = N_("recognised pages (Tesseract's TSV)"),
    .bid = bid_tesstsv,
    .read = read_tesstsv,
};
