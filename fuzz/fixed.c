/* SPDX-License-Identifier: BSD-2-Clause */
/* Fuzz target: any bytes as text in columns of fixed width; the first byte says where the columns are. */
#include "config.h"
#include "formats.h"
#include "formats/map.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    struct ht_map_layout layout[] = {
        { (char[]){ "so" }, 0, 1u + (*data & 15), *data & 16 },
        { (char[]){ "nksHoTen" }, *data & 63, 10, *data & 32 },
        { (char[]){ "nksNgaySinh" }, 40, 1u << (*data >> 5), *data & 64 },
    };
    struct ht_map_file map = { .layout = layout, .nlayout = sizeof layout / sizeof *layout };
    const struct ht_format_job job = { .map = &map };
    return fuzz_format_job(&ht_format_fixed, data + 1, size - 1, 0, &job);
}
