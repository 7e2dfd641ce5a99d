import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import type { ExportGrantedSearchInput } from '@/server/domain/archive/archive-search';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { type ArchiveSteps, exportGrantedSearchJob } from '@/server/features/archive/archive.jobs';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { writeGrantedWorkbook } from './granted-workbook.ts';

/**
 * 导出跨单位检索结果: owes a workbook of what the search finds under the grants as they are when it is written. Why it
 * leaves the house stands in the inspector's log, each look in the log of the unit.
 */
export const exportGrantedSearch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportGrantedSearchInput,
): Promise<{ jobId: string }> => {
  refuseClassified(input.reason, input.q);
  const jobId = await enqueue(tdb, scope, exportGrantedSearchJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportGrantedSearch',
    objectKind: 'job_run',
    objectId: jobId,
    detail: { ...input },
  });
  return { jobId };
};

export const writeGrantedSearchExport = (
  steps: ArchiveSteps<ExportGrantedSearchInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> =>
  writeGrantedWorkbook(steps, objects, { fileName: '跨单位检索结果.xlsx', sheetName: '检索结果' });
