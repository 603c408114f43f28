/* SPDX-License-Identifier: BSD-2-Clause */
/* One decoded cell: see decode_cell.h. */
#include "config.h"
#include "formats/decode_cell.h"

#include <string.h>

#include "base/utf8.h"
#include "model/record.h"
#include "text/nfc.h"

void
ht_cell_room_init(struct ht_cell_room *room)
{
    ht_buf_init(&room->raw);
    ht_buf_init(&room->by);
}

void
ht_cell_room_fini(struct ht_cell_room *room)
{
    ht_buf_fini(&room->raw);
    ht_buf_fini(&room->by);
}

/* The raw attribute: well-formed text is its own raw form, bytes of any other set are widened. */
static void
keep_raw(struct ht_cell_room *room, struct ht_cell *c, bool bytes, struct ht_arena *arena)
{
    if (c->raw)
        return;
    ht_buf_clear(&room->raw);
    if (bytes)
        ht_raw_of_bytes(&room->raw, c->s, c->len);
    else
        ht_raw_of_text(&room->raw, c->s, c->len);
    c->raw = ht_arena_strndup(arena, room->raw.s, room->raw.len);
    c->raw_len = room->raw.len;
}

static void
keep_names(struct ht_cell_room *room, struct ht_cell *c, unsigned repairs, struct ht_arena *arena)
{
    if (!repairs)
        return;
    ht_buf_clear(&room->by);
    if (c->by)
        ht_buf_addf(&room->by, "%s ", c->by);
    ht_repair_names(repairs, &room->by);
    c->by = ht_arena_strndup(arena, room->by.s, room->by.len);
}

/* Bytes that were kept because the set does not have them, control characters that were left out. */
static struct ht_decoded
count_lost(const struct ht_detected *d, const struct ht_cell *c)
{
    struct ht_decoded res = { 0 };
    struct ht_buf text = HT_BUF_INIT;
    if (!(d->flags & HT_DETECT_UNDECODED) && !ht_has_controls(c->s, c->len))
        return res;
    ht_charset_decode(d->set ? d->set : ht_charset_find("UTF-8"), d->set ? d->door : HT_DOOR_BYTES, c->s, c->len,
                      &text, &res);
    ht_buf_fini(&text);
    return res;
}

/* UTF-8 whose letters were in pieces, in order: the name of that form of Unicode, or NULL. */
static const char *
composed_from(const struct ht_cell *c, const struct ht_detected *d)
{
    struct ht_buf text = HT_BUF_INIT;
    bool marks = memchr(c->s, 0xcc, c->len) && !(d->repairs & HT_REPAIR_TONE_ORDER);
    if (!marks || ht_nfc_quick(c->s, c->len) || !ht_nfc(&text, c->s, c->len)) {
        ht_buf_fini(&text);
        return NULL;
    }
    ht_buf_clear(&text);
    ht_charset_encode(ht_charset_find("NFD"), d->s, d->len, &text);
    bool all = text.len == c->len && !memcmp(text.s, c->s, c->len);
    ht_buf_fini(&text);
    return all ? "NFD" : "COMPOSITE";
}

void
ht_cell_take(struct ht_cell_room *room, struct ht_cell *c, const struct ht_detected *d, struct ht_arena *arena)
{
    bool utf8 = ht_utf8_valid(c->s, c->len) == c->len;
    struct ht_decoded lost = count_lost(d, c);
    c->bad = d->flags & HT_DETECT_UNDECODED ? (unsigned)lost.bad : 0;
    c->controls = lost.controls != 0;
    c->signs = (d->flags & (HT_DETECT_SIGNS | HT_DETECT_DOUBTFUL)) == HT_DETECT_SIGNS && !c->bad && !d->damage;
    c->damage = d->damage;
    c->meant = d->meant ? ht_arena_strdup(arena, d->meant) : NULL;
    if (d->flags & HT_DETECT_DOUBTFUL)
        c->doubt = d->runner && d->runner != d->set ? ht_charset_name(d->runner) : "UTF-8";
    if (!(d->flags & HT_DETECT_CHANGED))
        return;
    keep_raw(room, c, !utf8 || (d->set && d->door == HT_DOOR_BYTES && !ht_is_ascii(c->s, c->len)), arena);
    /* A widened letter may be the letter itself (à in VISCII): then there is nothing to keep beside it. */
    if (c->raw_len == d->len && !memcmp(c->raw, d->s, d->len))
        c->raw = NULL;
    keep_names(room, c, d->repairs, arena);
    c->enc = d->set ? ht_charset_name(d->set) : utf8 ? composed_from(c, d) : NULL;
    c->s = ht_arena_strndup(arena, d->s, d->len);
    c->len = d->len;
}
