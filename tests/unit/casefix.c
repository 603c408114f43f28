/* SPDX-License-Identifier: BSD-2-Clause */
/* text/casefix: capitals that TCVN3 cannot write, from the cell and from its column */
#include "config.h"

#include "base/mem.h"
#include "tap.h"
#include "text/detect_int.h"

static const char *
restored(const struct ht_column *col, const char *s, struct ht_buf *out)
{
    ht_buf_clear(out);
    return restore_case(col, s, strlen(s), out) ? out->s : s;
}

static void
cells(void)
{
    static const char *const cases[][2] = {
        { "NGUYễN VĂN Tú", "NGUYỄN VĂN TÚ" },
        { "Nguyễn Thị ánh", "Nguyễn Thị Ánh" },
        { "ánh", "ánh" },                       /* nothing tells */
        { "Bộ trưởng", "Bộ trưởng" },
        { "tổ chức tín dụng", "tổ chức tín dụng" },
        { "UBND xã", "UBND xã" },
        { "UBND xã ý Yên", "UBND xã Ý Yên" },   /* a unit's name begins with a capital … */
        { "trú tại huyện ứng Hòa, xã Nhơn ái, thị trấn Mường ẳng", "trú tại huyện Ứng Hòa, xã Nhơn Ái, thị trấn Mường Ẳng" },
        { "huyện ủy, ở xã ấy, xã Long Hồ ở phía bắc", "huyện ủy, ở xã ấy, xã Long Hồ ở phía bắc" },   /* … no other word */
        { "Xã Đưng KNớ", "Xã Đưng KNớ" },
        { "Bùi ẩn", "Bùi Ẩn" },
        { "Lê ý, Trần út", "Lê Ý, Trần Út" },
        { "An ấp", "An Ấp" },
        { "Long Hồ, ấp 3", "Long Hồ, ấp 3" },
        { "ấp 10, Xã Vũ Lễ, huyện Kiến Xương", "Ấp 10, Xã Vũ Lễ, huyện Kiến Xương" },   /* all units, or this one, too */
        { "ấp 10, xã Vũ Lễ", "ấp 10, xã Vũ Lễ" },
        { "ấp Xã Mới", "ấp Xã Mới" },
        { "theo bản án số 12 và bản ảnh", "theo bản án số 12 và bản ảnh" },
        { "ủy ban nhân dân xã Vũ Lễ", "Ủy ban nhân dân xã Vũ Lễ" },
        { "ủy ban nhân dân xã", "ủy ban nhân dân xã" },
        { "Chủ tịch ủy ban nhân dân", "Chủ tịch ủy ban nhân dân" },     /* written both ways */
        { "SỞ Tư PHáP", "SỞ Tư PHÁP" },
        { "", "" },
    };
    struct ht_buf out = HT_BUF_INIT;
    for (size_t i = 0; i < HT_COUNT(cases); i++) {
        CHECK_STR(restored(NULL, cases[i][0], &out), cases[i][1]);
        const char *again = cases[i][1];
        CHECK_STR(restored(NULL, again, &out), again);
    }
    ht_buf_fini(&out);
}

static void
columns(void)
{
    static const char *const title[] = { "Nguyễn Văn An", "Trần Thị Bình", "Lê Hoa", "Phạm Minh", "Đỗ Lan" };
    static const char *const shouted[] = { "NGUYễN VĂN AN", "TRầN BìNH", "LÊ HOA", "PHạM MINH", "Đỗ LAN" };
    struct ht_column *names = ht_column_new(), *capitals = ht_column_new();
    struct ht_buf out = HT_BUF_INIT;
    for (size_t i = 0; i < HT_COUNT(title); i++) {
        ht_column_learn_case(names, title[i], strlen(title[i]));
        ht_column_learn_case(capitals, shouted[i], strlen(shouted[i]));
    }
    CHECK_STR(restored(names, "ánh", &out), "Ánh");
    CHECK_STR(restored(NULL, "ánh", &out), "ánh");
    CHECK_STR(restored(names, "út ý", &out), "Út Ý");
    CHECK_STR(restored(capitals, "Hà", &out), "HÀ");
    CHECK_STR(restored(names, "Hà", &out), "Hà");
    ht_column_free(names);
    ht_column_free(capitals);
    ht_buf_fini(&out);
}

int
main(void)
{
    cells();
    columns();
    return tap_done();
}
