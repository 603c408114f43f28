/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules on dates by themselves. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

#include "model/datetext.h"

/* Blames every date field in STATE. */
static void
blame_state(struct ht_check *k, enum ht_span_state state)
{
    for (int i = 0; i < k->l->ndates; i++)
        if (k->date[k->l->date[i]].state == (uint8_t)state)
            BLAME(k, k->l->date[i], NULL);
}

/* D01  dd.MM.yyyy, MM.yyyy, yyyy, or an age; in canonical XML their ISO forms (CV 1437/BTP-CNTT, templates). */
void
ht_d01_grammar(struct ht_check *k)
{
    blame_state(k, HT_SPAN_GRAMMAR);
}

/* D02  A day that the calendar has. */
void
ht_d02_calendar(struct ht_check *k)
{
    blame_state(k, HT_SPAN_IMPOSSIBLE);
}

/* D03  Nothing in a ledger lies in the future. */
void
ht_d03_future(struct ht_check *k)
{
    for (int i = 0; i < k->l->ndates; i++)
        if (ht_surely_before(&k->run->today, &k->date[k->l->date[i]]))
            BLAME(k, k->l->date[i], NULL);
}

/* D03  No entry is older than its book: a volume opens with its first event (TT 04/2020/TT-BTP, Đ.36).  A volume
 * may be continued in later years. */
void
ht_d03_before_book(struct ht_check *k)
{
    char year[8];
    if (!k->quyen.year || !ht_span_known(k->day) || k->day->last >= ht_day_number(k->quyen.year, 1, 1))
        return;
    snprintf(year, sizeof year, "%u", k->quyen.year);
    BLAME(k, k->l->day, year, NULL);
}

/* True if hotich-normalize found the same already: it is said once, and stays with the entry. */
static bool
said_before(const struct ht_check *k, int field)
{
    for (const struct ht_finding *f = k->r->findings; f; f = f->next)
        if (f->field == field && !strcmp(f->code, ht_codes[HT_D_232].code))
            return true;
    return false;
}

/* D04  Digits and words agree in the parts that both have (TT 04/2020/TT-BTP, Đ.31: written both ways). */
static void
compare_words(struct ht_check *k, int words, int date)
{
    const struct ht_slot *v = &k->r->v[words];
    const struct ht_span *s = ht_date_of(k, date);
    struct ht_datetext t;
    char text[HT_DATE_MAX];
    if (!v->s || s->state < HT_SPAN_PART || said_before(k, words))
        return;
    ht_datetext_read(v->s, v->len, &t);
    struct ht_date said = { t.year, t.month, t.day, -1 };
    if (t.kind != HT_DT_DATE || ht_dates_agree(&said, &s->d))
        return;
    ht_date_write(&s->d, text);
    BLAME(k, words, k->l->reg->field[date].name, ht_private(k, text), NULL);
}

void
ht_d04_words(struct ht_check *k)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++) {
        int date = reg->field[i].kind == HT_KIND_WORDS ? ht_digits_beside(reg, (int)i) : -1;
        if (date >= 0)
            compare_words(k, (int)i, date);
    }
}

/* D08  Book dates are solar (TT 04/2020/TT-BTP, Đ.29(5)); lunar ones stay as they are written, for a person. */
void
ht_d08_lunar(struct ht_check *k)
{
    const struct ht_register *reg = k->l->reg;
    blame_state(k, HT_SPAN_LUNAR);
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].kind == HT_KIND_WORDS && k->r->v[i].s && ht_lunar_words(k->r->v[i].s, k->r->v[i].len))
            BLAME(k, (int)i, NULL);
}

/* ---- D05: day and month swapped ---- */

static bool
swapped(const struct ht_span *s, struct ht_span *out)
{
    if (s->state != HT_SPAN_FULL || s->d.month == s->d.day || s->d.day > 12)
        return false;
    *out = *s;
    out->d.month = s->d.day;
    out->d.day = s->d.month;
    ht_span_settle(out, INT32_MIN);
    return true;
}

/* EARLY should not lie after LATE; if it does and swapping day and month of one of them repairs that, says so. */
static void
suggest_swap(struct ht_check *k, int early, int late)
{
    struct ht_span a, b;
    char text[HT_DATE_MAX];
    const struct ht_span *e = ht_date_of(k, early), *l = ht_date_of(k, late);
    if (!ht_surely_before(l, e))
        return;
    bool fix_early = swapped(e, &a) && !ht_surely_before(l, &a);
    bool fix_late = swapped(l, &b) && !ht_surely_before(&b, e) && !ht_surely_before(&k->run->today, &b);
    if (!fix_early && !fix_late)
        return;
    ht_date_write(fix_early ? &a.d : &b.d, text);
    BLAME(k, fix_early ? early : late, ht_private(k, text), NULL);
}

/* D05  A hint only: the order of two dates would be right if one were read month first. */
void
ht_d05_swapped(struct ht_check *k)
{
    if (k->l->reg->id == HT_REG_KS) {
        suggest_swap(k, HT_KS_nksNgaySinh, HT_KS_ngayDangKy);
        return;
    }
    suggest_swap(k, HT_KT_nktNgayChet, HT_KT_ngayDangKy);
    suggest_swap(k, HT_KT_nktNgaySinh, HT_KT_nktNgayChet);
}
