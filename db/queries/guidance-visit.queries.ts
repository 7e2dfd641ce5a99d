import type { TenantDb } from '../client.ts';

/* 指导安排: visits that are planned; the days themselves are read by guidance-calendar.queries.ts. */

export interface VisitRow {
  id: string;
  unitTenantId: number | null;
  unitName: string;
  mode: string;
  topic: string;
  plannedOn: string;
  guides: string[];
  /** The accounts of the guides in their order; null for whoever has none here. */
  guideAccountIds: (string | null)[];
  state: string;
  rowVersion: number;
}
const COLUMNS = ['id', 'unitName', 'mode', 'topic', 'plannedOn', 'guides', 'rowVersion'] as const;

export const insertVisit = async (
  tdb: TenantDb,
  row: Omit<VisitRow, 'state' | 'rowVersion'> & { tenantId: number; createdBy: string; createdByName: string },
): Promise<void> => {
  await tdb
    .insertInto('guidanceVisit')
    .values({ ...row, guideAccountIds: row.guideAccountIds as string[] })
    .execute();
};

export const findVisit = (tdb: TenantDb, tenantId: number, visitId: string): Promise<VisitRow | undefined> =>
  tdb
    .selectFrom('guidanceVisit')
    .select([...COLUMNS, 'unitTenantId', 'state', 'guideAccountIds'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', visitId)
    .executeTakeFirst();

export const findVisitForUpdate = (tdb: TenantDb, tenantId: number, visitId: string): Promise<VisitRow | undefined> =>
  tdb
    .selectFrom('guidanceVisit')
    .select([...COLUMNS, 'unitTenantId', 'state', 'guideAccountIds'])
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
