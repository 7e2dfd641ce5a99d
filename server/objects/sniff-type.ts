/** The types that are taken in. What a browser would run (HTML, SVG) is none of them. */
export const MEDIA_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'text/csv',
  /** Compound files: workbooks and documents of Office 97 to 2003. They are opened in a limited child process only. */
  'application/x-cfb',
  'application/vnd.dbf',
  /** Films for learning. They are played, never opened here. */
  'video/mp4',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const startsWith = (bytes: Buffer, ...magic: number[]): boolean => magic.every((byte, index) => bytes[index] === byte);

const isText = (head: Buffer, isWhole: boolean): boolean => {
  // Tab, line feed and carriage return are text; other control characters are not.
  if (head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      // A head that was cut may end inside a character: `stream` leaves that character open.
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !isWhole });
      return true;
    } catch {
      return false;
    }
  });
};

const hasControls = (text: string): boolean =>
  Array.from(text).some((character) => /[\p{Cc}]/u.test(character) && !/[\t\r\n]/.test(character));

/** UTF-16, as Excel saves "Unicode text": with a mark, or with zeros in every second byte. */
const utf16Text = (head: Buffer): string | null => {
  const isBig = startsWith(head, 0xfe, 0xff);
  const isMarked = isBig || startsWith(head, 0xff, 0xfe);
  const even = head.subarray(0, head.length - (head.length % 2));
  const isBare = even.some((byte) => byte === 0) && even.every((byte, index) => byte !== 0 || index % 2 === 1);
  if (!isMarked && !isBare) return null;
  try {
    const text = new TextDecoder(isBig ? 'utf-16be' : 'utf-16le', { fatal: true }).decode(even, { stream: true });
    return hasControls(text) || !/[\r\n\t]/.test(text) ? null : text;
  } catch {
    return null;
  }
};

/** A dBase table: a known version, a date in the calendar, reserved bytes that are zero. */
const isTable = (head: Buffer): boolean =>
  head.length >= 65 &&
  [0x03, 0x30, 0x31, 0x32, 0x83, 0x8b, 0xf5].includes(head[0] ?? 0) &&
  (head[2] ?? 99) <= 12 &&
  (head[3] ?? 99) <= 31 &&
  head.readUInt16LE(8) >= 65 &&
  head.readUInt16LE(10) >= 2 &&
  head.readUInt16LE(12) === 0;

/** Markup is text too, and a browser would run it if it were ever shown as what it is. */
const isMarkup = (head: Buffer): boolean => /^(?:\uFEFF|\s)*<[!?a-z]/i.test(head.toString('utf8'));

/** The first box of an MP4 file names a brand that browsers play; pictures and sound have other brands. */
const isFilm = (head: Buffer): boolean =>
  head.toString('latin1', 4, 8) === 'ftyp' &&
  /^(?:isom|iso[2-6]|mp4[12]|avc1|M4V |dash)/.test(head.toString('latin1', 8, 12));

/** Tells the type from the bytes alone: a name and a declared type are only what somebody says. Null: not taken in. */
export const sniffType = (head: Buffer, tail: Buffer, size: number): MediaType | null => {
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf';
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) {
    const isWorkbook = tail.includes('xl/workbook.xml') && tail.includes('[Content_Types].xml');
    return isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'application/zip';
  }
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'application/x-cfb';
  if (isFilm(head)) return 'video/mp4';
  if (isTable(head)) return 'application/vnd.dbf';
  const wide = utf16Text(head);
  if (wide !== null) return isMarkup(Buffer.from(wide)) ? null : 'text/csv';
  if (size > 0 && isText(head, size <= head.length) && !isMarkup(head)) return 'text/csv';
  return null;
};
