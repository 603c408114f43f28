/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pages without a template: "label: value".
 *
 * A label is a caption of the register's fields, as headers of tables are (formats/header.h).  A short one ("Dân tộc:")
 * belongs to the person named last ("Họ, chữ đệm, tên người mẹ:", or a heading "NGƯỜI MẸ").
 */
#include "config.h"
#include "formats/page_free.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"

enum { LONGEST_LABEL = 14, FEW = 3, FOLD = 256 };

struct walk {
    const struct ht_page *p;
    struct ht_header_book *book;
    const struct ht_register *reg;
    struct ht_page_fields *f;           /* NULL: only counting */
    const char *who;                    /* prefix of the person named last, or NULL */
    int open;                           /* field whose value may go on, -1: none */
    double bottom, height;              /* of its last line */
    size_t found;
};

static bool
ends_label(const struct ht_page_word *w)
{
    return w->len && (w->s[w->len - 1] == ':' || w->s[w->len - 1] == '.' || w->s[w->len - 1] == '_');
}

/* Who a field of a person is about, folded: "nguoi me" of meHoTen. */
static size_t
who_is(const struct ht_register *reg, const char *prefix, char out[FOLD])
{
    static const char lead[] = "ho chu dem ten ";
    int f = *prefix ? ht_field_of(reg, prefix, "HoTen") : -1;
    if (f < 0)
        return 0;
    size_t n = ht_fold_to(out, FOLD, reg->field[f].vi, strlen(reg->field[f].vi));
    if (n < sizeof lead || memcmp(out, lead, sizeof lead - 1))
        return 0;
    memmove(out, out + sizeof lead - 1, n - (sizeof lead - 1) + 1);
    return n - (sizeof lead - 1);
}

/* The field of the person named last that LABEL means, -1 if none. */
static int
field_of_person(const struct walk *k, const char *label)
{
    char full[2 * FOLD + 2], who[FOLD];
    struct ht_header_guess g = { .col = HT_COL_EXTRA };
    if (!who_is(k->reg, k->who, who))
        return -1;
    size_t len = (size_t)snprintf(full, sizeof full, "%s %s", label, who);
    int f = ht_header_known(k->book, full, len, k->reg);
    if (f < 0 && ht_header_wording(k->book, full, len, k->reg, &g) && !g.alone)
        f = g.col;
    return f;
}

static int
field_of(const struct walk *k, const char *label, size_t len)
{
    int f = k->who ? field_of_person(k, label) : -1;
    return f >= 0 ? f : ht_header_known(k->book, label, len, k->reg);
}

/* The words I to before END, folded; returns the length. */
static size_t
fold_words(const struct walk *k, size_t i, size_t end, char out[FOLD])
{
    struct ht_buf text = HT_BUF_INIT;
    for (; i < end; i++) {
        ht_buf_addc(&text, ' ');
        ht_buf_add(&text, k->p->word[i].s, k->p->word[i].len);
    }
    size_t len = ht_fold_to(out, FOLD, text.s, text.len);
    ht_buf_fini(&text);
    return len;
}

/* The field of the label of the words I to LAST, -1 if it is none. */
static int
field_of_words(const struct walk *k, size_t i, size_t last)
{
    char fold[FOLD];
    size_t len = fold_words(k, i, last + 1, fold);
    return len ? field_of(k, fold, len) : -1;
}

/*
 * True if the words I to before VALUE, known as a label without a colon, are only how a longer one begins that is not
 * known: "Họ, chữ đệm, tên | người làm chứng:".  They are a label if no colon follows, or if it closes another label
 * and there are words of a value between: "Nơi sinh Hà Nội  Dân tộc: Kinh".
 */
static bool
is_torn(const struct walk *k, size_t i, size_t value, size_t end)
{
    size_t colon = value - 1;
    while (colon < end && colon < i + LONGEST_LABEL && !ends_label(&k->p->word[colon]))
        colon++;
    if (colon < value || colon == end || colon == i + LONGEST_LABEL ||
        k->p->word[colon].s[k->p->word[colon].len - 1] != ':')
        return false;
    for (size_t j = value + 1; j <= colon; j++)
        if (field_of_words(k, j, colon) >= 0)
            return false;
    return true;
}

/*
 * The label that begins at word I and ends before END: its field, *NEXT the word behind it.  -1 if there is none.  It
 * ends in a colon or leaders, or it begins the line.
 */
static int
label_at(const struct walk *k, size_t i, size_t end, bool starts, size_t *next)
{
    char fold[FOLD];
    int field = -1;
    for (size_t n = 0; n < LONGEST_LABEL && i + n < end; n++) {
        const struct ht_page_word *w = &k->p->word[i + n];
        bool closed = ends_label(w) || (i + n + 1 < end && !ht_fold_to(fold, sizeof fold, w[1].s, w[1].len));
        int f = closed || starts ? field_of_words(k, i, i + n) : -1;
        if (f >= 0) {
            field = f;
            *next = i + n + 1;
        }
        if (ends_label(w))
            break;
    }
    return field >= 0 && is_torn(k, i, *next, end) ? -1 : field;
}

