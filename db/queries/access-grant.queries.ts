import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 查阅授权: the owner writes, the unit reads and objects. */

export interface GrantInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  accountIds: string[];
  accountNames: string[];
  ownerName: string;
  addresseeName: string;
  recordClasses: string[];
  categoryCodes: string[] | null;
  yearFrom: number | null;
  yearTo: number | null;
  registers: string[] | null;
  roomCodes: string[] | null;
  registerCodes: string[] | null;
  validFrom: string;
  validTo: string;
  reason: string;
  inspectionId: string | null;
  requestDispatchId: string | null;
  grantedBy: string;
}

export const insertGrant = async (tdb: TenantDb, row: GrantInsert): Promise<void> => {
  await tdb.insertInto('accessGrant').values(row).execute();
};

export interface GrantRow {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  accountNames: string[];
  ownerName: string;
  addresseeName: string;
  recordClasses: string[];
  categoryCodes: string[] | null;
  yearFrom: number | null;
  yearTo: number | null;
  registers: string[] | null;
  roomCodes: string[] | null;
  registerCodes: string[] | null;
  validFrom: string;
  validTo: string;
  reason: string;
  inspectionId: string | null;
  revokedAt: string | null;
  requestDispatchId: string | null;
  consentReason: string | null;
  state: string;
}

/** What the unit said to the request that a grant stands on. */
const answered = (field: 'decision' | 'reason') =>
  sql<string | null>`(select a.body ->> ${sql.lit(field)} from dispatch a where a.tenant_id = g.addressee_tenant_id
    and a.kind = 'access_answer' and a.in_reply_to = g.request_dispatch_id and a.dispatched_at is not null)`;

/** Whether a grant that had to be asked for got the unit's consent. */
export const isConsented = sql<boolean>`(g.request_dispatch_id is null or ${answered('decision')} = 'give')`;

export const state = sql<string>`case when g.revoked_at is not null then 'revoked'
  when g.request_dispatch_id is not null and ${answered('decision')} = 'refuse' then 'refused'
  when g.valid_to <= clock_timestamp() then 'expired' when not coalesce(${isConsented}, false) then 'asked'
  when g.valid_from > clock_timestamp() then 'pending' else 'live' end`;

const grants = (tdb: TenantDb) =>
  tdb
    .selectFrom('accessGrant as g')
    .select(['g.tenantId', 'g.id', 'g.addresseeTenantId', 'g.accountNames', 'g.ownerName', 'g.addresseeName'])
    .select(['g.recordClasses', 'g.categoryCodes', 'g.yearFrom', 'g.yearTo', 'g.validFrom', 'g.validTo'])
    .select(['g.registers', 'g.roomCodes', 'g.registerCodes', 'g.reason', 'g.inspectionId', 'g.revokedAt'])
    .select('g.requestDispatchId')
    .select(answered('reason').as('consentReason'))
    .select(state.as('state'))
    .where('g.dispatchedAt', 'is not', null);

export interface GrantFilter {
  side: 'given' | 'received';
  state?: string | undefined;
}

const ofSide = (tdb: TenantDb, tenantId: number, filter: GrantFilter) => {
  const query = grants(tdb).where(filter.side === 'given' ? 'g.tenantId' : 'g.addresseeTenantId', '=', tenantId);
  return filter.state ? query.where(state, '=', filter.state) : query;
};

