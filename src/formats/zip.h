/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Members of a zip container, by libzip, with bounds: encrypted members and members that unpack to far more than a
 * ledger can be are refused.  Without libzip ht_zip_open says what is missing and fails.
 */
#ifndef HT_FORMATS_ZIP_H
#define HT_FORMATS_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/format.h"

struct ht_zip;
struct ht_zip_member;

/* Opens the container at PATH for JOB; WHAT is how messages call the format (".xlsx").  NULL after reporting. */
struct ht_zip *ht_zip_open(const char *path, const char *what, const struct ht_format_job *job);
void ht_zip_close(struct ht_zip *z);                    /* NULL is fine */

size_t ht_zip_count(const struct ht_zip *z);
/* The I-th member's name as its bytes are in the container, NULL if there is none.  *UTF8: the container says that
 * it is UTF-8. */
const char *ht_zip_name(const struct ht_zip *z, size_t i, bool *utf8);
bool ht_zip_has(const struct ht_zip *z, const char *name);

/* Opens a member by name or number; NULL after reporting. */
struct ht_zip_member *ht_zip_member(struct ht_zip *z, const char *name);
struct ht_zip_member *ht_zip_member_at(struct ht_zip *z, size_t i);
/* Up to N bytes: how many, 0 at the end, -1 after reporting. */
ptrdiff_t ht_zip_read(struct ht_zip_member *m, void *p, size_t n);
void ht_zip_member_close(struct ht_zip_member *m);      /* NULL is fine */

#endif
