/* SPDX-License-Identifier: BSD-2-Clause */
/* The store of entries: books, each with blocks of 64 numbers. */
#include "config.h"
#include "rules/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "rules/book_private.h"

#define ID_STRANGE 0x8000u

struct ht_books *
ht_books_new(void)
{
    return ht_calloc(1, sizeof(struct ht_books));
}

void
ht_books_free(struct ht_books *b)
{
    if (!b)
        return;
    for (uint32_t i = 0; i < b->n; i++)
        for (struct ht_block *block = b->book[i].blocks, *next; block; block = next) {
            next = block->next;
            free(block->e);
            free(block);
        }
    free(b->book);
    free(b->block);
    free(b->file);
    ht_arena_fini(&b->text);
    ht_placekeys_fini(&b->places);
    ht_map_fini(&b->books);
    ht_map_fini(&b->blocks);
    ht_map_fini(&b->files);
    free(b);
}

/* ---- finding books, blocks, entries ---- */

/* The key of a block: book and number beside each other, so no two blocks share one. */
static uint64_t
block_key(uint32_t book, uint32_t number)
{
    return (uint64_t)(book + 1) << 32 | number / HT_BLOCK;
}

static struct ht_block *
block_of(const struct ht_books *b, uint32_t book, uint32_t number)
{
    const uint64_t *at = ht_map_find(&b->blocks, block_key(book, number));
    return at ? b->block[*at - 1] : NULL;
}

const struct ht_entry *
ht_books_entry(const struct ht_books *b, struct ht_entry_ref ref)
{
    if (ref.book >= b->n)
        return NULL;
    const struct ht_block *block = block_of(b, ref.book, ref.number);
    uint32_t i = ref.number % HT_BLOCK;
    return block && i < block->cap && block->e[i].file ? &block->e[i] : NULL;
}

uint32_t
ht_books_index(const struct ht_books *b, struct ht_entry_ref ref)
{
    const uint64_t *at = ref.book < b->n ? ht_map_find(&b->blocks, block_key(ref.book, ref.number)) : NULL;
    return at && *at <= UINT32_MAX / HT_BLOCK ? (uint32_t)(*at - 1) * HT_BLOCK + ref.number % HT_BLOCK : UINT32_MAX;
}

struct ht_entry_ref
ht_books_ref(const struct ht_books *b, uint32_t index)
{
    if (index / HT_BLOCK >= b->nblocks)
        return (struct ht_entry_ref){ UINT32_MAX, 0 };
    const struct ht_block *block = b->block[index / HT_BLOCK];
    return (struct ht_entry_ref){ block->book, block->first + index % HT_BLOCK };
}

const struct ht_entry *
ht_books_before(const struct ht_books *b, struct ht_entry_ref ref, uint32_t *number)
{
    for (uint32_t i = 1; i <= HT_BLOCK && i <= ref.number && ref.number - i >= b->book[ref.book].min; i++) {
        const struct ht_entry *e = ht_books_entry(b, (struct ht_entry_ref){ ref.book, ref.number - i });
        *number = ref.number - i;
        if (e)
            return e;
    }
    return NULL;
}

const struct ht_entry *
ht_books_after(const struct ht_books *b, struct ht_entry_ref ref, uint32_t *number)
{
    for (uint32_t i = 1; i <= HT_BLOCK && i <= b->book[ref.book].max - ref.number; i++) {
        const struct ht_entry *e = ht_books_entry(b, (struct ht_entry_ref){ ref.book, ref.number + i });
        *number = ref.number + i;
        if (e)
            return e;
    }
    return NULL;
}

uint64_t
ht_books_place(struct ht_books *b, const struct ht_slot *place)
{
    return ht_place_key(&b->places, place);
}

