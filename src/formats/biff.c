/* SPDX-License-Identifier: BSD-2-Clause */
/* BIFF records, texts and globals. */
#include "config.h"
#include "formats/biff.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/bytes.h"
#include "formats/fonts.h"
#include "formats/moment.h"
#include "model/finding.h"

enum { MAX_ROWS_OF_A_TABLE = 65536, MAX_CHARS = 65536, GLOBALS = 5, WIDE = 1, EXTENDED = 4, RICH = 8 };

void
ht_biff_init(struct ht_biff *b, const struct ht_format_job *job)
{
    *b = (struct ht_biff){ .job = job };
    b->strings = ht_strings_new(job->diag);
    b->wide = ht_calloc(MAX_CHARS, sizeof *b->wide);
    ht_pieces_init(&b->text);
}

void
ht_biff_fini(struct ht_biff *b)
{
    for (size_t i = 0; i < b->nsheet; i++)
        free(b->sheet[i].name);
    free(b->sheet);
    free(b->font);
    free(b->format);
    free(b->style);
    free(b->wide);
    ht_pieces_fini(&b->text);
    ht_strings_free(b->strings);
}

static enum ht_rc
damaged(struct ht_biff *b, const char *why)
{
    struct ht_where w = { .file = b->job->name };
    ht_find_fail(b->job->diag, &w, HT_D_152, why, NULL);
    return HT_FAIL;
}

enum ht_rc
ht_biff_next(struct ht_biff *b)
{
    unsigned char head[4];
    size_t n = b->read(b->from, b->next, head, sizeof head);
    b->at = b->len = 0;
    if (!n)
        return HT_EOF;
    if (n < sizeof head)
        return damaged(b, _("a record is cut off"));
    b->type = ht_le16(head);
    b->len = ht_le16(head + 2);
    if (b->len > HT_BIFF_MAX)
        return damaged(b, _("a record is too long"));
    if (b->read(b->from, b->next + sizeof head, b->data, b->len) < b->len)
        return damaged(b, _("a record is cut off"));
    b->next += sizeof head + b->len;
    return HT_OK;
}

/* ---- bytes that go on in CONTINUE records ---- */

/* Makes sure that there is a byte at b->at.  False at the end. */
static bool
more(struct ht_biff *b)
{
    unsigned char head[4];
    while (b->at >= b->len) {
        if (b->read(b->from, b->next, head, sizeof head) < sizeof head || ht_le16(head) != BIFF_CONTINUE)
            return false;
        if (ht_biff_next(b))
            return false;
    }
    return true;
}

static bool
take(struct ht_biff *b, unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!more(b))
            return false;
        p[i] = b->data[b->at++];
    }
    return true;
}

static bool
skip(struct ht_biff *b, uint32_t n)
{
    while (n) {
        if (!more(b))
            return false;
        uint32_t here = b->len - b->at < n ? b->len - b->at : n;
        b->at += here;
        n -= here;
    }
    return true;
}

/* N characters; where they go on in another record, that begins with new flags. */
static bool
take_chars(struct ht_biff *b, unsigned n, unsigned flags)
{
    for (unsigned i = 0; i < n; i++) {
        unsigned char c[2] = {0};
        if (b->at >= b->len) {
            if (!more(b))
                return false;
            flags = b->data[b->at++];
        }
        if (!take(b, c, flags & WIDE ? 2 : 1))
            return false;
        b->wide[i] = (uint16_t)ht_le16(c);
    }
    return true;
}

/* Characters FROM … TO of the scratch as UTF-8 behind the text; a lone surrogate becomes U+FFFD. */
static void
add_chars(struct ht_biff *b, unsigned from, unsigned to)
{
    char utf8[4];
    for (unsigned i = from; i < to; i++) {
        uint32_t c = b->wide[i];
        if (c >= 0xd800 && c < 0xdc00 && i + 1 < to && (b->wide[i + 1] & 0xfc00) == 0xdc00)
            c = 0x10000 + ((c & 0x3ff) << 10) + (b->wide[++i] & 0x3ff);
        else if (c >= 0xd800 && c < 0xe000)
            c = 0xfffd;
        if (c)
            ht_pieces_add(&b->text, utf8, ht_utf8_put(utf8, c));
    }
}

static const struct ht_charset *
font_of(const struct ht_biff *b, unsigned i)
{
    if (i > 4)
        i--;                            /* there is no font 4 */
    return i < b->nfont ? b->font[i] : NULL;
}

/* Runs: each says where it begins and its font; what stands before the first one is in the cell's font. */
static bool
add_runs(struct ht_biff *b, unsigned n, unsigned nruns)
{
    unsigned char r[4];
    unsigned at = 0;
    for (unsigned i = 0; i < nruns; i++) {
        if (!take(b, r, 4))
            return false;
        unsigned first = ht_le16(r);
        if (first < at || first > n)
            first = at;
        add_chars(b, at, first);
        ht_pieces_begin(&b->text, font_of(b, ht_le16(r + 2)), true);
        at = first;
    }
    add_chars(b, at, n);
    return true;
}

