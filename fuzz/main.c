/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Stands in for libFuzzer's main: runs a fuzz target over files, or over all files of directories, so that the
 * corpora are part of "make check" with any compiler.  A target that crashes ends the program by its signal.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "fuzz.h"

static int
run_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        printf("%s: %s\n", path, strerror(errno));
        return 1;
    }
    size_t n = 0, cap = 1 << 16;
    unsigned char *s = ht_malloc(cap);
    for (size_t got; (got = fread(s + n, 1, cap - n, f)) > 0;) {
        n += got;
        if (n == cap)
            s = ht_realloc(s, cap *= 2, 1);
    }
    fclose(f);
    /* An exact copy on the heap, so that a sanitizer sees one byte too many. */
    unsigned char *copy = ht_malloc(n ? n : 1);
    memcpy(copy, s, n);
    LLVMFuzzerTestOneInput(copy, n);
    free(copy);
    free(s);
    return 0;
}

static int
run_directory(const char *path)
{
    struct dirent **names;
    int n = scandir(path, &names, NULL, alphasort), bad = 0;
    if (n < 0) {
        printf("%s: %s\n", path, strerror(errno));
        return 1;
    }
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.') {
            size_t len = strlen(path) + strlen(names[i]->d_name) + 2;
            char *file = ht_malloc(len);
            snprintf(file, len, "%s/%s", path, names[i]->d_name);
            bad |= run_file(file);
            free(file);
        }
        free(names[i]);
    }
    free(names);
    return bad;
}

int
main(int argc, char **argv)
{
    int bad = !freopen("/dev/null", "w", stderr);
    for (int i = 1; i < argc; i++) {
        struct stat st;
        if (stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode))
            bad |= run_directory(argv[i]);
        else
            bad |= run_file(argv[i]);
    }
    return bad;
}
