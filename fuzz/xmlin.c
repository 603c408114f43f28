/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: any bytes as canonical XML.  The quick reader and libxml2 alone make the same records of them, up to the
 * same failure.  What is accepted is written, read and written again: the second and the third text are the same, and
 * both have as many records.  The first byte says in what pieces the input comes.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/io.h"
#include "fuzz.h"
#include "stream/xmlin.h"
#include "stream/xmlout.h"

/* What came of reading a text and writing its records. */
struct copy {
    struct ht_out *out;
    uint64_t n;
    enum ht_rc rc;
};

static struct copy
copy(const char *s, size_t len, size_t block, bool no_scan, struct ht_diag *d)
{
    struct copy c = { .out = ht_out_mem(d) };
    struct ht_in *in = ht_in_mem("fuzz", s, len, d);
    if (block)
        ht_in_set_block(in, block);
    struct ht_stage *sink = ht_xmlout_new(c.out, &c.n);
    c.rc = ht_xmlin_read(in, sink, &(struct ht_xmlin_opts){ .diag = d, .no_scan = no_scan });
    if (c.rc == HT_OK && sink->cls->end)
        c.rc = sink->cls->end(sink);
    ht_stages_free(sink);
    ht_in_close(in);
    return c;
}

static void
expect_same(const struct copy *a, const struct copy *b)
{
    size_t len1, len2;
    const char *s1 = ht_out_mem_bytes(a->out, &len1), *s2 = ht_out_mem_bytes(b->out, &len2);
    if (a->rc != b->rc || a->n != b->n || len1 != len2 || memcmp(s1, s2, len1))
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "fuzz", .quiet = true });
    size_t block = data[0] < 8 ? data[0] : 0;
    struct copy once = copy((const char *)data + 1, size - 1, block, false, d);
    struct copy slow = copy((const char *)data + 1, size - 1, block, true, d);
    expect_same(&once, &slow);
    if (once.rc == HT_OK) {
        size_t len;
        const char *s = ht_out_mem_bytes(once.out, &len);
        struct copy twice = copy(s, len, 0, false, d);
        expect_same(&once, &twice);
        ht_out_abandon(twice.out);
    }
    ht_out_abandon(once.out);
    ht_out_abandon(slow.out);
    ht_diag_free(d);
    return 0;
}
