/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-access: a helper that reads Access databases with libmdb and writes rows to standard output.
 *
 *     hotich-access FILE          one row per user table, with its name
 *     hotich-access FILE TABLE    one row of column names, then the records
 *
 * It is run as a child with limits since libmdb can hang on damaged files: if a row takes longer than STALLED seconds
 * an alarm ends it.  A row is the letter R, the number of cells, and for each cell its type (a letter: t text, n
 * number, d date, - nothing), its length and its bytes; numbers have 4 bytes, the lowest first.  The letter E ends
 * the rows; without it they are not complete.
 */
#include "config.h"

#include <mdbtools.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"

enum { STALLED = 20, FAILED = 3, NO_SUCH_TABLE = 2 };

static void
put_number(struct ht_out *out, size_t v)
{
    for (int i = 0; i < 4; i++)
        ht_out_addc(out, (char)(unsigned char)(v >> (8 * i)));
}

static void
put_cell(struct ht_out *out, char type, const char *s, size_t len)
{
    ht_out_addc(out, type);
    put_number(out, len);
    ht_out_add(out, s, len);
}

static void
put_row(struct ht_out *out, size_t n)
{
    ht_out_addc(out, 'R');
    put_number(out, n);
}

static char
type_of(const MdbColumn *col)
{
    switch (col->col_type) {
    case MDB_DATETIME:
        return 'd';
    case MDB_BYTE: case MDB_INT: case MDB_LONGINT: case MDB_MONEY: case MDB_FLOAT: case MDB_DOUBLE: case MDB_NUMERIC:
        return 'n';
    default:
        return 't';
    }
}

static void
list_tables(MdbHandle *mdb, struct ht_out *out)
{
    for (unsigned i = 0; i < mdb->num_catalog; i++) {
        MdbCatalogEntry *e = g_ptr_array_index(mdb->catalog, i);
        if (e->object_type != MDB_TABLE || !mdb_is_user_table(e))
            continue;
        put_row(out, 1);
        put_cell(out, 't', e->object_name, strlen(e->object_name));
    }
}

/* A memo that says how long it is, but nothing of it was found: its page is lost. */
static bool
memo_lost(const MdbHandle *mdb, const MdbColumn *col, int len)
{
    enum { LENGTH = 0x3fffffff, HEAD = 12 };
    if (col->col_type != MDB_MEMO || len || col->cur_value_len < HEAD)
        return false;
    return ht_le32(mdb->pg_buf + col->cur_value_start) & LENGTH;
}

/* False if rows or memos are lost: libmdb passes over pages that it cannot read. */
static bool
write_records(MdbTableDef *table, struct ht_out *out)
{
    size_t n = table->num_cols;
    unsigned rows = 0;
    bool whole = true;
    char **text = ht_calloc(n ? n : 1, sizeof *text);
    int *len = ht_calloc(n ? n : 1, sizeof *len);
    put_row(out, n);
    for (size_t i = 0; i < n; i++) {
        const MdbColumn *col = g_ptr_array_index(table->columns, i);
        put_cell(out, type_of(col), col->name, strlen(col->name));
        text[i] = ht_calloc(1, HT_MAX_VALUE + 1);
        mdb_bind_column(table, (int)i + 1, text[i], &len[i]);
    }
    mdb_rewind_table(table);
    while (alarm(STALLED), mdb_fetch_row(table) && !ht_out_failed(out)) {
        put_row(out, n);
        rows++;
        for (size_t i = 0; i < n; i++) {
            const MdbColumn *col = g_ptr_array_index(table->columns, i);
            whole = whole && !memo_lost(table->entry->mdb, col, len[i]);
            put_cell(out, len[i] ? type_of(col) : '-', text[i], len[i] ? strnlen(text[i], HT_MAX_VALUE) : 0);
        }
    }
    for (size_t i = 0; i < n; i++)
        free(text[i]);
    free(text);
    free(len);
    return whole && rows >= table->num_rows;
}

static int
write_table(MdbHandle *mdb, char *name, struct ht_out *out)
{
    MdbTableDef *table = mdb_read_table_by_name(mdb, name, MDB_TABLE);
    if (!table)
        return NO_SUCH_TABLE;
    if (table->num_cols > HT_MAX_COLUMNS || !mdb_read_columns(table))
        return FAILED;
    bool whole = write_records(table, out);
    mdb_free_tabledef(table);
    return whole ? 0 : FAILED;
}

/* Access writes whole pages only. */
static bool
cut_off(const MdbHandle *mdb, const char *path)
{
    struct stat st;
    return stat(path, &st) || st.st_size % (off_t)mdb->fmt->pg_size;
}

static int
run(char **argv, struct ht_out *out)
{
    alarm(STALLED);
    MdbHandle *mdb = mdb_open(argv[1], MDB_NOFLAGS);
    int rc = FAILED;
    if (!mdb)
        return FAILED;
    mdb_set_bind_size(mdb, HT_MAX_VALUE);
    mdb_set_date_fmt(mdb, "%Y-%m-%dT%H:%M:%S");
    mdb_set_shortdate_fmt(mdb, "%Y-%m-%d");
    if (!cut_off(mdb, argv[1]) && mdb_read_catalog(mdb, MDB_TABLE)) {
        rc = 0;
        if (argv[2])
            rc = write_table(mdb, argv[2], out);
        else
            list_tables(mdb, out);
    }
    mdb_close(mdb);
    if (!rc)
        ht_out_addc(out, 'E');
    return rc;
}

int
main(int argc, char **argv)
{
    static const struct ht_diag_opts opts = { .prog = "hotich-access" };
    ht_prog_start("hotich-access");
    if (argc < 2 || argc > 3)
        return NO_SUCH_TABLE;
    /* Jet 3 has one byte per letter: every byte becomes the letter of its number, whatever the real set is. */
    setenv("MDB_JET3_CHARSET", "ISO-8859-1", 1);
    struct ht_diag *d = ht_diag_new(&opts);
    struct ht_out *out = ht_out_open(NULL, 0, d);
    int rc = out ? run(argv, out) : FAILED;
    if (out && ht_out_close(out, NULL))
        rc = FAILED;
    ht_diag_free(d);
    return rc;
}
