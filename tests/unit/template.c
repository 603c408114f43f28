/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/template: reading, and fitting to pages that are shifted, turned, scaled and badly read */
#include "config.h"
#include "formats/template.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "formats/map.h"
#include "tap.h"

#define HEADER "kind\tfield\tvalue\tlabel\tlabel_x\tlabel_y\tx\ty\tw\th\tlines\tfirst_line_x\n"

static const char page[] =
    "# KS\tbook\t2480\t3508\t300\n" HEADER
    "value\t-\t\tSỔ ĐĂNG KÝ KHAI SINH\t800\t150\n"
    "value\tso\t\tSố\t200\t300\t300\t290\t300\t80\t1\t\n"
    "value\tquyenSo\t\tQuyển số\t700\t300\t900\t290\t300\t80\t\t\n"
    "value\tnksHoTen\t\tHọ, chữ đệm, tên\t200\t500\t700\t490\t1000\t80\t1\t700\n"
    "value\tnksNgaySinh\t\tNgày, tháng, năm sinh\t200\t620\t800\t610\t900\t80\t1\t800\n"
    "value\tnksNoiSinh\t\tNơi sinh\t200\t740\t200\t730\t1500\t200\t2\t460\n"
    "# a comment\n"
    "value\tmeHoTen\t\tHọ, chữ đệm, tên\t200\t1500\t700\t1490\t1000\t80\t1\t700\n"
    "value\tmeDanToc\t\tDân tộc\t200\t1620\t500\t1610\t500\t80\t1\t500\n"
    "value\tchaHoTen\t\tHọ, chữ đệm, tên\t200\t2100\t700\t2090\t1000\t80\t1\t700\n"
    "value\tchaDanToc\t\tDân tộc\t200\t2220\t500\t2210\t500\t80\t1\t500\n"
    "value\tnguoiKy\t\tNgười ký\t200\t3200\t500\t3190\t500\t80\t1\t500\n"
    "tick\tloaiDangKy\tđúng hạn\tĐúng hạn\t1900\t500\t1820\t500\t50\t50\t\t\n"
    "tick\tloaiDangKy\tquá hạn\tQuá hạn\t1900\t600\t1820\t600\t50\t50\t\t\n"
    "value\tghiChu\t\tGhi chú\t1820\t900\t1820\t1000\t600\t900\t9\t1820\n";

static int
parse(struct ht_templates *set, const char *s)
{
    struct ht_diag_opts o = { .prog = "test", .quiet = true };
    struct ht_diag *d = ht_diag_new(&o);
    int rc = ht_template_parse(set, s, strlen(s), "map.tsv", d);
    ht_diag_free(d);
    return rc;
}

static void
test_parse(void)
{
    struct ht_templates set = {0};
    CHECK(ht_template_is(page, strlen(page)));
    CHECK_INT(parse(&set, page), 0);
    CHECK_INT(set.n, 1);
    const struct ht_template *t = set.v[0];
    CHECK_STR(t->name, "book");
    CHECK_STR(t->reg->code, "KS");
    CHECK_INT(t->n, 14);
    CHECK_INT(t->zone[0].field, -1);
    CHECK_INT(t->zone[1].field, HT_KS_so);
    CHECK_STR(t->zone[3].key, "hochudemten");
    CHECK_INT(t->zone[2].lines, 1);
    CHECK_INT(t->zone[2].first_line_x, 900);
    CHECK_INT(t->zone[5].first_line_x, 460);
    CHECK_STR(t->zone[11].value, "đúng hạn");
    ht_templates_fini(&set);

    static const char *const bad[] = {
        "", "# KS\tbook\n", "# XX\tbook\t10\t10\t300\n" HEADER, "# KS\tbook\t10\t10\t300\nfield\tx\n",
        "# KS\tb\t99\t99\t300\n" HEADER "value\tnobody\t\tA\t1\t1\t1\t1\t5\t5\n",
        "# KS\tb\t99\t99\t300\n" HEADER "value\tso\t\tA\t1\t1\t1\t1\t500\t5\n",
        "# KS\tb\t99\t99\t300\n" HEADER "value\tso\t\tA\t1\t1\t1\t1\tx\t5\n",
        "# KS\tb\t99\t99\t300\n" HEADER "tick\tloaiDangKy\t\tA\t1\t1\t1\t1\t5\t5\n",
        "# KS\tb\t99\t99\t300\n" HEADER "thing\tso\t\tA\t1\t1\t1\t1\t5\t5\n",
        "# KS\tb\t99\t99\t300\n" HEADER "value\tso\t\tA\t1\t1\t1\t1\t5\t5\t900\n",
        "# KS\tb\t99\t99\t300\n" HEADER "value\t-\t\t\t1\t1\n",
        "# KS\tb\t1e9\t99\t300\n" HEADER, "# KS\tb\t99\t99\t300\n" HEADER "value\tso\t\xff\n",
    };
    for (size_t i = 0; i < HT_COUNT(bad); i++)
        CHECK(parse(&set, bad[i]) == -1 && !set.n);
    ht_templates_fini(&set);
}

