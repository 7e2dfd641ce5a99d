import type { TenantDb } from '@/db/client';
import { listChecklistAnswers } from '@/db/queries/checklist-answer.queries';
import { findSelfCheckOfInspection } from '@/db/queries/self-check-paper.queries';
import { inspectorAnswer } from '@/server/domain/inspection/checklist-review';
import { scoreChecklist } from '@/server/domain/inspection/scoring';
import type { TenantScope } from '@/server/tenancy/scope';
import { readFrozenList } from './answer-item.ts';

const givenAnswers = inspectorAnswer.omit({ files: true }).array();

export interface FinalScore {
  percent: number;
  gradeName: string | null;
  sections: { name: string; full: number; got: number; percent: number }[];
}

/** What an inspection has come to on the day it is closed; null where no item was judged. */
export const readFinalScore = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
): Promise<FinalScore | null> => {
  const list = await readFrozenList(tdb, scope, inspectionId);
  const answers = givenAnswers.parse(await listChecklistAnswers(tdb, scope.tenantId, inspectionId));
  const { askedAt, answer } = await findSelfCheckOfInspection(tdb, scope.tenantId, inspectionId);
  const { percent, grade, sections } = scoreChecklist(list, answers, askedAt === null ? null : answer !== null);
  if (percent === null) return null;
  return {
    percent,
    gradeName: grade?.zh ?? null,
    sections: sections.flatMap((one) =>
      one.percent === null ? [] : [{ name: one.name, full: one.full, got: one.got, percent: one.percent }],
    ),
  };
};