/** The one that runs longest first. */
export const listGrantRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: GrantFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<GrantRow[]> => {
  let query = ofSide(tdb, tenantId, filter);
  const { cursor } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('g.validTo', 'g.id'), beyond('desc', page.direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', page.direction);
  return query
    .orderBy('g.validTo', order)
    .orderBy('g.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countGrantRows = async (tdb: TenantDb, tenantId: number, filter: GrantFilter): Promise<number> => {
  const rows = ofSide(tdb, tenantId, filter).clearSelect().select('g.id').limit(COUNT_CAP);
  const counted = await tdb
    .selectFrom(rows.as('r'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** A grant over the tenant's own records. */
export const findReceivedGrant = (tdb: TenantDb, tenantId: number, id: string): Promise<GrantRow | undefined> =>
  grants(tdb).where('g.addresseeTenantId', '=', tenantId).where('g.id', '=', id).executeTakeFirst();

/** The tenant's own grant, held until the transaction ends. */
export const findGivenGrantForUpdate = (tdb: TenantDb, tenantId: number, id: string): Promise<GrantRow | undefined> =>
  grants(tdb).where('g.tenantId', '=', tenantId).where('g.id', '=', id).forUpdate().executeTakeFirst();

/** Revokes by the database's clock. Answers whether there was anything left to revoke. */
export const revokeGrantRow = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  accountId: string | null,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('accessGrant')
    .set({ revokedAt: sql`clock_timestamp()`, revokedBy: accountId })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('validTo', '>', sql<string>`clock_timestamp()`)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Moves the end of the tenant's own grant while it is not over. Answers whether it was not. */
export const extendGrantRow = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  validTo: string,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('accessGrant')
    .set({ validTo })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('validTo', '>', sql<string>`clock_timestamp()`)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface GrantExtensionRow {
  id: string;
  grantId: string;
  validToBefore: string;
  validTo: string;
  reason: string;
  extendedByName: string;
  extendedAt: string;
}
export const insertGrantExtension = async (
  tdb: TenantDb,
  row: Omit<GrantExtensionRow, 'extendedAt'> & { tenantId: number; addresseeTenantId: number },
): Promise<void> => {
  await tdb.insertInto('grantExtension').values(row).execute();
};
/** 延期 of grants on either side, oldest first. */
export const listGrantExtensions = (
  tdb: TenantDb,
  tenantId: number,
  grantIds: readonly string[],
): Promise<GrantExtensionRow[]> =>
  tdb
    .selectFrom('grantExtension')
    .select(['id', 'grantId', 'validToBefore', 'validTo', 'reason', 'extendedByName', 'extendedAt'])
    .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', tenantId)]))
    .where(sql<boolean>`grant_id = any (${grantIds as string[]}::uuid[])`)
    .orderBy('extendedAt')
    .orderBy('id')
    .limit(2000)
    .execute();

export interface LookCount {
  grantId: string;
  looks: number;
  looksToday: number;
  lastLookAt: string | null;
}

/** Looks under grants over the tenant's own records, from its own audit log. */
export const countReceivedLooks = async (
  tdb: TenantDb,
  tenantId: number,
  grantIds: readonly string[],
): Promise<LookCount[]> => {
  const { rows } = await sql<LookCount>`select grant_id, count(*)::int as looks,
      count(*) filter (where (at at time zone 'Asia/Shanghai')::date = (now() at time zone 'Asia/Shanghai')::date)::int as looks_today,
      max(at) as last_look_at
    from audit_event where tenant_id = ${tenantId} and grant_id = any (${grantIds as string[]}::uuid[])
    group by grant_id order by grant_id`.execute(tdb);
  return rows;
};

/** The same for the owner's grants, counted by the database: the units' logs themselves stay theirs. */
export const countGivenLooks = async (tdb: TenantDb, grantIds: readonly string[]): Promise<LookCount[]> => {
  const { rows } = await sql<LookCount>`select grant_id, looks, 0 as looks_today, last_look_at
    from grant_looks(${grantIds as string[]}::uuid[]) order by grant_id`.execute(tdb);
  return rows;
};

export interface ObjectionRow {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  grantId: string;
  reason: string;
  raisedAt: string;
  /** The dispatch that carried it, and the answer to that one. */
  dispatchId: string | null;
  answer: unknown;
}

const OBJECTIONS = (
  tenantId: number,
) => sql`select o.tenant_id, o.id, o.addressee_tenant_id, o.grant_id, o.reason, o.raised_at,
    d.id as dispatch_id, a.body as answer
  from grant_objection o
    left join dispatch d on d.tenant_id = o.tenant_id and d.object_id = o.grant_id and d.kind = 'grant_objection'
    left join dispatch a on a.tenant_id = o.addressee_tenant_id and a.in_reply_to = d.id and a.kind = 'objection_answer'
  where ${tenantId} in (o.tenant_id, o.addressee_tenant_id)`;

export const listObjections = async (
  tdb: TenantDb,
  tenantId: number,
  grantIds: readonly string[],
): Promise<ObjectionRow[]> => {
  const { rows } =
    await sql<ObjectionRow>`${OBJECTIONS(tenantId)} and o.grant_id = any (${grantIds as string[]}::uuid[])
    order by o.raised_at, o.id limit 500`.execute(tdb);
  return rows;
};

/** An objection that was raised against the tenant's own grant. */
export const findReceivedObjection = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<ObjectionRow | undefined> => {
  const { rows } =
    await sql<ObjectionRow>`${OBJECTIONS(tenantId)} and o.addressee_tenant_id = ${tenantId} and o.id = ${id}::uuid limit 1`.execute(
      tdb,
    );
  return rows[0];
};

export const insertObjection = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; addresseeTenantId: number; grantId: string; reason: string; raisedBy: string },
): Promise<void> => {
  await tdb.insertInto('grantObjection').values(row).execute();
};
