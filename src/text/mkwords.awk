# SPDX-License-Identifier: BSD-2-Clause
# data/words.tsv (word, occurrences in law texts, as family, middle and given name, as first, inner and last word of a
# place name, in names of ethnic groups) to the rows that lexicon.c includes: WORD("word", cost, family, middle, given, first, inner, last).  The
# cost is -10 ln P, P a mixture of the relative frequencies in law, names, places and groups; what follows is how much more it
# costs in that position of a name or place.  Frequencies are relative to the words that are not ASCII, because those
# alone tell encodings apart.
BEGIN { FS = "\t"; law = 0.4; names = 0.37; places = 0.2; groups = 0.03; known = 0.85 }
NR == 1 || /^#/ { next }
{
    word[++n] = $1
    for (i = 2; i <= 9; i++)
        count[n, i] = $i
    if ($1 !~ /[\200-\377]/)
        next
    for (i = 2; i <= 9; i++)
        total[i] += $i
}
END {
    all_names = total[3] + total[4] + total[5]
    all_places = total[6] + total[7] + total[8]
    for (k = 1; k <= n; k++) {
        name = (count[k, 3] + count[k, 4] + count[k, 5]) / all_names
        place = (count[k, 6] + count[k, 7] + count[k, 8]) / all_places
        p = law * count[k, 2] / total[2] + names * name + places * place + groups * count[k, 9] / total[9]
        row = sprintf("WORD(\"%s\", %d", word[k], int(-10 * log(p) + 0.5))
        for (i = 3; i <= 8; i++) {
            whole = i <= 5 ? name : place
            there = known * (0.8 * count[k, i] / total[i] + 0.2 * whole) + (1 - known) * p
            d = int(10 * log(p / there) + 100.5) - 100
            row = row ", " (d < -100 ? -100 : d > 100 ? 100 : d)
        }
        print row ")"
    }
}
