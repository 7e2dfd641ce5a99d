import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import type { ExportThematicInput } from '@/server/domain/archive/thematic';
import { TOPICS } from '@/server/domain/fonds/category-settings';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { type ArchiveSteps, exportThematicJob } from '@/server/features/archive/archive.jobs';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { writeGrantedWorkbook } from './granted-workbook.ts';

/** 导出专题目录: owes a workbook of the topic's records in all opened units. Why it leaves the house stands in the log. */
export const exportThematic = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportThematicInput,
): Promise<{ jobId: string }> => {
  refuseClassified(input.reason, input.q);
  const jobId = await enqueue(tdb, scope, exportThematicJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportThematic',
    objectKind: 'job_run',
    objectId: jobId,
    detail: { ...input },
  });
  return { jobId };
};

export const writeThematicExport = async (
  steps: ArchiveSteps<ExportThematicInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const name = TOPICS.find((topic) => topic.code === steps.payload.topic)?.name ?? steps.payload.topic;
  return writeGrantedWorkbook(steps, objects, { fileName: `专题目录_${name}.xlsx`, sheetName: name });
};
