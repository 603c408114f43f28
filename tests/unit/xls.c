/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/in_xls: records of every type, in BIFF8 and BIFF5, texts over CONTINUE records, fonts, damage.  The streams
 * are made here and put into a container by libgsf. */
#include "config.h"

#define ROWS_PRIOR
#include "rows.h"
#include "tap.h"

#ifdef HAVE_LIBGSF
#include <gsf/gsf.h>
#include <unistd.h>

struct stream {
    unsigned char s[16384];
    size_t n;
};

static char path[] = "/tmp/hotich-xls-XXXXXX";

static void
rec(struct stream *t, unsigned type, const char *data, size_t n)
{
    const unsigned char head[4] = { (unsigned char)type, (unsigned char)(type >> 8), (unsigned char)n, (unsigned char)(n >> 8) };
    memcpy(t->s + t->n, head, 4);
    memcpy(t->s + t->n + 4, data, n);
    t->n += 4 + n;
}
#define REC(t, type, data) rec((t), (type), (data), sizeof (data) - 1)

static void
write_book(const struct stream *t, const char *name)
{
    GsfOutput *file = gsf_output_stdio_new(path, NULL);
    GsfOutfile *ole = file ? gsf_outfile_msole_new(file) : NULL;
    GsfOutput *out = ole ? gsf_outfile_new_child(ole, name, FALSE) : NULL;
    CHECK(out && gsf_output_write(out, t->n, t->s) && gsf_output_close(out) && gsf_output_close(GSF_OUTPUT(ole)));
    if (out)
        g_object_unref(out);
    if (ole)
        g_object_unref(ole);
    if (file)
        g_object_unref(file);
}

static void
try(const struct stream *t, enum ht_rc rc, const char *want)
{
    struct rows r;
    write_book(t, "Workbook");
    CHECK_INT(rows_read(&r, &ht_format_xls, path, NULL, 0, NULL), rc);
    CHECK_STR(r.text.s, want);
    ht_buf_fini(&r.text);
}

/* Globals with two fonts, three styles (plain, .VnTime, date), five texts and one sheet. */
static size_t
globals(struct stream *t)
{
    t->n = 0;
    REC(t, 0x809, "\0\x06\x05\0\0\0\0\0\0\0\0\0\0\0\0\0");
    REC(t, 0x31, "\xc8\0\0\0\xff\x7f\x90\x01\0\0\0\0\0\0\x05\0Arial");
    REC(t, 0x31, "\xc8\0\0\0\xff\x7f\x90\x01\0\0\0\0\0\0\x07\0.VnTime");
    REC(t, 0x41e, "\xa4\0\x07\0\0mm.yyyy");
    REC(t, 0xe0, "\0\0\0\0");
    REC(t, 0xe0, "\x01\0\0\0");
    REC(t, 0xe0, "\0\0\x0e\0");
    REC(t, 0xe0, "\0\0\xa4\0");
    size_t sheet_at = t->n + 4;
    REC(t, 0x85, "\0\0\0\0\0\0\x02\0S1");
    /* "one"; "Đức" in 16 bits; "D­¬ng Đức" in two fonts; "abcdef", whose last three come in the next record, wide. */
    REC(t, 0xfc, "\x04\0\0\0\x04\0\0\0" "\x03\0\0one" "\x03\0\x01\x10\x01\xe9\x1e\x63\0"
        "\x08\0\x09\x02\0D\0\xad\0\xac\0n\0g\0 \0\x10\x01u\0\0\0\x01\0\x06\0\0\0" "\x06\0\0abc");
    REC(t, 0x3c, "\x01" "d\0e\0\x10\x01");
    REC(t, 0x0a, "");
    return sheet_at;
}

static void
begin_sheet(struct stream *t, size_t sheet_at)
{
    t->s[sheet_at] = (unsigned char)t->n;
    t->s[sheet_at + 1] = (unsigned char)(t->n >> 8);
    REC(t, 0x809, "\0\x06\x10\0\0\0\0\0\0\0\0\0\0\0\0\0");
}

