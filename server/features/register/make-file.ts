import { type TenantDb, withTenantDb } from '@/db/client';
import { findJobRow } from '@/db/queries/job-list.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { countRegisterEntries, type ListedEntryRow, listRegisterEntries } from '@/db/queries/register-list.queries';
import { audit } from '@/server/audit/audit';
import { type MadeFileView, madeFileView } from '@/server/domain/archive/print-form';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { MakeFileInput } from '@/server/domain/register/register-entry';
import { findRegister } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { storeWorkbook } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { type ReceivedUpload, registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { conditionsOf, sortOf } from './entry-question.ts';
import { cellsOf, headingsOf } from './export-entries.ts';
import { columnsOf } from './file-columns.ts';
import { storeRegisterPdf } from './print-register.ts';
import { makeFileJob, type RegisterSteps } from './register.jobs.ts';
import { requireRegister } from './require-register.ts';

const PAGE = 1_000;
const MOST_ROWS = 500_000;
/** Nobody binds more: a longer register is printed year by year. */
const MOST_PRINTED = 20_000;

/** Owes a register, as far as the filters leave it, as a workbook or on paper. */
export const startFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: MakeFileInput,
): Promise<{ jobId: string }> => {
  const definition = requireRegister(scope, input.code);
  const rows = await countRegisterEntries(tdb, scope.tenantId, conditionsOf(definition, input));
  if (rows === 0) throw new AppError('PRINT_NOTHING', `nothing of ${input.code} fits`);
  const jobId = await enqueue(tdb, scope, makeFileJob, input);
  await audit(tdb, scope, {
    action: input.format === 'pdf' ? 'register.print' : 'register.export',
    objectKind: 'job_run',
    objectId: jobId,
    objectLabel: definition.name.zh,
    detail: input,
  });
  return { jobId };
};

type Steps = RegisterSteps<MakeFileInput>;

/** The rows in their order, a page at a time in short transactions. */
async function* rowsOf(steps: Steps, definition: RegisterDefinition): AsyncGenerator<ListedEntryRow> {
  const { pools, scope, payload } = steps;
  const [conditions, sort] = [conditionsOf(definition, payload), sortOf(definition, payload.sort)];
  let cursor: [string, string] | undefined;
  for (let done = 0; done < MOST_ROWS; ) {
    steps.signal.throwIfAborted();
    const page = { cursor, direction: 'after', limit: PAGE } as const;
    const read = await withTenantDb(pools, scope, (tdb) =>
      listRegisterEntries(tdb, scope.tenantId, conditions, sort, page),
    );
    const rows = read.slice(0, PAGE);
    yield* rows;
    done += rows.length;
    await steps.progress(done, null);
    const last = rows.at(-1);
    if (read.length <= PAGE || !last) return;
    cursor = [last.sortKey, last.id];
  }
}

const storeXlsx = (steps: Steps, objects: ObjectStore, definition: RegisterDefinition): Promise<ReceivedUpload> => {
  const columns = columnsOf(definition, steps.payload.columns, 'xlsx');
  const rows = async function* () {
    for await (const row of rowsOf(steps, definition)) yield cellsOf(columns, row);
  };
  return storeWorkbook(objects, steps.scope.tenantId, {
    fileName: `${definition.name.zh}_${steps.scope.tenantName}.xlsx`,
    sheetName: definition.name.zh,
    headings: headingsOf(columns),
    rows: rows(),
  });
};

const storePdf = async (
  steps: Steps,
  objects: ObjectStore,
  definition: RegisterDefinition,
): Promise<ReceivedUpload> => {
  const rows: ListedEntryRow[] = [];
  for await (const row of rowsOf(steps, definition)) {
    rows.push(row);
    if (rows.length > MOST_PRINTED)
      throw new AppError('BATCH_TOO_LARGE', 'too many rows to print', { rows: MOST_PRINTED });
  }
  return storeRegisterPdf(steps, objects, definition, rows);
};

/** Writes the file from the entries as they are now and keeps it as a file of the unit. */
export const writeFile = async (
  steps: Steps,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const { payload, scope } = steps;
  const definition = findRegister(payload.code, scope.tenantKind);
  if (!definition) throw new AppError('NOT_FOUND', `a ${scope.tenantKind} keeps no register ${payload.code}`);
  const store = payload.format === 'pdf' ? storePdf : storeXlsx;
  const received = await store(steps, objects, definition);
  const stored = await withTenantDb(steps.pools, scope, (tdb) => registerUpload(tdb, scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};

const findOwn = async (tdb: TenantDb, scope: TenantScope, jobId: string) => {
  const job = await findJobRow(tdb, scope.tenantId, jobId);
  if (job?.name !== makeFileJob.name || job.requestedBy === null || job.requestedBy !== scope.accountId)
    throw new AppError('NOT_FOUND', `job ${jobId} was not asked for by this person`);
  return job;
};

/** How far a file is that this person asked for. */
export const getFile = async (tdb: TenantDb, scope: TenantScope, input: { jobId: string }): Promise<MadeFileView> => {
  const job = await findOwn(tdb, scope, input.jobId);
  const { state, errorCode, progressDone: done, progressTotal: total } = job;
  return madeFileView.parse({ state, errorCode, done, total, isReady: state === 'done' });
};

export const downloadFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { jobId: string },
): Promise<FileReference> => {
  const job = await findOwn(tdb, scope, input.jobId);
  const { objectId } = (job.result ?? {}) as { objectId?: string };
  const object = objectId ? await findStoredObject(tdb, scope.tenantId, objectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `file ${input.jobId} is not ready`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = object;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};
