/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as a package's manifest.  What is read names plain files only, and can be written again. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "export/package.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "fuzz", .quiet = true });
    struct ht_package p = {0};
    struct ht_buf sums = HT_BUF_INIT;
    if (ht_package_read(&p, "fuzz", (const char *)data, size, d) == HT_OK) {
        for (size_t i = 0; i < p.parts; i++)
            if (strchr(p.part[i].name, '/') || p.part[i].name[0] == '.'
                || strlen(p.part[i].sha256) != HT_DIGEST_HEX - 1)
                abort();
        ht_package_sums(&p, "", &sums);
        struct ht_out *out = ht_out_mem(d);
        ht_package_write(&p, out);
        ht_out_abandon(out);
    }
    ht_buf_fini(&sums);
    ht_package_fini(&p);
    ht_diag_free(d);
    return 0;
}
