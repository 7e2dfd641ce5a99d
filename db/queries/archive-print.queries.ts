import { type Expression, type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { PROJECT_KEY } from './archive-project.queries.ts';
import { inCategory } from './category-condition.ts';

export interface PrintRow {
  id: string;
  fondsId: string;
  referenceCode: string;
  codeSort: string;
  level: string;
  categoryCode: string;
  subcategoryCode: string | null;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  itemNumber: number | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  pageNumber: string | null;
  title: string;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  startDate: string | null;
  endDate: string | null;
  pageCount: number | null;
  boxNumber: string | null;
  remarks: string | null;
  details: Record<string, string>;
  parentId: string | null;
}

const ROW = [
  'id',
  'fondsId',
  'referenceCode',
  'codeSort',
  'level',
  'categoryCode',
  'subcategoryCode',
  'filingYear',
  'retentionCode',
  'orgCode',
  'itemNumber',
  'catalogueNumber',
  'fileNumber',
  'pageNumber',
  'title',
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'startDate',
  'endDate',
  'pageCount',
  'boxNumber',
  'remarks',
  'details',
  'parentId',
] as const;

export interface PrintConditions {
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  /** null: records that name no organisation. */
  orgCode?: string | null | undefined;
  /** 项目号, or the name of a project without one. */
  project?: string | undefined;
  ids?: readonly string[] | undefined;
  levels?: readonly string[] | undefined;
  parentIds?: readonly string[] | undefined;
  topOnly?: boolean;
  /** A field of the category that is filled in. */
  hasDetail?: string | undefined;
  /** Records that are in a 数字化批次 and were not taken out of it. */
  digitisationBatchId?: string | undefined;
}

const rowsWhere = (tdb: TenantDb, tenantId: number, conditions: PrintConditions) =>
  tdb
    .selectFrom('archiveItem')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'filed')
    .where((eb) => {
      const all: Expression<SqlBool>[] = [];
      const { fondsId, categoryCode, filingYear, retentionCode, orgCode, ids, levels, parentIds } = conditions;
      if (fondsId) all.push(eb('fondsId', '=', fondsId));
      if (categoryCode) all.push(inCategory(categoryCode));
      if (filingYear !== undefined) all.push(eb('filingYear', '=', filingYear));
      if (retentionCode) all.push(eb('retentionCode', '=', retentionCode));
      if (orgCode === null) all.push(eb('orgCode', 'is', null));
      else if (orgCode !== undefined) all.push(eb('orgCode', '=', orgCode));
      if (conditions.project !== undefined) all.push(sql<SqlBool>`${PROJECT_KEY} = ${conditions.project}`);
      if (ids) all.push(sql<SqlBool>`id = any (${ids as string[]}::uuid[])`);
      if (levels) all.push(eb('level', 'in', [...levels]));
      if (parentIds) all.push(sql<SqlBool>`parent_id = any (${parentIds as string[]}::uuid[])`);
      if (conditions.digitisationBatchId)
        all.push(
          sql<SqlBool>`id in (select d.item_id from digitisation_item d where d.tenant_id = ${tenantId}
            and d.batch_id = ${conditions.digitisationBatchId} and d.step <> 'withdrawn')`,
        );
      if (conditions.hasDetail) all.push(sql<SqlBool>`coalesce(details ->> ${conditions.hasDetail}, '') <> ''`);
      if (conditions.topOnly) all.push(eb('parentId', 'is', null));
      return eb.and(all);
    });

/** In the order of the codes, from behind a row on. */
export const listPrintRows = (
  tdb: TenantDb,
  tenantId: number,
  conditions: PrintConditions,
  walk: { after: readonly [string, string] | undefined; limit: number },
): Promise<PrintRow[]> =>
  rowsWhere(tdb, tenantId, conditions)
    .select(ROW)
    .$if(walk.after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('codeSort', 'id'), '>', eb.tuple(walk.after?.[0] ?? '', walk.after?.[1] ?? '')),
      ),
    )
    .orderBy('codeSort')
    .orderBy('id')
    .limit(walk.limit)
    .$castTo<PrintRow>()
    .execute();

