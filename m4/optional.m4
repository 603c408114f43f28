dnl One row for each optional library: configure switch, pkg-config modules, Debian package, and what a
dnl build without it cannot do.
HT_OPTIONAL([libcrypto],[libcrypto >= 1.1.1],[libssl-dev],[no SHA-256: no packages and no manifests],[loaded])
HT_OPTIONAL([libdeflate],[libdeflate],[libdeflate-dev],[packages take longer to compress],[loaded])
HT_OPTIONAL([jansson],[jansson],[libjansson-dev],[no checking of packages (export --verify), no merging, no JSON input])
HT_OPTIONAL([libzip],[libzip >= 1.5],[libzip-dev],[no .xlsx, .ods and .zip input, no zip archives of scans, no workbooks],[loaded])
HT_OPTIONAL([xlsxwriter],[xlsxwriter],[libxlsxwriter-dev],[no workbooks (export --to=moj)],[loaded])
HT_OPTIONAL([libgsf],[libgsf-1],[libgsf-1-dev],[no .xls input],[loaded])
HT_OPTIONAL([libqpdf],[libqpdf >= 10.4],[libqpdf-dev],[hotich-validate --scans pairs names but opens no PDF],[loaded])
HT_OPTIONAL([libmdb],[libmdb],[mdbtools-dev],[no .mdb and .accdb input],[helper])
HT_OPTIONAL([sqlite3],[sqlite3],[libsqlite3-dev],[no look-up files (export --to=sqlite, hotich search)])
HT_OPTIONAL([ocr],[tesseract >= 4.1 lept >= 1.78],[libtesseract-dev tesseract-ocr-vie poppler-utils],[no scanned pages (.png, .jpg, .tif, .pdf)],[helper])
