import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 归档范围和保管期限表 and its rules. */

export interface ScheduleRecord {
  id: string;
  versionNumber: number;
  kind: string;
  state: string;
  ruleCount: number;
  submissionId: string | null;
  submittedOn: string | null;
  approverName: string | null;
  approvalNumber: string | null;
  approvedOn: string | null;
  returnedReason: string | null;
  supersededOn: string | null;
  rowVersion: number;
  /** The answer to the submission, once the authority has sent one. */
  decisionId: string | null;
}

const schedules = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('retentionSchedule as s')
    .leftJoin('dispatch as a', (join) =>
      join
        .onRef('a.addresseeTenantId', '=', 's.tenantId')
        .onRef('a.inReplyTo', '=', 's.submissionId')
        .on('a.kind', '=', 'schedule_decision'),
    )
    .select(['s.id', 's.versionNumber', 's.kind', 's.state', 's.submissionId', 's.submittedOn', 's.approverName'])
    .select(['s.approvalNumber', 's.approvedOn', 's.returnedReason', 's.supersededOn', 's.rowVersion'])
    .select('a.id as decisionId')
    .select(
      sql<number>`(select count(*)::int from retention_rule r where r.tenant_id = s.tenant_id and r.schedule_id = s.id)`.as(
        'ruleCount',
      ),
    )
    .where('s.tenantId', '=', tenantId);

/** All versions: the database keeps a unit from having more than 200. */
export const listScheduleRows = (tdb: TenantDb, tenantId: number): Promise<ScheduleRecord[]> =>
  schedules(tdb, tenantId).orderBy('s.versionNumber', 'desc').limit(200).execute();

export const findSchedule = (tdb: TenantDb, tenantId: number, id: string): Promise<ScheduleRecord | undefined> =>
  schedules(tdb, tenantId).where('s.id', '=', id).executeTakeFirst();

export const findApprovedSchedule = (tdb: TenantDb, tenantId: number): Promise<ScheduleRecord | undefined> =>
  schedules(tdb, tenantId).where('s.state', '=', 'approved').executeTakeFirst();

/** The next version, as a draft. */
export const insertSchedule = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; kind: string; createdBy: string },
): Promise<void> => {
  await sql`insert into retention_schedule (tenant_id, id, version_number, kind, created_by)
    select ${row.tenantId}::int, ${row.id}::uuid, coalesce(max(version_number), 0) + 1, ${row.kind}, ${row.createdBy}::uuid
    from retention_schedule where tenant_id = ${row.tenantId}`.execute(tdb);
};

