/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes as recognised pages, with a page template and the captions of data/headers.tsv. */
#ifndef HT_FUZZ_PAGES_H
#define HT_FUZZ_PAGES_H

#include "formats.h"
#include "formats/header.h"
#include "formats/map.h"
#include "model/codelist.h"

static inline int
fuzz_pages(const struct ht_format *format, const uint8_t *data, size_t size)
{
    static const char page[] =
        "# KS\tfuzz\t1000\t1000\t300\n"
        "kind\tfield\tvalue\tlabel\tlabel_x\tlabel_y\tx\ty\tw\th\tlines\tfirst_line_x\n"
        "value\tso\t\tSố\t10\t10\t100\t5\t300\t50\t1\t100\n"
        "value\tquyenSo\t\tQuyển số\t500\t10\t700\t5\t200\t50\t1\t700\n"
        "value\tnksHoTen\t\tHọ, chữ đệm, tên\t10\t200\t400\t195\t500\t50\t1\t400\n"
        "value\tnksNoiSinh\t\tNơi sinh\t10\t400\t10\t395\t900\t120\t2\t250\n"
        "tick\tloaiDangKy\tđúng hạn\tĐúng hạn\t80\t700\t10\t700\t50\t50\t\t\n";
    static const struct ht_diag_opts opts = { .prog = "fuzz", .quiet = true };
    static struct ht_map_file map;
    static struct ht_header_book *book;
    static struct ht_diag *diag;
    if (!diag) {
        diag = ht_diag_new(&opts);
        if (ht_template_parse(&map.pages, page, sizeof page - 1, "fuzz", diag))
            abort();
        book = ht_header_book_new(ht_lists_dir(NULL), diag);
    }
    const struct ht_format_job job = { .map = &map, .book = book };
    return fuzz_format_job(format, data, size, 0, &job);
}

#endif
