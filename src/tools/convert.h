/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert in parts: what they share.  Nobody else includes this. */
#ifndef HT_TOOLS_CONVERT_H
#define HT_TOOLS_CONVERT_H

#include "text/charset.h"
#include "tools/tool.h"

struct convert_options {
    const char *from, *to;
    int by;                             /* enum convert_by */
    bool explain, list;
};

/* A run of the program, and where it is. */
struct convert {
    struct convert_options opt;
    struct ht_tool tool;                /* common options, diagnostics, progress, output */
    const struct ht_charset *from, *to; /* from: NULL for auto; to: NULL for UTF-8 */
    const char *file;                   /* as messages name it */
    uint64_t line;                      /* number of the first line of the block at hand */
    uint64_t cased;                     /* letters of this file written in the other case */
    struct ht_buf text, coded;          /* a block decoded, and encoded again */
};

/* Writes LEN bytes of UTF-8, which began in line LINE, in the target encoding; reports what that lacks. */
void convert_put(struct convert *c, const char *s, size_t len, uint64_t line);

/* The number of LF in S. */
size_t convert_lines(const char *s, size_t len);

/* Length of the first line of S, its LF included. */
size_t convert_line(const char *s, size_t len);

#endif
