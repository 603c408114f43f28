/* SPDX-License-Identifier: BSD-2-Clause */
/* Features and comparisons of duplicates, as a table of two values and how they agree; keys; syllables. */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "dedupe/compare.h"
#include "dedupe/keys.h"
#include "tap.h"

static struct ht_pool pool;

/* One column, one comparison. */
struct bench {
    struct ht_dschema d;
    struct ht_freq freq;
    unsigned char a[256], b[256];
};

static void
make(struct bench *t, enum ht_col_kind col, enum ht_cmp_kind cmp)
{
    *t = (struct bench){ .d = { .name = "test", .ncols = 1, .ncmp = 1, .nkeys = 1, .sex = -1, .birth = -1, .place = -1,
                                .entry = -1, .regdate = -1 } };
    t->d.col[0] = (struct ht_col){ col, "x", { -1, -1, -1 }, 0 };
    t->d.cmp[0] = (struct ht_cmp){ cmp, "x", "x", { 0, -1, -1 }, NULL, 0, 0, 0 };
    ht_dschema_layout(&t->d);
    ht_cmp_ready(&t->d);
    ht_freq_init(&t->freq, &t->d, NULL);
}

/* "text|code"; the code may be left out. */
static void
feature(const struct bench *t, const char *s, unsigned char *out)
{
    struct ht_cell cell[HT_MAX_CELLS] = {{0}};
    const char *bar = strchr(s, '|');
    cell[0] = (struct ht_cell){ .s = s, .len = bar ? (size_t)(bar - s) : strlen(s) };
    if (bar) {
        cell[0].code = bar + 1;
        cell[0].code_len = strlen(bar + 1);
    }
    ht_feat_make(&t->d, &pool, cell, out);
}

static const char *
agree(struct bench *t, const char *a, const char *b)
{
    struct ht_pattern p, q;
    feature(t, a, t->a);
    feature(t, b, t->b);
    ht_compare(&t->d, &pool, &t->freq, t->a, t->b, &p);
    ht_compare(&t->d, &pool, &t->freq, t->b, t->a, &q);
    if (p.level[0] != q.level[0])
        return "not symmetric";
    return p.level[0] == HT_MISSING ? "missing" : t->d.cmp[0].level[p.level[0]].name;
}

