import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { MOST_ITEMS } from '@/server/domain/inspection/checklist-vocabulary';
import {
  readWorkbookRow,
  WORKBOOK_COLUMNS,
  type WorkbookField,
  type WorkbookPreview,
  type WorkbookRow,
  workbookColumns,
  workbookPreview,
} from '@/server/domain/inspection/checklist-workbook';
import { findProbe, isProbeCode } from '@/server/domain/inspection/probes';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { type HeaderMatch, readWorkbook, type SheetRow } from '@/server/features/archive';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireChecklist } from './library.ts';

const TIME_LIMIT_MS = 10_000;

/** The first row that has a column for the text of an item and two columns that are known. */
const findHeader = (rows: readonly SheetRow[]): HeaderMatch | undefined => {
  const firstIndex = rows.findIndex((row) => {
    const known = workbookColumns(row.cells);
    return known.has('zh') && known.size >= 2;
  });
  const row = rows[firstIndex];
  if (!row) return undefined;
  // The reader tells totals and signatures by the column of the title.
  const text = workbookColumns(row.cells).get('zh');
  const columns = row.cells.map((header, index) => ({
    index,
    header: header.trim(),
    field: index === text ? ('title' as const) : null,
  }));
  return { firstIndex, rowCount: 1, columns };
};

/** Takes the rows in order: a merged section cell stands in the first of its rows only. */
class RowReader {
  readonly rows: WorkbookRow[] = [];
  private section = '';
  private readonly seen = new Set<string>();

  take({ rowNumber, cells }: SheetRow, columns: ReadonlyMap<WorkbookField, number>): void {
    const cell = (field: WorkbookField) => (cells[columns.get(field) ?? -1] ?? '').trim();
    if (cell('zh') === '' && cell('code') === '') return;
    this.section = cell('section').slice(0, 60) || this.section;
    const read = readWorkbookRow(rowNumber, {
      cell,
      section: this.section,
      seen: this.seen,
      isSecret: isSecrecyMarked,
    });
    this.seen.add(read.item.code);
    this.rows.push(read);
    if (this.rows.length > MOST_ITEMS) throw new AppError('BATCH_TOO_LARGE', 'too many items', { rows: MOST_ITEMS });
  }
}

const readRows = async (bytes: Buffer, fileName: string): Promise<WorkbookPreview> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-checklist-'));
  const reader = new RowReader();
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, bytes, { mode: 0o600 });
    const summary = await readWorkbook(filePath, {
      locateHeader: findHeader,
      timeLimitMs: TIME_LIMIT_MS,
      onRows: async (rows, { columns }) => {
        const places = workbookColumns(columns.map((column) => column.header));
        for (const row of rows) reader.take(row, places);
      },
    });
    const headings = summary.columns.map((column) => column.header);
    const places = workbookColumns(headings);
    const taken = new Set(places.values());
    return workbookPreview.parse({
      fileName,
      sheetName: summary.sheetName,
      otherSheets: summary.otherSheets,
      columns: [...places].map(([field, at]) => ({ field, heading: headings[at] ?? '' })),
      unread: headings.filter((heading, at) => heading !== '' && !taken.has(at)),
      rows: reader.rows,
      sections: [...new Set(reader.rows.map((row) => row.item.section).filter(Boolean))],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** 预览 of a workbook: what each row says and what is wrong with it. Nothing is saved. */
export const previewWorkbook = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { objectId: string },
): Promise<WorkbookPreview> => {
  const object = await findStoredObject(tdb, scope.tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${scope.tenantId}`);
  return readRows(await readObject(objects, object), object.fileName);
};

const TYPE_WORD: Record<ChecklistItem['type'], string> = {
  yesno: '是否',
  rating: '分级',
  count: '计数',
  sample: '抽样',
  score: '打分',
};
const RISK_WORD = { HIGH: '高', MEDIUM: '中', LOW: '低' } as const;

const cellsOf = (item: ChecklistItem): (string | number | null)[] => {
  const cells: Record<WorkbookField, string | number | null> = {
    code: item.code,
    section: item.section,
    zh: item.zh,
    legalItem: item.legalItem,
    score: item.score,
    type: TYPE_WORD[item.type],
    risk: item.risk ? RISK_WORD[item.risk] : null,
    threshold: item.threshold,
    deductEach: item.deductEach,
    needsPhoto: item.needsPhoto ? '是' : null,
    method: item.method,
    probe: item.probes
      .filter(isProbeCode)
      .map((code) => findProbe(code).name.zh)
      .join('、'),
    platformCode: item.platformCode ?? null,
    en: item.en,
  };
  return WORKBOOK_COLUMNS.map(({ field }) => cells[field]);
};

const EXAMPLES: readonly ChecklistItem[] = [
  {
    code: '1',
    section: '组织管理',
    zh: '明确分管领导和档案工作责任部门',
    en: '',
    legalItem: 'LI1',
    score: 5,
    type: 'yesno',
    risk: null,
    threshold: null,
    deductEach: null,
    needsPhoto: false,
    method: '查文件',
    probes: [],
  },
  {
    code: '2',
    section: '收集整理',
    zh: '抽查归档文件 20 件，每处差错扣 0.5 分',
    en: '',
    legalItem: 'LI4',
    score: 10,
    type: 'sample',
    risk: null,
    threshold: null,
    deductEach: 0.5,
    needsPhoto: false,
    method: '抽查',
    probes: ['numbering.gaps', 'catalogue.complete'],
  },
];

/** 下载模板: the headings that the reader knows, and two rows that show how they are filled. */
export const downloadWorkbookTemplate = (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
): Promise<FileReference> =>
  exportTable(tdb, scope, objects, {
    action: 'checklist.downloadTemplate',
    objectKind: 'checklist',
    fileName: '检查表模板.xlsx',
    sheetName: '检查项',
    columns: WORKBOOK_COLUMNS.map(({ heading, width }) => ({ heading, width })),
    rows: EXAMPLES.map(cellsOf),
  });

/** 导出 a version, so that it can be edited in a spreadsheet and read back. */
export const downloadChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { checklistId: string },
): Promise<FileReference> => {
  const row = await requireChecklist(tdb, scope, input.checklistId);
  return exportTable(tdb, scope, objects, {
    action: 'checklist.export',
    objectKind: 'checklist',
    fileName: `${row.name}-第${row.version}版.xlsx`,
    sheetName: '检查项',
    columns: WORKBOOK_COLUMNS.map(({ heading, width }) => ({ heading, width })),
    rows: row.items.map(cellsOf),
  });
};
