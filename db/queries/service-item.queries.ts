import { type Insertable, sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';
import type { DB } from '../schema.gen.ts';

/* 政务服务事项, and the wishes of the reading room that belong to them. */

const COLUMNS = [
  'id',
  'code',
  'name',
  'basis',
  'audience',
  'documents',
  'steps',
  'promisedDays',
  'legalDays',
  'place',
  'phone',
  'publishedAt',
  'publishedByName',
  'rowVersion',
] as const;
const MOST_ITEMS = 200;

export interface ServiceItemRow {
  id: string;
  code: string;
  name: string;
  basis: string;
  audience: string;
  documents: string;
  steps: unknown;
  promisedDays: number;
  legalDays: number | null;
  place: string;
  phone: string;
  publishedAt: string | null;
  publishedByName: string | null;
  rowVersion: number;
}

export const listServiceItems = (tdb: TenantDb, tenantId: number): Promise<ServiceItemRow[]> =>
  tdb
    .selectFrom('serviceItem')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'current')
    .orderBy('code')
    .orderBy('id')
    .limit(MOST_ITEMS)
    .execute();

export const lockServiceItem = (tdb: TenantDb, tenantId: number, id: string): Promise<ServiceItemRow | undefined> =>
  tdb
    .selectFrom('serviceItem')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'current')
    .forUpdate()
    .executeTakeFirst();

/** Another item that goes by this code, of those in use. */
export const findServiceByCode = (tdb: TenantDb, tenantId: number, code: string): Promise<{ id: string } | undefined> =>
  tdb
    .selectFrom('serviceItem')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('code', '=', code)
    .where('state', '=', 'current')
    .executeTakeFirst();

type Content = Pick<
  Insertable<DB['serviceItem']>,
  'code' | 'name' | 'basis' | 'audience' | 'documents' | 'promisedDays' | 'legalDays' | 'place' | 'phone'
> & { steps: readonly unknown[] };

export const insertServiceItem = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; createdBy: string },
  { steps, ...row }: Content,
): Promise<void> => {
  await tdb
    .insertInto('serviceItem')
    .values({ ...row, ...key, steps: JSON.stringify(steps) })
    .execute();
};

/** The next version of an item that is locked. */
export const changeServiceItem = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  change:
    | Content
    | { state: 'ended' }
    | { publishedAt: null; publishedByName: null; published: null }
    | { publishedByName: string; published: Record<string, unknown> },
): Promise<void> => {
  const set =
    'steps' in change
      ? { ...change, steps: JSON.stringify(change.steps) }
      : 'published' in change && change.published !== null
        ? { ...change, published: JSON.stringify(change.published), publishedAt: sql<string>`now()` }
        : { ...change };
  await tdb
    .updateTable('serviceItem')
    .set({ ...(set as object), rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface CaseRow {
  id: string;
  caseNumber: string;
  portalNumber: string | null;
  serviceId: string;
  serviceCode: string;
  serviceName: string;
  promisedDays: number;
  applicantKind: string;
  channel: string;
  state: string;
  askedAt: string;
  answeredAt: string | null;
  finishedAt: string | null;
  askedOn: string;
  wishedOn: string;
  finishedOn: string | null;
}

/** The cases that were asked for in a year, the youngest first. */
export const listCaseRows = async (
  tdb: TenantDb,
  tenantId: number,
  { year, serviceId, limit }: { year: number; serviceId?: string | undefined; limit: number },
): Promise<CaseRow[]> => {
  const { rows } = await sql<CaseRow>`
    select r.id, r.case_number, r.portal_number, r.service_id, s.code as service_code, s.name as service_name, s.promised_days,
      r.reader_kind as applicant_kind, r.channel, r.state, r.asked_at, r.answered_at,
      coalesce(r.fetched_at, r.ended_at) as finished_at, (r.asked_at at time zone 'Asia/Shanghai')::date as asked_on, r.wished_on,
      (coalesce(r.fetched_at, r.ended_at) at time zone 'Asia/Shanghai')::date as finished_on
    from reading_reservation r join service_item s on s.tenant_id = r.tenant_id and s.id = r.service_id
    where r.tenant_id = ${tenantId} and r.asked_at >= make_timestamptz(${year}, 1, 1, 0, 0, 0, 'Asia/Shanghai')
      and r.asked_at < make_timestamptz(${year + 1}, 1, 1, 0, 0, 0, 'Asia/Shanghai')
      and (${serviceId ?? null}::uuid is null or r.service_id = ${serviceId ?? null}::uuid)
    order by r.asked_at desc, r.id desc limit ${limit}`.execute(tdb);
  return rows;
};

export const countUnboundCases = async (tdb: TenantDb, tenantId: number, year: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from reading_reservation r
    where r.tenant_id = ${tenantId} and r.service_id is null
      and r.asked_at >= make_timestamptz(${year}, 1, 1, 0, 0, 0, 'Asia/Shanghai')
      and r.asked_at < make_timestamptz(${year + 1}, 1, 1, 0, 0, 0, 'Asia/Shanghai')`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** Whether the wish was there in the version that was seen. */
export const bindReservation = async (
  tdb: TenantDb,
  key: { tenantId: number; reservationId: string; rowVersion: number },
  change: { serviceId: string | null; portalNumber: string | null },
): Promise<boolean> => {
  const done = await tdb
    .updateTable('readingReservation')
    .set({ ...change, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.reservationId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
};

/** What an office has put before the public, by the code that it has there. */
export const listPublishedServices = async (
  sdb: SystemDb,
  slug: string,
): Promise<{ name: string; rows: { published: unknown; publishedAt: string }[] } | undefined> => {
  const { rows: owners } = await sql<{ id: number; name: string }>`
    select t.id, tenant_name_on(t.id) as name from tenant t where t.slug = ${slug}`.execute(sdb);
  const [owner] = owners;
  if (!owner) return undefined;
  const { rows } = await sql<{ published: unknown; publishedAt: string }>`
    select s.published, s.published_at from service_item s
    where s.tenant_id = ${owner.id} and s.published_at is not null and s.state = 'current'
    order by s.published ->> 'code', s.id limit ${MOST_ITEMS}`.execute(sdb);
  return { name: owner.name, rows };
};

export interface LookedUpCaseRow {
  officeName: string;
  serviceName: string | null;
  promisedDays: number | null;
  state: string;
  askedOn: string;
  wishedOn: string;
  answeredOn: string | null;
  finishedOn: string | null;
  today: string;
}
/** The case that a number and its code open; the database counts the tries that fail. */
export const lookUpCaseRow = async (
  sdb: SystemDb,
  { slug, caseNumber, code }: { slug: string; caseNumber: string; code: string },
): Promise<LookedUpCaseRow | undefined> => {
  const { rows } = await sql<LookedUpCaseRow>`select * from look_up_case(${slug}, ${caseNumber}, ${code})`.execute(sdb);
  return rows[0];
};
