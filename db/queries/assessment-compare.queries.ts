import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* Years beside each other: schemes as they were used, results as they were confirmed. */

export interface ComparedScope {
  fromYear: number;
  toYear: number;
  subjectKind?: string | undefined;
}

export interface ComparedSchemeRow {
  id: string;
  year: number;
  name: string;
  checklistName: string;
  items: unknown;
  sections: unknown;
  profile: unknown;
  weights: unknown;
}

/** The schemes of the years' assessments, each with its list. */
export const listComparedSchemes = async (
  tdb: TenantDb,
  tenantId: number,
  { fromYear, toYear, subjectKind }: ComparedScope,
): Promise<ComparedSchemeRow[]> => {
  const { rows } = await sql<ComparedSchemeRow>`
    select s.id, s.year, s.name, l.name as checklist_name, l.items, l.sections, l.profile, s.weights
    from assessment_scheme s join checklist l on l.tenant_id = s.tenant_id and l.id = s.checklist_id
    where s.tenant_id = ${tenantId} and s.purpose = 'annual' and not s.is_withdrawn and s.year between ${fromYear} and ${toYear}
      and (${subjectKind ?? null}::text is null or ${subjectKind ?? null} = any (s.subject_kinds))
    order by s.year, s.name, s.id limit 200`.execute(tdb);
  return rows;
};

export interface YearGradeRow {
  year: number;
  gradeName: string | null;
  units: number;
  sum: number;
}

const confirmed = (tenantId: number, { fromYear, toYear, subjectKind }: ComparedScope): RawBuilder<unknown> => sql`
  s.tenant_id = ${tenantId} and s.purpose = 'annual' and s.state = 'final' and s.year between ${fromYear} and ${toYear}
  and (${subjectKind ?? null}::text is null or s.subject_kind = ${subjectKind ?? null})`;

export const listYearGrades = async (
  tdb: TenantDb,
  tenantId: number,
  compared: ComparedScope,
): Promise<YearGradeRow[]> => {
  const { rows } = await sql<YearGradeRow>`
    select s.year, s.grade_name, count(*)::int as units, sum(s.percent)::float8 as sum
    from assessment_sheet s where ${confirmed(tenantId, compared)}
    group by s.year, s.grade_name order by s.year, max(s.percent) desc, s.grade_name limit 500`.execute(tdb);
  return rows;
};

export interface UnitYearsRow {
  subjectTenantId: number;
  subjectName: string;
  results: { year: number; percent: number; gradeName: string | null }[];
}

const unitYears = (tenantId: number, compared: ComparedScope): RawBuilder<unknown> => sql`(
  select s.subject_tenant_id, (array_agg(s.subject_name order by s.final_on desc, s.id desc))[1] as subject_name,
    jsonb_agg(jsonb_build_object('year', s.year, 'percent', s.percent, 'gradeName', s.grade_name) order by s.year, s.final_on, s.id) as results
  from assessment_sheet s where ${confirmed(tenantId, compared)} group by s.subject_tenant_id)`;

const named = (search: string | undefined): RawBuilder<unknown> => {
  const pattern = search === undefined ? null : containing(search);
  return sql`(${pattern}::text is null or u.subject_name ilike ${pattern})`;
};

/** Units with their results, by name. */
export const listUnitYears = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ComparedScope & { search?: string | undefined },
  page: { cursor: [string, number] | undefined; direction: Walk; limit: number },
): Promise<UnitYearsRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (u.subject_name, u.subject_tenant_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<UnitYearsRow>`select u.subject_tenant_id, u.subject_name, u.results
    from ${unitYears(tenantId, filter)} u where ${named(filter.search)} ${past}
    order by u.subject_name ${order}, u.subject_tenant_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countUnitYears = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ComparedScope & { search?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${unitYears(tenantId, filter)} u where ${named(filter.search)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};
