/* SPDX-License-Identifier: BSD-2-Clause */
/* --to=sqlite: the look-up file of lookup.h, written to a scratch directory and moved to its place when it is whole. */
#include "config.h"
#include "export/export.h"

#include "base/prog.h"

#ifdef HAVE_SQLITE3

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dir.h"
#include "base/mem.h"
#include "export/lookup.h"
#include "model/codelist.h"
#include "stream/xmlout.h"
#include "text/fold.h"

#define DB "lookup"

static const char schema[] =
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096; BEGIN;"
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE entry(n INTEGER PRIMARY KEY, id TEXT NOT NULL, register TEXT NOT NULL, registered TEXT,"
    " place TEXT, xml TEXT NOT NULL);"
    "CREATE TABLE person(n INTEGER PRIMARY KEY, entry INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,"
    " folded TEXT NOT NULL, birth TEXT);"
    "CREATE VIRTUAL TABLE person_fts USING fts5(folded, content='', tokenize='unicode61');"
    "INSERT INTO meta VALUES('format','hotich-lookup-1');";

static const char finish[] =
    "CREATE INDEX entry_id ON entry(id); CREATE INDEX person_folded ON person(folded);"
    "INSERT INTO person_fts(person_fts) VALUES('optimize'); COMMIT;";

enum { ENTRY, PERSON, FTS, STATEMENTS };
static const char *const statements[STATEMENTS] = {
    [ENTRY] = "INSERT INTO entry(id, register, registered, place, xml) VALUES(?,?,?,?,?)",
    [PERSON] = "INSERT INTO person(entry, role, name, folded, birth) VALUES(?,?,?,?,?)",
    [FTS] = "INSERT INTO person_fts(rowid, folded) VALUES(?,?)",
};

struct out_sqlite {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_dir *dir;
    sqlite3 *db;
    sqlite3_stmt *st[STATEMENTS], *row[HT_NREG];
    struct ht_out *xml;                 /* an entry, in memory */
    struct ht_buf folded, sql;
};

static enum ht_rc
report(const struct out_sqlite *o)
{
    struct ht_where w = { .file = o->x->output };
    ht_diag_fail(o->x->diag, &w, NULL, _("the database cannot be written: %s"), sqlite3_errmsg(o->db));
    return HT_FAIL;
}

static bool
execute(const struct out_sqlite *o, const char *sql)
{
    return sqlite3_exec(o->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
bind(sqlite3_stmt *st, int at, const char *s, size_t len)
{
    if (s)
        sqlite3_bind_text(st, at, s, (int)len, SQLITE_STATIC);
    else
        sqlite3_bind_null(st, at);
}

static bool
step(sqlite3_stmt *st)
{
    bool good = sqlite3_step(st) == SQLITE_DONE;
    sqlite3_reset(st);
    return good;
}

static bool
has_code(const struct ht_field *f)
{
    return f->kind == HT_KIND_CODE || f->kind == HT_KIND_PLACE;
}

/* The table of REG and the statement that fills it. */
static bool
make_table(struct out_sqlite *o, const struct ht_register *reg)
{
    struct ht_buf insert = HT_BUF_INIT;
    ht_buf_clear(&o->sql);
    ht_buf_addf(&o->sql, "CREATE TABLE %s(entry INTEGER PRIMARY KEY, id TEXT, src TEXT, scan TEXT, cluster TEXT",
                reg->element);
    ht_buf_addf(&insert, "INSERT INTO %s VALUES(?,?,?,?,?", reg->element);
    for (size_t i = 0; i < reg->nfields; i++) {
        const struct ht_field *f = &reg->field[i];
        ht_buf_addf(&o->sql, ", %s TEXT", f->name);
        ht_buf_adds(&insert, ",?");
        if (has_code(f)) {
            ht_buf_addf(&o->sql, ", %s_code TEXT", f->name);
            ht_buf_adds(&insert, ",?");
        }
    }
    ht_buf_addc(&o->sql, ')');
    ht_buf_addc(&insert, ')');
    bool good = execute(o, o->sql.s)
        && sqlite3_prepare_v2(o->db, insert.s, -1, &o->row[reg->id], NULL) == SQLITE_OK;
    ht_buf_fini(&insert);
    return good;
}

static bool
put_row(struct out_sqlite *o, const struct ht_record *r, sqlite3_int64 entry)
{
    static const enum ht_rattr_id attrs[] = { HT_R_id, HT_R_src, HT_R_scan, HT_R_cluster };
    if (!o->row[r->reg->id] && !make_table(o, r->reg))
        return false;
    sqlite3_stmt *st = o->row[r->reg->id];
    int at = 1;
    sqlite3_bind_int64(st, at++, entry);
    for (size_t i = 0; i < HT_COUNT(attrs); i++) {
        const char *s = ht_rattr(r, attrs[i]);
        bind(st, at++, s, s ? strlen(s) : 0);
    }
    for (size_t i = 0; i < r->reg->nfields; i++) {
        bind(st, at++, r->v[i].s, r->v[i].len);
        if (has_code(&r->reg->field[i])) {
            const struct ht_attr *code = ht_attr(&r->v[i], HT_A_code);
            bind(st, at++, code ? code->s : NULL, code ? code->len : 0);
        }
    }
    return step(st);
}

/* Everybody who has a name in the entry, officials and clerks left out. */
static bool
put_persons(struct out_sqlite *o, const struct ht_record *r, sqlite3_int64 entry)
{
    for (size_t i = 0; i < r->reg->nfields; i++) {
        const struct ht_field *f = &r->reg->field[i];
        const struct ht_slot *v = &r->v[i];
        if (f->kind != HT_KIND_NAME || !*f->prefix || !v->s || !v->len)
            continue;
        int birth = ht_field_of(r->reg, f->prefix, "NgaySinh");
        const struct ht_slot *b = birth >= 0 ? &r->v[birth] : NULL;
        sqlite3_stmt *st = o->st[PERSON];
        ht_buf_clear(&o->folded);
        ht_fold(&o->folded, v->s, v->len);
        sqlite3_bind_int64(st, 1, entry);
        bind(st, 2, f->prefix, strlen(f->prefix));
        bind(st, 3, v->s, v->len);
        bind(st, 4, o->folded.s, o->folded.len);
        bind(st, 5, b ? b->s : NULL, b ? b->len : 0);
        if (!step(st))
            return false;
        sqlite3_bind_int64(o->st[FTS], 1, sqlite3_last_insert_rowid(o->db));
        bind(o->st[FTS], 2, o->folded.s, o->folded.len);
        if (!step(o->st[FTS]))
            return false;
    }
    return true;
}

static void
bind_shared(sqlite3_stmt *st, int at, const struct ht_record *r, enum ht_shared what)
{
    int id = ht_shared_field(r->reg, what);
    bind(st, at, id >= 0 ? r->v[id].s : NULL, id >= 0 ? r->v[id].len : 0);
}

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_sqlite *o = (struct out_sqlite *)s;
    const char *id = ht_rattr(r, HT_R_id);
    size_t len;
    ht_out_mem_clear(o->xml);
    ht_xml_record(o->xml, r);
    const char *xml = ht_out_mem_bytes(o->xml, &len);
    bind(o->st[ENTRY], 1, id ? id : "", id ? strlen(id) : 0);
    bind(o->st[ENTRY], 2, r->reg->element, strlen(r->reg->element));
    bind_shared(o->st[ENTRY], 3, r, HT_NGAY_DANG_KY);
    bind_shared(o->st[ENTRY], 4, r, HT_NOI_DANG_KY);
    bind(o->st[ENTRY], 5, xml, len);
    if (!step(o->st[ENTRY]))
        return report(o);
    sqlite3_int64 entry = sqlite3_last_insert_rowid(o->db);
    if (!put_row(o, r, entry) || !put_persons(o, r, entry))
        return report(o);
    o->x->written++;
    return HT_OK;
}

/* ---- code lists ---- */

/* Adds the cells of a line, each as NAME " TEXT" or as a quoted value. */
static void
add_cells(struct ht_buf *sql, const char *s, const char *end, const char *quote, const char *type)
{
    for (bool first = true; s <= end; first = false) {
        const char *tab = memchr(s, '\t', (size_t)(end - s));
        const char *stop = tab ? tab : end;
        ht_buf_adds(sql, first ? "" : ",");
        ht_buf_adds(sql, quote);
        for (; s < stop; s++) {
            ht_buf_addc(sql, *s);
            if (*s == *quote)
                ht_buf_addc(sql, *s);
        }
        ht_buf_adds(sql, quote);
        ht_buf_adds(sql, type);
        s = stop + 1;
    }
}

static bool
put_list(struct out_sqlite *o, const char *name, const char *s, size_t len)
{
    bool head = true, good = true;
    for (const char *end = s + len; s < end && good;) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        const char *stop = nl ? nl : end;
        if (stop > s && *s != '#') {
            ht_buf_clear(&o->sql);
            ht_buf_addf(&o->sql, "%s \"list_%s\"%s(", head ? "CREATE TABLE" : "INSERT INTO", name,
                        head ? "" : " VALUES");
            add_cells(&o->sql, s, stop, head ? "\"" : "'", head ? " TEXT" : "");
            ht_buf_addc(&o->sql, ')');
            good = execute(o, o->sql.s);
            head = false;
        }
        s = stop + 1;
    }
    return good;
}

static enum ht_rc
put_lists(struct out_sqlite *o)
{
    static const char *const lists[] = { "codes", "ethnic_groups", "countries" };
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < HT_COUNT(lists) && rc == HT_OK; i++) {
        char file[32];
        size_t len;
        snprintf(file, sizeof file, "%s.tsv", lists[i]);
        const char *s = ht_list_map(o->x->lists, file, &len, o->x->diag);
        if (!s)
            rc = HT_FAIL;
        else if (!put_list(o, lists[i], s, len))
            rc = report(o);
        ht_unmap(s, len);
    }
    return rc;
}

