/* SPDX-License-Identifier: BSD-2-Clause */
/* Decisions about readings. */
#include "config.h"
#include "formats/decided.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/lines.h"
#include "text/charset.h"

enum { SRC, FIELD_, READ, DECISION, VALUE, CELLS };

static const struct { const char *word; enum ht_decided_what what; } words[] = {
    { "right", HT_READ_RIGHT }, { "value", HT_READ_VALUE }, { "blank", HT_READ_BLANK },
    { "unreadable", HT_READ_UNREADABLE },
};

struct decision {
    enum ht_decided_what what;
    char *value;
    size_t len;
};

struct ht_decided_readings {
    struct ht_map by_place;             /* src, field and reading → number of the decision + 1 */
    struct decision *v;
    size_t n, cap;
};

static uint64_t
key_of(const char *src, size_t nsrc, const char *field, size_t nfield, const char *read, size_t nread)
{
    uint64_t place = ht_hash_mix(ht_hash(src, nsrc, 21), ht_hash(field, nfield, 22));
    uint64_t key = ht_hash_mix(place, ht_hash(read, nread, 23));
    return key ? key : 1;
}

/* \t, \n and \\ become what they stand for; the text is made NFC and XML-clean. */
static void
unescape(const struct ht_text_cell *c, struct ht_buf *out)
{
    struct ht_buf text = HT_BUF_INIT;
    for (size_t i = 0; i < c->len; i++) {
        char ch = c->s[i];
        if (ch == '\\' && i + 1 < c->len) {
            ch = c->s[++i];
            ch = ch == 't' ? '\t' : ch == 'n' ? '\n' : ch;
        }
        ht_buf_addc(&text, ch);
    }
    ht_buf_clear(out);
    ht_charset_decode(ht_charset_find("UTF-8"), HT_DOOR_BYTES, text.s, text.len, out, NULL);
    ht_buf_fini(&text);
}

static int
take_line(struct ht_decided_readings *x, const struct ht_lines *l)
{
    struct ht_text_cell c[CELLS];
    struct ht_buf src = HT_BUF_INIT, read = HT_BUF_INIT, value = HT_BUF_INIT;
    struct decision d = {0};
    size_t n = ht_lines_split(l, c, CELLS);
    for (size_t i = 0; i < HT_COUNT(words) && n > DECISION; i++)
        if (c[DECISION].len == strlen(words[i].word) && !memcmp(c[DECISION].s, words[i].word, c[DECISION].len))
            d.what = words[i].what;
    if (!d.what || !c[SRC].len || !c[FIELD_].len)
        return -1;
    unescape(&c[SRC], &src);
    unescape(&c[READ], &read);
    unescape(&c[VALUE], &value);
    if (d.what == HT_READ_VALUE && !value.len)
        d.what = HT_READ_BLANK;
    d.len = value.len;
    d.value = ht_buf_take(&value);
    x->v = ht_grow(x->v, &x->cap, x->n + 1, sizeof *x->v);
    x->v[x->n++] = d;
    *ht_map_get(&x->by_place, key_of(src.s, src.len, c[FIELD_].s, c[FIELD_].len, read.s, read.len), NULL) = x->n;
    ht_buf_fini(&src);
    ht_buf_fini(&read);
    return 0;
}

static bool
is_header(const struct ht_lines *l)
{
    return l->number == 1 && l->line.len >= 4 && !memcmp(l->line.s, "src\t", 4);
}

struct ht_decided_readings *
ht_decided_read(const char *path, struct ht_diag *d)
{
    struct ht_in *in = NULL;
    if (strcmp(path, "-") && access(path, R_OK))
        ht_diag_usage(d, _("cannot read %s: %s"), path, strerror(errno));
    else
        in = ht_in_open(path, d);
    if (!in)
        return NULL;
    struct ht_decided_readings *x = ht_calloc(1, sizeof *x);
    struct ht_lines l;
    enum ht_rc rc;
    ht_lines_init(&l, in);
    while ((rc = ht_lines_next(&l)) == HT_OK) {
        if (!l.line.len || *l.line.s == '#' || is_header(&l) || !take_line(x, &l))
            continue;
        ht_diag_usage(d, _("%s:%lu: a decision is: src, field, what was read, right or value or blank or unreadable, "
                           "and the value, with tabs between them"), path, l.number);
        break;
    }
    ht_lines_fini(&l);
    ht_in_close(in);
    if (rc == HT_EOF)
        return x;
    ht_decided_free(x);
    return NULL;
}

void
ht_decided_free(struct ht_decided_readings *x)
{
    if (!x)
        return;
    for (size_t i = 0; i < x->n; i++)
        free(x->v[i].value);
    free(x->v);
    ht_map_fini(&x->by_place);
    free(x);
}

struct ht_decided_reading
ht_decided_ask(const struct ht_decided_readings *x, const char *src, const char *field, const char *read, size_t len)
{
    struct ht_decided_reading answer = { HT_READ_OPEN, NULL, 0 };
    if (!x)
        return answer;
    const uint64_t *at = ht_map_find(&x->by_place, key_of(src, strlen(src), field, strlen(field), read, len));
    if (at) {
        const struct decision *d = &x->v[*at - 1];
        answer = (struct ht_decided_reading){ d->what, d->value, d->len };
    }
    return answer;
}