/* The book that K's entry belongs to; a new one if need be. */
static uint32_t
find_book(struct ht_books *b, const struct ht_check *k, int year)
{
    const struct ht_slot *vol = &k->r->v[k->l->quyen];
    uint64_t place = ht_place_key(&b->places, &k->r->v[k->l->place]);
    uint64_t volume = k->quyen.number != UINT32_MAX ? k->quyen.number + ((uint64_t)k->quyen.year << 32)
                                                    : ht_hash(vol->s, vol->len, 3);
    uint64_t series = ht_hash_mix(ht_hash_mix(place, (uint64_t)k->r->reg->id + 1), (uint64_t)year);
    bool fresh;
    uint64_t *at = ht_map_get(&b->books, ht_hash_mix(series, volume), &fresh);
    if (!fresh)
        return (uint32_t)*at;
    *at = b->n;
    b->book = ht_grow(b->book, &b->cap, b->n + 1, sizeof *b->book);
    b->book[b->n] = (struct ht_book){
        .series = series, .place = place, .volume = k->quyen.number, .volume_year = k->quyen.year,
        .year = (uint16_t)year, .reg = (uint8_t)k->r->reg->id, .min = UINT32_MAX,
    };
    return b->n++;
}

/* Room for NUMBER in BOOK. */
static struct ht_entry *
room(struct ht_books *b, uint32_t book, uint32_t number)
{
    struct ht_block *block = block_of(b, book, number);
    if (!block) {
        block = ht_calloc(1, sizeof *block);
        block->first = number / HT_BLOCK * HT_BLOCK;
        block->book = book;
        block->next = b->book[book].blocks;
        b->book[book].blocks = block;
        b->block = ht_grow(b->block, &b->block_cap, b->nblocks + 1, sizeof *b->block);
        b->block[b->nblocks++] = block;
        *ht_map_get(&b->blocks, block_key(book, number), NULL) = b->nblocks;
    }
    uint32_t i = number % HT_BLOCK;
    if (i >= block->cap) {
        uint32_t cap = block->cap ? block->cap : 4;
        while (cap <= i)
            cap *= 2;
        block->e = ht_realloc(block->e, cap, sizeof *block->e);
        memset(block->e + block->cap, 0, (cap - block->cap) * sizeof *block->e);
        block->cap = (uint8_t)cap;
    }
    return &block->e[i];
}

/* ---- positions and ids in few bytes ---- */

static uint16_t
file_number(struct ht_books *b, const char *name, size_t len)
{
    bool fresh;
    uint64_t *at = ht_map_get(&b->files, ht_hash(name, len, 5), &fresh);
    if (!fresh)
        return (uint16_t)*at;
    if (b->nfiles + 1 >= ID_STRANGE)
        return (uint16_t)(*at = ID_STRANGE - 1);       /* positions in files beyond that many are not kept */
    b->file = ht_grow(b->file, &b->file_cap, b->nfiles + 1, sizeof *b->file);
    b->file[b->nfiles++] = ht_arena_strndup(&b->text, name, len);
    return (uint16_t)(*at = b->nfiles);
}

static void
take_source(struct ht_books *b, struct ht_entry *e, const struct ht_check *k)
{
    const char *src = ht_rattr(k->r, HT_R_src), *colon = src ? strrchr(src, ':') : NULL;
    if (!src)
        src = "";
    e->file = file_number(b, src, colon ? (size_t)(colon - src) : strlen(src));
    e->line = colon ? (uint32_t)strtoul(colon + 1, NULL, 10) : 0;
}

/* Most ids are those that import makes: a prefix that the book has in common, and the number. */
static void
take_id(struct ht_books *b, struct ht_entry *e, const struct ht_check *k, uint32_t number)
{
    struct ht_book *book = &b->book[k->entry.book];
    const char *id = ht_rattr(k->r, HT_R_id), *dot = id ? strrchr(id, '.') : NULL;
    char tail[16];
    size_t n = (size_t)snprintf(tail, sizeof tail, "%03u", number);
    if (!dot || strcmp(dot + 1, tail)) {
        e->file |= ID_STRANGE;
        return;
    }
    if (!book->id_prefix)
        book->id_prefix = ht_arena_strndup(&b->text, id, strlen(id) - n);
    if (strlen(book->id_prefix) + n != strlen(id) || strncmp(book->id_prefix, id, strlen(book->id_prefix)))
        e->file |= ID_STRANGE;
}

uint8_t
ht_value_bits(const char *s, size_t len)
{
    uint8_t bits = s ? (uint8_t)(ht_text_hash(s, len) >> 13) : 0;
    return s && !bits ? 1 : bits;
}

