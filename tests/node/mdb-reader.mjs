// SPDX-License-Identifier: BSD-2-Clause
// Reads an Access database with mdb-reader and writes it as hotich-access does (src/tools/access.c):
//   mdb-reader.mjs MODULES FILE [TABLE]      MODULES is the directory node_modules
import { pathToFileURL } from 'node:url';
import { readFileSync, writeSync } from 'node:fs';

const [modules, file, table] = process.argv.slice(2);
const { default: MDBReader } = await import(pathToFileURL(`${modules}/mdb-reader/lib/node/index.js`));
const NUMBERS = ['byte', 'integer', 'long', 'currency', 'float', 'double', 'numeric'];
const letter = (c) => (c.type === 'datetime' ? 'd' : NUMBERS.includes(c.type) ? 'n' : 't');
const parts = [];

function put(kind, n, text = '') {
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeUInt32LE(n, 1);
  parts.push(head, Buffer.from(text));
}

function cell(kind, value) {
  let text = value === null || value === undefined ? '' : String(value);
  if (value instanceof Date)
    text = value.toISOString().slice(0, 19);
  else if (value === true || value === false)
    text = value ? '1' : '0';
  put(text ? kind : '-', Buffer.byteLength(text), text);
}

const base = new MDBReader(readFileSync(file));
if (table === undefined) {
  for (const name of base.getTableNames()) {
    put('R', 1);
    cell('t', name);
  }
} else {
  const from = base.getTable(table), columns = from.getColumns();
  put('R', columns.length);
  columns.forEach((c) => cell(letter(c), c.name));
  for (const row of from.getData()) {
    put('R', columns.length);
    columns.forEach((c) => cell(letter(c), row[c.name]));
  }
}
parts.push(Buffer.from('E'));
for (let out = Buffer.concat(parts); out.length;)
  out = out.subarray(writeSync(1, out));
