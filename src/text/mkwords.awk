# SPDX-License-Identifier: BSD-2-Clause
# data/words.tsv (word, occurrences in law texts, as family, middle and given name, as first, inner and last word of a
# place name, in names of ethnic groups, in sayings) to the rows that lexicon.c includes:
# WORD("word", cost, family, middle, given, first, inner, last).  The cost is -10 ln P, P a mixture of the relative
# frequencies in law, names, places and groups; what follows is how much more it costs in that position of a name or
# place.  Frequencies are relative to the words that are not ASCII, because those alone tell encodings apart.
#
# Places have words that are rare elsewhere, and what is common in law texts says little about them: a word that no
# known place has gets its share of what is kept back (absolute discounting), by its damped frequency elsewhere.
#
# Behind words.tsv come places.txt, sayings.txt and headers.tsv, names, phrases and captions that are known as a whole: the
# numbers of their words, from 1, as PLACE(…), SAYING(…) or, if a name follows what it says ("xã …"), OPENING(…).
BEGIN {
    FS = "\t"
    law = 0.37; names = 0.37; places = 0.2; groups = 0.03; sayings = 0.03
    known = 0.85                        # a name in its position is one of the list
    damping = 0.3; law_share = 0.01     # of the frequency elsewhere
    discount = 0.9                      # what each word of places gives to those not seen there
    anywhere = 6                        # how much the frequency in any position weighs, times the different words
}
FNR == 1 { files++ }
FNR == 1 && files == 1 || /^#/ { next }
files > 1 {
    phrase = ""
    last = split(tolower(files == 4 ? $2 : $0), part, /[^a-z\200-\377]+/)
    opens = part[last] == "\342\200\246"     # …
    for (i = 1; i <= last - opens; i++)
        if (part[i] != "" && !(part[i] in number))
            next                        # a word that is held out
        else if (part[i] != "")
            phrase = phrase (phrase == "" ? "" : ", ") number[part[i]]
    phrase = (files == 2 ? "PLACE(" : opens ? "OPENING(" : "SAYING(") phrase ")"
    if (phrase !~ /\(\)/ && !said[phrase]++)
        whole[++nwhole] = phrase
    next
}
{
    word[++n] = $1
    number[$1] = n
    for (i = 2; i <= 10; i++)
        count[n, i] = $i
    elsewhere = law_share * $2 + $3 + $4 + $5 + $9
    damped[n] = elsewhere > 0 ? elsewhere ^ damping : 0
    if ($1 !~ /[\200-\377]/)
        next
    for (i = 2; i <= 10; i++) {
        total[i] += $i
        different[i] += $i > 0
    }
    different_places += $6 + $7 + $8 > 0
    all_damped += damped[n]
}
# -10 ln of how much likelier P is than THERE, as a byte holds it.
function more(p, there,    d) {
    d = int(10 * log(p / there) + 1000.5) - 1000
    return d < -127 ? -127 : d > 127 ? 127 : d
}
END {
    all_names = total[3] + total[4] + total[5]
    all_places = total[6] + total[7] + total[8]
    kept_back = discount * different_places
    for (k = 1; k <= n; k++) {
        name = (count[k, 3] + count[k, 4] + count[k, 5]) / all_names
        seen = count[k, 6] + count[k, 7] + count[k, 8]
        p = law * count[k, 2] / total[2] + names * name + places * seen / all_places + groups * count[k, 9] / total[9]
        p += sayings * count[k, 10] / total[10]
        row = sprintf("WORD(\"%s\", %d", word[k], int(-10 * log(p) + 0.5))
        for (i = 3; i <= 5; i++)
            row = row ", " more(p, known * (0.8 * count[k, i] / total[i] + 0.2 * name) + (1 - known) * p)
        place = ((seen > discount ? seen - discount : 0) + kept_back * damped[k] / all_damped) / all_places
        for (i = 6; i <= 8; i++) {
            weight = anywhere * different[i]
            row = row ", " more(p, (count[k, i] + weight * place) / (total[i] + weight) + 1e-9)
        }
        print row ")"
    }
    for (k = 1; k <= nwhole; k++)
        print whole[k]
}
