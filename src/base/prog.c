/* SPDX-License-Identifier: BSD-2-Clause */
/* Program start. */
#include "config.h"
#include "base/prog.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef ENABLE_NLS
#include <libintl.h>
#endif

#include "base/where.h"

static const char *prog_name = "hotich";

const char *
ht_prog_name(void)
{
    return prog_name;
}

bool
ht_prog_is_tty(int fd)
{
    return isatty(fd) == 1;
}

#ifdef ENABLE_NLS

const char *
ht_gettext(const char *msgid)
{
    return *msgid ? gettext(msgid) : msgid;
}

const char *
ht_ngettext(const char *one, const char *many, unsigned long n)
{
    return ngettext(one, many, n);
}

static void
start_translations(void)
{
    bindtextdomain(PACKAGE, ht_where("HOTICH_LOCALEDIR", LOCALEDIR));
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
}

#else

const char *
ht_gettext(const char *msgid)
{
    return msgid;
}

const char *
ht_ngettext(const char *one, const char *many, unsigned long n)
{
    return n == 1 ? one : many;
}

static void
start_translations(void)
{
}

#endif

/*
 * Only the language of messages follows the locale.  gettext looks at LANGUAGE only if the locale is not
 * "C", and a ward's machine that says LANG=vi_VN.UTF-8 often lacks that locale's data: both must give
 * Vietnamese, so C.UTF-8, which is always there, stands in.
 */
static void
set_locale(void)
{
    static const char *const vars[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *want = NULL;
    for (size_t i = 0; i < sizeof vars / sizeof *vars && !(want && *want); i++)
        want = getenv(vars[i]);
    setlocale(LC_CTYPE, "");
    const char *got = setlocale(LC_MESSAGES, "");
    if (got && strcmp(got, "C") && strcmp(got, "POSIX"))
        return;
    const char *language = getenv("LANGUAGE");
    if (want && !strncmp(want, "vi", 2) && !(language && *language))
        setenv("LANGUAGE", "vi", 1);
    setlocale(LC_MESSAGES, "C.UTF-8");
    setlocale(LC_CTYPE, "C.UTF-8");
}

unsigned
ht_prog_start(const char *name)
{
    unsigned closed = 0;
    prog_name = name;
    /* A closed descriptor would be given to the next file we open, and a message would then end up in
     * somebody's data.  "/" opened as a path only takes the number and refuses every read and write. */
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1) {
            closed |= 1u << fd;
            if (open("/", O_PATH | O_DIRECTORY) != fd)
                _exit(3);
        }
    struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);      /* a core file would hold personal data */
    ht_where_start();
    set_locale();
    start_translations();
    return closed;
}
