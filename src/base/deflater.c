/* SPDX-License-Identifier: BSD-2-Clause */
/* Blocks packed by zlib or libdeflate. */
#include "config.h"
#include "base/deflater.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>
#ifdef HAVE_LIBDEFLATE
#include <libdeflate.h>
#endif

#include "base/lib.h"
#include "base/mem.h"

#ifdef HAVE_LIBDEFLATE
#define DEFLATE(X) \
    X(libdeflate_alloc_compressor) X(libdeflate_free_compressor) X(libdeflate_gzip_compress) \
    X(libdeflate_gzip_compress_bound)
HT_LIB(deflate_lib, SONAME_LIBDEFLATE, DEFLATE)
#endif

#define LEVEL 6

struct ht_deflater {
    z_stream z;                         /* unless there is WHOLE */
#ifdef HAVE_LIBDEFLATE
    struct libdeflate_compressor *whole;
#endif
};

bool
ht_deflater_knows_whole(void)
{
#ifdef HAVE_LIBDEFLATE
    return true;
#else
    return false;
#endif
}

struct ht_deflater *
ht_deflater_new(bool whole)
{
    struct ht_deflater *f = ht_calloc(1, sizeof *f);
#ifdef HAVE_LIBDEFLATE
    if (whole) {
        f->whole = deflate_lib()->libdeflate_alloc_compressor(LEVEL);
        if (!f->whole)
            ht_oom();
        return f;
    }
#endif
    (void)whole;
    if (deflateInit2(&f->z, LEVEL, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL - 1, Z_DEFAULT_STRATEGY) != Z_OK)
        ht_oom();
    return f;
}

void
ht_deflater_free(struct ht_deflater *f)
{
    if (!f)
        return;
#ifdef HAVE_LIBDEFLATE
    if (f->whole)
        deflate_lib()->libdeflate_free_compressor(f->whole);
    else
#endif
        deflateEnd(&f->z);
    free(f);
}

size_t
ht_deflater_room(struct ht_deflater *f)
{
#ifdef HAVE_LIBDEFLATE
    if (f->whole)
        return deflate_lib()->libdeflate_gzip_compress_bound(f->whole, HT_DEFLATE_WHOLE);
#endif
    return deflateBound(&f->z, HT_DEFLATE_BLOCK) + 64;
}

size_t
ht_deflater_whole(struct ht_deflater *f, const unsigned char *in, size_t len, unsigned char *out, size_t room)
{
#ifdef HAVE_LIBDEFLATE
    size_t n = deflate_lib()->libdeflate_gzip_compress(f->whole, in, len, out, room);
#else
    size_t n = 0;
    (void)f, (void)in, (void)len, (void)out, (void)room;
#endif
    assert(n);
    return n;
}

size_t
ht_deflater_part(struct ht_deflater *f, const unsigned char *in, size_t before, size_t len, bool last,
                 unsigned char *out, size_t room)
{
    z_stream *z = &f->z;
    deflateReset(z);
    if (before)
        deflateSetDictionary(z, in - before, (uInt)before);
    z->next_in = (Bytef *)(uintptr_t)in;
    z->avail_in = (uInt)len;
    z->next_out = out;
    z->avail_out = (uInt)room;
    deflate(z, last ? Z_FINISH : Z_SYNC_FLUSH);
    assert(!z->avail_in && z->avail_out);
    return room - z->avail_out;
}
