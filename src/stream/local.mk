libhotich_a_SOURCES += \
	%D%/stage.c %D%/stage.h \
	%D%/xmlin.c %D%/xmlin.h \
	%D%/xmlout.c %D%/xmlout.h \
	%D%/xmltypes.c %D%/xmltypes.h
