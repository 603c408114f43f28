/* SPDX-License-Identifier: BSD-2-Clause */
/* A progress line on standard error. */
#include "config.h"
#include "base/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

#define REDRAW 0.2                      /* seconds between two drawings */
#define BAR 24                          /* cells of the bar */

const char *const ht_progress_whens[] = { "auto", "always", "never", NULL };

struct ht_progress {
    struct ht_diag *diag;
    bool always;                        /* then even a short run shows one line */
    uint64_t total, bytes, records;
    double start, last;
    unsigned calls;                     /* the clock is asked at every 256th call only */
    bool drawn;
};

static void
put(const char *s, size_t len)
{
    if (write(STDERR_FILENO, s, len) < 0)
        return;                         /* decoration: its loss is no error */
}

static void
wipe(void *arg)
{
    struct ht_progress *p = arg;
    if (p->drawn)
        put("\r\033[K", 4);
    p->drawn = false;
}

struct ht_progress *
ht_progress_new(const char *when, struct ht_diag *d)
{
    bool automatic = !when || !*when || !strcmp(when, "auto");
    if (automatic ? !ht_prog_is_tty(STDERR_FILENO) || ht_diag_options(d)->quiet
                  : strcmp(when, "always") != 0)
        return NULL;
    struct ht_progress *p = ht_calloc(1, sizeof *p);
    p->diag = d;
    p->always = !automatic;
    p->start = p->last = ht_clock();
    ht_diag_set_wipe(d, wipe, p);
    return p;
}

void
ht_progress_total(struct ht_progress *p, uint64_t bytes)
{
    if (p)
        p->total = bytes;
}

static void
draw(struct ht_progress *p, double t)
{
    char line[160], bar[3 * BAR + 1] = "";
    double seconds = t - p->start;
    double rate = seconds > 0 ? (double)p->records / seconds : 0;
    int n;
    if (p->total) {
        double done = (double)p->bytes / (double)p->total;
        int full = done > 1 ? BAR : (int)(done * BAR);
        for (int i = 0; i < BAR; i++)
            memcpy(bar + 3 * i, i < full ? "█" : "░", 4);     /* three bytes and the NUL */
        long left = done > 0.001 ? (long)(seconds / done - seconds + 0.5) : 0;
        n = snprintf(line, sizeof line, "\r%s %3d%%  %llu  %.0f/s  -%ld:%02ld\033[K", bar,
                     (int)(done * 100), (unsigned long long)p->records, rate, left / 60, left % 60);
    } else {
        n = snprintf(line, sizeof line, "\r%llu  %.0f/s\033[K", (unsigned long long)p->records, rate);
    }
    put(line, (size_t)n);
    p->drawn = true;
    p->always = false;
}

void
ht_progress_at(struct ht_progress *p, uint64_t bytes, uint64_t records)
{
    if (!p)
        return;
    p->bytes = bytes;
    p->records = records;
    if (++p->calls & 255)
        return;
    double t = ht_clock();
    if (t - p->last < REDRAW)
        return;
    p->last = t;
    draw(p, t);
}

void
ht_progress_free(struct ht_progress *p)
{
    if (!p)
        return;
    if (p->always)
        draw(p, ht_clock());
    wipe(p);
    ht_diag_set_wipe(p->diag, NULL, NULL);
    free(p);
}
