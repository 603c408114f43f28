libhotich_a_SOURCES += \
	%D%/export.c %D%/export.h %D%/exporters.def \
	%D%/ledger.c %D%/ledger.h \
	%D%/out_csv.c \
	%D%/out_package.c \
	%D%/out_xml.c \
	%D%/package.c %D%/package.h \
	%D%/verify.c
