import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listTransferPartners } from '@/db/queries/disposition-transfer.queries';
import { listEnrolledAccounts } from '@/db/queries/enrolment.queries';
import { insertAttendance } from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { recordAttendanceInput } from '@/server/domain/training/course-attendance';
import { takesAttendance } from '@/server/domain/training/course-vocabulary';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';
import { tellResult } from './enrolment/tell-result.ts';
import { requireSession } from './require-session.ts';

/**
 * Enters people from the paper list, many at once. Whoever is there already is left alone; when nobody is new the
 * call says so, so that a list that is sent twice is noticed.
 */
export const recordAttendance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.infer<typeof recordAttendanceInput>,
): Promise<{ recorded: number; already: number }> => {
  const session = await requireSession(tdb, scope, input.sessionId, takesAttendance);
  const units = new Map((await listUnitsBelow(tdb)).map((unit) => [unit.tenantId, unit.name]));
  units.set(scope.tenantId, scope.tenantName);
  for (const partner of await listTransferPartners(tdb)) units.set(partner.tenantId, partner.name);
  const enrolled = new Map(
    (await listEnrolledAccounts(tdb, scope.tenantId, session.id)).map((one) => [
      `${one.unitTenantId}:${one.personName}`,
      one.accountId,
    ]),
  );
  const rows = input.people.map(({ unitTenantId, personName, arrival }) => {
    const unitName = units.get(unitTenantId);
    if (unitName === undefined)
      throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not below ${scope.tenantId}`);
    const accountId = enrolled.get(`${unitTenantId}:${personName}`) ?? null;
    const person = { unitTenantId, unitName, personName, accountId, arrival };
    return { tenantId: scope.tenantId, id: uuidv7(), sessionId: session.id, ...person, channel: 'list' as const };
  });
  const recorded = await insertAttendance(tdb, rows);
  if (recorded === 0) throw new AppError('ATTENDANCE_ALREADY_RECORDED', `all ${rows.length} people are in the list`);
  // A list that comes after the end corrects what the units were told.
  if (session.state === 'held') await tellResult(tdb, scope, session, new Set(rows.map((row) => row.unitTenantId)));
  await audit(tdb, scope, {
    action: 'training.recordAttendance',
    objectKind: 'course_session',
    objectId: session.id,
    objectLabel: session.title,
    detail: { recorded, already: rows.length - recorded },
  });
  return { recorded, already: rows.length - recorded };
};
