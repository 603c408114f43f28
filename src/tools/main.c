/* SPDX-License-Identifier: BSD-2-Clause */
/* main of every program; HT_MAIN is the program's own function. */
#include "config.h"
#include "tools/mains.h"

int
main(int argc, char **argv)
{
    return HT_MAIN(argc, argv);
}
