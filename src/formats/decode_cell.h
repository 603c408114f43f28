/* SPDX-License-Identifier: BSD-2-Clause */
/* What a cell becomes by what was found in it (text/detect.h): text, raw form, names of what was done, doubts. */
#ifndef HT_FORMATS_DECODE_CELL_H
#define HT_FORMATS_DECODE_CELL_H

#include "formats/format.h"
#include "text/detect.h"

/* Room to work in. */
struct ht_cell_room {
    struct ht_buf raw, by;
};
void ht_cell_room_init(struct ht_cell_room *room);
void ht_cell_room_fini(struct ht_cell_room *room);

static inline struct ht_cell_text
ht_cell_text(const struct ht_cell *c)
{
    return (struct ht_cell_text){ c->s, c->len, c->door, c->prior };
}

/* Puts D into C; what is made of it is in ARENA. */
void ht_cell_take(struct ht_cell_room *room, struct ht_cell *c, const struct ht_detected *d, struct ht_arena *arena);

#endif
