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
    { "Trần Văn Tư?", HT_DAMAGE_NONE },
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
    ht_detector_free(det);
    return tap_done();
}
