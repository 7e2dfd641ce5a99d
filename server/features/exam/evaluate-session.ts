import type { TenantDb } from '@/db/client';
import { findCourseSession, findSessionEvaluation, keepSessionEvaluation } from '@/db/queries/training.queries';
import { listSessionInvitations } from '@/db/queries/training-dispatch.queries';
import { audit } from '@/server/audit/audit';
import { openQuestionnaireInput, type QuestionnaireView } from '@/server/domain/assessment/questionnaire';
import { AFTER_TRAINING } from '@/server/domain/assessment/questionnaire-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { getQuestionnaire, openQuestionnaire } from '@/server/features/inspection';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * 培训评价: the units that were invited to a session are asked how it was, by a questionnaire without names. It is a
 * questionnaire like any other: answered, counted and withheld by the same rules.
 */
export const evaluateSession = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string; closesOn: string },
): Promise<{ id: string; units: number }> => {
  const session = await findCourseSession(tdb, scope.tenantId, input.sessionId);
  if (!session) throw new AppError('NOT_FOUND', `session ${input.sessionId} is not in tenant ${scope.tenantId}`);
  if (session.state !== 'held') throw new AppError('SESSION_STATE_WRONG', `session ${session.id} is ${session.state}`);
  if (await findSessionEvaluation(tdb, scope.tenantId, session.id))
    throw new AppError('STEP_PASSED', `session ${session.id} is evaluated`);
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const invited = (await listSessionInvitations(tdb, scope.tenantId, session.id)).map((one) => one.unitTenantId);
  const opened = await openQuestionnaire(
    tdb,
    scope,
    openQuestionnaireInput.parse({
      title: `培训评价：${session.title}`.slice(0, 100),
      words: `${session.heldOn}举办。请参加培训的同志商量后回答，不记名。`,
      questions: AFTER_TRAINING,
      isAnonymous: true,
      closesOn: input.closesOn,
      unitTenantIds: [...new Set(invited)].filter((unit) => served.has(unit)),
    }),
  );
  await keepSessionEvaluation(tdb, scope.tenantId, session.id, opened.id);
  await audit(tdb, scope, {
    action: 'training.evaluate',
    objectKind: 'course_session',
    objectId: session.id,
    objectLabel: session.title,
    detail: { questionnaireId: opened.id, units: opened.units },
  });
  return opened;
};

/** What came of it, by the rules of the questionnaire; null while nobody was asked. */
export const readEvaluation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string },
): Promise<QuestionnaireView | null> => {
  const session = await findCourseSession(tdb, scope.tenantId, input.sessionId);
  if (!session) throw new AppError('NOT_FOUND', `session ${input.sessionId} is not in tenant ${scope.tenantId}`);
  const questionnaireId = await findSessionEvaluation(tdb, scope.tenantId, session.id);
  return questionnaireId === null ? null : getQuestionnaire(tdb, scope, { questionnaireId });
};
