/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Capitals that TCVN3 and Vietware-F cannot write: they have À only as à, and fonts drew it large.
 *
 * What can be written in both cases tells what was meant: NGUYễN VăN is in capitals, Nguyễn Thị ánh is a
 * name and so Ánh.  One capital proves nothing: Bộ trưởng must stay.
 */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

struct letters {
    unsigned upper, lower;              /* of those that the sets have in both cases */
    unsigned open;                      /* small letters that may stand for capitals */
    int first;                          /* 1 upper, -1 lower, 0 open */
};

static struct letters
count_letters(const char *s, size_t n)
{
    struct letters l = { 0 };
    bool first = true;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (!ht_is_letter(c))
            continue;
        enum ht_tone tone;
        ht_untone(c, &tone);
        int kind = ht_is_upper(c) ? 1 : tone != HT_NGANG ? 0 : -1;
        l.upper += kind > 0;
        l.lower += kind < 0;
        l.open += !kind;
        if (first)
            l.first = kind;
        first = false;
    }
    return l;
}

struct shape {
    struct letters all;
    unsigned words, title, small;       /* words, those that start with a capital, with a small letter */
    bool shouted;                       /* a word has two capitals and no small letter */
    bool units;                         /* behind a comma a word for a unit begins with a capital: …, Xã Vũ Lễ */
    int first;                          /* of the first word, as in struct letters */
};

static struct shape
shape_of(const char *s, size_t n)
{
    struct shape shape = { .all = count_letters(s, n) };
    const char *at = s, *word;
    size_t len;
    while ((word = ht_next_word(&at, s + n, &len))) {
        struct letters l = count_letters(word, len);
        if (!shape.words++)
            shape.first = l.first;
        shape.title += l.first > 0;
        shape.small += l.first < 0;
        shape.shouted |= l.upper >= 2 && !l.lower;
    }
    return shape;
}

static void
note_shape(struct ht_column *col, const struct shape *shape)
{
    col->first_upper += shape->first > 0;
    col->first_lower += shape->first < 0;
    col->all_upper += shape->shouted && !shape->all.lower;
    col->title += shape->title && !shape->small;
}

void
learn_case(struct ht_column *col, const char *s, size_t n)
{
    struct shape shape = shape_of(s, n);
    note_shape(col, &shape);
}

static bool
column_of_capitals(const struct ht_column *col)
{
    return col && col->all_upper >= 3 && col->all_upper * 10 >= (unsigned)col->cells * 9;
}

/* Cells of the column start with capitals. */
static bool
column_of_sentences(const struct ht_column *col)
{
    return col && col->first_upper >= 3 && col->first_upper >= 9 * col->first_lower;
}

/* Words before the name of a unit, and words in their place that begin no name: huyện ủy, ở xã ấy, bản án. */
static const char *const unit_words[] = {
    "xã", "phường", "huyện", "quận", "tỉnh", "thị", "trấn", "phố", "thôn", "ấp", "bản", "buôn", "làng", "xóm",
};
enum { OF_THE_STATE = 6 };              /* the first ones are its divisions */
static const char *const no_names[] = { "ủy", "ở", "ấy", "ấp", "án", "ảnh", "áp", "ước" };

static bool
is_one_of(const char *const *words, size_t count, const char *s, size_t n)
{
    enum { LONGEST = 12 };              /* bytes of the words of these lists */
    char low[LONGEST * 2 + 4];          /* a small letter may need more bytes than the capital */
    size_t len = 0;
    if (n > LONGEST)
        return false;
    for (size_t i = 0, step; i < n; i += step)
        len += ht_utf8_put(low + len, ht_lower_char(ht_utf8_get(s + i, &step)));
    low[len] = '\0';
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == low[0] && !strcmp(words[i], low))
            return true;
    return false;
}

/* ấp, hamlet: the one word for a unit that begins so.  It is written small before a name or a number, but not where
 * it begins a list whose other units are capitalised: Ấp 10, Xã Vũ Lễ. */
static bool
is_hamlet(const struct shape *shape, const char *s, size_t n, const char *end, bool first)
{
    static const char word[] = "ấp";
    return n == sizeof word - 1 && !memcmp(s, word, n) && end - s > (ptrdiff_t)n + 1 && s[n] == ' '
        && !(first && shape->units);
}

