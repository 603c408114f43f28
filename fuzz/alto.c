/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as pages in ALTO.  The seeds are made by tests/lib/mkpage. */
#include "config.h"
#include "pages.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_pages(&ht_format_alto, data, size);
}
