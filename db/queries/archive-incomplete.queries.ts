import { type RawBuilder, sql } from 'kysely';
import type {
  INCOMPLETE_SORTS,
  IncompleteFilter,
  IncompleteKind,
  NUMBER_GAP_SORTS,
  NumberGapFilter,
} from '@/server/domain/archive/incomplete';
import { WITHOUT_CONTENTS, WITHOUT_PAGES } from '@/server/domain/archive/incomplete';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { PROJECT_KEY, projectRecords } from './archive-project.queries.ts';
import { inCategory } from './category-condition.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 待补: records to which something is missing, and numbers that nobody has, judged as the projects are. */

type Place = Omit<IncompleteFilter, 'kind' | 'sort' | 'phase' | 'contractPackage'>;

const PHASE = sql`coalesce(btrim(i.details ->> 'phase'), '')`;
const PACKAGE = sql`coalesce(btrim(i.details ->> 'contractPackage'), '')`;

const every = (conditions: readonly (RawBuilder<unknown> | null)[]): RawBuilder<unknown> => {
  const asked = conditions.filter((condition) => condition !== null);
  return asked.length === 0 ? sql`true` : sql.join(asked, sql` and `);
};

const inPlace = ({ fondsId, categoryCode, filingYear, q }: Place): RawBuilder<unknown> =>
  every([
    fondsId === undefined ? null : sql`i.fonds_id = ${fondsId}`,
    categoryCode === undefined ? null : inCategory(categoryCode, 'i'),
    filingYear === undefined ? null : sql`i.filing_year = ${filingYear}`,
    q ? sql`(i.title ilike ${containing(q)} or i.reference_code ilike ${containing(q)})` : null,
  ]);

/** The columns that tell a project stand in the record itself; the names are those of `archive_item`. */
const ofProject = (project: Place['project']): RawBuilder<unknown> | null =>
  project === undefined
    ? null
    : sql`i.category_code = 'KJ' and i.fonds_id = ${project.fondsId} and coalesce(i.subcategory_code, '') = ${project.subcategoryCode}
        and i.id in (select id from archive_item where tenant_id = i.tenant_id and category_code = 'KJ' and fonds_id = ${project.fondsId}
          and ${PROJECT_KEY} = ${project.key})`;

const IS: Readonly<Record<IncompleteKind, RawBuilder<boolean>>> = {
  empty: sql`(i.level in ('volume', 'group') and c.pieces = 0 and i.category_code not in (${sql.join([...WITHOUT_CONTENTS])}))`,
  broken: sql`c.is_broken`,
  unpaged: sql`(coalesce(nullif(c.pages, 0), i.page_count, 0) = 0 and i.category_code not in (${sql.join([...WITHOUT_PAGES])}))`,
};
const ANY = sql<boolean>`(${IS.empty} or ${IS.broken} or ${IS.unpaged})`;

/** Top records of a place, each with what lies in it. */
const records = (tenantId: number, filter: Omit<IncompleteFilter, 'kind' | 'sort'>): RawBuilder<unknown> => sql`
  archive_item i cross join lateral (
    select count(*)::int as pieces, coalesce(sum(p.page_count), 0)::int as pages,
      coalesce(max(p.item_number) > count(distinct p.item_number), false) as is_broken
    from archive_item p where i.level <> 'piece' and p.tenant_id = i.tenant_id and p.parent_id = i.id
      and p.state = 'filed' and p.left_on is null) c
  where i.tenant_id = ${tenantId} and i.state = 'filed' and i.left_on is null and i.parent_id is null and ${every([
    inPlace(filter),
    ofProject(filter.project),
    filter.phase === undefined ? null : sql`${PHASE} = ${filter.phase}`,
    filter.contractPackage === undefined ? null : sql`${PACKAGE} = ${filter.contractPackage}`,
  ])}`;

export interface IncompleteItemRow {
  id: string;
  referenceCode: string;
  codeSort: string;
  title: string;
  category: string;
  filingYear: number;
  phase: string;
  contractPackage: string;
  pieces: number;
  pages: number;
  isEmpty: boolean;
  isUnpaged: boolean;
  isBroken: boolean;
}

interface Edge<Sort> {
  sort: Sort;
  direction: Walk;
  limit: number;
}
const orderOf = (sort: string): 'asc' | 'desc' => (sort.startsWith('-') ? 'desc' : 'asc');

