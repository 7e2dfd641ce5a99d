import iconv from 'iconv-lite';
import { htmlText } from './html-text.ts';

/**
 * The text of RTF: documents of old word processors, and letters that Outlook keeps. Where such a letter was a page of
 * HTML (MS-OXRTFEX) the page is put together again and its text taken.
 */

const MOST_CHARACTERS = 20_000_000;

/** Groups that hold no text of the document. Those that begin with `\*` and are not known hold none either. */
const SILENT: ReadonlySet<string> = new Set([
  'colortbl',
  'filetbl',
  'stylesheet',
  'info',
  'pict',
  'nonshppict',
  'objdata',
  'fldinst',
  'xe',
  'tc',
]);
/** What stands for a character or a break. */
const SIGNS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  nestrow: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
};
const SHORT_SIGNS: Readonly<Record<string, string>> = { '~': ' ', _: '-', '\n': '\n', '\r': '\n' };
/** Code pages by the number that a font has for its signs. Of those that are left out the document's own holds. */
const CODE_PAGES: Readonly<Record<number, number>> = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};
const nameOf = (codePage: number): string => {
  if (codePage === 65_001) return 'utf8';
  // Windows says 936 and writes what GB 18030 has.
  return codePage === 936 ? 'gb18030' : iconv.encodingExists(`cp${codePage}`) ? `cp${codePage}` : 'gb18030';
};

interface Group {
  holds: 'text' | 'nothing' | 'fonts' | 'html';
  font: number;
  /** How many characters stand behind `\u` for readers that do not know it. */
  spare: number;
  /** Between `\htmlrtf` and `\htmlrtf0` stands what the page did not say. */
  isExtra: boolean;
}

const TOKEN = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giy;

class RtfReader {
  private readonly found: string[] = [];
  private length = 0;
  private pending: number[] = [];
  private readonly groups: Group[] = [];
  private group: Group = { holds: 'text', font: -1, spare: 1, isExtra: false };
  private readonly fonts = new Map<number, number>();
  /** Whoever writes in another one says so. */
  private ownCodePage = 936;
  private ownFont = -1;
  private spared = 0;
  private isOptional = false;
  private isPage = false;

  constructor(private readonly source: string) {}

  read(): string {
    TOKEN.lastIndex = 0;
    for (let token = TOKEN.exec(this.source); token !== null; token = TOKEN.exec(this.source)) {
      const [, word, number, byte, sign, brace, text] = token;
      if (brace) this.step(brace);
      else if (word !== undefined) this.obey(word.toLowerCase(), number === undefined ? null : Number(number));
      else if (byte !== undefined) this.keep([Number.parseInt(byte, 16)]);
      else if (sign !== undefined) this.obeySign(sign);
      else if (text !== undefined) this.keep(Buffer.from(text, 'latin1'));
      if (this.length > MOST_CHARACTERS) break;
    }
    this.decode();
    const text = this.found.join('');
    return this.isPage ? htmlText(text) : text;
  }

  private step(brace: string): void {
    this.decode();
    this.spared = 0;
    this.isOptional = false;
    if (brace === '{') {
      this.groups.push(this.group);
      this.group = { ...this.group };
    } else this.group = this.groups.pop() ?? this.group;
  }

  private obeySign(sign: string): void {
    if (sign === '*') this.isOptional = true;
    else if ('{}\\'.includes(sign)) this.keep([sign.charCodeAt(0)]);
    else if (Object.hasOwn(SHORT_SIGNS, sign)) {
      this.decode();
      this.say(SHORT_SIGNS[sign] ?? '');
    }
  }

  private obey(word: string, number: number | null): void {
    const { group, isOptional } = this;
    this.isOptional = false;
    this.decode();
    if (word === 'u') {
      this.sayCode(number ?? 0);
      return;
    }
    const opened: Record<string, Group['holds']> = { fonttbl: 'fonts', htmltag: 'html' };
    const holds = opened[word] ?? (isOptional || SILENT.has(word) ? 'nothing' : undefined);
    if (holds !== undefined) {
      if (group.holds !== 'nothing') group.holds = holds;
    } else if (word === 'bin') TOKEN.lastIndex += Math.max(0, number ?? 0);
    else if (word === 'ansicpg') this.ownCodePage = number ?? this.ownCodePage;
    else if (word === 'deff') this.ownFont = group.font = number ?? -1;
    else if (word === 'plain') group.font = this.ownFont;
    else if (word === 'f') group.font = number ?? -1;
    else if (word === 'fcharset' && group.holds === 'fonts') this.fonts.set(group.font, CODE_PAGES[number ?? 0] ?? 0);
    else if (word === 'uc') group.spare = Math.max(0, number ?? 1);
    else if (word === 'fromhtml') this.isPage = true;
    else if (word === 'htmlrtf') group.isExtra = number !== 0;
    else if (Object.hasOwn(SIGNS, word)) this.say(SIGNS[word] ?? '');
  }

  /** A character by its number; what stands behind it for older readers is passed over. */
  private sayCode(number: number): void {
    this.say(String.fromCharCode(number & 0xffff));
    this.spared = this.group.spare;
  }

  /** Bytes of one code page: a character may stand in two of them, written in two ways. */
  private keep(bytes: Iterable<number>): void {
    for (const byte of bytes) {
      if (this.spared > 0) this.spared -= 1;
      else this.pending.push(byte);
    }
  }

  private decode(): void {
    if (this.pending.length === 0) return;
    const bytes = Buffer.from(this.pending);
    this.pending = [];
    const font = this.group.holds === 'html' ? 0 : (this.fonts.get(this.group.font) ?? 0);
    this.say(iconv.decode(bytes, nameOf(font || this.ownCodePage)));
  }

  private say(text: string): void {
    this.spared = 0;
    const { holds, isExtra } = this.group;
    if (isExtra || (holds !== 'text' && holds !== 'html')) return;
    this.found.push(text);
    this.length += text.length;
  }
}

/** @throws Error for what is no RTF */
export const rtfText = (bytes: Buffer): string => {
  const source = bytes.toString('latin1');
  if (!source.startsWith('{\\rtf')) throw new Error('no RTF');
  return new RtfReader(source)
    .read()
    .replace(/[ \t]+\n/gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
};
