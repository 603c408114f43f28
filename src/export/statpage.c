/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The page of the open data, for a city's web site: figures, charts, how far the ledgers of each unit are,
 * and the files to take away.  One file, no script, nothing from the net; light, dark and on paper.
 */
#include "config.h"
#include "export/statpage.h"

#include <string.h>

#include "base/prog.h"

const struct ht_stats_event ht_stats_events[HT_STATS_EVENTS] = {
    { HT_REG_KS, BIRTH, N_("Births"), N_("Births by year") },
    { HT_REG_KH, MARRIAGE, N_("Marriages"), N_("Marriages by year") },
    { HT_REG_KT, DEATH, N_("Deaths"), N_("Deaths by year") },
};

struct ht_mark
ht_page_mark(const struct ht_stats_page *p, unsigned reg, const uint16_t at[HT_NDIM])
{
    const struct ht_cell *c = ht_cube_cell(&p->s->cube, reg, at);
    return (struct ht_mark){ c ? c->n : 0, c && c->hidden };
}

static void
put_count(const struct ht_stats_page *p, struct ht_mark m)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_chart_number(&b, m.n);
    if (m.hidden)
        ht_out_addf(p->out, "<span class=\"hush\" title=\"%s\">•</span>", _("not published"));
    else
        ht_out_add(p->out, b.s, b.len);
    ht_buf_fini(&b);
}

/* The years from the first to the last of all events, with none left out. */
static void
find_years(struct ht_stats_page *p)
{
    for (size_t i = 0; i < HT_STATS_EVENTS; i++) {
        const struct ht_categories *years = &p->s->cube.category[ht_stats_events[i].reg][HT_DIM_YEAR];
        for (size_t k = 0; k < years->n; k++) {
            unsigned y = years->v[k];
            if (y < HT_FIRST)
                continue;
            if (!p->first || y < p->first)
                p->first = y;
            p->last = y > p->last ? y : p->last;
        }
    }
}

/* ---- head ---- */

static void
put_head(const struct ht_stats_page *p)
{
    ht_out_addf(p->out, "<header>\n<p class=\"over\">%s</p>\n<h1>%s</h1>\n<p class=\"lead\">", _("Open data"),
                _("Civil status in figures"));
    struct ht_buf b = HT_BUF_INIT;
    ht_chart_number(&b, p->s->ledgers.n);
    ht_out_addf(p->out, _("From %s digitized ledgers"), b.s);
    if (p->first)
        ht_out_addf(p->out, p->first < p->last ? _(", registered from %u to %u") : _(", registered in %u"), p->first,
                    p->last);
    ht_out_adds(p->out, ".</p>\n</header>\n");
    ht_buf_fini(&b);
}

static void
put_figures(const struct ht_stats_page *p)
{
    static const uint16_t all[HT_NDIM];
    uint64_t ledgers = 0, done = 0;
    ht_out_adds(p->out, "<section class=\"figures\">\n");
    for (size_t i = 0; i < HT_STATS_EVENTS; i++) {
        ht_out_addf(p->out, "<div class=\"card\"><i class=\"c%u\"></i><b>", ht_stats_events[i].color);
        put_count(p, ht_page_mark(p, ht_stats_events[i].reg, all));
        ht_out_addf(p->out, "</b><span>%s</span></div>\n", _(ht_stats_events[i].name));
    }
    for (size_t i = 0; i < p->s->rows; i++) {
        ledgers += p->s->row[i].ledgers;
        done += p->s->row[i].done;
    }
    ht_out_adds(p->out, "<div class=\"card with-ring\">");
    ht_chart_ring(done, ledgers, p->out);
    ht_out_adds(p->out, "<div><b>");
    put_count(p, (struct ht_mark){ done, false });
    ht_out_adds(p->out, " / ");
    put_count(p, (struct ht_mark){ ledgers, false });
    ht_out_addf(p->out, "</b><span>%s</span></div></div>\n</section>\n", _("ledgers without reported errors"));
}

/* ---- units ---- */

