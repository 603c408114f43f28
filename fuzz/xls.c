/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as an Excel 5.0 to 2003 workbook.  The seed is made by "tests/unit/xls FILE". */
#include "config.h"
#include "formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&ht_format_xls, data, size, 1);
}
