/* SPDX-License-Identifier: BSD-2-Clause */
/* text/detect: verdicts on single cells and on columns, repairs, damage */
#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "tap.h"
#include "text/detect.h"
#include "text/lexicon.h"

static struct ht_detector *det;

static struct ht_detected
detect(struct ht_column *col, const char *s, enum ht_door door)
{
    struct ht_detected d;
    struct ht_cell_text cell = { s, strlen(s), door, NULL };
    ht_detect(det, col, &cell, &d);
    return d;
}

/* Writes TEXT in SET, through DOOR (the bytes, or widened by CP1252), and checks that it is read back. */
static void
reads(const char *set, enum ht_door door, const char *text)
{
    struct ht_buf bytes = HT_BUF_INIT, wide = HT_BUF_INIT;
    char what[200];
    if (!ht_charset_find(set))
        return;
    ht_charset_encode(ht_charset_find(set), text, strlen(text), &bytes);
    if (door != HT_DOOR_BYTES)
        ht_charset_decode(ht_charset_find("CP1252"), HT_DOOR_BYTES, bytes.s, bytes.len, &wide, NULL);
    struct ht_detected d = detect(NULL, door == HT_DOOR_BYTES ? bytes.s : wide.s, door);
    snprintf(what, sizeof what, "%s %s", set, text);
    tap_str(d.s, text, __FILE__, __LINE__, what);
    if (!d.set || strcmp(ht_charset_name(d.set), set))
        printf("# %s: read as %s, margin %d\n", what, d.set ? ht_charset_name(d.set) : "it stands", d.margin);
    ht_buf_fini(&bytes);
    ht_buf_fini(&wide);
}

static void
test_single_cells(void)
{
    static const char *const sets[] = { "TCVN3", "VNI-WIN", "VISCII", "VPS", "CP1258", "BKHCM1", "BKHCM2", "VIETWARE-X" };
    for (size_t i = 0; i < HT_COUNT(sets); i++) {
        reads(sets[i], HT_DOOR_BYTES, "Nguyễn Thị Hồng Nhung");
        reads(sets[i], HT_DOOR_BYTES, "Phạm Văn Đức");
        reads(sets[i], HT_DOOR_TEXT, "Đặng Thị Mỹ Lệ");
        reads(sets[i], HT_DOOR_TEXT, "phường Bến Nghé, quận 1");
    }
    reads("TCVN3", HT_DOOR_BYTES, "NGUYỄN VĂN TÚ");
    reads("TCVN3", HT_DOOR_BYTES, "Trần Thị Ánh");
}

/* Names in capitals, which TCVN3 and Vietware-F cannot write: what is small there stands for a capital, in all other sets
 * it is the sign of a wrong reading. */
static void
test_capitals(void)
{
    static const char *const sets[] = {
        "TCVN3", "VNI-WIN", "VISCII", "VPS", "CP1258", "BKHCM1", "BKHCM2", "VIETWARE-F", "VIETWARE-X", "VNI-MAC",
        "VNI-DOS", "ISC", "TCVN5712-1", "VIQR", "VIQR*", "VNI-EMAIL",
    };
    for (size_t i = 0; i < HT_COUNT(sets); i++) {
        reads(sets[i], HT_DOOR_BYTES, "LÊ ANH DU");
        reads(sets[i], HT_DOOR_BYTES, "LÊ TÚ HOA");
        reads(sets[i], HT_DOOR_BYTES, "NGÔ QUANG VI");
        reads(sets[i], HT_DOOR_BYTES, "VÕ XUÂN GIANG");
        reads(sets[i], HT_DOOR_BYTES, "THÁI HUY KHANG");
        reads(sets[i], HT_DOOR_BYTES, "PHẠM TRUNG KHÁNH");
    }
    reads("ISC", HT_DOOR_BYTES, "CAO CÚC NGA");
    reads("ISC", HT_DOOR_BYTES, "NGUYỄN THỊ THỰC");
    reads("ISC", HT_DOOR_BYTES, "TỪ VĂN LONG");
    reads("VNU", HT_DOOR_BYTES, "HOÀNG THÁI MINH");
    reads("VNI-EMAIL", HT_DOOR_BYTES, "ĐỖ NHƯ LAN");
}