/* The office that a cell begins with has its capital; inside of sentences it is found written both ways. */
static bool
is_committee(const struct shape *shape, const char *s, const char *end)
{
    static const char words[] = "ủy ban nhân dân";
    return shape->title && (size_t)(end - s) >= sizeof words - 1 && !memcmp(s, words, sizeof words - 1);
}

static void
note_units(struct shape *shape, const char *s, size_t n)
{
    const char *at = s, *done = s, *word;
    size_t len;
    while (!shape->units && (word = ht_next_word(&at, s + n, &len))) {
        shape->units = memchr(done, ',', (size_t)(word - done)) && count_letters(word, len).first > 0
            && is_one_of(unit_words, OF_THE_STATE, word, len);
        done = word + len;
    }
}

/* Where a word stands in the name of a unit: xã Nhơn Ái, huyện Ý Yên. */
struct unit_name {
    bool begins;                        /* the word before is that of a unit */
    bool goes_on;                       /* the words before are such and then capitalised ones */
};

/* True if the word at S belongs to a name: the first one after the unit, or the last one before a comma or the end. */
static bool
names_unit(const struct unit_name *name, const char *s, size_t n, const char *end)
{
    if (is_one_of(no_names, HT_COUNT(no_names), s, n))
        return false;
    return name->begins || (name->goes_on && (s + n == end || strchr(",;.)-", s[n])));
}

static void
follow_unit(struct unit_name *name, const char *word, size_t n, const struct letters *l, bool parted)
{
    bool capital = l->first > 0;
    name->goes_on = !parted && capital && (name->begins || name->goes_on);
    name->begins = is_one_of(unit_words, HT_COUNT(unit_words), word, n);
}

/* True for a word that may have been typed in capitals but for the letters that have none; KNớ is no such word. */
static bool
is_shouted(const struct letters *l, const char *s, size_t n)
{
    struct ht_syllable y;
    return l->open && l->upper >= 2 && !l->lower && ht_syllable(s, n, &y);
}

bool
ht_word_lacks_capitals(const char *s, size_t n)
{
    struct letters l = count_letters(s, n);
    return l.open && (!l.first || (l.upper >= 2 && !l.lower));
}

static void
capitalise(struct ht_buf *out, const char *s, size_t n)
{
    size_t len;
    ht_utf8_get(s, &len);
    ht_upper(out, s, len);
    ht_buf_add(out, s + len, n - len);
}

static bool
restore(const struct ht_column *col, struct shape shape, const char *s, size_t n, struct ht_buf *out)
{
    size_t start = out->len;
    if (!shape.all.open)
        return false;
    if (!shape.all.lower && (shape.shouted || column_of_capitals(col))) {
        ht_upper(out, s, n);
        return true;
    }
    if (shape.title + shape.small == shape.words && !shape.shouted)
        return false;                   /* no word begins with an open letter: Nữ */
    note_units(&shape, s, n);
    bool title = (shape.title && !shape.small) || (!shape.small && column_of_sentences(col));
    const char *at = s, *done = s, *word, *const end = s + n;
    struct unit_name unit = { false, false };
    size_t len;
    for (bool first = true; (word = ht_next_word(&at, end, &len)); first = false) {
        struct letters l = count_letters(word, len);
        bool parted = memchr(done, ',', (size_t)(word - done));
        bool hamlet = is_hamlet(&shape, word, len, end, first);
        bool name = (title && !hamlet) || (!parted && names_unit(&unit, word, len, end))
            || (first && (shape.units || is_committee(&shape, word, end)));
        ht_buf_add(out, done, (size_t)(word - done));
        if (is_shouted(&l, word, len))
            ht_upper(out, word, len);
        else if (!l.first && (name || (first && column_of_sentences(col))))
            capitalise(out, word, len);
        else
            ht_buf_add(out, word, len);
        follow_unit(&unit, word, len, &l, parted);
        done = word + len;
    }
    ht_buf_add(out, done, (size_t)(s + n - done));
    return out->len - start != n || memcmp(out->s + start, s, n);
}

bool
restore_case(const struct ht_column *col, const char *s, size_t n, struct ht_buf *out)
{
    return restore(col, shape_of(s, n), s, n, out);
}

bool
ht_restore_case(struct ht_column *col, const char *s, size_t n, struct ht_buf *out)
{
    struct shape shape = shape_of(s, n);
    if (col && ++col->cells)
        note_shape(col, &shape);
    return restore(col, shape, s, n, out);
}

void
ht_column_learn_case(struct ht_column *col, const char *s, size_t n)
{
    col->cells++;
    learn_case(col, s, n);
}
