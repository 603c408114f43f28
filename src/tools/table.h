/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-dedupe --fields: a table of any format in, the same table as CSV out, with a column that names the cluster
 * of each row.
 */
#ifndef HT_TOOLS_TABLE_H
#define HT_TOOLS_TABLE_H

#include "dedupe/table.h"
#include "tools/tool.h"

/* The source of tool T, whose only one it is: reads T's files and writes T's output.  TABLE is borrowed. */
struct ht_source *ht_table_source(struct ht_tool *t, struct ht_table *table);

#endif
