import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, inYear, type Walk, walkOrder } from './paging.ts';

export interface CourseSessionRow {
  id: string;
  title: string;
  kind: string;
  organiserKind: string;
  mode: string;
  subjectField: string;
  place: string | null;
  hours: string;
  heldOn: string;
  checkInCode: string;
  programme: string;
  speaker: string | null;
  startsAt: string | null;
  capacity: number | null;
  enrolBy: string | null;
  posts: string[];
  courseId: string | null;
  audience: string | null;
  systemRoles: string[];
  planEntryId: string | null;
  state: string;
  rowVersion: number;
}
export interface CourseSessionListRow extends CourseSessionRow {
  attendanceCount: number;
}

const COLUMNS = [
  'id',
  'title',
  'kind',
  'organiserKind',
  'mode',
  'subjectField',
  'place',
  'hours',
  'heldOn',
  'checkInCode',
  'programme',
  'speaker',
  'startsAt',
  'capacity',
  'enrolBy',
  'posts',
  'courseId',
  'audience',
  'systemRoles',
  'planEntryId',
  'state',
  'rowVersion',
] as const;

export const insertCourseSession = async (
  tdb: TenantDb,
  row: Omit<CourseSessionRow, 'state' | 'rowVersion'> & { tenantId: number; createdBy: string },
): Promise<void> => {
  await tdb.insertInto('courseSession').values(row).execute();
};

