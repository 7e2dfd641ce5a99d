import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

export interface OfficialDocumentRow {
  id: string;
  code: string;
  documentNumber: string;
  title: string;
  subjectName: string;
  inspectionId: string | null;
  campaignId: string | null;
  issuedOn: string;
  dueOn: string | null;
  demandCount: number;
  templateVersion: number;
  createdByName: string;
  digest: string;
  verifyCode: string;
  objectId: string;
  createdAt: string;
}

export interface OfficialDocumentInsert {
  tenantId: number;
  id: string;
  code: string;
  year: number;
  sequence: number;
  documentNumber: string;
  title: string;
  inspectionId: string | null;
  subjectTenantId: number | null;
  subjectName: string;
  issuerName: string;
  issuedOn: string;
  dueOn: string | null;
  demandCount: number;
  templateVersion: number;
  content: unknown;
  digest: string;
  verifyCode: string;
  objectId: string;
  createdBy: string;
  createdByName: string;
}

export const insertOfficialDocument = async (tdb: TenantDb, row: OfficialDocumentInsert): Promise<void> => {
  await tdb
    .insertInto('officialDocument')
    .values({ ...row, content: JSON.stringify(row.content) })
    .execute();
};

export interface DocumentFilter {
  code?: string | undefined;
  year?: number | undefined;
  search?: string | undefined;
  inspectionId?: string | undefined;
}

const conditions = (tenantId: number, filter: DocumentFilter): RawBuilder<unknown> => {
  const search = filter.search === undefined ? null : containing(filter.search);
  return sql`d.tenant_id = ${tenantId}
    and (${filter.code ?? null}::text is null or d.code = ${filter.code ?? null})
    and (${filter.year ?? null}::int is null or d.year = ${filter.year ?? null})
    and (${filter.inspectionId ?? null}::uuid is null or d.inspection_id = ${filter.inspectionId ?? null})
    and (${search}::text is null or d.document_number ilike ${search} or d.subject_name ilike ${search} or d.title ilike ${search})`;
};

/** Newest first. */
export const listDocumentRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: DocumentFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<OfficialDocumentRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (d.created_at, d.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<OfficialDocumentRow>`
    select d.id, d.code, d.document_number, d.title, d.subject_name, d.inspection_id, i.campaign_id, d.issued_on, d.due_on,
      d.demand_count, d.template_version, d.created_by_name, d.digest, d.verify_code, d.object_id, d.created_at
    from official_document d left join inspection i on i.tenant_id = d.tenant_id and i.id = d.inspection_id
    where ${conditions(tenantId, filter)} ${past}
    order by d.created_at ${order}, d.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countDocumentRows = async (tdb: TenantDb, tenantId: number, filter: DocumentFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from official_document d where ${conditions(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface IssuedDocumentRow {
  id: string;
  documentNumber: string;
  inspectionId: string | null;
  content: unknown;
  objectId: string;
}

export const findDocument = (
  tdb: TenantDb,
  tenantId: number,
  documentId: string,
): Promise<IssuedDocumentRow | undefined> =>
  tdb
    .selectFrom('officialDocument')
    .select(['id', 'documentNumber', 'inspectionId', 'content', 'objectId'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', documentId)
    .executeTakeFirst();

export interface ServiceRow {
  id: string;
  documentId: string;
  servedOn: string;
  method: string;
  serverName: string;
  receiverName: string | null;
  receiverPost: string | null;
  refused: boolean;
  note: string | null;
}

export const insertService = async (
  tdb: TenantDb,
  row: ServiceRow & { tenantId: number; recordedBy: string },
): Promise<void> => {
  await tdb.insertInto('documentService').values(row).execute();
};

export const listServices = async (
  tdb: TenantDb,
  tenantId: number,
  documentIds: readonly string[],
): Promise<ServiceRow[]> =>
  documentIds.length === 0
    ? []
    : tdb
        .selectFrom('documentService')
        .select(['id', 'documentId', 'servedOn', 'method', 'serverName', 'receiverName', 'receiverPost', 'refused'])
        .select('note')
        .where('tenantId', '=', tenantId)
        .where('documentId', 'in', documentIds)
        .orderBy('createdAt')
        .orderBy('id')
        .limit(5000)
        .execute();

export interface TemplateRow {
  code: string;
  version: number;
  wording: unknown;
  savedAt: string;
  savedByName: string;
}

/** The newest version of each form that the bureau has adapted. */
export const listTemplateRows = async (tdb: TenantDb, tenantId: number, code?: string): Promise<TemplateRow[]> => {
  const { rows } = await sql<TemplateRow>`
    select distinct on (t.code) t.code, t.version, t.wording, t.created_at as saved_at, t.created_by_name as saved_by_name
    from document_template t where t.tenant_id = ${tenantId} and (${code ?? null}::text is null or t.code = ${code ?? null})
    order by t.code, t.version desc limit 100`.execute(tdb);
  return rows;
};

/** How many of each form were issued in a year. */
export const countIssued = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<{ code: string; issued: number }[]> =>
  tdb
    .selectFrom('officialDocument')
    .select(['code', sql<number>`count(*)::int`.as('issued')])
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .groupBy('code')
    .orderBy('code')
    .limit(100)
    .execute();

export const insertTemplate = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    code: string;
    version: number;
    wording: unknown;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('documentTemplate')
    .values({ ...row, wording: JSON.stringify(row.wording) })
    .execute();
};

export interface VerifiedRow {
  documentNumber: string;
  title: string;
  issuerName: string;
  issuedOn: string;
  digest: string;
}

/** What stands on the paper that carries this code, whoever asks. */
export const findByVerifyCode = (sdb: SystemDb, verifyCode: string): Promise<VerifiedRow | undefined> =>
  sdb
    .selectFrom('officialDocument')
    .select(['documentNumber', 'title', 'issuerName', 'issuedOn', 'digest'])
    .where('verifyCode', '=', verifyCode)
    .orderBy('documentNumber')
    .limit(1)
    .executeTakeFirst();
