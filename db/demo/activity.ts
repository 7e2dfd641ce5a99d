import type { TenantDb } from '../client.ts';
import { instant, plusDays, yearOf } from './calendar.ts';
import type { LoadedTenant } from './load-tenants.ts';
import type { Random } from './random.ts';

const READERS = ['陈某某', '李某某', '王某某', '孙某某', '吴某某', '郑某某'];
const SUBJECTS = ['婚姻登记', '土地承包确权', '退休人员档案', '建房审批', '工程竣工资料', '任免文件', '扶贫资料'];

/** 接待登记 of one reading desk. */
export const insertVisits = async (
  tdb: TenantDb,
  random: Random,
  owner: LoadedTenant,
  count: number,
  today: string,
): Promise<void> => {
  const handler = owner.people[0];
  if (!handler || count === 0) return;
  const rows = Array.from({ length: count }, () => {
    const visitedOn = plusDays(today, -random.between(1, 1000));
    const result = random.pick(['found', 'found', 'found', 'partly', 'not_found'] as const);
    return {
      tenantId: owner.id,
      id: random.uuid(instant(visitedOn)),
      visitedOn,
      visitorName: random.pick(READERS),
      visitorUnit: random.chance(0.4) ? '个人' : '某某单位',
      personCount: random.chance(0.8) ? 1 : random.between(2, 4),
      channel: random.pick(['onsite', 'onsite', 'onsite', 'onsite', 'phone', 'cross'] as const),
      purpose: random.pick(['proof', 'proof', 'work', 'research', 'compilation'] as const),
      subject: random.pick(SUBJECTS),
      volumeCount: random.between(0, 4),
      itemCount: random.between(1, 12),
      copiedPages: result === 'not_found' ? 0 : random.between(0, 20),
      result,
      handlerName: handler.name,
      state: random.chance(0.96) ? ('served' as const) : ('void' as const),
      createdBy: handler.accountId,
      createdAt: instant(visitedOn).toISOString(),
    };
  });
  await tdb.insertInto('readingVisit').values(rows).execute();
};

const COURSES = [
  '归档文件整理实务班',
  '村级档案管理专题培训',
  '会计档案管理讲座',
  '数字化外包安全管理',
  '国企退休人员档案移交培训',
  '档案讲坛：红色档案的征集与利用',
  '兼职档案员上岗培训',
];

const sessionRow = (random: Random, organiser: LoadedTenant, index: number, today: string) => {
  const heldOn = index === 0 ? plusDays(today, 12) : plusDays(today, -random.between(5, 1000));
  return {
    tenantId: organiser.id,
    id: random.uuid(instant(heldOn)),
    title: `${yearOf(heldOn)}年${random.pick(COURSES)}`,
    kind: random.pick([
      'business_study',
      'business_study',
      'business_study',
      'onboarding',
      'special',
      'lecture',
    ] as const),
    organiserKind: 'own' as const,
    mode: random.pick(['onsite', 'onsite', 'online', 'mixed'] as const),
    subjectField: 'archives' as const,
    place: '区行政中心三楼会议室',
    hours: String(random.pick([2, 4, 6, 8])),
    heldOn,
    checkInCode: String(random.between(100_000, 999_999)),
    state: index === 0 ? ('planned' as const) : random.chance(0.93) ? ('held' as const) : ('cancelled' as const),
    createdBy: organiser.people[1]?.accountId ?? organiser.people[0]?.accountId ?? '',
    createdAt: instant(plusDays(heldOn, -20) < today ? plusDays(heldOn, -20) : today).toISOString(),
  };
};

/** 培训场次 and who came. */
export const insertSessions = async (
  tdb: TenantDb,
  random: Random,
  organiser: LoadedTenant,
  units: readonly LoadedTenant[],
  count: number,
  today: string,
): Promise<void> => {
  const sessions = Array.from({ length: count }, (_, index) => sessionRow(random, organiser, index, today));
  await tdb.insertInto('courseSession').values(sessions).execute();
  for (const session of sessions.filter((candidate) => candidate.state === 'held')) {
    const present = units.filter(() => random.chance(0.7));
    const rows = present.flatMap((unit) =>
      unit.people.slice(0, random.between(1, 2)).map((person) => ({
        tenantId: organiser.id,
        id: random.uuid(instant(session.heldOn)),
        sessionId: session.id,
        unitTenantId: unit.id,
        unitName: unit.name,
        accountId: person.accountId,
        personName: person.name,
        checkedInAt: instant(session.heldOn, 9).toISOString(),
        channel: random.pick(['list', 'code'] as const),
      })),
    );
    if (rows.length > 0) await tdb.insertInto('courseAttendance').values(rows).execute();
  }
};

const TOPICS = [
  '归档范围和保管期限表修订',
  '会计档案整理',
  '库房温湿度记录',
  '档号编制',
  '目录数据导入',
  '外包合同备案',
];

/** 业务指导. */
export const insertGuidance = async (
  tdb: TenantDb,
  random: Random,
  guide: LoadedTenant,
  units: readonly LoadedTenant[],
  count: number,
  today: string,
): Promise<void> => {
  if (units.length === 0) return;
  const rows = Array.from({ length: count }, () => {
    const subject = random.pick(units);
    const guidedOn = plusDays(today, -random.between(1, 1000));
    return {
      tenantId: guide.id,
      id: random.uuid(instant(guidedOn)),
      subjectTenantId: subject.id,
      subjectName: subject.name,
      mode: random.pick(['onsite', 'onsite', 'phone', 'oral', 'online', 'model'] as const),
      programme: random.chance(0.8) ? 'general' : 'retired_staff',
      topic: random.pick(TOPICS),
      hours: String(random.pick([0.5, 1, 2, 3])),
      guidedOn,
      state: 'done' as const,
      createdBy: guide.people[0]?.accountId ?? '',
      createdAt: instant(guidedOn).toISOString(),
    };
  });
  await tdb.insertInto('guidanceEvent').values(rows).execute();
};
