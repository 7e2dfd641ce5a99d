import { sql } from 'kysely';
import { RECHECK_DAYS } from '@/server/domain/digital/four-property-rules';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';

/** What the four-property check reads: which records a scope holds, their files, and what stands around them. */
export type ElectronicScope =
  | { kind: 'records'; itemIds: readonly string[] }
  | { kind: 'link'; linkBatchId: string }
  | { kind: 'year'; categoryCode?: string | undefined; filingYear?: number | undefined }
  | { kind: 'transfer'; transferBatchId: string }
  | { kind: 'due' };

const within = (tenantId: number, scope: ElectronicScope) => {
  const said = [
    sql`i.tenant_id = ${tenantId}`,
    sql`i.state = 'filed'`,
    sql`exists (select 1 from digital_file f where f.tenant_id = i.tenant_id and f.item_id = i.id and f.state = 'stored')`,
  ];
  if (scope.kind === 'records') said.push(sql`i.id = any (${[...scope.itemIds]}::uuid[])`);
  if (scope.kind === 'link')
    said.push(
      sql`i.id in (select l.item_id from link_file l where l.tenant_id = ${tenantId} and l.batch_id = ${scope.linkBatchId}::uuid and l.file_id is not null)`,
    );
  if (scope.kind === 'transfer')
    said.push(
      sql`i.id in (select t.item_id from transfer_item t where t.tenant_id = ${tenantId} and t.batch_id = ${scope.transferBatchId}::uuid)`,
    );
  // What came in since yesterday is judged by the run that its filing owes, which does not open what it knows already.
  if (scope.kind === 'due')
    said.push(
      sql`not exists (select 1 from four_property_record r where r.tenant_id = i.tenant_id and r.item_id = i.id and r.opened_count = r.file_count
        and r.checked_at > now() - make_interval(days => ${RECHECK_DAYS}::int))`,
      sql`not exists (select 1 from digital_file n where n.tenant_id = i.tenant_id and n.item_id = i.id and n.stored_at > now() - interval '1 day')`,
    );
  if (scope.kind === 'year' && scope.categoryCode) said.push(inCategory(scope.categoryCode, 'i'));
  if (scope.kind === 'year' && scope.filingYear) said.push(sql`i.filing_year = ${scope.filingYear}`);
  return sql.join(said, sql` and `);
};

export const countElectronicRecords = async (
  tdb: TenantDb,
  tenantId: number,
  scope: ElectronicScope,
): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from archive_item i where ${within(tenantId, scope)}`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** Filed records with files, a chunk at a time in the order of their codes. */
export const listElectronicRecords = async (
  tdb: TenantDb,
  tenantId: number,
  scope: ElectronicScope,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<{ id: string; codeSort: string }[]> => {
  const behind = after ? sql` and (i.code_sort, i.id) > (${after[0]}, ${after[1]}::uuid)` : sql``;
  const { rows } = await sql<{ id: string; codeSort: string }>`
    select i.id, i.code_sort from archive_item i where ${within(tenantId, scope)}${behind}
    order by i.code_sort, i.id limit ${limit}`.execute(tdb);
  return rows;
};

export interface RecordSurroundings {
  itemId: string;
  openFlag: string;
  createdBy: string;
  /** A record of the same year with the same title, party and number. */
  hasDouble: boolean;
  /** False when the number just before this one of the series was never given. */
  hasPredecessor: boolean;
  /** Whether the audit log tells how the files came in. */
  isAudited: boolean;
}

export const listSurroundings = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<Map<string, RecordSurroundings>> => {
  const { rows } = await sql<RecordSurroundings>`
    select i.id as item_id, i.open_flag, i.created_by,
      exists (select 1 from archive_item d where d.tenant_id = i.tenant_id and d.filing_year = i.filing_year and d.state = 'filed' and d.id <> i.id
        and d.level = i.level and i.level = 'piece' and d.parent_id is not distinct from i.parent_id and d.category_code = i.category_code
        and d.title = i.title and d.responsible_party is not distinct from i.responsible_party
        and d.document_number is not distinct from i.document_number and d.document_date is not distinct from i.document_date) as has_double,
      case when right(i.code_sort, 8) !~ '^[0-9]{8}$' or right(i.code_sort, 8)::int <= 1 then true
        else exists (select 1 from archive_item e where e.tenant_id = i.tenant_id
          and e.code_sort = left(i.code_sort, -8) || lpad((right(i.code_sort, 8)::int - 1)::text, 8, '0')) end as has_predecessor,
      exists (select 1 from audit_event a where a.tenant_id = i.tenant_id and a.object_kind = 'archive_item' and a.object_id = i.id::text
        and a.action = 'digital.store') as is_audited
    from archive_item i where i.tenant_id = ${tenantId} and i.id = any (${[...itemIds]}::uuid[])
    order by i.id limit ${itemIds.length}`.execute(tdb);
  return new Map(rows.map((row) => [row.itemId, row]));
};

export interface CheckedFileRow {
  id: string;
  itemId: string;
  role: string;
  creationMethod: string;
  fileName: string;
  logicalPath: string;
  contentPath: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  sm3: string;
  pageCount: number | null;
  width: number | null;
  height: number | null;
  scanState: string;
  storedAt: string | null;
  /** As they were when the file came in; null for what came by another way. */
  receivedSha256: string | null;
  receivedAt: string | null;
  /** What an earlier run saw, as long as it holds: within the term, and no sweep has found the file damaged since. */
  look: unknown;
}

const MOST_FILES = 5_000;

/** The stored files of a record in their order. */
export const listCheckedFiles = async (tdb: TenantDb, tenantId: number, itemId: string): Promise<CheckedFileRow[]> => {
  const { rows } = await sql<CheckedFileRow>`
    select f.id, f.item_id, f.role, f.creation_method, f.file_name, f.logical_path, f.content_path, f.media_type, f.size_bytes, f.sha256, f.sm3,
      f.page_count, f.width, f.height, f.scan_state, f.stored_at, u.sha256 as received_sha256, u.received_at,
      case when f.looked_at > now() - make_interval(days => ${RECHECK_DAYS}::int) and coalesce(f.verify_result, 'intact') = 'intact' then f.look end as look
    from digital_file f left join upload u on u.tenant_id = f.tenant_id and u.id = f.upload_id
    where f.tenant_id = ${tenantId} and f.item_id = ${itemId} and f.state = 'stored' order by f.sequence, f.id limit ${MOST_FILES}`.execute(
    tdb,
  );
  return rows;
};

/** Keeps what was seen of files that were opened. */
export const keepLooks = async (
  tdb: TenantDb,
  tenantId: number,
  looks: readonly { id: string; look: object }[],
): Promise<void> => {
  if (looks.length === 0) return;
  await sql`update digital_file f set look = r.look, looked_at = now()
    from json_to_recordset(${JSON.stringify(looks)}::json) as r(id uuid, look jsonb)
    where f.tenant_id = ${tenantId} and f.id = r.id`.execute(tdb);
};
