import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 按人按户查, along the index archive_item_person: its expressions stand here as they stand there. */
const PLACE = sql`(coalesce(i.details ->> 'village', i.details ->> 'enterpriseName', i.details ->> 'householdAddress', '') collate "zh-x-icu")`;
const NAME = sql`(coalesce(i.details ->> 'personName', i.details ->> 'spouseA', '') collate "zh-x-icu")`;
const OTHER = sql`(coalesce(i.details ->> 'spouseB', '') collate "zh-x-icu")`;
const SUB = sql`coalesce(i.subcategory_code, '')`;
const HAS_PERSON = sql`i.state = 'filed' and (i.details ? 'personName' or i.details ? 'spouseA')`;

export interface PersonGroup {
  place: string;
  placeField: string | null;
  name: string;
  otherName: string;
  records: number;
  volumes: number;
  pages: number;
  firstYear: number;
  lastYear: number;
  itemId: string | null;
  referenceCode: string | null;
}
export interface PersonFilter {
  /** Of the first level, and of the second or ''. */
  category: readonly [top: string, sub: string];
  q?: string | undefined;
  place?: string | undefined;
  /** What is typed is looked for in the places too; not where only a whole name may be asked for. */
  withPlaces?: boolean | undefined;
}
export type PersonCursor = readonly [place: string, name: string, otherName: string];

const matching = (tenantId: number, { category, q, place, withPlaces = false }: PersonFilter) => {
  const pattern = containing(q ?? '');
  return sql`i.tenant_id = ${tenantId} and i.category_code = ${category[0]} and ${SUB} = ${category[1]} and ${HAS_PERSON}
    and (${place ?? null}::text is null or ${PLACE} = ${place ?? ''})
    and (${q ?? null}::text is null or ${NAME} ilike ${pattern} or ${OTHER} ilike ${pattern}
      or (${withPlaces}::boolean and ${PLACE} ilike ${pattern}))`;
};

/** One line a household, person or couple; by place, then by name. One more than asked for. */
export const listPersonGroups = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PersonFilter,
  page: { cursor: PersonCursor | undefined; direction: Walk; limit: number },
): Promise<PersonGroup[]> => {
  const { cursor, direction, limit } = page;
  const way = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (${PLACE}, ${NAME}, ${OTHER}) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::text, ${cursor[1]}::text, ${cursor[2]}::text)`
    : sql``;
  const { rows } = await sql<PersonGroup>`
    select ${PLACE} as place, ${NAME} as name, ${OTHER} as "otherName", count(*)::int as records,
      max(case when i.details ? 'village' then 'village' when i.details ? 'enterpriseName' then 'enterpriseName'
        when i.details ? 'householdAddress' then 'householdAddress' end) as "placeField",
      count(*) filter (where i.level = 'volume')::int as volumes, coalesce(sum(i.page_count), 0)::int as pages,
      min(i.filing_year) as "firstYear", max(i.filing_year) as "lastYear",
      case when count(*) = 1 then min(i.id::text) end as "itemId",
      case when count(*) = 1 then min(i.reference_code) end as "referenceCode"
    from archive_item i where ${matching(tenantId, filter)} ${past}
    group by 1, 2, 3 order by 1 ${way}, 2 ${way}, 3 ${way} limit ${limit + 1}`.execute(tdb);
  return rows;
};

export const countPersonGroups = async (tdb: TenantDb, tenantId: number, filter: PersonFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (select 1 from archive_item i where ${matching(tenantId, filter)}
      group by ${PLACE}, ${NAME}, ${OTHER} limit ${COUNT_CAP}) people`.execute(tdb);
  return rows[0]?.total ?? 0;
};

/** Categories of which there are records about somebody. */
export const listPersonCategories = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ categoryCode: string; records: number }[]> => {
  const { rows } = await sql<{ categoryCode: string; records: number }>`
    select i.category_code || case when ${SUB} = '' then '' else '·' || ${SUB} end as "categoryCode", count(*)::int as records
    from archive_item i where i.tenant_id = ${tenantId} and ${HAS_PERSON}
    group by i.category_code, ${SUB} order by i.category_code, ${SUB} limit 100`.execute(tdb);
  return rows;
};

/** Villages and enterprises of a category. One more than asked for. */
export const listPersonPlaces = async (
  tdb: TenantDb,
  tenantId: number,
  category: PersonFilter['category'],
  limit: number,
): Promise<{ place: string; people: number }[]> => {
  const { rows } = await sql<{ place: string; people: number }>`
    select place, count(*)::int as people from (
      select ${PLACE} as place from archive_item i where ${matching(tenantId, { category })}
      group by ${PLACE}, ${NAME}, ${OTHER}) known
    where place <> '' group by place order by place limit ${limit + 1}`.execute(tdb);
  return rows;
};
