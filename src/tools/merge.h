/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich merge": the parts that many runs made become what one run would have made. */
#ifndef HT_TOOLS_MERGE_H
#define HT_TOOLS_MERGE_H

/* hotich merge [OPTION]... MANIFEST...; returns the exit status. */
int ht_merge_main(int argc, char **argv);

#endif
