import { normaliseDocumentNumber } from '@/server/domain/archive/document-number';
import { findSecrecy } from '@/server/domain/archive/secrecy-guard';
import type { FieldSuggestion } from '@/server/domain/digital/page-text';
import { parseArchiveDate } from '@/server/domain/shared/dates';

/**
 * Reads the particulars of an official document (公文, GB/T 9704) from its recognised lines: number, title, issuer and
 * date. Only proposals: a person accepts each. Never guesses what does not stand on the page.
 */
export interface SuggestedFields {
  suggestions: FieldSuggestion[];
  /** The page bears a mark of secrecy: nothing of it may be entered. */
  isSecret: boolean;
}

const NUMBER = /([\u4E00-\u9FA5]{1,12})\s*[〔[［（(【]\s*(\d{4})\s*[〕\]］）)】]\s*第?\s*(\d{1,5})\s*号/u;
const DATE =
  /(?:\d{4}|[〇○Oo零一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日/u;
const GENRE =
  /(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|计划|总结|工作要点)(?:[（(][^）)]{1,20}[）)])?$/u;
const SALUTATION = /[:：]$/u;
const HEAD = /^(.{2,40}?)(?:文件|公文)?$/u;
const LONGEST_TITLE_LINES = 4;

const clean = (line: string): string => line.normalize('NFC').replace(/\s+/gu, '').trim();

const findNumber = (lines: readonly string[]): { index: number; value: string; evidence: string } | null => {
  for (const [index, line] of lines.slice(0, 20).entries()) {
    const match = NUMBER.exec(line);
    if (match)
      return { index, value: normaliseDocumentNumber(`${match[1]}〔${match[2]}〕${match[3]}号`), evidence: line };
  }
  return null;
};

/** The lines from below the number to the one that names the kind of document. */
const findTitle = (lines: readonly string[], from: number): { value: string; evidence: string } | null => {
  for (let start = from; start < Math.min(lines.length, from + 8); start += 1) {
    if (!/关于|^.{2,30}(?:人民政府|委员会|局|办公室)/u.test(lines[start] ?? '')) continue;
    let title = '';
    for (const line of lines.slice(start, start + LONGEST_TITLE_LINES)) {
      if (SALUTATION.test(line)) break;
      title += line;
      if (GENRE.test(title)) return { value: title, evidence: title };
    }
  }
  return null;
};

/** The last date, which stands under the signature; the line above it names who signed. */
const findSignature = (lines: readonly string[]): { date: string | null; evidence: string; issuer: string | null } => {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const match = DATE.exec(lines[index] ?? '');
    if (!match) continue;
    const parsed = parseArchiveDate(match[0].replace(/[○Oo]/gu, '〇'));
    const above = lines[index - 1] ?? '';
    const isIssuer =
      /(?:政府|委员会|局|办公室|中心|公司|大队|总站|管理处|学校|医院|馆|院|会)$/u.test(above) && above.length <= 40;
    return {
      date: parsed.ok ? parsed.date.date8 : null,
      evidence: lines[index] ?? '',
      issuer: isIssuer ? above : null,
    };
  }
  return { date: null, evidence: '', issuer: null };
};

const findHead = (lines: readonly string[], before: number): string | null => {
  const head = lines.slice(0, Math.max(before, 1)).find((line) => /文件$/u.test(line) && line.length >= 4);
  return head ? (HEAD.exec(head)?.[1] ?? null) : null;
};

/** @param pages recognised lines of each page, in order */
export const suggestFields = (pages: readonly (readonly string[])[]): SuggestedFields => {
  const lines = pages
    .flat()
    .map(clean)
    .filter((line) => line !== '');
  const isSecret = findSecrecy(lines.join('\n')).some((finding) => finding.severity === 'error');
  if (isSecret || lines.length === 0) return { suggestions: [], isSecret };
  const suggestions: FieldSuggestion[] = [];
  const add = (field: FieldSuggestion['field'], value: string | null, evidence: string): void => {
    if (value) suggestions.push({ field, value, evidence });
  };
  const number = findNumber(lines);
  const title = findTitle(lines, number ? number.index + 1 : 0);
  const { date, evidence, issuer } = findSignature(lines);
  const head = findHead(lines, number?.index ?? 3);
  if (number) add('documentNumber', number.value, number.evidence);
  if (title) add('title', title.value, title.evidence);
  add('responsibleParty', issuer ?? head, issuer ?? head ?? '');
  add('documentDate', date, evidence);
  add('pageCount', String(pages.length), '');
  return { suggestions, isSecret };
};