/* ---- pages ---- */

struct sheet {
    struct ht_page_word word[400];
    char text[400][64];
    size_t n;
    double scale, turn, dx, dy;         /* from the template */
    unsigned seed;
};

static double
chance(struct sheet *p)
{
    p->seed = p->seed * 1103515245u + 12345;
    return (p->seed >> 16 & 0x7fff) / 32768.0;
}

static void
place(const struct sheet *p, double x, double y, double *px, double *py)
{
    *px = p->scale * (x * cos(p->turn) - y * sin(p->turn)) + p->dx;
    *py = p->scale * (x * sin(p->turn) + y * cos(p->turn)) + p->dy;
}

/* Writes TEXT, word by word, from X; ink is 40 high, 22 wide per character, in the middle of a line 50 high. */
static void
write_text(struct sheet *p, double x, double y, const char *text)
{
    char copy[256];
    snprintf(copy, sizeof copy, "%s", text);
    for (char *w = strtok(copy, " "); w; w = strtok(NULL, " ")) {
        double a, b, width = 22.0 * (double)strlen(w);
        struct ht_page_word *to = &p->word[p->n];
        place(p, x + chance(p) * 3, y + 5 + chance(p) * 6, &a, &b);
        snprintf(p->text[p->n], sizeof p->text[0], "%s", w);
        *to = (struct ht_page_word){ .s = p->text[p->n], .len = strlen(w), .x0 = (int)a, .y0 = (int)b,
            .x1 = (int)(a + p->scale * width), .y1 = (int)(b + p->scale * 40), .conf = 90 };
        p->n++;
        x += width + 15;
    }
}

static void
make_sheet(struct sheet *p, const struct ht_template *t, double missed)
{
    p->n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct ht_zone *z = &t->zone[i];
        if (chance(p) >= missed)
            write_text(p, z->label_x, z->label_y, z->label);
        if (z->field >= 0 && z->kind == HT_ZONE_VALUE)
            write_text(p, z->first_line_x, z->y + 12, i % 3 ? "Nguyễn Thị Họ" : "Dân tộc 12/2008 xã");
    }
}

/* Greatest distance of a zone's corner from where it is, in page pixels. */
static double
worst(const struct sheet *p, const struct ht_template *t, const struct ht_fit *f)
{
    double most = 0;
    for (size_t i = 1; i < t->n; i++) {
        double ax, ay, bx, by;
        place(p, t->zone[i].x, t->zone[i].y, &ax, &ay);
        ht_fit_point(f, t->zone[i].x, t->zone[i].y, &bx, &by);
        most = fmax(most, hypot(ax - bx, ay - by));
    }
    return most;
}