export interface PrintGroupRow {
  fondsId: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  rows: number;
  pages: number;
  boxes: number;
  lastNumber: number | null;
}

/** The books that the records make: one for each year, period and organisation. */
export const listPrintGroups = (
  tdb: TenantDb,
  tenantId: number,
  conditions: PrintConditions,
): Promise<PrintGroupRow[]> =>
  rowsWhere(tdb, tenantId, conditions)
    .select([
      'fondsId',
      'categoryCode',
      'filingYear',
      'retentionCode',
      'orgCode',
      sql<number>`count(*)::int`.as('rows'),
      sql<number>`coalesce(sum(page_count), 0)::int`.as('pages'),
      sql<number>`count(distinct box_id)::int`.as('boxes'),
      sql<number | null>`max(item_number)`.as('lastNumber'),
    ])
    .groupBy(['fondsId', 'categoryCode', 'filingYear', 'retentionCode', 'orgCode'])
    .orderBy('fondsId')
    .orderBy('categoryCode')
    .orderBy('filingYear')
    .orderBy(
      sql`case retention_code when 'Y' then 0 when 'D100' then 1 when 'CQ' then 2 when 'D30' then 3 when 'D25' then 4 when 'D15' then 5 when 'DQ' then 6 when 'D10' then 7 else 8 end`,
    )
    .orderBy(sql`coalesce(org_code, '')`)
    .limit(5_000)
    .execute();

export interface FondsPrintRow {
  id: string;
  number: string;
  name: string;
  kind: string;
  startedOn: string | null;
  closedOn: string | null;
  isOfficial: boolean;
  holdings: { categoryCode: string; count: number }[];
  yearFrom: number | null;
  yearTo: number | null;
  rooms: string[];
  relations: string | null;
  history: string | null;
  /** 机构变动 in which the fonds took part, oldest first. */
  changes: {
    rule: string;
    effectiveOn: string;
    decreeNumber: string | null;
    parties: { side: string; name: string }[];
  }[];
}

/** 全宗单: what each fonds holds and where it stands. */
export const listFondsForPrint = async (
  tdb: TenantDb,
  tenantId: number,
  fondsId: string | undefined,
): Promise<FondsPrintRow[]> => {
  const { rows } = await sql<FondsPrintRow>`
    select f.id, f.number, f.name, f.kind, f.started_on as "startedOn", f.closed_on as "closedOn", f.is_official as "isOfficial", f.relations, f.history,
      coalesce(e.changes, '[]') as changes, coalesce(h.holdings, '[]') as holdings, h.year_from as "yearFrom", h.year_to as "yearTo",
      coalesce((select array_agg(distinct coalesce(r.name, r.code)) from box b join storage_place p on p.tenant_id = b.tenant_id and p.id = b.place_id
        join storage_place r on r.tenant_id = p.tenant_id and r.level = 'room' and (r.id = p.id or p.sort_key like r.sort_key || '/%')
        where b.tenant_id = ${tenantId} and b.fonds_id = f.id and b.state = 'active'), '{}') as rooms
    from fonds f left join lateral (
      select json_agg(json_build_object('categoryCode', c.category_code, 'count', c.n) order by c.category_code) as holdings, min(c.y1) as year_from, max(c.y2) as year_to
      from (select category_code || case subcategory_code when '' then '' else '·' || subcategory_code end as category_code, sum(item_count)::int as n, min(filing_year)::int as y1,
        max(filing_year)::int as y2 from archive_count where tenant_id = ${tenantId} and fonds_id = f.id and item_count > 0 group by 1) c) h on true
    left join lateral (
      select json_agg(json_build_object('rule', c.rule, 'effectiveOn', c.effective_on::text, 'decreeNumber', c.decree_number, 'parties',
        (select json_agg(json_build_object('side', p.side, 'name', p.name) order by p.position) from fonds_change_party p
          where p.tenant_id = c.tenant_id and p.change_id = c.id)) order by c.effective_on, c.id) as changes
      from fonds_change c where c.tenant_id = ${tenantId} and exists (select 1 from fonds_change_party p
        where p.tenant_id = c.tenant_id and p.change_id = c.id and p.fonds_id = f.id)) e on true
    where f.tenant_id = ${tenantId} ${fondsId === undefined ? sql`` : sql`and f.id = ${fondsId}`} order by f.number, f.id limit 1000`.execute(
    tdb,
  );
  return rows;
};

