libhotich_a_SOURCES += \
	%D%/against.c %D%/against.h \
	%D%/book.c %D%/book.h %D%/book_end.c %D%/book_private.h \
	%D%/check.c %D%/check.h \
	%D%/files.c %D%/files.h \
	%D%/law.c %D%/law.h \
	%D%/keyed.c %D%/keyed.h \
	%D%/links.c %D%/links.h %D%/links_end.c %D%/links_private.h \
	%D%/pdf.c %D%/pdf.h \
	%D%/profile.c %D%/profile.h \
	%D%/r_birth.c %D%/r_dates.c %D%/r_death.c %D%/r_marriage.c %D%/r_other.c %D%/r_person.c %D%/r_structure.c \
	%D%/rulefns.h \
	%D%/rules.c %D%/rules.def %D%/rules.h \
	%D%/sample.c %D%/sample.h \
	%D%/scan.c %D%/scan.h \
	%D%/settings.def \
	%D%/span.c \
	%D%/words.c

check_PROGRAMS += tests/unit/keyed
tests_unit_keyed_SOURCES = tests/unit/keyed.c
tests_unit_keyed_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/keyed

check_PROGRAMS += tests/unit/span
tests_unit_span_SOURCES = tests/unit/span.c
tests_unit_span_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/span

check_PROGRAMS += tests/unit/book
tests_unit_book_SOURCES = tests/unit/book.c
tests_unit_book_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/book
