import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 成员与邀请 of one tenant. */

export interface MemberRow {
  id: string;
  accountId: string;
  displayName: string;
  position: string | null;
  roles: string[];
  state: string;
  validTo: string | null;
  createdAt: string;
  rowVersion: number;
}

const members = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('membership')
    .select(['id', 'accountId', 'displayName', 'position', 'roles', 'state', 'validTo', 'createdAt', 'rowVersion'])
    .where('tenantId', '=', tenantId);

export interface MemberFilter {
  state?: string | undefined;
  role?: string | undefined;
  search?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: MemberFilter) => {
  let query = members(tdb, tenantId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.role) query = query.where(sql<boolean>`${filter.role} = any (roles)`);
  if (filter.search) query = query.where('displayName', 'ilike', containing(filter.search));
  return query;
};

/** In the order of joining. */
export const listMemberRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: MemberFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<MemberRow[]> => {
  let query = filtered(tdb, tenantId, filter);
  const { cursor } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), beyond('asc', page.direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', page.direction);
  return query
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countMemberRows = async (tdb: TenantDb, tenantId: number, filter: MemberFilter): Promise<number> => {
  const rows = filtered(tdb, tenantId, filter).clearSelect().select('id').limit(COUNT_CAP);
  const counted = await tdb
    .selectFrom(rows.as('r'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** Names of those who may work here, by account. */
export const listActiveMembers = (
  tdb: TenantDb,
  tenantId: number,
  accountIds: readonly string[],
): Promise<MemberRow[]> =>
  members(tdb, tenantId)
    .where('state', '=', 'active')
    .where('accountId', 'in', [...accountIds])
    .orderBy('createdAt')
    .orderBy('id')
    .limit(200)
    .execute();

/** Who works here now, by name; two of one name are told apart by what they are. */
export const listOfficePeople = (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ accountId: string; name: string; position: string | null }[]> =>
  tdb
    .selectFrom('membership')
    .select(['accountId', 'displayName as name', 'position'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'active')
    .where(sql<boolean>`(valid_to is null or valid_to >= (now() at time zone 'Asia/Shanghai')::date)`)
    .orderBy('displayName')
    .orderBy('accountId')
    .limit(500)
    .execute();

/**
 * The member and all who hold an officer's role, locked in one order: whoever takes a role away must know that nobody
 * else takes the last one away at the same time.
 */
export const lockMemberAndOfficers = (tdb: TenantDb, tenantId: number, id: string): Promise<MemberRow[]> =>
  members(tdb, tenantId)
    .where((eb) =>
      eb.or([
        eb('id', '=', id),
        eb.and([
          eb('state', '=', 'active'),
          sql<boolean>`roles && array['sys_admin', 'sec_admin', 'audit_admin']`,
          sql<boolean>`(valid_to is null or valid_to >= (now() at time zone 'Asia/Shanghai')::date)`,
        ]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();

/** Writes roles and makes the member active. False: changed by somebody else meanwhile. */
export const setMemberRoles = async (
  tdb: TenantDb,
  tenantId: number,
  change: { id: string; roles: string[]; rowVersion: number },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('membership')
    .set({ roles: change.roles, state: 'active', updatedAt: sql`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.id)
    .where('rowVersion', '=', change.rowVersion)
    .where('state', '!=', 'ended')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const endMemberRow = async (
  tdb: TenantDb,
  tenantId: number,
  change: { id: string; rowVersion: number },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('membership')
    .set({ state: 'ended', validTo: sql`(now() at time zone 'Asia/Shanghai')::date` })
    .set({ updatedAt: sql`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.id)
    .where('rowVersion', '=', change.rowVersion)
    .where('state', '!=', 'ended')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface InvitationInsert {
  tenantId: number;
  id: string;
  tokenHash: string;
  displayName: string;
  loginName: string;
  roles: string[];
  invitedBy: string;
}

/** Valid for 72 hours by the database's clock. Answers until when. */
export const insertInvitation = async (db: TenantDb | SystemDb, row: InvitationInsert): Promise<string> => {
  const { expiresAt } = await (db as TenantDb)
    .insertInto('invitation')
    .values({ ...row, expiresAt: sql`now() + interval '72 hours'` })
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  return expiresAt;
};

/** Ends every open invitation of a login name: a newer link replaces the older one. */
export const revokeInvitationsOf = async (
  db: TenantDb | SystemDb,
  tenantId: number,
  loginName: string,
): Promise<void> => {
  await (db as TenantDb)
    .updateTable('invitation')
    .set({ revokedAt: sql`now()` })
    .where('tenantId', '=', tenantId)
    .where('loginName', '=', loginName)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .execute();
};

export interface InvitationRow {
  id: string;
  displayName: string;
  loginName: string;
  roles: string[];
  createdAt: string;
  expiresAt: string;
}

/** Invitations that still wait, newest first. */
export const listOpenInvitations = (tdb: TenantDb, tenantId: number): Promise<InvitationRow[]> =>
  tdb
    .selectFrom('invitation')
    .select(['id', 'displayName', 'loginName', 'roles', 'createdAt', 'expiresAt'])
    .where('tenantId', '=', tenantId)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<string>`now()`)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();

/** Answers the invitation that was ended; nothing when it was used, revoked, expired or never there. */
export const revokeInvitationRow = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<{ displayName: string } | undefined> =>
  tdb
    .updateTable('invitation')
    .set({ revokedAt: sql`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<string>`now()`)
    .returning('displayName')
    .executeTakeFirst();