/* Loïc is Lọc in VNI: what its cell and its column are of decides. */
static void
test_lone_foreign(void)
{
    static const char *const sure[] = {
        "Loïc McDonald", "LOÏC JOHNSON", "Loïc Hašek", "Hà Loïc Schäfer", "Seán Ó Briain", "Lín Dān", "Neáng Phươl",
        "Ama Ñô", "Ama Ñô Djưng", "Ða Marić", "Ðura Jakšić",
    }, *const doubtful[] = { "Loïc", "Nguyễn Loïc", "Nay H'Ñun", "Tà Ôi Ñô", "Vương Ü" };
    struct ht_column *col = ht_column_new();
    for (size_t i = 0; i < HT_COUNT(sure); i++) {
        CHECK_STR(detect(NULL, sure[i], HT_DOOR_BYTES).s, sure[i]);
        CHECK_STR(detect(NULL, sure[i], HT_DOOR_TEXT).s, sure[i]);
        struct ht_cell_text cell = { sure[i], strlen(sure[i]), HT_DOOR_BYTES, NULL };
        ht_column_learn(det, col, &cell);
    }
    for (size_t i = 0; i < HT_COUNT(doubtful); i++) {
        struct ht_detected d = detect(NULL, doubtful[i], HT_DOOR_BYTES);
        CHECK_STR(d.s, doubtful[i]);
        tap_ok(d.flags & HT_DETECT_DOUBTFUL, __FILE__, __LINE__, doubtful[i]);
        CHECK_STR(detect(col, doubtful[i], HT_DOOR_BYTES).s, doubtful[i]);
    }
    ht_column_free(col);
    CHECK_STR(detect(NULL, "Lê Ðình Ða", HT_DOOR_BYTES).s, "Lê Đình Đa");
    CHECK_STR(detect(NULL, "Ðăm Săn Ƀuôn", HT_DOOR_BYTES).s, "Đăm Săn Ƀuôn");
    CHECK_STR(detect(NULL, "Ngoïc", HT_DOOR_TEXT).s, "Ngọc");
    CHECK_STR(detect(NULL, "Nguyễn Ngoïc", HT_DOOR_TEXT).s, "Nguyễn Ngọc");
    CHECK_STR(detect(NULL, "Võ Minh Luïa", HT_DOOR_TEXT).s, "Võ Minh Lụa");
}

/* Foreign names stay as they are, in UTF-8 and in bytes of Windows-1252; what may be one is doubtful. */
static void
test_foreign(void)
{
    static const char *const names[] = {
        "Jürgen Müller", "François Lefèvre", "José García", "Gonçalves Rui", "Håkan Åkesson", "Renée Dupré",
        "Kærlighed Ærø",
    };
    for (size_t i = 0; i < HT_COUNT(names); i++) {
        CHECK_STR(detect(NULL, names[i], HT_DOOR_BYTES).s, names[i]);
        reads("CP1252", HT_DOOR_BYTES, names[i]);
    }
    CHECK_STR(detect(NULL, "Loïc Rémy", HT_DOOR_BYTES).s, "Loïc Rémy");
    test_lone_foreign();
    CHECK_STR(detect(NULL, "Leão Mauro", HT_DOOR_BYTES).s, "Leão Mauro");
    CHECK(detect(NULL, "K'Br\xeau", HT_DOOR_BYTES).flags & HT_DETECT_DOUBTFUL);
    CHECK(detect(NULL, "K\xfcng Hans", HT_DOOR_BYTES).flags & HT_DETECT_DOUBTFUL);
    CHECK(detect(NULL, "Ph╣m Minh H╡", HT_DOOR_BYTES).flags & HT_DETECT_SIGNS);
    CHECK(detect(NULL, "Võ D‗ng", HT_DOOR_BYTES).flags & HT_DETECT_SIGNS);
    CHECK_STR(detect(NULL, "AL B\xe1", HT_DOOR_BYTES).s, "AL Bá");
}

