/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the form printed under the writing: ruled lines and frames, and dotted leaders.  Both are taken out before
 * anything is read.  Of a rule only those pixels go that are as thin as the rule itself: what crosses or touches it, a
 * descender or the dot under a vowel, stays whole.
 */
#include "config.h"
#include "ocr/clean.h"

#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ocr/leader.h"
#include "ocr/pix.h"
#include "ocr/zero.h"

/* Longer than any stroke of a letter at 300 dpi. */
#define RULES_ACROSS "o60.1 + c31.1"
#define RULES_DOWN   "o1.100 + c1.31"
/* A grey rule is ink here and paper there: it is looked for among all that is darker than paper, but longer, since
 * letters run together in that light. */
#define FAINT_ACROSS "o200.1 + c31.1"
#define FAINT_DOWN   "o1.200 + c1.31"
enum { THICKEST = 24,                   /* pixels of a rule; what is thicker is no rule but goes as well */
       FAINT = 205,                     /* darker than paper, whose grain reaches down to about 220 */
       FAINT_THICKEST = 16,             /* what is grey and thicker is a tinted cell */
       WINDOW = 25,                     /* places to both sides that say how thick it is here */
       DOT = 12,                        /* widest dot under a vowel */
       DARKER = 25,                     /* so much darker than the rule is other ink */
       CRUMB = 3,                       /* what is left of a rule and thinner than this goes as well */
       HALO = 2 };

/* A rule's direction: the same is done along rows and along columns. */
struct way {
    int across_x, across_y;             /* a step across */
};

static const struct way flat = { 0, 1 }, upright = { 1, 0 };

/* How far ink reaches from (X, Y) across the rule, to the side SIGN, at most THICKEST. */
static int
reach(PIX *ink, const struct way *w, int x, int y, int sign)
{
    int n = 0;
    while (n <= THICKEST && ht_pix_at(ink, x + sign * (n + 1) * w->across_x, y + sign * (n + 1) * w->across_y))
        n++;
    return n;
}

/* What is dark across the rule at one place along it. */
struct run {
    int x, y;                           /* where the rule begins there */
    int before, behind;                 /* ink before and behind that pixel */
    int dark;                           /* its darkest grey */
    bool keep;                          /* it is more than the rule */
};

static int
thick(const struct run *r)
{
    return r->before + 1 + r->behind;
}

/* The value that half of the N counted ones do not exceed. */
static int
median(const int *count, int n)
{
    int seen = 0, v = 0;
    while (2 * (seen += count[v]) < n)
        v++;
    return v;
}

/* How much more than the rule around it run I of N is: pixels of thickness, and one more if it is darker. */
static int
excess(const struct run *run, int n, int i)
{
    int size[2 * THICKEST + 4] = { 0 }, dark[256] = { 0 }, all = 0;
    for (int k = i < WINDOW ? 0 : i - WINDOW; k < n && k <= i + WINDOW; k++, all++) {
        size[thick(&run[k])]++;
        dark[run[k].dark]++;
    }
    return thick(&run[i]) - median(size, all) + (run[i].dark + DARKER < median(dark, all));
}

/*
 * Keeps what crosses or touches the rule: places side by side where it is thicker than around.  One or two of them are
 * the steps of a line that is not quite level; a dot under a vowel is 4 to 12 wide and may stand out by 2 pixels only.
 */
static void
find_crossings(struct run *run, int n)
{
    int *over = ht_calloc((size_t)n + 1, sizeof *over);
    for (int i = 0; i < n; i++)
        over[i] = excess(run, n, i);
    for (int i = 0, end; i < n; i = end) {
        int most = over[i];
        for (end = i + 1; over[i] > 0 && end < n && over[end] > 0; end++)
            most = over[end] > most ? over[end] : most;
        bool keep = end - i >= 3 && most >= (end - i <= DOT ? 2 : 4);
        for (int k = i; k < end; k++)
            run[k].keep = keep || over[k] > THICKEST / 2;
    }
    free(over);
}

/* The darkest grey of the run. */
static int
darkest(PIX *gray, const struct way *w, const struct run *r)
{
    l_uint32 least = 255, v;
    for (int i = -r->before; i <= r->behind; i++)
        if (!pixGetPixel(gray, r->x + i * w->across_x, r->y + i * w->across_y, &v) && v < least)
            least = v;
    return (int)least;
}

