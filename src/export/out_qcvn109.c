/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=qcvn109: persons in the national XML vocabulary of QCVN 109:2017/BTTTT (TT 02/2017/TT-BTTTT).
 *
 * One CongDan per person whom an entry is about: child, spouses, the deceased …; parents stand inside their child, a
 * spouse inside the other.  Unknown items are left out, as the law on civil status has it for the paper.
 */
#include "config.h"
#include "export/sink.h"

#include <string.h>

#include "base/mem.h"
#include "model/date.h"
#include "model/finding.h"
#include "stream/xmlout.h"

#define NAMESPACE "http://www.mic.gov.vn/dancu/1.0"

/* Whom an entry is about, by prefix; and who stands inside that person, as what. */
static const struct person {
    enum ht_reg reg;
    const char *prefix;
    struct {
        const char *prefix, *element;
    } kin[2];
} persons[] = {
    { HT_REG_KS, "nks", { { "cha", "Cha" }, { "me", "Me" } } },
    { HT_REG_KH, "chong", { { "vo", "VoChong" } } },
    { HT_REG_KH, "vo", { { "chong", "VoChong" } } },
    { HT_REG_KT, "nkt", { { NULL, NULL } } },
    { HT_REG_CMC, "cm", { { NULL, NULL } } },
    { HT_REG_CMC, "nc", { { NULL, NULL } } },
    { HT_REG_HN, "nxn", { { NULL, NULL } } },
    { HT_REG_TDCC, "ntd", { { NULL, NULL } } },
};

static const struct ht_slot *
slot(const struct ht_record *r, const char *prefix, const char *stem)
{
    int id = ht_field_of(r->reg, prefix, stem);
    return id >= 0 && r->v[id].s && r->v[id].len ? &r->v[id] : NULL;
}

static void
put(struct ht_out *out, const char *element, const char *s, size_t len)
{
    ht_out_addf(out, "<dc:%s>", element);
    ht_xml_text(out, s, len);
    ht_out_addf(out, "</dc:%s>\n", element);
}

/* Length of the first N words of S, the blank behind them not counted. */
static size_t
words_length(const char *s, unsigned n)
{
    size_t i = 0;
    while (n && s[i]) {
        i += strcspn(s + i, " ");
        if (--n && s[i])
            i++;
    }
    return i;
}

/* Family name, middle and given name where normalize settled them; else the whole name as Ten, as the population
 * database does. */
static void
put_name(struct ht_out *out, const struct ht_slot *v)
{
    static const char *const element[] = { "Ho", "ChuDem", "Ten" };
    const char *parts = ht_attr_str(v, HT_A_parts);
    const char *s = v->s;
    ht_out_adds(out, "<dc:HoVaTen>\n");
    for (unsigned i = 0; i < 3; i++) {
        unsigned n = parts && *parts >= '0' && *parts <= '9' ? (unsigned)(*parts - '0') : 0;
        size_t len = !parts ? (i == 2 ? v->len : 0) : i == 2 ? strlen(s) : words_length(s, n);
        if (len)
            put(out, element[i], s, len);
        s += parts ? len + (len && s[len] == ' ') : 0;
        parts = parts && parts[0] && parts[1] ? parts + 2 : parts;
    }
    ht_out_adds(out, "</dc:HoVaTen>\n");
}

/* The personal number, or the old identity card's; other papers have no place here. */
static void
put_numbers(struct ht_out *out, const struct ht_record *r, const char *prefix)
{
    const struct ht_slot *pin = slot(r, prefix, "SoDinhDanh");
    const struct ht_slot *paper = slot(r, prefix, "SoGiayToTuyThan");
    pin = pin ? pin : slot(r, prefix, "SoDinhDanhCaNhan");
    if (!pin && paper && paper->len == 12 && strspn(paper->s, "0123456789") == 12)
        pin = paper;
    if (pin)
        put(out, "SoDinhDanh", pin->s, pin->len);
    if (paper && paper->len == 9 && strspn(paper->s, "0123456789") == 9)
        put(out, "SoCMND", paper->s, paper->len);
}

/* 1 and 2 as in the ledgers; what they call 3, "not determined", is 0 here. */
static void
put_sex(struct ht_out *out, const struct ht_slot *v)
{
    const char *code = v ? ht_attr_str(v, HT_A_code) : NULL;
    if (code)
        put(out, "GioiTinh", !strcmp(code, "3") ? "0" : code, strlen(code));
}

