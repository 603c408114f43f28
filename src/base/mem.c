/* SPDX-License-Identifier: BSD-2-Clause */
/* Heap memory that is there or ends the program. */
#include "config.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/prog.h"
#include "base/rc.h"

_Noreturn void
ht_oom(void)
{
    /* stdio may want memory itself, so write(2); the message stays untranslated for the same reason. */
    static const char text[] = ": out of memory; the output is not complete\n";
    const char *name = ht_prog_name();
    if (write(STDERR_FILENO, name, strlen(name)) < 0 ||
        write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(HT_EXIT_FAILURE);
    _exit(HT_EXIT_FAILURE);
}

void *
ht_malloc(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p)
        ht_oom();
    return p;
}

void *
ht_calloc(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size ? size : 1);
    if (!p)
        ht_oom();
    return p;
}

void *
ht_realloc(void *p, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        ht_oom();
    p = realloc(p, n && size ? n * size : 1);
    if (!p)
        ht_oom();
    return p;
}

char *
ht_strndup(const char *s, size_t len)
{
    char *copy = ht_malloc(len + 1);
    if (len)
        memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

char *
ht_strdup(const char *s)
{
    return ht_strndup(s, strlen(s));
}

void *
ht_grow(void *p, size_t *cap, size_t need, size_t size)
{
    size_t want = *cap ? *cap : 8;
    if (need <= *cap)
        return p;
    while (want < need) {
        if (want > SIZE_MAX / 2)
            ht_oom();
        want *= 2;
    }
    p = ht_realloc(p, want, size);
    *cap = want;
    return p;
}

void
ht_qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *))
{
    if (n)
        qsort(base, n, size, compare);
}
