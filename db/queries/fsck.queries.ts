import { type Kysely, sql } from 'kysely';
import { createDb, createPool } from '../client.ts';
import type { DB } from '../schema.gen.ts';

declare const brand: unique symbol;
/** One moment of the whole database, over all tenants and read only. For `npm run fsck` and nothing else. */
export type FsckDb = Kysely<DB> & { readonly [brand]: 'fsck' };

/**
 * @throws Error FSCK_NEEDS_BYPASS when row-level security would hide rows from the account: a check that sees nothing
 * finds nothing wrong.
 */
export const withFsckDb = async <T>(adminUrl: string, run: (db: FsckDb) => Promise<T>): Promise<T> => {
  const db = createDb(createPool(adminUrl, { max: 1 }));
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => {
        const { rows } = await sql<{
          sees: boolean;
        }>`select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`.execute(trx);
        if (!rows[0]?.sees) throw new Error('FSCK_NEEDS_BYPASS');
        return run(trx as unknown as FsckDb);
      });
  } finally {
    await db.destroy();
  }
};

export interface ObjectRow {
  tenantId: number;
  id: string;
  sha256: string;
  sm3: string;
  sizeBytes: number;
}

/** Rows in the order of the files, a page at a time. */
export const listObjectRows = (
  db: FsckDb,
  after: { tenantId: number; id: string } | null,
  limit: number,
): Promise<ObjectRow[]> => {
  let query = db.selectFrom('storedObject').select(['tenantId', 'id', 'sha256', 'sm3', 'sizeBytes']);
  if (after) query = query.where((eb) => eb(eb.refTuple('tenantId', 'id'), '>', eb.tuple(after.tenantId, after.id)));
  return query.orderBy('tenantId').orderBy('id').limit(limit).execute();
};

export interface RecordFilesRow {
  tenantId: number;
  itemId: string;
  promised: string[];
  files: {
    id: string;
    fileName: string;
    contentPath: string;
    logicalPath: string;
    sizeBytes: number;
    sha256: string;
    sm3: string;
  }[];
}
/** Records with files, a page at a time, each with what its object should hold. */
export const listRecordFiles = async (
  db: FsckDb,
  after: { tenantId: number; itemId: string } | null,
  limit: number,
): Promise<RecordFilesRow[]> => {
  const { rows } = await sql<RecordFilesRow>`
    select f.tenant_id, f.item_id, coalesce(array_agg(f.logical_path) filter (where f.state = 'committing'), '{}') as promised,
      coalesce(json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'contentPath', f.content_path, 'logicalPath', f.logical_path,
        'sizeBytes', f.size_bytes, 'sha256', f.sha256, 'sm3', f.sm3) order by f.sequence, f.id) filter (where f.state <> 'committing'), '[]') as files
    from digital_file f where (f.tenant_id, f.item_id) > (${after?.tenantId ?? 0}, ${after?.itemId ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    group by 1, 2 order by 1, 2 limit ${limit}`.execute(db);
  return rows;
};

/** Uploads in the order of their keys, a page at a time. */
export const listUploadRows = (
  db: FsckDb,
  after: { tenantId: number; id: string } | null,
  limit: number,
): Promise<{ tenantId: number; id: string; state: string; declaredSize: number }[]> => {
  let query = db.selectFrom('upload').select(['tenantId', 'id', 'state', 'declaredSize']);
  if (after) query = query.where((eb) => eb(eb.refTuple('tenantId', 'id'), '>', eb.tuple(after.tenantId, after.id)));
  return query.orderBy('tenantId').orderBy('id').limit(limit).execute();
};

export const countSeals = async (db: FsckDb): Promise<number> => {
  const { count } = await db
    .selectFrom('auditSeal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** Jobs that should have been begun or should give signs of life, and have not for ten minutes. */
export const listSilentJobs = async (
  db: FsckDb,
): Promise<{ tenantId: number; id: string; name: string; state: string }[]> => {
  const { rows } = await sql<{ tenantId: number; id: string; name: string; state: string }>`
    select tenant_id, id, name, state from job_run where state in ('owed', 'running') and available_at < now() - interval '10 minutes'
      and coalesce(rung_at, created_at) < now() - interval '10 minutes' order by available_at limit 20`.execute(db);
  return rows;
};

export const listRepeatedCodes = async (db: FsckDb): Promise<{ tenantId: number; code: string }[]> => {
  const { rows } = await sql<{ tenantId: number; code: string }>`
    select tenant_id, reference_code as code from archive_item group by 1, 2 having count(*) > 1 limit 20`.execute(db);
  return rows;
};

export const listCounters = (db: FsckDb): Promise<{ tenantId: number; scope: string; lastNumber: number }[]> =>
  db
    .selectFrom('numberCounter')
    .select(['tenantId', 'scope', 'lastNumber'])
    .orderBy('tenantId')
    .orderBy('scope')
    .execute();

export interface CountedScope {
  tenantId: number;
  prefix: string;
  /** Highest number that stands in the catalogue; null when there is none. */
  highest: number | null;
  /** How many different numbers stand there. */
  used: number;
}

/** What the catalogue holds in each scope. The number is the eight digits after the sort key's prefix. */
export const countScopes = async (
  db: FsckDb,
  scopes: readonly { tenantId: number; prefix: string }[],
): Promise<CountedScope[]> => {
  const { rows } = await sql<CountedScope>`
    select s.tenant_id, s.prefix, n.highest, n.used::int as used
    from unnest(${scopes.map((scope) => scope.tenantId)}::int[], ${scopes.map((scope) => scope.prefix)}::text[]) as s (tenant_id, prefix)
    cross join lateral (
      select max(substring(i.code_sort from length(s.prefix) + 1 for 8)::int) as highest, count(distinct substring(i.code_sort from length(s.prefix) + 1 for 8)) as used
      from archive_item i where i.tenant_id = s.tenant_id and i.code_sort > s.prefix collate "C" and i.code_sort < (s.prefix || ':') collate "C"
        and substring(i.code_sort from length(s.prefix) + 1 for 8) ~ '^[0-9]{8}$') n`.execute(db);
  return rows;
};

/** Which column, beside its own id, names the object whose event also tells of a row's making. */
const MADE_WITH: Record<string, string | null> = {
  archive_item: 'import_batch_id',
  import_batch: null,
  inspection_campaign: null,
  inspection: 'campaign_id',
  finding: 'inspection_id',
  course_session: null,
  reading_visit: null,
  stored_object: null,
};

/** Rows of the business tables of whose making no event tells. What the demonstration brought has one event for all. */
export const countUntoldRows = async (db: FsckDb): Promise<{ table: string; rows: number; untold: number }[]> => {
  const counted: { table: string; rows: number; untold: number }[] = [];
  for (const [table, madeWith] of Object.entries(MADE_WITH)) {
    const parent = madeWith
      ? sql`and not exists (select 1 from audit_event p where p.tenant_id = r.tenant_id and p.object_id = r.${sql.id(madeWith)}::text)`
      : sql``;
    const { rows } = await sql<{ rows: number; untold: number }>`
      select (select count(*)::int from ${sql.id(table)}) as rows, (select count(*)::int from ${sql.id(table)} r
        where not exists (select 1 from audit_event e where e.tenant_id = r.tenant_id and e.object_id = r.id::text) ${parent}
          and not exists (select 1 from audit_event d where d.tenant_id = r.tenant_id and d.action = 'demo.load'
            and r.created_at <= d.at + interval '10 minutes')) as untold`.execute(db);
    counted.push({ table, ...(rows[0] ?? { rows: 0, untold: 0 }) });
  }
  return counted;
};
