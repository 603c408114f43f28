/* SPDX-License-Identifier: BSD-2-Clause */
/* File names of deliverables. */
#include "config.h"
#include "export/names.h"

#include "model/date.h"
#include "text/fold.h"

#define MAX_PARTS 8

/* Words in front of the ward's name, folded. */
static const char *const office[] = { "ubnd", "uy ban nhan dan", "uy ban hanh chinh", "ubhc", NULL };

/* Short forms of units, folded.  Names of files are built from the words they stand for. */
static const struct {
    const char *abbreviation, *words;
} units[] = {
    { "f", "phuong" }, { "h", "huyen" }, { "p", "phuong" }, { "q", "quan" }, { "t", "tinh" }, { "t p", "thanh pho" },
    { "t t", "thi tran" }, { "t x", "thi xa" }, { "tp", "thanh pho" }, { "tt", "thi tran" }, { "tx", "thi xa" },
    { "x", "xa" },
};

struct part {
    char s[128];                        /* folded */
    size_t len;
};

/* Puts INSTEAD where P begins with the words WORDS; false if it does not, or there is no room. */
static bool
replace_start(struct part *p, const char *words, const char *instead)
{
    size_t n = strlen(words), m = strlen(instead);
    if (p->len <= n || memcmp(p->s, words, n) != 0 || p->s[n] != ' ' || p->len - n + m >= sizeof p->s)
        return false;
    n += !m;                            /* the blank goes with the word */
    memmove(p->s + m, p->s + n, p->len - n + 1);
    memcpy(p->s, instead, m);
    p->len += m - n;
    return true;
}

/* "tp hcm" becomes "thanh pho ho chi minh". */
static void
spell_out(struct part *p)
{
    static const char city[] = " hcm", city_words[] = " ho chi minh";
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (replace_start(p, units[i].abbreviation, units[i].words))
            break;
    size_t at = p->len - (sizeof city - 1);
    if (p->len >= sizeof city && at + sizeof city_words <= sizeof p->s && !strcmp(p->s + at, city)) {
        memcpy(p->s + at, city_words, sizeof city_words);
        p->len = at + sizeof city_words - 1;
    }
}

/* The parts of "UBND phường Bến Nghé, quận 1, TP. Hồ Chí Minh", folded, spelled out and without the office. */
static size_t
split_place(const char *place, struct part part[MAX_PARTS])
{
    size_t n = 0;
    for (const char *s = place; *s && n < MAX_PARTS;) {
        size_t len = strcspn(s, ",");
        part[n].len = ht_fold_to(part[n].s, sizeof part[n].s, s, len);
        n += part[n].len > 0;
        s += len + (s[len] == ',');
    }
    for (size_t i = 0; n && office[i] && !replace_start(&part[0], office[i], ""); i++)
        ;
    for (size_t i = 0; i < n; i++)
        spell_out(&part[i]);
    return n;
}

/* First letters of the words; a number stays whole, so that district 1 and district 10 differ. */
static void
add_initials(const struct part *p, struct ht_buf *out)
{
    for (const char *s = p->s; *s;) {
        size_t len = strcspn(s, " ");
        ht_buf_add(out, s, *s >= '0' && *s <= '9' ? len : 1);
        s += len;
        s += *s == ' ';
    }
}

void
ht_bundle_name(const struct ht_ledger *l, struct ht_buf *out)
{
    struct part part[MAX_PARTS];
    size_t n = split_place(l->place, part);
    if (!n)
        ht_buf_addc(out, '_');
    for (size_t i = 0; n && i < part[0].len; i++)
        if (part[0].s[i] != ' ')
            ht_buf_addc(out, part[0].s[i]);
    for (size_t i = n > 3 ? n - 2 : 1; i < n; i++) {
        ht_buf_addc(out, '_');
        add_initials(&part[i], out);
    }
    ht_buf_addf(out, ".%s.%s.%s", l->reg->code, l->year, l->volume);
}

void
ht_ward_key(const char *place, struct ht_buf *out)
{
    struct part part[MAX_PARTS];
    if (split_place(place, part))
        ht_scan_key(part[0].s, out);
}

bool
ht_scan_name(const struct ht_ledger *l, const struct ht_record *r, struct ht_buf *out)
{
    const struct ht_slot *date = &r->v[ht_shared_field(r->reg, HT_NGAY_DANG_KY)];
    const struct ht_slot *so = &r->v[ht_shared_field(r->reg, HT_SO)];
    struct ht_date d;
    size_t digits = 0;
    while (so->s && so->s[digits] >= '0' && so->s[digits] <= '9')
        digits++;
    if (!digits || (so->s[digits] && so->s[digits] != '/') || !date->s || !ht_date_read(date->s, date->len, &d)
        || !ht_date_full(&d))
        return false;
    const char *number = so->s;
    for (; digits > 3 && *number == '0'; digits--)
        number++;
    ht_buf_addf(out, "%s.%s.%s.%04d-%02d-%02d.", l->reg->code, l->year, l->volume, d.year, d.month, d.day);
    for (size_t i = digits; i < 3; i++)
        ht_buf_addc(out, '0');
    ht_buf_add(out, number, digits);
    ht_buf_adds(out, ".pdf");
    return true;
}

void
ht_scan_key(const char *name, struct ht_buf *out)
{
    size_t from = out->len;
    ht_fold(out, name, strlen(name));
    for (size_t i = from; i < out->len; i++)
        if (out->s[i] == ' ')
            out->s[i] = '-';
}
