/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The page of the open data, for a city's web site: figures, charts, how far the ledgers of each unit are,
 * and the files to take away.  One file, no script, nothing from the net; light, dark and on paper.
 */
#include "config.h"
#include "export/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "export/chart.h"

#define HALF 510                        /* widths of view boxes, of one of two or three charts side by side */
#define THIRD 330

enum color { BIRTH = 1, MARRIAGE = 2, DEATH = 3, MALE = 4, FEMALE = 5 };

/* The three events that everybody asks for. */
static const struct event {
    enum ht_reg reg;
    enum color color;
    const char *name, *by_year;
} events[] = {
    { HT_REG_KS, BIRTH, N_("Births"), N_("Births by year") },
    { HT_REG_KH, MARRIAGE, N_("Marriages"), N_("Marriages by year") },
    { HT_REG_KT, DEATH, N_("Deaths"), N_("Deaths by year") },
};

struct page {
    const struct ht_stats *s;
    struct ht_out *out;
    unsigned first, last;               /* years; 0: none is known */
};

static struct ht_mark
mark_at(const struct page *p, unsigned reg, const uint16_t at[HT_NDIM])
{
    const struct ht_cell *c = ht_cube_cell(&p->s->cube, reg, at);
    return (struct ht_mark){ c ? c->n : 0, c && c->hidden };
}

static void
put_count(const struct page *p, struct ht_mark m)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_chart_number(&b, m.n);
    if (m.hidden)
        ht_out_addf(p->out, "<span class=\"hush\" title=\"%s\">•</span>", _("not published"));
    else
        ht_out_add(p->out, b.s, b.len);
    ht_buf_fini(&b);
}

static bool
has_any(const struct page *p, unsigned reg)
{
    static const uint16_t all[HT_NDIM];
    return ht_cube_cell(&p->s->cube, reg, all) != NULL;
}

