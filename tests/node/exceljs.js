// SPDX-License-Identifier: BSD-2-Clause
// Writes the ledger of standard input (JSON: fields, rows; dates as YYYY-MM-DD) with exceljs into workbooks:
//   plain.xlsx    rich text in several fonts, dates, formulas with their values, hidden rows and columns, merged titles
//   fonts.xlsx    names in .VnTime, other cells in Unicode fonts; rich text that mixes both
//   y1904.xlsx    the day count of 1904
//   stream.xlsx   the streaming writer, shared strings
//   inline.xlsx   the streaming writer, strings in the cells
const fs = require('fs');
const ExcelJS = require('exceljs');

const { fields, rows, tcvn3 } = JSON.parse(fs.readFileSync(0, 'utf8'));
const col = (name) => fields.indexOf(name);
const isDate = (v) => /^\d{4}-\d\d-\d\d$/.test(v);
const value = (v) => (isDate(v) ? new Date(v + 'T00:00:00Z') : v);
const font = (name, text, more) => ({ font: { name, size: 11, ...more }, text });

// Letters below U+0100 in the place of what a font of TCVN3 shows for them.
const widened = (text) => [...text].map((c) => (c in tcvn3 ? String.fromCharCode(tcvn3[c]) : c)).join('');

function plain(book, change) {
  book.addWorksheet('Danh mục').getCell('A1').value = 'Kinh';
  const sheet = book.addWorksheet('DL Import');
  sheet.addRow(['SỔ ĐĂNG KÝ KHAI SINH']);
  sheet.mergeCells(1, 1, 1, fields.length);
  sheet.addRow(fields.map((f) => (f === 'nksHoTen' ? f + ' \nviết hoa' : f + ' ')));
  rows.forEach((r, i) => {
    const row = sheet.addRow(r.map(value));
    row.eachCell((cell) => { if (cell.value instanceof Date) cell.numFmt = 'dd/mm/yyyy'; });
    change(row, r, i);
    row.commit();
  });
  return sheet;
}

function rich(row, r, i) {
  const words = r[col('nksHoTen')].split(' ');
  if (i % 3 === 0)
    row.getCell(col('nksHoTen') + 1).value = {
      richText: words.map((w, k) => font(k ? 'Arial' : 'Times New Roman', (k ? ' ' : '') + w, { bold: !k })),
    };
  calculated(row, r, i);
}

function calculated(row, r, i) {
  if (i % 5 === 0)
    row.getCell(col('noiDangKy') + 1).value = { formula: '"UBND "&"xã"', result: r[col('noiDangKy')] };
  if (i % 7 === 0)
    row.getCell(col('trangSo') + 1).value = { formula: 'ROW()/3', result: r[col('trangSo')] };
  if (i % 11 === 0) {
    row.getCell(col('nksNgaySinh') + 1).value = { formula: 'TODAY()', result: value(r[col('nksNgaySinh')]) };
    row.getCell(col('nksNgaySinh') + 1).numFmt = 'd/m/yyyy';
  }
  if (i % 13 === 0 && r[col('ghiChu')])
    row.getCell(col('ghiChu') + 1).value = { text: r[col('ghiChu')], hyperlink: 'file:///C:/scan.pdf' };
  row.hidden = i % 17 === 16;
}

function fonts(row, r, i) {
  const name = row.getCell(col('nksHoTen') + 1), place = row.getCell(col('noiDangKy') + 1);
  const words = r[col('nksHoTen')].split(' ');
  if (i % 2) {
    name.value = widened(r[col('nksHoTen')]);
    name.font = { name: '.VnTime' };
  } else {
    const [legacy, unicode] = [words.slice(0, 2).join(' '), ' ' + words.slice(2).join(' ')];
    name.value = { richText: [font('.VnTime', widened(legacy)), font('Arial', unicode)] };
  }
  place.font = { name: 'Times New Roman' };
}

async function whole(filename, change, more) {
  const book = new ExcelJS.Workbook();
  more(plain(book, change), book);
  await book.xlsx.writeFile(filename);
}

async function stream(filename, useSharedStrings, change) {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useSharedStrings, useStyles: true });
  plain(book, change);
  await book.commit();
}

async function main() {
  await whole('plain.xlsx', rich, (sheet) => { sheet.getColumn(3).hidden = true; });
  await whole('fonts.xlsx', fonts, () => {});
  await whole('y1904.xlsx', () => {}, (sheet, book) => { book.properties.date1904 = true; });
  await stream('stream.xlsx', true, calculated);       // it gives all rich texts the number of the first one
  await stream('inline.xlsx', false, rich);
}

main();