static void
add_word(struct walk *k, int field, const struct ht_page_word *w)
{
    struct ht_page_field *x = &k->f->f[field];
    if (x->text.len)
        ht_buf_addc(&x->text, ' ');
    ht_buf_add(&x->text, w->s, w->len);
    char fold[FOLD];
    if (!ht_fold_to(fold, sizeof fold, w->s, w->len))
        return;
    bool first = !x->there;
    x->box.x0 = first ? w->x0 : fmin(x->box.x0, w->x0);
    x->box.y0 = first ? w->y0 : fmin(x->box.y0, w->y0);
    x->box.x1 = first ? w->x1 : fmax(x->box.x1, w->x1);
    x->box.y1 = first ? w->y1 : fmax(x->box.y1, w->y1);
    x->conf = first || w->conf < x->conf ? w->conf : x->conf;
    x->there = true;
}

/* True if the line only names a person, "III. NGƯỜI MẸ": what follows is about that person. */
static bool
take_heading(struct walk *k, size_t from, size_t end)
{
    char line[FOLD], who[FOLD];
    size_t n = fold_words(k, from, end, line);
    for (size_t f = 0; f < k->reg->nfields; f++) {
        const char *prefix = k->reg->field[f].prefix;
        size_t len = k->reg->field[f].kind == HT_KIND_NAME ? who_is(k->reg, prefix, who) : 0;
        if (len && n >= len && n < len + 12 && !strcmp(line + n - len, who)) {
            k->who = prefix;
            k->open = -1;
            return true;
        }
    }
    return false;
}

/* True if the line is the page's title, "SỔ ĐĂNG KÝ KHAI SINH": above all labels, the register's name at its end. */
static bool
is_title(const struct walk *k, size_t from, size_t end)
{
    char line[FOLD], name[FOLD];
    size_t n = fold_words(k, from, end, line), len = ht_fold_to(name, sizeof name, k->reg->vi, strlen(k->reg->vi));
    return !k->found && n >= len && !strcmp(line + n - len, name);
}

/* A field that was named before keeps its value: a page says nothing twice, but headings repeat captions. */
static bool
is_new(const struct walk *k, int field)
{
    return !k->f || !k->f->f[field].there;
}

static void
take_line(struct walk *k, size_t from, size_t end)
{
    bool any = false;
    const struct ht_page_word *w = &k->p->word[from];
    bool near = k->open >= 0 && w->y0 - k->bottom < 1.6 * k->height;
    int field = -1;
    if (is_title(k, from, end) || take_heading(k, from, end))
        return;
    for (size_t i = from; i < end;) {
        size_t next = i;
        int f = label_at(k, i, end, i == from, &next);
        if (f >= 0 && is_new(k, f)) {
            field = f;
            any = true;
            k->found++;
            if (*k->reg->field[f].prefix)
                k->who = k->reg->field[f].prefix;
            i = next;
            continue;
        }
        if (!any && near)
            field = k->open;
        if (field >= 0 && k->f)
            add_word(k, field, &k->p->word[i]);
        i++;
    }
    enum ht_kind kind = field >= 0 ? k->reg->field[field].kind : HT_KIND_DATE;
    k->open = kind == HT_KIND_PLACE || kind == HT_KIND_TEXT || kind == HT_KIND_WORDS ? field : -1;
    k->bottom = w->y1;
    k->height = w->y1 - w->y0;
}

static size_t
walk_page(const struct ht_page *p, struct ht_header_book *book, const struct ht_register *reg,
          struct ht_page_fields *f)
{
    struct walk k = { .p = p, .book = book, .reg = reg, .f = f, .open = -1 };
    for (size_t i = 0, end; i < p->n; i = end) {
        for (end = i + 1; end < p->n && p->word[end].line == p->word[i].line; end++)
            ;
        take_line(&k, i, end);
    }
    return k.found;
}

/* True if the page's text names REG: "GIẤY KHAI SINH". */
static bool
is_named(const struct ht_page *p, const struct ht_register *reg)
{
    char name[FOLD], fold[FOLD];
    struct ht_buf text = HT_BUF_INIT;
    for (size_t i = 0; i < p->n && text.len < 4 * FOLD; i++)
        if (ht_fold_to(fold, sizeof fold, p->word[i].s, p->word[i].len))
            ht_buf_addf(&text, "%s ", fold);
    ht_fold_to(name, sizeof name, reg->vi, strlen(reg->vi));
    bool named = strstr(text.s, name) != NULL;
    ht_buf_fini(&text);
    return named;
}

bool
ht_page_by_labels(const struct ht_page *p, struct ht_header_book *book, const struct ht_register *reg,
                  struct ht_page_fields *f)
{
    size_t most = 0;
    const struct ht_register *best = reg;
    for (size_t r = 0; r < HT_NREG && !reg; r++) {
        size_t n = walk_page(p, book, &ht_registers[r], NULL);
        n += n && is_named(p, &ht_registers[r]) ? n : 0;
        if (n > most) {
            most = n;
            best = &ht_registers[r];
        }
    }
    ht_page_fields_clear(f, best);
    if (!best || walk_page(p, book, best, f) < FEW)
        return false;
    for (size_t i = 0; i < best->nfields; i++) {
        ht_page_tidy(&f->f[i].text, best->field[i].kind);
        f->f[i].there = f->f[i].there && f->f[i].text.len;
    }
    return true;
}
