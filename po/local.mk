# Translations: po/vi.po becomes po/locale/vi/LC_MESSAGES/hotich.mo in the build tree, where the tests find it, and is
# installed from there.  po/update brings vi.po in step with the sources.
EXTRA_DIST += %D%/vi.po %D%/update
if ENABLE_NLS
vimodir = $(localedir)/vi/LC_MESSAGES
vimo_DATA = %D%/locale/vi/LC_MESSAGES/hotich.mo
CLEANFILES += $(vimo_DATA)
$(vimo_DATA): %D%/vi.po
	$(AM_V_GEN)$(MKDIR_P) %D%/locale/vi/LC_MESSAGES && $(MSGFMT) -c -o $@ $(srcdir)/%D%/vi.po
endif
