import { deflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EXAMPLE_SHEETS } from '../workbooks/example-sheets';

export interface NamedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
const crc = (bytes: Buffer): number => {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
};

/** A real picture of one colour, as a phone would send it; `shade` tells two of them apart. */
export const photograph = (name: string, shade: number): NamedFile => {
  const [width, height] = [64, 48];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc((width + 1) * height, shade);
  for (let row = 0; row < height; row += 1) pixels[row * (width + 1)] = 0;
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mimeType: 'image/png', buffer };
};

/** The documents of the examples as a unit has them before it numbers: without codes. */
export const documentsWorkbook = async (mark = ''): Promise<NamedFile & { titles: string[] }> => {
  const sheet = EXAMPLE_SHEETS[0];
  if (!sheet) throw new Error('there is no example sheet');
  const code = sheet.headings.indexOf('档号');
  const title = sheet.headings.indexOf('题名');
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('归档文件目录');
  for (const line of [sheet.headings, ...sheet.rows]) {
    const said =
      line === sheet.headings ? line : line.map((cell, column) => (column === title ? `${cell}${mark}` : cell));
    page.addRow(said.filter((_, column) => column !== code).map((cell) => (cell === '' ? null : cell)));
  }
  return {
    name: '柳溪镇2023年归档文件目录.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
    titles: sheet.rows.map((row) => `${row[title] ?? ''}${mark}`),
  };
};

/** The words of a PDF as a reader's search finds them: text, not a picture of text. */
export const textOfPdf = async (bytes: Uint8Array): Promise<string> => {
  const pdf = await getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false }).promise;
  const pages = Array.from({ length: pdf.numPages }, async (_, index) => {
    const { items } = await (await pdf.getPage(index + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join('');
  });
  const text = (await Promise.all(pages)).join('\n');
  await pdf.destroy();
  return text;
};
