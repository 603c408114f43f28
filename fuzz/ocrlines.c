/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as the output of hotich-ocr. */
#include "config.h"
#include "formats/ocrlines.h"
#include "pages.h"

static enum ht_rc
read_lines(const struct ht_format_job *job, struct ht_rows *to)
{
    bool ended;
    return ht_ocr_lines_read(job, job->in, to, &ended);
}

static int
bid_lines(const unsigned char *s, size_t n)
{
    (void)s, (void)n;
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct ht_format lines = { .name = "ocrlines", .bid = bid_lines, .read = read_lines };
    return fuzz_pages(&lines, data, size);
}
