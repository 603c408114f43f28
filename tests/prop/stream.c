/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Properties of the stream: parse(write(r)) = r for records of all registers with anything in them; write(parse(x))
 * = x; neither depends on how many bytes a read brings; every proper prefix but the one that lacks only the last
 * line feed is refused.  The quick reader and libxml2 alone give the same records and the same messages, whatever is
 * wrong.
 */
#include "config.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/pack.h"
#include "stream/xmlin.h"
#include "stream/xmlout.h"
#include "stream/xmltypes.h"
#include "tap.h"

static uint64_t seed = 20081501;

static uint32_t
rnd(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static const char *const pieces[] = {
    "Nguyễn", " ", "&", "<", ">", "\"", "'", "\t", "\n", "\r", "\r\n", "]]>", "&amp;", "&#38;", "Đắk", "𡨸", "a",
    "\\x01", "\\\\", "K'Brêu", "ê̆", "-", "15/1/08", "\xc2\xa0", "\xef\xbf\xbd", "0123456789 0123456789 0123456789",
};

static void
random_text(struct ht_buf *b)
{
    ht_buf_clear(b);
    for (uint32_t n = 1 + rnd(rnd(20) ? 6 : 400); n; n--)
        ht_buf_adds(b, pieces[rnd(HT_COUNT(pieces))]);
}

/* A value of the attribute's type. */
static void
random_attr(struct ht_record *r, struct ht_slot *v, enum ht_attr_id id, struct ht_buf *b)
{
    static const enum ht_xml_type types[HT_NATTR] = {
#define ATTR(name, type, text) HT_XML_##type,
#include "model/attrs.def"
#undef ATTR
    };
    static const struct { enum ht_xml_type type; const char *value[3]; } values[] = {
        { HT_XML_NMTOKEN, { "VNI-WIN", "p17", "_" } },
        { HT_XML_NMTOKENS, { "date space", "name", "hidden" } },
        { HT_XML_PERCENT, { "0", "7", "100" } },
        { HT_XML_STATE, { "blank", "unreadable", "inferred" } },
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].type == types[id]) {
            const char *s = values[i].value[rnd(3)];
            ht_attr_put(&r->arena, &v->attrs, id, s, strlen(s));
            return;
        }
    random_text(b);
    ht_attr_put(&r->arena, &v->attrs, id, b->s, b->len);
}

static void
random_record(struct ht_record *r)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_record_reset(r, &ht_registers[rnd(HT_NREG)]);
    for (int i = 0; i < HT_NRATTR; i++)
        if (i == HT_R_id || rnd(2)) {
            random_text(&b);
            ht_set_rattr(r, (enum ht_rattr_id)i, b.s, b.len);
        }
    for (size_t f = 0; f < r->reg->nfields; f++) {
        if (rnd(3)) {
            random_text(&b);
            ht_set(r, (int)f, b.s, b.len);
        }
        for (int a = 0; a < HT_NATTR; a++)
            if (!rnd(8))
                random_attr(r, &r->v[f], (enum ht_attr_id)a, &b);
    }
    for (uint32_t n = rnd(3); n; n--) {
        random_text(&b);
        struct ht_extra *e = ht_add_extra(r, "Tôn \"giáo\"", strlen("Tôn \"giáo\""), b.s, b.len);
        for (int a = 0; a < HT_NATTR; a++)
            if (!rnd(4))
                random_attr(r, &e->v, (enum ht_attr_id)a, &b);
    }
    for (uint32_t n = rnd(4); n; n--)
        ht_add_finding(r, rnd(2) ? "HT202" : "HT301", (int)rnd((uint32_t)r->reg->nfields + 1) - 1,
                       (enum ht_sev)rnd(3));
    ht_buf_fini(&b);
}

/* Collects what comes out of the reader. */
struct collector {
    struct ht_stage stage;
    struct ht_record rec[64];
    size_t n;
};

static enum ht_rc
collect(struct ht_stage *s, struct ht_record *r)
{
    struct collector *c = (struct collector *)s;
    if (c->n < HT_COUNT(c->rec)) {
        ht_record_init(&c->rec[c->n]);
        ht_record_copy(&c->rec[c->n++], r);
    }
    return HT_OK;
}

static const struct ht_stage_class collector_class = { .name = "collect", .record = collect };

static struct ht_diag *
quiet_diag(void)
{
    return ht_diag_new(&(struct ht_diag_opts){ .prog = "prop", .form = HT_DIAG_JSON, .file = "/dev/null" });
}

