/* SPDX-License-Identifier: BSD-2-Clause */
/* Clean books and their defects. */
#include "config.h"
#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/date.h"

#define PLACE "UBND xã Mỹ Lộc, huyện Cần Giuộc, tỉnh Long An"

static const char *const clean[HT_NREG] = {
#define CLEAN(reg, fields) [HT_REG_##reg] = fields,
#include "clean.def"
#undef CLEAN
};

void
book_init(struct book *b)
{
    memset(b, 0, sizeof *b);
    for (int i = 0; i < ENTRIES + SPARE; i++)
        ht_record_init(&b->entry[i]);
}

void
book_fini(struct book *b)
{
    for (int i = 0; i < ENTRIES + SPARE; i++)
        ht_record_fini(&b->entry[i]);
}

/* ---- values ---- */

static void
add_name(struct ht_buf *out, int e, int salt, const char *middle)
{
    static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
                                          "Dương", "Lý", "Đinh", "Mai", "Tạ" };
    static const char *const given[] = { "An", "Bình", "Cúc", "Dung", "Giang", "Hà", "Hải", "Khánh", "Lan", "Liên", "Minh", "Nga",
                                         "Oanh", "Phương", "Quyên", "Sen", "Tâm", "Uyên", "Xuân", "Yến", "Thảo", "Ngọc", "Vân" };
    ht_buf_addf(out, "%s %s %s", family[(size_t)(e + salt / 2 * 5) % HT_COUNT(family)], middle,
                given[(size_t)(e * 3 + salt * 7) % HT_COUNT(given)]);
}

static void
add_day(struct ht_buf *out, int32_t day)
{
    struct ht_date d;
    char text[HT_DATE_MAX];
    ht_day_date(day, &d);
    ht_date_write(&d, text);
    ht_buf_adds(out, text);
}

/* One {token} of a value, its name without the braces. */
static void
add_token(struct ht_buf *out, const char *token, int e, int32_t day)
{
    switch (token[0]) {
    case 'm':
        add_name(out, e, 0, "Văn");
        return;
    case 'w':
        add_name(out, e, 1, "Thị");
        return;
    case 'M':
        add_name(out, e, 1, "Văn");
        return;
    case 'W':
        add_name(out, e, 3, "Thị");
        return;
    case 'n':
        ht_buf_addf(out, "%03d", e - (token[1] == '-'));
        return;
    case 'p':
        ht_buf_adds(out, PLACE);
        return;
    case 'd':
        add_day(out, day + atoi(token + 1));
        return;
    default:
        ht_buf_addf(out, "%.4s-%02d-%02d", token, 2 + e * 5 % 11, 2 + e * 7 % 26);
        return;
    }
}

static void
expand(struct ht_buf *out, const char *s, size_t len, int e, int32_t day)
{
    ht_buf_clear(out);
    for (size_t i = 0; i < len; i++) {
        if (s[i] != '{') {
            ht_buf_addc(out, s[i]);
            continue;
        }
        add_token(out, s + i + 1, e, day);
        i += strcspn(s + i, "}");
    }
}

/* ---- fields ---- */

/* The first field of a person whose name ends in STEM, -1 if there is none. */
static int
first_of_stem(const struct ht_register *reg, const char *stem, size_t len)
{
    for (size_t i = 0; i < reg->nfields; i++) {
        const struct ht_field *f = &reg->field[i];
        size_t prefix = strlen(f->prefix);
        if (prefix && f->name_len == prefix + len && !memcmp(f->name + prefix, stem, len))
            return (int)i;
    }
    return -1;
}

static int
find_field(const struct ht_register *reg, const char *name, size_t len)
{
    if (name[0] == '@')
        return ht_shared_field(reg, HT_NOI_DANG_KY);
    if (name[0] == '*')
        return first_of_stem(reg, name + 1, len - 1);
    return ht_field_by_name(reg, name, len);
}

static bool
set_attr(struct ht_record *r, int field, const char *name, size_t len, const struct ht_buf *value)
{
    for (int id = 0; id < HT_NATTR; id++) {
        if (strlen(ht_attr_name[id]) != len || memcmp(ht_attr_name[id], name, len))
            continue;
        ht_drop_attr(r, field, (enum ht_attr_id)id);
        if (value->len)
            ht_set_attr(r, field, (enum ht_attr_id)id, value->s, value->len);
        return true;
    }
    return false;
}

