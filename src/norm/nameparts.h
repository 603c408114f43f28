/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Family name, middle name and given name, as numbers of words.
 *
 * Words are separated by blanks or hyphens.  "1 1 1" is Nguyễn Văn An, "2 1 1" Âu Dương Chấn Hoa, "0 0 1" a name
 * of one word.  Where the family name stands last (Ê Đê: Y Moan Ênuôl, H'Hen Niê) its number is negative: "-1 0 2".
 */
#ifndef HT_NORM_NAMEPARTS_H
#define HT_NORM_NAMEPARTS_H

#include <stddef.h>

struct ht_names;

struct ht_names *ht_names_new(void);
void ht_names_free(struct ht_names *n);         /* NULL is fine */

#define HT_NAME_PARTS 16

/* Writes the parts of canonical name S into OUT (HT_NAME_PARTS bytes); returns the length, 0 if there are none. */
size_t ht_name_parts(const struct ht_names *n, const char *s, size_t len, char *out);

#endif
