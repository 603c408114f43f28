/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert in parts: what they share.  Nobody else includes this. */
#ifndef HT_TOOLS_CONVERT_H
#define HT_TOOLS_CONVERT_H

#include "text/charset.h"
#include "text/detect.h"
#include "tools/tool.h"

enum convert_by { BY_AUTO, BY_LINE, BY_FILE, BY_FIELD };

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
    const struct ht_charset *units;     /* the kind of UTF-16 in which detection found the file, or NULL */
    const char *file;                   /* as messages name it */
    uint64_t line;                      /* number of the first line of the block at hand */
    uint64_t cased;                     /* letters of this file written in the other case */
    struct ht_buf text, coded;          /* a block decoded, and encoded again */
    struct convert_auto *detection;     /* NULL if -f names the encoding */
    struct convert_case *capitals;      /* of the file at hand, if its encoding lacks some */
};

/* convert_put.c */
/* Writes LEN bytes of UTF-8, which began in line LINE, in the target encoding; reports what that lacks. */
void convert_put(struct convert *c, const char *s, size_t len, uint64_t line);
/* A mark at the start of UTF-16 says in which order the bytes stand; named orders go without (RFC 2781 3.3). */
void convert_put_mark(struct convert *c);
/* How much of a line a message shows: without its end, not too long. */
size_t convert_shown(const char *s, size_t len);

/* convert_blocks.c */
/* The next block of IN, to be consumed by the caller.  HT_OK, HT_EOF, HT_FAIL. */
enum ht_rc convert_next_block(struct ht_in *in, const struct ht_charset *from, const char **s, size_t *len);
/* The encoding by the mark at the start of a file, which is consumed, in the light of what the user says: FROM. */
const struct ht_charset *convert_settle_mark(struct convert *c, struct ht_in *in, const struct ht_charset *from);
/* The number of LF in S. */
size_t convert_lines(const char *s, size_t len);
/* Length of the first line of S, its LF included. */
size_t convert_line(const char *s, size_t len);
/* The same of bytes in encoding FROM. */
size_t convert_source_line(const struct ht_charset *from, const char *s, size_t len);

/* convert_say.c: what detection says about LINE, or about column NUMBER (0: the file has no columns): --explain, and
 * the findings. */
void convert_say_line(struct convert *c, const struct ht_detected *d, uint64_t line);
void convert_say_column(struct convert *c, size_t number, const struct ht_column_verdict *v);
void convert_report(struct convert *c, const struct ht_detected *d, uint64_t line);
/* Reports the lines of S, a block that is known to have some, that hold bytes which the encoding FROM does not have, or
 * become control characters in place of letters. */
void convert_report_bad(struct convert *c, const struct ht_charset *from, const char *s, size_t len);

/* convert_separator.c: the sign between the fields of delimited text, 0 if there are none. */
char convert_separator(const char *s, size_t len);
/* Length of the field at S, which has no quotation marks. */
size_t convert_field(const char *s, size_t len, char separator);

/* convert_case.c: capitals that the encoding of the input cannot write.  NULL if SET can write them all. */
struct convert_case *convert_case_new(struct convert *c, const struct ht_charset *set);
/* Decodes a block into c->text. */
void convert_case_block(struct convert_case *k, const char *s, size_t len, struct ht_decoded *res);
void convert_case_free(struct convert_case *k);         /* NULL is fine */
/* True if SET lacks capitals. */
bool convert_case_lacking(const struct ht_charset *set);
/* Appends the decoded cell at S to OUT with the capitals that the cell and COL, which learns from it, tell. */
void convert_case_put(struct ht_column *col, const char *s, size_t len, struct ht_buf *out);

/* convert_check.c: whether text in the encoding that -f names reads so.  Some lines of every file are looked at. */
struct convert_check *convert_check_new(struct convert *c, const struct ht_charset *from);
void convert_check_block(struct convert_check *k, const char *s, size_t len);
/* Says what was found, and frees K. */
void convert_check_end(struct convert_check *k);
/* True if control characters stand in S that may have been letters: not the ends of pages and files, nor what no set
 * has a letter for. */
bool convert_odd_controls(const char *s, size_t n);

/* convert_auto.c: detection.  A block ends where a line does; UNITS is the kind of UTF-16 that it is in, or NULL.
 * The end of a file ends what was learnt about it. */
struct convert_auto *convert_auto_new(struct convert *c);
void convert_auto_block(struct convert_auto *a, const struct ht_charset *units, const char *s, size_t len);
void convert_auto_end(struct convert_auto *a);
void convert_auto_free(struct convert_auto *a);         /* NULL is fine */

/* The kind of UTF-16 that text without a mark looks like, by its zero bytes; NULL: none. */
const struct ht_charset *convert_auto_units(const unsigned char *s, size_t len);

#endif
