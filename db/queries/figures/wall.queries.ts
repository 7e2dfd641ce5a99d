import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../../client.ts';
import { beyond, type Walk, walkOrder } from '../paging.ts';

export interface WallLinkRow {
  id: string;
  label: string;
  state: 'open' | 'expired' | 'revoked';
  expiresAt: string;
  createdAt: string;
  createdByName: string;
  revokedAt: string | null;
  revokedByName: string | null;
  lastShownAt: string | null;
}

export const insertWallLink = async (
  tdb: TenantDb,
  link: {
    tenantId: number;
    id: string;
    label: string;
    tokenHash: string;
    days: number;
    createdBy: string;
    createdByName: string;
  },
): Promise<string> => {
  const { days, ...row } = link;
  const added = await tdb
    .insertInto('wallLink')
    .values({ ...row, expiresAt: sql<string>`now() + make_interval(days => ${days}::int)` })
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  return added.expiresAt;
};

/** The newest first. One more than asked for. */
export const listWallLinks = (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<WallLinkRow[]> => {
  const { cursor, direction } = page;
  const order = walkOrder('desc', direction);
  let query = tdb
    .selectFrom('wallLink')
    .select(['id', 'label', 'expiresAt', 'createdAt', 'createdByName', 'revokedAt', 'revokedByName', 'lastShownAt'])
    .select(
      sql<
        WallLinkRow['state']
      >`case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'open' end`.as(
        'state',
      ),
    )
    .where('tenantId', '=', tenantId);
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  return query
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countWallLinks = async (tdb: TenantDb, tenantId: number): Promise<number> => {
  const row = await tdb
    .selectFrom('wallLink')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

/** Answers the label of the link that was open until now. */
export const revokeWallLink = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string } | { tenantId: number; label: string },
  revokedByName: string,
): Promise<string | undefined> => {
  const row = await tdb
    .updateTable('wallLink')
    .set({ revokedAt: sql<string>`now()`, revokedByName })
    .where('tenantId', '=', key.tenantId)
    .where((eb) => ('id' in key ? eb('id', '=', key.id) : eb('label', '=', key.label)))
    .where('revokedAt', 'is', null)
    .returning('label')
    .executeTakeFirst();
  return row?.label;
};

export interface OpenWallLink {
  tenantId: number;
  tenantSlug: string;
  tenantName: string;
  tenantKind: string;
}

/** The workspace that a token opens the wall of, while the link is neither revoked nor expired and the unit exists. */
export const openWallLink = async (sdb: SystemDb, tokenHash: string): Promise<OpenWallLink | undefined> => {
  const { rows } = await sql<OpenWallLink & { id: string }>`
    select l.tenant_id, l.id, t.slug as tenant_slug, t.kind as tenant_kind, tenant_name_on(t.id) as tenant_name
    from wall_link l join tenant t on t.id = l.tenant_id
    where l.token_hash = ${tokenHash} and l.revoked_at is null and l.expires_at > now()
      and (t.closed_on is null or t.closed_on > (now() at time zone 'Asia/Shanghai')::date)`.execute(sdb);
  const [link] = rows;
  if (!link) return undefined;
  // To the minute is enough: a screen that refreshes itself writes no row each time.
  await sql`update wall_link set last_shown_at = now() where tenant_id = ${link.tenantId} and id = ${link.id}
    and (last_shown_at is null or last_shown_at < now() - interval '1 minute')`.execute(sdb);
  const { id: _, ...open } = link;
  return open;
};

/** From here on the transaction can change nothing, whatever is called in it. */
export const readOnlyFromHere = async (tdb: TenantDb): Promise<void> => {
  await sql`set transaction read only`.execute(tdb);
};
