import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { findingStandings, standingCounts } from './inspection-standing.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

export interface InspectionRow {
  id: string;
  campaignId: string;
  subjectTenantId: number;
  subjectName: string;
  subjectKind: string;
  selectedBy: string;
  inspectorAccountIds: string[];
  inspectorNames: string[];
  noticeNumber: string | null;
  noticeDispatchId: string | null;
  grantId: string | null;
  scheduledOn: string | null;
  inspectedOn: string | null;
  state: string;
  conclusion: string | null;
  result: string | null;
  closedOn: string | null;
  recordObjectId: string | null;
  /** 联合检查人员: a list of them, as the notice named them. */
  jointPeople: unknown;
}

const COLUMNS = [
  'id',
  'campaignId',
  'subjectTenantId',
  'subjectName',
  'subjectKind',
  'selectedBy',
  'inspectorAccountIds',
  'inspectorNames',
  'noticeNumber',
  'noticeDispatchId',
  'grantId',
  'scheduledOn',
  'inspectedOn',
  'state',
  'conclusion',
  'result',
  'closedOn',
  'recordObjectId',
  'jointPeople',
] as const;

export const insertInspection = async (
  tdb: TenantDb,
  row: Omit<InspectionRow, 'inspectedOn' | 'conclusion' | 'result' | 'closedOn' | 'recordObjectId'> & {
    tenantId: number;
  },
): Promise<void> => {
  await tdb
    .insertInto('inspection')
    .values({ ...row, jointPeople: JSON.stringify(row.jointPeople) })
    .execute();
};

export const setInspectionNoticed = async (
  tdb: TenantDb,
  key: { tenantId: number; inspectionId: string },
  notice: { noticeNumber: string; noticeDispatchId: string; grantId: string },
): Promise<void> => {
  await tdb
    .updateTable('inspection')
    .set(notice)
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.inspectionId)
    .execute();
};

const selectInspection = (tdb: TenantDb, tenantId: number, inspectionId: string) =>
  tdb.selectFrom('inspection').select(COLUMNS).where('tenantId', '=', tenantId).where('id', '=', inspectionId);

