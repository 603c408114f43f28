/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: lines that are cut without libcsv have the cells that libcsv gives.  The first byte chooses the form. */
#include "config.h"
#include "csv_slice.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = ",;\t|";
    if (!size)
        return 0;
    char eol = *data & 4 ? '\r' : '\n', delim = delimiters[*data & 3];
    const char *s = (const char *)data + 1, *const end = s + size - 1;
    while (s < end) {
        size_t n;
        const char *nl = memchr(s, eol, (size_t)(end - s));
        if (!nl)
            return 0;                   /* the reader feeds lines with their ends */
        if (!csv_slice_agrees(s, (size_t)(nl - s) + 1, delim, eol, &n))
            abort();
        s = nl + 1;
    }
    return 0;
}
