CHARSET_TABLES = \
	$(srcdir)/%D%/charset/BKHCM1.tsv $(srcdir)/%D%/charset/BKHCM2.tsv $(srcdir)/%D%/charset/CP1252.tsv \
	$(srcdir)/%D%/charset/CP1258.tsv $(srcdir)/%D%/charset/CP437.tsv $(srcdir)/%D%/charset/CP850.tsv \
	$(srcdir)/%D%/charset/ISC.tsv $(srcdir)/%D%/charset/ISO-8859-1.tsv $(srcdir)/%D%/charset/MACROMAN.tsv \
	$(srcdir)/%D%/charset/TCVN3.tsv $(srcdir)/%D%/charset/TCVN3H.tsv $(srcdir)/%D%/charset/TCVN5712-1.tsv \
	$(srcdir)/%D%/charset/TCVN5712-2.tsv $(srcdir)/%D%/charset/VIETWARE-F.tsv $(srcdir)/%D%/charset/VIETWARE-X.tsv \
	$(srcdir)/%D%/charset/VIQR.tsv $(srcdir)/%D%/charset/VISCII.tsv $(srcdir)/%D%/charset/VNI-DOS.tsv \
	$(srcdir)/%D%/charset/VNI-EMAIL.tsv $(srcdir)/%D%/charset/VNI-MAC.tsv $(srcdir)/%D%/charset/VNI-WIN.tsv \
	$(srcdir)/%D%/charset/VNU.tsv $(srcdir)/%D%/charset/VPS.tsv
EXTRA_DIST += $(CHARSET_TABLES) %D%/SOURCES
dist_pkgdata_DATA += %D%/captions.tsv %D%/headers.tsv
dist_pkgdata_DATA += %D%/codes.tsv %D%/countries.tsv %D%/ethnic_groups.tsv %D%/lunar_years.tsv
dist_pkgdata_DATA += %D%/communes.tsv %D%/districts.tsv %D%/provinces.tsv %D%/place_aliases.tsv %D%/unit_types.tsv
dist_pkgdata_DATA += %D%/surnames.tsv %D%/middle_names.tsv %D%/given_names.tsv
dist_pkgdata_DATA += %D%/export_columns.tsv %D%/export_values.tsv
EXTRA_DIST += %D%/words.tsv %D%/places.txt %D%/sayings.txt
dist_pkgdata_DATA += %D%/law_deadlines.tsv %D%/law_marriage_age.tsv %D%/pin_provinces.tsv %D%/report.html %D%/stats.html
profilesdir = $(pkgdatadir)/profiles
dist_profiles_DATA = %D%/profiles/hcmc.tsv %D%/profiles/standard.tsv
# Page templates, made by templates/make of templates/pages; they are kept so that nothing is needed to install them.
templatesdir = $(pkgdatadir)/templates
dist_templates_DATA = $(PAGE_TEMPLATES)
PAGE_TEMPLATES =
PAGE_TEMPLATES += %D%/templates/CDGH-book.tsv
PAGE_TEMPLATES += %D%/templates/CDGH-extract.tsv
PAGE_TEMPLATES += %D%/templates/CDGS-book.tsv
PAGE_TEMPLATES += %D%/templates/CDGS-extract.tsv
PAGE_TEMPLATES += %D%/templates/CMC-book.tsv
PAGE_TEMPLATES += %D%/templates/CMC-extract.tsv
PAGE_TEMPLATES += %D%/templates/GH-book.tsv
PAGE_TEMPLATES += %D%/templates/GH-extract.tsv
PAGE_TEMPLATES += %D%/templates/GSGH-book.tsv
PAGE_TEMPLATES += %D%/templates/GSGH-extract.tsv
PAGE_TEMPLATES += %D%/templates/HN-book.tsv
PAGE_TEMPLATES += %D%/templates/HN-extract.tsv
PAGE_TEMPLATES += %D%/templates/KH-book.tsv
PAGE_TEMPLATES += %D%/templates/KH-extract.tsv
PAGE_TEMPLATES += %D%/templates/KS-book.tsv
PAGE_TEMPLATES += %D%/templates/KS-extract.tsv
PAGE_TEMPLATES += %D%/templates/KT-book.tsv
PAGE_TEMPLATES += %D%/templates/KT-extract.tsv
PAGE_TEMPLATES += %D%/templates/LH-book.tsv
PAGE_TEMPLATES += %D%/templates/LH-extract.tsv
PAGE_TEMPLATES += %D%/templates/NCN-book.tsv
PAGE_TEMPLATES += %D%/templates/NCN-extract.tsv
PAGE_TEMPLATES += %D%/templates/TDCC-book.tsv
PAGE_TEMPLATES += %D%/templates/TDCC-extract.tsv
EXTRA_DIST += %D%/templates/make %D%/templates/pages
dist_pkgdata_DATA += %D%/review.html
# Makes words.tsv and places.txt; needs counts of words in law texts, which are not here: see SOURCES.
check_PROGRAMS += %D%/make-words
%C%_make_words_SOURCES = %D%/make-words.c
