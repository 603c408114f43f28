/* SPDX-License-Identifier: BSD-2-Clause */
/* text/repair: what is repaired, what is left alone, and that doing it twice does no more than once */
#include "config.h"

#include "base/mem.h"
#include "tap.h"
#include "text/detect_int.h"

static const struct { const char *in, *out; unsigned by; } cases[] = {
    /* tone typed before circumflex or breve; NFC has composed the first of them already */
    { "Tr\u00e0\u0302n", "Trần", HT_REPAIR_TONE_ORDER },
    { "B\u00e1\u0306c", "Bắc", HT_REPAIR_TONE_ORDER },
    { "TI\u00c9\u0302N", "TIẾN", HT_REPAIR_TONE_ORDER },
    { "\u1ecd\u0302", "ộ", HT_REPAIR_TONE_ORDER },
    { "\u00fa\u0302", "\u00fa\u0302", 0 },              /* there is no ấ of u */
    /* look-alikes of đ, only where a Vietnamese syllable begins */
    { "\u00d0\u1ed7 \u00f0\u1ed3ng", "Đỗ đồng", HT_REPAIR_D_STROKE },
    { "\u0189inh \u0256inh \u018ainh \u0257inh", "Đinh đinh Đinh đinh", HT_REPAIR_D_STROKE },
    { "d\u0335inh D\u0335inh", "đinh Đinh", HT_REPAIR_D_STROKE },
    { "\u20abường", "đường", HT_REPAIR_D_STROKE },
    { "100\u20ab", "100\u20ab", 0 },
    { "\u00d0or\u0111e \u00deór\u00f0ur", "\u00d0or\u0111e \u00deór\u00f0ur", 0 },
    { "Gu\u00f0rún", "Gu\u00f0rún", 0 },
    /* characters that are not seen */
    { "Ng\u200bu\u200cy\u200dễn\ufeff", "Nguyễn", HT_REPAIR_HIDDEN },
    { "Nguy\u00adễn", "Nguyễn", HT_REPAIR_HIDDEN },
    { "Lê\u00a0Văn\u202fÁnh\u3000Tú", "Lê Văn Ánh Tú", HT_REPAIR_SPACE },
    { "\uff21\uff22\uff11\uff0f\uff12", "AB1/2", HT_REPAIR_WIDTH },
    { "\u962e\u3000\u6587\uff08\u5b89\uff09", "\u962e\u3000\u6587\uff08\u5b89\uff09", 0 },
    { "\u1780\u17d2\u200b\u1798\u17c2\u179a", "\u1780\u17d2\u200b\u1798\u17c2\u179a", 0 },     /* Khmer needs them */
    /* the person's spelling, and names of all peoples */
    { "hòa hoà thủy thuỷ Lý Lí Mỹ Mĩ", "hòa hoà thủy thuỷ Lý Lí Mỹ Mĩ", 0 },
    { "Y \u0243l\u014f Ê\u0306ban", "Y \u0243l\u014f Ê\u0306ban", 0 },
    { "H'Hen Niê, K\u2019Brêu, Krông Pắk, Đắk Lắk", "H'Hen Niê, K\u2019Brêu, Krông Pắk, Đắk Lắk", 0 },
    { "Größe Muñoz François Ærø", "Größe Muñoz François Ærø", 0 },
    { "\U00021a38\u5583", "\U00021a38\u5583", 0 },
    { "", "", 0 },
};

int
main(void)
{
    struct ht_buf once = HT_BUF_INIT, twice = HT_BUF_INIT;
    for (size_t i = 0; i < HT_COUNT(cases); i++) {
        unsigned by = 0, again = 0;
        ht_buf_clear(&once);
        ht_buf_clear(&twice);
        bool done = repair_text(cases[i].in, strlen(cases[i].in), &once, &by);
        const char *got = done ? once.s : cases[i].in;
        tap_str(got, cases[i].out, __FILE__, __LINE__, cases[i].in);
        tap_int(by, cases[i].by, __FILE__, __LINE__, "named in by=");
        CHECK(!repair_text(got, strlen(got), &twice, &again) && !again);
    }
    ht_buf_fini(&once);
    ht_buf_fini(&twice);
    return tap_done();
}
