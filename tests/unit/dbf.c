/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/in_dbf: tables of every generation, memos, deleted and damaged ones.  The tables are made here. */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <unistd.h>

#include "rows.h"
#include "tap.h"

struct table {
    unsigned char s[65536];
    size_t n, columns, length;
};

static void
put16(unsigned char *p, unsigned v)
{
    p[0] = (unsigned char)v;
    p[1] = (unsigned char)(v >> 8);
}

static void
start(struct table *t, unsigned char version)
{
    memset(t, 0, sizeof *t);
    t->s[0] = version;
    t->s[1] = 98, t->s[2] = 5, t->s[3] = 19;
    t->n = 32;
    t->length = 1;
}

static void
column(struct table *t, const char *name, char type, unsigned len, unsigned flags)
{
    unsigned char *p = t->s + t->n;
    memcpy(p, name, strlen(name));
    p[11] = (unsigned char)type;
    p[16] = (unsigned char)len;
    p[18] = (unsigned char)flags;
    t->n += 32;
    t->length += len;
}

static void
end_columns(struct table *t)
{
    t->s[t->n++] = 0x0d;
    put16(t->s + 8, (unsigned)t->n);
    put16(t->s + 10, (unsigned)t->length);
}

static void
record(struct table *t, const char *s, size_t n)
{
    memset(t->s + t->n, ' ', t->length);
    memcpy(t->s + t->n, s, n);
    t->n += t->length;
    t->s[4]++;
}
#define RECORD(t, s) record((t), (s), sizeof (s) - 1)

static void
write_file(const char *path, const void *s, size_t n)
{
    FILE *f = fopen(path, "wb");
    CHECK(f && fwrite(s, 1, n, f) == n && !fclose(f));
}

static void
test_plain(const char *seed)
{
    static struct table t;
    struct rows r;
    start(&t, 0x03);
    t.s[29] = 0x01;                     /* a code page that lies */
    column(&t, "SO", 'N', 4, 0);
    column(&t, "HOTEN", 'C', 12, 0);
    column(&t, "NGAYSINH", 'D', 8, 0);
    column(&t, "DACHET", 'L', 1, 0);
    end_columns(&t);
    RECORD(&t, "    1Nguy\xd4n V\xa8n  19450902F");
    RECORD(&t, "*   2  xo\xb8       20010231?");
    RECORD(&t, "    3A\0\0\0\0\0\0\0\0\0\0\0        T");
    t.s[t.n++] = 0x1a;
    if (seed)
        write_file(seed, t.s, t.n);
    CHECK_INT(rows_read(&r, &ht_format_dbf, NULL, t.s, t.n, NULL), HT_OK);
    CHECK_STR(r.text.s, "t:0 h|SO|HOTEN|NGAYSINH|DACHET\n"
                        "t:1 |1|Nguy\xd4n V\xa8n|1945-09-02<19450902>=date|F\n"
                        "t:2 d|2|  xo\xb8|20010231|\n"
                        "t:3 |3|A||T\n");
    ht_buf_fini(&r.text);
}

static void
test_memo(unsigned char version, const void *memo, size_t n, const char *ext, const char *record_text)
{
    static struct table t;
    struct rows r;
    char dir[] = "/tmp/hotich-dbf-XXXXXX", table[64], file[64];
    CHECK(mkdtemp(dir) != NULL);
    snprintf(table, sizeof table, "%s/A.DBF", dir);
    snprintf(file, sizeof file, "%s/A.%s", dir, ext);
    start(&t, version);
    column(&t, "GHICHU", 'M', version == 0x30 ? 4 : 10, 0);
    end_columns(&t);
    record(&t, record_text, version == 0x30 ? 5 : 11);
    record(&t, version == 0x30 ? " \xff\xff\0\0" : "      65535", version == 0x30 ? 5 : 11);
    write_file(table, t.s, t.n);
    write_file(file, memo, n);
    CHECK_INT(rows_read(&r, &ht_format_dbf, table, NULL, 0, NULL), HT_OK);
    CHECK_STR(r.text.s, "t:0 h|GHICHU\nt:1 |sai n\xa8m sinh\n! HT144\nt:2 |\n");
    ht_buf_fini(&r.text);
    unlink(file);
    CHECK_INT(rows_read(&r, &ht_format_dbf, table, NULL, 0, NULL), HT_OK);
    CHECK_STR(r.text.s, "! HT143\nt:0 h|GHICHU\nt:1 |\nt:2 |\n");
    ht_buf_fini(&r.text);
    unlink(table);
    rmdir(dir);
}

