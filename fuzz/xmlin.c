/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: any bytes as canonical XML.  What is accepted is written, read and written again: the second and the
 * third text are the same, and both have as many records.  The first byte says in what pieces the input comes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/io.h"
#include "fuzz.h"
#include "stream/xmlin.h"
#include "stream/xmlout.h"

/* Reads S and appends what the writer makes of it to OUT. */
static enum ht_rc
copy(const char *s, size_t len, size_t block, struct ht_out *out, uint64_t *n, struct ht_diag *d)
{
    struct ht_in *in = ht_in_mem("fuzz", s, len, d);
    if (block)
        ht_in_set_block(in, block);
    struct ht_stage *sink = ht_xmlout_new(out, n);
    enum ht_rc rc = ht_xmlin_read(in, sink, &(struct ht_xmlin_opts){ .diag = d });
    if (rc == HT_OK && sink->cls->end)
        rc = sink->cls->end(sink);
    ht_stages_free(sink);
    ht_in_close(in);
    return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "fuzz", .quiet = true });
    struct ht_out *once = ht_out_mem(d), *twice = ht_out_mem(d);
    uint64_t n1 = 0, n2 = 0;
    size_t block = data[0] < 8 ? data[0] : 0;
    if (copy((const char *)data + 1, size - 1, block, once, &n1, d) == HT_OK) {
        size_t len1, len2;
        const char *s1 = ht_out_mem_bytes(once, &len1);
        if (copy(s1, len1, 0, twice, &n2, d) != HT_OK || n1 != n2)
            abort();
        const char *s2 = ht_out_mem_bytes(twice, &len2);
        if (len1 != len2 || memcmp(s1, s2, len1))
            abort();
    }
    ht_out_abandon(once);
    ht_out_abandon(twice);
    ht_diag_free(d);
    return 0;
}
