libhotich_a_SOURCES += \
	%D%/book.c %D%/book.h \
	%D%/export.c %D%/export.h %D%/exporters.def \
	%D%/extract.c %D%/extract.h \
	%D%/ledger.c %D%/ledger.h \
	%D%/lookup.c %D%/lookup.h \
	%D%/names.c %D%/names.h \
	%D%/out_csv.c \
	%D%/out_json.c \
	%D%/out_moj.c \
	%D%/out_package.c \
	%D%/out_qcvn109.c \
	%D%/out_sqlite.c \
	%D%/out_xml.c \
	%D%/package.c %D%/package.h \
	%D%/profile.c %D%/profile.h \
	%D%/scans.c %D%/scans.h \
	%D%/sign.c %D%/sign.h \
	%D%/sink.c %D%/sink.h \
	%D%/verify.c
