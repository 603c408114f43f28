/* SPDX-License-Identifier: BSD-2-Clause */
/* Looking up persons in a look-up file, and extracts. */
#include "config.h"
#include "export/lookup.h"

#include "base/prog.h"

#ifdef HAVE_SQLITE3

#include <sqlite3.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "export/extract.h"
#include "stream/xmlin.h"
#include "stream/xmlout.h"
#include "text/fold.h"

/* How near a name is to the query: the same letters, the same but for marks, all words in it. */
static const char search_sql[] =
    "SELECT e.id, e.register, p.role, p.name, p.birth, e.registered, e.place FROM person_fts f"
    " JOIN person p ON p.n = f.rowid JOIN entry e ON e.n = p.entry WHERE person_fts MATCH ?1"
    " ORDER BY CASE WHEN p.name = ?2 THEN 0 WHEN p.folded = ?3 THEN 1 ELSE 2 END, p.folded, p.name, e.n, p.n LIMIT ?4";

static const char entry_sql[] = "SELECT xml FROM entry WHERE id = ?1 LIMIT 1";

static enum ht_rc
report(const char *path, sqlite3 *db, struct ht_diag *d)
{
    struct ht_where w = { .file = path };
    ht_diag_fail(d, &w, NULL, _("this is no look-up file that --to=sqlite made: %s"), sqlite3_errmsg(db));
    return HT_FAIL;
}

/* Opens PATH and prepares SQL.  HT_FAIL after reporting. */
static enum ht_rc
prepare(const char *path, const char *sql, sqlite3 **db, sqlite3_stmt **st, struct ht_diag *d)
{
    *db = NULL;
    *st = NULL;
    if (!ht_is_file(path)) {
        ht_diag_fail(d, &(struct ht_where){ .file = path }, NULL, _("there is no such file"));
        return HT_FAIL;
    }
    if (sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(*db, sql, -1, st, NULL) != SQLITE_OK)
        return report(path, *db, d);
    return HT_OK;
}

/* The words of the folded query as an FTS5 expression: all of them, the last one perhaps only begun. */
static void
make_match(const char *folded, struct ht_buf *out)
{
    for (const char *s = folded; *s;) {
        size_t n = strcspn(s, " ");
        ht_buf_addf(out, "%s\"%.*s\"", out->len ? " AND " : "", (int)n, s);
        s += n;
        s += *s == ' ';
        if (!*s)
            ht_buf_addc(out, '*');
    }
}

static void
put_row(sqlite3_stmt *st, struct ht_out *out)
{
    for (int i = 0; i < sqlite3_column_count(st); i++) {
        const char *s = (const char *)sqlite3_column_text(st, i);
        if (i)
            ht_out_addc(out, '\t');
        for (; s && *s; s++)
            ht_out_addc(out, *s == '\t' || *s == '\n' || *s == '\r' ? ' ' : *s);
    }
    ht_out_addc(out, '\n');
}

enum ht_rc
ht_lookup_search(const char *path, const char *query, unsigned long limit, struct ht_out *out, struct ht_diag *d)
{
    sqlite3 *db;
    sqlite3_stmt *st;
    struct ht_buf folded = HT_BUF_INIT, match = HT_BUF_INIT;
    ht_fold(&folded, query, strlen(query));
    make_match(folded.s, &match);
    enum ht_rc rc = prepare(path, search_sql, &db, &st, d);
    uint64_t n = 0;
    int step = SQLITE_DONE;
    if (rc == HT_OK && match.len) {
        sqlite3_bind_text(st, 1, match.s, (int)match.len, SQLITE_STATIC);
        sqlite3_bind_text(st, 2, query, -1, SQLITE_STATIC);
        sqlite3_bind_text(st, 3, folded.s, (int)folded.len, SQLITE_STATIC);
        sqlite3_bind_int64(st, 4, limit ? (sqlite3_int64)limit : -1);
        while ((step = sqlite3_step(st)) == SQLITE_ROW) {
            if (!n++)
                ht_out_adds(out, "id\tregister\trole\tname\tbirth\tregistered\tplace\n");
            put_row(st, out);
        }
    }
    if (step != SQLITE_DONE)
        rc = report(path, db, d);
    sqlite3_finalize(st);
    sqlite3_close(db);
    ht_buf_fini(&folded);
    ht_buf_fini(&match);
    return rc ? rc : n ? HT_OK : HT_EOF;
}

/* ---- extracts ---- */

struct page {
    struct ht_stage stage;
    struct ht_out *out;
};

static enum ht_rc
page_record(struct ht_stage *s, struct ht_record *r)
{
    ht_extract_page(r, ((struct page *)s)->out);
    return HT_OK;
}

static const struct ht_stage_class page_class = { .name = "extract", .record = page_record };

/* An entry of the file becomes a stream of one record, which the reader checks as any other. */
static enum ht_rc
read_entry(const char *path, const char *xml, size_t len, struct ht_out *out, struct ht_diag *d)
{
    static const char *const no_files[] = { NULL };
    struct page page = { { &page_class, NULL }, out };
    struct ht_out *stream = ht_out_mem(d);
    size_t n;
    ht_xml_head(stream);
    ht_out_add(stream, xml, len);
    ht_xml_trailer(stream, 1);
    const char *bytes = ht_out_mem_bytes(stream, &n);
    struct ht_in *in = ht_in_mem(path, bytes, n, d);
    enum ht_rc rc = ht_xmlin_read(in, &page.stage, &(struct ht_xmlin_opts){ .files = no_files, .diag = d });
    ht_in_close(in);
    ht_out_abandon(stream);
    return rc;
}

enum ht_rc
ht_lookup_extract(const char *path, const char *id, struct ht_out *out, struct ht_diag *d)
{
    sqlite3 *db;
    sqlite3_stmt *st;
    enum ht_rc rc = prepare(path, entry_sql, &db, &st, d);
    if (rc == HT_OK) {
        sqlite3_bind_text(st, 1, id, -1, SQLITE_STATIC);
        int step = sqlite3_step(st);
        if (step == SQLITE_ROW)
            rc = read_entry(path, (const char *)sqlite3_column_text(st, 0), (size_t)sqlite3_column_bytes(st, 0),
                            out, d);
        else
            rc = step == SQLITE_DONE ? HT_EOF : report(path, db, d);
    }
    sqlite3_finalize(st);
    sqlite3_close(db);
    return rc;
}

#else

static enum ht_rc
refuse(struct ht_diag *d)
{
    ht_diag_usage(d, _("this hotich was built without sqlite3 and cannot look anything up; on Debian install "
                       "libsqlite3-dev and build again"));
    return HT_FAIL;
}

enum ht_rc
ht_lookup_search(const char *path, const char *query, unsigned long limit, struct ht_out *out, struct ht_diag *d)
{
    (void)path, (void)query, (void)limit, (void)out;
    return refuse(d);
}

enum ht_rc
ht_lookup_extract(const char *path, const char *id, struct ht_out *out, struct ht_diag *d)
{
    (void)path, (void)id, (void)out;
    return refuse(d);
}

#endif
