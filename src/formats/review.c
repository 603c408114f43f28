/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing the page for readings. */
#include "config.h"
#include "formats/review.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dir.h"
#include "base/hash.h"
#include "base/html.h"
#include "base/io.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"
#include "model/finding.h"

#define MOST_PICTURE ((size_t)16 << 20)         /* bytes of a picture that is put into the page */

struct ht_reading_review {
    struct ht_out *out;
    struct ht_diag *diag;
    char *dir;
    struct ht_map pages;                /* pictures of whole pages that are in already: hash → number + 1 */
    size_t npages;
    uint64_t fingerprint;               /* of all readings: progress in the browser belongs to them */
};

/* The page's own words.  data/review.html counts them. */
static const char *const words[] = {
    N_("Compare with the picture"), N_("What was read"), N_("Hint"), N_("take the hint"), N_("Right as it stands"),
    N_("Blank on the page"), N_("Nobody can read it"), N_("Save decisions"), N_("decided"), N_("of"),
    N_("Everything is decided. Save the decisions and give them to --decisions."), N_("There is nothing to compare."),
    N_("Enter: take what stands in the box, go on"), N_("Tab: put the hint into the box"),
    N_("Esc: put back what was read"), N_("↑ ↓: back and forth"), N_("F2 F4: blank, nobody can read it"),
    N_("Ctrl+S: save"), N_("no picture; look at the page"), N_("confidence"), N_("larger"), N_("smaller"),
    N_("Take the correction"), N_("dark or light"), N_("PgUp PgDn: move the page"),
};

