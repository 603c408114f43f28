/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ways through the words of a cell that mixes encodings.
 *
 * A change of reading from one word to the next has its price, so that a cell does not fall apart without need.  The
 * cheapest ways are kept from word to word, and at the end that one is taken whose words make the best phrases: Vũ and
 * Vò are words, but only one of them is a surname.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/mixed_int.h"

enum {
    COST_SWITCH = 40,
    COST_SWITCH_BROKEN = 80             /* where damage explains as much */
};

/* Puts a step among the best of a word, of which there are *N, in order. */
static void
add_step(struct mix_step *steps, int *n, int sum, int state, int from)
{
    int i = *n;
    if (i == MIX_PATHS && sum <= steps[i - 1].sum)
        return;
    i -= i == MIX_PATHS;
    for (; i > 0 && steps[i - 1].sum < sum; i--)
        steps[i] = steps[i - 1];
    steps[i] = (struct mix_step){ sum, (uint8_t)state, (uint8_t)from };
    *n += *n < MIX_PATHS;
}

/* The best steps for each word, into STEPS; returns how many there are for the last. */
static int
find_steps(const struct mix *m, struct mix_step (*steps)[MIX_PATHS])
{
    int n = 0, price = m->broken ? COST_SWITCH_BROKEN : COST_SWITCH;
    for (size_t w = 0; w < m->nwords; w++) {
        int before = n;
        n = 0;
        for (int k = 0; k < m->nstates; k++) {
            int own = m->word[w].as[k].sum;
            if (own == MIX_IMPOSSIBLE)
                continue;
            own -= mix_price(m, &m->word[w], k);
            if (!w)
                add_step(steps[w], &n, own, k, 0);
            for (int i = 0; i < before; i++) {
                const struct mix_step *from = &steps[w - 1][i];
                add_step(steps[w], &n, from->sum + own - (from->state != k ? price : 0), k, i);
            }
        }
    }
    return n;
}

int
mix_straight(const struct mix *m, int k)
{
    int sum = 0;
    for (size_t w = 0; w < m->nwords; w++) {
        if (m->word[w].as[k].sum == MIX_IMPOSSIBLE)
            return MIX_IMPOSSIBLE;
        sum += m->word[w].as[k].sum;
    }
    return sum;
}

void
mix_write_path(const struct mix *m, const uint8_t *state, struct ht_buf *out)
{
    size_t done = 0;
    struct score score;
    for (size_t w = 0; w < m->nwords; w++) {
        const struct mix_word *word = &m->word[w];
        const struct mix_reading *as = &word->as[state[w]];
        read_as(m->det, AS_IS, m->cell.s + done, word->at - done, true, out, &score);
        ht_buf_add(out, m->texts.s + as->at, as->len);
        done = word->at + word->len;
    }
    read_as(m->det, AS_IS, m->cell.s + done, m->cell.len - done, true, out, &score);
}

void
mix_find_path(const struct mix *m, struct mix_path *out)
{
    struct mix_step (*steps)[MIX_PATHS] = ht_calloc(m->nwords, sizeof *steps);
    struct ht_buf text = HT_BUF_INIT, best = HT_BUF_INIT;
    struct mix_path path;
    int n = find_steps(m, steps);
    out->sum = MIX_IMPOSSIBLE;
    out->margin = HT_MARGIN_MAX;
    for (int i = 0; i < n; i++) {
        int at = i;
        for (size_t w = m->nwords; w-- > 0; at = steps[w][at].from)
            path.state[w] = steps[w][at].state;
        ht_buf_clear(&text);
        mix_write_path(m, path.state, &text);
        path.sum = steps[m->nwords - 1][i].sum - phrases_cost(m->det->lex, text.s, text.len);
        bool same = text.len == best.len && !memcmp(text.s, best.s, text.len);
        if (path.sum > out->sum) {
            path.margin = same ? out->margin : out->sum == MIX_IMPOSSIBLE ? HT_MARGIN_MAX : path.sum - out->sum;
            *out = path;
            ht_buf_clear(&best);
            ht_buf_add(&best, text.s, text.len);
        } else if (!same && out->sum - path.sum < out->margin) {
            out->margin = out->sum - path.sum;
        }
    }
    ht_buf_fini(&text);
    ht_buf_fini(&best);
    free(steps);
}
