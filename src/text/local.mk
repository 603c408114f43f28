libhotich_a_SOURCES += \
	%D%/fold.c %D%/fold.h %D%/latin.def \
	%D%/slot.h \
	%D%/viet.c %D%/viet.h %D%/letters.def %D%/syllables.def
check_PROGRAMS += tests/unit/fold tests/unit/viet
tests_unit_fold_SOURCES = tests/unit/fold.c
tests_unit_fold_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_viet_SOURCES = tests/unit/viet.c
tests_unit_viet_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/fold tests/unit/viet
