/* SPDX-License-Identifier: BSD-2-Clause */
/* What a leader leaves in a reading. */
#include "config.h"
#include "ocr/tidy.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Low quotes and ellipses are what a comma over a dot and dots look like. */
static void
plain_marks(struct ht_buf *b)
{
    static const struct { const char *from, *to; } mark[] = { { "\u201E", "," }, { "\u201A", "," }, { "\u2026", "." } };
    for (size_t k = 0; k < HT_COUNT(mark); k++) {
        size_t len = strlen(mark[k].from);
        char *at;
        while ((at = strstr(b->s, mark[k].from))) {
            *at = *mark[k].to;
            memmove(at + 1, at + len, strlen(at + len) + 1);
            ht_buf_cut(b, b->len - len + 1);
        }
    }
}

/* ---- dates ---- */

enum { DATE_DIGITS = 8 };

/* A date: its digits one behind the other, those of each of its numbers, and the mark that divides them. */
struct parts {
    char digit[DATE_DIGITS + 1];
    size_t len[3], n, all;
    char mark;
};

/* False if S is not made of numbers and what may divide them, eight digits at most. */
static bool
take_parts(const char *s, struct parts *p)
{
    *p = (struct parts){ .mark = '.' };
    while (*s) {
        size_t digits = strspn(s, "0123456789"), marks = strspn(s + digits, " .,:-/");
        if (!digits || p->all + digits > DATE_DIGITS || p->n == HT_COUNT(p->len) || (!marks && s[digits]))
            return false;
        memcpy(p->digit + p->all, s, digits);
        p->len[p->n++] = digits;
        p->all += digits;
        for (s += digits; marks; marks--, s++) {
            if (*s == '/')
                p->mark = '/';
            else if ((*s == '-' || *s == ':') && p->mark == '.')
                p->mark = '-';
        }
    }
    return p->n > 0;
}

/* Day, month and year again, where marks were lost: 27/071999, 24091995, 21.09 2001. */
static void
mend_date(struct ht_buf *b)
{
    struct parts p;
    if (!take_parts(b->s, &p))
        return;
    bool whole = p.n == 3 && p.len[0] <= 2 && p.len[1] <= 2 && p.len[2] == 4;
    bool run = p.all == DATE_DIGITS && (p.n == 1 || (p.n == 2 && (p.len[0] == 2 || p.len[0] == 4)));
    if (!whole && !run)
        return;
    int day = whole ? (int)p.len[0] : 2, month = whole ? (int)p.len[1] : 2;
    ht_buf_clear(b);
    ht_buf_addf(b, "%.*s%c%.*s%c%s", day, p.digit, p.mark, month, p.digit + day, p.mark, p.digit + day + month);
}

/* ---- words ---- */

struct scan {
    const char *s;
    size_t len, at;
    enum ht_kind kind;
};

static size_t
word_before(const struct scan *c)
{
    size_t start = c->at;
    while (start) {
        size_t back = start - 1;
        while (back && ((unsigned char)c->s[back] & 0xC0) == 0x80)
            back--;
        size_t n;
        uint32_t ch = ht_utf8_get(c->s + back, &n);
        if (!ht_is_letter(ch) && !(ch >= '0' && ch <= '9'))
            break;
        start = back;
    }
    return start;
}

/* True if a word that is no abbreviation ends before the stop: a syllable, or what is as long as one. */
static bool
ends_word(const struct scan *c, size_t start)
{
    struct ht_syllable y;
    size_t letters = 0;
    for (size_t i = start, n; i < c->at; i += n, letters++)
        if (!ht_is_letter(ht_utf8_get(c->s + i, &n)))
            return false;
    return letters >= 3 || (letters && ht_syllable(c->s + start, c->at - start, &y));
}

static bool
is_capital(const char *s)
{
    size_t n;
    uint32_t c = ht_utf8_get(s, &n);
    return ht_is_letter(c) && ht_lower_char(c) != c;
}

/* Names of units follow a comma: "xã Mỹ Lộc, huyện Hậu Lộc". */
static bool
begins_unit(const char *s)
{
    static const char *const unit[] = { "xã ", "phường ", "thị ", "quận ", "huyện ", "thành phố ", "tỉnh ", "thôn ",
                                        "tổ ", "ấp ", "khu ", "bản ", "buôn " };
    for (size_t i = 0; i < HT_COUNT(unit); i++)
        if (!strncmp(s, unit[i], strlen(unit[i])))
            return true;
    return false;
}

enum mark { DROP, STOP, COMMA };

/* What stops and commas from c->at to END are, the text going on at NEXT. */
static enum mark
judge(const struct scan *c, size_t end, size_t next)
{
    size_t start = word_before(c);
    if (memchr(c->s + c->at, ',', end - c->at))
        return COMMA;
    if (start < c->at && is_digit(c->s[c->at - 1]) && next == end && is_digit(c->s[next]))
        return STOP;
    bool number = start < c->at && is_digit(c->s[c->at - 1]), word = ends_word(c, start);
    bool office = c->at - start == 4 && !memcmp(c->s + start, "UBND", 4);
    if (c->kind == HT_KIND_PLACE && (word || number) && !office && begins_unit(c->s + next))
        return COMMA;
    if (c->kind == HT_KIND_TEXT && next > end && is_capital(c->s + next))
        return STOP;                    /* the end of a sentence */
    return word || start == c->at ? DROP : STOP;
}

static void
mend_words(struct ht_buf *b, enum ht_kind kind)
{
    struct ht_buf out = HT_BUF_INIT;
    struct scan c = { .s = b->s, .len = b->len, .kind = kind };
    while (c.at < c.len) {
        size_t end = c.at + strspn(c.s + c.at, ".,"), next = end + strspn(c.s + end, " ");
        if (end == c.at) {
            ht_buf_addc(&out, c.s[c.at++]);
            continue;
        }
        enum mark mark = next < c.len ? judge(&c, end, next) : STOP;
        if (mark == STOP && c.s[c.at] == '.') {
            ht_buf_addc(&out, '.');
            c.at = end;
            continue;
        }
        while (mark == COMMA && out.len && out.s[out.len - 1] == ' ')
            ht_buf_cut(&out, out.len - 1);
        ht_buf_adds(&out, mark == COMMA ? "," : "");
        if (next < c.len && out.len && out.s[out.len - 1] != ' ' &&
            !(mark == COMMA && next == end && is_digit(c.s[next])))
            ht_buf_addc(&out, ' ');
        c.at = next;
    }
    ht_buf_clear(b);
    ht_buf_add(b, out.s, out.len);
    ht_buf_fini(&out);
}

/* "QĐ:UBND": nothing but a hyphen stands between the letters of a paper's number. */
static void
mend_hyphens(struct ht_buf *b)
{
    for (size_t i = 1; i + 1 < b->len; i++)
        if (b->s[i] == ':' && !is_digit(b->s[i - 1]) && !is_digit(b->s[i + 1]) && b->s[i - 1] != ' ' &&
            b->s[i + 1] != ' ')
            b->s[i] = '-';
}

void
ht_tidy_leader(struct ht_buf *text, enum ht_kind kind)
{
    if (!text->len)
        return;
    plain_marks(text);
    if (kind == HT_KIND_DATE) {
        mend_date(text);
        return;
    }
    if (kind == HT_KIND_PAPER || kind == HT_KIND_DOCNO)
        mend_hyphens(text);
    else
        mend_words(text, kind);
}
