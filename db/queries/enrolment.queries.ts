import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/*
 * 报名. A row belongs to the unit and is addressed to the organiser. Who has a place is the order of handing in; the
 * organiser counts it over all rows, a unit learns the rank of its own people by `training_places`.
 */

export interface EnrolmentInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  invitationId: string;
  sessionId: string;
  unitName: string;
  personName: string;
  accountId: string | null;
  post: string;
  createdBy: string;
}

/** Leaves who is on the list already. Answers the ids that are new. */
export const insertEnrolments = async (tdb: TenantDb, rows: readonly EnrolmentInsert[]): Promise<string[]> => {
  if (rows.length === 0) return [];
  const inserted = await tdb
    .insertInto('trainingEnrolment')
    .values(rows.map((row) => ({ ...row, dispatchedAt: sql<string>`clock_timestamp()` })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'sessionId', 'personName']).where('state', '<>', 'withdrawn').doNothing(),
    )
    .returning('id')
    .execute();
  return inserted.map((row) => row.id);
};

export interface OwnEnrolmentRow {
  id: string;
  addresseeTenantId: number;
  invitationId: string;
  sessionId: string;
  personName: string;
  accountId: string | null;
  post: string;
  state: string;
  reason: string | null;
  rowVersion: number;
  place: number | null;
}
const OWN = [
  'e.id',
  'e.addresseeTenantId',
  'e.invitationId',
  'e.sessionId',
  'e.personName',
  'e.accountId',
  'e.post',
  'e.state',
  'e.reason',
  'e.rowVersion',
] as const;

/** The unit's own people on the lists of the given invitations, with their rank in the line. */
export const listOwnEnrolmentRows = async (
  tdb: TenantDb,
  tenantId: number,
  invitationIds: readonly string[],
): Promise<OwnEnrolmentRow[]> => {
  if (invitationIds.length === 0) return [];
  const rows = await tdb
    .selectFrom('trainingEnrolment as e')
    .select(OWN)
    .where('e.tenantId', '=', tenantId)
    .where('e.invitationId', 'in', invitationIds)
    .orderBy('e.id')
    .limit(5_000)
    .execute();
  const sessions = [...new Set(rows.map((row) => row.sessionId))];
  const ranks = await sql<{ enrolmentId: string; place: number }>`select enrolment_id, place
    from training_places(${sessions}::uuid[]) order by 1`.execute(tdb);
  const placeOf = new Map(ranks.rows.map((rank) => [rank.enrolmentId, rank.place]));
  return rows.map((row) => ({ ...row, place: placeOf.get(row.id) ?? null }));
};

