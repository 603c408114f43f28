libhotich_a_SOURCES += \
	%D%/groups.h %D%/registers.def \
	%D%/chamdutgiamho.def \
	%D%/chamdutgiamsat.def \
	%D%/ghichulyhon.def \
	%D%/giamho.def \
	%D%/giamsatgiamho.def \
	%D%/kethon.def \
	%D%/khaisinh.def \
	%D%/khaitu.def \
	%D%/nhanchamecon.def \
	%D%/nuoiconnuoi.def \
	%D%/thaydoicaichinh.def \
	%D%/xacnhanhonnhan.def
