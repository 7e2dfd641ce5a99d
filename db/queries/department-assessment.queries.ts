import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 科室考核 and the sheets of its departments. */

export interface DepartmentRoundRow {
  id: string;
  year: number;
  title: string;
  words: string;
  list: unknown;
  dueOn: string;
  state: string;
  closedByName: string | null;
  createdAt: string;
  departments: number;
  submitted: number;
  reviewed: number;
}

const rounds = (tenantId: number): RawBuilder<unknown> => sql`(
  select a.*, n.departments, n.submitted, n.reviewed from department_assessment a cross join lateral (
    select count(*)::int as departments, (count(*) filter (where s.state <> 'open'))::int as submitted,
      (count(*) filter (where s.state = 'reviewed'))::int as reviewed
    from department_sheet s where s.tenant_id = ${tenantId} and s.assessment_id = a.id) n
  where a.tenant_id = ${tenantId})`;
const ROUND = sql.raw(
  'r.id, r.year, r.title, r.words, r.list, r.due_on, r.state, r.closed_by_name, r.created_at, r.departments, r.submitted, r.reviewed',
);
const ofYear = (year: number | undefined): RawBuilder<unknown> =>
  sql`(${year ?? null}::int is null or r.year = ${year ?? null})`;

/** Newest first. */
export const listDepartmentRoundRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { year?: number | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DepartmentRoundRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.created_at, r.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<DepartmentRoundRow>`select ${ROUND} from ${rounds(tenantId)} r
    where ${ofYear(filter.year)} ${past} order by r.created_at ${order}, r.id ${order} limit ${page.limit + 1}`.execute(
    tdb,
  );
  return rows;
};

