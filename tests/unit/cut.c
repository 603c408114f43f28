/* SPDX-License-Identifier: BSD-2-Clause */
/* text/cut, text/mixed: UTF-8 with damaged letters stays what it is and is reported; words of other sets are read */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tap.h"
#include "text/detect.h"

static struct ht_detector *det;

static struct ht_detected
detect(const char *s, size_t len)
{
    struct ht_detected d;
    struct ht_cell_text cell = { s, len, HT_DOOR_BYTES, NULL };
    ht_detect(det, NULL, &cell, &d);
    return d;
}

/* What was left of words, and what they were if only one letter can have stood there. */
static const struct { const char *s, *meant; } broken[] = {
    { "Nguy\xe1\xbb Hoa", NULL },
    { "Tr\xc3 Văn Bình", NULL },
    { "Tr\xc3n Văn Bình", NULL },
    { "Nguyễn V\xc4n Nam", "Văn" },
    { "Nguyễn V\x83n Nam", "Văn" },
    { "L\xc3\xaa Th\xe1\xbb Hoa", "Thị" },
    { "NGUY\xe1\xbbN TH\xe1\xbb\x8a HOA", "NGUYỄN" },
    { "V\xc4n Thị \xe1nh Hồng", NULL },
    { "\xbb\x85n Văn Huệ", NULL },
    { "\xed\xa0\xbd\xed\xb8\x80 Lê Văn Nam", NULL },       /* half pairs of UTF-16, each written by itself */
    { "L\xc3\xaa \xc0\xaf Nam Hải", NULL },                /* a sign in more bytes than it needs */
    { "Lê Văn \xf4\x90\x80\x80", NULL },                   /* beyond the last character */
    { "\xe5\xbc\xb5\xe4\xb8\xe6\x96\x87", NULL },          /* 張, two bytes, 文 */
};

static void
test_broken(void)
{
    for (size_t i = 0; i < HT_COUNT(broken); i++) {
        struct ht_detected d = detect(broken[i].s, strlen(broken[i].s));
        CHECK_INT(d.damage, HT_DAMAGE_BROKEN);
        CHECK(d.flags & HT_DETECT_DAMAGED);
        CHECK(!d.set);
        CHECK_STR(d.meant ? d.meant : "", broken[i].meant ? broken[i].meant : "");
    }
}

/* The same read as Windows-1252, which has no character for some bytes: they were dropped. */
static void
test_torn(void)
{
    static const struct { const char *s, *text, *meant; } torn[] = {
        { "Nguyá»n", "Nguyá»n", "Nguyễn" },
        { "XÃ£ Kiáº¿n Äáº¡o", "Xã Kiến Äáº¡o", "Đạo" },
        { "LÆ°u CÆ°á»ng ThÃ nh", NULL, NULL },
        { "Thu Äam", "Thu Äam", NULL },
        { "Ãnh", "Ãnh", NULL },
    };
    static const char *const whole[] = { "Ärzte Äsch", "Ägir", "São João", "Ãi", "PhÃ¡t", "Jürgen", "Lã Thị Æ" };
    for (size_t i = 0; i < HT_COUNT(torn); i++) {
        struct ht_detected d = detect(torn[i].s, strlen(torn[i].s));
        CHECK_INT(d.damage, HT_DAMAGE_BROKEN);
        if (torn[i].text)
            CHECK_STR(d.s, torn[i].text);
        if (torn[i].meant)
            CHECK_STR(d.meant ? d.meant : "", torn[i].meant);
    }
    for (size_t i = 0; i < HT_COUNT(whole); i++)
        CHECK_INT(detect(whole[i], strlen(whole[i])).damage, HT_DAMAGE_NONE);
}

/* Other sets beside UTF-8 are read as before. */
static void
test_mixed(void)
{
    static const struct { const char *s, *text; } mixed[] = {
        { "Nguyễn V\xa8n Nam", "Nguyễn Văn Nam" },
        { "Nguy\xd4n Văn Nam", "Nguyễn Văn Nam" },
        { "Nguye\xe3n Va\xean Bình", "Nguyễn Văn Bình" },
    };
    for (size_t i = 0; i < HT_COUNT(mixed); i++) {
        struct ht_detected d = detect(mixed[i].s, strlen(mixed[i].s));
        CHECK_STR(d.s, mixed[i].text);
    }
}

