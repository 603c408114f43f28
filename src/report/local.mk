libhotich_a_SOURCES += %D%/report.c %D%/report.h %D%/ui.def
