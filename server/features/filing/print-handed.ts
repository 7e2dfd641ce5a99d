import type { TenantDb } from '@/db/client';
import { type HandedRow, listHandedRows } from '@/db/queries/filing-handed.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import type { PrintVolume } from '@/server/documents/print-book';
import { writeBookPdf } from '@/server/documents/print-book-pdf';
import type { PrintHandedInput } from '@/server/domain/filing/handed-document';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { ownDepartments } from './require-department.ts';

/* 文件移交清单: what departments handed in, as it is signed by who gives and who takes. */

const TITLE = '归档文件移交清单';
/** The sheets are made while somebody waits: more is printed department by department. */
const MOST_ON_PAPER = 2_000;
const STATE_WORDS: Readonly<Record<string, string>> = {
  draft: '未提交',
  submitted: '待接收',
  returned: '已退回',
  accepted: '已接收',
  withdrawn: '已撤回',
};
const COLUMNS = [
  { title: '序号', width: 12, align: 'center' as const },
  { title: '文号', width: 40 },
  { title: '责任者', width: 34 },
  { title: '题名', width: 80 },
  { title: '日期', width: 24, align: 'center' as const },
  { title: '页数', width: 14, align: 'center' as const },
  { title: '门类', width: 24 },
  { title: '状态', width: 18, align: 'center' as const },
  { title: '备注', width: 26 },
];

type Names = (code: string) => string;

const cellsOf = (row: HandedRow, index: number, nameOf: Names): string[] => [
  String(index + 1),
  row.documentNumber ?? '',
  row.responsibleParty ?? '',
  row.title,
  row.documentDate ?? '',
  row.pageCount === null ? '' : String(row.pageCount),
  nameOf(row.categoryCode),
  STATE_WORDS[row.state] ?? row.state,
  row.remarks ?? '',
];

/** A list for each department and year: each is signed by other people. */
const listsOf = (rows: readonly HandedRow[], nameOf: Names): PrintVolume[] => {
  const lists = new Map<string, HandedRow[]>();
  for (const row of rows) {
    const key = `${row.departmentCode} ${row.filingYear}`;
    lists.set(key, [...(lists.get(key) ?? []), row]);
  }
  return [...lists.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, mine]) => ({
      parts: [
        {
          kind: 'table',
          title: TITLE,
          facts: [
            { label: '移交部门', value: mine[0]?.departmentName ?? '' },
            { label: '归档年度', value: String(mine[0]?.filingYear ?? '') },
            { label: '件数', value: String(mine.length) },
            { label: '页数', value: String(mine.reduce((sum, row) => sum + (row.pageCount ?? 0), 0)) },
          ],
          columns: COLUMNS,
          rows: mine.map((row, index) => cellsOf(row, index, nameOf)),
          signatures: ['移交人', '接收人', '移交日期'],
        },
      ],
    }));
};

const readAll = async (tdb: TenantDb, scope: TenantScope, input: PrintHandedInput, most: number) => {
  const filter = { ...input, departmentIds: await ownDepartments(tdb, scope) };
  const page = { cursor: undefined, direction: 'after', limit: most } as const;
  const rows = await listHandedRows(tdb, scope.tenantId, filter, page);
  if (rows.length === 0) throw new AppError('PRINT_NOTHING', 'nothing was handed in');
  if (rows.length > most) throw new AppError('BATCH_TOO_LARGE', 'too long a list', { rows: most });
  // Handed in first, listed first.
  return rows.reverse();
};

/** 归档文件移交清单 on paper, of what the inbox is narrowed to. */
export const printHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: PrintHandedInput,
): Promise<FileReference> => {
  const rows = await readAll(tdb, scope, input, MOST_ON_PAPER);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  const book = {
    title: TITLE,
    unitName: scope.tenantName,
    paper: 'A4' as const,
    orientation: 'landscape' as const,
    offsetMm: { x: 0, y: 0 },
    volumes: listsOf(rows, nameOf),
  };
  const received = await storeMade(objects, scope.tenantId, {
    fileName: `${TITLE}_${scope.tenantName}.pdf`,
    mediaType: 'application/pdf',
    write: (sink) => writeBookPdf(book, sink, async () => undefined),
  });
  const { id, sha256, fileName, mediaType, sizeBytes } = await registerUpload(tdb, scope, received);
  await audit(tdb, scope, {
    action: 'filing.printHanded',
    objectKind: 'handed_document',
    objectId: id,
    objectLabel: fileName,
    detail: { rows: rows.length },
  });
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** The same as a workbook. */
export const exportHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: PrintHandedInput,
): Promise<FileReference> => {
  const rows = await readAll(tdb, scope, input, EXPORT_ROWS);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportHanded',
    objectKind: 'handed_document',
    fileName: `${TITLE}_${scope.tenantName}.xlsx`,
    sheetName: TITLE,
    columns: [
      { heading: '移交部门', width: 18 },
      { heading: '归档年度', width: 10 },
      ...COLUMNS.map(({ title, width }) => ({ heading: title, width: Math.max(8, width / 2) })),
      { heading: '移交人', width: 12 },
      { heading: '接收人', width: 12 },
      { heading: '档号', width: 28 },
    ],
    rows: rows.map((row, index) => [
      row.departmentName,
      row.filingYear,
      ...cellsOf(row, index, nameOf),
      row.handedByName,
      row.state === 'accepted' ? row.decidedByName : null,
      row.referenceCode,
    ]),
  });
};
