/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page templates: where the fields of a ledger's page stand.
 *
 * A template is a map (--map=FILE; data/templates has those of the usual books).  Its first line is
 *
 *     # REGISTER<TAB>NAME<TAB>width<TAB>height<TAB>dpi
 *
 * its header "kind field value label label_x label_y x y w h lines first_line_x", separated by tabs.  A row is a
 * zone of the page, in pixels of a page of width × height at that dpi, from its top left corner:
 *
 *   kind          "value": text is written here; "tick": a box that means VALUE when it is marked
 *   field         the Ministry's stem; "-": this printed text belongs to no field, it only helps to find others
 *   value         of a tick; blank for a value
 *   label         the printed text that belongs to the zone; blank: none
 *   label_x/y     left and top edge of that text's line
 *   x y w h       what is written or ticked
 *   lines         lines of writing in it, 1 if blank
 *   first_line_x  where the first of them begins; the others begin at x.  Blank: at x too
 *
 * A page that was scanned is never the template's size exactly: it is shifted, turned, scaled.  The printed labels
 * that were recognised say how.  Nothing here knows who recognised the words: import and hotich-ocr share it.
 */
#ifndef HT_FORMATS_TEMPLATE_H
#define HT_FORMATS_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/schema.h"

enum { HT_MAX_ZONES = 512, HT_MAX_PAGE_SIDE = 100000 };

/* A word that was recognised on a page; pixels of the page, x1 and y1 are the first ones outside. */
struct ht_page_word {
    const char *s;                      /* UTF-8 NFC, no blanks */
    size_t len;
    int x0, y0, x1, y1;
    int conf;                           /* 0 to 100; -1: not known */
    unsigned line;                      /* words of one line have the same number, in reading order */
};

enum ht_zone_kind { HT_ZONE_VALUE, HT_ZONE_TICK };

struct ht_zone {
    enum ht_zone_kind kind;
    int field;                          /* field id of the template's register; -1: "-" */
    char *value;                        /* of a tick, "" otherwise */
    char *label;                        /* "": none */
    char *key;                          /* the label folded, without blanks */
    double label_x, label_y, x, y, w, h;
    unsigned lines;                     /* from 1 */
    double first_line_x;
};

struct ht_template {
    const struct ht_register *reg;
    char *name;
    double width, height, dpi;
    struct ht_zone *zone;
    size_t n, cap;
};

/* A set of templates, in the order in which they were read. */
struct ht_templates {
    struct ht_template **v;
    size_t n, cap;
};

/* True if the LEN bytes of a map at S are a template's. */
bool ht_template_is(const char *s, size_t len);

/* Adds the template in S, the content of map FILE.  0, or -1 after reporting with file and line (exit 2). */
int ht_template_parse(struct ht_templates *set, const char *s, size_t len, const char *file, struct ht_diag *d);

/* Adds the file PATH, or every *.tsv in the directory DIR, in byte order of their names; a directory that does not
 * exist holds none.  0, or -1 after reporting. */
int ht_template_read(struct ht_templates *set, const char *path, struct ht_diag *d);
int ht_templates_load(struct ht_templates *set, const char *dir, struct ht_diag *d);
void ht_templates_fini(struct ht_templates *set);

/* ---- fitting ---- */

/* A printed label that was found: words FIRST to LAST.  In the last one only the first END bytes belong to it, in the
 * first one it begins at byte START: "Số:12" is one word to many programs. */
struct ht_label_at {
    bool found;
    size_t first, last;
    size_t start, end;
};

/* The page against the template: page x = a·x + b·y + c, page y = d·x + e·y + f. */
struct ht_fit {
    double a, b, c, d, e, f;
    double residual;                    /* root mean square distance of the labels, page pixels */
    double quality;                     /* 0 to 1: how much of the printed text stands where it should */
    size_t found, labels;               /* labels that do, of how many */
    struct ht_label_at *at;             /* per zone of the template; freed by ht_fit_fini */
};

/* Quality from which a page is taken to be of a template at all. */
#define HT_FIT_SURE 0.35

/* Finds T's labels among the words and fits.  DPI: of the page, 0 if unknown.  False if too few labels stand
 * together: *FIT is then empty.  *FIT must be zeroed or filled before. */
bool ht_template_fit(const struct ht_template *t, const struct ht_page_word *word, size_t n, double dpi,
                     struct ht_fit *fit);
void ht_fit_fini(struct ht_fit *fit);

/* The template that fits best, of register REG unless that is NULL; its fit in *FIT.  NULL if none is sure. */
const struct ht_template *ht_template_choose(const struct ht_templates *set, const struct ht_register *reg,
                                             const struct ht_page_word *word, size_t n, double dpi,
                                             struct ht_fit *fit);

struct ht_box {
    double x0, y0, x1, y1;
};

void ht_fit_point(const struct ht_fit *fit, double x, double y, double *page_x, double *page_y);
/* The upright box on the page that holds the template's box. */
struct ht_box ht_fit_box(const struct ht_fit *fit, double x, double y, double w, double h);
double ht_fit_skew(const struct ht_fit *fit);           /* degrees, clockwise positive */
double ht_fit_scale(const struct ht_fit *fit);          /* page pixels per pixel of the template */

#endif
