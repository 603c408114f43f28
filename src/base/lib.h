/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Libraries that few runs need, loaded when one does: linked into every program they would cost each start a few
 * milliseconds (libqpdf brings gnutls, libgsf brings glib), also where no PDF and no old workbook is ever seen.
 *
 *     #define GSF(X) X(gsf_init) X(gsf_input_size)
 *     HT_LIB(gsf, SONAME_LIBGSF, GSF)
 *     ...
 *     gsf()->gsf_init();
 *
 * The types are those of the library's own header.  SONAME_… comes from configure: the name that the linker would
 * have noted in the program.
 */
#ifndef HT_BASE_LIB_H
#define HT_BASE_LIB_H

#include <stddef.h>

typedef void ht_lib_function(void);

/*
 * Loads SONAME and looks up its N functions called NAMES.  A library that was there when the program was built and is
 * not, or lacks a function, is a broken installation: as the dynamic linker would, this says so and ends the program
 * (exit 3).  The library stays loaded.
 */
void ht_lib_load(const char *soname, const char *const *names, ht_lib_function **functions, size_t n);

#define HT_LIB_MEMBER(f) __typeof__(f) *f;
#define HT_LIB_NAME(f) #f,

/* Defines NAME(), which gives the table of FUNCTIONS, an X-macro.  Constant once it is filled; for one thread. */
#define HT_LIB(name, soname, FUNCTIONS) \
    struct name##_lib { FUNCTIONS(HT_LIB_MEMBER) }; \
    static const struct name##_lib * \
    name(void) \
    { \
        static const char *const names[] = { FUNCTIONS(HT_LIB_NAME) }; \
        enum { N = sizeof names / sizeof *names }; \
        static union { \
            ht_lib_function *function[N]; \
            struct name##_lib lib; \
        } table; \
        _Static_assert(sizeof table == sizeof table.lib, "a table of pointers to functions, and nothing else"); \
        if (!table.function[0]) \
            ht_lib_load(soname, names, table.function, N); \
        return &table.lib; \
    }

#endif