static void
take_values(struct ht_entry *e, const struct ht_check *k)
{
    const struct ht_layout *l = k->l;
    if (!l->npersons)
        return;
    const struct ht_person *p = l->person;
    const int field[HT_ENTRY_VALUES] = {
        [HT_V_NAME] = p[0].name, [HT_V_BORN] = p[0].born, [HT_V_SEX] = p[0].sex, [HT_V_ETHNIC] = p[0].ethnic,
        [HT_V_NATION] = p[0].nation, [HT_V_SECOND] = l->npersons > 1 ? p[1].name : -1,
        [HT_V_THIRD] = l->npersons > 2 ? p[2].name : -1, [HT_V_SECOND_BORN] = l->npersons > 1 ? p[1].born : -1,
    };
    for (int i = 0; i < HT_ENTRY_VALUES; i++)
        if (ht_text(k, field[i]))
            e->value[i] = ht_value_bits(k->r->v[field[i]].s, k->r->v[field[i]].len);
}

/* Counts full dates of birth of the person that the entry is about, and those on 1 January. */
static void
count_padding(struct ht_book *book, const struct ht_check *k)
{
    const struct ht_span *born = k->l->npersons ? ht_date_of(k, k->l->person[0].born) : NULL;
    if (!born || born->state != HT_SPAN_FULL)
        return;
    book->births++;
    book->padded += born->d.month == 1 && born->d.day == 1;
}

void
ht_books_add(struct ht_check *k)
{
    struct ht_books *b = k->run->books;
    int year = k->so.year;
    if (!year && k->day->state >= HT_SPAN_PART)
        year = k->day->d.year;
    if (k->so.number == UINT32_MAX || !ht_text(k, k->l->quyen) || !ht_text(k, k->l->place))
        return;
    k->entry = (struct ht_entry_ref){ find_book(b, k, year), k->so.number };
    struct ht_entry *e = room(b, k->entry.book, k->so.number);
    struct ht_book *book = &b->book[k->entry.book];
    if (e->file) {
        k->repeated = true;
        return;
    }
    take_source(b, e, k);
    take_id(b, e, k, k->so.number);
    take_values(e, k);
    e->day = k->day->state == HT_SPAN_FULL ? k->day->first : INT32_MIN;
    struct ht_serial page = ht_serial_read(k->r->v[k->l->page].s, k->r->v[k->l->page].len);
    e->page = page.number < UINT16_MAX ? (uint16_t)page.number : 0;
    book->n++;
    book->min = k->so.number < book->min ? k->so.number : book->min;
    book->max = k->so.number > book->max ? k->so.number : book->max;
    count_padding(book, k);
}

/* ---- questions ---- */

void
ht_books_where(const struct ht_books *b, struct ht_entry_ref ref, struct ht_buf *text, struct ht_where *w)
{
    const struct ht_entry *e = ht_books_entry(b, ref);
    ht_buf_clear(text);
    *w = (struct ht_where){0};
    if (!e)
        return;
    const struct ht_book *book = &b->book[ref.book];
    uint16_t file = e->file & (ID_STRANGE - 1);
    w->reg = ht_registers[book->reg].element;
    if (file <= b->nfiles && *b->file[file - 1])
        ht_buf_addf(text, "%s:%u", b->file[file - 1], e->line);
    size_t id = text->len + 1;
    ht_buf_addc(text, '\0');
    if (!(e->file & ID_STRANGE))
        ht_buf_addf(text, "%s%03u", book->id_prefix, ref.number);
    w->src = text->s[0] ? text->s : NULL;
    w->record = text->len > id ? text->s + id : NULL;
}

bool
ht_books_find(const struct ht_books *b, enum ht_reg reg, struct ht_serial so, uint64_t place, uint32_t start,
              struct ht_entry_ref *ref, bool *known)
{
    for (uint32_t i = start; i < b->n; i++) {
        const struct ht_book *book = &b->book[i];
        if (book->reg != reg || book->year != so.year || (place && book->place != place))
            continue;
        *known = true;
        *ref = (struct ht_entry_ref){ i, so.number };
        if (ht_books_entry(b, *ref))
            return true;
    }
    return false;
}

enum ht_reg
ht_books_register(const struct ht_books *b, uint32_t book)
{
    return (enum ht_reg)b->book[book].reg;
}
