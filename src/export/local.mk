libhotich_a_SOURCES += \
	%D%/awake.c %D%/awake.h \
	%D%/book.c %D%/book.h \
	%D%/cells.c %D%/cells.h \
	%D%/certs.c %D%/certs.h \
	%D%/chart.c %D%/chart.h \
	%D%/cube.c %D%/cube.h \
	%D%/deidentify.c %D%/deidentify.h \
	%D%/export.c %D%/export.h %D%/exporters.def \
	%D%/extract.c %D%/extract.h \
	%D%/ledger.c %D%/ledger.h \
	%D%/lookup.c %D%/lookup.h \
	%D%/member.c %D%/member.h \
	%D%/names.c %D%/names.h \
	%D%/out_csv.c \
	%D%/out_json.c \
	%D%/out_moj.c \
	%D%/out_package.c \
	%D%/out_qcvn109.c \
	%D%/out_sqlite.c \
	%D%/out_stats.c \
	%D%/out_xml.c \
	%D%/package.c %D%/package.h \
	%D%/profile.c %D%/profile.h \
	%D%/protect.c \
	%D%/receipt.c %D%/receipt.h \
	%D%/resume.c %D%/resume.h \
	%D%/scans.c %D%/scans.h \
	%D%/seal.c %D%/seal.h \
	%D%/sign.c %D%/sign.h \
	%D%/sink.c %D%/sink.h \
	%D%/statchart.c %D%/statfile.c %D%/statpage.c %D%/statpage.h \
	%D%/stats.c %D%/stats.def %D%/stats.h \
	%D%/tally.c %D%/tally.h \
	%D%/units.c %D%/units.h \
	%D%/verify.c \
	%D%/volume.c %D%/volume.h

check_PROGRAMS += tests/unit/cube
tests_unit_cube_SOURCES = tests/unit/cube.c
tests_unit_cube_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/cube
