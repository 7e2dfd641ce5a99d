import { topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  type ArchiveItemCandidate,
  emptyCandidate,
  LARGEST_PAGE_COUNT,
  parseOpenFlag,
} from '@/server/domain/archive/archive-item';
import { categoryFields, DETAIL_LENGTH, missingDetails } from '@/server/domain/archive/category-fields';
import {
  levelFor,
  type NumberingScheme,
  schemeInForce,
  templateOfScheme,
} from '@/server/domain/archive/classification-scheme';
import { type GridContainer, insideColumns, insideOf } from '@/server/domain/archive/grid-container';
import { checkRecord, type RecordProblemCode } from '@/server/domain/archive/record-checks';
import { normaliseReferenceCode, type TemplateRef } from '@/server/domain/archive/reference-code';
import { parseRetention } from '@/server/domain/archive/retention';
import { topicsOf } from '@/server/domain/fonds/category-settings';
import { cleanText, foldCodeText } from '@/server/domain/shared/chinese-text';
import { formatDate8, parseArchiveDate } from '@/server/domain/shared/dates';

/**
 * 著录表格: a row is cells of text, as typed or pasted; this reads it into a record and says what is wrong with each
 * cell. Pure: the browser judges while somebody types, the server judges again before it files.
 */

export const MOST_GRID_ROWS = 500;
export const LONGEST_CELL = 1_000;

/** Cells by column: a field of the record, or `details.<code>` for a field of its category. */
export type GridCells = Readonly<Record<string, string>>;

export interface GridProblem {
  code: RecordProblemCode;
  severity: 'error' | 'warning';
  /** The column. */
  field: string;
  detail: string;
}

/** Columns that are parts of the reference code: fixed once a record is filed. */
export const CODE_COLUMNS = [
  'filingYear',
  'retentionCode',
  'orgCode',
  'catalogueNumber',
  'fileNumber',
  'referenceCode',
] as const;

const SHARED_COLUMNS = [
  'documentNumber',
  'responsibleParty',
  'title',
  'documentDate',
  'startDate',
  'endDate',
  'pageCount',
  'frameCount',
  'openFlag',
  'boxNumber',
  'topics',
  'remarks',
] as const;

const FOR_VOLUMES: ReadonlySet<string> = new Set(['startDate', 'endDate', 'catalogueNumber']);
const COUNTED_IN_VOLUMES: ReadonlySet<string> = new Set(['KU', 'KJ', 'RS', 'ZY']);
/** 案卷号, or 组号 of photographs and recordings. */
const HAS_GROUPS: ReadonlySet<string> = new Set(['ZP', 'LY', 'LX', ...COUNTED_IN_VOLUMES]);

/** The columns of a category, in the order in which they are written down. */
export function gridColumns(category: string, container: GridContainer | null = null): string[] {
  const top = topCategoryCode(category);
  const isShown = (column: string): boolean =>
    column === 'fileNumber' ? HAS_GROUPS.has(top) : COUNTED_IN_VOLUMES.has(top) || !FOR_VOLUMES.has(column);
  const shown = [...CODE_COLUMNS, ...SHARED_COLUMNS].filter(isShown);
  const details = categoryFields(category).map((field) => `details.${field.code}`);
  const remarks = shown.indexOf('remarks');
  const columns = [...shown.slice(0, remarks), ...details, ...shown.slice(remarks)];
  return container ? insideColumns(columns, container) : columns;
}

/** What the next record takes over from the one before: what belongs to the place and the matter, not to the paper. */
const CARRIED: ReadonlySet<string> = new Set([
  'filingYear',
  'retentionCode',
  'orgCode',
  'catalogueNumber',
  'fileNumber',
  'responsibleParty',
  'openFlag',
  'boxNumber',
  'topics',
  'details.projectNumber',
  'details.projectName',
  'details.phase',
  'details.contractPackage',
  'details.photographer',
  'details.place',
  'details.village',
  'details.enterpriseName',
  'details.ownershipLevel',
]);

export function carriedCells(cells: GridCells): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).filter(([column, typed]) => CARRIED.has(column) && typed !== ''));
}

export const splitTopics = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[、,，;；\s]+/u)
      .map((topic) => topic.trim())
      .filter(Boolean),
  ),
];