/* Words that are no UTF-8 and known in a set that is seldom met, two of them UTF-8 by accident. */
static void
test_rare_set(void)
{
    static const struct { const char *s, *text; bool told; } mixed[] = {
        { "Trần Phi C\xdf\xb6ng", "Trần Phi Cường", false },
        { "thôn 2, Hải D\xdf\xbdng", "thôn 2, Hải Dương", false },
        { "Nguyễn Văn V\xb8nh H\xd5nh", "Nguyễn Văn Vịnh Hạnh", true },
        { "Đỗ Minh H\xa7u", "Đỗ Minh Hậu", true },
    };
    for (size_t i = 0; i < HT_COUNT(mixed); i++) {
        struct ht_detected d = detect(mixed[i].s, strlen(mixed[i].s));
        CHECK_STR(d.s, mixed[i].text);
        CHECK(d.repairs & HT_REPAIR_MIXED);
        CHECK(!d.damage);
        if (mixed[i].told)
            CHECK(d.set != NULL);
    }
}

/* Two encodings in a cell that is well-formed. */
static void
test_text(void)
{
    static const struct { const char *s, *text; } mixed[] = {
        { "Nguy&#7877;n V&#259;n Tuyến", "Nguyễn Văn Tuyến" },
        { "X&#227; Thuận Hưng, huyện Long Mỹ", "Xã Thuận Hưng, huyện Long Mỹ" },
        { "th&#244;n 7, xã Tế Nông, tỉnh Thanh Hóa", "thôn 7, xã Tế Nông, tỉnh Thanh Hóa" },
        { "Lê Văn Maây", "Lê Văn Mây" },
        { "Nguy&#7877;n V\xa8n Tu\xcan", "Nguyễn Văn Tuấn" },
        { "Nguyeãn Thò B\xd7nh", "Nguyễn Thị Bình" },
        { "X&#227; Th\xc2\xb9nh Phó, huyÖn Th\xc2\xb9nh Phó, tØnh BÕn Tre", "Xã Thạnh Phú, huyện Thạnh Phú, tỉnh Bến Tre" },
        { "L\xaa V\xa8n Bình, xaõ Hoøa Bình", "Lê Văn Bình, xã Hòa Bình" },
        { "Bản Ngò", "Bản Ngò" },
        { "K'Brêu Võ", "K'Brêu Võ" },
        { "Ái Quốc, Tiền Hải, Thaùi Bình", "Ái Quốc, Tiền Hải, Thái Bình" },
        { "Xaõ Trung Nghóa, huyện Thanh Thuỷ", "Xã Trung Nghĩa, huyện Thanh Thuỷ" },
        { "Hoà Thuỷ, Nguyễn Anaïs", "Hoà Thuỷ, Nguyễn Anaïs" },
        { "Mường Khuâm", "Mường Khuâm" },
    };
    for (size_t i = 0; i < HT_COUNT(mixed); i++) {
        struct ht_detected d = detect(mixed[i].s, strlen(mixed[i].s));
        CHECK_STR(d.s, mixed[i].text);
    }
}

/* No damage to one byte of a name passes for clean text: but for a few that are right in another set. */
static void
test_every_byte(void)
{
    static const char *const names[] = { "Nguyễn Thị Hồng Nhung", "Trần Văn Bình", "Đặng Quốc Thắng", "Lê Thị Mỹ Hạnh",
        "phường Bến Nghé, quận 1", "xã Hoà Thạnh, huyện Châu Thành" };
    size_t tried = 0, told = 0;
    char s[80];
    for (size_t i = 0; i < HT_COUNT(names); i++) {
        size_t n = strlen(names[i]);
        for (size_t k = 0; k < n; k++)
            for (int how = 0; how < 4; how++) {
                if ((unsigned char)names[i][k] < 0x80)
                    continue;
                memcpy(s, names[i], n);
                size_t len = how == 3 ? k + 1 : n;
                if (how == 0 && len--)
                    memmove(s + k, s + k + 1, n - k - 1);
                else if (how < 3)
                    s[k] = how == 1 ? '\xff' : ' ';
                if (ht_utf8_valid(s, len) == len)
                    continue;
                struct ht_detected d = detect(s, len);
                bool flagged = d.flags & (HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL | HT_DETECT_UNDECODED);
                tried++;
                told += flagged;
                if (!flagged)
                    printf("# %s, byte %zu, %d: %.*s\n", names[i], k, how, (int)d.len, d.s);
            }
    }
    printf("# %zu of %zu told\n", told, tried);
    CHECK(told * 100 >= tried * 98);
}

int
main(void)
{
    det = ht_detector_new();
    test_broken();
    test_torn();
    test_mixed();
    test_rare_set();
    test_text();
    test_every_byte();
    ht_detector_free(det);
    return tap_done();
}
