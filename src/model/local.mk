libhotich_a_SOURCES += \
	%D%/attrs.def %D%/diag.def %D%/lists.def %D%/rattrs.def \
	%D%/codelist.c %D%/codelist.h \
	%D%/finding.c %D%/finding.h \
	%D%/record.c %D%/record.h \
	%D%/schema.c %D%/schema.h
