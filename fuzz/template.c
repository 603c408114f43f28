/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as a page template, and the template against words that stand where its labels do. */
#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/template.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct ht_diag_opts opts = { .prog = "fuzz", .quiet = true };
    static int quiet;
    static struct ht_page_word word[HT_MAX_ZONES];
    struct ht_templates set = {0};
    struct ht_fit fit = {0};
    if (!quiet++)
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
    struct ht_diag *d = ht_diag_new(&opts);
    const char *s = (const char *)data;
    if (ht_template_is(s, size) && !ht_template_parse(&set, s, size, "fuzz", d)) {
        const struct ht_template *t = set.v[0];
        size_t n = t->n < 60 ? t->n : 60;
        for (size_t i = 0; i < n; i++) {
            const struct ht_zone *z = &t->zone[i];
            if (z->lines < 1 || !z->label || !z->key || (z->field >= 0 && (size_t)z->field >= t->reg->nfields))
                abort();
            word[i] = (struct ht_page_word){ z->label, strlen(z->label), (int)z->label_x, (int)z->label_y,
                                             (int)z->label_x + 50, (int)z->label_y + 20, 90, (unsigned)i };
        }
        ht_template_choose(&set, NULL, word, n, 0, &fit);
        ht_fit_fini(&fit);
    }
    ht_templates_fini(&set);
    ht_diag_free(d);
    return 0;
}
