import { type Expression, type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { underCategory } from './category-condition.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface BoxRow {
  id: string;
  fondsId: string;
  fondsNumber: string;
  fondsName: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  /** What the department of that code is called; null where the code is no department's. */
  orgName: string | null;
  number: number;
  boxNumber: string;
  sortKey: string;
  label: string;
  spineMm: number;
  situation: string | null;
  arranger: string | null;
  arrangedOn: string | null;
  checker: string | null;
  checkedOn: string | null;
  state: string;
  createdAt: string;
  rowVersion: number;
  placeId: string | null;
  placeCode: string | null;
  isOut: boolean;
  itemCount: number;
  pages: number;
  unknownPages: number;
  sheets: number;
  fromNumber: number | null;
  toNumber: number | null;
  fromCode: string | null;
  toCode: string | null;
}

export interface BoxConditions {
  ids?: readonly string[] | undefined;
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  /** Everything below this place too. */
  placeId?: string | undefined;
  shelved?: 'yes' | 'no' | undefined;
  q?: string | undefined;
}

const boxesWhere = (tdb: TenantDb, tenantId: number, conditions: BoxConditions) =>
  tdb
    .selectFrom('box as b')
    .where('b.tenantId', '=', tenantId)
    .where('b.state', '=', 'active')
    .where((eb) => {
      const all: Expression<SqlBool>[] = [];
      const { ids, fondsId, categoryCode, filingYear, retentionCode, placeId, shelved, q } = conditions;
      if (ids) all.push(sql<SqlBool>`b.id = any (${ids as string[]}::uuid[])`);
      if (fondsId) all.push(eb('b.fondsId', '=', fondsId));
      if (categoryCode) all.push(underCategory(categoryCode, 'b.categoryCode'));
      if (filingYear !== undefined) all.push(eb('b.filingYear', '=', filingYear));
      if (retentionCode) all.push(eb('b.retentionCode', '=', retentionCode));
      if (shelved) all.push(eb('b.placeId', shelved === 'yes' ? 'is not' : 'is', null));
      if (q)
        all.push(
          eb.or([
            eb('b.label', '=', q.toUpperCase()),
            eb('b.boxNumber', '=', q),
            eb('b.boxNumber', '=', q.padStart(3, '0')),
          ]),
        );
      if (placeId)
        all.push(sql<SqlBool>`b.place_id in (select d.id from storage_place p join storage_place d on d.tenant_id = p.tenant_id
          and (d.id = p.id or (d.sort_key > p.sort_key || '/' and d.sort_key < p.sort_key || '0')) where p.tenant_id = ${tenantId} and p.id = ${placeId})`);
      return eb.and(all);
    });

/* What is in a box is counted from its records; each piece begins a sheet of its own. */
const contents = (tenantId: number, paper: { pagesPerSheet: number; pagesIfUnknown: number }) => sql<unknown>`lateral (
  select count(*)::int as item_count, coalesce(sum(coalesce(i.page_count, ${paper.pagesIfUnknown}::int)), 0)::int as pages,
    count(*) filter (where i.page_count is null)::int as unknown_pages,
    coalesce(sum(ceil(coalesce(i.page_count, ${paper.pagesIfUnknown}::int)::numeric / ${paper.pagesPerSheet}::int)), 0)::int as sheets,
    (array_agg(i.item_number order by i.code_sort))[1] as from_number, (array_agg(i.item_number order by i.code_sort desc))[1] as to_number,
    (array_agg(i.reference_code order by i.code_sort))[1] as from_code, (array_agg(i.reference_code order by i.code_sort desc))[1] as to_code
  from archive_item i where i.tenant_id = ${tenantId} and i.box_id = b.id)`;

const ROW = sql`b.id, b.fonds_id as "fondsId", f.number as "fondsNumber", f.name as "fondsName", b.category_code as "categoryCode",
  b.filing_year as "filingYear", b.retention_code as "retentionCode", b.org_code as "orgCode", u.name as "orgName", b.number, b.box_number as "boxNumber",
  b.sort_key as "sortKey", b.label, b.spine_mm as "spineMm", b.situation, b.arranger, b.arranged_on as "arrangedOn", b.checker,
  b.checked_on as "checkedOn", b.state, b.created_at as "createdAt", b.row_version as "rowVersion", b.place_id as "placeId",
  p.code as "placeCode", c.item_count as "itemCount", c.pages, c.unknown_pages as "unknownPages", c.sheets,
  c.from_number as "fromNumber", c.to_number as "toNumber", c.from_code as "fromCode", c.to_code as "toCode",
  exists (select 1 from storage_out o where o.tenant_id = b.tenant_id and o.box_id = b.id and o.returned_on is null) as "isOut"`;

