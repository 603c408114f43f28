/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of findings, and how one is reported. */
#include "config.h"
#include "model/finding.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"

const struct ht_code_row ht_codes[HT_NCODE] = {
#define DIAG(code, sev, ...) [HT_D_##code] = { "HT" #code, HT_##sev, { __VA_ARGS__ } },
#include "model/diag.def"
#undef DIAG
};

const struct ht_code_row *
ht_code_by_name(const char *code, size_t len)
{
    for (size_t i = 0; i < HT_NCODE; i++)
        if (strlen(ht_codes[i].code) == len && !memcmp(ht_codes[i].code, code, len))
            return &ht_codes[i];
    return NULL;
}

/* The text of CODE with {1} {2} … replaced; arguments end with NULL. */
static void
fill_in(struct ht_buf *out, enum ht_code code, va_list ap)
{
    enum { MAX = 4 };
    const char *arg[MAX] = {0}, *const *text = ht_codes[code].text;
    for (size_t n = 0; n < MAX && (arg[n] = va_arg(ap, const char *)); n++)
        ;
    const char *p = text[1] && arg[0] ? ht_ngettext(text[0], text[1], strtoul(arg[0], NULL, 10)) : _(text[0]);
    for (; *p; p++) {
        size_t i = (size_t)(p[0] == '{' ? p[1] - '1' : MAX);
        if (i < MAX && arg[i] && p[2] == '}') {
            ht_buf_adds(out, arg[i]);
            p += 2;
        } else {
            ht_buf_addc(out, *p);
        }
    }
}

void
ht_code_text(struct ht_buf *out, enum ht_code code, ...)
{
    va_list ap;
    va_start(ap, code);
    fill_in(out, code, ap);
    va_end(ap);
}

static void
find_in_record(struct ht_diag *d, struct ht_record *r, int field, enum ht_code code, enum ht_sev sev,
               va_list ap)
{
    struct ht_buf text = HT_BUF_INIT;
    const struct ht_slot *v = field >= 0 ? &r->v[field] : NULL;
    struct ht_where w = {
        .src = ht_rattr(r, HT_R_src),
        .record = ht_rattr(r, HT_R_id),
        .reg = r->reg->element,
        .field = field >= 0 ? r->reg->field[field].name : NULL,
    };
    fill_in(&text, code, ap);
    ht_add_finding(r, ht_codes[code].code, field, sev);
    ht_diag_emit(d, &w, sev, ht_codes[code].code, v ? v->s : NULL, v ? v->len : 0, text.s);
    ht_buf_fini(&text);
}

void
ht_find(struct ht_diag *d, struct ht_record *r, int field, enum ht_code code, ...)
{
    va_list ap;
    va_start(ap, code);
    find_in_record(d, r, field, code, ht_codes[code].sev, ap);
    va_end(ap);
}

void
ht_find_as(struct ht_diag *d, struct ht_record *r, int field, enum ht_code code, enum ht_sev sev, ...)
{
    va_list ap;
    va_start(ap, sev);
    find_in_record(d, r, field, code, sev, ap);
    va_end(ap);
}

void
ht_find_at(struct ht_diag *d, const struct ht_where *w, enum ht_code code, const char *value,
           size_t len, ...)
{
    struct ht_buf text = HT_BUF_INIT;
    va_list ap;
    va_start(ap, len);
    fill_in(&text, code, ap);
    va_end(ap);
    ht_diag_emit(d, w, ht_codes[code].sev, ht_codes[code].code, value, len, text.s);
    ht_buf_fini(&text);
}

void
ht_find_at_as(struct ht_diag *d, const struct ht_where *w, enum ht_code code, enum ht_sev sev,
              const char *value, size_t len, ...)
{
    struct ht_buf text = HT_BUF_INIT;
    va_list ap;
    va_start(ap, len);
    fill_in(&text, code, ap);
    va_end(ap);
    ht_diag_emit(d, w, sev, ht_codes[code].code, value, len, text.s);
    ht_buf_fini(&text);
}

void
ht_find_fail(struct ht_diag *d, const struct ht_where *w, enum ht_code code, ...)
{
    struct ht_buf text = HT_BUF_INIT;
    va_list ap;
    va_start(ap, code);
    fill_in(&text, code, ap);
    va_end(ap);
    ht_diag_fail(d, w, ht_codes[code].code, "%s", text.s);
    ht_buf_fini(&text);
}
