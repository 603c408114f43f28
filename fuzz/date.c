/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as a canonical date.  What is accepted must come back byte for byte. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "model/date.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_date d;
    if (!ht_date_read((const char *)data, size, &d))
        return 0;
    char text[HT_DATE_MAX];
    size_t len = ht_date_write(&d, text);
    if (len != size || memcmp(text, data, size))
        abort();
    int32_t first, last;
    ht_date_interval(&d, ht_day_number(2020, 1, 1), &first, &last);
    if (first > last)
        abort();
    return 0;
}
