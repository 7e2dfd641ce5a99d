import { type RawBuilder, sql } from 'kysely';
import { PUBLISH_HOURS } from '@/server/domain/inspection/closure-words';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 公示 of results: confirmed rounds and levels that this office gave, each with its clock. */

export interface ResultRow {
  kind: string;
  subjectId: string;
  title: string;
  units: number;
  year: number;
  decidedAt: string;
  decidedOn: string;
  dueAt: string;
  isLate: boolean;
  ratingKind: string | null;
  level: string | null;
  validUntil: string | null;
  documentNumber: string | null;
  subjectName: string | null;
  publicationId: string | null;
  publishedAt: string | null;
}

/** A round that is closed is confirmed; a rating of this office has the sheet by which it was decided. */
const decided = (tenantId: number): RawBuilder<unknown> => sql`(
  select x.*, x.decided_at + make_interval(hours => ${PUBLISH_HOURS}::int) as due_at,
    (x.decided_at at time zone 'Asia/Shanghai')::date as decided_on, p.id as publication_id, p.published_at
  from (
    select 'assessment' as kind, r.id as subject_id, r.title, r.year::int as year, r.closed_at as decided_at, null::text as rating_kind,
      null::text as level, null::date as valid_until, null::text as document_number, null::text as subject_name,
      (select count(*)::int from assessment_sheet s where s.tenant_id = ${tenantId} and s.round_id = r.id and s.state = 'final') as units
    from assessment_round r where r.tenant_id = ${tenantId} and r.state = 'closed' and r.purpose = 'annual'
    union all
    select 'rating', g.id, coalesce(s.title, ''), extract(year from g.awarded_on)::int, g.created_at, g.rating_kind, g.level, g.valid_until,
      g.document_number, g.subject_name, 1
    from rating g join assessment_sheet s on s.tenant_id = ${tenantId} and s.id = g.sheet_id
    where g.tenant_id = ${tenantId} and g.state = 'valid') x
  left join result_publication p on p.tenant_id = ${tenantId} and p.withdrawn_at is null
    and (p.round_id = x.subject_id or p.rating_id = x.subject_id))`;

const COLUMNS = sql.raw(`e.kind, e.subject_id, e.title, e.units, e.year, e.decided_at, e.decided_on, e.due_at,
  coalesce(e.published_at, now()) > e.due_at as is_late, e.rating_kind, e.level, e.valid_until, e.document_number, e.subject_name,
  e.publication_id, e.published_at`);

interface Filter {
  published?: boolean | undefined;
  kind?: string | undefined;
}
const conditions = ({ published, kind }: Filter): RawBuilder<unknown> =>
  sql`(${published ?? null}::boolean is null or (e.publication_id is not null) = ${published ?? null})
    and (${kind ?? null}::text is null or e.kind = ${kind ?? null})`;

/** The newest decided first. */
export const listResultRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: Filter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ResultRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (e.decided_at, e.subject_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ResultRow>`select ${COLUMNS} from ${decided(tenantId)} e
    where ${conditions(filter)} ${past} order by e.decided_at ${order}, e.subject_id ${order} limit ${page.limit + 1}`.execute(
    tdb,
  );
  return rows;
};

export const countResultRows = async (tdb: TenantDb, tenantId: number, filter: Filter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${decided(tenantId)} e where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findResultRow = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { kind: string; subjectId: string },
): Promise<ResultRow | undefined> => {
  const { rows } = await sql<ResultRow>`select ${COLUMNS} from ${decided(tenantId)} e
    where e.kind = ${asked.kind} and e.subject_id = ${asked.subjectId}::uuid`.execute(tdb);
  return rows[0];
};

/** The confirmed sheets of a round as everybody may read them. */
export const listResultLines = async (
  tdb: TenantDb,
  tenantId: number,
  roundId: string,
): Promise<{ unitName: string; rank: number | null; gradeName: string | null }[]> =>
  tdb
    .selectFrom('assessmentSheet')
    .select(['subjectName as unitName', 'rank', 'gradeName'])
    .where('tenantId', '=', tenantId)
    .where('roundId', '=', roundId)
    .where('state', '=', 'final')
    .orderBy('rank')
    .orderBy('subjectName')
    .limit(500)
    .execute();

/** Answers whether it was added: what is published is not published twice. */
export const insertResultPublication = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    roundId: string | null;
    ratingId: string | null;
    body: unknown;
    publishedBy: string;
    publishedByName: string;
  },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('resultPublication')
    .values({ ...row, body: JSON.stringify(row.body) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export const withdrawResultRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  reason: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('resultPublication')
    .set({ withdrawnAt: sql`now()`, withdrawnReason: reason })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** What an office has published of results, newest first, for everybody. */
export const listPublishedResults = async (
  sdb: SystemDb,
  slug: string,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<{ id: string; body: unknown; publishedAt: string }[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (p.published_at, p.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<{ id: string; body: unknown; publishedAt: string }>`select p.id, p.body, p.published_at
    from result_publication p join tenant t on t.id = p.tenant_id
    where t.slug = ${slug} and p.withdrawn_at is null ${past}
    order by p.published_at ${order}, p.id ${order} limit ${page.limit + 1}`.execute(sdb);
  return rows;
};
