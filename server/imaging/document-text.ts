import { readFile, stat } from 'node:fs/promises';
import iconv from 'iconv-lite';
import yauzl from 'yauzl';
import { decodeEntities } from './html-text.ts';
import { mailText, outlookText } from './mail-text.ts';
import { oldSheetTexts, oldSlideTexts, oldWordText } from './old-office-text.ts';
import { rtfText } from './rtf-text.ts';

/**
 * The text of born-digital documents (Word, Excel, PowerPoint, also of the time before 2007, RTF, OFD, plain text) and
 * of mails, without anything installed. It is read in a process of its own (`text-process.ts`): a document may be made to
 * harm.
 */

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const WORD = `${OFFICE}.wordprocessingml.document`;
const SLIDES = `${OFFICE}.presentationml.presentation`;
const OFD = 'application/ofd';
const RTF = 'application/rtf';
const MAIL = { sent: 'message/rfc822', outlook: 'application/vnd.ms-outlook' };
const OLD = { word: 'application/msword', sheet: 'application/vnd.ms-excel', slides: 'application/vnd.ms-powerpoint' };

const LARGEST_PART = 50 * 1024 * 1024;
const LARGEST_TEXT = 20 * 1024 * 1024;
const MOST_PARTS = 5_000;
/** A document without pages is searched in parts of this size: a hit then shows where it is. */
const PART_LENGTH = 3_000;

/** Parts of a package whose names are wanted, in the order of their numbers. */
const readParts = (file: string, wanted: RegExp): Promise<Map<string, string>> =>
  new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) {
        reject(error ?? new Error('not a package'));
        return;
      }
      const parts = new Map<string, string>();
      zip.on('error', reject);
      zip.on('end', () => resolve(new Map([...parts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })))));
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!wanted.test(entry.fileName) || entry.uncompressedSize > LARGEST_PART || parts.size >= MOST_PARTS) {
          zip.readEntry();
          return;
        }
        zip.openReadStream(entry, (failure, stream) => {
          if (failure || !stream) {
            reject(failure ?? new Error('unreadable part'));
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });

/** Text between tags of one kind; what ends a paragraph ends a line. */
const gather = (xml: string, tokens: RegExp, isBreak: (token: string) => boolean): string => {
  const found: string[] = [];
  for (const [whole, text] of xml.matchAll(tokens)) {
    if (text !== undefined) found.push(decodeEntities(text));
    else found.push(isBreak(whole) ? '\n' : '\t');
  }
  return found
    .join('')
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
};

const wordText = (xml: string): string =>
  gather(
    xml,
    /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(?:br|cr)\s*\/>|<\/w:p>|<w:tab\s*\/>/gu,
    (token) => !token.startsWith('<w:tab'),
  );
const slideText = (xml: string): string =>
  gather(xml, /<a:t(?:\s[^>]*)?>([^<]*)<\/a:t>|<a:br\s*\/?>|<\/a:p>/gu, () => true);
const ofdText = (xml: string): string =>
  gather(xml, /<(?:ofd:)?TextCode(?:\s[^>]*)?>([^<]*)<\/(?:ofd:)?TextCode>|<\/(?:ofd:)?TextObject>/gu, () => true);
const inlineText = (xml: string): string =>
  [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/gu)].map(([, text]) => decodeEntities(text ?? '')).join('');

const sheetTexts = (parts: ReadonlyMap<string, string>): string[] => {
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/gu)].map(([, si]) =>
    inlineText(si ?? ''),
  );
  return [...parts].flatMap(([name, xml]) => {
    if (!name.startsWith('xl/worksheets/')) return [];
    const rows = [...xml.matchAll(/<row[\s>][\s\S]*?<\/row>/gu)].map(([row]) =>
      [...row.matchAll(/<c(\s[^>]*)?>([\s\S]*?)<\/c>/gu)]
        .map(([, attributes = '', cell = '']) => {
          const value = /<v>([^<]*)<\/v>/u.exec(cell)?.[1];
          if (/\st="s"/u.test(attributes)) return shared[Number(value)] ?? '';
          return value === undefined ? inlineText(cell) : decodeEntities(value);
        })
        .join('\t')
        .trim(),
    );
    return [rows.filter(Boolean).join('\n')];
  });
};

const ENCODINGS = ['utf-8', 'gb18030'] as const;
/** Offices write plain text in UTF-8, in GB18030 and, from Windows, in UTF-16 with a mark. */
const decodeText = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be');
  for (const encoding of ENCODINGS) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return iconv.decode(bytes, 'gb18030');
};

/** Cuts at line ends, and long lines where they are full. */
const cutParts = (text: string): string[] => {
  const parts: string[] = [];
  let part = '';
  const lines = text
    .split(/\r?\n/u)
    .flatMap((line) => line.match(new RegExp(`[\\s\\S]{1,${PART_LENGTH}}`, 'gu')) ?? ['']);
  for (const line of lines) {
    if (part !== '' && part.length + line.length > PART_LENGTH) {
      parts.push(part);
      part = '';
    }
    part += part === '' ? line : `\n${line}`;
  }
  return [...parts, part].filter((found) => found.trim() !== '');
};

/** Pages, slides, sheets, or parts of a running text; an empty list when there is no text. */
export const readDocumentTexts = async (file: string, mediaType: string): Promise<string[]> => {
  if (mediaType === 'text/plain') {
    const { size } = await stat(file);
    return size > LARGEST_TEXT ? [] : cutParts(decodeText(await readFile(file)).replace(/^\uFEFF/u, ''));
  }
  if (mediaType === WORD) {
    const parts = await readParts(file, /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/u);
    const body = parts.get('word/document.xml') ?? '';
    const others = [...parts].filter(([name]) => name !== 'word/document.xml').map(([, xml]) => wordText(xml));
    return cutParts([wordText(body), ...others].filter(Boolean).join('\n'));
  }
  if (mediaType === SLIDES)
    return [...(await readParts(file, /^ppt\/slides\/slide\d+\.xml$/u)).values()].map(slideText);
  if (mediaType === RTF) {
    const { size } = await stat(file);
    return size > LARGEST_PART ? [] : cutParts(rtfText(await readFile(file)));
  }
  if (mediaType === OLD.word) return cutParts(await oldWordText(file));
  if (mediaType === OLD.sheet) return (await oldSheetTexts(file)).flatMap(cutParts);
  if (mediaType === OLD.slides) return oldSlideTexts(file);
  if (mediaType === MAIL.sent) return cutParts(await mailText(file));
  if (mediaType === MAIL.outlook) return cutParts(await outlookText(file));
  if (mediaType === OFD)
    return [...(await readParts(file, /(?:^|\/)Pages\/Page_\d+\/Content\.xml$/u)).values()].map(ofdText);
  return sheetTexts(await readParts(file, /^xl\/(?:sharedStrings|worksheets\/sheet\d+)\.xml$/u)).flatMap(cutParts);
};
