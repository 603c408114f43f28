/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Character sets: known words through both doors, every table back and forth, iconv as the oracle where it knows
 * the set, and on random bytes the three promises: well-formed, NFC, nothing that XML cannot hold.
 */
#include "config.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/charset_int.h"
#include "text/nfc.h"
#include "tap.h"

static const char *
decoded(const char *name, enum ht_door door, const char *s, struct ht_decoded *res)
{
    static struct ht_buf out = HT_BUF_INIT;
    const struct ht_charset *cs = ht_charset_find(name);

    ht_buf_clear(&out);
    if (!cs)
        return NULL;
    ht_charset_decode(cs, door, s, strlen(s), &out, res);
    return out.s;
}

static const char *
encoded(const char *name, const char *s, struct ht_encoded *res)
{
    static struct ht_buf out = HT_BUF_INIT;
    struct ht_encoded mine;

    ht_buf_clear(&out);
    ht_charset_encode_counted(ht_charset_find(name), s, strlen(s), &out, res ? res : &mine);
    return out.s;
}

/* At how many places behind itself a text with a control character behind it is read otherwise than at the beginning.
 * Tables are decoded block by block, and letters of two or three bytes may begin in one and end in the next. */
static int
misread(const char *name, enum ht_door door, const char *in)
{
    enum { PLACES = 40 };
    struct ht_buf text = HT_BUF_INIT, first = HT_BUF_INIT, want = HT_BUF_INIT;
    int n = 0;
    ht_buf_adds(&first, decoded(name, door, in, NULL));
    ht_buf_addf(&text, "%s \x1b", in);
    ht_buf_adds(&want, decoded(name, door, text.s, NULL));
    for (int i = 1; i < PLACES; i++) {
        ht_buf_clear(&text);
        ht_buf_addf(&text, "%s%*s%s \x1b", in, i, "", in);
        const char *got = decoded(name, door, text.s, NULL);
        n += strlen(got) != first.len + (size_t)i + want.len || strcmp(got + first.len + i, want.s);
    }
    ht_buf_fini(&text);
    ht_buf_fini(&first);
    ht_buf_fini(&want);
    return n;
}

