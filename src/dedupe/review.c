/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing the review page. */
#include "config.h"
#include "dedupe/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/html.h"
#include "base/io.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/prog.h"

/* The page's fixed parts, one C string. */
static const char page[] =
#include "dedupe/review_page.h"
    ;

struct ht_review {
    const struct ht_marks *marks;
    struct ht_map at;                   /* record + 1 → offset of its JSON in text, plus 1; 0: not seen yet */
    struct ht_buf text;                 /* NUL-terminated JSON arrays of [place, caption, value] */
    bool first;                         /* the next field is its record's first */
};

struct ht_review *
ht_review_new(const struct ht_marks *k)
{
    struct ht_review *v = ht_calloc(1, sizeof *v);
    v->marks = k;
    ht_buf_init(&v->text);
    for (size_t i = 0; i < k->npairs; i++) {
        if (k->pair[i].same)
            continue;
        *ht_map_get(&v->at, (uint64_t)k->pair[i].rec_a + 1, NULL) = 0;
        *ht_map_get(&v->at, (uint64_t)k->pair[i].rec_b + 1, NULL) = 0;
    }
    return v;
}

void
ht_review_free(struct ht_review *v)
{
    if (!v)
        return;
    ht_map_fini(&v->at);
    ht_buf_fini(&v->text);
    free(v);
}

bool
ht_review_begin(struct ht_review *v, uint32_t rec, const char *title, const char *src, const char *scan)
{
    if (!ht_map_find(&v->at, (uint64_t)rec + 1))
        return false;
    *ht_map_get(&v->at, (uint64_t)rec + 1, NULL) = v->text.len + 1;
    v->first = true;
    ht_buf_adds(&v->text, "{\"reg\":");
    ht_json_str(&v->text, title, strlen(title));
    ht_buf_adds(&v->text, ",\"src\":");
    ht_json_str(&v->text, src, strlen(src));
    ht_buf_adds(&v->text, ",\"scan\":");
    ht_json_str(&v->text, scan, strlen(scan));
    ht_buf_adds(&v->text, ",\"f\":[");
    return true;
}

void
ht_review_field(struct ht_review *v, size_t place, const char *caption, const char *s, size_t len)
{
    ht_buf_addf(&v->text, "%s[%zu,", v->first ? "" : ",", place);
    ht_json_str(&v->text, caption, strlen(caption));
    ht_buf_addc(&v->text, ',');
    ht_json_str(&v->text, s, len);
    ht_buf_addc(&v->text, ']');
    v->first = false;
}

void
ht_review_end(struct ht_review *v)
{
    ht_buf_adds(&v->text, "]}");
    ht_buf_addc(&v->text, '\0');
}

void
ht_review_record(struct ht_review *v, const struct ht_record *r, uint32_t rec)
{
    const char *src = ht_rattr(r, HT_R_src), *scan = ht_rattr(r, HT_R_scan);
    if (!ht_review_begin(v, rec, r->reg->vi, src ? src : "", scan ? scan : ""))
        return;
    for (size_t i = 0; i < r->reg->nfields; i++)
        if (r->v[i].s)
            ht_review_field(v, i, r->reg->field[i].vi, r->v[i].s, r->v[i].len);
    ht_review_end(v);
}

struct shown {
    const struct ht_pair *pair;
    double probability;
};

static int
likeliest_first(const void *x, const void *y)
{
    const struct shown *a = x, *b = y;
    if (a->probability > b->probability || a->probability < b->probability)
        return a->probability > b->probability ? -1 : 1;
    return a->pair->rec_a < b->pair->rec_a ? -1 : a->pair->rec_a > b->pair->rec_a;
}

static const char *
stored(const struct ht_review *v, uint32_t rec)
{
    const uint64_t *at = ht_map_find(&v->at, (uint64_t)rec + 1);
    return at && *at ? v->text.s + *at - 1 : "{\"reg\":\"\",\"src\":\"\",\"scan\":\"\",\"f\":[]}";
}

static void
put_pair(struct ht_out *out, const struct ht_review *v, const struct shown *s, const struct ht_match *result,
         const struct ht_ids *ids, uint64_t *page_id)
{
    const struct ht_match *m = &result[s->pair->result];
    struct ht_buf json = HT_BUF_INIT, reason = HT_BUF_INIT;
    struct ht_pattern pattern;
    const uint32_t rec[2] = { s->pair->rec_a, s->pair->rec_b }, at[2] = { s->pair->a, s->pair->b };
    ht_match_score(m, s->pair->a, s->pair->b, &pattern);
    ht_reason(&m->model, m->set->d, &pattern, &reason);
    int percent = (int)(s->probability * 100 + 0.5);
    percent = percent < 1 ? 1 : percent > 99 ? 99 : percent;            /* whatever a person is asked is not certain */
    ht_buf_addf(&json, "{\"p\":%d,\"why\":", percent);
    ht_json_str(&json, reason.s, reason.len);
    for (int k = 0; k < 2; k++) {
        const char *id = ht_ids_get(ids, rec[k]);
        uint64_t print = ht_feat_head(ht_set_at(m->set, at[k]))->print;
        *page_id = ht_hash_mix(*page_id, print);
        ht_buf_addf(&json, ",\"id%d\":", k);
        ht_json_str(&json, id, strlen(id));
        ht_buf_addf(&json, ",\"print%d\":\"%016llx\",\"r%d\":%s", k, (unsigned long long)print, k,
                    stored(v, rec[k]));
    }
    ht_buf_addc(&json, '}');
    ht_html_script(out, json.s, json.len);
    ht_buf_fini(&json);
    ht_buf_fini(&reason);
}

/* The page's own words, translated. */
static const char *const words[] = {
    N_("Suspected duplicates"), N_("same event"), N_("different"), N_("not sure"), N_("save decisions"),
    N_("pair"), N_("of"), N_("decided"), N_("All pairs are decided. Save the decisions and give them to --decisions."),
    N_("Keys: 1 same event, 2 different, 3 not sure; arrows go back and forth, S saves"),
    N_("There is nothing to decide."), N_("probability"),
};

enum ht_rc
ht_review_write(struct ht_review *v, const char *path, const struct ht_match *result, const struct ht_ids *ids,
                struct ht_diag *d)
{
    struct shown *s = ht_calloc(v->marks->npairs + 1, sizeof *s);
    size_t n = 0;
    uint64_t page_id = 1;
    struct ht_out *out = ht_out_open(path, 0, d);
    for (size_t i = 0; i < v->marks->npairs; i++) {
        const struct ht_pair *p = &v->marks->pair[i];
        struct ht_pattern pattern;
        if (p->same)
            continue;
        float bits = ht_match_score(&result[p->result], p->a, p->b, &pattern);
        s[n++] = (struct shown){ p, ht_probability((double)bits) };
    }
    if (n)
        ht_qsort(s, n, sizeof *s, likeliest_first);
    if (out) {
        ht_out_adds(out, page);
        ht_out_adds(out, "<script>\nvar W = ");
        ht_html_words(out, words, HT_COUNT(words));
        ht_out_adds(out, ";\nvar P = [\n");
        for (size_t i = 0; i < n; i++) {
            ht_out_adds(out, i ? ",\n" : "");
            put_pair(out, v, &s[i], result, ids, &page_id);
        }
        ht_out_addf(out, "\n];\nstart(\"hotich-dedupe-%016llx\");\n</script>\n</body>\n</html>\n",
                    (unsigned long long)page_id);
    }
    free(s);
    return out ? ht_out_close(out, NULL) : HT_FAIL;
}