/** Moves a schedule, or only marks that it was edited. False when it is no longer as it was read. */
export const updateSchedule = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number; states: readonly string[] },
  values: {
    state?: string;
    submissionId?: string;
    submittedOn?: string;
    approverName?: string;
    approvalNumber?: string;
    approvedOn?: string;
    returnedReason?: string | null;
  },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('retentionSchedule')
    .set({ ...values, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', 'in', [...key.states])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const supersedeApproved = async (tdb: TenantDb, tenantId: number, on: string): Promise<void> => {
  await tdb
    .updateTable('retentionSchedule')
    .set({ state: 'superseded', supersededOn: on, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'approved')
    .execute();
};

export interface RuleRecord {
  id: string;
  position: number;
  code: string;
  categoryCode: string;
  description: string;
  retentionCode: string;
  basis: string;
  isMinimum: boolean;
  source: string | null;
  returnedReason: string | null;
}
export type RuleValues = Omit<RuleRecord, 'id' | 'position' | 'returnedReason'>;
const RULE = [
  'id',
  'position',
  'code',
  'categoryCode',
  'description',
  'retentionCode',
  'basis',
  'isMinimum',
  'source',
  'returnedReason',
] as const;

/** How many rules a schedule may have; a slip in a workbook must not make more. */
export const MOST_RULES = 2_000;

export const listRuleRows = (tdb: TenantDb, tenantId: number, scheduleId: string): Promise<RuleRecord[]> =>
  tdb
    .selectFrom('retentionRule')
    .select(RULE)
    .where('tenantId', '=', tenantId)
    .where('scheduleId', '=', scheduleId)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_RULES)
    .execute();

/** A rule of the schedule in force. */
export const findApprovedRule = (tdb: TenantDb, tenantId: number, id: string): Promise<RuleRecord | undefined> =>
  tdb
    .selectFrom('retentionRule as r')
    .innerJoin('retentionSchedule as s', (join) =>
      join.onRef('s.tenantId', '=', 'r.tenantId').onRef('s.id', '=', 'r.scheduleId'),
    )
    .select(['r.id', 'r.position', 'r.code', 'r.categoryCode', 'r.description', 'r.retentionCode', 'r.basis'])
    .select(['r.isMinimum', 'r.source', 'r.returnedReason'])
    .where('r.tenantId', '=', tenantId)
    .where('r.id', '=', id)
    .where('s.state', '=', 'approved')
    .executeTakeFirst();

/** The rule that a record was confirmed under, of whichever version of the schedule. */
export const findItemRule = (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
): Promise<Pick<RuleRecord, 'code' | 'description'> | undefined> =>
  tdb
    .selectFrom('archiveItem as i')
    .innerJoin('retentionRule as r', (join) =>
      join.onRef('r.tenantId', '=', 'i.tenantId').onRef('r.id', '=', 'i.scheduleRuleId'),
    )
    .select(['r.code', 'r.description'])
    .where('i.tenantId', '=', tenantId)
    .where('i.id', '=', itemId)
    .executeTakeFirst();

export const insertRules = async (
  tdb: TenantDb,
  place: { tenantId: number; scheduleId: string },
  rules: readonly (RuleValues & { id: string })[],
): Promise<void> => {
  if (rules.length === 0) return;
  await sql`insert into retention_rule (tenant_id, id, schedule_id, position, code, category_code, description, retention_code, basis, is_minimum, source)
    select ${place.tenantId}::int, r.id, ${place.scheduleId}::uuid,
      r.position + coalesce((select max(position) from retention_rule where tenant_id = ${place.tenantId} and schedule_id = ${place.scheduleId}::uuid), 0),
      r.code, r."categoryCode", r.description, r."retentionCode", r.basis, r."isMinimum", r.source
    from json_to_recordset(${JSON.stringify(rules.map((rule, at) => ({ ...rule, position: at + 1 })))}::json)
      as r(id uuid, position int, code text, "categoryCode" text, description text, "retentionCode" text, basis text, "isMinimum" boolean, source text)`.execute(
    tdb,
  );
};

export const updateRuleRow = async (
  tdb: TenantDb,
  key: { tenantId: number; scheduleId: string; id: string },
  values: RuleValues,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('retentionRule')
    .set({ ...values, returnedReason: null })
    .where('tenantId', '=', key.tenantId)
    .where('scheduleId', '=', key.scheduleId)
    .where('id', '=', key.id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const deleteRuleRow = async (
  tdb: TenantDb,
  key: { tenantId: number; scheduleId: string; id: string },
): Promise<boolean> => {
  const row = await tdb
    .deleteFrom('retentionRule')
    .where('tenantId', '=', key.tenantId)
    .where('scheduleId', '=', key.scheduleId)
    .where('id', '=', key.id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Of a draft that a workbook replaces. */
export const deleteRules = async (tdb: TenantDb, tenantId: number, scheduleId: string): Promise<void> => {
  await tdb.deleteFrom('retentionRule').where('tenantId', '=', tenantId).where('scheduleId', '=', scheduleId).execute();
};

/** Writes the authority's remarks beside the rules. */
export const markReturnedRules = async (
  tdb: TenantDb,
  place: { tenantId: number; scheduleId: string },
  reasons: readonly { code: string; reason: string }[],
): Promise<void> => {
  await sql`update retention_rule r set returned_reason = w.reason
    from unnest(${reasons.map((one) => one.code)}::text[], ${reasons.map((one) => one.reason)}::text[]) as w (code, reason)
    where r.tenant_id = ${place.tenantId} and r.schedule_id = ${place.scheduleId}::uuid and r.code = w.code`.execute(
    tdb,
  );
};

export interface ReviewRecord {
  submissionId: string;
  unitTenantId: number;
  unitName: string;
  body: unknown;
  submittedAt: string;
  decisionBody: unknown;
  documentNumber: string | null;
}

const reviews = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('dispatch as d')
    .leftJoin('dispatch as a', (join) =>
      join.onRef('a.inReplyTo', '=', 'd.id').on('a.tenantId', '=', tenantId).on('a.kind', '=', 'schedule_decision'),
    )
    .select(['d.id as submissionId', 'd.tenantId as unitTenantId', 'd.senderName as unitName', 'd.body'])
    .select(sql<string>`d.dispatched_at`.as('submittedAt'))
    .select(['a.body as decisionBody', 'a.documentNumber'])
    .where('d.addresseeTenantId', '=', tenantId)
    .where('d.dispatchedAt', 'is not', null)
    .where('d.kind', '=', 'retention_schedule');

type ReviewState = 'waiting' | 'decided' | 'all';
const inState = (tdb: TenantDb, tenantId: number, state: ReviewState) => {
  const query = reviews(tdb, tenantId);
  return state === 'all' ? query : query.where('a.id', state === 'waiting' ? 'is' : 'is not', null);
};

/** Schedules that units have submitted to this authority: waiting ones first, then the newest. One more than asked for. */
export const listReviewRows = (
  tdb: TenantDb,
  tenantId: number,
  state: ReviewState,
  page: { cursor: [boolean, string, string] | undefined; direction: Walk; limit: number },
): Promise<ReviewRecord[]> => {
  const { cursor, direction, limit } = page;
  const order = walkOrder('desc', direction);
  const isBeyond =
    beyond('desc', direction) === '<'
      ? sql<boolean>`(a.id is null, d.dispatched_at, d.id) < (${cursor?.[0]}::boolean, ${cursor?.[1]}::timestamptz, ${cursor?.[2]}::uuid)`
      : sql<boolean>`(a.id is null, d.dispatched_at, d.id) > (${cursor?.[0]}::boolean, ${cursor?.[1]}::timestamptz, ${cursor?.[2]}::uuid)`;
  return inState(tdb, tenantId, state)
    .$if(cursor !== undefined, (query) => query.where(isBeyond))
    .orderBy(sql`a.id is null`, order)
    .orderBy('d.dispatchedAt', order)
    .orderBy('d.id', order)
    .limit(limit + 1)
    .execute();
};
export const countReviewRows = (tdb: TenantDb, tenantId: number, state: ReviewState): Promise<number> =>
  countUpToCap(tdb, inState(tdb, tenantId, state));

export const findReview = (tdb: TenantDb, tenantId: number, submissionId: string): Promise<ReviewRecord | undefined> =>
  reviews(tdb, tenantId).where('d.id', '=', submissionId).executeTakeFirst();
