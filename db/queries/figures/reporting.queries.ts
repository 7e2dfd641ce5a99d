import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import { isLate } from '../lateness.ts';

/* 指标报送: what supervisor and unit said of a year's figures, and when figures were released. */

export interface FigureDocumentRow {
  id: string;
  senderTenantId: number;
  senderName: string;
  addresseeTenantId: number;
  /** Whose figures it is about: of a merged unit the addressee is the one that goes on. */
  unitTenantId: number;
  kind: 'figure_call' | 'figure_return' | 'figure_acceptance';
  body: unknown;
  dueOn: string | null;
  isLate: boolean;
  dispatchedAt: string;
  /** The addressee has answered it by releasing. */
  isAnswered: boolean;
}

const MOST_DOCUMENTS = 20_000;

const documents = async (tdb: TenantDb, whose: RawBuilder<unknown>, year: number): Promise<FigureDocumentRow[]> => {
  const { rows } =
    await sql<FigureDocumentRow>`select d.id, d.tenant_id as sender_tenant_id, d.sender_name, d.addressee_tenant_id,
      coalesce((d.body ->> 'unitTenantId')::int, d.addressee_tenant_id) as unit_tenant_id, d.kind, d.body, d.due_on, coalesce(${isLate('d.due_on')}, false) as is_late, d.dispatched_at,
      exists (select 1 from dispatch r where r.in_reply_to = d.id and r.tenant_id = d.addressee_tenant_id and r.kind = 'receipt') as is_answered
    from dispatch d where ${whose} and d.kind in ('figure_call', 'figure_return', 'figure_acceptance') and d.body ->> 'year' = ${String(year)}
      and d.dispatched_at is not null
    order by d.dispatched_at desc, d.id desc limit ${MOST_DOCUMENTS}`.execute(tdb);
  return rows;
};

/** Calls and reviews that the tenant has sent to units below it, the newest first. */
export const listSentFigureDocuments = (tdb: TenantDb, tenantId: number, year: number): Promise<FigureDocumentRow[]> =>
  documents(tdb, sql`d.tenant_id = ${tenantId}`, year);

/** Calls and reviews that the tenant's supervisors have sent to it, the newest first. */
export const listReceivedFigureDocuments = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<FigureDocumentRow[]> => documents(tdb, sql`d.addressee_tenant_id = ${tenantId}`, year);

export interface ReleaseTimesRow {
  unitTenantId: number;
  addresseeTenantId: number;
  unitName: string;
  /** Figures of its own records that stand. */
  released: number;
  firstReleasedAt: string;
  releasedAt: string;
  /** Whether the first release came after this day. */
  firstDay: string;
}

const times = async (tdb: TenantDb, whose: RawBuilder<unknown>, year: number): Promise<ReleaseTimesRow[]> => {
  const { rows } = await sql<ReleaseTimesRow>`select r.tenant_id as unit_tenant_id, r.addressee_tenant_id,
      (array_agg(r.unit_name order by r.released_at desc))[1] as unit_name,
      count(*) filter (where r.state <> 'superseded' and r.basis = 'own')::int as released,
      min(r.released_at) as first_released_at, max(r.released_at) as released_at,
      (min(r.released_at) at time zone 'Asia/Shanghai')::date as first_day
    from figure_release r where ${whose} and r.year = ${year} and r.dispatched_at is not null
    group by r.tenant_id, r.addressee_tenant_id order by r.tenant_id, r.addressee_tenant_id limit ${MOST_DOCUMENTS}`.execute(
    tdb,
  );
  return rows;
};

/** When each unit released figures of a year to the tenant. */
export const listReceivedTimes = (tdb: TenantDb, tenantId: number, year: number): Promise<ReleaseTimesRow[]> =>
  times(tdb, sql`r.addressee_tenant_id = ${tenantId}`, year);

/** When the tenant released figures of a year to each of its supervisors. */
export const listOwnTimes = (tdb: TenantDb, tenantId: number, year: number): Promise<ReleaseTimesRow[]> =>
  times(tdb, sql`r.tenant_id = ${tenantId}`, year);

/** The parts of a sum that a unit handed on to the tenant, as they were frozen in it. */
export const findReceivedParts = async (
  tdb: TenantDb,
  key: { tenantId: number; unitTenantId: number; figureCode: string; year: number },
): Promise<unknown> => {
  const row = await tdb
    .selectFrom('figureRelease')
    .select('rowIds')
    .where('addresseeTenantId', '=', key.tenantId)
    .where('tenantId', '=', key.unitTenantId)
    .where('figureCode', '=', key.figureCode)
    .where('year', '=', key.year)
    .where('basis', '=', 'rolled_up')
    .where('state', '<>', 'superseded')
    .where('dispatchedAt', 'is not', null)
    .executeTakeFirst();
  return row?.rowIds;
};
