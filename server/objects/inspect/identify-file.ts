import { open, stat } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { topNames } from './ole-names.ts';

/** The type of a file from its bytes. A name and a declared type are only what somebody says. */
export interface IdentifiedFile {
  mediaType: string;
  /** In words of the trade, e.g. `PDF 1.7`; null when there is no more to say than the type. */
  formatName: string | null;
}

const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 64 * 1024;

/** What is taken in. What a browser or a system would run is not among them. */
export const ACCEPTED_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/ofd',
  'image/tiff',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/bmp',
  'image/gif',
  'image/jp2',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/rtf',
  'application/x-ole',
  'application/vnd.ms-outlook',
  'message/rfc822',
  'application/zip',
  'application/warc',
  'application/xml',
  'text/plain',
  'audio/wav',
  'audio/mpeg',
  'audio/mp4',
  'audio/flac',
  'audio/ogg',
  'video/mp4',
  'video/quicktime',
  'video/x-msvideo',
  'video/x-matroska',
  'video/webm',
  'video/mpeg',
  'application/mxf',
]);

/** Names that the library uses for what we call otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  'application/x-cfb': 'application/x-ole',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'video/vnd.avi': 'video/x-msvideo',
  'video/matroska': 'video/x-matroska',
  'audio/x-flac': 'audio/flac',
  'image/jpx': 'image/jp2',
};

const isText = (head: Buffer, isWhole: boolean): boolean => {
  if (head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c))
    return false;
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

const identifyText = (head: Buffer): IdentifiedFile | null => {
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^WARC\/1\.[01]\r?\n/.test(text)) return { mediaType: 'application/warc', formatName: text.slice(0, 8) };
  if (
    /^(?:From|Received|Return-Path|MIME-Version|Date|Subject|Message-ID):/im.test(text.slice(0, 2_000)) &&
    /^[A-Za-z-]+:/.test(text)
  )
    return { mediaType: 'message/rfc822', formatName: null };
  // Markup would run in a browser if it were ever shown as what it is.
  if (/^<(?:!doctype html|html|script|body|svg|iframe|!--)/i.test(text) || /<svg[\s>]/i.test(text.slice(0, 4_000)))
    return null;
  if (/^<\?xml/i.test(text)) return { mediaType: 'application/xml', formatName: null };
  if (/^#!|^MZ|^<[!?a-z]/i.test(text)) return null;
  return { mediaType: 'text/plain', formatName: null };
};

/** A container of the OLE kind by the streams at its top; by any name in UTF-16 where it is too damaged for that. */
const identifyOle = async (file: string, bytes: Buffer): Promise<IdentifiedFile> => {
  const handle = await open(file, 'r');
  const names = await topNames(handle).finally(() => handle.close());
  const has = (name: string) => (names ? names.has(name) : bytes.includes(Buffer.from(name, 'utf16le')));
  if (has('__properties_version1.0')) return { mediaType: 'application/vnd.ms-outlook', formatName: null };
  if (has('WordDocument')) return { mediaType: 'application/msword', formatName: null };
  if (has('Workbook') || has('Book')) return { mediaType: 'application/vnd.ms-excel', formatName: null };
  if (has('PowerPoint Document')) return { mediaType: 'application/vnd.ms-powerpoint', formatName: null };
  return { mediaType: 'application/x-ole', formatName: null };
};

const identifyZip = (bytes: Buffer): IdentifiedFile => {
  if (bytes.includes('OFD.xml')) return { mediaType: 'application/ofd', formatName: 'OFD' };
  const office = 'application/vnd.openxmlformats-officedocument';
  if (bytes.includes('word/document.xml'))
    return { mediaType: `${office}.wordprocessingml.document`, formatName: null };
  if (bytes.includes('xl/workbook.xml')) return { mediaType: `${office}.spreadsheetml.sheet`, formatName: null };
  if (bytes.includes('ppt/presentation.xml'))
    return { mediaType: `${office}.presentationml.presentation`, formatName: null };
  return { mediaType: 'application/zip', formatName: null };
};

const readEnds = async (file: string): Promise<{ head: Buffer; tail: Buffer; size: number }> => {
  const { size } = await stat(file);
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
    await handle.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
    await handle.read(tail, 0, tail.length, size - tail.length);
    return { head, tail, size };
  } finally {
    await handle.close();
  }
};

/** Tells the type of a file; null when it is none that is taken in. */
export const identifyFile = async (file: string): Promise<IdentifiedFile | null> => {
  const { head, tail, size } = await readEnds(file);
  if (size === 0) return null;
  const both = Buffer.concat([head, tail]);
  if (head.readUInt32BE(0) === 0x504b0304 || head.readUInt32BE(0) === 0x504b0506) return identifyZip(both);
  const pdf = /^%PDF-(\d\.\d)/.exec(head.toString('latin1', 0, 10));
  if (pdf) return { mediaType: 'application/pdf', formatName: `PDF ${pdf[1]}` };
  const found = await fileTypeFromBuffer(head);
  const mediaType = found ? (ALIASES[found.mime] ?? found.mime) : null;
  if (mediaType === 'application/x-ole') return identifyOle(file, both);
  if (mediaType !== null && mediaType !== 'application/xml')
    return ACCEPTED_TYPES.has(mediaType) ? { mediaType, formatName: null } : null;
  return isText(head, size <= head.length) ? identifyText(head) : null;
};
