import type { TenantDb } from '@/db/client';
import type { AnswerView } from '@/server/domain/inspection/finding';
import type { TenantScope } from '@/server/tenancy/scope';
import { readFindings } from './finding-views.ts';
import { requireInspection } from './require-inspection.ts';

/** 整改回复 to all findings of an inspection, by finding, oldest first. */
export const listInspectionAnswers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<AnswerView[]> => {
  const inspection = await requireInspection(tdb, scope, input.inspectionId);
  return (await readFindings(tdb, scope, inspection.id)).flatMap((finding) => finding.answers);
};
