/* SPDX-License-Identifier: BSD-2-Clause */
/* A model that was made without the strings it is asked for: rows as src/text/mkwords.awk prints them. */
#include "config.h"
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/mem.h"

/* The next number, which a comma stands before; ends the program if there is none. */
static int
number(const char **at)
{
    char *end = NULL;
    long n = **at == ',' ? strtol(*at + 1, &end, 10) : 0;
    if (!end) {
        fputs("accuracy: a model's row is short\n", stderr);
        exit(2);
    }
    *at = end;
    return (int)n;
}

static void
read_word(const char *s, struct ht_lexicon_word *w)
{
    const char *end = strchr(s, '"');
    w->s = ht_strndup(s, (size_t)(end - s));
    end++;
    w->cost = (int16_t)number(&end);
    for (int i = 0; i < HT_NPLACES; i++)
        w->more[i] = (int8_t)number(&end);
}

/* Numbers and a 0 behind them. */
static void
read_phrase(const char *s, uint16_t **list, size_t *n, size_t *cap)
{
    for (char *end; *s && *s != ')'; s = end + (*end == ',')) {
        *list = ht_grow(*list, cap, *n + 2, sizeof **list);
        (*list)[(*n)++] = (uint16_t)strtoul(s, &end, 10);
    }
    (*list)[(*n)++] = 0;
}

struct ht_lexicon_model *
read_model(const char *path, struct ht_diag *d)
{
    static const char *const titles[HT_NKNOWN] = { "PLACE(", "SAYING(", "OPENING(" };
    static const char word[] = "WORD(\"";
    struct ht_lexicon_model *m = ht_calloc(1, sizeof *m);
    struct ht_lexicon_word *words = NULL;
    uint16_t *known[HT_NKNOWN] = { NULL };
    size_t n, cap = 0, room[HT_NKNOWN] = { 0 };
    const char *s = ht_map_file(path, &n, d);
    if (!s)
        exit(3);
    struct ht_buf text = HT_BUF_INIT;   /* ends in a NUL */
    ht_buf_add(&text, s, n);
    ht_unmap(s, n);
    for (char *save = NULL, *line = strtok_r(text.s, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        if (!strncmp(line, word, sizeof word - 1)) {
            words = ht_grow(words, &cap, m->nwords + 1, sizeof *words);
            read_word(line + sizeof word - 1, &words[m->nwords++]);
        }
        for (int k = 0; k < HT_NKNOWN; k++)
            if (!strncmp(line, titles[k], strlen(titles[k])))
                read_phrase(line + strlen(titles[k]), &known[k], &m->nknown[k], &room[k]);
    }
    ht_buf_fini(&text);
    m->words = words;
    memcpy(m->known, known, sizeof known);
    return m;
}

void
free_model(struct ht_lexicon_model *m)
{
    for (size_t i = 0; i < m->nwords; i++)
        free((char *)(uintptr_t)m->words[i].s);
    free((void *)(uintptr_t)m->words);
    for (int k = 0; k < HT_NKNOWN; k++)
        free((void *)(uintptr_t)m->known[k]);
    free(m);
}
