import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 指导安排: visits that are planned, and the acts that were done in the same days. */

export interface PlannedVisitRow {
  id: string;
  unitName: string;
  mode: string;
  topic: string;
  plannedOn: string;
  guides: string[];
  rowVersion: number;
}
export interface VisitRow extends PlannedVisitRow {
  unitTenantId: number | null;
  state: string;
}
const COLUMNS = ['id', 'unitName', 'mode', 'topic', 'plannedOn', 'guides', 'rowVersion'] as const;
const MOST = 1_000;

export const listPlannedVisits = (
  tdb: TenantDb,
  tenantId: number,
  days: { from: string; to: string },
): Promise<PlannedVisitRow[]> =>
  tdb
    .selectFrom('guidanceVisit')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'planned')
    .where('plannedOn', '>=', days.from)
    .where('plannedOn', '<=', days.to)
    .orderBy('plannedOn')
    .orderBy('id')
    .limit(MOST)
    .execute();

export interface DoneActRow {
  guidanceId: string;
  unitName: string;
  units: number;
  mode: string;
  topic: string;
  guidedOn: string;
}

/** Acts by day: the events of an act that fall on one day are one row, called by the first of its units. */
export const listDoneActs = async (
  tdb: TenantDb,
  tenantId: number,
  days: { from: string; to: string },
): Promise<DoneActRow[]> => {
  const { rows } =
    await sql<DoneActRow>`select (min(g.id::text))::uuid as guidance_id, min(g.subject_name) as unit_name,
      count(*)::int as units, g.mode, g.topic, g.guided_on
    from guidance_event g where g.tenant_id = ${tenantId} and g.state = 'done'
      and g.guided_on between ${days.from}::date and ${days.to}::date
    group by g.act_id, g.guided_on, g.mode, g.topic order by g.guided_on, 1 limit ${MOST}`.execute(tdb);
  return rows;
};

export const insertVisit = async (
  tdb: TenantDb,
  row: Omit<VisitRow, 'state' | 'rowVersion'> & { tenantId: number; createdBy: string; createdByName: string },
): Promise<void> => {
  await tdb.insertInto('guidanceVisit').values(row).execute();
};

export const findVisitForUpdate = (tdb: TenantDb, tenantId: number, visitId: string): Promise<VisitRow | undefined> =>
  tdb
    .selectFrom('guidanceVisit')
    .select([...COLUMNS, 'unitTenantId', 'state'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', visitId)
    .forUpdate()
    .executeTakeFirst();

/** Changes a visit that is still planned, of the version that was read. */
export const changeVisit = async (
  tdb: TenantDb,
  key: { tenantId: number; visitId: string; rowVersion: number },
  change: { plannedOn: string } | { state: 'done'; eventId: string } | { state: 'cancelled'; reason: string },
): Promise<boolean> => {
  const done = await tdb
    .updateTable('guidanceVisit')
    .set({ ...change, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.visitId)
    .where('state', '=', 'planned')
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
};
