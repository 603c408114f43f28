# hotich-ocr: Tesseract and Leptonica are linked into this helper only.
if HAVE_OCR
pkglibexec_PROGRAMS += hotich-ocr
hotich_ocr_SOURCES = \
	src/tools/ocr.c \
	%D%/clean.c %D%/clean.h \
	%D%/engine.c %D%/engine.h \
	%D%/form.c \
	%D%/leader.c %D%/leader.h \
	%D%/page.c %D%/page.h \
	%D%/picture.c %D%/picture.h \
	%D%/pix.c %D%/pix.h \
	%D%/reading.c %D%/reading.h \
	%D%/words.c %D%/words.h \
	%D%/zone.c %D%/zone.h
hotich_ocr_CPPFLAGS = $(AM_CPPFLAGS) $(OCR_CFLAGS)
hotich_ocr_LDADD = $(LDADD) $(OCR_LIBS)
endif
