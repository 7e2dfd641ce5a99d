import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 外包备案, the bureau's side: what was dispatched to it, and what it answered. No row of a unit is read. */

export interface ReceivedFilingRow {
  dispatchId: string;
  unitTenantId: number;
  unitName: string;
  dispatchedAt: string;
  body: unknown;
  state: string;
  filingNumber: string | null;
  decidedAt: string | null;
  reason: string | null;
  isLate: boolean;
}

/** The newest submission of each filing: what was returned and sent again is one filing. */
const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select distinct on (s.tenant_id, s.object_id) s.id as dispatch_id, s.tenant_id as unit_tenant_id, s.sender_name as unit_name, s.dispatched_at, s.body,
    case when d.id is null then 'submitted' when d.body ->> 'decision' = 'accept' then 'accepted' else 'returned' end as state,
    d.document_number as filing_number, d.dispatched_at as decided_at, d.body ->> 'reason' as reason,
    (s.body ->> 'submittedOn') >= (s.body ->> 'startOn') as is_late
  from dispatch s
  left join dispatch d on d.tenant_id = ${tenantId} and d.in_reply_to = s.id and d.kind = 'outsourcing_decision'
  where s.addressee_tenant_id = ${tenantId} and s.kind = 'outsourcing_filing' and s.dispatched_at is not null
  order by s.tenant_id, s.object_id, s.dispatched_at desc, s.id desc)`;

interface Filter {
  state?: string | undefined;
  providerCode?: string | undefined;
}
const conditions = ({ state, providerCode }: Filter): RawBuilder<unknown> => sql`
  (${state ?? null}::text is null or r.state = ${state ?? null})
  and (${providerCode ?? null}::text is null or r.body ->> 'providerCode' = ${providerCode ?? null})`;
const COLUMNS = sql`r.dispatch_id, r.unit_tenant_id, r.unit_name, r.dispatched_at, r.body, r.state, r.filing_number,
  r.decided_at, r.reason, r.is_late`;

export const listReceivedFilingRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: Filter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedFilingRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.dispatched_at, r.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedFilingRow>`
    select ${COLUMNS} from ${received(tenantId)} r where ${conditions(filter)} ${past}
    order by r.dispatched_at ${order}, r.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countReceivedFilingRows = async (tdb: TenantDb, tenantId: number, filter: Filter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${received(tenantId)} r where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

/** Any submission that was addressed here, also one that a newer has replaced. */
export const findReceivedFiling = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedFilingRow | undefined> => {
  const { rows } = await sql<ReceivedFilingRow>`
    select ${COLUMNS} from ${received(tenantId)} r where r.dispatch_id = ${dispatchId}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export interface ProviderRow {
  code: string;
  name: string;
  contracts: number;
  accepted: number;
  units: number;
  running: number;
  lastEndOn: string | null;
  standing: string | null;
  reason: string | null;
  setByName: string | null;
  setOn: string | null;
  rowVersion: number;
}

const providers = (tenantId: number): RawBuilder<unknown> => sql`(
  select r.body ->> 'providerCode' as code, (array_agg(r.body ->> 'providerName' order by r.dispatched_at desc))[1] as name,
    count(*)::int as contracts, (count(*) filter (where r.state = 'accepted'))::int as accepted,
    count(distinct r.unit_tenant_id)::int as units,
    (count(*) filter (where r.state = 'accepted' and (now() at time zone 'Asia/Shanghai')::date
      between (r.body ->> 'startOn')::date and (r.body ->> 'endOn')::date))::int as running,
    max((r.body ->> 'endOn')::date) as last_end_on,
    max(p.standing) as standing, max(p.reason) as reason, max(p.set_by_name) as set_by_name, max(p.set_on) as set_on,
    coalesce(max(p.row_version), 0) as row_version
  from ${received(tenantId)} r
  left join outsourcing_provider p on p.tenant_id = ${tenantId} and p.code = r.body ->> 'providerCode'
  group by r.body ->> 'providerCode')`;
const found = (search: string | undefined): RawBuilder<unknown> => sql`
  (${search ?? null}::text is null or v.name ilike ${containing(search ?? '')} or v.code ilike ${containing(search ?? '')})`;

/** By name. */
export const listProviderRows = async (
  tdb: TenantDb,
  tenantId: number,
  search: string | undefined,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ProviderRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (v.name collate "C", v.code collate "C") ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]})`
    : sql``;
  const { rows } = await sql<ProviderRow>`
    select v.code, v.name, v.contracts, v.accepted, v.units, v.running, v.last_end_on, v.standing, v.reason, v.set_by_name, v.set_on, v.row_version
    from ${providers(tenantId)} v where ${found(search)} ${past}
    order by v.name collate "C" ${order}, v.code collate "C" ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countProviderRows = async (
  tdb: TenantDb,
  tenantId: number,
  search: string | undefined,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${providers(tenantId)} v where ${found(search)}`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findProvider = async (tdb: TenantDb, tenantId: number, code: string): Promise<ProviderRow | undefined> => {
  const { rows } = await sql<ProviderRow>`
    select v.code, v.name, v.contracts, v.accepted, v.units, v.running, v.last_end_on, v.standing, v.reason, v.set_by_name, v.set_on, v.row_version
    from ${providers(tenantId)} v where v.code = ${code} limit 1`.execute(tdb);
  return rows[0];
};

/** Answers whether the row was still as the person saw it; version 0 is none yet. */
export const saveProviderStanding = async (
  tdb: TenantDb,
  key: { tenantId: number; code: string; rowVersion: number },
  said: { standing: string; reason: string; setByName: string; setOn: string },
): Promise<boolean> => {
  const { tenantId, code, rowVersion } = key;
  if (rowVersion === 0) {
    const added = await tdb
      .insertInto('outsourcingProvider')
      .values({ tenantId, code, ...said })
      .onConflict((conflict) => conflict.columns(['tenantId', 'code']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('outsourcingProvider')
    .set({ ...said, rowVersion: rowVersion + 1 })
    .where('tenantId', '=', tenantId)
    .where('code', '=', code)
    .where('rowVersion', '=', rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export interface OutsourcingGuidanceRow {
  guidanceId: string;
  guidedOn: string;
  topic: string;
  guides: string[];
}

/** Guidance on outsourcing that this office gave to a unit, the last first: found with what the unit has filed. */
export const listOutsourcingGuidance = (
  tdb: TenantDb,
  tenantId: number,
  unitTenantId: number,
): Promise<OutsourcingGuidanceRow[]> =>
  tdb
    .selectFrom('guidanceEvent')
    .select(['id as guidanceId', 'guidedOn', 'topic', 'guides'])
    .where('tenantId', '=', tenantId)
    .where('subjectTenantId', '=', unitTenantId)
    .where('programme', '=', 'outsourcing')
    .where('state', '=', 'done')
    .orderBy('guidedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
