/* SPDX-License-Identifier: BSD-2-Clause */
/* Decoding of cells by a named set, or as UTF-8 where none is named. */
#include "config.h"
#include "formats/decode.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/record.h"
#include "text/nfc.h"

struct ht_decoder {
    struct ht_rows rows;
    struct ht_rows *to;
    const struct ht_charset *cs;
    struct ht_diag *diag;
    struct ht_buf text, raw;
};

/* Nothing to do: well-formed, NFC, no control characters. */
static bool
is_clean(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            return false;
    }
    return ht_utf8_valid(s, len) == len && ht_nfc_quick(s, len);
}

static inline bool
needs_nothing(const struct ht_decoder *dec, const struct ht_cell *c)
{
    if (dec->cs && !ht_is_ascii(c->s, c->len))
        return false;
    return ht_text_plain(c->s, c->len) || is_clean(c->s, c->len);
}

static void
decode_cell(struct ht_decoder *dec, struct ht_cell *c, struct ht_arena *arena)
{
    const struct ht_charset *cs = dec->cs ? dec->cs : ht_charset_find("UTF-8");
    struct ht_decoded res = {0};
    ht_buf_clear(&dec->text);
    ht_buf_clear(&dec->raw);
    ht_charset_decode(cs, dec->cs ? c->door : HT_DOOR_BYTES, c->s, c->len, &dec->text, &res);
    c->bad = (unsigned)res.bad;
    c->controls = res.controls != 0;
    if (dec->text.len == c->len && !memcmp(dec->text.s, c->s, c->len))
        return;
    if (!c->raw) {
        /* Well-formed text is its own raw form; bytes of any other set are widened. */
        if ((c->door == HT_DOOR_TEXT || !dec->cs) && ht_utf8_valid(c->s, c->len) == c->len)
            ht_raw_of_text(&dec->raw, c->s, c->len);
        else
            ht_raw_of_bytes(&dec->raw, c->s, c->len);
        c->raw = ht_arena_strndup(arena, dec->raw.s, dec->raw.len);
        c->raw_len = dec->raw.len;
    }
    c->s = ht_arena_strndup(arena, dec->text.s, dec->text.len);
    c->len = dec->text.len;
    c->enc = dec->cs ? ht_charset_name(dec->cs) : NULL;
}

static enum ht_rc
decode_row(struct ht_rows *rows, struct ht_row *row)
{
    struct ht_decoder *dec = (struct ht_decoder *)rows;
    for (size_t i = 0; i < row->n; i++)
        if (!needs_nothing(dec, &row->cell[i]))
            decode_cell(dec, &row->cell[i], row->arena);
    return dec->to->row(dec->to, row);
}

static enum ht_rc
pass_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args)
{
    struct ht_decoder *dec = (struct ht_decoder *)rows;
    return dec->to->reject(dec->to, row, code, args);
}

struct ht_decoder *
ht_decoder_new(const struct ht_charset *cs, struct ht_diag *d, struct ht_rows *to)
{
    struct ht_decoder *dec = ht_calloc(1, sizeof *dec);
    dec->rows = (struct ht_rows){ decode_row, pass_reject };
    dec->to = to;
    dec->cs = cs;
    dec->diag = d;
    ht_buf_init(&dec->text);
    ht_buf_init(&dec->raw);
    return dec;
}

struct ht_rows *
ht_decoder_rows(struct ht_decoder *dec)
{
    return &dec->rows;
}

enum ht_rc
ht_decoder_end(struct ht_decoder *dec)
{
    (void)dec;
    return HT_OK;
}

void
ht_decoder_free(struct ht_decoder *dec)
{
    if (!dec)
        return;
    ht_buf_fini(&dec->text);
    ht_buf_fini(&dec->raw);
    free(dec);
}
