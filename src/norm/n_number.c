/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers: entries and volumes (001/2008), pages, personal numbers, identity papers.
 *
 * A number's year is added only where the record says it; leading zeros that a spreadsheet ate come back only
 * if province, sex, century and year of birth all agree with the result.
 */
#include "config.h"
#include "norm/normalizer.h"

#include "base/utf8.h"
#include "norm/idprefix.h"
#include "text/fold.h"

#define SHOWN 64                        /* no number is longer */

/* ---- N/YYYY ---- */

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
static const char *const paper_captions[] = {
    "so", "cmnd", "cmnd so", "so cmnd", "cmt", "cmt so", "so cmt", "cmtnd", "cmtnd so", "cccd", "cccd so", "so cccd",
    "ho chieu", "ho chieu so", "so ho chieu", "hc so", "dinh danh", "so dinh danh", NULL,
};

/* What stands behind a caption; also behind the apostrophe by which a spreadsheet marks text. */
static const char *
skip_caption(const char *s, const char *const *words)
{
    char fold[SHOWN];
    size_t best = 0;
    while (*s == '\'')
        s++;
    if (!strncmp(s, "N°", strlen("N°")) || !strncmp(s, "Nº", strlen("Nº")))
        return s + strlen("N°") + strspn(s + strlen("N°"), " .");
    if (*s >= '0' && *s <= '9')
        return s;
    for (size_t cut = strlen(s); cut > 0; cut--) {
        char c = s[cut - 1];
        if (c != ' ' && c != ':' && c != '.' && !(s[cut] >= '0' && s[cut] <= '9'))
            continue;
        if (((unsigned char)s[cut] & 0xc0) == 0x80)
            continue;
        size_t end = cut;
        while (end > 0 && (s[end - 1] == ' ' || s[end - 1] == ':'))
            end--;
        ht_fold_to(fold, sizeof fold, s, end);
        for (size_t i = 0; !best && words[i]; i++)
            if (!strcmp(fold, words[i]))
                best = cut;
    }
    s += best;
    while (*s == ' ' || *s == ':' || *s == '.')
        s++;
    return s;
}

/* "17/2008", "17-2008", "17.08", "17", "17 năm 2008", "II/2008", "01-TP/HT-2020-GH". */
static bool
read_serial(const char *s, struct serial *out)
{
    long year;
    *out = (struct serial){0};
    s = skip_caption(s, serial_captions);
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
    return len < SHOWN && read_serial(s, &v) && v.year_digits == 4 && ht_year_plausible(v.year) ? v.year : 0;
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
    if (v->len >= SHOWN || !read_serial(v->s, &s) || (s.year_digits == 4 && !ht_year_plausible(s.year)) || !s.number) {
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
    if (v->len >= SHOWN) {
        ht_norm_doubt(n, r, field, HT_D_222, NULL);
        return;
    }
    const char *s = skip_caption(v->s, serial_captions);
    size_t digits = digits_at(s, &page);
    if (!digits || digits > 7 || (s[digits] && strcmp(s + digits, ".")))
        ht_norm_doubt(n, r, field, HT_D_222, NULL);
    else
        ht_norm_put(n, r, field, s, digits, "page");
}

/* ---- 12-digit personal numbers ---- */

/* Copies S without blanks, dots and hyphens between digits; 0 if anything else is there. */
static size_t
bare_digits(const char *s, size_t len, char *out, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] >= '0' && s[i] <= '9' && n + 1 < cap)
            out[n++] = s[i];
        else if (s[i] != ' ' && s[i] != '.' && s[i] != '-')
            return 0;
    }
    out[n] = '\0';
    return n;
}

/* 1 male, 2 female, 0 unknown: the person's sex by field or by role. */
static int
sex_of(const struct ht_record *r, const char *prefix)
{
    static const struct { const char *prefix; int sex; } roles[] = {
        { "me", 2 }, { "vo", 2 }, { "meNuoi", 2 }, { "giaoBa", 2 }, { "cha", 1 }, { "chong", 1 }, { "chaNuoi", 1 },
        { "giaoOng", 1 },
    };
    int field = ht_field_of(r->reg, prefix, "GioiTinh");
    char fold[16];
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!strcmp(prefix, roles[i].prefix))
            return roles[i].sex;
    if (field < 0 || !r->v[field].s)
        return 0;
    ht_fold_to(fold, sizeof fold, r->v[field].s, r->v[field].len);
    return !strcmp(fold, "nam") || !strcmp(fold, "1") ? 1 : !strcmp(fold, "nu") || !strcmp(fold, "2") ? 2 : 0;
}

/* True if every cross-check of a personal number can be made and passes: province, sex and century, year. */
static bool
fits_person(const struct ht_record *r, const char *prefix, const char *pin)
{
    int birth = ht_field_of(r->reg, prefix, "NgaySinh"), sex = sex_of(r, prefix);
    struct ht_date d;
    if (birth < 0 || !r->v[birth].s || !sex || !ht_id_province(pin))
        return false;
    const struct ht_slot *v = &r->v[birth];
    if (!ht_date_read(v->s, v->len, &d)) {
        /* The date comes later in the record: its last four digits say the year, if they stand alone. */
        return false;
    }
    if (d.age >= 0)
        return false;
    int century = (pin[3] - '0') / 2 + 19, female = (pin[3] - '0') % 2;
    return century == d.year / 100 && female == (sex == 2) &&
           (pin[4] - '0') * 10 + (pin[5] - '0') == d.year % 100;
}

