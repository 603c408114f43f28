# The samples are made by samples/make-samples and committed; tests/meta/samples.t makes them again and compares.
noinst_PROGRAMS += samples/make-samples
samples_make_samples_SOURCES = \
	%D%/make/births.c \
	%D%/make/entries.c %D%/make/entries.h \
	%D%/make/ledgers.c %D%/make/ledgers.h \
	%D%/make/main.c \
	%D%/make/people.c %D%/make/people.h %D%/make/people.def \
	%D%/make/sheet.c %D%/make/sheet.h
samples_make_samples_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%/make
SAMPLES = %D%/ks2008.csv %D%/ks2008-nhap-lai.csv %D%/kh2006.csv %D%/kt2012.txt %D%/ks2014.csv %D%/ks1996.txt
SAMPLE_PAGE = %D%/ks2008-trang14.png
EXTRA_DIST += $(SAMPLES) $(SAMPLE_PAGE) %D%/README.md

.PHONY: samples
samples: samples/make-samples
	HOTICH_DATADIR=$(srcdir)/data samples/make-samples $(srcdir)/%D%

# The scanned page: printed by Chromium, turned by ImageMagick.  Their versions differ, so it is not compared.
.PHONY: sample-page
sample-page:
	dir=`mktemp -d` && $(srcdir)/tests/ocr/make-pages --clean --seed 41 --pages 1 --fonts "DejaVu Serif" --leaders dotted \
		--values $(srcdir)/tests/tools/pages/ks.tsv --out $$dir $(srcdir)/data/templates/KS-book.tsv && \
		convert $$dir/001.png -colorspace Gray -background white -rotate 0.6 +repage +dither -depth 2 \
			-units PixelsPerInch -density 300 -define png:exclude-chunk=time,date $(srcdir)/$(SAMPLE_PAGE) && \
		rm -rf $$dir
