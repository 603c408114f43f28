libhotich_a_SOURCES += \
	%D%/autokey.c %D%/autokey.h \
	%D%/block.c %D%/block.h \
	%D%/cluster.c %D%/cluster.h \
	%D%/compare.c %D%/comparename.c %D%/compare.h %D%/compare_int.h %D%/levels.def %D%/relations.def \
	%D%/decisions.c %D%/decisions.h \
	%D%/dedupe.c %D%/dedupe.h \
	%D%/expect.c %D%/expect.h \
	%D%/feat.c %D%/feat.h %D%/featdate.c %D%/featplace.c \
	%D%/fields.c %D%/fields.h \
	%D%/freq.c %D%/freq.h \
	%D%/index.c %D%/index.h \
	%D%/intake.c %D%/intake.h \
	%D%/keys.c %D%/keys.h \
	%D%/kind.c %D%/kind.h %D%/kinds.def \
	%D%/learn.c \
	%D%/link.c %D%/link.h \
	%D%/match.c %D%/match.h \
	%D%/missed.c %D%/missed.h \
	%D%/model.c %D%/model.h %D%/modelfile.c \
	%D%/pairs.c %D%/pairs.h \
	%D%/renewal.c \
	%D%/review.c %D%/review.h %D%/review_page.h \
	%D%/schema.c %D%/schema.h \
	%D%/set.c %D%/set.h \
	%D%/syl.c %D%/syl.h %D%/variants.def \
	%D%/table.c %D%/table.h

check_PROGRAMS += tests/unit/dedupe_compare tests/unit/dedupe_match
tests_unit_dedupe_compare_SOURCES = tests/unit/dedupe_compare.c
tests_unit_dedupe_compare_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_dedupe_match_SOURCES = tests/unit/dedupe_match.c
tests_unit_dedupe_match_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/dedupe_compare tests/unit/dedupe_match
