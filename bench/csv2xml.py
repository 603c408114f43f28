#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Peer of hotich-import: what a user writes with csv and lxml."""
import csv
import sys

from lxml import etree

reader = csv.reader(open(sys.argv[1], encoding="utf-8", newline=""))
header = next(reader)
with etree.xmlfile(sys.stdout.buffer, encoding="UTF-8") as xf:
    with xf.element("records"):
        for row in reader:
            record = etree.Element("record")
            for name, value in zip(header, row):
                if value:
                    etree.SubElement(record, name).text = value
            xf.write(record)
