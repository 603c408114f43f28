/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as an OpenDocument spreadsheet.  The seed is made by "tests/unit/ods FILE". */
#include "config.h"
#include "formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&ht_format_ods, data, size, 1);
}
