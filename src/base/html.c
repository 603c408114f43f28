/* SPDX-License-Identifier: BSD-2-Clause */
/* Data for scripts. */
#include "config.h"
#include "base/html.h"

#include <string.h>

#include "base/json.h"
#include "base/prog.h"

void
ht_html_script(struct ht_out *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '<')
            ht_out_adds(out, "\\u003c");
        else
            ht_out_addc(out, s[i]);
    }
}

void
ht_html_words(struct ht_out *out, const char *const *msgid, size_t n)
{
    struct ht_buf json = HT_BUF_INIT;
    ht_buf_addc(&json, '[');
    for (size_t i = 0; i < n; i++) {
        const char *w = _(msgid[i]);
        if (i)
            ht_buf_addc(&json, ',');
        ht_json_str(&json, w, strlen(w));
    }
    ht_buf_addc(&json, ']');
    ht_html_script(out, json.s, json.len);
    ht_buf_fini(&json);
}

void
ht_base64(struct ht_out *out, const unsigned char *s, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        unsigned v = (unsigned)s[i] << 16 | (i + 1 < len ? (unsigned)s[i + 1] << 8 : 0) | (i + 2 < len ? s[i + 2] : 0);
        ht_out_addc(out, digits[v >> 18]);
        ht_out_addc(out, digits[v >> 12 & 63]);
        ht_out_addc(out, i + 1 < len ? digits[v >> 6 & 63] : '=');
        ht_out_addc(out, i + 2 < len ? digits[v & 63] : '=');
    }
}