/* Words that every ledger has are read as such, and so are places: by their letters alone, Vợ is Vụ in VISCII. */
static void
test_known(void)
{
    static const char *const sets[] = { "TCVN3", "VNI-WIN", "VISCII", "VPS", "CP1258", "BKHCM1", "BKHCM2", "VIETWARE-X" };
    static const char *const known[] = { "Con gái", "Vợ", "Y tá", "Lái xe", "Suy thận mạn", "Sóc Trăng", "Cà Mau",
        "Củ Chi", "Mê Linh", "Xã Tà Nung", "Xã Lũng Pù", "CA Tỉnh Ninh Thuận", "huyện Chũ, tỉnh Bắc Ninh",
        "UBND xã Tả Ván", "Con của ông Lê Văn Tú và bà Trần Thị Bé" };
    for (size_t i = 0; i < HT_COUNT(sets); i++)
        for (size_t k = 0; k < HT_COUNT(known); k++)
            reads(sets[i], HT_DOOR_BYTES, known[k]);
}

/* What reads well stands, whatever else it could be. */
static void
test_clean(void)
{
    static const char *const clean[] = {
        "Nguyễn Văn An", "Hà Nội", "tã", "UBND xã", "A. Nguyen (con)", "K'Brêu", "H'Hen Niê", "Krông Pắk", "Y Ƀlŏ Ê̆ban",
        "Muñoz", "François", "Größe", "Zoë", "阮文安", "𡨸喃", "ភ្នំពេញ", "Đắk Lắk", "Ksor H'Bơ Khăp", "Björn Åström", "Škoda", "", "12/3/2008",
        "O'Brien", "P. Nguyễn Huệ (nối dài)", "user@example.com", "C:\\ten", "hòa", "hoà", "Lý", "Lí", "thuỷ", "Châu Á – Thái Bình",
        "diện tích 50 m², sâu 10 m³", "½ km²", "60 °C", "ºC", "N° 15/QĐ", "Nº 7", "§12", "Điều 5 § 2", "20£ – 30£", "15×20", "±5",
        "giá 385¹", "Lê Đức Hiếu ®", "©2004", "7º",
    };
    for (size_t i = 0; i < HT_COUNT(clean); i++) {
        struct ht_detected d = detect(NULL, clean[i], HT_DOOR_TEXT);
        CHECK_STR(d.s, clean[i]);
        tap_ok(!d.set && !d.damage, __FILE__, __LINE__, clean[i]);
        CHECK_STR(detect(NULL, clean[i], HT_DOOR_BYTES).s, clean[i]);
    }
    CHECK_STR(detect(NULL, "®· chÕt 12/3", HT_DOOR_TEXT).s, "đã chết 12/3");    /* words of signs only */
    CHECK(ht_detect_clean(det, NULL, "Nguyễn Văn An", strlen("Nguyễn Văn An")));
    CHECK(ht_detect_clean(det, NULL, "Hà", 3));
    CHECK(ht_detect_clean(det, NULL, "P. 12 (cu)", 10));
    CHECK(!ht_detect_clean(det, NULL, "Hµ Néi", strlen("Hµ Néi")));
    CHECK(!ht_detect_clean(det, NULL, "H\xb5", 2));
    CHECK(!ht_detect_clean(det, NULL, "Đ\xc3" "Abc", 6));
    CHECK(!ht_detect_clean(det, NULL, "Đ\xc3", 3));
    CHECK(!ht_detect_clean(det, NULL, "Đà\x01", 5));
    CHECK(!ht_detect_clean(det, NULL, "19\0" "98", 5));
    CHECK(ht_detect_clean(det, NULL, "Đượ, ươ ĐƯỜNG", strlen("Đượ, ươ ĐƯỜNG")));
    CHECK(!ht_detect_clean(det, NULL, "Đxợ", strlen("Đxợ")));
    CHECK(!ht_detect_clean(det, NULL, "đợc", strlen("đợc")));
    CHECK(!ht_detect_clean(det, NULL, "Ha` No^.i", 9));
}

