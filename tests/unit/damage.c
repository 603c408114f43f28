/* SPDX-License-Identifier: BSD-2-Clause */
/* text/damage: what was lost before the text came is told, and clean text is not suspected */
#include "config.h"

#include "base/mem.h"
#include "tap.h"
#include "text/detect.h"

static const struct { const char *s; enum ht_damage damage; } cases[] = {
    { "Nguy?n V?n An", HT_DAMAGE_REPLACED },
    { "Tr\ufffdn", HT_DAMAGE_REPLACED },
    { "Bùi V?n Th?o", HT_DAMAGE_REPLACED },
    { "S?t rét ác tính", HT_DAMAGE_REPLACED },
    { "?? Ph??ng Liêm", HT_DAMAGE_REPLACED },
    { "V? L?", HT_DAMAGE_REPLACED },
    { "M? ??", HT_DAMAGE_REPLACED },
    { "Ung th? gan", HT_DAMAGE_REPLACED },
    { "Há»?c sinh", HT_DAMAGE_REPLACED },
    { "?nh Tuyết", HT_DAMAGE_REPLACED },
    { "Ai là cha? Không rõ", HT_DAMAGE_NONE },
    { "Nguyễn Văn A (?)", HT_DAMAGE_NONE },
    { "năm 1985?", HT_DAMAGE_NONE },
    { "đợc ngời", HT_DAMAGE_SOFT_HYPHEN },
    { "đợc lưu", HT_DAMAGE_NONE },
    { "Trëng phßng t ph¸p", HT_DAMAGE_SOFT_HYPHEN },
    { "phêng BÕn NghÐ", HT_DAMAGE_SOFT_HYPHEN },
    { "V \u0308n phßng", HT_DAMAGE_NFKC },
    { "ñy ban nh\u03bc", HT_DAMAGE_NFKC },
    { "nguyôn v¨n tó", HT_DAMAGE_CASE },
    { "Ngô Quang Qu?", HT_DAMAGE_REPLACED },
    { "?? Quang Nhung", HT_DAMAGE_REPLACED },
    { "KhÃ´ng nghá»? nghiá»‡p", HT_DAMAGE_REPLACED },
    { "Mai Thá»‹ Ã?", HT_DAMAGE_REPLACED },
    { "Lª V¨N DòNG", HT_DAMAGE_CASE },
    { "HOΜNG THÏY TUÊN", HT_DAMAGE_CASE },
    { "Trần Văn Tư?", HT_DAMAGE_NONE },
    { "Vò ThÞ Lan", HT_DAMAGE_NONE },
    { "Lª Hµ Thanh", HT_DAMAGE_NONE },
    { "NGUYỄN VĂN ÂN", HT_DAMAGE_NONE },
    { "KS.2008.01.001", HT_DAMAGE_NONE },
    { "CT3A B1, QL1A", HT_DAMAGE_NONE },
    { "Km 12, th. 5, tr. 7", HT_DAMAGE_NONE },
    { "Ng Van T", HT_DAMAGE_NONE },
    { "Ya Dơng", HT_DAMAGE_NONE },
    { "Nguyễn Thị Hương", HT_DAMAGE_NONE },
    { "UBND phường 3, quận 10", HT_DAMAGE_NONE },
    { "NguyÔn V¨n T­", HT_DAMAGE_NONE },
    { "Nguyeãn Vaên Taùm", HT_DAMAGE_NONE },
    { "Sơn Trà, Sơn Tây, Từ Dũ", HT_DAMAGE_NONE },
    { "H'Hen Niê", HT_DAMAGE_NONE },
    { "Muñoz", HT_DAMAGE_NONE },
    { "m\u00b2, 1\u00bd", HT_DAMAGE_NONE },
    { "", HT_DAMAGE_NONE },
};

/* The words that were damaged can only have been these. */
static const struct { const char *s; enum ht_damage damage; const char *meant; } clear[] = {
    { "Lu ThÞ YÕn", HT_DAMAGE_SOFT_HYPHEN, "Lưu" },
    { "L©m Mai Kh¬ng", HT_DAMAGE_SOFT_HYPHEN, "Khương" },
    { "X· Quúnh Vinh, huyÖn Quúnh Lu, tØnh NghÖ An", HT_DAMAGE_SOFT_HYPHEN, "Lưu" },
    { "Chu ThÞ T", HT_DAMAGE_SOFT_HYPHEN, "Tư" },
    { "Ung th gan", HT_DAMAGE_SOFT_HYPHEN, "thư" },
    { "La ThÞ T×nh", HT_DAMAGE_NFKC, "Lê" },
    { "Kh«ng râ nguyan nh©n", HT_DAMAGE_NFKC, "nguyên" },
    { "PH1M TRUNG B¶O", HT_DAMAGE_NFKC, "PHạM" },
    { "Ph1m Minh Trung", HT_DAMAGE_NFKC, "Phạm" },
    { "T1 Quèc Linh", HT_DAMAGE_NFKC, "Tạ" },
    { "trçn thanh th¶o", HT_DAMAGE_CASE, "trần" },
    { "Nguyôn M¹Nh Huy", HT_DAMAGE_CASE, "Nguyễn" },
    { "VÒ BÝCH H¶I", HT_DAMAGE_CASE, "VŨ" },
    { "§INH MINH HSSA", HT_DAMAGE_CASE, "HÒA" },
    { "HÅ M¹NH NHÊT NH©N", HT_DAMAGE_CASE, "HỒ" },
};

int
main(void)
{
    struct ht_detector *det = ht_detector_new();
    for (size_t i = 0; i < HT_COUNT(cases); i++) {
        struct ht_cell_text cell = { cases[i].s, strlen(cases[i].s), HT_DOOR_TEXT, NULL };
        struct ht_detected d;
        ht_detect(det, NULL, &cell, &d);
        tap_int(d.damage, cases[i].damage, __FILE__, __LINE__, cases[i].s);
        CHECK_INT(!!(d.flags & HT_DETECT_DAMAGED), cases[i].damage != HT_DAMAGE_NONE);
    }
    for (size_t i = 0; i < HT_COUNT(clear); i++) {
        struct ht_cell_text cell = { clear[i].s, strlen(clear[i].s), HT_DOOR_TEXT, NULL };
        struct ht_detected d;
        CHECK_INT(ht_detect_clean(det, NULL, cell.s, cell.len), HT_UNCLEAN);
        ht_detect(det, NULL, &cell, &d);
        tap_int(d.damage, clear[i].damage, __FILE__, __LINE__, clear[i].s);
        CHECK_STR(d.meant ? d.meant : "", clear[i].meant);
    }
    ht_detector_free(det);
    return tap_done();
}
