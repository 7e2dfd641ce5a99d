import type { Insertable } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { DB } from '../schema.gen.ts';
import { instant, plusDays, yearOf } from './calendar.ts';
import type { LoadedTenant } from './load-tenants.ts';
import type { Random } from './random.ts';

interface UsedRecord {
  id: string;
  referenceCode: string;
  title: string;
}

const READERS = ['陈某某', '李某某', '王某某', '孙某某', '吴某某', '郑某某'];
const SUBJECTS = ['婚姻登记', '土地承包确权', '退休人员档案', '建房审批', '工程竣工资料', '任免文件', '扶贫资料'];

type NewVisit = Insertable<DB['readingVisit']> & { id: string; visitedOn: string };

/** What was brought out for a visit and copied of it: records of the catalogue, and some that stand in none. */
const linesOf = (random: Random, visit: NewVisit, records: readonly UsedRecord[]) => {
  const counts = [
    ['volume', visit.volumeCount ?? 0],
    ['piece', visit.itemCount ?? 0],
  ] as const;
  const isVoid = visit.state === 'void';
  const given = { state: isVoid ? 'void' : 'delivered', deliveredOn: visit.visitedOn };
  return counts.flatMap(([unit, count]) =>
    Array.from({ length: count }, (_, position) => {
      const record = random.chance(0.7) && records.length > 0 ? random.pick(records) : null;
      return {
        tenantId: visit.tenantId,
        id: random.uuid(instant(visit.visitedOn)),
        visitId: visit.id,
        position,
        itemId: record?.id ?? null,
        referenceCode: record?.referenceCode ?? null,
        title: record?.title ?? visit.subject,
        unit,
        basis: record ? 'consent' : 'not_catalogued',
        ...given,
      };
    }),
  );
};

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
  const records = await tdb
    .selectFrom('archiveItem')
    .select(['id', 'referenceCode', 'title'])
    .where('tenantId', '=', owner.id)
    .orderBy('codeSort')
    .limit(40)
    .execute();
  const visits = Array.from({ length: count }, (): NewVisit => {
    const visitedOn = plusDays(today, -random.between(1, 1000));
    const result = random.pick(['found', 'found', 'found', 'partly', 'not_found'] as const);
    const subject = random.pick(SUBJECTS);
    const isFound = result !== 'not_found';
    return {
      tenantId: owner.id,
      id: random.uuid(instant(visitedOn)),
      visitedOn,
      visitorName: random.pick(READERS),
      visitorUnit: random.chance(0.4) ? null : '某某单位',
      visitorKind: random.pick(['citizen', 'citizen', 'unit', 'internal'] as const),
      ageGroup: random.pick(['from_18', 'from_35', 'from_35', 'from_60'] as const),
      personCount: random.chance(0.8) ? 1 : random.between(2, 4),
      channel: random.pick(['onsite', 'onsite', 'onsite', 'onsite', 'phone', 'letter', 'cross'] as const),
      purpose: random.pick(['proof', 'proof', 'work', 'research', 'compilation'] as const),
      services: ['reading'],
      subject,
      volumeCount: isFound ? random.between(0, 2) : 0,
      itemCount: isFound ? random.between(1, 4) : 0,
      copiedPages: 0,
      result,
      sought: result === 'found' ? null : subject,
      soughtState: result === 'found' ? null : 'open',
      approvedByName: isFound ? '馆领导' : null,
      handlerName: handler.name,
      state: random.chance(0.96) ? ('served' as const) : ('void' as const),
      createdBy: handler.accountId,
      createdAt: instant(visitedOn).toISOString(),
    };
  });
  const lines = visits.flatMap((visit) => linesOf(random, visit, records));
  const copies = lines
    .filter(() => random.chance(0.3))
    .map((line) => ({
      tenantId: line.tenantId,
      id: random.uuid(instant(line.deliveredOn)),
      visitId: line.visitId,
      retrievalId: line.id,
      pages: random.between(1, 8),
      copies: random.between(1, 2),
      state: line.state,
      deliveredOn: line.deliveredOn,
    }));
  const pagesOf = new Map<string, number>();
  for (const copy of copies) pagesOf.set(copy.visitId, (pagesOf.get(copy.visitId) ?? 0) + copy.pages * copy.copies);
  await tdb
    .insertInto('readingVisit')
    .values(visits.map((visit) => ({ ...visit, copiedPages: pagesOf.get(visit.id) ?? 0 })))
    .execute();
  if (lines.length > 0) await tdb.insertInto('retrieval').values(lines).execute();
  if (copies.length > 0) await tdb.insertInto('copyRequest').values(copies).execute();
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
      subjectKind: subject.kind,
      guides: [guide.people[0]?.name ?? ''].filter(Boolean),
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
