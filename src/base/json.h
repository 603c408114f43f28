/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing JSON (RFC 8259) into a buffer: quoting only, the shape is the caller's. */
#ifndef HT_BASE_JSON_H
#define HT_BASE_JSON_H

#include "base/buf.h"

/* S as a quoted JSON string.  Bytes that are not UTF-8 become U+FFFD, control characters \u00XX. */
void ht_json_str(struct ht_buf *b, const char *s, size_t len);

/* "file": PATH.  A path is bytes; if it is no UTF-8, "fileHex" has them, as two digits each. */
void ht_json_file(struct ht_buf *b, const char *path);

/* "key": with the comma before it if the buffer's last character asks for one. */
void ht_json_key(struct ht_buf *b, const char *key);

#endif
