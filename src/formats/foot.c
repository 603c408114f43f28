/* SPDX-License-Identifier: BSD-2-Clause */
/* Telling sums and signatures from entries: by closed lists of words, so that a row with anything else in it stays an
 * entry. */
#include "config.h"
#include "formats/foot.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST = 200, WORD = 16, FEW = 3 };     /* bytes of a cell, of a word; cells of a row below a signature */

/* What may stand in such rows besides numbers, folded. */
static const char *const sum_words[] = {
    "ban", "bang", "bo", "ca", "cap", "chau", "chuyen", "co", "con", "cong", "da", "dang", "don", "dong", "du", "duoc",
    "em", "ghi", "ho", "hon", "hop", "ke", "ket", "khai", "ky", "la", "lai", "luy", "mang", "muc", "nam", "nay",
    "nguoi", "nu", "quy", "quyen", "sang", "sinh", "so", "tat", "thang", "thuong", "tich", "toan", "tong", "trang",
    "tre", "truoc", "truong", "tu", "tung", "viec", "vu", "xa",
};
static const char *const sign_words[] = {
    "ban", "bieu", "bo", "can", "chu", "chuc", "chung", "cong", "dan", "danh", "dau", "don", "dong", "duyet", "ghi",
    "giam", "ho", "huyen", "ke", "kiem", "kt", "ky", "lap", "nguoi", "nhan", "phap", "pho", "phong", "phuong", "quan",
    "ro", "sach", "so", "ten", "thi", "thu", "tich", "tm", "toan", "tra", "tran", "truong", "tu", "ubnd", "uy", "va",
    "vi", "vien", "vu", "xa", "xac",
};
/* How a cell of a signature begins; OPEN: behind it stands who it is. */
static const struct { const char *first, *second; bool open; } sign_begins[] = {
    { "cán", "bộ", false }, { "chủ", "tịch", false }, { "công", "chức", false }, { "kt", "chủ", false },
    { "ký", "ghi", false }, { "ký", "tên", false }, { "ký", "và", false }, { "người", "duyệt", false },
    { "người", "ghi", false }, { "người", "kiểm", false }, { "người", "lập", false }, { "phó", "chủ", false },
    { "thủ", "trưởng", false }, { "tm", "ubnd", true }, { "tm", "uỷ", true }, { "tm", "ủy", true },
    { "xác", "nhận", true },
};

struct words {
    const char *const *v;
    size_t n;
};
static const struct words sums = { sum_words, HT_COUNT(sum_words) }, signs = { sign_words, HT_COUNT(sign_words) };

static bool
is_one_of(const struct words *w, const char *word)
{
    for (size_t i = 0; i < w->n; i++)
        if (!strcmp(w->v[i], word))
            return true;
    return false;
}

struct word {
    const char *s;
    size_t len;
    char fold[WORD];                    /* "" if it is too long to be one of ours */
};

/* The next word of S; false if there is none left. */
static bool
next_word(const char **s, const char *end, struct word *w)
{
    size_t n;
    w->fold[0] = '\0';
    while (*s < end && !ht_is_letter(ht_utf8_get(*s, &n)))
        *s += n;
    const char *from = *s;
    while (*s < end && ht_is_letter(ht_utf8_get(*s, &n)))
        *s += n;
    w->s = from;
    w->len = (size_t)(*s - from);
    if (w->len < WORD)
        ht_fold_to(w->fold, WORD, w->s, w->len);
    return w->len;
}

/* True if W is WANT, in any case, with its tones or without any. */
static bool
is_word(const struct word *w, const char *want)
{
    char fold[WORD];
    if ((unsigned char)*want < 0x80 && *w->fold != *want)       /* most words, and cheaply */
        return false;
    struct ht_buf lower = HT_BUF_INIT;
    ht_lower(&lower, w->s, w->len);
    ht_fold_to(fold, sizeof fold, want, strlen(want));
    bool is = !strcmp(lower.s, want) || !strcmp(lower.s, fold);
    ht_buf_fini(&lower);
    return is;
}

/* True if S has words and all of them are of W. */
static bool
has_only(const struct words *w, const char *s, const char *end)
{
    struct word word;
    size_t n = 0;
    for (; next_word(&s, end, &word); n++)
        if (!is_one_of(w, word.fold))
            return false;
    return n;
}

