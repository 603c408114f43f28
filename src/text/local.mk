libhotich_a_SOURCES += \
	%D%/charset.c %D%/charset.h %D%/charset_int.h %D%/charsets.def \
	%D%/charset_escape.c %D%/charset_iconv.c %D%/charset_table.c %D%/charset_unicode.c %D%/charset_viqr.c \
	%D%/fold.c %D%/fold.h %D%/latin.def \
	%D%/html.def %D%/nfc.c %D%/nfc.h \
	%D%/slot.h \
	%D%/viet.c %D%/viet.h %D%/letters.def %D%/syllables.def

BUILT_SOURCES += %D%/charset_tab.h
CLEANFILES += %D%/charset_tab.h
EXTRA_DIST += %D%/charset_tab.awk
%D%/charset_tab.h: $(srcdir)/%D%/charset_tab.awk $(srcdir)/%D%/charsets.def $(CHARSET_TABLES)
	$(AM_V_GEN)$(MKDIR_P) %D% && LC_ALL=C $(AWK) -v dir=$(srcdir)/data/charset -f $(srcdir)/%D%/charset_tab.awk \
		$(srcdir)/%D%/charsets.def >$@.tmp && mv $@.tmp $@

check_PROGRAMS += tests/unit/charset tests/unit/fold tests/unit/viet
tests_unit_charset_SOURCES = tests/unit/charset.c
tests_unit_charset_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_fold_SOURCES = tests/unit/fold.c
tests_unit_fold_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_viet_SOURCES = tests/unit/viet.c
tests_unit_viet_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/charset tests/unit/fold tests/unit/viet

libhotich_a_SOURCES += \
	%D%/lexicon.c %D%/lexicon.h \
	%D%/candidates.c %D%/clean.c %D%/column.c %D%/cut.c %D%/known.c %D%/known.h \
	%D%/lexicon.c %D%/lexicon.h %D%/phrase.c %D%/phrase.h %D%/spelling.c %D%/spelling.h \
	%D%/detect.c %D%/detect.h %D%/detect_int.h %D%/detect_repairs.def %D%/detect_sets.def \
	%D%/reading.c %D%/row.c %D%/score.c %D%/mixed.c %D%/mixture.c %D%/mixed_int.h %D%/mixpath.c %D%/mixword.c %D%/looks.c \
	%D%/foreign.c %D%/casefix.c %D%/escapes.c %D%/repair.c %D%/damage.c \
	%D%/quick.c %D%/signs.c %D%/undo.c %D%/undo_kinds.c %D%/undo_kinds.h
BUILT_SOURCES += %D%/words.inc
CLEANFILES += %D%/words.inc
EXTRA_DIST += %D%/mkwords.awk
MODEL_LISTS = $(srcdir)/data/words.tsv $(srcdir)/data/places.txt $(srcdir)/data/sayings.txt \
	$(srcdir)/data/headers.tsv
%D%/words.inc: $(srcdir)/%D%/mkwords.awk $(MODEL_LISTS)
	$(AM_V_GEN)$(MKDIR_P) %D% && LC_ALL=C $(AWK) -f $(srcdir)/%D%/mkwords.awk $(MODEL_LISTS) >$@.tmp && mv $@.tmp $@
%D%/lexicon.$(OBJEXT): %D%/words.inc

check_PROGRAMS += tests/unit/detect tests/unit/known
tests_unit_known_SOURCES = tests/unit/known.c
tests_unit_known_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/known
tests_unit_detect_SOURCES = tests/unit/detect.c
tests_unit_detect_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/detect
check_PROGRAMS += tests/unit/casefix tests/unit/cut tests/unit/damage tests/unit/repair
tests_unit_casefix_SOURCES = tests/unit/casefix.c
tests_unit_casefix_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_cut_SOURCES = tests/unit/cut.c
tests_unit_cut_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_damage_SOURCES = tests/unit/damage.c
tests_unit_damage_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_repair_SOURCES = tests/unit/repair.c
tests_unit_repair_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/casefix tests/unit/cut tests/unit/damage tests/unit/repair
%D%/charset.$(OBJEXT): %D%/charset_tab.h
