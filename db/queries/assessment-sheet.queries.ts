import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import type { AnswerValues } from './checklist-answer.queries.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 考核表 of one unit. What the unit sent in, and whether it objects, is read from the dispatches between the two. */

/**
 * Sheets, each with the newest self-check that answered its request (or the application that it began with) and the
 * objection to its newest score, and where it stands by these.
 */
export const standings = (tenantId: number, chosen: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select s.*, sub.id as submission_id, sub.dispatched_at as submitted_at, sub.body as submission_body,
    case when jsonb_typeof(sub.body -> 'percent') = 'number' then (sub.body ->> 'percent')::float8 end as self_percent,
    coalesce(s.objection_dispatch_id, obj.id) as objection_id,
    case when s.state in ('final', 'excused') then s.state when s.state = 'handed_up' then 'final'
      when s.state = 'scored' then case when obj.id is null then 'scored' else 'objected' end
      when sub.id is not null then 'submitted' else 'waiting' end as standing
  from assessment_sheet s
  left join lateral (
    select a.* from (
      select d.id, d.dispatched_at, d.body from dispatch d
      where d.addressee_tenant_id = ${tenantId} and d.tenant_id = s.subject_tenant_id and d.kind = 'self_check'
        and d.object_id = s.id and d.dispatched_at is not null
      union all
      select d.id, d.dispatched_at, d.body from dispatch d
      where d.addressee_tenant_id = ${tenantId} and d.id = s.source_dispatch_id and d.kind = 'rating_application') a
    order by a.dispatched_at desc, a.id desc limit 1) sub on true
  left join lateral (
    select d.id from dispatch d
    where d.addressee_tenant_id = ${tenantId} and d.tenant_id = s.subject_tenant_id and d.kind = 'assessment_objection'
      and d.in_reply_to = s.score_dispatch_id and d.dispatched_at is not null
    limit 1) obj on true
  where s.tenant_id = ${tenantId} ${chosen})`;

export interface SheetListRow {
  id: string;
  roundId: string | null;
  title: string;
  year: number;
  subjectName: string;
  subjectKind: string;
  standing: string;
  state: string;
  selfPercent: number | null;
  submittedAt: string | null;
  items: number;
  answered: number;
  percent: number | null;
  gradeName: string | null;
  rank: number | null;
  handedUpBy: string | null;
  objectionUntil: string | null;
  createdAt: string;
}

export interface SheetFilter {
  roundId?: string | undefined;
  purpose?: string | undefined;
  standing?: string | undefined;
  search?: string | undefined;
}

const conditions = (filter: SheetFilter): RawBuilder<unknown> => {
  const search = filter.search === undefined ? null : containing(filter.search);
  return sql`(${filter.standing ?? null}::text is null or x.standing = ${filter.standing ?? null})
    and (${search}::text is null or x.subject_name ilike ${search} or x.title ilike ${search})`;
};
const chosen = (filter: SheetFilter): RawBuilder<unknown> => sql`
  and (${filter.roundId ?? null}::uuid is null or s.round_id = ${filter.roundId ?? null})
  and (${filter.purpose ?? null}::text is null or s.purpose = ${filter.purpose ?? null})`;

/** The best first within a round that is scored, then by name. */
const place = sql`coalesce(1000 - x.percent, 2000)::float8`;

export const listSheetRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: SheetFilter,
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<(SheetListRow & { place: number })[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (${place}, x.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::float8, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<SheetListRow & { place: number }>`
    select x.id, x.round_id, x.title, x.year, x.subject_name, x.subject_kind, x.standing, x.state, x.self_percent,
      x.submitted_at, jsonb_array_length(x.list -> 'items') as items, x.percent, x.grade_name, x.rank, x.handed_up_by,
      x.objection_until, x.created_at, ${place} as place,
      (select count(*)::int from assessment_answer a where a.tenant_id = ${tenantId} and a.sheet_id = x.id) as answered
    from ${standings(tenantId, chosen(filter))} x where ${conditions(filter)} ${past}
    order by ${place} ${order}, x.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countSheetRows = async (tdb: TenantDb, tenantId: number, filter: SheetFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${standings(tenantId, chosen(filter))} x where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

export interface SheetRow {
  id: string;
  roundId: string | null;
  roundTitle: string | null;
  purpose: string;
  year: number;
  title: string;
  list: unknown;
  subjectTenantId: number;
  subjectName: string;
  subjectKind: string;
  ratingKind: string | null;
  targetLevel: string | null;
  sourceDispatchId: string | null;
  handedUpBy: string | null;
  state: string;
  standing: string;
  gotPoints: number | null;
  fullPoints: number | null;
  percent: number | null;
  gradeName: string | null;
  rank: number | null;
  opinion: string;
  scoreDispatchId: string | null;
  scoredOn: string | null;
  objectionUntil: string | null;
  objectionId: string | null;
  objectionAnswer: string | null;
  excusedReason: string | null;
  submissionId: string | null;
  submittedAt: string | null;
  submissionBody: unknown;
  rowVersion: number;
}

/** One sheet, held until the transaction ends when it is to be changed. */
export const findSheet = async (
  tdb: TenantDb,
  tenantId: number,
  sheetId: string,
  options: { lock?: boolean } = {},
): Promise<SheetRow | undefined> => {
  if (options.lock)
    await sql`select 1 from assessment_sheet where tenant_id = ${tenantId} and id = ${sheetId}::uuid for update`.execute(
      tdb,
    );
  const { rows } = await sql<SheetRow>`
    select x.id, x.round_id, r.title as round_title, x.purpose, x.year, x.title, x.list, x.subject_tenant_id,
      x.subject_name, x.subject_kind, x.rating_kind, x.target_level, x.source_dispatch_id,
      x.handed_up_by, x.state, x.standing, x.got_points,
      x.full_points, x.percent, x.grade_name, x.rank, x.opinion, x.score_dispatch_id, x.scored_on, x.objection_until,
      x.objection_id, x.objection_answer, x.excused_reason, x.submission_id, x.submitted_at, x.submission_body, x.row_version
    from ${standings(tenantId, sql`and s.id = ${sheetId}::uuid`)} x
    left join assessment_round r on r.tenant_id = ${tenantId} and r.id = x.round_id`.execute(tdb);
  return rows[0];
};

export interface SheetInsert {
  tenantId: number;
  id: string;
  roundId: string | null;
  purpose: string;
  year: number;
  title: string;
  list: unknown;
  subjectTenantId: number;
  subjectName: string;
  subjectKind: string;
  ratingKind: string | null;
  targetLevel: string | null;
  sourceDispatchId: string | null;
  handedUpBy: string | null;
}

/** Answers whether it was added: an application is taken up once. */
export const insertSheet = async (tdb: TenantDb, row: SheetInsert): Promise<boolean> => {
  const result = await tdb
    .insertInto('assessmentSheet')
    .values({ ...row, list: JSON.stringify(row.list) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export interface SheetChange {
  state?: string;
  fullPoints?: number;
  gotPoints?: number;
  percent?: number;
  gradeCode?: string | null;
  gradeName?: string | null;
  opinion?: string;
  scoreDispatchId?: string;
  scoredOn?: string;
  scoredByName?: string;
  objectionUntil?: string | null;
  objectionDispatchId?: string;
  objectionAnswer?: string;
  excusedReason?: string;
  finalOn?: string;
}

export const updateSheet = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  change: SheetChange,
): Promise<void> => {
  await tdb
    .updateTable('assessmentSheet')
    .set({ ...change, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface OfficeAnswerRow extends AnswerValues {
  itemCode: string;
  isTakenOver: boolean;
  answeredByName: string;
  rowVersion: number;
}

export const listOfficeAnswers = (tdb: TenantDb, tenantId: number, sheetId: string): Promise<OfficeAnswerRow[]> =>
  tdb
    .selectFrom('assessmentAnswer')
    .select(['itemCode', 'verdict', 'countValue', 'sampleSize', 'sampleFaults', 'points', 'note'])
    .select(['isTakenOver', 'answeredByName', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('sheetId', '=', sheetId)
    .orderBy('itemCode')
    .limit(1000)
    .execute();

/** Writes an answer over the version that was seen (0: none yet). Answers whether it was still that version. */
export const saveOfficeAnswer = async (
  tdb: TenantDb,
  key: { tenantId: number; sheetId: string; itemCode: string },
  rowVersion: number,
  values: AnswerValues & { isTakenOver: boolean; answeredBy: string; answeredByName: string },
): Promise<boolean> => {
  if (rowVersion === 0) {
    const added = await tdb
      .insertInto('assessmentAnswer')
      .values({ ...key, ...values })
      .onConflict((conflict) => conflict.columns(['tenantId', 'sheetId', 'itemCode']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('assessmentAnswer')
    .set({ ...values, answeredAt: sql`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('sheetId', '=', key.sheetId)
    .where('itemCode', '=', key.itemCode)
    .where('rowVersion', '=', rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
