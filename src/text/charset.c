/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The list of character sets, the doors, and what all classes share.  The classes are in charset_*.c.
 */
#include "config.h"
#include "text/charset.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/charset_int.h"
#include "text/charset_tab.h"
#include "text/nfc.h"

#define HT_TABLE_none NULL

static const struct ht_charset sets[] = {
#define CHARSET(name, kind, tab, aliases) { name, aliases, &ht_cs_##kind, HT_TABLE_##tab },
#include "text/charsets.def"
#undef CHARSET
};

const struct ht_charset *
ht_charset_at(size_t i)
{
    return i < HT_COUNT(sets) ? &sets[i] : NULL;
}

size_t
ht_charset_number(const struct ht_charset *cs)
{
    return (size_t)(cs - sets);
}

const char *
ht_charset_name(const struct ht_charset *cs)
{
    return cs->name;
}

const char *
ht_charset_aliases(const struct ht_charset *cs)
{
    return cs->aliases;
}

/* The next letter or digit (or *, which tells VIQR* from VIQR) of *S in lower case; 0 at its end, a blank. */
static char
name_char(const char **s)
{
    for (; **s && **s != ' '; ++*s) {
        char c = **s;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '*') {
            ++*s;
            return c;
        }
    }
    return 0;
}

static bool
same_name(const char *a, const char *b)
{
    for (;;) {
        char x = name_char(&a), y = name_char(&b);
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

static bool
has_name(const struct ht_charset *cs, const char *name)
{
    if (same_name(cs->name, name))
        return true;
    for (const char *a = cs->aliases; *a; a += *a == ' ') {
        if (same_name(a, name))
            return true;
        a += strcspn(a, " ");
    }
    return false;
}

const struct ht_charset *
ht_charset_find(const char *name)
{
    char plain[64];
    size_t n = 0;

    for (; *name && n < sizeof plain - 1; name++)       /* "TCVN 3" is TCVN3: blanks are punctuation here */
        if (*name != ' ')
            plain[n++] = *name;
    plain[n] = '\0';
    if (*name || n == 0)
        return NULL;
    for (size_t i = 0; i < HT_COUNT(sets); i++)
        if (has_name(&sets[i], plain))
            return sets[i].cls != &ht_cs_iconv || ht_cs_iconv_has(&sets[i]) ? &sets[i] : NULL;
    return NULL;
}

const struct ht_charset *
ht_charset_bom(const char *s, size_t len, size_t *skip)
{
    static const struct { const char *mark; size_t len; const char *name; } marks[] = {
        { "\xef\xbb\xbf", 3, "UTF-8" },
        { "\xff\xfe", 2, "UTF-16LE" },
        { "\xfe\xff", 2, "UTF-16BE" },
    };
    *skip = 0;
    for (size_t i = 0; i < HT_COUNT(marks); i++)
        if (len >= marks[i].len && !memcmp(s, marks[i].mark, marks[i].len)) {
            *skip = marks[i].len;
            return ht_charset_find(marks[i].name);
        }
    return NULL;
}

size_t
ht_charset_unit(const struct ht_charset *cs)
{
    return cs->cls == &ht_cs_utf16 || cs->cls == &ht_cs_utf16le || cs->cls == &ht_cs_utf16be ? 2 : 1;
}

bool
ht_charset_keeps_ascii(const struct ht_charset *cs)
{
    return cs->cls == &ht_cs_utf8 || (cs->cls == &ht_cs_table && cs->table->ascii);
}

/* Does a character begin with the unit at P, whatever stands before it? */
static bool
begins(const struct ht_charset *cs, const unsigned char *p, size_t unit)
{
    unsigned char c = unit == 1 || !p[1] ? p[0] : p[0] ? 0 : p[1];
    bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

    if (cs->cls->text)                  /* a letter may be in the middle of an escape */
        return c == '&' || c == '\\' || c == ' ' || c == '\n';
    if (cs->cls == &ht_cs_table)
        return letter && !(cs->table->two[0][c].n & (HT_SEQ_SECOND | HT_SEQ_SPECIAL));
    return letter || c == '\n';
}

size_t
ht_charset_cut(const struct ht_charset *cs, const char *s, size_t n)
{
    size_t unit = ht_charset_unit(cs), end = n - n % unit;

    for (size_t i = end; i > end / 2; i -= unit)
        if (i < end && begins(cs, (const unsigned char *)s + i, unit))
            return i;
    return end ? end : n;
}

/* ---- shared by the classes ---- */

void
ht_cs_keep(const struct ht_bytes *in, size_t i, struct ht_buf *out, struct ht_decoded *res)
{
    char u[4];
    uint32_t c = in->wide ? in->wide[i] : in->s[i];

    if (!ht_cs_xml_char(c)) {
        ht_cs_put(in, c, out, res);
        return;
    }
    ht_buf_add(out, u, ht_utf8_put(u, c));
    res->bad++;
}

void
ht_cs_put(const struct ht_bytes *in, uint32_t c, struct ht_buf *out, struct ht_decoded *res)
{
    char u[4];

    bool xml = ht_cs_xml_char(c);

    if (in->plain || xml)
        ht_buf_add(out, u, ht_utf8_put(u, c));
    res->controls += !xml;
}

void
ht_cs_compose(struct ht_buf *out, size_t start)
{
    struct ht_buf nfc = HT_BUF_INIT;

    if (ht_nfc_quick(out->s + start, out->len - start))
        return;
    if (ht_nfc(&nfc, out->s + start, out->len - start)) {
        ht_buf_cut(out, start);
        ht_buf_add(out, nfc.s, nfc.len);
    }
    ht_buf_fini(&nfc);
}

/* ---- doors ---- */

struct door {
    const char *name;
    const struct ht_table *by;          /* the table that widened the bytes */
    const struct ht_table *or_by;       /* another, where that lacks a character; or NULL */
    bool c1;                            /* U+0080-9F stand for bytes, too */
    bool twice;                         /* UTF-8 was widened, and that as UTF-8 once more */
};

static const struct door doors[HT_DOORS] = {
    [HT_DOOR_BYTES]    = { "bytes",        NULL,            NULL,          false, false },
    [HT_DOOR_TEXT]     = { "CP1252",       &table_cp1252,   NULL,          true,  false },
    [HT_DOOR_TEXT2]    = { "CP1252+UTF-8", &table_cp1252,   &table_cp1258, true,  true },
    [HT_DOOR_CP1258]   = { "CP1258",       &table_cp1258,   NULL,          true,  false },
    [HT_DOOR_CP437]    = { "CP437",        &table_cp437,    NULL,          false, false },
    [HT_DOOR_CP850]    = { "CP850",        &table_cp850,    NULL,          false, false },
    [HT_DOOR_MACROMAN] = { "MACROMAN",     &table_macroman, NULL,          false, false },
};

/* Characters that other programs put in place of the one that a byte was widened to. */
static const struct { uint16_t c; uint8_t byte; } stand_ins[] = {
    { 0x03bc, 0xb5 },                   /* Greek mu: NFKC and upper-lower round trips of the micro sign */
    { 0x2212, 0xad },                   /* minus and bullet operator: text layers of PDF … */
    { 0x2219, 0xb7 },                   /* … for the soft hyphen and the middle dot */
};

const char *
ht_door_name(enum ht_door door)
{
    return doors[door].name;
}

/* The bytes that C is widened from, their number in n; n = 0 if C is no widened byte. */
static struct ht_seq
narrow(const struct door *door, uint32_t c)
{
    struct ht_seq none = { { 0 }, 0 }, e = none;

    if (c < 0x20 || c > 0xffff) {       /* VISCII, VPS and VN1 have letters among the controls */
        e.s[0] = (uint8_t)c;
        e.n = c < 0x20;
        return e;
    }
    e = *ht_table_code(door->by, c);
    if (e.n == 0 && door->or_by)
        e = *ht_table_code(door->or_by, c);
    if (e.n == 0 && door->c1 && c >= 0x80 && c < 0xa0)
        e = (struct ht_seq){ { (uint8_t)c }, 1 };
    for (size_t i = 0; e.n == 0 && i < HT_COUNT(stand_ins) && door->c1; i++)
        if (c == stand_ins[i].c)
            e = (struct ht_seq){ { stand_ins[i].byte }, 1 };
    return e;
}

/* What byte B looks like behind the door, for a byte that the door gives together with others. */
static uint16_t
widened(const struct door *door, uint8_t b)
{
    const struct ht_seq *e = &door->by->two[0][b];
    size_t len;

    if (!ht_seq_len(e))
        return b;
    return (uint16_t)ht_utf8_get((const char *)e->s, &len);
}

enum { RUN = 1024 };                    /* widened bytes that are decoded at a time */

struct run {
    unsigned char s[RUN];
    uint16_t wide[RUN];
    size_t n;
    bool plain;
};

static void
run_flush(struct run *run, const struct ht_charset *cs, struct ht_buf *out, struct ht_decoded *res)
{
    struct ht_bytes in = { run->s, run->n, run->wide, run->plain };

    if (run->n)
        cs->cls->decode(cs, &in, out, res);
    run->n = 0;
}

/* Bytes out of widened text, run by run; a run ends at a character that is no widened byte.  A long run is cut
 * after an ASCII byte, if there is one, since no letter of any set ends with a plain blank or line end. */
static void
decode_wide(const struct ht_charset *cs, const struct door *door, const struct ht_bytes *in, struct ht_buf *out,
            struct ht_decoded *res)
{
    const char *s = (const char *)in->s;
    struct run run;
    size_t l;

    run.n = 0;
    run.plain = in->plain;
    for (size_t i = 0; i < in->len; i += l) {
        uint32_t c = ht_utf8_get(s + i, &l);
        struct ht_seq e = narrow(door, c);
        if (e.n == 0) {
            run_flush(&run, cs, out, res);
            ht_cs_put(in, c, out, res);
            continue;
        }
        if (run.n > RUN - 4 || (run.n > RUN / 2 && c <= ' '))
            run_flush(&run, cs, out, res);
        for (size_t k = 0; k < e.n; k++, run.n++) {
            run.s[run.n] = e.s[k];
            run.wide[run.n] = e.n == 1 ? (uint16_t)c : widened(door, e.s[k]);
        }
    }
    run_flush(&run, cs, out, res);
}

static void
decode(const struct ht_charset *cs, enum ht_door door, const struct ht_bytes *in, struct ht_buf *out,
       struct ht_decoded *res)
{
    struct ht_decoded mine = { 0, 0 };
    size_t start = out->len;

    if (door == HT_DOOR_BYTES || cs->cls->text) {
        cs->cls->decode(cs, in, out, &mine);
    } else if (!doors[door].twice) {
        decode_wide(cs, &doors[door], in, out, &mine);
        ht_cs_compose(out, start);
    } else {
        struct ht_buf inner = HT_BUF_INIT;
        decode_wide(ht_charset_at(0), &doors[door], in, &inner, &mine);
        struct ht_bytes again = { (const unsigned char *)inner.s, inner.len, NULL, in->plain };
        decode_wide(cs, &doors[door], &again, out, &mine);
        ht_buf_fini(&inner);
        ht_cs_compose(out, start);
    }
    if (res)
        *res = mine;
}

void
ht_charset_decode(const struct ht_charset *cs, enum ht_door door, const char *s, size_t len, struct ht_buf *out,
                  struct ht_decoded *res)
{
    struct ht_bytes in = { (const unsigned char *)s, len, NULL, false };

    decode(cs, door, &in, out, res);
}

void
ht_charset_decode_plain(const struct ht_charset *cs, enum ht_door door, const char *s, size_t len,
                        struct ht_buf *out, struct ht_decoded *res)
{
    struct ht_bytes in = { (const unsigned char *)s, len, NULL, true };

    decode(cs, door, &in, out, res);
}

void
ht_charset_encode_counted(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out,
                          struct ht_encoded *res)
{
    struct ht_buf nfc = HT_BUF_INIT;

    *res = (struct ht_encoded){ 0, 0, 0 };
    if (ht_nfc_quick(s, len)) {
        cs->cls->encode(cs, s, len, out, res);
        return;
    }
    ht_nfc(&nfc, s, len);
    cs->cls->encode(cs, nfc.s, nfc.len, out, res);
    ht_buf_fini(&nfc);
}

size_t
ht_charset_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out)
{
    struct ht_encoded res;

    ht_charset_encode_counted(cs, s, len, out, &res);
    return res.lacking;
}
