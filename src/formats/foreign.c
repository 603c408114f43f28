/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that are no ledger, or no text, told by how they begin.  Needs no format's library. */
#include "config.h"

#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "formats/format.h"

#define READ_IT N_("hotich-import reads it")

/* How a kind of file begins. */
static const struct beginning {
    size_t at, len;
    const char *magic;
    enum { OTHER, TEXT, SOURCE } kind;  /* no ledger, no ledger but text, read by hotich-import */
    struct ht_foreign what;
} beginnings[] = {
#define FOREIGN(at, magic, what, advice) { at, sizeof magic - 1, magic, OTHER, { what, advice } },
#define FOREIGN_TEXT(at, magic, what, advice) { at, sizeof magic - 1, magic, TEXT, { what, advice } },
#define LEDGER(at, magic, what) { at, sizeof magic - 1, magic, SOURCE, { what, READ_IT } },
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

static const struct beginning *
find(const unsigned char *s, size_t n)
{
    for (size_t i = 0; i < HT_COUNT(beginnings); i++) {
        const struct beginning *b = &beginnings[i];
        if (n > b->at && begins_with(s + b->at, n - b->at, b->magic, b->len))
            return b;
    }
    return NULL;
}

/* What stands behind an XML declaration and blanks; NULL if there is none, or a DOCTYPE, which the parser refuses. */
static const unsigned char *
root_element(const unsigned char *s, size_t n)
{
    const unsigned char *end = s + n, *p = begins_with(s, n, "<?xml", 5) ? memmem(s, n, "?>", 2) : NULL;
    if (!p)
        return NULL;
    for (p += 2; p < end && *p <= ' '; p++)
        ;
    return p + 1 < end && p[1] != '!' ? p : NULL;
}

static const struct ht_foreign *
find_foreign(const unsigned char *s, size_t n)
{
    const struct beginning *b = find(s, n);
    return b && b->kind != SOURCE ? &b->what : NULL;
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
    const unsigned char *root = root_element(s, n);
    const struct ht_foreign *found = find_foreign(s, n);
    return found || !root ? found : find_foreign(root, n - (size_t)(root - s));
}

bool
ht_format_is_noise(const unsigned char *s, size_t n)
{
    enum { LOOK = 4096, FEW = 4 };
    size_t never = 0, controls = 0;
    if (n > LOOK)
        n = LOOK;
    /* VISCII, VPS and VN1 have capitals among the control characters, but not in these places. */
    for (size_t i = 0; i < n; i++) {
        unsigned char c = s[i];
        never += c == 0 || c == 0x07 || c == 0x08 || c == 0x0e || c == 0x0f || c == 0x18 || c == 0x1f || c == 0x7f;
        controls += c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b;
    }
    return (never > FEW && never * 100 > n) || (controls > FEW && controls * 4 > n);
}

const struct ht_foreign *
ht_format_no_text(const unsigned char *s, size_t n)
{
    static const struct ht_foreign noise = {
        N_("binary data"), N_("name the text file instead, or say with -f what it is")
    };
    const struct beginning *b = find(s, n);
    if (b)
        return b->kind != TEXT ? &b->what : NULL;
    return ht_format_is_noise(s, n) ? &noise : NULL;
}
