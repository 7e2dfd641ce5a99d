import type { TenantDb } from '@/db/client';
import { listSessionInvitations } from '@/db/queries/training-dispatch.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { InviteUnitsInput } from '@/server/domain/training/course-session';
import { canEditSession } from '@/server/domain/training/course-vocabulary';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';
import { digestOfCode } from './check-in-code.ts';
import { requireSession } from './require-session.ts';
import { announcedOf } from './tell-invited-units.ts';

/** 发培训通知. A unit that has the invitation already gets no second one. */
export const inviteUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: InviteUnitsInput,
): Promise<{ invited: number; already: number }> => {
  const session = await requireSession(tdb, scope, input.sessionId, canEditSession);
  const units = new Map((await listUnitsServed(tdb)).map((unit) => [unit.tenantId, unit]));
  const invited = new Set(
    (await listSessionInvitations(tdb, scope.tenantId, session.id)).map((one) => one.unitTenantId),
  );
  const asked = [...new Set(input.unitTenantIds)].map((unitTenantId) => {
    const unit = units.get(unitTenantId);
    if (!unit) throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not below ${scope.tenantId}`);
    return unit;
  });
  const { id: sessionId, title, heldOn } = session;
  const { change: _, ...announced } = announcedOf(session, 'changed');
  const codeDigest = await digestOfCode(session.checkInCode, sessionId);
  const fresh = asked.filter((unit) => !invited.has(unit.tenantId));
  for (const unit of fresh) {
    await sendDispatch(tdb, scope, {
      kind: 'training_invitation',
      addresseeTenantId: unit.tenantId,
      title,
      body: { ...announced, codeDigest },
      objectId: sessionId,
      dueOn: session.enrolBy ?? heldOn,
    });
  }
  await audit(tdb, scope, {
    action: 'training.inviteUnits',
    objectKind: 'course_session',
    objectId: sessionId,
    objectLabel: title,
    detail: { invited: fresh.map((unit) => unit.name), already: asked.length - fresh.length },
  });
  return { invited: fresh.length, already: asked.length - fresh.length };
};
