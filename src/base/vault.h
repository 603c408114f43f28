/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One growing block of memory that moves to an unnamed temporary file in $TMPDIR when it passes a limit: the system
 * then keeps in memory what is in use and no more.  The address changes when the block grows.
 */
#ifndef HT_BASE_VAULT_H
#define HT_BASE_VAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/rc.h"

struct ht_diag;

/* A struct with LIMIT set and the rest zeroed is an empty vault; limit 0: never a file. */
struct ht_vault {
    unsigned char *p;
    size_t size;                        /* bytes that P has room for */
    size_t limit;
    bool filed;
};

/* Makes room for NEED bytes.  HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_vault_room(struct ht_vault *v, size_t need, struct ht_diag *d);
void ht_vault_fini(struct ht_vault *v);

#endif
