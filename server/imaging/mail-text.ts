import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import PostalMime, { type Address } from 'postal-mime';
import { htmlText } from './html-text.ts';
import { type MailParts, outlookParts } from './outlook-text.ts';

/** The text of mails: who wrote when to whom about what, the names of what was attached, and the letter itself. */

/** Of a larger mail its beginning is read, where the letter stands; what is attached comes behind it. */
const MOST_BYTES = 60 * 1024 * 1024;

/** In the words of the form on which offices print their mails. */
const composeMail = ({ subject, from, to, cc, date, attachments, body }: MailParts): string =>
  [
    ['主题', subject],
    ['发件人', from],
    ['收件人', to],
    ['抄送', cc],
    ['日期', date],
    ['附件', attachments.join('、')],
  ]
    .flatMap(([label, value]) => (value ? [`${label}：${value.replace(/\s+/gu, ' ').trim()}`] : []))
    .concat(body.trim())
    .join('\n')
    .trim();

const readStart = async (file: string): Promise<Buffer> => {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
    await handle.read(bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    await handle.close();
  }
};

const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Old programs wrote Chinese into the head as it was, in the code page of the office and against the rules. */
const withReadableHead = (bytes: Buffer): Buffer => {
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 256 * 1024))?.index ?? bytes.length;
  const head = bytes.subarray(0, end);
  return isUtf8(head) ? bytes : Buffer.concat([Buffer.from(iconv.decode(head, 'gb18030')), bytes.subarray(end)]);
};

const nameOf = (address: Address): string => {
  if (address.group) return [address.name, ...address.group.map(nameOf)].filter(Boolean).join(' ');
  return address.name && address.address ? `${address.name} <${address.address}>` : address.name || address.address;
};
const namesOf = (addresses: readonly Address[] | undefined): string => (addresses ?? []).map(nameOf).join('、');

/** An ISO date to the minute; what is no date as it was written. */
const minuteOf = (date: string | undefined): string => {
  const time = new Date(date ?? '');
  return Number.isNaN(time.getTime()) ? (date ?? '') : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

/** A mail as it was sent (.eml). @throws when it nests or names itself without end */
export const mailText = async (file: string): Promise<string> => {
  const mail = await PostalMime.parse(withReadableHead(await readStart(file)), {
    maxNestingDepth: 40,
    maxRfc822NestingDepth: 5,
  });
  const body = mail.text?.trim() ? mail.text : htmlText(mail.html ?? '');
  return composeMail({
    subject: mail.subject ?? '',
    from: mail.from ? nameOf(mail.from) : '',
    to: namesOf(mail.to),
    cc: namesOf(mail.cc),
    date: minuteOf(mail.date),
    attachments: mail.attachments.flatMap(({ filename }) => (filename ? [filename] : [])),
    body: body.replace(/\r\n?/gu, '\n'),
  });
};

/** A mail as Outlook keeps it (.msg). @throws when it is none */
export const outlookText = async (file: string): Promise<string> => composeMail(await outlookParts(file));