static void
blank_across(struct ht_scan *s, const struct way *w, int x, int y, int before, int behind)
{
    for (int i = -before - HALO; i <= behind + HALO; i++) {
        int px = x + i * w->across_x, py = y + i * w->across_y;
        if (i >= -before && i <= behind)
            pixSetPixel(s->strokes, px, py, 0);
        if (!ht_pix_at(s->strokes, px, py))
            pixSetPixel(s->text, px, py, 255);
    }
}

/* Uneven ink leaves crumbs where a rule was. */
static void
take_crumbs(struct ht_scan *s, int x0, int y0, int bw, int bh)
{
    BOX *box = boxCreate(x0, y0, bw, bh);
    PIX *near = box ? pixClipRectangle(s->strokes, box, NULL) : NULL;
    BOXA *boxes = near ? pixConnCompBB(near, 8) : NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if ((w <= CRUMB || h <= CRUMB) && y > 0 && x > 0 && y + h < pixGetHeight(near) && x + w < pixGetWidth(near)) {
            ht_pix_blank(s->strokes, x0 + x, y0 + y, w, h);
            ht_pix_blank(s->text, x0 + x - 1, y0 + y - 1, w + 2, h + 2);
        }
    }
    boxaDestroy(&boxes);
    ht_pix_drop(&near);
    boxDestroy(&box);
}

/* Takes one rule of INK out; its box is (X0, Y0, BW, BH). */
static void
take_rule(struct ht_scan *s, PIX *ink, PIX *rule, const struct way *w, int x0, int y0, int bw, int bh)
{
    int along = w->across_y ? bw : bh, across = w->across_y ? bh : bw, n = 0;
    struct run *run = ht_calloc((size_t)along + 1, sizeof *run);
    for (int i = 0; i < along; i++)
        for (int k = 0; k < across; k++) {
            int x = x0 + (w->across_y ? i : k), y = y0 + (w->across_y ? k : i);
            if (!ht_pix_at(rule, x, y) || !ht_pix_at(ink, x, y))
                continue;
            run[n] = (struct run){ x, y, reach(ink, w, x, y, -1), reach(ink, w, x, y, 1), 0, false };
            run[n].dark = darkest(s->gray, w, &run[n]);
            n++;
            break;
        }
    find_crossings(run, n);
    for (int i = 0; i < n; i++)
        if (!run[i].keep)
            blank_across(s, w, run[i].x, run[i].y, run[i].before, run[i].behind);
    free(run);
    take_crumbs(s, x0 - 2 * HALO, y0 - 2 * HALO, bw + 4 * HALO, bh + 4 * HALO);
}

/* Takes out the rules that FIND leaves of INK, if they are at most THICK pixels across. */
static bool
take_rules(struct ht_scan *s, PIX *ink, const char *find, const struct way *w, int thick)
{
    PIX *rule = pixMorphSequence(ink, find, 0);
    BOXA *boxes = rule ? pixConnCompBB(rule, 8) : NULL;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, bw, bh;
        boxaGetBoxGeometry(boxes, i, &x, &y, &bw, &bh);
        if ((w->across_y ? bh : bw) <= thick)
            take_rule(s, ink, rule, w, x, y, bw, bh);
    }
    bool ok = boxes;
    boxaDestroy(&boxes);
    ht_pix_drop(&rule);
    return ok;
}

static bool
take_faint_rules(struct ht_scan *s)
{
    PIX *dim = pixThresholdToBinary(s->text, FAINT);
    bool ok = dim && take_rules(s, dim, FAINT_ACROSS, &flat, FAINT_THICKEST) &&
              take_rules(s, dim, FAINT_DOWN, &upright, FAINT_THICKEST);
    ht_pix_drop(&dim);
    return ok;
}

bool
ht_scan_strip(struct ht_scan *s)
{
    s->text = pixCopy(NULL, s->gray);
    s->strokes = pixCopy(NULL, s->ink);
    return s->text && s->strokes && take_rules(s, s->ink, RULES_ACROSS, &flat, INT_MAX) &&
           take_rules(s, s->ink, RULES_DOWN, &upright, INT_MAX) && take_faint_rules(s) &&
           ht_leaders_take(s->text, s->strokes) && ht_zeros_open(s->text, s->strokes);
}
