/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A directory that appears whole or not at all.
 *
 * Files are written into PATH.tmpPID-N; at the commit everything is synced and that directory takes PATH's
 * place in one step (renameat2 with RENAME_EXCHANGE where the system has it), so that a reader sees the old
 * deliverable or the new one and never a mixture.  Until then the old one is not touched.  What a killed run
 * left behind is recognised by its lock and removed by the next run for the same PATH.
 */
#ifndef HT_BASE_DIR_H
#define HT_BASE_DIR_H

#include <stdbool.h>

#include "base/io.h"

struct ht_dir;

/*
 * Begins a directory that will replace PATH (which may not exist, may be empty, or must be one that OURS says may
 * be replaced: it gets PATH and its answer true means "this is an earlier deliverable").  NULL after reporting:
 * something else stands there (exit 2), or it cannot be made (exit 3).
 */
struct ht_dir *ht_dir_open(const char *path, bool (*ours)(const char *path), struct ht_diag *d);

/* The same; what killed runs left beside PATH is shown to LEFT before it is removed: it may take files over. */
typedef void ht_dir_left(void *arg, struct ht_dir *dir, const char *leftover);
struct ht_dir *ht_dir_open_after(const char *path, bool (*ours)(const char *path), ht_dir_left *left, void *arg,
                                 struct ht_diag *d);
/* Moves NAME from LEFTOVER into the directory; false if it cannot be. */
bool ht_dir_take_in(struct ht_dir *dir, const char *leftover, const char *name);

/* Opens NAME (no slash in it, not used before) in the directory.  Close or abandon it before the commit. */
struct ht_out *ht_dir_file(struct ht_dir *dir, const char *name, unsigned flags);

/* The path of NAME while the directory is not committed; valid until the next call. */
const char *ht_dir_path(struct ht_dir *dir, const char *name);
/* For files that something else than ht_dir_file makes: they are removed with the rest. */
void ht_dir_own(struct ht_dir *dir, const char *name);

/* Removes NAME, which was only needed for a while. */
void ht_dir_drop(struct ht_dir *dir, const char *name);

/* Makes a file that something else wrote private and durable.  HT_FAIL after reporting. */
enum ht_rc ht_dir_settle(struct ht_dir *dir, const char *name);
/* Moves a finished file out of the directory to PATH, in one step. */
enum ht_rc ht_dir_take_out(struct ht_dir *dir, const char *name, const char *path);

/* Syncs, swaps, removes the old directory, frees DIR.  HT_OK, or HT_FAIL after reporting: PATH is as it was. */
enum ht_rc ht_dir_commit(struct ht_dir *dir);

/* Removes everything written and frees DIR.  NULL is fine. */
void ht_dir_abandon(struct ht_dir *dir);

/* Removes the directories that are open, for the signal handler; async-signal-safe. */
void ht_dir_cleanup(void);

/* True if PATH has no entries; false too if it is no directory. */
bool ht_dir_is_empty(const char *path);

/* Calls FN for every entry of PATH but . and .., in byte order of the names; stops when FN returns HT_FAIL.
 * HT_FAIL after reporting. */
typedef enum ht_rc ht_dir_entry(void *arg, const char *name, bool is_regular, uint64_t size);
enum ht_rc ht_dir_each(const char *path, ht_dir_entry *fn, void *arg, struct ht_diag *d);

/* True if every entry of directory PATH is a regular file whose name OURS accepts. */
bool ht_dir_holds_only(const char *path, bool (*ours)(const void *arg, const char *name), const void *arg);

/* Calls FN with the full path of every regular file below PATH; links are not followed.  A directory's files come in
 * byte order, before those of the directories in it. */
enum ht_rc ht_dir_walk(const char *path, ht_dir_entry *fn, void *arg, struct ht_diag *d);

/* Makes PATH and the directories above it, 0700.  HT_FAIL after reporting. */
enum ht_rc ht_dir_make(const char *path, struct ht_diag *d);

/* Takes the lock of directory PATH; returns a descriptor that holds it while it is open, in children too, or -1 after
 * reporting that another process has it.  Waits two seconds: children of a process that was killed may be ending. */
int ht_dir_lock(const char *path, struct ht_diag *d);

/* True if NAME is that of an unfinished output (X.tmpPID-N).  Whoever holds the lock of its directory knows that the
 * writer is gone; asking for the process would not do, since nobody may have waited for it yet. */
bool ht_dir_is_temp(const char *name);

#endif
