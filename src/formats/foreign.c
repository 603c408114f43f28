/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that are no ledger, or no text, told by how they begin.  Needs no format's library. */
#include "config.h"

#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "formats/format.h"

static const struct {
    size_t at, len;
    const char *magic;
    struct ht_foreign what;
} foreign[] = {
#define FOREIGN(at, magic, what, advice) { at, sizeof magic - 1, magic, { what, advice } },
#include "formats/foreign.def"
};

static const struct ht_office office[] = {
#define OFFICE(part, what, advice) { part, { what, advice } },
#include "formats/foreign.def"
};

const struct ht_office *
ht_office_at(size_t i)
{
    return i < HT_COUNT(office) ? &office[i] : NULL;
}

static unsigned char
lower_ascii(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static bool
begins_with(const unsigned char *s, size_t n, const char *magic, size_t len)
{
    if (n < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (lower_ascii(s[i]) != lower_ascii((unsigned char)magic[i]))
            return false;
    return true;
}

/* Its head is longer than that of all others, 68 bytes, and so are its columns', 48. */
static bool
is_dbase7(const unsigned char *s, size_t n)
{
    enum { HEAD = 68, COLUMN = 48 };
    if (n < HEAD || (s[0] != 0x04 && s[0] != 0x8c) || s[2] < 1 || s[2] > 12 || s[3] < 1 || s[3] > 31)
        return false;
    unsigned head = ht_le16(s + 8);
    return head > HEAD + COLUMN && ht_le16(s + 10) > 1;
}

static const struct ht_foreign *
find_foreign(const unsigned char *s, size_t n)
{
    for (size_t i = 0; i < HT_COUNT(foreign); i++)
        if (n > foreign[i].at && begins_with(s + foreign[i].at, n - foreign[i].at, foreign[i].magic, foreign[i].len))
            return &foreign[i].what;
    return NULL;
}

const struct ht_foreign *
ht_format_foreign(const unsigned char *s, size_t n)
{
    static const struct ht_foreign dbase7 = {
        N_("a table of dBase 7"), N_("save it as dBase IV, or open it in LibreOffice and save it as .xlsx")
    };
    const struct ht_foreign *binary = is_dbase7(s, n) ? &dbase7 : find_foreign(s, n);
    if (binary)
        return binary;
    if (begins_with(s, n, "\xef\xbb\xbf", 3)) {
        s += 3;
        n -= 3;
    }
    while (n && (*s == ' ' || *s == '\n' || *s == '\r' || *s == '\t')) {
        s++;
        n--;
    }
    return find_foreign(s, n);
}
