import { ACCOUNTING_SUBCATEGORIES, topCategoryCode } from '@/server/domain/archive/archival-category';
import { LARGEST_ITEM_NUMBER, LARGEST_PAGE_COUNT } from '@/server/domain/archive/archive-item';
import { type CategoryField, categoryFields, DETAIL_LENGTH } from '@/server/domain/archive/category-fields';
import type { ColumnField, WorkbookColumn } from '@/server/domain/archive/import-columns';
import { checkSecrecy, type RecordProblem } from '@/server/domain/archive/record-checks';
import { findSecrecyInClassification } from '@/server/domain/archive/secrecy-guard';
import { cleanText, foldCodeText } from '@/server/domain/shared/chinese-text';
import { formatDate8, parseArchiveDate } from '@/server/domain/shared/dates';

/** Cells as values. A cell that cannot be read leaves a problem and no value. Nothing here throws. */

export type Cells = Partial<Record<ColumnField, string>>;
export type Note = (
  code: RecordProblem['code'],
  field: RecordProblem['field'],
  detail: string,
  severity?: 'error' | 'warning',
) => void;

export function pickCells(cells: readonly string[], columns: readonly WorkbookColumn[]): Cells {
  const picked: Cells = {};
  for (const { index, field } of columns) {
    if (field) picked[field] = cleanText(cells[index] ?? '');
  }
  return picked;
}

/** Fields whose text the checks of the record look at themselves. */
const CHECKED_WITH_RECORD = new Set<string | null>(['title', 'remarks', 'documentNumber', 'responsibleParty']);

/** Looks at every cell, mapped or not: a marking may stand under any heading. */
export function checkCells(cells: readonly string[], columns: readonly WorkbookColumn[]): RecordProblem[] {
  return cells.flatMap((cell, index) => {
    if (cell === '') return [];
    const field = columns.find((column) => column.index === index)?.field ?? null;
    if (field === 'securityClassification') {
      return findSecrecyInClassification(cell).map(({ rule, severity }) => ({
        code: severity === 'error' ? ('SECURITY_BLOCK' as const) : ('SECURITY_SUSPECT' as const),
        severity,
        field,
        detail: rule,
      }));
    }
    return CHECKED_WITH_RECORD.has(field) ? [] : checkSecrecy(cell, `column:${index}`);
  });
}

/** A whole number with an optional counting word (12页, 0003); null for anything else. */
export function readInteger(text: string): number | null {
  const match = /^第?(-?\d{1,9})(?:\.0{1,6})?(?:页|件|张|号|P|盒|年|卷|册|幅|画幅|个|份)?$/iu.exec(foldCodeText(text));
  return match ? Number(match[1]) : null;
}

const LARGEST = {
  itemNumber: LARGEST_ITEM_NUMBER,
  orderNumber: LARGEST_ITEM_NUMBER,
  pageCount: LARGEST_PAGE_COUNT,
  frameCount: 1_000_000,
};

export function readNumberField(cells: Cells, field: keyof typeof LARGEST, note: Note): number | null {
  const typed = cells[field] ?? '';
  if (typed === '') return null;
  const value = readInteger(typed);
  // Page counts of zero or less are PAGE_ZERO, found by the record's own checks.
  const isSmall = value !== null && field !== 'pageCount' && value < (field === 'frameCount' ? 0 : 1);
  const isWrong = value === null || value > LARGEST[field] || isSmall;
  if (isWrong) note('FIELD_INVALID', field === 'orderNumber' ? 'itemNumber' : field, 'not_a_number');
  return isWrong ? null : value;
}

export function readYear(typed: string, note: Note): number | null {
  if (typed === '') return null;
  const result = parseArchiveDate(/^\d{4}$/.test(foldCodeText(typed)) ? typed : typed.replace(/年?度?$/u, '年'));
  if (result.ok && result.date.precision === 'year') return Number(result.date.date8.slice(0, 4));
  note('FIELD_INVALID', 'filingYear', 'not_a_year');
  return null;
}

const DATE_DETAILS = {
  DATE_FORMAT: 'format',
  DATE_AMBIGUOUS: 'ambiguous',
  DATE_IMPOSSIBLE: 'impossible',
  DATE_MISSING: 'format',
};

