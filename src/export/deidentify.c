/* SPDX-License-Identifier: BSD-2-Clause */
/* De-identification by the kind of each field. */
#include "config.h"
#include "export/deidentify.h"

#include "base/prog.h"

#ifdef HAVE_LIBCRYPTO

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "export/units.h"
#include "model/date.h"
#include "text/fold.h"

#define LEAST_KEY 16
#define KEY 32                          /* HMAC-SHA256's own size; of a longer file the SHA-256 */
#define NAMES "Ẩn Danh "                /* what every pseudonym of a person begins with */

struct deidentify {
    struct ht_stage stage;
    struct ht_units *units;
    unsigned char key[KEY];
    struct ht_buf lower, text;
    uint64_t n;
};

/* ---- pseudonyms ---- */

/* 60 bits of HMAC-SHA256 of WHAT and S: WHAT keeps names, ids and clusters apart. */
static uint64_t
pseudonym(const struct deidentify *k, char what, const char *s, size_t len)
{
    unsigned char mac[EVP_MAX_MD_SIZE];
    struct ht_buf b = HT_BUF_INIT;
    uint64_t n = 0;
    ht_buf_addc(&b, what);
    ht_buf_add(&b, s, len);
    if (!HMAC(EVP_sha256(), k->key, KEY, (const unsigned char *)b.s, b.len, mac, NULL))
        ht_oom();
    ht_buf_fini(&b);
    for (unsigned i = 0; i < 8; i++)
        n = n << 8 | mac[i];
    return n >> 4;
}

/* Ten syllables of a consonant and a vowel, in two words: "Bakitorudu Lamorisane".  No Vietnamese name
 * looks so. */
static void
add_words(struct ht_buf *out, uint64_t n)
{
    for (unsigned i = 0; i < 10; i++, n >>= 6) {
        char consonant = "bcdghklmnprstvxy"[n & 15];
        if (i == 5)
            ht_buf_addc(out, ' ');
        ht_buf_addc(out, i % 5 ? consonant : (char)(consonant - 'a' + 'A'));
        ht_buf_addc(out, "aiou"[n >> 4 & 3]);
    }
}

static bool
year_in(const struct ht_record *r, int field, struct ht_date *d)
{
    const struct ht_slot *v = field >= 0 ? &r->v[field] : NULL;
    return v && v->s && ht_date_read(v->s, v->len, d);
}

/* The year in which the person with PREFIX was born, 0 if it is not known. */
static int
birth_year(const struct ht_record *r, const char *prefix)
{
    struct ht_date born, day;
    if (!*prefix || !year_in(r, ht_field_of(r->reg, prefix, "NgaySinh"), &born))
        return 0;
    if (born.age < 0)
        return born.year;
    return year_in(r, ht_shared_field(r->reg, HT_NGAY_DANG_KY), &day) && day.age < 0 ? day.year - born.age : 0;
}

static void
add_person(struct deidentify *k, const struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    ht_buf_clear(&k->lower);
    ht_lower(&k->lower, v->s, v->len);
    ht_buf_addf(&k->lower, "\t%d", birth_year(r, r->reg->field[field].prefix));
    ht_buf_adds(&k->text, NAMES);
    add_words(&k->text, pseudonym(k, 'n', k->lower.s, k->lower.len));
}

/* ---- fields ---- */

static void
add_year(struct deidentify *k, const struct ht_slot *v)
{
    struct ht_date d;
    if (!ht_date_read(v->s, v->len, &d))
        return;                         /* not settled: anything may stand there */
    if (d.age >= 0)
        ht_buf_addf(&k->text, "%dT", d.age);
    else
        ht_buf_addf(&k->text, "%04d", d.year);
}

/* Puts k->text in the place of everything that the field has; CODE and LIST, unless they are NULL, and the
 * state stay. */
static void
replace(struct deidentify *k, struct ht_record *r, int field, const char *code, const char *list)
{
    const char *state = ht_attr_str(&r->v[field], HT_A_state);
    ht_clear(r, field);                 /* strings of attributes live on in the record's arena */
    if (state)
        ht_set_attr(r, field, HT_A_state, state, strlen(state));
    if (!k->text.len)
        return;
    ht_set(r, field, k->text.s, k->text.len);
    if (code && *code)
        ht_set_attr(r, field, HT_A_code, code, strlen(code));
    if (list && *list)
        ht_set_attr(r, field, HT_A_list, list, strlen(list));
}

/* The province of the unit that the place is settled to; of the day that its list has:
 * "communes@2008-01-15". */
static void
treat_place(struct deidentify *k, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    const char *code = ht_attr_str(v, HT_A_code), *list = ht_attr_str(v, HT_A_list);
    const char *at = list ? strchr(list, '@') : NULL;
    struct ht_date d = { .year = 0 };
    int32_t day = at && ht_date_read(at + 1, strlen(at + 1), &d) && ht_date_full(&d)
        ? ht_day_number(d.year, d.month, d.day) : INT32_MIN;
    size_t unit = code ? ht_units_find(k->units, code, strlen(code), day) : 0;
    char province[3] = "", edition[24] = "";
    if (unit && ht_units_province(k->units, unit, province)) {
        ht_buf_adds(&k->text, ht_units_at(k->units, ht_units_find(k->units, province, 2, day))->name);
        snprintf(edition, sizeof edition, day == INT32_MIN ? "provinces" : "provinces@%04d", d.year);
    }
    replace(k, r, field, province, day == INT32_MIN ? NULL : edition);
}

