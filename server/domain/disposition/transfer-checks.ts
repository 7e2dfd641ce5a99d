import type { ItemLevel } from '@/server/domain/archive/archive-item';
import { missingDetails } from '@/server/domain/archive/category-fields';
import { type CodeTemplateCode, findBuiltInTemplate } from '@/server/domain/archive/code-templates';
import {
  detectTemplate,
  type ParsedReferenceCode,
  parseReferenceCode,
  sequenceScope,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { FrozenRecord, TransferProblem } from './transfer.ts';

/** What is checked of a list before it is sent, and again before it is taken in: codes, fields, gaps, pages. */

export interface CheckedRecord {
  itemId: string;
  problems: TransferProblem[];
  isWrong: boolean;
}

const fullCategory = (record: FrozenRecord): string =>
  record.subcategoryCode ? `${record.categoryCode}·${record.subcategoryCode}` : record.categoryCode;

const levelOf = ({ level }: Pick<FrozenRecord, 'level'>): ItemLevel => (level === 'register' ? 'volume' : level);

/** Reads the code by the template that numbered it, or by whichever built-in one fits. */
export const readCode = (
  record: Pick<FrozenRecord, 'referenceCode' | 'codeTemplate' | 'level'>,
): ParsedReferenceCode | undefined =>
  parseReferenceCode(record.codeTemplate as TemplateRef, record.referenceCode, levelOf(record)) ??
  detectTemplate(record.referenceCode);

/** Whether the code follows a template of the standards; a unit's own template is known to that unit alone. */
const isOwnTemplate = (code: string): boolean => findBuiltInTemplate(code as CodeTemplateCode) === undefined;

const fieldProblems = (record: FrozenRecord): TransferProblem[] => {
  const problems: TransferProblem[] = [];
  if (record.title.trim() === '') problems.push({ code: 'FIELD_MISSING', isError: true, detail: 'title' });
  if (!record.retentionCode) problems.push({ code: 'FIELD_MISSING', isError: true, detail: 'retentionCode' });
  for (const code of missingDetails(fullCategory(record), record.details))
    problems.push({ code: 'FIELD_MISSING', isError: false, detail: code });
  const hasPages = record.categoryCode !== 'ZP' && record.categoryCode !== 'SW' && record.level === 'piece';
  if (hasPages && !record.pageCount) problems.push({ code: 'PAGES_MISSING', isError: false, detail: '' });
  if (!record.documentDate && !record.startDate && !record.endDate)
    problems.push({ code: 'DATE_MISSING', isError: false, detail: '' });
  return problems;
};

/** Numbers within a scope in the order of the list; a number that was jumped over is told at the record after it. */
const findGaps = (records: readonly FrozenRecord[]): Map<string, string> => {
  const byScope = new Map<string, { itemId: string; number: number }[]>();
  for (const record of records) {
    const code = readCode(record);
    const scope = code?.compiled && sequenceScope(code.compiled, code.parts);
    const digits = scope && code?.parts[scope.part];
    if (!scope || !digits || !/^\d{1,9}$/.test(digits)) continue;
    byScope.set(scope.key, [...(byScope.get(scope.key) ?? []), { itemId: record.itemId, number: Number(digits) }]);
  }
  const gaps = new Map<string, string>();
  for (const numbers of byScope.values()) {
    numbers.sort((a, b) => a.number - b.number);
    for (const [index, { itemId, number }] of numbers.entries()) {
      const before = numbers[index - 1]?.number;
      if (before === undefined || number - before <= 1) continue;
      gaps.set(itemId, number - before === 2 ? String(before + 1) : `${before + 1}–${number - 1}`);
    }
  }
  return gaps;
};

const doubles = (records: readonly FrozenRecord[]): Set<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { referenceCode } of records) (seen.has(referenceCode) ? twice : seen).add(referenceCode);
  return twice;
};

/**
 * Checks a list as a whole. Every record is answered, sound ones with no problem. What is wrong keeps the list from
 * being sent and the record from being accepted; the rest is for a person to look at.
 */
export const checkTransferList = (records: readonly FrozenRecord[]): CheckedRecord[] => {
  const gaps = findGaps(records);
  const twice = doubles(records);
  const present = new Set(records.map((record) => record.itemId));
  return records.map((record) => {
    const problems = fieldProblems(record);
    if (!readCode(record))
      problems.push({
        code: 'CODE_FORMAT',
        isError: !isOwnTemplate(record.codeTemplate),
        detail: record.referenceCode,
      });
    if (twice.has(record.referenceCode))
      problems.push({ code: 'CODE_DOUBLE', isError: true, detail: record.referenceCode });
    if (record.parentId && !present.has(record.parentId))
      problems.push({ code: 'PART_OF_VOLUME', isError: true, detail: '' });
    const gap = gaps.get(record.itemId);
    if (gap) problems.push({ code: 'NUMBER_GAP', isError: false, detail: gap });
    return { itemId: record.itemId, problems, isWrong: problems.some((problem) => problem.isError) };
  });
};
