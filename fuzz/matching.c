/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: the files that options of hotich-dedupe name.  The first byte says which: decisions, columns, model. */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "dedupe/decisions.h"
#include "dedupe/fields.h"
#include "dedupe/model.h"
#include "dedupe/schema.h"
#include "fuzz.h"
#include "model/schema.h"

static void
decisions(const char *path, struct ht_diag *d)
{
    struct ht_decided decided = {0};
    if (!ht_decisions_load(&decided, path, d))
        for (size_t i = 0; i < decided.n; i++)
            if (decided.pair[i].verdict < HT_DECIDED_SAME || decided.pair[i].verdict > HT_DECIDED_UNSURE)
                abort();
    ht_decisions_fini(&decided);
}

static void
columns(const char *path, struct ht_diag *d)
{
    struct ht_fields f;
    static const char *const cell[] = { "given_name", "ho ten", "1", "" };
    static const size_t len[] = { 10, 6, 1, 0 };
    size_t found;
    if (!ht_fields_load(&f, path, d)) {
        if (f.schema.ncols > HT_MAX_COLS || f.schema.ncmp > HT_MAX_CMP)
            abort();
        ht_fields_bind(&f, cell, len, 4, &found);
    }
    ht_fields_fini(&f);
}

/* Whatever a file says, a pattern's weight is a number. */
static void
model(const char *path, struct ht_diag *d)
{
    struct ht_dschema schema;
    struct ht_model m;
    struct ht_pattern same = {0};
    const char *s;
    size_t len;
    ht_dschema_of(&schema, &ht_registers[0]);
    ht_model_prior(&m, &schema, 1000);
    if (ht_model_load(path, &s, &len, d))
        return;
    if (ht_model_read(&m, &schema, s, len, "fuzz", d) > 0 && isnan(ht_model_bits(&m, &schema, &same)))
        abort();
    ht_unmap(s, len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const read[])(const char *path, struct ht_diag *d) = { decisions, columns, model };
    char path[40];
    if (!size)
        return 0;
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "fuzz", .quiet = true });
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data + 1, size - 1) != (ssize_t)size - 1)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read[*data % 3](path, d);
    close(fd);
    ht_diag_free(d);
    return 0;
}
