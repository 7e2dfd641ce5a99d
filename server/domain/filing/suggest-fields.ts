import { ITEM_TEXT_LIMITS } from '@/server/domain/archive/archive-item';
import { normaliseDocumentNumber } from '@/server/domain/archive/document-number';
import { formatDate8, parseArchiveDate } from '@/server/domain/shared/dates';

/**
 * What a file's name and text say of the document: 柳政发〔2024〕3号 关于….docx. A suggestion for a person, never a fact.
 */
export interface SuggestedFields {
  title: string;
  documentNumber: string | null;
  responsibleParty: string | null;
  documentDate: string | null;
}

const DOCUMENT_NUMBER =
  /([\p{Script=Han}A-Za-z]{1,20}(?:字|发|函|办|文)?)\s?[〔[［【(（﹝]\s?((?:19|20)\d{2})\s?[〕\]］】)）﹞]\s?(第?)\s?(\d{1,5})\s?号/u;
const DAY =
  /((?:19|20)\d{2})\s?(?:年|[-./])\s?(\d{1,2})\s?(?:月|[-./])\s?(\d{1,2})\s?日?|(?<!\d)((?:19|20)\d{6})(?!\d)/u;
const CHINESE_DAY =
  /[二一][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日/u;
const ISSUER =
  /^([\p{Script=Han}]{2,40}?(?:人民政府|委员会|办公室|[局委办府院校厅司处站馆部队所镇乡村会社]|中心|公司))(?=关于)/u;
const LETTERHEAD = /^([\p{Script=Han}]{4,40}?)文件$/u;
const NOISE = /(?:扫描件?|终稿|定稿|最终版|正式版|盖章版|副本|复印件|打印版|[vV]\d+(?:\.\d+)?)/gu;

const bareName = (fileName: string): string => fileName.normalize('NFC').replace(/\.[A-Za-z0-9]{1,8}$/u, '');

const tidy = (text: string): string =>
  text
    .replace(/[（(【[]\s*[)）】\]]/gu, '')
    .replace(/[_\s　]+/gu, ' ')
    .replace(/^[\s\-—–.．、,，:：;；()（）]+|[\s\-—–.．、,，:：;；(（]+$/gu, '')
    .trim();

const dateIn = (text: string): { written: string; date8: string } | null => {
  const found = DAY.exec(text);
  const typed = found ? (found[4] ?? `${found[1]}.${found[2]}.${found[3]}`) : CHINESE_DAY.exec(text)?.[0];
  if (!typed) return null;
  const parsed = parseArchiveDate(typed.replace(/○/gu, '〇'));
  return parsed.ok ? { written: found?.[0] ?? typed, date8: formatDate8(parsed.date) } : null;
};

const ofName = (fileName: string): SuggestedFields => {
  const name = bareName(fileName);
  const number = DOCUMENT_NUMBER.exec(name);
  const withoutNumber = number ? name.replace(number[0], ' ') : name;
  const date = dateIn(withoutNumber);
  const rest = date ? withoutNumber.replace(date.written, ' ') : withoutNumber;
  const title = tidy(rest.replace(NOISE, ' ').replace(/^\s*(?:附件)?\d{1,3}\s*[.．、)）-]\s*/u, ''));
  return {
    title: title === '' ? tidy(name) : title,
    documentNumber: number ? normaliseDocumentNumber(number[0].replace(/\s/gu, '')) : null,
    responsibleParty: ISSUER.exec(title)?.[1] ?? null,
    documentDate: date?.date8 ?? null,
  };
};

const HEAD_LINES = 40;
/** The name of the act, over at most three lines: 关于…的通知. */
const titleIn = (lines: readonly string[]): string | null => {
  const from = lines.slice(0, HEAD_LINES).findIndex((line) => /关于/u.test(line) && line.length <= 80);
  if (from < 0) return null;
  for (let count = 1; count <= 3; count += 1) {
    const joined = lines.slice(from, from + count).join('');
    if (/的?(?:决定|命令|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|规划|总结)$/u.test(joined))
      return joined;
  }
  return null;
};

const ofText = (text: string): Partial<SuggestedFields> => {
  const lines = text
    .slice(0, 60_000)
    .split(/\r?\n/u)
    .map((line) => line.replace(/[\s　]+/gu, ''))
    .filter((line) => line !== '');
  const head = lines.slice(0, HEAD_LINES);
  const number = head.map((line) => (line.length <= 60 ? DOCUMENT_NUMBER.exec(line) : null)).find(Boolean);
  const dated = lines.findLastIndex((line) => line.length <= 30 && dateIn(line) !== null);
  const title = titleIn(lines);
  const letterhead = head.map((line) => LETTERHEAD.exec(line)?.[1]).find(Boolean);
  const signed = dated > 0 ? lines[dated - 1] : undefined;
  const party = letterhead ?? (signed && /^[\p{Script=Han}]{4,30}$/u.test(signed) ? signed : undefined);
  return {
    ...(title ? { title } : {}),
    ...(number ? { documentNumber: normaliseDocumentNumber(number[0]) } : {}),
    ...(party ? { responsibleParty: party } : {}),
    ...(dated >= 0 ? { documentDate: dateIn(lines[dated] ?? '')?.date8 ?? null } : {}),
  };
};

/** The name first: people name a file after what it is; the text fills what the name leaves open. Never throws. */
export const suggestFields = (fileName: string, text: string | null): SuggestedFields => {
  const name = ofName(fileName);
  const read = text ? ofText(text) : {};
  const isTelling = /[\p{Script=Han}]{4}/u.test(name.title);
  return {
    title: (isTelling ? name.title : (read.title ?? name.title)).slice(0, ITEM_TEXT_LIMITS.title),
    documentNumber: (name.documentNumber ?? read.documentNumber)?.slice(0, ITEM_TEXT_LIMITS.documentNumber) ?? null,
    responsibleParty: name.responsibleParty ?? read.responsibleParty ?? null,
    documentDate: name.documentDate ?? read.documentDate ?? null,
  };
};
