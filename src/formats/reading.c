/* SPDX-License-Identifier: BSD-2-Clause */
/* Judging readings. */
#include "config.h"
#include "formats/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "formats/codewords.h"
#include "formats/respell.h"
#include "model/datetext.h"
#include "model/finding.h"
#include "text/fold.h"

/* What a kind's readings must be worth.  ALONE: a confidence from which one reading is enough; 101: none is. */
static const struct { int least, alone; } worth[HT_NKIND] = {
    [HT_KIND_TEXT] = { 70, 0 },   [HT_KIND_NAME] = { 75, 0 },     [HT_KIND_DATE] = { 60, 101 },
    [HT_KIND_WORDS] = { 65, 0 },  [HT_KIND_TIME] = { 60, 101 },   [HT_KIND_PLACE] = { 70, 0 },
    [HT_KIND_CODE] = { 55, 0 },   [HT_KIND_SERIAL] = { 60, 101 }, [HT_KIND_PAGE] = { 60, 101 },
    [HT_KIND_PIN] = { 60, 101 },  [HT_KIND_PAPER] = { 72, 101 },  [HT_KIND_DOCNO] = { 72, 101 },
};
enum { SURE = 90 };                     /* from here on, a second reading that makes no sense does not count */

struct ht_reader {
    struct ht_codewords *codes;
    struct ht_respell *spell;
};

struct ht_reader *
ht_reader_new(const char *lists, struct ht_diag *d)
{
    struct ht_codewords *codes = ht_codewords_new(lists, d);
    if (!codes)
        return NULL;
    struct ht_reader *r = ht_calloc(1, sizeof *r);
    r->codes = codes;
    r->spell = ht_respell_new();
    return r;
}

void
ht_reader_free(struct ht_reader *r)
{
    if (!r)
        return;
    ht_codewords_free(r->codes);
    ht_respell_free(r->spell);
    free(r);
}

/* ---- what a field of a kind looks like ---- */

static size_t
count_digits(const struct ht_buf *b, bool *other)
{
    size_t n = 0;
    for (size_t i = 0; i < b->len; i++) {
        bool digit = b->s[i] >= '0' && b->s[i] <= '9';
        n += digit;
        *other = *other || !(digit || b->s[i] == ' ');
    }
    return n;
}

static bool
is_date(const struct ht_buf *b, struct ht_datetext *d)
{
    ht_datetext_read(b->s, b->len, d);
    return d->kind == HT_DT_DATE;
}

/* Years that entries can be of: "2093" is a misread 2003. */
enum { FIRST_YEAR = 1850, LAST_YEAR = 2049 };

