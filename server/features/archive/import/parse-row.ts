import { parseArchivalCategory, topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  type ArchiveItemCandidate,
  type ArchiveItemField,
  emptyCandidate,
  type ItemLevel,
  LARGEST_ITEM_NUMBER,
  LARGEST_PAGE_COUNT,
  parseOpenFlag,
} from '@/server/domain/archive/archive-item';
import { checkRecord, checkSecrecy, type RecordProblem } from '@/server/domain/archive/record-checks';
import {
  detectTemplate,
  normaliseReferenceCode,
  parseReferenceCode,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { CodeParts } from '@/server/domain/archive/reference-code-template';
import { isRetentionCode, parseRetention, type RetentionCode } from '@/server/domain/archive/retention';
import { findSecrecyInClassification } from '@/server/domain/archive/secrecy-guard';
import { cleanText, foldCodeText } from '@/server/domain/shared/chinese-text';
import { formatDate8, parseArchiveDate } from '@/server/domain/shared/dates';
import type { ColumnField, WorkbookColumn } from '@/server/features/archive/import/workbook-header';

/** What the person said about the whole workbook before it is read. A cell that says otherwise wins. */
export type ImportDefaults = {
  fondsNumber: string | null;
  categoryCode: string;
  level: ItemLevel;
  /** The template codes must follow; null accepts every built-in one. */
  template: TemplateRef | null;
  filingYear?: number | null;
  retentionCode?: RetentionCode | null;
  /** The unit's own words for retention periods, e.g. of an older program. */
  retentionMap?: Readonly<Record<string, string>>;
  /** Records may come without an item number, to be numbered when they are arranged. */
  allowUnnumbered?: boolean;
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  today: string;
};

export type ParsedRow = {
  /** What the row says, as far as it could be read; null when the row may not be stored at all. */
  record: ArchiveItemCandidate | null;
  /** A secrecy marking was found: neither the record nor the cells may be kept, not even in a report. */
  mustNotBeStored: boolean;
  problems: RecordProblem[];
};

type Cells = Partial<Record<ColumnField, string>>;
type Note = (code: RecordProblem['code'], field: RecordProblem['field'], detail: string) => void;

function pickCells(cells: readonly string[], columns: readonly WorkbookColumn[]): Cells {
  const picked: Cells = {};
  for (const { index, field } of columns) {
    if (field) picked[field] = cleanText(cells[index] ?? '');
  }
  return picked;
}

/** Looks at every cell, mapped or not: a marking may stand under any heading. */
function checkCells(cells: readonly string[], columns: readonly WorkbookColumn[]): RecordProblem[] {
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
    const isChecked =
      field === 'title' || field === 'remarks' || field === 'documentNumber' || field === 'responsibleParty';
    return isChecked ? [] : checkSecrecy(cell, `column:${index}`);
  });
}

/** A whole number with an optional counting word (12页, 0003); null for anything else. */
function readInteger(text: string): number | null {
  const match = /^(-?\d{1,9})(?:\.0{1,6})?(?:页|件|张|号|P|盒|年)?$/iu.exec(foldCodeText(text));
  return match ? Number(match[1]) : null;
}

function readNumberField(cells: Cells, field: 'itemNumber' | 'pageCount', largest: number, note: Note): number | null {
  const typed = cells[field] ?? '';
  if (typed === '') return null;
  const value = readInteger(typed);
  // Page counts of zero or less are PAGE_ZERO, found by the record's own checks.
  const isWrong = value === null || value > largest || (field === 'itemNumber' && value < 1);
  if (isWrong) note('FIELD_INVALID', field, 'not_a_number');
  return isWrong ? null : value;
}

