/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading places as they are written: from the end province, district, commune; a word that names the level wins over
 * the position.
 */
#include "config.h"
#include "dedupe/feat.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "text/fold.h"

#define PART_MAX 512                    /* bytes of a folded part that are kept */

/* Words that name the level of a unit; they are dropped from its name. */
static const struct { const char *word; int8_t level; } unit_words[] = {
    { "uy ban nhan dan", -1 }, { "ubnd", -1 }, { "uy ban", -1 }, { "phong tu phap", -1 }, { "so tu phap", -1 },
    { "thi tran", 0 }, { "phuong", 0 }, { "xa", 0 }, { "tt", 0 }, { "p", 0 }, { "x", 0 }, { "f", 0 },
    { "thi xa", 1 }, { "huyen", 1 }, { "quan", 1 }, { "tx", 1 }, { "h", 1 }, { "q", 1 },
    { "thanh pho", 3 }, { "tp", 3 }, { "tinh", 2 }, { "t", 2 },
};

/* Takes the words off the front of the folded S; returns the level, -1: not said, 3: city of either level. */
static int
unit_level(const char **s, size_t *len)
{
    int level = -1;
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < HT_COUNT(unit_words) && !again; i++) {
            size_t n = strlen(unit_words[i].word);
            if (*len > n + 1 && !memcmp(*s, unit_words[i].word, n) && (*s)[n] == ' ') {
                if (unit_words[i].level >= 0 && level >= 0)
                    return level;
                if (unit_words[i].level >= 0)
                    level = unit_words[i].level;
                *s += n + 1;
                *len -= n + 1;
                again = true;
            }
        }
    }
    return level;
}

/* "trạm y tế xã Tân Lợi": what stands before the word for the unit is dropped too. */
static int
inner_level(const char **s, size_t *len)
{
    for (size_t i = *len; i > 1; i--) {
        if ((*s)[i - 1] != ' ')
            continue;
        const char *p = *s + i;
        size_t n = *len - i;
        int level = unit_level(&p, &n);
        if (level >= 0) {
            *s = p;
            *len = n;
            return level;
        }
    }
    return -1;
}

static uint32_t
unit_hash(const char *s, size_t len)
{
    while (len > 1 && *s == '0') {      /* "quận 01" */
        s++;
        len--;
    }
    return (uint32_t)(ht_hash(s, len, 7) >> 32) | 1;
}

void
ht_fplace_read(const char *s, size_t len, struct ht_fplace *out)
{
    char text[PART_MAX];
    int next = 2;
    for (size_t end = len; end > 0 && next >= 0;) {
        size_t start = end;
        while (start > 0 && s[start - 1] != ',' && s[start - 1] != ';')
            start--;
        size_t n = ht_fold_to(text, sizeof text, s + start, end - start);
        const char *p = text;
        int level = unit_level(&p, &n);
        if (level < 0)
            level = inner_level(&p, &n);
        if (level == 3)
            level = next == 2 ? 2 : 1;
        if (level < 0)
            level = next;
        if (n && level <= next) {
            out->unit[level] = unit_hash(p, n);
            next = level - 1;
        }
        end = start ? start - 1 : 0;
    }
}
