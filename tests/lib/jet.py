# SPDX-License-Identifier: BSD-2-Clause
"""Writes Access databases: Jet 3 (Access 97), Jet 4 (2000 to 2003) and ACE (.accdb), after the description of the
format in mdbtools' HACKING.md.  Only what readers need: tables without indexes, texts in all the ways that Access
stores them, deleted rows, rows that were moved to another page.

    db = Database(JET4)
    db.table("Births", [("name", TEXT), ("born", DATE), ("note", MEMO)], rows, deleted={3}, moved={5})
    db.save("births.mdb")
"""
import datetime
import struct

JET3, JET4, ACE = 0, 1, 2
BOOL, LONG, DOUBLE, DATE, TEXT, MEMO, OLE = 1, 4, 7, 8, 10, 12, 11
FIXED = {BOOL: 0, LONG: 4, DOUBLE: 8, DATE: 8}
DELETED, POINTER, MOVED = 0xC000, 0x4000, 0x8000
KEY = bytes.fromhex("c7da396b")         # what the first page is scrambled with, the same in all databases


def rc4(key, data):
    s, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) & 255
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for b in data:
        i = (i + 1) & 255
        j = (j + s[i]) & 255
        s[i], s[j] = s[j], s[i]
        out.append(b ^ s[(s[i] + s[j]) & 255])
    return bytes(out)


def compressed(text):
    """Jet 4's short form: letters below U+0100 take one byte, a zero byte switches.  None where it saves nothing."""
    out, short = bytearray(b"\xff\xfe"), True
    if any(ord(c) & 0xff == 0 for c in text):
        return None
    for c in text:
        if (ord(c) < 256) != short:
            out.append(0)
            short = not short
        out += bytes([ord(c)]) if short else c.encode("utf-16-le")
    return bytes(out) if len(out) < 2 * len(text) else None


