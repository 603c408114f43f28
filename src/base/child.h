/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Helper programs: parsers that may hang or crash on damaged files run as a child with limits, and their output is read
 * like a file.  They live in the directory for internal programs (HOTICH_LIBEXECDIR overrides it).
 */
#ifndef HT_BASE_CHILD_H
#define HT_BASE_CHILD_H

#include <stddef.h>
#include <sys/types.h>

#include "base/io.h"

/* In a child that has just been forked by PARENT: signal SIG when PARENT dies, now if it is dead already.  Where the
 * kernel cannot do that, a child outlives a killed parent for as long as its work takes. */
void ht_child_of(pid_t parent, int sig);

struct ht_child;

/* Starts helper ARGV[0] with ARGV (NULL-terminated), standard input closed, at most MEMORY bytes and SECONDS of
 * processor time.  NAME is for messages about its output.  NULL after reporting. */
struct ht_child *ht_child_start(const char *const *argv, const char *name, size_t memory, unsigned seconds,
                                struct ht_diag *d);
/* The same for a program of the system: ARGV[0] is looked for in $PATH. */
struct ht_child *ht_child_command(const char *const *argv, const char *name, size_t memory, unsigned seconds,
                                  struct ht_diag *d);
struct ht_in *ht_child_out(struct ht_child *c);         /* what it writes to standard output */

/* Ends the child if it still runs and frees.  Its exit status; 127: it is not installed; 128 and the signal's number if
 * a signal ended it. */
int ht_child_end(struct ht_child *c);

#endif
