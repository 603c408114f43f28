/* SPDX-License-Identifier: BSD-2-Clause */
/* Making ids and counting their repeats. */
#include "config.h"
#include "formats/ids.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"

#define PAGE 256                        /* numbers of a book that one page of counters holds */

struct ht_ids {
    struct ht_map pages;                /* hash of (register, year, volume, number / PAGE) → index + 1 */
    uint16_t (*page)[PAGE];
    size_t npages, cap;
    struct ht_map odd;                  /* hash of an id that is no plain number → count */
    struct ht_map given;
    uint64_t last_key;                  /* entries of a book follow each other */
    size_t last_page;
};

struct number {
    uint32_t n;
    char letter;                        /* "12a": a number put in between */
    bool known;
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first number in S, at most nine digits. */
static struct number
first_number(const char *s, size_t len, size_t *end)
{
    struct number r = {0};
    size_t i = 0, digits = 0;
    while (i < len && !is_digit(s[i]))
        i++;
    for (; i < len && is_digit(s[i]) && digits < 9; i++, digits++)
        r.n = r.n * 10 + (uint32_t)(s[i] - '0');
    r.known = digits > 0;
    if (r.known && i < len && ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z')))
        r.letter = (char)(s[i] | 0x20);
    *end = i;
    return r;
}

/* A year, four digits by themselves, at or behind FROM; the last one counts.  0: none. */
static uint32_t
last_year(const char *s, size_t len, size_t from)
{
    uint32_t year = 0;
    for (size_t i = from; i < len;) {
        size_t n = 0;
        uint32_t y = 0;
        for (; i + n < len && is_digit(s[i + n]); n++)
            y = n < 4 ? y * 10 + (uint32_t)(s[i + n] - '0') : y;
        if (n == 4 && y >= 1800 && y <= 2199)
            year = y;
        i += n ? n : 1;
    }
    return year;
}

static unsigned
count_plain(struct ht_ids *ids, uint64_t book, uint32_t number)
{
    uint64_t key = ht_hash_mix(book, number / PAGE + 1);
    if (key != ids->last_key || !ids->npages) {
        uint64_t *index = ht_map_get(&ids->pages, key, NULL);
        if (!*index) {
            ids->page = ht_grow(ids->page, &ids->cap, ids->npages + 1, sizeof *ids->page);
            memset(ids->page[ids->npages], 0, sizeof *ids->page);
            *index = ++ids->npages;
        }
        ids->last_key = key;
        ids->last_page = (size_t)*index - 1;
    }
    uint16_t *n = &ids->page[ids->last_page][number % PAGE];
    if (*n < UINT16_MAX)
        return ++*n;
    /* Someone numbers everything alike: count on in the map. */
    return UINT16_MAX + (unsigned)++*ht_map_get(&ids->odd, ht_hash_mix(key, number), NULL);
}

struct ht_ids *
ht_ids_new(void)
{
    return ht_calloc(1, sizeof(struct ht_ids));
}

void
ht_ids_free(struct ht_ids *ids)
{
    if (!ids)
        return;
    ht_map_fini(&ids->pages);
    ht_map_fini(&ids->odd);
    ht_map_fini(&ids->given);
    free(ids->page);
    free(ids);
}

static char *
put_part(char *p, const struct number *part, unsigned width)
{
    *p++ = '.';
    if (!part->known) {
        *p++ = '_';
        return p;
    }
    p = ht_put_number(p, part->n, width);
    if (part->letter)
        *p++ = part->letter;
    return p;
}

size_t
ht_id_make(struct ht_ids *ids, const struct ht_register *reg, const struct ht_id_parts *p, char *out)
{
    size_t so_end = 0, quyen_end = 0, start;
    struct number so = {0}, quyen = {0}, year = {0};
    if (p->so)
        so = first_number(p->so, p->so_len, &so_end);
    if (p->quyen_so)
        quyen = first_number(p->quyen_so, p->quyen_so_len, &quyen_end);
    /* The number counts within its year, so the year beside it comes first. */
    year.n = p->so ? last_year(p->so, p->so_len, so_end) : 0;
    if (!year.n && p->quyen_so)
        year.n = last_year(p->quyen_so, p->quyen_so_len, quyen_end);
    if (!year.n && p->ngay_dang_ky)
        year.n = last_year(p->ngay_dang_ky, p->ngay_len, 0);
    year.known = year.n != 0;

    size_t n = strlen(reg->code);
    char *at = out;
    memcpy(at, reg->code, n);
    at = put_part(at + n, &year, 4);
    at = put_part(at, &quyen, 2);
    at = put_part(at, &so, 3);
    *at = '\0';
    start = (size_t)(at - out);

    unsigned count;
    if (so.known && !so.letter) {
        uint64_t book = ht_hash_mix(((uint64_t)reg->id + 1) << 40 | year.n << 8 | (unsigned char)quyen.letter,
                                    quyen.known ? quyen.n + 1u : 0);
        count = count_plain(ids, book, so.n);
    } else {
        count = (unsigned)++*ht_map_get(&ids->odd, ht_hash(out, start, 2), NULL);
    }
    if (count > 1) {
        *at++ = '~';
        at = ht_put_number(at, count, 1);
        *at = '\0';
    }
    return (size_t)(at - out);
}

bool
ht_id_seen(struct ht_ids *ids, const char *id, size_t len)
{
    bool fresh;
    ht_map_get(&ids->given, ht_hash(id, len, 3), &fresh);
    return !fresh;
}
