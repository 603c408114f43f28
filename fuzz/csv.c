/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as delimited text. */
#include "config.h"
#include "formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&ht_format_csv, data, size, 0);
}
