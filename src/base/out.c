/* SPDX-License-Identifier: BSD-2-Clause */
/* Output: a buffer, then packing, then a step, then the file. */
#include "config.h"
#include "base/io.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/pack.h"
#include "base/prog.h"

#define BLOCK (128u * 1024)
#define STEP_SHARE 512                  /* a step adds less than one byte for so many, */
#define STEP_ROOM 16384                 /* and holds back less than this */

struct ht_out_file {
    struct ht_outfile to;
    struct ht_diag *diag;
    bool parked;                        /* descriptor and buffers given back for the time being */
    uint64_t added;
    struct ht_packed *packed;           /* NULL: as it is */
    const struct ht_out_step *step;     /* NULL: none */
    void *stepping;
};

static struct ht_out *
new_output(struct ht_diag *d)
{
    struct ht_out *o = ht_malloc(sizeof *o);
    o->base = o->p = ht_malloc(BLOCK);
    o->end = o->base + BLOCK;
    o->file = ht_calloc(1, sizeof *o->file);
    o->file->diag = d;
    return o;
}

struct ht_out *
ht_out_open(const char *path, unsigned flags, struct ht_diag *d)
{
    struct ht_outfile to;
    if (!ht_outfile_open(&to, path, flags, d))
        return NULL;
    struct ht_out *o = new_output(d);
    o->file->to = to;
    return o;
}

struct ht_out *
ht_out_mem(struct ht_diag *d)
{
    struct ht_out *o = new_output(d);
    ht_outfile_open_mem(&o->file->to);
    return o;
}

const char *
ht_out_mem_bytes(struct ht_out *o, size_t *len)
{
    assert(o->file->to.is_mem);
    ht_out_flush(o);
    *len = o->file->to.mem.len;
    return o->file->to.mem.s;
}

void
ht_out_mem_clear(struct ht_out *o)
{
    o->p = o->base;
    ht_buf_clear(&o->file->to.mem);
}

static bool
write_stepped(void *to, const char *s, size_t len)
{
    struct ht_out_file *f = to;
    ht_outfile_write(&f->to, s, len);
    return !f->to.err;
}

static void
write_all(struct ht_out_file *f, const char *s, size_t len)
{
    if (!f->step)
        ht_outfile_write(&f->to, s, len);
    else if (!f->to.err && !f->step->add(f->stepping, s, len) && !f->to.err)
        f->to.err = EIO;
}

void
ht_out_through(struct ht_out *o, const struct ht_out_step *step, void *arg)
{
    struct ht_out_file *f = o->file;
    assert(!f->step && !f->packed && !ht_out_bytes(o));
    f->stepping = step->new(arg, write_stepped, f);
    if (f->stepping)
        f->step = step;
    else if (!f->to.err)
        f->to.err = EIO;
}

static void
pass_on(struct ht_out_file *f, const char *s, size_t len)
{
    f->added += len;
    if (f->to.err)
        return;
    if (f->packed)
        ht_packed_add(f->packed, s, len);
    else
        write_all(f, s, len);
}

static void
write_packed(void *arg, const char *s, size_t len)
{
    write_all(arg, s, len);
}

void
ht_out_pack(struct ht_out *o, struct ht_packer *p)
{
    ht_out_deflate(o, p, NULL);
}

void
ht_out_deflate(struct ht_out *o, struct ht_packer *p, struct ht_deflated *sum)
{
    assert(!ht_out_bytes(o));
    o->file->packed = ht_packed_new(p, write_packed, o->file, sum);
}

/* Takes up again what ht_out_park laid down. */
static void
unpark(struct ht_out *o)
{
    struct ht_out_file *f = o->file;
    f->parked = false;
    o->base = o->p = ht_malloc(BLOCK);
    o->end = o->base + BLOCK;
    ht_outfile_unpark(&f->to);
}

void
ht_out_flush(struct ht_out *o)
{
    if (o->file->parked)
        unpark(o);
    if (o->p > o->base)
        pass_on(o->file, o->base, (size_t)(o->p - o->base));
    o->p = o->base;
}

