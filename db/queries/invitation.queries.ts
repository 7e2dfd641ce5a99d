import { sql } from 'kysely';
import type { SystemDb } from '../client.ts';

/* An invitation as its holder meets it: found by the token's hash, before anybody knows the tenant. */

export interface HeldInvitation {
  tenantId: number;
  id: string;
  displayName: string;
  loginName: string;
  roles: string[];
  invitedBy: string;
  expiresAt: string;
  tenantName: string;
  tenantSlug: string;
  tenantKind: string;
}

const open = (sdb: SystemDb, tokenHash: string) =>
  sdb
    .selectFrom('invitation as i')
    .innerJoin('tenant as t', 't.id', 'i.tenantId')
    .select(['i.tenantId', 'i.id', 'i.displayName', 'i.loginName', 'i.roles', 'i.invitedBy', 'i.expiresAt'])
    .select(['t.slug as tenantSlug', 't.kind as tenantKind'])
    .select(sql<string>`tenant_name_on(t.id)`.as('tenantName'))
    .where('i.tokenHash', '=', tokenHash)
    .where('i.usedAt', 'is', null)
    .where('i.revokedAt', 'is', null)
    .where('i.expiresAt', '>', sql<string>`now()`)
    .where((eb) =>
      eb.or([
        eb('t.closedOn', 'is', null),
        eb('t.closedOn', '>', sql<string>`(now() at time zone 'Asia/Shanghai')::date`),
      ]),
    );

/** Open: neither used nor revoked nor expired, into a unit that still exists. */
export const findOpenInvitation = (sdb: SystemDb, tokenHash: string): Promise<HeldInvitation | undefined> =>
  open(sdb, tokenHash).executeTakeFirst();

/** Marks it used. False: somebody else was first. */
export const useInvitation = async (sdb: SystemDb, tenantId: number, id: string): Promise<boolean> => {
  const row = await sdb
    .updateTable('invitation')
    .set({ usedAt: sql`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<string>`now()`)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Whether the unit has nobody yet who could give roles, and the invitation comes from outside it: from the bureau that
 * set it up. A unit's own administrator never lets anybody in alone.
 */
export const isFirstOfficer = async (sdb: SystemDb, tenantId: number, invitedBy: string): Promise<boolean> => {
  const row = await sdb
    .selectFrom('membership')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb('accountId', '=', invitedBy),
        eb.and([eb('state', '=', 'active'), sql<boolean>`'sec_admin' = any (roles)`]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row === undefined;
};

/** Joins, or comes back after having left. Nothing when the account works here already. */
export const joinTenant = async (
  sdb: SystemDb,
  row: {
    tenantId: number;
    id: string;
    accountId: string;
    displayName: string;
    roles: string[];
    state: 'active' | 'pending';
  },
): Promise<{ id: string } | undefined> =>
  sdb
    .insertInto('membership')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'accountId'])
        .doUpdateSet({
          displayName: row.displayName,
          roles: row.roles,
          state: row.state,
          validTo: null,
          updatedAt: sql`now()`,
          rowVersion: sql`membership.row_version + 1`,
        })
        .where('membership.state', '=', 'ended'),
    )
    .returning('id')
    .executeTakeFirst();
