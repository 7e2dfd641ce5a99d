import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { GrantDb, TenantDb } from '../client.ts';
import { findingStandings, standingCounts } from './inspection-standing.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

export interface ChecklistRow {
  id: string;
  code: string;
  name: string;
  version: number;
  items: unknown;
}

/** The newest version of each checklist that the tenant has taken over. */
export const listChecklistRows = (tdb: TenantDb, tenantId: number): Promise<ChecklistRow[]> =>
  tdb
    .selectFrom('checklist')
    .distinctOn('code')
    .select(['id', 'code', 'name', 'version', 'items'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'published')
    .orderBy('code')
    .orderBy('version', 'desc')
    .limit(100)
    .execute();

export const findChecklistRow = async (
  tdb: TenantDb,
  tenantId: number,
  code: string,
): Promise<ChecklistRow | undefined> =>
  tdb
    .selectFrom('checklist')
    .select(['id', 'code', 'name', 'version', 'items'])
    .where('tenantId', '=', tenantId)
    .where('code', '=', code)
    .where('state', '=', 'published')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Answers whether this call added it: two people may take the same template over at once. */
export const insertChecklistOnce = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; code: string; name: string; items: unknown },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('checklist')
    .values({ ...row, items: JSON.stringify(row.items) })
    .onConflict((conflict) => conflict.columns(['tenantId', 'code', 'version']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export interface CampaignRow {
  id: string;
  kind: string;
  title: string;
  year: number;
  roundNumber: number;
  jointPartners: string[];
  jointPeople: unknown;
  checklistId: string;
  checklistCode: string;
  checklistName: string;
  checklistItems: unknown;
  subjectKind: string;
  furtherKinds: string[];
  theme: string | null;
  planLineId: string | null;
  selectedBy: string;
  selectionReason: string | null;
  pool: unknown;
  drawSheet: unknown;
  drawSeed: string | null;
  drawnAt: string | null;
  drawn: unknown;
  noticeOn: string | null;
  state: string;
  createdAt: string;
}

/** Two campaigns of one kind made at once must not get one number: the counter's row is the lock. */
export const nextNumber = async (tdb: TenantDb, tenantId: number, scope: string): Promise<number> => {
  const { lastNumber } = await tdb
    .insertInto('numberCounter')
    .values({ tenantId, scope, lastNumber: 1 })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'scope']).doUpdateSet({ lastNumber: sql`number_counter.last_number + 1` }),
    )
    .returning('lastNumber')
    .executeTakeFirstOrThrow();
  return lastNumber;
};

export const insertCampaign = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    kind: string;
    title: string;
    year: number;
    roundNumber: number;
    jointPartners: string[];
    checklistId: string;
    subjectKind: string;
    furtherKinds: string[];
    theme: string | null;
    planLineId: string | null;
    selectedBy: string;
    createdBy: string;
  },
): Promise<void> => {
  await tdb.insertInto('inspectionCampaign').values(row).execute();
};

/** 联合检查人员 of the round, all of them at once. */
export const setJointPeople = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string },
  people: readonly object[],
): Promise<void> => {
  await tdb
    .updateTable('inspectionCampaign')
    .set({ jointPeople: JSON.stringify(people) })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.campaignId)
    .execute();
};

const selectCampaign = (tdb: TenantDb, tenantId: number, campaignId: string) =>
  tdb
    .selectFrom('inspectionCampaign as c')
    .innerJoin('checklist as l', (join) =>
      join.onRef('l.tenantId', '=', 'c.tenantId').onRef('l.id', '=', 'c.checklistId'),
    )
    .select([
      'c.id',
      'c.kind',
      'c.title',
      'c.year',
      'c.roundNumber',
      'c.jointPartners',
      'c.jointPeople',
      'c.checklistId',
      'l.code as checklistCode',
      'l.name as checklistName',
      'l.items as checklistItems',
      'c.subjectKind',
      'c.furtherKinds',
      'c.theme',
      'c.planLineId',
      'c.selectedBy',
      'c.selectionReason',
      'c.pool',
      'c.drawSheet',
      'c.drawSeed',
      'c.drawnAt',
      'c.drawn',
      'c.noticeOn',
      'c.state',
      'c.createdAt',
    ])
    .where('c.tenantId', '=', tenantId)
    .where('c.id', '=', campaignId);

export const findCampaign = (tdb: TenantDb, tenantId: number, campaignId: string): Promise<CampaignRow | undefined> =>
  selectCampaign(tdb, tenantId, campaignId).executeTakeFirst();

