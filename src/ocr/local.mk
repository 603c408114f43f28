# hotich-ocr: Tesseract and Leptonica are linked into this helper only.
# What reads pictures before Tesseract does, and what weighs its readings; fuzz targets take them as well.
OCR_PICTURE = \
	src/ocr/clean.c src/ocr/clean.h \
	src/ocr/form.c \
	src/ocr/leader.c src/ocr/leader.h \
	src/ocr/pix.c src/ocr/pix.h \
	src/ocr/zero.c src/ocr/zero.h \
	src/ocr/zone.c src/ocr/zone.h
OCR_TEXT = \
	src/ocr/reading.c src/ocr/reading.h \
	src/ocr/tidy.c src/ocr/tidy.h \
	src/ocr/vote.c \
	src/ocr/words.c src/ocr/words.h

if HAVE_OCR
pkglibexec_PROGRAMS += hotich-ocr
hotich_ocr_SOURCES = \
	src/tools/ocr.c \
	%D%/engine.c %D%/engine.h \
	%D%/page.c %D%/page.h %D%/page_int.h \
	%D%/page_lines.c \
	%D%/picture.c %D%/picture.h \
	$(OCR_PICTURE) $(OCR_TEXT)
hotich_ocr_CPPFLAGS = $(AM_CPPFLAGS) $(OCR_CFLAGS)
hotich_ocr_LDADD = $(LDADD) $(OCR_LIBS)

check_PROGRAMS += tests/unit/form
tests_unit_form_SOURCES = tests/unit/form.c $(OCR_PICTURE)
tests_unit_form_CPPFLAGS = $(UNIT_CPPFLAGS) $(OCR_CFLAGS)
tests_unit_form_LDADD = $(LDADD) $(OCR_LIBS)
TESTS += tests/unit/form
endif
