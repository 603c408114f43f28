/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of messages for people and machines. */
#include "config.h"
#include "base/diag_line.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

const char ht_diag_tsv_head[] =
    "file\tline\trecord\tregister\tfield\tseverity\tcode\tvalue\ttext\n";

/* True for characters that would act on a terminal or on the order of the text instead of being seen. */
static bool
acts(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0)              /* C0, DEL, C1 */
        || c == 0x61c || c == 0x200e || c == 0x200f         /* marks of direction */
        || (c >= 0x2028 && c <= 0x202e)                     /* line and paragraph ends, embedding, override */
        || (c >= 0x2066 && c <= 0x2069);                    /* isolates */
}

void
ht_buf_add_visible(struct ht_buf *b, const char *s, size_t len)
{
    for (size_t i = 0, n; i < len; i += n ? n : 1) {
        n = (unsigned char)s[i] < 0x80 ? 1 : ht_utf8_len(s + i, len - i);
        uint32_t c = n ? ht_utf8_get(s + i, &n) : (unsigned char)s[i];
        if (n && !acts(c))
            ht_buf_add(b, s + i, n);
        else if (c == '\n')
            ht_buf_adds(b, "\\n");
        else
            ht_buf_addf(b, n < 2 ? "\\x%02X" : "\\u%04X", (unsigned)c);
    }
}

static void
add_value_text(const struct ht_diag_opts *o, struct ht_buf *b, const char *value, size_t len)
{
    if (o->redact) {
        ht_buf_addf(b, "[%zu]", ht_utf8_count(value, len));
        return;
    }
    /* Long values help nobody on a terminal; the record has them whole. */
    size_t shown = len > 200 ? ht_utf8_cut(value, 200) : len;
    ht_buf_add_visible(b, value, shown);
    if (shown < len)
        ht_buf_adds(b, "…");
}

static void
add_tsv(struct ht_buf *b, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        switch (s[i]) {
        case '\t':
            ht_buf_adds(b, "\\t");
            break;
        case '\n':
            ht_buf_adds(b, "\\n");
            break;
        case '\\':
            ht_buf_adds(b, "\\\\");
            break;
        default:
            ht_buf_addc(b, s[i]);
        }
    ht_buf_addc(b, '\t');
}

/* The parts of a position: SRC is always file, a colon, line. */
struct place {
    const char *file;
    size_t file_len;
    char line[24];
};

static void
find_place(const struct ht_where *w, struct place *p)
{
    *p = (struct place){ .file = "" };
    if (!w)
        return;
    if (w->src) {
        const char *colon = strrchr(w->src, ':');
        p->file = w->src;
        p->file_len = colon ? (size_t)(colon - w->src) : strlen(w->src);
        if (colon && strlen(colon + 1) < sizeof p->line)
            memcpy(p->line, colon + 1, strlen(colon + 1) + 1);
        return;
    }
    if (w->file) {
        p->file = w->file;
        p->file_len = strlen(w->file);
    }
    if (w->line)
        snprintf(p->line, sizeof p->line, "%lu", w->line);
}

void
ht_message_gnu(struct ht_buf *b, const struct ht_diag_opts *o, const struct ht_message *m)
{
    struct place p;
    find_place(m->w, &p);
    ht_buf_addf(b, "%s: ", o->prog);
    if (p.file_len) {
        ht_buf_add_visible(b, p.file, p.file_len);
        ht_buf_adds(b, ":");
        if (p.line[0]) {
            ht_buf_add_visible(b, p.line, strlen(p.line));
            ht_buf_addc(b, ':');
        }
        ht_buf_addc(b, ' ');
    } else if (m->w && m->w->record) {                      /* made by hand, no src: the id finds it */
        ht_buf_add_visible(b, m->w->record, strlen(m->w->record));
        ht_buf_adds(b, ": ");
    }
    ht_buf_addf(b, "%s: ", m->sev);
    if (m->code)
        ht_buf_addf(b, "%s: ", m->code);
    ht_buf_add_visible(b, m->text, strlen(m->text));
    const char *field = m->w && m->w->field ? m->w->field : "";
    if (*field || m->value)
        ht_buf_adds(b, ": ");
    ht_buf_add_visible(b, field, strlen(field));
    if (m->value) {
        ht_buf_adds(b, *field ? "=\"" : "\"");
        add_value_text(o, b, m->value, m->len);
        ht_buf_addc(b, '"');
    }
    ht_buf_addc(b, '\n');
}

static const char *
or_empty(const char *s)
{
    return s ? s : "";
}

void
ht_message_tsv(struct ht_buf *b, const struct ht_diag_opts *o, const struct ht_message *m)
{
    static const struct ht_where nowhere;
    const struct ht_where *w = m->w ? m->w : &nowhere;
    struct place p;
    find_place(w, &p);
    add_tsv(b, p.file, p.file_len);
    const char *cells[] = { p.line, or_empty(w->record), or_empty(w->reg), or_empty(w->field), m->sev,
                            or_empty(m->code) };
    for (size_t i = 0; i < HT_COUNT(cells); i++)
        add_tsv(b, cells[i], strlen(cells[i]));
    if (m->value && o->redact)
        ht_buf_addf(b, "[%zu]\t", ht_utf8_count(m->value, m->len));
    else
        add_tsv(b, or_empty(m->value), m->value ? m->len : 0);
    add_tsv(b, m->text, strlen(m->text));
    b->s[b->len - 1] = '\n';
}

void
ht_message_json(struct ht_buf *b, const struct ht_diag_opts *o, const struct ht_message *m)
{
    static const struct ht_where nowhere;
    const struct ht_where *w = m->w ? m->w : &nowhere;
    struct place p;
    find_place(w, &p);
    const struct { const char *key, *s; size_t len; } parts[] = {
        { "file", p.file, p.file_len },
        { "line", p.line, strlen(p.line) },
        { "record", w->record, w->record ? strlen(w->record) : 0 },
        { "register", w->reg, w->reg ? strlen(w->reg) : 0 },
        { "field", w->field, w->field ? strlen(w->field) : 0 },
        { "severity", m->sev, strlen(m->sev) },
        { "code", m->code, m->code ? strlen(m->code) : 0 },
        { "value", o->redact ? NULL : m->value, m->len },
        { "text", m->text, strlen(m->text) },
    };
    ht_buf_addc(b, '{');
    for (size_t i = 0; i < HT_COUNT(parts); i++) {
        if (!parts[i].s || !*parts[i].s)
            continue;
        ht_json_key(b, parts[i].key);
        ht_json_str(b, parts[i].s, parts[i].len);
    }
    ht_buf_adds(b, "}\n");
}
