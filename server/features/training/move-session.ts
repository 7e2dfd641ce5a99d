import type { TenantDb } from '@/db/client';
import { updateCourseSession } from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { MoveSessionInput } from '@/server/domain/training/course-session';
import { canSessionMoveTo } from '@/server/domain/training/course-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { tellResult } from './enrolment/tell-result.ts';
import { requireSession } from './require-session.ts';
import { takeInFor } from './take-in-check-ins.ts';
import { announcedOf, tellInvitedUnits } from './tell-invited-units.ts';

/**
 * Opens check-in, ends the session or cancels it. Ending it takes in the check-ins that have arrived; cancelling it is
 * told to the units that were invited.
 */
export const moveSession = async (tdb: TenantDb, scope: TenantScope, input: MoveSessionInput): Promise<void> => {
  const { sessionId, rowVersion, to } = input;
  const before = await requireSession(tdb, scope, sessionId, (state) => canSessionMoveTo(state, to));
  const taken = to === 'held' ? (await takeInFor(tdb, scope, before)).taken : 0;
  const isChanged = await updateCourseSession(tdb, { tenantId: scope.tenantId, sessionId, rowVersion }, { state: to });
  if (!isChanged) throw new AppError('STALE_VERSION', `course session ${sessionId} is at version ${before.rowVersion}`);
  const told = to === 'cancelled' ? await tellInvitedUnits(tdb, scope, announcedOf(before, 'cancelled')) : [];
  const results = to === 'held' ? await tellResult(tdb, scope, before) : 0;
  await audit(tdb, scope, {
    action: 'training.moveSession',
    objectKind: 'course_session',
    objectId: sessionId,
    objectLabel: before.title,
    detail: { from: before.state, to, taken, told, results },
  });
};
