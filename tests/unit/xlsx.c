/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/in_xlsx: cells of every type, fonts, dates, merged and hidden cells, sheets, damage.  The workbooks are made
 * here. */
#include "config.h"

#define ROWS_PRIOR
#include "rows.h"
#include "tap.h"

#ifdef HAVE_LIBZIP
#include <stdio.h>
#include <unistd.h>

#include "mkzip.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS(body) "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" body \
    "</Relationships>"
#define SHEET(body) "<worksheet " MAIN ">" body "</worksheet>"

enum { ROOT, BOOK, BOOK_RELS, STYLES, STRINGS, SHEET1, SHEET2, NPARTS };

static const struct part good[NPARTS] = {
    [ROOT] = { "_rels/.rels", RELS("<Relationship Id=\"r\" Type=\"" REL "/officeDocument\" Target=\"/xl/workbook.xml\"/>") },
    [BOOK] = { "xl/workbook.xml", "<workbook " MAIN "><sheets><sheet name=\"S&amp;1\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>" },
    [BOOK_RELS] = { "xl/_rels/workbook.xml.rels", RELS(
        "<Relationship Id=\"a\" Type=\"" REL "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"b\" Type=\"" REL "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"c\" Type=\"" REL "/sharedStrings\" Target=\"../xl/sharedStrings.xml\"/>"
        "<Relationship Id=\"d\" Type=\"" REL "/worksheet\" Target=\"worksheets/sheet2.xml\"/>") },
    [STYLES] = { "xl/styles.xml", "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"170\" formatCode=\"mm\\.yyyy\"/></numFmts>"
        "<fonts><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font>"
        "<font><name val=\"vni-times\"/></font><font><name val=\".VnArialH\"/></font></fonts>"
        "<cellStyleXfs><xf numFmtId=\"14\" fontId=\"1\"/></cellStyleXfs>"
        "<cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/><xf fontId=\"3\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>"
        "<xf numFmtId=\"49\"/></cellXfs></styleSheet>" },
    [STRINGS] = { "xl/sharedStrings.xml", "<sst " MAIN "><si><t>one</t></si>"
        "<si><t xml:space=\"preserve\"> a_x000D_b &amp; c </t><phoneticPr fontId=\"1\"/></si>"
        "<si><r><rPr><rFont val=\".VnTime\"/></rPr><t>D­¬ng </t></r><r><rPr><rFont val=\"Arial\"/></rPr><t>Đức</t></r>"
        "<rPh><t>no</t></rPh></si>"
        "<si><r><rPr><rFont val=\".VnTime\"/></rPr><t>D­</t></r><r><rPr><rFont val=\".VnTime\"/></rPr><t>¬ng</t></r></si>"
        "<si><r><t>th­</t></r><r><rPr><rFont val=\"Arial\"/></rPr><t> 12</t></r></si></sst>" },
    [SHEET1] = { "xl/worksheets/sheet1.xml", NULL },
    [SHEET2] = { "xl/worksheets/sheet2.xml", NULL },
};

static const char seed_sheet[] = SHEET(
    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c><c s=\"4\"><v>39462</v></c></row>"
    "<row hidden=\"1\"><c t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>"
    "<mergeCells><mergeCell ref=\"B1:B2\"/></mergeCells>");

static char path[] = "/tmp/hotich-xlsx-XXXXXX";

/* Reads the good workbook with part WHICH replaced; compares rows and findings. */
static void
try(size_t which, const char *text, enum ht_rc rc, const char *want)
{
    struct part part[NPARTS];
    struct rows r;
    memcpy(part, good, sizeof part);
    if (!part[SHEET1].text)
        part[SHEET1].text = SHEET("<sheetData><row><c t=\"str\"><v>x</v></c></row></sheetData>");
    part[which].text = text;
    CHECK(make_zip(path, part, NPARTS, false));
    CHECK_INT(rows_read(&r, &ht_format_xlsx, path, NULL, 0, NULL), rc);
    CHECK_STR(r.text.s, want);
    ht_buf_fini(&r.text);
}

static void
cells(const char *data, const char *want)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, "<worksheet " MAIN "><sheetData>%s</worksheet>", data);
    try(SHEET1, b.s, HT_OK, want);
    ht_buf_fini(&b);
}

static void
test_cells(void)
{
    cells("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c></row></sheetData>",
          "t#S&1:3 |one|| a\\x0Db & c \n");
    cells("<row><c t=\"inlineStr\"><is><t>in</t></is></c><c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>f</v></c>"
          "<c t=\"d\"><v>2008-01-15T00:00:00</v></c></row></sheetData>",
          "t#S&1:1 |in|TRUE|f|2008-01-15<2008-01-15T00:00:00>=serial\n");
    cells("<row><c><v>12</v></c><c><v>12.50</v></c><c><v>7.9123456789E10</v></c><c s=\"4\"><v>39462</v></c>"
          "<c s=\"5\"><v>39462</v></c><c s=\"6\"><v>39462</v></c><c s=\"99\"><v>1</v></c></row></sheetData>",
          "t#S&1:1 |12|12.5<12.50>|79123456789<7.9123456789E10>|2008-01-15<39462>=serial|2008-01<39462>=serial|39462|1\n");
    cells("<row><c t=\"e\"><v>#REF!</v></c><c><f>B1</f></c><c t=\"s\"><v>99</v></c><c><v>1234567890123456789</v></c></row>"
          "</sheetData>",
          "t#S&1:1 |<#REF!>!HT159|!HT158|!HT163|1.23456789012346E+18<1234567890123456789>!HT160\n");
    cells("<row><c/><c s=\"1\"/></row><row/></sheetData>", "");
    cells("<row><c r=\"AMK1\" t=\"str\"><v>x</v></c></row><row><c r=\"ZZZZ2\"/></row></sheetData>",
          "t#S&1:1 REJECT HT140\n");
}

