/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-convert: which cells of a file may need capitals that its encoding cannot write, told by their bytes.
 *
 * Few cells do, and any byte may belong to one, so that the search is what takes time.  It is an automaton; its states
 * tell what the cell and the word have had so far.  For each byte there is one number that holds the successors of all
 * states side by side, and a state is the shift that brings its successor to the front.  So no step branches, and
 * looking a byte up does not wait for the byte before.
 */
#include "config.h"
#include "tools/convert_cells.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    BLOCK = 32,                         /* bytes that the search takes at a time */
    PHRASE = 200                        /* bytes before and behind a cell that tell whether it is in capitals */
};

/* ---- the bytes ---- */

static uint8_t
kind_of(const struct ht_charset *set, unsigned byte)
{
    struct ht_buf b = HT_BUF_INIT;
    char s = (char)byte;
    enum ht_tone tone = HT_NGANG;
    uint8_t kind = 0;
    size_t len;

    ht_charset_decode(set, HT_DOOR_BYTES, &s, 1, &b, NULL);
    if (b.len && ht_is_letter(ht_utf8_get(b.s, &len))) {
        uint32_t c = ht_utf8_get(b.s, &len);
        ht_untone(c, &tone);
        kind = ht_is_upper(c) ? UPPER : tone == HT_NGANG ? LOWER : OPEN;
    }
    ht_buf_fini(&b);
    return kind;
}

/*
 * What the cell has had: no letters that tell (NONE), open ones but no small one (OPENS), a small one (SMALL).  In a
 * word: one capital (_1), more (_2); a small letter, or an open one behind a capital in a cell that has a small one
 * (SAFE).  One number has room for no more states, so what is rare goes to ODD for a close look: a capital behind small
 * letters, an open letter behind two capitals though small ones may follow.
 */
enum state { NONE, NONE_1, NONE_2, OPENS, OPENS_1, SMALL, SMALL_1, SMALL_2, SAFE, ODD, STATES };
enum { STATE_BITS = 6, STATE_MASK = 63 };
_Static_assert(STATES * STATE_BITS <= 64, "the states do not fit into one number");

/* By state and kind of a byte, END being that of one that ends the cell. */
enum { END = 3, KINDS = 5 };
static const uint8_t successor[STATES][KINDS] = {
    /*          0        UPPER    LOWER END   OPEN */
    [NONE]    = { NONE,  NONE_1,  SAFE, NONE, ODD },
    [NONE_1]  = { NONE,  NONE_2,  SAFE, NONE, OPENS_1 },
    [NONE_2]  = { NONE,  NONE_2,  SAFE, NONE, ODD },
    [OPENS]   = { OPENS, OPENS_1, SAFE, ODD,  ODD },
    [OPENS_1] = { OPENS, ODD,     SAFE, ODD,  OPENS_1 },
    [SMALL]   = { SMALL, SMALL_1, SAFE, NONE, ODD },
    [SMALL_1] = { SMALL, SMALL_2, SAFE, NONE, SAFE },
    [SMALL_2] = { SMALL, SMALL_2, SAFE, NONE, ODD },
    [SAFE]    = { SMALL, ODD,     SAFE, NONE, SAFE },
    [ODD]     = { ODD,   ODD,     ODD,  ODD,  ODD },
};

void
convert_cells_init(struct convert_cells *t, const struct ht_charset *set)
{
    memset(t, 0, sizeof *t);
    for (const char *p = "\n\t,;|"; *p; p++)
        t->ends[(unsigned char)*p] = true;
    for (unsigned byte = 0; byte < 256; byte++) {
        t->kind[byte] = kind_of(set, byte);
        unsigned kind = t->ends[byte] ? END : t->kind[byte];
        for (unsigned state = 0; state < STATES; state++)
            t->next[byte] |= (uint64_t)(successor[state][kind] * STATE_BITS) << state * STATE_BITS;
    }
}

/* ---- the search ---- */

static inline uint64_t
step(const struct convert_cells *t, uint64_t state, char byte)
{
    return t->next[(unsigned char)byte] >> (state & STATE_MASK);
}

static inline bool
is_odd(uint64_t state)
{
    return (state & STATE_MASK) == ODD * STATE_BITS;
}

/* The byte by which the cell that begins at I, or one of the next, turns odd; LEN if none does. */
static size_t
find_odd(const struct convert_cells *t, const char *s, size_t i, size_t len)
{
    uint64_t state = NONE * STATE_BITS, then;

    for (; len - i >= BLOCK; i += BLOCK, state = then) {
        then = state;
#pragma GCC unroll 8
        for (size_t k = 0; k < BLOCK; k++)
            then = step(t, then, s[i + k]);
        if (is_odd(then))
            break;
    }
    for (; i < len; i++) {
        state = step(t, state, s[i]);
        if (is_odd(state))
            return i;
    }
    return is_odd(step(t, state, '\n')) ? len - 1 : len;
}

size_t
convert_cells_next(const struct convert_cells *t, const char *s, size_t i, size_t len)
{
    size_t at = find_odd(t, s, i, len);

    if (at == len)
        return len;
    while (at > i && !t->ends[(unsigned char)s[at - 1]])
        at--;
    return at;
}

/* ---- the close look ---- */

/* A word has ended: its letters are WORD, its first one FIRST. */
static inline void
end_word(struct convert_cell *cell, unsigned word, unsigned first)
{
    bool inner = (word & (LOWER | OPEN | UPPERS)) == (OPEN | UPPERS);

    cell->title += first == UPPER;
    cell->small += first == LOWER;
    cell->open |= (word & OPEN) != 0;
    cell->inner |= inner;
    cell->odd |= inner || first == OPEN;
}

size_t
convert_cells_scan(const struct convert_cells *t, const char *s, size_t len, struct convert_cell *cell)
{
    unsigned word = 0, first = 0;
    size_t i;

    memset(cell, 0, sizeof *cell);
    for (i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)s[i];
        unsigned kind = t->kind[byte];
        if (kind) {
            first = word ? first : kind;
            word |= kind | (word & kind & UPPER) << 3;
            cell->upper += kind & UPPER;
            cell->lower += kind >> 1 & 1;
            continue;
        }
        if (word)
            end_word(cell, word, first);
        word = 0;
        if (t->ends[byte])
            break;
    }
    if (word)
        end_word(cell, word, first);
    cell->odd |= cell->open && !cell->lower;
    return i;
}

/* True if the comma or other end at S + I only parts a list: a blank follows. */
static bool
goes_on(const char *s, size_t i, size_t len)
{
    return s[i] == ',' && i + 1 < len && s[i + 1] == ' ';
}

size_t
convert_cells_list(const struct convert_cells *t, const char *s, size_t to, size_t len)
{
    size_t most = len - to > PHRASE ? to + PHRASE : len;

    while (to < most && (!t->ends[(unsigned char)s[to]] || goes_on(s, to, len)))
        to++;
    return to;
}

bool
convert_cells_capitals(const struct convert_cells *t, const char *s, size_t i, size_t n, size_t len)
{
    size_t from = i, to = convert_cells_list(t, s, i + n, len), least = i > PHRASE ? i - PHRASE : 0, upper = 0;

    while (from > least && (!t->ends[(unsigned char)s[from - 1]] || goes_on(s, from - 1, len)))
        from--;
    bool shouted = false;
    for (; from < to; from++) {
        unsigned kind = t->kind[(unsigned char)s[from]];
        if (kind == LOWER)
            return false;
        upper = kind ? upper + (kind == UPPER) : 0;
        shouted |= upper >= 2;
    }
    return shouted;
}
