/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert: what is said about the encodings that were found, and about what is doubtful, damaged or no text. */
#include "config.h"
#include "tools/convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/prog.h"
#include "model/finding.h"

/* "TCVN3", "TCVN3 via CP1252", "UTF-8", or the kind of UTF-16 that the file is in: into BUF. */
static const char *
reading_name(const struct convert *c, const struct ht_charset *set, enum ht_door door, char *buf, size_t size)
{
    const char *name = ht_charset_name(set ? set : ht_charset_find("UTF-8"));
    bool as_is = !set || door == HT_DOOR_BYTES;

    if (as_is && c->units && !strcmp(name, "UTF-8"))
        name = ht_charset_name(c->units);
    if (as_is)
        snprintf(buf, size, "%s", name);
    else
        snprintf(buf, size, "%s via %s", name, ht_door_name(door));
    return buf;
}

/* An explanation: PLACE, what it is, how far ahead of what. */
static void
say(struct convert *c, const char *place, const struct ht_charset *set, enum ht_door door, int margin,
    const struct ht_charset *runner, enum ht_door runner_door)
{
    char one[48], two[48];

    reading_name(c, set, door, one, sizeof one);
    if (margin >= HT_MARGIN_MAX && !runner)
        ht_diag_say(c->tool.diag, "%s: %s", place, one);
    else
        ht_diag_say(c->tool.diag, _("%s: %s, margin %d.%d, next %s"), place, one, margin / 10, abs(margin % 10),
                    reading_name(c, runner, runner_door, two, sizeof two));
}

void
convert_say_line(struct convert *c, const struct ht_detected *d, uint64_t line)
{
    struct ht_buf place = HT_BUF_INIT;

    ht_buf_addf(&place, "%s:%llu", c->file, (unsigned long long)line);
    say(c, place.s, d->set, d->door, d->margin, d->runner, d->runner_door);
    ht_buf_fini(&place);
}

void
convert_say_column(struct convert *c, size_t number, const struct ht_column_verdict *v)
{
    struct ht_buf place = HT_BUF_INIT;

    ht_buf_addf(&place, number ? _("%s: column %zu") : "%s", c->file, number);
    say(c, place.s, v->set, v->door, v->cells ? v->margin : HT_MARGIN_MAX, v->runner, v->runner_door);
    ht_buf_fini(&place);
}

void
convert_report(struct convert *c, const struct ht_detected *d, uint64_t line)
{
    struct ht_where w = { .file = c->file, .line = line };
    struct ht_diag *diag = c->tool.diag;
    char one[48], two[48];

    reading_name(c, d->set, d->door, one, sizeof one);
    if (d->flags & HT_DETECT_UNDECODED)
        ht_find_at(diag, &w, HT_D_194, d->s, d->len, one, NULL);
    if (d->damage == HT_DAMAGE_BROKEN)
        ht_find_at(diag, &w, d->meant ? HT_D_198 : HT_D_197, d->s, d->len, d->meant, NULL);
    else if (d->flags & HT_DETECT_DAMAGED)
        ht_find_at(diag, &w, d->meant ? HT_D_131 : HT_D_195, d->s, d->len, _(ht_damage_name(d->damage)), d->meant,
                   NULL);
    else if (d->flags & HT_DETECT_DOUBTFUL)
        ht_find_at(diag, &w, HT_D_196, d->s, d->len, one,
                   reading_name(c, d->runner, d->runner_door, two, sizeof two), NULL);
    else if (d->flags & HT_DETECT_SIGNS && !(d->flags & HT_DETECT_UNDECODED))
        ht_find_at(diag, &w, HT_D_139, d->s, d->len, NULL);
}

void
convert_report_bad(struct convert *c, const struct ht_charset *from, const char *s, size_t len)
{
    struct ht_buf scratch = HT_BUF_INIT;
    uint64_t line = c->line;
    size_t n;

    for (size_t i = 0; i < len; i += n, line++) {
        struct ht_decoded r;
        char count[24];
        n = convert_source_line(from, s + i, len - i);
        ht_buf_clear(&scratch);
        ht_charset_decode_plain(from, HT_DOOR_BYTES, s + i, n, &scratch, &r);
        struct ht_where w = { .file = c->file, .line = line };
        if (r.controls && convert_odd_controls(scratch.s, scratch.len))
            ht_find_at(c->tool.diag, &w, HT_D_139, scratch.s, convert_shown(scratch.s, scratch.len), NULL);
        if (!r.bad)
            continue;
        snprintf(count, sizeof count, "%zu", r.bad);
        ht_find_at(c->tool.diag, &w, HT_D_190, scratch.s, convert_shown(scratch.s, scratch.len), count,
                   ht_charset_name(from), NULL);
    }
    ht_buf_fini(&scratch);
}
