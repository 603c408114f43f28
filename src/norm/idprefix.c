/* SPDX-License-Identifier: BSD-2-Clause */
/* First digits of personal numbers.  A law of 2016 fixed them for good: numbers given out do not change when
 * provinces merge, so they are a table in the program. */
#include "config.h"
#include "norm/idprefix.h"

#include <stdint.h>
#include <string.h>

static const uint8_t provinces[] = {
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
    45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
    91, 92, 93, 94, 95, 96,
};

bool
ht_id_province(const char *pin)
{
    int code = 0;
    for (int i = 0; i < 3; i++) {
        if (pin[i] < '0' || pin[i] > '9')
            return false;
        code = code * 10 + (pin[i] - '0');
    }
    for (unsigned i = 0; i < sizeof provinces; i++)
        if (provinces[i] == code)
            return true;
    return code >= 100;
}

/* Identity cards of nine digits that begin with a zero; provinces that were once one share their digits.  Only what two
 * sources have (data/SOURCES); the other first digits are not here, so that nothing is concluded from them. */
const char *
ht_card_province(const char *number)
{
    static const struct { const char *digits, *places; } cards[] = {
        { "01", "ha noi" }, { "02", "ho chi minh;hcm;sai gon" }, { "03", "hai phong" }, { "05", "son la" },
        { "07", "ha giang" }, { "095", "bac kan;bac can" },
    };
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++)
        if (!strncmp(number, cards[i].digits, strlen(cards[i].digits)))
            return cards[i].places;
    return NULL;
}
