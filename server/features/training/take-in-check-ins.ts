import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  type CourseSessionRow,
  insertAttendance,
  listAttendees,
  setAttendanceAccount,
} from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { type Arrival, LATE_AFTER_MINUTES, takesAttendance } from '@/server/domain/training/course-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { tellResult } from './enrolment/tell-result.ts';
import { requireSession } from './require-session.ts';
import { listValidCheckIns, type ValidCheckIn } from './valid-check-ins.ts';

type Attendee = { id: string; unitTenantId: number; accountId: string | null; personName: string };

/** 迟到 by the clock, where a beginning was announced. */
const arrivalOf = (session: Pick<CourseSessionRow, 'heldOn' | 'startsAt'>, checkedInAt: string): Arrival => {
  if (session.startsAt === null) return 'on_time';
  const begins = Date.parse(`${session.heldOn}T${session.startsAt}:00+08:00`);
  return Date.parse(checkedInAt) > begins + LATE_AFTER_MINUTES * 60_000 ? 'late' : 'on_time';
};

/** Two people of one name in one unit are told apart by a number, because the list knows people by name. */
const freeName = (present: readonly Attendee[], checkIn: ValidCheckIn): string => {
  const taken = new Set(
    present.filter((one) => one.unitTenantId === checkIn.unitTenantId).map((one) => one.personName),
  );
  let name = checkIn.personName;
  for (let number = 2; taken.has(name); number += 1) name = `${checkIn.personName}（${number}）`;
  return name;
};

/**
 * Takes the check-ins that units have sent into the attendance list. Repeating it changes nothing: whoever is in the
 * list stays as they are, and a person entered by hand is tied to the account instead of being entered again.
 * The caller holds the lock on the session.
 */
export const takeInFor = async (
  tdb: TenantDb,
  scope: TenantScope,
  session: Pick<CourseSessionRow, 'id' | 'checkInCode' | 'heldOn' | 'startsAt'>,
): Promise<{ taken: number; refused: number }> => {
  const present: Attendee[] = await listAttendees(tdb, scope.tenantId, session.id);
  const { valid, refused } = await listValidCheckIns(tdb, scope.tenantId, session);
  let taken = 0;
  for (const checkIn of valid) {
    const ofUnit = present.filter((one) => one.unitTenantId === checkIn.unitTenantId);
    if (ofUnit.some((one) => one.accountId === checkIn.accountId)) continue;
    const byHand = ofUnit.find((one) => one.accountId === null && one.personName === checkIn.personName);
    if (byHand) {
      await setAttendanceAccount(tdb, { tenantId: scope.tenantId, attendanceId: byHand.id }, checkIn.accountId);
      byHand.accountId = checkIn.accountId;
      continue;
    }
    const arrival = arrivalOf(session, checkIn.checkedInAt);
    const row = { ...checkIn, arrival, personName: freeName(present, checkIn), id: uuidv7(), sessionId: session.id };
    taken += await insertAttendance(tdb, [{ ...row, tenantId: scope.tenantId, channel: 'code' }]);
    present.push(row);
  }
  return { taken, refused };
};

/** What the organiser's list does when check-ins wait. */
export const takeInCheckIns = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string },
): Promise<{ taken: number; refused: number }> => {
  const session = await requireSession(tdb, scope, input.sessionId, takesAttendance);
  const result = await takeInFor(tdb, scope, session);
  if (session.state === 'held' && result.taken > 0) await tellResult(tdb, scope, session);
  await audit(tdb, scope, {
    action: 'training.takeInCheckIns',
    objectKind: 'course_session',
    objectId: session.id,
    objectLabel: session.title,
    detail: result,
  });
  return result;
};
