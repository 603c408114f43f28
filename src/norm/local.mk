libhotich_a_SOURCES += \
	%D%/normalizers.def %D%/norm.h %D%/normalizer.h \
	%D%/caption.c %D%/caption.h \
	%D%/idprefix.c %D%/idprefix.h \
	%D%/lists.c %D%/lists.h \
	%D%/listwords.c %D%/listwords.h \
	%D%/n_code.c \
	%D%/n_date.c \
	%D%/n_name.c \
	%D%/n_paper.c \
	%D%/n_place.c \
	%D%/n_serial.c \
	%D%/n_space.c \
	%D%/n_time.c \
	%D%/nameparts.c %D%/nameparts.h \
	%D%/norm.c \
	%D%/tone.c %D%/tone.h
