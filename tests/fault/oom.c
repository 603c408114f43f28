/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * oom N VERB…: runs "hotich VERB…" with a heap whose N-th allocation fails, and all after it.  Linked with
 * -Wl,--wrap=malloc and its relatives, so that it sees every call of our own code; libxml2 is given the same heap.
 * N 0: none fails, and the number of allocations is written to the file that HT_OOM_COUNT names.
 */
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/mains.h"

static unsigned long calls, fail_at;

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);

static int
spent(void)
{
    return ++calls >= fail_at && fail_at;
}

void *
__wrap_malloc(size_t n)
{
    return spent() ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t size)
{
    return spent() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
    return spent() ? NULL : __real_realloc(p, n);
}

static char *
copy_string(const char *s)
{
    size_t n = strlen(s) + 1;
    char *p = __wrap_malloc(n);
    return p ? memcpy(p, s, n) : NULL;
}

int
main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    xmlMemSetup(free, __wrap_malloc, __wrap_realloc, copy_string);
    fail_at = strtoul(argv[1], NULL, 10);
    calls = 0;
    int rc = ht_main_hotich(argc - 1, argv + 1);
    const char *file = getenv("HT_OOM_COUNT");
    FILE *f = file ? fopen(file, "w") : NULL;
    if (f) {
        fprintf(f, "%lu\n", calls);
        fclose(f);
    }
    return rc;
}
