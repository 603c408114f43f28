/* SPDX-License-Identifier: BSD-2-Clause */
/* The charts of the page of the open data. */
#include "config.h"
#include "export/statpage.h"

#include <string.h>

#include "base/prog.h"

#define HALF 510                        /* widths of view boxes, of one of two or three charts side by side */
#define THIRD 330

static bool
has_any(const struct ht_stats_page *p, unsigned reg)
{
    static const uint16_t all[HT_NDIM];
    return ht_cube_cell(&p->s->cube, reg, all) != NULL;
}

static void
begin_card(const struct ht_stats_page *p, const char *title)
{
    ht_out_addf(p->out, "<figure class=\"card\">\n<figcaption>%s</figcaption>\n", title);
}

static void
end_card(const struct ht_stats_page *p, struct ht_chart *c)
{
    ht_out_adds(p->out, "</figure>\n");
    ht_chart_fini(c);
}

static void
set_label(const struct ht_stats_page *p, struct ht_chart *c, size_t i, unsigned dim, uint16_t category,
          enum ht_ages ages)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_stats_label(p->s, dim, category, ages, &b);
    if (b.len < HT_CHART_LABEL)
        memcpy(c->label[i], b.s, b.len + 1);
    ht_buf_fini(&b);
}

static void
put_years(const struct ht_stats_page *p)
{
    if (!p->first)
        return;
    ht_out_adds(p->out, "<section class=\"three\">\n");
    for (size_t e = 0; e < HT_STATS_EVENTS; e++) {
        struct ht_chart c;
        if (!has_any(p, ht_stats_events[e].reg))
            continue;
        size_t n = p->last - p->first + 1;
        ht_chart_init(&c, n, 1, THIRD, 170, _(ht_stats_events[e].name));
        c.color[0] = ht_stats_events[e].color;
        for (size_t i = 0; i < n; i++) {
            uint16_t at[HT_NDIM] = { [HT_DIM_YEAR] = (uint16_t)(p->first + i) };
            set_label(p, &c, i, HT_DIM_YEAR, at[HT_DIM_YEAR], HT_AGES_NONE);
            c.mark[i] = ht_page_mark(p, ht_stats_events[e].reg, at);
        }
        begin_card(p, _(ht_stats_events[e].by_year));
        ht_chart_columns(&c, false, p->out);
        end_card(p, &c);
    }
    ht_out_adds(p->out, "</section>\n");
}

/* One chart of the known categories of DIM in REG, one series. */
static void
put_dim(const struct ht_stats_page *p, const struct ht_stats_event *e, unsigned dim, enum ht_ages ages,
        const char *title)
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
        c.mark[n++] = ht_page_mark(p, e->reg, at);
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
put_births_by_sex(const struct ht_stats_page *p)
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
            c.mark[2 * i + k] = ht_page_mark(p, HT_REG_KS, at);
        }
    }
    begin_card(p, _("Births by sex"));
    ht_chart_columns(&c, true, p->out);
    ht_chart_legend(&c, p->out);
    end_card(p, &c);
}

static void
put_deaths_by_age(const struct ht_stats_page *p)
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
            c.mark[2 * n + k] = ht_page_mark(p, HT_REG_KT, at);
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
put_marriages_by_age(const struct ht_stats_page *p)
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
        c.mark[2 * n] = ht_page_mark(p, HT_REG_KH, husband);
        c.mark[2 * n + 1] = ht_page_mark(p, HT_REG_KH, wife);
    }
    c.n = n;
    begin_card(p, _("Marriages by age"));
    ht_chart_columns(&c, false, p->out);
    ht_chart_legend(&c, p->out);
    end_card(p, &c);
}

void
ht_page_charts(const struct ht_stats_page *p)
{
    static const struct ht_stats_event *const birth = &ht_stats_events[0];
    put_years(p);
    ht_out_adds(p->out, "<section class=\"two\">\n");
    put_births_by_sex(p);
    put_dim(p, birth, HT_DIM_MONTH, HT_AGES_NONE, _("Births by month of birth"));
    put_dim(p, birth, HT_DIM_AGE, HT_AGES_MOTHER, _("Births by age of the mother"));
    put_marriages_by_age(p);
    put_deaths_by_age(p);
    ht_out_adds(p->out, "</section>\n");
}
