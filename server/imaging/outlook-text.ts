import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { decompressRtf } from './compressed-rtf.ts';
import { htmlText } from './html-text.ts';
import { rtfText } from './rtf-text.ts';

/**
 * Mails as Outlook keeps them: a compound file with one stream for each property of the message (MS-OXMSG). Only what is
 * text.
 */
/** What there is to say of a mail; empty where it does not say it. */
export interface MailParts {
  subject: string;
  from: string;
  to: string;
  cc: string;
  date: string;
  attachments: readonly string[];
  body: string;
}

const ROOT = 'Root Entry/';
const ATTACHED = /^__attach_version1\.0_#[0-9A-F]{8}\//i;
/** Numbers of properties. */
const ID = {
  subject: '0037',
  senderName: '0C1A',
  senderAddress: '5D01',
  otherAddress: '0C1F',
  to: '0E04',
  cc: '0E03',
  body: '1000',
  html: '1013',
  rtf: '1009',
  longName: '3707',
  shortName: '3704',
  displayName: '3001',
};
const FIXED = { submitted: 0x0039, delivered: 0x0e06, codePage: 0x3ffd, internetCodePage: 0x3fde };
const TIME = 0x0040;
const FIXED_FROM = 32;
/** Between 1601, from which the format counts, and 1970, in milliseconds. */
const EPOCH_MS = 11_644_473_600_000;

type Streams = ReadonlyMap<string, Buffer>;

const readStreams = async (file: string): Promise<Streams> => {
  const xlsx = await import('@e965/xlsx');
  const container = xlsx.CFB.read(await readFile(file), { type: 'buffer' }) as {
    FullPaths: string[];
    FileIndex: { content?: Uint8Array; type: number }[];
  };
  const streams = new Map<string, Buffer>();
  container.FullPaths.forEach((path, index) => {
    const content = container.FileIndex[index]?.content;
    if (path.startsWith(ROOT) && content) streams.set(path.slice(ROOT.length), Buffer.from(content));
  });
  return streams;
};

/** Values of a fixed size stand one after another in one stream, sixteen bytes each. */
const fixedOf = (streams: Streams): Map<number, Buffer> => {
  const bytes = streams.get('__properties_version1.0') ?? Buffer.alloc(0);
  const values = new Map<number, Buffer>();
  for (let at = FIXED_FROM; at + 16 <= bytes.length; at += 16)
    values.set(bytes.readUInt32LE(at), bytes.subarray(at + 8, at + 16));
  return values;
};
const tag = (id: number, type: number): number => id * 0x10000 + type;

const codePageOf = (fixed: ReadonlyMap<number, Buffer>): string => {
  const INTEGER = 0x0003;
  for (const id of [FIXED.internetCodePage, FIXED.codePage]) {
    const number = fixed.get(tag(id, INTEGER))?.readUInt32LE(0);
    const name = number === 65_001 ? 'utf8' : `cp${number}`;
    if (number !== undefined && iconv.encodingExists(name)) return name;
  }
  return 'gb18030';
};

const dateOf = (fixed: ReadonlyMap<number, Buffer>): string => {
  for (const id of [FIXED.submitted, FIXED.delivered]) {
    const value = fixed.get(tag(id, TIME));
    const time = value && new Date(Number(value.readBigUInt64LE(0) / 10_000n) - EPOCH_MS);
    if (time && !Number.isNaN(time.getTime())) return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  }
  return '';
};

/** The letter where it is kept as RTF alone; a damaged one is no reason to lose the head of the mail. */
const rtfLetter = (bytes: Buffer | undefined): string => {
  if (!bytes) return '';
  try {
    return rtfText(decompressRtf(bytes));
  } catch {
    return '';
  }
};

/** @throws Error for a compound file that is no message */
export const outlookParts = async (file: string): Promise<MailParts> => {
  const streams = await readStreams(file);
  const fixed = fixedOf(streams);
  if (fixed.size === 0) throw new Error('no message');
  const codePage = codePageOf(fixed);
  const textOf = (id: string, folder = ''): string => {
    const wide = streams.get(`${folder}__substg1.0_${id}001F`);
    if (wide) return wide.toString('utf16le').replace(/\0+$/u, '');
    const narrow = streams.get(`${folder}__substg1.0_${id}001E`);
    return narrow ? iconv.decode(narrow, codePage).replace(/\0+$/u, '') : '';
  };
  const page = streams.get(`__substg1.0_${ID.html}0102`);
  const html = page ? iconv.decode(page, codePage) : textOf(ID.html);
  const folders = [...new Set([...streams.keys()].flatMap((path) => ATTACHED.exec(path)?.[0] ?? []))].sort();
  const sender = textOf(ID.senderName);
  const address = textOf(ID.senderAddress) || textOf(ID.otherAddress);
  const hasAddress = address.includes('@') && address !== sender;
  return {
    subject: textOf(ID.subject),
    from: hasAddress ? `${sender} <${address}>`.trim() : sender,
    to: textOf(ID.to),
    cc: textOf(ID.cc),
    date: dateOf(fixed),
    attachments: folders
      .map((folder) => textOf(ID.longName, folder) || textOf(ID.shortName, folder) || textOf(ID.displayName, folder))
      .filter(Boolean),
    body: (textOf(ID.body).trim() || htmlText(html) || rtfLetter(streams.get(`__substg1.0_${ID.rtf}0102`))).replace(
      /\r\n?/gu,
      '\n',
    ),
  };
};