bool
ht_biff_text(struct ht_biff *b, unsigned n)
{
    unsigned char flags, v[4];
    uint32_t extra = 0;
    unsigned nruns = 0;
    ht_pieces_clear(&b->text);
    if (n >= MAX_CHARS || !take(b, &flags, 1))
        return false;
    if (flags & RICH) {
        if (!take(b, v, 2))
            return false;
        nruns = ht_le16(v);
    }
    if (flags & EXTENDED) {
        if (!take(b, v, 4))
            return false;
        extra = ht_le32(v);
    }
    return take_chars(b, n, flags) && add_runs(b, n, nruns) && skip(b, extra);
}

/* ---- globals ---- */

/* A text with its length in LEN_BYTES bytes at offset AT of the record, as in fonts, formats and sheet names. */
static bool
short_text(struct ht_biff *b, unsigned at, unsigned len_bytes)
{
    if (at + len_bytes > b->len)
        return false;
    unsigned n = len_bytes == 1 ? b->data[at] : ht_le16(b->data + at);
    b->at = at + len_bytes;
    if (b->biff8)
        return ht_biff_text(b, n);
    ht_pieces_clear(&b->text);
    if (n > b->len - b->at)
        return false;
    for (unsigned i = 0; i < n; i++)    /* names only: ASCII, or widened */
        b->wide[i] = b->data[b->at + i];
    add_chars(b, 0, n);
    return true;
}

static void
add_font(struct ht_biff *b)
{
    if (b->nfont == MAX_ROWS_OF_A_TABLE || !short_text(b, 14, 1))
        return;
    b->font = ht_grow(b->font, &b->font_cap, b->nfont + 1, sizeof *b->font);
    b->font[b->nfont++] = ht_font_charset(b->text.text.s, b->text.text.len);
}

static void
add_format(struct ht_biff *b)
{
    if (b->nformat == MAX_ROWS_OF_A_TABLE || b->len < 3)
        return;
    unsigned id = ht_le16(b->data);
    if (!short_text(b, 2, b->biff8 ? 2 : 1))
        return;
    b->format = ht_grow(b->format, &b->format_cap, b->nformat + 1, sizeof *b->format);
    b->format[b->nformat].id = id;
    b->format[b->nformat++].parts = ht_format_parts(b->text.text.s, b->text.text.len);
}

static unsigned
parts_of(const struct ht_biff *b, unsigned id)
{
    for (size_t i = 0; i < b->nformat; i++)
        if (b->format[i].id == id)
            return b->format[i].parts;
    return ht_builtin_parts(id);
}

static void
add_style(struct ht_biff *b)
{
    if (b->nstyle == MAX_ROWS_OF_A_TABLE || b->len < 4)
        return;
    b->style = ht_grow(b->style, &b->style_cap, b->nstyle + 1, sizeof *b->style);
    b->style[b->nstyle++] = (struct ht_xls_style){ font_of(b, ht_le16(b->data)),
                                                   parts_of(b, ht_le16(b->data + 2)) };
}

static void
add_sheet(struct ht_biff *b)
{
    if (b->nsheet == MAX_ROWS_OF_A_TABLE || b->len < 8 || b->data[5] != 0)
        return;                         /* charts and macro sheets have no cells */
    unsigned long at = ht_le32(b->data);
    bool hidden = b->data[4] & 3;
    if (!short_text(b, 6, 1))
        return;
    b->sheet = ht_grow(b->sheet, &b->sheet_cap, b->nsheet + 1, sizeof *b->sheet);
    b->sheet[b->nsheet++] = (struct ht_sheet_row){
        .name = ht_strndup(b->text.text.s, b->text.text.len), .at = at, .hidden = hidden
    };
}

static enum ht_rc
add_strings(struct ht_biff *b)
{
    unsigned char v[4];
    if (!take(b, v, 4) || !take(b, v, 4))
        return damaged(b, _("the table of texts is cut off"));
    for (uint32_t left = ht_le32(v); left; left--) {
        if (!take(b, v, 2) || !ht_biff_text(b, ht_le16(v)))
            return damaged(b, _("the table of texts is cut off"));
        if (ht_strings_add(b->strings, &b->text))
            return HT_FAIL;
    }
    return HT_OK;
}

static enum ht_rc
take_global(struct ht_biff *b)
{
    struct ht_where w = { .file = b->job->name };
    switch (b->type) {
    case BIFF_FILEPASS:
        ht_find_fail(b->job->diag, &w, HT_D_151, NULL);
        return HT_FAIL;
    case BIFF_DATEMODE:
        b->from_1904 = b->len >= 2 && b->data[0];
        return HT_OK;
    case BIFF_FONT:
        add_font(b);
        return HT_OK;
    case BIFF_FORMAT:
        add_format(b);
        return HT_OK;
    case BIFF_XF:
        add_style(b);
        return HT_OK;
    case BIFF_BOUNDSHEET:
        add_sheet(b);
        return HT_OK;
    case BIFF_SST:
        return add_strings(b);
    default:
        return HT_OK;
    }
}

enum ht_rc
ht_biff_globals(struct ht_biff *b)
{
    enum ht_rc rc = ht_biff_next(b);
    if (rc || b->type != BIFF_BOF || b->len < 4)
        return rc == HT_FAIL ? rc : damaged(b, _("it does not begin as a workbook of Excel 5.0 to 2003"));
    b->biff8 = ht_le16(b->data) >= 0x600;
    while ((rc = ht_biff_next(b)) == HT_OK && b->type != BIFF_EOF)
        if (take_global(b))
            return HT_FAIL;
    if (rc == HT_EOF)
        return damaged(b, _("a record is cut off"));
    return rc;
}
