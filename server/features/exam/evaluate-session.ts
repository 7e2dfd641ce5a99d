import type { TenantDb } from '@/db/client';
import { findCourseSession } from '@/db/queries/training.queries';
import { listSessionInvitations } from '@/db/queries/training-dispatch.queries';
import { audit } from '@/server/audit/audit';
import { openQuestionnaireInput } from '@/server/domain/assessment/questionnaire';
import { AFTER_TRAINING } from '@/server/domain/assessment/questionnaire-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { openQuestionnaire } from '@/server/features/inspection';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
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
  const below = new Set((await listUnitsBelow(tdb)).map((unit) => unit.tenantId));
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
      unitTenantIds: [...new Set(invited)].filter((unit) => below.has(unit)),
    }),
  );
  await audit(tdb, scope, {
    action: 'training.evaluate',
    objectKind: 'course_session',
    objectId: session.id,
    objectLabel: session.title,
    detail: { questionnaireId: opened.id, units: opened.units },
  });
  return opened;
};
