/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Places: the text stays as at registration (TT 04/2020/TT-BTP Đ.31), the unit of that day is put beside it as a
 * code, today's unit where it is certain.
 */
#include "config.h"
#include "norm/normalizer.h"

#include "model/place.h"
#include "norm/lists.h"

/* "communes@2008-01-15" */
static void
set_list(struct ht_norm *n, struct ht_record *r, int field, const char *name)
{
    char list[32];
    size_t len = strlen(name);
    memcpy(list, name, len);
    list[len++] = '@';
    len += ht_date_write(&n->registered, list + len);
    ht_norm_attr(r, field, HT_A_list, list, len);
}

/* "Paris, Pháp": the country, if the last name is one. */
static bool
foreign(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    const char *s = v->s;
    size_t len = v->len;
    for (size_t i = len; i-- > 0;)
        if (s[i] == ',' || (s[i] == '-' && i && s[i - 1] == ' ')) {
            len -= i + 1;
            s += i + 1;
            break;
        }
    while (len && *s == ' ')
        s++, len--;
    if (!len)
        return false;
    const struct ht_code_value *c = ht_codes_find(n->codes, HT_LIST_QUOC_TICH, s, len);
    if (c->match != HT_CODE_FOUND || (c->code_len == 2 && !memcmp(c->code, "VN", 2)))
        return false;
    ht_norm_attr(r, field, HT_A_code, c->code, c->code_len);
    ht_norm_attr(r, field, HT_A_list, c->list, c->list_len);
    ht_norm_attr(r, field, HT_A_now, NULL, 0);
    return true;
}

void
ht_norm_place(struct ht_norm *n, struct ht_record *r, int field)
{
    static const char *const lists[] = { [2] = "provinces", [3] = "districts", [5] = "communes" };
    const struct ht_slot *v = &r->v[field];
    if (!n->registered.year) {
        ht_norm_attr(r, field, HT_A_code, NULL, 0);
        ht_norm_attr(r, field, HT_A_list, NULL, 0);
        ht_norm_attr(r, field, HT_A_now, NULL, 0);
        ht_norm_doubt(n, r, field, HT_D_243, NULL);
        return;
    }
    const struct ht_place *p = ht_places_find(n->places, v->s, v->len, n->first, n->last);
    if (!p->level && !p->national && foreign(n, r, field))
        return;
    ht_norm_attr(r, field, HT_A_code, p->code, strlen(p->code));
    ht_norm_attr(r, field, HT_A_now, p->now, strlen(p->now));
    ht_norm_attr(r, field, HT_A_suggest, p->others, strlen(p->others));
    if (p->level)
        set_list(n, r, field, lists[p->level]);
    else
        ht_norm_attr(r, field, HT_A_list, NULL, 0);
    if (p->level && p->coarse)
        ht_find(n->opts.diag, r, field, HT_D_242, p->code, NULL);
    else if (!p->level && !p->national)
        ht_norm_doubt(n, r, field, *p->others ? HT_D_241 : HT_D_240, p->others);
}
