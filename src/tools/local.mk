# Every program is main.c with the name of its own main; the tools themselves live in the library.
#
#	bin_PROGRAMS += hotich-VERB
#	hotich_VERB_SOURCES = %D%/main.c
#	hotich_VERB_CPPFLAGS = $(AM_CPPFLAGS) -DHT_MAIN=ht_main_VERB
#
# and a row in programs.def (and in chained.def, if "hotich run" can chain it).
libhotich_a_SOURCES += \
	%D%/mains.h %D%/programs.def %D%/chained.def \
	%D%/manifest.c %D%/manifest.h \
	%D%/tool.c %D%/tool.h
