/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The entries of all books of a run, 20 bytes each: what the rules on numbers, order and links need when the
 * record itself is gone.
 *
 * A book is one volume in one year of one register at one place; a volume that was continued in the next year
 * is two of them, since numbers begin again on 1 January (TT 04/2020/TT-BTP, Đ.29).
 */
#ifndef HT_RULES_BOOK_H
#define HT_RULES_BOOK_H

#include "rules/check.h"

#define HT_ENTRY_VALUES 8

struct ht_entry {
    uint32_t line;                      /* of the source */
    int32_t day;                        /* of registration; INT32_MIN if not fully known */
    uint16_t file;                      /* number of the source file + 1, 0: there is no such entry; the */
                                        /* highest bit: the id is not prefix and number */
    uint16_t page;                      /* 0: unknown */
    uint8_t value[HT_ENTRY_VALUES];     /* eight bits of the hash of each value that changes name */
};

/* Which value of an entry is which; 0 is no value. */
enum { HT_V_NAME, HT_V_BORN, HT_V_SEX, HT_V_ETHNIC, HT_V_NATION, HT_V_SECOND, HT_V_THIRD, HT_V_SECOND_BORN };

struct ht_books *ht_books_new(void);
void ht_books_free(struct ht_books *b);             /* NULL is fine */

/* Adds the record of K and sets its entry; if the key is taken, sets repeated instead. */
void ht_books_add(struct ht_check *k);

/* The entry, NULL if there is none.  The pointer dies at the next add. */
const struct ht_entry *ht_books_entry(const struct ht_books *b, struct ht_entry_ref ref);

/* An entry in four bytes, for those that keep millions; UINT32_MAX if there is none.  And back. */
uint32_t ht_books_index(const struct ht_books *b, struct ht_entry_ref ref);
struct ht_entry_ref ht_books_ref(const struct ht_books *b, uint32_t index);

/* The nearest entries with a smaller and with a larger number in the same book, at most 64 away. */
const struct ht_entry *ht_books_before(const struct ht_books *b, struct ht_entry_ref ref, uint32_t *number);
const struct ht_entry *ht_books_after(const struct ht_books *b, struct ht_entry_ref ref, uint32_t *number);

/* Where the entry stands, for a finding made after the stream has ended.  TEXT keeps the strings. */
void ht_books_where(const struct ht_books *b, struct ht_entry_ref ref, struct ht_buf *text, struct ht_where *w);

/* A number for the place, however it is written (model/placekey.h); 0 for no content. */
uint64_t ht_books_place(struct ht_books *b, const struct ht_slot *place);

/* Looks for an entry of REG by number and year.  PLACE is of ht_books_place or 0 for any place; START is 0 or the
 * book after the last match.  Sets *KNOWN if a book of that register, year (and place) is in the run. */
bool ht_books_find(const struct ht_books *b, enum ht_reg reg, struct ht_serial so, uint64_t place, uint32_t start,
                   struct ht_entry_ref *ref, bool *known);

enum ht_reg ht_books_register(const struct ht_books *b, uint32_t book);

/* Reports gaps, volumes that do not continue, padded dates. */
void ht_books_end(struct ht_run *run);

/* Eight bits of a value's hash, never 0; 0 for no value. */
uint8_t ht_value_bits(const char *s, size_t len);

#endif
