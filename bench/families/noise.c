/* SPDX-License-Identifier: BSD-2-Clause */
/* What goes wrong between a mouth, a page and a keyboard. */
#include "config.h"
#include "families.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/date.h"
#include "text/fold.h"
#include "text/viet.h"

static const struct { const char *from, *to; } regional[] = {
    { "Hoàng", "Huỳnh" }, { "Vũ", "Võ" }, { "Phúc", "Phước" }, { "Nhật", "Nhựt" }, { "Nhân", "Nhơn" },
    { "Chính", "Chánh" }, { "Sinh", "Sanh" }, { "Nghĩa", "Ngãi" }, { "Hồng", "Hường" }, { "Tùng", "Tòng" },
    { "Bảo", "Bửu" }, { "Cảnh", "Kiểng" }, { "Lý", "Lí" }, { "Mỹ", "Mĩ" }, { "Thị", "T." }, { "Văn", "V." },
    { "Quý", "Quí" }, { "Hòa", "Hoà" }, { "Thúy", "Thuý" }, { "Trinh", "Chinh" }, { "Sương", "Xương" },
    { "Dung", "Dzung" }, { "Giang", "Dang" }, { "Linh", "Ninh" }, { "Lan", "Nan" },
};
static const struct { char from, to; } misread[] = {
    { 'n', 'u' }, { 'u', 'n' }, { 'c', 'e' }, { 'e', 'c' }, { 'h', 'b' }, { 'i', 'l' }, { 'l', 'i' }, { 'o', 'a' },
    { 'a', 'o' }, { 'm', 'n' }, { 't', 'l' }, { 'g', 'q' },
};

/* Replaces the first FROM by TO. */
static bool
replace(char name[NAME_LEN], const char *from, const char *to)
{
    char out[NAME_LEN * 2];
    char *at = strstr(name, from);
    if (!at)
        return false;
    snprintf(out, sizeof out, "%.*s%s%s", (int)(at - name), name, to, at + strlen(from));
    if (strlen(out) >= NAME_LEN)
        return false;
    strcpy(name, out);
    return true;
}

/* Another tone, or another mark, on one vowel of the name. */
static void
other_tone(const struct noise *n, char name[NAME_LEN], bool drop)
{
    char out[NAME_LEN + 16];
    size_t k = 0, len = strlen(name), vowels = 0, which;
    for (size_t i = 0, m; i < len; i += m) {
        enum ht_tone t;
        vowels += ht_with_tone(ht_untone(ht_utf8_get(name + i, &m), &t), HT_SAC) != 0;
    }
    which = vowels ? rng_below(n->rng, (uint32_t)vowels) : 0;
    for (size_t i = 0, m, v = 0; i < len && k < NAME_LEN; i += m) {
        enum ht_tone t;
        uint32_t c = ht_utf8_get(name + i, &m), bare = ht_untone(c, &t);
        bool vowel = ht_with_tone(bare, HT_SAC) != 0;
        if (vowel && v++ == which) {
            enum ht_tone to = drop ? HT_NGANG : (enum ht_tone)rng_below(n->rng, 6);
            uint32_t x = ht_with_tone(drop ? ht_base_letter(bare) : bare, to);
            c = x ? x : bare;
        }
        k += ht_utf8_put(out + k, c);
    }
    out[k] = '\0';
    if (k < NAME_LEN)
        strcpy(name, out);
}

static void
no_marks(char name[NAME_LEN])
{
    size_t k = 0, len = strlen(name);
    for (size_t i = 0, m; i < len; i += m) {
        enum ht_tone t;
        k += ht_utf8_put(name + k, ht_base_letter(ht_untone(ht_utf8_get(name + i, &m), &t)));
    }
    name[k] = '\0';
}

static void
slip(const struct noise *n, char name[NAME_LEN])
{
    size_t len = strlen(name), at = rng_below(n->rng, (uint32_t)len);
    for (size_t k = 0; k < len; k++, at = (at + 1) % len) {
        for (size_t i = 0; i < HT_COUNT(misread); i++) {
            if (name[at] == misread[i].from && rng_chance(n->rng, 0.5)) {
                name[at] = misread[i].to;
                return;
            }
        }
    }
}

static void
drop_middle(char name[NAME_LEN])
{
    char *a = strchr(name, ' '), *b = strrchr(name, ' ');
    if (a && b > a)
        memmove(a, b, strlen(b) + 1);
}

void
noise_name(const struct noise *n, char name[NAME_LEN])
{
    double e = n->rate;
    if (rng_chance(n->rng, 0.030 * e))
        other_tone(n, name, false);
    if (rng_chance(n->rng, 0.020 * e))
        other_tone(n, name, true);
    if (rng_chance(n->rng, 0.012 * e))
        no_marks(name);
    if (rng_chance(n->rng, 0.10 * e)) {
        size_t i = rng_below(n->rng, HT_COUNT(regional));
        if (!replace(name, regional[i].from, regional[i].to))
            replace(name, regional[i].to, regional[i].from);
    }
    if (rng_chance(n->rng, 0.020 * e))
        slip(n, name);
    if (rng_chance(n->rng, 0.012 * e))
        drop_middle(name);
}

void
plain_date(int day, char out[16])
{
    struct ht_date d;
    ht_day_date(day, &d);
    out[ht_date_write(&d, out)] = '\0';
}

void
noise_date(const struct noise *n, int day, bool old, char out[16])
{
    struct ht_date d;
    double e = n->rate;
    if (rng_chance(n->rng, 0.008 * e))
        day -= 20 + (int)rng_below(n->rng, 33);         /* the lunar date */
    ht_day_date(day, &d);
    if (rng_chance(n->rng, (old ? 0.08 : 0.01) * (0.5 + e / 2)))
        d.day = d.month = 0;
    else if (rng_chance(n->rng, old ? 0.03 : 0.005))
        d.day = 0;
    if (d.day && rng_chance(n->rng, 0.01 * e) && d.day <= 12) {
        int8_t t = d.day;
        d.day = d.month;
        d.month = t;
    }
    if (d.day && rng_chance(n->rng, 0.025 * e))
        d.day = (int8_t)(d.day % 10 + 10 * rng_below(n->rng, 3));
    if (d.month && rng_chance(n->rng, 0.012 * e))
        d.month = (int8_t)(rng_below(n->rng, 12) + 1);
    if (rng_chance(n->rng, 0.015 * e))
        d.year = (int16_t)(d.year + (rng_chance(n->rng, 0.5) ? 1 : -1) * (rng_chance(n->rng, 0.3) ? 10 : 1));
    if (d.day && !ht_date_exists(d.year, d.month, d.day))
        d.day = 1;
    out[ht_date_write(&d, out)] = '\0';
}
