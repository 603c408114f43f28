/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * VIQR (RFC 1456): Vietnamese with ASCII marks after the letter, and VIQR*, which writes the horn as *.
 *
 * The hard part is prose, where the marks are punctuation, too.  A mark counts only after a letter that can
 * carry it; a word has one tone; a full stop or question mark at the end of a word counts only where the
 * syllable can have its tone ("ai?" is a question); dd is đ only at the start of a word or among capital
 * consonants (HDDND); addresses (://, @, www.) are left alone.  A backslash takes a mark's meaning away.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/charset_int.h"

static bool
in_set(char c, const char *set)
{
    return c && strchr(set, c) != NULL;
}

static char
small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_ascii_letter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

static bool
is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

#define VOWELS "aeiouy"
#define TONES "'`?~."
#define QUOTABLE "'`?~.^(+*-dD\\"

/* Does S hold the string WHAT? */
static bool
holds(const char *s, size_t n, const char *what)
{
    size_t len = strlen(what);

    for (size_t i = 0; i + len <= n; i++)
        if (!memcmp(s + i, what, len))
            return true;
    return false;
}

/* Words in which no mark counts. */
static bool
is_address(const char *s, size_t n)
{
    return memchr(s, '@', n) || holds(s, n, "://") || (n > 4 && !memcmp(s, "www.", 4));
}

/* What has been seen of a word. */
struct word {
    bool toned;                         /* has its tone */
    bool start;                         /* no letter yet */
    bool acronym;                       /* capital consonants only */
    char before[2];                     /* the last two letters, small, without marks */
};

static const struct word fresh = { false, true, true, { 0, 0 } };

static void
saw_letter(struct word *w, char c)
{
    w->start = false;
    w->acronym &= !(c >= 'a' && c <= 'z') && !in_set(small(c), VOWELS);
    w->before[0] = w->before[1];
    w->before[1] = small(c);
}

/* Can the plain vowel C behind W's letters bear the tone of an open syllable?  (toá, khoẻ, thuý; not ái, aó) */
static bool
bears_tone(const struct word *w, char c)
{
    char a = w->before[0], b = w->before[1];

    c = small(c);
    if (!in_set(b, VOWELS) || (b == 'u' && a == 'q') || (b == 'i' && a == 'g'))
        return true;
    return (b == 'o' && (c == 'a' || c == 'e')) || (b == 'u' && c == 'y');
}

/* Length of đ at S, 0 if there is none. */
static size_t
stroke(const struct word *w, const char *s, size_t n)
{
    bool capitals = n > 1 && s[0] == 'D' && s[1] == 'D';

    if (n < 2 || small(s[0]) != 'd' || !(w->start || (w->acronym && capitals)))
        return 0;
    if (small(s[1]) == 'd')
        return 2;
    return s[1] == '-' && n > 2 && w->start && in_set(small(s[2]), VOWELS) ? 2 : 0;
}

/* How many of the USED bytes of a vowel with marks really belong to it. */
static size_t
marks_that_count(const struct word *w, const char *s, size_t n, size_t used)
{
    char last = s[used - 1];
    bool shaped = used == 3, ends = used == n || !(is_ascii_letter(s[used]) || s[used] == '\\');

    if (used < 2 || !in_set(last, TONES))
        return used;
    if (w->toned)
        return used - 1;
    if (ends && (last == '.' || last == '?') && !shaped && !bears_tone(w, s[0]))
        return used - 1;
    return used;
}

/* The character at S that the rows for the USED bytes give. */
static void
put_row(const struct ht_table *t, const char *s, size_t used, struct ht_buf *out)
{
    struct ht_bytes in = { (const unsigned char *)s, used, NULL, false };
    size_t again;
    const struct ht_seq *e = ht_table_longest(t, &in, 0, &again);

    ht_buf_add(out, (const char *)e->s, ht_seq_len(e));
}

static void
decode_word(const struct ht_table *t, const char *s, size_t n, struct ht_buf *out)
{
    struct word w = fresh;

    for (size_t i = 0, used; i < n; i += used) {
        struct ht_bytes rest = { (const unsigned char *)s + i, n - i, NULL, false };
        used = 1;
        if (s[i] == '\\' && n - i > 1 && in_set(s[i + 1], QUOTABLE)) {
            ht_buf_addc(out, s[i + 1]);
            w = fresh;
            w.start = !is_ascii_letter(s[i + 1]);
            used = 2;
        } else if ((used = stroke(&w, s + i, n - i)) != 0) {
            put_row(t, s + i, used, out);
            saw_letter(&w, s[i]);
        } else if (is_ascii_letter(s[i])) {
            used = 1;
            if (in_set(small(s[i]), VOWELS))
                ht_table_longest(t, &rest, 0, &used);
            used = marks_that_count(&w, s + i, n - i, used);
            put_row(t, s + i, used, out);
            w.toned |= used > 1 && in_set(s[i + used - 1], TONES);
            saw_letter(&w, s[i]);
        } else {
            used = 1;
            ht_buf_addc(out, s[i]);
            if ((unsigned char)s[i] < 0x80)
                w = fresh;
            else
                w.start = w.acronym = false;
        }
    }
}

static size_t
word_end(const char *s, size_t n, size_t i)
{
    while (i < n && !is_blank(s[i]))
        i++;
    return i;
}

/* Appends the blanks at S + I; returns where the next word begins. */
static size_t
copy_blanks(const char *s, size_t n, size_t i, struct ht_buf *out)
{
    size_t from = i;

    while (i < n && is_blank(s[i]))
        i++;
    ht_buf_add(out, s + from, i - from);
    return i;
}

static void
viqr_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    struct ht_buf text = HT_BUF_INIT;
    size_t start = out->len;

    ht_cs_utf8.decode(NULL, in, &text, res);
    for (size_t i = copy_blanks(text.s, text.len, 0, out), end; i < text.len;
         i = copy_blanks(text.s, text.len, end, out)) {
        end = word_end(text.s, text.len, i);
        if (is_address(text.s + i, end - i))
            ht_buf_add(out, text.s + i, end - i);
        else
            decode_word(cs->table, text.s + i, end - i, out);
    }
    ht_buf_fini(&text);
    ht_cs_compose(out, start);
}

