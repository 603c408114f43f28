libhotich_a_SOURCES += \
	%D%/attrs.def %D%/diag.def %D%/lists.def %D%/rattrs.def \
	%D%/codelist.c %D%/codelist.h %D%/listfiles.def \
	%D%/finding.c %D%/finding.h \
	%D%/pack.c %D%/pack.h \
	%D%/record.c %D%/record.h \
	%D%/schema.c %D%/schema.h
libhotich_a_SOURCES += %D%/date.c %D%/date.h

check_PROGRAMS += tests/unit/date
tests_unit_date_SOURCES = tests/unit/date.c
tests_unit_date_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/date

libhotich_a_SOURCES += \
	%D%/datetext.c %D%/datetext.h %D%/datetext_int.h %D%/datelunar.c %D%/datemarked.c %D%/datetokens.c \
	%D%/lunar.c %D%/lunar.h \
	%D%/numwords.c %D%/numwords.h \
	%D%/place.c %D%/place_units.c %D%/place.h %D%/place_int.h %D%/place_lists.c \
	%D%/placekey.c %D%/placekey.h \
	%D%/placetext.c %D%/placetext.h \
	%D%/wordkey.c %D%/wordkey.h
