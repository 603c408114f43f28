# The samples are made by samples/make-samples and committed; tests/meta/samples.t makes them again and compares.
noinst_PROGRAMS += samples/make-samples
samples_make_samples_SOURCES = \
	%D%/make/ledgers.c %D%/make/ledgers.h \
	%D%/make/main.c \
	%D%/make/people.c %D%/make/people.h %D%/make/people.def \
	%D%/make/sheet.c %D%/make/sheet.h
samples_make_samples_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%/make
SAMPLES = %D%/ks2008.csv %D%/ks2008-nhap-lai.csv %D%/kh2006.csv %D%/kt2012.txt %D%/ks2014.csv %D%/ks1996.txt
EXTRA_DIST += $(SAMPLES) %D%/README.md

.PHONY: samples
samples: samples/make-samples
	HOTICH_DATADIR=$(srcdir)/data samples/make-samples $(srcdir)/%D%
