/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes in and out: the only place that calls read, write and zlib.
 *
 * Input is buffered and looked at before it is consumed; gzip is undone without asking.  Output is
 * buffered; the first failed write is remembered and reported once, when the stream is closed.  A named
 * output appears complete or not at all: it is written to a temporary file beside it, synced and renamed.
 *
 * All failures are reported through the ht_diag given at open, with the file's name and what to do.
 */
#ifndef HT_BASE_IO_H
#define HT_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/digest.h"
#include "base/rc.h"

struct ht_diag;

/* ---- input ---- */

struct ht_in;

/* Opens PATH; NULL or "-" is standard input.  Returns NULL after reporting: a file that cannot be opened
 * is a failure (exit 3).  PATH is not copied and must outlive the stream. */
struct ht_in *ht_in_open(const char *path, struct ht_diag *d);

/* Reads descriptor FD, which is closed with the stream.  NAME is for messages and borrowed. */
struct ht_in *ht_in_fdopen(int fd, const char *name, struct ht_diag *d);

/* Reads bytes from memory instead (tests, fuzzers, members of an archive).  S is borrowed. */
struct ht_in *ht_in_mem(const char *name, const void *s, size_t len, struct ht_diag *d);

/* Bytes at the front without consuming them.  Tries to have at least WANT; *AVAIL says how many there are,
 * fewer only at the end of the input.  Returns NULL after a reported failure; never NULL otherwise.
 * The pointer dies at the next call on IN.  WANT is at most HT_IN_PEEK_MAX. */
#define HT_IN_PEEK_MAX (4u * 1024 * 1024)
const unsigned char *ht_in_peek(struct ht_in *in, size_t want, size_t *avail);

/* Drops the first N bytes, which a peek must have shown. */
void ht_in_consume(struct ht_in *in, size_t n);

/* The next block, consumed: *S and *LEN.  HT_OK, HT_EOF, HT_FAIL. */
enum ht_rc ht_in_block(struct ht_in *in, const unsigned char **s, size_t *len);

const char *ht_in_name(const struct ht_in *in);     /* for messages: the path, or "-" */
int ht_in_fd(const struct ht_in *in);               /* -1 for memory */
bool ht_in_is_gzip(const struct ht_in *in);         /* known after the first peek or block */
uint64_t ht_in_offset(const struct ht_in *in);      /* bytes consumed, after unpacking */
uint64_t ht_in_raw_bytes(const struct ht_in *in);   /* bytes read from the file so far */
uint64_t ht_in_size(const struct ht_in *in);        /* file size, 0 if unknown */

/* Ask before the first read; the digest covers the file's own bytes, packed as they are. */
void ht_in_want_digest(struct ht_in *in);
/* Reads what is left, then gives the digest. */
enum ht_rc ht_in_digest(struct ht_in *in, char hex[HT_DIGEST_HEX]);

/* For tests: at most N bytes per read(2); 0 is the default block. */
void ht_in_set_block(struct ht_in *in, size_t n);
void ht_in_close(struct ht_in *in);                 /* NULL is fine */

/* ---- output ---- */

struct ht_out {
    char *p, *end;                      /* free room; use ht_out_room before writing here */
    char *base;
    struct ht_out_file *file;
};

enum ht_out_flags {
    HT_OUT_DIGEST = 1,                  /* keep a SHA-256 of the bytes that reach the file */
    HT_OUT_DIRECT = 2,                  /* under its own name from the start; it must not exist.  For files in a
                                         * directory that itself appears whole (base/dir.h) */
    HT_OUT_SCRATCH = 4                  /* for this run only: never mind a power cut */
};

/* PATH NULL or "-": standard output.  Anything else is created with mode 0600 and appears under its name
 * only at a successful ht_out_close.  NULL after reporting. */
struct ht_out *ht_out_open(const char *path, unsigned flags, struct ht_diag *d);

/*
 * gzip on several cores (base/pack.h): a packer is shared by any number of outputs, and outlives them.  JOBS
 * 0 is one per core, at most 4; JOBS 1 packs on the caller's thread; the bytes do not depend on it.  DRAINED:
 * its outputs will be drained often; they are packed more slowly.  ht_out_pack comes before the first byte.
 */
struct ht_packer;
struct ht_packer *ht_packer_new(unsigned long jobs, bool drained);
void ht_packer_free(struct ht_packer *p);                       /* NULL is fine */
void ht_out_pack(struct ht_out *o, struct ht_packer *p);

/* Bare deflate (RFC 1951) instead, through a packer for DRAINED outputs: what a member of a zip archive is.  *SUM,
 * which such a member needs beside it, is filled by ht_out_close. */
struct ht_deflated {
    uint32_t crc32;
    uint64_t bytes;                                             /* before packing */
};
void ht_out_deflate(struct ht_out *o, struct ht_packer *p, struct ht_deflated *sum);

