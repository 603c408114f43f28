/* SPDX-License-Identifier: BSD-2-Clause */
/* How long things take, in seconds.  Only differences mean anything. */
#ifndef HT_BASE_CLOCK_H
#define HT_BASE_CLOCK_H

double ht_clock(void);                  /* time that passes */
double ht_clock_cpu(void);              /* processor time of this process, all its threads */

#endif