export const countDepartmentRounds = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { year?: number | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from department_assessment r where r.tenant_id = ${tenantId} and ${ofYear(filter.year)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

/** One, held until the transaction ends when it is to be changed. */
export const findDepartmentRound = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DepartmentRoundRow | undefined> => {
  if (options.lock)
    await sql`select 1 from department_assessment where tenant_id = ${tenantId} and id = ${id}::uuid for update`.execute(
      tdb,
    );
  const { rows } =
    await sql<DepartmentRoundRow>`select ${ROUND} from ${rounds(tenantId)} r where r.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

/** Answers whether it was added: a year has no two of one name. */
export const insertDepartmentRound = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    year: number;
    title: string;
    words: string;
    list: unknown;
    dueOn: string;
    createdBy: string;
    createdByName: string;
  },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('departmentAssessment')
    .values({ ...row, list: JSON.stringify(row.list) })
    .onConflict((conflict) => conflict.columns(['tenantId', 'year', 'title']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export const insertDepartmentSheet = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; assessmentId: string; departmentId: string; departmentName: string },
): Promise<void> => {
  await tdb.insertInto('departmentSheet').values(row).execute();
};

export interface DepartmentSheetListRow {
  id: string;
  assessmentId: string;
  departmentId: string;
  title: string;
  year: number;
  dueOn: string;
  roundState: string;
  departmentName: string;
  state: string;
  selfPercent: number | null;
  submittedAt: string | null;
  submittedByName: string | null;
  returnReason: string | null;
  gotPoints: number | null;
  percent: number | null;
  gradeName: string | null;
  rank: number | null;
}
export interface DepartmentSheetRow extends DepartmentSheetListRow {
  words: string;
  list: unknown;
  selfAnswers: unknown;
  reviewAnswers: unknown;
  opinion: string;
  reviewedByName: string | null;
  rowVersion: number;
}

const sheets = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('departmentSheet as s')
    .innerJoin('departmentAssessment as a', (join) =>
      join.onRef('a.tenantId', '=', 's.tenantId').onRef('a.id', '=', 's.assessmentId'),
    )
    .select(['s.id', 's.assessmentId', 's.departmentId', 'a.title', 'a.year', 'a.dueOn', 'a.state as roundState'])
    .select(['s.departmentName', 's.state', 's.selfPercent', 's.submittedAt', 's.submittedByName', 's.returnReason'])
    .select(['s.gotPoints', 's.percent', 's.gradeName', 's.rank'])
    .where('s.tenantId', '=', tenantId);

/** All of a round, the best first, those without points by name: a unit has no more than 500 departments. */
export const listDepartmentSheets = (
  tdb: TenantDb,
  tenantId: number,
  assessmentId: string,
): Promise<DepartmentSheetListRow[]> =>
  sheets(tdb, tenantId)
    .where('s.assessmentId', '=', assessmentId)
    .orderBy(sql`s.percent desc nulls last`)
    .orderBy(sql`s.department_name collate "zh-x-icu"`)
    .orderBy('s.id')
    .limit(500)
    .execute();

/** Of the departments of one person, newest first. */
export const listSheetsOfDepartments = (
  tdb: TenantDb,
  tenantId: number,
  departmentIds: readonly string[] | undefined,
  page: { cursor: string | undefined; direction: Walk; limit: number },
): Promise<DepartmentSheetListRow[]> => {
  const { cursor, direction, limit } = page;
  let query = sheets(tdb, tenantId);
  if (departmentIds) query = query.where(sql<boolean>`s.department_id = any (${departmentIds as string[]}::uuid[])`);
  if (cursor) query = query.where('s.id', direction === 'after' ? '<' : '>', cursor);
  return query
    .orderBy('s.id', walkOrder('desc', direction))
    .limit(limit + 1)
    .execute();
};

export const findDepartmentSheet = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DepartmentSheetRow | undefined> => {
  const query = sheets(tdb, tenantId)
    .select(['a.words', 'a.list', 's.selfAnswers', 's.reviewAnswers', 's.opinion', 's.reviewedByName', 's.rowVersion'])
    .where('s.id', '=', id);
  return (options.lock ? query.forUpdate('s') : query).executeTakeFirst();
};

export interface DepartmentSheetChange {
  state?: string;
  selfAnswers?: string;
  selfPercent?: number | null;
  /** Handed in by this change, or taken back by it. */
  isSubmitted?: boolean;
  submittedByName?: string | null;
  returnReason?: string | null;
  reviewAnswers?: string;
  opinion?: string;
  gotPoints?: number | null;
  percent?: number | null;
  gradeName?: string | null;
  isReviewed?: boolean;
  reviewedByName?: string | null;
}

const moment = (isNow: boolean | undefined) => (isNow === undefined ? undefined : isNow ? sql<string>`now()` : null);

/** Answers whether it still was the version that was seen. */
export const updateDepartmentSheet = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  { isSubmitted, isReviewed, ...change }: DepartmentSheetChange,
): Promise<boolean> => {
  const [submittedAt, reviewedAt] = [moment(isSubmitted), moment(isReviewed)];
  const result = await tdb
    .updateTable('departmentSheet')
    .set({
      ...change,
      ...(submittedAt === undefined ? {} : { submittedAt }),
      ...(reviewedAt === undefined ? {} : { reviewedAt }),
      rowVersion: sql<number>`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Ranks by percent, equals with equals, and closes. */
export const closeDepartmentRound = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  closedByName: string,
): Promise<void> => {
  await sql`update department_sheet s set rank = ranked.place, row_version = s.row_version + 1
    from (select id, rank() over (order by percent desc)::int as place from department_sheet
      where tenant_id = ${key.tenantId} and assessment_id = ${key.id}::uuid) ranked
    where s.tenant_id = ${key.tenantId} and s.id = ranked.id`.execute(tdb);
  await tdb
    .updateTable('departmentAssessment')
    .set({ state: 'closed', closedAt: sql`now()`, closedByName })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

/** What the filing plan of a year says of a department; undefined where it says nothing. */
export const findDepartmentFiling = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { departmentId: string; filingYear: number },
): Promise<{ expected: number; accepted: number } | undefined> => {
  const { rows } = await sql<{ lines: number; expected: number; accepted: number }>`
    select count(*)::int as lines, coalesce(sum(l.expected_count), 0)::int as expected,
      coalesce(sum((select count(*) from handed_document h where h.tenant_id = ${tenantId} and h.plan_line_id = l.id
        and h.state = 'accepted')), 0)::int as accepted
    from filing_plan_line l join filing_plan p on p.tenant_id = ${tenantId} and p.id = l.plan_id
    where l.tenant_id = ${tenantId} and l.department_id = ${asked.departmentId}::uuid and p.filing_year = ${asked.filingYear}`.execute(
    tdb,
  );
  const [found] = rows;
  return found && found.lines > 0 ? { expected: found.expected, accepted: found.accepted } : undefined;
};

export interface DepartmentFileRow {
  itemCode: string;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}

/** 佐证 of one sheet, item by item in the order in which they were chosen. */
export const listDepartmentFiles = (tdb: TenantDb, tenantId: number, sheetId: string): Promise<DepartmentFileRow[]> =>
  tdb
    .selectFrom('departmentSheetFile as f')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.objectId'),
    )
    .select(['f.itemCode', 'f.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes', 'o.sha256'])
    .where('f.tenantId', '=', tenantId)
    .where('f.sheetId', '=', sheetId)
    .orderBy('f.itemCode')
    .orderBy('f.position')
    .orderBy('f.objectId')
    .limit(1_000)
    .execute();

/** Answers how many of the objects are the tenant's own: another's is none. */
export const replaceDepartmentFiles = async (
  tdb: TenantDb,
  key: { tenantId: number; sheetId: string; itemCode: string },
  objectIds: readonly string[],
): Promise<number> => {
  const { tenantId, sheetId, itemCode } = key;
  await tdb
    .deleteFrom('departmentSheetFile')
    .where('tenantId', '=', tenantId)
    .where('sheetId', '=', sheetId)
    .where('itemCode', '=', itemCode)
    .execute();
  if (objectIds.length === 0) return 0;
  const ids = objectIds as string[];
  const { numAffectedRows } = await sql`
    insert into department_sheet_file (tenant_id, sheet_id, item_code, object_id, position)
    select o.tenant_id, ${sheetId}::uuid, ${itemCode}, o.id, array_position(${ids}::uuid[], o.id)
    from stored_object o where o.tenant_id = ${tenantId} and o.state = 'stored' and o.id = any (${ids}::uuid[])`.execute(
    tdb,
  );
  return Number(numAffectedRows ?? 0n);
};
