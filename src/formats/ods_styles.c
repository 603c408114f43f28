/* SPDX-License-Identifier: BSD-2-Clause */
/* OpenDocument styles: faces, data styles, styles, by name. */
#include "config.h"
#include "formats/ods_styles.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "formats/fonts.h"
#include "formats/moment.h"

enum { MAX_STYLES = 65536 };

static bool
is(const char *name, const char *want)
{
    return !strcmp(name, want);
}

static struct ht_ods_style *
find(const struct ht_ods_styles *s, const char *family, const char *name, size_t len)
{
    size_t n = strlen(family);
    for (size_t i = s->n; name && i--;) {
        const char *have = s->v[i].name;
        if (!strncmp(have, family, n) && have[n] == ':' && strlen(have + n + 1) == len &&
            !memcmp(have + n + 1, name, len))
            return &s->v[i];
    }
    return NULL;
}

static struct ht_ods_style *
add(struct ht_ods_styles *s, const char *family, size_t family_len, const struct ht_sax_attrs *a)
{
    size_t len;
    const char *name = ht_sax_attr(a, "name", &len);
    struct ht_buf full = HT_BUF_INIT;
    if (!name || s->n == MAX_STYLES)
        return NULL;
    ht_buf_add(&full, family, family_len);
    ht_buf_addc(&full, ':');
    ht_buf_add(&full, name, len);
    s->v = ht_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
    s->v[s->n] = (struct ht_ods_style){ .name = ht_buf_take(&full) };
    return &s->v[s->n++];
}

/* A font family, perhaps in quotation marks. */
static void
set_family(struct ht_ods_style *style, const char *s, size_t len)
{
    if (len > 1 && (*s == '\'' || *s == '"')) {
        s++;
        len -= 2;
    }
    style->prior = ht_font_charset(s, len);
    style->has_font = true;
}

/* A style takes over what its parent and its data style say; both stand before it. */
static void
begin_style(struct ht_ods_styles *s, const struct ht_sax_attrs *a)
{
    size_t n, len;
    const char *family = ht_sax_attr(a, "family", &n);
    char kind[32];
    if (!family || n >= sizeof kind)
        return;
    memcpy(kind, family, n);
    kind[n] = '\0';
    const char *parent = ht_sax_attr(a, "parent-style-name", &len);
    struct ht_ods_style *from = find(s, kind, parent, parent ? len : 0);
    struct ht_ods_style copy = from ? *from : (struct ht_ods_style){0};
    s->last = add(s, kind, n, a);
    if (!s->last)
        return;
    copy.name = s->last->name;
    *s->last = copy;
    const char *data = ht_sax_attr(a, "data-style-name", &len);
    const struct ht_ods_style *d = find(s, "data", data, data ? len : 0);
    if (d)
        s->last->parts = d->parts;
}

static void
set_text_properties(struct ht_ods_styles *s, const struct ht_sax_attrs *a)
{
    size_t n;
    const char *name = ht_sax_attr(a, "font-name", &n);
    const struct ht_ods_style *face = find(s, "face", name, name ? n : 0);
    if (face) {
        s->last->prior = face->prior;
        s->last->has_font = true;
    } else if (name || (name = ht_sax_attr(a, "font-family", &n))) {
        set_family(s->last, name, n);
    }
}

void
ht_ods_style_start(struct ht_ods_styles *s, const char *name, const struct ht_sax_attrs *a)
{
    static const struct { const char *name; unsigned part; } parts[] = {
        { "year", HT_SHOWS_YEAR }, { "month", HT_SHOWS_MONTH }, { "day", HT_SHOWS_DAY },
        { "hours", HT_SHOWS_TIME }, { "minutes", HT_SHOWS_TIME },
    };
    size_t n;
    const char *family;
    if (is(name, "font-face")) {
        struct ht_ods_style *face = add(s, "face", 4, a);
        if (face && (family = ht_sax_attr(a, "font-family", &n)))
            set_family(face, family, n);
    } else if (is(name, "date-style") || is(name, "time-style")) {
        s->last = add(s, "data", 4, a);
        s->in_data = s->last != NULL;
    } else if (is(name, "style")) {
        begin_style(s, a);
    } else if (s->last && is(name, "text-properties")) {
        set_text_properties(s, a);
    } else if (s->last && is(name, "table-properties")) {
        s->last->hidden = ht_sax_attr_is(a, "display", "false");
    } else if (s->in_data) {
        for (size_t i = 0; i < HT_COUNT(parts); i++)
            if (is(name, parts[i].name))
                s->last->parts = ht_parts_add(s->last->parts, parts[i].part, ht_sax_attr_is(a, "style", "long"));
    }
}

void
ht_ods_style_end(struct ht_ods_styles *s, const char *name)
{
    if (is(name, "style") || is(name, "date-style") || is(name, "time-style")) {
        s->last = NULL;
        s->in_data = false;
    }
}

const struct ht_ods_style *
ht_ods_style(const struct ht_ods_styles *s, const char *family, const struct ht_sax_attrs *a, const char *attr)
{
    size_t n;
    const char *name = ht_sax_attr(a, attr, &n);
    return name ? find(s, family, name, n) : NULL;
}

void
ht_ods_styles_fini(struct ht_ods_styles *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->v[i].name);
    free(s->v);
    *s = (struct ht_ods_styles){0};
}
