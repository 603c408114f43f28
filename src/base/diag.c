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
#include "base/diag_line.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"

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
        if (n <= 0) {
            ht_diag_raise(d, HT_EXIT_FAILURE);  /* nowhere left to complain, but the exit status tells */
            return;
        }
        s += n;
        len -= (size_t)n;
    }
}

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
        ht_out_adds(d->file, ht_diag_tsv_head);
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
        write_stderr(d, ht_diag_tsv_head, strlen(ht_diag_tsv_head));
    return d;
}

static void
print(struct ht_diag *d, const struct ht_message *m)
{
    bool machine = d->o.form != HT_DIAG_GNU || d->o.file;
    if (machine) {
        ht_buf_clear(&d->line);
        if (d->o.form == HT_DIAG_JSON)
            ht_message_json(&d->line, &d->o, m);
        else
            ht_message_tsv(&d->line, &d->o, m);
        if (!d->o.file)
            write_stderr(d, d->line.s, d->line.len);
        else if (machine_sink(d))
            ht_out_add(d->file, d->line.s, d->line.len);
    }
    if (d->o.form == HT_DIAG_GNU || d->o.file) {
        ht_buf_clear(&d->line);
        ht_message_gnu(&d->line, &d->o, m);
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
        print(d, &(struct ht_message){ w, ht_sev_name[sev], code, text, value, len });
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
    print(d, &(struct ht_message){ w, ht_sev_name[HT_ERROR], code, text.s, NULL, 0 });
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
    struct ht_buf text = HT_BUF_INIT;
    ht_buf_vaddf(&text, fmt, ap);
    ht_buf_addf(&d->line, "%s: ", d->o.prog);
    ht_buf_add_visible(&d->line, text.s, text.len);
    ht_buf_addc(&d->line, '\n');
    ht_buf_fini(&text);
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
