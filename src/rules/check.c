/* SPDX-License-Identifier: BSD-2-Clause */
/* The view that rules have of a record. */
#include "config.h"
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "rules/law.h"
#include "text/fold.h"

/* ---- fields of a register ---- */

static void
add_person(struct ht_layout *l, const struct ht_field *f)
{
    const struct ht_register *reg = l->reg;
    struct ht_person *p = &l->person[l->npersons++];
    *p = (struct ht_person){
        .prefix = f->prefix,
        .name = ht_field_of(reg, f->prefix, "HoTen"),
        .sex = ht_field_of(reg, f->prefix, "GioiTinh"),
        .born = ht_field_of(reg, f->prefix, "NgaySinh"),
        .ethnic = ht_field_of(reg, f->prefix, "DanToc"),
        .nation = ht_field_of(reg, f->prefix, "QuocTich"),
        .stay = ht_field_of(reg, f->prefix, "LoaiCuTru"),
        .stay_at = ht_field_of(reg, f->prefix, "NoiCuTru"),
        .paper_kind = ht_field_of(reg, f->prefix, "LoaiGiayToTuyThan"),
        .paper = ht_field_of(reg, f->prefix, "SoGiayToTuyThan"),
        .pin = -1,
    };
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].kind == HT_KIND_PIN && !strcmp(reg->field[i].prefix, f->prefix))
            p->pin = (int)i;
}

/* Values that belong to one family only: a row of equal ones was copied down.  A declarant may come often. */
static bool
is_own(const struct ht_field *f)
{
    return *f->prefix && strcmp(f->prefix, "nyc") &&
           (f->kind == HT_KIND_NAME || f->kind == HT_KIND_PAPER || f->kind == HT_KIND_PIN);
}

void
ht_layout_make(struct ht_layout *l, const struct ht_register *reg)
{
    *l = (struct ht_layout){
        .reg = reg,
        .so = ht_shared_field(reg, HT_SO),
        .quyen = ht_shared_field(reg, HT_QUYEN_SO),
        .page = ht_shared_field(reg, HT_TRANG_SO),
        .day = ht_shared_field(reg, HT_NGAY_DANG_KY),
        .kind = ht_shared_field(reg, HT_LOAI_DANG_KY),
        .place = ht_shared_field(reg, HT_NOI_DANG_KY),
        .note = ht_shared_field(reg, HT_GHI_CHU),
    };
    for (size_t i = 0; i < reg->nfields; i++) {
        const struct ht_field *f = &reg->field[i];
        if (f->kind == HT_KIND_DATE)
            l->date[l->ndates++] = (uint8_t)i;
        if (f->kind == HT_KIND_CODE)
            l->code[l->ncodes++] = (uint8_t)i;
        if (is_own(f) && l->ncopy < HT_MAX_COPIED - 1)
            l->copy[l->ncopy++] = (uint8_t)i;
        if (f->kind == HT_KIND_NAME && *f->prefix && !strcmp(f->name + strlen(f->prefix), "HoTen"))
            add_person(l, f);
    }
    l->principal = l->npersons ? 0 : -1;
    int born = l->npersons ? l->person[0].born : -1;
    if (born >= 0)
        l->copy[l->ncopy++] = (uint8_t)born;
}

/* ---- one record ---- */

static uint32_t
number(const char *s, size_t len, size_t *used)
{
    uint32_t n = 0;
    size_t i = 0;
    while (i < len && s[i] >= '0' && s[i] <= '9' && i < 9)
        n = n * 10 + (uint32_t)(s[i++] - '0');
    *used = i;
    return i ? n : UINT32_MAX;
}

struct ht_serial
ht_serial_read(const char *s, size_t len)
{
    struct ht_serial v = { UINT32_MAX, 0 };
    size_t used;
    if (!s)
        return v;
    uint32_t n = number(s, len, &used);
    if (used == len) {
        v.number = n;
        return v;
    }
    if (!used || s[used] != '/')
        return v;
    size_t tail = len - used - 1, y;
    uint32_t year = number(s + used + 1, tail, &y);
    v.number = n;
    if (y == 4 && y == tail && year >= 1000 && year <= 2999)
        v.year = (uint16_t)year;
    return v;
}

