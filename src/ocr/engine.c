/* SPDX-License-Identifier: BSD-2-Clause */
/* Tesseract's C interface. */
#include "config.h"
#include "ocr/engine.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/nfc.h"

struct ht_engine {
    TessBaseAPI *api;
};

/* OpenMP read its environment when the program was loaded, so OMP_THREAD_LIMIT would come too late; and Tesseract asks
 * for four threads by number.  No level of parallel regions is what it obeys.  A Tesseract without OpenMP has no such
 * function. */
void
ht_engine_single(void)
{
    union {
        void *symbol;
        void (*function)(int levels);
    } set = { dlsym(RTLD_DEFAULT, "omp_set_max_active_levels") };
    if (set.symbol)
        set.function(0);
}

struct ht_engine *
ht_engine_new(void)
{
    struct ht_engine *e = ht_calloc(1, sizeof *e);
    e->api = TessBaseAPICreate();
    if (!e->api || TessBaseAPIInit2(e->api, NULL, "vie", OEM_LSTM_ONLY)) {
        ht_engine_free(e);
        return NULL;
    }
    TessBaseAPISetVariable(e->api, "debug_file", "/dev/null");
    TessBaseAPISetVariable(e->api, "tessedit_do_invert", "0");
    return e;
}

void
ht_engine_free(struct ht_engine *e)
{
    if (!e)
        return;
    if (e->api) {
        TessBaseAPIEnd(e->api);
        TessBaseAPIDelete(e->api);
    }
    free(e);
}

static void
add_word(TessResultIterator *it, TessPageIterator *at, struct ht_page_word *w, int dx, int dy, struct ht_words *out)
{
    struct ht_buf nfc = HT_BUF_INIT;
    char *s = TessResultIteratorGetUTF8Text(it, RIL_WORD);
    if (s && *s && TessPageIteratorBoundingBox(at, RIL_WORD, &w->x0, &w->y0, &w->x1, &w->y1)) {
        float conf = TessResultIteratorConfidence(it, RIL_WORD);
        w->conf = conf < 0 ? 0 : conf > 100 ? 100 : (int)conf;
        w->x0 += dx, w->x1 += dx, w->y0 += dy, w->y1 += dy;
        ht_nfc(&nfc, s, strlen(s));
        ht_words_add(out, nfc.s, nfc.len, w);
    }
    if (s)
        TessDeleteText(s);
    ht_buf_fini(&nfc);
}

static void
take_words(struct ht_engine *e, int dx, int dy, struct ht_words *out)
{
    TessResultIterator *it = TessBaseAPIGetIterator(e->api);
    struct ht_page_word w = { .line = out->n ? out->v[out->n - 1].line + 1 : 1 };
    if (!it)
        return;
    TessPageIterator *at = TessResultIteratorGetPageIterator(it);
    do {
        if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE) && out->n)
            w.line = out->v[out->n - 1].line + 1;
        add_word(it, at, &w, dx, dy, out);
    } while (TessResultIteratorNext(it, RIL_WORD));
    TessResultIteratorDelete(it);
}

bool
ht_engine_read(struct ht_engine *e, PIX *pix, int dpi, enum ht_layout layout, const char *alphabet, int dx, int dy,
               struct ht_words *out)
{
    static const TessPageSegMode mode[] = {
        [HT_LAYOUT_LINE] = PSM_SINGLE_LINE,
        [HT_LAYOUT_BLOCK] = PSM_SINGLE_BLOCK,
        [HT_LAYOUT_SPARSE] = PSM_SPARSE_TEXT,
    };
    TessBaseAPISetPageSegMode(e->api, mode[layout]);
    TessBaseAPISetVariable(e->api, "tessedit_char_whitelist", alphabet ? alphabet : "");
    TessBaseAPISetImage2(e->api, pix);
    TessBaseAPISetSourceResolution(e->api, dpi);
    bool ok = !TessBaseAPIRecognize(e->api, NULL);
    if (ok)
        take_words(e, dx, dy, out);
    TessBaseAPIClear(e->api);
    return ok;
}