/* Digits alone or in groups of thousands: sums.  Dates and numbers of a ledger have other marks. */
static bool
is_number(const char *s, const char *end)
{
    size_t digits = 0, all = 0;
    bool grouped = false;
    for (; s < end; s++) {
        if (*s >= '0' && *s <= '9') {
            digits++;
            all++;
        } else if ((*s == '.' || *s == ',') && digits && (!grouped || digits == 3)) {
            grouped = true;
            digits = 0;
        } else if (*s != ' ') {
            return false;
        }
    }
    return all && all < 10 && (!grouped || digits == 3);
}

/* What one cell says. */
enum saying { STRANGE, NUMBER, OF_SUM, ONE_WORD, SUM, SIGNED, DATED };

/* "Tổng", "Cộng" with their tones, or two words without any: "Tong" alone may be a name. */
static enum saying
as_sum(const char *s, const char *end)
{
    const char *p = s;
    struct word first, second;
    next_word(&p, end, &first);
    bool toned = first.len > strlen(first.fold), two = next_word(&p, end, &second);
    bool sum = is_word(&first, "tổng") || is_word(&first, "cộng");
    if (sum && !toned)
        return is_word(&second, "cộng") || is_word(&second, "số") ? SUM : OF_SUM;
    return !sum ? OF_SUM : two || memchr(s, ':', (size_t)(end - s)) ? SUM : ONE_WORD;
}

/* "Người lập biểu", "(Ký, ghi rõ họ tên)", "TM. UBND xã Lộc Thuận". */
static bool
is_signature(const char *s, const char *end)
{
    const char *p = s;
    struct word first, second;
    if (!next_word(&p, end, &first) || !next_word(&p, end, &second))
        return false;
    for (size_t i = 0; i < HT_COUNT(sign_begins); i++)
        if (is_word(&first, sign_begins[i].first) && is_word(&second, sign_begins[i].second))
            return sign_begins[i].open || has_only(&signs, s, end);
    return false;
}

/* "Lộc Thuận, ngày 31 tháng 12 năm 2008". */
static bool
is_dated(const char *s, const char *end)
{
    static const char *const parts[] = { "ngay", "thang", "nam" };
    struct word word;
    size_t n = 0;
    while (n < HT_COUNT(parts) && next_word(&s, end, &word))
        n += !strcmp(word.fold, parts[n]);
    return n == HT_COUNT(parts);
}

static enum saying
said_by(const char *s, const char *end)
{
    struct word word;
    const char *p = s;
    if (is_number(s, end))
        return NUMBER;
    if (end - s > LONGEST || !next_word(&p, end, &word))
        return STRANGE;
    if (has_only(&sums, s, end)) {
        enum saying sum = as_sum(s, end);
        if (sum != OF_SUM || !is_signature(s, end))
            return sum;
    }
    return is_signature(s, end) ? SIGNED : is_dated(s, end) ? DATED : STRANGE;
}

/* The cell's text behind blanks; NULL if it is blank. */
static const char *
text_of(const struct ht_cell *c)
{
    const char *s = c->s, *end = s + c->len;
    while (s < end && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r'))
        s++;
    return s < end ? s : NULL;
}

/* Words and no digit in a few cells: whoever signed. */
static bool
has_few_names(const struct ht_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->n; i++) {
        const struct ht_cell *c = &row->cell[i];
        filled += text_of(c) != NULL;
        for (size_t k = 0; k < c->len; k++)
            if (c->s[k] >= '0' && c->s[k] <= '9')
                return false;
    }
    return filled && filled <= FEW;
}

enum ht_foot
ht_row_foot(const struct ht_row *row, enum ht_foot before, const struct ht_cell **cell)
{
    enum ht_foot foot = HT_FOOT_NONE;
    bool number = false, strange = false;
    *cell = NULL;
    for (size_t i = 0; i < row->n && !strange; i++) {
        const char *s = text_of(&row->cell[i]);
        if (!s)
            continue;
        enum saying what = said_by(s, row->cell[i].s + row->cell[i].len);
        bool sum = what == SUM || (what == ONE_WORD && !number);
        bool sign = what == SIGNED || (what == DATED && before);
        if (!*cell)
            *cell = &row->cell[i];
        number = number || what == NUMBER;
        if (!foot)
            foot = sum ? HT_FOOT_SUM : sign ? HT_FOOT_SIGNED : HT_FOOT_NONE;
        strange = what == STRANGE || (!foot && what != NUMBER) || (what == DATED && !sign);
    }
    if (foot && !strange)
        return foot;
    return before == HT_FOOT_SIGNED && has_few_names(row) ? HT_FOOT_SIGNED : HT_FOOT_NONE;
}
