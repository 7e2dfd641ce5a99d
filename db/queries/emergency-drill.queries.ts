import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { todayInShanghai } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 应急演练: the unit's own rows. */

export interface DrillPlan {
  title: string;
  planVersion: string;
  scenario: string;
  mode: string;
  plannedOn: string;
  place: string;
  script: string;
  people: unknown;
}
export interface DrillRow extends DrillPlan {
  id: string;
  heldOn: string | null;
  recoveryMinutes: number | null;
  issues: string | null;
  improvement: string | null;
  improveBy: string | null;
  cancelReason: string | null;
  state: string;
  peopleCount: number;
  isOverdue: boolean;
  rowVersion: number;
}

const drills = (tenantId: number): RawBuilder<unknown> => sql`(
  select d.id, d.title, d.plan_version, d.scenario, d.mode, d.planned_on, d.place, d.script, d.people, d.held_on,
    d.recovery_minutes, d.issues, d.improvement, d.improve_by, d.cancel_reason, d.state, d.row_version,
    jsonb_array_length(d.people) as people_count, d.state = 'planned' and d.planned_on < ${todayInShanghai} as is_overdue
  from emergency_drill d where d.tenant_id = ${tenantId})`;
const COLUMNS = sql`v.id, v.title, v.plan_version, v.scenario, v.mode, v.planned_on, v.place, v.script, v.people, v.held_on,
  v.recovery_minutes, v.issues, v.improvement, v.improve_by, v.cancel_reason, v.state, v.row_version, v.people_count, v.is_overdue`;
const ofState = (state: string | undefined): RawBuilder<unknown> =>
  sql`(${state ?? null}::text is null or v.state = ${state ?? null})`;

/** The one planned last first. */
export const listDrillRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DrillRow[]> => {
  const order = sql.raw(walkOrder('desc', page.direction));
  const past = page.cursor
    ? sql`and (v.planned_on, v.id) ${sql.raw(beyond('desc', page.direction))} (${page.cursor[0]}::date, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<DrillRow>`
    select ${COLUMNS} from ${drills(tenantId)} v where ${ofState(filter.state)} ${past}
    order by v.planned_on ${order}, v.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countDrillRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${drills(tenantId)} v where ${ofState(filter.state)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findDrill = async (tdb: TenantDb, tenantId: number, id: string): Promise<DrillRow | undefined> => {
  const { rows } = await sql<DrillRow>`
    select ${COLUMNS} from ${drills(tenantId)} v where v.id = ${id}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export const insertDrill = async (
  tdb: TenantDb,
  row: DrillPlan & { tenantId: number; id: string; createdBy: string },
): Promise<void> => {
  await tdb
    .insertInto('emergencyDrill')
    .values({ ...row, people: JSON.stringify(row.people) })
    .execute();
};

interface DrillKey {
  tenantId: number;
  id: string;
  rowVersion: number;
}
const planned = (tdb: TenantDb, key: DrillKey) =>
  tdb
    .updateTable('emergencyDrill')
    .set({ rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'planned');

/** Answers whether it was still planned and had the version. */
export const reviewDrillRow = async (
  tdb: TenantDb,
  key: DrillKey,
  review: {
    heldOn: string;
    people: unknown;
    recoveryMinutes: number | null;
    issues: string;
    improvement: string;
    improveBy: string | null;
  },
): Promise<boolean> => {
  const changed = await planned(tdb, key)
    .set({ ...review, people: JSON.stringify(review.people), state: 'reviewed' })
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export const cancelDrillRow = async (tdb: TenantDb, key: DrillKey, cancelReason: string): Promise<boolean> => {
  const changed = await planned(tdb, key).set({ cancelReason, state: 'cancelled' }).executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** Answers how many of the objects are the tenant's own: another's is none. */
export const insertDrillPhotos = async (
  tdb: TenantDb,
  key: { tenantId: number; drillId: string },
  objectIds: readonly string[],
): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into emergency_drill_photo (tenant_id, drill_id, object_id, position)
    select o.tenant_id, ${key.drillId}::uuid, o.id, array_position(${objectIds as string[]}::uuid[], o.id)
    from stored_object o where o.tenant_id = ${key.tenantId} and o.id = any (${objectIds as string[]}::uuid[])`.execute(
    tdb,
  );
  return Number(numAffectedRows ?? 0n);
};

export interface DrillPhotoRow {
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}
export const listDrillPhotos = (tdb: TenantDb, tenantId: number, drillId: string): Promise<DrillPhotoRow[]> =>
  tdb
    .selectFrom('emergencyDrillPhoto as p')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.objectId'),
    )
    .select(['p.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes', 'o.sha256'])
    .where('p.tenantId', '=', tenantId)
    .where('p.drillId', '=', drillId)
    .orderBy('p.position')
    .orderBy('p.objectId')
    .limit(100)
    .execute();
