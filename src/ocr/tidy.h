/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readings of writing that stands on a printed leader.  The dots that cleaning could not take away are read as full
 * stops, those that it took too many of are missing from dates, and a hyphen over a dot looks like a colon.
 */
#ifndef HT_OCR_TIDY_H
#define HT_OCR_TIDY_H

#include "base/buf.h"
#include "model/schema.h"

/* Takes out of TEXT, a reading of a field of KIND, what the leader put in, and puts back what it hid.  Stops behind
 * abbreviations (TP., Q.) and between digits stay. */
void ht_tidy_leader(struct ht_buf *text, enum ht_kind kind);

#endif
