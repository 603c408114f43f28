/* SPDX-License-Identifier: BSD-2-Clause */
/* Pairing entries with their PDFs, and looking at those. */
#include "config.h"
#include "rules/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/prog.h"
#include "rules/files.h"
#include "rules/pdf.h"

struct ht_scanset {
    struct ht_files *files;
    bool *used;
    struct ht_map exact, loose, undated;    /* hash of a name → index + 1 */
    const char *root;
};

/* ---- names ---- */

enum { DATE_FROM = 3 };                 /* parts of a name: type, year, volume, year, month, day, number */

bool
ht_scan_proper_name(const struct ht_check *k, char *out, size_t size)
{
    char day[HT_DATE_MAX];
    if (k->so.number == UINT32_MAX || k->quyen.number == UINT32_MAX || !k->quyen.year ||
        k->day->state != HT_SPAN_FULL)
        return false;
    ht_date_write(&k->day->d, day);
    int n = snprintf(out, size, "%s.%04u.%02u.%s.%0*u.pdf", k->r->reg->code, k->quyen.year, k->quyen.number, day,
                     (int)k->run->set[HT_SET_name_width] % 10, k->so.number);
    return n > 0 && (size_t)n < size;
}

/* The length of NAME without what is not of the name: ".pdf", also twice, and the " (1)" of a second copy. */
static size_t
stem_len(const char *name)
{
    size_t n = strlen(name), k;
    while (n > 4 && !strncasecmp(name + n - 4, ".pdf", 4))
        n -= 4;
    if (n && name[n - 1] == ')') {
        for (k = n - 1; k && name[k - 1] >= '0' && name[k - 1] <= '9'; k--)
            ;
        if (k > 1 && k < n - 1 && name[k - 1] == '(')
            n = k - 1;
    }
    while (n && name[n - 1] == ' ')
        n--;
    return n;
}

/*
 * The parts of a name without case, separators and leading zeros, so that "ks-2008-1-2008-01-15-1.pdf" is found.
 * Without the date only the first three and the last one count: dates are also "null", or a year alone.
 */
static uint64_t
loose_hash(const char *name, bool dated)
{
    uint64_t h = 77, last = 0;
    int part = 0;
    size_t n = stem_len(name);
    for (size_t i = 0; i < n; part++) {
        size_t len = 0;
        char word[64];
        while (i < n && name[i] == '0')
            i++;
        for (; i < n && ((unsigned char)name[i] >= 0x80 || (name[i] >= '0' && name[i] <= '9') ||
                         ((name[i] | 0x20) >= 'a' && (name[i] | 0x20) <= 'z')); i++)
            if (len < sizeof word)
                word[len++] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 0x20 : name[i]);
        i += i < n;
        last = ht_hash(word, len, 1);
        if (dated || part < DATE_FROM)
            h = ht_hash_mix(h, last);
    }
    return dated ? h : ht_hash_mix(h, last);
}

struct ht_scanset *
ht_scanset_new(const char *path, struct ht_diag *d)
{
    struct ht_files *files = ht_files_open(path, d);
    if (!files)
        return NULL;
    if (!ht_pdf_available())
        ht_diag_say(d, _("this build has no libqpdf: scans are only paired by name, not opened"));
    struct ht_scanset *s = ht_calloc(1, sizeof *s);
    s->files = files;
    s->root = path;
    s->used = ht_calloc(ht_files_count(files) + 1, sizeof *s->used);
    for (size_t i = ht_files_count(files); i-- > 0;) {
        const char *name = ht_files_name(files, i);
        *ht_map_get(&s->exact, ht_hash(name, strlen(name), 1), NULL) = i + 1;
        *ht_map_get(&s->loose, loose_hash(name, true), NULL) = i + 1;
        *ht_map_get(&s->undated, loose_hash(name, false), NULL) = i + 1;
    }
    return s;
}

void
ht_scanset_free(struct ht_scanset *s)
{
    if (!s)
        return;
    ht_map_fini(&s->exact);
    ht_map_fini(&s->loose);
    ht_map_fini(&s->undated);
    ht_files_free(s->files);
    free(s->used);
    free(s);
}

/* Index + 1 of an unused file with that key, 0: none. */
static size_t
unused(const struct ht_scanset *s, const struct ht_map *map, uint64_t key)
{
    const uint64_t *at = ht_map_find(map, key);
    return at && !s->used[*at - 1] ? (size_t)*at : 0;
}

/* ---- findings ---- */

