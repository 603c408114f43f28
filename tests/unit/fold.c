/* SPDX-License-Identifier: BSD-2-Clause */
/* text/fold */
#include "config.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "tap.h"
#include "text/fold.h"

static void
add_char(struct ht_buf *b, uint32_t c)
{
    char s[4];
    ht_buf_add(b, s, ht_utf8_put(s, c));
}

/* Every row of the Latin table, and everything beyond it, against utf8proc. */
static void
test_every_char(void)
{
    size_t lower = 0, upper = 0, letter = 0, base = 0, bases = 0;
    for (uint32_t c = 0; c < 0x30000; c++) {
        utf8proc_int32_t p = (utf8proc_int32_t)c;
        if (c >= 0xd800 && c < 0xe000)
            continue;
        /* utf8proc gives ß the capital ẞ, which the Unicode Character Database does not. */
        lower += ht_lower_char(c) != (uint32_t)utf8proc_tolower(p);
        upper += ht_upper_char(c) != (uint32_t)utf8proc_toupper(p) && c != 0xdf;
        utf8proc_category_t k = utf8proc_category(p);
        bool want = k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
        letter += ht_is_letter(c) != want;
        uint32_t got = ht_base_letter(c);
        if (c >= 0x80 && got != c) {
            utf8proc_int32_t d[8];
            int last;
            bases++;
            utf8proc_ssize_t n = utf8proc_decompose_char(p, d, 8, UTF8PROC_DECOMPOSE, &last);
            base += n > 1 && (uint32_t)d[0] != got;
        }
    }
    CHECK_INT(lower, 0);
    CHECK_INT(upper, 0);
    CHECK_INT(letter, 0);
    CHECK_INT(base, 0);
    CHECK(bases > 500);
}

static void
test_case(void)
{
    static const struct { const char *in, *lower, *upper; } cases[] = {
        { "", "", "" },
        { "NGUYỄN Văn Ánh", "nguyễn văn ánh", "NGUYỄN VĂN ÁNH" },
        { "abcdefghijklmnopqrstuvwxyz@[`{/:09", "abcdefghijklmnopqrstuvwxyz@[`{/:09", "ABCDEFGHIJKLMNOPQRSTUVWXYZ@[`{/:09" },
        { "ABCDEFGHIJKLMNOPQRSTUVWXYZ@[`{/:09", "abcdefghijklmnopqrstuvwxyz@[`{/:09", "ABCDEFGHIJKLMNOPQRSTUVWXYZ@[`{/:09" },
        { "Đặng Thị Ỹ", "đặng thị ỹ", "ĐẶNG THỊ Ỹ" },
        { "K'Brêu Niê Kđăm Ê̆ban", "k'brêu niê kđăm ê̆ban", "K'BRÊU NIÊ KĐĂM Ê̆BAN" },
    };
    struct ht_buf b = HT_BUF_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ht_buf_clear(&b);
        ht_lower(&b, cases[i].in, strlen(cases[i].in));
        CHECK_STR(b.s, cases[i].lower);
        ht_buf_clear(&b);
        ht_upper(&b, cases[i].in, strlen(cases[i].in));
        CHECK_STR(b.s, cases[i].upper);
    }
    /* Letters that grow from two bytes to three, in a buffer that starts small. */
    ht_buf_fini(&b);
    struct ht_buf in = HT_BUF_INIT;
    for (int i = 0; i < 1000; i++)
        add_char(&in, 0x23a);
    ht_lower(&b, in.s, in.len);
    CHECK_INT(b.len, 3000);
    ht_buf_fini(&in);
    ht_buf_fini(&b);
}

static void
test_fold(void)
{
    static const char *const cases[][2] = {
        { "Nguyễn Văn Ân", "nguyen van an" },
        { "  ĐẶNG--THỊ\t(Ỷ).  ", "dang thi y" },
        { "", "" }, { " . ", "" }, { "số 12/2008", "so 12 2008" },
        { "H'Hen Niê", "h hen nie" }, { "Krông Pắk", "krong pak" }, { "Č̣ Ŏ̆", "c o" }, { "Y Ƀlŏ Ê̆ban", "y blo eban" },
        { "Größe Muñoz", "große munoz" }, { "阮文安 𡨸", "阮文安 𡨸" }, { "Ţhạch\u00a0Sa Rây", "thach sa ray" },
        { "e\u0301", "e" },
    };
    struct ht_buf b = HT_BUF_INIT;
    char small[8];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ht_buf_clear(&b);
        ht_fold(&b, cases[i][0], strlen(cases[i][0]));
        CHECK_STR(b.s, cases[i][1]);
    }
    CHECK_INT(ht_fold_to(small, sizeof small, "Nguyễn Văn Ân", strlen("Nguyễn Văn Ân")), 6);
    CHECK_STR(small, "nguyen");
    CHECK_INT(ht_fold_to(small, sizeof small, "阮文安", strlen("阮文安")), 6);
    CHECK_STR(small, "阮文");
    CHECK_INT(ht_fold_to(small, 1, "abc", 3), 0);
    CHECK_STR(small, "");
    ht_buf_fini(&b);
}

static void
test_spaces(void)
{
    CHECK(ht_is_space(' ') && ht_is_space('\t') && ht_is_space('\r') && ht_is_space(0xa0) && ht_is_space(0x3000));
    CHECK(!ht_is_space(0) && !ht_is_space(8) && !ht_is_space(0x200b) && !ht_is_space('a'));
    CHECK(ht_is_upper(0x110) && !ht_is_upper(0x111) && !ht_is_upper('1'));
}

static int
sign(int n)
{
    return (n > 0) - (n < 0);
}

static void
test_order(void)
{
    /* Every line is before all that follow. */
    static const char *const sorted[] = {
        "", " ", "-", "1", "9", "a", "A", "à", "ả", "ã", "á", "ạ", "An", "ạn", "ăn", "ân", "ba", "ca", "cà", "cả", "cã", "cá", "cạ",
        "ca ngợi", "căn", "cân", "cha", "da", "đa", "Đà", "e", "ê", "fa", "hoà", "hòa", "hoa hậu", "Lê", "Lê An", "Lê Ân",
        "o", "ô", "ơ", "u", "ư", "v", "w", "x", "y", "z", "阮",
    };
    size_t bad = 0, n = sizeof sorted / sizeof *sorted;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int want = (i > j) - (i < j);
            int got = sign(ht_vi_compare(sorted[i], strlen(sorted[i]), sorted[j], strlen(sorted[j])));
            if (got != want) {
                printf("# %s %s: %d\n", sorted[i], sorted[j], got);
                bad++;
            }
        }
    CHECK_INT(bad, 0);
}

int
main(void)
{
    test_every_char();
    test_case();
    test_fold();
    test_spaces();
    test_order();
    return tap_done();
}
