/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What rules see: the record with its dates and code words already read.  Private to src/rules.
 *
 * A rule is void rule(struct ht_check *k).  It looks at k, and says what is wrong with BLAME().  It never
 * changes a value.
 */
#ifndef HT_RULES_CHECK_H
#define HT_RULES_CHECK_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/mem.h"
#include "model/date.h"
#include "model/finding.h"
#include "model/record.h"
#include "rules/law.h"
#include "rules/rules.h"

/* ---- dates as intervals ---- */

enum ht_span_state {
    HT_SPAN_NONE,                       /* no content */
    HT_SPAN_GRAMMAR,                    /* not written as a date */
    HT_SPAN_IMPOSSIBLE,                 /* no day of the calendar */
    HT_SPAN_LUNAR,                      /* names the lunar calendar */
    HT_SPAN_AGE,                        /* known from an age; from here up first and last are valid */
    HT_SPAN_PART,
    HT_SPAN_FULL
};

struct ht_span {
    int32_t first, last;                /* day numbers */
    struct ht_date d;
    uint8_t state;
};

static inline bool
ht_span_known(const struct ht_span *s)
{
    return s && s->state >= HT_SPAN_AGE;
}

/* True only if every completion of A lies before every completion of B. */
static inline bool
ht_surely_before(const struct ht_span *a, const struct ht_span *b)
{
    return ht_span_known(a) && ht_span_known(b) && a->last < b->first;
}

/* True only if A is more than DAYS before B whatever the unknown parts are. */
static inline bool
ht_surely_older(const struct ht_span *a, const struct ht_span *b, int32_t days)
{
    return ht_span_known(a) && ht_span_known(b) && b->first - a->last > days;
}

/* True only if someone born at A is younger than YEARS at B, whatever the unknown parts are. */
bool ht_surely_younger(const struct ht_span *born, const struct ht_span *at, int years);
/* True only if someone born at A has reached YEARS at B, whatever the unknown parts are. */
bool ht_surely_reached(const struct ht_span *born, const struct ht_span *at, int years);

/* Reads content of a date field: canonical, or the Ministry's dd.MM.yyyy, MM.yyyy, yyyy, or an age.  The
 * interval of an age is set later, by ht_span_settle. */
void ht_span_read(const char *s, size_t len, struct ht_span *out);
/* Sets the interval; ON is the day that an age refers to, INT32_MIN if unknown. */
void ht_span_settle(struct ht_span *s, int32_t on);

/* True if the text names the lunar calendar or a year of the sixty-year cycle. */
bool ht_lunar_words(const char *s, size_t len);

/* ---- number/year ---- */

struct ht_serial {
    uint32_t number;                    /* UINT32_MAX: there is none */
    uint16_t year;                      /* 0: not written */
};
struct ht_serial ht_serial_read(const char *s, size_t len);

/* ---- the fields of a register, looked up once ---- */

struct ht_person {                      /* field ids, -1: the register has none */
    const char *prefix;
    int name, sex, born, ethnic, nation, stay, stay_at, paper_kind, paper, pin;
};

#define HT_MAX_COPIED 16

struct ht_layout {
    const struct ht_register *reg;
    int so, quyen, page, day, kind, place, note;
    int principal;                      /* index of the person that the entry is about, -1: none */
    int npersons;
    struct ht_person person[8];
    int ndates, ncodes, ncopy;
    uint8_t date[HT_MAX_FIELDS], code[HT_MAX_FIELDS];
    uint8_t copy[HT_MAX_COPIED];         /* fields that nobody has in common with many others */
    int nrules;
    struct ht_rule_fn *rule;            /* the rules that apply, in the table's order */
};

struct ht_check;
struct ht_rule_fn {
    enum ht_code code;
    void (*look)(struct ht_check *k);
};

/* ---- one run ---- */

enum ht_setting {
#define SETTING(code, name) HT_SET_##name,
#include "rules/settings.def"
#undef SETTING
    HT_NSETTING
};

struct ht_books;                        /* entries by book: book.h */
struct ht_links;                        /* persons across registers: links.h */

struct ht_copied {                      /* rows of equal values (R17), by position in layout.copy */
    uint64_t last[HT_MAX_COPIED];
    uint32_t run[HT_MAX_COPIED];
};

struct ht_birth {                       /* the entries before this one (B16) */
    uint64_t mother, child;
    int32_t day;
};
#define HT_RECENT_BIRTHS 8

struct ht_run {
    struct ht_diag *diag;
    bool on[HT_NCODE];
    enum ht_sev sev[HT_NCODE];
    long set[HT_NSETTING];
    struct ht_span today;
    struct ht_law *law;
    struct ht_books *books;
    struct ht_links *links;
    struct ht_layout layout[HT_NREG];
    struct ht_map columns;              /* names of unknown columns that were reported */
    struct ht_copied copied[HT_NREG];
    struct ht_birth recent[HT_RECENT_BIRTHS];
    unsigned nrecent;
};

struct ht_entry_ref {                   /* an entry, if its book and number are known */
    uint32_t book, number;              /* book UINT32_MAX: not known */
};

struct ht_check {
    struct ht_run *run;
    struct ht_record *r;
    const struct ht_layout *l;
    enum ht_code code;                  /* the rule that looks … */
    enum ht_sev sev;                    /* … and what it counts as in this profile */
    struct ht_serial so, quyen;
    struct ht_entry_ref entry;
    bool repeated;                      /* the key was there before */
    const struct ht_span *day;          /* of registration */
    struct ht_span date[HT_MAX_FIELDS]; /* only fields of kind date */
};

#define BLAME(k, field, ...) \
    ht_find_as((k)->run->diag, (k)->r, (field), (k)->code, (k)->sev, __VA_ARGS__)

/* Content of FIELD, NULL if there is none or the register has no such field (-1). */
static inline const char *
ht_text(const struct ht_check *k, int field)
{
    return field < 0 ? NULL : k->r->v[field].s;
}

/* The date in FIELD; one without content if the register has no such field (-1).  Never NULL. */
static inline const struct ht_span *
ht_date_of(const struct ht_check *k, int field)
{
    static const struct ht_span none = { .state = HT_SPAN_NONE };
    return field < 0 ? &none : &k->date[field];
}

/* True if FIELD has content, or says why it has none (blank, unreadable). */
static inline bool
ht_said(const struct ht_check *k, int field)
{
    return field >= 0 && (k->r->v[field].s || ht_attr(&k->r->v[field], HT_A_state));
}

/* The Ministry's code of a code field: its code attribute, a bare number, or the code of its word in
 * data/codes.tsv.  -1: no content; -2: not a word of the list. */
int ht_code_of(const struct ht_check *k, int field);

/* True if normalize found no settled value for FIELD: what it holds is as written, and a finding says so already. */
bool ht_unsettled(const struct ht_check *k, int field);

/* True if both fields have content and it is the same but for case and blanks. */
bool ht_same_text(const struct ht_check *k, int a, int b);
/* True if the folded content of FIELD holds the folded WORDS. */
bool ht_mentions(const struct ht_check *k, int field, const char *words);
/* The same for every one of the fields that hold notes and reasons. */
bool ht_notes_mention(const struct ht_check *k, const char *words);

/* S, or with --redact a stand-in for it: for values that a message shows beside the field's own. */
const char *ht_private(const struct ht_check *k, const char *s);

/* A hash of a value that does not see case or blanks; 0 for no content. */
uint64_t ht_text_hash(const char *s, size_t len);

void ht_layout_make(struct ht_layout *l, const struct ht_register *reg);
void ht_check_record(struct ht_check *k, struct ht_run *run, struct ht_record *r);

#endif
