import { type TenantDb, withTenantDb } from '@/db/client';
import { findJobOfPerson, type PersonJobRow } from '@/db/queries/archive-export.queries';
import { type ItemListRow, listItemRows } from '@/db/queries/archive-list.queries';
import { searchOwnPage } from '@/db/queries/archive-search.queries';
import { loadOwnTemplates } from '@/db/queries/fonds-settings.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import type { ExportColumn, ExportListInput } from '@/server/domain/archive/archive-list';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import {
  type ArchiveSteps,
  exportCheckJob,
  exportGrantedSearchJob,
  exportListJob,
  exportSearchJob,
  exportThematicJob,
} from './archive.jobs.ts';
import { CONVERTED_HEADINGS, convertedCells } from './converted-cells.ts';
import { listQuestion } from './list-items.ts';
import { storeWorkbook } from './workbook-writer.ts';

const PAGE = 1_000;
const MOST_ROWS = 500_000;

const HEADINGS: Record<ExportColumn, string> = {
  referenceCode: '档号',
  documentNumber: '文号',
  responsibleParty: '责任者',
  title: '题名',
  documentDate: '日期',
  pageCount: '页数',
  categoryCode: '门类',
  filingYear: '年度',
  retentionCode: '保管期限',
  orgCode: '机构（问题）',
  openFlag: '开放标识',
  boxNumber: '盒号',
  remarks: '备注',
};

/** The heading of a column where nobody gave another. */
export const exportHeadingOf = (column: ExportColumn): string => HEADINGS[column];

/** Codes as the printed catalogue writes them. */
export const exportCellOf = (row: ItemListRow, column: ExportColumn): string | number | null => {
  if (column === 'retentionCode')
    return RETENTION_CODES.find((entry) => entry.code === row.retentionCode)?.zh ?? row.retentionCode;
  if (column === 'openFlag') return OPEN_FLAGS.find((entry) => entry.code === row.openFlag)?.zh ?? row.openFlag;
  return row[column];
};

/** 导出目录: owes a workbook of the list as it is asked for. */
export const exportList = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportListInput,
): Promise<{ jobId: string }> => {
  const jobId = await enqueue(tdb, scope, exportListJob, input);
  const { headings: _, ...detail } = input;
  await audit(tdb, scope, { action: 'archive.exportList', objectKind: 'job_run', objectId: jobId, detail });
  return { jobId };
};

export const readPage = async (
  tdb: TenantDb,
  tenantId: number,
  input: ExportListInput,
  last: ItemListRow | undefined,
): Promise<ItemListRow[]> => {
  const { sort, columns: _columns, headings: _headings, codeTemplate: _template, ...filters } = input;
  const { ask, conditions, isSearch } = listQuestion(filters);
  const key = last && (sort.endsWith('code') ? last.codeSort : last.dateSort);
  if (!isSearch) {
    const after = last && ([key ?? '', last.id] as const);
    return listItemRows(tdb, tenantId, conditions, { sort, direction: 'after', after, limit: PAGE });
  }
  const after = last && ([null, tenantId, key ?? '', last.id] as const);
  return (await searchOwnPage(tdb, tenantId, { ask, sort, direction: 'after', after, limit: PAGE })).rows;
};

type Cells = (string | number | null)[];

/** Writes a row's cells. With another structure asked for: its codes in that, the code as it is, and why one is missing. */
const cellWriter = async ({
  pools,
  scope,
  payload,
}: ArchiveSteps<ExportListInput>): Promise<(row: ItemListRow) => Cells> => {
  const plain = (row: ItemListRow): Cells => payload.columns.map((column) => exportCellOf(row, column));
  const { codeTemplate } = payload;
  if (codeTemplate === undefined) return plain;
  const own = await withTenantDb(pools, scope, (tdb) => loadOwnTemplates(tdb, scope.tenantId));
  const target = own.get(codeTemplate) ?? (codeTemplate as TemplateRef);
  return (row) => {
    const { code, extra } = convertedCells(row, own, target);
    const cells = payload.columns.map((column) => (column === 'referenceCode' ? code : exportCellOf(row, column)));
    return [...cells, ...extra];
  };
};

async function* rowsOf(steps: ArchiveSteps<ExportListInput>): AsyncGenerator<(string | number | null)[]> {
  const { pools, scope, payload } = steps;
  const cellsOf = await cellWriter(steps);
  let last: ItemListRow | undefined;
  for (let done = 0; done < MOST_ROWS; ) {
    steps.signal.throwIfAborted();
    const rows = await withTenantDb(pools, scope, (tdb) => readPage(tdb, scope.tenantId, payload, last));
    for (const row of rows) yield cellsOf(row);
    done += rows.length;
    await steps.progress(done, null);
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** Writes the list, a page at a time in short transactions, and keeps the workbook as an object of the unit. */
export const writeExport = async (
  steps: ArchiveSteps<ExportListInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const { columns, headings, codeTemplate } = steps.payload;
  const received = await storeWorkbook(objects, steps.scope.tenantId, {
    fileName: '档案目录.xlsx',
    sheetName: '档案目录',
    headings: [
      ...columns.map((column, index) => headings?.[index] ?? HEADINGS[column]),
      ...(codeTemplate === undefined ? [] : CONVERTED_HEADINGS),
    ],
    rows: rowsOf(steps),
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};

export interface ExportState {
  state: string;
  done: number;
  isReady: boolean;
  errorCode: string | null;
}

/** Every export ends in a workbook that is fetched in the same way. */
const EXPORT_JOBS = [
  exportListJob.name,
  exportSearchJob.name,
  exportGrantedSearchJob.name,
  exportThematicJob.name,
  exportCheckJob.name,
];

const findOwn = async (tdb: TenantDb, scope: TenantScope, jobId: string): Promise<PersonJobRow> => {
  const job =
    scope.accountId === null
      ? undefined
      : await findJobOfPerson(tdb, {
          tenantId: scope.tenantId,
          accountId: scope.accountId,
          id: jobId,
          names: EXPORT_JOBS,
        });
  if (!job) throw new AppError('NOT_FOUND', `export ${jobId} was not asked for by this person`);
  return job;
};

/** How far an export is that this person asked for. */
export const getExport = async (tdb: TenantDb, scope: TenantScope, input: { jobId: string }): Promise<ExportState> => {
  const job = await findOwn(tdb, scope, input.jobId);
  return { state: job.state, done: job.progressDone, isReady: job.state === 'done', errorCode: job.errorCode };
};

/** The workbook of a finished export, for the person who asked for it. */
export const downloadExport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { jobId: string },
): Promise<FileReference> => {
  const job = await findOwn(tdb, scope, input.jobId);
  const { objectId } = (job.result ?? {}) as { objectId?: string };
  const object = objectId ? await findStoredObject(tdb, scope.tenantId, objectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `export ${input.jobId} is not ready`);
  return object;
};
