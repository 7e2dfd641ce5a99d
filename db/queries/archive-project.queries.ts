import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 科技档案 by project: the top records of KJ, each with what lies in it. */

const PROJECT_NAME = sql`nullif(btrim(details ->> 'projectName'), '')`;
const PROJECT_NUMBER = sql`nullif(btrim(details ->> 'projectNumber'), '')`;
const CODE_PROJECT = sql`case code_template when 'DAT13_PROJECT' then regexp_replace(split_part(reference_code, '-', 2), '^.*·', '') end`;

/** What tells a project from others of its fonds and second level; empty where a record names none. */
export const PROJECT_KEY = sql<string>`coalesce(${PROJECT_NUMBER}, ${CODE_PROJECT}, ${PROJECT_NAME}, '')`;

/**
 * `own`: top records with the project, phase and package that they name. A number that stands in the code alone counts
 * as well; many catalogues were brought in with nothing but their codes.
 */
export const projectRecords = (tenantId: number, fondsId: string | undefined): RawBuilder<unknown> => sql`
  kj as (
    select id, parent_id, level, fonds_id, reference_code, code_sort, title, item_number, page_count,
      coalesce(subcategory_code, '') as sub, ${PROJECT_NAME} as project_name, ${PROJECT_KEY} as key,
      ${CODE_PROJECT} as code_project,
      coalesce(btrim(details ->> 'phase'), '') as phase, coalesce(btrim(details ->> 'contractPackage'), '') as package,
      case when file_number ~ '^[0-9]{1,6}$' then file_number::int else item_number end as volume_number,
      coalesce(start_date, nullif(date_sort, '')) as first_day, coalesce(end_date, nullif(date_sort, '')) as last_day
    from archive_item where tenant_id = ${tenantId} and category_code = 'KJ' and state = 'filed' and left_on is null
      ${fondsId === undefined ? sql`` : sql`and fonds_id = ${fondsId}`}),
  inside as (
    select parent_id, count(*)::int as pieces, coalesce(sum(page_count), 0)::int as pages, min(first_day) as first_day,
      max(last_day) as last_day, array_agg(item_number order by item_number) filter (where item_number is not null) as numbers,
      coalesce(max(item_number) > count(distinct item_number), false) as is_broken
    from kj where parent_id is not null group by parent_id),
  own as (
    select t.id, t.level, t.fonds_id, t.sub, t.reference_code, t.code_sort, t.title, t.phase, t.package, t.project_name,
      t.volume_number, t.key,
      case when t.code_project = t.key
        then split_part(t.reference_code, '-', 1) || '-' || split_part(t.reference_code, '-', 2) || '-' end as code_prefix,
      coalesce(i.pieces, case t.level when 'piece' then 1 else 0 end) as pieces,
      coalesce(nullif(i.pages, 0), t.page_count, 0) as pages, least(t.first_day, i.first_day) as first_day,
      greatest(t.last_day, i.last_day) as last_day, t.level in ('volume', 'group') and i.parent_id is null as is_empty,
      coalesce(i.is_broken, false) as is_broken, coalesce(nullif(i.pages, 0), t.page_count, 0) = 0 as is_unpaged, i.numbers
    from kj t left join inside i on i.parent_id = t.id where t.parent_id is null)`;

const COUNTED = sql`count(*) filter (where level <> 'piece')::int as volumes, coalesce(sum(pieces), 0)::int as pieces,
  coalesce(sum(pages), 0)::int as pages, count(*) filter (where is_empty)::int as empty,
  count(*) filter (where is_broken)::int as broken, count(*) filter (where is_unpaged)::int as unpaged,
  min(first_day) as "from", max(last_day) as "to"`;

interface CountedRow {
  volumes: number;
  pieces: number;
  pages: number;
  empty: number;
  broken: number;
  unpaged: number;
  from: string | null;
  to: string | null;
}

