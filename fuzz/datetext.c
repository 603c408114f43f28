/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any text as a date of a clerk.  A date that is read exists, and its canonical form is read the same. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "model/date.h"
#include "model/datetext.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_datetext t, again;
    char text[HT_DATE_MAX];
    if (size > 4096 || ht_utf8_valid((const char *)data, size) != size)
        return 0;
    ht_datetext_read((const char *)data, size, &t);
    if (t.note_len && (size_t)t.note_at + t.note_len > size)
        abort();
    if (t.kind == HT_DT_AGE && (t.age < 0 || t.age > 150))
        abort();
    if (t.kind != HT_DT_DATE)
        return 0;
    struct ht_date d = { t.year, t.month, t.day, -1 };
    if (t.month < 0 || t.month > 12 || (t.day && !ht_date_exists(t.year, t.month, t.day)))
        abort();
    size_t len = ht_date_write(&d, text);
    ht_datetext_read(text, len, &again);
    if (again.kind != HT_DT_DATE || again.year != t.year || again.month != t.month || again.day != t.day)
        abort();
    return 0;
}
