/* SPDX-License-Identifier: BSD-2-Clause */
/* Workbooks, by libxlsxwriter. */
#include "config.h"
#include "export/book.h"

#include <stdlib.h>
#include <string.h>

#include "base/lib.h"
#include "base/mem.h"
#include "base/prog.h"

#ifdef HAVE_XLSXWRITER

#include <xlsxwriter.h>

#define XLSX(X) \
    X(format_set_bg_color) X(format_set_bold) X(format_set_font_color) \
    X(format_set_num_format) X(lxw_strerror) X(lxw_workbook_free) X(workbook_add_format) \
    X(workbook_add_worksheet) X(workbook_close) X(workbook_new_opt) X(workbook_set_properties) \
    X(worksheet_freeze_panes) X(worksheet_set_column) X(worksheet_write_string)
HT_LIB(xlsx, SONAME_XLSXWRITER, XLSX)

#define HEADER_FILL 0x0070C0            /* as in the workbooks of a server that feeds the warehouse */
#define WIDTH 18                        /* of a column, in characters */
#define FIXED_DAY 315532800             /* 1980-01-01: the document's date, so that bytes repeat */

struct ht_book {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *text;
    char *path;
    struct ht_diag *diag;
    uint32_t row;
    lxw_error err;
};

bool
ht_book_available(struct ht_diag *d)
{
    (void)d;
    return true;
}

static enum ht_rc
report(struct ht_book *b, lxw_error err)
{
    struct ht_where w = { .file = b->path };
    ht_diag_fail(b->diag, &w, NULL, _("the workbook cannot be written: %s"), xlsx()->lxw_strerror(err));
    return HT_FAIL;
}

/* The sheet that explains the codes. */
static void
write_notes(struct ht_book *b, const struct ht_layout *l, lxw_format *head)
{
    static const char *const title[] = { "Cột", "Mã", "Ý nghĩa" };
    lxw_worksheet *sheet = xlsx()->workbook_add_worksheet(b->book, l->notes);
    lxw_row_t row = 0;
    if (!sheet) {
        b->err = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    xlsx()->worksheet_set_column(sheet, 0, HT_COUNT(title) - 1, WIDTH, b->text);
    for (size_t i = 0; i < HT_COUNT(title); i++)
        xlsx()->worksheet_write_string(sheet, row, (lxw_col_t)i, title[i], head);
    for (const char *s = l->codes; s && *s;) {
        row++;
        for (size_t i = 0; i < HT_COUNT(title); i++) {
            size_t len = strcspn(s, "\t\n");
            char *cell = ht_strndup(s, len);
            lxw_error err = xlsx()->worksheet_write_string(sheet, row, (lxw_col_t)i, cell, b->text);
            b->err = b->err ? b->err : err;
            free(cell);
            s += len + (s[len] != '\0');
        }
    }
}

static void
write_header(struct ht_book *b, const struct ht_layout *l)
{
    lxw_format *head = xlsx()->workbook_add_format(b->book);
    xlsx()->format_set_bold(head);
    xlsx()->format_set_font_color(head, LXW_COLOR_WHITE);
    xlsx()->format_set_bg_color(head, HEADER_FILL);
    xlsx()->format_set_num_format(head, "@");
    b->text = xlsx()->workbook_add_format(b->book);
    xlsx()->format_set_num_format(b->text, "@");
    /* Blank cells are text too: what a clerk types into them later stays as typed. */
    xlsx()->worksheet_set_column(b->sheet, 0, (lxw_col_t)(l->n - 1), WIDTH, b->text);
    for (size_t i = 0; i < l->n; i++)
        xlsx()->worksheet_write_string(b->sheet, 0, (lxw_col_t)i, l->column[i].name, head);
    xlsx()->worksheet_freeze_panes(b->sheet, 1, 0);
    if (*l->notes)
        write_notes(b, l, head);
}

struct ht_book *
ht_book_new(const char *path, const char *dir, const struct ht_layout *l, struct ht_diag *d)
{
    struct ht_book *b = ht_calloc(1, sizeof *b);
    lxw_workbook_options o = { .constant_memory = LXW_TRUE, .tmpdir = (char *)(uintptr_t)dir,
                               .use_zip64 = LXW_FALSE };
    b->path = ht_strdup(path);
    b->diag = d;
    b->book = xlsx()->workbook_new_opt(path, &o);
    b->sheet = b->book ? xlsx()->workbook_add_worksheet(b->book, l->sheet) : NULL;
    if (!b->sheet) {
        report(b, LXW_ERROR_CREATING_XLSX_FILE);
        ht_book_abandon(b);
        return NULL;
    }
    lxw_doc_properties about = { .created = FIXED_DAY };
    xlsx()->workbook_set_properties(b->book, &about);
    write_header(b, l);
    b->row = 1;
    return b;
}

void
ht_book_cell(struct ht_book *b, size_t column, const char *s)
{
    lxw_error err = xlsx()->worksheet_write_string(b->sheet, b->row, (lxw_col_t)column, s, b->text);
    if (err && !b->err)
        b->err = err;
}

enum ht_rc
ht_book_row(struct ht_book *b)
{
    b->row++;
    return b->err ? report(b, b->err) : HT_OK;
}

uint64_t
ht_book_rows(const struct ht_book *b)
{
    return b->row - 1;
}

static void
free_book(struct ht_book *b)
{
    free(b->path);
    free(b);
}

enum ht_rc
ht_book_close(struct ht_book *b)
{
    lxw_error err = xlsx()->workbook_close(b->book);
    enum ht_rc rc = err ? report(b, err) : HT_OK;
    free_book(b);
    return rc;
}

void
ht_book_abandon(struct ht_book *b)
{
    if (!b)
        return;
    if (b->book)
        xlsx()->lxw_workbook_free(b->book);
    free_book(b);
}

#else

bool
ht_book_available(struct ht_diag *d)
{
    ht_diag_usage(d, _("this hotich was built without libxlsxwriter and makes no workbooks; on Debian install "
                       "libxlsxwriter-dev and build again"));
    return false;
}

/* Without the library nobody gets a struct ht_book. */
struct ht_book *
ht_book_new(const char *path, const char *dir, const struct ht_layout *l, struct ht_diag *d)
{
    (void)path, (void)dir, (void)l, (void)d;
    return NULL;
}

void
ht_book_cell(struct ht_book *b, size_t column, const char *s)
{
    (void)b, (void)column, (void)s;
}

enum ht_rc
ht_book_row(struct ht_book *b)
{
    (void)b;
    return HT_FAIL;
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
