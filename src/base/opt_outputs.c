/* SPDX-License-Identifier: BSD-2-Clause */
/* Options that name files to be written: no two of them the same one, since the later would replace the earlier. */
#include "config.h"
#include "base/opt.h"

#include <string.h>

#include "base/diag.h"
#include "base/prog.h"

/* The file that a row makes the program write; NULL: none, or a device. */
static const char *
output_of(const struct ht_opt *row, const void *base)
{
    if (row->kind != HT_OPT_OUT && row->kind != HT_OPT_OPTOUT)
        return NULL;
    const char *path = *(const char *const *)((const char *)base + row->at);
    if (!path)
        return NULL;
    if (!strncmp(path, "./", 2))
        path += 2;
    return *path && strncmp(path, "/dev/", 5) ? path : NULL;
}

/* False after reporting that ROW and a row before it would write the same file. */
static bool
writes_alone(const struct ht_opt_table *tables, const struct ht_opt *row, const void *base, struct ht_diag *d)
{
    const char *path = output_of(row, base), *other;
    for (const struct ht_opt_table *t = tables; path; t++)
        for (const struct ht_opt *r = t->rows; r->name; r++) {
            if (r == row)
                return true;
            if ((other = output_of(r, t->base)) && !strcmp(path, other)) {
                ht_diag_usage(d, _("--%s and --%s would both write %s; give one of them another file"), r->name,
                              row->name, strcmp(path, "-") ? path : _("standard output"));
                return false;
            }
        }
    return true;
}

bool
ht_opt_outputs_differ(const struct ht_opt_table *tables, struct ht_diag *d)
{
    for (const struct ht_opt_table *t = tables; t->rows; t++)
        for (const struct ht_opt *r = t->rows; r->name; r++)
            if (!writes_alone(tables, r, t->base, d))
                return false;
    return true;
}
