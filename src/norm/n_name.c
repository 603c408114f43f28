/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of persons: case, and what is no name split off into note.  No letter changes.
 *
 * Words in capitals or in small letters get a capital and small letters; a word that mixes them on purpose
 * (H'Hen, McDonald) stays.  Titles and remarks ("Ông", "(đã chết)") go to the attribute note.
 */
#include "config.h"
#include "norm/normalizer.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "norm/nameparts.h"
#include "norm/tone.h"
#include "text/fold.h"
#include "text/viet.h"

/* ---- case ---- */

static bool
is_roman(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != 'I' && s[i] != 'V' && s[i] != 'X')
            return false;
    return n >= 2;
}

/* What a word looks like: its first letter, and whether capitals or small letters follow. */
struct look {
    bool letters, first_upper, lower, upper, second_upper, plain_lower;
};

static struct look
look_at(const char *s, size_t n)
{
    struct look k = {0};
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = ht_utf8_get(s + i, &len);
        if (!ht_is_letter(c))
            continue;
        bool up = ht_is_upper(c);
        if (!k.letters)
            k.first_upper = up;
        else if (up && !k.lower && !k.upper)
            k.second_upper = k.upper = true;
        else if (up)
            k.upper = true;
        else
            k.lower = true;
        k.plain_lower = k.plain_lower || (!up && c < 0x80);
        k.letters = true;
    }
    return k;
}

/* "An" is right; "AN", "an", "NGUYễN", "VăN" (fonts without accented capitals) are not; "McDonald" is somebody's
 * will. */
static bool
right_already(const struct look *k)
{
    return !k->letters || (k->first_upper && (!k->upper || (!k->second_upper && k->plain_lower)));
}

/* Appends the word with its first letter, and those behind hyphens and elisions (H'Hen), as capitals. */
static void
title_case(struct ht_buf *out, const char *s, size_t n)
{
    bool up = true;
    size_t letters = 0;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = ht_utf8_get(s + i, &len);
        char put[4];
        bool letter = ht_is_letter(c);
        if (letter) {
            c = up ? ht_upper_char(c) : ht_lower_char(c);
            up = false;
            letters++;
        } else {
            /* K'Brôi, H’Hen: one letter before the apostrophe; in "D'ran" style words of two or more it is a sound */
            up = c == '-' || ((c == '\'' || c == 0x2019) && letters == 1) || c == '(' || c == '.';
            letters = c == '-' ? 0 : letters;
        }
        ht_buf_add(out, put, ht_utf8_put(put, c));
    }
}

/* A keyboard without Vietnamese gives the Icelandic Ð, which looks like Đ: the word from FROM on gets its Đ if that
 * makes it a Vietnamese syllable. */
static void
set_stroke(struct ht_buf *out, size_t from)
{
    static const char capital[] = "Ð", small[] = "ð";
    char *w = out->s + from;
    size_t n = out->len - from;
    struct ht_syllable y;
    char low[32];
    bool up = n > 2 && !memcmp(w, capital, 2);
    if (n <= 2 || n > sizeof low || (!up && memcmp(w, small, 2)))
        return;
    memcpy(low, w, n);
    memcpy(low, "đ", 2);
    if (ht_syllable(low, n, &y))
        memcpy(w, up ? "Đ" : "đ", 2);
}

/* The end of the word that begins at FROM: a blank or a hyphen (Nguyễn-thị-Bảy, Hồng-Nhung). */
static size_t
word_end(const char *s, size_t n, size_t from)
{
    while (from < n && s[from] != ' ' && s[from] != '-')
        from++;
    return from;
}

/* The name in canonical case into OUT. */
static void
set_case(struct ht_buf *out, const char *s, size_t n)
{
    bool mixed = look_at(s, n).lower;
    for (size_t at = 0, end; at < n; at = end + 1) {
        end = word_end(s, n, at);
        struct look k = look_at(s + at, end - at);
        if (at)
            ht_buf_addc(out, s[at - 1]);
        size_t from = out->len;
        if (right_already(&k) || (mixed && at && is_roman(s + at, end - at)))
            ht_buf_add(out, s + at, end - at);
        else
            title_case(out, s + at, end - at);
        set_stroke(out, from);
    }
    if (n && s[n - 1] == '-')
        ht_buf_addc(out, '-');
}

/* ---- what is no name ---- */

static void
add_note(struct ht_buf *note, const char *s, size_t n)
{
    while (n && (*s == ' ' || *s == ':'))
        s++, n--;
    while (n && s[n - 1] == ' ')
        n--;
    if (note->len && n)
        ht_buf_add(note, "; ", 2);
    ht_buf_add(note, s, n);
}

