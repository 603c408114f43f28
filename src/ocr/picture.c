/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading pages with Leptonica and poppler. */
#include "config.h"
#include "ocr/picture.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/prog.h"

enum { PDF_DPI = 300, PDF_SECONDS = 60, PDF_PAGES = 100000, NOT_INSTALLED = 127 };
#define PDF_MEMORY ((size_t)2 << 30)
#define PDF_PICTURE ((size_t)512 << 20)                 /* most bytes of a page that pdftoppm drew */

const char *const ht_picture_text[HT_PICTURE_NWHY] = {
    [HT_PICTURE_FINE] = "",
    [HT_PICTURE_NO_FILE] = N_("it cannot be opened"),
    [HT_PICTURE_UNKNOWN] = N_("it is no PNG, JPEG, TIFF or PDF; convert it to one of them"),
    [HT_PICTURE_HUGE] = N_("the page is too large: scan it again with 300 dpi"),
    [HT_PICTURE_DAMAGED] = N_("it is damaged or cut short: copy it again from where it came, or scan the page again"),
    [HT_PICTURE_NO_POPPLER] = N_("pages of PDF files need poppler's tools; on Debian: apt-get install poppler-utils"),
};

/* The first bytes of PATH; false if it cannot be read. */
static bool
begins(const char *path, unsigned char head[16])
{
    FILE *f = fopen(path, "rb");
    memset(head, 0, 16);
    if (!f)
        return false;
    bool ok = fread(head, 1, 16, f) > 0;
    fclose(f);
    return ok;
}

static bool
is_pdf(const unsigned char head[16])
{
    return !memcmp(head, "%PDF-", 5);
}

static bool
is_tiff(const unsigned char head[16])
{
    return !memcmp(head, "II*\0", 4) || !memcmp(head, "MM\0*", 4);
}

/* Everything that poppler's program ARGV writes, at most MOST bytes. */
static enum ht_picture_why
run_poppler(const char *const *argv, size_t most, struct ht_buf *out)
{
    struct ht_diag_opts quiet = { .prog = argv[0], .quiet = true };
    struct ht_diag *d = ht_diag_new(&quiet);
    struct ht_child *c = ht_child_command(argv, argv[0], PDF_MEMORY, PDF_SECONDS, d);
    enum ht_picture_why why = HT_PICTURE_DAMAGED;
    const unsigned char *s;
    size_t n;
    if (c) {
        while (ht_in_block(ht_child_out(c), &s, &n) == HT_OK && out->len + n <= most)
            ht_buf_add(out, (const char *)s, n);
        int status = ht_child_end(c);
        if (status == NOT_INSTALLED)
            why = HT_PICTURE_NO_POPPLER;
        else if (!status && out->len)
            why = HT_PICTURE_FINE;
    }
    ht_diag_free(d);
    return why;
}

static unsigned
pdf_pages(const char *path, enum ht_picture_why *why)
{
    const char *const argv[] = { "pdfinfo", path, NULL };
    struct ht_buf out = HT_BUF_INIT;
    unsigned n = 0;
    *why = run_poppler(argv, 1 << 20, &out);
    const char *line = strstr(out.s, "\nPages:");
    if (!*why && line)
        n = (unsigned)strtoul(line + 7, NULL, 10);
    if (!*why && (!n || n > PDF_PAGES))
        *why = HT_PICTURE_DAMAGED;
    ht_buf_fini(&out);
    return *why ? 0 : n;
}

static PIX *
pdf_page(const char *path, unsigned n, int *dpi, enum ht_picture_why *why)
{
    char page[16], res[16];
    snprintf(page, sizeof page, "%u", n + 1);
    snprintf(res, sizeof res, "%d", PDF_DPI);
    const char *const argv[] = { "pdftoppm", "-r", res, "-f", page, "-l", page, path, NULL };
    struct ht_buf out = HT_BUF_INIT;
    PIX *pix = NULL;
    *why = run_poppler(argv, PDF_PICTURE, &out);
    if (!*why) {
        pix = pixReadMem((const l_uint8 *)out.s, out.len);
        *why = pix ? HT_PICTURE_FINE : HT_PICTURE_DAMAGED;
    }
    ht_buf_fini(&out);
    *dpi = PDF_DPI;
    return pix;
}

unsigned
ht_picture_pages(const char *path, enum ht_picture_why *why)
{
    unsigned char head[16];
    l_int32 format = IFF_UNKNOWN, n = 1;
    *why = HT_PICTURE_NO_FILE;
    if (!begins(path, head))
        return 0;
    if (is_pdf(head))
        return pdf_pages(path, why);
    *why = HT_PICTURE_UNKNOWN;
    findFileFormatBuffer(head, &format);
    if (is_tiff(head)) {
        FILE *f = fopen(path, "rb");
        *why = f && !tiffGetCount(f, &n) && n > 0 ? HT_PICTURE_FINE : HT_PICTURE_DAMAGED;
        if (f)
            fclose(f);
    } else if (format == IFF_PNG || format == IFF_JFIF_JPEG) {
        *why = HT_PICTURE_FINE;
    }
    return *why ? 0 : (unsigned)n;
}

/* Measures before anything is unpacked. */
static enum ht_picture_why
measure(const char *path, bool tiff, unsigned n)
{
    l_int32 w = 0, h = 0, bps, spp, res, cmap, format;
    int bad = tiff ? readHeaderTiff(path, (l_int32)n, &w, &h, &bps, &spp, &res, &cmap, &format)
                   : pixReadHeader(path, &format, &w, &h, &bps, &spp, &cmap);
    if (bad || w <= 0 || h <= 0)
        return HT_PICTURE_DAMAGED;
    if (w > HT_PICTURE_SIDE || h > HT_PICTURE_SIDE || (uint64_t)w * (uint64_t)h > HT_PICTURE_AREA)
        return HT_PICTURE_HUGE;
    return HT_PICTURE_FINE;
}

/* Depth and colours as the header promises.  Takes PIX. */
static PIX *
plain(PIX *pix)
{
    PIX *out = pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC);
    pixDestroy(&pix);
    if (out && pixGetDepth(out) == 32 && pixGetSpp(out) == 4) {
        pix = pixRemoveAlpha(out);
        pixDestroy(&out);
        out = pix;
    }
    if (out && pixGetDepth(out) != 1 && pixGetDepth(out) != 8 && pixGetDepth(out) != 32) {
        pix = pixConvertTo8(out, 0);
        pixDestroy(&out);
        out = pix;
    }
    return out;
}

PIX *
ht_picture_page(const char *path, unsigned n, int *dpi, enum ht_picture_why *why)
{
    unsigned char head[16];
    l_int32 format = IFF_UNKNOWN, warnings = 0;
    PIX *pix = NULL;
    *why = HT_PICTURE_NO_FILE;
    *dpi = 0;
    if (!begins(path, head))
        return NULL;
    if (is_pdf(head)) {
        pix = pdf_page(path, n, dpi, why);
        return pix ? plain(pix) : NULL;
    }
    *why = measure(path, is_tiff(head), n);
    if (*why)
        return NULL;
    findFileFormatBuffer(head, &format);
    if (is_tiff(head))
        pix = pixReadTiff(path, (l_int32)n);
    else if (format == IFF_JFIF_JPEG)
        pix = pixReadJpeg(path, 0, 1, &warnings, 0);
    else
        pix = pixRead(path);
    *why = pix ? HT_PICTURE_FINE : HT_PICTURE_DAMAGED;
    if (!pix)
        return NULL;
    *dpi = pixGetXRes(pix);
    return plain(pix);
}
