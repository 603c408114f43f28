/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A record: one ledger entry as an array of slots indexed by field id.
 *
 * All text lives in the record's arena and dies at the next ht_record_reset().  Text is well-formed NFC
 * UTF-8 that XML 1.0 can hold.  A slot with s == NULL and no attributes is absent; a slot with s == NULL and a
 * state is present and empty (blank on paper, unreadable).
 */
#ifndef HT_MODEL_RECORD_H
#define HT_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/schema.h"

enum ht_attr_id {
#define ATTR(name, type, text) HT_A_##name,
#include "model/attrs.def"
#undef ATTR
    HT_NATTR
};
extern const char *const ht_attr_name[HT_NATTR];

enum ht_rattr_id {
#define RATTR(name, text) HT_R_##name,
#include "model/rattrs.def"
#undef RATTR
    HT_NRATTR
};
extern const char *const ht_rattr_name[HT_NRATTR];

struct ht_attr {                        /* kept in the order of the ids */
    struct ht_attr *next;
    const char *s;
    uint32_t len;
    uint8_t id;
};

struct ht_slot {
    const char *s;                      /* NUL-terminated; NULL: no content */
    struct ht_attr *attrs;
    uint32_t len;
};

struct ht_finding {                     /* a <diag/> child, in the order of reporting */
    struct ht_finding *next;
    char code[8];                       /* "HT202" */
    int field;                          /* field id, -1: the record */
    enum ht_sev sev;
};

struct ht_extra {                       /* a source column that the register has no field for */
    struct ht_extra *next;
    const char *name;
    uint32_t name_len;
    struct ht_slot v;                   /* s is never NULL */
};

struct ht_record {
    const struct ht_register *reg;      /* NULL after a reset */
    struct ht_slot v[HT_MAX_FIELDS];
    struct ht_attr *attrs;              /* enum ht_rattr_id */
    struct ht_finding *findings, **findings_end;
    struct ht_extra *extras, **extras_end;
    struct ht_arena arena;
};

void ht_record_init(struct ht_record *r);
void ht_record_fini(struct ht_record *r);

/* Empties R for an entry of REG. */
void ht_record_reset(struct ht_record *r, const struct ht_register *reg);

/* A deep copy of R into TO, which is reset. */
void ht_record_copy(struct ht_record *to, const struct ht_record *r);

/* True if both hold the same: register, attributes, fields with theirs, extras, findings. */
bool ht_record_equal(const struct ht_record *a, const struct ht_record *b);

/* ---- content ---- */

static inline bool
ht_slot_absent(const struct ht_slot *v)
{
    return !v->s && !v->attrs;
}

/* Sets content, copied; leaves attributes alone.  LEN 0 makes it empty, not absent, if it has attributes. */
void ht_set(struct ht_record *r, int field, const char *s, size_t len);
/* Sets content that already lives in R's arena or longer. */
static inline void
ht_set_borrowed(struct ht_record *r, int field, const char *s, size_t len)
{
    r->v[field].s = s;
    r->v[field].len = (uint32_t)len;
}
void ht_clear(struct ht_record *r, int field);          /* absent: content and attributes */

/*
 * The one way for a normalizer to change a value.  The content that stood there becomes raw, unless there
 * is an earlier raw; BY is added to the names in by, once.  Does nothing if the content is the same already.
 * Returns true if it changed.
 */
bool ht_change(struct ht_record *r, int field, const char *s, size_t len, const char *by);

/* ---- attributes of a field ---- */

const struct ht_attr *ht_attr(const struct ht_slot *v, enum ht_attr_id id);     /* or NULL */
const char *ht_attr_str(const struct ht_slot *v, enum ht_attr_id id);           /* or NULL */
void ht_set_attr(struct ht_record *r, int field, enum ht_attr_id id, const char *s, size_t len);
void ht_drop_attr(struct ht_record *r, int field, enum ht_attr_id id);

/* ---- attributes of the record ---- */

const char *ht_rattr(const struct ht_record *r, enum ht_rattr_id id);           /* or NULL */
void ht_set_rattr(struct ht_record *r, enum ht_rattr_id id, const char *s, size_t len);
void ht_drop_rattr(struct ht_record *r, enum ht_rattr_id id);

/* Inserts in the order of ids or replaces; used by the two above and by the reader. */
void ht_attr_put(struct ht_arena *a, struct ht_attr **list, unsigned id, const char *s, size_t len);

/* ---- the rest ---- */

/* Adds a column behind those that R has; both texts are copied.  What comes back lives as long as R's text: for
 * attributes, or content that comes later. */
struct ht_extra *ht_add_extra(struct ht_record *r, const char *name, size_t name_len, const char *s, size_t len);
void ht_set_extra(struct ht_record *r, struct ht_extra *e, const char *s, size_t len);

/* Adds a finding unless the same code is there for the same field. */
void ht_add_finding(struct ht_record *r, const char *code, int field, enum ht_sev sev);

/* Drops findings whose code begins with one of the digits in HUNDREDS: "2" for HT2xx.  A stage does that
 * for its own codes before it looks, so that a second run does not repeat itself. */
void ht_drop_findings(struct ht_record *r, const char *hundreds);

/* The raw form of LEN bytes: what XML cannot hold as \xNN, a backslash as \\.  S must be well-formed UTF-8;
 * ht_raw_of_bytes takes any bytes and widens them one to one. */
void ht_raw_of_text(struct ht_buf *out, const char *s, size_t len);
void ht_raw_of_bytes(struct ht_buf *out, const char *s, size_t len);

#endif
