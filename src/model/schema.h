/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The registers and their fields, as tables.
 *
 * Each register is one file src/reg/X.def, made of groups (reg/groups.h) and fields of its own, in the order
 * of the Ministry's Excel template.  Everything that depends on fields is driven by these rows: reader,
 * writer, schemas, headers of imports and exports, normalizers, rules, the manual's tables.
 *
 * A field id is dense within its register: HT_KS_nksHoTen is an index into the slots of a khaiSinh record.
 */
#ifndef HT_MODEL_SCHEMA_H
#define HT_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ht_diag;

/* What a field holds; decides how it is normalized, checked, compared and exported. */
#define HT_KINDS(X) \
    X(TEXT,   "text",     "free text") \
    X(NAME,   "name",     "name of a person") \
    X(DATE,   "date",     "date, perhaps partial, or an age") \
    X(WORDS,  "words",    "a date in words") \
    X(TIME,   "time",     "time of day") \
    X(PLACE,  "place",    "place or authority, as at registration") \
    X(CODE,   "code",     "word of a code list") \
    X(SERIAL, "serial",   "number/year of an entry or a volume") \
    X(PAGE,   "page",     "page number") \
    X(PIN,    "pin",      "12-digit personal number") \
    X(PAPER,  "paper",    "number of an identity paper") \
    X(DOCNO,  "docno",    "number of a document or decision")
enum ht_kind {
#define X(kind, name, text) HT_KIND_##kind,
    HT_KINDS(X)
#undef X
    HT_NKIND
};
extern const char *const ht_kind_name[HT_NKIND];

/* KEY: error if missing (HCMC: the record's key); WANT: warning; OPT: blank means "not in the ledger". */
enum ht_need { HT_NEED_OPT, HT_NEED_WANT, HT_NEED_KEY };

/* Code lists that fields refer to; model/lists.def names the file of each. */
enum ht_list {
    HT_LIST_NONE,
#define LIST(id, name, file) HT_LIST_##id,
#include "model/lists.def"
#undef LIST
    HT_NLIST
};

struct ht_field {
    const char *name;                   /* element name: the Ministry's field stem */
    const char *prefix;                 /* person or matter the field belongs to: "nks", "" for the book */
    enum ht_kind kind;
    enum ht_need need;
    enum ht_list list;
    uint16_t max;                       /* longest value that the receiving systems take, characters */
    uint16_t name_len;
    const char *vi;                     /* caption on the page, for header recognition and manuals */
    const char *en;                     /* gloss for the manual; not translated */
};

enum ht_reg {
#define REGISTER(code, element, vi, en) HT_REG_##code,
#define FIELD(stem, prefix, kind, need, list, max, vi, en)
#include "reg/registers.def"
#undef REGISTER
#undef FIELD
    HT_NREG
};

/* Field ids: HT_KS_so, HT_KS_quyenSo, … HT_KS_COUNT */
#define HT_PASTE3_(a, b, c) a##b##_##c
#define HT_PASTE3(a, b, c) HT_PASTE3_(a, b, c)
#define REGISTER(code, element, vi, en)
#define FIELD(stem, prefix, kind, need, list, max, vi, en) HT_PASTE3(HT_, REG, stem),
#define REGISTER_FIELDS_BEGIN enum {
#define REGISTER_FIELDS_END HT_PASTE3(HT_, REG, COUNT) };
#include "reg/registers.def"
#undef REGISTER
#undef FIELD
#undef REGISTER_FIELDS_BEGIN
#undef REGISTER_FIELDS_END

#define HT_MAX_FIELDS 96                /* of any register; a static assertion holds it */

struct ht_register {
    enum ht_reg id;
    const char *code;                   /* "KS": file names and ids */
    const char *element;                /* "khaiSinh" */
    const char *vi, *en;                /* name of the register */
    const struct ht_field *field;
    size_t nfields;
};

/* Fields that mean the same in every register. */
enum ht_shared {
    HT_SO, HT_QUYEN_SO, HT_TRANG_SO, HT_NGAY_DANG_KY, HT_LOAI_DANG_KY,
    HT_NOI_DANG_KY,                     /* noiCap in HN */
    HT_GHI_CHU
};

extern const struct ht_register ht_registers[HT_NREG];

const struct ht_register *ht_register_by_code(const char *code, size_t len);        /* any case; or NULL */
const struct ht_register *ht_register_by_element(const char *name, size_t len);     /* or NULL */
int ht_field_by_name(const struct ht_register *reg, const char *name, size_t len);  /* id or -1 */
bool ht_field_is_known(const char *name, size_t len);       /* some register has a field of that name */

/* Reports that WHERE, an option or the LINE (0: none) of a file, names a field that REG (NULL: any register) does not
 * have; and the field that was meant, if its name differs in case only. */
void ht_field_missing(const char *where, unsigned long line, const struct ht_register *reg, const char *name,
                      size_t len, struct ht_diag *d);

/* The id of a shared field in REG, -1 if that register has none. */
int ht_shared_field(const struct ht_register *reg, enum ht_shared what);

/* The date in digits that FIELD says in words (nksNgaySinh of nksNgaySinhBangChu), -1 if FIELD is none of those. */
int ht_digits_beside(const struct ht_register *reg, int field);
/* The id of PREFIX + STEM ("me", "HoTen"), -1 if the register has no such field. */
int ht_field_of(const struct ht_register *reg, const char *prefix, const char *stem);

#endif