export const findInspection = (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<InspectionRow | undefined> => selectInspection(tdb, tenantId, inspectionId).executeTakeFirst();

export const findInspectionForUpdate = (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<InspectionRow | undefined> => selectInspection(tdb, tenantId, inspectionId).forUpdate().executeTakeFirst();

const updateInspection = (tdb: TenantDb, tenantId: number, inspectionId: string) =>
  tdb
    .updateTable('inspection')
    .set({ rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', inspectionId);

/** The first finding, or the first look, is the day of the inspection. */
export const startInspection = async (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<void> => {
  await updateInspection(tdb, tenantId, inspectionId)
    .set({ state: 'inspecting', inspectedOn: sql`coalesce(inspected_on, (now() at time zone 'Asia/Shanghai')::date)` })
    .where('state', '=', 'noticed')
    .execute();
};

export const setInspectionState = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
  state: string,
): Promise<void> => {
  await updateInspection(tdb, tenantId, inspectionId).set({ state }).execute();
};

export const closeInspectionRow = async (
  tdb: TenantDb,
  key: { tenantId: number; inspectionId: string },
  closing: {
    conclusion: string;
    result: string;
    closedOn: string;
    inspectedOn: string;
    recordObjectId: string;
    scorePercent: number | null;
    scoreGrade: string | null;
    scoreSections: string;
  },
): Promise<void> => {
  await updateInspection(tdb, key.tenantId, key.inspectionId)
    .set({ ...closing, state: 'closed' })
    .execute();
};

export interface InspectionListRow {
  id: string;
  campaignId: string;
  campaignTitle: string;
  subjectTenantId: number;
  subjectSlug: string | null;
  subjectName: string;
  subjectKind: string;
  inspectorNames: string[];
  noticeNumber: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  scheduledOn: string | null;
  state: string;
  result: string | null;
  closedOn: string | null;
  findings: number;
  openFindings: number;
  overdueFindings: number;
  grantLiveUntil: string | null;
  createdAt: string;
}

export interface InspectionFilter {
  campaignId?: string | undefined;
  state?: string | undefined;
  search?: string | undefined;
  inspectorAccountId?: string | undefined;
}

const conditions = (tenantId: number, filter: InspectionFilter): RawBuilder<unknown> => sql`
  i.tenant_id = ${tenantId}
  and (${filter.campaignId ?? null}::uuid is null or i.campaign_id = ${filter.campaignId ?? null})
  and (${filter.state ?? null}::text is null or i.state = ${filter.state ?? null})
  and (${filter.inspectorAccountId ?? null}::uuid is null or ${filter.inspectorAccountId ?? null} = any (i.inspector_account_ids))
  and (${filter.search ?? null}::text is null or i.subject_name ilike ${containing(filter.search ?? '')}
    or i.notice_number ilike ${containing(filter.search ?? '')})`;

/** Newest first. The slug is that of today's supervision: null when the unit has left it. */
export const listInspectionRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: InspectionFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<InspectionListRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (i.created_at, i.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<InspectionListRow>`
    with near as (
      select i.* from inspection i where ${conditions(tenantId, filter)} ${past}
      order by i.created_at ${order}, i.id ${order} limit ${page.limit + 1}),
    known as (select distinct on (tenant_id) tenant_id, slug from known_tenants() where depth > 0 order by tenant_id)
    select i.id, i.campaign_id, c.title as campaign_title, i.subject_tenant_id, k.slug as subject_slug, i.subject_name,
      i.subject_kind, i.inspector_names, i.notice_number, i.scheduled_on, i.state, i.result, i.closed_on, i.created_at,
      receipt.dispatched_at as acknowledged_at, receipt.received_by as acknowledged_by,
      (select g.valid_to from access_grant g where g.tenant_id = ${tenantId} and g.id = i.grant_id and g.revoked_at is null
        and g.valid_from <= now() and g.valid_to > now()) as grant_live_until,
      coalesce(s.findings, 0) as findings, coalesce(s.open_findings, 0) as open_findings,
      coalesce(s.overdue_findings, 0) as overdue_findings
    from near i
    join inspection_campaign c on c.tenant_id = ${tenantId} and c.id = i.campaign_id
    left join known k on k.tenant_id = i.subject_tenant_id
    left join lateral (select r.dispatched_at, r.body ->> 'receivedBy' as received_by from dispatch r
      where r.addressee_tenant_id = ${tenantId} and r.tenant_id = i.subject_tenant_id and r.kind = 'receipt'
        and r.in_reply_to = i.notice_dispatch_id order by r.dispatched_at, r.id limit 1) receipt on true
    left join lateral (select ${standingCounts} from ${findingStandings(tenantId)} s where s.inspection_id = i.id) s on true
    order by i.created_at ${order}, i.id ${order}`.execute(tdb);
  return rows;
};

export const countInspectionRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: InspectionFilter,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from inspection i where ${conditions(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface InspectionGrantRow {
  grantId: string;
  isLive: boolean;
  validFrom: string;
  validTo: string;
  endedAt: string | null;
  recordClasses: string[];
  categoryCodes: string[] | null;
  yearFrom: number;
  yearTo: number;
  registers: string[] | null;
  roomCodes: string[] | null;
  registerCodes: string[] | null;
  reason: string;
}

/** The grant that an inspection opened, live or ended, by the database's clock. */
export const findInspectionGrant = async (
  tdb: TenantDb,
  tenantId: number,
  grantId: string,
): Promise<InspectionGrantRow | undefined> => {
  const { rows } = await sql<InspectionGrantRow>`
    select id as grant_id, revoked_at is null and valid_from <= now() and valid_to > now() as is_live, valid_from, valid_to,
      coalesce(revoked_at, case when valid_to <= now() then valid_to end) as ended_at, record_classes, category_codes,
      coalesce(year_from, 1000) as year_from, coalesce(year_to, 2999) as year_to, registers, room_codes, register_codes, reason
    from access_grant where tenant_id = ${tenantId} and id = ${grantId}`.execute(tdb);
  return rows[0];
};