export const listIncompleteItems = async (
  tdb: TenantDb,
  tenantId: number,
  filter: IncompleteFilter,
  walk: Edge<(typeof INCOMPLETE_SORTS)[number]> & { after: readonly [number, string, string] | undefined },
): Promise<IncompleteItemRow[]> => {
  const order = orderOf(walk.sort);
  const [to, than] = [sql.raw(walkOrder(order, walk.direction)), sql.raw(beyond(order, walk.direction))];
  const byYear = walk.sort.endsWith('year');
  const key = byYear ? sql`(i.filing_year, i.code_sort, i.id)` : sql`(i.code_sort, i.id)`;
  const edge = walk.after && (byYear ? sql.join(walk.after) : sql.join(walk.after.slice(1)));
  const { rows } = await sql<IncompleteItemRow>`
    select i.id, i.reference_code as "referenceCode", i.code_sort as "codeSort", i.title,
      i.category_code || coalesce('·' || i.subcategory_code, '') as category, i.filing_year as "filingYear",
      ${PHASE} as phase, ${PACKAGE} as "contractPackage", c.pieces, coalesce(nullif(c.pages, 0), i.page_count, 0) as pages,
      ${IS.empty} as "isEmpty", ${IS.unpaged} as "isUnpaged", ${IS.broken} as "isBroken"
    from ${records(tenantId, filter)} and ${filter.kind ? IS[filter.kind] : ANY}
      ${edge ? sql`and ${key} ${than} (${edge})` : sql``}
    order by ${byYear ? sql`i.filing_year ${to}, ` : sql``} i.code_sort ${to}, i.id ${to} limit ${walk.limit}`.execute(
    tdb,
  );
  return rows;
};

export const countIncompleteItems = async (
  tdb: TenantDb,
  tenantId: number,
  filter: IncompleteFilter,
): Promise<Record<IncompleteKind | 'all', number>> => {
  const { rows } = await sql<Record<IncompleteKind | 'all', number>>`
    select count(*) filter (where ${ANY})::int as "all", count(*) filter (where ${IS.empty})::int as empty,
      count(*) filter (where ${IS.broken})::int as broken, count(*) filter (where ${IS.unpaged})::int as unpaged
    from ${records(tenantId, filter)}`.execute(tdb);
  return rows[0] ?? { all: 0, empty: 0, broken: 0, unpaged: 0 };
};

/** The numbers that the pieces of some volumes have. */
export const listNumbersInside = async (
  tdb: TenantDb,
  tenantId: number,
  volumeIds: readonly string[],
): Promise<Map<string, number[]>> => {
  if (volumeIds.length === 0) return new Map();
  const { rows } = await sql<{ parentId: string; numbers: number[] }>`
    select parent_id as "parentId", array_agg(item_number order by item_number) as numbers from archive_item
    where tenant_id = ${tenantId} and parent_id = any (${[...volumeIds]}::uuid[]) and state = 'filed' and left_on is null
      and item_number is not null group by parent_id`.execute(tdb);
  return new Map(rows.map((row) => [row.parentId, row.numbers]));
};

export interface NumberGapRow {
  volumeId: string | null;
  place: string;
  name: string | null;
  fondsId: string;
  fondsNumber: string;
  subcategoryCode: string;
  from: number;
  to: number;
  missing: number;
  nextId: string;
  nextCode: string;
  /** What the places are ordered by. */
  placeSort: string;
}

/** Pieces of the volumes whose numbers do not run through, each with the number before it. */
const gapsInside = (tenantId: number, filter: NumberGapFilter): RawBuilder<unknown> => sql`
  broken as (
    select p.parent_id from archive_item p where p.tenant_id = ${tenantId} and p.parent_id is not null and p.state = 'filed'
      and p.left_on is null group by p.parent_id having max(p.item_number) > count(distinct p.item_number)),
  numbered as (
    select i.id as "volumeId", i.reference_code as place, i.title as name, i.fonds_id, coalesce(i.subcategory_code, '') as sub,
      i.code_sort as "placeSort", p.id, p.reference_code, p.item_number as number,
      coalesce(lag(p.item_number) over (partition by i.id order by p.item_number, p.code_sort, p.id), 0) as before
    from broken b join archive_item i on i.tenant_id = ${tenantId} and i.id = b.parent_id
      join archive_item p on p.tenant_id = ${tenantId} and p.parent_id = i.id and p.state = 'filed' and p.left_on is null
        and p.item_number is not null
    where i.state = 'filed' and i.left_on is null and ${every([inPlace(filter), ofProject(filter.project)])})`;

