import {
  type ColumnField,
  type HeadingMap,
  headingMap,
  mapHeading,
  type WorkbookColumn,
} from '@/server/domain/archive/import-columns';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/**
 * Where the header of a catalogue is and which column holds which field. Printed catalogues have a title above, group
 * names over columns, repeated headers on every page, totals and signatures below.
 */

export type SheetRow = { rowNumber: number; cells: string[] };
export type HeaderMatch = {
  /** Index into the rows given, of the first header row. */
  firstIndex: number;
  /** Rows the header takes. */
  rowCount: 1 | 2;
  columns: WorkbookColumn[];
};

/** Gives each field to its first column only. The only title of a list of volumes is its 案卷题名. */
function settle(columns: readonly WorkbookColumn[]): WorkbookColumn[] {
  const seen = new Set<ColumnField>();
  const once = columns.map((column) => {
    if (column.field === null || seen.has(column.field)) return { ...column, field: null };
    seen.add(column.field);
    return column;
  });
  if (seen.has('title')) return once;
  const title = seen.has('volumeTitle') ? 'volumeTitle' : 'groupTitle';
  return once.map((column) => (column.field === title ? { ...column, field: 'title' } : column));
}

function readSingle(cells: readonly string[], map: HeadingMap): WorkbookColumn[] {
  return settle(cells.map((header, index) => ({ index, header: header.trim(), field: mapHeading(header, map) })));
}

/** Two rows as one header: a group name stands over the columns to its right. Undefined when the second adds nothing. */
function readDouble(upper: readonly string[], lower: readonly string[], map: HeadingMap): WorkbookColumn[] | undefined {
  let group = '';
  let fromLower = 0;
  const columns: WorkbookColumn[] = [];
  for (let index = 0; index < Math.max(upper.length, lower.length); index += 1) {
    const own = (upper[index] ?? '').trim();
    const below = (lower[index] ?? '').trim();
    if (own !== '') group = own;
    const candidates = below === '' ? [own] : [`${group}${below}`, below, own];
    const header = candidates.find((candidate) => mapHeading(candidate, map) !== null) ?? (below || own);
    const field = mapHeading(header, map);
    if (below !== '' && header !== own && field !== null) fromLower += 1;
    columns.push({ index, header, field });
  }
  return fromLower >= 2 ? settle(columns) : undefined;
}

const fieldsOf = (columns: readonly WorkbookColumn[] | undefined): ColumnField[] =>
  (columns ?? []).flatMap((column) => (column.field ? [column.field] : []));

/** How much of a header it is; 0 when it cannot be one. An export for editing is known by its first column. */
function countFields(columns: readonly WorkbookColumn[] | undefined): number {
  const fields = fieldsOf(columns);
  if (fields.includes('recordKey')) return fields.length;
  const hasTitle = fields.includes('title');
  return hasTitle && (fields.length >= 3 || fields.includes('referenceCode')) ? fields.length : 0;
}

/** How many rows at the top of a sheet may precede the header's end. */
export const HEADER_SEARCH_ROWS = 30;

/** A row in which at least two headings are known, though none is the title: a person can say which column it is. */
function findPoorHeader(rows: readonly SheetRow[], map: HeadingMap): HeaderMatch | undefined {
  for (const [firstIndex, row] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const columns = readSingle(row.cells, map);
    const filled = columns.filter((column) => column.header !== '');
    if (filled.length >= 3 && fieldsOf(columns).length >= 2) return { firstIndex, rowCount: 1, columns };
  }
  return undefined;
}

/**
 * Finds the header among the first rows of a sheet: the row, or two rows, with the most known headings, a title among
 * them. Undefined when there is none.
 */
export function findHeader(rows: readonly SheetRow[], map: HeadingMap = headingMap('WS')): HeaderMatch | undefined {
  let best: HeaderMatch | undefined;
  let bestCount = 0;
  for (const [index, row] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const single = readSingle(row.cells, map);
    const next = rows[index + 1];
    const double = next ? readDouble(row.cells, next.cells, map) : undefined;
    const singleCount = countFields(single);
    const doubleCount = countFields(double);
    // A double header must beat both of its rows, or the upper row is a title and the lower one the header.
    const nextCount = next ? countFields(readSingle(next.cells, map)) : 0;
    if (double && doubleCount > Math.max(singleCount, nextCount, bestCount)) {
      best = { firstIndex: index, rowCount: 2, columns: double };
      bestCount = doubleCount;
    } else if (singleCount > bestCount) {
      best = { firstIndex: index, rowCount: 1, columns: single };
      bestCount = singleCount;
    }
  }
  return best ?? findPoorHeader(rows, map);
}

export type RowKind = 'data' | 'blank' | 'column_numbers' | 'repeated_header' | 'total' | 'signature';

const TOTAL = /^(?:合计|总计|小计|共计|累计|本页合计|本页小计|总数|共\d+[件卷张])/u;
const SIGNATURE =
  /^(?:整理人?|检查人?|制表人?|填表人?|填报人?|填报单位|填表单位|审核人?|复核人?|校对人?|立卷人|移交人|接收人|移交单位|接收单位|经办人?|单位?负责人|归档人|打印|制表|填表|整理|检查|打印|移交)(?:日期|时间|单位)?(?:[((](?:签字|签名|盖章|签章)[))])?\s*[::]/u;
const PAGE_FOOTER = /^(?:第\d+页)?(?:[,/]?共\d+页)?$/u;

/** What a row below the header is. Only 'data' rows are records. */
export function classifyRow(cells: readonly string[], columns: readonly WorkbookColumn[]): RowKind {
  const filled = cells.flatMap((cell, index) =>
    cell.trim() === '' ? [] : [{ index, text: cell.normalize('NFKC').replace(/\s+/gu, '') }],
  );
  const first = filled[0];
  if (!first) return 'blank';
  const titleIndex = columns.find((column) => column.field === 'title')?.index;
  const isTitled = filled.some(({ index }) => index === titleIndex) && first.index !== titleIndex;
  if (filled.length >= 3) {
    if (filled.every(({ text }, position) => text === String(position + 1))) return 'column_numbers';
    const isHeading = ({ index, text }: { index: number; text: string }) =>
      normaliseForSearch(columns.find((column) => column.index === index)?.header ?? '') === normaliseForSearch(text);
    if (filled.every(isHeading)) return 'repeated_header';
  }
  if (TOTAL.test(first.text) && !isTitled) return 'total';
  const title = filled.find(({ index }) => index === titleIndex)?.text ?? '';
  const isTitleSignature = title === '' || SIGNATURE.test(title);
  if (isTitleSignature && filled.some(({ text }) => SIGNATURE.test(text))) return 'signature';
  if (filled.length <= 2 && filled.every(({ text }) => PAGE_FOOTER.test(text))) return 'signature';
  return 'data';
}