export const findCampaignForUpdate = (
  tdb: TenantDb,
  tenantId: number,
  campaignId: string,
): Promise<CampaignRow | undefined> => selectCampaign(tdb, tenantId, campaignId).forUpdate('c').executeTakeFirst();

const updateCampaign = (tdb: TenantDb, tenantId: number, campaignId: string) =>
  tdb
    .updateTable('inspectionCampaign')
    .set({ rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', campaignId);

export const setCampaignState = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string },
  state: string,
): Promise<void> => {
  await updateCampaign(tdb, key.tenantId, key.campaignId).set({ state }).execute();
};

export const setCampaignNoticed = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string },
  dates: { noticeOn: string; startOn: string },
): Promise<void> => {
  await updateCampaign(tdb, key.tenantId, key.campaignId)
    .set({ ...dates, state: 'noticed' })
    .execute();
};

export const startCampaign = async (tdb: TenantDb, tenantId: number, campaignId: string): Promise<void> => {
  await updateCampaign(tdb, tenantId, campaignId).set({ state: 'inspecting' }).where('state', '=', 'noticed').execute();
};

/** Closes the campaign when nothing of it is still going on. Answers whether it did. */
export const closeCampaignWhenDone = async (tdb: TenantDb, tenantId: number, campaignId: string): Promise<boolean> => {
  const result = await updateCampaign(tdb, tenantId, campaignId)
    .set({ state: 'closed', endOn: sql`(now() at time zone 'Asia/Shanghai')::date` })
    .where('state', 'in', ['noticed', 'inspecting'])
    .where(
      sql<boolean>`not exists (select 1 from inspection i where i.tenant_id = ${tenantId} and i.campaign_id = ${campaignId} and i.state not in ('closed', 'cancelled'))`,
    )
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface CampaignListRow {
  id: string;
  kind: string;
  title: string;
  year: number;
  roundNumber: number;
  jointPartners: string[];
  subjectKind: string;
  furtherKinds: string[];
  theme: string | null;
  selectedBy: string;
  state: string;
  noticeOn: string | null;
  createdAt: string;
  unitCount: number;
  closedCount: number;
  openFindings: number;
}

export interface CampaignFilter {
  state?: string | undefined;
  kind?: string | undefined;
  year?: number | undefined;
  search?: string | undefined;
}

const campaignConditions = (tenantId: number, filter: CampaignFilter): RawBuilder<unknown> => sql`
  c.tenant_id = ${tenantId}
  and (${filter.state ?? null}::text is null or c.state = ${filter.state ?? null})
  and (${filter.kind ?? null}::text is null or c.kind = ${filter.kind ?? null})
  and (${filter.year ?? null}::int is null or c.year = ${filter.year ?? null})
  and (${filter.search ?? null}::text is null or c.title ilike ${containing(filter.search ?? '')})`;

/** Newest first. */
export const listCampaignRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: CampaignFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CampaignListRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (c.created_at, c.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<CampaignListRow>`
    with near as (
      select c.* from inspection_campaign c where ${campaignConditions(tenantId, filter)} ${past}
      order by c.created_at ${order}, c.id ${order} limit ${page.limit + 1})
    select c.id, c.kind, c.title, c.year, c.round_number, c.joint_partners, c.subject_kind, c.further_kinds, c.theme, c.selected_by, c.state,
      c.notice_on, c.created_at,
      coalesce(i.units, jsonb_array_length(c.drawn -> 'units'), 0) as unit_count, coalesce(i.closed, 0) as closed_count,
      coalesce(s.open_findings, 0) as open_findings
    from near c
    left join lateral (select nullif(count(*), 0)::int as units, count(*) filter (where state = 'closed')::int as closed
      from inspection where tenant_id = ${tenantId} and campaign_id = c.id) i on true
    left join lateral (select ${standingCounts} from ${findingStandings(tenantId)} s where s.campaign_id = c.id) s on true
    order by c.created_at ${order}, c.id ${order}`.execute(tdb);
  return rows;
};

export const countCampaignRows = async (tdb: TenantDb, tenantId: number, filter: CampaignFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from inspection_campaign c where ${campaignConditions(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

/** The moment of an act and its day in Shanghai, by the database's clock. */
export const readClock = async (db: TenantDb | GrantDb): Promise<{ now: string; today: string }> => {
  const { rows } = await sql<{
    now: string;
    today: string;
  }>`select date_trunc('milliseconds', clock_timestamp()) as now,
    (clock_timestamp() at time zone 'Asia/Shanghai')::date as today`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the database has no clock');
  return row;
};
