libhotich_a_SOURCES += \
	%D%/rc.h %D%/limits.h \
	%D%/arena.c %D%/arena.h \
	%D%/buf.c %D%/buf.h \
	%D%/child.c %D%/child.h \
	%D%/clock.c %D%/clock.h \
	%D%/csvout.c %D%/csvout.h \
	%D%/diag.c %D%/diag.h %D%/diag_line.c %D%/diag_line.h \
	%D%/deflater.c %D%/deflater.h \
	%D%/digest.c %D%/digest.h \
	%D%/dir.c %D%/dir.h %D%/dir_int.h %D%/tree.c \
	%D%/file.c %D%/in.c %D%/out.c %D%/io.h %D%/outfile.c %D%/outfile.h \
	%D%/hash.c %D%/hash.h %D%/html.c %D%/html.h \
	%D%/jobs.c %D%/jobs.h \
	%D%/json.c %D%/json.h \
	%D%/lib.c %D%/lib.h \
	%D%/mem.c %D%/mem.h \
	%D%/opt.c %D%/opt.h %D%/opt_int.h %D%/opt_outputs.c %D%/opt_value.c \
	%D%/prog.c %D%/prog.h \
	%D%/pack.c %D%/pack.h \
	%D%/progress.c %D%/progress.h \
	%D%/spill.c %D%/spill.h \
	%D%/utf8.c %D%/utf8.h \
	%D%/where.c %D%/where.h
libhotich_a_SOURCES += %D%/sort.c %D%/sort.h %D%/spool.c %D%/spool.h %D%/vault.c %D%/vault.h

check_PROGRAMS += tests/unit/hash
tests_unit_hash_SOURCES = tests/unit/hash.c
tests_unit_hash_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/hash
check_PROGRAMS += tests/unit/lib
tests_unit_lib_SOURCES = tests/unit/lib.c
tests_unit_lib_CPPFLAGS = $(UNIT_CPPFLAGS)
TESTS += tests/unit/lib
