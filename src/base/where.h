/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the lists, the translations and the internal programs lie.  Each has an environment variable, which whoever
 * reads a directory asks and which child processes inherit; ht_where_start sets those that are not set:
 *
 *   - a program of a build tree takes them from the file hotich.env beside it, which configure wrote;
 *   - a program that lies under another root than it was configured for (make install DESTDIR=…, a package that was
 *     unpacked by hand) takes them from that root;
 *   - otherwise they stay unset and the configured directories hold.
 */
#ifndef HT_BASE_WHERE_H
#define HT_BASE_WHERE_H

/* Call before the first translation and before any thread. */
void ht_where_start(void);

/* The value of the environment variable VAR, or OTHERWISE if it is unset or empty. */
const char *ht_where(const char *var, const char *otherwise);

#endif
