import { parseArchivalCategory, topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  type ArchiveItemCandidate,
  type ArchiveItemField,
  emptyCandidate,
  type ItemLevel,
  parseOpenFlag,
} from '@/server/domain/archive/archive-item';
import { missingDetails } from '@/server/domain/archive/category-fields';
import type { ColumnField, WorkbookColumn } from '@/server/domain/archive/import-columns';
import { checkRecord, type RecordProblem } from '@/server/domain/archive/record-checks';
import {
  detectTemplate,
  normaliseReferenceCode,
  type ParsedReferenceCode,
  parseReferenceCode,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { CodeParts } from '@/server/domain/archive/reference-code-template';
import { isRetentionCode, parseRetention, type RetentionCode } from '@/server/domain/archive/retention';
import { foldCodeText } from '@/server/domain/shared/chinese-text';
import { type Container, isCodeOfContainer, type SheetRole } from './containers.ts';
import {
  type Cells,
  checkCells,
  type Note,
  pickCells,
  readDate,
  readDateRange,
  readDetails,
  readNumberField,
  readSubcategory,
  readTopics,
  readYear,
} from './parse-cells.ts';

/** What the person said about the whole workbook before it is read. A cell that says otherwise wins. */
export type ImportDefaults = {
  fondsNumber: string | null;
  categoryCode: string;
  level: ItemLevel;
  role?: SheetRole;
  /** The template codes must follow; null accepts every built-in one. */
  template: TemplateRef | null;
  filingYear?: number | null;
  retentionCode?: RetentionCode | null;
  orgCode?: string | null;
  /** The unit's own words for retention periods, e.g. of an older program. */
  retentionMap?: Readonly<Record<string, string>>;
  /** The unit's own categories by their names, as a cell may have them. */
  categoryMap?: Readonly<Record<string, string>>;
  /** Records may come without an item number, to be numbered when they are arranged. */
  allowUnnumbered?: boolean;
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  today: string;
};

export type ParsedRow = {
  /** What the row says, as far as it could be read; null when the row may not be stored at all. */
  record: ArchiveItemCandidate | null;
  cells: Cells;
  /** A secrecy marking was found: neither the record nor the cells may be kept, not even in a report. */
  mustNotBeStored: boolean;
  problems: RecordProblem[];
};

function readRetention(
  cells: Cells,
  defaults: ImportDefaults,
  parts: CodeParts,
  container: Container | null,
  note: Note,
): RetentionCode | null {
  const typed = cells.retentionCode ?? '';
  if (typed === '') {
    const inherited = parts.retention ?? container?.retentionCode ?? '';
    return isRetentionCode(inherited) ? inherited : (defaults.retentionCode ?? null);
  }
  const code = parseRetention(typed, defaults.retentionMap);
  if (!code) note('RETENTION_UNKNOWN', 'retentionCode', 'unknown');
  return code ?? null;
}

/** A category cell by code or name; the second level of the code's parts is added when it is a known one. */
function readCategory(
  cells: Cells,
  defaults: ImportDefaults,
  parts: CodeParts,
  container: Container | null,
  note: Note,
): string {
  const typed = cells.categoryCode ?? '';
  const code = typed === '' ? undefined : (defaults.categoryMap?.[typed.trim()] ?? parseArchivalCategory(typed));
  if (typed !== '' && !code) note('FIELD_INVALID', 'categoryCode', 'unknown');
  const category = code ?? container?.categoryCode ?? defaults.categoryCode;
  const typedSub = cells.subcategoryCode ?? '';
  const sub = parts.sub ?? readSubcategory(typedSub, category);
  if (typedSub !== '' && sub === null) note('FIELD_INVALID', 'categoryCode', 'unknown');
  const withSub = sub && parseArchivalCategory(`${topCategoryCode(category)}·${sub}`);
  return withSub || category;
}

/** What the code says by itself. In a list, a code that ends at the number of a volume or group stands for one. */
function readCode(referenceCode: string | null, defaults: ImportDefaults): ParsedReferenceCode | undefined {
  if (referenceCode === null) return undefined;
  const { template, role } = defaults;
  if (!template) return detectTemplate(referenceCode);
  return parseReferenceCode(template, referenceCode, role === 'items' ? 'piece' : 'volume');
}

function levelOf(cells: Cells, parsed: ParsedReferenceCode | undefined, defaults: ImportDefaults): ItemLevel {
  const container = topCategoryCode(defaults.categoryCode) === 'ZP' ? ('group' as const) : ('volume' as const);
  if (defaults.role === 'volumes') return container;
  if (defaults.role === 'items') return 'piece';
  if (parsed) {
    if (parsed.parts.item !== undefined) return 'piece';
    return parsed.parts.group === undefined && parsed.parts.volume === undefined ? defaults.level : container;
  }
  const isNumbered = Boolean(cells.itemNumber || cells.orderNumber);
  return defaults.level === 'volume' && isNumbered && cells.fileNumber ? 'piece' : defaults.level;
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
    const isInRange = field === 'documentDate' && Boolean(cells.dateRange);
    if (record[field] === null && !isFilled && !isInRange) note('FIELD_MISSING', field, 'empty');
  }
  if (defaults.role === 'items' || defaults.role === 'volumes') return;
  for (const code of missingDetails(record.categoryCode ?? '', record.details ?? {})) {
    if (!cells[`details.${code}`]) note('FIELD_MISSING', `details.${code}`, 'empty');
  }
}

