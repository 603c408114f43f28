/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Features: what is kept of a record for comparing, some 300 bytes, in columns of fixed size.
 *
 * A schema says which columns a kind of record has, which comparisons are made between two of them and under
 * which keys two records become candidates.  Registers have schemas of their own (schema.c); --fields makes one
 * for any other table.  Everything that is stored is a number or an interned text, so that comparing two
 * records touches nothing else.
 */
#ifndef HT_DEDUPE_FEAT_H
#define HT_DEDUPE_FEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dedupe/syl.h"
#include "model/record.h"

enum ht_col_kind {
    HT_COL_NAME, HT_COL_DATE, HT_COL_PLACE, HT_COL_ENTRY, HT_COL_ID, HT_COL_CODE, HT_COL_TEXT, HT_COL_NUMBER,
    HT_NCOL_KIND
};

#define HT_NAME_MAX 6                   /* syllables kept of a name; of longer ones the last six minus surname */

struct ht_fname {
    uint32_t s[HT_NAME_MAX];            /* syllables, surname first; 0: no more */
    uint32_t full;                      /* hash of all base letters; 0: no name */
};
struct ht_fdate {
    int16_t year;                       /* 0: unknown */
    int8_t month, day;                  /* 0: unknown */
};
struct ht_fplace {
    uint32_t unit[3];                   /* commune, district, province: hashes of folded names; 0: unknown */
    uint32_t code;                      /* hash of the code of today's unit; its last two bits: enum below; 0: none */
};
enum { HT_CODE_PROVINCE = 1, HT_CODE_DISTRICT, HT_CODE_COMMUNE };
struct ht_fentry {
    uint32_t no;                        /* number in the book, 0: unknown */
    uint16_t year;                      /* year of the number, 0: unknown */
    uint16_t book;                      /* volume, 0: unknown */
};
struct ht_fid {
    uint64_t number;                    /* digits as a number, or a hash for papers with letters; 0: none */
};
struct ht_ftext {
    uint32_t text;                      /* interned folded text, 0: none */
};
struct ht_fnumber {
    float value;
    uint32_t known;
};

/* What every feature begins with. */
struct ht_feat {
    uint64_t print;                     /* fingerprint of the content of all columns */
    uint64_t id;                        /* hash of the record's id */
    uint32_t rec;                       /* place in the input, from 0 */
    uint32_t file, scan;                /* hashes of the source file's and the scan's name, 0: none */
    uint16_t page;                      /* page of the book */
    uint8_t flags;                      /* HT_FEAT_… */
    uint8_t again;                      /* the content is that of the feature before it in canonical order */
};
#define HT_FEAT_CORRECTED 1             /* the notes speak of a change or correction */
#define HT_FEAT_REREGISTERED 2          /* registered again, says loaiDangKy or the notes */
#define HT_FEAT_DISSOLVED 8              /* a marriage that was dissolved */
#define HT_FEAT_KNOWN_KIND 4            /* loaiDangKy says that it is a first or late registration */

#define HT_COL_FIELDS 3
struct ht_col {
    enum ht_col_kind kind;
    const char *name;                   /* for messages and models: "nksHoTen" */
    int field[HT_COL_FIELDS];           /* record fields, -1: none; ENTRY: number, volume, date of registration;
                                           ID: alternatives in order */
    uint16_t at;                        /* offset in the feature; filled by ht_dschema_layout */
};

enum ht_part_kind {
    HT_PART_NONE,
    HT_PART_FULL, HT_PART_GIVEN, HT_PART_SOUND, HT_PART_SURNAME, HT_PART_TAIL,  /* of a name */
    HT_PART_DATE, HT_PART_YEAR, HT_PART_MONTH, HT_PART_DAYMONTH,
    HT_PART_NO, HT_PART_NOYEAR,
    HT_PART_WARD, HT_PART_AREA,         /* AREA: district or province, or that none is said; never unknown */
    HT_PART_VALUE, HT_PART_PREFIX, HT_PART_SOUNDEX, HT_PART_WORD                /* id, code, text, number */
};
#define HT_KEY_PARTS 4
struct ht_key {
    struct { uint8_t kind, col; } part[HT_KEY_PARTS];
};
#define HT_MAX_KEYS 24
#define HT_MAX_COLS 24

struct ht_level;