static const struct { enum ht_col_kind col; enum ht_cmp_kind cmp; const char *a, *b, *level; } cases[] = {
    { HT_COL_NAME, HT_CMP_GIVEN, "Nguyễn Văn Hòa", "NGUYỄN VĂN HOÀ", "same" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Trần Thị Mỹ", "Trần Thị Mĩ", "same" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Nguyễn Văn Ánh", "Nguyễn Văn Anh", "base" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Lê Thị Phước", "Lê Thị Phúc", "close" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Lê Văn Trung", "Lê Văn Chung", "close" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Lê Minh Tuấn", "Lê Minh Đức", "differ" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Lê Minh Tuấn", "Lê Tuấn Minh", "close" },
    { HT_COL_NAME, HT_CMP_GIVEN, "BùiVăn Nam", "Bùi Văn Nam", "same" },
    { HT_COL_NAME, HT_CMP_GIVEN, "Bùi Văn Nam (đã chết)", "Bùi Văn Nam", "same" },
    { HT_COL_NAME, HT_CMP_GIVEN, "", "Bùi Văn Nam", "missing" },
    { HT_COL_NAME, HT_CMP_MIDDLE, "Nguyễn Thị Mai", "Nguyễn Mai", "part" },
    { HT_COL_NAME, HT_CMP_MIDDLE, "Nguyễn T. Mai", "Nguyễn Thị Mai", "close" },
    { HT_COL_NAME, HT_CMP_MIDDLE, "Nguyễn Thị Mai", "Nguyễn Ngọc Mai", "differ" },
    { HT_COL_NAME, HT_CMP_SURNAME, "Hoàng Văn A", "Huỳnh Văn A", "close" },
    { HT_COL_NAME, HT_CMP_SURNAME, "Vũ Thị B", "Võ Thị B", "close" },
    { HT_COL_NAME, HT_CMP_PERSON, "Trần Thị Hoa", "Trần Thị Hoả", "base" },
    { HT_COL_NAME, HT_CMP_PERSON, "Trần Thị Hoa", "Trần Hoa", "middle" },
    { HT_COL_NAME, HT_CMP_PERSON, "Trần Thị Hoa", "Hoa", "middle" },
    { HT_COL_NAME, HT_CMP_PERSON, "Trần Thị Hoa", "Lê Thị Hoa", "loose" },
    { HT_COL_NAME, HT_CMP_PERSON, "Trần Thị Hoa", "Lê Văn Bình", "differ" },
    { HT_COL_DATE, HT_CMP_DATE, "2008-01-15", "15/01/2008", "same" },
    { HT_COL_DATE, HT_CMP_DATE, "2008-02-03", "2008-03-02", "swapped" },
    { HT_COL_DATE, HT_CMP_DATE, "2008-01-15", "2008-01-16", "digit" },
    { HT_COL_DATE, HT_CMP_DATE, "1985-01-15", "1958-01-15", "digit" },
    { HT_COL_DATE, HT_CMP_DATE, "2008-01-15", "2008-01-28", "part" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-01-15", "1993-01-15", "other year" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-01-15", "1968-02-13", "lunar" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-12-05", "1969-01-22", "lunar" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-05", "1968-05-12", "open" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-05", "1968-06-12", "same year" },
    { HT_COL_DATE, HT_CMP_DATE, "1968", "00/00/1968", "year only" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-01-01", "1968-05-12", "open" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-03-20", "1968-09-12", "same year" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-03-20", "1969-09-12", "near" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-03-20", "1980-09-12", "differ" },
    { HT_COL_DATE, HT_CMP_DATE, "1968-03-20", "", "missing" },
    { HT_COL_DATE, HT_CMP_YEAR, "1968-03-20", "1968", "same" },
    { HT_COL_DATE, HT_CMP_YEAR, "1968", "1970", "near" },
    { HT_COL_PLACE, HT_CMP_PLACE, "UBND phường Bến Nghé, quận 1, TP. Hồ Chí Minh", "P. Bến Nghé, Q.1", "commune" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã Tân Lợi, huyện Đồng Hỷ, tỉnh Thái Nguyên",
      "Trạm y tế xã Tân Lợi, Đồng Hỷ, Thái Nguyên", "commune" },
    { HT_COL_PLACE, HT_CMP_PLACE, "quận 01, TP. Hồ Chí Minh", "phường Bến Nghé, quận 1, TP. Hồ Chí Minh", "district" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã A, huyện B, tỉnh C", "xã D, huyện E, tỉnh C", "province" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã A, huyện B, tỉnh C", "xã D, huyện E, tỉnh F", "differ" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã Trà Don, huyện Nam Trà My, tỉnh Quảng Nam|20944",
      "xã Trà Leng, thành phố Đà Nẵng|20944", "commune" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã A, huyện B, tỉnh C|019", "phường D, thành phố E, tỉnh F|019", "district" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã A, huyện B, tỉnh C|01", "xã D, huyện E, tỉnh F|01", "province" },
    { HT_COL_PLACE, HT_CMP_PLACE, "xã A, huyện B, tỉnh C", "", "missing" },
    { HT_COL_ID, HT_CMP_ID, "012345678", "012 345 678", "same" },
    { HT_COL_ID, HT_CMP_ID, "012345678", "012345687", "digit" },
    { HT_COL_ID, HT_CMP_ID, "012345678", "987654321", "differ" },
    { HT_COL_ID, HT_CMP_ID, "012345678", "001085012345", "missing" },
    { HT_COL_ID, HT_CMP_ID, "không có", "012345678", "missing" },
    { HT_COL_TEXT, HT_CMP_TEXT, "Müller", "MULLER", "same" },
    { HT_COL_TEXT, HT_CMP_TEXT, "schmidt", "schmitt", "edit" },
    { HT_COL_TEXT, HT_CMP_TEXT, "holborn street", "holbron stret", "close" },
    { HT_COL_TEXT, HT_CMP_TEXT, "anna maria", "maria", "part" },
    { HT_COL_TEXT, HT_CMP_TEXT, "anna", "karl", "differ" },
    { HT_COL_NUMBER, HT_CMP_NUMBER, "1.70", "1.7", "same" },
    { HT_COL_NUMBER, HT_CMP_NUMBER, "123", "132", "digit" },
    { HT_COL_NUMBER, HT_CMP_NUMBER, "99", "101", "near" },
    { HT_COL_NUMBER, HT_CMP_NUMBER, "5", "5000", "differ" },
    { HT_COL_CODE, HT_CMP_CODE, "Nam", "nam", "same" },
    { HT_COL_CODE, HT_CMP_CODE, "Nam", "Nữ", "differ" },
};

static void
test_levels(void)
{
    for (size_t i = 0; i < HT_COUNT(cases); i++) {
        struct bench t;
        make(&t, cases[i].col, cases[i].cmp);
        const char *got = agree(&t, cases[i].a, cases[i].b);
        if (strcmp(got, cases[i].level))
            printf("# %s / %s\n", cases[i].a, cases[i].b);
        CHECK_STR(got, cases[i].level);
        ht_freq_fini(&t.freq);
    }
}

static uint32_t
key(struct bench *t, enum ht_part_kind part, const char *s)
{
    struct ht_key k = { { { (uint8_t)part, 0 } } };
    feature(t, s, t->a);
    return ht_key_make(&t->d, &pool, &k, t->a);
}

static void
test_keys(void)
{
    struct bench t;
    make(&t, HT_COL_NAME, HT_CMP_PERSON);
    CHECK(key(&t, HT_PART_FULL, "Nguyễn Văn Hòa") == key(&t, HT_PART_FULL, "NGUYEN VAN HOA"));
    CHECK(key(&t, HT_PART_FULL, "Nguyễn Văn Hòa") != key(&t, HT_PART_FULL, "Nguyễn Hòa"));
    CHECK(key(&t, HT_PART_TAIL, "Nguyễn Văn Hòa") == key(&t, HT_PART_TAIL, "Nguyễn Hòa"));
    CHECK(key(&t, HT_PART_SOUND, "Lê Văn Trung") == key(&t, HT_PART_SOUND, "Lê Văn Chung"));
    CHECK(key(&t, HT_PART_GIVEN, "Lê Văn Trung") != key(&t, HT_PART_GIVEN, "Lê Văn Chung"));
    CHECK(key(&t, HT_PART_FULL, "") == 0);
    ht_freq_fini(&t.freq);
    make(&t, HT_COL_DATE, HT_CMP_DATE);
    CHECK(key(&t, HT_PART_DATE, "2008-01-15") == key(&t, HT_PART_DATE, "15.1.08"));
    CHECK(key(&t, HT_PART_DATE, "2008-01") == 0);
    CHECK(key(&t, HT_PART_YEAR, "2008-01") == key(&t, HT_PART_YEAR, "2008"));
    CHECK(key(&t, HT_PART_MONTH, "2008-01-01") == key(&t, HT_PART_MONTH, "2008"));
    CHECK(key(&t, HT_PART_DAYMONTH, "2008-02-05") == key(&t, HT_PART_DAYMONTH, "1999-02-05"));
    ht_freq_fini(&t.freq);
    make(&t, HT_COL_TEXT, HT_CMP_TEXT);
    CHECK(key(&t, HT_PART_SOUNDEX, "schmidt") == key(&t, HT_PART_SOUNDEX, "schmitt"));
    CHECK(key(&t, HT_PART_PREFIX, "schmidt") == key(&t, HT_PART_PREFIX, "schulz"));
    CHECK(key(&t, HT_PART_WORD, "anna maria") == key(&t, HT_PART_WORD, "anna"));
    ht_freq_fini(&t.freq);
}

static uint32_t
syllable(const char *s, bool dotted)
{
    return ht_syl_intern(&pool.syls, s, strlen(s), dotted);
}

static enum ht_like
like(const char *a, const char *b)
{
    uint32_t x = syllable(a, false), y = syllable(b, false);
    return x == y ? HT_LIKE_SAME : ht_syl_compare(&pool.syls.v[x], &pool.syls.v[y]);
}

static void
test_syllables(void)
{
    CHECK_INT(syllable("Hòa", false), syllable("hoà", false));
    CHECK_INT(syllable("Lý", false), syllable("Lí", false));
    CHECK(syllable("Lan", false) != syllable("Lân", false));
    CHECK_INT(like("Lan", "Lân"), HT_LIKE_BASE);
    CHECK_INT(like("Đức", "Duc"), HT_LIKE_BASE);
    CHECK_INT(like("Sơn", "Xơn"), HT_LIKE_CLOSE);
    CHECK_INT(like("Cường", "Hạnh"), HT_LIKE_NOT);
    CHECK(pool.syls.v[syllable("T", true)].abbreviated);
    CHECK_INT(ht_edits("abcd", 4, "abdc", 4, 2), 1);
    CHECK_INT(ht_edits("abcd", 4, "abxd", 4, 2), 1);
    CHECK_INT(ht_edits("abcd", 4, "", 0, 2), 3);
    CHECK_INT(ht_edits("", 0, "", 0, 2), 0);
}

int
main(void)
{
    ht_pool_init(&pool);
    test_levels();
    test_keys();
    test_syllables();
    ht_pool_fini(&pool);
    return tap_done();
}