/* Widened text of words that exist: hardly anybody writes them so, or they have a capital inside. */
static void
test_widened(void)
{
    static const char *const cases[][2] = {
        { "Vò Quang Anh", "Vũ Quang Anh" }, { "Hoà Thò Trinh", "Hồ Thị Trinh" }, { "Mai Thò Long", "Mai Thị Long" },
        { "Cha ruét", "Cha ruột" }, { "Y taù", "Y tá" }, { "Quý Léc", "Quý Lộc" }, { "TrÀn Xuân Ly", "Trần Xuân Ly" },
        { "SÓt rét ác tính", "Sốt rét ác tính" }, { "CA TÌnh Cà Mau", "CA Tỉnh Cà Mau" },
        { "LÕi Thanh Tín", "Lại Thanh Tín" },
    };
    for (size_t i = 0; i < HT_COUNT(cases); i++)
        CHECK_STR(detect(NULL, cases[i][0], HT_DOOR_TEXT).s, cases[i][1]);
    CHECK(!ht_detect_clean(det, NULL, "TrÀn", strlen("TrÀn")));
    CHECK(!ht_detect_clean(det, NULL, "Vò", strlen("Vò")));
    CHECK(detect(NULL, "Mai Sôn", HT_DOOR_TEXT).flags & HT_DETECT_DOUBTFUL);   /* Sơn in VNI: too little to change it */
    CHECK_STR(detect(NULL, "Mai Sôn", HT_DOOR_TEXT).s, "Mai Sôn");
}

static void
test_mixed(void)
{
    static const char *const cases[][2] = {
        { "Ủy ban nh©n d©n quËn 9", "Ủy ban nhân dân quận 9" },
        { "M¸y mãc thiết bÞ, phụ tïng", "Máy móc thiết bị, phụ tùng" },
        { "ÖÙng dông", "Ứng dụng" },
        { "OÙc Eo", "Óc Eo" },
        { "HuyÖn Xu©ntr­êng chi c«ng t¸c phÝ 150.000.000®)", "Huyện Xuântrường chi công tác phí 150.000.000đ)" },
    };
    for (size_t i = 0; i < HT_COUNT(cases); i++)
        CHECK_STR(detect(NULL, cases[i][0], HT_DOOR_TEXT).s, cases[i][1]);
}

/* Control characters and signs inside words are letters of some set, or are said. */
static void
test_signs(void)
{
    static const struct { const char *s, *want, *set; } read[] = {
        { "PHAN TH\x10 ANH", "PHAN THỊ ANH", "VPS" },
        { "PH\x02M TH\x10 DI\x06P", "PHẠM THỊ DIỆP", "VPS" },
        { "PHAN V\xc2N \x85N", "PHAN VÂN ẨN", "VPS" },
        { "HO\x80NG TH\x10 NI\x93M", "HOÀNG THỊ NIỀM", "VPS" },
        { "V\xa0 QUANG KIM", "VÕ QUANG KIM", "VISCII" },
        { "Ph\xb9m Tu\xa0n B\xd7nh", "Phạm Tuấn Bình", "ISC" },
        { "V\x97 KIM HUY", "VŨ KIM HUY", "BKHCM1" },
    };
    static const char *const odd[] = { "V\xc2\xa0 T", "MAI T” CHUNG", "thị tr\xc2\xa0n", "NGUY‚N", "NH– KIM", "…N" };
    static const char *const even[] = {
        "Hà\xc2\xa0Nội", "Tày–Nùng", "12/QĐ–UBND", "“T”", "K’Brêu", "Đăng ký … lại", "Nam|Nữ", "Ngô Văn An…", "T@ Lê",
    };
    for (size_t i = 0; i < HT_COUNT(read); i++) {
        struct ht_detected d = detect(NULL, read[i].s, HT_DOOR_BYTES);
        CHECK_STR(d.s, read[i].want);
        CHECK_STR(d.set ? ht_charset_name(d.set) : "", read[i].set);
        CHECK(!(d.flags & HT_DETECT_SIGNS));
    }
    for (size_t i = 0; i < HT_COUNT(odd); i++)
        CHECK(detect(NULL, odd[i], HT_DOOR_TEXT).flags & HT_DETECT_SIGNS);
    for (size_t i = 0; i < HT_COUNT(even); i++)
        CHECK(!(detect(NULL, even[i], HT_DOOR_TEXT).flags & HT_DETECT_SIGNS));
}

