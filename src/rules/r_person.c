/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules that hold for every person of every register: nationality, residence, numbers, sex, last date. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/prog.h"

enum { MAN = 1, WOMAN = 2 };                            /* list "sex" */
enum { CCCD = 4 };                                      /* list "papers" */

/* -1 unknown, else whether the nationality is Vietnamese. */
static int
vietnamese(const struct ht_check *k, int field)
{
    if (field < 0 || !k->r->v[field].s)
        return -1;
    const char *code = ht_attr_str(&k->r->v[field], HT_A_code);
    if (code)
        return !strcmp(code, "VN");
    return ht_mentions(k, field, "viet nam") || ht_mentions(k, field, "vietnam") || ht_mentions(k, field, "vn");
}

/* B07  A foreigner has none of the 54 ethnic groups but "Khác" or "Người nước ngoài" (MoJ entry rules). */
void
ht_b07_foreigner(struct ht_check *k)
{
    for (int i = 0; i < k->l->npersons; i++) {
        const struct ht_person *p = &k->l->person[i];
        if (p->ethnic < 0 || !ht_text(k, p->ethnic) || vietnamese(k, p->nation) != 0)
            continue;
        if (ht_mentions(k, p->nation, "khong") || ht_mentions(k, p->ethnic, "khac") ||
            ht_mentions(k, p->ethnic, "nuoc ngoai") || ht_mentions(k, p->ethnic, "khong"))
            continue;
        BLAME(k, p->ethnic, ht_private(k, k->r->v[p->nation].s), NULL);
    }
}

/* B08  A kind of residence needs a residence (MoJ entry rules). */
void
ht_b08_residence(struct ht_check *k)
{
    for (int i = 0; i < k->l->npersons; i++) {
        const struct ht_person *p = &k->l->person[i];
        if (p->stay >= 0 && !ht_said(k, p->stay_at) && ht_code_of(k, p->stay) > 0)
            BLAME(k, p->stay, NULL);
    }
}

/* ---- B13: personal numbers ---- */

static bool
all_digits(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return n > 0;
}

/* Sex as the person's field or role says; 0: unknown. */
static int
sex_of(const struct ht_check *k, const struct ht_person *p)
{
    static const struct { const char *prefix; int sex; } roles[] = {
        { "me", WOMAN }, { "cha", MAN }, { "chong", MAN }, { "vo", WOMAN }, { "chaNuoi", MAN },
        { "meNuoi", WOMAN }, { "giaoOng", MAN }, { "giaoBa", WOMAN },
    };
    int sex = p->sex >= 0 ? ht_code_of(k, p->sex) : 0;
    if (sex == MAN || sex == WOMAN)
        return sex;
    for (size_t i = 0; i < HT_COUNT(roles); i++)
        if (!strcmp(p->prefix, roles[i].prefix))
            return roles[i].sex;
    return 0;
}

/* What a well-formed number says is compared with what the record says: a warning, since the paper may be
 * wrong. */
static void
compare_number(struct ht_check *k, const struct ht_person *p, int field)
{
    const char *s = k->r->v[field].s;
    int fourth = s[3] - '0', year = 1900 + fourth / 2 * 100 + (s[4] - '0') * 10 + (s[5] - '0');
    int sex = sex_of(k, p);
    const struct ht_span *born = ht_date_of(k, p->born);
    enum ht_sev sev = k->sev == HT_ERROR ? HT_WARNING : k->sev;
    char text[8];
    if (sex && (fourth % 2 == 0) != (sex == MAN)) {
        ht_find_as(k->run->diag, k->r, field, k->code, sev,
                   fourth % 2 ? _("its fourth digit means a woman") : _("its fourth digit means a man"), NULL);
    } else if (born && born->state >= HT_SPAN_PART && born->d.year != year) {
        struct ht_buf b = HT_BUF_INIT;
        snprintf(text, sizeof text, "%d", year);
        ht_buf_addf(&b, _("its digits 4 to 6 mean the year of birth %s"), text);
        ht_find_as(k->run->diag, k->r, field, k->code, sev, b.s, NULL);
        ht_buf_fini(&b);
    }
}

static void
check_number(struct ht_check *k, const struct ht_person *p, int field)
{
    const struct ht_slot *v = &k->r->v[field];
    if (v->len == 11 && all_digits(v->s, v->len))
        BLAME(k, field, _("it has 11 digits: a zero in front was lost"), NULL);
    else if (v->len != 12 || !all_digits(v->s, v->len))
        BLAME(k, field, _("it is not 12 digits"), NULL);
    else if (!ht_law_province(k->run->law, (v->s[0] - '0') * 100 + (v->s[1] - '0') * 10 + (v->s[2] - '0')))
        BLAME(k, field, _("its first three digits are no province"), NULL);
    else
        compare_number(k, p, field);
}

/* B13  Personal numbers: 12 digits, province, century and sex, year (NĐ 137/2015, Đ.13; TT 07/2016/TT-BCA, Đ.7;
 * Luật Căn cước 2023, Đ.12).  There is no check digit. */
void
ht_b13_number(struct ht_check *k)
{
    for (int i = 0; i < k->l->npersons; i++) {
        const struct ht_person *p = &k->l->person[i];
        if (p->pin >= 0 && ht_text(k, p->pin))
            check_number(k, p, p->pin);
        if (p->paper >= 0 && ht_text(k, p->paper) && ht_code_of(k, p->paper_kind) == CCCD)
            check_number(k, p, p->paper);
    }
}

/* B15  "Thị" in a man's name, "Văn" in a woman's: seldom right (habit, no law: a hint). */
void
ht_b15_sex(struct ht_check *k)
{
    for (int i = 0; i < k->l->npersons; i++) {
        const struct ht_person *p = &k->l->person[i];
        if (p->sex < 0 || !ht_text(k, p->name) || !ht_text(k, p->sex))
            continue;
        int sex = ht_code_of(k, p->sex);
        const char *s = k->r->v[p->name].s;
        bool thi = strstr(s, " Thị ") || strstr(s, " THỊ "), van = strstr(s, " Văn ") || strstr(s, " VĂN ");
        if ((sex == MAN && thi) || (sex == WOMAN && van && !thi))
            BLAME(k, p->sex, ht_private(k, s), NULL);
    }
}

/* ---- B17 ---- */

/* Dates that are later by nature (notes, revocations), and those that rules of their own compare. */
static bool
exempt(const struct ht_check *k, int field)
{
    static const char *const later[] = { "NgayGhiChu", "HuyTuyenBo", "huyKetHon", "congNhanKetHon" };
    static const char *const compared[] = {
        "ngayDangKy", "nksNgaySinh", "meNgaySinh", "chaNgaySinh", "nktNgayChet", "gbtNgay",
        "ngayXacLapQuanHeHonNhan", "nxnThoiGianCuTruTu", "nxnThoiGianCuTruDen",
    };
    const char *name = k->l->reg->field[field].name;
    for (size_t i = 0; i < HT_COUNT(later); i++)
        if (strstr(name, later[i]))
            return true;
    for (size_t i = 0; i < HT_COUNT(compared); i++)
        if (!strcmp(name, compared[i]))
            return true;
    return false;
}

/* B17  The registration comes after everything that it mentions (MoJ entry rules; all registers). */
void
ht_b17_last(struct ht_check *k)
{
    for (int i = 0; i < k->l->ndates; i++) {
        int f = k->l->date[i];
        if (k->date[f].state > HT_SPAN_AGE && ht_surely_before(k->day, &k->date[f]) && !exempt(k, f))
            BLAME(k, f, ht_private(k, k->r->v[k->l->day].s), NULL);
    }
}
