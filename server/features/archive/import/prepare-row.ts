import type { ImportRowRecord } from '@/db/queries/archive-import-row.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import {
  levelFor,
  type NumberingScheme,
  schemeInForce,
  templateOfScheme,
} from '@/server/domain/archive/classification-scheme';
import { type ColumnField, columnFieldsOf, type WorkbookColumn } from '@/server/domain/archive/import-columns';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import type { RetentionCode } from '@/server/domain/archive/retention';
import { cleanText } from '@/server/domain/shared/chinese-text';
import { type CodeResolution, resolveCode } from '@/server/features/archive/resolve-code';
import {
  type Container,
  type ContainerHint,
  ContainerIndex,
  hasContainers,
  headCodeOf,
  hintOf,
  type SheetRole,
} from './containers.ts';
import { fingerprintOf } from './fingerprint.ts';
import { pickCells } from './parse-cells.ts';
import { type ImportDefaults, type ParsedRow, parseRow } from './parse-row.ts';

export type RowCells = Partial<Record<ColumnField, string>>;

/** What is kept of a row: the cells as typed, so that it can be read again, and the record that was read. */
export interface StoredRecord {
  cells: RowCells;
  item: ArchiveItemCandidate | null;
  role?: SheetRole;
  /** The code of the volume or group that the record stands in. */
  containerCode?: string;
}

export const storedRecordOf = (row: Pick<ImportRowRecord, 'record'>): StoredRecord => row.record as StoredRecord;

export interface ImportContext {
  fondsNumber: string;
  categoryCode: string;
  schemes: readonly NumberingScheme[];
  today: string;
  /** What the person said for the whole file. */
  defaults: {
    filingYear?: number | undefined;
    retentionCode?: RetentionCode | undefined;
    orgCode?: string | undefined;
  };
  /** The unit's own categories by their names. */
  categoryNames: Readonly<Record<string, string>>;
  /** The unit's own words for periods. */
  retentionWords: Readonly<Record<string, string>>;
}

export interface PreparedRow {
  record: StoredRecord;
  problems: RecordProblem[];
  isWrong: boolean;
  /** Where the row gets its number when it is filed; null when it has its code. */
  sequenceScope: string | null;
  /** What a row without a code says, to know it again. */
  fingerprint: string | null;
  /** The title of its volume or group, when the row says it. */
  containerTitle: string | null;
}

/** The template in force for a filing year of the imported category; null accepts every structure. */
export const templateFor = (
  context: ImportContext,
  record: Pick<ArchiveItemCandidate, 'categoryCode' | 'filingYear'>,
): TemplateRef | null =>
  templateOfScheme(schemeInForce(context.schemes, record.categoryCode ?? context.categoryCode, record.filingYear));

const defaultsOf = (context: ImportContext, template: TemplateRef | null, role: SheetRole): ImportDefaults => ({
  fondsNumber: context.fondsNumber,
  categoryCode: context.categoryCode,
  level: levelFor(context.categoryCode, template),
  role,
  template,
  ...context.defaults,
  categoryMap: context.categoryNames,
  retentionMap: context.retentionWords,
  allowUnnumbered: true,
  today: context.today,
});

const latestTemplate = (context: ImportContext): TemplateRef | null =>
  templateFor(context, { categoryCode: context.categoryCode, filingYear: Number(context.today.slice(0, 4)) });

export interface RowPlace {
  role: SheetRole;
  containers: ContainerIndex;
}

/** Most catalogues have no volumes: their cells are not looked at for one. */
const hintWith = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  template: TemplateRef | null,
  role: SheetRole,
): ContainerHint | null =>
  role === 'volumes' || !hasContainers(template) ? null : hintOf(pickCells(cells, columns), template, role);

/** How a row names the volume it stands in, so that volumes of the catalogue can be fetched before it is read. */
export const hintOfRow = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  context: ImportContext,
  role: SheetRole,
): ContainerHint | null => hintWith(cells, columns, latestTemplate(context), role);

