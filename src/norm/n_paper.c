/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Personal numbers and identity papers.
 *
 * Leading zeros that a spreadsheet ate come back only if province, sex, century and year of birth all agree with the
 * result.
 */
#include "config.h"
#include "norm/normalizer.h"

#include "norm/caption.h"
#include "norm/idprefix.h"
#include "text/fold.h"

/* Words that only say that a number follows, folded. */
static const char *const paper_captions[] = {
    "so", "cmnd", "cmnd so", "so cmnd", "cmt", "cmt so", "so cmt", "cmtnd", "cmtnd so", "cccd", "cccd so", "so cccd",
    "ho chieu", "ho chieu so", "so ho chieu", "hc so", "dinh danh", "so dinh danh", NULL,
};

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
    if (!ht_date_read(v->s, v->len, &d) || d.age >= 0)
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
    const char *s = ht_skip_caption(v->s, paper_captions);
    char digits[HT_NUMBER_MAX];
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
    const char *s = ht_skip_caption(v->s, paper_captions);
    char text[HT_NUMBER_MAX];
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
