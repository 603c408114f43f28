/* SPDX-License-Identifier: BSD-2-Clause */
/* The scanner of JSON. */
#include "config.h"
#include "formats/json_scan.h"

#include <string.h>

#include "base/utf8.h"

enum { MAX_TEXT = 256 };                /* bytes of a string that are kept: keys are short */

void
ht_json_scan_init(struct ht_json_scan *s)
{
    *s = (struct ht_json_scan){0};
    ht_buf_init(&s->text);
    ht_buf_init(&s->names);
}

/* The name of what begins here. */
static const struct ht_json_level *
here(const struct ht_json_scan *s)
{
    static const struct ht_json_level top = { .array = true };
    return s->depth ? &s->level[s->depth - 1] : &top;
}

static void
tell_value(struct ht_json_scan *s, struct ht_tree *tree)
{
    const struct ht_json_level *l = here(s);
    const char *name = s->names.s + l->name;
    if (!s->value)
        return;
    s->value = false;
    if (s->record)
        return;
    ht_tree_open(tree, name, l->len, l->array);
    ht_tree_value(tree, name, l->len);
    ht_tree_close(tree);
}

static enum ht_json_event
open_bracket(struct ht_json_scan *s, struct ht_tree *tree, bool array)
{
    const struct ht_json_level *up = here(s);
    if (s->depth == HT_JSON_DEPTH)
        return HT_JSON_BAD;
    bool begins = !array && !s->record && ht_tree_open(tree, s->names.s + up->name, up->len, up->array);
    struct ht_json_level *l = &s->level[s->depth];
    *l = (struct ht_json_level){ .name = s->names.len, .array = array };
    if (array && !s->record) {          /* its members go by its own name */
        l->name = up->name;
        l->len = up->len;
    }
    s->depth++;
    if (begins)
        s->record = s->depth;
    return begins ? HT_JSON_BEGIN : HT_JSON_MORE;
}

static enum ht_json_event
close_bracket(struct ht_json_scan *s, struct ht_tree *tree, bool array)
{
    if (!s->depth || here(s)->array != array)
        return HT_JSON_BAD;
    tell_value(s, tree);
    bool ends = s->record == s->depth;
    if (!array && (ends || !s->record))
        ht_tree_close(tree);
    if (!array)
        ht_buf_cut(&s->names, here(s)->name);
    s->depth--;
    if (ends)
        s->record = 0;
    return ends ? HT_JSON_END : HT_JSON_MORE;
}

/* Appends what \uXXXX stands for; halves of pairs are left out: no key that is known has any. */
static void
add_escaped(struct ht_buf *b, const char *hex)
{
    char utf8[4];
    uint32_t c = 0;
    for (size_t i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *p = hex[i] ? strchr(digits, hex[i] >= 'A' && hex[i] <= 'F' ? hex[i] | 0x20 : hex[i]) : NULL;
        if (!p)
            return;
        c = c << 4 | (uint32_t)(p - digits);
    }
    if (c && (c < 0xd800 || c > 0xdfff))
        ht_buf_add(b, utf8, ht_utf8_put(utf8, c));
}

/* The string that was read is a key: it names what follows. */
static void
take_key(struct ht_json_scan *s)
{
    struct ht_json_level *l = &s->level[s->depth - 1];
    const char *p = s->text.s, *end = p + s->text.len;
    ht_buf_cut(&s->names, l->name);
    while (p < end) {
        if (*p == '\\' && end - p >= 6 && p[1] == 'u') {
            add_escaped(&s->names, p + 2);
            p += 6;
        } else {
            p += *p == '\\' && end - p > 1;
            ht_buf_addc(&s->names, *p++);
        }
    }
    l->len = s->names.len - l->name;
}

static void
in_string(struct ht_json_scan *s, char c)
{
    s->string = s->escape || c != '"';
    s->escape = !s->escape && c == '\\';
    if (s->string && s->text.len < MAX_TEXT)
        ht_buf_addc(&s->text, c);
}

enum ht_json_event
ht_json_scan(struct ht_json_scan *s, struct ht_tree *tree, char c)
{
    if (s->string) {
        in_string(s, c);
        return HT_JSON_MORE;
    }
    switch (c) {
    case '{':
    case '[':
        return open_bracket(s, tree, c == '[');
    case '}':
    case ']':
        return close_bracket(s, tree, c == ']');
    case ',':
        tell_value(s, tree);
        break;
    case ':':
        s->value = false;
        if (!s->depth || here(s)->array)
            return HT_JSON_BAD;
        if (!s->record)
            take_key(s);
        break;
    case '"':
        s->string = true;
        ht_buf_clear(&s->text);
        __attribute__((fallthrough));
    default:
        if ((unsigned char)c > ' ')
            s->value = true;
        if (s->value && !s->depth)
            return HT_JSON_BAD;
    }
    return HT_JSON_MORE;
}

bool
ht_json_scan_at_end(const struct ht_json_scan *s)
{
    return !s->depth && !s->string;
}

void
ht_json_scan_fini(struct ht_json_scan *s)
{
    ht_buf_fini(&s->text);
    ht_buf_fini(&s->names);
}
