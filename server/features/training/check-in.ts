import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { lockCheckIn } from '@/db/queries/training.queries';
import { findReceivedInvitation, listOwnCheckIns } from '@/db/queries/training-dispatch.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { shanghaiDay } from '@/server/domain/shared/dates';
import { addDays } from '@/server/domain/shared/working-days';
import {
  type CheckInBody,
  type CheckInInput,
  checkInBody,
  currentInvitation,
  KEPT_CHECK_IN_DAYS,
} from '@/server/domain/training/course-attendance';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { isCodeOfDigest } from './check-in-code.ts';

/** Phones go wrong by minutes. */
const CLOCK_SLACK_MS = 10 * 60_000;

/**
 * When a phone without network kept the check-in: on the day of the session, some days ago at most and never ahead.
 * Null for what is sent in the room.
 */
const keptMoment = async (tdb: TenantDb, heldOn: string, scannedAt: string | undefined): Promise<string | null> => {
  if (scannedAt === undefined) return null;
  const { now, today } = await readClock(tdb);
  const day = shanghaiDay(scannedAt);
  const isAhead = Date.parse(scannedAt) > Date.parse(now) + CLOCK_SLACK_MS;
  const isTaken = day === heldOn && today <= addDays(heldOn, KEPT_CHECK_IN_DAYS) && !isAhead;
  if (!isTaken) throw new AppError('CHECK_IN_CODE_WRONG', `a check-in of ${scannedAt} for a session of ${heldOn}`);
  return new Date(scannedAt).toISOString();
};

/**
 * A person of an invited unit checks in with the code in the room. The attendance list is the organiser's, so what is
 * written here is the unit's own answer to the invitation, which the organiser takes in.
 */
export const checkIn = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CheckInInput,
): Promise<{ title: string; personName: string; checkedInAt: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a person checks in, not a job');
  const invitation = await findReceivedInvitation(tdb, scope.tenantId, input.invitationId);
  const session = currentInvitation.safeParse(invitation?.body);
  if (!invitation || !session.success)
    throw new AppError('NOT_FOUND', `invitation ${input.invitationId} is not for ${scope.tenantId}`);
  const { sessionId, title, codeDigest, heldOn, change } = session.data;
  if (change === 'cancelled') throw new AppError('SESSION_STATE_WRONG', `session ${sessionId} was cancelled`);
  await lockCheckIn(tdb, invitation.id, accountId);
  const answers = await listOwnCheckIns(tdb, scope.tenantId, [invitation.id]);
  if (answers.some((answer) => checkInBody.safeParse(answer.body).data?.accountId === accountId)) {
    throw new AppError('ATTENDANCE_ALREADY_RECORDED', `account ${accountId} checked in before`);
  }
  const scannedAt = await keptMoment(tdb, heldOn, input.scannedAt);
  const isLate = scannedAt === null && heldOn < (await readToday(tdb));
  if (isLate || !(await isCodeOfDigest(input.code, sessionId, codeDigest))) {
    throw new AppError('CHECK_IN_CODE_WRONG', `wrong or late code for invitation ${invitation.id}`);
  }
  const body: CheckInBody = { sessionId, personName: scope.actorName, accountId, code: input.code, scannedAt };
  const sent = await sendDispatch(tdb, scope, {
    kind: 'answer',
    addresseeTenantId: invitation.organiserTenantId,
    title,
    body: { ...body },
    objectId: sessionId,
    inReplyTo: invitation.id,
  });
  await audit(tdb, scope, {
    action: 'training.checkIn',
    objectKind: 'dispatch',
    objectId: sent.id,
    objectLabel: title,
    detail: { personName: scope.actorName, heldOn },
  });
  const written = (await listOwnCheckIns(tdb, scope.tenantId, [invitation.id])).find((answer) => answer.id === sent.id);
  if (!written) throw new AppError('INTERNAL', `check-in ${sent.id} is not there after it was written`);
  return { title, personName: scope.actorName, checkedInAt: written.dispatchedAt };
};
