/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Workbooks.  libxlsxwriter makes everything but the rows: formats, widths, the header, the sheet that explains
 * codes.  The rows are written here, packed on several cores, and put into its archive at the end: a quarter less
 * work, and no scratch file of their full size.
 */
#include "config.h"
#include "export/book.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/lib.h"
#include "base/mem.h"
#include "base/prog.h"
#include "export/member.h"
#include "export/cells.h"

#if defined HAVE_XLSXWRITER && defined HAVE_LIBZIP

#include <xlsxwriter.h>

#define XLSX(X) \
    X(format_set_bg_color) X(format_set_bold) X(format_set_font_color) \
    X(format_set_num_format) X(lxw_strerror) X(workbook_add_format) \
    X(workbook_add_worksheet) X(workbook_close) X(workbook_new_opt) X(workbook_set_properties) \
    X(worksheet_freeze_panes) X(worksheet_set_column) X(worksheet_write_string)
HT_LIB(xlsx, SONAME_XLSXWRITER, XLSX)

#define HEADER_FILL 0x0070C0            /* as in the workbooks of a server that feeds the warehouse */
#define WIDTH 18                        /* of a column, in characters */
#define FIXED_DAY 315532800             /* 1980-01-01: the document's date, so that bytes repeat */

#define SHEET "xl/worksheets/sheet1.xml"
#define MAX_SHEET (1024u * 1024)        /* with the header only: columns have bounded names */

struct ht_book {
    struct ht_dir *dir;
    char *name, *rows_name;
    struct ht_diag *diag;
    struct ht_out *out;                 /* the sheet, packed */
    struct ht_deflated sum;
    struct ht_cells *cells;
};

bool
ht_book_available(struct ht_diag *d)
{
    (void)d;
    return true;
}

/* ---- the workbook without its rows ---- */

struct model {
    lxw_workbook *book;
    lxw_format *text, *head;
    lxw_error err;                      /* the first one */
};

static void
put_cell(struct model *m, lxw_worksheet *sheet, size_t row, size_t column, const char *s, lxw_format *format)
{
    lxw_error err = xlsx()->worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, s, format);
    m->err = m->err ? m->err : err;
}

static void
set_formats(struct model *m)
{
    m->head = xlsx()->workbook_add_format(m->book);
    xlsx()->format_set_bold(m->head);
    xlsx()->format_set_font_color(m->head, LXW_COLOR_WHITE);
    xlsx()->format_set_bg_color(m->head, HEADER_FILL);
    xlsx()->format_set_num_format(m->head, "@");
    m->text = xlsx()->workbook_add_format(m->book);
    xlsx()->format_set_num_format(m->text, "@");
}

/* The header, and in row 2 a cell that shows how one looks. */
static void
put_entries(struct model *m, lxw_worksheet *sheet, const struct ht_layout *l)
{
    /* Blank cells are text too: what a clerk types into them later stays as typed. */
    xlsx()->worksheet_set_column(sheet, 0, (lxw_col_t)(l->n - 1), WIDTH, m->text);
    for (size_t i = 0; i < l->n; i++)
        put_cell(m, sheet, 0, i, l->column[i].name, m->head);
    xlsx()->worksheet_freeze_panes(sheet, 1, 0);
    put_cell(m, sheet, 1, 0, "-", m->text);
}

/* The sheet that explains the codes. */
static void
put_notes(struct model *m, lxw_worksheet *sheet, const struct ht_layout *l)
{
    static const char *const title[] = { "Cột", "Mã", "Ý nghĩa" };
    size_t row = 0;
    xlsx()->worksheet_set_column(sheet, 0, HT_COUNT(title) - 1, WIDTH, m->text);
    for (size_t i = 0; i < HT_COUNT(title); i++)
        put_cell(m, sheet, row, i, title[i], m->head);
    for (const char *s = l->codes; s && *s;) {
        row++;
        for (size_t i = 0; i < HT_COUNT(title); i++) {
            size_t len = strcspn(s, "\t\n");
            char *cell = ht_strndup(s, len);
            put_cell(m, sheet, row, i, cell, m->text);
            free(cell);
            s += len + (s[len] != '\0');
        }
    }
}

