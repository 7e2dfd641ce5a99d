/** The types that are taken in. What a browser would run (HTML, SVG) is none of them. */
export const MEDIA_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'text/csv',
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

/** Markup is text too, and a browser would run it if it were ever shown as what it is. */
const isMarkup = (head: Buffer): boolean => /^(?:\uFEFF|\s)*<[!?a-z]/i.test(head.toString('utf8'));

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
  if (size > 0 && isText(head, size <= head.length) && !isMarkup(head)) return 'text/csv';
  return null;
};
