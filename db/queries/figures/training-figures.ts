import { sql } from 'kysely';
import { ROLE_WORDS } from '@/server/domain/tenancy/role-words';
import type { TenantDb } from '../../client.ts';
import { systemUsers } from '../system-training.queries.ts';
import { peopleHours, withCredits } from '../training-hours.queries.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

const NO_PARENT = sql<string | null>`null::uuid`;
const ONE = sql<number>`1`;

/** S2-33: one row a person, the first time counts. */
export const provincialOnline = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('trainingCredit')
    .distinctOn(sql`coalesce(account_id::text, person_name)` as never)
    .select(['id', 'id as openId', NO_PARENT.as('parentId'), 'personName as label', 'title as detail', 'heldOn as on'])
    .select([ONE.as('amount'), sql<string>`held_on::text`.as('sortKey')])
    .where('tenantId', '=', tenantId)
    .where('heldOn', '>=', from)
    .where('heldOn', '<=', to)
    .where('hostLevel', '=', 'province')
    .where('mode', '=', 'online')
    .where('state', '=', 'current')
    .orderBy(sql`coalesce(account_id::text, person_name)`)
    .orderBy('heldOn')
    .orderBy('id')
    .as('r');

/** S3-38, S3-41 */
export const sessionsOf =
  (programme: 'special_topic' | 'soe_retirees') =>
  (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
    tdb
      .selectFrom('courseSession')
      .select(['id', 'id as openId', NO_PARENT.as('parentId'), 'title as label', 'place as detail', 'heldOn as on'])
      .select([ONE.as('amount'), sql<string>`held_on::text`.as('sortKey')])
      .where('tenantId', '=', tenantId)
      .where('heldOn', '>=', from)
      .where('heldOn', '<=', to)
      .where('programme', '=', programme)
      .where('state', '=', 'held')
      .as('r');

/** S3-39 */
export const coursewareIssued = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('courseMaterial as m')
    .innerJoin('course as c', (join) => join.onRef('c.tenantId', '=', 'm.tenantId').onRef('c.id', '=', 'm.courseId'))
    .select(['m.id', 'm.courseId as openId', NO_PARENT.as('parentId'), 'm.title as label', 'c.title as detail'])
    .select(['m.issuedOn as on', ONE.as('amount'), sql<string>`m.issued_on::text`.as('sortKey')])
    .where('m.tenantId', '=', tenantId)
    .where('m.issuedOn', '>=', from)
    .where('m.issuedOn', '<=', to)
    .where('m.kind', '=', 'courseware')
    .where('m.state', '=', 'issued')
    .as('r');

/** S3-42 */
export const retireeTrainingPeople = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('courseAttendance as a')
    .innerJoin('courseSession as s', (join) =>
      join.onRef('s.tenantId', '=', 'a.tenantId').onRef('s.id', '=', 'a.sessionId'),
    )
    .select(['a.id', 's.id as openId', NO_PARENT.as('parentId'), 'a.personName as label', 'a.unitName as detail'])
    .select(['s.heldOn as on', ONE.as('amount'), sql<string>`s.held_on::text`.as('sortKey')])
    .where('a.tenantId', '=', tenantId)
    .where('s.heldOn', '>=', from)
    .where('s.heldOn', '<=', to)
    .where('s.programme', '=', 'soe_retirees')
    .where('s.state', '=', 'held')
    .as('r');

/** TRN-01, TRN-02, TRN-03: the people's list with its rule, as the screen has it. */
const learners =
  (wish: 'owing' | 'done' | 'hours') =>
  (_tdb: TenantDb, question: FigureQuestion): FigureRows => {
    const condition = {
      owing: sql`p.needed_hours > 0`,
      done: sql`p.needed_hours > 0 and p.is_done`,
      hours: sql`p.hours > 0`,
    };
    const amount = wish === 'hours' ? sql`p.hours::float8` : sql`1`;
    return sql<FigureRecord>`(${withCredits(question)} select p.id, p.id as "open_id", null::uuid as "parent_id", p.person_name as label,
        p.hours::text || '/' || p.needed_hours::text as detail, p.from_on as "on", ${amount} as amount, p.person_name as "sort_key"
      from (${peopleHours(question)}) p where ${condition[wish]})`.as<'r'>('r');
  };
export const peopleOwing = learners('owing');
export const peopleDone = learners('done');
export const hoursLearnt = learners('hours');

const roleWords = sql.join(Object.entries(ROLE_WORDS).map(([role, words]) => sql`(${role}::text, ${words}::text)`));

/** TRN-04: one row a person, with the roles that are still to be learnt. */
export const usersUntaught = (_tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  sql<FigureRecord>`(select u.membership_id as id, u.membership_id as "open_id", null::uuid as "parent_id", u.display_name as label,
      string_agg(w.words, '、' order by w.role) as detail, u.joined_on as "on", 1 as amount, u.display_name as "sort_key"
    from ${systemUsers(tenantId, to)} u join (values ${roleWords}) w (role, words) on w.role = u.role
    where u.trained_on is null group by u.membership_id, u.display_name, u.joined_on)`.as<'r'>('r');
