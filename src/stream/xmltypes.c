/* SPDX-License-Identifier: BSD-2-Clause */
/* Checks of attribute values. */
#include "config.h"
#include "stream/xmltypes.h"

#include <stdlib.h>
#include <string.h>

const char *const ht_xml_states[] = { "blank", "unreadable", "inferred", NULL };

static size_t
count_digits(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && s[n] >= '0' && s[n] <= '9')
        n++;
    return n;
}

/* Name characters of XML 1.0; beyond ASCII all are taken, as our own names are ASCII. */
static bool
name_char(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == ':' || c >= 0x80;
}

static bool
words(const char *s, size_t len, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == ' ')
            continue;
        if (!name_char((unsigned char)s[i]))
            return false;
        n += i == 0 || s[i - 1] == ' ';
    }
    return n >= 1 && n <= max;
}

static bool
is_state(const char *s, size_t len)
{
    for (const char *const *p = ht_xml_states; *p; p++)
        if (strlen(*p) == len && !memcmp(*p, s, len))
            return true;
    return false;
}

bool
ht_xml_type_ok(enum ht_xml_type type, const char *s, size_t len)
{
    switch (type) {
    case HT_XML_STRING:
        return true;
    case HT_XML_NMTOKEN:
        return words(s, len, 1);
    case HT_XML_NMTOKENS:
        return words(s, len, len);
    case HT_XML_PERCENT:
        return len >= 1 && len <= 3 && count_digits(s, len) == len && (len < 3 || !memcmp(s, "100", 3));
    case HT_XML_STATE:
        return is_state(s, len);
    case HT_XML_DIAG_CODE:
        return len == 5 && !memcmp(s, "HT", 2) && count_digits(s + 2, 3) == 3;
    case HT_XML_COUNT:
        return len >= 1 && len <= 18 && count_digits(s, len) == len;
    }
    abort();
}
