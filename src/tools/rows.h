/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows of option tables that several programs have, each for its own struct of values: TYPE has members of the options'
 * names.  Filters of records have all of them, and more, in ht_common_options.
 */
#ifndef HT_TOOLS_ROWS_H
#define HT_TOOLS_ROWS_H

#include <stddef.h>

#include "base/opt.h"
#include "base/prog.h"
#include "base/progress.h"

#define HT_OUTPUT_ROW(type) \
    { 'o', "output", HT_OPT_OUT, offsetof(type, output), N_("FILE"), \
      N_("write to FILE, which appears when it is complete"), NULL }

/* How much is said while it runs. */
#define HT_TALK_ROWS(type) \
    { 0, "progress", HT_OPT_OPTSTR, offsetof(type, progress), N_("WHEN"), \
      N_("draw a progress line: auto, always or never"), ht_progress_whens }, \
    { 'q', "quiet", HT_OPT_FLAG, offsetof(type, quiet), NULL, N_("no notes, only warnings and errors"), NULL }, \
    { 'v', "verbose", HT_OPT_FLAG, offsetof(type, verbose), NULL, N_("say what is done, end with the counts"), NULL }

/* The last rows of a table: everybody has them. */
#define HT_LAST_ROWS(type) \
    { 'h', "help", HT_OPT_FLAG, offsetof(type, help), NULL, N_("print this help"), NULL }, \
    { 'V', "version", HT_OPT_FLAG, offsetof(type, version), NULL, N_("print the version"), NULL }, \
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL }

#endif