/* ---- encoding ---- */

/* Appends letter E; the horn as HORN. */
static void
put_letter(struct ht_buf *out, const struct ht_seq *e, char horn)
{
    for (size_t k = 0; k < e->n; k++)
        ht_buf_addc(out, e->s[k] == '+' && k > 0 ? horn : (char)e->s[k]);
}

/* Would ASCII character C right behind what OUT holds since START be read as a mark or as the end of dd? */
static bool
needs_stroke(const struct ht_buf *out, size_t start, char c)
{
    size_t i = out->len;

    if (c == '\\')
        return true;
    if (in_set(small(c), "d-"))
        return i > start && small(out->s[i - 1]) == 'd' && !(i - 1 > start && out->s[i - 2] == '\\');
    if (!in_set(c, TONES "^(+*"))
        return false;
    while (i > start && in_set(out->s[i - 1], TONES "^(+*"))
        i--;
    return i > start && in_set(small(out->s[i - 1]), VOWELS);
}

static void
encode_word(const struct ht_table *t, const char *s, size_t n, char horn, struct ht_buf *out,
            struct ht_encoded *res)
{
    size_t start = out->len, l;

    for (size_t i = 0; i < n; i += l) {
        uint32_t c = ht_utf8_get(s + i, &l);
        const struct ht_seq *e = ht_table_code(t, c);
        if (c < 0x80) {
            if (needs_stroke(out, start, (char)c))
                ht_buf_addc(out, '\\');
            ht_buf_addc(out, (char)c);
        } else if (e->n) {
            put_letter(out, e, horn);
        } else {
            ht_buf_addc(out, '?');
            if (!res->lacking++)
                res->first = c;
        }
    }
}

static void
encode_text(const struct ht_table *t, const char *s, size_t len, char horn, struct ht_buf *out,
            struct ht_encoded *res)
{
    for (size_t i = copy_blanks(s, len, 0, out), end; i < len; i = copy_blanks(s, len, end, out)) {
        end = word_end(s, len, i);
        if (is_address(s + i, end - i))
            ht_buf_add(out, s + i, end - i);
        else
            encode_word(t, s + i, end - i, horn, out, res);
    }
}

static void
viqr_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    encode_text(cs->table, s, len, '+', out, res);
}

static void
star_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    encode_text(cs->table, s, len, '*', out, res);
}

const struct ht_cs_class ht_cs_viqr = { true, viqr_decode, viqr_encode };
const struct ht_cs_class ht_cs_viqr_star = { true, viqr_decode, star_encode };
