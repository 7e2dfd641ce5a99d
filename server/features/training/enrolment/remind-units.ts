import type { TenantDb } from '@/db/client';
import { listSilentInvitations } from '@/db/queries/enrolment.queries';
import { findCourseSession } from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { canEditSession } from '@/server/domain/training/course-vocabulary';
import { reminderBody } from '@/server/domain/training/enrolment';
import { sendDispatch } from '@/server/features/tenancy';
import { enqueue } from '@/server/outbox/job-contract';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireSession } from '../require-session.ts';
import { remindUnitsJob } from '../training.jobs.ts';

/** 催报名: owed to a worker, because it may be hundreds of documents. Says how many units have not answered yet. */
export const askRemind = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string },
): Promise<{ jobId: string; units: number }> => {
  const session = await requireSession(tdb, scope, input.sessionId, canEditSession);
  const silent = await listSilentInvitations(tdb, scope.tenantId, session.id);
  if (silent.length === 0) throw new AppError('NOBODY_TO_REMIND', `every unit has answered to ${session.id}`);
  const jobId = await enqueue(tdb, scope, remindUnitsJob, { sessionId: session.id });
  await audit(tdb, scope, {
    action: 'enrolment.remind',
    objectKind: 'course_session',
    objectId: session.id,
    objectLabel: session.title,
    detail: { units: silent.length },
  });
  return { jobId, units: silent.length };
};

/** What the worker does: who has answered in the meantime is left alone. */
export const remindUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  payload: { sessionId: string },
): Promise<{ reminded: number }> => {
  const session = await findCourseSession(tdb, scope.tenantId, payload.sessionId);
  if (!session) throw new AppError('NOT_FOUND', `course session ${payload.sessionId} is not in ${scope.tenantId}`);
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const silent = (await listSilentInvitations(tdb, scope.tenantId, session.id)).filter((one) =>
    served.has(one.unitTenantId),
  );
  const { title, heldOn, enrolBy, place } = session;
  for (const { unitTenantId } of silent)
    await sendDispatch(tdb, scope, {
      kind: 'training_reminder',
      addresseeTenantId: unitTenantId,
      title: `请尽快报名：${title}`,
      body: reminderBody.parse({ sessionId: session.id, title, heldOn, enrolBy, place }),
      objectId: session.id,
      dueOn: enrolBy ?? heldOn,
    });
  await audit(tdb, scope, {
    action: 'enrolment.reminded',
    objectKind: 'course_session',
    objectId: session.id,
    objectLabel: title,
    detail: { reminded: silent.length },
  });
  return { reminded: silent.length };
};
