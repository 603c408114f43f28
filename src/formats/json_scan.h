/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * JSON as a tree of names, byte by byte: enough of its grammar to find the records, and not more.  Members of objects
 * go by their keys, members of arrays by the key of the array.  Memory is bounded by the depth of the brackets.
 */
#ifndef HT_FORMATS_JSON_SCAN_H
#define HT_FORMATS_JSON_SCAN_H

#include <stdbool.h>

#include "base/buf.h"
#include "formats/tree.h"

enum { HT_JSON_DEPTH = 512 };           /* brackets inside each other */

struct ht_json_level {
    size_t name, len;                   /* where the name of what it holds is in names: an array's own, a key */
    bool array;
};

struct ht_json_scan {
    bool string, escape;                /* in a string; behind a backslash */
    bool value;                         /* a value that is no bracket stands here */
    struct ht_buf text;                 /* the string that was read last, a key perhaps */
    struct ht_buf names;
    struct ht_json_level level[HT_JSON_DEPTH];
    size_t depth;
    size_t record;                      /* depth of the open record, 0: none */
};

enum ht_json_event {
    HT_JSON_MORE,
    HT_JSON_BEGIN,                      /* C is the first byte of a record … */
    HT_JSON_END,                        /* … its last one */
    HT_JSON_BAD                         /* a bracket too many, too deep, or no JSON */
};

void ht_json_scan_init(struct ht_json_scan *s);
/* The next byte, C; TREE is told of it. */
enum ht_json_event ht_json_scan(struct ht_json_scan *s, struct ht_tree *tree, char c);
/* True if the text may end here. */
bool ht_json_scan_at_end(const struct ht_json_scan *s);
void ht_json_scan_fini(struct ht_json_scan *s);

#endif
