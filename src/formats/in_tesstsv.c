/* SPDX-License-Identifier: BSD-2-Clause */
/* Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
#include "config.h"
#include "formats/format.h"

#include <string.h>

#include "base/prog.h"
#include "formats/lines.h"
#include "formats/page_run.h"

enum { CELLS = 12, LEVEL = 0, PAGE, BLOCK, PARAGRAPH, LINE, WORD, LEFT, TOP, WIDTH, HEIGHT, CONF, TEXT };
enum { PAGE_LEVEL = 1, WORD_LEVEL = 5 };

static const char header[] =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

struct run {
    struct ht_page_run in;
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

static void
begin_page(struct run *r, const long *v)
{
    struct ht_page *page = &r->in.page;
    ht_page_run_take(&r->in);           /* the one before */
    page->number = v[PAGE] > 0 ? (unsigned long)v[PAGE] : 1;
    if (v[LEVEL] == PAGE_LEVEL) {
        page->width = (double)v[WIDTH];
        page->height = (double)v[HEIGHT];
    }
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
    if (v[LEVEL] == PAGE_LEVEL || !r->in.page.number || v[PAGE] != (long)r->in.page.number)
        begin_page(r, v);
    if (r->in.rc || v[LEVEL] != WORD_LEVEL)
        return r->in.rc;
    if (memcmp(r->line_id, v + PAGE, sizeof r->line_id)) {
        memcpy(r->line_id, v + PAGE, sizeof r->line_id);
        r->line++;
    }
    const struct ht_page_word w = {
        .x0 = (int)v[LEFT], .y0 = (int)v[TOP], .x1 = (int)(v[LEFT] + v[WIDTH]), .y1 = (int)(v[TOP] + v[HEIGHT]),
        .conf = (int)v[CONF], .line = r->line,
    };
    ht_page_add(&r->in.page, cell[TEXT].s, cell[TEXT].len, &w);
    return HT_OK;
}

static enum ht_rc
read_tesstsv(const struct ht_format_job *job, struct ht_rows *to)
{
    struct run r = {0};
    ht_page_run_begin(&r.in, job, to);
    ht_lines_init(&r.lines, job->in);
    enum ht_rc rc = ht_lines_next(&r.lines);        /* the header */
    while (rc == HT_OK && (rc = ht_lines_next(&r.lines)) == HT_OK)
        if ((rc = take_line(&r)))
            break;
    if (rc == HT_EOF) {
        ht_page_run_take(&r.in);
        rc = r.in.rc;
    }
    ht_lines_fini(&r.lines);
    return ht_page_run_end(&r.in, rc);
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
