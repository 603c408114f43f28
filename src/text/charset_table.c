/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets that a table describes: one, two or three bytes per character.
 *
 * Decoding has two paths.  The quick one takes blocks of bytes, each through [class of the byte before][byte];
 * a mark replaces the base letter already written.  It needs no branch per byte, and only or-s together the
 * flags of the block.  Where pairs are rare, as in TCVN3, a block is first taken without them.  A block with a
 * special (undefined byte, control character, combining mark, a second mark) is done again by the careful path:
 * longest match, counting, keeping.
 */
#include "config.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/charset_int.h"

/* ---- decoding ---- */

/* Does byte I of IN end a pair that started before it? */
static bool
ends_pair(const struct ht_table *t, const unsigned char *s, size_t i)
{
    return t->lead && i > 0 && t->lead[s[i - 1]] && (t->two[t->lead[s[i - 1]]][s[i]].n & HT_SEQ_BACK);
}

static const struct ht_seq *
find_three(const struct ht_table *t, const unsigned char *s)
{
    size_t lo = 0, hi = t->nthree;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int d = memcmp(t->three[mid].in, s, 3);
        if (d == 0)
            return &t->three[mid].out;
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

const struct ht_seq *
ht_table_longest(const struct ht_table *t, const struct ht_bytes *in, size_t i, size_t *used)
{
    const unsigned char *s = in->s + i;
    const struct ht_seq *e;
    size_t left = in->len - i;

    *used = 1;
    if (t->lead && t->lead[s[0]] && left > 1) {
        const struct ht_seq *row = t->two[t->lead[s[0]]];
        if (row[s[1]].n & HT_SEQ_BACK) {
            *used = 2;
            if (left > 2 && t->nthree && (e = find_three(t, s)) != NULL) {
                *used = 3;
                return e;
            }
            return &row[s[1]];
        }
    }
    return &t->two[0][s[0]];
}

/* Decodes from byte I on until STOP is reached or passed; returns where it ended. */
static size_t
careful(const struct ht_table *t, const struct ht_bytes *in, size_t i, size_t stop, struct ht_buf *out,
        struct ht_decoded *res, bool *marks)
{
    while (i < stop) {
        size_t used;
        const struct ht_seq *e = ht_table_longest(t, in, i, &used);
        if (ht_seq_len(e))
            ht_buf_add(out, (const char *)e->s, ht_seq_len(e));
        else
            ht_cs_keep(in, i, out, res);
        if (e->n & HT_SEQ_SPECIAL)
            *marks = true;
        i += used;
    }
    return i;
}

enum { BLOCK = 16, GROWTH = 3 };        /* a byte becomes at most three */

/* The quick path loads an entry as one word: its length, and its member n.  The compiler knows which end is which. */
static inline bool
n_is_on_top(void)
{
    const uint32_t one = 1;
    uint8_t first;

    memcpy(&first, &one, 1);
    return first;
}

static inline size_t
len_of(uint32_t entry)
{
    return n_is_on_top() ? entry >> (24 + HT_SEQ_LEN_SHIFT) : (entry & 255) >> HT_SEQ_LEN_SHIFT;
}

static inline unsigned
flags_of(uint32_t entry)
{
    return n_is_on_top() ? entry >> 24 : entry & 255;
}

/* HT_SEQ_SECOND if a byte of the block at S ends a pair with the one before it. */
static unsigned
pairs_of(const struct ht_seq *one, unsigned char before, const unsigned char *s)
{
    unsigned last = one[before].n, pairs = 0;

    for (int k = 0; k < BLOCK; k++) {
        unsigned n = one[s[k]].n;
        pairs |= last << 1 & n;
        last = n;
    }
    return pairs & HT_SEQ_SECOND;
}

/* One block, byte by byte without regard to pairs; returns the end of what was written.  *FLAGS gets all flags,
 * HT_SEQ_SECOND only where a byte that can start a pair stands before. */
static inline char *
block_one(const struct ht_table *t, unsigned char before, const unsigned char *s, char *o, unsigned *flags)
{
    const struct ht_seq *one = t->two[0];
    uint32_t all = 0;

#pragma GCC unroll 16
    for (int k = 0; k < BLOCK; k++) {
        uint32_t entry;
        memcpy(&entry, &one[s[k]], sizeof entry);
        memcpy(o, &entry, sizeof entry);
        o += len_of(entry);
        all |= entry;
    }
    unsigned seen = flags_of(all) | (one[before].n & HT_SEQ_LEAD);
    *flags = seen & HT_SEQ_SPECIAL;
    if (t->lead && (seen & HT_SEQ_LEAD) && (seen & HT_SEQ_SECOND))
        *flags |= pairs_of(one, before, s);
    return o;
}

/* The same with pairs. */
static inline char *
block_two(const struct ht_table *t, unsigned char before, const unsigned char *s, char *o, unsigned *flags)
{
    const struct ht_seq *two = t->two[0];
    size_t row = (size_t)t->lead[before] << 8;
    uint32_t all = 0;

#pragma GCC unroll 16
    for (int k = 0; k < BLOCK; k++) {
        uint32_t entry;
        memcpy(&entry, &two[row + s[k]], sizeof entry);
        row = (size_t)t->lead[s[k]] << 8;
        o -= flags_of(entry) & HT_SEQ_BACK;
        memcpy(o, &entry, sizeof entry);
        o += len_of(entry);
        all |= entry;
    }
    *flags = flags_of(all) & HT_SEQ_SPECIAL;
    return o;
}

/* One block by whichever is right; O has room for BLOCK * GROWTH bytes and an entry. */
static inline char *
block(const struct ht_table *t, unsigned char before, const unsigned char *s, char *o, unsigned *flags)
{
    char *end;

    if (t->lead && !t->rare)
        return block_two(t, before, s, o, flags);
    end = block_one(t, before, s, o, flags);
    if (t->lead && (*flags & HT_SEQ_SECOND))
        end = block_two(t, before, s, o, flags);
    return end;
}

/* Length of the longest prefix of whole words that are ASCII without control characters. */
static size_t
plain_prefix(const unsigned char *s, size_t n)
{
    const uint64_t high = 0x8080808080808080u, blanks = 0x2020202020202020u;
    uint64_t w;
    size_t i = 0;

    while (n - i >= sizeof w && (memcpy(&w, s + i, sizeof w), !((w | (w - blanks)) & high)))
        i += sizeof w;
    return i;
}

/* The quick path has got to byte I.  If a character that began before I goes on there, takes back its output;
 * returns where it begins. */
static size_t
rewind_to_start(const struct ht_table *t, const struct ht_bytes *in, size_t i, struct ht_buf *out)
{
    if (i == 0 || i == in->len)
        return i;
    if (ends_pair(t, in->s, i)) {
        out->len -= t->two[t->lead[in->s[i - 1]]][in->s[i]].n & HT_SEQ_BACK;
        return i - 1;
    }
    if (t->nthree && i > 1 && ends_pair(t, in->s, i - 1) && find_three(t, in->s + i - 2)) {
        out->len -= ht_seq_len(&t->two[t->lead[in->s[i - 2]]][in->s[i - 1]]);
        return i - 2;
    }
    return i;
}

/* Decodes blocks from byte I on, and the rest as one that is filled up; stops at the first one with a special, and
 * returns where that begins. */
static size_t
quick(const struct ht_table *t, const struct ht_bytes *in, size_t i, struct ht_buf *out)
{
    const unsigned char *s = in->s;
    unsigned char before = i ? s[i - 1] : ' ', tail[BLOCK];
    char *o = out->s + out->len, *end;
    unsigned flags = 0;

    for (; in->len - i >= BLOCK; i += BLOCK) {
        end = block(t, before, s + i, o, &flags);
        if (flags & HT_SEQ_SPECIAL)
            break;
        o = end;
        before = s[i + BLOCK - 1];
    }
    if (i < in->len && in->len - i < BLOCK) {
        size_t n = in->len - i;
        memset(tail, '\n', sizeof tail);        /* which becomes one byte each */
        memcpy(tail, s + i, n);
        end = block(t, before, tail, o, &flags);
        if (!(flags & HT_SEQ_SPECIAL)) {
            o = end - (BLOCK - n);
            i = in->len;
        }
    }
    out->len = (size_t)(o - out->s);
    return i;
}

static void
table_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    const struct ht_table *t = cs->table;
    size_t i = 0, start = out->len;
    bool marks = false;

    if (t->ascii) {
        i = plain_prefix(in->s, in->len);
        ht_buf_add(out, (const char *)in->s, i);
    }
    ht_buf_room(out, (in->len - i + BLOCK) * GROWTH + sizeof(struct ht_seq));
    while (t->fast && (i = quick(t, in, i, out)) < in->len) {
        size_t stop = in->len - i < BLOCK ? in->len : i + BLOCK;
        i = careful(t, in, rewind_to_start(t, in, i, out), stop, out, res, &marks);
    }
    if (!t->fast)
        careful(t, in, i, in->len, out, res, &marks);
    if (marks)
        ht_cs_compose(out, start);
    out->s[out->len] = '\0';
}

