/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich search" and "hotich extract": a ward looks a person up and prints the entry. */
#ifndef HT_TOOLS_LOOKUP_H
#define HT_TOOLS_LOOKUP_H

int ht_search_main(int argc, char **argv);      /* hotich search [OPTION]... FILE QUERY... */
int ht_extract_main(int argc, char **argv);     /* hotich extract [OPTION]... FILE ID */

#endif
