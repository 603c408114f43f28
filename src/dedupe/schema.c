/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Comparison schemas of the registers.
 *
 * Births have four classes.  Siblings share the parents' evidence with copies of one entry, twins the date of birth
 * as well; so only what is left (given name, number in the book) can tell them apart.  In the other registers
 * the second class is "the same people, another event": a couple that marries again, a person who asks for a
 * second certificate.  A person dies once.
 */
#include "config.h"
#include "dedupe/schema.h"

#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "dedupe/compare.h"

#define S (1u << HT_SIBLING)
#define T (1u << HT_TWIN)
#define ALL_CLASSES (1u << HT_SAME | S | T | 1u << HT_UNRELATED)
#define P(kind, col) { HT_PART_##kind, col }

struct table {
    const struct ht_col *col;
    size_t ncols;
    const struct ht_cmp *cmp;
    size_t ncmp;
    const struct ht_key *key;
    size_t nkeys;
    struct ht_key family;
    int8_t sex, birth, place, entry, regdate;
    uint8_t classes;
};

/* ---- births ---- */

enum { KS_CHILD, KS_FATHER, KS_MOTHER, KS_BORN, KS_FATHER_BORN, KS_MOTHER_BORN, KS_DATE, KS_ENTRY, KS_OFFICE,
       KS_NATIVE, KS_BIRTHPLACE, KS_HOME, KS_SEX, KS_KIND, KS_PIN, KS_FATHER_ID, KS_MOTHER_ID };

