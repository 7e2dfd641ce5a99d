/**
 * Workbooks that attack their reader, made on the spot so that none is kept in the repository. Each has the reason a
 * reader must give when it refuses.
 */
import { deflateRawSync } from 'node:zlib';
import { HOSTILE_OLD_FILES, type HostileWorkbook } from './hostile-old-files';

const MB = 1024 * 1024;

export type ZipPart = {
  name: string;
  data: Buffer;
  /** What the directory says instead of the truth. */
  declaredSize?: number;
  /** Claims the bytes of the part before it. */
  overlaps?: boolean;
  /** Already deflated data of `declaredSize` bytes. */
  isDeflated?: boolean;
  flags?: number;
};

const CRC_TABLE = Array.from({ length: 256 }, (_unused, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zip container whose directory may lie. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let lastOffset = 0;
  for (const part of parts) {
    const packed = part.isDeflated ? part.data : deflateRawSync(part.data);
    const size = part.declaredSize ?? part.data.length;
    const crc = part.isDeflated ? 0 : crc32(part.data);
    const name = Buffer.from(part.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(part.flags ?? 0, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(part.overlaps ? lastOffset : offset, 42);
    directory.push(central, name);
    if (part.overlaps) continue;
    locals.push(local, name, packed);
    lastOffset = offset;
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const xml = (text: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);

/** A whole workbook around one sheet; `extra` parts replace those of the same name. */
export function makeBook(sheetXml: string | Buffer, extra: readonly ZipPart[] = []): Buffer {
  const sheet =
    typeof sheetXml === 'string' ? xml(`<worksheet><sheetData>${sheetXml}</sheetData></worksheet>`) : sheetXml;
  const parts: ZipPart[] = [
    {
      name: 'xl/workbook.xml',
      data: xml('<workbook><sheets><sheet name="目录" sheetId="1" r:id="r1"/></sheets></workbook>'),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: xml('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
  ];
  const replaced = new Set(extra.map((part) => part.name));
  return makeZip([...parts.filter((part) => !replaced.has(part.name)), ...extra]);
}

/** A row of inline strings. */
export function inlineRow(cells: readonly string[]): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

export const HEADER_ROW = inlineRow(['档号', '题名', '责任者', '日期', '页数', '保管期限']);

/** `megabytes` of spaces inside a sheet, deflated piece by piece so that making it takes no memory. */
function zeros(megabytes: number): Buffer {
  return deflateRawSync(Buffer.alloc(megabytes * MB, 0x20), { level: 9 });
}

/** Many pieces that differ a little, so that the ratio of sizes gives nothing away. */
function varied(count: number, write: (noise: number) => string): string {
  return Array.from({ length: count }, (_unused, index) => write(Math.imul(index + 1, 2_654_435_761) >>> 12)).join('');
}

const SHEET = 'xl/worksheets/sheet1.xml';
const STYLES = 'xl/styles.xml';

export const HOSTILE_WORKBOOKS: readonly HostileWorkbook[] = [
  {
    name: 'a sheet of 190 MB that is nothing but spaces',
    isHeavy: true,
    make: () => makeBook('', [{ name: SHEET, data: zeros(190), isDeflated: true, declaredSize: 190 * MB }]),
    reasons: ['zip_ratio'],
  },
  {
    name: 'ten gigabytes declared',
    make: () =>
      makeBook(
        '',
        Array.from({ length: 3 }, (_unused, index) => ({
          name: `xl/media/${index}.bin`,
          data: zeros(1),
          isDeflated: true,
          declaredSize: 0xfffffffe,
        })),
      ),
    reasons: ['zip_ratio', 'zip_total'],
  },
  {
    name: 'a sheet that is larger than the directory says',
    isHeavy: true,
    make: () => makeBook('', [{ name: SHEET, data: zeros(300), isDeflated: true, declaredSize: 400_000 }]),
    reasons: ['zip_lying_size', 'xml_piece_too_long'],
  },
  {
    name: 'shared strings that are larger than the directory says',
    isHeavy: true,
    make: () =>
      makeBook(HEADER_ROW, [
        { name: 'xl/sharedStrings.xml', data: zeros(300), isDeflated: true, declaredSize: 90_000 },
      ]),
    reasons: ['zip_lying_size'],
  },
  {
    name: 'parts that overlap',
    make: () => makeBook(HEADER_ROW, [{ name: 'xl/worksheets/sheet2.xml', data: Buffer.from('x'), overlaps: true }]),
    reasons: ['zip_overlap'],
  },
  {
    name: 'twenty thousand parts',
    make: () =>
      makeBook(
        HEADER_ROW,
        Array.from({ length: 20_000 }, (_unused, index) => ({ name: `xl/media/${index}`, data: Buffer.alloc(0) })),
      ),
    reasons: ['zip_entries'],
  },
  {
    name: 'two parts of one name',
    make: () =>
      makeZip([
        { name: 'xl/workbook.xml', data: xml('<a/>') },
        { name: 'XL/workbook.xml', data: xml('<b/>') },
      ]),
    reasons: ['zip_duplicate_entry'],
  },
  {
    name: 'an encrypted part',
    make: () => makeBook(HEADER_ROW, [{ name: SHEET, data: xml('<worksheet/>'), flags: 1 }]),
    reasons: ['encrypted'],
  },
  {
    name: 'a billion laughs',
    make: () => makeBook(xml('<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>')),
    reasons: ['xml_document_type'],
  },
  {
    name: 'an external entity',
    make: () => makeBook(xml('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet>&a;</worksheet>')),
    reasons: ['xml_document_type'],
  },
  {
    name: 'a million styles',
    make: () =>
      makeBook(HEADER_ROW, [
        {
          name: STYLES,
          data: xml(
            `<styleSheet><cellXfs>${varied(1_000_000, (noise) => `<xf numFmtId="${noise}"/>`)}</cellXfs></styleSheet>`,
          ),
        },
      ]),
    reasons: ['styles'],
  },
  {
    name: 'a tag without end',
    make: () => makeBook(Buffer.concat([xml('<worksheet><sheetData '), Buffer.from('x="1" '.repeat(500_000))])),
    reasons: ['xml_piece_too_long', 'xml_truncated'],
  },
  {
    name: 'one long string named a million times',
    isHeavy: true,
    make: () =>
      makeBook(
        `${HEADER_ROW}${varied(5_000, (noise) => `<row>${varied(200, (more) => `<c t="s" s="${noise ^ more}"><v>0</v></c>`)}</row>`)}`,
        [{ name: 'xl/sharedStrings.xml', data: xml(`<sst><si><t>${'长'.repeat(32_000)}</t></si></sst>`) }],
      ),
    reasons: ['row_text', 'text'],
  },
  {
    name: 'four million strings',
    isHeavy: true,
    make: () =>
      makeBook(HEADER_ROW, [
        {
          name: 'xl/sharedStrings.xml',
          data: xml(`<sst>${varied(4_000_000, (noise) => `<si><t>${noise}</t></si>`)}</sst>`),
        },
      ]),
    reasons: ['shared_strings', 'memory'],
  },
  { name: 'a container cut in half', make: () => makeBook(HEADER_ROW).subarray(0, 300), reasons: ['zip_truncated'] },
  {
    name: 'a container without a workbook',
    make: () => makeZip([{ name: 'a.txt', data: Buffer.from('a') }]),
    reasons: ['not_xlsx'],
  },
  {
    name: 'elements inside elements, a million deep',
    make: () => makeBook(Buffer.concat([xml('<worksheet><sheetData>'), Buffer.from('<a>'.repeat(1_000_000))])),
    reasons: ['WORKBOOK_HAS_NO_HEADER'],
  },
  {
    name: 'an encrypted workbook',
    make: () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(600),
      ]),
    reasons: ['encrypted'],
  },
  {
    name: 'a web page called .xls',
    make: () => Buffer.from('<html><table><tr><td>题名</td></tr></table></html>'),
    reasons: ['html'],
  },
  {
    name: 'random bytes',
    make: () => Buffer.from(Array.from({ length: 4_000 }, (_unused, index) => (index * 7_919) % 256)),
    reasons: ['binary'],
  },
  { name: 'an empty file', make: () => Buffer.alloc(0), reasons: ['empty'] },
  {
    name: 'a quote that never closes',
    make: () => Buffer.from(`档号,题名,页数\n"${'题,'.repeat(700_000)}`),
    reasons: ['csv_row_too_long'],
  },
  ...HOSTILE_OLD_FILES,
];