function readYear(typed: string, note: Note): number | null {
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

function readDate(cells: Cells, field: 'documentDate' | 'startDate' | 'endDate', note: Note): string | null {
  const typed = cells[field] ?? '';
  const result = parseArchiveDate(typed);
  if (result.ok) return formatDate8(result.date);
  if (typed !== '') note('DATE_FORMAT', field, DATE_DETAILS[result.code]);
  return null;
}

function readRetention(cells: Cells, defaults: ImportDefaults, parts: CodeParts, note: Note): RetentionCode | null {
  const typed = cells.retentionCode ?? '';
  if (typed === '') {
    const inCode = parts.retention ?? '';
    return isRetentionCode(inCode) ? inCode : (defaults.retentionCode ?? null);
  }
  const code = parseRetention(typed, defaults.retentionMap);
  if (!code) note('RETENTION_UNKNOWN', 'retentionCode', 'unknown');
  return code ?? null;
}

/** A category cell by code or name; the second level of the code's parts is added when it is a known one. */
function readCategory(cells: Cells, defaults: ImportDefaults, parts: CodeParts, note: Note): string {
  const typed = cells.categoryCode ?? '';
  const code = typed === '' ? undefined : parseArchivalCategory(typed);
  if (typed !== '' && !code) note('FIELD_INVALID', 'categoryCode', 'unknown');
  const category = code ?? defaults.categoryCode;
  const withSub = parts.sub && parseArchivalCategory(`${topCategoryCode(category)}·${parts.sub}`);
  return withSub || category;
}

function readCodeParts(referenceCode: string | null, template: TemplateRef | null): CodeParts {
  if (referenceCode === null) return {};
  const parsed = template ? parseReferenceCode(template, referenceCode) : detectTemplate(referenceCode);
  return parsed?.parts ?? {};
}

const REQUIRED: readonly ArchiveItemField[] = ['fondsNumber', 'filingYear', 'retentionCode', 'title'];

/** FIELD_MISSING, unless the cell was filled and has a problem of its own. */
function noteMissing(record: ArchiveItemCandidate, cells: Cells, defaults: ImportDefaults, note: Note): void {
  const required = [...REQUIRED];
  if (record.level === 'piece') {
    if (!defaults.allowUnnumbered) required.push('itemNumber');
    required.push('documentDate');
  } else if (record.startDate === null) {
    required.push('documentDate');
  }
  for (const field of required) {
    const isFilled = (cells[field as ColumnField] ?? '') !== '' && field !== 'title';
    if (record[field] === null && !isFilled) note('FIELD_MISSING', field, 'empty');
  }
}

const yearOf = (date: string | null): number | null =>
  date === null ? null : Number(date.replace('[', '').slice(0, 4));

function buildRecord(cells: Cells, defaults: ImportDefaults, note: Note): ArchiveItemCandidate {
  const text = (field: ColumnField) => cells[field] || null;
  const referenceCode = cells.referenceCode ? normaliseReferenceCode(cells.referenceCode) : null;
  const parts = readCodeParts(referenceCode, defaults.template);
  const number = (part: string | undefined) => (part === undefined ? null : Number(part));
  const startDate = readDate(cells, 'startDate', note);
  const endDate = readDate(cells, 'endDate', note);
  const documentDate =
    readDate(cells, 'documentDate', note) ?? (defaults.level === 'volume' ? (endDate ?? startDate) : null);
  const openFlag = parseOpenFlag(cells.openFlag ?? '');
  if (!openFlag) note('FIELD_INVALID', 'openFlag', 'unknown');
  const record: ArchiveItemCandidate = {
    ...emptyCandidate(),
    level: defaults.level,
    referenceCode,
    fondsNumber: cells.fondsNumber ? normaliseReferenceCode(cells.fondsNumber) : (parts.fonds ?? defaults.fondsNumber),
    categoryCode: readCategory(cells, defaults, parts, note),
    filingYear:
      readYear(cells.filingYear ?? '', note) ?? number(parts.year) ?? defaults.filingYear ?? yearOf(documentDate),
    retentionCode: readRetention(cells, defaults, parts, note),
    orgCode: cells.orgCode ? foldCodeText(cells.orgCode) : (parts.org ?? null),
    itemNumber: readNumberField(cells, 'itemNumber', LARGEST_ITEM_NUMBER, note) ?? number(parts.item),
    catalogueNumber: text('catalogueNumber') ?? parts.catalogue ?? null,
    fileNumber: text('fileNumber') ?? parts.volume ?? null,
    pageNumber: text('pageNumber'),
    title: text('title'),
    responsibleParty: text('responsibleParty'),
    documentNumber: text('documentNumber'),
    documentDate,
    startDate,
    endDate,
    pageCount: readNumberField(cells, 'pageCount', LARGEST_PAGE_COUNT, note),
    openFlag: openFlag ?? null,
    boxNumber: text('boxNumber'),
    remarks: text('remarks'),
  };
  noteMissing(record, cells, defaults, note);
  if (defaults.fondsNumber !== null && record.fondsNumber !== defaults.fondsNumber) {
    note('FIELD_INVALID', 'fondsNumber', 'other_fonds');
  }
  return record;
}

/**
 * One row of a catalogue as a record with its problems. Fields that the row leaves empty are taken from the parts of its
 * reference code, then from the defaults. Never throws: whatever the cells hold, the answer is a list of problems.
 */
export function parseRow(
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  defaults: ImportDefaults,
): ParsedRow {
  const problems: RecordProblem[] = checkCells(cells, columns);
  const note: Note = (code, field, detail) => {
    problems.push({ code, severity: 'error', field, detail });
  };
  const record = buildRecord(pickCells(cells, columns), defaults, note);
  problems.push(...checkRecord(record, { today: defaults.today, template: defaults.template }));
  const mustNotBeStored = problems.some((problem) => problem.code === 'SECURITY_BLOCK');
  return { record: mustNotBeStored ? null : record, mustNotBeStored, problems };
}
