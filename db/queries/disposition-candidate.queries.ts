import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { containing, type Walk } from './paging.ts';

/* What can be put on the list of a 移交批次. */

export interface ItemSelection {
  categoryCode?: string | undefined;
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  retentionCodes?: readonly string[] | undefined;
  itemIds?: readonly string[] | undefined;
  q?: string | undefined;
  /** The youngest filing year that is due; years of a fonds that was closed are due whatever they are. */
  dueYear?: number | undefined;
}

/** Filed records of a fonds that are still here and that the selection finds, as `i`. */
export const movable = (key: { tenantId: number; fondsId: string }, selection: ItemSelection) => {
  const [top = '', sub = ''] = (selection.categoryCode ?? '').split('·');
  const retentions = (selection.retentionCodes ?? null) as string[] | null;
  const ids = (selection.itemIds ?? null) as string[] | null;
  const pattern = selection.q ? containing(selection.q) : null;
  const { yearFrom = null, yearTo = null, dueYear = null } = selection;
  return sql`i.tenant_id = ${key.tenantId} and i.fonds_id = ${key.fondsId}::uuid and i.state = 'filed' and i.left_on is null
    and (${top} = '' or i.category_code = ${top}) and (${sub} = '' or i.subcategory_code = ${sub})
    and (${yearFrom}::int is null or i.filing_year >= ${yearFrom}::int)
    and (${yearTo}::int is null or i.filing_year <= ${yearTo}::int)
    and (${dueYear}::int is null or i.filing_year <= ${dueYear}::int
      or exists (select 1 from fonds f where f.tenant_id = i.tenant_id and f.id = i.fonds_id and f.closed_on is not null))
    and (${retentions}::text[] is null or i.retention_code = any (${retentions}::text[]))
    and (${ids}::uuid[] is null or i.id = any (${ids}::uuid[]))
    and (${pattern}::text is null or i.title ilike ${pattern} or i.reference_code ilike ${pattern} or i.document_number ilike ${pattern})`;
};

/** That `i` is on no list, and lies in no volume that it would go with. */
export const isUnlisted = (tenantId: number) => sql<boolean>`(i.parent_id is null or exists (
    select 1 from archive_item p where p.tenant_id = i.tenant_id and p.id = i.parent_id and (p.left_on is not null or p.state <> 'filed')))
  and not exists (select 1 from transfer_item x where x.tenant_id = ${tenantId} and x.item_id = i.id)`;

/** Those of them that are on no list; what lies in a volume goes with it and is not shown beside it. */
const candidates = (key: { tenantId: number; fondsId: string }, selection: ItemSelection) =>
  sql`${movable(key, selection)} and ${isUnlisted(key.tenantId)}`;

export interface CandidateRow {
  id: string;
  codeSort: string;
  referenceCode: string;
  title: string;
  level: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  pageCount: number | null;
  boxNumber: string | null;
  fondsClosedOn: string | null;
}
export const listCandidateRows = async (
  tdb: TenantDb,
  key: { tenantId: number; fondsId: string },
  selection: ItemSelection,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CandidateRow[]> => {
  const { cursor, direction, limit } = page;
  const isForward = direction === 'after';
  const [code = null, id = null] = cursor ?? [];
  const order = isForward ? sql`i.code_sort asc, i.id asc` : sql`i.code_sort desc, i.id desc`;
  const beyondCursor = isForward
    ? sql`(i.code_sort, i.id) > (${code}::text, ${id}::uuid)`
    : sql`(i.code_sort, i.id) < (${code}::text, ${id}::uuid)`;
  const { rows } = await sql<CandidateRow>`
    select i.id, i.code_sort as "codeSort", i.reference_code as "referenceCode", i.title, i.level, i.category_code as "categoryCode",
      i.filing_year as "filingYear", i.retention_code as "retentionCode", i.page_count as "pageCount", i.box_number as "boxNumber",
      f.closed_on as "fondsClosedOn"
    from archive_item i join fonds f on f.tenant_id = i.tenant_id and f.id = i.fonds_id
    where ${candidates(key, selection)} and (${code}::text is null or ${beyondCursor})
    order by ${order} limit ${limit + 1}`.execute(tdb);
  return rows;
};

export interface CandidateCounts {
  volumes: number;
  pieces: number;
  pages: number;
}
export const countCandidateRows = async (
  tdb: TenantDb,
  key: { tenantId: number; fondsId: string },
  selection: ItemSelection,
): Promise<CandidateCounts> => {
  const { rows } = await sql<CandidateCounts>`
    select count(*) filter (where i.level in ('volume', 'group', 'register'))::int as volumes,
      count(*) filter (where i.level = 'piece')::int as pieces, coalesce(sum(i.page_count), 0)::int as pages
    from archive_item i where ${candidates(key, selection)}`.execute(tdb);
  return rows[0] ?? { volumes: 0, pieces: 0, pages: 0 };
};