/* False if S, what stands behind a number's slash, is a year that cannot be. */
static bool
is_year(const char *s)
{
    size_t n = strspn(s, "0123456789");
    if (n != 4 || s[n])
        return true;                    /* something else */
    long year = strtol(s, NULL, 10);
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static bool
is_serial(const struct ht_buf *b)
{
    bool slash = false, digit = false;
    for (size_t i = 0; i < b->len; i++) {
        char c = b->s[i];
        if (c >= '0' && c <= '9')
            digit = true;
        else if (c == '/' && digit && !slash)
            slash = true;
        else if (c != ' ' && !slash)
            return false;               /* behind the slash there may be letters: 12/2008-A */
    }
    const char *behind = strchr(b->s, '/');
    return digit && (!behind || is_year(behind + 1));
}

/* Numbers of papers: digits, and what may stand beside them, as in 28/QĐ-UBND. */
static bool
is_number_of_paper(const struct ht_buf *b, size_t digits)
{
    bool slash = false;
    for (size_t i = 0; i < b->len; i++) {
        char c = b->s[i];
        slash = slash || c == '/';
        if (c == ':' || c == ';' || c == ',' || c == '|' || c == '_')
            return false;
    }
    return digits >= 6 || (digits && slash);
}

/* True if the text can be a value of KIND. */
static bool
looks_right(struct ht_reader *r, const struct ht_field *field, const struct ht_buf *b)
{
    struct ht_datetext d;
    bool other = false;
    size_t digits = count_digits(b, &other);
    switch (field->kind) {
    case HT_KIND_DATE:
        return (is_date(b, &d) && d.year <= LAST_YEAR) || d.kind == HT_DT_AGE;
    case HT_KIND_WORDS:
        return is_date(b, &d);
    case HT_KIND_SERIAL:
        return is_serial(b);
    case HT_KIND_PAGE:
        return digits && !other;
    case HT_KIND_PIN:
        return digits == 12 && !other;
    case HT_KIND_PAPER:
        return is_number_of_paper(b, digits);
    case HT_KIND_DOCNO:
        return digits && (digits == b->len || is_number_of_paper(b, digits));
    case HT_KIND_TIME:
        return digits > 0;
    case HT_KIND_CODE:
        if (ht_codewords_known(r->codes, field->list, b->s, b->len))
            return true;
        if (digits || ht_codewords_misread(r->codes, field->list, b->s, b->len))
            return false;
        break;                          /* another word, which the list may lack */
    case HT_KIND_NAME:
        return !digits && ht_respell_words(r->spell, b->s, b->len);
    case HT_KIND_PLACE:
    case HT_KIND_TEXT:
    case HT_NKIND:
        break;
    }
    return ht_respell_words(r->spell, b->s, b->len);
}

bool
ht_reader_likes(struct ht_reader *r, const struct ht_field *field, const struct ht_buf *text)
{
    enum { USUAL = 3 };                 /* digits of a year's last number; more are a digit read twice more often */
    bool usual = field->kind != HT_KIND_SERIAL || strspn(text->s, "0123456789") <= USUAL;
    return usual && looks_right(r, field, text);
}

/* ---- hints ---- */

/* Letters that are digits badly read. */
static char
digit_for(char c)
{
    static const char from[] = "OoQDlIi|SsBZzbgq", to[] = "0000111155822699";
    const char *p = c ? strchr(from, c) : NULL;
    return p ? to[p - from] : 0;
}

static void
with_digits(const struct ht_buf *b, struct ht_buf *out)
{
    ht_buf_clear(out);
    for (size_t i = 0; i < b->len; i++) {
        char d = digit_for(b->s[i]);
        ht_buf_addc(out, d ? d : b->s[i]);
    }
}

static void
hint(struct ht_reader *r, const struct ht_field *field, const struct ht_page_field *x, struct ht_buf *out)
{
    ht_buf_clear(out);
    if (x->other.len && looks_right(r, field, &x->other) && !looks_right(r, field, &x->text)) {
        ht_buf_add(out, x->other.s, x->other.len);
        return;
    }
    if (field->kind == HT_KIND_CODE)
        ht_codewords_nearest(r->codes, field->list, x->text.s, x->text.len, out);
    else if (field->kind == HT_KIND_NAME || field->kind == HT_KIND_PLACE || field->kind == HT_KIND_TEXT)
        ht_respell(r->spell, x->text.s, x->text.len, out);
    else if (field->kind != HT_KIND_WORDS)
        with_digits(&x->text, out);
    if (!looks_right(r, field, out) || (out->len == x->text.len && !memcmp(out->s, x->text.s, out->len)))
        ht_buf_clear(out);
    if (!out->len && x->other.len && looks_right(r, field, &x->other))
        ht_buf_add(out, x->other.s, x->other.len);
}

/* ---- witnesses ---- */

/* The field that says in words what date FIELD says in digits, or the other way round; -1 if there is none. */
static int
twin_of(const struct ht_register *reg, int field)
{
    static const char *const ends[] = { "BangChu", "GhiBangChu" };
    char name[80];
    for (size_t i = 0; i < reg->nfields; i++) {
        const struct ht_field *words = &reg->field[i];
        if (words->kind != HT_KIND_WORDS)
            continue;
        for (size_t k = 0; k < HT_COUNT(ends); k++) {
            size_t n = strlen(ends[k]);
            if (words->name_len <= n || strcmp(words->name + words->name_len - n, ends[k]))
                continue;
            size_t len = (size_t)snprintf(name, sizeof name, "%.*s", (int)(words->name_len - n), words->name);
            int digits = ht_field_by_name(reg, name, len);
            if (digits == field)
                return (int)i;
            if ((int)i == field && digits >= 0)
                return digits;
        }
    }
    return -1;
}

enum witness { NONE, AGREES, DIFFERS };

/* What the other form of a date says; *SUGGEST gets it if it differs. */
static enum witness
ask_twin(const struct ht_page_fields *f, int field, struct ht_buf *suggest)
{
    int twin = twin_of(f->reg, field);
    struct ht_datetext a, b;
    if (twin < 0 || !f->f[twin].there || !is_date(&f->f[twin].text, &b))
        return NONE;
    bool readable = is_date(&f->f[field].text, &a);
    if (readable && a.year == b.year && a.month == b.month && a.day == b.day)
        return AGREES;
    if (f->reg->field[field].kind == HT_KIND_DATE && b.day) {
        ht_buf_clear(suggest);
        ht_buf_addf(suggest, "%02d/%02d/%04d", b.day, b.month, b.year);
    }
    return DIFFERS;
}

void
ht_reading_judge(struct ht_reader *r, const struct ht_page_fields *f, int field, struct ht_verdict *v)
{
    const struct ht_page_field *x = &f->f[field];
    const struct ht_field *row = &f->reg->field[field];
    v->code = 0;
    ht_buf_clear(&v->suggest);
    enum witness twin = ask_twin(f, field, &v->suggest);
    bool right = looks_right(r, row, &x->text), known = x->conf >= 0;
    if (x->conflict)
        v->code = HT_D_188;
    else if (twin == DIFFERS)
        v->code = HT_D_182;
    else if (!right)
        v->code = HT_D_183;
    else if (twin == AGREES)
        v->code = 0;
    else if (x->other.len && (x->conf < SURE || looks_right(r, row, &x->other)))
        v->code = HT_D_182;
    else if (known && x->conf < worth[row->kind].least)
        v->code = HT_D_180;
    else if (worth[row->kind].alone > 100 && !x->twice)
        v->code = HT_D_181;
    if (v->code && !v->suggest.len)
        hint(r, row, x, &v->suggest);
    if (x->conflict) {
        ht_buf_clear(&v->suggest);
        ht_buf_add(&v->suggest, x->other.s, x->other.len);
    }
}
