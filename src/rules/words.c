/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the lunar calendar.  Everything is compared without tone marks. */
#include "config.h"
#include "rules/check.h"

#include <string.h>

#include "text/fold.h"

#define MAX_WORDS 32

struct words {
    char text[256];
    const char *w[MAX_WORDS];
    int n;
};

static void
split(struct words *w, const char *s, size_t len)
{
    ht_fold_to(w->text, sizeof w->text, s, len);
    w->n = 0;
    for (char *p = w->text; *p && w->n < MAX_WORDS;) {
        w->w[w->n++] = p;
        p += strcspn(p, " ");
        if (*p)
            *p++ = '\0';
    }
}

bool
ht_lunar_words(const char *s, size_t len)
{
    static const char *const stem[] = { "giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham",
                                        "quy" };
    static const char *const branch[] = { "ty", "ti", "suu", "dan", "mao", "meo", "thin", "ngo", "mui", "than",
                                          "dau", "tuat", "hoi" };
    struct words w;
    split(&w, s, len);
    for (int i = 0; i + 1 < w.n; i++) {
        const char *a = w.w[i], *b = w.w[i + 1];
        if ((!strcmp(a, "am") && !strcmp(b, "lich")) ||
            (!strcmp(a, "thang") && (!strcmp(b, "gieng") || !strcmp(b, "chap") || !strcmp(b, "nhuan"))))
            return true;
        bool year_word = i == 0 || !strcmp(w.w[i - 1], "nam");
        for (size_t x = 0; year_word && x < HT_COUNT(stem); x++)
            for (size_t y = 0; !strcmp(a, stem[x]) && y < HT_COUNT(branch); y++)
                if (!strcmp(b, branch[y]))
                    return true;
    }
    return w.n > 0 && !strcmp(w.w[w.n - 1], "al");          /* ÂL */
}
