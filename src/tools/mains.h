/* SPDX-License-Identifier: BSD-2-Clause */
/* The mains of all programs. */
#ifndef HT_TOOLS_MAINS_H
#define HT_TOOLS_MAINS_H

#define PROGRAM(verb, text) int ht_main_##verb(int argc, char **argv);
#include "tools/programs.def"
#undef PROGRAM
int ht_main_hotich(int argc, char **argv);

#endif
