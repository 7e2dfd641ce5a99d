import { type TenantDb, withTenantDb } from '@/db/client';
import { findJobOfPerson } from '@/db/queries/archive-export.queries';
import { type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import type { ExportListInput } from '@/server/domain/archive/archive-list';
import { type CategoryField, categoryFields } from '@/server/domain/archive/category-fields';
import type { ExportForEditingInput } from '@/server/domain/archive/import-batch';
import { type ColumnField, headingOf } from '@/server/domain/archive/import-columns';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { type ArchiveSteps, exportForEditingJob } from '@/server/features/archive/archive.jobs';
import { readPage } from '@/server/features/archive/export-list';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { recordKeyOf } from './read-update-rows.ts';

const PAGE = 1_000;
const MOST_ROWS = 200_000;

/** What may be changed offline, in the order of the printed catalogue; the code is there to be read. */
const SHARED: readonly ColumnField[] = [
  'recordKey',
  'referenceCode',
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
];

const fieldsFor = (category: string | undefined): ColumnField[] => [
  ...SHARED,
  ...(category ? categoryFields(category) : []).map((field) => `details.${field.code}` as const),
];

const detailText = (field: CategoryField | undefined, value: string | undefined): string | null =>
  (field?.kind === 'choice' ? field.choices?.find((choice) => choice.code === value)?.zh : undefined) ?? value ?? null;

const cellOf = (item: ItemRow, field: ColumnField, category: string | undefined): string | number | null => {
  if (field === 'recordKey') return recordKeyOf(item);
  if (field === 'openFlag') return OPEN_FLAGS.find((flag) => flag.code === item.openFlag)?.zh ?? item.openFlag;
  if (field === 'topics') return item.topics.join('、') || null;
  if (field.startsWith('details.')) {
    const code = field.slice('details.'.length);
    const known = categoryFields(category ?? '').find((one) => one.code === code);
    return detailText(known, item.details[code]);
  }
  return item[field as keyof ItemRow] as string | number | null;
};

/** 导出修改: owes a workbook of the list in which each row can be changed and read back. */
export const exportForEditing = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportForEditingInput,
): Promise<{ jobId: string }> => {
  const jobId = await enqueue(tdb, scope, exportForEditingJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportForEditing',
    objectKind: 'job_run',
    objectId: jobId,
    detail: input,
  });
  return { jobId };
};

async function* itemsOf(steps: ArchiveSteps<ExportForEditingInput>): AsyncGenerator<ItemRow> {
  const { pools, scope, payload } = steps;
  const query = { ...payload, columns: [] } as unknown as ExportListInput;
  let last: Awaited<ReturnType<typeof readPage>>[number] | undefined;
  for (let done = 0; done < MOST_ROWS; ) {
    steps.signal.throwIfAborted();
    const { rows, items } = await withTenantDb(pools, scope, async (tdb) => {
      const found = await readPage(tdb, scope.tenantId, query, last);
      const ids = found.map((row) => row.id);
      return { rows: found, items: await listItemsByIds(tdb, scope.tenantId, ids, Math.max(1, ids.length)) };
    });
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const row of rows) {
      const item = byId.get(row.id);
      if (item) yield item;
    }
    done += rows.length;
    await steps.progress(done, null);
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

const NOTES = [
  ['怎么用', ''],
  ['可以改', '除档号以外的各栏。改好后在“目录导入”里放回这个文件。'],
  ['不要动', '隐藏的第一列（系统编号）。删去的行不影响档案；新加的行不会成为档案。'],
  ['放回之后', '先逐项列出改了什么，确认后按更正单登记；导出后被别人改过的不会覆盖。'],
];

/** Writes the records with their keys, a page at a time in short transactions. */
export const writeForEditing = async (
  steps: ArchiveSteps<ExportForEditingInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const { categoryCode } = steps.payload;
  const fields = fieldsFor(categoryCode);
  const rows = async function* () {
    for await (const item of itemsOf(steps)) yield fields.map((field) => cellOf(item, field, categoryCode));
  };
  const received = await storeWorkbook(objects, steps.scope.tenantId, {
    fileName: '档案目录（修改用）.xlsx',
    sheetName: '修改',
    headings: fields.map((field) => headingOf(field, categoryCode ?? 'WS')),
    rows: rows(),
    hiddenColumns: [0],
    notes: { sheetName: '说明', rows: NOTES },
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};

export interface EditingExport {
  state: string;
  done: number;
  isReady: boolean;
  errorCode: string | null;
}

const findOwn = async (tdb: TenantDb, scope: TenantScope, id: string) => {
  const { tenantId, accountId } = scope;
  const key = { tenantId, accountId: accountId ?? '', id, names: [exportForEditingJob.name] };
  const job = accountId === null ? undefined : await findJobOfPerson(tdb, key);
  if (!job) throw new AppError('NOT_FOUND', `export ${id} was not asked for by this person`);
  return job;
};

/** How far it is, for the person who asked. */
export const getEditingExport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { jobId: string },
): Promise<EditingExport> => {
  const job = await findOwn(tdb, scope, input.jobId);
  return { state: job.state, done: job.progressDone, isReady: job.state === 'done', errorCode: job.errorCode };
};

/** The workbook, for the person who asked. */
export const downloadEditingExport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { jobId: string },
): Promise<FileReference> => {
  const { objectId } = ((await findOwn(tdb, scope, input.jobId)).result ?? {}) as { objectId?: string };
  const object = objectId ? await findStoredObject(tdb, scope.tenantId, objectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `export ${input.jobId} is not ready`);
  return object;
};