static void
test_fonts(void)
{
    cells("<row><c s=\"1\" t=\"str\"><v>NguyÔn</v></c><c s=\"2\" t=\"str\"><v>Nguyeãn</v></c><c s=\"3\" t=\"str\"><v>a</v></c>"
          "<c t=\"str\"><v>Nguyễn</v></c></row></sheetData>",
          "t#S&1:1 |NguyÔn{TCVN3}|Nguyeãn{VNI-WIN}|a{TCVN3H}|Nguyễn\n");
    /* Two fonts in one cell, one font in two runs, and plain digits in another font. */
    cells("<row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c><c s=\"1\" t=\"s\"><v>4</v></c></row></sheetData>",
          "t#S&1:1 |Dương Đức<D­¬ng Đức>|D­¬ng{TCVN3}|th­ 12{TCVN3}\n");
}

static void
test_layout(void)
{
    cells("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"4\"><v>39462</v></c></row>"
          "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>2</v></c></row><row r=\"3\"><c r=\"B3\"/></row>"
          "<row r=\"4\"><c r=\"A4\"><v>4</v></c></row></sheetData>"
          "<mergeCells><mergeCell ref=\"B1:B3\"/><mergeCell ref=\"A1:B1\"/></mergeCells>",
          "t#S&1:1 |1|2008-01-15<39462>=serial\nt#S&1:2 |2|2008-01-15<39462>=serial\n! HT161\nt#S&1:4 |4|\n! HT157\n");
}

static void
test_sheets(void)
{
    static const char two[] = "<workbook " MAIN "><workbookPr date1904=\"1\"/><sheets>"
        "<sheet name=\"A\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"B\" sheetId=\"2\" r:id=\"d\" state=\"hidden\"/></sheets></workbook>";
    struct ht_format_job job = { .table = "C" };
    struct rows r;
    try(BOOK, two, HT_OK, "t#A:1 |x\n! HT162\n");
    CHECK_INT(rows_read(&r, &ht_format_xlsx, path, NULL, 0, &job), HT_FAIL);
    ht_buf_fini(&r.text);
    job.table = "A";
    CHECK_INT(rows_read(&r, &ht_format_xlsx, path, NULL, 0, &job), HT_OK);
    CHECK_STR(r.text.s, "t#A:1 |x\n");
    ht_buf_fini(&r.text);
}

static void
test_damage(void)
{
    struct rows r;
    try(SHEET1, "<!DOCTYPE w [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" SHEET("<sheetData/>"), HT_FAIL, "! HT155\n");
    try(SHEET1, "<worksheet " MAIN "><sheetData><row><c t=\"str\"><v>x</v></c></row>", HT_FAIL, "! HT154\n");
    try(BOOK, "<workbook " MAIN "/>", HT_FAIL, "! HT165\n");
    try(BOOK, NULL, HT_FAIL, "! HT165\n");
    try(BOOK_RELS, NULL, HT_FAIL, "! HT165\n");
    try(STYLES, NULL, HT_OK, "t#S&1:1 |x\n");
    try(BOOK_RELS, RELS("<Relationship Id=\"a\" Type=\"" REL "/worksheet\" Target=\"http://x/\" TargetMode=\"External\"/>"),
        HT_FAIL, "! HT165\n");
    FILE *f = fopen(path, "wb");
    CHECK(f && fputs("PK\3\4 no zip", f) >= 0 && !fclose(f));
    CHECK_INT(rows_read(&r, &ht_format_xlsx, path, NULL, 0, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT152\n");
    ht_buf_fini(&r.text);
}

/* Blanks without end in a small file. */
static void
test_bomb(void)
{
    static char spaces[70 * 1024 * 1024];
    memset(spaces, ' ', sizeof spaces - 1);
    memcpy(spaces, "<worksheet " MAIN ">", sizeof "<worksheet " MAIN ">" - 1);
    memcpy(spaces + sizeof spaces - 13, "</worksheet>", 13);
    try(SHEET1, spaces, HT_FAIL, "! HT153\n");
}

static void
test_mutations(void)
{
    static unsigned char bytes[8192];
    struct part part[NPARTS];
    memcpy(part, good, sizeof part);
    part[SHEET1].text = seed_sheet;
    CHECK(make_zip(path, part, NPARTS, true));
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    CHECK(n > 0 && !fclose(f));
    rows_mutate(&ht_format_xlsx, bytes, n, 600);
}

/* With an argument, writes the seed of fuzz/xlsx there. */
int
main(int argc, char **argv)
{
    if (argc > 1) {
        struct part part[NPARTS];
        memcpy(part, good, sizeof part);
        part[SHEET1].text = seed_sheet;
        CHECK(make_zip(argv[1], part, NPARTS, true));
        return tap_done();
    }
    int fd = mkstemp(path);
    CHECK(fd >= 0 && !close(fd));
    test_cells();
    test_fonts();
    test_layout();
    test_sheets();
    test_damage();
    test_bomb();
    test_mutations();
    unlink(path);
    return tap_done();
}

#else
int
main(void)
{
    puts("1..0 # SKIP built without libzip");
    return 0;
}
#endif