/* Makes the workbook at PATH; scratch files go to TMPDIR. */
static lxw_error
make_model(const char *path, const char *tmpdir, const struct ht_layout *l)
{
    lxw_workbook_options o = { .constant_memory = LXW_TRUE, .tmpdir = (char *)(uintptr_t)tmpdir,
                               .use_zip64 = LXW_FALSE };
    struct model m = { .book = xlsx()->workbook_new_opt(path, &o) };
    if (!m.book)
        return LXW_ERROR_CREATING_XLSX_FILE;
    lxw_doc_properties about = { .created = FIXED_DAY };
    xlsx()->workbook_set_properties(m.book, &about);
    lxw_worksheet *entries = xlsx()->workbook_add_worksheet(m.book, l->sheet);
    lxw_worksheet *notes = *l->notes ? xlsx()->workbook_add_worksheet(m.book, l->notes) : NULL;
    set_formats(&m);
    if (entries && (notes || !*l->notes)) {
        put_entries(&m, entries, l);
        if (notes)
            put_notes(&m, notes, l);
    } else {
        m.err = LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    lxw_error err = xlsx()->workbook_close(m.book);     /* frees it, come what may */
    return m.err ? m.err : err;
}

/* ---- the whole ---- */

static enum ht_rc
report(struct ht_book *b, const char *why)
{
    struct ht_where w = { .file = ht_dir_path(b->dir, b->name) };
    ht_diag_fail(b->diag, &w, NULL, _("the workbook cannot be written: %s"), why);
    return HT_FAIL;
}

static enum ht_rc
begin_cells(struct ht_book *b, struct ht_packer *packer)
{
    struct ht_buf pattern = HT_BUF_INIT;
    enum ht_rc rc = ht_member_read(ht_dir_path(b->dir, b->name), SHEET, MAX_SHEET, &pattern, b->diag);
    if (rc == HT_OK && !(b->out = ht_dir_file(b->dir, b->rows_name, HT_OUT_SCRATCH)))
        rc = HT_FAIL;
    if (rc == HT_OK) {
        ht_out_deflate(b->out, packer, &b->sum);
        b->cells = ht_cells_new(pattern.s, b->out);
        if (!b->cells)
            rc = report(b, _("libxlsxwriter left it incomplete; is the disk full?"));
    }
    ht_buf_fini(&pattern);
    return rc;
}

struct ht_book *
ht_book_new(struct ht_dir *dir, const char *name, const struct ht_layout *l, struct ht_packer *packer,
            struct ht_diag *d)
{
    struct ht_buf rows = HT_BUF_INIT;
    struct ht_book *b = ht_calloc(1, sizeof *b);
    b->dir = dir;
    b->diag = d;
    b->name = ht_strdup(name);
    ht_buf_addf(&rows, "%s.rows", name);
    b->rows_name = ht_buf_take(&rows);
    ht_dir_own(dir, name);
    char *path = ht_strdup(ht_dir_path(dir, name));
    char *tmpdir = ht_strndup(path, strlen(path) - strlen(name) - 1);
    errno = 0;
    lxw_error err = make_model(path, tmpdir, l);
    /* The library's own words guess; the system's, where it has some, say what it is: a full disk. */
    enum ht_rc rc = !err ? begin_cells(b, packer) : report(b, errno ? strerror(errno) : xlsx()->lxw_strerror(err));
    free(path);
    free(tmpdir);
    if (rc == HT_OK)
        return b;
    ht_book_abandon(b);
    return NULL;
}

void
ht_book_cell(struct ht_book *b, size_t column, const char *s, size_t len)
{
    ht_cells_add(b->cells, column, s, len);
}

enum ht_rc
ht_book_row(struct ht_book *b)
{
    ht_cells_row(b->cells);
    if (!ht_out_failed(b->out))
        return HT_OK;
    ht_out_close(b->out, NULL);         /* says why */
    b->out = NULL;
    return HT_FAIL;
}

void
ht_book_start(struct ht_book *b)
{
    ht_out_start(b->out);
}

void
ht_book_rest(struct ht_book *b)
{
    ht_out_park(b->out);
}

uint64_t
ht_book_rows(const struct ht_book *b)
{
    return ht_cells_rows(b->cells);
}

enum ht_rc
ht_book_close(struct ht_book *b)
{
    ht_cells_end(b->cells);
    enum ht_rc rc = ht_out_close(b->out, NULL);
    b->out = NULL;
    if (rc == HT_OK) {
        char *path = ht_strdup(ht_dir_path(b->dir, b->name));
        rc = ht_member_replace(path, SHEET, ht_dir_path(b->dir, b->rows_name), &b->sum, b->diag);
        free(path);
        ht_dir_drop(b->dir, b->rows_name);
    }
    ht_book_abandon(b);
    return rc;
}

void
ht_book_abandon(struct ht_book *b)
{
    if (!b)
        return;
    ht_cells_free(b->cells);
    ht_out_abandon(b->out);
    free(b->name);
    free(b->rows_name);
    free(b);
}

#else

bool
ht_book_available(struct ht_diag *d)
{
#ifdef HAVE_XLSXWRITER
    static const char *const lacks[] = { "libzip", "libzip-dev" };
#else
    static const char *const lacks[] = { "libxlsxwriter", "libxlsxwriter-dev" };
#endif
    ht_diag_usage(d, _("this hotich was built without %s and makes no workbooks; on Debian install %s and build "
                       "again"), lacks[0], lacks[1]);
    return false;
}

/* Without the libraries nobody gets a struct ht_book. */
struct ht_book *
ht_book_new(struct ht_dir *dir, const char *name, const struct ht_layout *l, struct ht_packer *packer,
            struct ht_diag *d)
{
    (void)dir, (void)name, (void)l, (void)packer, (void)d;
    return NULL;
}

void
ht_book_cell(struct ht_book *b, size_t column, const char *s, size_t len)
{
    (void)b, (void)column, (void)s, (void)len;
}

enum ht_rc
ht_book_row(struct ht_book *b)
{
    (void)b;
    return HT_FAIL;
}

void
ht_book_start(struct ht_book *b)
{
    (void)b;
}

void
ht_book_rest(struct ht_book *b)
{
    (void)b;
}

uint64_t
ht_book_rows(const struct ht_book *b)
{
    (void)b;
    return 0;
}

enum ht_rc
ht_book_close(struct ht_book *b)
{
    (void)b;
    return HT_FAIL;
}

void
ht_book_abandon(struct ht_book *b)
{
    (void)b;
}

#endif