/* ---- encoding ---- */

/* Writes C as its canonical decomposition, if the set has all parts (CP1258, VN1: letter and combining mark). */
static bool
encode_parts(const struct ht_table *t, uint32_t c, struct ht_buf *out)
{
    utf8proc_int32_t part[4];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, part, 4,
        UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &last);

    if (n < 2 || n > 4)
        return false;
    for (utf8proc_ssize_t i = 0; i < n; i++)
        if (ht_table_code(t, (uint32_t)part[i])->n == 0)
            return false;
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        const struct ht_seq *e = ht_table_code(t, (uint32_t)part[i]);
        ht_buf_add(out, (const char *)e->s, e->n);
    }
    return true;
}

/* A character that the set has no bytes for. */
static void
encode_lacking(const struct ht_table *t, uint32_t c, struct ht_buf *out, struct ht_encoded *res)
{
    uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
    uint32_t other = lower != c ? lower : (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
    const struct ht_seq *e = ht_table_code(t, other);

    if (e->n) {
        ht_buf_add(out, (const char *)e->s, e->n);
        res->cased++;
        return;
    }
    if (encode_parts(t, c, out))
        return;
    ht_buf_addc(out, '?');
    if (!res->lacking++)
        res->first = c;
}

static void
table_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    const struct ht_table *t = cs->table;
    size_t l;

    ht_buf_room(out, len * GROWTH + sizeof(struct ht_seq));
    for (size_t i = 0; i < len; i += l) {
        uint32_t c = ht_utf8_get(s + i, &l);
        const struct ht_seq *e = ht_table_code(t, c);
        if (e->n == 0) {
            encode_lacking(t, c, out, res);
            continue;
        }
        memcpy(out->s + out->len, e->s, sizeof e->s);
        out->len += e->n;
    }
    out->s[out->len] = '\0';
}

const struct ht_cs_class ht_cs_table = { false, table_decode, table_encode };