/* The years from the first to the last of all events, with none left out. */
static void
find_years(struct page *p)
{
    for (size_t i = 0; i < HT_COUNT(events); i++) {
        const struct ht_categories *years = &p->s->cube.category[events[i].reg][HT_DIM_YEAR];
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
put_head(const struct page *p)
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
put_figures(const struct page *p)
{
    static const uint16_t all[HT_NDIM];
    uint64_t ledgers = 0, done = 0;
    ht_out_adds(p->out, "<section class=\"figures\">\n");
    for (size_t i = 0; i < HT_COUNT(events); i++) {
        ht_out_addf(p->out, "<div class=\"card\"><i class=\"c%u\"></i><b>", events[i].color);
        put_count(p, mark_at(p, events[i].reg, all));
        ht_out_addf(p->out, "</b><span>%s</span></div>\n", _(events[i].name));
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
    ht_out_addf(p->out, "</b><span>%s</span></div></div>\n</section>\n", _("ledgers without errors"));
}

/* ---- charts ---- */

static void
begin_card(const struct page *p, const char *title)
{
    ht_out_addf(p->out, "<figure class=\"card\">\n<figcaption>%s</figcaption>\n", title);
}

static void
end_card(const struct page *p, struct ht_chart *c)
{
    ht_out_adds(p->out, "</figure>\n");
    ht_chart_fini(c);
}

static void
set_label(const struct page *p, struct ht_chart *c, size_t i, unsigned dim, uint16_t category, enum ht_ages ages)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_stats_label(p->s, dim, category, ages, &b);
    if (b.len < HT_CHART_LABEL)
        memcpy(c->label[i], b.s, b.len + 1);
    ht_buf_fini(&b);
}

static void
put_years(const struct page *p)
{
    if (!p->first)
        return;
    ht_out_adds(p->out, "<section class=\"three\">\n");
    for (size_t e = 0; e < HT_COUNT(events); e++) {
        struct ht_chart c;
        if (!has_any(p, events[e].reg))
            continue;
        size_t n = p->last - p->first + 1;
        ht_chart_init(&c, n, 1, THIRD, 170, _(events[e].name));
        c.color[0] = events[e].color;
        for (size_t i = 0; i < n; i++) {
            uint16_t at[HT_NDIM] = { [HT_DIM_YEAR] = (uint16_t)(p->first + i) };
            set_label(p, &c, i, HT_DIM_YEAR, at[HT_DIM_YEAR], HT_AGES_NONE);
            c.mark[i] = mark_at(p, events[e].reg, at);
        }
        begin_card(p, _(events[e].by_year));
        ht_chart_columns(&c, false, p->out);
        end_card(p, &c);
    }
    ht_out_adds(p->out, "</section>\n");
}

/* One chart of the known categories of DIM in REG, one series. */
static void
put_dim(const struct page *p, const struct event *e, unsigned dim, enum ht_ages ages, const char *title)
{
    const struct ht_categories *all = &p->s->cube.category[e->reg][dim];
    struct ht_chart c;
    size_t n = 0;
    if (!has_any(p, e->reg))
        return;
    ht_chart_init(&c, all->n, 1, HALF, 220, title);
    c.color[0] = e->color;
    for (size_t i = 0; i < all->n; i++) {
        uint16_t at[HT_NDIM] = { 0 };
        at[dim] = all->v[i];
        if (all->v[i] < HT_FIRST)
            continue;
        set_label(p, &c, n, dim, all->v[i], ages);
        c.mark[n++] = mark_at(p, e->reg, at);
    }
    c.n = n;
    begin_card(p, title);
    ht_chart_columns(&c, false, p->out);
    end_card(p, &c);
}

static void
name_sexes(struct ht_chart *c)
{
    c->name[0] = _("male");
    c->name[1] = _("female");
    c->color[0] = MALE;
    c->color[1] = FEMALE;
}

static void
put_births_by_sex(const struct page *p)
{
    struct ht_chart c;
    size_t n = p->first ? p->last - p->first + 1 : 0;
    if (!n || !has_any(p, HT_REG_KS))
        return;
    ht_chart_init(&c, n, 2, HALF, 220, _("Births by sex"));
    name_sexes(&c);
    for (size_t i = 0; i < n; i++) {
        uint16_t at[HT_NDIM] = { [HT_DIM_YEAR] = (uint16_t)(p->first + i) };
        set_label(p, &c, i, HT_DIM_YEAR, at[HT_DIM_YEAR], HT_AGES_NONE);
        for (unsigned k = 0; k < 2; k++) {
            at[HT_DIM_SEX] = (uint16_t)(HT_FIRST + k);
            c.mark[2 * i + k] = mark_at(p, HT_REG_KS, at);
        }
    }
    begin_card(p, _("Births by sex"));
    ht_chart_columns(&c, true, p->out);
    ht_chart_legend(&c, p->out);
    end_card(p, &c);
}

static void
put_deaths_by_age(const struct page *p)
{
    const struct ht_categories *all = &p->s->cube.category[HT_REG_KT][HT_DIM_AGE];
    struct ht_chart c;
    size_t n = 0;
    if (!has_any(p, HT_REG_KT))
        return;
    ht_chart_init(&c, all->n, 2, HALF, 260, _("Deaths by age and sex"));
    name_sexes(&c);
    for (size_t i = 0; i < all->n; i++) {
        if (all->v[i] < HT_FIRST)
            continue;
        set_label(p, &c, n, HT_DIM_AGE, all->v[i], HT_AGES_DEATH);
        for (unsigned k = 0; k < 2; k++) {
            uint16_t at[HT_NDIM] = { [HT_DIM_SEX] = (uint16_t)(HT_FIRST + k), [HT_DIM_AGE] = all->v[i] };
            c.mark[2 * n + k] = mark_at(p, HT_REG_KT, at);
        }
        n++;
    }
    c.n = n;
    begin_card(p, _("Deaths by age and sex"));
    ht_chart_pyramid(&c, p->out);
    ht_chart_legend(&c, p->out);
    end_card(p, &c);
}

static void
put_marriages_by_age(const struct page *p)
{
    const struct ht_categories *all = &p->s->cube.category[HT_REG_KH][HT_DIM_AGE];
    const struct ht_categories *wives = &p->s->cube.category[HT_REG_KH][HT_DIM_AGE2];
    struct ht_chart c;
    size_t n = 0, last = 0;
    if (!has_any(p, HT_REG_KH))
        return;
    for (size_t i = 0; i < all->n; i++)
        last = all->v[i] > last ? all->v[i] : last;
    for (size_t i = 0; i < wives->n; i++)
        last = wives->v[i] > last ? wives->v[i] : last;
    ht_chart_init(&c, last + 1, 2, HALF, 260, _("Marriages by age"));
    c.name[0] = _("husband");
    c.name[1] = _("wife");
    c.color[0] = MALE;
    c.color[1] = FEMALE;
    for (size_t v = HT_FIRST; v <= last; v++, n++) {
        uint16_t husband[HT_NDIM] = { [HT_DIM_AGE] = (uint16_t)v }, wife[HT_NDIM] = { [HT_DIM_AGE2] = (uint16_t)v };
        set_label(p, &c, n, HT_DIM_AGE, (uint16_t)v, HT_AGES_SPOUSE);
        c.mark[2 * n] = mark_at(p, HT_REG_KH, husband);
        c.mark[2 * n + 1] = mark_at(p, HT_REG_KH, wife);
    }
    c.n = n;
    begin_card(p, _("Marriages by age"));
    ht_chart_columns(&c, false, p->out);
    ht_chart_legend(&c, p->out);
    end_card(p, &c);
}

/* ---- units ---- */

static void
put_unit(const struct page *p, const struct ht_progress_row *row)
{
    uint16_t at[HT_NDIM] = { [HT_DIM_UNIT] = row->category };
    unsigned percent = (unsigned)(row->done * 100 / row->ledgers);
    ht_out_addf(p->out, "<tr><th scope=\"row\">%s<small>%s</small></th>",
                row->unit ? row->unit->name : _("unit not known"), row->unit ? row->unit->above : "");
    for (size_t e = 0; e < HT_COUNT(events); e++) {
        ht_out_adds(p->out, "<td>");
        put_count(p, mark_at(p, events[e].reg, at));
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
put_units(const struct page *p)
{
    ht_out_addf(p->out, "<section>\n<h2>%s</h2>\n<div class=\"card scroll\"><table>\n"
                "<thead><tr><th scope=\"col\">%s</th>",
                _("Ledgers done, by unit"), _("Unit"));
    for (size_t e = 0; e < HT_COUNT(events); e++)
        ht_out_addf(p->out, "<th scope=\"col\">%s</th>", _(events[e].name));
    ht_out_addf(p->out, "<th scope=\"col\" class=\"bar\">%s</th></tr></thead>\n<tbody>\n",
                _("Ledgers without errors"));
    for (size_t i = 0; i < p->s->rows; i++)
        put_unit(p, &p->s->row[i]);
    ht_out_adds(p->out, "</tbody></table></div>\n</section>\n");
}

/* ---- foot ---- */

static void
put_files(const struct page *p)
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
put_notes(const struct page *p)
{
    ht_out_addf(p->out, "<footer>\n<h2>%s</h2>\n<p>", _("How these figures protect people"));
    ht_out_addf(p->out, _("Counts from 1 to %u are not published (•), and beside them others, chosen so that "
                          "no sum or difference of published figures tells that a count is so small."), p->s->k - 1);
    ht_out_addf(p->out, "</p>\n<p>%s</p>\n<p>%s</p>\n</footer>\n",
                _("Years are those of registration; units are those of the day of registration, under their "
                  "names of that day."),
                _("A ledger counts as done when the checks find no error in any of its entries. The figures "
                  "cover the ledgers that have been digitized, which need not be all."));
}

static void
put_body(const struct page *p)
{
    static const struct event *const birth = &events[0];
    put_head(p);
    put_figures(p);
    put_years(p);
    ht_out_adds(p->out, "<section class=\"two\">\n");
    put_births_by_sex(p);
    put_dim(p, birth, HT_DIM_MONTH, HT_AGES_NONE, _("Births by month of birth"));
    put_dim(p, birth, HT_DIM_AGE, HT_AGES_MOTHER, _("Births by age of the mother"));
    put_marriages_by_age(p);
    put_deaths_by_age(p);
    ht_out_adds(p->out, "</section>\n");
    put_units(p);
    put_files(p);
    put_notes(p);
}

void
ht_stats_page(const struct ht_stats *s, const char *page_template, size_t len, struct ht_out *out)
{
    struct page p = { .s = s, .out = out };
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
