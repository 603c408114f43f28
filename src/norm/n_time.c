/* SPDX-License-Identifier: BSD-2-Clause */
/* Times of day: "8 giờ 30 phút", "8h30", "20:15" become 08:30; an hour without minutes is no 08:00. */
#include "config.h"
#include "norm/normalizer.h"

#include <stdio.h>

#include "text/fold.h"

enum part { NO_PART, MORNING, NOON, AFTERNOON, EVENING, NIGHT };

struct clock {
    int hour, minute;                   /* minute -1: not given */
    enum part part;
};

enum word { FILLER, HOURS, MINUTES, HALF };

/* A word between the N numbers read so far.  False where it says that they are not hour and minute: "8 giờ 9 giờ",
 * "5 phút".  Words in front are captions. */
static bool
take_word(enum word word, int *n, int value[2], bool *hours)
{
    switch (word) {
    case HOURS:
        *hours |= *n == 1;
        return *n < 2;
    case MINUTES:
        return *n != 1 || *hours;
    case HALF:
        value[1] = 30;
        return (*n)++ == 1;
    default:
        return true;
    }
}

/* "8-9h" is a range, which folding would hide. */
static bool
has_range(const char *s, size_t len)
{
    static const char *const dashes[] = { "-", "–", "—", "~" };
    bool digit = false, dash = false;
    for (size_t i = 0; i < len; i++) {
        if (s[i] >= '0' && s[i] <= '9') {
            if (digit && dash)
                return true;
            digit = true;
            dash = false;
        } else if (s[i] != ' ') {
            size_t k = 0, n = 0;
            for (; !n && k < sizeof dashes / sizeof *dashes; k++)
                if (len - i >= strlen(dashes[k]) && !memcmp(s + i, dashes[k], strlen(dashes[k])))
                    n = strlen(dashes[k]);
            dash = n > 0;
            digit = digit && dash;
            i += n ? n - 1 : 0;
        }
    }
    return false;
}

/* Reads folded text: words and numbers, one blank between them. */
static bool
read_clock(const char *s, struct clock *t)
{
    static const struct { const char *w; enum part part; } parts[] = {
        { "sang", MORNING }, { "trua", NOON }, { "chieu", AFTERNOON }, { "toi", EVENING }, { "dem", NIGHT },
    };
    static const struct { const char *w; enum word word; } words[] = {
        { "luc", FILLER }, { "hoi", FILLER }, { "vao", FILLER }, { "gio", HOURS }, { "h", HOURS }, { "g", HOURS },
        { "phut", MINUTES }, { "ph", MINUTES }, { "p", MINUTES }, { "ruoi", HALF }, { NULL, FILLER },
    };
    int n = 0, value[2] = { -1, -1 };
    bool hours = false;
    while (*s) {
        if (*s == ' ') {
            s++;
        } else if (*s >= '0' && *s <= '9') {
            int v = 0, digits = 0;
            for (; *s >= '0' && *s <= '9'; s++, digits++)
                v = v < 1000 ? v * 10 + (*s - '0') : v;
            if (n == 2 || digits > 2)
                return false;
            value[n++] = v;
        } else {
            char w[8];
            size_t len = strcspn(s, " 0123456789"), i;
            if (len >= sizeof w)
                return false;
            memcpy(w, s, len);
            w[len] = '\0';
            s += len;
            for (i = 0; i < sizeof parts / sizeof *parts && strcmp(w, parts[i].w); i++)
                ;
            if (i < sizeof parts / sizeof *parts) {
                if (t->part)
                    return false;
                t->part = parts[i].part;
                continue;
            }
            for (i = 0; words[i].w && strcmp(w, words[i].w); i++)
                ;
            if (!words[i].w || !take_word(words[i].word, &n, value, &hours))
                return false;
        }
    }
    t->hour = value[0];
    t->minute = value[1];
    return n > 0 && t->hour <= 24 && t->minute < 60 && !(t->hour == 24 && t->minute > 0);
}

/* Applies "chiều", "tối" to an hour below 13.  False where people mean different hours ("12 giờ đêm"). */
static bool
apply_part(struct clock *t)
{
    if (!t->part || t->hour > 12)
        return true;
    switch (t->part) {
    case MORNING:
        return t->hour >= 1 && t->hour <= 11;
    case NOON:
        t->hour += t->hour <= 2 ? 12 : 0;
        return t->hour >= 10;
    case AFTERNOON:
    case EVENING:
        if (t->hour < 1 || t->hour > 11)
            return false;
        t->hour += 12;
        return true;
    default:
        if (t->hour >= 9 && t->hour <= 11)
            t->hour += 12;
        else if (t->hour < 1 || t->hour > 4)
            return false;
        return true;
    }
}

void
ht_norm_time(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    struct clock t = { .part = NO_PART };
    char fold[48], text[16];
    size_t len = ht_fold_to(fold, sizeof fold, v->s, v->len);
    bool hour_only = false;
    if (len + 1 < sizeof fold && !has_range(v->s, v->len) && read_clock(fold, &t) && apply_part(&t))
        hour_only = t.minute < 0;
    else
        t.hour = -1;
    if (t.hour < 0 || (hour_only && !strchr(fold, 'g') && !strchr(fold, 'h')))
        ht_norm_doubt(n, r, field, HT_D_225, NULL);
    else {
        int size = snprintf(text, sizeof text, hour_only ? "%02d giờ" : "%02d:%02d", t.hour, t.minute);
        ht_norm_put(n, r, field, text, (size_t)size, "time");
    }
}