static void
test_memos(void)
{
    static unsigned char m[2048];
    static const char text[] = "sai n\xa8m sinh";
    memcpy(m + 512, text, sizeof text - 1);
    memcpy(m + 512 + sizeof text - 1, "\x1a\x1a", 2);
    test_memo(0x83, m, sizeof m, "DBT", "          1");
    memset(m, 0, sizeof m);
    put16(m + 20, 512);
    memcpy(m + 512, "\xff\xff\x08\0", 4);
    m[516] = sizeof text - 1 + 8;
    memcpy(m + 520, text, sizeof text - 1);
    test_memo(0x8b, m, sizeof m, "dbt", "          1");
    memset(m, 0, sizeof m);
    m[7] = 64;
    m[512 + 3] = 1;
    m[512 + 7] = sizeof text - 1;
    memcpy(m + 520, text, sizeof text - 1);
    test_memo(0xf5, m, sizeof m, "FPT", "          8");
    test_memo(0x30, m, sizeof m, "fpt", " \x08\0\0\0");
}

/* Visual FoxPro: integers, currency, moments, variable length, NULL. */
static void
test_visual(void)
{
    static struct table t;
    struct rows r;
    start(&t, 0x30);
    column(&t, "ID", 'I', 4, 0);
    column(&t, "PHI", 'Y', 8, 0);
    column(&t, "LUC", 'T', 8, 0);
    column(&t, "TEN", 'V', 6, 2);
    column(&t, "TUOI", 'B', 8, 0);
    column(&t, "_NullFlags", '0', 1, 5);
    end_columns(&t);
    /* 12.5; 2008-01-15 10:30; "Lan" of three bytes; 0.5 */
    RECORD(&t, " \x2a\0\0\0\x48\xe8\x01\0\0\0\0\0\xd1\x73\x25\0\x40\xc9\x40\x02Lan  \x03\0\0\0\0\0\0\xe0\x3f\x01");
    RECORD(&t, " \xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Hoa Le\0\0\0\0\0\0\0\0\x02");
    RECORD(&t, " \x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Hoa Le\0\0\0\0\0\0\0\0\0");
    rows_mutate(&ht_format_dbf, t.s, t.n, 4000);
    CHECK_INT(rows_read(&r, &ht_format_dbf, NULL, t.s, t.n, NULL), HT_OK);
    CHECK_STR(r.text.s, "t:0 h|ID|PHI|LUC|TEN|TUOI\n"
                        "t:1 |42|12.5|2008-01-15 10:30<2454481>=serial|Lan|0.5\n"
                        "t:2 |-1|0|||0\n"
                        "t:3 |1|0||Hoa Le|0\n");
    ht_buf_fini(&r.text);
}

static void
test_damage(void)
{
    static struct table t;
    struct rows r;
    start(&t, 0x03);
    column(&t, "HOTEN", 'C', 5, 0);
    end_columns(&t);
    RECORD(&t, " Mai");
    RECORD(&t, "xLan");
    RECORD(&t, "*Hoa");
    CHECK_INT(rows_read(&r, &ht_format_dbf, NULL, t.s, t.n, NULL), HT_OK);
    CHECK_STR(r.text.s, "t:0 h|HOTEN\nt:1 |Mai\nt:2 REJECT HT145\nt:3 d|Hoa\n");
    ht_buf_fini(&r.text);
    /* Any cut is noticed. */
    size_t missed = 0;
    for (size_t n = 0; n < t.n; n++) {
        missed += rows_read(&r, &ht_format_dbf, NULL, t.s, n, NULL) != HT_FAIL;
        ht_buf_fini(&r.text);
    }
    CHECK_INT(missed, 0);
    t.s[4] = 2;                         /* the head was not written after the last record */
    CHECK_INT(rows_read(&r, &ht_format_dbf, NULL, t.s, t.n, NULL), HT_OK);
    CHECK(strstr(r.text.s, "t:3 d|Hoa\n! HT147\n") != NULL);
    ht_buf_fini(&r.text);
    t.s[0] = 0x04;
    CHECK_INT(rows_read(&r, &ht_format_dbf, NULL, t.s, t.n, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT142\n");
    ht_buf_fini(&r.text);
    t.s[0] = 0x03;
    t.s[32 + 16] = 200;                 /* a column longer than the record */
    CHECK_INT(rows_read(&r, &ht_format_dbf, NULL, t.s, t.n, NULL), HT_FAIL);
    CHECK_STR(r.text.s, "! HT141\n");
    ht_buf_fini(&r.text);
}

static void
test_bid(void)
{
    static struct table t;
    start(&t, 0x30);
    column(&t, "HOTEN", 'C', 5, 0);
    end_columns(&t);
    CHECK(ht_format_dbf.bid(t.s, t.n) > 0);
    CHECK_INT(ht_format_dbf.bid((const unsigned char *)"so,quyenSo,nksHoTen\n1,2,3\n", 26), 0);
    CHECK_INT(ht_format_dbf.bid((const unsigned char *)"", 0), 0);
    CHECK_INT(ht_format_dbf.bid((const unsigned char *)"0so,quyenSo,trangSo,nksHoTen,meHoTen,chaHoTen,ngayDangKy\n"
                                "1,2,3,4,5,6,7\n", 71), 0);
}

/* With an argument, writes the seed of fuzz/dbf there. */
int
main(int argc, char **argv)
{
    test_plain(argc > 1 ? argv[1] : NULL);
    test_memos();
    test_visual();
    test_damage();
    test_bid();
    return tap_done();
}