export interface GridContext {
  fondsNumber: string;
  categoryCode: string;
  schemes: readonly NumberingScheme[];
  /** 专题 of the unit; those of the lists when nothing is said. */
  topics?: readonly { code: string; name: string }[];
  /** The 卷 or 组 that the rows are filed into. */
  container?: GridContainer | null;
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  today: string;
}

type Note = (field: string, code: RecordProblemCode, detail: string) => void;

const readNumber = (typed: string, field: string, largest: number, note: Note): number | null => {
  if (typed === '') return null;
  const match = /^(\d{1,9})(?:\.0+)?(?:页|面|件|张|幅|画幅|P)?$/iu.exec(foldCodeText(typed));
  if (match && Number(match[1]) <= largest) return Number(match[1]);
  note(field, 'FIELD_INVALID', 'not_a_number');
  return null;
};

const DATE_DETAIL = {
  DATE_FORMAT: 'format',
  DATE_AMBIGUOUS: 'ambiguous',
  DATE_IMPOSSIBLE: 'impossible',
  DATE_MISSING: 'format',
} as const;

const readDate = (typed: string, field: string, note: Note): string | null => {
  if (typed === '') return null;
  const result = parseArchiveDate(typed);
  if (result.ok) return formatDate8(result.date);
  note(field, 'DATE_FORMAT', DATE_DETAIL[result.code]);
  return null;
};

const readYear = (typed: string, note: Note): number | null => {
  const folded = foldCodeText(typed).replace(/年?度?$/u, '');
  if (folded === '') return null;
  const year = /^\d{4}$/.test(folded) ? Number(folded) : 0;
  if (year >= 1000 && year <= 2100) return year;
  note('filingYear', 'FIELD_INVALID', 'not_a_year');
  return null;
};

/** A choice is kept by its code, whether its code or its name was typed. */
const readDetail = (category: string, code: string, typed: string, note: Note): string => {
  const field = categoryFields(category).find((candidate) => candidate.code === code);
  // A column that the category does not have is no part of the record.
  if (!field || typed === '') return '';
  const column = `details.${code}`;
  if (field.kind === 'choice') {
    const choice = field.choices?.find((one) => one.code === typed || one.zh === typed || one.en === typed);
    if (!choice) note(column, 'FIELD_INVALID', 'unknown');
    return choice?.code ?? typed;
  }
  if (field.kind === 'date') return readDate(typed, column, note) ?? typed;
  if (field.kind === 'number') return String(readNumber(typed, column, 999_999_999, note) ?? typed);
  if (typed.length > DETAIL_LENGTH) note(column, 'FIELD_TOO_LONG', String(DETAIL_LENGTH));
  return typed;
};

const readDetails = (cells: GridCells, category: string, note: Note): Record<string, string> => {
  const entries = Object.entries(cells).flatMap(([column, typed]): [string, string][] => {
    const code = column.startsWith('details.') ? column.slice('details.'.length) : '';
    const text = code === '' ? '' : readDetail(category, code, cleanText(typed), note);
    return text === '' ? [] : [[code, text]];
  });
  return Object.fromEntries(entries);
};

const readTopics = (typed: string, context: GridContext, note: Note): string[] => {
  const known = context.topics ?? topicsOf([]);
  const codes = splitTopics(typed).map((topic) => {
    const found = known.find((one) => one.name === topic || one.code === topic.toUpperCase());
    if (!found) note('topics', 'FIELD_INVALID', 'unknown');
    return found?.code ?? topic;
  });
  return [...new Set(codes)];
};

/** The template in force for the row's year; null when the unit has none. */
export function templateOfRow(context: GridContext, year: number | null): TemplateRef | null {
  if (context.container) return templateOfScheme(context.container.scheme);
  return templateOfScheme(schemeInForce(context.schemes, context.categoryCode, year));
}

const noteMissing = (
  record: ArchiveItemCandidate,
  cells: GridCells,
  category: string,
  isInside: boolean,
  note: Note,
): void => {
  const asked = isInside ? (['title'] as const) : (['filingYear', 'retentionCode', 'title'] as const);
  for (const field of asked) {
    if (record[field] === null && cleanText(cells[field] ?? '') === '') note(field, 'FIELD_MISSING', 'empty');
  }
  // 姓名 and the like are said by the volume, once for all that lies in it.
  if (isInside) return;
  for (const code of missingDetails(category, record.details ?? {})) note(`details.${code}`, 'FIELD_MISSING', 'empty');
};

