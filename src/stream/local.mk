libhotich_a_SOURCES += \
	%D%/stage.c %D%/stage.h \
	%D%/xmlin.c %D%/xmlin.h %D%/xmlin_int.h %D%/xmlin_bound.h \
	%D%/xmlleaf.c %D%/xmlread.c %D%/xmlscan.c %D%/xmlslice.c \
	%D%/xmlescape.h %D%/xmlout.c %D%/xmlout.h \
	%D%/xmltypes.c %D%/xmltypes.h

check_PROGRAMS += tests/prop/stream
tests_prop_stream_SOURCES = tests/prop/stream.c
tests_prop_stream_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/prop/stream tests/tools/stream.t
EXTRA_DIST += tests/tools/stream.t
