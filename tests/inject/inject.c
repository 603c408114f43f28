/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every rule fires on its defect, and only that rule: one defect at a time (defects.def) in clean books of every
 * register (clean.def) that the rule is for.  Every row of rules.def has a defect.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "book.h"
#include "model/codelist.h"
#include "model/date.h"
#include "rules/pdf.h"
#include "rules/rules.h"
#include "stream/xmlout.h"
#include "tap.h"

#define R(reg) (1u << HT_REG_##reg)
#define ALL ((1u << HT_NREG) - 1)

static const struct defect {
    const char *code;
    uint32_t registers;
    const char *also, *edits;
} defects[] = {
#define DEFECT(code, registers, also, edits) { #code, registers, also, edits },
#include "defects.def"
#undef DEFECT
};

static char dir[] = "/tmp/hotich-inject-XXXXXX";

/* ---- scans ---- */

struct pdf {
    struct ht_buf b;
    size_t at[8];
    int n;
};

/* An object with the entries DICT, and with a stream if BODY is not NULL. */
static void
object(struct pdf *p, const char *dict, const char *body)
{
    p->at[++p->n] = p->b.len;
    ht_buf_addf(&p->b, "%d 0 obj\n<<%s", p->n, dict);
    if (body)
        ht_buf_addf(&p->b, "/Length %zu>>\nstream\n%s\nendstream\nendobj\n", strlen(body), body);
    else
        ht_buf_adds(&p->b, ">>\nendobj\n");
}

/* One A4 page with a picture of one pixel, and SIZE bytes of filling. */
static void
make_pdf(struct pdf *p, const char *what, size_t size)
{
    bool blank = !strcmp(what, "blank"), grey = !strcmp(what, "grey");
    char *fill = ht_calloc(size + 1, 1);
    memset(fill, ' ', size);
    ht_buf_adds(&p->b, "%PDF-1.4\n");
    object(p, "/Type/Catalog/Pages 2 0 R", NULL);
    object(p, "/Type/Pages/Kids[3 0 R]/Count 1", NULL);
    object(p, blank ? "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>"
                    : "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>", NULL);
    object(p, "", blank ? "" : "q 600 0 0 800 0 0 cm /I Do Q");
    object(p, grey ? "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
                   : "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB", grey ? "a" : "abc");
    object(p, "", fill);
    free(fill);
    size_t xref = p->b.len;
    ht_buf_addf(&p->b, "xref\n0 %d\n0000000000 65535 f \n", p->n + 1);
    for (int i = 1; i <= p->n; i++)
        ht_buf_addf(&p->b, "%010zu 00000 n \n", p->at[i]);
    ht_buf_addf(&p->b, "trailer <</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", p->n + 1, xref);
}

static void
put_file(const char *name, const char *s, size_t len)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(s, 1, len, f) != len || fclose(f))
        abort();
}

static void
put_pdf(const char *name, const char *what)
{
    struct pdf p = { .b = HT_BUF_INIT };
    make_pdf(&p, what, !strcmp(what, "large") ? 900000 : 40000);
    put_file(name, p.b.s, strcmp(what, "cut") ? p.b.len : p.b.len / 2);
    ht_buf_fini(&p.b);
}

/* The PDFs of the book's first entries, one of them with a fault; the other entries leave the book. */
static void
make_scans(struct book *b)
{
    enum { PAGES = 4, FAULTY = 2 };
    char name[128];
    snprintf(name, sizeof name, "%s/scans", dir);
    mkdir(name, 0700);
    for (int i = PAGES; i < b->n; i++)
        b->times[i] = 0;
    for (int i = 0; i < PAGES; i++) {
        const char *day = b->entry[i].v[ht_shared_field(b->reg, HT_NGAY_DANG_KY)].s;
        const char *what = i == FAULTY ? b->scans : "";
        if (strcmp(what, "missing")) {
            snprintf(name, sizeof name, !strcmp(what, "misnamed") ? "scans/%s-2018-1-%s-%d.pdf" : "scans/%s.2018.01.%s.%03d.pdf",
                     b->reg->code, day, i + 1);
            put_pdf(name, what);
        }
    }
    if (!strcmp(b->scans, "surplus")) {
        snprintf(name, sizeof name, "scans/%s.2018.01.2018-05-05.099.pdf", b->reg->code);
        put_pdf(name, "");
    }
}

static void
drop_scans(void)
{
    char cmd[128];
    snprintf(cmd, sizeof cmd, "rm -rf %s/scans", dir);
    if (system(cmd))
        abort();
}

/* ---- one run ---- */

struct seen {
    bool code[1000];
};

static void
note(void *arg, const struct ht_where *w, enum ht_sev sev, const char *code, const char *value, size_t len, const char *text)
{
    (void)w, (void)sev, (void)value, (void)len, (void)text;
    ((struct seen *)arg)->code[atoi(code + 2) % 1000] = true;
}

static enum ht_rc
drop(struct ht_stage *s, struct ht_record *r)
{
    (void)s, (void)r;
    return HT_OK;
}

static const struct ht_stage_class sink_class = { .name = "sink", .record = drop };

/* The book as canonical XML, for double entry. */
static void
write_book(const struct book *b, const char *name)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "inject", .quiet = true });
    struct ht_out *out = ht_out_mem(d);
    size_t len;
    ht_xml_head(out);
    for (int i = 0; i < b->n; i++)
        ht_xml_record(out, &b->entry[i]);
    ht_xml_trailer(out, (uint64_t)b->n);
    const char *s = ht_out_mem_bytes(out, &len);
    put_file(name, s, len);
    ht_out_close(out, NULL);
    ht_diag_free(d);
}