/** Which template counts depends on the row's year, which may stand in its code: read once, and again if it differs. */
const parseByYear = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  context: ImportContext,
  place: RowPlace,
): ParsedRow & { template: TemplateRef | null; container: Container | null } => {
  const parseWith = (template: TemplateRef | null) => {
    const container = place.containers.find(hintWith(cells, columns, template, place.role));
    const parsed = parseRow(cells, columns, defaultsOf(context, template, place.role), container);
    return { ...parsed, template, container };
  };
  const first = parseWith(latestTemplate(context));
  if (first.record === null) return first;
  const template = templateFor(context, first.record);
  return template === first.template ? first : parseWith(template);
};

const pickMapped = (cells: readonly string[], columns: readonly WorkbookColumn[]): RowCells =>
  Object.fromEntries(
    columns.flatMap(({ index, field }) => {
      const text = field ? cleanText(cells[index] ?? '') : '';
      return field && text !== '' ? [[field, text]] : [];
    }),
  );

/** The volume or group by the record's own code or parts; what the row names otherwise. */
const containerCodeOf = (
  resolved: CodeResolution | null,
  template: TemplateRef | null,
  container: Container | null,
): string | null => {
  const parts =
    resolved?.kind === 'kept' ? resolved.code.parts : resolved?.kind === 'toNumber' ? resolved.next.parts : null;
  const structure = template ?? (resolved?.kind === 'kept' ? (resolved.code.templateCode as TemplateRef) : null);
  return (structure && parts && headCodeOf(structure, parts)) ?? container?.code ?? null;
};

const blocked = (problems: readonly RecordProblem[]): PreparedRow => ({
  record: { cells: {}, item: null },
  problems: problems.filter((problem) => problem.code === 'SECURITY_BLOCK'),
  isWrong: true,
  sequenceScope: null,
  fingerprint: null,
  containerTitle: null,
});

/** Reads one row of the workbook. A row that may not be kept leaves its number and the reason, nothing else. */
export const prepareRow = (
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  context: ImportContext,
  place: RowPlace = { role: 'list', containers: new ContainerIndex() },
): PreparedRow => {
  const {
    record,
    problems,
    mustNotBeStored,
    template,
    container,
    cells: picked,
  } = parseByYear(cells, columns, context, place);
  if (mustNotBeStored || record === null) return blocked(problems);
  const isOfCategory = topCategoryCode(record.categoryCode ?? '') === topCategoryCode(context.categoryCode);
  const all = isOfCategory ? [...problems] : [...problems, otherCategory()];
  const isRight = () => !all.some((problem) => problem.severity === 'error');
  let { referenceCode } = record;
  let sequenceScope: string | null = null;
  const resolved = isRight() ? resolveCode(record, template) : null;
  if (resolved?.kind === 'wrong') all.push(resolved.problem);
  if (resolved?.kind === 'kept') referenceCode = resolved.code.text;
  if (resolved?.kind === 'toNumber') sequenceScope = resolved.next.scope;
  const containerCode = record.level === 'piece' ? containerCodeOf(resolved, template, container) : null;
  const kept = pickMapped(cells, columns);
  const item = { ...record, referenceCode };
  return {
    record: {
      cells: kept,
      item,
      ...(place.role === 'list' ? {} : { role: place.role }),
      ...(containerCode === null ? {} : { containerCode }),
    },
    problems: all,
    isWrong: !isRight(),
    sequenceScope,
    fingerprint: sequenceScope === null ? null : fingerprintOf(item, sequenceScope),
    containerTitle: picked.groupTitle || picked.volumeTitle || null,
  };
};

const otherCategory = (): RecordProblem => ({
  code: 'FIELD_INVALID',
  severity: 'error',
  field: 'categoryCode',
  detail: 'other_category',
});

/** What was typed, with some cells typed over, as columns of their own. Unknown fields are not taken up. */
export const retype = (
  stored: StoredRecord,
  typed: Readonly<Record<string, string>>,
  category: string,
): { cells: string[]; columns: WorkbookColumn[] } => {
  const fields = columnFieldsOf(category);
  return {
    columns: fields.map((field, index) => ({ index, header: field, field })),
    cells: fields.map((field) => typed[field] ?? stored.cells[field] ?? ''),
  };
};
