/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Peer of hotich-import: the least that a CSV to XML converter on libcsv can do.  Reads standard input in blocks,
 * writes <name>value</name> for every cell that is not empty.  No encodings, no escapes, no checks, no ids.
 */
#include <csv.h>
#include <stdio.h>
#include <string.h>

#define MAX_COLUMNS 64

struct state {
    char name[MAX_COLUMNS][64];
    size_t ncolumns, at;
    int header_done;
};

static void
on_cell(void *s, size_t len, void *arg)
{
    struct state *st = arg;
    size_t i = st->at++;
    if (!st->header_done) {
        if (i < MAX_COLUMNS && len < sizeof st->name[i]) {
            memcpy(st->name[i], s, len);
            st->ncolumns = i + 1;
        }
        return;
    }
    if (i >= st->ncolumns || !len)
        return;
    if (i == 0)
        fputs("<record>\n", stdout);
    putchar_unlocked('<');
    fputs(st->name[i], stdout);
    putchar_unlocked('>');
    fwrite(s, 1, len, stdout);
    fputs("</", stdout);
    fputs(st->name[i], stdout);
    fputs(">\n", stdout);
}

static void
on_row(int c, void *arg)
{
    struct state *st = arg;
    (void)c;
    if (st->header_done)
        fputs("</record>\n", stdout);
    st->header_done = 1;
    st->at = 0;
}

int
main(void)
{
    static struct state st;
    static char in[1 << 16], out[1 << 18];
    struct csv_parser p;
    setvbuf(stdout, out, _IOFBF, sizeof out);
    if (csv_init(&p, CSV_APPEND_NULL))
        return 1;
    fputs("<records>\n", stdout);
    for (size_t n; (n = fread(in, 1, sizeof in, stdin)) > 0;)
        if (csv_parse(&p, in, n, on_cell, on_row, &st) != n)
            return 1;
    csv_fini(&p, on_cell, on_row, &st);
    csv_free(&p);
    fputs("</records>\n", stdout);
    return fflush(stdout) ? 1 : 0;
}
