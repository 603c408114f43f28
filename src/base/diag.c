/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages, their counts and the exit status. */
#include "config.h"
#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"

const char *const ht_sev_name[] = { "info", "warning", "error" };

struct ht_diag {
    struct ht_diag_opts o;
    pthread_mutex_t lock;               /* recursive: opening the file may fail, which is reported */
    struct ht_out *file;                /* --diag-file, opened at the first message */
    bool file_failed;
    int status;
    uint64_t count[3];
    struct ht_map per_code;             /* hash of code → messages so far */
    struct ht_buf codes;                /* the codes that were held back, for the closing line */
    struct ht_buf line;
    ht_diag_hook *hook;
    void *hook_arg;
    ht_diag_wipe *wipe;
    void *wipe_arg;
};

static void
write_stderr(struct ht_diag *d, const char *s, size_t len)
{
    if (d->wipe)
        d->wipe(d->wipe_arg);
    while (len) {
        ssize_t n = write(STDERR_FILENO, s, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;                     /* nowhere left to complain; the exit status still tells */
        s += n;
        len -= (size_t)n;
    }
}

static const char tsv_head[] =
    "file\tline\trecord\tregister\tfield\tseverity\tcode\tvalue\ttext\n";

/* Opens the place for machine-readable lines when the first one comes. */
static bool
machine_sink(struct ht_diag *d)
{
    if (d->file || !d->o.file)
        return d->file != NULL;
    if (d->file_failed)
        return false;
    d->file = ht_out_open(d->o.file, 0, d);
    d->file_failed = !d->file;
    if (d->file && d->o.form != HT_DIAG_JSON)
        ht_out_adds(d->file, tsv_head);
    return d->file != NULL;
}

struct ht_diag *
ht_diag_new(const struct ht_diag_opts *opts)
{
    struct ht_diag *d = ht_calloc(1, sizeof *d);
    pthread_mutexattr_t recursive;
    d->o = *opts;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&d->lock, &recursive);
    pthread_mutexattr_destroy(&recursive);
    ht_buf_init(&d->codes);
    ht_buf_init(&d->line);
    if (d->o.form == HT_DIAG_TSV && !d->o.file)
        write_stderr(d, tsv_head, sizeof tsv_head - 1);
    return d;
}

static void
add_value_text(struct ht_diag *d, struct ht_buf *b, const char *value, size_t len)
{
    if (d->o.redact) {
        ht_buf_addf(b, "[%zu]", ht_utf8_count(value, len));
        return;
    }
    /* Long values help nobody on a terminal; the record has them whole. */
    size_t shown = len > 200 ? ht_utf8_cut(value, 200) : len;
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)value[i];
        if (c == '\n')
            ht_buf_adds(b, "\\n");
        else if (c < 0x20 || c == 0x7f)
            ht_buf_addf(b, "\\x%02X", c);
        else
            ht_buf_addc(b, (char)c);
    }
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

struct message {
    const struct ht_where *w;
    const char *sev, *code, *text;
    const char *value;
    size_t len;
};

static void
format_gnu(struct ht_diag *d, const struct message *m)
{
    struct ht_buf *b = &d->line;
    struct place p;
    find_place(m->w, &p);
    ht_buf_addf(b, "%s: ", d->o.prog);
    if (p.file_len) {
        ht_buf_add(b, p.file, p.file_len);
        ht_buf_adds(b, ":");
        if (p.line[0])
            ht_buf_addf(b, "%s:", p.line);
        ht_buf_addc(b, ' ');
    }
    ht_buf_addf(b, "%s: ", m->sev);
    if (m->code)
        ht_buf_addf(b, "%s: ", m->code);
    ht_buf_adds(b, m->text);
    const char *field = m->w && m->w->field ? m->w->field : "";
    if (*field || m->value)
        ht_buf_addf(b, ": %s", field);
    if (m->value) {
        ht_buf_adds(b, *field ? "=\"" : "\"");
        add_value_text(d, b, m->value, m->len);
        ht_buf_addc(b, '"');
    }
    ht_buf_addc(b, '\n');
}

