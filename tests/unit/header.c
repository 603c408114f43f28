/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/header, formats/caption: what columns mean, by their captions and by what these ask for */
#include "config.h"
#include "formats/header.h"

#include <stdlib.h>
#include <string.h>

#include "model/codelist.h"
#include "tap.h"

static struct ht_header_book *book;
static struct ht_diag *diag;
static char lists[4096];

/* What a table of REG has in a column CAPTION behind one called BEFORE (NULL: none). */
static int
column_behind(const struct ht_register *reg, const char *before, const char *caption)
{
    struct ht_cell cell[] = { { .s = before ? before : "", .len = before ? strlen(before) : 0 },
                              { .s = caption, .len = strlen(caption) } };
    struct ht_row row = { .cell = cell, .n = 2, .flags = HT_ROW_HEADER };
    struct ht_header_opts o = { .book = book, .reg = reg, .settled = true };
    struct ht_header h = {0};
    int col = ht_header_match(&h, &row, &o) ? h.col[1] : -100;
    ht_header_fini(&h);
    return col;
}

static const char *
means(const char *code, const char *caption)
{
    const struct ht_register *reg = ht_register_by_code(code, strlen(code));
    int col = column_behind(reg, NULL, caption);
    return col >= 0 ? reg->field[col].name : col == HT_COL_EXTRA ? "-" : "?";
}

/* Every caption of the ledger pages means its own field, in its own words and in no other's. */
static void
test_own_captions(void)
{
    for (size_t r = 0; r < HT_NREG; r++) {
        const struct ht_register *reg = &ht_registers[r];
        size_t wrong = 0;
        for (size_t f = 0; f < reg->nfields; f++) {
            const struct ht_field *field = &reg->field[f];
            struct ht_header_guess g = { .may = { -1, -1 } };
            bool worded = ht_header_wording(book, field->vi, strlen(field->vi), reg, &g);
            if (column_behind(reg, NULL, field->name) == (int)f && column_behind(reg, NULL, field->vi) == (int)f &&
                worded && g.col == (int)f && g.may[1] < 0)
                continue;
            wrong++;
            printf("# %s %s \"%s\" may be %d, %d\n", reg->code, field->name, field->vi, g.may[0], g.may[1]);
        }
        CHECK_INT(wrong, 0);
    }
}

/* No stem of one register is taken for a field of another name in another register. */
static void
test_strange_stems(void)
{
    size_t wrong = 0;
    for (size_t r = 0; r < HT_NREG; r++)
        for (size_t other = 0; other < HT_NREG; other++)
            for (size_t f = 0; f < ht_registers[other].nfields; f++) {
                const struct ht_field *field = &ht_registers[other].field[f];
                int col = column_behind(&ht_registers[r], NULL, field->name);
                if (col < 0 || !strcmp(ht_registers[r].field[col].name, field->name))
                    continue;
                wrong++;
                printf("# %s %s is %s\n", ht_registers[r].code, field->name, ht_registers[r].field[col].name);
            }
    CHECK_INT(wrong, 0);
}

/* The list of aliases: each means what it says, and no two of a register ask for one thing and mean two. */
static void
test_aliases(void)
{
    struct ht_tsv *t = ht_tsv_open(lists, "headers.tsv", diag);
    size_t wrong = 0;
    for (size_t i = 0; t && i < ht_tsv_rows(t); i++) {
        size_t ncode, ncaption, nstem;
        const char *code = ht_tsv_cell(t, i, 0, &ncode), *caption = ht_tsv_cell(t, i, 1, &ncaption);
        const char *stem = ht_tsv_cell(t, i, 2, &nstem);
        for (size_t r = 0; r < HT_NREG; r++) {
            const struct ht_register *reg = &ht_registers[r];
            struct ht_header_guess g = { .may = { -1, -1 } };
            int field = ht_field_by_name(reg, stem, nstem);
            if (field < 0 || (*code != '*' && ht_register_by_code(code, ncode) != reg))
                continue;
            if (ht_header_caption(book, caption, ncaption, reg) == field &&
                ht_header_wording(book, caption, ncaption, reg, &g) && g.col == field)
                continue;
            wrong++;
            printf("# %s %.*s may be %d, %d\n", reg->code, (int)ncaption, caption, g.may[0], g.may[1]);
        }
    }
    CHECK(t && ht_tsv_rows(t) > 200);
    CHECK_INT(wrong, 0);
    ht_tsv_free(t);
}

/* Tables of offices: nearly all of what they ask for is found, and nothing is taken for what it is not. */
static void
test_offices(const char *dir)
{
    struct ht_tsv *t = ht_tsv_open(dir, "columns.tsv", diag);
    size_t wrong = 0, missed = 0;
    for (size_t i = 0; t && i < ht_tsv_rows(t); i++) {
        char cell[3][200];
        for (int k = 0; k < 3; k++) {
            size_t len;
            const char *s = ht_tsv_cell(t, i, k, &len);
            snprintf(cell[k], sizeof cell[k], "%.*s", (int)len, s);
        }
        const char *got = means(cell[0], cell[1]);
        if (!strcmp(got, cell[2]))
            continue;
        missed += !strcmp(got, "-");
        wrong += strcmp(got, "-") != 0;
        printf("# %s \"%s\": %s, not %s\n", cell[0], cell[1], got, cell[2]);
    }
    CHECK(t && ht_tsv_rows(t) > 300);
    CHECK_INT(wrong, 0);
    CHECK(t && missed * 100 <= ht_tsv_rows(t));
    ht_tsv_free(t);
}