/* Cells of pure ASCII: marks and references are read, signs that people write stay. */
static void
test_escapes(void)
{
    static const char *const cases[][2] = {
        { "Nguy&#7877;n V&#259;n An", "Nguyễn Văn An" },
        { "Nguy&#x1EC5;n", "Nguyễn" },
        { "Tr&agrave; M&yacute; &amp; An", "Trà Mý &amp; An" },
        { "Nguy\\u1ec5n V\\u0103n", "Nguyễn Văn" },
        { "Nguye^~n Thi. Hoa`, Ha` No^.i", "Nguyễn Thị Hoà, Hà Nội" },
        { "}a Kao", "Đa Kao" },
        { "Bia G++ (cu)", "Bia G++ (cu)" },
        { "ai? an? oi.", "ai? an? oi." },
        { "user.name@mail.com", "user.name@mail.com" },
        { "O'Brien K'Bang H'Hen", "O'Brien K'Bang H'Hen" },
        { "A&B; C\\x", "A&B; C\\x" },
        { "TP.HCM P.12", "TP.HCM P.12" },
    };
    for (size_t i = 0; i < HT_COUNT(cases); i++)
        CHECK_STR(detect(NULL, cases[i][0], HT_DOOR_BYTES).s, cases[i][1]);
}

static void
test_repairs(void)
{
    static const struct { const char *in, *out, *by; } cases[] = {
        { "Nguye\u0302\u0303n Va\u0306n", "Nguyễn Văn", "" },
        { "Tra\u0300\u0302n", "Trần", "tone-order" },
        { "Ð\u1ea1i ðường", "Đại đường", "d-stroke" },
        { "₫ường 100₫", "đường 100₫", "d-stroke" },
        { "Ngu\u200byễn\u00a0Văn", "Nguyễn Văn", "hidden space" },
        { "Ｎguyễn １２", "Nguyễn 12", "width" },
        { "Ðorđe Þór", "Ðorđe Þór", "" },
        { "阮（文）", "阮（文）", "" },
    };
    struct ht_buf by = HT_BUF_INIT;
    for (size_t i = 0; i < HT_COUNT(cases); i++) {
        struct ht_detected d = detect(NULL, cases[i].in, HT_DOOR_TEXT);
        CHECK_STR(d.s, cases[i].out);
        ht_buf_clear(&by);
        ht_repair_names(d.repairs, &by);
        CHECK_STR(by.s, cases[i].by);
    }
    ht_buf_fini(&by);
}

static void
test_damage(void)
{
    static const struct { const char *s; enum ht_damage damage; } cases[] = {
        { "Nguy?n V?n Anh", HT_DAMAGE_REPLACED },
        { "Nguy\ufffdn", HT_DAMAGE_REPLACED },
        { "đợc cấp", HT_DAMAGE_SOFT_HYPHEN },
        { "Trëng phßng", HT_DAMAGE_SOFT_HYPHEN },
        { "nguyôn v¨n tó", HT_DAMAGE_CASE },
        { "V \u0308n phßng", HT_DAMAGE_NFKC },
        { "sao lại thế?", HT_DAMAGE_NONE },
        { "Nguyễn Thị Hương", HT_DAMAGE_NONE },
        { "Sơn Trà", HT_DAMAGE_NONE },
    };
    for (size_t i = 0; i < HT_COUNT(cases); i++) {
        struct ht_detected d = detect(NULL, cases[i].s, HT_DOOR_TEXT);
        tap_int(d.damage, cases[i].damage, __FILE__, __LINE__, cases[i].s);
    }
}

