/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries. */
#include "entries.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"

#define WARD "UBND phường Bến Nghé, quận 1, TP. Hồ Chí Minh"

struct ht_date
date_of(int32_t day)
{
    struct ht_date d;
    ht_day_date(day, &d);
    return d;
}

void
set_name(struct entry *e, enum cell c, const struct person *p)
{
    entry_set(e, c, "%s%s%s %s", p->family, *p->middle ? " " : "", p->middle, p->given);
}

void
set_date(struct entry *e, enum cell c, int32_t day, char mark)
{
    struct ht_date d = date_of(day);
    entry_set(e, c, "%02d%c%02d%c%04d", d.day, mark, d.month, mark, d.year);
}

void
set_home(struct entry *e, enum cell c, const struct person *p)
{
    entry_set(e, c, "%d %s, phường Bến Nghé, quận 1, TP. Hồ Chí Minh", p->house, p->street);
}

/* ---- what clerks do to values ---- */

void
upper_case(struct ht_buf *b)
{
    struct ht_buf up = HT_BUF_INIT;
    ht_upper(&up, b->s, b->len);
    ht_buf_fini(b);
    *b = up;
}

static void
spoil_name(struct dice *d, struct ht_buf *b)
{
    if (!b->len)
        return;
    char *blank = strchr(b->s, ' ');
    if (dice_hit(d, 4) && blank) {      /* two blanks */
        size_t at = (size_t)(blank - b->s);
        ht_buf_addc(b, ' ');
        memmove(b->s + at + 1, b->s + at, b->len - at - 1);
    } else if (dice_hit(d, 3)) {
        ht_buf_addc(b, ' ');
    }
}

/* The year, month and year, or day and month without zeros and with a two-digit year. */
static void
spoil_date(struct dice *d, struct ht_buf *b, bool may_be_partial)
{
    int day, month, year;
    char mark;
    if (!b->len || sscanf(b->s, "%d%c%d%*c%d", &day, &mark, &month, &year) != 4)
        return;
    uint32_t roll = dice_roll(d, 100);
    struct ht_buf new = HT_BUF_INIT;
    if (roll < 6)
        ht_buf_addf(&new, "%d%c%d%c%d", day, mark, month, mark, year);
    else if (roll < 9)
        ht_buf_addf(&new, "%d-%d-%d", day, month, year);
    else if (roll < 13 && may_be_partial)
        ht_buf_addf(&new, "%d", year);
    else if (roll < 15 && may_be_partial)
        ht_buf_addf(&new, "%02d%c%d", month, mark, year);
    if (new.len) {
        ht_buf_fini(b);
        *b = new;
    } else {
        ht_buf_fini(&new);
    }
}

static void
spoil_word(struct dice *d, struct ht_buf *b)
{
    static const struct { const char *from, *to; } other[] = {
        { "Nam", "nam" }, { "Nữ", "nữ" }, { "Nữ", "NỮ" }, { "Kinh", "kinh" }, { "Kinh", "KINH" },
        { "Việt Nam", "VN" }, { "Việt Nam", "Việt nam" }, { "Chứng minh nhân dân", "CMND" },
        { "Đúng hạn", "đúng hạn" },
    };
    if (!b->len || !dice_hit(d, 12))
        return;
    size_t first = dice_roll(d, HT_COUNT(other));
    for (size_t i = 0; i < HT_COUNT(other); i++) {
        size_t k = (first + i) % HT_COUNT(other);
        if (!strcmp(b->s, other[k].from)) {
            ht_buf_clear(b);
            ht_buf_adds(b, other[k].to);
            return;
        }
    }
}

void
spoil(struct dice *d, struct entry *e)
{
    static const enum cell names[] = { A_TEN, B_TEN, C_TEN, NGUOI_KY, YC_TEN };
    static const enum cell births[] = { B_SINH, C_SINH };
    static const enum cell dates[] = { A_SINH, CHET_NGAY, NGAY_DK };
    static const enum cell words[] = {
        LOAI_DK, A_GIOI, A_DAN_TOC, A_QUOC_TICH, A_LOAI_GIAY, B_DAN_TOC, B_QUOC_TICH, B_LOAI_GIAY, C_DAN_TOC,
        C_QUOC_TICH
    };
    for (size_t i = 0; i < HT_COUNT(names); i++)
        spoil_name(d, &e->cell[names[i]]);
    for (size_t i = 0; i < HT_COUNT(births); i++)
        spoil_date(d, &e->cell[births[i]], true);
    for (size_t i = 0; i < HT_COUNT(dates); i++)
        spoil_date(d, &e->cell[dates[i]], false);
    for (size_t i = 0; i < HT_COUNT(words); i++)
        spoil_word(d, &e->cell[words[i]]);
}

/* ---- entries ---- */

void
set_book(struct entry *e, const struct book *b, int number, int32_t day)
{
    entry_clear(e);
    entry_set(e, SO, "%d/%d", number, b->year);
    entry_set(e, QUYEN, "%02d/%d", b->volume, b->year);
    entry_set(e, TRANG, "%d", number);
    set_date(e, NGAY_DK, day, b->mark);
    entry_set(e, NOI_DK, "%s", WARD);
    entry_set(e, NGUOI_KY, "%s", b->signer);
    entry_set(e, CHUC_VU, "Phó Chủ tịch");
    entry_set(e, THUC_HIEN, "%s", b->clerk);
}

void
set_birth(struct entry *e, const struct book *b, const struct person *child, const struct couple *c)
{
    set_name(e, A_TEN, child);
    entry_set(e, A_GIOI, child->female ? "Nữ" : "Nam");
    set_date(e, A_SINH, child->born, b->mark);
    entry_set(e, A_NOI_SINH, "Bệnh viện Từ Dũ, quận 1, TP. Hồ Chí Minh");
    entry_set(e, A_QUE, "%s", child->homeland);
    entry_set(e, A_DAN_TOC, "%s", child->ethnic);
    entry_set(e, A_QUOC_TICH, "Việt Nam");
    set_name(e, B_TEN, &c->woman);
    set_date(e, B_SINH, c->woman.born, b->mark);
    entry_set(e, B_DAN_TOC, "%s", c->woman.ethnic);
    entry_set(e, B_QUOC_TICH, "Việt Nam");
    set_home(e, B_CU_TRU, &c->woman);
    set_name(e, C_TEN, &c->man);
    set_date(e, C_SINH, c->man.born, b->mark);
    entry_set(e, C_DAN_TOC, "%s", c->man.ethnic);
    entry_set(e, C_QUOC_TICH, "Việt Nam");
    set_home(e, C_CU_TRU, &c->man);
    set_name(e, YC_TEN, &c->man);
    entry_set(e, YC_QUAN_HE, "Cha");
    entry_set(e, LOAI_DK, "Đúng hạn");
}
