# Every program is main.c with the name of its own main; the tools themselves live in the library.
#
#	bin_PROGRAMS += hotich-VERB
#	hotich_VERB_SOURCES = %D%/main.c
#	hotich_VERB_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_VERB
#
# and a row in programs.def (and in chained.def, if "hotich run" can chain it).
libhotich_a_SOURCES += \
	%D%/chain.c %D%/chain.h %D%/common.c \
	%D%/hotich.c \
	%D%/import.c \
	%D%/normalize.c \
	%D%/mains.h %D%/programs.def %D%/chained.def \
	%D%/manifest.c %D%/manifest.h \
	%D%/rows.h %D%/tool.c %D%/tool.h

bin_PROGRAMS += hotich
hotich_SOURCES = %D%/main.c
hotich_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_hotich

bin_PROGRAMS += hotich-import
hotich_import_SOURCES = %D%/main.c
hotich_import_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_import

libhotich_a_SOURCES += %D%/export.c
bin_PROGRAMS += hotich-export
hotich_export_SOURCES = %D%/main.c
hotich_export_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_export
bin_PROGRAMS += hotich-normalize
hotich_normalize_SOURCES = %D%/main.c
hotich_normalize_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_normalize
# The schemas of canonical XML come out of the same tables as reader and writer.
noinst_PROGRAMS += schemagen
schemagen_SOURCES = %D%/schemagen.c
SCHEMAS = data/hotich.xsd data/hotich.rng
nodist_pkgdata_DATA = $(SCHEMAS)
CLEANFILES += $(SCHEMAS)
data/hotich.xsd data/hotich.rng: schemagen$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) data && ./schemagen$(EXEEXT) $$(echo $@ | sed 's/.*\.//') > $@-t && mv $@-t $@
TESTS += tests/tools/run.t
EXTRA_DIST += tests/tools/run.t

libhotich_a_SOURCES += %D%/dedupe.c %D%/table.c %D%/table.h
bin_PROGRAMS += hotich-dedupe
hotich_dedupe_SOURCES = %D%/main.c
hotich_dedupe_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_dedupe
libhotich_a_SOURCES += %D%/convert.c %D%/convert.h %D%/convert_auto.c %D%/convert_blocks.c %D%/convert_case.c \
	%D%/convert_check.c %D%/convert_cells.c %D%/convert_cells.h \
	%D%/convert_memo.c %D%/convert_memo.h %D%/convert_put.c %D%/convert_say.c %D%/convert_separator.c
bin_PROGRAMS += hotich-convert
check_PROGRAMS += tests/unit/cells
tests_unit_cells_SOURCES = tests/unit/cells.c
tests_unit_cells_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/cells
hotich_convert_SOURCES = %D%/main.c
hotich_convert_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_convert

libhotich_a_SOURCES += \
	%D%/batch.c %D%/batch.h %D%/batch_int.h %D%/batch_run.c \
	%D%/batch_state.c %D%/batch_state.h \
	%D%/lookup.c %D%/lookup.h \
	%D%/merge.c %D%/merge.h
libhotich_a_SOURCES += %D%/validate.c
bin_PROGRAMS += hotich-validate
hotich_validate_SOURCES = %D%/main.c
hotich_validate_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_validate
# Helpers that the filters run as children with limits.
if HAVE_LIBMDB
pkglibexec_PROGRAMS += hotich-access
hotich_access_SOURCES = %D%/access.c
hotich_access_CPPFLAGS = $(AM_CPPFLAGS) $(LIBMDB_CFLAGS)
hotich_access_LDADD = $(LDADD) $(LIBMDB_LIBS)
endif
