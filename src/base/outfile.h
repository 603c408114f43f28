/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an output reaches: a temporary file that gets its name at the end, a file written in place, a device, standard
 * output, or memory.  The first failure stays, and nothing is written behind it.  Only base/out.c uses this.
 */
#ifndef HT_BASE_OUTFILE_H
#define HT_BASE_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"

struct ht_diag;

struct ht_outfile {
    int fd;                             /* -1: memory, or parked */
    const char *name;                   /* for messages */
    char *path, *temp;                  /* NULL for standard output and memory; no temp: written in place */
    int err;                            /* errno of the first failure */
    bool is_private;                    /* created by us */
    bool is_scratch;                    /* needs not survive this run */
    bool is_mem;
    uint64_t written;
    uint64_t started;                   /* bytes that the system was asked to write to the disk */
    struct ht_buf mem;
    struct ht_digest *digest;           /* NULL: nobody asked */
};

/* PATH and FLAGS as for ht_out_open.  False after reporting. */
bool ht_outfile_open(struct ht_outfile *f, const char *path, unsigned flags, struct ht_diag *d);
void ht_outfile_open_mem(struct ht_outfile *f);

void ht_outfile_write(struct ht_outfile *f, const char *s, size_t len);

/* Gives the descriptor back; takes it up again.  For files written in place. */
void ht_outfile_park(struct ht_outfile *f);
void ht_outfile_unpark(struct ht_outfile *f);

/* Syncs and closes; the file gets its name, or goes if anything failed. */
void ht_outfile_close(struct ht_outfile *f);
/* Closes and removes what is ours; standard output stays open. */
void ht_outfile_drop(struct ht_outfile *f);
void ht_outfile_fini(struct ht_outfile *f);     /* gives memory back; closed or dropped before */

#endif