static bool
may_stay(const struct ht_field *f, const char *code)
{
    if (!code || f->list == HT_LIST_DAN_TOC)
        return false;
    return f->list != HT_LIST_QUOC_TICH || !strcmp(code, "VN");
}

static void
treat(struct deidentify *k, struct ht_record *r, int field)
{
    const struct ht_field *f = &r->reg->field[field];
    const struct ht_slot *v = &r->v[field];
    const char *code = ht_attr_str(v, HT_A_code);
    ht_buf_clear(&k->text);
    if (f->kind == HT_KIND_PLACE) {
        treat_place(k, r, field);
        return;
    }
    if (!v->s || !v->len) {
        replace(k, r, field, NULL, NULL);
        return;
    }
    switch (f->kind) {
    case HT_KIND_NAME:
        add_person(k, r, field);
        break;
    case HT_KIND_DATE:
        add_year(k, v);
        break;
    case HT_KIND_CODE:
        if (may_stay(f, code)) {
            ht_buf_add(&k->text, v->s, v->len);
            replace(k, r, field, code, ht_attr_str(v, HT_A_list));
            return;
        }
        break;
    default:
        break;
    }
    replace(k, r, field, NULL, NULL);
}

static void
rename_attr(struct deidentify *k, struct ht_record *r, enum ht_rattr_id id, char what, const char *prefix)
{
    const char *old = ht_rattr(r, id);
    if (!old)
        return;
    ht_buf_clear(&k->text);
    ht_buf_addf(&k->text, "%s%015llx", prefix, (unsigned long long)pseudonym(k, what, old, strlen(old)));
    ht_set_rattr(r, id, k->text.s, k->text.len);
}

static enum ht_rc
deidentify_record(struct ht_stage *s, struct ht_record *r)
{
    struct deidentify *k = (struct deidentify *)s;
    char prefix[16], src[32];
    /* Names first: their pseudonyms are made with dates that the others lose. */
    for (unsigned pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < r->reg->nfields; i++)
            if (!ht_slot_absent(&r->v[i]) && (r->reg->field[i].kind == HT_KIND_NAME) == !pass)
                treat(k, r, (int)i);
    snprintf(prefix, sizeof prefix, "%s.", r->reg->code);
    rename_attr(k, r, HT_R_id, 'i', prefix);
    rename_attr(k, r, HT_R_cluster, 'c', "");
    int len = snprintf(src, sizeof src, "-:%llu", (unsigned long long)++k->n);
    ht_set_rattr(r, HT_R_src, src, (size_t)len);
    ht_drop_rattr(r, HT_R_scan);
    r->extras = NULL;
    r->extras_end = &r->extras;
    return ht_pass(s, r);
}

/* ---- life ---- */

static void
deidentify_free(struct ht_stage *s)
{
    struct deidentify *k = (struct deidentify *)s;
    ht_units_free(k->units);
    ht_buf_fini(&k->lower);
    ht_buf_fini(&k->text);
    OPENSSL_cleanse(k->key, sizeof k->key);
    free(k);
}

static const struct ht_stage_class deidentify_class = { "deidentify", deidentify_record, NULL, deidentify_free };

static bool
read_key(struct deidentify *k, const char *path, struct ht_diag *d)
{
    size_t len;
    const char *s = ht_map_config(path, &len, d);
    if (!s)
        return false;
    if (!ht_is_private(path)) {
        ht_diag_usage(d, _("--key=%s: others can read it; make it your own: chmod 600"), path);
        ht_unmap(s, len);
        return false;
    }
    bool good = len >= LEAST_KEY && EVP_Digest(s, len, k->key, NULL, EVP_sha256(), NULL);
    ht_unmap(s, len);
    if (!good)
        ht_diag_usage(d, _("--key=%s: a key has 16 bytes at least; make one: head -c 32 /dev/urandom >KEY"), path);
    return good;
}

struct ht_stage *
ht_deidentify_new(const char *key, const char *lists, struct ht_diag *d)
{
    struct deidentify *k = ht_calloc(1, sizeof *k);
    k->stage.cls = &deidentify_class;
    ht_buf_init(&k->lower);
    ht_buf_init(&k->text);
    bool good = key ? read_key(k, key, d) : true;
    if (!key && RAND_bytes(k->key, sizeof k->key) != 1) {
        ht_diag_fail(d, NULL, NULL, _("the system gives no random numbers"));
        good = false;
    }
    if (good && (k->units = ht_units_open(lists, d)) != NULL)
        return &k->stage;
    deidentify_free(&k->stage);
    return NULL;
}

#else

struct ht_stage *
ht_deidentify_new(const char *key, const char *lists, struct ht_diag *d)
{
    (void)key, (void)lists;
    ht_diag_usage(d, _("this hotich was built without libcrypto and makes no pseudonyms; on Debian install libssl-dev "
                       "and build again"));
    return NULL;
}

#endif
