import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listOwnEnrolmentRows } from '@/db/queries/enrolment.queries';
import { listOwnCheckIns, listReceivedInvitations, type OwnCheckInRow } from '@/db/queries/training-dispatch.queries';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { checkInBody, currentInvitation, type InvitationView } from '@/server/domain/training/course-attendance';
import type { TenantScope } from '@/server/tenancy/scope';
import { canEnrol } from './enrolment/enrol-people.ts';

const invitationCursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** When this person checked in, and how many of the unit did. A body of another shape is no check-in. */
const readAnswers = (answers: readonly OwnCheckInRow[], accountId: string | null) => {
  const parsed = answers.flatMap((answer) => {
    const body = checkInBody.safeParse(answer.body);
    return body.success ? [{ accountId: body.data.accountId, at: answer.dispatchedAt }] : [];
  });
  return {
    checkedInAt: parsed.find((answer) => answer.accountId === accountId)?.at ?? null,
    checkedInCount: new Set(parsed.map((answer) => answer.accountId)).size,
  };
};

/** 培训通知 that the unit has received, newest first, with what its people have answered. */
export const listInvitations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<InvitationView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(invitationCursor, input.cursor);
  const rows = await listReceivedInvitations(tdb, scope.tenantId, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: null };
  const { rows: shown, page } = cutPage(rows, options, (row) => encodeCursor([row.receivedAt, row.id]));
  const answers = await listOwnCheckIns(
    tdb,
    scope.tenantId,
    shown.map((row) => row.id),
  );
  const enrolments = await listOwnEnrolmentRows(
    tdb,
    scope.tenantId,
    shown.map((row) => row.id),
  );
  const today = await readToday(tdb);
  const views = shown.flatMap((row) => {
    const body = currentInvitation.safeParse(row.body);
    if (!body.success) return [];
    const { sessionId: _, codeDigest: __, knowledge: ___, ...session } = body.data;
    const own = readAnswers(
      answers.filter((answer) => answer.invitationId === row.id),
      scope.accountId,
    );
    const { id, organiserName, receivedAt } = row;
    const ofUnit = enrolments.filter((one) => one.invitationId === id && one.state === 'enrolled');
    const waitingCount = ofUnit.filter(
      (one) => session.capacity !== null && (one.place ?? 0) > session.capacity,
    ).length;
    const line = { enrolled: ofUnit.length - waitingCount, waitingCount, canEnrol: canEnrol(session, today) };
    return [{ id, organiserName, receivedAt, ...session, ...own, ...line, isOver: session.heldOn < today }];
  });
  return { rows: views, page };
};
