/* SPDX-License-Identifier: BSD-2-Clause */
/* Font names. */
#include "config.h"
#include "formats/fonts.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

/* The first row that fits wins.  A name fits if it begins with HEAD and ends in TAIL, case ignored.  Letters as
 * capitals are what the fonts in H show, whatever was typed. */
static const struct { const char *head, *tail, *charset; } fonts[] = {
    { ".vn", "h", "TCVN3H" },
    { ".vn", "", "TCVN3" },
    { "vni-internet mail", "", "VNI-EMAIL" },
    { "vni-dos", "", "VNI-DOS" },
    { "vni dos", "", "VNI-DOS" },
    { "vni-", "", "VNI-WIN" },
    { "vni ", "", "VNI-WIN" },
    { "vps ", "", "VPS" },
    { "vps-", "", "VPS" },
};

static bool
same(const char *s, const char *want, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] - 'A' + 'a') : s[i];
        if (c != want[i])
            return false;
    }
    return true;
}

const struct ht_charset *
ht_font_charset(const char *name, size_t len)
{
    if (len > 7 && name[6] == '+') {    /* the tag of a subset in a PDF file: ABCDEF+.VnTime */
        name += 7;
        len -= 7;
    }
    for (size_t i = 0; i < HT_COUNT(fonts); i++) {
        size_t head = strlen(fonts[i].head), tail = strlen(fonts[i].tail);
        if (len >= head + tail && same(name, fonts[i].head, head) && same(name + len - tail, fonts[i].tail, tail))
            return ht_charset_find(fonts[i].charset);
    }
    return NULL;
}
