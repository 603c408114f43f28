/* SPDX-License-Identifier: BSD-2-Clause */
/* The ledgers of one ward, and one long register of births for the benchmark. */
#ifndef SAMPLES_LEDGERS_H
#define SAMPLES_LEDGERS_H

#include <stddef.h>

#include "base/io.h"

enum { SEED = 2008 };

/* File name of the I-th ledger, NULL behind the last one. */
const char *ledger_file(size_t i);
/* Writes the whole file.  The same bytes every time. */
void ledger_write(size_t i, struct ht_out *out);

/* N births in 20 columns of UTF-8. */
void births_write(unsigned long n, struct ht_out *out);

#endif
