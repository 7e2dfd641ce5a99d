import type { ImportRowInsert } from '@/db/queries/archive-import-row.queries';
import type { ItemRow } from '@/db/queries/archive-item.queries';
import { type ArchiveItemCandidate, emptyCandidate, parseOpenFlag } from '@/server/domain/archive/archive-item';
import type { ItemChanges } from '@/server/domain/archive/archive-record';
import { categoryFields } from '@/server/domain/archive/category-fields';
import type { ColumnField } from '@/server/domain/archive/import-columns';
import { checkRecord, type RecordProblem } from '@/server/domain/archive/record-checks';
import { normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import { type Cells, type Note, readDate, readDetails, readNumberField, readTopics } from './parse-cells.ts';
import type { RowCells } from './prepare-row.ts';

type Shown = { field: string; from: string | null; to: string | null };

/** What is kept of a row of an edited export. */
export interface StoredUpdate {
  cells: RowCells;
  item: null;
  update: {
    itemId: string;
    rowVersion: number;
    referenceCode: string;
    title: string;
    changes: ItemChanges;
    shown: Shown[];
  } | null;
}

/** Of these cells the row may change its record; of all others nothing is read. */
const TEXTS = ['title', 'responsibleParty', 'documentNumber', 'boxNumber', 'remarks'] as const;
const DATES = ['documentDate', 'startDate', 'endDate'] as const;
const NUMBERS = ['pageCount', 'frameCount'] as const;

type Values = Record<string, string | number | null | string[]>;

const valuesOf = (cells: Cells, fields: ReadonlySet<ColumnField>, note: Note): Values => {
  const values: Values = {};
  for (const field of TEXTS) if (fields.has(field)) values[field] = cells[field] || null;
  for (const field of DATES) if (fields.has(field)) values[field] = readDate(cells, field, note);
  for (const field of NUMBERS) if (fields.has(field)) values[field] = readNumberField(cells, field, note);
  if (fields.has('topics')) values.topics = readTopics(cells.topics ?? '');
  if (fields.has('openFlag') && cells.openFlag) {
    const flag = parseOpenFlag(cells.openFlag);
    if (flag) values.openFlag = flag;
    else note('FIELD_INVALID', 'openFlag', 'unknown');
  }
  return values;
};

const shownOf = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null;
  return Array.isArray(value) ? value.join('、') || null : String(value);
};

/** The category's own fields that the file has a column for, with '' for those that were emptied. */
const detailsOf = (
  cells: Cells,
  fields: ReadonlySet<ColumnField>,
  category: string,
  note: Note,
): Record<string, string> => {
  const read = readDetails(cells, category, note) ?? {};
  const present = categoryFields(category).filter((field) => fields.has(`details.${field.code}`));
  return Object.fromEntries(present.map((field) => [field.code, read[field.code] ?? '']));
};

/** Field by field: what would change, as values and as it is shown. */
const changesOf = (
  item: ItemRow,
  values: Values,
  details: Record<string, string>,
): { changes: Record<string, unknown>; shown: Shown[] } => {
  const changes: Record<string, unknown> = {};
  const shown: Shown[] = [];
  for (const [field, value] of Object.entries(values)) {
    const before = shownOf(item[field as keyof ItemRow]);
    const after = shownOf(value);
    if (before === after) continue;
    changes[field] = value;
    shown.push({ field, from: before, to: after });
  }
  const changed = Object.entries(details).filter(([code, value]) => (item.details[code] ?? '') !== value);
  if (changed.length > 0) changes.details = Object.fromEntries(changed);
  for (const [code, value] of changed)
    shown.push({ field: `details.${code}`, from: item.details[code] ?? null, to: value || null });
  return { changes, shown };
};

/** Only what would change is judged, but secrecy is judged in all of it. */
const judge = (item: ItemRow, changes: Record<string, unknown>, today: string): RecordProblem[] => {
  const { details, ...plain } = changes;
  const merged = { ...item.details, ...(details as Record<string, string> | undefined) };
  const record = { ...emptyCandidate(), ...item, ...plain, referenceCode: null, details: merged };
  const problems = checkRecord(record as unknown as ArchiveItemCandidate, { today, template: null });
  return problems.filter(
    (problem) =>
      problem.code === 'SECURITY_BLOCK' || problem.field in changes || problem.field.split('.')[0] === 'details',
  );
};

const wrong = (code: RecordProblem['code'], field: RecordProblem['field'], detail: string): RecordProblem => ({
  code,
  severity: 'error',
  field,
  detail,
});

export interface Comparison {
  /** Fields that the file has a column for. */
  fields: readonly ColumnField[];
  /** The version that the file was written from. */
  rowVersion: number;
  today: string;
  /** The file has the record twice. */
  isRepeated: boolean;
}

/** A row of an edited export beside the record that it came from. */
export const compareWithRecord = (
  item: ItemRow | undefined,
  cells: Cells,
  { fields, rowVersion, today, isRepeated }: Comparison,
): Omit<ImportRowInsert, 'rowNumber' | 'problems'> & { problems: RecordProblem[] } => {
  const kept = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== '')) as RowCells;
  const rest = { sequenceScope: null, fingerprint: null };
  if (item?.state !== 'filed') {
    const record: StoredUpdate = { cells: kept, item: null, update: null };
    const problems = [wrong('FIELD_INVALID', 'referenceCode', 'record_unknown')];
    return { ...rest, record, problems, isWrong: true, outcome: 'unknown', knownItemId: null };
  }
  const problems: RecordProblem[] = [];
  const note: Note = (code, field, detail, severity = 'error') => {
    problems.push({ code, severity, field, detail });
  };
  const present = new Set(fields);
  const category = item.subcategoryCode ? `${item.categoryCode}·${item.subcategoryCode}` : item.categoryCode;
  const values = valuesOf(cells, present, note);
  const { changes, shown } = changesOf(item, values, detailsOf(cells, present, category, note));
  if (present.has('title') && !cells.title) note('FIELD_MISSING', 'title', 'empty');
  // A row that slipped against its key would change the wrong record.
  const isShifted =
    Boolean(cells.referenceCode) && normaliseReferenceCode(cells.referenceCode ?? '') !== item.referenceCode;
  if (isShifted) problems.push(wrong('CODE_MISMATCH', 'referenceCode', 'other_record'));
  if (isRepeated) problems.push(wrong('CODE_UNIQUE', 'referenceCode', 'twice_in_file'));
  problems.push(...judge(item, changes, today));
  const isChanged = shown.length > 0;
  const isConflict = isChanged && rowVersion !== item.rowVersion;
  if (isConflict) problems.push(wrong('FIELD_INVALID', 'referenceCode', 'changed_since'));
  const { id: itemId, referenceCode, title } = item;
  const update = { itemId, rowVersion: item.rowVersion, referenceCode, title, changes: changes as ItemChanges, shown };
  return {
    ...rest,
    record: { cells: kept, item: null, update } satisfies StoredUpdate,
    problems,
    isWrong: problems.some((problem) => problem.severity === 'error'),
    outcome: isConflict ? 'conflict' : isChanged ? 'changed' : 'unchanged',
    knownItemId: item.id,
  };
};
