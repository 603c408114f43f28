/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --manifest=FILE: what a run read, wrote and counted, as JSON, for the record of a delivery and for "hotich
 * merge".  Inputs and outputs with their SHA-256, counts that balance (read = written + rejected + merged),
 * tool, version, and the SHA-256 of every code list.
 */
#ifndef HT_TOOLS_MANIFEST_H
#define HT_TOOLS_MANIFEST_H

#include <stdint.h>

#include "base/io.h"
#include "tools/tool.h"

/* NULL after reporting, if this build has no digests. */
struct ht_manifest *ht_manifest_new(const char *path, struct ht_diag *d);
void ht_manifest_input(struct ht_manifest *m, const char *name, const char *hex, uint64_t bytes,
                       uint64_t records);
void ht_manifest_output(struct ht_manifest *m, const char *name, const char *hex, uint64_t bytes,
                        uint64_t records);

/* Writes the file: T gives name, counts and lists.  HT_OK or HT_FAIL after reporting. */
enum ht_rc ht_manifest_write(struct ht_manifest *m, const struct ht_tool *t);
void ht_manifest_free(struct ht_manifest *m);           /* NULL is fine */

/* Hooks for readers: ask for the digest when an input is opened, note it when it is done.  ARG is the manifest
 * or NULL, when they do nothing. */
void ht_manifest_opened(void *arg, struct ht_in *in);
void ht_manifest_done(void *arg, struct ht_in *in, uint64_t records);

#endif