/* ---- beginning and end ---- */

static void
close_db(struct out_sqlite *o)
{
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(o->st[i]);
    for (size_t i = 0; i < HT_NREG; i++)
        sqlite3_finalize(o->row[i]);
    memset(o->st, 0, sizeof o->st);
    memset(o->row, 0, sizeof o->row);
    sqlite3_close(o->db);
    o->db = NULL;
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_sqlite *o = (struct out_sqlite *)s;
    if (!execute(o, finish))
        return report(o);
    close_db(o);
    enum ht_rc rc = ht_dir_settle(o->dir, DB);
    if (rc == HT_OK)
        rc = ht_dir_take_out(o->dir, DB, o->x->output);
    if (rc == HT_OK)
        rc = ht_export_made(o->x, o->x->output, o->x->output, o->x->written);
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_sqlite *o = (struct out_sqlite *)s;
    close_db(o);
    ht_out_abandon(o->xml);
    ht_buf_fini(&o->folded);
    ht_buf_fini(&o->sql);
    ht_dir_abandon(o->dir);
    free(o);
}

static const struct ht_stage_class out_sqlite = { "sqlite", record, end, release };

static bool
nothing_is_ours(const char *path)
{
    (void)path;
    return false;
}

static bool
open_db(struct out_sqlite *o)
{
    struct ht_buf scratch = HT_BUF_INIT;
    ht_buf_addf(&scratch, "%s.scratch", o->x->output);
    o->dir = ht_dir_open(scratch.s, nothing_is_ours, o->x->diag);
    ht_buf_fini(&scratch);
    if (!o->dir)
        return false;
    ht_dir_own(o->dir, DB);
    bool good = sqlite3_open(ht_dir_path(o->dir, DB), &o->db) == SQLITE_OK && execute(o, schema);
    for (size_t i = 0; i < STATEMENTS && good; i++)
        good = sqlite3_prepare_v2(o->db, statements[i], -1, &o->st[i], NULL) == SQLITE_OK;
    if (!good)
        report(o);
    return good;
}

struct ht_stage *
ht_export_sqlite(struct ht_export *x)
{
    if (ht_is_dir(x->output)) {
        ht_diag_usage(x->diag, _("%s is a directory; name a file for the database"), x->output);
        return NULL;
    }
    struct out_sqlite *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_sqlite;
    o->x = x;
    ht_buf_init(&o->folded);
    ht_buf_init(&o->sql);
    o->xml = ht_out_mem(x->diag);
    if (!open_db(o) || put_lists(o)) {
        release(&o->stage);
        return NULL;
    }
    return &o->stage;
}

#else

struct ht_stage *
ht_export_sqlite(struct ht_export *x)
{
    ht_diag_usage(x->diag, _("this hotich was built without sqlite3 and makes no databases; on Debian install "
                             "libsqlite3-dev and build again"));
    return NULL;
}

#endif