/* Parses S; the message goes nowhere. */
static enum ht_rc
parse(const char *s, size_t len, struct ht_stage *to)
{
    struct ht_diag *d = quiet_diag();
    struct ht_in *in = ht_in_mem("x", s, len, d);
    enum ht_rc rc = ht_xmlin_read(in, to, &(struct ht_xmlin_opts){ .diag = d });
    ht_in_close(in);
    ht_diag_free(d);
    return rc;
}

static void
free_collector(struct collector *c)
{
    for (size_t i = 0; i < c->n; i++)
        ht_record_fini(&c->rec[i]);
    c->n = 0;
}

static struct ht_out *
write_records(struct ht_record *r, size_t n, struct ht_diag *d)
{
    struct ht_out *out = ht_out_mem(d);
    struct ht_stage *w = ht_xmlout_new(out, NULL);
    for (size_t i = 0; i < n; i++)
        ht_put(w, &r[i]);
    w->cls->end(w);
    ht_stages_free(w);
    return out;
}

static bool
survives_packing(const struct ht_record *r)
{
    struct ht_buf b = HT_BUF_INIT;
    struct ht_record copy;
    ht_record_init(&copy);
    ht_pack(&b, r);
    ht_unpack(&copy, b.s, b.len);
    bool same = ht_record_equal(&copy, r);
    ht_record_fini(&copy);
    ht_buf_fini(&b);
    return same;
}

static void
test_round_trip(void)
{
    struct ht_diag *d = quiet_diag();
    size_t same = 0, stable = 0, cases = 300;
    static struct collector c = { .stage = { .cls = &collector_class } };
    for (size_t i = 0; i < cases; i++) {
        struct ht_record r[3];
        size_t len, len2, n = rnd(3) + 1;
        for (size_t k = 0; k < n; k++) {
            ht_record_init(&r[k]);
            random_record(&r[k]);
        }
        struct ht_out *out = write_records(r, n, d);
        const char *x = ht_out_mem_bytes(out, &len);
        bool good = parse(x, len, &c.stage) == HT_OK && c.n == n;
        for (size_t k = 0; k < n && good; k++)
            good = ht_record_equal(&c.rec[k], &r[k]);
        for (size_t k = 0; k < n && good; k++)
            good = survives_packing(&r[k]);
        same += good;
        struct ht_out *again = write_records(c.rec, c.n, d);
        const char *y = ht_out_mem_bytes(again, &len2);
        stable += len == len2 && !memcmp(x, y, len);
        ht_out_abandon(out);
        ht_out_abandon(again);
        free_collector(&c);
        for (size_t k = 0; k < n; k++)
            ht_record_fini(&r[k]);
    }
    CHECK_INT(same, cases);
    CHECK_INT(stable, cases);
    ht_diag_free(d);
}

/* The same file read in blocks of several sizes gives the same bytes. */
static void
test_blocks(void)
{
    static const size_t sizes[] = { 1, 2, 3, 7, 4096, 0 };
    char path[] = "/tmp/hotich-prop-XXXXXX";
    int fd = mkstemp(path);
    struct ht_diag *d = quiet_diag();
    struct ht_record r[3];
    size_t len, good = 0;
    for (size_t k = 0; k < 3; k++) {
        ht_record_init(&r[k]);
        random_record(&r[k]);
    }
    struct ht_out *out = write_records(r, 3, d);
    const char *x = ht_out_mem_bytes(out, &len);
    CHECK(write(fd, x, len) == (ssize_t)len);
    close(fd);
    const char *files[] = { path, NULL };
    for (size_t i = 0; i < HT_COUNT(sizes); i++) {
        struct ht_out *copy = ht_out_mem(d);
        struct ht_stage *w = ht_xmlout_new(copy, NULL);
        struct ht_source *s = ht_xmlin_new(&(struct ht_xmlin_opts){ .files = files, .diag = d, .block = sizes[i] });
        size_t len2;
        if (ht_pump(s, w) == HT_OK) {
            const char *y = ht_out_mem_bytes(copy, &len2);
            good += len == len2 && !memcmp(x, y, len);
        }
        ht_source_free(s);
        ht_stages_free(w);
        ht_out_abandon(copy);
    }
    CHECK_INT(good, HT_COUNT(sizes));
    ht_out_abandon(out);
    unlink(path);
    for (size_t k = 0; k < 3; k++)
        ht_record_fini(&r[k]);
    ht_diag_free(d);
}

