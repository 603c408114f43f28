TEST_EXTENSIONS = .t
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
T_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = srcdir='$(abs_top_srcdir)'; builddir='$(abs_top_builddir)'; export srcdir builddir; \
	HOTICH_LOCALEDIR='$(abs_top_builddir)/po/locale'; export HOTICH_LOCALEDIR; \
	CC='$(CC)'; MANDOC='$(MANDOC)'; XMLLINT='$(XMLLINT)'; XGETTEXT='$(XGETTEXT)'; MSGMERGE='$(MSGMERGE)'; \
	MSGFMT='$(MSGFMT)'; export CC MANDOC XMLLINT XGETTEXT MSGMERGE MSGFMT; \
	HOTICH_TOOLS='$(bin_PROGRAMS)'; FUZZ_TARGETS='$(FUZZ_TARGETS)'; export HOTICH_TOOLS FUZZ_TARGETS;
EXTRA_DIST += %D%/columns.tsv %D%/lib/tap.sh %D%/lib/browser.sh %D%/lib/golden.sh %D%/lib/tap.h
# Unit tests: one program per module, tests/unit/NAME.c, listed in that module's local.mk.
UNIT_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/lib

check_PROGRAMS += %D%/unit/buf
%C%_unit_buf_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += %D%/unit/buf

# Meta tests: code, tables, manual, translation and tarball in step.
META_TESTS = %D%/meta/codes.t %D%/meta/dist.t %D%/meta/examples.t %D%/meta/i18n.t %D%/meta/layers.t %D%/meta/man.t \
	%D%/meta/readme.t %D%/meta/samples.t %D%/meta/start.t %D%/meta/style.t
TESTS += $(META_TESTS)
EXTRA_DIST += $(META_TESTS)
.PHONY: print-dist
print-dist:
	@printf '%s\n' $(patsubst $(srcdir)/%,%,$(DISTFILES)) $(DIST_BY_HOOK)

EXPORT_TESTS = %D%/tools/balance.t %D%/tools/batch.t %D%/tools/codes.t %D%/tools/deidentify.t %D%/tools/edges.t \
	%D%/tools/export.t %D%/tools/export-moj.t %D%/tools/keep.t %D%/tools/receipt.t %D%/tools/redact.t \
	%D%/tools/resume.t %D%/tools/seal.t %D%/tools/stats.t
TESTS += $(EXPORT_TESTS)
EXTRA_DIST += $(EXPORT_TESTS) %D%/tools/export %D%/lib/city.awk

# Faults: every program against a full disk, closed and cut streams, a dying neighbour, too little memory.
FAULT_TESTS = %D%/fault/matrix.t %D%/fault/oom.t
check_PROGRAMS += %D%/fault/oom
%C%_fault_oom_LDFLAGS = -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
TESTS += $(FAULT_TESTS)
EXTRA_DIST += $(FAULT_TESTS) %D%/fault/fault.c
NORMALIZE_TESTS = %D%/tools/normalize.t %D%/tools/normalize-samples.t
TESTS += $(NORMALIZE_TESTS)
EXTRA_DIST += $(NORMALIZE_TESTS) %D%/tools/normalize
# One line for each, so that additions merge.
DEDUPE_TESTS = %D%/tools/dedupe.t
DEDUPE_TESTS += %D%/tools/decisions.t
DEDUPE_TESTS += %D%/tools/fields.t
DEDUPE_TESTS += %D%/tools/jobs.t
DEDUPE_TESTS += %D%/tools/kinds.t
DEDUPE_TESTS += %D%/tools/link.t
DEDUPE_TESTS += %D%/tools/review.t
TESTS += $(DEDUPE_TESTS)
EXTRA_DIST += $(DEDUPE_TESTS) %D%/tools/dedupe

