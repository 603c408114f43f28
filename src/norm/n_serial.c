/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers of entries and volumes (001/2008), pages.
 *
 * A number's year is added only where the record says it.
 */
#include "config.h"
#include "norm/normalizer.h"

#include "norm/caption.h"

struct serial {
    long number;
    int year, year_digits;              /* 0 digits: none */
};

static size_t
roman(const char *s, long *value)
{
    static const struct { const char *s; int v; } digits[] = {
        { "XX", 20 }, { "XIX", 19 }, { "XVIII", 18 }, { "XVII", 17 }, { "XVI", 16 }, { "XV", 15 }, { "XIV", 14 },
        { "XIII", 13 }, { "XII", 12 }, { "XI", 11 }, { "IX", 9 }, { "X", 10 }, { "VIII", 8 }, { "VII", 7 },
        { "VI", 6 }, { "IV", 4 }, { "V", 5 }, { "III", 3 }, { "II", 2 }, { "I", 1 },
    };
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        size_t n = strlen(digits[i].s);
        char next = s[0] && !strncmp(s, digits[i].s, n) ? s[n] : 'X';
        if ((next < 'A' || next > 'Z') && (next < 'a' || next > 'z')) {
            *value = digits[i].v;
            return n;
        }
    }
    return 0;
}

static size_t
digits_at(const char *s, long *value)
{
    size_t n = 0;
    *value = 0;
    for (; s[n] >= '0' && s[n] <= '9'; n++)
        *value = n < 8 ? *value * 10 + (s[n] - '0') : 0;
    return n;
}

/* Words that only say that a number follows, folded. */
static const char *const serial_captions[] = {
    "quyen so", "quyen", "so thu tu", "so dang ky", "so", "q", "q.", "no", "no.", "trang so", "trang", "tr", "tr.",
    NULL,
};

/* "17/2008", "17-2008", "17.08", "17", "17 năm 2008", "II/2008", "01-TP/HT-2020-GH". */
static bool
read_serial(const char *s, struct serial *out)
{
    long year;
    *out = (struct serial){0};
    s = ht_skip_caption(s, serial_captions);
    size_t n = digits_at(s, &out->number);
    if (!n)
        n = roman(s, &out->number);
    if (!n || n > 7)
        return false;
    s += n;
    if (!strncmp(s, "-TP/HT-", 7) || !strncmp(s, "-TP/CN-", 7)) {
        n = digits_at(s + 7, &year);
        s += 7 + n;
        if (n == 4 && s[0] == '-' && s[1] >= 'A' && s[1] <= 'Z')
            for (s++; *s >= 'A' && *s <= 'Z'; s++)
                ;
        out->year = (int)year;
        out->year_digits = n == 4 ? 4 : -1;
        return !*s && n == 4;
    }
    if (!*s || !strcmp(s, "."))
        return true;
    while (*s == ' ')
        s++;
    if (!strncmp(s, "năm ", strlen("năm ")))
        s += strlen("năm");
    else if (!*s || !strchr("/-._\\", *s))
        return false;
    else
        s++;
    while (*s == ' ')
        s++;
    n = digits_at(s, &year);
    out->year = (int)year;
    out->year_digits = (int)n;
    return (!s[n] || (strchr(".,;", s[n]) && !s[n + 1])) && (n == 2 || n == 4);
}

int
ht_serial_year(const char *s, size_t len)
{
    struct serial v;
    return len < HT_NUMBER_MAX && read_serial(s, &v) && v.year_digits == 4 && ht_year_plausible(v.year) ? v.year : 0;
}

/* The date that belongs to a serial number: the record's own, or that of the entry that is referred to. */
static int
year_beside(const struct ht_norm *n, const struct ht_record *r, int field)
{
    const struct ht_field *f = &r->reg->field[field];
    struct ht_date d;
    int date;
    if (field == ht_shared_field(r->reg, HT_SO) || field == ht_shared_field(r->reg, HT_QUYEN_SO))
        return n->registered.year;
    char prefix[32];
    size_t len = (size_t)(f->name_len - 2) < sizeof prefix ? (size_t)(f->name_len - 2) : 0;      /* giamHoSo */
    memcpy(prefix, f->name, len);
    prefix[len] = '\0';
    date = ht_field_of(r->reg, prefix, "NgayDangKy");
    if (date < 0)
        date = ht_field_of(r->reg, prefix, "Ngay");
    return date >= 0 && r->v[date].s && ht_date_read(r->v[date].s, r->v[date].len, &d) && d.age < 0 ? d.year : 0;
}

/* The year that the record gives a number that has none, or two digits of one; 0 if it gives none or two. */
static int
find_year(const struct ht_norm *n, const struct ht_record *r, int field, const struct serial *v)
{
    bool volume = field == ht_shared_field(r->reg, HT_QUYEN_SO);
    bool own = volume || field == ht_shared_field(r->reg, HT_SO);
    int year[2] = { year_beside(n, r, field), !own ? 0 : volume ? n->so_year : n->quyen_year };
    if (v->year_digits == 2) {
        for (int i = 0; i < 2; i++)
            if (year[i] && year[i] % 100 == v->year)
                return year[i];
        return 0;
    }
    if (year[0] && year[1] && year[0] != year[1])
        return 0;
    return year[0] ? year[0] : year[1];
}

/* The number with at least WIDTH digits, a slash, the year. */
static size_t
write_serial(char *out, long number, int width, int year)
{
    char digits[24];
    size_t n = 0, at = 0;
    for (; number > 0 || (int)n < width; number /= 10)
        digits[n++] = (char)('0' + number % 10);
    while (n > 0)
        out[at++] = digits[--n];
    out[at++] = '/';
    for (int unit = 1000; unit; unit /= 10)
        out[at++] = (char)('0' + year / unit % 10);
    return at;
}

void
ht_norm_serial(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    bool volume = field == ht_shared_field(r->reg, HT_QUYEN_SO);
    struct serial s;
    char text[32];
    if (v->len >= HT_NUMBER_MAX || !read_serial(v->s, &s) || !s.number ||
        (s.year_digits == 4 && !ht_year_plausible(s.year))) {
        ht_norm_doubt(n, r, field, HT_D_220, NULL);
        return;
    }
    if (s.year_digits != 4)
        s.year = find_year(n, r, field, &s);
    if (!s.year) {
        ht_norm_doubt(n, r, field, HT_D_221, NULL);
        return;
    }
    ht_norm_put(n, r, field, text, write_serial(text, s.number, volume ? 2 : 3, s.year), "serial");
    if (volume)
        n->quyen_year = s.year;
    else if (field == ht_shared_field(r->reg, HT_SO))
        n->so_year = s.year;
}

void
ht_norm_page(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    long page;
    if (v->len >= HT_NUMBER_MAX) {
        ht_norm_doubt(n, r, field, HT_D_222, NULL);
        return;
    }
    const char *s = ht_skip_caption(v->s, serial_captions);
    size_t digits = digits_at(s, &page);
    if (!digits || digits > 7 || (s[digits] && strcmp(s + digits, ".")))
        ht_norm_doubt(n, r, field, HT_D_222, NULL);
    else
        ht_norm_put(n, r, field, s, digits, "page");
}