/** Moves one of the unit's own rows on. Answers nothing unless it stands as it was read. */
export const moveEnrolment = (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  to: { state: string; reason: string | null },
): Promise<{ personName: string; sessionId: string; invitationId: string } | undefined> =>
  tdb
    .updateTable('trainingEnrolment')
    .set({ ...to, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'enrolled')
    .where('rowVersion', '=', key.rowVersion)
    .returning(['personName', 'sessionId', 'invitationId'])
    .executeTakeFirst();

export const findOwnEnrolment = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<Omit<OwnEnrolmentRow, 'place'> | undefined> =>
  tdb
    .selectFrom('trainingEnrolment as e')
    .select(OWN)
    .where('e.tenantId', '=', tenantId)
    .where('e.id', '=', id)
    .executeTakeFirst();

/** People of the unit's own: accounts that may learn, with what is known of their posts. */
export const listCandidates = async (
  tdb: TenantDb,
  tenantId: number,
  roles: readonly string[],
): Promise<{ personName: string; accountId: string | null; post: string }[]> => {
  const { rows } = await sql<{ personName: string; accountId: string | null; post: string }>`
    select person_name, account_id, post from trainee t where t.tenant_id = ${tenantId}
      and t.from_on <= ${today} and (t.until_on is null or t.until_on >= ${today})
    union all
    select m.display_name, m.account_id, 'part_time' from membership m where m.tenant_id = ${tenantId} and m.state = 'active'
      and (m.valid_to is null or m.valid_to >= ${today}) and m.roles && ${roles as string[]}::text[]
      and not exists (select 1 from trainee t where t.tenant_id = ${tenantId}
        and (t.account_id = m.account_id or t.person_name = m.display_name))
    order by 1, 2 limit 2000`.execute(tdb);
  return rows;
};

/** The turnout of each row that was handed in for a session, by the organiser's own list of who came. */
const turnouts = (
  tenantId: number,
  sessionId: string,
) => sql`select e.id, e.tenant_id as unit_tenant_id, e.unit_name, e.person_name, e.post,
    e.reason, e.dispatched_at as enrolled_at, l.place, case
      when e.state = 'withdrawn' then 'withdrawn'
      when a.arrival is not null then a.arrival
      when e.state = 'leave' then 'leave'
      when s.state = 'held' and (s.capacity is null or l.place <= s.capacity) then 'absent'
      when s.capacity is null or l.place <= s.capacity then 'place'
      else 'waiting' end as turnout
  from training_enrolment e join course_session s on s.tenant_id = ${tenantId} and s.id = ${sessionId}::uuid
    left join lateral (select x.arrival from course_attendance x where x.tenant_id = ${tenantId} and x.session_id = s.id
      and x.unit_tenant_id = e.tenant_id and (x.account_id = e.account_id or x.person_name = e.person_name) order by x.id limit 1) a on true
    cross join lateral (select count(*)::int + 1 as place from training_enrolment b where b.addressee_tenant_id = ${tenantId}
      and b.session_id = s.id and b.state = 'enrolled' and (b.dispatched_at, b.id) < (e.dispatched_at, e.id)) l
  where e.addressee_tenant_id = ${tenantId} and e.session_id = s.id and e.dispatched_at is not null`;

export interface EnrolmentRow {
  id: string;
  unitTenantId: number;
  unitName: string;
  personName: string;
  post: string;
  turnout: string;
  place: number;
  reason: string | null;
  enrolledAt: string;
}

/** 报名名单 in the order of handing in. */
export const listEnrolmentRows = async (
  tdb: TenantDb,
  key: { tenantId: number; sessionId: string; turnout?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<EnrolmentRow[]> => {
  const order = sql.raw(walkOrder('asc', page.direction));
  const past = page.cursor
    ? sql`and (t.enrolled_at, t.id) ${sql.raw(beyond('asc', page.direction))} (${page.cursor[0]}::timestamptz, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<EnrolmentRow>`select * from (${turnouts(key.tenantId, key.sessionId)}) t
    where true ${key.turnout ? sql`and t.turnout = ${key.turnout}` : sql``} ${past}
    order by t.enrolled_at ${order}, t.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export interface UnitTurnoutRow {
  unitTenantId: number;
  unitName: string;
  isInvited: boolean;
  hasAnswered: boolean;
  enrolled: number;
  waiting: number;
  present: number;
  late: number;
  leave: number;
  absent: number;
}

/** 按单位出勤: invited units, those that named people, and those whose people came without being named. */
export const listUnitTurnout = async (
  tdb: TenantDb,
  key: { tenantId: number; sessionId: string },
  page: { cursor: [string, number] | undefined; direction: Walk; limit: number },
): Promise<UnitTurnoutRow[]> => {
  const order = sql.raw(walkOrder('asc', page.direction));
  const past = page.cursor
    ? sql`where (u.unit_name collate "C", u.unit_tenant_id) ${sql.raw(beyond('asc', page.direction))} (${page.cursor[0]}, ${page.cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<UnitTurnoutRow>`with t as materialized (${turnouts(key.tenantId, key.sessionId)}),
    inv as (select d.addressee_tenant_id as unit, max(d.addressee_name) as name, bool_or(exists (select 1 from dispatch r
        where r.tenant_id = d.addressee_tenant_id and r.in_reply_to = d.id)) as answered
      from dispatch d where d.tenant_id = ${key.tenantId} and d.kind = 'training_invitation' and d.object_id = ${key.sessionId}::uuid group by 1),
    came as (select a.unit_tenant_id as unit, max(a.unit_name) as name, count(*)::int as present,
        count(*) filter (where a.arrival = 'late')::int as late
      from course_attendance a where a.tenant_id = ${key.tenantId} and a.session_id = ${key.sessionId}::uuid group by 1),
    named as (select t.unit_tenant_id as unit, max(t.unit_name) as name, count(*) filter (where t.turnout not in ('withdrawn', 'waiting', 'leave'))::int as enrolled,
        count(*) filter (where t.turnout = 'waiting')::int as waiting, count(*) filter (where t.turnout = 'leave')::int as leave,
        count(*) filter (where t.turnout = 'absent')::int as absent from t group by 1),
    u as (select coalesce(i.unit, n.unit, c.unit) as unit_tenant_id, coalesce(i.name, n.name, c.name) as unit_name, i.unit is not null as is_invited,
        coalesce(i.answered, false) or n.unit is not null as has_answered, coalesce(n.enrolled, 0) as enrolled, coalesce(n.waiting, 0) as waiting,
        coalesce(c.present, 0) as present, coalesce(c.late, 0) as late, coalesce(n.leave, 0) as leave, coalesce(n.absent, 0) as absent
      from inv i full join named n on n.unit = i.unit full join came c on c.unit = coalesce(i.unit, n.unit))
    select u.* from u ${past}
    order by u.unit_name collate "C" ${order}, u.unit_tenant_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** Invitations of a session to which the unit has said nothing at all. */
export const listSilentInvitations = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<{ id: string; unitTenantId: number }[]> => {
  const { rows } = await sql<{
    id: string;
    unitTenantId: number;
  }>`select d.id, d.addressee_tenant_id as unit_tenant_id from dispatch d
    where d.tenant_id = ${tenantId} and d.kind = 'training_invitation' and d.object_id = ${sessionId}::uuid
      and not exists (select 1 from dispatch r where r.tenant_id = d.addressee_tenant_id and r.in_reply_to = d.id)
      and not exists (select 1 from training_enrolment e where e.addressee_tenant_id = ${tenantId}
        and e.invitation_id = d.id and e.dispatched_at is not null)
    order by d.id limit 5000`.execute(tdb);
  return rows;
};

/** The account behind a name that a unit has put on the list, so that what is entered by hand finds its person. */
export const listEnrolledAccounts = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<{ unitTenantId: number; personName: string; accountId: string | null }[]> => {
  const { rows } = await sql<{ unitTenantId: number; personName: string; accountId: string | null }>`
    select e.tenant_id as unit_tenant_id, e.person_name, e.account_id from training_enrolment e
    where e.addressee_tenant_id = ${tenantId} and e.session_id = ${sessionId}::uuid and e.state <> 'withdrawn'
      and e.dispatched_at is not null order by e.id limit 20000`.execute(tdb);
  return rows;
};

/** Units whose people are in the list of a session, with the people, to tell them the result. */
export const listResultPeople = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<{ unitTenantId: number; personName: string; accountId: string | null; arrival: string }[]> =>
  tdb
    .selectFrom('courseAttendance')
    .select(['unitTenantId', 'personName', 'accountId', 'arrival'])
    .where('tenantId', '=', tenantId)
    .where('sessionId', '=', sessionId)
    .where('unitTenantId', '<>', tenantId)
    .orderBy('unitTenantId')
    .orderBy('id')
    .limit(20_000)
    .execute();