static void
put_ethnic(struct ht_out *out, const struct ht_slot *v)
{
    const struct ht_attr *code = v ? ht_attr(v, HT_A_code) : NULL;
    if (!v)
        return;
    ht_out_adds(out, "<dc:DanToc>\n");
    if (code)
        put(out, "MaDanToc", code->s, code->len);
    put(out, "TenGoi", v->s, v->len);
    ht_out_adds(out, "</dc:DanToc>\n");
}

/* A partial date is its year, never filled up with the first of January. */
static void
put_birth(struct ht_out *out, const struct ht_slot *v)
{
    struct ht_date d;
    if (!v || !ht_date_read(v->s, v->len, &d) || d.age >= 0)
        return;
    ht_out_adds(out, "<dc:NgayThangNamSinh>\n");
    ht_out_addf(out, "<dc:Nam>%04d</dc:Nam>\n", d.year);
    if (ht_date_full(&d))
        put(out, "NgayThangNam", v->s, v->len);
    ht_out_adds(out, "</dc:NgayThangNamSinh>\n");
}

static void
put_place(struct ht_out *out, const char *element, const struct ht_slot *v)
{
    const struct ht_attr *code = v ? ht_attr(v, HT_A_code) : NULL;
    if (!v)
        return;
    ht_out_addf(out, "<dc:%s>\n", element);
    if (code)
        put(out, "MaDonViHanhChinh", code->s, code->len);
    put(out, "ChiTiet", v->s, v->len);
    if (code)
        put(out, "QuocGia", "VN", 2);   /* only units of Vietnam have such a code */
    ht_out_addf(out, "</dc:%s>\n", element);
}

static void
put_kin(struct ht_out *out, const struct ht_record *r, const char *prefix, const char *element)
{
    const struct ht_slot *name = slot(r, prefix, "HoTen");
    const struct ht_slot *nation = slot(r, prefix, "QuocTich");
    const char *code = nation ? ht_attr_str(nation, HT_A_code) : NULL;
    if (!name)
        return;
    ht_out_addf(out, "<dc:%s>\n", element);
    put_numbers(out, r, prefix);
    if (code)
        put(out, "QuocTich", code, strlen(code));
    put_name(out, name);
    ht_out_addf(out, "</dc:%s>\n", element);
}

static bool
put_person(struct ht_out *out, const struct ht_record *r, const struct person *p)
{
    const struct ht_slot *name = slot(r, p->prefix, "HoTen");
    if (!name)
        return false;
    const struct ht_slot *kind = slot(r, p->prefix, "LoaiCuTru");
    const char *code = kind ? ht_attr_str(kind, HT_A_code) : NULL;
    ht_out_adds(out, "<dc:CongDan>\n");
    put_numbers(out, r, p->prefix);
    put_name(out, name);
    put_sex(out, slot(r, p->prefix, "GioiTinh"));
    put_ethnic(out, slot(r, p->prefix, "DanToc"));
    put_birth(out, slot(r, p->prefix, "NgaySinh"));
    if (r->reg->id == HT_REG_KS)
        put_place(out, "NoiDangKyKhaiSinh", slot(r, "", "noiDangKy"));
    put_place(out, "QueQuan", slot(r, p->prefix, "QueQuan"));
    put_place(out, code && !strcmp(code, "1") ? "ThuongTru" : "NoiOHienTai", slot(r, p->prefix, "NoiCuTru"));
    for (size_t i = 0; i < HT_COUNT(p->kin) && p->kin[i].prefix; i++)
        put_kin(out, r, p->kin[i].prefix, p->kin[i].element);
    ht_out_adds(out, "</dc:CongDan>\n");
    return true;
}

static void
head(struct ht_sink *k)
{
    ht_out_adds(k->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<dc:CongdanCollection xmlns:dc=\"" NAMESPACE "\">\n");
}

static enum ht_rc
record(struct ht_sink *k, struct ht_record *r)
{
    bool any = false;
    for (size_t i = 0; i < HT_COUNT(persons); i++)
        if (persons[i].reg == r->reg->id)
            any |= put_person(k->out, r, &persons[i]);
    if (any)
        return HT_OK;
    ht_find(k->x->diag, r, -1, HT_D_931, NULL);
    return HT_BAD;
}

static enum ht_rc
foot(struct ht_sink *k)
{
    ht_out_adds(k->out, "</dc:CongdanCollection>\n");
    return HT_OK;
}

static const struct ht_sink_class out_qcvn = {
    .name = "qcvn109", .size = sizeof(struct ht_sink), .head = head, .record = record, .foot = foot,
};

struct ht_stage *
ht_export_qcvn109(struct ht_export *x)
{
    return ht_sink_new(&out_qcvn, x);
}
