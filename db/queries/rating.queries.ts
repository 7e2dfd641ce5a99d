import { type RawBuilder, sql } from 'kysely';
import { EXPIRY_WARNING_DAYS } from '@/server/domain/assessment/assessment-vocabulary';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 评级台账: who holds which level, since when, until when. */

export interface RatingRow {
  id: string;
  subjectName: string;
  subjectKind: string;
  ratingKind: string;
  level: string;
  awardedOn: string;
  validUntil: string | null;
  awarderName: string;
  documentNumber: string | null;
  documentId: string | null;
  percent: number | null;
  standing: string;
  daysLeft: number | null;
  withdrawnReason: string | null;
}

const ledger = (tenantId: number): RawBuilder<unknown> => sql`(
  select r.id, r.subject_name, r.subject_kind, r.rating_kind, r.level, r.awarded_on, r.valid_until, r.awarder_name,
    r.document_number, r.document_id, r.percent, r.withdrawn_reason, (r.valid_until - ${today}) as days_left,
    case when r.state = 'withdrawn' then 'withdrawn' when r.valid_until < ${today} then 'expired'
      when r.valid_until <= ${today} + ${EXPIRY_WARNING_DAYS}::int then 'expiring' else 'valid' end as standing
  from rating r where r.tenant_id = ${tenantId})`;

export interface RatingFilter {
  ratingKind?: string | undefined;
  standing?: string | undefined;
  search?: string | undefined;
}
const conditions = (filter: RatingFilter): RawBuilder<unknown> => {
  const search = filter.search === undefined ? null : containing(filter.search);
  return sql`(${filter.ratingKind ?? null}::text is null or r.rating_kind = ${filter.ratingKind ?? null})
    and (${filter.standing ?? null}::text is null or r.standing = ${filter.standing ?? null})
    and (${search}::text is null or r.subject_name ilike ${search} or r.document_number ilike ${search})`;
};

/** The newest award first. */
export const listRatingRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: RatingFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RatingRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.awarded_on, r.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<RatingRow>`select r.* from ${ledger(tenantId)} r where ${conditions(filter)} ${past}
    order by r.awarded_on ${order}, r.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countRatingRows = async (tdb: TenantDb, tenantId: number, filter: RatingFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${ledger(tenantId)} r where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface RatingInsert {
  tenantId: number;
  id: string;
  subjectTenantId: number;
  subjectName: string;
  subjectKind: string;
  ratingKind: string;
  level: string;
  awardedOn: string;
  validUntil: string | null;
  awarderName: string;
  documentNumber: string | null;
  documentId: string | null;
  sheetId: string | null;
  percent: number | null;
  createdBy: string;
  createdByName: string;
}

/** Answers whether it was added: one award of a level to a unit on a day. */
export const insertRating = async (tdb: TenantDb, row: RatingInsert): Promise<boolean> => {
  const result = await tdb
    .insertInto('rating')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Takes a level back, once. Answers whose it was. */
export const withdrawRatingRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  reason: string,
): Promise<{ subjectName: string; level: string } | undefined> =>
  tdb
    .updateTable('rating')
    .set({ state: 'withdrawn', withdrawnReason: reason })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'valid')
    .returning(['subjectName', 'level'])
    .executeTakeFirst();

/** Sets a target, or another number for it. */
export const saveTarget = async (
  tdb: TenantDb,
  row: { tenantId: number; year: number; ratingKind: string; level: string; units: number; setByName: string },
): Promise<void> => {
  await tdb
    .insertInto('ratingTarget')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'year', 'ratingKind', 'level'])
        .doUpdateSet({ units: row.units, setByName: row.setByName, setAt: sql`now()` }),
    )
    .execute();
};

export const listTargets = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<{ ratingKind: string; level: string; units: number }[]> =>
  tdb
    .selectFrom('ratingTarget')
    .select(['ratingKind', 'level', 'units'])
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .orderBy('ratingKind')
    .orderBy('level')
    .limit(200)
    .execute();

/** Units that hold one of these levels today, and those of them that were given one within the year. */
export const countHolders = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { ratingKind: string; levels: readonly string[]; year: number },
): Promise<{ reached: number; holding: number }> => {
  const { rows } = await sql<{ reached: number; holding: number }>`
    select count(distinct r.subject_tenant_id) filter (where r.awarded_on >= make_date(${asked.year}::int, 1, 1)
        and r.awarded_on < make_date(${asked.year + 1}::int, 1, 1))::int as reached,
      count(distinct r.subject_tenant_id) filter (where r.valid_until is null or r.valid_until >= ${today})::int as holding
    from rating r where r.tenant_id = ${tenantId} and r.state = 'valid' and r.rating_kind = ${asked.ratingKind}
      and r.level = any (${[...asked.levels]}::text[])`.execute(tdb);
  return rows[0] ?? { reached: 0, holding: 0 };
};

/** Levels that run out within the time of warning, and of which nobody was warned yet. */
export const listExpiringRatings = (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ id: string; subjectName: string; ratingKind: string; level: string; validUntil: string | null }[]> =>
  tdb
    .selectFrom('rating')
    .select(['id', 'subjectName', 'ratingKind', 'level', 'validUntil'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'valid')
    .where(sql<boolean>`valid_until between ${today} and ${today} + ${EXPIRY_WARNING_DAYS}::int`)
    .where(
      sql<boolean>`not exists (select 1 from todo t where t.tenant_id = ${tenantId} and t.kind = 'rating_expiry' and t.object_id = rating.id)`,
    )
    .orderBy('validUntil')
    .orderBy('id')
    .limit(2000)
    .execute();

/** Tenants in whose ledger a level is about to run out, unless they are owed the warning already. */
export const listTenantsWithExpiringRatings = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from rating r where r.tenant_id = t.id and r.state = 'valid'
        and r.valid_until between ${today} and ${today} + ${EXPIRY_WARNING_DAYS}::int)
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'rating.warn-expiry' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};
