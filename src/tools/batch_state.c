/* SPDX-License-Identifier: BSD-2-Clause */
/* States of ledgers. */
#include "config.h"
#include "tools/batch_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

#define HEAD "hotich-batch 1 " PACKAGE_VERSION "\n"

void
ht_job_fini(struct ht_ledger_job *j)
{
    free(j->path);
    free(j->name);
    free(j->output);
}

enum ht_rc
ht_job_digest(struct ht_ledger_job *j, struct ht_diag *d)
{
    return ht_file_digest(j->path, j->input, d);
}

/* The count in the trailer of canonical XML; 0 for anything else. */
static uint64_t
trailer_count(const char *s, size_t len)
{
    static const char mark[] = "\n<het n=\"";
    size_t from = len > 80 ? len - 80 : 0;
    const char *at = memmem(s + from, len - from, mark, sizeof mark - 1);
    uint64_t n = 0;
    if (!at)
        return 0;
    for (at += sizeof mark - 1; at < s + len && *at >= '0' && *at <= '9'; at++)
        n = n * 10 + (uint64_t)(*at - '0');
    return n;
}

static enum ht_rc
look_at_output(struct ht_ledger_job *j, struct ht_diag *d)
{
    size_t len;
    j->result[0] = '\0';
    j->result_bytes = j->records = 0;
    if (!ht_is_file(j->output))
        return HT_OK;
    const char *s = ht_map_file(j->output, &len, d);
    if (!s)
        return HT_FAIL;
    j->records = trailer_count(s, len);
    j->result_bytes = len;
    ht_unmap(s, len);
    return ht_file_digest(j->output, j->result, d);
}

/* The part of the state that must be the same for the ledger to count as done. */
static void
add_recipe(const struct ht_ledger_job *j, const char *chain, struct ht_buf *b)
{
    ht_buf_addf(b, HEAD "chain %s\ninput %s %s\n", chain, j->input, j->name);
}

static void
add_result(const struct ht_ledger_job *j, struct ht_buf *b)
{
    ht_buf_addf(b, "status %d\noutput %s %llu %llu\n", j->status, j->result[0] ? j->result : "-",
                (unsigned long long)j->result_bytes, (unsigned long long)j->records);
}

static char *
state_path(const struct ht_ledger_job *j)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, "%s.state", j->output);
    return ht_buf_take(&b);
}

bool
ht_job_is_done(struct ht_ledger_job *j, const char *chain, struct ht_diag *d)
{
    struct ht_buf want = HT_BUF_INIT;
    char *path = state_path(j);
    size_t len = 0;
    const char *s = ht_is_file(path) ? ht_map_file(path, &len, d) : NULL;
    bool done = s && (ht_is_file(j->output) || ht_is_dir(j->output)) && look_at_output(j, d) == HT_OK;
    /* Only good ends are kept: 0, and 1 for findings.  Whichever it was, the rest must be as it is now. */
    for (j->status = 0; done && j->status <= 1; j->status++) {
        ht_buf_clear(&want);
        add_recipe(j, chain, &want);
        add_result(j, &want);
        if (want.len == len && !memcmp(want.s, s, len))
            break;
    }
    done = done && j->status <= 1;
    if (!done)
        j->status = -1;
    j->resumed = done;
    ht_unmap(s, len);
    ht_buf_fini(&want);
    free(path);
    return done;
}

enum ht_rc
ht_job_finish(struct ht_ledger_job *j, const char *chain, struct ht_diag *d)
{
    if (look_at_output(j, d))
        return HT_FAIL;
    struct ht_buf b = HT_BUF_INIT;
    add_recipe(j, chain, &b);
    add_result(j, &b);
    char *path = state_path(j);
    struct ht_out *out = ht_out_open(path, 0, d);
    enum ht_rc rc = HT_FAIL;
    if (out) {
        ht_out_add(out, b.s, b.len);
        rc = ht_out_close(out, NULL);
    }
    ht_buf_fini(&b);
    free(path);
    return rc;
}
