/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bounds on what one input may make us hold.  Every size that comes from outside is compared with one of
 * these before memory is asked for, so that no file can make a program grow without end.
 */
#ifndef HT_BASE_LIMITS_H
#define HT_BASE_LIMITS_H

#define HT_MAX_DEPTH   8                /* XML elements inside each other; the format needs 3 */
#define HT_MAX_NAME    64               /* bytes of an XML name */
#define HT_MAX_ATTRIBUTES 512           /* of one XML start tag, about; workbooks need some 40 */
#define HT_MAX_VALUE   (256u * 1024)    /* bytes of one field's content or attribute */
#define HT_MAX_RECORD  (4u * 1024 * 1024) /* bytes of one record, attributes and diagnostics included */
#define HT_MAX_COLUMNS 1024             /* columns of a table that is imported */
#define HT_MAX_LINES   1000             /* physical lines that one CSV record may span */
#define HT_MAX_RATIO   200              /* uncompressed bytes per compressed byte, beyond the first 64 MiB */

#endif