enum ht_cmp_kind {
    HT_CMP_GIVEN, HT_CMP_MIDDLE, HT_CMP_SURNAME, HT_CMP_PERSON, HT_CMP_DATE, HT_CMP_YEAR, HT_CMP_ENTRY,
    HT_CMP_CODE, HT_CMP_ID, HT_CMP_PLACE, HT_CMP_AGAIN, HT_CMP_RENEWAL, HT_CMP_SOON,
    HT_CMP_TEXT, HT_CMP_WORD, HT_CMP_NUMBER,
    HT_NCMP_KIND
};
struct ht_cmp {
    enum ht_cmp_kind kind;
    const char *name;                   /* for models: "nks.given" */
    const char *label;                  /* N_("…"): for reasons */
    int8_t col[3];                      /* columns; -1: none.  ENTRY: entry, office, date of registration */
    const struct ht_level *level;       /* filled by ht_cmp_ready; an entry has none */
    uint8_t nlevels;
    uint8_t shared;                     /* bits 1 << class: classes that use HT_SAME's probabilities */
    uint8_t sex;                        /* HT_CMP_PERSON: whose frequencies, 1 male, 2 female, 0 both */
};
#define HT_MAX_CMP 24

struct ht_dschema {
    const char *name;                   /* register code or the description's name */
    const struct ht_register *reg;      /* NULL for --fields */
    struct ht_col col[HT_MAX_COLS];
    size_t ncols;
    struct ht_cmp cmp[HT_MAX_CMP];
    size_t ncmp;
    struct ht_key key[HT_MAX_KEYS];
    size_t nkeys;
    struct ht_key family;               /* key of pairs that share parents (or both spouses); kind 0: none */
    int8_t sex, birth;                  /* columns; -1: none */
    int8_t place, entry, regdate;       /* columns of the book; -1 */
    uint8_t classes;                    /* bits 1 << enum ht_class that the model uses */
    uint16_t keys_at, size;             /* offset of the keys; bytes of one feature */
    bool (*never)(const struct ht_dschema *d, const unsigned char *a, const unsigned char *b);
                                        /* two features that cannot belong together, NULL: all can */
};

/* One column's text as it stands in the record.  Borrowed. */
struct ht_cell {
    const char *s, *code;
    size_t len, code_len;
};
#define HT_MAX_CELLS (HT_MAX_COLS * HT_COL_FIELDS)

/* What the features of a run share. */
struct ht_texts {
    struct ht_map index;                /* hash → number */
    struct ht_buf bytes;
    uint32_t *at;                       /* number → offset in bytes; at[n] is the end */
    size_t n, cap;
};
struct ht_memo {                        /* spellings that were read before → number of what they became */
    struct ht_map word[2], text, place; /* words: without and with a full stop */
    struct ht_fplace *places;
    size_t nplaces, cap;
};
struct ht_pool {
    struct ht_syls syls;
    struct ht_texts texts;
    struct ht_memo memo;
};

void ht_pool_init(struct ht_pool *p);
void ht_pool_fini(struct ht_pool *p);
uint32_t ht_text_intern(struct ht_texts *t, const char *s, size_t len);
const char *ht_text(const struct ht_texts *t, uint32_t number, size_t *len);

/* Gives the columns their places. */
void ht_dschema_layout(struct ht_dschema *d);

/* The cells of R in the order of the columns' fields. */
void ht_cells(const struct ht_dschema *d, const struct ht_record *r, struct ht_cell *cell);

/* Makes the feature of one record in OUT (d->size bytes): columns, fingerprint and keys.  Not the record's
 * place and not its id. */
void ht_feat_make(const struct ht_dschema *d, struct ht_pool *p, const struct ht_cell *cell, unsigned char *out);

/* Reads a date as it is written in ledgers, canonical or not: 2008-01-15, 15/1/2008, 1-2008, 15.01.08, 00/00/1957,
 * 25T (an age, on the day ON).  Unknown parts are 0. */
struct ht_fdate ht_fdate_read(const char *s, size_t len, const struct ht_fdate *on);
/* The first three groups of digits in S, whatever stands between them: values and lengths; returns how many. */
size_t ht_digit_groups(const char *s, size_t len, int *v, size_t *digits);
/* The year that Y, written with that many digits, means. */
int ht_full_year(int y, size_t digits);

/* Reads the units of a place, small to large with commas between them: "xã Tân Lợi, huyện Kiến Xương, tỉnh Thái Bình".
 * Unknown units of OUT stay as they are. */
void ht_fplace_read(const char *s, size_t len, struct ht_fplace *out);

#define HT_FEAT_AT(type, feat, d, c) ((const type *)(const void *)((feat) + (d)->col[c].at))
static inline const struct ht_feat *
ht_feat_head(const unsigned char *f)
{
    return (const struct ht_feat *)(const void *)f;
}
static inline const uint32_t *
ht_feat_keys(const struct ht_dschema *d, const unsigned char *f)
{
    return (const uint32_t *)(const void *)(f + d->keys_at);
}

#endif