/* Reports CODE about the record of K and its PDF, which is named as it was delivered. */
static void
blame_scan(struct ht_check *k, enum ht_code code, const char *pdf, const char *two)
{
    const struct ht_run *run = k->run;
    if (!run->on[code])
        return;
    struct ht_where w = {
        .src = ht_rattr(k->r, HT_R_src), .record = ht_rattr(k->r, HT_R_id), .reg = k->r->reg->element,
    };
    ht_add_finding(k->r, ht_codes[code].code, -1, run->sev[code]);
    ht_find_at_as(run->diag, &w, code, run->sev[code], pdf, strlen(pdf), pdf, two, NULL);
}

static void
look_inside(struct ht_scanset *s, struct ht_check *k, size_t i)
{
    const char *path = ht_files_path(s->files, i);
    struct ht_pdf pdf;
    char text[24];
    size_t len;
    const long *set = k->run->set;
    const char *bytes = ht_files_read(s->files, i, &len);
    if (!bytes) {
        blame_scan(k, HT_D_314, path,
                   ht_files_secret(s->files, i) ? _("the archive encrypts it: pack it without a password")
                                                : _("it cannot be read: copy it again, and see who may open it"));
        return;
    }
    ht_pdf_look(bytes, len, &pdf);
    ht_files_done(s->files, bytes, len);
    if (pdf.trouble) {
        blame_scan(k, HT_D_314, path, pdf.trouble);
        return;
    }
    if (pdf.blank) {
        snprintf(text, sizeof text, "%d", pdf.blank);
        blame_scan(k, HT_D_322, path, text);
    }
    double kb = pdf.a4 > 0 ? (double)len / 1000 / pdf.a4 : 0;
    bool size_ok = kb >= (double)set[HT_SET_kb_per_a4_min] && kb <= (double)set[HT_SET_kb_per_a4_max];
    if (pdf.a4 > 0 && !pdf.blank && !size_ok) {
        snprintf(text, sizeof text, "%.0f", kb);
        blame_scan(k, HT_D_320, path, text);
    }
    if (pdf.grey)
        blame_scan(k, HT_D_321, path, "");
}

/* The file of the record: by the name that the record gives, by the name that it should have, by a name like it,
 * by a name that differs in the date only. */
static size_t
find_file(const struct ht_scanset *s, const char *given, const char *proper)
{
    size_t i = given ? unused(s, &s->exact, ht_hash(given, strlen(given), 1)) : 0;
    if (!i && *proper)
        i = unused(s, &s->exact, ht_hash(proper, strlen(proper), 1));
    if (!i && *proper)
        i = unused(s, &s->loose, loose_hash(proper, true));
    if (!i && *proper)
        i = unused(s, &s->undated, loose_hash(proper, false));
    return i;
}

void
ht_scanset_look(struct ht_scanset *s, struct ht_check *k)
{
    char proper[96] = "", partial[64];
    const char *given = ht_rattr(k->r, HT_R_scan), *slash = given ? strrchr(given, '/') : NULL;
    bool known = ht_scan_proper_name(k, proper, sizeof proper);
    if (!known)
        proper[0] = '\0';
    size_t i = find_file(s, slash ? slash + 1 : given, proper);
    if (!i) {
        snprintf(partial, sizeof partial, "%s.*.pdf", k->r->reg->code);
        blame_scan(k, HT_D_302, known ? proper : given ? given : partial, NULL);
        return;
    }
    s->used[--i] = true;
    if (known && strcmp(ht_files_name(s->files, i), proper))
        blame_scan(k, HT_D_319, ht_files_path(s->files, i), proper);
    look_inside(s, k, i);
}

/* Covers belong to the book: Cover.<ward>.<TYPE>.<A3|A4>.<YEAR>.<VOL>.pdf */
static bool
is_cover(const char *name)
{
    return (name[0] == 'C' || name[0] == 'c') && !strncmp(name + 1, "over.", 5);
}

void
ht_scanset_end(struct ht_scanset *s, struct ht_run *run)
{
    for (size_t i = 0; i < ht_files_count(s->files) && run->on[HT_D_318]; i++) {
        const char *path = ht_files_path(s->files, i);
        if (s->used[i] || is_cover(ht_files_name(s->files, i)))
            continue;
        ht_find_at_as(run->diag, &(struct ht_where){ .file = path }, HT_D_318, run->sev[HT_D_318], path,
                      strlen(path), path, NULL);
    }
}