/* Flushes, and has everything packed, in the background if there are several jobs. */
void ht_out_start(struct ht_out *o);
/* Flushes and waits until everything is packed and written: ht_out_file_bytes is exact then, but for a
 * trailer. */
void ht_out_drain(struct ht_out *o);
/* Upper bound of what ht_out_file_bytes would be if the output were closed now (packed outputs only). */
uint64_t ht_out_bound(const struct ht_out *o);

/*
 * A last step before the bytes reach the file and its digest, such as encryption.  NEW gets ARG and a
 * function that takes the step's own output; it is called at once, END before the file is closed.  A step
 * that fails says false; the output then fails as a full disk makes it fail.  Comes before the first byte,
 * and before ht_out_pack.
 */
typedef bool ht_out_write(void *to, const char *s, size_t len);
struct ht_out_step {
    void *(*new)(void *arg, ht_out_write *write, void *to);     /* NULL: it cannot be done */
    bool (*add)(void *step, const char *s, size_t len);
    bool (*end)(void *step);
    void (*free)(void *step);                                   /* whatever happened */
};
void ht_out_through(struct ht_out *o, const struct ht_out_step *step, void *arg);

/* Gives the descriptor and the buffers of a HT_OUT_DIRECT output back until the next byte is added, so that
 * thousands of outputs may be open. */
void ht_out_park(struct ht_out *o);

/* Collects into memory: TAKE the bytes with ht_out_mem before closing. */
struct ht_out *ht_out_mem(struct ht_diag *d);
const char *ht_out_mem_bytes(struct ht_out *o, size_t *len);
void ht_out_mem_clear(struct ht_out *o);                        /* forgets what was collected */

void ht_out_flush(struct ht_out *o);    /* errors are sticky; nothing is returned here */
void ht_out_slow(struct ht_out *o, const char *s, size_t len);

/* Room for N bytes at o->p; N at most HT_OUT_ROOM.  The caller advances o->p by what it wrote. */
#define HT_OUT_ROOM 4096
static inline char *
ht_out_room(struct ht_out *o, size_t n)
{
    if ((size_t)(o->end - o->p) < n)
        ht_out_flush(o);
    return o->p;
}

static inline void
ht_out_add(struct ht_out *o, const char *s, size_t len)
{
    if ((size_t)(o->end - o->p) < len) {
        ht_out_slow(o, s, len);
        return;
    }
    memcpy(o->p, s, len);
    o->p += len;
}

static inline void
ht_out_addc(struct ht_out *o, char c)
{
    *ht_out_room(o, 1) = c;
    o->p++;
}

static inline void
ht_out_adds(struct ht_out *o, const char *s)
{
    ht_out_add(o, s, strlen(s));
}

void ht_out_addf(struct ht_out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

bool ht_out_failed(const struct ht_out *o);         /* a write failed: stop producing */
uint64_t ht_out_bytes(const struct ht_out *o);      /* bytes added so far, before packing */
uint64_t ht_out_file_bytes(const struct ht_out *o); /* bytes that reached the file, after packing */
const char *ht_out_name(const struct ht_out *o);

/* Flushes, syncs, renames, frees.  HEX, if not NULL, gets the digest (HT_OUT_DIGEST).
 * HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_out_close(struct ht_out *o, char *hex);
/* The same; *BYTES gets the size of the finished file. */
enum ht_rc ht_out_close_sized(struct ht_out *o, char *hex, uint64_t *bytes);

/* Drops the stream: a named output leaves no trace, standard output keeps what was flushed. NULL is fine. */
void ht_out_abandon(struct ht_out *o);

/* Removes the temporary files of all open outputs; async-signal-safe, for the signal handler. */
void ht_out_cleanup(void);

/* ---- small helpers on whole files ---- */

/* Maps or reads PATH, read-only.  NULL after reporting.  Release with ht_unmap. */
const char *ht_map_file(const char *path, size_t *len, struct ht_diag *d);
/* The same for a file that an option names: that it cannot be read is a bad invocation. */
const char *ht_map_config(const char *path, size_t *len, struct ht_diag *d);
void ht_unmap(const char *s, size_t len);

bool ht_is_dir(const char *path);
bool ht_is_private(const char *path);   /* a regular file that nobody but its owner can read or write */
bool ht_is_file(const char *path);      /* a regular file, and no link to one */

/* Appends what changes when the regular file at PATH is written or replaced: device, inode, size, times.  False if it
 * is none. */
struct ht_buf;
bool ht_file_identity(const char *path, struct ht_buf *out);

/* The SHA-256 of a file's bytes as they are, packed or not.  HT_FAIL after reporting. */
enum ht_rc ht_file_digest(const char *path, char hex[HT_DIGEST_HEX], struct ht_diag *d);

#endif