/* One short cell could be anything; its column says what it is. */
static void
test_column(void)
{
    static const char *const names[] = { "NguyÔn V¨n Tó", "TrÇn ThÞ Hång", "Lª Ngäc ¸nh", "Ph¹m §øc", "Hoµng Mü LÖ", "Bïi V¨n Së" };
    struct ht_column *col = ht_column_new();
    for (size_t i = 0; i < HT_COUNT(names); i++) {
        struct ht_cell_text cell = { names[i], strlen(names[i]), HT_DOOR_TEXT, NULL };
        ht_column_learn(det, col, &cell);
    }
    struct ht_column_verdict v;
    ht_column_verdict(det, col, &v);
    CHECK(v.set && !strcmp(ht_charset_name(v.set), "TCVN3"));
    CHECK_INT(v.door, HT_DOOR_TEXT);
    CHECK_INT(v.cells, 6);
    CHECK(ht_column_settled(col));
    CHECK(!ht_detect_clean(det, col, "tã", strlen("tã")));
    CHECK_STR(detect(col, "Tã", HT_DOOR_TEXT).s, "Tó");
    CHECK_STR(detect(col, "¸nh", HT_DOOR_TEXT).s, "Ánh");
    CHECK_STR(detect(col, "Nguyeãn Vaên Thaønh", HT_DOOR_TEXT).s, "Nguyễn Văn Thành");
    ht_column_free(col);
}

/* What Windows-1258 widened: its marks are bytes of the letter they stand for, and belong to no vowel before them. */
static void
test_windows_1258(void)
{
    static const struct { const char *wide, *text; } cells[] = {
        { "Ph¹m HËu Huy\u0309n", "Phạm Hậu Huyền" }, { "Ki\u0309u §oan Huy\u0309n", "Kiều Đoan Huyền" },
        { "H¸n Ngäc Tri\u0309u", "Hán Ngọc Triều" }, { "Cao Tr©m TrƯ", "Cao Trâm Trí" }, { "Trung ChƯnh", "Trung Chính" },
        { "Nguyeăn Kim Hoa", "Nguyễn Kim Hoa" }, { "Tri Leă", "Tri Lễ" }, { "Vuơ Anh Mai", "Vũ Anh Mai" },
        { "Thoï Tuyeán Lư", "Thọ Tuyến Lý" }, { "Lă Minh Kiăn", "Lê Minh Kiên" },
    }, column[] = {
        { "Sung Hi\u0309n Tróc", "Sung Hiền Trúc" }, { "§ç B¶o V©n", "Đỗ Bảo Vân" }, { "Vinh Ti\u0309n", "Vinh Tiền" },
        { "NguyÔn Hµ L\u00ad\u0301ng", "Nguyễn Hà Lưỡng" }, { "B¾c Lư", "Bắc Lý" },
    };
    static const char *const composite[] = { "Nguyê\u0303n Thi\u0323 Huy\u0309nh", "Đoa\u0300n Ki\u0309", "Ma\u0309 Vă\u0301n" };
    for (size_t i = 0; i < HT_COUNT(cells); i++)
        CHECK_STR(detect(NULL, cells[i].wide, HT_DOOR_TEXT).s, cells[i].text);
    struct ht_column *col = ht_column_new();
    for (size_t i = 0; i < HT_COUNT(column); i++)
        ht_column_learn(det, col, &(struct ht_cell_text){ column[i].wide, strlen(column[i].wide), HT_DOOR_TEXT, NULL });
    for (size_t i = 0; i < HT_COUNT(column); i++) {
        struct ht_detected d = detect(col, column[i].wide, HT_DOOR_TEXT);
        CHECK_STR(d.s, column[i].text);
        CHECK(d.door == HT_DOOR_CP1258 && !(d.flags & HT_DETECT_DOUBTFUL));
    }
    ht_column_free(col);
    for (size_t i = 0; i < HT_COUNT(composite); i++)
        CHECK(!detect(NULL, composite[i], HT_DOOR_TEXT).set);
}