# Labelled cases of the normalizers, one file per kind, and what scores them.
check_PROGRAMS += %D%/norm/score
%C%_norm_score_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += %D%/tools/set.t
EXTRA_DIST += %D%/tools/set.t
TESTS += %D%/tools/convert.t %D%/tools/options.t %D%/tools/visible.t %D%/tools/where.t
EXTRA_DIST += %D%/tools/options.t %D%/tools/visible.t %D%/tools/where.t %D%/tools/convert.t %D%/tools/convert
NORM_CASES = %D%/norm/codes.tsv %D%/norm/dates.tsv %D%/norm/names.tsv %D%/norm/numbers.tsv %D%/norm/places.tsv \
	%D%/norm/words.tsv %D%/norm/blind %D%/norm/blind2
NORM_TESTS = %D%/norm/lists.t %D%/norm/score.t
TESTS += $(NORM_TESTS)
EXTRA_DIST += $(NORM_CASES) $(NORM_TESTS)

# make bless DIR=tests/tools/import  rewrites the expectations of golden folders; look at the diff.
.PHONY: bless
bless: all
	cd $(srcdir) && $(AM_TESTS_ENVIRONMENT) BLESS=1 $(SHELL) -c \
		'. "$$srcdir/tests/lib/tap.sh"; . "$$srcdir/tests/lib/golden.sh"; golden "$$srcdir/$(DIR)"; tap_done'


# Validation: fixtures of every rule.
check_PROGRAMS += %D%/inject/inject
%C%_inject_inject_SOURCES = %D%/inject/inject.c %D%/inject/book.c %D%/inject/book.h %D%/inject/clean.def %D%/inject/defects.def
%C%_inject_inject_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%/inject
TESTS += %D%/inject.t
EXTRA_DIST += %D%/inject.t
RULE_TESTS = %D%/rules.t %D%/scans.t %D%/tools/validate.t %D%/browser.t %D%/accuracy-rules.t
TESTS += $(RULE_TESTS)
EXTRA_DIST += $(RULE_TESTS) %D%/rules
TESTS += %D%/tools/encoding.t %D%/accuracy.t
EXTRA_DIST += %D%/tools/encoding.t %D%/tools/encoding %D%/accuracy.t

TESTS += %D%/tools/formats.t
EXTRA_DIST += %D%/tools/formats.t %D%/tools/formats %D%/lib/rows.h %D%/lib/mkzip.h
EXTRA_DIST += %D%/slow/formats.t %D%/slow/formats.py %D%/slow/workbook.t
TESTS += %D%/tools/access.t %D%/tools/others.t
EXTRA_DIST += %D%/tools/access.t %D%/tools/access.py %D%/lib/jet.py %D%/lib/ledger.py
EXTRA_DIST += %D%/tools/others.t %D%/node/package.json %D%/node/exceljs.js %D%/node/mdb-reader.mjs
TESTS += %D%/tools/delivery.t
EXTRA_DIST += %D%/tools/delivery.t
GOLDEN_TESTS = %D%/tools/import.t %D%/tools/xml.t
TESTS += $(GOLDEN_TESTS)
EXTRA_DIST += $(GOLDEN_TESTS) %D%/tools/import %D%/tools/xml
PAGES_TESTS = %D%/tools/pages.t %D%/tools/pages-review.t
TESTS += $(PAGES_TESTS)
EXTRA_DIST += $(PAGES_TESTS) %D%/tools/pages %D%/lib/mkpage

# Scanned pages; make-pages and make-template make some with Chromium and ImageMagick.
TESTS += %D%/tools/ocr.t %D%/tools/page.t
EXTRA_DIST += %D%/tools/page.t
EXTRA_DIST += %D%/tools/ocr.t %D%/ocr/make-pages %D%/ocr/make-template %D%/ocr/people.py %D%/ocr/scribble
TESTS += %D%/words.t %D%/rows.t %D%/tools/uconv.t
EXTRA_DIST += %D%/words.t %D%/rows.t %D%/rows.golden %D%/tools/uconv.t
EXTRA_DIST += %D%/slow/ocr.t