static void
test_fit(void)
{
    struct ht_templates set = {0};
    struct ht_fit f = {0};
    static struct sheet p;
    static const double scales[] = { 1, 0.66, 1.34 }, turns[] = { 0, 0.03, -0.045 };
    parse(&set, page);
    const struct ht_template *t = set.v[0];
    p.seed = 7;
    for (size_t s = 0; s < 3; s++) {
        for (size_t k = 0; k < 3; k++) {
            p.scale = scales[s], p.turn = turns[k], p.dx = 90, p.dy = -40;
            make_sheet(&p, t, 0.25);
            CHECK(ht_template_fit(t, p.word, p.n, 300 * p.scale, &f));
            double off = worst(&p, t, &f);
            if (off > 22 * p.scale)
                printf("# scale %g turn %g: %g px off, %zu of %zu labels\n", p.scale, p.turn, off, f.found, f.labels);
            CHECK(off <= 22 * p.scale);
            CHECK(fabs(ht_fit_skew(&f) - p.turn * 180 / 3.14159265) < 0.35);
            CHECK(fabs(ht_fit_scale(&f) / p.scale - 1) < 0.01);
        }
    }
    ht_templates_fini(&set);
    ht_fit_fini(&f);
}

static void
test_labels(void)
{
    struct ht_templates set = {0};
    struct ht_fit f = {0};
    static struct sheet p;
    parse(&set, page);
    const struct ht_template *t = set.v[0];
    p.scale = 1;
    make_sheet(&p, t, 0);
    for (size_t i = 0; i < p.n; i++) {  /* misread, and glued to what follows */
        if (!strcmp(p.text[i], "Ngày,"))
            snprintf(p.text[i], sizeof p.text[i], "Ngàv,");
        if (!strcmp(p.text[i], "Số"))
            snprintf(p.text[i], sizeof p.text[i], "Số:12");
        p.word[i].len = strlen(p.text[i]);
    }
    CHECK(ht_template_fit(t, p.word, p.n, 300, &f));
    CHECK_INT(f.found, f.labels);
    CHECK(f.at[4].found && f.at[4].last - f.at[4].first == 3);
    CHECK(f.at[1].found && f.at[1].end == strlen("Số"));
    CHECK(f.quality > 0.85);
    struct ht_box b = ht_fit_box(&f, 700, 490, 1000, 80);
    CHECK(fabs(b.x0 - 700) < 8 && fabs(b.y0 - 490) < 12 && fabs(b.x1 - 1700) < 8 && fabs(b.y1 - 570) < 12);
    CHECK(!ht_template_fit(t, p.word, 0, 300, &f));
    CHECK(!ht_template_fit(t, p.word, 1, 300, &f));
    ht_templates_fini(&set);
    ht_fit_fini(&f);
}

static void
test_choose(void)
{
    struct ht_templates set = {0};
    struct ht_fit f = {0};
    static struct sheet p;
    static const char death[] = "# KT\tbook\t2480\t3508\t300\n" HEADER
        "value\t-\t\tSỔ ĐĂNG KÝ KHAI TỬ\t800\t150\n"
        "value\tso\t\tSố\t200\t300\t300\t290\t300\t80\t1\t\n"
        "value\tquyenSo\t\tQuyển số\t700\t300\t900\t290\t300\t80\t\t\n"
        "value\tnktHoTen\t\tHọ, chữ đệm, tên người chết\t200\t500\t900\t490\t800\t80\t1\t\n"
        "value\tnktNguyenNhanChet\t\tNguyên nhân chết\t200\t700\t900\t690\t800\t80\t1\t\n"
        "value\tnktNoiChet\t\tNơi chết\t200\t900\t900\t890\t800\t80\t1\t\n"
        "value\tnguoiKy\t\tNgười ký\t200\t3200\t500\t3190\t500\t80\t1\t500\n";
    parse(&set, page);
    parse(&set, death);
    p.scale = 1, p.turn = 0.02, p.dx = 10;
    for (size_t i = 0; i < set.n; i++) {
        make_sheet(&p, set.v[i], 0.2);
        CHECK(ht_template_choose(&set, NULL, p.word, p.n, 0, &f) == set.v[i]);
        CHECK(!ht_template_choose(&set, &ht_registers[HT_REG_KH], p.word, p.n, 0, &f));
    }
    p.n = 0;
    write_text(&p, 100, 100, "Một trang không phải sổ hộ tịch mà là một lá thư gửi cho người quen ở xa");
    CHECK(!ht_template_choose(&set, NULL, p.word, p.n, 0, &f));
    ht_templates_fini(&set);
    ht_fit_fini(&f);
}

int
main(void)
{
    test_parse();
    test_fit();
    test_labels();
    test_choose();
    return tap_done();
}
