/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules on births. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

#include "text/fold.h"

enum { ON_TIME = 1, AGAIN = 2, LATE = 4 };              /* loaiDangKy.KS */

/* B01  Nobody is registered before birth (Luật Hộ tịch 2014, Đ.14). */
void
ht_b01_before_birth(struct ht_check *k)
{
    if (ht_surely_before(k->day, ht_date_of(k, HT_KS_nksNgaySinh)))
        BLAME(k, HT_KS_nksNgaySinh, ht_private(k, k->r->v[HT_KS_ngayDangKy].s), NULL);
}

struct bounds {
    int born;
    long youngest, oldest;
};

/* One parent's age at the birth.  Under error_below it is an error (but never more than the profile says), else
 * what the profile says, which is a warning: young parents and old fathers are facts. */
static void
check_parent(struct ht_check *k, const struct bounds *b)
{
    const struct ht_span *child = ht_date_of(k, HT_KS_nksNgaySinh), *parent = ht_date_of(k, b->born);
    char from[16], to[16];
    if (!ht_span_known(child) || !ht_span_known(parent))
        return;
    bool impossible = ht_surely_younger(parent, child, (int)k->run->set[HT_SET_error_below]);
    bool young = ht_surely_younger(parent, child, (int)b->youngest);
    bool old = ht_surely_reached(parent, child, (int)b->oldest + 1);
    if (!young && !old)
        return;
    snprintf(from, sizeof from, "%ld", b->youngest);
    snprintf(to, sizeof to, "%ld", b->oldest);
    enum ht_sev sev = impossible && k->sev == HT_WARNING ? HT_ERROR : k->sev;
    ht_find_as(k->run->diag, k->r, b->born, k->code, sev, from, to, NULL);
}

/* B02  Parents are born before their child, by an age that can be (thresholds of the profile). */
void
ht_b02_parents_age(struct ht_check *k)
{
    const long *set = k->run->set;
    check_parent(k, &(struct bounds){ HT_KS_meNgaySinh, set[HT_SET_mother_min], set[HT_SET_mother_max] });
    check_parent(k, &(struct bounds){ HT_KS_chaNgaySinh, set[HT_SET_father_min], set[HT_SET_father_max] });
}

/* B04  "On time" and "late" agree with the deadline of the day (Luật Hộ tịch 2014, Đ.15; NĐ 158/2005, Đ.14). */
void
ht_b04_deadline(struct ht_check *k)
{
    const struct ht_span *born = ht_date_of(k, HT_KS_nksNgaySinh);
    int kind = ht_code_of(k, HT_KS_loaiDangKy);
    char days[16];
    if ((kind != ON_TIME && kind != LATE) || !ht_span_known(k->day) || !ht_span_known(born))
        return;
    int limit = ht_law_deadline(k->run->law, HT_REG_KS, k->day->first);
    bool late = ht_surely_older(born, k->day, limit);
    bool in_time = k->day->last - born->first <= limit && born->state == HT_SPAN_FULL &&
                   k->day->state == HT_SPAN_FULL && k->day->first >= born->first;
    if (!limit || (kind == ON_TIME ? !late : !in_time))
        return;
    snprintf(days, sizeof days, "%d", limit);
    BLAME(k, HT_KS_loaiDangKy, days, NULL);
}

static int32_t
day_setting(long yyyymmdd)
{
    int y = (int)(yyyymmdd / 10000), m = (int)(yyyymmdd / 100 % 100), d = (int)(yyyymmdd % 100);
    return ht_date_exists(y, m, d) ? ht_day_number(y, m, d) : INT32_MAX;
}

/* B05  Only births from before 2016 whose books are lost are registered again (NĐ 123/2015, Đ.24). */
void
ht_b05_again(struct ht_check *k)
{
    const struct ht_span *born = ht_date_of(k, HT_KS_nksNgaySinh);
    if (ht_code_of(k, HT_KS_loaiDangKy) == AGAIN && ht_span_known(born) &&
        born->first >= day_setting(k->run->set[HT_SET_lost_books_before]))
        BLAME(k, HT_KS_loaiDangKy, NULL);
}

/* The first field of PREFIX that has content, -1 if none has. */
static int
any_content(const struct ht_check *k, const char *prefix)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++)
        if (!strcmp(reg->field[i].prefix, prefix) && k->r->v[i].s)
            return (int)i;
    return -1;
}

/* B06  A parent that is not determined has no data; an abandoned child has neither (TT 04/2020/TT-BTP). */
void
ht_b06_unknown_parent(struct ht_check *k)
{
    int kind = ht_code_of(k, HT_KS_nksLoaiKhaiSinh), f;
    bool mother = kind == 2 || kind == 4 || kind == 5, father = kind == 3 || kind == 4 || kind == 5;
    if (mother && (f = any_content(k, "me")) >= 0)
        BLAME(k, f, NULL);
    if (father && (f = any_content(k, "cha")) >= 0)
        BLAME(k, f, NULL);
}

