# SPDX-License-Identifier: BSD-2-Clause
# data/words.tsv (word, occurrences in law texts, in names, in place names) to the rows WORD("word", cost) that lexicon.c
# includes.  The cost is -10 ln P, P a mixture of the three relative frequencies.
BEGIN { FS = "\t"; share[2] = 0.4; share[3] = 0.4; share[4] = 0.2 }
NR == 1 || /^#/ { next }
{
    word[++n] = $1
    for (i = 2; i <= 4; i++) {
        count[n, i] = $i
        total[i] += $i
    }
}
END {
    for (k = 1; k <= n; k++) {
        p = 0
        for (i = 2; i <= 4; i++)
            p += share[i] * count[k, i] / total[i]
        printf "WORD(\"%s\", %d)\n", word[k], int(-10 * log(p) + 0.5)
    }
}