function readDateText(typed: string, field: RecordProblem['field'], note: Note): string | null {
  const result = parseArchiveDate(typed);
  if (result.ok) return formatDate8(result.date);
  if (typed !== '') note('DATE_FORMAT', field, DATE_DETAILS[result.code]);
  return null;
}

export const readDate = (cells: Cells, field: 'documentDate' | 'startDate' | 'endDate', note: Note): string | null =>
  readDateText(cells[field] ?? '', field, note);

/** 起止日期 in one cell: 20220308-20230406, 2022.3.8至2023.4.6, 2022-03-08—2023-04-06. One date is both. */
export function readDateRange(typed: string, note: Note): { start: string | null; end: string | null } {
  if (typed === '') return { start: null, end: null };
  const hyphens = typed.match(/[-－]/gu)?.length ?? 0;
  const parts = typed.split(hyphens === 1 || hyphens === 5 ? /[-－]/u : /[至到~～—–―]+|--/u);
  const halves = hyphens === 5 ? [parts.slice(0, 3).join('-'), parts.slice(3).join('-')] : parts;
  const [first = '', last = ''] = halves.map((part) => part.trim()).filter((part) => part !== '');
  const start = readDateText(first, 'startDate', note);
  return { start, end: last === '' ? start : readDateText(last, 'endDate', note) };
}

/** 会计类别 and other second levels typed in a column of their own. */
export function readSubcategory(typed: string, category: string): string | null {
  if (typed === '') return null;
  const folded = foldCodeText(typed).toUpperCase();
  if (topCategoryCode(category) === 'KU') {
    const known = ACCOUNTING_SUBCATEGORIES.find(
      (sub) => sub.code === folded || sub.zh === typed || sub.alternativeCode === folded || sub.zh.includes(typed),
    );
    return known?.code ?? null;
  }
  return /^[A-Z0-9]{1,6}$/.test(folded) ? folded : null;
}

/** 专题, parted as people part them. */
export const readTopics = (typed: string): string[] =>
  [
    ...new Set(
      typed
        .split(/[、,，;；/|]/u)
        .map((topic) => topic.trim())
        .filter((topic) => topic !== '' && topic.length <= 20),
    ),
  ].slice(0, 20);

/** A choice by code or by name, in full or as far as it says which; undefined when it says none or several. */
function readChoice(field: CategoryField, typed: string): string | undefined {
  const folded = foldCodeText(typed).toLowerCase();
  const choices = field.choices ?? [];
  const exact = choices.find(
    (choice) => choice.code.toLowerCase() === folded || choice.zh === typed || choice.en.toLowerCase() === folded,
  );
  if (exact) return exact.code;
  const near = choices.filter((choice) => choice.zh.startsWith(typed) || typed.startsWith(choice.zh));
  return near.length === 1 ? near[0]?.code : undefined;
}

function readDetail(field: CategoryField, typed: string, note: Note): string {
  const name = `details.${field.code}` as const;
  if (field.kind === 'date') return readDateText(typed, name, note) ?? '';
  if (field.kind === 'number') {
    const value = readInteger(typed);
    if (value === null || value < 0) note('FIELD_INVALID', name, 'not_a_number');
    return value === null || value < 0 ? '' : String(value);
  }
  if (field.kind === 'choice') {
    const code = readChoice(field, typed);
    if (code === undefined) note('FIELD_INVALID', name, 'unknown_choice', 'warning');
    return code ?? typed;
  }
  if (typed.length > DETAIL_LENGTH) note('FIELD_TOO_LONG', name, String(DETAIL_LENGTH));
  return typed;
}

/** The category's own fields; null when the row has none of them. */
export function readDetails(cells: Cells, category: string, note: Note): Record<string, string> | null {
  const details: Record<string, string> = {};
  for (const field of categoryFields(category)) {
    const typed = cells[`details.${field.code}`] ?? '';
    const value = typed === '' ? '' : readDetail(field, typed, note);
    if (value !== '') details[field.code] = value;
  }
  return Object.keys(details).length > 0 ? details : null;
}