/* One registrar signs a whole book: his rare name does not become a frequent one because it is there so often. */
static void
test_same_name(void)
{
    static const char *const names[] = { "Nguyễn Văn Tám", "Hoàng Tám", "Vò Anh" };
    for (size_t k = 0; k < HT_COUNT(names); k++) {
        struct ht_column *col = ht_column_new();
        struct ht_cell_text cell = { names[k], strlen(names[k]), HT_DOOR_TEXT, NULL };
        for (int i = 0; i < 30; i++)
            if (!ht_detect_clean(det, col, cell.s, cell.len))
                ht_column_learn(det, col, &cell);
        CHECK_STR(detect(col, names[k], HT_DOOR_TEXT).s, names[k]);
        ht_column_free(col);
    }
}

/* Text that can only be Unicode stays, in a column of widened bytes, too, and however often a word is in it. */
static void
test_unicode_among_widened(void)
{
    static const char *const widened[] = { "söa n¨m sinh, \"tªn\" mÑ", "t¹i x· T©n Lîi", "Th«n B×nh TrÞ", "sè nhµ 12" };
    struct ht_column *col = ht_column_new();
    for (size_t k = 0; k < HT_COUNT(widened); k++)
        ht_column_learn(det, col, &(struct ht_cell_text){ widened[k], strlen(widened[k]), HT_DOOR_TEXT, NULL });
    char text[512] = "";
    for (int i = 0; i < 10; i++) {
        strcat(text, "sửa năm sinh & \"tên\" <theo> đơn; ");
        CHECK_STR(detect(col, text, HT_DOOR_TEXT).s, text);
    }
    ht_column_free(col);
}

/* What the font says is believed where nothing speaks against it: a rare surname is no word of another encoding, and a
 * name in ASCII was drawn in capitals like the others of its column. */
static void
test_fonts(void)
{
    static const char *const names[] = { "nguyÔn v¨n tó", "trÇn thÞ hång", "lª ngäc ¸nh", "ph¹m ®øc", "hoµng mü lÖ" };
    const struct ht_charset *small = ht_charset_find("TCVN3"), *large = ht_charset_find("TCVN3H");
    struct ht_cell_text rare = { "Vá HiÒn ThuËn", strlen("Vá HiÒn ThuËn"), HT_DOOR_TEXT, small };
    struct ht_cell_text plain = { "phan thanh linh", strlen("phan thanh linh"), HT_DOOR_TEXT, large };
    struct ht_column *col = ht_column_new();
    struct ht_detected d;
    ht_detect(det, NULL, &rare, &d);
    CHECK_STR(d.s, "Vỏ Hiền Thuận");
    ht_detect(det, col, &plain, &d);
    CHECK_STR(d.s, plain.s);
    for (size_t i = 0; i < HT_COUNT(names); i++)
        ht_column_learn(det, col, &(struct ht_cell_text){ names[i], strlen(names[i]), HT_DOOR_TEXT, large });
    ht_detect(det, col, &plain, &d);
    CHECK_STR(d.s, "PHAN THANH LINH");
    CHECK(d.set == large);
    plain.prior = small;
    ht_detect(det, col, &plain, &d);
    CHECK_STR(d.s, plain.s);
    ht_column_free(col);
}

int
main(void)
{
    det = ht_detector_new();
    test_single_cells();
    test_capitals();
    test_foreign();
    test_known();
    test_clean();
    test_widened();
    test_mixed();
    test_signs();
    test_escapes();
    test_repairs();
    test_damage();
    test_column();
    test_windows_1258();
    test_same_name();
    test_unicode_among_widened();
    test_fonts();
    ht_detector_free(det);
    return tap_done();
}
