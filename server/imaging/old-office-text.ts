import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';

/**
 * The text of documents in the formats before 2007, which archives are full of: Word, Excel and PowerPoint 97, and WPS,
 * which writes the same. Only the text: no layout, no field codes, no macros.
 */
type Container = ReturnType<typeof import('@e965/xlsx')['CFB']['read']>;

const library = async () => {
  const xlsx = await import('@e965/xlsx');
  // Files before Excel 97 are in the code page of their office.
  xlsx.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  return xlsx;
};

const streamOf = (xlsx: Awaited<ReturnType<typeof library>>, container: Container, name: string): Buffer | null => {
  const found = xlsx.CFB.find(container, name);
  return found ? Buffer.from(found.content as Uint8Array) : null;
};

/** Places in the head of a Word file, as its format has them. */
const WORD = { version: 0x02, flags: 0x0a, textFrom: 0x18, textTo: 0x1c, piecesAt: 0x01a2, piecesLength: 0x01a6 };
const WORD_97 = 0xc1;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;

/** Field codes stand between 0x13 and 0x14, what they show after it; other control characters are no text. */
const cleanWord = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format
    .replace(/\x13[^\x13-\x15]*\x14?/gu, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format
    .replace(/[\x0b-\x0d]/gu, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format
    .replace(/\x07/gu, '\t')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format
    .replace(/[\x00-\x08\x0e-\x1f]/gu, '')
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();

/** The text of a Word file lies in pieces, in the order of a table of its own. */
const readPieces = (document: Buffer, table: Buffer): string => {
  const start = document.readUInt32LE(WORD.piecesAt);
  const pieces = table.subarray(start, start + document.readUInt32LE(WORD.piecesLength));
  let at = 0;
  while (pieces[at] === 1) at += 3 + pieces.readUInt16LE(at + 1);
  if (pieces[at] !== 2) throw new Error('no table of pieces');
  const length = pieces.readUInt32LE(at + 1);
  const list = pieces.subarray(at + 5, at + 5 + length);
  const count = Math.floor((list.length - 4) / 12);
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const characters = list.readUInt32LE((index + 1) * 4) - list.readUInt32LE(index * 4);
    const place = list.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    const isNarrow = (place & 0x40000000) !== 0;
    const from = isNarrow ? (place & 0x3fffffff) / 2 : place & 0x3fffffff;
    const bytes = document.subarray(from, from + characters * (isNarrow ? 1 : 2));
    text += isNarrow ? iconv.decode(bytes, 'win1252') : bytes.toString('utf16le');
  }
  return text;
};

/** The running text of a Word file. @throws when it is encrypted or no Word file */
export const oldWordText = async (file: string): Promise<string> => {
  const xlsx = await library();
  const container = xlsx.CFB.read(await readFile(file), { type: 'buffer' });
  const document = streamOf(xlsx, container, 'WordDocument');
  if (!document) throw new Error('no Word document');
  const flags = document.readUInt16LE(WORD.flags);
  if (flags & ENCRYPTED) throw new Error('encrypted');
  if (document.readUInt16LE(WORD.version) < WORD_97) {
    const bytes = document.subarray(document.readUInt32LE(WORD.textFrom), document.readUInt32LE(WORD.textTo));
    return cleanWord(iconv.decode(bytes, 'gb18030'));
  }
  const table = streamOf(xlsx, container, flags & SECOND_TABLE ? '1Table' : '0Table');
  if (!table) throw new Error('no table stream');
  return cleanWord(readPieces(document, table));
};

/** The rows of every sheet, cells parted by tabs. */
export const oldSheetTexts = async (file: string): Promise<string[]> => {
  const xlsx = await library();
  const book = xlsx.read(await readFile(file), { type: 'buffer', dense: true, cellHTML: false, cellFormula: false });
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name];
    return sheet ? xlsx.utils.sheet_to_csv(sheet, { FS: '\t', blankrows: false }).trim() : '';
  });
};

/** Records of a PowerPoint file: those that hold text, begin a slide, or are nobody's words. */
const SLIDES = { wideText: 0x0fa0, narrowText: 0x0fa8, slide: 0x03ee, notes: 0x03f0, listed: 0x03f3, list: 0x0ff0 };
const TEMPLATES: ReadonlySet<number> = new Set([0x03f8, 0x0fc9]);
/** Further lists name masters and notes. */
const LIST_OF_SLIDES = 0;
/** What stands in place of a number or a date. */
const PLACEHOLDER = '*';
const DEEPEST = 40;

/** One text for each slide, whose words may stand in its outline and in its own boxes; speaker's notes come last. */
export const oldSlideTexts = async (file: string): Promise<string[]> => {
  const xlsx = await library();
  const container = xlsx.CFB.read(await readFile(file), { type: 'buffer' });
  const stream = streamOf(xlsx, container, 'PowerPoint Document');
  if (!stream) throw new Error('no presentation');
  const outlined: string[][] = [];
  const boxed: string[][] = [];
  const notes: string[][] = [];
  let slide: string[] = [];
  const walk = (from: number, to: number, depth: number): void => {
    for (let at = from; at + 8 <= to && depth < DEEPEST; ) {
      const head = stream.readUInt16LE(at);
      const type = stream.readUInt16LE(at + 2);
      const end = Math.min(to, at + 8 + stream.readUInt32LE(at + 4));
      const isTemplate = TEMPLATES.has(type) || (type === SLIDES.list && head >> 4 !== LIST_OF_SLIDES);
      const begun = { [SLIDES.slide]: boxed, [SLIDES.listed]: outlined, [SLIDES.notes]: notes }[type];
      if (begun) {
        slide = [];
        begun.push(slide);
      }
      if (type === SLIDES.wideText) slide.push(stream.subarray(at + 8, end).toString('utf16le'));
      else if (type === SLIDES.narrowText) slide.push(stream.subarray(at + 8, end).toString('latin1'));
      else if ((head & 0xf) === 0xf && !isTemplate) walk(at + 8, end, depth + 1);
      at = end;
    }
  };
  walk(0, stream.length, 0);
  const textOf = (words: readonly string[]): string =>
    [...new Set(words)]
      .filter((word) => word !== PLACEHOLDER)
      .join('\n')
      .replace(/[\r\v]/gu, '\n')
      .trim();
  // Masters are kept as slides as well, behind those that are listed.
  const slides = Array.from({ length: outlined.length || boxed.length }, (_, index) =>
    textOf([...(outlined[index] ?? []), ...(boxed[index] ?? [])]),
  );
  const said = textOf(notes.flat());
  return said === '' ? slides : [...slides, said];
};
