# Fuzz targets: fuzz/NAME.c with a corpus in fuzz/corpus/NAME/.  A plain main replays the corpora in "make check";
# --enable-fuzzers (clang) links libFuzzer instead:  fuzz/NAME -max_total_time=60 fuzz/corpus/NAME
if FUZZERS
FUZZ_MAIN =
FUZZ_LINK = -fsanitize=fuzzer
else
FUZZ_MAIN = fuzz/main.c
FUZZ_LINK =
endif
EXTRA_DIST += %D%/main.c %D%/fuzz.h %D%/formats.h %D%/lsan.supp %D%/replay.t %D%/corpus
TESTS += fuzz/replay.t
check_PROGRAMS += $(FUZZ_TARGETS)
.PHONY: print-fuzz
print-fuzz:
	@echo $(FUZZ_TARGETS)

# One target is these three lines.
FUZZ_TARGETS =
FUZZ_TARGETS += fuzz/charset
fuzz_charset_SOURCES = fuzz/charset.c $(FUZZ_MAIN)
fuzz_charset_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/csv
fuzz_csv_SOURCES = fuzz/csv.c $(FUZZ_MAIN)
fuzz_csv_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/csv_slice
fuzz_csv_slice_SOURCES = fuzz/csv_slice.c fuzz/csv_slice.h $(FUZZ_MAIN)
fuzz_csv_slice_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/date
fuzz_date_SOURCES = fuzz/date.c $(FUZZ_MAIN)
fuzz_date_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/dbf
fuzz_dbf_SOURCES = fuzz/dbf.c $(FUZZ_MAIN)
fuzz_dbf_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/detect
fuzz_detect_SOURCES = fuzz/detect.c $(FUZZ_MAIN)
fuzz_detect_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/json
fuzz_json_SOURCES = fuzz/json.c $(FUZZ_MAIN)
fuzz_json_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/ods
fuzz_ods_SOURCES = fuzz/ods.c $(FUZZ_MAIN)
fuzz_ods_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/repair
fuzz_repair_SOURCES = fuzz/repair.c $(FUZZ_MAIN)
fuzz_repair_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/xls
fuzz_xls_SOURCES = fuzz/xls.c $(FUZZ_MAIN)
fuzz_xls_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/xlsx
fuzz_xlsx_SOURCES = fuzz/xlsx.c $(FUZZ_MAIN)
fuzz_xlsx_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/xml
fuzz_xml_SOURCES = fuzz/xml.c $(FUZZ_MAIN)
fuzz_xml_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/html
fuzz_html_SOURCES = fuzz/html.c $(FUZZ_MAIN)
fuzz_html_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/xml2003
fuzz_xml2003_SOURCES = fuzz/xml2003.c $(FUZZ_MAIN)
fuzz_xml2003_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/xmlin
fuzz_xmlin_SOURCES = fuzz/xmlin.c $(FUZZ_MAIN)
fuzz_xmlin_LDFLAGS = $(FUZZ_LINK)

EXTRA_DIST += %D%/pages.h
FUZZ_TARGETS += fuzz/hocr
fuzz_hocr_SOURCES = fuzz/hocr.c $(FUZZ_MAIN)
fuzz_hocr_LDFLAGS = $(FUZZ_LINK)
FUZZ_TARGETS += fuzz/alto
fuzz_alto_SOURCES = fuzz/alto.c $(FUZZ_MAIN)
fuzz_alto_LDFLAGS = $(FUZZ_LINK)
FUZZ_TARGETS += fuzz/page
fuzz_page_SOURCES = fuzz/page.c $(FUZZ_MAIN)
fuzz_page_LDFLAGS = $(FUZZ_LINK)
FUZZ_TARGETS += fuzz/tesstsv
fuzz_tesstsv_SOURCES = fuzz/tesstsv.c $(FUZZ_MAIN)
fuzz_tesstsv_LDFLAGS = $(FUZZ_LINK)
FUZZ_TARGETS += fuzz/ocrlines
fuzz_ocrlines_SOURCES = fuzz/ocrlines.c $(FUZZ_MAIN)
fuzz_ocrlines_LDFLAGS = $(FUZZ_LINK)
FUZZ_TARGETS += fuzz/template
fuzz_template_SOURCES = fuzz/template.c $(FUZZ_MAIN)
fuzz_template_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/datetext
fuzz_datetext_SOURCES = fuzz/datetext.c $(FUZZ_MAIN)
fuzz_datetext_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/place
fuzz_place_SOURCES = fuzz/place.c $(FUZZ_MAIN)
fuzz_place_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/manifest
fuzz_manifest_SOURCES = fuzz/manifest.c $(FUZZ_MAIN)
fuzz_manifest_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/matching
fuzz_matching_SOURCES = fuzz/matching.c $(FUZZ_MAIN)
fuzz_matching_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/fixed
fuzz_fixed_SOURCES = fuzz/fixed.c $(FUZZ_MAIN)
fuzz_fixed_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/zip
fuzz_zip_SOURCES = fuzz/zip.c $(FUZZ_MAIN)
fuzz_zip_LDFLAGS = $(FUZZ_LINK)

FUZZ_TARGETS += fuzz/readings
fuzz_readings_SOURCES = fuzz/readings.c $(OCR_TEXT) $(FUZZ_MAIN)
fuzz_readings_LDFLAGS = $(FUZZ_LINK)

if HAVE_OCR
FUZZ_TARGETS += fuzz/scan
fuzz_scan_SOURCES = fuzz/scan.c $(OCR_PICTURE) $(FUZZ_MAIN)
fuzz_scan_CPPFLAGS = $(AM_CPPFLAGS) $(OCR_CFLAGS)
fuzz_scan_LDFLAGS = $(FUZZ_LINK)
fuzz_scan_LDADD = $(LDADD) $(OCR_LIBS)
endif
