/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Code words: the canonical name, its code, its list.  A bare number of an ethnic group is not read: two
 * numberings are about, and 37 of 54 groups have another number in each (QĐ 121-TCTK/PPCĐ 1979, QĐ 1019/QĐ-TCTK
 * 2008).
 */
#include "config.h"
#include "norm/normalizer.h"

#include "norm/lists.h"

void
ht_norm_code(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    enum ht_list list = r->reg->field[field].list;
    const struct ht_code_value *c = ht_codes_find(n->codes, list, v->s, v->len);
    if (c->match == HT_CODE_FOUND) {
        ht_norm_put(n, r, field, c->name, c->name_len, "code");
        ht_norm_attr(r, field, HT_A_code, c->code, c->code_len);
        ht_norm_attr(r, field, HT_A_list, c->list, c->list_len);
        return;
    }
    /* An earlier run found the group by a name of its own ("Họ" is Thổ) whose official name is ambiguous. */
    const char *code = ht_attr_str(v, HT_A_code);
    if (c->match == HT_CODE_AMBIGUOUS && code && ht_codes_is(n->codes, list, code, v->s, v->len))
        return;
    ht_norm_attr(r, field, HT_A_code, NULL, 0);
    ht_norm_attr(r, field, HT_A_list, NULL, 0);
    ht_norm_doubt(n, r, field, c->match == HT_CODE_BARE_NUMBER ? HT_D_211 :
                  c->match == HT_CODE_AMBIGUOUS ? HT_D_212 : HT_D_210, NULL);
}
