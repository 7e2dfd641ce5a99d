import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { RetireeInsert } from '@/db/queries/disposition-retiree.queries';
import type { StoredObjectRow } from '@/db/queries/object.queries';
import { maskIdentity } from '@/server/domain/disposition/accession';
import { AppError } from '@/server/domain/shared/app-error';
import { cleanText, normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { parseArchiveDate } from '@/server/domain/shared/dates';
import { pinyinInitials } from '@/server/domain/shared/pinyin-initials';
import { type HeaderMatch, readWorkbook, type SheetRow } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';

/** More persons than any one enterprise hands over at a time. */
const MOST_PERSONS = 20_000;

const HEADINGS = {
  personName: ['姓名', '人员姓名', '退休人员姓名'],
  identity: ['身份证号', '身份证号码', '公民身份号码', '证件号码'],
  volumeCount: ['卷数', '档案卷数', '数量', '册数'],
  fileNumber: ['卷号', '档案号', '档号', '档案编号', '案卷号'],
  retiredOn: ['退休日期', '退休时间', '退休年月'],
  remarks: ['备注', '附注'],
} as const;
type Field = keyof typeof HEADINGS;
const FIELD_OF = new Map<string, Field>(
  (Object.keys(HEADINGS) as Field[]).flatMap((field) =>
    HEADINGS[field].map((heading) => [normaliseForSearch(heading), field] as const),
  ),
);

const columnsOf = (row: SheetRow): Map<Field, number> => {
  const columns = new Map<Field, number>();
  for (const [index, cell] of row.cells.entries()) {
    const field = FIELD_OF.get(normaliseForSearch(cell));
    if (field && !columns.has(field)) columns.set(field, index);
  }
  return columns;
};

/** The first row that names the persons and one more column. */
const findHeader = (rows: readonly SheetRow[]): HeaderMatch | undefined => {
  const firstIndex = rows.findIndex((row) => {
    const columns = columnsOf(row);
    return columns.has('personName') && columns.size >= 2;
  });
  const row = rows[firstIndex];
  if (!row) return undefined;
  return {
    firstIndex,
    rowCount: 1,
    columns: row.cells.map((header, index) => ({ index, header: header.trim(), field: null })),
  };
};

const wrong = (rowNumber: number, field: Field): never => {
  throw new AppError('BAD_INPUT', `row ${rowNumber}: ${field}`, { row: rowNumber, field });
};

const NOT_A_PERSON = /^(?:合计|总计|小计|共计|填表|制表|移交|接收|审核)/u;

const toRetiree = (row: SheetRow, columns: Map<Field, number>, position: number): RetireeInsert | null => {
  const cell = (field: Field): string => cleanText(row.cells[columns.get(field) ?? -1] ?? '');
  const personName = cell('personName').replace(/\s/g, '');
  if (personName === '' || NOT_A_PERSON.test(cleanText(row.cells.find((text) => text.trim() !== '') ?? '')))
    return null;
  if (personName.length > 40) wrong(row.rowNumber, 'personName');
  const typed = cell('volumeCount').normalize('NFKC');
  const volumeCount = typed === '' ? 1 : Number(typed.replace(/卷$/u, ''));
  if (!Number.isInteger(volumeCount) || volumeCount < 0 || volumeCount > 100) wrong(row.rowNumber, 'volumeCount');
  const retired = cell('retiredOn');
  const date = retired === '' ? null : parseArchiveDate(retired);
  if (date && !date.ok) wrong(row.rowNumber, 'retiredOn');
  const parsed = date?.ok ? date.date.date8 : null;
  return {
    id: uuidv7(),
    position,
    personName,
    nameInitials: pinyinInitials(personName).toLowerCase(),
    idMasked: maskIdentity(cell('identity')),
    volumeCount,
    fileNumber: cell('fileNumber').slice(0, 100) || null,
    // Year and month are what enterprises write; the first of the month stands for it.
    retiredOn: parsed
      ? `${parsed.slice(0, 4)}-${parsed.slice(4, 6).replace('00', '01')}-${parsed.slice(6).replace('00', '01')}`
      : null,
    remarks: cell('remarks').slice(0, 500) || null,
  };
};

/**
 * Reads the list of persons in the child process that reads all strangers' workbooks. Identity numbers are masked as
 * they are read and never kept. One wrong row refuses the list, with its number.
 */
export const readRetirees = async (objects: ObjectStore, object: StoredObjectRow): Promise<RetireeInsert[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-persons-'));
  const persons: RetireeInsert[] = [];
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, await readObject(objects, object), { mode: 0o600 });
    await readWorkbook(filePath, {
      locateHeader: findHeader,
      onRows: async (rows, layout) => {
        const heads: string[] = [];
        for (const column of layout.columns) heads[column.index] = column.header;
        const columns = columnsOf({ rowNumber: 0, cells: heads });
        for (const row of rows) {
          const person = toRetiree(row, columns, persons.length + 1);
          if (person) persons.push(person);
        }
        if (persons.length > MOST_PERSONS)
          throw new AppError('BATCH_TOO_LARGE', 'too many persons', { rows: MOST_PERSONS });
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return persons;
};