/* B09  Mother and father have different papers. */
void
ht_b09_same_paper(struct ht_check *k)
{
    if (ht_same_text(k, HT_KS_chaSoGiayToTuyThan, HT_KS_meSoGiayToTuyThan) ||
        ht_same_text(k, HT_KS_chaSoDinhDanhCaNhan, HT_KS_meSoDinhDanhCaNhan))
        BLAME(k, ht_text(k, HT_KS_chaSoGiayToTuyThan) ? HT_KS_chaSoGiayToTuyThan : HT_KS_chaSoDinhDanhCaNhan,
              NULL);
}

/* B10  A declarant with a parent's paper is that parent.  (That mother or father declare, or that grown-up people
 * declare for themselves, is usual and no fault.) */
void
ht_b10_declarant(struct ht_check *k)
{
    bool mother = ht_same_text(k, HT_KS_nycSoGiayToTuyThan, HT_KS_meSoGiayToTuyThan);
    bool father = ht_same_text(k, HT_KS_nycSoGiayToTuyThan, HT_KS_chaSoGiayToTuyThan);
    if (mother == father || !ht_text(k, HT_KS_nycHoTen))
        return;
    int parent = mother ? HT_KS_meHoTen : HT_KS_chaHoTen;
    if (ht_text(k, parent) && !ht_same_text(k, HT_KS_nycHoTen, parent))
        BLAME(k, HT_KS_nycHoTen, ht_private(k, k->r->v[parent].s), NULL);
}

static bool
same_first_word(const struct ht_check *k, int a, int b)
{
    const char *x = ht_text(k, a), *y = ht_text(k, b);
    if (!x || !y)
        return true;
    size_t nx = strcspn(x, " "), ny = strcspn(y, " ");
    return (nx == ny && !memcmp(x, y, nx)) || ht_text_hash(x, nx) == ht_text_hash(y, ny);
}

/* B11  A child bears the surname of its father or mother (BLDS 2015, Đ.26). */
void
ht_b11_surname(struct ht_check *k)
{
    if (!ht_text(k, HT_KS_meHoTen) || !ht_text(k, HT_KS_chaHoTen))
        return;
    if (!same_first_word(k, HT_KS_nksHoTen, HT_KS_chaHoTen) && !same_first_word(k, HT_KS_nksHoTen, HT_KS_meHoTen))
        BLAME(k, HT_KS_nksHoTen, NULL);
}

/* B12  A child belongs to the ethnic group of its father or mother (BLDS 2015, Đ.29). */
void
ht_b12_ethnic(struct ht_check *k)
{
    static const int groups[] = { HT_KS_nksDanToc, HT_KS_meDanToc, HT_KS_chaDanToc };
    for (size_t i = 0; i < HT_COUNT(groups); i++)
        if (!ht_text(k, groups[i]) || ht_unsettled(k, groups[i]))
            return;
    if (!ht_same_text(k, HT_KS_nksDanToc, HT_KS_chaDanToc) && !ht_same_text(k, HT_KS_nksDanToc, HT_KS_meDanToc))
        BLAME(k, HT_KS_nksDanToc, NULL);
}

/* B14  Personal numbers were given from 2016 on (NĐ 137/2015; Luật Căn cước công dân 2014). */
void
ht_b14_too_early(struct ht_check *k)
{
    static const int pins[] = { HT_KS_nksSoDinhDanh, HT_KS_meSoDinhDanhCaNhan, HT_KS_chaSoDinhDanhCaNhan };
    if (!ht_span_known(k->day) || k->day->last >= day_setting(k->run->set[HT_SET_numbers_from]))
        return;
    for (size_t i = 0; i < HT_COUNT(pins); i++)
        if (ht_text(k, pins[i]))
            BLAME(k, pins[i], NULL);
}

/* B16  Twins: same mother, born within two days, other name, near each other in the book.  Only a note, so that
 * nobody takes them for a double registration (CV 3160/BTP-CNTT, annex). */
void
ht_b16_twins(struct ht_check *k)
{
    struct ht_run *run = k->run;
    const struct ht_slot *me = &k->r->v[HT_KS_meHoTen], *child = &k->r->v[HT_KS_nksHoTen];
    const struct ht_span *born = ht_date_of(k, HT_KS_nksNgaySinh);
    if (!me->s || !child->s || born->state != HT_SPAN_FULL)
        return;
    struct ht_birth b = { ht_text_hash(me->s, me->len), ht_text_hash(child->s, child->len), born->first };
    for (unsigned i = 0; i < HT_RECENT_BIRTHS; i++) {
        const struct ht_birth *o = &run->recent[i];
        int32_t apart = o->day > b.day ? o->day - b.day : b.day - o->day;
        if (o->mother == b.mother && o->child != b.child && apart <= run->set[HT_SET_twin_days]) {
            BLAME(k, HT_KS_nksHoTen, NULL);
            break;
        }
    }
    run->recent[run->nrecent++ % HT_RECENT_BIRTHS] = b;
}
