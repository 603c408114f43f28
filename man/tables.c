/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of the manual that are tables of the program: registers, attributes, message codes, as mdoc.
 * Copies a page from standard input to standard output and puts them where it says @FIELDS@ and so on.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "model/finding.h"
#include "model/record.h"
#include "model/schema.h"

/* Text for a line of mdoc: a leading dot or quote and all backslashes would be requests. */
static void
put(const char *s)
{
    if (*s == '.' || *s == '\'')
        fputs("\\&", stdout);
    for (; *s; s++)
        if (*s == '\\')
            fputs("\\e", stdout);
        else
            putchar(*s);
}

static void
fields(void)
{
    static const char *const need[] = { [HT_NEED_OPT] = "", [HT_NEED_WANT] = "wanted", [HT_NEED_KEY] = "key" };
    for (size_t r = 0; r < HT_NREG; r++) {
        const struct ht_register *reg = &ht_registers[r];
        printf(".Ss %s, code %s: %s (%s)\n", reg->element, reg->code, reg->en, reg->vi);
        puts(".Bl -column \"nksMatTichNgayGhiChuTuyenBo\" \"serial\" \"wanted\" \"255\" -compact");
        puts(".It Em element Ta Em kind Ta Em need Ta Em max Ta Em caption");
        for (size_t i = 0; i < reg->nfields; i++) {
            const struct ht_field *f = &reg->field[i];
            printf(".It Li %s Ta %s Ta %s Ta %u Ta ", f->name, ht_kind_name[f->kind],
                   *need[f->need] ? need[f->need] : "\\&", (unsigned)f->max);
            put(f->vi);
            putchar('\n');
        }
        puts(".El");
    }
}

static void
kinds(void)
{
    static const char *const text[HT_NKIND] = {
#define X(kind, name, text) [HT_KIND_##kind] = text,
        HT_KINDS(X)
#undef X
    };
    puts(".Bl -tag -width serial -compact");
    for (size_t i = 0; i < HT_NKIND; i++)
        printf(".It Cm %s\n%s\n", ht_kind_name[i], text[i]);
    puts(".El");
}

static void
attributes(void)
{
    static const char *const text[HT_NATTR] = {
#define ATTR(name, type, text) [HT_A_##name] = text,
#include "model/attrs.def"
#undef ATTR
    };
    puts(".Bl -tag -width suggest -compact");
    for (size_t i = 0; i < HT_NATTR; i++) {
        printf(".It Cm %s\n", ht_attr_name[i]);
        put(text[i]);
        putchar('\n');
    }
    puts(".El");
}

static void
record_attributes(void)
{
    static const char *const text[HT_NRATTR] = {
#define RATTR(name, text) [HT_R_##name] = text,
#include "model/rattrs.def"
#undef RATTR
    };
    puts(".Bl -tag -width suggest -compact");
    for (size_t i = 0; i < HT_NRATTR; i++) {
        printf(".It Cm %s\n", ht_rattr_name[i]);
        put(text[i]);
        putchar('\n');
    }
    puts(".El");
}

static void
codes(void)
{
    puts(".Bl -tag -width HT000");
    for (size_t i = 0; i < HT_NCODE; i++) {
        printf(".It Sy %s Pq %s\n", ht_codes[i].code, ht_sev_name[ht_codes[i].sev]);
        put(ht_codes[i].text[ht_codes[i].text[1] != NULL]);
        puts(".");
    }
    puts(".El");
}

static const struct {
    const char *name;
    void (*print)(void);
} parts[] = {
    { "FIELDS", fields }, { "KINDS", kinds }, { "ATTRIBUTES", attributes },
    { "RECORD_ATTRIBUTES", record_attributes }, { "CODES", codes },
};

int
main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        size_t i = 0, len = strcspn(line, "\n");
        for (; i < HT_COUNT(parts); i++)
            if (len == strlen(parts[i].name) + 2 && line[0] == '@' &&
                !strncmp(line + 1, parts[i].name, len - 2))
                break;
        if (i < HT_COUNT(parts))
            parts[i].print();
        else
            fputs(line, stdout);
    }
    return ferror(stdin) || fflush(stdout) || ferror(stdout);
}
