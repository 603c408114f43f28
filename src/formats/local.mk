libhotich_a_SOURCES += \
	%D%/caption.c %D%/caption.h \
	%D%/csv_int.h %D%/csv_marks.c %D%/csv_marks.h %D%/csv_row.c %D%/csv_slice.c %D%/csv_slice.h %D%/csv_sniff.c %D%/csv_sniff.h \
	%D%/decode.c %D%/decode.h %D%/decode_cell.c %D%/decode_cell.h \
	%D%/foreign.c %D%/format.c %D%/format.h %D%/formats.def %D%/foreign.def \
	%D%/header.c %D%/header.h %D%/header_book.c %D%/header_column.c %D%/header_group.c \
	%D%/header_pair.c \
	%D%/ids.c %D%/ids.h \
	%D%/import.c %D%/import.h %D%/import_int.h \
	%D%/import_header.c %D%/import_moment.c %D%/import_record.c %D%/import_table.c \
	%D%/in_csv.c \
	%D%/map.c %D%/map.h \
	%D%/rejects.c %D%/rejects.h \
	%D%/utf16.c %D%/utf16.h \
	%D%/biff.c %D%/biff.h \
	%D%/bytes.h \
	%D%/dbf_head.c %D%/dbf_int.h %D%/dbf_memo.c %D%/dbf_memo.h \
	%D%/fonts.c %D%/fonts.h \
	%D%/given.c %D%/given.h \
	%D%/in_dbf.c \
	%D%/in_access.c %D%/in_fixed.c %D%/in_json.c %D%/json_scan.c %D%/json_scan.h \
	%D%/in_ods.c \
	%D%/in_xls.c %D%/xls_sheet.c %D%/xls_sheet.h \
	%D%/in_xlsx.c \
	%D%/in_zip.c %D%/scanindex.c %D%/scanindex.h \
	%D%/in_html.c %D%/in_xml.c %D%/in_xml2003.c \
	%D%/ods_styles.c %D%/ods_styles.h \
	%D%/moment.c %D%/moment.h %D%/number.c %D%/number.h \
	%D%/pieces.c %D%/pieces.h \
	%D%/rowbuf.c %D%/rowbuf.h \
	%D%/sax.c %D%/sax.h \
	%D%/sheet.c %D%/sheet.h %D%/foot.c %D%/foot.h \
	%D%/tree.c %D%/tree.h \
	%D%/delivery.c %D%/delivery.h \
	%D%/decided.c %D%/decided.h %D%/review.c %D%/review.h \
	%D%/codewords.c %D%/codewords.h \
	%D%/in_alto.c %D%/in_hocr.c %D%/in_image.c %D%/in_page.c %D%/in_tesstsv.c \
	%D%/lines.c %D%/lines.h %D%/ocrchild.c %D%/ocrchild.h %D%/ocrlines.c %D%/ocrlines.h \
	%D%/page.c %D%/page.h %D%/page_fields.c %D%/page_floor.c %D%/page_floor.h %D%/pages.c \
	%D%/page_free.c %D%/page_free.h %D%/page_run.c %D%/page_run.h %D%/page_table.c %D%/page_table.h \
	%D%/reading.c %D%/reading.h %D%/respell.c %D%/respell.h \
	%D%/template.c %D%/template.h %D%/template_fit.c %D%/template_map.c %D%/template_label.c %D%/template_label.h \
	%D%/xlsx_book.c %D%/xlsx_book.h %D%/xlsx_rels.c %D%/xlsx_rels.h \
	%D%/zip.c %D%/zip.h

check_PROGRAMS += tests/unit/dbf tests/unit/number tests/unit/ods tests/unit/xls tests/unit/xlsx
tests_unit_dbf_SOURCES = tests/unit/dbf.c tests/lib/rows.h
tests_unit_dbf_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ods_SOURCES = tests/unit/ods.c tests/lib/rows.h tests/lib/mkzip.h
tests_unit_ods_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_xls_SOURCES = tests/unit/xls.c tests/lib/rows.h
tests_unit_xls_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_xlsx_SOURCES = tests/unit/xlsx.c tests/lib/rows.h tests/lib/mkzip.h
tests_unit_xlsx_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_number_SOURCES = tests/unit/number.c
tests_unit_number_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/dbf tests/unit/number tests/unit/ods tests/unit/xls tests/unit/xlsx

check_PROGRAMS += tests/unit/template
tests_unit_template_SOURCES = tests/unit/template.c
tests_unit_template_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/template
check_PROGRAMS += tests/unit/csv_slice
tests_unit_csv_slice_SOURCES = tests/unit/csv_slice.c fuzz/csv_slice.h
tests_unit_csv_slice_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(top_srcdir)/fuzz
TESTS += tests/unit/csv_slice
check_PROGRAMS += tests/unit/header
tests_unit_header_SOURCES = tests/unit/header.c
tests_unit_header_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/header