static void
validate(struct book *b, const char *keyed, struct seen *seen)
{
    char scans[64];
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "inject", .quiet = true });
    struct ht_rules_stats stats;
    struct ht_stage sink = { .cls = &sink_class };
    struct ht_record r;
    snprintf(scans, sizeof scans, "%s/scans", dir);
    memset(seen, 0, sizeof *seen);
    ht_diag_set_hook(d, note, seen);
    if (b->scans[0])
        make_scans(b);
    struct ht_stage *s = ht_rules_new(&(struct ht_rules_opts){
        .diag = d, .lists = ht_lists_dir(NULL), .today = "2026-01-31", .closing_given = b->closing, .closing = b->closing,
        .sample = b->sample ? 0.3 : 0, .seed = 7, .against = b->against ? keyed : NULL, .scans = b->scans[0] ? scans : NULL,
    }, &stats);
    if (!s)
        abort();
    s->next = &sink;
    ht_record_init(&r);
    for (int i = 0; i < b->n; i++)
        for (int k = 0; k < b->times[i]; k++) {
            ht_record_copy(&r, &b->entry[i]);
            ht_put(s, &r);
        }
    s->cls->end(s);
    s->cls->free(s);
    ht_record_fini(&r);
    ht_diag_free(d);
    if (b->scans[0])
        drop_scans();
}

/* ---- defects ---- */

static bool
skipped(const struct defect *x)
{
    return !ht_pdf_available() && !strncmp(x->edits, "scans", 5) && strchr("cglb", x->edits[6]);
}

/* What was found but not expected, " 302 303"; and " no 301" if the rule did not fire. */
static bool
judge(const struct defect *x, const struct seen *seen, const struct book *b)
{
    char code[12];
    bool good = true;
    for (int i = 0; i < 1000; i++) {
        snprintf(code, sizeof code, "%03d", i);
        bool wanted = !strcmp(code, x->code);
        if (seen->code[i] ? wanted || strstr(x->also, code) : !wanted)
            continue;
        printf("# %s, HT%s \"%s\": %sHT%s\n", b->reg->code, x->code, x->edits, wanted ? "no " : "unexpected ", code);
        good = false;
    }
    return good;
}

static void
try_defect(const struct defect *x, struct book *b, uint32_t *tried)
{
    struct seen seen;
    char keyed[64], what[256], regs[128] = "";
    bool good = true;
    for (int reg = 0; reg < HT_NREG; reg++) {
        if (!(x->registers & 1u << reg))
            continue;
        book_clean(b, &ht_registers[reg]);
        snprintf(keyed, sizeof keyed, "%s/%s.xml", dir, b->reg->code);
        if (!book_spoil(b, x->edits))
            continue;
        validate(b, keyed, &seen);
        good &= judge(x, &seen, b);
        *tried |= 1u << reg;
        snprintf(regs + strlen(regs), sizeof regs - strlen(regs), " %s", b->reg->code);
    }
    snprintf(what, sizeof what, "HT%s fires alone on \"%.80s\" in%s", x->code, x->edits, regs);
    tap_ok(good && regs[0], __FILE__, __LINE__, what);
}

static void
clean_books(struct book *b)
{
    struct seen seen;
    char name[64];
    static const struct defect none = { "-", ALL, "", "nothing" };
    for (int reg = 0; reg < HT_NREG; reg++) {
        book_clean(b, &ht_registers[reg]);
        snprintf(name, sizeof name, "%s.xml", b->reg->code);
        write_book(b, name);
        validate(b, NULL, &seen);
        tap_ok(judge(&none, &seen, b), __FILE__, __LINE__, b->reg->code);
        strcpy(b->scans, "good");
        validate(b, NULL, &seen);
        tap_ok(judge(&none, &seen, b), __FILE__, __LINE__, "the same with its scans");
    }
}

/* A rule for one register only must have been tried there; one for all, in each that has the fields: those that
 * no defect fits are named. */
static void
every_rule_tried(const uint32_t *tried)
{
    for (size_t i = 0; i < ht_rule_count; i++) {
        const struct ht_rule_row *row = &ht_rule_table[i];
        char what[256];
        bool all = row->registers == 0xffffffffu;
        uint32_t want = all ? ALL : row->registers, missing = want & ~tried[i];
        snprintf(what, sizeof what, "%s (%s) has a defect for each of its registers", ht_codes[row->code].code, row->name);
        for (int reg = 0; reg < HT_NREG; reg++)
            if (missing & 1u << reg)
                printf("# %s: nothing to look at in %s\n", row->name, ht_registers[reg].code);
        tap_ok(all ? tried[i] != 0 : !missing, __FILE__, __LINE__, what);
    }
}

int
main(void)
{
    static struct book b;
    uint32_t tried[256] = {0};
    char cmd[64];
    ht_prog_start("inject");
    if (!mkdtemp(dir) || !freopen("/dev/null", "w", stderr))
        return 2;
    book_init(&b);
    clean_books(&b);
    for (size_t i = 0; i < HT_COUNT(defects); i++) {
        size_t rule = 0;
        while (rule < ht_rule_count && strcmp(ht_codes[ht_rule_table[rule].code].code + 2, defects[i].code))
            rule++;
        CHECK(rule < ht_rule_count);
        if (skipped(&defects[i]))
            tried[rule] = ALL;
        else
            try_defect(&defects[i], &b, &tried[rule]);
    }
    every_rule_tried(tried);
    book_fini(&b);
    snprintf(cmd, sizeof cmd, "rm -rf %s", dir);
    return tap_done() || system(cmd);
}
