import type { ImportRowRecord } from '@/db/queries/archive-import-row.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { levelFor, type SchemeView, schemeInForce } from '@/server/domain/archive/classification-scheme';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import { cleanText } from '@/server/domain/shared/chinese-text';
import { resolveCode } from '@/server/features/archive/resolve-code';
import { type ParsedRow, parseRow } from './parse-row.ts';
import { COLUMN_FIELDS, type ColumnField, type WorkbookColumn } from './workbook-header.ts';

export type RowCells = Partial<Record<ColumnField, string>>;

/** What is kept of a row: the cells as typed, so that it can be read again, and the record that was read. */
export interface StoredRecord {
  cells: RowCells;
  item: ArchiveItemCandidate | null;
}

export const storedRecordOf = (row: Pick<ImportRowRecord, 'record'>): StoredRecord => row.record as StoredRecord;

export interface ImportContext {
  fondsNumber: string;
  categoryCode: string;
  schemes: readonly Pick<SchemeView, 'categoryCode' | 'templateCode' | 'yearFrom'>[];
  today: string;
}

export interface PreparedRow {
  record: StoredRecord;
  problems: RecordProblem[];
  isWrong: boolean;
  /** Where the row gets its number when it is filed; null when it has its code. */
  sequenceScope: string | null;
}

/** The template in force for a filing year of the imported category; null accepts every structure. */
export const templateFor = (
  context: ImportContext,
  record: Pick<ArchiveItemCandidate, 'categoryCode' | 'filingYear'>,
): TemplateRef | null =>
  (schemeInForce(context.schemes, record.categoryCode ?? context.categoryCode, record.filingYear)?.templateCode ??
    null) as TemplateRef | null;

const parseWith = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  context: ImportContext,
  template: TemplateRef | null,
): ParsedRow =>
  parseRow(cells, columns, {
    fondsNumber: context.fondsNumber,
    categoryCode: context.categoryCode,
    level: levelFor(context.categoryCode, typeof template === 'string' ? template : null),
    template,
    allowUnnumbered: true,
    today: context.today,
  });

/** Which template counts depends on the row's year, which may stand in its code: read once, and again if it differs. */
const parseByYear = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  context: ImportContext,
): ParsedRow & { template: TemplateRef | null } => {
  const latest = templateFor(context, {
    categoryCode: context.categoryCode,
    filingYear: Number(context.today.slice(0, 4)),
  });
  const first = parseWith(cells, columns, context, latest);
  if (first.record === null) return { ...first, template: latest };
  const template = templateFor(context, first.record);
  return template === latest ? { ...first, template } : { ...parseWith(cells, columns, context, template), template };
};

const pickMapped = (cells: readonly string[], columns: readonly WorkbookColumn[]): RowCells =>
  Object.fromEntries(
    columns.flatMap(({ index, field }) => {
      const text = field ? cleanText(cells[index] ?? '') : '';
      return field && text !== '' ? [[field, text]] : [];
    }),
  );

/** Reads one row of the workbook. A row that may not be kept leaves its number and the reason, nothing else. */
export const prepareRow = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  context: ImportContext,
): PreparedRow => {
  const { record, problems, mustNotBeStored, template } = parseByYear(cells, columns, context);
  if (mustNotBeStored || record === null) {
    const reasons = problems.filter((problem) => problem.code === 'SECURITY_BLOCK');
    return { record: { cells: {}, item: null }, problems: reasons, isWrong: true, sequenceScope: null };
  }
  const isOfCategory = topCategoryCode(record.categoryCode ?? '') === topCategoryCode(context.categoryCode);
  const all = isOfCategory ? [...problems] : [...problems, otherCategory()];
  let { referenceCode } = record;
  let sequenceScope: string | null = null;
  if (!all.some((problem) => problem.severity === 'error')) {
    const resolved = resolveCode(record, template);
    if (resolved.kind === 'wrong') all.push(resolved.problem);
    if (resolved.kind === 'kept') referenceCode = resolved.code.text;
    if (resolved.kind === 'toNumber') sequenceScope = resolved.next.scope;
  }
  const isWrong = all.some((problem) => problem.severity === 'error');
  return {
    record: { cells: pickMapped(cells, columns), item: { ...record, referenceCode } },
    problems: all,
    isWrong,
    sequenceScope,
  };
};

const otherCategory = (): RecordProblem => ({
  code: 'FIELD_INVALID',
  severity: 'error',
  field: 'categoryCode',
  detail: 'other_category',
});

/** Reads a row again from what was typed, with some cells typed over. Unknown fields are not taken up. */
export const prepareAgain = (
  stored: StoredRecord,
  typed: Readonly<Record<string, string>>,
  context: ImportContext,
): PreparedRow => {
  const columns: WorkbookColumn[] = COLUMN_FIELDS.map((field, index) => ({ index, header: field, field }));
  const cells = COLUMN_FIELDS.map((field) => typed[field] ?? stored.cells[field] ?? '');
  return prepareRow(cells, columns, context);
};