static void
test_prefixes(void)
{
    struct ht_diag *d = quiet_diag();
    struct ht_record r;
    static struct collector c = { .stage = { .cls = &collector_class } };
    size_t len, refused = 0;
    ht_record_init(&r);
    random_record(&r);
    struct ht_out *out = write_records(&r, 1, d);
    const char *x = ht_out_mem_bytes(out, &len);
    for (size_t n = 0; n < len; n++) {
        enum ht_rc rc = parse(x, n, &c.stage);
        refused += rc == HT_FAIL;
        if (n == len - 1)
            CHECK_INT(rc, HT_OK);
        free_collector(&c);
    }
    CHECK_INT(refused, len - 1);
    ht_out_abandon(out);
    ht_record_fini(&r);
    ht_diag_free(d);
}

/* Does to S, in which there is room for more, what keys, disks and editors do. */
static size_t
damage(char *s, size_t len)
{
    static const char *const odd[] = {
        "&", "&lt", "&#65;", "&#x41;", "]]>", "<!-- -->", "<![CDATA[x]]>", "\n", " ", "\t", "\r\n", "'", "\xef\xbf\xbf",
        "\xed\xa0\x80", "\xff", "\x01", "</so>", "<so/>", " id=\"2\"", "xmlns:a=\"b\"", "<?x y?>", "&amp;", "&quot;",
    };
    size_t at = rnd((uint32_t)len), gone = rnd(2) ? rnd(9) : 0;
    const char *in = rnd(3) ? odd[rnd(HT_COUNT(odd))] : "";
    gone = gone < len - at ? gone : len - at;
    memmove(s + at + strlen(in), s + at + gone, len - at - gone);
    memcpy(s + at, in, strlen(in));
    return len + strlen(in) - gone;
}

/* Reads S in one of the two ways; the records go to OUT, the messages to FILE. */
static enum ht_rc
read_one_way(const char *s, size_t len, bool no_scan, struct ht_out *out, const char *file)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "prop", .form = HT_DIAG_JSON, .file = file });
    struct ht_in *in = ht_in_mem("x", s, len, d);
    struct ht_stage *w = ht_xmlout_new(out, NULL);
    enum ht_rc rc = ht_xmlin_read(in, w, &(struct ht_xmlin_opts){ .diag = d, .no_scan = no_scan });
    ht_stages_free(w);
    ht_in_close(in);
    ht_diag_free(d);
    return rc;
}

static bool
same_files(const char *a, const char *b)
{
    char s[2][4096];
    const char *path[] = { a, b };
    ssize_t n[2];
    for (int i = 0; i < 2; i++) {
        int fd = open(path[i], O_RDONLY);
        n[i] = read(fd, s[i], sizeof s[i]);
        close(fd);
    }
    return n[0] == n[1] && n[0] >= 0 && !memcmp(s[0], s[1], (size_t)n[0]);
}

static void
test_two_readers(void)
{
    char quick[] = "/tmp/hotich-prop-XXXXXX", slow[] = "/tmp/hotich-prop-XXXXXX";
    close(mkstemp(quick));
    close(mkstemp(slow));
    struct ht_diag *d = quiet_diag();
    size_t cases = 500, same = 0, refused = 0;
    for (size_t i = 0; i < cases; i++) {
        struct ht_record r[3];
        size_t len, len1, len2;
        for (size_t k = 0; k < HT_COUNT(r); k++) {
            ht_record_init(&r[k]);
            random_record(&r[k]);
        }
        struct ht_out *written = write_records(r, HT_COUNT(r), d), *out1 = ht_out_mem(d), *out2 = ht_out_mem(d);
        const char *x = ht_out_mem_bytes(written, &len);
        char *bad = ht_malloc(len + 64);
        memcpy(bad, x, len);
        len = damage(bad, len);
        enum ht_rc rc1 = read_one_way(bad, len, false, out1, quick), rc2 = read_one_way(bad, len, true, out2, slow);
        const char *y = ht_out_mem_bytes(out1, &len1), *z = ht_out_mem_bytes(out2, &len2);
        bool alike = rc1 == rc2 && len1 == len2 && !memcmp(y, z, len1) && same_files(quick, slow);
        if (!alike)
            printf("# case %zu differs: %d and %d\n", i, rc1, rc2);
        same += alike;
        refused += rc1 == HT_FAIL;
        ht_out_abandon(written);
        ht_out_abandon(out1);
        ht_out_abandon(out2);
        free(bad);
        for (size_t k = 0; k < HT_COUNT(r); k++)
            ht_record_fini(&r[k]);
    }
    CHECK_INT(same, cases);
    CHECK(refused > cases / 4 && refused < cases);
    unlink(quick);
    unlink(slow);
    ht_diag_free(d);
}

int
main(void)
{
    test_round_trip();
    test_blocks();
    test_prefixes();
    test_two_readers();
    return tap_done();
}
