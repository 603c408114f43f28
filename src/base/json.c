/* SPDX-License-Identifier: BSD-2-Clause */
/* Quoting for JSON. */
#include "config.h"
#include "base/json.h"

#include "base/utf8.h"

void
ht_json_str(struct ht_buf *b, const char *s, size_t len)
{
    const char *end = s + len;
    ht_buf_addc(b, '"');
    while (s < end) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\') {
            ht_buf_addc(b, '\\');
            ht_buf_addc(b, (char)c);
            s++;
        } else if (c == '\n') {
            ht_buf_adds(b, "\\n");
            s++;
        } else if (c == '\t') {
            ht_buf_adds(b, "\\t");
            s++;
        } else if (c < 0x20 || c == 0x7f) {
            ht_buf_addf(b, "\\u%04x", c);
            s++;
        } else {
            size_t n = ht_utf8_len(s, (size_t)(end - s));
            ht_buf_add(b, n ? s : "\xef\xbf\xbd", n ? n : 3);
            s += n ? n : 1;
        }
    }
    ht_buf_addc(b, '"');
}

void
ht_json_key(struct ht_buf *b, const char *key)
{
    if (b->len && !strchr("{[,\n", b->s[b->len - 1]))
        ht_buf_addc(b, ',');
    ht_json_str(b, key, strlen(key));
    ht_buf_addc(b, ':');
}

void
ht_json_file(struct ht_buf *b, const char *path)
{
    size_t len = strlen(path);
    ht_json_key(b, "file");
    ht_json_str(b, path, len);
    if (ht_utf8_valid(path, len) == len)
        return;
    ht_json_key(b, "fileHex");
    ht_buf_addc(b, '"');
    for (size_t i = 0; i < len; i++)
        ht_buf_addf(b, "%02x", (unsigned char)path[i]);
    ht_buf_addc(b, '"');
}