/* Drops blanks and separators at the end of a name. */
static size_t
rtrim(const char *s, size_t n)
{
    while (n && strchr(" ,;-/", s[n - 1]))
        n--;
    return n;
}

/* "Nguyễn Văn An (đã chết)": brackets at the end, one or several. */
static size_t
split_brackets(const char *s, size_t n, struct ht_buf *note)
{
    while (n > 2 && (s[n - 1] == ')' || s[n - 1] == ']')) {
        char open = s[n - 1] == ')' ? '(' : '[';
        size_t at = n - 1;
        while (at > 0 && s[at] != open)
            at--;
        if (at < 2)                     /* nothing would be left */
            break;
        add_note(note, s + at + 1, n - at - 2);
        n = rtrim(s, at);
    }
    return n;
}

/* "Nguyễn Văn An, đã chết": the remark stands behind a separator, or is written in small letters with its marks. */
static size_t
split_remark(const char *s, size_t n, struct ht_buf *note)
{
    static const char *const remarks[] = { "đã chết", "chết", "đã mất", "đã ly hôn", "đã từ trần", "liệt sĩ",
                                           "còn sống" };
    for (size_t i = 0; i < HT_COUNT(remarks); i++) {
        size_t len = strlen(remarks[i]);
        if (n < len + 2 || memcmp(s + n - len, remarks[i], len) || s[n - len - 1] != ' ' ||
            (!strchr(remarks[i], ' ') && !strchr(",-;", s[n - len - 2])))
            continue;
        add_note(note, s + n - len, len);
        return rtrim(s, n - len);
    }
    return n;
}

/* "Ông Nguyễn Văn An": only before a common family name, since Ông, Bà, Anh are names as well. */
static size_t
split_title(const char *s, size_t n, struct ht_buf *note)
{
    static const char *const titles[] = { "ông", "bà", "cụ", "anh", "chị", "em", "cô", "chú", "bác", "ô.", "b.", "ông:",
                                          "bà:", "(ông)", "(bà)" };
    static const char *const families[] = {
        "nguyễn", "trần", "lê", "phạm", "huỳnh", "hoàng", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
        "dương", "lý", "đinh", "trịnh", "đoàn", "lương", "mai", "trương", "cao", "lâm", "châu", "tạ", "phùng",
        "tô", "hà", "đào",
    };
    struct ht_buf low = HT_BUF_INIT;
    size_t cut = 0;
    ht_lower(&low, s, n);
    const char *a = memchr(low.s, ' ', low.len);
    const char *b = a ? memchr(a + 1, ' ', low.len - (size_t)(a + 1 - low.s)) : NULL;
    bool title = false, family = false;
    for (size_t i = 0; b && i < HT_COUNT(titles); i++)
        title = title || (strlen(titles[i]) == (size_t)(a - low.s) && !memcmp(low.s, titles[i], (size_t)(a - low.s)));
    for (size_t i = 0; title && i < HT_COUNT(families); i++)
        family = family || (strlen(families[i]) == (size_t)(b - a - 1) &&
                            !memcmp(a + 1, families[i], (size_t)(b - a - 1)));
    if (family) {
        cut = (size_t)(a - low.s) + 1;
        add_note(note, s, cut - 1);
    }
    ht_buf_fini(&low);
    return cut;
}

/* Signs that stand in names: blanks, hyphens, apostrophes of K'Brôi, dots behind initials, commas. */
static bool
name_sign(uint32_t c)
{
    return c == ' ' || c == '-' || c == '\'' || c == '.' || c == ',' || c == 0x2018 || c == 0x2019;
}

/* Signs that no name has: digits, question marks, a second name behind a slash, what is left of a legacy font.  Letters
 * of all scripts and the marks that are written over them pass. */
static bool
strange_sign(uint32_t c)
{
    if (ht_is_letter(c) || name_sign(c))
        return false;
    return c < 0xc0 || c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c < 0x2c00) || c == 0xfffd;
}

/* "Không rõ" and the like, kinship without a name, two names; digits, question marks, dots that stand for what could
 * not be read. */
