/* SPDX-License-Identifier: BSD-2-Clause */
/* Scanned pages through libqpdf's C interface. */
#include "config.h"
#include "rules/pdf.h"

#include <string.h>

#include "base/lib.h"
#include "base/prog.h"

#define NO_PDF N_("it is no PDF: scan the page again, or save the picture as PDF")
#define DAMAGED N_("it is damaged or cut short: copy it again from where it came, or scan the page again")
#define ENCRYPTED N_("it is encrypted: save it without a password")

#ifdef HAVE_LIBQPDF
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#define QPDF(X) \
    X(qpdf_cleanup) X(qpdf_get_error) X(qpdf_get_error_code) X(qpdf_get_num_pages) X(qpdf_get_page_n) \
    X(qpdf_has_error) X(qpdf_init) X(qpdf_is_encrypted) X(qpdf_more_warnings) X(qpdf_next_warning) \
    X(qpdf_oh_begin_dict_key_iter) X(qpdf_oh_dict_more_keys) X(qpdf_oh_dict_next_key) \
    X(qpdf_oh_get_array_item) X(qpdf_oh_get_array_n_items) X(qpdf_oh_get_dict) X(qpdf_oh_get_int_value) \
    X(qpdf_oh_get_key) X(qpdf_oh_get_name) X(qpdf_oh_get_numeric_value) X(qpdf_oh_get_page_content_data) \
    X(qpdf_oh_get_stream_data) X(qpdf_oh_is_array) X(qpdf_oh_is_dictionary) X(qpdf_oh_is_integer) \
    X(qpdf_oh_is_name) X(qpdf_oh_is_stream) X(qpdf_oh_release_all) X(qpdf_push_inherited_attributes_to_page) \
    X(qpdf_read_memory) X(qpdf_set_attempt_recovery) X(qpdf_set_suppress_warnings) X(qpdf_silence_errors)
HT_LIB(qpdf, SONAME_LIBQPDF, QPDF)

#define A4_POINTS (595.28 * 841.89)     /* square points */
#define MAX_PAGES 64                    /* of one entry; more are not looked at one by one */
#define MAX_PIXELS (48u << 20)          /* bytes of a picture that is unpacked to see whether it is blank */
#define BLANK_BITS 0.25                 /* packed bits per pixel below which a picture may be blank */

bool
ht_pdf_available(void)
{
    return true;
}

struct page {
    int images;
    bool colour, ink;                   /* of any picture */
};

static long long
number(qpdf_data q, qpdf_oh dict, const char *key)
{
    qpdf_oh v = qpdf()->qpdf_oh_get_key(q, dict, key);
    return qpdf()->qpdf_oh_is_integer(q, v) ? qpdf()->qpdf_oh_get_int_value(q, v) : 0;
}

/* Grey: DeviceGray, CalGray, an ICC profile or palette of one component, or one bit. */
static bool
is_grey(qpdf_data q, qpdf_oh dict)
{
    qpdf_oh space = qpdf()->qpdf_oh_get_key(q, dict, "/ColorSpace");
    if (number(q, dict, "/BitsPerComponent") == 1)
        return true;
    if (qpdf()->qpdf_oh_is_array(q, space) && qpdf()->qpdf_oh_get_array_n_items(q, space) > 0) {
        qpdf_oh first = qpdf()->qpdf_oh_get_array_item(q, space, 0);
        const char *name = qpdf()->qpdf_oh_is_name(q, first) ? qpdf()->qpdf_oh_get_name(q, first) : "";
        if (!strcmp(name, "/CalGray"))
            return true;
        qpdf_oh icc = qpdf()->qpdf_oh_get_array_item(q, space, 1);
        return !strcmp(name, "/ICCBased") && qpdf()->qpdf_oh_is_stream(q, icc) &&
               number(q, qpdf()->qpdf_oh_get_dict(q, icc), "/N") == 1;
    }
    return qpdf()->qpdf_oh_is_name(q, space) && !strcmp(qpdf()->qpdf_oh_get_name(q, space), "/DeviceGray");
}

/* True if hardly a pixel differs from the paper. */
static bool
no_ink(const unsigned char *s, size_t n)
{
    unsigned long long sum = 0;
    size_t ink = 0;
    for (size_t i = 0; i < n; i++)
        sum += s[i];
    int paper = n ? (int)(sum / n) : 255;
    for (size_t i = 0; i < n; i++)
        ink += abs((int)s[i] - paper) > 40;
    return ink * 2000 < n;
}

/* Only pictures that pack suspiciously well are unpacked. */
static bool
picture_has_ink(qpdf_data q, qpdf_oh image, qpdf_oh dict)
{
    double pixels = (double)number(q, dict, "/Width") * (double)number(q, dict, "/Height");
    double bits = 8.0 * (double)number(q, dict, "/Length");
    unsigned char *data = NULL;
    size_t len = 0;
    QPDF_BOOL decoded = QPDF_FALSE;
    if (pixels <= 0 || bits / pixels >= BLANK_BITS || pixels * 4 > MAX_PIXELS)
        return true;
    QPDF_ERROR_CODE rc = qpdf()->qpdf_oh_get_stream_data(q, image, qpdf_dl_all, &decoded, &data, &len);
    bool ink = (rc & QPDF_ERRORS) || !decoded || number(q, dict, "/BitsPerComponent") != 8 || !no_ink(data, len);
    free(data);
    return ink;
}