static void
good_book(struct stream *t)
{
    begin_sheet(t, globals(t));
    REC(t, 0x208, "\x01\0\0\0\x05\0\xff\0\0\0\0\0\x20\0\0\0");
    REC(t, 0xfd, "\0\0\0\0\0\0\0\0\0\0");
    REC(t, 0xfd, "\0\0\x01\0\x01\0\x01\0\0\0");
    REC(t, 0xfd, "\0\0\x02\0\0\0\x02\0\0\0");
    REC(t, 0xfd, "\0\0\x03\0\0\0\x03\0\0\0");
    REC(t, 0x203, "\x01\0\0\0\x02\0\0\0\0\0\xc0\x44\xe3\x40");       /* 39462 as a date */
    REC(t, 0x27e, "\x01\0\x01\0\0\0\x02\x09\0\0");                  /* 576 */
    REC(t, 0xbd, "\x01\0\x02\0\0\0\x07\0\0\0\x03\0\x9a\x68\x02\0\x03\0");     /* 0.01, 39462 as mm.yyyy */
    REC(t, 0x06, "\x02\0\0\0\0\0\0\0\0\0\0\0\xff\xff\0\0\0\0\0\0\0\0");
    REC(t, 0x207, "\x01\0\0x");
    REC(t, 0x205, "\x02\0\x01\0\0\0\x17\x01");
    REC(t, 0x205, "\x02\0\x02\0\0\0\x01\0");
    REC(t, 0xfd, "\x02\0\x03\0\0\0\x09\0\0\0");
    REC(t, 0x809, "\0\x06\x20\0\0\0\0\0\0\0\0\0\0\0\0\0");             /* a chart inside the sheet */
    REC(t, 0x203, "\x05\0\0\0\0\0\0\0\0\0\0\0\0\0");
    REC(t, 0x0a, "");
    REC(t, 0xe5, "\x01\0\0\0\x01\0\x04\0\x04\0");
    REC(t, 0x0a, "");
}

static void
test_biff8(void)
{
    static struct stream t;
    good_book(&t);
    try(&t, HT_OK, "t#S1:1 |one|Đức|Dương Đu<D­¬ng Đu>|abcdeĐ\n"
        "t#S1:2 |2008-01-15<39462>=serial|576|0.01|2008-01<39462>=serial\n"
        "t#S1:3 |x|<#REF!>!HT159|TRUE|!HT163\n! HT157\n");
}

/* Excel 5.0 and 95: texts are bytes in the cells' own records. */
static void
test_biff5(void)
{
    static struct stream t;
    t.n = 0;
    REC(&t, 0x809, "\0\x05\x05\0\0\0\0\0");
    REC(&t, 0x31, "\xc8\0\0\0\xff\x7f\x90\x01\0\0\0\0\0\0\x07.VnTime");
    REC(&t, 0xe0, "\0\0\0\0");
    size_t at = t.n + 4;
    REC(&t, 0x85, "\0\0\0\0\0\0\x02S1");
    REC(&t, 0x0a, "");
    t.s[at] = (unsigned char)t.n;
    REC(&t, 0x809, "\0\x05\x10\0\0\0\0\0");
    REC(&t, 0x204, "\0\0\0\0\0\0\x06\0Nguy\xd4n");
    REC(&t, 0x0a, "");
    try(&t, HT_OK, "t#S1:1 |Nguy\xd4n{TCVN3}\n");
}

static void
test_damage(void)
{
    static struct stream t;
    struct rows r;
    good_book(&t);
    t.n -= 6;
    try(&t, HT_FAIL, "! HT152\n");
    good_book(&t);
    t.n -= 4;                           /* the record that ends the sheet */
    try(&t, HT_FAIL, "! HT152\n");
    globals(&t);
    t.n -= 4;
    try(&t, HT_FAIL, "! HT152\n");
    t.n = 0;
    REC(&t, 0x809, "\0\x06\x05\0\0\0\0\0\0\0\0\0\0\0\0\0");
    REC(&t, 0x2f, "\x01\0");
    try(&t, HT_FAIL, "! HT151\n");
    write_book(&t, "EncryptedPackage");
    CHECK_INT(rows_read(&r, &ht_format_xls, path, NULL, 0, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT151\n");
    ht_buf_fini(&r.text);
    write_book(&t, "WordDocument");
    CHECK_INT(rows_read(&r, &ht_format_xls, path, NULL, 0, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT126\n");
    ht_buf_fini(&r.text);
    write_book(&t, "Contents");
    CHECK_INT(rows_read(&r, &ht_format_xls, path, NULL, 0, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT165\n");
    ht_buf_fini(&r.text);
}

static void
test_mutations(void)
{
    static unsigned char bytes[65536];
    static struct stream t;
    good_book(&t);
    write_book(&t, "Workbook");
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    CHECK(n > 0 && !fclose(f));
    rows_mutate(&ht_format_xls, bytes, n, 2000);
}

/* With an argument, writes the seed of fuzz/xls there. */
int
main(int argc, char **argv)
{
    static struct stream t;
    gsf_init();
    int fd = mkstemp(path);
    CHECK(fd >= 0 && !close(fd));
    if (argc > 1) {
        good_book(&t);
        write_book(&t, "Workbook");
        CHECK(!rename(path, argv[1]));
        return tap_done();
    }
    test_biff8();
    test_biff5();
    test_damage();
    test_mutations();
    unlink(path);
    return tap_done();
}

#else
int
main(void)
{
    puts("1..0 # SKIP built without libgsf");
    return 0;
}
#endif