static const char *
or_empty(const char *s)
{
    return s ? s : "";
}

static void
format_tsv(struct ht_diag *d, const struct message *m)
{
    struct ht_buf *b = &d->line;
    static const struct ht_where nowhere;
    const struct ht_where *w = m->w ? m->w : &nowhere;
    struct place p;
    find_place(w, &p);
    add_tsv(b, p.file, p.file_len);
    const char *cells[] = { p.line, or_empty(w->record), or_empty(w->reg), or_empty(w->field), m->sev,
                            or_empty(m->code) };
    for (size_t i = 0; i < HT_COUNT(cells); i++)
        add_tsv(b, cells[i], strlen(cells[i]));
    if (m->value && d->o.redact)
        ht_buf_addf(b, "[%zu]\t", ht_utf8_count(m->value, m->len));
    else
        add_tsv(b, or_empty(m->value), m->value ? m->len : 0);
    add_tsv(b, m->text, strlen(m->text));
    b->s[b->len - 1] = '\n';
}

static void
format_json(struct ht_diag *d, const struct message *m)
{
    struct ht_buf *b = &d->line;
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
        { "value", d->o.redact ? NULL : m->value, m->len },
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

static void
print(struct ht_diag *d, const struct message *m)
{
    bool machine = d->o.form != HT_DIAG_GNU || d->o.file;
    if (machine) {
        ht_buf_clear(&d->line);
        if (d->o.form == HT_DIAG_JSON)
            format_json(d, m);
        else
            format_tsv(d, m);
        if (!d->o.file)
            write_stderr(d, d->line.s, d->line.len);
        else if (machine_sink(d))
            ht_out_add(d->file, d->line.s, d->line.len);
    }
    if (d->o.form == HT_DIAG_GNU || d->o.file) {
        ht_buf_clear(&d->line);
        format_gnu(d, m);
        write_stderr(d, d->line.s, d->line.len);
    }
}

/* True if the message with CODE is over the limit and is only counted. */
static bool
held_back(struct ht_diag *d, const char *code)
{
    if (!d->o.max_per_code)
        return false;
    uint64_t *n = ht_map_get(&d->per_code, ht_hash(code, strlen(code), 1), NULL);
    if (++*n == d->o.max_per_code + 1)
        ht_buf_addf(&d->codes, "%s ", code);
    return *n > d->o.max_per_code;
}

void
ht_diag_emit(struct ht_diag *d, const struct ht_where *w, enum ht_sev sev, const char *code,
             const char *value, size_t len, const char *text)
{
    pthread_mutex_lock(&d->lock);
    d->count[sev]++;
    if (sev >= d->o.fail_on)
        ht_diag_raise(d, HT_EXIT_FINDINGS);
    if (d->hook)
        d->hook(d->hook_arg, w, sev, code, value, len, text);
    if (!(d->o.quiet && sev == HT_INFO) && !held_back(d, code))
        print(d, &(struct message){ w, ht_sev_name[sev], code, text, value, len });
    pthread_mutex_unlock(&d->lock);
}

static void __attribute__((format(printf, 5, 0)))
trouble(struct ht_diag *d, const struct ht_where *w, const char *code, enum ht_exit status,
        const char *fmt, va_list ap)
{
    struct ht_buf text = HT_BUF_INIT;
    ht_buf_vaddf(&text, fmt, ap);
    pthread_mutex_lock(&d->lock);
    ht_diag_raise(d, status);
    d->count[HT_ERROR]++;
    if (d->hook && code)
        d->hook(d->hook_arg, w, HT_ERROR, code, NULL, 0, text.s);
    print(d, &(struct message){ w, ht_sev_name[HT_ERROR], code, text.s, NULL, 0 });
    pthread_mutex_unlock(&d->lock);
    ht_buf_fini(&text);
}

void
ht_diag_fail(struct ht_diag *d, const struct ht_where *w, const char *code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    trouble(d, w, code, HT_EXIT_FAILURE, fmt, ap);
    va_end(ap);
}

void
ht_diag_usage(struct ht_diag *d, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    trouble(d, NULL, NULL, HT_EXIT_USAGE, fmt, ap);
    va_end(ap);
}

static void __attribute__((format(printf, 2, 0)))
plain_line(struct ht_diag *d, const char *fmt, va_list ap)
{
    pthread_mutex_lock(&d->lock);
    ht_buf_clear(&d->line);
    ht_buf_addf(&d->line, "%s: ", d->o.prog);
    ht_buf_vaddf(&d->line, fmt, ap);
    ht_buf_addc(&d->line, '\n');
    write_stderr(d, d->line.s, d->line.len);
    pthread_mutex_unlock(&d->lock);
}

void
ht_diag_note(struct ht_diag *d, const char *fmt, ...)
{
    va_list ap;
    if (!d->o.verbose || d->o.quiet)
        return;
    va_start(ap, fmt);
    plain_line(d, fmt, ap);
    va_end(ap);
}

void
ht_diag_say(struct ht_diag *d, const char *fmt, ...)
{
    va_list ap;
    if (d->o.quiet)
        return;
    va_start(ap, fmt);
    plain_line(d, fmt, ap);
    va_end(ap);
}

void
ht_diag_raise(struct ht_diag *d, enum ht_exit status)
{
    if (d->status < (int)status)
        d->status = (int)status;
}

int
ht_diag_status(const struct ht_diag *d)
{
    return d->status;
}

uint64_t
ht_diag_count(const struct ht_diag *d, enum ht_sev sev)
{
    return d->count[sev];
}

const struct ht_diag_opts *
ht_diag_options(const struct ht_diag *d)
{
    return &d->o;
}

void
ht_diag_set_hook(struct ht_diag *d, ht_diag_hook *hook, void *arg)
{
    d->hook = hook;
    d->hook_arg = arg;
}

void
ht_diag_set_wipe(struct ht_diag *d, ht_diag_wipe *wipe, void *arg)
{
    d->wipe = wipe;
    d->wipe_arg = arg;
}

/* "HT301: 4000 more of these were not shown", for every code that was held back. */
static void
say_held_back(struct ht_diag *d)
{
    char *list = ht_buf_take(&d->codes);
    for (char *code = list, *blank; (blank = strchr(code, ' ')); code = blank + 1) {
        *blank = '\0';
        uint64_t n = *ht_map_get(&d->per_code, ht_hash(code, strlen(code), 1), NULL);
        n -= d->o.max_per_code;
        ht_buf_clear(&d->line);
        ht_buf_addf(&d->line, "%s: %s: ", d->o.prog, code);
        ht_buf_addf(&d->line, ht_ngettext("%llu more message of this code was counted but not shown",
                                          "%llu more messages of this code were counted but not shown",
                                          (unsigned long)n), (unsigned long long)n);
        ht_buf_addc(&d->line, '\n');
        if (d->o.form == HT_DIAG_GNU || d->o.file)
            write_stderr(d, d->line.s, d->line.len);
    }
    free(list);
}

int
ht_diag_free(struct ht_diag *d)
{
    say_held_back(d);
    d->wipe = NULL;
    if (machine_sink(d)) {              /* an empty list of findings is still a file with a header */
        struct ht_out *file = d->file;
        d->file = NULL;
        d->file_failed = true;
        ht_out_close(file, NULL);
    }
    int status = d->status;
    pthread_mutex_destroy(&d->lock);
    ht_map_fini(&d->per_code);
    ht_buf_fini(&d->codes);
    ht_buf_fini(&d->line);
    free(d);
    return status;
}
