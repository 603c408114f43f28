/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Peer of hotich-import: the least that a CSV to XML converter on libcsv can do.  Reads standard input in blocks,
 * writes <name>value</name> for every cell that is not empty, into a buffer of its own that goes out by write(2).  No
 * encodings, no escapes, no checks, no ids.
 */
#include <csv.h>
#include <string.h>
#include <unistd.h>

#define MAX_COLUMNS 64
#define NAME 64
#define OUT (1u << 18)

struct state {
    char open[MAX_COLUMNS][NAME + 2], close[MAX_COLUMNS][NAME + 4];
    size_t len[MAX_COLUMNS];            /* of the name */
    size_t ncolumns, at;
    int header_done, failed;
    size_t used;
    char out[OUT];
};

static void
flush(struct state *st)
{
    for (size_t done = 0; done < st->used && !st->failed;) {
        ssize_t n = write(STDOUT_FILENO, st->out + done, st->used - done);
        if (n < 0)
            st->failed = 1;
        else
            done += (size_t)n;
    }
    st->used = 0;
}

static void
put(struct state *st, const char *s, size_t len)
{
    if (OUT - st->used < len)
        flush(st);
    if (len > OUT)
        return;
    memcpy(st->out + st->used, s, len);
    st->used += len;
}

#define PUT(st, literal) put((st), (literal), sizeof (literal) - 1)

static void
name_column(struct state *st, size_t i, const char *s, size_t len)
{
    if (i >= MAX_COLUMNS || len > NAME)
        return;
    st->open[i][0] = '<';
    memcpy(st->open[i] + 1, s, len);
    st->open[i][len + 1] = '>';
    memcpy(st->close[i], "</", 2);
    memcpy(st->close[i] + 2, s, len);
    memcpy(st->close[i] + 2 + len, ">\n", 2);
    st->len[i] = len;
    st->ncolumns = i + 1;
}

static void
on_cell(void *s, size_t len, void *arg)
{
    struct state *st = arg;
    size_t i = st->at++;
    if (!st->header_done) {
        name_column(st, i, s, len);
        return;
    }
    if (i >= st->ncolumns || !len)
        return;
    if (i == 0)
        PUT(st, "<record>\n");
    put(st, st->open[i], st->len[i] + 2);
    put(st, s, len);
    put(st, st->close[i], st->len[i] + 4);
}

static void
on_row(int c, void *arg)
{
    struct state *st = arg;
    (void)c;
    if (st->header_done)
        PUT(st, "</record>\n");
    st->header_done = 1;
    st->at = 0;
}

int
main(void)
{
    static struct state st;
    static char in[1 << 16];
    struct csv_parser p;
    if (csv_init(&p, CSV_APPEND_NULL))
        return 1;
    PUT(&st, "<records>\n");
    for (ssize_t n; (n = read(STDIN_FILENO, in, sizeof in)) > 0;)
        if (csv_parse(&p, in, (size_t)n, on_cell, on_row, &st) != (size_t)n)
            return 1;
    csv_fini(&p, on_cell, on_row, &st);
    csv_free(&p);
    PUT(&st, "</records>\n");
    flush(&st);
    return st.failed;
}
