/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/in_ods: values of every type, styles, spans, repeated rows and columns, sheets, damage.  The documents are made
 * here. */
#include "config.h"

#define ROWS_PRIOR
#include "rows.h"
#include "tap.h"

#ifdef HAVE_LIBZIP
#include <stdio.h>
#include <unistd.h>

#include "mkzip.h"

#define NS(x) "urn:oasis:names:tc:opendocument:xmlns:" x ":1.0"
#define ROOT "xmlns:office=\"" NS("office") "\" xmlns:table=\"" NS("table") "\" xmlns:text=\"" NS("text") \
    "\" xmlns:style=\"" NS("style") "\" xmlns:number=\"" NS("datastyle") "\" xmlns:x=\"urn:x\" xmlns:c=\"urn:x:calcext:1.0\""
#define DOC(body) "<office:document-content " ROOT ">" STYLES "<office:body>" body "</office:body></office:document-content>"
#define STYLES "<office:automatic-styles>" \
    "<style:font-face style:name=\"F1\" style:font-family=\"'.VnTime'\"/>" \
    "<number:date-style style:name=\"N1\"><number:month/><number:text>.</number:text><number:year/></number:date-style>" \
    "<style:style style:name=\"v\" style:family=\"table-cell\"><style:text-properties style:font-name=\"F1\"/></style:style>" \
    "<style:style style:name=\"w\" style:family=\"table-cell\" style:parent-style-name=\"v\"/>" \
    "<style:style style:name=\"d\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>" \
    "<style:style style:name=\"t\" style:family=\"text\"><style:text-properties style:font-name=\"F1\"/></style:style>" \
    "<style:style style:name=\"h\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>" \
    "</office:automatic-styles>"
#define TEXT(s) "<table:table-cell office:value-type=\"string\"><text:p>" s "</text:p></table:table-cell>"

static char path[] = "/tmp/hotich-ods-XXXXXX";
static const char mime[] = "application/vnd.oasis.opendocument.spreadsheet";

static void
try(const char *content, enum ht_rc rc, const char *want)
{
    const struct part part[] = { { "mimetype", mime }, { "content.xml", content } };
    struct rows r;
    CHECK(make_zip(path, part, 2, true));
    CHECK_INT(rows_read(&r, &ht_format_ods, path, NULL, 0, NULL), rc);
    CHECK_STR(r.text.s, want);
    ht_buf_fini(&r.text);
}

#define SEED DOC("<table:table table:name=\"S\"><table:table-column table:number-columns-repeated=\"2\"/>" \
    "<table:table-column table:default-cell-style-name=\"w\"/><table:table-row>" TEXT("a<text:s text:c=\"2\"/>b") \
    "<table:table-cell table:style-name=\"v\" office:value-type=\"string\"><text:p>Nguy</text:p><text:p>Ôn</text:p></table:table-cell>" \
    "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation>" \
    "<text:p>th­</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Đ" \
    "<text:span text:style-name=\"t\">­</text:span></text:p></table:table-cell></table:table-row></table:table>")

static void
test_cells(void)
{
    try(SEED, HT_OK, "t#S:1 |a  b|Nguy\\x0AÔn{TCVN3}|th­{TCVN3}|Đư<Đ­>\n");
    try(DOC("<table:table table:name=\"S\"><table:table-row>"
        "<table:table-cell office:value-type=\"float\" office:value=\"12.50\" x:value-type=\"string\"/>"
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2008-01-15\"/>"
        "<table:table-cell table:style-name=\"d\" office:value-type=\"date\" office:date-value=\"2008-01-15T00:00:00\"/>"
        "<table:table-cell office:value-type=\"time\" office:time-value=\"PT10H30M00S\"/>"
        "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"
        "<table:table-cell table:formula=\"of:=A1\"/>"
        "<table:table-cell office:value-type=\"string\" c:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>"
        "</table:table-row></table:table>"), HT_OK,
        "t#S:1 |12.5<12.50>|2008-01-15|2008-01<2008-01-15T00:00:00>=serial|10:30<PT10H30M00S>=serial|TRUE|!HT158"
        "|<#N/A>!HT159\n");
}

static void
test_layout(void)
{
    try(DOC("<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
        "table:number-columns-repeated=\"1024\"/></table:table-row><table:table-row table:number-rows-repeated=\"2\" "
        "table:visibility=\"collapse\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" "
        "office:value=\"7\"/></table:table-row><table:table-row><table:table-cell table:number-rows-spanned=\"2\" "
        "office:value-type=\"string\"><text:p>m</text:p></table:table-cell>" TEXT("1") "</table:table-row><table:table-row>"
        "<table:covered-table-cell/>" TEXT("2") "</table:table-row></table:table>"), HT_OK,
        "t#S:3 |7|7\nt#S:4 |7|7\nt#S:5 |m|1\n! HT161\nt#S:6 |m|2\n! HT157\n");
    try(DOC("<table:table table:name=\"A\" table:style-name=\"h\"><table:table-row>" TEXT("a") "</table:table-row></table:table>"
        "<table:table table:name=\"B\"><table:table-row>" TEXT("b") "</table:table-row></table:table>"), HT_OK,
        "! HT162\nt#B:1 |b\n");
}

static void
test_damage(void)
{
    const struct part secret[] = { { "mimetype", mime }, { "META-INF/manifest.xml",
        "<m xmlns:a=\"urn:a\"><a:file-entry><a:encryption-data/></a:file-entry></m>" }, { "content.xml", "\001\002" } };
    static unsigned char bytes[16384];
    struct rows r;
    try("<!DOCTYPE x><x/>", HT_FAIL, "! HT155\n");
    try("<x>", HT_FAIL, "! HT154\n");
    try(NULL, HT_FAIL, "! HT165\n");
    try("<x/>", HT_FAIL, "");
    CHECK(make_zip(path, secret, 3, true));
    CHECK_INT(rows_read(&r, &ht_format_ods, path, NULL, 0, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT151\n");
    ht_buf_fini(&r.text);
    try(SEED, HT_OK, "t#S:1 |a  b|Nguy\\x0AÔn{TCVN3}|th­{TCVN3}|Đư<Đ­>\n");
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    CHECK(n > 0 && !fclose(f) && ht_format_ods.bid(bytes, n) > 0);
    rows_mutate(&ht_format_ods, bytes, n, 600);
}

/* With an argument, writes the seed of fuzz/ods there. */
int
main(int argc, char **argv)
{
    const struct part part[] = { { "mimetype", mime }, { "content.xml", SEED } };
    if (argc > 1) {
        CHECK(make_zip(argv[1], part, 2, true));
        return tap_done();
    }
    int fd = mkstemp(path);
    CHECK(fd >= 0 && !close(fd));
    test_cells();
    test_layout();
    test_damage();
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