static bool
no_name(const char *s, size_t n)
{
    static const char *const words[] = {
        "khong ro", "khong xac dinh", "khong co", "khong", "khong khai", "khong ten", "khong nho", "chua ro",
        "chua xac dinh", "chua dat ten", "chua co ten", "khong co thong tin", "vo danh", "cha vo danh", "me vo danh",
        "khong biet", "null", "cha", "me", "bo", "con", "vo", "chong",
    };
    bool letter = false;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = ht_utf8_get(s + i, &len);
        letter = letter || ht_is_letter(c);
        if (strange_sign(c))
            return true;
    }
    char fold[64];
    size_t len = ht_fold_to(fold, sizeof fold, s, n);
    if (!letter || (n > 2 && memmem(s, n, "..", 2)) || strstr(fold, " hoac "))
        return true;
    for (size_t i = 0; len + 1 < sizeof fold && i < HT_COUNT(words); i++)
        if (!strcmp(fold, words[i]))
            return true;
    return false;
}

/* A remark has words, and says what it says: "(12)" and "(?)" belong to a doubtful name. */
static bool
strange_note(const char *s, size_t n)
{
    bool letter = !n;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = ht_utf8_get(s + i, &len);
        letter = letter || ht_is_letter(c);
        if (c == '?' || c == 0xfffd)
            return true;
    }
    return !letter;
}

/* The length without a full stop behind a whole syllable; "Th." is an abbreviation and keeps its dot. */
static size_t
full_stop(const char *s, size_t n)
{
    bool vowel = false;
    if (n < 2 || s[n - 1] != '.' || s[n - 2] == '.')
        return n;
    size_t from = n - 1, letters = 0;
    while (from > 0 && s[from - 1] != ' ' && s[from - 1] != '.')
        from--;
    for (size_t i = from, len; i < n - 1; i += len, letters++) {
        uint32_t c = ht_base_letter(ht_lower_char(ht_utf8_get(s + i, &len)));
        vowel = vowel || (c < 0x80 && strchr("aeiouy", (int)c));
    }
    return vowel && letters > 1 ? n - 1 : n;
}

/* Most names need nothing: every word a capital and small letters, and none that could be a title or "Không rõ". */
static bool
right_as_it_is(const char *s, size_t n)
{
    static const char *const special[] = { "Không", "Chưa", "Vô", "Null", "Ông", "Bà", "Cụ", "Anh ", "Chị ", "Em ",
                                           "Cô ", "Chú ", "Bác ", "Cha", "Mẹ", "Bố", "Con", "Vợ", "Chồng" };
    bool start = true;
    for (size_t i = 0, len; i < n; i += len, start = false) {
        while (s[i] == ' ' && !start && i + 1 < n)
            i++, start = true;
        uint32_t c = ht_utf8_get(s + i, &len);
        if (!ht_is_letter(c) || c == 0xd0 || ht_is_upper(c) != start || (start && c < 0x80 && ht_lower_char(c) == c))
            return false;
    }
    for (size_t i = 0; i < HT_COUNT(special); i++)
        if (*s == *special[i] && !strncmp(s, special[i], strlen(special[i])))
            return false;
    return n > 0;
}

void
ht_norm_name(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    struct ht_buf *note = &n->b;
    char parts[HT_NAME_PARTS];
    if (n->opts.tone_style == HT_TONE_KEEP && right_as_it_is(v->s, v->len)) {
        ht_norm_attr(r, field, HT_A_parts, parts, ht_name_parts(n->names, v->s, v->len, parts));
        return;
    }
    ht_buf_clear(note);
    if (ht_attr(v, HT_A_note))
        ht_buf_adds(note, ht_attr_str(v, HT_A_note));
    size_t old = note->len, len = split_remark(v->s, split_brackets(v->s, v->len, note), note);
    len = full_stop(v->s, len);
    size_t from = split_title(v->s, len, note);
    if (no_name(v->s + from, len - from) || strange_note(note->s + old, note->len - old)) {
        ht_norm_attr(r, field, HT_A_parts, NULL, 0);
        ht_norm_doubt(n, r, field, HT_D_230, NULL);
        return;
    }
    ht_buf_clear(&n->a);
    set_case(&n->a, v->s + from, len - from);
    ht_norm_put(n, r, field, n->a.s, n->a.len, "name");
    if (n->opts.tone_style != HT_TONE_KEEP) {
        ht_buf_clear(&n->a);
        ht_place_tones(&n->a, v->s, v->len, (enum ht_tone_style)n->opts.tone_style);
        ht_norm_put(n, r, field, n->a.s, n->a.len, "tone");
    }
    if (note->len)
        ht_norm_attr(r, field, HT_A_note, note->s, note->len);
    ht_norm_attr(r, field, HT_A_parts, parts, ht_name_parts(n->names, v->s, v->len, parts));
}
