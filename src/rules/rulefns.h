/* SPDX-License-Identifier: BSD-2-Clause */
/* The functions of rules.def, one per rule. */
#ifndef HT_RULES_RULEFNS_H
#define HT_RULES_RULEFNS_H

#include "rules/check.h"

void ht_r01_unknown_column(struct ht_check *k);
void ht_r03_key(struct ht_check *k);
void ht_r04_unique(struct ht_check *k);
void ht_r05_number_year(struct ht_check *k);
void ht_r06_year(struct ht_check *k);
void ht_r07_page(struct ht_check *k);
void ht_r09_order(struct ht_check *k);
void ht_r11_code(struct ht_check *k);
void ht_r12_length(struct ht_check *k);
void ht_r13_text(struct ht_check *k);
void ht_r15_wanted(struct ht_check *k);
void ht_r17_copied(struct ht_check *k);
void ht_d01_grammar(struct ht_check *k);
void ht_d02_calendar(struct ht_check *k);
void ht_d03_future(struct ht_check *k);
void ht_d03_before_book(struct ht_check *k);
void ht_d04_words(struct ht_check *k);
void ht_d05_swapped(struct ht_check *k);
void ht_d08_lunar(struct ht_check *k);
void ht_b01_before_birth(struct ht_check *k);
void ht_b02_parents_age(struct ht_check *k);
void ht_b04_deadline(struct ht_check *k);
void ht_b05_again(struct ht_check *k);
void ht_b06_unknown_parent(struct ht_check *k);
void ht_b07_foreigner(struct ht_check *k);
void ht_b08_residence(struct ht_check *k);
void ht_b09_same_paper(struct ht_check *k);
void ht_b10_declarant(struct ht_check *k);
void ht_b11_surname(struct ht_check *k);
void ht_b12_ethnic(struct ht_check *k);
void ht_b13_number(struct ht_check *k);
void ht_b14_too_early(struct ht_check *k);
void ht_b15_sex(struct ht_check *k);
void ht_b16_twins(struct ht_check *k);
void ht_b17_last(struct ht_check *k);
void ht_m01_age(struct ht_check *k);
void ht_m02_order(struct ht_check *k);
void ht_m03_same(struct ht_check *k);
void ht_m05_state(struct ht_check *k);
void ht_t01_order(struct ht_check *k);
void ht_t02_deadline(struct ht_check *k);
void ht_t03_oldest(struct ht_check *k);
void ht_t04_notice(struct ht_check *k);
void ht_t05_time(struct ht_check *k);
void ht_t07_one_day(struct ht_check *k);
void ht_t08_declared(struct ht_check *k);
void ht_c01_parent(struct ht_check *k);
void ht_h01_stay(struct ht_check *k);
void ht_g01_named(struct ht_check *k);
void ht_g02_ages(struct ht_check *k);
void ht_n01_ages(struct ht_check *k);
void ht_x01_named(struct ht_check *k);

#endif