static void
look_at_images(qpdf_data q, qpdf_oh page, struct page *p)
{
    qpdf_oh objects = qpdf()->qpdf_oh_get_key(q, qpdf()->qpdf_oh_get_key(q, page, "/Resources"), "/XObject");
    if (!qpdf()->qpdf_oh_is_dictionary(q, objects))
        return;
    for (qpdf()->qpdf_oh_begin_dict_key_iter(q, objects); qpdf()->qpdf_oh_dict_more_keys(q);) {
        const char *key = qpdf()->qpdf_oh_dict_next_key(q);
        qpdf_oh image = qpdf()->qpdf_oh_get_key(q, objects, key);
        if (!qpdf()->qpdf_oh_is_stream(q, image))
            continue;
        qpdf_oh dict = qpdf()->qpdf_oh_get_dict(q, image), sub = qpdf()->qpdf_oh_get_key(q, dict, "/Subtype");
        if (!qpdf()->qpdf_oh_is_name(q, sub) || strcmp(qpdf()->qpdf_oh_get_name(q, sub), "/Image")) {
            p->ink = p->colour = true;  /* a form: drawn, not scanned; nothing is said of it */
            continue;
        }
        p->images++;
        p->colour = p->colour || !is_grey(q, dict);
        p->ink = p->ink || picture_has_ink(q, image, dict);
    }
}

static double
area(qpdf_data q, qpdf_oh page)
{
    qpdf_oh box = qpdf()->qpdf_oh_get_key(q, page, "/MediaBox");
    double v[4] = {0};
    for (int i = 0; i < 4 && qpdf()->qpdf_oh_is_array(q, box) && qpdf()->qpdf_oh_get_array_n_items(q, box) == 4; i++)
        v[i] = qpdf()->qpdf_oh_get_numeric_value(q, qpdf()->qpdf_oh_get_array_item(q, box, i));
    double a = (v[2] - v[0]) * (v[3] - v[1]);
    return a > 0 ? a / A4_POINTS : 1;
}

/* A page without pictures is blank if its content draws nothing to speak of. */
static bool
draws(qpdf_data q, qpdf_oh page)
{
    unsigned char *data = NULL;
    size_t len = 0;
    QPDF_ERROR_CODE rc = qpdf()->qpdf_oh_get_page_content_data(q, page, &data, &len);
    bool something = (rc & QPDF_ERRORS) || len > 16;
    free(data);
    return something;
}

static void
look_at_pages(qpdf_data q, struct ht_pdf *out)
{
    bool colour = false, images = false;
    qpdf()->qpdf_push_inherited_attributes_to_page(q);
    for (int i = 0; i < out->pages && i < MAX_PAGES; i++) {
        struct page p = {0};
        qpdf_oh page = qpdf()->qpdf_get_page_n(q, (size_t)i);
        look_at_images(q, page, &p);
        out->a4 += area(q, page);
        colour = colour || p.colour;
        images = images || p.images;
        if (!out->blank && (p.images ? !p.ink : !p.ink && !draws(q, page)))
            out->blank = i + 1;
        qpdf()->qpdf_oh_release_all(q);
    }
    out->grey = images && !colour;
}

/*
 * What the library holds against the file, or NULL.  It has to be taken from it: an error that nobody takes is printed.
 * A protected file is one that needs a password; the others are damaged where they are said to be.
 */
static const char *
trouble_of(qpdf_data q)
{
    bool damaged = false;
    while (qpdf()->qpdf_more_warnings(q))
        damaged = qpdf()->qpdf_get_error_code(q, qpdf()->qpdf_next_warning(q)) == qpdf_e_damaged_pdf || damaged;
    if (qpdf()->qpdf_has_error(q)) {
        if (qpdf()->qpdf_get_error_code(q, qpdf()->qpdf_get_error(q)) == qpdf_e_password)
            return _(ENCRYPTED);
        damaged = true;
    }
    return damaged ? _(DAMAGED) : NULL;
}

void
ht_pdf_look(const void *s, size_t len, struct ht_pdf *out)
{
    *out = (struct ht_pdf){0};
    if (len < 8 || memcmp(s, "%PDF-", 5)) {
        out->trouble = _(NO_PDF);
        return;
    }
    qpdf_data q = qpdf()->qpdf_init();
    qpdf()->qpdf_silence_errors(q);
    qpdf()->qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf()->qpdf_set_attempt_recovery(q, QPDF_FALSE);
    if (qpdf()->qpdf_read_memory(q, "scan", s, len, NULL) & QPDF_ERRORS) {
        out->trouble = trouble_of(q);
    } else if (qpdf()->qpdf_is_encrypted(q)) {
        out->trouble = _(ENCRYPTED);
    } else {
        out->pages = qpdf()->qpdf_get_num_pages(q);
        if (out->pages > 0)
            look_at_pages(q, out);
        out->trouble = trouble_of(q);
        if (!out->trouble && out->pages <= 0)
            out->trouble = _("it has no pages: scan the page again");
    }
    qpdf()->qpdf_cleanup(&q);
}

#else

bool
ht_pdf_available(void)
{
    return false;
}

void
ht_pdf_look(const void *s, size_t len, struct ht_pdf *out)
{
    *out = (struct ht_pdf){0};
    if (len < 8 || memcmp(s, "%PDF-", 5))
        out->trouble = _(NO_PDF);
    else
        out->pages = 1;
}

#endif
