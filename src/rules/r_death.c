/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules on deaths. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

enum { ON_TIME = 1, COURT = 3 };        /* loaiDangKy.KT; gbtLoai */

/* A court declared the person dead: its dates follow rules of their own (BLDS 2015, Đ.71). */
static bool
declared(const struct ht_check *k)
{
    return ht_code_of(k, HT_KT_gbtLoai) == COURT || ht_text(k, HT_KT_nktTinhTrangTuyenBoViecChet) ||
           ht_mentions(k, HT_KT_gbtLoai, "tuyen bo");
}

/* T01  Birth, death, registration, in that order (Luật Hộ tịch 2014, Đ.33). */
void
ht_t01_order(struct ht_check *k)
{
    const struct ht_span *born = ht_date_of(k, HT_KT_nktNgaySinh), *died = ht_date_of(k, HT_KT_nktNgayChet);
    if (born->state != HT_SPAN_AGE && ht_surely_before(died, born))
        BLAME(k, HT_KT_nktNgayChet, ht_private(k, k->r->v[HT_KT_nktNgaySinh].s), NULL);
    else if (ht_surely_before(k->day, died))
        BLAME(k, HT_KT_nktNgayChet, ht_private(k, k->r->v[HT_KT_ngayDangKy].s), NULL);
}

/* T02  "On time" means within the deadline of the day (Luật Hộ tịch 2014, Đ.33; NĐ 158/2005, Đ.20). */
void
ht_t02_deadline(struct ht_check *k)
{
    char days[16];
    if (ht_code_of(k, HT_KT_loaiDangKy) != ON_TIME || !ht_span_known(k->day) || declared(k))
        return;
    int limit = ht_law_deadline(k->run->law, HT_REG_KT, k->day->first);
    if (!limit || !ht_surely_older(ht_date_of(k, HT_KT_nktNgayChet), k->day, limit))
        return;
    snprintf(days, sizeof days, "%d", limit);
    BLAME(k, HT_KT_loaiDangKy, days, NULL);
}

/* T03  Nearly nobody dies older than the profile's oldest. */
void
ht_t03_oldest(struct ht_check *k)
{
    char years[16];
    const struct ht_span *died = ht_date_of(k, HT_KT_nktNgayChet);
    const struct ht_span *at = ht_span_known(died) ? died : k->day;
    long oldest = k->run->set[HT_SET_oldest];
    if (!ht_surely_reached(ht_date_of(k, HT_KT_nktNgaySinh), at, (int)oldest + 1))
        return;
    snprintf(years, sizeof years, "%ld", oldest);
    BLAME(k, HT_KT_nktNgaySinh, years, NULL);
}

/* T04  The notice of death is written between death and registration (TT 04/2020/TT-BTP; Luật Hộ tịch, Đ.34); a
 * court's declaration may be later than either. */
void
ht_t04_notice(struct ht_check *k)
{
    const struct ht_span *notice = ht_date_of(k, HT_KT_gbtNgay), *died = ht_date_of(k, HT_KT_nktNgayChet);
    if (declared(k))
        return;
    if (ht_surely_before(notice, died) || ht_surely_before(k->day, notice))
        BLAME(k, HT_KT_gbtNgay, NULL);
}

/* ---- T05 ---- */

/* Reads 1 or 2 digits up to MAX; the number of bytes, 0 if there are none. */
static size_t
clock_part(const char *s, int max)
{
    size_t n = 0;
    int v = 0;
    while (n < 2 && s[n] >= '0' && s[n] <= '9')
        v = v * 10 + (s[n++] - '0');
    return n && v <= max ? n : 0;
}

static bool
is_time(const char *s)
{
    static const char *const after_hour[] = { ":", "h", "g", " giờ", "giờ", " h", "H" };
    static const char *const after_minute[] = { "", " phút", "phút", "p", "'", "ph" };
    size_t n = clock_part(s, 24);
    if (!n)
        return false;
    s += n;
    for (size_t i = 0; i < HT_COUNT(after_hour); i++) {
        size_t len = strlen(after_hour[i]);
        if (strncmp(s, after_hour[i], len))
            continue;
        const char *rest = s + len + strspn(s + len, " ");
        if (!*rest)
            return after_hour[i][0] != ':';
        n = clock_part(rest, 59);
        for (size_t k = 0; n && k < HT_COUNT(after_minute); k++)
            if (!strcmp(rest + n, after_minute[k]))
                return true;
    }
    return false;
}

/* T05  "14:05", "14 giờ 05", "14 giờ 05 phút" (MoJ template: giờ, phút chết). */
void
ht_t05_time(struct ht_check *k)
{
    const char *s = ht_text(k, HT_KT_nktGioPhutChet);
    if (s && !is_time(s))
        BLAME(k, HT_KT_nktGioPhutChet, NULL);
}

/* T07  A child that lived less than 24 hours need not be registered; that it is, is legal (BLDS 2015, Đ.30). */
void
ht_t07_one_day(struct ht_check *k)
{
    const struct ht_span *born = ht_date_of(k, HT_KT_nktNgaySinh), *died = ht_date_of(k, HT_KT_nktNgayChet);
    if (born->state == HT_SPAN_FULL && died->state == HT_SPAN_FULL && born->first == died->first)
        BLAME(k, HT_KT_nktNgayChet, NULL);
}

/* T08  Who is declared dead has a court's decision as the paper (BLDS 2015, Đ.71: missing for five years, or three
 * after the declaration as missing). */
void
ht_t08_declared(struct ht_check *k)
{
    int gbt = ht_code_of(k, HT_KT_gbtLoai);
    if (ht_code_of(k, HT_KT_nktTinhTrangTuyenBoViecChet) == 1 && gbt >= 0 && gbt != COURT)
        BLAME(k, HT_KT_gbtLoai, NULL);
}
