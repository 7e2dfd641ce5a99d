import type { TenantDb } from '@/db/client';
import { findPrintSetting, savePrintSettingRow } from '@/db/queries/archive-print.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { findJobRow } from '@/db/queries/job-list.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import {
  type ExportFondsInput,
  type MadeFileView,
  madeFileView,
  PRINT_FORMS,
  type PrintFormCode,
  type PrintInput,
  type PrintSetting,
  printSettingView,
  type SavePrintSettingInput,
} from '@/server/domain/archive/print-form';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { exportFondsJob, printFormJob } from './print.jobs.ts';
import { requireOwn } from './print-source.ts';

const allowed = (form: PrintFormCode, format: string): boolean =>
  (PRINT_FORMS[form].formats as readonly string[]).includes(format);

/** 打印: owes the file; whoever asked follows the job and takes it. */
export const startPrint = async (tdb: TenantDb, scope: TenantScope, input: PrintInput): Promise<{ jobId: string }> => {
  if (!allowed(input.form, input.format)) throw new AppError('BAD_INPUT', 'no such format', { format: 'NOT_OFFERED' });
  await requireOwn(tdb, scope.tenantId, input);
  const jobId = await enqueue(tdb, scope, printFormJob, input);
  const { itemIds, boxIds, ...detail } = input;
  await audit(tdb, scope, {
    action: 'archive.print',
    objectKind: 'job_run',
    objectId: jobId,
    objectLabel: input.form,
    detail: { ...detail, chosen: itemIds?.length ?? boxIds?.length ?? null },
  });
  return { jobId };
};

/** 导出全宗: EAD3 for another archival system, CSV for everything else. */
export const startExportFonds = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportFondsInput,
): Promise<{ jobId: string }> => {
  const fonds = await findFonds(tdb, scope.tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const jobId = await enqueue(tdb, scope, exportFondsJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportFonds',
    objectKind: 'fonds',
    objectId: fonds.id,
    objectLabel: fonds.number,
    detail: { format: input.format, encoding: input.encoding },
  });
  return { jobId };
};

const MADE: readonly string[] = [printFormJob.name, exportFondsJob.name];

const findOwn = async (tdb: TenantDb, scope: TenantScope, jobId: string) => {
  const job = await findJobRow(tdb, scope.tenantId, jobId);
  if (!job || !MADE.includes(job.name) || job.requestedBy === null || job.requestedBy !== scope.accountId)
    throw new AppError('NOT_FOUND', `job ${jobId} was not asked for by this person`);
  return job;
};

/** How far a print is that this person asked for. */
export const getPrint = async (tdb: TenantDb, scope: TenantScope, input: { jobId: string }): Promise<MadeFileView> => {
  const job = await findOwn(tdb, scope, input.jobId);
  const { state, errorCode, progressDone: done, progressTotal: total } = job;
  return madeFileView.parse({ state, errorCode, done, total, isReady: state === 'done' });
};

export const downloadPrint = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { jobId: string },
): Promise<FileReference> => {
  const job = await findOwn(tdb, scope, input.jobId);
  const { objectId } = (job.result ?? {}) as { objectId?: string };
  const object = objectId ? await findStoredObject(tdb, scope.tenantId, objectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `print ${input.jobId} is not ready`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = object;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** Paper, format and offsets as this house printed the form last. */
export const getPrintSetting = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { form: PrintFormCode },
): Promise<PrintSetting> => {
  const usual = {
    form: input.form,
    paper: 'A4',
    format: PRINT_FORMS[input.form].formats[0],
    offsetXMm: 0,
    offsetYMm: 0,
  };
  return printSettingView.parse((await findPrintSetting(tdb, scope.tenantId, input.form)) ?? usual);
};

export const savePrintSetting = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SavePrintSettingInput,
): Promise<PrintSetting> => {
  if (!allowed(input.form, input.format)) throw new AppError('BAD_INPUT', 'no such format', { format: 'NOT_OFFERED' });
  await savePrintSettingRow(tdb, scope.tenantId, input);
  await audit(tdb, scope, {
    action: 'archive.savePrintSetting',
    objectKind: 'print_setting',
    objectLabel: input.form,
    detail: { ...input },
  });
  return getPrintSetting(tdb, scope, { form: input.form });
};
