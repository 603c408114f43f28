/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-convert: text in any Vietnamese encoding in, UTF-8 in NFC or a legacy encoding out.
 *
 * The input comes in blocks that end where a line does, so memory stays the same whatever the size.  A block is
 * converted as a whole; only if something was found wrong in it is it gone through line by line, to say where.
 */
#include "config.h"
#include "tools/convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "formats/format.h"
#include "model/finding.h"
#include "tools/mains.h"
#include "tools/manifest.h"

enum { SNIFF = 4096 };                  /* bytes that tell what a file is */

#define AT(member) offsetof(struct convert_options, member)

static const char *const ways[] = { "auto", "line", "file", "field", NULL };

static const struct ht_opt options[] = {
    { 'f', "from", HT_OPT_STR, AT(from), N_("NAME"),
      N_("encoding of the input: TCVN3, VNI-WIN, …; auto (default) finds it out"), NULL },
    { 't', "to", HT_OPT_STR, AT(to), N_("NAME"), N_("encoding of the output (default: UTF-8)"), NULL },
    { 0, "by", HT_OPT_CHOICE, AT(by), N_("WHAT"),
      N_("what has one encoding: line, file, field or auto (lines, fields where there are columns)"), ways },
    { 0, "explain", HT_OPT_FLAG, AT(explain), NULL,
      N_("say which encoding was read, how sure that is, and what comes next"), NULL },
    { 'l', "list", HT_OPT_FLAG, AT(list), NULL, N_("list the encodings with their other names"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

/* For the manifest, which names the tool. */
static const struct ht_tool_class convert_class = {
    .name = "hotich-convert",
    .verb = "convert",
    .synopsis = N_("[OPTION]... [FILE]..."),
    .about = N_("Converts text from any Vietnamese encoding to UTF-8, or to another."),
    .options = options,
};

/* ---- input ---- */

/* One block in encoding FROM. */
static void
convert_block(struct convert *c, const struct ht_charset *from, const char *s, size_t len)
{
    struct ht_decoded r;

    ht_buf_clear(&c->text);
    if (c->capitals)
        convert_case_block(c->capitals, s, len, &r);
    else
        ht_charset_decode_plain(from, HT_DOOR_BYTES, s, len, &c->text, &r);
    convert_put(c, c->text.s, c->text.len, c->line);
    if (r.bad || r.controls)
        convert_report_bad(c, from, s, len);
    c->line += ht_charset_unit(from) == 1 ? convert_lines(s, len) : convert_lines(c->text.s, c->text.len);
}

static enum ht_rc
convert_named(struct convert *c, struct ht_in *in, const struct ht_charset *from)
{
    size_t len;
    const char *s;
    enum ht_rc rc;

    struct convert_check *check = convert_check_new(c, from);

    c->capitals = convert_case_new(c, from);
    while ((rc = convert_next_block(in, from, &s, &len)) == HT_OK) {
        convert_check_block(check, s, len);
        convert_block(c, from, s, len);
        ht_in_consume(in, len);
        ht_progress_at(c->tool.progress, ht_in_raw_bytes(in), c->line);
        if (ht_out_failed(c->tool.out)) {
            rc = HT_FAIL;
            break;
        }
    }
    convert_check_end(check);
    convert_case_free(c->capitals);
    c->capitals = NULL;
    if (c->opt.explain)
        ht_diag_say(c->tool.diag, "%s: %s", c->file, ht_charset_name(from));
    return rc;
}

/* The same without knowing: by the mark, by the zeros of UTF-16, by the model of the language. */
static enum ht_rc
convert_detected(struct convert *c, struct ht_in *in, const struct ht_charset *mark)
{
    const struct ht_charset *units = mark && ht_charset_unit(mark) == 2 ? mark : NULL, *utf8 = ht_charset_find("UTF-8");
    size_t len, avail;
    const char *s;
    enum ht_rc rc;

    if (!mark) {
        const unsigned char *p = ht_in_peek(in, SNIFF, &avail);
        units = p ? convert_auto_units(p, avail < SNIFF ? avail : SNIFF) : NULL;
    }
    while ((rc = convert_next_block(in, units ? units : utf8, &s, &len)) == HT_OK) {
        convert_auto_block(c->detection, units, s, len);
        ht_in_consume(in, len);
        ht_progress_at(c->tool.progress, ht_in_raw_bytes(in), c->line);
        if (ht_out_failed(c->tool.out))
            return HT_FAIL;
    }
    convert_auto_end(c->detection);
    return rc;
}

/* Says so if the file is a workbook, a picture, noise.  Only the user can know better, by naming its encoding. */
static enum ht_rc
refuse_no_text(struct convert *c, struct ht_in *in, const struct ht_charset *mark)
{
    size_t n;
    const unsigned char *s = ht_in_peek(in, SNIFF, &n);
    bool wide = (mark && ht_charset_unit(mark) == 2) || (s && convert_auto_units(s, n < SNIFF ? n : SNIFF));
    const struct ht_foreign *what = s && !c->from && !wide ? ht_format_no_text(s, n) : NULL;

    if (what) {
        struct ht_where w = { .file = c->file };
        ht_find_fail(c->tool.diag, &w, HT_D_199, _(what->what), _(what->advice), NULL);
    }
    return s && !what ? HT_OK : HT_FAIL;
}

static enum ht_rc
convert_file(struct convert *c, const char *path)
{
    struct ht_in *in = ht_in_open(path, c->tool.diag);
    enum ht_rc rc;

    if (!in)
        return HT_FAIL;
    c->file = ht_in_name(in);
    c->line = 1;
    c->cased = 0;
    ht_manifest_opened(c->tool.manifest, in);
    ht_progress_total(c->tool.progress, ht_in_size(in));
    const struct ht_charset *set = convert_settle_mark(c, in, c->from);
    rc = refuse_no_text(c, in, set);
    if (rc == HT_OK)
        rc = c->from ? convert_named(c, in, set) : convert_detected(c, in, set);
    if (c->cased) {
        struct ht_where w = { .file = c->file };
        char count[24];
        snprintf(count, sizeof count, "%llu", (unsigned long long)c->cased);
        ht_find_at(c->tool.diag, &w, HT_D_192, NULL, 0, count, ht_charset_name(c->to), NULL);
    }
    c->tool.counts.read += c->line - 1;
    c->tool.counts.written += c->line - 1;
    if (rc == HT_EOF)
        ht_manifest_done(c->tool.manifest, in, c->line - 1);
    ht_in_close(in);
    return rc == HT_EOF ? HT_OK : rc;
}

/* ---- the program ---- */

static int
find_set(const char *option, const char *name, const struct ht_charset **out, struct ht_diag *d)
{
    struct ht_buf all = HT_BUF_INIT;

    if (name && !strcmp(name, "auto") && *option == 'f')
        name = NULL;
    if (!name || (*out = ht_charset_find(name)) != NULL)
        return 0;
    for (size_t i = 0; ht_charset_at(i); i++)
        ht_buf_addf(&all, "%s%s", i ? ", " : "", ht_charset_name(ht_charset_at(i)));
    ht_diag_usage(d, _("-%s %s: no such encoding; there are %s"), option, name, all.s);
    ht_buf_fini(&all);
    return -1;
}

static int
list_sets(void)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = convert_class.name });
    struct ht_out *out = ht_out_open(NULL, 0, d);

    for (size_t i = 0; ht_charset_at(i); i++) {
        const struct ht_charset *cs = ht_charset_at(i);
        if (ht_charset_find(ht_charset_name(cs)))
            ht_out_addf(out, "%s\t%s\n", ht_charset_name(cs), ht_charset_aliases(cs));
    }
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

static enum ht_rc
close_out(struct convert *c, enum ht_rc rc)
{
    struct ht_out *out = c->tool.out;
    char hex[HT_DIGEST_HEX], *name = ht_strdup(ht_out_name(out));
    uint64_t bytes = ht_out_bytes(out);

    if (rc != HT_OK && !ht_out_failed(out)) {
        ht_out_flush(out);
        ht_out_abandon(out);
    } else if (ht_out_close(out, hex) != HT_OK) {
        rc = HT_FAIL;
    } else if (c->tool.manifest) {
        ht_manifest_output(c->tool.manifest, name, hex, bytes, c->tool.counts.written);
        rc = ht_manifest_write(c->tool.manifest, &c->tool);
    }
    free(name);
    return rc;
}

static enum ht_rc
convert_all(struct convert *c, int nfiles, char **files)
{
    static char stdin_name[] = "-";
    enum ht_rc rc = HT_OK;

    c->tool.out = ht_out_open(c->tool.common.output, c->tool.manifest ? HT_OUT_DIGEST : 0, c->tool.diag);
    if (!c->tool.out)
        return HT_FAIL;
    convert_put_mark(c);
    c->detection = c->from ? NULL : convert_auto_new(c);
    if (!nfiles)
        rc = convert_file(c, stdin_name);
    for (int i = 0; i < nfiles && rc == HT_OK; i++)
        rc = convert_file(c, files[i]);
    convert_auto_free(c->detection);
    return close_out(c, rc);
}

/* Options into C.  0, or -1 when there is nothing more to do and *STATUS says why. */
static int
start(struct convert *c, int argc, char **argv, int *nfiles, int *status)
{
    struct ht_opt_table tables[] = {
        { options, &c->opt }, { ht_common_options, &c->tool.common }, { NULL, NULL }
    };
    struct ht_diag *early = ht_diag_new(&(struct ht_diag_opts){ .prog = convert_class.name });

    *nfiles = ht_opt_parse(tables, argc, argv, early);
    if (*nfiles >= 0 && !find_set("f", c->opt.from, &c->from, early))
        find_set("t", c->opt.to, &c->to, early);
    *status = ht_diag_free(early);
    if (*status)
        return -1;
    if (c->tool.common.help)
        *status = ht_tool_help(&convert_class);
    else if (c->tool.common.version)
        *status = ht_tool_version(convert_class.name);
    else if (c->opt.list)
        *status = list_sets();
    else
        return 0;
    return -1;
}

int
ht_main_convert(int argc, char **argv)
{
    struct convert c = { .tool = { .cls = &convert_class, .first = true, .last = true } };
    int nfiles, status;

    ht_prog_start(convert_class.name);
    if (start(&c, argc, argv, &nfiles, &status))
        return status;
    if (c.to && !strcmp(ht_charset_name(c.to), "UTF-8"))
        c.to = NULL;
    ht_buf_init(&c.text);
    ht_buf_init(&c.coded);
    c.tool.diag = ht_tool_diag(convert_class.name, &c.tool.common);
    ht_tool_signals();
    bool ok = ht_tool_may_print(&c.tool) && (!c.tool.common.manifest ||
        (c.tool.manifest = ht_manifest_new(c.tool.common.manifest, c.tool.diag)) != NULL);
    if (ok) {
        c.tool.progress = ht_progress_new(c.tool.common.progress ? c.tool.common.progress : "auto", c.tool.diag);
        ok = convert_all(&c, nfiles, argv + 1) == HT_OK;
        ht_progress_free(c.tool.progress);
    }
    if (ok)
        ht_diag_note(c.tool.diag, ht_ngettext("read %llu line",
            "read %llu lines", (unsigned long)c.tool.counts.read), (unsigned long long)c.tool.counts.read);
    ht_manifest_free(c.tool.manifest);
    ht_buf_fini(&c.text);
    ht_buf_fini(&c.coded);
    status = ht_diag_free(c.tool.diag);
    return ok || status >= HT_EXIT_USAGE ? status : HT_EXIT_FAILURE;
}