export interface Paper {
  pagesPerSheet: number;
  pagesIfUnknown: number;
}

const describeBoxes = async (
  tdb: TenantDb,
  tenantId: number,
  ids: readonly string[],
  paper: Paper,
): Promise<BoxRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<BoxRow>`
    select ${ROW} from unnest(${ids as string[]}::uuid[]) with ordinality as w(id, place)
    join box b on b.tenant_id = ${tenantId} and b.id = w.id
    join fonds f on f.tenant_id = b.tenant_id and f.id = b.fonds_id
    left join storage_place p on p.tenant_id = b.tenant_id and p.id = b.place_id
    left join unit_department u on u.tenant_id = b.tenant_id and u.code = b.org_code
    cross join ${contents(tenantId, paper)} c order by w.place`.execute(tdb);
  return rows;
};

export const listBoxRows = async (
  tdb: TenantDb,
  tenantId: number,
  conditions: BoxConditions,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
  paper: Paper,
): Promise<BoxRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const { after } = walk;
  const found = await boxesWhere(tdb, tenantId, conditions)
    .select('b.id')
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('b.sortKey', 'b.id'),
          beyond('asc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('b.sortKey', order)
    .orderBy('b.id', order)
    .limit(walk.limit)
    .execute();
  return describeBoxes(
    tdb,
    tenantId,
    found.map((row) => row.id),
    paper,
  );
};

export const countBoxRows = (tdb: TenantDb, tenantId: number, conditions: BoxConditions): Promise<number> =>
  countUpToCap(tdb, boxesWhere(tdb, tenantId, conditions).select('b.id') as never);

export const findBox = async (tdb: TenantDb, tenantId: number, id: string, paper: Paper): Promise<BoxRow | undefined> =>
  (await describeBoxes(tdb, tenantId, [id], paper))[0];

export interface PlainBoxRow {
  id: string;
  fondsId: string;
  boxNumber: string;
  label: string;
  spineMm: number;
  placeId: string | null;
  placeCode: string | null;
  rowVersion: number;
}

const PLAIN = sql`b.id, b.fonds_id as "fondsId", b.box_number as "boxNumber", b.label, b.spine_mm as "spineMm", b.place_id as "placeId",
  (select p.code from storage_place p where p.tenant_id = b.tenant_id and p.id = b.place_id) as "placeCode", b.row_version as "rowVersion"`;

/** Boxes that stay as they are until this transaction ends, in one order. */
export const lockBoxes = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<PlainBoxRow[]> => {
  const { rows } = await sql<PlainBoxRow>`
    select ${PLAIN} from box b where b.tenant_id = ${tenantId} and b.state = 'active' and b.id = any (${ids as string[]}::uuid[])
    order by b.id for update of b`.execute(tdb);
  return rows;
};

export const findBoxesByLabel = async (
  tdb: TenantDb,
  tenantId: number,
  labels: readonly string[],
): Promise<PlainBoxRow[]> => {
  const { rows } = await sql<PlainBoxRow>`
    select ${PLAIN} from box b where b.tenant_id = ${tenantId} and b.state = 'active' and b.label = any (${labels as string[]}::text[])
    order by b.id`.execute(tdb);
  return rows;
};

export interface BoxInsert {
  id: string;
  fondsId: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  number: number;
  boxNumber: string;
  sortKey: string;
  label: string;
  spineMm: number;
  createdBy: string;
}

export const insertBoxes = async (tdb: TenantDb, tenantId: number, rows: readonly BoxInsert[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into box (tenant_id, id, fonds_id, category_code, filing_year, retention_code, org_code, number, box_number, sort_key, label, spine_mm, created_by)
    select ${tenantId}::int, r.id, r."fondsId", r."categoryCode", r."filingYear", r."retentionCode", r."orgCode", r.number, r."boxNumber", r."sortKey", r.label, r."spineMm", r."createdBy"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "fondsId" uuid, "categoryCode" text, "filingYear" smallint,
      "retentionCode" text, "orgCode" text, number int, "boxNumber" text, "sortKey" text, label text, "spineMm" smallint, "createdBy" uuid)`.execute(
    tdb,
  );
};

/** False when somebody was quicker. */
export const updateBoxRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: {
    spineMm: number;
    situation: string | null;
    arranger: string | null;
    arrangedOn: string | null;
    checker: string | null;
    checkedOn: string | null;
  },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('box')
    .set({ ...values, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'active')
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const discardBoxRow = async (tdb: TenantDb, tenantId: number, id: string): Promise<void> => {
  await tdb
    .updateTable('box')
    .set({ state: 'discarded' })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};