/** One row as a record with what is wrong in it. Never throws. */
export function readGridRow(
  cells: GridCells,
  context: GridContext,
): { record: ArchiveItemCandidate; problems: GridProblem[] } {
  const problems: GridProblem[] = [];
  const note: Note = (field, code, detail) => problems.push({ code, severity: 'error', field, detail });
  const text = (column: string): string => cleanText(cells[column] ?? '');
  const container = context.container ?? null;
  const filingYear = container?.filingYear ?? readYear(text('filingYear'), note);
  const retentionCode = parseRetention(text('retentionCode')) ?? null;
  if (retentionCode === null && text('retentionCode') !== '') note('retentionCode', 'RETENTION_UNKNOWN', 'unknown');
  const openFlag = parseOpenFlag(text('openFlag')) ?? null;
  if (openFlag === null) note('openFlag', 'FIELD_INVALID', 'unknown');
  const template = templateOfRow(context, filingYear);
  const record: ArchiveItemCandidate = {
    ...emptyCandidate(),
    level: levelFor(context.categoryCode, template),
    fondsNumber: context.fondsNumber,
    categoryCode: context.categoryCode,
    filingYear,
    retentionCode,
    orgCode: text('orgCode') ? foldCodeText(text('orgCode')) : null,
    catalogueNumber: text('catalogueNumber') || null,
    fileNumber: text('fileNumber') || null,
    referenceCode: text('referenceCode') ? normaliseReferenceCode(text('referenceCode')) : null,
    title: text('title') || null,
    responsibleParty: text('responsibleParty') || null,
    documentNumber: text('documentNumber') || null,
    documentDate: readDate(text('documentDate'), 'documentDate', note),
    startDate: readDate(text('startDate'), 'startDate', note),
    endDate: readDate(text('endDate'), 'endDate', note),
    pageNumber: text('pageNumber') || null,
    pageCount: readNumber(text('pageCount'), 'pageCount', LARGEST_PAGE_COUNT, note),
    frameCount: readNumber(text('frameCount'), 'frameCount', 1_000_000, note),
    openFlag,
    boxNumber: text('boxNumber') || null,
    remarks: text('remarks') || null,
    details: readDetails(cells, context.categoryCode, note),
    topics: readTopics(text('topics'), context, note),
  };
  if (container) {
    Object.assign(record, insideOf(container));
    const { projectNumber } = container;
    if (projectNumber) record.details = { projectNumber, ...record.details };
    if (container.needsCodes && record.referenceCode === null) note('referenceCode', 'FIELD_MISSING', 'empty');
  }
  noteMissing(record, cells, context.categoryCode, container !== null, note);
  problems.push(...checkRecord(record, { today: context.today, template }));
  return { record, problems };
}

/** The cells of a row that repeat those of another: one code twice, one document number or one title in one year. */
export function repeatedCells(rows: readonly { key: string; cells: GridCells }[]): Map<string, GridProblem[]> {
  const seen = new Map<string, number>();
  const found = new Map<string, GridProblem[]>();
  const look = (key: string, at: number, rowKey: string, problem: Omit<GridProblem, 'detail'>): void => {
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, at);
    else found.set(rowKey, [...(found.get(rowKey) ?? []), { ...problem, detail: `row:${earlier + 1}` }]);
  };
  for (const [at, { key, cells }] of rows.entries()) {
    const [code, number, title] = [cells.referenceCode ?? '', cells.documentNumber ?? '', cells.title ?? ''];
    const year = cells.filingYear ?? '';
    if (code.trim())
      look(`c ${normaliseReferenceCode(code)}`, at, key, {
        code: 'CODE_UNIQUE',
        severity: 'error',
        field: 'referenceCode',
      });
    if (number.trim())
      look(`n ${year} ${foldCodeText(number)}`, at, key, {
        code: 'DUP_SUSPECT',
        severity: 'warning',
        field: 'documentNumber',
      });
    if (title.trim() && cells.responsibleParty?.trim())
      look(`t ${year} ${cleanText(title)} ${cleanText(cells.responsibleParty)}`, at, key, {
        code: 'DUP_SUSPECT',
        severity: 'warning',
        field: 'title',
      });
  }
  return found;
}
