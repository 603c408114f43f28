/* SPDX-License-Identifier: BSD-2-Clause */
/* Libraries loaded at the point of use. */
#include "config.h"
#include "base/lib.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/prog.h"

void
ht_lib_load(const char *soname, const char *const *names, ht_lib_function **functions, size_t n)
{
    /* All of it at once: a symbol that is missing shall not end the program in the middle of a ledger. */
    void *lib = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    void *symbol = lib;
    for (size_t i = 0; symbol && i < n; i++) {
        symbol = dlsym(lib, names[i]);
        memcpy(&functions[i], &symbol, sizeof symbol);  /* POSIX's way from an object's address to a function's */
    }
    if (symbol)
        return;
    fprintf(stderr, _("%s: a library cannot be loaded: %s; install the package that has it, or build hotich again"),
            ht_prog_name(), dlerror());
    fputc('\n', stderr);
    ht_out_cleanup();
    _exit(HT_EXIT_FAILURE);
}
