import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, inYear, type Walk, walkOrder } from './paging.ts';

export interface GuidanceRow {
  id: string;
  actId: string;
  subjectTenantId: number | null;
  subjectName: string;
  subjectKind: string;
  mode: string;
  programme: string;
  topic: string;
  hours: string;
  guidedOn: string;
  guides: string[];
  partners: string;
  result: string;
  personCount: number;
  attendees: string;
  findingId: string | null;
  questionId: string | null;
  projectId: string | null;
  projectTitle: string | null;
  state: string;
  rowVersion: number;
}

const COLUMNS = [
  'id',
  'actId',
  'subjectTenantId',
  'subjectName',
  'subjectKind',
  'mode',
  'programme',
  'topic',
  'hours',
  'guidedOn',
  'guides',
  'partners',
  'result',
  'personCount',
  'attendees',
  'findingId',
  'questionId',
  'projectId',
  'projectTitle',
  'state',
  'rowVersion',
] as const;

export const insertGuidanceEvents = async (
  tdb: TenantDb,
  rows: readonly (Omit<GuidanceRow, 'state' | 'rowVersion'> & { tenantId: number; createdBy: string })[],
): Promise<void> => {
  await tdb
    .insertInto('guidanceEvent')
    .values([...rows])
    .execute();
};

export const findGuidance = (tdb: TenantDb, tenantId: number, guidanceId: string): Promise<GuidanceRow | undefined> =>
  tdb
    .selectFrom('guidanceEvent')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', guidanceId)
    .executeTakeFirst();

export const findGuidanceForUpdate = (
  tdb: TenantDb,
  tenantId: number,
  guidanceId: string,
): Promise<GuidanceRow | undefined> =>
  tdb
    .selectFrom('guidanceEvent')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', guidanceId)
    .forUpdate()
    .executeTakeFirst();

export const setGuidanceState = async (
  tdb: TenantDb,
  key: { tenantId: number; guidanceId: string; rowVersion: number },
  state: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('guidanceEvent')
    .set({ state, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.guidanceId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** The events of one act: its units and days, oldest day first. */
export const listEventsOfAct = (tdb: TenantDb, tenantId: number, actId: string): Promise<GuidanceRow[]> =>
  tdb
    .selectFrom('guidanceEvent')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('actId', '=', actId)
    .orderBy('guidedOn')
    .orderBy('subjectName')
    .orderBy('id')
    .limit(1200)
    .execute();

export interface GuidanceListFilter {
  year?: number | undefined;
  mode?: string | undefined;
  programme?: string | undefined;
  state?: string | undefined;
  unit?: number | undefined;
  project?: string | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: GuidanceListFilter) => {
  let query = tdb.selectFrom('guidanceEvent').where('tenantId', '=', tenantId);
  if (filter.year) query = query.where(inYear('guidedOn', filter.year));
  if (filter.mode) query = query.where('mode', '=', filter.mode);
  if (filter.programme) query = query.where('programme', '=', filter.programme);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.unit) query = query.where('subjectTenantId', '=', filter.unit);
  if (filter.project) query = query.where('projectId', '=', filter.project);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('subjectName', 'ilike', pattern),
        eb('topic', 'ilike', pattern),
        eb('result', 'ilike', pattern),
        eb(sql<string>`array_to_string(guides, '、')`, 'ilike', pattern),
      ]),
    );
  }
  return query;
};

/** Newest first. */
export const listGuidanceEvents = (
  tdb: TenantDb,
  tenantId: number,
  filter: GuidanceListFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<GuidanceRow[]> => {
  let query = filtered(tdb, tenantId, filter).select(COLUMNS);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('guidedOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('guidedOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countGuidanceEvents = (tdb: TenantDb, tenantId: number, filter: GuidanceListFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));
