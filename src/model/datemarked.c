/* SPDX-License-Identifier: BSD-2-Clause */
/* Day, month and year by marker words (ngày, tháng, năm), which say what a number is. */
#include "config.h"
#include "model/datetext_int.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "model/numwords.h"
#include "text/fold.h"

void
ht_date_put(struct parts *p, int value, int digits)
{
    if (value < 0 || p->next >= NSLOTS || p->value[p->next] >= 0) {
        p->bad = true;
        return;
    }
    p->value[p->next] = value;
    p->digits[p->next] = digits;
    p->next++;
}

/* The words from AT up to the next marker are one number.  "năm" is a marker and a five: the first word behind a
 * marker is always a number. */
static size_t
put_words(struct reader *r, size_t at, struct parts *p)
{
    const char *w[10];
    size_t n = 0, i = at;
    for (; i < r->n && r->t[i].kind == WORD && n < HT_COUNT(w); i++) {
        if (is(r, i, "thang") || is(r, i, "ngay"))
            break;
        if (n && is(r, i, "nam") && p->next < YEAR && !ht_says_thousand(w, n)) {
            w[n] = "nam";
            /* "tháng mười năm …": five only if that makes a number that can be a day or month and another
             * marker or number follows. */
            bool five = p->next == DAY ? true : i + 1 < r->n && is(r, i + 1, "nam") && ht_number_words(w, n + 1) <= 12;
            if (!five || ht_number_words(w, n + 1) < 0)
                break;
        }
        w[n++] = r->t[i].s;
    }
    int value = ht_number_words(w, n);
    if (value >= 1000 && p->next == DAY)
        p->next = YEAR;
    ht_date_put(p, value, p->next == YEAR && value >= 100 ? 4 : 2);
    return i;
}

/* Folding forgives lost diacritics, not wrong ones: "bả mươi" may have been ba or bảy. */
static bool
spelt_right(const struct reader *r)
{
    static const char *const words[] = {
        "ngày", "tháng", "năm", "mùng", "mồng", "một", "mốt", "bốn", "tư", "lăm", "nhăm", "sáu", "bảy", "bẩy", "tám",
        "chín", "không", "mười", "mươi", "hăm", "trăm", "nghìn", "ngàn", "lẻ", "dương", "lịch", "lúc", "vào", "là",
        NULL };
    char low[16];
    for (size_t i = 0; i < r->n; i++) {
        size_t len = 0, n;
        const struct token *t = &r->t[i];
        if (t->kind != WORD || ht_is_ascii(r->text + t->from, (size_t)(t->to - t->from)))
            continue;
        for (size_t at = t->from; at < t->to && len + 4 < sizeof low; at += n)
            len += ht_utf8_put(low + len, ht_lower_char(ht_utf8_get(r->text + at, &n)));
        low[len] = '\0';
        if (!any_of(low, words))
            return false;
    }
    return true;
}

/* The length of a form's dots at AT that nobody filled in: "ngày ... tháng".  Dots before a number only lead
 * to it. */
static size_t
form_blank(const struct reader *r, size_t at)
{
    size_t i = at;
    while (is(r, i, ".") || is(r, i, "…") || is(r, i, "_"))
        i++;
    bool blank = i > at + 1 || is(r, at, "…") || is(r, at, "_");
    return blank && (is(r, i, "thang") || is(r, i, "nam")) ? i - at : 0;
}

void
ht_date_read_marked(struct reader *r, struct parts *p)
{
    static const struct { const char *w; enum slot slot; } markers[] = {
        { "ngay", DAY }, { "mung", DAY }, { "mong", DAY }, { "thang", MONTH }, { "th", MONTH },
        { "nam", YEAR }, { "sn", YEAR },
    };
    static const char *const skip[] = { "sinh", "vao", "luc", "duong", "lich", "dl", "ghi", "la", NULL };
    bool after_marker = false;
    p->bad = !spelt_right(r);
    for (size_t i = 0; i < r->n && !p->bad;) {
        const struct token *t = &r->t[i];
        size_t k;
        if (t->kind == NUMBER) {
            ht_date_put(p, t->digits <= 4 ? t->value : -1, t->digits);
            after_marker = false;
            i++;
            continue;
        }
        if (t->kind == MARK && after_marker && (k = form_blank(r, i)) > 0) {
            after_marker = false;
            i += k;
            continue;
        }
        if (t->kind == MARK) {
            if (!strchr("./-,:", t->s[0]))
                p->bad = true;
            i++;
            continue;
        }
        for (k = 0; k < HT_COUNT(markers) && (after_marker || strcmp(t->s, markers[k].w)); k++)
            ;
        if (k < HT_COUNT(markers)) {
            if (markers[k].slot < p->next && !(p->next == MONTH && markers[k].slot == DAY && p->value[DAY] < 0))
                p->bad = true;
            p->next = markers[k].slot;
            p->marked = true;
            after_marker = markers[k].slot != DAY || (!is(r, i + 1, "mung") && !is(r, i + 1, "mong"));
            i++;
        } else if (any_of(t->s, skip)) {
            i++;
        } else {
            i = put_words(r, i, p);
            after_marker = false;
            /* Words without any marker are a year or nothing, but a day may stand before "tháng". */
            size_t ahead = i + (i < r->n && r->t[i].kind == MARK);
            bool day = p->next == MONTH && is(r, ahead, "thang");
            p->bad = p->bad || (!p->marked && !day && (p->next != NSLOTS || p->digits[YEAR] != 4));
        }
    }
}
