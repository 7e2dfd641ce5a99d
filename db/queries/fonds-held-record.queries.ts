import { type RawBuilder, sql } from 'kysely';
import type { HoldingMeasure, HoldingsRowsFilter } from '@/server/domain/fonds/holdings-analysis';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';
import { addedIn, CARRIER, INCOMPLETE, UNIT } from './fonds-holdings.queries.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* The records that a count of 馆藏分析 is made of. The predicates are those of the counts. */

const SCANNED = sql`exists (select 1 from item_scan s where s.tenant_id = i.tenant_id and s.item_id = i.id and s.done_on is not null)`;
const LINKED = sql`exists (select 1 from digital_file d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.state = 'stored')`;
const TEXTED = sql`exists (select 1 from page_text p where p.tenant_id = i.tenant_id and p.item_id = i.id)`;

const COUNTED: Readonly<Record<Exclude<HoldingMeasure, 'added'>, RawBuilder<unknown>>> = {
  held: UNIT,
  scanned: sql`${UNIT} and ${SCANNED}`,
  unscanned: sql`${UNIT} and not ${SCANNED}`,
  linked: sql`${UNIT} and ${LINKED}`,
  unlinked: sql`${UNIT} and not ${LINKED}`,
  texted: sql`${UNIT} and ${TEXTED}`,
  untexted: sql`${UNIT} and not ${TEXTED}`,
  incomplete: INCOMPLETE,
  entries: sql`true`,
  volumes: sql`i.level in ('volume', 'register')`,
  pieces: sql`i.level = 'piece'`,
  groups: sql`i.level = 'group'`,
  arranged: sql`i.parent_id is null`,
  numbered: sql`i.parent_id is null and i.code_state = 'locked'`,
  boxed: sql`i.parent_id is null and (i.box_id is not null or i.box_number is not null)`,
};

const ALONG: Readonly<Record<HoldingsRowsFilter['by'], (key: string, year: number) => RawBuilder<unknown>>> = {
  category: (key) => sql`i.category_code = ${key}`,
  fonds: (key) => sql`i.fonds_id = ${key}::uuid`,
  carrier: (key) => sql`${CARRIER} = ${key}`,
  topic: (key) => (key === '' ? sql`i.topics = '{}'` : sql`i.topics @> array[${key}::text]`),
  period: (key) => sql`i.filing_year between ${Number(key)}::int and ${Number(key) + 9}::int`,
  accession: (key) => sql`i.accession_id = ${key}::uuid`,
  department: (key, year) => sql`i.org_code = ${key} and i.filing_year = ${year}::smallint`,
};

/** KJ· is what lies in KJ and in none of its second levels. */
const inPart = (code: string): RawBuilder<unknown> =>
  code.endsWith('·')
    ? sql`i.category_code = ${code.slice(0, -1)} and i.subcategory_code is null`
    : inCategory(code, 'i');

const counted = (tenantId: number, { by, key, measure, year, categoryCode, q }: HoldingsRowsFilter) => sql`
  archive_item i where i.tenant_id = ${tenantId} and i.state = 'filed' and ${ALONG[by](key, year)}
    and ${measure === 'added' ? sql`${UNIT} and ${addedIn(year)}` : COUNTED[measure]}
    ${by === 'accession' || by === 'department' ? sql`` : sql`and i.left_on is null`}
    ${categoryCode === undefined ? sql`` : sql`and ${inPart(categoryCode)}`}
    ${q ? sql`and (i.title ilike ${containing(q)} or i.reference_code ilike ${containing(q)})` : sql``}`;

export interface HeldRecordRow {
  id: string;
  referenceCode: string;
  codeSort: string;
  dateSort: string;
  title: string;
  responsibleParty: string | null;
  documentDate: string | null;
  pageCount: number | null;
  category: string;
  filingYear: number;
  boxNumber: string | null;
}

/** A page by key. The key and the filter that need an id or a year have been read as such before. */
export const listHeldRecords = async (
  tdb: TenantDb,
  tenantId: number,
  filter: HoldingsRowsFilter,
  walk: { direction: Walk; after: readonly [string, string] | undefined; limit: number },
): Promise<HeldRecordRow[]> => {
  const order = filter.sort.startsWith('-') ? 'desc' : 'asc';
  const [to, than] = [sql.raw(walkOrder(order, walk.direction)), sql.raw(beyond(order, walk.direction))];
  const column = sql.raw(filter.sort.endsWith('date') ? 'i.date_sort' : 'i.code_sort');
  const { rows } = await sql<HeldRecordRow>`
    select i.id, i.reference_code as "referenceCode", i.code_sort as "codeSort", i.date_sort as "dateSort", i.title,
      i.responsible_party as "responsibleParty", i.document_date as "documentDate", i.page_count as "pageCount",
      i.category_code || coalesce('·' || i.subcategory_code, '') as category, i.filing_year as "filingYear",
      i.box_number as "boxNumber"
    from ${counted(tenantId, filter)}
      ${walk.after ? sql`and (${column}, i.id) ${than} (${walk.after[0]}, ${walk.after[1]})` : sql``}
    order by ${column} ${to}, i.id ${to} limit ${walk.limit}`.execute(tdb);
  return rows;
};

export const countHeldRecords = async (
  tdb: TenantDb,
  tenantId: number,
  filter: HoldingsRowsFilter,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from ${counted(tenantId, filter)} limit ${COUNT_CAP}) r`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** Where a delivery came from, and its number. */
export const findDeliveryName = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<{ name: string; detail: string | null } | undefined> =>
  tdb
    .selectFrom('accession')
    .select(['sourceName as name', 'accessionNumber as detail'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
