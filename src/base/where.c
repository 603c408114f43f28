/* SPDX-License-Identifier: BSD-2-Clause */
/* Directories of a program that runs where it was built, or under another root than it was configured for. */
#include "config.h"
#include "base/where.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *var;
    const char *configured;
} places[] = {
    { "HOTICH_DATADIR", PKGDATADIR },
    { "HOTICH_LOCALEDIR", LOCALEDIR },
    { "HOTICH_LIBEXECDIR", PKGLIBEXECDIR },
};
#define NPLACES (sizeof places / sizeof *places)

const char *
ht_where(const char *var, const char *otherwise)
{
    const char *dir = getenv(var);
    return dir && *dir ? dir : otherwise;
}

/* The directory that the program lies in, in DIR of PATH_MAX bytes. */
static bool
own_directory(char *dir)
{
    ssize_t n = readlink("/proc/self/exe", dir, PATH_MAX - 1);
    if (n <= 0 || n >= PATH_MAX - 1)
        return false;
    dir[n] = '\0';
    *strrchr(dir, '/') = '\0';
    return true;
}

static void
set_if_unset(const char *var, const char *dir)
{
    if (!*ht_where(var, ""))
        setenv(var, dir, 1);
}

/* Lines VAR=DIR of hotich.env. */
static bool
from_build_tree(const char *dir)
{
    char path[PATH_MAX + sizeof "/hotich.env"], line[PATH_MAX];
    snprintf(path, sizeof path, "%s/hotich.env", dir);
    FILE *f = fopen(path, "re");
    if (!f)
        return false;
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 0; i < NPLACES; i++) {
            size_t n = strlen(places[i].var);
            if (!strncmp(line, places[i].var, n) && line[n] == '=')
                set_if_unset(places[i].var, line + n + 1);
        }
    }
    fclose(f);
    return true;
}

/* DIR is ROOT followed by the directory that programs were configured for: everything else lies under ROOT too. */
static void
from_other_root(char *dir)
{
    size_t n = strlen(dir), tail = strlen(BINDIR);
    if (n <= tail || strcmp(dir + n - tail, BINDIR) != 0)
        return;
    dir[n - tail] = '\0';
    for (size_t i = 0; i < NPLACES; i++) {
        char path[PATH_MAX];
        if (snprintf(path, sizeof path, "%s%s", dir, places[i].configured) < (int)sizeof path
            && !access(path, F_OK))
            set_if_unset(places[i].var, path);
    }
}

void
ht_where_start(void)
{
    char dir[PATH_MAX];
    if (own_directory(dir) && !from_build_tree(dir))
        from_other_root(dir);
}