const yearOf = (date: string | null): number | null =>
  date === null ? null : Number(date.replace('[', '').slice(0, 4));

/** Numbers of a volume or group as they are written in codes: 第3卷 is 3. */
const bareNumber = (text: string | undefined): string | null => {
  if (!text) return null;
  const match = /^第?(\d{1,8})(?:\.0)?[卷册组号]?$/u.exec(foldCodeText(text));
  return match?.[1] ?? text;
};

interface Dates {
  documentDate: string | null;
  startDate: string | null;
  endDate: string | null;
}

function readDates(cells: Cells, level: ItemLevel, details: Record<string, string> | null, note: Note): Dates {
  const range = readDateRange(cells.dateRange ?? '', note);
  const startDate = readDate(cells, 'startDate', note) ?? range.start;
  const endDate = readDate(cells, 'endDate', note) ?? range.end;
  // The day a photograph was taken is its date.
  const own = readDate(cells, 'documentDate', note) ?? details?.takenOn ?? null;
  return { startDate, endDate, documentDate: own ?? (level === 'piece' ? null : (endDate ?? startDate)) };
}

function buildRecord(
  cells: Cells,
  defaults: ImportDefaults,
  container: Container | null,
  note: Note,
): ArchiveItemCandidate {
  const text = (field: ColumnField) => cells[field] || null;
  const isOfContainer = isCodeOfContainer(cells, defaults.template, defaults.role ?? 'list');
  const typedCode = cells.referenceCode ? normaliseReferenceCode(cells.referenceCode) : null;
  const parsed = readCode(typedCode, defaults);
  const parts = parsed?.parts ?? {};
  const number = (part: string | undefined) => (part === undefined ? null : Number(part));
  const level = isOfContainer ? 'piece' : levelOf(cells, parsed, defaults);
  const categoryCode = readCategory(cells, defaults, parts, container, note);
  const ownDetails = readDetails(cells, categoryCode, note);
  const projectNumber = ownDetails?.projectNumber ?? parts.project ?? container?.projectNumber ?? text('projectNumber');
  const details = projectNumber ? { ...ownDetails, projectNumber } : ownDetails;
  const dates = readDates(cells, level, details, note);
  const openFlag = parseOpenFlag(cells.openFlag ?? '');
  if (!openFlag) note('FIELD_INVALID', 'openFlag', 'unknown');
  const order =
    level === 'piece' && (container || cells.fileNumber) ? readNumberField(cells, 'orderNumber', note) : null;
  const itemNumber = readNumberField(cells, 'itemNumber', note) ?? number(parts.item) ?? order;
  const fileNumber = bareNumber(cells.fileNumber || cells.groupNumber) ?? parts.volume ?? parts.group ?? null;
  const record: ArchiveItemCandidate = {
    ...emptyCandidate(),
    ...dates,
    level,
    referenceCode: isOfContainer ? null : typedCode,
    fondsNumber: cells.fondsNumber ? normaliseReferenceCode(cells.fondsNumber) : (parts.fonds ?? defaults.fondsNumber),
    categoryCode,
    filingYear:
      readYear(cells.filingYear ?? '', note) ??
      number(parts.year) ??
      container?.filingYear ??
      defaults.filingYear ??
      yearOf(dates.documentDate),
    retentionCode: readRetention(cells, defaults, parts, container, note),
    orgCode: cells.orgCode
      ? foldCodeText(cells.orgCode)
      : (parts.org ?? container?.orgCode ?? defaults.orgCode ?? null),
    itemNumber: level === 'piece' ? itemNumber : null,
    catalogueNumber: text('catalogueNumber') ?? parts.catalogue ?? container?.catalogueNumber ?? null,
    fileNumber: fileNumber ?? container?.fileNumber ?? null,
    pageNumber: text('pageNumber'),
    title: text('title'),
    responsibleParty: text('responsibleParty') ?? details?.photographer ?? details?.creator ?? null,
    documentNumber: text('documentNumber'),
    pageCount: readNumberField(cells, 'pageCount', note),
    openFlag: openFlag ?? null,
    boxNumber: text('boxNumber'),
    remarks: text('remarks'),
    frameCount: readNumberField(cells, 'frameCount', note),
    details,
    topics: cells.topics ? readTopics(cells.topics) : null,
  };
  noteMissing(record, cells, defaults, note);
  if (defaults.fondsNumber !== null && record.fondsNumber !== defaults.fondsNumber) {
    note('FIELD_INVALID', 'fondsNumber', 'other_fonds');
  }
  return record;
}

/**
 * One row of a catalogue as a record with its problems. Fields that the row leaves empty are taken from the parts of its
 * reference code, then from the volume it stands in, then from the defaults. Never throws: whatever the cells hold, the
 * answer is a list of problems.
 */
export function parseRow(
  cells: readonly string[],
  columns: readonly WorkbookColumn[],
  defaults: ImportDefaults,
  container: Container | null = null,
): ParsedRow {
  const problems: RecordProblem[] = checkCells(cells, columns);
  const note: Note = (code, field, detail, severity = 'error') => {
    problems.push({ code, severity, field, detail });
  };
  const picked = pickCells(cells, columns);
  const record = buildRecord(picked, defaults, container, note);
  problems.push(...checkRecord(record, { today: defaults.today, template: defaults.template }));
  const mustNotBeStored = problems.some((problem) => problem.code === 'SECURITY_BLOCK');
  return { record: mustNotBeStored ? null : record, cells: mustNotBeStored ? {} : picked, mustNotBeStored, problems };
}