/* "field=value", "field:attribute=value", "?field=…", "+column=value" */
static bool
assign(struct ht_record *r, const char *s, size_t len, int e, int32_t day)
{
    struct ht_buf value = HT_BUF_INIT;
    size_t left = strcspn(s, "="), name = strcspn(s, ":="), from = s[0] == '?';
    expand(&value, s + left + 1, len - left - 1, e, day);
    bool good = true;
    if (s[0] == '+') {
        ht_add_extra(r, s + 1, left - 1, value.s, value.len);
    } else {
        int field = find_field(r->reg, s + from, name - from);
        if (field < 0)
            good = from;
        else if (name < left)
            good = set_attr(r, field, s + name + 1, left - name - 1, &value);
        else if (value.len)
            ht_set(r, field, value.s, value.len);
        else
            ht_clear(r, field);
    }
    ht_buf_fini(&value);
    return good;
}

/* ---- clean entries ---- */

/* Entry E of volume VOLUME, registered on DAY. */
static void
fill(struct ht_record *r, const struct ht_register *reg, int e, int volume, int32_t day)
{
    struct ht_date d;
    char head[160], id[64];
    ht_day_date(day, &d);
    ht_record_reset(r, reg);
    int n = snprintf(id, sizeof id, "%s.%d.%02d.%03d", reg->code, d.year, volume, e);
    ht_set_rattr(r, HT_R_id, id, (size_t)n);
    n = snprintf(id, sizeof id, "clean.csv:%d", e + 1);
    ht_set_rattr(r, HT_R_src, id, (size_t)n);
    snprintf(head, sizeof head, "so={n}/%d|quyenSo=%02d/%d|trangSo=%d|ngayDangKy={d}|@place={p}|nguoiKy=Võ Hạnh", d.year, volume,
             d.year, e);
    const char *const parts[] = { head, clean[reg->id] };
    for (size_t i = 0; i < HT_COUNT(parts); i++)
        for (const char *s = parts[i]; *s; s += strcspn(s, "|"), s += *s == '|')
            assign(r, s, strcspn(s, "|"), e, day);
}

static int32_t
day_of_entry(int e)
{
    return ht_day_number(2018, 3, 1) + e;
}

void
book_clean(struct book *b, const struct ht_register *reg)
{
    b->reg = reg;
    b->n = ENTRIES;
    b->closing = 0;
    b->sample = b->against = false;
    b->scans[0] = '\0';
    for (int i = 0; i < ENTRIES + SPARE; i++)
        b->times[i] = 1;
    for (int i = 0; i < ENTRIES; i++)
        fill(&b->entry[i], reg, i + 1, 1, day_of_entry(i + 1));
}

/* ---- defects ---- */

/* "add KT 2018-05-01" */
static void
add_entry(struct book *b, const char *s)
{
    size_t code = strcspn(s, " ");
    struct ht_date d;
    const struct ht_register *reg = !strncmp(s, "own", 3) ? b->reg : ht_register_by_code(s, code);
    if (!reg || b->n == ENTRIES + SPARE || !ht_date_read(s + code + 1, 10, &d))
        abort();
    fill(&b->entry[b->n], reg, ENTRIES + 1, 2, ht_day_number(d.year, d.month, d.day));
    b->n++;
}

/* "3", "5-9" or "$" at S: the entries from FROM to TO.  Returns what comes behind the blank. */
static const char *
read_range(const struct book *b, const char *s, long *from, long *to)
{
    char *end;
    *from = *to = b->n;
    if (s[0] == '$')
        return s + 2;
    *from = *to = strtol(s, &end, 10);
    if (*end == '-')
        *to = strtol(end + 1, &end, 10);
    return end + 1;
}

/* "3 field=value", "5-9 field=value", "$ field=value", "3 -", "3 x2" */
static bool
edit_entries(struct book *b, const char *s, size_t len)
{
    long from, to;
    const char *what = read_range(b, s, &from, &to);
    len -= (size_t)(what - s);
    for (long e = from; e <= to; e++) {
        if (*what == '-')
            b->times[e - 1] = 0;
        else if (*what == 'x')
            b->times[e - 1] = 2;
        else if (!assign(&b->entry[e - 1], what, len, (int)e, day_of_entry((int)e)))
            return false;
    }
    return true;
}

bool
book_spoil(struct book *b, const char *edits)
{
    for (const char *s = edits; *s;) {
        size_t len = strcspn(s, "|");
        if (!strncmp(s, "add ", 4))
            add_entry(b, s + 4);
        else if (!strncmp(s, "closing ", 8))
            b->closing = strtoul(s + 8, NULL, 10);
        else if (!strncmp(s, "sample", 6))
            b->sample = true;
        else if (!strncmp(s, "against", 7))
            b->against = true;
        else if (!strncmp(s, "scans ", 6))
            snprintf(b->scans, sizeof b->scans, "%.*s", (int)(len - 6), s + 6);
        else if (!edit_entries(b, s, len))
            return false;
        s += len + (s[len] == '|');
    }
    return true;
}
