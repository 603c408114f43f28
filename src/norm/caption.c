/* SPDX-License-Identifier: BSD-2-Clause */
/* Captions before numbers. */
#include "config.h"
#include "norm/caption.h"

#include <stdbool.h>
#include <string.h>

#include "text/fold.h"

const char *
ht_skip_caption(const char *s, const char *const *words)
{
    char fold[HT_NUMBER_MAX];
    size_t best = 0;
    while (*s == '\'')
        s++;
    if (!strncmp(s, "N°", strlen("N°")) || !strncmp(s, "Nº", strlen("Nº")))
        return s + strlen("N°") + strspn(s + strlen("N°"), " .");
    if (*s >= '0' && *s <= '9')
        return s;
    for (size_t cut = strnlen(s, HT_NUMBER_MAX); cut > 0; cut--) {
        char c = s[cut - 1];
        if (c != ' ' && c != ':' && c != '.' && !(s[cut] >= '0' && s[cut] <= '9'))
            continue;
        if (((unsigned char)s[cut] & 0xc0) == 0x80)
            continue;
        size_t end = cut;
        while (end > 0 && (s[end - 1] == ' ' || s[end - 1] == ':'))
            end--;
        ht_fold_to(fold, sizeof fold, s, end);
        for (size_t i = 0; !best && words[i]; i++)
            if (!strcmp(fold, words[i]))
                best = cut;
    }
    s += best;
    while (*s == ' ' || *s == ':' || *s == '.')
        s++;
    return s;
}
