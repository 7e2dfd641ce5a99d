import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface FondsRow {
  id: string;
  number: string;
  name: string;
  isOfficial: boolean;
  closedOn: string | null;
}

const FONDS = ['id', 'number', 'name', 'isOfficial', 'closedOn'] as const;

/** All of them: the database keeps a tenant from having more than 5,000. */
export const listFondsRows = (tdb: TenantDb, tenantId: number): Promise<FondsRow[]> =>
  tdb
    .selectFrom('fonds')
    .select(FONDS)
    .where('tenantId', '=', tenantId)
    .orderBy('number')
    .orderBy('id')
    .limit(5_000)
    .execute();

export const findFonds = (tdb: TenantDb, tenantId: number, id: string): Promise<FondsRow | undefined> =>
  tdb.selectFrom('fonds').select(FONDS).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

export interface TreeLeafRow {
  fondsId: string;
  categoryCode: string;
  /** Empty where the category is not parted. */
  subcategoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string;
  itemCount: number;
}

/** How far down the tree is told: by fonds alone, to the category, to the year, or all of it. */
export type TreeDepth = 1 | 2 | 3 | 5;

/** How many leaves the tree has when it is told so far down: of all fonds, or of one. */
export const countTreeLeaves = async (
  tdb: TenantDb,
  tenantId: number,
  fondsId: string | undefined,
): Promise<{ depth: TreeDepth; leaves: number }[]> => {
  const { rows } = await sql<{ whole: number; years: number; categories: number }>`
    select count(*)::int as whole, count(distinct (fonds_id, category_code, subcategory_code, filing_year))::int as years,
      count(distinct (fonds_id, category_code, subcategory_code))::int as categories
    from archive_count where tenant_id = ${tenantId} and item_count > 0
      and (${fondsId ?? null}::uuid is null or fonds_id = ${fondsId ?? null}::uuid)`.execute(tdb);
  const { whole = 0, years = 0, categories = 0 } = rows[0] ?? {};
  return [
    { depth: 5, leaves: whole },
    { depth: 3, leaves: years },
    { depth: 2, leaves: categories },
  ];
};

/** What a level that is not told is grouped as. */
const told = (depth: TreeDepth, level: number, column: string) =>
  depth >= level ? sql.raw(column) : level === 3 ? sql.raw('0') : sql.raw("''");

/** The leaves of the tree with their counters, told down to `depth`; what lies deeper is summed into them. */
export const listTreeLeaves = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { depth: TreeDepth; fondsId: string | undefined; limit: number },
): Promise<TreeLeafRow[]> => {
  const { depth, fondsId, limit } = asked;
  const { rows } = await sql<TreeLeafRow>`
    select fonds_id as "fondsId", ${told(depth, 2, 'category_code')} as "categoryCode", ${told(depth, 2, 'subcategory_code')} as "subcategoryCode",
      ${told(depth, 3, 'filing_year')}::int as "filingYear",
      ${told(depth, 4, 'retention_code')} as "retentionCode", ${told(depth, 5, 'org_code')} as "orgCode", sum(item_count)::int as "itemCount"
    from archive_count where tenant_id = ${tenantId} and item_count > 0
      and (${fondsId ?? null}::uuid is null or fonds_id = ${fondsId ?? null}::uuid)
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4 desc, 5, 6 limit ${limit}`.execute(tdb);
  return rows;
};

export interface SchemeRow {
  id: string;
  fondsId: string;
  categoryCode: string;
  templateCode: string;
  path: 'Y_O_R' | 'Y_R_O' | 'Y_R';
  yearFrom: number;
  lockedAt: string | null;
  own: { name: string; pattern: string; level: 'piece' | 'volume' } | null;
}

/** With the structure of the unit's own templates, so that whoever numbers needs no second look. No more can be there. */
export const listSchemeRows = async (tdb: TenantDb, tenantId: number, fondsId?: string): Promise<SchemeRow[]> => {
  const rows = await tdb
    .selectFrom('classificationScheme as s')
    .leftJoin('codeTemplate as t', (join) =>
      join.onRef('t.tenantId', '=', 's.tenantId').onRef('t.code', '=', 's.templateCode'),
    )
    .select([
      's.id',
      's.fondsId',
      's.categoryCode',
      's.templateCode',
      's.path',
      's.yearFrom',
      's.lockedAt',
      't.name',
      't.pattern',
      't.level',
    ])
    .where('s.tenantId', '=', tenantId)
    .$if(fondsId !== undefined, (query) => query.where('s.fondsId', '=', fondsId ?? ''))
    .orderBy('s.fondsId')
    .orderBy('s.categoryCode')
    .orderBy('s.yearFrom')
    .limit(20_000)
    .execute();
  return rows.map(({ name, pattern, level, ...row }) => ({
    ...row,
    path: row.path as SchemeRow['path'],
    own: pattern === null ? null : { name: name ?? '', pattern, level: level as 'piece' | 'volume' },
  }));
};

/** Today in the offices' time zone, by the database's clock. */
export const readToday = async (tdb: TenantDb): Promise<string> => {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone 'Asia/Shanghai')::date::text as today`.execute(tdb);
  return rows[0]?.today ?? '';
};
