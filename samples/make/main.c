/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Makes the samples:   make-samples DIR       all ledgers into DIR, which must exist
 *                      make-samples --births N    a CSV of N births on standard output, for the benchmark
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/prog.h"
#include "ledgers.h"

static int
write_all(const char *dir, struct ht_diag *d)
{
    for (size_t i = 0; ledger_file(i); i++) {
        char path[4096];
        int n = snprintf(path, sizeof path, "%s/%s", dir, ledger_file(i));
        struct ht_out *out = n > 0 && (size_t)n < sizeof path ? ht_out_open(path, 0, d) : NULL;
        if (!out)
            return -1;
        ledger_write(i, out);
        if (ht_out_close(out, NULL))
            return -1;
    }
    return 0;
}

int
main(int argc, char **argv)
{
    ht_prog_start("make-samples");
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "make-samples" });
    if (argc == 3 && !strcmp(argv[1], "--births")) {
        struct ht_out *out = ht_out_open(NULL, 0, d);
        births_write(strtoul(argv[2], NULL, 10), out);
        ht_out_close(out, NULL);
    } else if (argc == 2) {
        write_all(argv[1], d);
    } else {
        ht_diag_usage(d, "usage: make-samples DIR | --births N");
    }
    return ht_diag_free(d);
}