void
ht_check_record(struct ht_check *k, struct ht_run *run, struct ht_record *r)
{
    const struct ht_layout *l = &run->layout[r->reg->id];
    k->run = run;
    k->r = r;
    k->l = l;
    k->repeated = false;
    k->entry = (struct ht_entry_ref){ UINT32_MAX, 0 };
    k->day = &k->date[l->day];
    for (int i = 0; i < l->ndates; i++) {
        int f = l->date[i];
        ht_span_read(r->v[f].s, r->v[f].len, &k->date[f]);
    }
    struct ht_span *day = &k->date[l->day];
    ht_span_settle(day, INT32_MIN);
    bool known = day->state >= HT_SPAN_PART;
    for (int i = 0; i < l->ndates; i++)
        if (l->date[i] != l->day)
            ht_span_settle(&k->date[l->date[i]], known ? day->last : INT32_MIN);
    k->so = ht_serial_read(r->v[l->so].s, r->v[l->so].len);
    k->quyen = ht_serial_read(r->v[l->quyen].s, r->v[l->quyen].len);
}

/* ---- helpers of rules ---- */

int
ht_code_of(const struct ht_check *k, int field)
{
    if (field < 0)
        return -1;
    const struct ht_slot *v = &k->r->v[field];
    const struct ht_attr *a = ht_attr(v, HT_A_code);
    size_t used;
    if (a) {
        uint32_t n = number(a->s, a->len, &used);
        return used && used == a->len ? (int)n : HT_CODE_WORD;
    }
    if (!v->s)
        return -1;
    return ht_law_word(k->run->law, k->l->reg->field[field].list, v->s, v->len);
}

/* Lower case of the two or three bytes at S, for the letters of Vietnamese; others stay.  In U+1EA0 … U+1EF9
 * capital and small letters take turns. */
static void
lower_letter(unsigned char *s, size_t n)
{
    if (s[0] == 0xc3 && n >= 2 && s[1] >= 0x80 && s[1] <= 0x9e && s[1] != 0x97)
        s[1] |= 0x20;
    else if (n >= 2 && ((s[0] == 0xc4 && (s[1] == 0x82 || s[1] == 0x90 || s[1] == 0xa8)) ||
                        (s[0] == 0xc5 && s[1] == 0xa8) || (s[0] == 0xc6 && (s[1] == 0xa0 || s[1] == 0xaf))))
        s[1]++;
    else if (n >= 3 && s[0] == 0xe1 && (s[1] == 0xbb || (s[1] == 0xba && s[2] >= 0xa0)))
        s[2] |= 1;
}

uint64_t
ht_text_hash(const char *s, size_t len)
{
    unsigned char low[512];
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < len && n + 2 < sizeof low; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == ' ') {
            gap = n > 0;
            continue;
        }
        if (gap)
            low[n++] = ' ';
        gap = false;
        low[n++] = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }
    for (size_t i = 0; i < n; i++)
        if (low[i] >= 0xc3)
            lower_letter(low + i, n - i);
    return n ? ht_hash(low, n, 7) | 1 : 0;
}

bool
ht_unsettled(const struct ht_check *k, int field)
{
    for (const struct ht_finding *f = k->r->findings; f; f = f->next)
        if (f->field == field && f->code[2] == '2' && f->sev != HT_INFO)
            return true;
    return false;
}

bool
ht_same_text(const struct ht_check *k, int a, int b)
{
    if (!ht_text(k, a) || !ht_text(k, b))
        return false;
    const struct ht_slot *x = &k->r->v[a], *y = &k->r->v[b];
    return (x->len == y->len && !memcmp(x->s, y->s, x->len)) ||
           ht_text_hash(x->s, x->len) == ht_text_hash(y->s, y->len);
}

bool
ht_mentions(const struct ht_check *k, int field, const char *words)
{
    char folded[1024];
    if (!ht_text(k, field))
        return false;
    ht_fold_to(folded, sizeof folded, k->r->v[field].s, k->r->v[field].len);
    return strstr(folded, words) != NULL;
}

bool
ht_notes_mention(const struct ht_check *k, const char *words)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].kind == HT_KIND_TEXT && k->r->v[i].s && ht_mentions(k, (int)i, words))
            return true;
    return false;
}

const char *
ht_private(const struct ht_check *k, const char *s)
{
    return ht_diag_options(k->run->diag)->redact ? "[…]" : s;
}
