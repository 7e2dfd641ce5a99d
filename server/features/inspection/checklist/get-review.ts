import type { TenantDb } from '@/db/client';
import { listAnswerFiles } from '@/db/queries/checklist-answer.queries';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import { listNewestRuns } from '@/db/queries/probes/probe.queries';
import { findSelfCheckOfInspection } from '@/db/queries/self-check-paper.queries';
import {
  type InspectionScoreView,
  type ReviewView,
  reviewView,
  selfCheckBody,
} from '@/server/domain/inspection/checklist-review';
import { type Score, scoreChecklist } from '@/server/domain/inspection/scoring';
import type { TenantScope } from '@/server/tenancy/scope';
import { toProbeResult } from '../probe/probe.mapper.ts';
import { requireInspection } from '../require-inspection.ts';
import { readFrozenList } from './answer-item.ts';
import { readSamples } from './draw-sample.ts';
import { readStandingAnswers } from './standing-answers.ts';

/** The unit's self-check as it was sent in, with its files. */
const readSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
): Promise<ReviewView['selfCheck']> => {
  const { askedAt, dueOn, answer } = await findSelfCheckOfInspection(tdb, scope.tenantId, inspectionId);
  if (askedAt === null) return null;
  if (!answer) {
    return { askedAt, dueOn, dispatchId: null, sentAt: null, submittedByName: null, answers: [], probes: [] };
  }
  const body = selfCheckBody.parse(answer.body);
  const files = await listDispatchFiles(tdb, scope.tenantId, [answer.dispatchId]);
  return {
    askedAt,
    dueOn,
    dispatchId: answer.dispatchId,
    sentAt: answer.dispatchedAt,
    submittedByName: body.submittedByName,
    answers: body.answers.map(({ objectIds, ...given }) => ({
      ...given,
      files: files.filter((file) => objectIds.includes(file.objectId)),
    })),
    probes: body.probes,
  };
};

/** 核查: the list, the bureau's answers, the unit's self-check, what the probes found and what was drawn. */
export const getReview = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<ReviewView> => {
  const inspection = await requireInspection(tdb, scope, input.inspectionId);
  const files = await listAnswerFiles(tdb, scope.tenantId, inspection.id);
  const list = await readFrozenList(tdb, scope, inspection.id);
  const { answers, siteConflicts } = await readStandingAnswers(tdb, scope, inspection.id, list);
  const runs = await listNewestRuns(tdb, scope.tenantId, inspection.id);
  return reviewView.parse({
    inspectionId: inspection.id,
    list,
    answers: answers.map((answer) => ({ ...answer, files: files.filter((file) => file.itemCode === answer.itemCode) })),
    siteConflicts,
    probes: runs.map((run) => ({ ...toProbeResult(run), itemCode: run.itemCode })),
    samples: await readSamples(tdb, scope, inspection.id),
    selfCheck: await readSelfCheck(tdb, scope, inspection.id),
  });
};

const reachedBy = ({ percent, grade, open }: Score) => ({ percent, gradeName: grade?.zh ?? null, open });

/** What an inspection has come to by its own list: for the record, the feedback and the year's assessment. */
export const scoreInspection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<InspectionScoreView> => {
  const { list, answers, selfCheck } = await getReview(tdb, scope, input);
  const hasSelfCheck = selfCheck === null ? null : selfCheck.sentAt !== null;
  return {
    self: selfCheck?.sentAt ? reachedBy(scoreChecklist(list, selfCheck.answers)) : null,
    checked: reachedBy(scoreChecklist(list, answers, hasSelfCheck)),
  };
};
