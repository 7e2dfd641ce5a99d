import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 创建工作, the unit's side: its own rows; and the office's: reports that were dispatched to it. */

export interface ProjectTerms {
  ratingKind: string;
  level: string;
  title: string;
  basis: string;
  targetOn: string;
  selfCheckId: string | null;
}
export interface ProjectRow extends ProjectTerms {
  id: string;
  steps: unknown;
  state: string;
  stopReason: string | null;
  createdAt: string;
  reportedAt: string | null;
  isApplied: boolean;
  rowVersion: number;
}

const projects = (tenantId: number): RawBuilder<unknown> => sql`(
  select p.*, (select max(d.dispatched_at) from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'creation_report' and d.object_id = p.id) as reported_at,
    exists (select 1 from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'rating_application' and d.object_id = p.self_check_id) as is_applied
  from creation_project p where p.tenant_id = ${tenantId})`;
const COLUMNS =
  sql.raw(`p.id, p.rating_kind, p.level, p.title, p.basis, p.target_on, p.self_check_id, p.steps, p.state, p.stop_reason,
  p.created_at, p.reported_at, p.is_applied, p.row_version`);

/** Newest first. */
export const listProjectRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ProjectRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (p.created_at, p.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ProjectRow>`select ${COLUMNS} from ${projects(tenantId)} p ${past}
    order by p.created_at ${order}, p.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findProject = async (tdb: TenantDb, tenantId: number, id: string): Promise<ProjectRow | undefined> => {
  const { rows } =
    await sql<ProjectRow>`select ${COLUMNS} from ${projects(tenantId)} p where p.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

export const insertProject = async (
  tdb: TenantDb,
  row: ProjectTerms & { tenantId: number; id: string; steps: unknown; createdBy: string; createdByName: string },
): Promise<void> => {
  await tdb
    .insertInto('creationProject')
    .values({ ...row, steps: JSON.stringify(row.steps) })
    .execute();
};

/** Answers whether it still was the version that was seen. */
export const updateProject = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  { steps, ...change }: Partial<ProjectTerms> & { steps?: unknown; state?: string; stopReason?: string },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('creationProject')
    .set({
      ...change,
      ...(steps === undefined ? {} : { steps: JSON.stringify(steps) }),
      rowVersion: sql<number>`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface EvidenceFile {
  stepCode: string;
  objectId: string;
  sha256: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
}
export const listEvidence = async (tdb: TenantDb, tenantId: number, projectId: string): Promise<EvidenceFile[]> =>
  tdb
    .selectFrom('creationEvidence as e')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'e.tenantId').onRef('o.id', '=', 'e.objectId'),
    )
    .select(['e.stepCode', 'e.objectId', 'o.sha256', 'o.fileName', 'o.mediaType', 'o.sizeBytes'])
    .where('e.tenantId', '=', tenantId)
    .where('e.projectId', '=', projectId)
    .orderBy('e.stepCode')
    .orderBy('e.position')
    .orderBy('e.objectId')
    .limit(1000)
    .execute();

/** The evidence of all steps at once. Answers how many of the files are stored here. */
export const replaceEvidence = async (
  tdb: TenantDb,
  key: { tenantId: number; projectId: string },
  files: readonly { stepCode: string; objectId: string }[],
): Promise<number> => {
  await tdb
    .deleteFrom('creationEvidence')
    .where('tenantId', '=', key.tenantId)
    .where('projectId', '=', key.projectId)
    .execute();
  if (files.length === 0) return 0;
  const { rows } = await sql`
    insert into creation_evidence (tenant_id, project_id, step_code, object_id, position)
    select o.tenant_id, ${key.projectId}::uuid, w.code, o.id, w.position
    from unnest(${files.map((file) => file.stepCode)}::text[], ${files.map((file) => file.objectId)}::uuid[]) with ordinality as w (code, id, position)
      join stored_object o on o.tenant_id = ${key.tenantId} and o.id = w.id and o.state = 'stored'
    returning object_id`.execute(tdb);
  return rows.length;
};

export interface SaidWord {
  officeName: string;
  words: string;
  saidBy: string;
  saidAt: string;
}

/** What the office said to the newest report that it answered. */
export const findWord = async (tdb: TenantDb, tenantId: number, projectId: string): Promise<SaidWord | undefined> => {
  const { rows } = await sql<SaidWord>`
    select w.sender_name as office_name, w.body ->> 'words' as words, w.body ->> 'saidBy' as said_by, w.dispatched_at as said_at
    from dispatch r join dispatch w on w.in_reply_to = r.id and w.kind = 'creation_word' and w.addressee_tenant_id = ${tenantId}
      and w.dispatched_at is not null
    where r.tenant_id = ${tenantId} and r.kind = 'creation_report' and r.object_id = ${projectId}::uuid
    order by w.dispatched_at desc, w.id desc limit 1`.execute(tdb);
  return rows[0];
};

export interface ReceivedProjectRow {
  dispatchId: string;
  unitTenantId: number;
  unitName: string;
  dispatchedAt: string;
  body: unknown;
  word: SaidWord | null;
}

/** The newest report of each project. */
const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select n.*, case when w.id is not null then jsonb_build_object('officeName', w.sender_name, 'words', w.body ->> 'words',
    'saidBy', w.body ->> 'saidBy', 'saidAt', w.dispatched_at) end as word
  from (
    select distinct on (d.tenant_id, d.object_id) d.id as dispatch_id, d.tenant_id as unit_tenant_id, d.sender_name as unit_name,
      d.dispatched_at, d.body
    from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'creation_report' and d.dispatched_at is not null
    order by d.tenant_id, d.object_id, d.dispatched_at desc, d.id desc) n
  left join dispatch w on w.tenant_id = ${tenantId} and w.kind = 'creation_word' and w.in_reply_to = n.dispatch_id)`;
const RECEIVED = sql.raw('r.dispatch_id, r.unit_tenant_id, r.unit_name, r.dispatched_at, r.body, r.word');

export const listReceivedProjectRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedProjectRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (r.dispatched_at, r.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedProjectRow>`select ${RECEIVED} from ${received(tenantId)} r ${past}
    order by r.dispatched_at ${order}, r.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countReceivedProjects = async (tdb: TenantDb, tenantId: number): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${received(tenantId)} r limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findReceivedProject = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedProjectRow | undefined> => {
  const { rows } = await sql<ReceivedProjectRow>`select ${RECEIVED} from ${received(tenantId)} r
    where r.dispatch_id = ${dispatchId}::uuid`.execute(tdb);
  return rows[0];
};
