/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as the table of a web page.  The seeds are those of tests/tools/formats. */
#include "config.h"
#include "formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&ht_format_html, data, size, 1);
}
