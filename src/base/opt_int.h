/* SPDX-License-Identifier: BSD-2-Clause */
/* Options, inside: opt.c finds the rows of the words on a command line, opt_value.c sets their values, opt_outputs.c
 * looks at the files that they name. */
#ifndef HT_BASE_OPT_INT_H
#define HT_BASE_OPT_INT_H

#include "base/opt.h"

/* Sets the value of ROW in BASE to ARG; NULL: a flag, or an argument that was left out.  0, or -1 after reporting. */
int ht_opt_set(const struct ht_opt *row, void *base, const char *arg, struct ht_diag *d);

#endif