static int
make_dir(struct ht_reading_review *v)
{
    const char *tmp = getenv("TMPDIR");
    struct ht_buf name = HT_BUF_INIT;
    ht_buf_addf(&name, "%s/hotich-pages-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    v->dir = ht_buf_take(&name);
    if (mkdtemp(v->dir))
        return 0;
    ht_diag_fail(v->diag, NULL, NULL, _("cannot make a temporary directory %s: %s"), v->dir, strerror(errno));
    free(v->dir);
    v->dir = NULL;
    return -1;
}

/* The fixed part, and the words. */
static int
put_head(struct ht_reading_review *v, const char *lists)
{
    size_t len;
    const char *page = ht_list_map(lists, "review.html", &len, v->diag);
    if (!page)
        return -1;
    ht_out_add(v->out, page, len);
    ht_unmap(page, len);
    ht_out_adds(v->out, "<script>\nW = ");
    ht_html_words(v->out, words, HT_COUNT(words));
    ht_out_adds(v->out, ";\n");
    return 0;
}

struct ht_reading_review *
ht_reading_review_open(const char *path, const char *lists, struct ht_diag *d)
{
    struct ht_reading_review *v = ht_calloc(1, sizeof *v);
    v->diag = d;
    v->out = ht_out_open(path, 0, d);
    if (v->out && !make_dir(v) && !put_head(v, lists))
        return v;
    ht_reading_review_close(v, false);
    return NULL;
}

const char *
ht_reading_review_dir(const struct ht_reading_review *v)
{
    return v->dir;
}

/* ---- pictures ---- */

static const char *
type_of(const unsigned char *s, size_t len)
{
    if (len > 8 && !memcmp(s, "\x89PNG", 4))
        return "png";
    if (len > 3 && !memcmp(s, "\xff\xd8\xff", 3))
        return "jpeg";
    return NULL;
}

/* "data:image/png;base64,…", quoted; "" if the file is nothing that a browser shows. */
static void
put_picture(struct ht_reading_review *v, const char *path)
{
    struct stat st;
    size_t len = 0;
    bool fits = !stat(path, &st) && S_ISREG(st.st_mode) && st.st_size > 0 && (uint64_t)st.st_size <= MOST_PICTURE;
    const char *s = fits ? ht_map_file(path, &len, v->diag) : NULL;
    const char *type = s ? type_of((const unsigned char *)s, len) : NULL;
    ht_out_addc(v->out, '"');
    if (type) {
        ht_out_addf(v->out, "data:image/%s;base64,", type);
        ht_base64(v->out, (const unsigned char *)s, len);
    }
    ht_out_addc(v->out, '"');
    if (s)
        ht_unmap(s, len);
}

/* The number of the picture PATH of the page that record R stands on; it is put into the page once.  Files that are
 * made for one page may have the same name as those of another source, so that the source counts, too. */
static size_t
page_picture(struct ht_reading_review *v, const struct ht_record *r, const char *path)
{
    const char *src = ht_rattr(r, HT_R_src), *row = src ? strrchr(src, ':') : NULL;
    uint64_t key = ht_hash_mix(ht_hash(path, strlen(path), 31), row ? ht_hash(src, (size_t)(row - src), 33) : 0);
    uint64_t *at = ht_map_get(&v->pages, key | 1, NULL);
    if (!*at) {
        *at = ++v->npages;
        ht_out_adds(v->out, "I.push(");
        put_picture(v, path);
        ht_out_adds(v->out, ");\n");
    }
    return (size_t)*at - 1;
}

/* ---- fields ---- */

static void
add_str(struct ht_buf *b, const char *key, const char *s, size_t len)
{
    ht_json_key(b, key);
    ht_json_str(b, s, len);
}

static void
put_entry(struct ht_reading_review *v, const struct ht_record *r, int field, const struct ht_cell *c)
{
    struct ht_buf json = HT_BUF_INIT, why = HT_BUF_INIT;
    const struct ht_field *row = &r->reg->field[field];
    const char *src = ht_rattr(r, HT_R_src), *id = ht_rattr(r, HT_R_id), *scan = ht_rattr(r, HT_R_scan);
    ht_code_text(&why, (enum ht_code)c->review, NULL);
    ht_buf_addc(&json, '{');
    add_str(&json, "src", src ? src : "", src ? strlen(src) : 0);
    add_str(&json, "id", id ? id : "", id ? strlen(id) : 0);
    add_str(&json, "scan", scan ? scan : "", scan ? strlen(scan) : 0);
    add_str(&json, "field", row->name, row->name_len);
    add_str(&json, "cap", row->vi, strlen(row->vi));
    add_str(&json, "read", c->s, c->len);
    add_str(&json, "hint", c->suggest ? c->suggest : "", c->suggest ? strlen(c->suggest) : 0);
    add_str(&json, "why", why.s, why.len);
    ht_buf_addf(&json, ",\"conf\":%d", c->conf);
    v->fingerprint = ht_hash_mix(v->fingerprint, ht_hash(json.s, json.len, 32));
    ht_html_script(v->out, json.s, json.len);
    ht_buf_fini(&json);
    ht_buf_fini(&why);
}

void
ht_reading_review_add(struct ht_reading_review *v, const struct ht_record *r, int field, const struct ht_cell *c)
{
    const struct ht_picture *p = c->picture;
    bool shared = p && p->page;
    size_t page = shared ? page_picture(v, r, p->path) : 0;
    ht_out_adds(v->out, "P.push(");
    put_entry(v, r, field, c);
    if (shared)
        ht_out_addf(v->out, ",\"img\":%zu", page);
    if (shared && p->w > 0)
        ht_out_addf(v->out, ",\"box\":[%d,%d,%d,%d]", p->x, p->y, p->w, p->h);
    if (p && !shared) {
        ht_out_adds(v->out, ",\"pic\":");
        put_picture(v, p->path);
    }
    ht_out_adds(v->out, "});\n");
}

/* ---- the end ---- */

static enum ht_rc
remove_entry(void *arg, const char *name, bool is_regular, uint64_t size)
{
    struct ht_buf path = HT_BUF_INIT;
    (void)size;
    ht_buf_addf(&path, "%s/%s", (const char *)arg, name);
    if (is_regular)
        unlink(path.s);
    ht_buf_fini(&path);
    return HT_OK;
}

enum ht_rc
ht_reading_review_close(struct ht_reading_review *v, bool ok)
{
    enum ht_rc rc = HT_OK;
    if (!v)
        return HT_OK;
    if (v->out && ok) {
        ht_out_addf(v->out, "start(\"hotich-import-%016llx\");\n</script>\n</body>\n</html>\n",
                    (unsigned long long)v->fingerprint);
        rc = ht_out_close(v->out, NULL);
    } else {
        ht_out_abandon(v->out);
    }
    if (v->dir) {
        ht_dir_each(v->dir, remove_entry, v->dir, v->diag);
        rmdir(v->dir);
    }
    free(v->dir);
    ht_map_fini(&v->pages);
    free(v);
    return rc;
}
