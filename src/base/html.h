/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pages for people that are one file: data for the scripts in them.  Values are only ever handed to scripts as JSON,
 * never written as markup.
 */
#ifndef HT_BASE_HTML_H
#define HT_BASE_HTML_H

#include "base/buf.h"
#include "base/io.h"

/* LEN bytes of JSON or text at S for a script element: no "<" may stand in it. */
void ht_html_script(struct ht_out *out, const char *s, size_t len);

/* A JSON array of the N messages MSGID (N_("…")), translated. */
void ht_html_words(struct ht_out *out, const char *const *msgid, size_t n);

/* RFC 4648 base 64 of LEN bytes, with padding. */
void ht_base64(struct ht_out *out, const unsigned char *s, size_t len);

#endif
