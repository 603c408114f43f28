dist_man_MANS += %D%/hotich-export.1 %D%/hotich-batch.1 %D%/hotich-merge.1 %D%/hotich-search.1 %D%/hotich-ocr.8
# Manual pages.  A page NAME.in has lines such as @FIELDS@, which man/tables replaces by the program's own tables.
noinst_PROGRAMS += man/tables
man_tables_SOURCES = %D%/tables.c
dist_man_MANS += %D%/hotich-import.1 %D%/hotich.1 %D%/hotich.7
man_IN = %D%/hotich.5.in %D%/hotich-codes.7.in
nodist_man_MANS = %D%/hotich.5 %D%/hotich-codes.7
CLEANFILES += $(nodist_man_MANS)
EXTRA_DIST += $(man_IN)
%D%/hotich.5: %D%/hotich.5.in man/tables$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) %D% && man/tables <$(srcdir)/%D%/hotich.5.in >$@
%D%/hotich-codes.7: %D%/hotich-codes.7.in man/tables$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) %D% && man/tables <$(srcdir)/%D%/hotich-codes.7.in >$@
dist_man_MANS += %D%/hotich-normalize.1
dist_man_MANS += %D%/hotich-dedupe.1 %D%/hotich-index.5
dist_man_MANS += %D%/hotich-convert.1
dist_man_MANS += %D%/hotich-validate.1 %D%/hotich-rules.7