static void
test_wordings(void)
{
    CHECK_STR(means("KS", "Cha: họ tên"), "chaHoTen");                  /* whoever comes first */
    CHECK_STR(means("KS", "Họ tên cha, họ tên mẹ"), "-");
    CHECK_STR(means("KS", "HO TEN CUA BO"), "chaHoTen");                /* without marks */
    CHECK_STR(means("KS", "HOTEN_NGUOIME"), "meHoTen");
    CHECK_STR(means("KS", "Họ tên ba"), "chaHoTen");
    CHECK_STR(means("KS", "Họ tên bà"), "-");
    CHECK_STR(means("KS", "Ho ten ba"), "-");                           /* ba or bà */
    CHECK_STR(means("KS", "Má"), "meHoTen");
    CHECK_STR(means("KS", "Mã"), "-");
    CHECK_STR(means("KS", "Họ tên cha nuôi"), "-");
    CHECK_STR(means("NCN", "Họ tên bố nuôi"), "chaNuoiHoTen");
    CHECK_STR(means("NCN", "Họ tên bố đẻ"), "-");
    CHECK_STR(means("KS", "Họ và tên\ncha"), "chaHoTen");               /* captions wrap */
    CHECK_STR(means("KS", "Họ và tên\ncủa bố"), "chaHoTen");
    CHECK_STR(means("KS", "nksHoTen\n(họ tên cha)"), "nksHoTen");       /* a hint of a template */
    CHECK_STR(means("KS", "của"), "-");
    CHECK_STR(means("KS", "STT của trẻ"), "-");                         /* only known captions leave out a column */
}

/* "Địa chỉ" behind the columns of another person may be about that one. */
static void
test_bare(void)
{
    const struct ht_register *ks = &ht_registers[HT_REG_KS], *kt = &ht_registers[HT_REG_KT];
    CHECK_INT(column_behind(kt, "Ngày chết", "Địa chỉ"), HT_KT_nktNoiCuTru);
    CHECK_INT(column_behind(kt, "Người đi khai", "Địa chỉ"), HT_COL_EXTRA);
    CHECK_INT(column_behind(kt, "Người đi khai", "Nơi mất"), HT_KT_nktNoiChet);     /* whose else? */
    CHECK_INT(column_behind(ks, "Họ tên con", "Sắc tộc"), HT_KS_nksDanToc);
    CHECK_INT(column_behind(ks, "Họ tên mẹ", "Sắc tộc"), HT_COL_EXTRA);
    CHECK_INT(column_behind(ks, "Họ tên mẹ", "Sắc tộc của con"), HT_KS_nksDanToc);
}

/* One field, two columns: a known caption goes before a wording, of two wordings neither is taken. */
static void
test_rivals(void)
{
    const struct ht_register *ks = &ht_registers[HT_REG_KS];
    CHECK_INT(column_behind(ks, "Trú quán của cha", "Nơi thường trú cha"), HT_KS_chaNoiCuTru);
    CHECK_INT(column_behind(ks, "Nơi thường trú cha", "Trú quán của cha"), HT_COL_EXTRA);
    CHECK_INT(column_behind(ks, "Chỗ ở của cha", "Trú quán của cha"), HT_COL_EXTRA);
    CHECK_INT(column_behind(ks, "Chỗ ở của mẹ", "Trú quán của cha"), HT_KS_chaNoiCuTru);
}

/* A given name is the name only if the surname is not beside it. */
static void
test_parts(void)
{
    const struct ht_register *ks = &ht_registers[HT_REG_KS];
    CHECK_INT(column_behind(ks, "Họ tên mẹ", "Tên cha"), HT_KS_chaHoTen);
    CHECK_INT(column_behind(ks, "Họ mẹ", "Tên cha"), HT_KS_chaHoTen);
    CHECK_INT(column_behind(ks, "Họ cha", "Tên cha"), HT_COL_EXTRA);
    CHECK_INT(column_behind(ks, "Họ và tên đệm của bố", "Tên bố"), HT_COL_EXTRA);
    CHECK_INT(column_behind(ks, "Họ đệm của cha", "Họ tên cha"), HT_KS_chaHoTen);
    CHECK_INT(column_behind(ks, "Họ cha", "chaHoTen"), HT_KS_chaHoTen);
    CHECK_INT(column_behind(ks, "Họ", "Tên con"), HT_COL_EXTRA);
    CHECK_INT(column_behind(ks, "Họ tên con", "Họ cha"), HT_COL_EXTRA);
}

int
main(void)
{
    const char *top = getenv("srcdir") ? getenv("srcdir") : ".";
    struct ht_diag_opts o = { .prog = "test" };
    char tests[4096];
    snprintf(lists, sizeof lists, "%s/data", top);
    snprintf(tests, sizeof tests, "%s/tests", top);
    diag = ht_diag_new(&o);
    book = ht_header_book_new(lists, diag);
    if (!book)
        return 1;
    test_wordings();
    test_bare();
    test_parts();
    test_rivals();
    test_offices(tests);
    test_own_captions();
    test_strange_stems();
    test_aliases();
    ht_header_book_free(book);
    ht_diag_free(diag);
    return tap_done();
}