void
ht_out_start(struct ht_out *o)
{
    ht_out_flush(o);
    if (o->file->packed)
        ht_packed_start(o->file->packed);
}

void
ht_out_drain(struct ht_out *o)
{
    ht_out_flush(o);
    if (o->file->packed)
        ht_packed_drain(o->file->packed);
}

uint64_t
ht_out_bound(const struct ht_out *o)
{
    const struct ht_out_file *f = o->file;
    size_t waiting = (size_t)(o->p - o->base);
    uint64_t n = f->to.written + (f->packed ? ht_packed_pending(f->packed) : 0) + waiting + waiting / 1024 + 128;
    return f->step ? n + n / STEP_SHARE + STEP_ROOM : n;
}

void
ht_out_park(struct ht_out *o)
{
    struct ht_out_file *f = o->file;
    if (f->parked)
        return;
    ht_out_flush(o);
    if (f->packed)
        ht_packed_rest(f->packed);
    ht_outfile_park(&f->to);
    free(o->base);
    o->base = o->p = o->end = NULL;
    f->parked = true;
}

void
ht_out_slow(struct ht_out *o, const char *s, size_t len)
{
    ht_out_flush(o);
    while (len > BLOCK) {
        pass_on(o->file, s, BLOCK);
        s += BLOCK;
        len -= BLOCK;
    }
    memcpy(o->p, s, len);
    o->p += len;
}

void
ht_out_addf(struct ht_out *o, const char *fmt, ...)
{
    struct ht_buf b = HT_BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    ht_buf_vaddf(&b, fmt, ap);
    va_end(ap);
    ht_out_add(o, b.s, b.len);
    ht_buf_fini(&b);
}

bool
ht_out_failed(const struct ht_out *o)
{
    return o->file->to.err != 0;
}

uint64_t
ht_out_bytes(const struct ht_out *o)
{
    return o->file->added + (uint64_t)(o->p - o->base);
}

uint64_t
ht_out_file_bytes(const struct ht_out *o)
{
    return o->file->to.written;
}

const char *
ht_out_name(const struct ht_out *o)
{
    return o->file->to.name;
}

static void
free_output(struct ht_out *o)
{
    struct ht_out_file *f = o->file;
    ht_packed_free(f->packed);
    if (f->step)
        f->step->free(f->stepping);
    ht_outfile_fini(&f->to);
    free(f);
    free(o->base);
    free(o);
}

enum ht_rc
ht_out_close(struct ht_out *o, char *hex)
{
    uint64_t bytes;
    return ht_out_close_sized(o, hex, &bytes);
}

enum ht_rc
ht_out_close_sized(struct ht_out *o, char *hex, uint64_t *bytes)
{
    struct ht_out_file *f = o->file;
    ht_out_flush(o);
    if (f->packed)
        ht_packed_end(f->packed);
    if (f->step && !f->to.err && !f->step->end(f->stepping) && !f->to.err)
        f->to.err = EIO;
    *bytes = f->to.written;
    ht_outfile_close(&f->to);
    if (hex && f->to.digest)
        ht_digest_hex(f->to.digest, hex);
    int err = f->to.err;
    if (err) {
        struct ht_where w = { .file = f->to.path };
        if (f->to.path)
            ht_diag_fail(f->diag, &w, NULL, _("cannot write: %s"), strerror(err));
        else
            ht_diag_fail(f->diag, NULL, NULL, _("cannot write to standard output: %s"), strerror(err));
    }
    free_output(o);
    return err ? HT_FAIL : HT_OK;
}

void
ht_out_abandon(struct ht_out *o)
{
    if (!o)
        return;
    struct ht_out_file *f = o->file;
    if (!f->to.is_private && !f->to.is_mem)
        ht_out_flush(o);
    if (f->packed)
        ht_packed_drain(f->packed);     /* nothing may be under way to a file that is closed */
    ht_outfile_drop(&f->to);
    free_output(o);
}
