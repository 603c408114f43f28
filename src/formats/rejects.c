/* SPDX-License-Identifier: BSD-2-Clause */
/* The rejects file. */
#include "config.h"
#include "formats/rejects.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/record.h"

struct ht_rejects {
    struct ht_out *out;                 /* NULL: no file was asked for */
    struct ht_buf raw;
};

struct ht_rejects *
ht_rejects_open(const char *path, struct ht_diag *d)
{
    struct ht_out *out = path ? ht_out_open(path, 0, d) : NULL;
    if (path && !out)
        return NULL;
    struct ht_rejects *r = ht_calloc(1, sizeof *r);
    r->out = out;
    ht_buf_init(&r->raw);
    if (out)
        ht_out_adds(out, "file\tline\tcode\treason\trow\n");
    return r;
}

static void
add_cell(struct ht_out *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] == '\t')
            ht_out_adds(out, "\\t");
        else if (s[i] == '\n')
            ht_out_adds(out, "\\n");
        else if (s[i] == '\r')
            ht_out_adds(out, "\\r");
        else
            ht_out_addc(out, s[i]);
}

void
ht_rejects_add(struct ht_rejects *r, const char *file, unsigned long line, const char *code,
               const char *reason, const char *bytes, size_t n)
{
    if (!r->out)
        return;
    while (n && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
        n--;
    ht_buf_clear(&r->raw);
    if (ht_utf8_valid(bytes, n) == n)
        ht_raw_of_text(&r->raw, bytes, n);
    else
        ht_raw_of_bytes(&r->raw, bytes, n);
    add_cell(r->out, file, strlen(file));
    ht_out_addf(r->out, "\t%lu\t%s\t", line, code);
    add_cell(r->out, reason, strlen(reason));
    ht_out_addc(r->out, '\t');
    add_cell(r->out, r->raw.s, r->raw.len);
    ht_out_addc(r->out, '\n');
}

enum ht_rc
ht_rejects_close(struct ht_rejects *r)
{
    enum ht_rc rc = r->out ? ht_out_close(r->out, NULL) : HT_OK;
    ht_buf_fini(&r->raw);
    free(r);
    return rc;
}