/* One line per fact: how a word looks in a set, and back. */
static void
words(void)
{
    static const struct { const char *set; enum ht_door door; const char *in, *want; } facts[] = {
        { "TCVN3", HT_DOOR_TEXT, "NguyÔn V¨n ¸nh", "Nguyễn Văn ánh" },
        { "tcvn 3", HT_DOOR_BYTES, "tr\xad\xeang", "trường" },
        { "ABC", HT_DOOR_TEXT, "tr\u00ad\u00eang", "trường" },
        { "TCVN3", HT_DOOR_TEXT, "tr\u2212\u00eang", "trường" },
        { "TCVN3", HT_DOOR_BYTES, "A\xb5 \xa2\xca", "À Ấ" },
        { "TCVN3", HT_DOOR_TEXT, "Ủy ban nh©n d©n quËn 9…", "Ủy ban nhân dân quận 9…" },
        { "TCVN3", HT_DOOR_CP437, "Nguy╘n V¿n", "Nguyễn Văn" },
        { "TCVN3H", HT_DOOR_TEXT, "tæ chøc tÝn dông", "TỔ CHỨC TÍN DỤNG" },
        { "VNI", HT_DOOR_TEXT, "Nguyeãn Vaên AÙnh", "Nguyễn Văn Ánh" },
        { "VNI", HT_DOOR_TEXT, "NGUYEãN vieâïc aââ tyï", "NGUYỄN việc â tỵ" },
        { "VNI", HT_DOOR_BYTES, "vie\xe4""c \xd6\xd9ng do\xef", "việc Ứng dọ" },
        { "VNI", HT_DOOR_TEXT, "giô)ø", "giơ)ø" },
        { "VISCII", HT_DOOR_BYTES, "Nguy\xadn \xc1nh \x02", "Nguyễn Ánh Ẳ" },
        { "VPS", HT_DOOR_BYTES, "\x99\x02", "ỖẠ" },
        { "CP1258", HT_DOOR_BYTES, "Nguy\xea\xden V\xe3n \xc1nh n\xec", "Nguyễn Văn Ánh ń" },
        { "CP1258", HT_DOOR_TEXT, "Nguy\u00ea\u00den", "Nguyễn" },
        { "VNI", HT_DOOR_CP1258, "nguye\u0103n", "nguyễn" },
        { "TCVN5712-1", HT_DOOR_BYTES, "\x01 \x80 a\xb3", "Ú À á" },
        { "UTF-8", HT_DOOR_BYTES, "Nguye\u0302\u0303n", "Nguyễn" },
        { "UTF-8", HT_DOOR_TEXT, "Nguyá»…n", "Nguyễn" },
        { "UTF-8", HT_DOOR_TEXT2, "NguyÃ¡Â»â€¦n", "Nguyễn" },
        { "TCVN3", HT_DOOR_TEXT2, "nhÂ©n", "nhân" },
        { "windows-1252", HT_DOOR_BYTES, "\x93\xe9\x94", "“é”" },
        { "Latin 1", HT_DOOR_BYTES, "\xe9", "é" },
        { "VNI-MAC", HT_DOOR_BYTES, "Nguye\x8bn y\x95 \x98", "Nguyễn ỵ ị" },
        { "VNI-DOS", HT_DOOR_BYTES, "\x80 @", "Ấ Ỵ" },
        { "VNI-EMAIL", HT_DOOR_BYTES, "Nguye^~n D_u*o*'c o.", "Nguyễn Đước o." },
        { "BKHCM1", HT_DOOR_BYTES, "}\x81~", "ĐÀẤ" },
        { "BKHCM2", HT_DOOR_BYTES, "\xcf\xc5 \xcf\xe5", "Ệ Ệ" },
        { "Vietware-F", HT_DOOR_BYTES, "\xf4\xff", "ừỵ" },
        { "VIETWARE-X", HT_DOOR_BYTES, "Nguy\xe3\xf9n", "Nguyễn" },
        { "VNU", HT_DOOR_BYTES, "\xb0\xbe", "ắé" },
        { "ISC", HT_DOOR_BYTES, "#\x80", "ỰÀ" },
        { "VIQR", HT_DOOR_BYTES, "Nguye^~n Va(n A'nh, DDu*o+'c.", "Nguyễn Văn Ánh, Đước." },
        { "VIQR", HT_DOOR_BYTES, "Va(n An? la` ai? Chi. HDDND, LDDTBXH, add", "Văn An? là ai? Chị HĐND, LĐTBXH, add" },
        { "VIQR", HT_DOOR_BYTES, "toa\\? a@b.vn http://xa.vn/e^ www.e^.vn K'Bre^u d-a`o",
          "toa? a@b.vn http://xa.vn/e^ www.e^.vn K'Brêu đào" },
        { "VIQR", HT_DOOR_BYTES, "ho.c sinh gi\xe1\xbb\x8fi", "học sinh giỏi" },
        { "VIQR*", HT_DOOR_BYTES, "u*o*'c", "ước" },
        { "NCR-DEC", HT_DOOR_BYTES, "Nguy&#7877;n &#x1f600; &#128512; &amp; &#55296; &#; &#38;", "Nguyễn 😀 😀 &amp; &#55296; &#; &" },
        { "NCR-HEX", HT_DOOR_BYTES, "&#x1EC5;&#150;&", "ễ–&" },
        { "C-ESCAPE", HT_DOOR_BYTES, "Nguy\\u1ec5n \\x1EA5 \\ud83d\\ude00 \\U0001F600 \\ud83d \\n \\\\", "Nguyễn ấ 😀 😀 \\ud83d \\n \\" },
        { "HTML", HT_DOOR_BYTES, "&Acirc;n &eacute; &#7877; &amp; &lt; &#60; &foo;", "Ân é ễ &amp; &lt; &#60; &foo;" },
        { "COMPOSITE", HT_DOOR_BYTES, "Nguyê\u0303n", "Nguyễn" },
        { "NFD", HT_DOOR_BYTES, "e\u0302\u0303", "ễ" },
        { "IBM1129", HT_DOOR_BYTES, "Nguy\xea\xden", "Nguyễn" },
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        CHECK_STR(decoded(facts[i].set, facts[i].door, facts[i].in, NULL), facts[i].want);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        CHECK_INT(misread(facts[i].set, facts[i].door, facts[i].in), 0);
    CHECK(!ht_charset_find("KLINGON"));
    CHECK(!ht_charset_find(""));
    CHECK(!ht_charset_find("-"));
    CHECK_STR(ht_charset_name(ht_charset_find("x-viet-vni")), "VNI-WIN");
}

static void
losses(void)
{
    struct ht_decoded r;
    struct ht_encoded e;

    CHECK_STR(decoded("VNI", HT_DOOR_BYTES, "\xc0 a\xe2\xea", &r), "À â");
    CHECK_INT(r.bad, 1);
    CHECK_STR(decoded("TCVN3", HT_DOOR_BYTES, "\x01\xff", &r), "ÿ");
    CHECK_INT(r.bad, 1);
    CHECK_INT(r.controls, 1);
    struct ht_buf plain = HT_BUF_INIT;
    ht_charset_decode_plain(ht_charset_find("TCVN3"), HT_DOOR_BYTES, "\f\xb5\x1a", 3, &plain, &r);
    CHECK_STR(plain.s, "\fà\x1a");
    CHECK_INT(r.controls, 2);
    ht_buf_fini(&plain);
    CHECK_STR(decoded("UTF-8", HT_DOOR_BYTES, "a\xe1\xbb", &r), "aá»");
    CHECK_INT(r.bad, 2);
    CHECK_STR(decoded("TCVN3", HT_DOOR_MACROMAN, "∏", &r), "á");
    CHECK_STR(encoded("TCVN3", "NGUYỄN 漢", &e), "NGUY\xd4N ?");
    CHECK_INT(e.cased, 1);
    CHECK_INT(e.lacking, 1);
    CHECK_INT(e.first, 0x6f22);
    CHECK_STR(encoded("VIQR", "là ai? Văn An? Đào \\ o'", NULL), "la` ai\\? Va(n An? DDa`o \\\\ o\\'");
    CHECK_STR(encoded("VIQR*", "Ước", NULL), "U*o*'c");
    CHECK_STR(encoded("NCR-DEC", "ễ&#65;", NULL), "&#7877;&#38;#65;");
    CHECK_STR(encoded("NCR-HEX", "ễ", NULL), "&#x1EC5;");
    CHECK_STR(encoded("HTML", "Âễ", NULL), "&Acirc;&#7877;");
    CHECK_STR(encoded("C-ESCAPE", "ễ\\😀", NULL), "\\u1EC5\\\\\\U0001F600");
    CHECK_STR(encoded("COMPOSITE", "Nguyễn ệ", NULL), "Nguyê\u0303n ê\u0323");
    CHECK_STR(encoded("NFD", "ệ", NULL), "e\u0323\u0302");
    CHECK_STR(encoded("IBM1129", "ễ漢", &e), "\xea\xde?");
    CHECK_STR(encoded("IBM1129", "ị", NULL), "i\xf2");
    CHECK_STR(encoded("CP1258", "ńáạ", NULL), "n\xec\xe1" "a\xf2");
    CHECK_STR(encoded("VNI", "Nguyễn Ánh đỵ", NULL), "Nguye\xe3n A\xd9nh \xf1\xee");
}

/* ---- every table ---- */

static uint32_t seed = 1;

static uint32_t
next(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

/* Text of characters that the set has goes to bytes and back; those bytes are what decoding and encoding give
 * again. */
static int
round_trips(const struct ht_charset *cs)
{
    const struct ht_table *t = cs->table;
    struct ht_buf text = HT_BUF_INIT, bytes = HT_BUF_INIT, back = HT_BUF_INIT, again = HT_BUF_INIT;
    int good = 1;

    for (int round = 0; round < 400; round++) {
        struct ht_decoded res;
        ht_buf_clear(&text);
        while (text.len < 90) {
            uint32_t c = next() % 3 ? next() % 96 + 32 : next() % 0x2200;
            char u[4];
            if (!t->code[t->page[c >> 6]][c & 63].n || (c >= 0x300 && c < 0x370) || c < 32)
                continue;
            if (c > 127 || next() % 2 || !t->ascii)
                ht_buf_addc(&text, ' ');        /* so that no two letters make a third */
            ht_buf_add(&text, u, ht_utf8_put(u, c));
        }
        ht_buf_clear(&bytes);
        ht_buf_clear(&back);
        ht_buf_clear(&again);
        if (ht_charset_encode(cs, text.s, text.len, &bytes))
            good = 0;
        ht_charset_decode(cs, HT_DOOR_BYTES, bytes.s, bytes.len, &back, &res);
        ht_charset_encode(cs, back.s, back.len, &again);
        if (res.bad || res.controls || strcmp(again.s, bytes.s) || strcmp(text.s, back.s)) {
            if (good)
                printf("# %s: %s\n# became %s\n", ht_charset_name(cs), text.s, back.s);
            good = 0;
        }
    }
    ht_buf_fini(&text);
    ht_buf_fini(&bytes);
    ht_buf_fini(&back);
    ht_buf_fini(&again);
    return good;
}

/* Every row of data/charset/NAME.tsv decodes as it says, and encodes back unless it is marked alt. */
static int
rows(const struct ht_charset *cs)
{
    char path[4096], line[256], got[64];
    struct ht_buf out = HT_BUF_INIT;
    int good = 1, n = 0;

    snprintf(path, sizeof path, "%s/data/charset/%s.tsv", getenv("srcdir") ? getenv("srcdir") : ".", ht_charset_name(cs));
    FILE *f = fopen(path, "r");
    if (!f)
        return 0;
    while (fgets(line, sizeof line, f)) {
        unsigned b[3], c;
        char in[4] = { 0 }, shown[8], alt[8] = "", u[8] = { 0 };
        if (*line == '#')
            continue;
        n++;
        char *rest = strchr(line, '\t');
        if (rest)
            *rest++ = '\0';
        int k = sscanf(line, "%2X %2X %2X", &b[0], &b[1], &b[2]);
        if (k < 1 || !rest || sscanf(rest, "%X %7s %7s", &c, shown, alt) < 2) {
            printf("# %s: %s\n", path, line);
            good = 0;
            continue;
        }
        for (int i = 0; i < k; i++)
            in[i] = (char)b[i];
        u[ht_utf8_put(u, c)] = '\0';
        ht_buf_clear(&out);
        ht_charset_decode(cs, HT_DOOR_BYTES, in, (size_t)k, &out, NULL);
        snprintf(got, sizeof got, "%s", out.s);
        ht_buf_clear(&out);
        ht_charset_encode(cs, u, strlen(u), &out);
        if (strcmp(got, u) || (strcmp(shown, u) && strcmp(shown, "-")) ||
            (strcmp(out.s, in) != 0) != (strcmp(alt, "alt") == 0)) {
            printf("# %s: %s\n# decoded %s, encoded %s\n", path, line, got, out.s);
            good = 0;
        }
    }
    fclose(f);
    ht_buf_fini(&out);
    return good && n > 30;
}

static void
tables(void)
{
    const struct ht_charset *cs;

    for (size_t i = 0; (cs = ht_charset_at(i)) != NULL; i++)
        if (cs->cls == &ht_cs_table) {
            tap_ok(rows(cs), __FILE__, __LINE__, ht_charset_name(cs));
            tap_ok(round_trips(cs), __FILE__, __LINE__, ht_charset_name(cs));
        }
}

/* ---- promises on any bytes ---- */

static int
fit(const char *s, size_t n)
{
    size_t l;

    if (ht_utf8_valid(s, n) != n)
        return 0;
    for (size_t i = 0; i < n; i += l)
        if (!ht_cs_xml_char(ht_utf8_get(s + i, &l)))
            return 0;
    struct ht_buf nfc = HT_BUF_INIT;
    int changed = ht_nfc(&nfc, s, n);
    ht_buf_fini(&nfc);
    return !changed;
}

static void
promises(void)
{
    const struct ht_charset *cs;
    struct ht_buf out = HT_BUF_INIT, wide = HT_BUF_INIT;

    for (size_t i = 0; (cs = ht_charset_at(i)) != NULL; i++) {
        int good = 1;
        for (int round = 0; round < 600; round++) {
            char s[200], u[4];
            size_t n = next() % sizeof s;
            unsigned mask = next() % 3 ? 255 : 63;
            for (size_t k = 0; k < n; k++)
                s[k] = (char)(next() & mask);
            ht_buf_clear(&out);
            ht_charset_decode(cs, HT_DOOR_BYTES, s, n, &out, NULL);
            good &= fit(out.s, out.len);
            ht_buf_clear(&wide);
            for (size_t k = 0; k < n; k++)
                ht_buf_add(&wide, u, ht_utf8_put(u, next() % 8 ? (unsigned char)s[k] : next() % 0xd800));
            for (enum ht_door d = HT_DOOR_TEXT; d < HT_DOORS; d++) {
                ht_buf_clear(&out);
                ht_charset_decode(cs, d, wide.s, wide.len, &out, NULL);
                good &= fit(out.s, out.len);
            }
        }
        tap_ok(good, __FILE__, __LINE__, ht_charset_name(cs));
    }
    ht_buf_fini(&out);
    ht_buf_fini(&wide);
}

/* The quick path must give what the careful one gives: decoding byte strings whole equals decoding them cut at
 * every blank. */
static void
cut_anywhere(void)
{
    const struct ht_charset *cs;
    struct ht_buf whole = HT_BUF_INIT, parts = HT_BUF_INIT;

    for (size_t i = 0; (cs = ht_charset_at(i)) != NULL; i++) {
        int good = 1;
        if (cs->cls != &ht_cs_table)
            continue;
        for (int round = 0; round < 300; round++) {
            char s[120];
            for (size_t k = 0; k < sizeof s; k++)
                s[k] = (char)(next() % 6 == 0 ? '\n' : next() % 2 ? (unsigned char)"aAeEoOuUyY"[next() % 10] : next() % 224 + 32);
            ht_buf_clear(&whole);
            ht_buf_clear(&parts);
            ht_charset_decode(cs, HT_DOOR_BYTES, s, sizeof s, &whole, NULL);
            for (size_t k = 0, from = 0; k < sizeof s; k++)
                if (s[k] == '\n' || k + 1 == sizeof s) {
                    ht_charset_decode(cs, HT_DOOR_BYTES, s + from, k + 1 - from, &parts, NULL);
                    from = k + 1;
                }
            good &= !strcmp(whole.s, parts.s);
        }
        tap_ok(good, __FILE__, __LINE__, ht_charset_name(cs));
    }
    ht_buf_fini(&whole);
    ht_buf_fini(&parts);
}

/* ---- iconv ---- */

/* Bytes that iconv reads otherwise, with the reason. */
static int
expected_difference(const char *set, unsigned b)
{
    if (b < 32 && b != '\t' && b != '\n' && b != '\r')
        return 1;                       /* XML cannot hold it: left out */
    if (!strcmp(set, "MACROMAN"))
        return b == 0xc6 || b == 0xf0;  /* Apple's own table: increment (iconv: Greek delta), the apple at U+F8FF */
    return 0;
}

static void
against_iconv(void)
{
    static const struct { const char *ours, *theirs; } pairs[] = {
        { "VISCII", "VISCII" }, { "TCVN5712-1", "TCVN" }, { "CP1258", "CP1258" }, { "CP1252", "CP1252" },
        { "ISO-8859-1", "ISO-8859-1" }, { "CP437", "CP437" }, { "CP850", "CP850" }, { "MACROMAN", "MACINTOSH" },
    };
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        iconv_t cd = iconv_open("UTF-8", pairs[p].theirs);
        int differ = 0;
        if (cd == (iconv_t)-1) {
            printf("ok %d - %s # SKIP this iconv lacks it\n", ++tap_n, pairs[p].theirs);
            continue;
        }
        for (unsigned b = 1; b < 256; b++) {
            char in[2] = { (char)b, 0 }, out[16], *from = in, *to = out;
            size_t left = 1, room = sizeof out - 1;
            struct ht_decoded res;
            const char *ours = decoded(pairs[p].ours, HT_DOOR_BYTES, in, &res);
            if (iconv(cd, &from, &left, &to, &room) == (size_t)-1 || iconv(cd, NULL, NULL, &to, &room) == (size_t)-1) {
                iconv(cd, NULL, NULL, NULL, NULL);
                if (!res.bad && !(b >= 0x80 && b < 0xa0)) {
                    printf("# %s %02X: iconv lacks it, we say %s\n", pairs[p].ours, b, ours);
                    differ++;
                }
                continue;
            }
            *to = '\0';
            if (strcmp(ours, out) && !expected_difference(pairs[p].ours, b)) {
                printf("# %s %02X: iconv %s, we %s\n", pairs[p].ours, b, out, ours);
                differ++;
            }
        }
        iconv_close(cd);
        CHECK_INT(differ, 0);
    }
}

/* ---- NFC ---- */

static void
nfc(void)
{
    struct ht_buf b = HT_BUF_INIT;

    CHECK(ht_nfc_quick("Nguyễn Văn Ánh 漢 𡨸", strlen("Nguyễn Văn Ánh 漢 𡨸")));
    CHECK(ht_nfc(&b, "e\u0323\u0302 \u0340 x", strlen("e\u0323\u0302 \u0340 x")));
    CHECK_STR(b.s, "ệ \u0300 x");
    ht_buf_clear(&b);
    CHECK(!ht_nfc(&b, "ê\u0306", strlen("ê\u0306")));
    CHECK_STR(b.s, "ê\u0306");
    ht_buf_clear(&b);
    CHECK(ht_nfc(&b, "각", strlen("각")) == 0 || b.len);
    ht_buf_clear(&b);
    for (int i = 0; i < 100000; i++)                    /* in quadratic time this would take minutes */
        ht_buf_adds(&b, i % 2 ? "\u0301" : "\u0323");
    struct ht_buf c = HT_BUF_INIT;
    CHECK(ht_nfc(&c, b.s, b.len));
    CHECK_INT(c.len, b.len);
    ht_buf_fini(&b);
    ht_buf_fini(&c);
}

int
main(void)
{
    words();
    losses();
    tables();
    promises();
    cut_anywhere();
    against_iconv();
    nfc();
    return tap_done();
}