static const struct ht_col ks_cols[] = {
    [KS_CHILD] = { HT_COL_NAME, "nksHoTen", { HT_KS_nksHoTen, -1, -1 }, 0 },
    [KS_FATHER] = { HT_COL_NAME, "chaHoTen", { HT_KS_chaHoTen, -1, -1 }, 0 },
    [KS_MOTHER] = { HT_COL_NAME, "meHoTen", { HT_KS_meHoTen, -1, -1 }, 0 },
    [KS_BORN] = { HT_COL_DATE, "nksNgaySinh", { HT_KS_nksNgaySinh, -1, -1 }, 0 },
    [KS_FATHER_BORN] = { HT_COL_DATE, "chaNgaySinh", { HT_KS_chaNgaySinh, -1, -1 }, 0 },
    [KS_MOTHER_BORN] = { HT_COL_DATE, "meNgaySinh", { HT_KS_meNgaySinh, -1, -1 }, 0 },
    [KS_DATE] = { HT_COL_DATE, "ngayDangKy", { HT_KS_ngayDangKy, -1, -1 }, 0 },
    [KS_ENTRY] = { HT_COL_ENTRY, "so", { HT_KS_so, HT_KS_quyenSo, HT_KS_ngayDangKy }, 0 },
    [KS_OFFICE] = { HT_COL_PLACE, "noiDangKy", { HT_KS_noiDangKy, -1, -1 }, 0 },
    [KS_NATIVE] = { HT_COL_PLACE, "nksQueQuan", { HT_KS_nksQueQuan, -1, -1 }, 0 },
    [KS_BIRTHPLACE] = { HT_COL_PLACE, "nksNoiSinh", { HT_KS_nksNoiSinhDVHC, HT_KS_nksNoiSinh, -1 }, 0 },
    [KS_HOME] = { HT_COL_PLACE, "meNoiCuTru", { HT_KS_meNoiCuTru, HT_KS_chaNoiCuTru, -1 }, 0 },
    [KS_SEX] = { HT_COL_CODE, "nksGioiTinh", { HT_KS_nksGioiTinh, -1, -1 }, 0 },
    [KS_KIND] = { HT_COL_CODE, "loaiDangKy", { HT_KS_loaiDangKy, -1, -1 }, 0 },
    [KS_PIN] = { HT_COL_ID, "nksSoDinhDanh", { HT_KS_nksSoDinhDanh, -1, -1 }, 0 },
    [KS_FATHER_ID] = { HT_COL_ID, "chaSoGiayTo", { HT_KS_chaSoDinhDanhCaNhan, HT_KS_chaSoGiayToTuyThan, -1 }, 0 },
    [KS_MOTHER_ID] = { HT_COL_ID, "meSoGiayTo", { HT_KS_meSoDinhDanhCaNhan, HT_KS_meSoGiayToTuyThan, -1 }, 0 },
};
static const struct ht_cmp ks_cmps[] = {
    { HT_CMP_GIVEN, "nks.given", N_("given name"), { KS_CHILD, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_MIDDLE, "nks.middle", N_("middle name"), { KS_CHILD, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_SURNAME, "nks.surname", N_("surname"), { KS_CHILD, KS_FATHER, -1 }, NULL, 0, S | T, 0 },
    { HT_CMP_PERSON, "cha", N_("father"), { KS_FATHER, KS_MOTHER, -1 }, NULL, 0, S | T, 1 },
    { HT_CMP_PERSON, "me", N_("mother"), { KS_MOTHER, KS_FATHER, -1 }, NULL, 0, S | T, 2 },
    { HT_CMP_DATE, "nks.born", N_("date of birth"), { KS_BORN, -1, -1 }, NULL, 0, T, 0 },
    { HT_CMP_YEAR, "cha.born", N_("father's year of birth"), { KS_FATHER_BORN, -1, -1 }, NULL, 0, S | T, 0 },
    { HT_CMP_YEAR, "me.born", N_("mother's year of birth"), { KS_MOTHER_BORN, -1, -1 }, NULL, 0, S | T, 0 },
    { HT_CMP_ENTRY, "entry", N_("entry"), { KS_ENTRY, KS_OFFICE, KS_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_AGAIN, "again", N_("kind"), { KS_ENTRY, KS_OFFICE, KS_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_SOON, "soon", N_("dates of registration"), { KS_ENTRY, KS_OFFICE, KS_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_CODE, "sex", N_("sex"), { KS_SEX, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_ID, "pin", N_("personal number"), { KS_PIN, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_ID, "cha.id", N_("father's paper"), { KS_FATHER_ID, -1, -1 }, NULL, 0, S | T, 0 },
    { HT_CMP_ID, "me.id", N_("mother's paper"), { KS_MOTHER_ID, -1, -1 }, NULL, 0, S | T, 0 },
    { HT_CMP_PLACE, "native", N_("native place"), { KS_NATIVE, -1, -1 }, NULL, 0, S | T, 0 },
    { HT_CMP_PLACE, "birthplace", N_("place of birth"), { KS_BIRTHPLACE, -1, -1 }, NULL, 0, T, 0 },
    { HT_CMP_PLACE, "home", N_("parents' residence"), { KS_HOME, -1, -1 }, NULL, 0, 0, 0 },
};
static const struct ht_key ks_keys[] = {
    { { P(FULL, KS_CHILD), P(MONTH, KS_BORN) } },
    { { P(FULL, KS_CHILD), P(YEAR, KS_BORN), P(WARD, KS_OFFICE) } },
    { { P(FULL, KS_CHILD), P(YEAR, KS_BORN), P(SOUND, KS_MOTHER) } },
    { { P(FULL, KS_CHILD), P(YEAR, KS_BORN), P(SOUND, KS_FATHER) } },
    { { P(NO, KS_ENTRY), P(NOYEAR, KS_ENTRY), P(GIVEN, KS_CHILD), P(AREA, KS_OFFICE) } },
    { { P(NO, KS_ENTRY), P(NOYEAR, KS_ENTRY), P(WARD, KS_OFFICE) } },
    { { P(NO, KS_ENTRY), P(NOYEAR, KS_ENTRY), P(DATE, KS_DATE), P(AREA, KS_OFFICE) } },
    { { P(DATE, KS_BORN), P(SOUND, KS_CHILD) } },
    { { P(FULL, KS_FATHER), P(FULL, KS_MOTHER), P(SOUND, KS_CHILD) } },
    { { P(FULL, KS_MOTHER), P(SOUND, KS_CHILD), P(YEAR, KS_BORN) } },
    { { P(FULL, KS_FATHER), P(SOUND, KS_CHILD), P(YEAR, KS_BORN) } },
    { { P(FULL, KS_MOTHER), P(DATE, KS_BORN) } },
    { { P(FULL, KS_FATHER), P(DATE, KS_BORN) } },
    { { P(VALUE, KS_PIN) } },
    { { P(FULL, KS_CHILD), P(FULL, KS_MOTHER) } },
    { { P(FULL, KS_CHILD), P(FULL, KS_FATHER) } },
    { { P(FULL, KS_FATHER), P(FULL, KS_MOTHER), P(YEAR, KS_BORN) } },
    { { P(TAIL, KS_MOTHER), P(TAIL, KS_FATHER), P(SOUND, KS_CHILD), P(DAYMONTH, KS_BORN) } },
    { { P(DATE, KS_BORN), P(SOUND, KS_MOTHER), P(SOUND, KS_FATHER) } },
};
static const struct table births = {
    ks_cols, HT_COUNT(ks_cols), ks_cmps, HT_COUNT(ks_cmps), ks_keys, HT_COUNT(ks_keys),
    { { P(FULL, KS_FATHER), P(FULL, KS_MOTHER) } },
    KS_SEX, KS_BORN, KS_OFFICE, KS_ENTRY, KS_DATE, ALL_CLASSES
};

/* ---- marriages ---- */

enum { KH_MAN, KH_WIFE, KH_MAN_BORN, KH_WIFE_BORN, KH_DATE, KH_ENTRY, KH_OFFICE, KH_MAN_ID, KH_WIFE_ID, KH_MAN_HOME,
       KH_WIFE_HOME, KH_KIND, KH_SINCE };

static const struct ht_col kh_cols[] = {
    [KH_MAN] = { HT_COL_NAME, "chongHoTen", { HT_KH_chongHoTen, -1, -1 }, 0 },
    [KH_WIFE] = { HT_COL_NAME, "voHoTen", { HT_KH_voHoTen, -1, -1 }, 0 },
    [KH_MAN_BORN] = { HT_COL_DATE, "chongNgaySinh", { HT_KH_chongNgaySinh, -1, -1 }, 0 },
    [KH_WIFE_BORN] = { HT_COL_DATE, "voNgaySinh", { HT_KH_voNgaySinh, -1, -1 }, 0 },
    [KH_DATE] = { HT_COL_DATE, "ngayDangKy", { HT_KH_ngayDangKy, -1, -1 }, 0 },
    [KH_ENTRY] = { HT_COL_ENTRY, "so", { HT_KH_so, HT_KH_quyenSo, HT_KH_ngayDangKy }, 0 },
    [KH_OFFICE] = { HT_COL_PLACE, "noiDangKy", { HT_KH_noiDangKy, -1, -1 }, 0 },
    [KH_MAN_ID] = { HT_COL_ID, "chongSoGiayTo", { HT_KH_chongSoGiayToTuyThan, -1, -1 }, 0 },
    [KH_WIFE_ID] = { HT_COL_ID, "voSoGiayTo", { HT_KH_voSoGiayToTuyThan, -1, -1 }, 0 },
    [KH_MAN_HOME] = { HT_COL_PLACE, "chongNoiCuTru", { HT_KH_chongNoiCuTru, -1, -1 }, 0 },
    [KH_WIFE_HOME] = { HT_COL_PLACE, "voNoiCuTru", { HT_KH_voNoiCuTru, -1, -1 }, 0 },
    [KH_KIND] = { HT_COL_CODE, "loaiDangKy", { HT_KH_loaiDangKy, -1, -1 }, 0 },
    [KH_SINCE] = { HT_COL_DATE, "ngayXacLap", { HT_KH_ngayXacLapQuanHeHonNhan, -1, -1 }, 0 },
};
static const struct ht_cmp kh_cmps[] = {
    { HT_CMP_PERSON, "chong", N_("husband"), { KH_MAN, -1, -1 }, NULL, 0, S, 1 },
    { HT_CMP_PERSON, "vo", N_("wife"), { KH_WIFE, -1, -1 }, NULL, 0, S, 2 },
    { HT_CMP_DATE, "chong.born", N_("husband's date of birth"), { KH_MAN_BORN, -1, -1 }, NULL, 0, S, 0 },
    { HT_CMP_DATE, "vo.born", N_("wife's date of birth"), { KH_WIFE_BORN, -1, -1 }, NULL, 0, S, 0 },
    { HT_CMP_ENTRY, "entry", N_("entry"), { KH_ENTRY, KH_OFFICE, KH_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_RENEWAL, "renewal", N_("kind"), { KH_ENTRY, KH_OFFICE, KH_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_DATE, "since", N_("date of the marriage"), { KH_SINCE, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_ID, "chong.id", N_("husband's paper"), { KH_MAN_ID, -1, -1 }, NULL, 0, S, 0 },
    { HT_CMP_ID, "vo.id", N_("wife's paper"), { KH_WIFE_ID, -1, -1 }, NULL, 0, S, 0 },
    { HT_CMP_PLACE, "chong.home", N_("husband's residence"), { KH_MAN_HOME, -1, -1 }, NULL, 0, S, 0 },
    { HT_CMP_PLACE, "vo.home", N_("wife's residence"), { KH_WIFE_HOME, -1, -1 }, NULL, 0, S, 0 },
};
static const struct ht_key kh_keys[] = {
    { { P(FULL, KH_MAN), P(FULL, KH_WIFE) } },
    { { P(NO, KH_ENTRY), P(NOYEAR, KH_ENTRY), P(GIVEN, KH_MAN), P(AREA, KH_OFFICE) } },
    { { P(NO, KH_ENTRY), P(NOYEAR, KH_ENTRY), P(GIVEN, KH_WIFE), P(AREA, KH_OFFICE) } },
    { { P(NO, KH_ENTRY), P(NOYEAR, KH_ENTRY), P(WARD, KH_OFFICE) } },
    { { P(FULL, KH_MAN), P(DATE, KH_MAN_BORN) } },
    { { P(FULL, KH_WIFE), P(DATE, KH_WIFE_BORN) } },
    { { P(FULL, KH_MAN), P(DATE, KH_DATE) } },
    { { P(FULL, KH_WIFE), P(DATE, KH_DATE) } },
    { { P(VALUE, KH_MAN_ID) } },
    { { P(VALUE, KH_WIFE_ID) } },
    { { P(SOUND, KH_MAN), P(SOUND, KH_WIFE), P(DATE, KH_DATE) } },
    { { P(FULL, KH_MAN), P(YEAR, KH_MAN_BORN), P(GIVEN, KH_WIFE) } },
    { { P(FULL, KH_WIFE), P(YEAR, KH_WIFE_BORN), P(GIVEN, KH_MAN) } },
    { { P(DATE, KH_MAN_BORN), P(DATE, KH_WIFE_BORN) } },
    { { P(TAIL, KH_MAN), P(TAIL, KH_WIFE), P(YEAR, KH_MAN_BORN) } },
    { { P(TAIL, KH_MAN), P(TAIL, KH_WIFE), P(YEAR, KH_WIFE_BORN) } },
};
static const struct table marriages = {
    kh_cols, HT_COUNT(kh_cols), kh_cmps, HT_COUNT(kh_cmps), kh_keys, HT_COUNT(kh_keys),
    { { P(FULL, KH_MAN), P(FULL, KH_WIFE) } },
    -1, KH_MAN_BORN, KH_OFFICE, KH_ENTRY, KH_DATE, ALL_CLASSES & ~T
};

/* ---- deaths ---- */

enum { KT_PERSON, KT_BORN, KT_DIED, KT_DATE, KT_ENTRY, KT_OFFICE, KT_HOME, KT_PLACE, KT_ID, KT_SEX, KT_KIND,
       KT_DECLARANT };

static const struct ht_col kt_cols[] = {
    [KT_PERSON] = { HT_COL_NAME, "nktHoTen", { HT_KT_nktHoTen, -1, -1 }, 0 },
    [KT_BORN] = { HT_COL_DATE, "nktNgaySinh", { HT_KT_nktNgaySinh, -1, -1 }, 0 },
    [KT_DIED] = { HT_COL_DATE, "nktNgayChet", { HT_KT_nktNgayChet, -1, -1 }, 0 },
    [KT_DATE] = { HT_COL_DATE, "ngayDangKy", { HT_KT_ngayDangKy, -1, -1 }, 0 },
    [KT_ENTRY] = { HT_COL_ENTRY, "so", { HT_KT_so, HT_KT_quyenSo, HT_KT_ngayDangKy }, 0 },
    [KT_OFFICE] = { HT_COL_PLACE, "noiDangKy", { HT_KT_noiDangKy, -1, -1 }, 0 },
    [KT_HOME] = { HT_COL_PLACE, "nktNoiCuTru", { HT_KT_nktNoiCuTru, -1, -1 }, 0 },
    [KT_PLACE] = { HT_COL_PLACE, "nktNoiChet", { HT_KT_nktNoiChet, -1, -1 }, 0 },
    [KT_ID] = { HT_COL_ID, "nktSoGiayTo", { HT_KT_nktSoGiayToTuyThan, -1, -1 }, 0 },
    [KT_SEX] = { HT_COL_CODE, "nktGioiTinh", { HT_KT_nktGioiTinh, -1, -1 }, 0 },
    [KT_KIND] = { HT_COL_CODE, "loaiDangKy", { HT_KT_loaiDangKy, -1, -1 }, 0 },
    [KT_DECLARANT] = { HT_COL_NAME, "nycHoTen", { HT_KT_nycHoTen, -1, -1 }, 0 },
};
static const struct ht_cmp kt_cmps[] = {
    { HT_CMP_GIVEN, "nkt.given", N_("given name"), { KT_PERSON, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_MIDDLE, "nkt.middle", N_("middle name"), { KT_PERSON, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_SURNAME, "nkt.surname", N_("surname"), { KT_PERSON, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_DATE, "nkt.born", N_("date of birth"), { KT_BORN, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_DATE, "nkt.died", N_("date of death"), { KT_DIED, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_ENTRY, "entry", N_("entry"), { KT_ENTRY, KT_OFFICE, KT_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_AGAIN, "again", N_("kind"), { KT_ENTRY, KT_OFFICE, KT_DATE }, NULL, 0, 0, 0 },
    { HT_CMP_CODE, "sex", N_("sex"), { KT_SEX, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_ID, "id", N_("identity paper"), { KT_ID, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_PLACE, "home", N_("residence"), { KT_HOME, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_PLACE, "place", N_("place of death"), { KT_PLACE, -1, -1 }, NULL, 0, 0, 0 },
    { HT_CMP_PERSON, "nyc", N_("declarant"), { KT_DECLARANT, -1, -1 }, NULL, 0, 0, 0 },
};
static const struct ht_key kt_keys[] = {
    { { P(FULL, KT_PERSON), P(YEAR, KT_BORN), P(YEAR, KT_DIED) } },
    { { P(FULL, KT_PERSON), P(YEAR, KT_BORN), P(WARD, KT_OFFICE) } },
    { { P(NO, KT_ENTRY), P(NOYEAR, KT_ENTRY), P(GIVEN, KT_PERSON), P(AREA, KT_OFFICE) } },
    { { P(NO, KT_ENTRY), P(NOYEAR, KT_ENTRY), P(WARD, KT_OFFICE) } },
    { { P(NO, KT_ENTRY), P(NOYEAR, KT_ENTRY), P(DATE, KT_DIED), P(AREA, KT_OFFICE) } },
    { { P(NO, KT_ENTRY), P(NOYEAR, KT_ENTRY), P(DATE, KT_DATE), P(AREA, KT_OFFICE) } },
    { { P(FULL, KT_PERSON), P(DATE, KT_DIED) } },
    { { P(DATE, KT_BORN), P(SOUND, KT_PERSON) } },
    { { P(DATE, KT_DIED), P(SOUND, KT_PERSON) } },
    { { P(VALUE, KT_ID) } },
    { { P(DATE, KT_BORN), P(DATE, KT_DIED) } },
    { { P(FULL, KT_PERSON), P(MONTH, KT_DIED) } },
    { { P(FULL, KT_PERSON), P(DATE, KT_BORN) } },
};
static const struct table deaths = {
    kt_cols, HT_COUNT(kt_cols), kt_cmps, HT_COUNT(kt_cmps), kt_keys, HT_COUNT(kt_keys), { { P(NONE, 0) } },
    KT_SEX, KT_BORN, KT_OFFICE, KT_ENTRY, KT_DATE, 1u << HT_SAME | 1u << HT_UNRELATED
};

/* ---- the other registers ---- */

static int
add_col(struct ht_dschema *d, enum ht_col_kind kind, const char *name, int f0, int f1, int f2)
{
    d->col[d->ncols] = (struct ht_col){ kind, name, { f0, f1, f2 }, 0 };
    return (int)d->ncols++;
}

static void
add_cmp(struct ht_dschema *d, enum ht_cmp_kind kind, const char *label, int c0, int c1, int c2, unsigned shared)
{
    d->cmp[d->ncmp++] = (struct ht_cmp){ kind, d->col[c0].name, label, { (int8_t)c0, (int8_t)c1, (int8_t)c2 },
                                         NULL, 0, (uint8_t)shared, 0 };
}

static void
add_key(struct ht_dschema *d, struct ht_key key)
{
    d->key[d->nkeys++] = key;
}

/* One person: name, date of birth, paper; returns the column of the name. */
static int
add_person(struct ht_dschema *d, const struct ht_register *reg, int name)
{
    const char *prefix = reg->field[name].prefix;
    int born = ht_field_of(reg, prefix, "NgaySinh"), paper = ht_field_of(reg, prefix, "SoGiayToTuyThan");
    int c = add_col(d, HT_COL_NAME, reg->field[name].name, name, -1, -1);
    add_cmp(d, HT_CMP_PERSON, N_("name"), c, -1, -1, S);
    if (born >= 0) {
        int b = add_col(d, HT_COL_DATE, reg->field[born].name, born, -1, -1);
        add_cmp(d, HT_CMP_DATE, N_("date of birth"), b, -1, -1, S);
        if (d->birth < 0)
            d->birth = (int8_t)b;
        add_key(d, (struct ht_key){ { P(FULL, (uint8_t)c), P(DATE, (uint8_t)b) } });
        add_key(d, (struct ht_key){ { P(SOUND, (uint8_t)c), P(DATE, (uint8_t)b), P(DATE, (uint8_t)d->regdate) } });
    }
    if (paper >= 0) {
        int p = add_col(d, HT_COL_ID, reg->field[paper].name, paper, -1, -1);
        add_cmp(d, HT_CMP_ID, N_("identity paper"), p, -1, -1, S);
        add_key(d, (struct ht_key){ { P(VALUE, (uint8_t)p) } });
    }
    add_key(d, (struct ht_key){ { P(FULL, (uint8_t)c), P(DATE, (uint8_t)d->regdate) } });
    add_key(d, (struct ht_key){ { P(NO, (uint8_t)d->entry), P(NOYEAR, (uint8_t)d->entry), P(GIVEN, (uint8_t)c),
                                  P(AREA, (uint8_t)d->place) } });
    return c;
}

static void
other_register(struct ht_dschema *d, const struct ht_register *reg)
{
    int so = ht_shared_field(reg, HT_SO), quyen = ht_shared_field(reg, HT_QUYEN_SO);
    int date = ht_shared_field(reg, HT_NGAY_DANG_KY), office = ht_shared_field(reg, HT_NOI_DANG_KY);
    int person[2] = { -1, -1 };
    d->sex = d->birth = -1;
    d->regdate = (int8_t)add_col(d, HT_COL_DATE, "ngayDangKy", date, -1, -1);
    d->entry = (int8_t)add_col(d, HT_COL_ENTRY, "so", so, quyen, date);
    d->place = (int8_t)add_col(d, HT_COL_PLACE, "noiDangKy", office, -1, -1);
    add_cmp(d, HT_CMP_ENTRY, N_("entry"), d->entry, d->place, d->regdate, 0);
    add_key(d, (struct ht_key){ { P(NO, (uint8_t)d->entry), P(NOYEAR, (uint8_t)d->entry),
                                  P(WARD, (uint8_t)d->place) } });
    for (size_t i = 0, n = 0; i < reg->nfields && n < 2; i++)
        if (reg->field[i].kind == HT_KIND_NAME && reg->field[i].need != HT_NEED_OPT)
            person[n++] = add_person(d, reg, (int)i);
    if (person[0] >= 0)
        d->family.part[0].kind = HT_PART_FULL, d->family.part[0].col = (uint8_t)person[0];
    if (person[1] >= 0)
        d->family.part[1].kind = HT_PART_FULL, d->family.part[1].col = (uint8_t)person[1];
    d->classes = (uint8_t)(ALL_CLASSES & ~T);
}

void
ht_dschema_of(struct ht_dschema *d, const struct ht_register *reg)
{
    const struct table *t = reg->id == HT_REG_KS ? &births : reg->id == HT_REG_KH ? &marriages :
                            reg->id == HT_REG_KT ? &deaths : NULL;
    *d = (struct ht_dschema){ .name = reg->code, .reg = reg };
    if (t) {
        memcpy(d->col, t->col, t->ncols * sizeof *t->col);
        memcpy(d->cmp, t->cmp, t->ncmp * sizeof *t->cmp);
        memcpy(d->key, t->key, t->nkeys * sizeof *t->key);
        d->ncols = t->ncols;
        d->ncmp = t->ncmp;
        d->nkeys = t->nkeys;
        d->family = t->family;
        d->sex = t->sex;
        d->birth = t->birth;
        d->place = t->place;
        d->entry = t->entry;
        d->regdate = t->regdate;
        d->classes = t->classes;
    } else {
        other_register(d, reg);
    }
    ht_dschema_layout(d);
    ht_cmp_ready(d);
}
