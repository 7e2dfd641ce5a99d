import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 考核办法: which list counts how much in which year, for whom. */

export interface SchemeRow {
  id: string;
  year: number;
  purpose: string;
  name: string;
  ratingKind: string | null;
  subjectKinds: string[];
  checklistId: string;
  checklistName: string;
  checklistVersion: number;
  itemCount: number;
  weights: unknown;
  note: string;
  isWithdrawn: boolean;
  rounds: number;
  rowVersion: number;
}

const listed = (tenantId: number): RawBuilder<unknown> => sql`(
  select s.id, s.year, s.purpose, s.name, s.rating_kind, s.subject_kinds, s.checklist_id, l.name as checklist_name,
    l.version as checklist_version, jsonb_array_length(l.items) as item_count, s.weights, s.note, s.is_withdrawn, s.row_version,
    (select count(*)::int from assessment_round r where r.tenant_id = ${tenantId} and r.scheme_id = s.id) as rounds
  from assessment_scheme s join checklist l on l.tenant_id = s.tenant_id and l.id = s.checklist_id
  where s.tenant_id = ${tenantId})`;

interface SchemeFilter {
  year?: number | undefined;
  purpose?: string | undefined;
}
const conditions = ({ year, purpose }: SchemeFilter): RawBuilder<unknown> =>
  sql`(${year ?? null}::int is null or s.year = ${year ?? null})
    and (${purpose ?? null}::text is null or s.purpose = ${purpose ?? null})`;

/** The newest year first. */
export const listSchemeRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: SchemeFilter,
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<SchemeRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (s.year, s.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::int, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<SchemeRow>`select s.* from ${listed(tenantId)} s where ${conditions(filter)} ${past}
    order by s.year ${order}, s.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countSchemeRows = async (tdb: TenantDb, tenantId: number, filter: SchemeFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${listed(tenantId)} s where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

/** Held until the transaction ends, so that a round opens on what it read. */
export const findSchemeForUpdate = async (
  tdb: TenantDb,
  tenantId: number,
  schemeId: string,
): Promise<SchemeRow | undefined> => {
  await sql`select 1 from assessment_scheme where tenant_id = ${tenantId} and id = ${schemeId}::uuid for update`.execute(
    tdb,
  );
  const { rows } = await sql<SchemeRow>`select s.* from ${listed(tenantId)} s where s.id = ${schemeId}::uuid`.execute(
    tdb,
  );
  return rows[0];
};

export interface SchemeContent {
  year: number;
  purpose: string;
  name: string;
  ratingKind: string | null;
  subjectKinds: string[];
  checklistId: string;
  weights: unknown;
  note: string;
}

/** Answers whether it was added: a year has each name once. */
export const insertScheme = async (
  tdb: TenantDb,
  row: SchemeContent & { tenantId: number; id: string; createdBy: string; createdByName: string },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('assessmentScheme')
    .values({ ...row, weights: JSON.stringify(row.weights) })
    .onConflict((conflict) => conflict.columns(['tenantId', 'year', 'name']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export const hasSchemeName = async (
  tdb: TenantDb,
  tenantId: number,
  { year, name, exceptId }: { year: number; name: string; exceptId: string },
): Promise<boolean> => {
  const row = await tdb
    .selectFrom('assessmentScheme')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .where('name', '=', name)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  return row !== undefined;
};

export const updateScheme = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  content: SchemeContent,
): Promise<void> => {
  await tdb
    .updateTable('assessmentScheme')
    .set({ ...content, weights: JSON.stringify(content.weights), rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export const withdrawSchemeRow = async (tdb: TenantDb, key: { tenantId: number; id: string }): Promise<void> => {
  await tdb
    .updateTable('assessmentScheme')
    .set({ isWithdrawn: true, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface PublishedListRow {
  id: string;
  name: string;
  version: number;
  subjectKinds: string[];
  items: unknown;
  sections: unknown;
  profile: unknown;
}

/** The newest published version of each list: what a scheme may be built on. */
export const listPublishedLists = (tdb: TenantDb, tenantId: number): Promise<PublishedListRow[]> =>
  tdb
    .selectFrom('checklist')
    .distinctOn('code')
    .select(['id', 'name', 'version', 'subjectKinds', 'items', 'sections', 'profile'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'published')
    .orderBy('code')
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
