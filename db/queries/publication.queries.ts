import { type RawBuilder, sql } from 'kysely';
import { PUBLISH_HOURS } from '@/server/domain/inspection/closure-words';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface PublicationRow {
  inspectionId: string;
  campaignId: string;
  campaignTitle: string;
  subjectName: string;
  findings: number;
  severities: string[];
  result: string | null;
  endedAt: string;
  dueAt: string;
  isLate: boolean;
  publicationId: string | null;
  publishedAt: string | null;
  publishedByName: string | null;
}

/**
 * Inspections whose looking has ended, with their publication if there is one. It ends with the opinion on the spot
 * (反馈意见书), or with the closing when none was given.
 */
const ended = (tenantId: number): RawBuilder<unknown> => sql`(
  select e.*, e.ended_at + make_interval(hours => ${PUBLISH_HOURS}::int) as due_at,
    p.id as publication_id, p.published_at, p.published_by_name
  from (
    select i.id as inspection_id, i.campaign_id, c.title as campaign_title, i.subject_name, i.result,
      coalesce((select min(d.created_at) from official_document d where d.tenant_id = ${tenantId} and d.inspection_id = i.id and d.code = 'FEEDBACK'),
        (select o.created_at from stored_object o where o.tenant_id = ${tenantId} and o.id = i.record_object_id)) as ended_at,
      (select count(*)::int from finding f where f.tenant_id = ${tenantId} and f.inspection_id = i.id and f.state <> 'withdrawn') as findings,
      coalesce((select array_agg(f.severity order by f.number) from finding f where f.tenant_id = ${tenantId} and f.inspection_id = i.id
        and f.state <> 'withdrawn'), '{}') as severities
    from inspection i join inspection_campaign c on c.tenant_id = ${tenantId} and c.id = i.campaign_id
    where i.tenant_id = ${tenantId} and i.state <> 'cancelled') e
  left join publication p on p.tenant_id = ${tenantId} and p.inspection_id = e.inspection_id and p.withdrawn_at is null
  where e.ended_at is not null)`;

const columns = sql`e.inspection_id, e.campaign_id, e.campaign_title, e.subject_name, e.findings, e.severities, e.result,
  e.ended_at, e.due_at, coalesce(e.published_at, now()) > e.due_at as is_late, e.publication_id, e.published_at, e.published_by_name`;

const conditions = (published: boolean | undefined): RawBuilder<unknown> =>
  sql`(${published ?? null}::boolean is null or (e.publication_id is not null) = ${published ?? null})`;

/** The newest ended first. */
export const listPublicationRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { published?: boolean | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PublicationRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (e.ended_at, e.inspection_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<PublicationRow>`select ${columns} from ${ended(tenantId)} e
    where ${conditions(filter.published)} ${past}
    order by e.ended_at ${order}, e.inspection_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countPublicationRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { published?: boolean | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${ended(tenantId)} e where ${conditions(filter.published)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findPublicationRow = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<PublicationRow | undefined> => {
  const { rows } = await sql<PublicationRow>`select ${columns} from ${ended(tenantId)} e
    where e.inspection_id = ${inspectionId}::uuid`.execute(tdb);
  return rows[0];
};

export const insertPublication = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    inspectionId: string;
    body: unknown;
    publishedBy: string;
    publishedByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('publication')
    .values({ ...row, body: JSON.stringify(row.body) })
    .execute();
};

/** Takes a publication back, once. Answers whose inspection it told of. */
export const withdrawPublicationRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  reason: string,
): Promise<string | undefined> => {
  const row = await tdb
    .updateTable('publication')
    .set({ withdrawnAt: sql`now()`, withdrawnReason: reason })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('withdrawnAt', 'is', null)
    .returning('inspectionId')
    .executeTakeFirst();
  return row?.inspectionId;
};

export interface PublishedRow {
  id: string;
  body: unknown;
  publishedAt: string;
}

/** What a bureau has published, newest first, for everybody. */
export const listPublished = async (
  sdb: SystemDb,
  slug: string,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PublishedRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (p.published_at, p.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<PublishedRow>`select p.id, p.body, p.published_at
    from publication p join tenant t on t.id = p.tenant_id
    where t.slug = ${slug} and p.withdrawn_at is null ${past}
    order by p.published_at ${order}, p.id ${order} limit ${page.limit + 1}`.execute(sdb);
  return rows;
};

/** The bureau whose page it is, by the name it has today. */
export const findPublisher = async (sdb: SystemDb, slug: string): Promise<string | undefined> => {
  const { rows } = await sql<{ name: string }>`select tenant_name_on(t.id) as name from tenant t
    where t.slug = ${slug} and t.kind in ('bureau', 'township')`.execute(sdb);
  return rows[0]?.name;
};