static void
put_unit(const struct ht_stats_page *p, const struct ht_progress_row *row)
{
    uint16_t at[HT_NDIM] = { [HT_DIM_UNIT] = row->category };
    unsigned percent = (unsigned)(row->done * 100 / row->ledgers);
    ht_out_addf(p->out, "<tr><th scope=\"row\">%s<small>%s</small></th>",
                row->unit ? row->unit->name : _("unit not known"), row->unit ? row->unit->above : "");
    for (size_t e = 0; e < HT_STATS_EVENTS; e++) {
        ht_out_adds(p->out, "<td>");
        put_count(p, ht_page_mark(p, ht_stats_events[e].reg, at));
        ht_out_adds(p->out, "</td>");
    }
    ht_out_addf(p->out, "<td class=\"bar%s\">"
                "<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                "<rect class=\"track\" width=\"100\" height=\"8\"/>"
                "<rect class=\"done\" width=\"%u\" height=\"8\"/></svg>"
                "<span>%llu / %llu</span></td></tr>\n", row->done == row->ledgers ? " full" : "", percent,
                (unsigned long long)row->done, (unsigned long long)row->ledgers);
}

static void
put_units(const struct ht_stats_page *p)
{
    ht_out_addf(p->out, "<section>\n<h2>%s</h2>\n<div class=\"card scroll\"><table>\n"
                "<thead><tr><th scope=\"col\">%s</th>",
                _("Ledgers done, by unit"), _("Unit"));
    for (size_t e = 0; e < HT_STATS_EVENTS; e++)
        ht_out_addf(p->out, "<th scope=\"col\">%s</th>", _(ht_stats_events[e].name));
    ht_out_addf(p->out, "<th scope=\"col\" class=\"bar\">%s</th></tr></thead>\n<tbody>\n",
                _("Ledgers without reported errors"));
    for (size_t i = 0; i < p->s->rows; i++)
        put_unit(p, &p->s->row[i]);
    ht_out_adds(p->out, "</tbody></table></div>\n</section>\n");
}

/* ---- foot ---- */

static void
put_files(const struct ht_stats_page *p)
{
    const struct ht_stats_table *t;
    ht_out_addf(p->out, "<section>\n<h2>%s</h2>\n<ul class=\"files\">\n", _("The tables behind it"));
    for (size_t i = 0; (t = ht_stats_table(i)) != NULL; i++)
        ht_out_addf(p->out, "<li><a href=\"%s\">%s</a><code>%s</code></li>\n", t->file, _(t->title), t->file);
    ht_out_addf(p->out, "<li><a href=\"ledgers.csv\">%s</a><code>ledgers.csv</code></li>\n"
                "<li><a href=\"dictionary.csv\">%s</a><code>dictionary.csv</code></li>\n</ul>\n</section>\n",
                _("Ledgers by unit"), _("What every column and code means"));
}

static void
put_notes(const struct ht_stats_page *p)
{
    ht_out_addf(p->out, "<footer>\n<h2>%s</h2>\n<p>", _("How these figures protect people"));
    ht_out_addf(p->out, _("Counts from 1 to %u are not published (•), and beside them others, chosen so that "
                          "no sum or difference of published figures tells that a count is so small."), p->s->k - 1);
    ht_out_addf(p->out, "</p>\n<p>%s</p>\n<p>%s</p>\n</footer>\n",
                _("Years are those of registration; units are those of the day of registration, under their "
                  "names of that day."),
                _("A ledger counts as done when no error is reported of any of its entries. The figures "
                  "cover the ledgers that have been digitized, which need not be all."));
}

static void
put_body(const struct ht_stats_page *p)
{
    put_head(p);
    put_figures(p);
    ht_page_charts(p);
    put_units(p);
    put_files(p);
    put_notes(p);
}

void
ht_stats_page(const struct ht_stats *s, const char *page_template, size_t len, struct ht_out *out)
{
    struct ht_stats_page p = { .s = s, .out = out };
    find_years(&p);
    for (const char *at = page_template, *end = at + len; at < end;) {
        const char *mark = memchr(at, '@', (size_t)(end - at));
        ht_out_add(out, at, (size_t)((mark ? mark : end) - at));
        if (!mark)
            break;
        at = mark;
        if (end - at >= 6 && !memcmp(at, "@LANG@", 6))
            ht_out_adds(out, _("en"));
        else if (end - at >= 7 && !memcmp(at, "@TITLE@", 7))
            ht_out_adds(out, _("Civil status in figures"));
        else if (end - at >= 6 && !memcmp(at, "@BODY@", 6))
            put_body(&p);
        else {
            ht_out_addc(out, *at++);
            continue;
        }
        at = (const char *)memchr(at + 1, '@', (size_t)(end - at - 1)) + 1;
    }
}