export const findCourseSession = (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<CourseSessionListRow | undefined> =>
  tdb
    .selectFrom('courseSession as s')
    .select(COLUMNS.map((column) => `s.${column}` as const))
    .select((eb) =>
      eb
        .selectFrom('courseAttendance as a')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('a.tenantId', '=', 's.tenantId')
        .whereRef('a.sessionId', '=', 's.id')
        .$castTo<number>()
        .as('attendanceCount'),
    )
    .where('s.tenantId', '=', tenantId)
    .where('s.id', '=', sessionId)
    .executeTakeFirst() as Promise<CourseSessionListRow | undefined>;

/** Locks the row, so that two people who move the session or take in check-ins do it one after the other. */
export const findCourseSessionForUpdate = (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<CourseSessionRow | undefined> =>
  tdb
    .selectFrom('courseSession')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();

/** Answers whether the row still had the version. */
export const updateCourseSession = async (
  tdb: TenantDb,
  key: { tenantId: number; sessionId: string; rowVersion: number },
  changes: Partial<Omit<CourseSessionRow, 'id' | 'rowVersion' | 'checkInCode' | 'planEntryId'>>,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('courseSession')
    .set({ ...changes, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.sessionId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface SessionFilter {
  year?: number | undefined;
  kind?: string | undefined;
  programme?: string | undefined;
  courseId?: string | undefined;
  state?: string | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: SessionFilter) => {
  let query = tdb.selectFrom('courseSession').where('tenantId', '=', tenantId);
  if (filter.year) query = query.where(inYear('heldOn', filter.year));
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.programme) query = query.where('programme', '=', filter.programme);
  if (filter.courseId) query = query.where('courseId', '=', filter.courseId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.q) query = query.where('title', 'ilike', containing(filter.q));
  return query;
};

/** Newest first. One row more than asked for, so that the page knows whether it goes on. */
export const listCourseSessions = async (
  tdb: TenantDb,
  tenantId: number,
  filter: SessionFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CourseSessionListRow[]> => {
  let query = filtered(tdb, tenantId, filter).select(COLUMNS);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('heldOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  const rows = await query
    .orderBy('heldOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
  const counts = await countAttendance(
    tdb,
    tenantId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, attendanceCount: counts.get(row.id) ?? 0 }));
};

export const countCourseSessions = (tdb: TenantDb, tenantId: number, filter: SessionFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

const countAttendance = async (
  tdb: TenantDb,
  tenantId: number,
  sessionIds: readonly string[],
): Promise<Map<string, number>> => {
  if (sessionIds.length === 0) return new Map();
  const rows = await tdb
    .selectFrom('courseAttendance')
    .select((eb) => ['sessionId', eb.fn.countAll<number>().as('n')])
    .where('tenantId', '=', tenantId)
    .where('sessionId', 'in', sessionIds)
    .groupBy('sessionId')
    .execute();
  return new Map(rows.map((row) => [row.sessionId, Number(row.n)]));
};

export interface AttendanceRow {
  id: string;
  unitTenantId: number;
  unitName: string;
  personName: string;
  checkedInAt: string;
  channel: string;
  arrival: string;
  sentLater: boolean;
}
export interface AttendanceInsert {
  tenantId: number;
  id: string;
  sessionId: string;
  unitTenantId: number;
  unitName: string;
  accountId: string | null;
  personName: string;
  checkedInAt?: string;
  channel: 'list' | 'code';
  arrival?: 'on_time' | 'late';
  sentLater?: boolean;
}

/** Leaves who is in the list already. Answers how many were added. */
export const insertAttendance = async (tdb: TenantDb, rows: readonly AttendanceInsert[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const inserted = await tdb
    .insertInto('courseAttendance')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['tenantId', 'sessionId', 'unitTenantId', 'personName']).doNothing())
    .returning('id')
    .execute();
  return inserted.length;
};

const attendanceOf = (tdb: TenantDb, tenantId: number, sessionId: string, q: string | undefined) => {
  const query = tdb.selectFrom('courseAttendance').where('tenantId', '=', tenantId).where('sessionId', '=', sessionId);
  if (!q) return query;
  const pattern = containing(q);
  return query.where((eb) => eb.or([eb('personName', 'ilike', pattern), eb('unitName', 'ilike', pattern)]));
};

export const listAttendance = (
  tdb: TenantDb,
  key: { tenantId: number; sessionId: string; q?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<AttendanceRow[]> => {
  let query = attendanceOf(tdb, key.tenantId, key.sessionId, key.q).select([
    'id',
    'unitTenantId',
    'unitName',
    'personName',
    'checkedInAt',
    'channel',
    'arrival',
    'sentLater',
  ]);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('checkedInAt', 'id'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('checkedInAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countSessionAttendance = (
  tdb: TenantDb,
  key: { tenantId: number; sessionId: string; q?: string | undefined },
): Promise<number> => countUpToCap(tdb, attendanceOf(tdb, key.tenantId, key.sessionId, key.q).select('id'));

/** Everybody in the list, to set check-ins against. A session has hundreds of people, not thousands. */
export const listAttendees = (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<{ id: string; unitTenantId: number; accountId: string | null; personName: string }[]> =>
  tdb
    .selectFrom('courseAttendance')
    .select(['id', 'unitTenantId', 'accountId', 'personName'])
    .where('tenantId', '=', tenantId)
    .where('sessionId', '=', sessionId)
    .orderBy('id')
    .limit(20_000)
    .execute();

/** Ties a person that was entered by hand to the account that checked in under the same name. */
export const setAttendanceAccount = async (
  tdb: TenantDb,
  key: { tenantId: number; attendanceId: string },
  accountId: string,
): Promise<void> => {
  await tdb
    .updateTable('courseAttendance')
    .set({ accountId })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.attendanceId)
    .execute();
};

/** Serialises what one person does about one invitation; ends with the transaction. */
export const lockCheckIn = async (tdb: TenantDb, invitationId: string, accountId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${invitationId}:${accountId}`}, 0))`.execute(tdb);
};

/** Serialises what is done about one session from several tenants, such as taking places; ends with the transaction. */
export const lockTraining = async (tdb: TenantDb, sessionId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`session:${sessionId}`}, 0))`.execute(tdb);
};

/** The questionnaire by which a session was evaluated. */
export const findSessionEvaluation = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('courseSession')
    .select('evaluationId')
    .where('tenantId', '=', tenantId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.evaluationId ?? null;
};

export const keepSessionEvaluation = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
  evaluationId: string,
): Promise<void> => {
  await tdb
    .updateTable('courseSession')
    .set({ evaluationId })
    .where('tenantId', '=', tenantId)
    .where('id', '=', sessionId)
    .execute();
};