export interface PlacePrintRow {
  id: string;
  code: string;
  label: string;
  name: string | null;
  level: string;
}

/** Places on which boxes stand, below one place or everywhere, in their order. */
export const listPlacesForPrint = async (
  tdb: TenantDb,
  tenantId: number,
  placeId: string | undefined,
  limit: number,
): Promise<PlacePrintRow[]> => {
  const below =
    placeId === undefined
      ? sql`true`
      : sql`exists (select 1 from storage_place p where p.tenant_id = ${tenantId} and p.id = ${placeId}
          and (d.id = p.id or (d.sort_key > p.sort_key || '/' and d.sort_key < p.sort_key || '0')))`;
  const { rows } = await sql<PlacePrintRow>`
    select d.id, d.code, d.label, d.name, d.level from storage_place d
    where d.tenant_id = ${tenantId} and d.state = 'active' and d.capacity_mm is not null and ${below} order by d.sort_key, d.id limit ${limit}`.execute(
    tdb,
  );
  return rows;
};

export interface PrintSettingRow {
  form: string;
  paper: string;
  format: string;
  offsetXMm: number;
  offsetYMm: number;
}

export const findPrintSetting = async (
  tdb: TenantDb,
  tenantId: number,
  form: string,
): Promise<PrintSettingRow | undefined> => {
  const row = await tdb
    .selectFrom('printSetting')
    .select(['form', 'paper', 'format', 'offsetX', 'offsetY'])
    .where('tenantId', '=', tenantId)
    .where('form', '=', form)
    .executeTakeFirst();
  if (!row) return undefined;
  const { offsetX, offsetY, ...rest } = row;
  return { ...rest, offsetXMm: Number(offsetX), offsetYMm: Number(offsetY) };
};

export const savePrintSettingRow = async (tdb: TenantDb, tenantId: number, row: PrintSettingRow): Promise<void> => {
  const { form, paper, format, offsetXMm, offsetYMm } = row;
  const changes = { paper, format, offsetX: String(offsetXMm), offsetY: String(offsetYMm) };
  await tdb
    .insertInto('printSetting')
    .values({ tenantId, form, ...changes })
    .onConflict((conflict) => conflict.columns(['tenantId', 'form']).doUpdateSet(changes))
    .execute();
};

/** Top records of one fonds from behind a row on, by category, year, period and code: the order of an index. */
export const walkFonds = (
  tdb: TenantDb,
  tenantId: number,
  fondsId: string,
  after: Pick<PrintRow, 'categoryCode' | 'filingYear' | 'retentionCode' | 'codeSort' | 'id'> | undefined,
  limit: number,
): Promise<PrintRow[]> =>
  rowsWhere(tdb, tenantId, { fondsId, topOnly: true })
    .select(ROW)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(category_code, filing_year, retention_code, code_sort, id) > (${after?.categoryCode}, ${after?.filingYear}::smallint, ${after?.retentionCode}, ${after?.codeSort}, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('categoryCode')
    .orderBy('filingYear')
    .orderBy('retentionCode')
    .orderBy('codeSort')
    .orderBy('id')
    .limit(limit)
    .$castTo<PrintRow>()
    .execute();
