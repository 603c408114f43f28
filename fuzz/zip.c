/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as a ward's delivery, a zip container with tables and scans. */
#include "config.h"
#include "formats.h"
#include "formats/scanindex.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char id[] = "KS.2008.01.001";
    /* Pictures and Access databases are read by children: there are none here. */
    setenv("HOTICH_LIBEXECDIR", "/nonexistent", 1);
    struct ht_scan_index *scans = ht_scan_index_new();
    const struct ht_format_job job = { .scans = scans };
    fuzz_format_job(&ht_format_zip, data, size, 1, &job);
    ht_scan_index_find(scans, id, sizeof id - 1);
    ht_scan_index_free(scans);
    return 0;
}
