import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '../../client.ts';
import { FIRST, type Fields, LAST, type Plant, type PlantOwner, plantSession } from './figure-plant-rows.ts';
import { AFTER, BEFORE, type FigurePlants, inYear, offYear, variants } from './figure-variants.ts';

/* Rows of courses, attendance and hours just inside and just outside their figures. */

const split = (fields: Fields, names: readonly string[]): [Fields, Fields] => {
  const [taken, left]: [Fields, Fields] = [{}, {}];
  for (const [name, value] of Object.entries(fields)) (names.includes(name) ? taken : left)[name] = value;
  return [taken, left];
};

const plantCredit: Plant = async (tdb, owner, fields) => {
  const id = uuidv7();
  const what = { title: '全省档案人员在线培训会', hostLevel: 'province', hostName: '省档案局', mode: 'online' };
  const isVoid = fields.state === 'void';
  await tdb
    .insertInto('trainingCredit')
    .values({
      tenantId: owner.tenantId,
      id,
      source: 'outside',
      personName: `张${id.slice(-12)}`,
      knowledge: 'professional',
      hours: '8',
      heldOn: FIRST,
      voidReason: isVoid ? '重复' : null,
      createdBy: owner.accountId,
      ...what,
      ...fields,
    })
    .execute();
};

const plantMaterial: Plant = async (tdb, owner, fields) => {
  const courseId = uuidv7();
  const { tenantId, accountId: createdBy } = owner;
  const course = { title: '课程', kind: 'special', mode: 'online', knowledge: 'professional' };
  await tdb
    .insertInto('course')
    .values({ tenantId, id: courseId, createdBy, ...course })
    .execute();
  const what = { title: '归档整理', kind: 'courseware', neededMinutes: 5, hours: '1', version: 1, state: 'issued' };
  await tdb
    .insertInto('courseMaterial')
    .values({ tenantId, id: uuidv7(), courseId, createdBy, issuedOn: FIRST, ...what, ...fields })
    .execute();
};

const plantAttendance: Plant = async (tdb, owner, fields) => {
  await plantSession(tdb, owner, { programme: 'soe_retirees', ...fields });
  await sql`insert into course_attendance (tenant_id, id, session_id, unit_tenant_id, unit_name, person_name, channel)
    select s.tenant_id, gen_random_uuid(), s.id, s.tenant_id, '本单位', '王某', 'list' from course_session s
    where s.tenant_id = ${owner.tenantId} order by s.id desc limit 1`.execute(tdb);
};

/** Somebody whose profession it is, with so many hours; `credit…` fields go to the hours. */
const plantLearner = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<void> => {
  const id = uuidv7();
  const personName = `李${id.slice(-12)}`;
  const [credit, person] = split(fields, ['heldOn', 'hours', 'knowledge', 'state']);
  const base = { post: 'full_time', fromOn: '2000-01-01' };
  await tdb
    .insertInto('trainee')
    .values({ tenantId: owner.tenantId, id, personName, createdBy: owner.accountId, ...base, ...person })
    .execute();
  await plantCredit(tdb, owner, { personName, hours: '90', ...credit });
};

/** Somebody with access from a day on; `taughtOn` is the day of a session about the system. */
const plantUser: Plant = async (tdb, owner, { since = BEFORE, taughtOn = null, state = 'active' }) => {
  const [accountId, name] = [uuidv7(), uuidv7().slice(-12)];
  await owner.administer(
    `with a as (insert into account (id, login_name, display_name) values ($2::uuid, $3::text, $3::text) returning id, display_name)
     insert into membership (tenant_id, id, account_id, display_name, roles, state, created_at)
     select $1::int, $4::uuid, a.id, a.display_name, '{unit_dept}', $5::text, $6::timestamptz from a`,
    [owner.tenantId, accountId, name, uuidv7(), String(state), `${String(since)}T04:00:00Z`],
  );
  if (taughtOn === null) return;
  await plantSession(tdb, owner, { heldOn: taughtOn, systemRoles: ['unit_dept'] });
  await sql`insert into course_attendance (tenant_id, id, session_id, unit_tenant_id, unit_name, person_name, channel)
    select s.tenant_id, gen_random_uuid(), s.id, s.tenant_id, '本单位', ${name}, 'list' from course_session s
    where s.tenant_id = ${owner.tenantId} order by s.id desc limit 1`.execute(tdb);
};

const PROGRAMME = (programme: 'special_topic' | 'soe_retirees'): FigurePlants => ({
  plant: (tdb, owner, fields) => plantSession(tdb, owner, { programme, kind: 'special', ...fields }),
  adds: 1,
  inside: [...inYear('heldOn'), ...variants('mode', 'online')],
  outside: [
    ...offYear('heldOn'),
    ...variants('state', 'planned', 'open', 'cancelled'),
    ...variants('programme', 'general', programme === 'soe_retirees' ? 'special_topic' : 'soe_retirees'),
  ],
});

export const TRAINING_PLANTS = {
  'S2-33': {
    plant: plantCredit,
    adds: 1,
    inside: inYear('heldOn'),
    outside: [
      ...offYear('heldOn'),
      ...variants('hostLevel', 'national', 'city', 'district', 'other'),
      ...variants('mode', 'onsite', 'mixed'),
      ...variants('state', 'void'),
    ],
  },
  'S3-38': PROGRAMME('special_topic'),
  'S3-39': {
    plant: plantMaterial,
    adds: 1,
    inside: inYear('issuedOn'),
    outside: [
      ...offYear('issuedOn'),
      ...variants('state', 'withdrawn'),
      ...variants('kind', 'handbook', 'video', 'document'),
    ],
  },
  'S3-41': PROGRAMME('soe_retirees'),
  'S3-42': {
    plant: plantAttendance,
    adds: 1,
    inside: inYear('heldOn'),
    outside: [
      ...offYear('heldOn'),
      ...variants('state', 'planned', 'open', 'cancelled'),
      ...variants('programme', 'general', 'special_topic'),
    ],
  },
  'TRN-01': {
    plant: plantLearner,
    adds: 1,
    inside: [...variants('fromOn', BEFORE, '2024-12-31'), ...variants('untilOn', FIRST, AFTER)],
    outside: [
      ...variants('fromOn', AFTER),
      ...variants('untilOn', BEFORE),
      ...variants('post', 'leader', 'part_time', 'project'),
    ],
  },
  'TRN-02': {
    plant: plantLearner,
    adds: 1,
    inside: inYear('heldOn'),
    outside: [
      ...offYear('heldOn'),
      ...variants('hours', '89.5'),
      ...variants('knowledge', 'public'),
      ...variants('state', 'void'),
      ...variants('post', 'part_time'),
    ],
  },
  'TRN-03': {
    plant: plantLearner,
    adds: 90,
    inside: [...inYear('heldOn'), ...variants('post', 'part_time')],
    outside: [...offYear('heldOn'), ...variants('state', 'void'), ...variants('fromOn', AFTER)],
  },
  'TRN-04': {
    plant: plantUser,
    adds: 1,
    inside: [...variants('since', BEFORE, LAST), ...variants('taughtOn', AFTER)],
    outside: [
      ...variants('since', AFTER),
      ...variants('state', 'pending', 'ended'),
      ...variants('taughtOn', BEFORE, LAST),
    ],
  },
} satisfies Record<string, FigurePlants>;
