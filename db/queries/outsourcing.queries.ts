import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 外包备案, the unit's side: its own rows with the bureau's answer to the newest submission. */

export interface FilingTerms {
  providerName: string;
  providerCode: string;
  serviceType: string;
  contractNumber: string;
  workScope: string;
  workPlace: string;
  siteAddress: string;
  amountYuan: number | null;
  startOn: string;
  endOn: string;
  capability: string;
  secrecyTerms: string;
  mediaReturn: string;
  staff: unknown;
  lacking: string[];
  why: string;
}

export interface FilingRow extends FilingTerms {
  id: string;
  state: string;
  submissionId: string | null;
  submittedOn: string | null;
  filingNumber: string | null;
  decidedAt: string | null;
  reason: string | null;
  isLate: boolean;
  bureauName: string | null;
  rowVersion: number;
}

const standingRows = (tenantId: number): RawBuilder<unknown> => sql`(
  select f.id, f.provider_name, f.provider_code, f.service_type, f.contract_number, f.work_scope, f.work_place, f.site_address,
    f.amount_yuan::float8 as amount_yuan, f.start_on, f.end_on, f.capability, f.secrecy_terms, f.media_return, f.staff, f.lacking, f.why,
    case when f.state = 'draft' then 'draft' when d.id is null then 'submitted'
      when d.body ->> 'decision' = 'accept' then 'accepted' else 'returned' end as state,
    f.submission_id, f.submitted_on, d.document_number as filing_number, d.dispatched_at as decided_at, d.body ->> 'reason' as reason,
    coalesce(f.submitted_on >= f.start_on, false) as is_late, f.bureau_name, f.row_version
  from outsourcing_filing f
  left join dispatch d on d.in_reply_to = f.submission_id and d.kind = 'outsourcing_decision' and d.addressee_tenant_id = ${tenantId}
    and d.dispatched_at is not null
  where f.tenant_id = ${tenantId})`;

const COLUMNS = sql`r.id, r.provider_name, r.provider_code, r.service_type, r.contract_number, r.work_scope, r.work_place,
  r.site_address, r.amount_yuan, r.start_on, r.end_on, r.capability, r.secrecy_terms, r.media_return, r.staff, r.lacking, r.why, r.state,
  r.submission_id, r.submitted_on, r.filing_number, r.decided_at, r.reason, r.is_late, r.bureau_name, r.row_version`;

/** The one that starts last first. */
export const listFilingRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<FilingRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.start_on, r.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<FilingRow>`
    select ${COLUMNS} from ${standingRows(tenantId)} r
    where (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null}) ${past}
    order by r.start_on ${order}, r.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countFilingRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${standingRows(tenantId)} r
    where (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null}) limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

export const findFiling = async (tdb: TenantDb, tenantId: number, id: string): Promise<FilingRow | undefined> => {
  const { rows } = await sql<FilingRow>`
    select ${COLUMNS} from ${standingRows(tenantId)} r where r.id = ${id}::uuid limit 1`.execute(tdb);
  return rows[0];
};

const asStored = ({ amountYuan, staff, ...terms }: FilingTerms) => ({
  ...terms,
  amountYuan: amountYuan === null ? null : String(amountYuan),
  staff: JSON.stringify(staff),
});

export const insertFiling = async (
  tdb: TenantDb,
  row: FilingTerms & { tenantId: number; id: string; createdBy: string },
): Promise<void> => {
  const { tenantId, id, createdBy, ...terms } = row;
  await tdb
    .insertInto('outsourcingFiling')
    .values({ tenantId, id, createdBy, ...asStored(terms) })
    .execute();
};

interface FilingKey {
  tenantId: number;
  id: string;
  rowVersion: number;
}

/** What was returned is written again as a draft. Answers whether the row still had the version. */
export const updateFiling = async (tdb: TenantDb, key: FilingKey, terms: FilingTerms): Promise<boolean> => {
  const changed = await tdb
    .updateTable('outsourcingFiling')
    .set({ ...asStored(terms), state: 'draft', submissionId: null, submittedOn: null, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export const markFilingSubmitted = async (
  tdb: TenantDb,
  key: FilingKey,
  submission: { submissionId: string; submittedOn: string; bureauName: string },
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('outsourcingFiling')
    .set({ ...submission, state: 'submitted', rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export interface FilingFileRow {
  objectId: string;
  sha256: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
}
export const listFilingFiles = (tdb: TenantDb, tenantId: number, filingId: string): Promise<FilingFileRow[]> =>
  tdb
    .selectFrom('outsourcingFilingFile as f')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.objectId'),
    )
    .select(['f.objectId', 'o.sha256', 'o.fileName', 'o.mediaType', 'o.sizeBytes'])
    .where('f.tenantId', '=', tenantId)
    .where('f.filingId', '=', filingId)
    .orderBy('f.position')
    .orderBy('f.objectId')
    .limit(100)
    .execute();

/** Answers how many of the objects are the tenant's own: another's is none. */
export const replaceFilingFiles = async (
  tdb: TenantDb,
  key: { tenantId: number; filingId: string },
  objectIds: readonly string[],
): Promise<number> => {
  const { tenantId, filingId } = key;
  await tdb
    .deleteFrom('outsourcingFilingFile')
    .where('tenantId', '=', tenantId)
    .where('filingId', '=', filingId)
    .execute();
  if (objectIds.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into outsourcing_filing_file (tenant_id, filing_id, object_id, position)
    select o.tenant_id, ${filingId}::uuid, o.id, array_position(${objectIds as string[]}::uuid[], o.id)
    from stored_object o where o.tenant_id = ${tenantId} and o.id = any (${objectIds as string[]}::uuid[])`.execute(
    tdb,
  );
  return Number(numAffectedRows ?? 0n);
};

export interface CapabilityRow {
  work: string;
  assessedOn: string;
  said: Record<string, string>;
}

/** The newest assessment of each kind of work in the unit's own register. */
export const listOwnCapabilities = async (tdb: TenantDb, tenantId: number): Promise<CapabilityRow[]> => {
  const { rows } = await sql<CapabilityRow>`
    select distinct on (e.said ->> 'work') e.said ->> 'work' as work, e.entry_on as assessed_on, e.said
    from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'own_capability' and e.state = 'current'
    order by e.said ->> 'work', e.entry_on desc, e.id desc limit 100`.execute(tdb);
  return rows;
};