/* Puts zeros back in front until there are 12 digits, if the result is certain. */
static bool
pad(const struct ht_record *r, const char *prefix, char *digits, size_t *len)
{
    char full[13];
    if (*len != 10 && *len != 11)
        return false;
    size_t zeros = 12 - *len;
    memset(full, '0', zeros);
    memcpy(full + zeros, digits, *len + 1);
    if (!fits_person(r, prefix, full))
        return false;
    memcpy(digits, full, sizeof full);
    *len = 12;
    return true;
}

void
ht_norm_pin(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    const char *s = skip_caption(v->s, paper_captions);
    char digits[SHOWN];
    size_t len = bare_digits(s, strlen(s), digits, sizeof digits);
    if (len == 12 || pad(r, r->reg->field[field].prefix, digits, &len))
        ht_norm_put(n, r, field, digits, len, "pin");
    else
        ht_norm_doubt(n, r, field, HT_D_223, NULL);
}

/* ---- identity papers ---- */

enum paper { PAPER_ANY, PAPER_CMND, PAPER_PASSPORT, PAPER_CCCD, PAPER_OTHER };

static enum paper
paper_of(const struct ht_record *r, const char *prefix)
{
    int field = ht_field_of(r->reg, prefix, "LoaiGiayToTuyThan");
    const char *code = field >= 0 ? ht_attr_str(&r->v[field], HT_A_code) : NULL;
    if (!code || !strcmp(code, "0"))
        return PAPER_ANY;
    return !strcmp(code, "1") ? PAPER_CMND : !strcmp(code, "2") ? PAPER_PASSPORT :
           !strcmp(code, "4") ? PAPER_CCCD : PAPER_OTHER;
}

/* True if the text in FIELD is there and names the province PLACE, folded, or one of several ("ha noi;…"). */
static bool
names_place(const struct ht_record *r, int field, const char *places)
{
    char fold[256], name[32];
    if (field < 0 || !r->v[field].s)
        return false;
    ht_fold_to(fold, sizeof fold, r->v[field].s, r->v[field].len);
    for (size_t n; *places; places += n + (places[n] == ';')) {
        n = strcspn(places, ";");
        memcpy(name, places, n);
        name[n] = '\0';
        if (strstr(fold, name))
            return true;
    }
    return false;
}

/* The zero that a spreadsheet ate comes back if the issuer is the province of the number that results, and the paper
 * was issued before the registration and while such numbers were given out (until 2021): nothing else could check
 * it. */
static bool
pad_card(const struct ht_norm *n, const struct ht_record *r, const char *prefix, char *digits, size_t *len)
{
    char full[10];
    int issuer = ht_field_of(r->reg, prefix, "NoiCapGiayToTuyThan");
    int day = ht_field_of(r->reg, prefix, "NgayCapGiayToTuyThan");
    struct ht_date d;
    if (*len != 8 || day < 0 || !r->v[day].s || !ht_date_read(r->v[day].s, r->v[day].len, &d) || d.age >= 0)
        return false;
    full[0] = '0';
    memcpy(full + 1, digits, 9);
    const char *places = ht_card_province(full);
    bool in_time = d.year >= 1957 && d.year <= 2021 && n->registered.year && d.year <= n->registered.year;
    if (!places || !in_time || !names_place(r, issuer, places))
        return false;
    memcpy(digits, full, sizeof full);
    *len = 9;
    return true;
}

/* "B 1234567", "b1234567": a letter or two and digits, together and in capitals; 0 if it is nothing like that. */
static size_t
letters_and_digits(const char *s, size_t len, char *out, size_t cap)
{
    size_t n = 0, letters = 0;
    for (size_t i = 0; i < len; i++) {
        char c = s[i];
        if (c == ' ' || c == '.' || c == '-')
            continue;
        if (n + 1 == cap)
            return 0;
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter ? n != letters || letters == 3 : c < '0' || c > '9')
            return 0;
        letters += letter;
        out[n++] = letter && c >= 'a' ? (char)(c - 'a' + 'A') : c;
    }
    return letters && n > letters + 4 ? n : 0;
}

void
ht_norm_paper(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    const char *prefix = r->reg->field[field].prefix;
    enum paper paper = paper_of(r, prefix);
    const char *s = skip_caption(v->s, paper_captions);
    char text[SHOWN];
    size_t len = bare_digits(s, strlen(s), text, sizeof text);
    bool good = len == 12 || (len == 9 && paper != PAPER_CCCD);
    if (paper == PAPER_CMND || paper == PAPER_CCCD)
        good = good || (len && (pad(r, prefix, text, &len) ||
                                (paper == PAPER_CMND && pad_card(n, r, prefix, text, &len))));
    else if (!len)
        good = (len = letters_and_digits(s, strlen(s), text, sizeof text)) > 0;
    if (good)
        ht_norm_put(n, r, field, text, len, "paper");
    else if (paper == PAPER_CMND || paper == PAPER_CCCD ||
             (paper == PAPER_ANY && (len == 8 || len == 10 || len == 11)))
        ht_norm_doubt(n, r, field, HT_D_224, NULL);
}
