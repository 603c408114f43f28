/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * entries N REGISTER: canonical XML of N entries of KS, KH or KT in which everybody has everything that a run must
 * remember: full dates of birth, personal numbers, papers, a declarant with a paper.  Books of 500 entries, one per
 * ward and year.  Nobody is there twice.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOOK 500u
#define YEARS 10u

static const char *const syllables[] = {
    "An", "Bình", "Cúc", "Dung", "Giang", "Hà", "Hải", "Khánh", "Lan", "Liên", "Minh", "Nga", "Oanh", "Phương",
    "Quyên", "Sen", "Tâm", "Uyên", "Xuân", "Yến", "Bảo", "Chi", "Diệp", "Hạnh", "Hiền", "Hoa", "Kim", "Linh",
    "Loan", "Mỹ", "Ngọc", "Nhi",
};
static const char *const families[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng" };

/* A name of its own for every number: five bits a syllable. */
static void
name(const char *field, unsigned long i, const char *middle)
{
    printf("<%s>%s %s", field, families[i & 7], middle);
    for (i = i >> 3 | 1ul << 25; i > 1; i >>= 5)
        printf(" %s", syllables[i & 31]);
    printf("</%s>\n", field);
}

static void
birth(const char *field, unsigned long i, unsigned from, unsigned years)
{
    printf("<%s>%04lu-%02lu-%02lu</%s>\n", field, from + i % years, 1 + i / years % 12, 2 + i / years / 12 % 27, field);
}

static void
head(const char *element, const char *code, unsigned long i, unsigned *year, unsigned long *number)
{
    unsigned long book = i / BOOK, n = i % BOOK + 1;
    *year = 2016 + (unsigned)(book % YEARS);
    *number = n;
    printf("<%s id=\"%s.%u.01.%03lu\" src=\"ward%lu.csv:%lu\">\n", element, code, *year, n, book, n + 1);
    printf("<so>%03lu/%u</so>\n<quyenSo>01/%u</quyenSo>\n<trangSo>%lu</trangSo>\n", n, *year, *year, n);
    printf("<ngayDangKy>%u-%02lu-%02lu</ngayDangKy>\n", *year, 1 + (n - 1) / 42, 1 + (n - 1) % 42 * 2 / 3);
    printf("<noiDangKy>UBND xã Số %lu, huyện Cần Giuộc, tỉnh Long An</noiDangKy>\n", book / YEARS);
}

static void
declarant(unsigned long i)
{
    name("nycHoTen", i + 70000001, "Thị");
    printf("<nycSoGiayToTuyThan>%09lu</nycSoGiayToTuyThan>\n", 300000000 + i);
}

static void
entry(const char *code, unsigned long i)
{
    unsigned year;
    unsigned long n;
    if (!strcmp(code, "KS")) {
        head("khaiSinh", code, i, &year, &n);
        printf("<nksSoDinhDanh>0802%02u%06lu</nksSoDinhDanh>\n", (year - 1) % 100,
               i / BOOK / YEARS * BOOK + n);
        name("nksHoTen", i, "Văn");
        printf("<nksGioiTinh code=\"1\">Nam</nksGioiTinh>\n");
        printf("<nksNgaySinh>%u-12-%02lu</nksNgaySinh>\n", year - 1, 1 + n % 28);
        name("meHoTen", i + 10000019, "Thị");
        name("chaHoTen", i, "Hữu");
        declarant(i);
        puts("</khaiSinh>");
    } else if (!strcmp(code, "KH")) {
        head("ketHon", code, i, &year, &n);
        name("chongHoTen", i, "Văn");
        birth("chongNgaySinh", i, 1960, 15);
        name("voHoTen", i + 10000019, "Thị");
        birth("voNgaySinh", i, 1962, 15);
        puts("</ketHon>");
    } else {
        head("khaiTu", code, i, &year, &n);
        name("nktHoTen", i, "Văn");
        birth("nktNgaySinh", i, 1930, 50);
        printf("<nktSoGiayToTuyThan>%09lu</nktSoGiayToTuyThan>\n<nktNgayChet>%u-12-%02lu</nktNgayChet>\n",
               100000000 + i, year - 1, 1 + n % 28);
        declarant(i);
        puts("</khaiTu>");
    }
}

int
main(int argc, char **argv)
{
    unsigned long n = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
    if (!n)
        return 2;
    puts("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">");
    for (unsigned long i = 0; i < n; i++)
        entry(argv[2], i);
    printf("<het n=\"%lu\"/>\n</hoTich>\n", n);
    return ferror(stdout) != 0;
}
