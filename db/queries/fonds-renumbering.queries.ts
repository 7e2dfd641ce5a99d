import { type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface RenumberingRow {
  id: string;
  fondsId: string;
  fondsNumber: string;
  fondsName: string;
  mode: string;
  categoryCode: string | null;
  filingYear: number | null;
  retentionCode: string | null;
  orgCode: string | null;
  scope: string;
  sortBy: string;
  templateCode: string | null;
  officialNumber: string | null;
  locks: boolean;
  reason: string;
  state: string;
  rowCount: number;
  changedCount: number;
  problemCount: number;
  jobId: string | null;
  createdByName: string;
  createdAt: string;
  appliedAt: string | null;
  appliedByName: string | null;
}

const RENUMBERING = [
  'r.id',
  'r.fondsId',
  'f.number as fondsNumber',
  'f.name as fondsName',
  'r.mode',
  'r.categoryCode',
  'r.filingYear',
  'r.retentionCode',
  'r.orgCode',
  'r.scope',
  'r.sortBy',
  'r.templateCode',
  'r.officialNumber',
  'r.locks',
  'r.reason',
  'r.state',
  'r.rowCount',
  'r.changedCount',
  'r.problemCount',
  'r.jobId',
  'r.createdByName',
  'r.createdAt',
  'r.appliedAt',
  'r.appliedByName',
] as const;

const renumberings = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('renumbering as r')
    .innerJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'r.tenantId').onRef('f.id', '=', 'r.fondsId'))
    .select(RENUMBERING)
    .where('r.tenantId', '=', tenantId);

export const findRenumbering = (tdb: TenantDb, tenantId: number, id: string): Promise<RenumberingRow | undefined> =>
  renumberings(tdb, tenantId).where('r.id', '=', id).executeTakeFirst();

/** A page of the tables made in this unit, newest first. */
export const listRenumberings = (
  tdb: TenantDb,
  tenantId: number,
  walk: { direction: 'after' | 'before'; after: readonly [string, string] | undefined; limit: number },
): Promise<RenumberingRow[]> => {
  const order = walk.direction === 'after' ? ('desc' as const) : ('asc' as const);
  return renumberings(tdb, tenantId)
    .$if(walk.after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('r.createdAt', 'r.id'),
          order === 'desc' ? '<' : '>',
          eb.tuple(walk.after?.[0] ?? '', walk.after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('r.createdAt', order)
    .orderBy('r.id', order)
    .limit(walk.limit)
    .execute();
};

export const insertRenumbering = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    fondsId: string;
    mode: string;
    categoryCode: string | null;
    filingYear: number | null;
    retentionCode: string | null;
    orgCode: string | null;
    scope: string;
    sortBy: string;
    templateCode: string | null;
    officialNumber: string | null;
    locks: boolean;
    reason: string;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('renumbering').values(row).execute();
};

export type RenumberingUpdate = Partial<
  Pick<RenumberingRow, 'state' | 'rowCount' | 'changedCount' | 'problemCount' | 'jobId' | 'appliedByName'>
>;

/** Moves a table on, if it is still in one of the states; false when somebody was quicker. */
export const updateRenumbering = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; states: readonly string[] },
  values: RenumberingUpdate,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('renumbering')
    .set(values.state === 'applied' ? { ...values, appliedAt: sql<string>`now()` } : values)
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', 'in', [...key.states])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface RenumberingLine {
  position: number;
  itemId: string;
  title: string;
  oldCode: string;
  newCode: string | null;
  newNumber: number | null;
  retires: boolean;
  problem: string | null;
  problemPart: string | null;
}

export const insertRenumberingLines = async (
  tdb: TenantDb,
  tenantId: number,
  renumberingId: string,
  lines: readonly RenumberingLine[],
): Promise<void> => {
  if (lines.length === 0) return;
  await sql`
    insert into renumbering_row (tenant_id, renumbering_id, position, item_id, title, old_code, new_code, new_number, retires, problem, problem_part)
    select ${tenantId}, ${renumberingId}::uuid, l.position, l."itemId", l.title, l."oldCode", l."newCode", l."newNumber", l.retires, l.problem, l."problemPart"
    from json_to_recordset(${JSON.stringify(lines)}::json) as l (position int, "itemId" uuid, title text, "oldCode" text, "newCode" text,
      "newNumber" int, retires boolean, problem text, "problemPart" text)`.execute(tdb);
};

/** A page of the table in its order. */
export const listRenumberingLines = (
  tdb: TenantDb,
  tenantId: number,
  renumberingId: string,
  walk: { direction: 'after' | 'before'; after: number | undefined; limit: number; onlyProblems?: boolean },
): Promise<RenumberingLine[]> => {
  const order = walk.direction === 'after' ? ('asc' as const) : ('desc' as const);
  return tdb
    .selectFrom('renumberingRow')
    .select(['position', 'itemId', 'title', 'oldCode', 'newCode', 'newNumber', 'retires', 'problem', 'problemPart'])
    .where('tenantId', '=', tenantId)
    .where('renumberingId', '=', renumberingId)
    .$if(walk.onlyProblems === true, (query) => query.where('problem', 'is not', null))
    .$if(walk.after !== undefined, (query) => query.where('position', order === 'asc' ? '>' : '<', walk.after ?? 0))
    .orderBy('position', order)
    .limit(walk.limit)
    .execute();
};

/** Records whose code is no longer the one in the table, or that were struck out since. */
export const countStaleLines = async (tdb: TenantDb, tenantId: number, renumberingId: string): Promise<number> => {
  const row = await tdb
    .selectFrom('renumberingRow as r')
    .leftJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'r.tenantId').onRef('i.id', '=', 'r.itemId'))
    .select(sql<number>`count(*)::int`.as('count'))
    .where('r.tenantId', '=', tenantId)
    .where('r.renumberingId', '=', renumberingId)
    .where('r.problem', 'is', null)
    .where(sql<SqlBool>`(i.id is null or i.reference_code <> r.old_code or i.state <> 'filed')`)
    .executeTakeFirstOrThrow();
  return row.count;
};

/** How a job stands that a table waits for. */
export const findJobState = async (tdb: TenantDb, tenantId: number, jobId: string): Promise<string | undefined> =>
  (
    await tdb
      .selectFrom('jobRun')
      .select('state')
      .where('tenantId', '=', tenantId)
      .where('id', '=', jobId)
      .executeTakeFirst()
  )?.state;
