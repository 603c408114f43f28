/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A fuzz target is one file that defines this function.  It takes any bytes, returns 0, leaks nothing and ends the
 * program (abort) if a promise is broken.  Diagnostics of the code under test are not wanted: main.c closes standard
 * error, libFuzzer does with -close_fd_mask=2 and keeps its own reports.
 */
#ifndef HT_FUZZ_H
#define HT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