export interface ProjectListRow extends CountedRow {
  fondsId: string;
  fondsNumber: string;
  subcategoryCode: string;
  key: string;
  name: string | null;
  phases: number;
  packages: number;
}

export interface ProjectKey {
  fondsId: string;
  subcategoryCode: string;
  key: string;
}

/** A unit has some hundreds of projects at most; they come whole. */
export const MOST_PROJECTS = 2_000;

export const listProjectRows = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { fondsId?: string | undefined; only?: ProjectKey },
): Promise<ProjectListRow[]> => {
  const { only } = asked;
  const { rows } = await sql<ProjectListRow>`
    with ${projectRecords(tenantId, only?.fondsId ?? asked.fondsId)}
    select o.fonds_id as "fondsId", f.number as "fondsNumber", o.sub as "subcategoryCode", o.key, max(o.project_name) as name,
      count(distinct o.phase) filter (where o.phase <> '')::int as phases,
      count(distinct o.package) filter (where o.package <> '')::int as packages, ${COUNTED}
    from own o join fonds f on f.tenant_id = ${tenantId} and f.id = o.fonds_id
    ${only ? sql`where o.sub = ${only.subcategoryCode} and o.key = ${only.key}` : sql``}
    group by o.fonds_id, f.number, o.sub, o.key order by f.number, o.sub, o.key, o.fonds_id limit ${MOST_PROJECTS}`.execute(
    tdb,
  );
  return rows;
};

export interface ProjectCellRow extends CountedRow {
  phase: string;
  contractPackage: string;
}

/** A project by phase and package. */
export const listProjectCells = async (
  tdb: TenantDb,
  tenantId: number,
  { fondsId, subcategoryCode, key }: ProjectKey,
): Promise<ProjectCellRow[]> => {
  const { rows } = await sql<ProjectCellRow>`
    with ${projectRecords(tenantId, fondsId)}
    select phase, package as "contractPackage", ${COUNTED} from own where sub = ${subcategoryCode} and key = ${key}
    group by phase, package order by phase, package limit 2000`.execute(tdb);
  return rows;
};

/** The numbers that its volumes have, and what their codes begin with. */
export const findProjectNumbers = async (
  tdb: TenantDb,
  tenantId: number,
  { fondsId, subcategoryCode, key }: ProjectKey,
): Promise<{ numbers: number[]; codePrefix: string | null }> => {
  const { rows } = await sql<{ numbers: number[]; codePrefix: string | null }>`
    with ${projectRecords(tenantId, fondsId)}
    select coalesce(array_agg(distinct volume_number) filter (where volume_number is not null and level <> 'piece'), '{}') as numbers,
      case when count(distinct code_prefix) = 1 then min(code_prefix) end as "codePrefix"
    from own where sub = ${subcategoryCode} and key = ${key}`.execute(tdb);
  return rows[0] ?? { numbers: [], codePrefix: null };
};

export interface IncompleteRecordRow {
  id: string;
  referenceCode: string;
  title: string;
  phase: string;
  contractPackage: string;
  isEmpty: boolean;
  isUnpaged: boolean;
  isBroken: boolean;
  numbers: number[] | null;
}

/** Records of a project to which something is missing, in the order of their codes. */
export const listIncompleteRecords = async (
  tdb: TenantDb,
  tenantId: number,
  { fondsId, subcategoryCode, key }: ProjectKey,
  limit: number,
): Promise<IncompleteRecordRow[]> => {
  const { rows } = await sql<IncompleteRecordRow>`
    with ${projectRecords(tenantId, fondsId)}
    select id, reference_code as "referenceCode", title, phase, package as "contractPackage", is_empty as "isEmpty",
      is_unpaged as "isUnpaged", is_broken as "isBroken", numbers
    from own where sub = ${subcategoryCode} and key = ${key} and (is_empty or is_unpaged or is_broken)
    order by code_sort, id limit ${limit}`.execute(tdb);
  return rows;
};
