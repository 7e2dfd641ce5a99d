import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* Invitations to a course session and the check-ins that answer them: dispatches, read by both sides. */

export interface SessionInvitationRow {
  id: string;
  unitTenantId: number;
  unitName: string;
  invitedAt: string;
}

/** The organiser's own invitations to a session. */
export const listSessionInvitations = (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<SessionInvitationRow[]> =>
  tdb
    .selectFrom('dispatch')
    .select(['id', 'addresseeTenantId as unitTenantId', 'addresseeName as unitName'])
    .select(sql<string>`coalesce(dispatched_at, created_at)`.as('invitedAt'))
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'training_invitation')
    .where('objectId', '=', sessionId)
    .orderBy('addresseeTenantId')
    .orderBy('id')
    .limit(2_000)
    .execute();

export interface CheckInAnswerRow {
  id: string;
  unitTenantId: number;
  unitName: string;
  dispatchedAt: string;
  body: unknown;
}

/**
 * Check-ins that invited units have sent to the organiser. The join with the own invitation proves that the sender is
 * the very unit that was invited to this session.
 */
export const listCheckInAnswers = (tdb: TenantDb, tenantId: number, sessionId: string): Promise<CheckInAnswerRow[]> =>
  tdb
    .selectFrom('dispatch as answer')
    .innerJoin('dispatch as invitation', (join) =>
      join
        .onRef('invitation.id', '=', 'answer.inReplyTo')
        .onRef('invitation.addresseeTenantId', '=', 'answer.tenantId'),
    )
    .select(['answer.id', 'answer.tenantId as unitTenantId', 'answer.senderName as unitName', 'answer.body'])
    .select(sql<string>`answer.dispatched_at`.as('dispatchedAt'))
    .where('answer.addresseeTenantId', '=', tenantId)
    .where('answer.kind', '=', 'answer')
    .where('answer.dispatchedAt', 'is not', null)
    .where('invitation.tenantId', '=', tenantId)
    .where('invitation.kind', '=', 'training_invitation')
    .where('invitation.objectId', '=', sessionId)
    .orderBy('answer.dispatchedAt')
    .orderBy('answer.id')
    .limit(20_000)
    .execute();

/** What a received invitation says, under what the organiser has told last of its session. */
const currentBody = sql<unknown>`invitation.body || coalesce((select c.body from dispatch c
  where c.tenant_id = invitation.tenant_id and c.addressee_tenant_id = invitation.addressee_tenant_id
    and c.in_reply_to = invitation.id and c.kind = 'training_change' and c.dispatched_at is not null
  order by c.dispatched_at desc, c.id desc limit 1), '{}'::jsonb)`;

export interface ReceivedInvitationRow {
  id: string;
  organiserTenantId: number;
  organiserName: string;
  receivedAt: string;
  body: unknown;
}

const received = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('dispatch as invitation')
    .select(['id', 'tenantId as organiserTenantId', 'senderName as organiserName'])
    .select([currentBody.as('body'), sql<string>`dispatched_at`.as('receivedAt')])
    .where('addresseeTenantId', '=', tenantId)
    .where('kind', '=', 'training_invitation')
    .where('dispatchedAt', 'is not', null);

export const findReceivedInvitation = (
  tdb: TenantDb,
  tenantId: number,
  invitationId: string,
): Promise<ReceivedInvitationRow | undefined> =>
  received(tdb, tenantId).where('id', '=', invitationId).executeTakeFirst();

export const listReceivedInvitations = (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedInvitationRow[]> => {
  const { cursor, direction } = page;
  let query = received(tdb, tenantId);
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('dispatchedAt', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('dispatchedAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export interface OwnCheckInRow {
  id: string;
  invitationId: string;
  dispatchedAt: string;
  body: unknown;
}

/** What the unit's own people have answered to the given invitations. */
export const listOwnCheckIns = async (
  tdb: TenantDb,
  tenantId: number,
  invitationIds: readonly string[],
): Promise<OwnCheckInRow[]> => {
  if (invitationIds.length === 0) return [];
  return tdb
    .selectFrom('dispatch')
    .select(['id', 'body'])
    .select([sql<string>`in_reply_to`.as('invitationId'), sql<string>`dispatched_at`.as('dispatchedAt')])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'answer')
    .where('inReplyTo', 'in', invitationIds)
    .orderBy('dispatchedAt')
    .orderBy('id')
    .limit(5_000)
    .execute();
};

export interface OwnAttendanceRow {
  id: string;
  checkedInAt: string;
  organiserName: string;
  answer: unknown;
  invitation: unknown;
}

/** 参训记录 of the unit's people: their answers beside the invitations they answer. */
export const listOwnAttendance = (
  tdb: TenantDb,
  key: { tenantId: number; year?: number | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<OwnAttendanceRow[]> => {
  let query = tdb
    .selectFrom('dispatch as answer')
    .innerJoin('dispatch as invitation', (join) =>
      join
        .onRef('invitation.id', '=', 'answer.inReplyTo')
        .onRef('invitation.tenantId', '=', 'answer.addresseeTenantId'),
    )
    .select(['answer.id', 'invitation.senderName as organiserName', 'answer.body as answer'])
    .select([currentBody.as('invitation'), sql<string>`answer.dispatched_at`.as('checkedInAt')])
    .where('answer.tenantId', '=', key.tenantId)
    .where('answer.kind', '=', 'answer')
    .where('answer.dispatchedAt', 'is not', null)
    .where('invitation.addresseeTenantId', '=', key.tenantId)
    .where('invitation.kind', '=', 'training_invitation')
    .where('invitation.dispatchedAt', 'is not', null);
  // A session that was cancelled trained nobody, whoever had checked in.
  query = query.where(sql<boolean>`(${currentBody}) ->> 'change' is distinct from 'cancelled'`);
  if (key.year) query = query.where(sql<boolean>`left((${currentBody}) ->> 'heldOn', 4) = ${String(key.year)}`);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('answer.dispatchedAt', 'answer.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('answer.dispatchedAt', order)
    .orderBy('answer.id', order)
    .limit(page.limit + 1)
    .execute();
};
