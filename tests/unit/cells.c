/* SPDX-License-Identifier: BSD-2-Clause */
/* tools/convert_cells: the search for cells that may need capitals misses none that the close look calls odd */
#include "config.h"

#include "tap.h"
#include "tools/convert_cells.h"

static struct convert_cells cells;

/* A byte of each kind: a small letter, a capital, an open letter (à), no letter, the end of a cell. */
static const char kinds[] = { 'a', 'A', '\xb5', ' ', ',' };
enum { KINDS = sizeof kinds };

/* The first odd cell of S from I on, by a close look at each. */
static size_t
first_odd(const char *s, size_t i, size_t len)
{
    struct convert_cell cell;

    for (; i < len; i++) {
        size_t n = convert_cells_scan(&cells, s + i, len - i, &cell);
        if (cell.odd)
            return i;
        i += n;
    }
    return len;
}

/* True if the search goes by no odd cell of S. */
static bool
misses_none(const char *s, size_t len)
{
    struct convert_cell cell;
    size_t i = 0;

    while (i < len) {
        size_t at = convert_cells_next(&cells, s, i, len);
        if (at > first_odd(s, i, len))
            return false;
        i = at + convert_cells_scan(&cells, s + at, len - at, &cell) + 1;
    }
    return true;
}

/* All texts of seven bytes, alone and over the end of a block. */
static void
short_texts(void)
{
    enum { COUNT = KINDS * KINDS * KINDS * KINDS * KINDS * KINDS * KINDS };
    char s[41];
    unsigned wrong = 0;

    memset(s, '.', sizeof s);
    for (unsigned number = 0; number < COUNT; number++) {
        unsigned rest = number;
        for (size_t k = 0; k < 7; k++, rest /= KINDS)
            s[28 + k] = kinds[rest % KINDS];
        wrong += !misses_none(s + 28, 7) + !misses_none(s, sizeof s);
    }
    CHECK_INT(wrong, 0);
}

/* Texts of all lengths up to some blocks, made by chance. */
static void
long_texts(void)
{
    char s[300];
    uint32_t seed = 1;
    unsigned wrong = 0;

    for (size_t len = 0; len <= sizeof s; len++) {
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1103515245 + 12345;
            s[i] = kinds[(seed >> 16) % KINDS];
        }
        wrong += !misses_none(s, len);
    }
    CHECK_INT(wrong, 0);
}

/* What most cells are like costs no close look. */
static void
usual_texts(void)
{
    static const char line[] = "17/1976,01/01/1976,Lê Văn Hải,Nam,Hà Nội; Phố Huế,Đỗ Bá Mỹ Hằng,TP. Hồ Chí Minh\n";
    struct ht_buf coded = HT_BUF_INIT;

    ht_charset_encode(ht_charset_find("TCVN3"), line, sizeof line - 1, &coded);
    CHECK_INT(convert_cells_next(&cells, coded.s, 0, coded.len), coded.len);
    ht_buf_fini(&coded);
}

int
main(void)
{
    convert_cells_init(&cells, ht_charset_find("TCVN3"));
    short_texts();
    long_texts();
    usual_texts();
    return tap_done();
}
