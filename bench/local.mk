# Measurements against peers:  make bench  prints them;  make bench-record  also keeps them in bench/RESULTS.md.
# A benchmark is a shell script that sources lib.sh and prints a section, "## Title" first; add it to BENCHES.
# One line for each, so that additions merge.
BENCHES =
BENCHES += %D%/pipeline.sh
BENCHES += %D%/normalize.sh
BENCHES += %D%/charset.sh
BENCHES += %D%/accuracy.sh
BENCHES += %D%/dedupe.sh
BENCHES += %D%/dedupe-memory.sh
BENCHES += %D%/public.sh
BENCHES += %D%/link.sh
BENCHES += %D%/memory.sh
BENCHES += %D%/export.sh
EXTRA_PROGRAMS =
EXTRA_PROGRAMS += bench/csvtags
EXTRA_PROGRAMS += bench/entries
EXTRA_PROGRAMS += bench/measure
EXTRA_PROGRAMS += bench/saxcopy
bench_entries_SOURCES = %D%/entries.c
bench_entries_LDADD =
CLEANFILES += $(EXTRA_PROGRAMS)
bench_csvtags_SOURCES = %D%/csvtags.c
bench_csvtags_LDADD = $(CSV_LIBS)
bench_measure_SOURCES = %D%/measure.c
bench_measure_LDADD =
bench_saxcopy_SOURCES = %D%/saxcopy.c
bench_saxcopy_LDADD = $(LIBXML2_LIBS)
EXTRA_DIST += $(BENCHES) %D%/lib.sh %D%/RESULTS.md %D%/csv2xml.py %D%/identity.xsl %D%/record

BENCH_ENV = BENCH_DATA='$(BENCH_DATA)' srcdir='$(abs_top_srcdir)' builddir='$(abs_top_builddir)' LC_ALL=C.UTF-8
.PHONY: bench bench-record
bench: all $(EXTRA_PROGRAMS)
	@for b in $(BENCHES); do $(BENCH_ENV) $(SHELL) $(srcdir)/$$b || exit 1; done
bench-record: all $(EXTRA_PROGRAMS)
	@for b in $(BENCHES); do $(BENCH_ENV) $(SHELL) $(srcdir)/$$b | tee bench/section && \
		$(srcdir)/bench/record $(srcdir)/bench/RESULTS.md <bench/section || exit 1; done
noinst_PROGRAMS += bench/make-families
bench_make_families_SOURCES = \
	%D%/families/families.h %D%/families/ledger.c %D%/families/ledger.h %D%/families/main.c %D%/families/noise.c %D%/families/people.c
bench_make_families_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%/families
EXTRA_DIST += %D%/score-clusters %D%/score-links

check_PROGRAMS += bench/accuracy
bench_accuracy_SOURCES = \
	%D%/detection/bench.h %D%/detection/model.h \
	%D%/detection/cases.c %D%/detection/damage.c %D%/detection/main.c %D%/detection/model.c %D%/detection/real.c \
	%D%/detection/rows.c %D%/detection/table.c
bench_accuracy_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%/detection
EXTRA_DIST += %D%/make-models %D%/holdout.tsv %D%/foreign.tsv %D%/phrases.txt
BENCHES += %D%/ocr.sh
EXTRA_DIST += %D%/ocr.sh %D%/ocr/score
EXTRA_DIST += %D%/fields/febrl.tsv %D%/fields/rldata.tsv %D%/fields/fake.tsv \
	%D%/fields/historical.tsv
