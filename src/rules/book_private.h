/* SPDX-License-Identifier: BSD-2-Clause */
/* The store of entries from the inside, for book.c and book_end.c. */
#ifndef HT_RULES_BOOK_PRIVATE_H
#define HT_RULES_BOOK_PRIVATE_H

#include "base/arena.h"
#include "base/hash.h"
#include "model/placekey.h"
#include "rules/book.h"

#define HT_BLOCK 64

struct ht_block {
    struct ht_block *next;
    struct ht_entry *e;
    uint32_t first;                     /* number of e[0] */
    uint32_t book;
    uint8_t cap;
};

struct ht_book {
    uint64_t series;                    /* register, place and year: numbers run through its volumes */
    uint64_t place;
    struct ht_block *blocks;
    const char *id_prefix;              /* "KS.2008.01." */
    uint32_t volume;                    /* UINT32_MAX: not a number */
    uint32_t min, max, n;               /* of the numbers */
    uint32_t births, padded;
    uint16_t year, volume_year;
    uint8_t reg;
};

struct ht_books {
    struct ht_book *book;
    uint32_t n;
    size_t cap;
    struct ht_placekeys places;
    struct ht_map books, blocks, files; /* blocks: index in block[], + 1 */
    struct ht_block **block;            /* in the order in which they were made */
    size_t block_cap;
    uint32_t nblocks;
    const char **file;
    size_t file_cap;
    uint32_t nfiles;
    struct ht_arena text;
};

#endif