class Database:
    def __init__(self, kind):
        self.kind, self.size = kind, 2048 if kind == JET3 else 4096
        # The first page, the map of the database, the catalog: its definition, its usage maps, its rows.
        self.pages = [None, bytes([1, 1]) + bytes(self.size - 2), None, None, None]
        self.catalog = []

    def text(self, value):
        """A text of Jet 3 is given as bytes: it has whatever encoding the font had."""
        if self.kind == JET3:
            return value if isinstance(value, bytes) else value.encode("latin-1")
        return compressed(value) or value.encode("utf-16-le")

    def new_page(self, data=b""):
        self.pages.append(data)
        return len(self.pages) - 1

    # Data pages: a head, the places of the rows, the rows from the end upwards.
    def head_size(self):
        return 8 if self.kind == JET3 else 12

    def data_page(self, owner, rows, number=None):
        """ROWS are (flags, bytes)."""
        head, end = self.head_size(), self.size
        page, places = bytearray(self.size), []
        for flags, row in rows:
            end -= len(row)
            page[end:end + len(row)] = row
            places.append(end | flags)
        top = head + 2 + 2 * len(rows)
        assert top <= end
        page[0:4] = struct.pack("<BBH", 1, 1, end - top)
        page[4:8] = owner if isinstance(owner, bytes) else struct.pack("<I", owner)
        page[head:top] = struct.pack(f"<{len(rows) + 1}H", len(rows), *places)
        if number is None:
            return self.new_page(bytes(page))
        self.pages[number] = bytes(page)
        return number

    def long_value(self, data):
        """What a row has of a memo: in it, on a page of its own, or spread over pages."""
        room = self.size - 200
        if len(data) <= 40:
            return struct.pack("<III", len(data) | 0x80 << 24, 0, 0) + data
        if len(data) <= room:
            page = self.data_page(b"LVAL", [(0, data)])
            return struct.pack("<III", len(data) | 0x40 << 24, page << 8, 0)
        pieces, at = [data[i:i + room] for i in range(0, len(data), room)], 0
        for piece in reversed(pieces):
            at = self.data_page(b"LVAL", [(0, struct.pack("<I", at) + piece)]) << 8
        return struct.pack("<III", len(data), at, 0)

    def variable(self, kind, value):
        data = self.text(value) if kind in (TEXT, MEMO) else value
        return data if kind == TEXT else self.long_value(data)

    def row(self, columns, values):
        nulls = bytearray((len(columns) + 7) // 8)
        fixed, variable = bytearray(), []
        for i, ((_, kind), value) in enumerate(zip(columns, values)):
            if kind == BOOL and value or kind != BOOL and value is not None:
                nulls[i // 8] |= 1 << (i % 8)
            if kind == LONG:
                fixed += struct.pack("<i", value or 0)
            elif kind == DOUBLE:
                fixed += struct.pack("<d", value or 0)
            elif kind == DATE:
                days = (value - datetime.date(1899, 12, 30)).days if value else 0
                fixed += struct.pack("<d", days)
            elif kind != BOOL:
                variable.append(b"" if value is None else self.variable(kind, value))
        short = self.kind == JET3
        body = struct.pack("<B" if short else "<H", len(columns)) + fixed
        ends = []
        for data in variable:
            ends.append(len(body))
            body += data
        ends.append(len(body))
        assert not short or len(body) < 256 - len(ends) - len(nulls)     # no jump table is needed
        if not variable:
            return bytes(body + nulls)
        table = struct.pack(f"<{len(ends)}{'B' if short else 'H'}", *reversed(ends))
        return bytes(body + table + struct.pack("<B" if short else "<H", len(variable)) + nulls)

    def definition(self, number, columns, nrows, maps, system):
        """The page that describes a table.  MAPS is the page with its two usage maps."""
        short = self.kind == JET3
        variable, fixed, names, blocks = 0, 0, b"", b""
        for i, (name, kind) in enumerate(columns):
            is_fixed, size = kind in FIXED, FIXED.get(kind, 0 if kind in (MEMO, OLE) else 255 if short else 510)
            flags = 3 if is_fixed else 2
            if short:
                blocks += struct.pack("<BHHHHHHBHH", kind, i, variable, i, 0x409, 0x4e4, 0, flags, fixed, size)
                names += bytes([len(name)]) + name.encode("ascii")
            else:
                blocks += struct.pack("<BIHHHHHBBIHH", kind, 0x659, i, variable, i, 0x409, 0, flags, 1, 0, fixed, size)
                names += struct.pack("<H", 2 * len(name)) + name.encode("utf-16-le")
            fixed += size if is_fixed else 0
            variable += 0 if is_fixed else 1
        kind = 0x53 if system else 0x4e
        counts = struct.pack("<BHHHIIII", kind, len(columns), variable, len(columns), 0, 0, maps << 8, maps << 8 | 1)
        head = struct.pack("<II", nrows, 0) if short else struct.pack("<IIIIIII", 0x659, nrows, 0, 1, 0, 0, 0)
        longs = b"".join(struct.pack("<HII", i, maps << 8, maps << 8 | 1) for i, (_, k) in enumerate(columns)
                         if k in (MEMO, OLE)) + b"\xff\xff"
        body = head + counts + blocks + names + longs
        page = b"\x02\x01VC" + struct.pack("<II", 0, len(body) + 8) + body
        assert len(page) <= self.size
        self.pages[number] = page.ljust(self.size, b"\0")

    def usage(self, pages):
        first = min(pages, default=0)
        bits = bytearray(128 if self.kind == JET3 else 64)
        for p in pages:
            bits[(p - first) // 8] |= 1 << ((p - first) % 8)
        return b"\0" + struct.pack("<I", first) + bytes(bits)

    def table(self, name, columns, rows, deleted=(), moved=()):
        """DELETED and MOVED are sets of row numbers, from 0."""
        number, maps = self.new_page(), self.new_page()
        pages, open_page, away, room, n = [], [], [], 0, 0
        packed = [self.row(columns, values) for values in rows]
        for i, row in enumerate(packed):
            size = max(len(row), 4) + 2
            if room < size:
                pages.append(self.new_page())
                open_page.append([])
                room = self.size - self.head_size() - 2
            room -= size
            flags = DELETED if i in deleted else 0
            n += i not in deleted
            if i in moved:
                away.append((len(open_page) - 1, len(open_page[-1]), row))
                flags, row = POINTER, bytes(4)
            open_page[-1].append((flags, row))
        if away:
            last = self.data_page(number, [(MOVED, row) for _, _, row in away])
            for k, (page, slot, _) in enumerate(away):
                open_page[page][slot] = (POINTER, struct.pack("<I", last << 8 | k))
            pages.append(last)
        for at, slots in zip(pages, open_page):
            self.data_page(number, slots, at)
        self.data_page(number, [(0, self.usage(pages)), (0, self.usage([]))], maps)
        self.definition(number, columns, n, maps, False)
        self.catalog.append((name, number))

    def first_page(self):
        ace = self.kind == ACE
        name = b"Standard ACE DB\0" if ace else b"Standard Jet DB\0"
        page = bytearray(b"\0\1\0\0" + name + bytes([self.kind, 0, 0, 0]))
        page += bytes(self.size - len(page))
        struct.pack_into("<H", page, 0x3c, 1252)
        struct.pack_into("<H", page, 0x3a if self.kind == JET3 else 0x6e, 0x409)
        struct.pack_into("<d", page, 0x72, 39000.0)
        end = 0x18 + (126 if self.kind == JET3 else 128)
        page[0x18:end] = rc4(KEY, page[0x18:end])
        return bytes(page)

    def save(self, path):
        def encode(name):
            return name.encode("latin-1") if self.kind == JET3 else name
        columns = [("Id", LONG), ("ParentId", LONG), ("Name", TEXT), ("Type", LONG), ("DateCreate", DATE),
                   ("DateUpdate", DATE), ("Flags", LONG), ("LvProp", OLE)]
        day = datetime.date(2006, 10, 10)
        rows = [(2, 1, encode("MSysObjects"), 1, day, day, -0x80000000, None)]
        rows += [(number, 1, encode(name), 1, day, day, 0, None) for name, number in self.catalog]
        self.data_page(2, [(0, self.row(columns, r)) for r in rows], 4)
        self.data_page(2, [(0, self.usage([4])), (0, self.usage([]))], 3)
        self.definition(2, columns, len(rows), 3, True)
        self.pages[0] = self.first_page()
        with open(path, "wb") as f:
            for page in self.pages:
                f.write(page.ljust(self.size, b"\0"))
