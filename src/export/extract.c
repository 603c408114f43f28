/* SPDX-License-Identifier: BSD-2-Clause */
/* Extracts (trích lục) as HTML. */
#include "config.h"
#include "export/extract.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "model/date.h"
#include "stream/xmlout.h"
#include "text/fold.h"

static const char style[] =
    "@page{size:A4;margin:1.5cm}body{max-width:18cm;margin:auto;color:#000}"
    "h1{font-size:1.3em;text-align:center;text-transform:uppercase;margin:1em 0 0}"
    ".note{border:1px solid #000;padding:.4em .8em;margin:1em 0;text-align:center;font-weight:bold}"
    "table{width:100%;border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.05em .5em}"
    "th{width:40%;font-weight:normal}td{border-bottom:1px dotted #888}.raw,.where{font-size:.75em;color:#444}";

/* An extract is one sheet of A4, however much the entry says. */
static const struct density {
    size_t rows;                        /* up to that many */
    const char *font;
} densities[] = {
    { 24, "12pt/1.6" },
    { 40, "10pt/1.4" },
    { SIZE_MAX, "7pt/1.12" },
};

static const char *
font_for(const struct ht_record *r)
{
    size_t rows = 0, i = 0;
    for (size_t f = 0; f < r->reg->nfields; f++)
        rows += !ht_slot_absent(&r->v[f]);
    while (rows > densities[i].rows)
        i++;
    return densities[i].font;
}

static void
put_text(struct ht_out *out, const char *s)
{
    ht_xml_text(out, s, strlen(s));
}

/* Dates as a person writes them; anything else as it stands. */
static void
spell_value(const struct ht_field *f, const struct ht_slot *v, struct ht_buf *b)
{
    struct ht_date d;
    const char *state = ht_attr_str(v, HT_A_state);
    if (!v->s || !v->len) {
        ht_buf_adds(b, state && !strcmp(state, "unreadable") ? "(không đọc được)" : "");
    } else if (f->kind == HT_KIND_DATE && ht_date_read(v->s, v->len, &d) && d.age < 0) {
        if (d.day)
            ht_buf_addf(b, "%02d/", d.day);
        if (d.month)
            ht_buf_addf(b, "%02d/", d.month);
        ht_buf_addf(b, "%04d", d.year);
    } else {
        ht_buf_add(b, v->s, v->len);
    }
}

/* The value, and beside it what the source says if that is something else. */
static void
put_value(struct ht_out *out, const struct ht_field *f, const struct ht_slot *v)
{
    struct ht_buf b = HT_BUF_INIT;
    const char *raw = ht_attr_str(v, HT_A_raw);
    spell_value(f, v, &b);
    ht_xml_text(out, b.s, b.len);
    if (raw && !ht_attr_str(v, HT_A_enc) && strcmp(raw, b.s)) {
        ht_out_adds(out, " <span class=\"raw\">(nguồn ghi: ");
        put_text(out, raw);
        ht_out_adds(out, ")</span>");
    }
    ht_buf_fini(&b);
}

static void
put_shared(struct ht_out *out, const struct ht_record *r, enum ht_shared what, const char *before)
{
    int id = ht_shared_field(r->reg, what);
    if (id < 0 || !r->v[id].s)
        return;
    ht_out_adds(out, before);
    ht_xml_text(out, r->v[id].s, r->v[id].len);
}

static void
put_where(struct ht_out *out, const struct ht_record *r)
{
    const char *src = ht_rattr(r, HT_R_src), *scan = ht_rattr(r, HT_R_scan), *id = ht_rattr(r, HT_R_id);
    ht_out_adds(out, "<p class=\"where\">Vị trí trong sổ:");
    put_shared(out, r, HT_SO, " số ");
    put_shared(out, r, HT_QUYEN_SO, ", quyển số ");
    put_shared(out, r, HT_TRANG_SO, ", trang ");
    ht_out_adds(out, ". Mã bản ghi: ");
    put_text(out, id ? id : "");
    if (src) {
        ht_out_adds(out, ". Nguồn dữ liệu: ");
        put_text(out, src);
    }
    if (scan) {
        ht_out_adds(out, ". Bản quét: ");
        put_text(out, scan);
    }
    ht_out_adds(out, ".</p>\n");
}

void
ht_extract_page(const struct ht_record *r, struct ht_out *out)
{
    ht_out_adds(out, "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>Trích lục ");
    put_text(out, r->reg->vi);
    ht_out_addf(out, "</title>\n<style>%sbody{font:%s serif}</style>\n</head>\n<body>\n<h1>Trích lục ",
                style, font_for(r));
    put_text(out, r->reg->vi);
    ht_out_adds(out, "</h1>\n<p class=\"note\">BẢN TRA CỨU – KHÔNG PHẢI BẢN SAO TRÍCH LỤC CÓ GIÁ TRỊ PHÁP LÝ</p>\n");
    ht_out_adds(out, "<table>\n");
    for (size_t i = 0; i < r->reg->nfields; i++) {
        if (ht_slot_absent(&r->v[i]))
            continue;
        ht_out_adds(out, "<tr><th>");
        put_text(out, r->reg->field[i].vi);
        ht_out_adds(out, "</th><td>");
        put_value(out, &r->reg->field[i], &r->v[i]);
        ht_out_adds(out, "</td></tr>\n");
    }
    ht_out_adds(out, "</table>\n");
    put_where(out, r);
    ht_out_adds(out, "</body>\n</html>\n");
}