/** Volumes of the projects, each with the number before it. What names no project is numbered in many ways. */
const gapsOfProjects = (tenantId: number, filter: NumberGapFilter): RawBuilder<unknown> => {
  const { project, categoryCode, filingYear, q } = filter;
  return sql`${projectRecords(tenantId, project?.fondsId ?? filter.fondsId)},
  named as (select fonds_id, sub, key, max(project_name) as name from own group by fonds_id, sub, key),
  numbered as (
    select null::uuid as "volumeId", i.key as place, n.name, i.fonds_id, i.sub, i.sub || '·' || i.key as "placeSort",
      i.id, i.reference_code, i.volume_number as number,
      coalesce(lag(i.volume_number) over (partition by i.fonds_id, i.sub, i.key order by i.volume_number, i.code_sort, i.id), 0) as before
    from own i join named n using (fonds_id, sub, key)
    where i.level <> 'piece' and i.volume_number is not null and i.key <> '' and ${every([
      project ? sql`i.sub = ${project.subcategoryCode} and i.key = ${project.key}` : null,
      categoryCode === undefined ? null : sql`${categoryCode} in ('KJ', 'KJ·' || i.sub)`,
      filingYear === undefined
        ? null
        : sql`exists (select 1 from archive_item y where y.tenant_id = ${tenantId} and y.id = i.id and y.filing_year = ${filingYear})`,
      q ? sql`(i.key ilike ${containing(q)} or n.name ilike ${containing(q)})` : null,
    ])})`;
};

const gaps = (tenantId: number, filter: NumberGapFilter): RawBuilder<unknown> => sql`
  with ${filter.of === 'inside' ? gapsInside(tenantId, filter) : gapsOfProjects(tenantId, filter)},
  gaps as (
    select g."volumeId", g.place, g.name, g.fonds_id as "fondsId", f.number as "fondsNumber", g.sub as "subcategoryCode",
      g.before + 1 as "from", g.number - 1 as "to", g.number - g.before - 1 as missing, g.id as "nextId",
      g.reference_code as "nextCode", (f.number || ' ' || g."placeSort") collate "C" as "placeSort"
    from numbered g join fonds f on f.tenant_id = ${tenantId} and f.id = g.fonds_id where g.number > g.before + 1)`;

export const listNumberGapRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: NumberGapFilter,
  walk: Edge<(typeof NUMBER_GAP_SORTS)[number]> & { after: readonly [number, string, string] | undefined },
): Promise<NumberGapRow[]> => {
  const order = orderOf(walk.sort);
  const [to, than] = [sql.raw(walkOrder(order, walk.direction)), sql.raw(beyond(order, walk.direction))];
  const byCount = walk.sort.endsWith('missing');
  const [first, ...rest] = walk.after ?? [0, '', ''];
  // Gaps of one place are told apart by the records behind them; the numbers grow with these.
  const key = byCount ? sql`(missing, "placeSort", "nextId")` : sql`("placeSort", "from", "nextId")`;
  const edge = byCount
    ? sql`(${first}::int, ${rest[0]} collate "C", ${rest[1]}::uuid)`
    : sql`(${rest[0]} collate "C", ${first}::int, ${rest[1]}::uuid)`;
  const { rows } = await sql<NumberGapRow>`
    ${gaps(tenantId, filter)}
    select * from gaps ${walk.after ? sql`where ${key} ${than} ${edge}` : sql``}
    order by ${byCount ? sql`missing ${to}, "placeSort" ${to}` : sql`"placeSort" ${to}, "from" ${to}`}, "nextId" ${to}
    limit ${walk.limit}`.execute(tdb);
  return rows;
};

export const countNumberGapRows = async (tdb: TenantDb, tenantId: number, filter: NumberGapFilter): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    ${gaps(tenantId, filter)} select count(*)::int as n from (select 1 from gaps limit ${COUNT_CAP}) r`.execute(tdb);
  return rows[0]?.n ?? 0;
};
