import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { deleteGapAnswer, upsertGapAnswer } from '@/db/queries/filing-gap.queries';
import { findApprovedSchedule, listRuleRows } from '@/db/queries/filing-schedule.queries';
import { audit } from '@/server/audit/audit';
import type { AnswerGapInput, WithdrawGapInput } from '@/server/domain/filing/filing-gaps';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

type Answered = { year: number; ruleCode: string };

/** 本年未形成: nothing of this kind came into being in the year, and why. */
export const answerGap = async (tdb: TenantDb, scope: TenantScope, input: AnswerGapInput): Promise<Answered> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a person answers for a gap');
  refuseClassified(input.reason);
  const schedule = await findApprovedSchedule(tdb, tenantId);
  const rules = schedule ? await listRuleRows(tdb, tenantId, schedule.id) : [];
  const { year, ruleCode, reason } = input;
  if (!rules.some((rule) => rule.code === ruleCode))
    throw new AppError('NOT_FOUND', `no line ${ruleCode} in the schedule in force of ${tenantId}`);
  await upsertGapAnswer(tdb, {
    tenantId,
    id: uuidv7(),
    filingYear: year,
    ruleCode,
    reason,
    answeredBy: accountId,
    answeredByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'filing.answerGap',
    objectKind: 'filing_gap_answer',
    objectLabel: `${year} ${ruleCode}`,
    detail: { reason },
  });
  return { year, ruleCode };
};

/** Takes the word back: the line is looked for again. */
export const withdrawGapAnswer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: WithdrawGapInput,
): Promise<Answered> => {
  const { year, ruleCode } = input;
  if (!(await deleteGapAnswer(tdb, { tenantId: scope.tenantId, filingYear: year, ruleCode })))
    throw new AppError('NOT_FOUND', `nothing was said of ${ruleCode} in ${year} in ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'filing.withdrawGapAnswer',
    objectKind: 'filing_gap_answer',
    objectLabel: `${year} ${ruleCode}`,
  });
  return { year, ruleCode };
};
