import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFiledTwin, insertBatch } from '@/db/queries/archive-import.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import type { StartImportInput } from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import { readImportJob } from '@/server/features/archive/archive.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';

const WORKBOOKS = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-cfb',
  'application/vnd.dbf',
  'text/csv',
  'application/zip',
];

/** Says what the same file did before. */
export const alreadyFiled = (twin: { id: string; filedCount: number; filedAt: string | null }): AppError =>
  new AppError('IMPORT_ALREADY_FILED', `the same bytes as batch ${twin.id}`, {
    batchId: twin.id,
    filedCount: twin.filedCount,
    filedAt: twin.filedAt ?? '',
  });

/** 目录导入, first step: takes an uploaded workbook and owes the reading of it. */
export const startImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartImportInput,
): Promise<{ batchId: string; jobId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an import needs a person');
  const object = await findStoredObject(tdb, tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${tenantId}`);
  const fonds = await findFonds(tdb, tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${tenantId}`);
  if (!WORKBOOKS.includes(object.mediaType))
    throw new AppError('WORKBOOK_UNREADABLE', object.mediaType, { reason: 'type' });
  const place = { fondsId: fonds.id, categoryCode: input.categoryCode, fileSha256: object.sha256 };
  const twin = await findFiledTwin(tdb, tenantId, place);
  if (twin) throw alreadyFiled(twin);
  const batchId = uuidv7();
  const jobId = await enqueue(tdb, scope, readImportJob, { batchId });
  await insertBatch(tdb, {
    tenantId,
    id: batchId,
    ...place,
    objectId: object.id,
    fileName: object.fileName,
    createdBy: accountId,
    jobId,
    defaults: JSON.stringify(input.defaults ?? {}),
  });
  await audit(tdb, scope, {
    action: 'archive.startImport',
    objectKind: 'import_batch',
    objectId: batchId,
    objectLabel: object.fileName,
    detail: { categoryCode: input.categoryCode, sha256: object.sha256 },
  });
  return { batchId, jobId };
};
