/* SPDX-License-Identifier: BSD-2-Clause */
/* The registers' tables, unfolded from src/reg/. */
#include "config.h"
#include "model/schema.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

const char *const ht_kind_name[HT_NKIND] = {
#define X(kind, name, text) [HT_KIND_##kind] = name,
    HT_KINDS(X)
#undef X
};

/* One array of fields per register: ht_fields_KS, … */
#define HT_PASTE_(a, b) a##b
#define HT_PASTE(a, b) HT_PASTE_(a, b)
#define REGISTER(code, element, vi, en)
#define REGISTER_FIELDS_BEGIN static const struct ht_field HT_PASTE(ht_fields_, REG)[] = {
#define FIELD(stem, prefix, kind, need, list, max, vi, en) \
    { #stem, prefix "", HT_KIND_##kind, HT_NEED_##need, HT_LIST_##list, max, sizeof #stem - 1, vi, en },
#define REGISTER_FIELDS_END }; \
    _Static_assert(HT_PASTE3(HT_, REG, COUNT) <= HT_MAX_FIELDS, "raise HT_MAX_FIELDS");
#include "reg/registers.def"
#undef REGISTER
#undef REGISTER_FIELDS_BEGIN
#undef REGISTER_FIELDS_END
#undef FIELD

const struct ht_register ht_registers[HT_NREG] = {
#define REGISTER(code, element, vi, en) \
    [HT_REG_##code] = { HT_REG_##code, #code, #element, vi, en, ht_fields_##code, HT_COUNT(ht_fields_##code) },
#define FIELD(stem, prefix, kind, need, list, max, vi, en)
#include "reg/registers.def"
#undef REGISTER
#undef FIELD
};

const struct ht_register *
ht_register_by_code(const char *code, size_t len)
{
    for (size_t i = 0; i < HT_NREG; i++)
        if (strlen(ht_registers[i].code) == len && !strncasecmp(ht_registers[i].code, code, len))
            return &ht_registers[i];
    return NULL;
}

const struct ht_register *
ht_register_by_element(const char *name, size_t len)
{
    for (size_t i = 0; i < HT_NREG; i++)
        if (strlen(ht_registers[i].element) == len && !memcmp(ht_registers[i].element, name, len))
            return &ht_registers[i];
    return NULL;
}

int
ht_field_by_name(const struct ht_register *reg, const char *name, size_t len)
{
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].name_len == len && !memcmp(reg->field[i].name, name, len))
            return (int)i;
    return -1;
}

bool
ht_field_is_known(const char *name, size_t len)
{
    for (size_t i = 0; i < HT_NREG; i++)
        if (ht_field_by_name(&ht_registers[i], name, len) >= 0)
            return true;
    return false;
}

/* The field that has this name in another case, or NULL. */
static const char *
field_like(const struct ht_register *reg, const char *name, size_t len)
{
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].name_len == len && !strncasecmp(reg->field[i].name, name, len))
            return reg->field[i].name;
    return NULL;
}

void
ht_field_missing(const char *where, unsigned long line, const struct ht_register *reg, const char *name,
                 size_t len, struct ht_diag *d)
{
    const char *like = reg ? field_like(reg, name, len) : NULL;
    for (size_t i = 0; !reg && !like && i < HT_NREG; i++)
        like = field_like(&ht_registers[i], name, len);
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_adds(&b, where);
    if (line)
        ht_buf_addf(&b, ":%lu", line);
    ht_buf_adds(&b, ": ");
    if (reg)
        ht_buf_addf(&b, _("register %s has no field \"%.*s\""), reg->code, (int)len, name);
    else
        ht_buf_addf(&b, _("no register has a field \"%.*s\""), (int)len, name);
    if (like)
        ht_diag_usage(d, _("%s; did you mean \"%s\"?"), b.s, like);
    else
        ht_diag_usage(d, _("%s (man 5 hotich lists them)"), b.s);
    ht_buf_fini(&b);
}

int
ht_field_of(const struct ht_register *reg, const char *prefix, const char *stem)
{
    size_t n = strlen(prefix);
    for (size_t i = 0; i < reg->nfields; i++)
        if (!strncmp(reg->field[i].name, prefix, n) && !strcmp(reg->field[i].name + n, stem))
            return (int)i;
    return -1;
}

/* HN calls the authority noiCap; everything else has one name in all registers. */
int
ht_shared_field(const struct ht_register *reg, enum ht_shared what)
{
    static const char *const name[] = {
        [HT_SO] = "so",
        [HT_QUYEN_SO] = "quyenSo",
        [HT_TRANG_SO] = "trangSo",
        [HT_NGAY_DANG_KY] = "ngayDangKy",
        [HT_LOAI_DANG_KY] = "loaiDangKy",
        [HT_NOI_DANG_KY] = "noiDangKy",
        [HT_GHI_CHU] = "ghiChu",
    };
    static signed char cache[HT_NREG][HT_COUNT(name)];          /* field + 2; 0: not looked up yet */
    signed char *c = &cache[reg->id][what];
    if (!*c) {
        int f = ht_field_by_name(reg, name[what], strlen(name[what]));
        if (f < 0 && what == HT_NOI_DANG_KY)
            f = ht_field_by_name(reg, "noiCap", 6);
        *c = (signed char)(f + 2);
    }
    return *c - 2;
}

int
ht_digits_beside(const struct ht_register *reg, int field)
{
    static const char *const suffixes[] = { "GhiBangChu", "BangChu" };
    const struct ht_field *f = &reg->field[field];
    for (size_t i = 0; i < HT_COUNT(suffixes); i++) {
        size_t n = strlen(suffixes[i]);
        if (f->name_len > n && !strcmp(f->name + f->name_len - n, suffixes[i]))
            return ht_field_by_name(reg, f->name, f->name_len - n);
    }
    return -1;
}
