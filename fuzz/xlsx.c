/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as an Excel workbook.  The seed is made by "tests/unit/xlsx FILE". */
#include "config.h"
#include "formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&ht_format_xlsx, data, size, 1);
}
