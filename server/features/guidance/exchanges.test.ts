import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

const meeting = (over: object = {}) => ({
  code: 'exchange_meeting',
  values: {
    heldOn: dayFromNow(-1),
    topic: '凭证怎么移交',
    form: 'meeting',
    units: unit.name,
    questions: '放镇里还是村里',
    agreed: '镇里统一保管',
    ...over,
  },
});

it('sends the minutes to the units that took part, again when they were changed, and to nobody else', async () => {
  const office = callEach(bureau);
  const { entryId } = await office.register.enter(meeting());
  expect((await office.guidanceDesk.exchanges({})).rows).toMatchObject([{ id: entryId, sent: 0, rowVersion: 1 }]);
  const sending = { entryId, rowVersion: 1, unitTenantIds: [unit.id] };
  expect(await refused(office.guidanceDesk.sendExchange({ ...sending, unitTenantIds: [stranger.id] }))).toBe(
    'NOT_FOUND',
  );
  expect(await refused(callEach(otherBureau).guidanceDesk.sendExchange(sending))).toBe('NOT_FOUND');
  expect(await refused(callEach(unit).guidanceDesk.sendExchange(sending))).toBe('NOT_FOUND');
  const auditor = await makePerson(bureau.id, ['audit_admin']);
  expect(await refused(callEach(bureau, auditor).guidanceDesk.sendExchange(sending))).toBe('FORBIDDEN');
  expect(await office.guidanceDesk.sendExchange(sending)).toEqual({ units: 1 });

  const own = callEach(unit);
  const [minutes] = (await own.guidanceDesk.receivedExchanges({})).rows;
  expect(minutes).toMatchObject({ topic: '凭证怎么移交', agreed: '镇里统一保管', isRead: false });
  await own.dispatch.acknowledge({ id: minutes?.dispatchId ?? '' });
  expect((await office.guidanceDesk.exchanges({})).rows).toMatchObject([{ sent: 1, read: 1, isNewest: true }]);
  expect((await callEach(stranger).guidanceDesk.receivedExchanges({})).rows).toEqual([]);
  expect((await callEach(otherBureau).guidanceDesk.exchanges({})).rows).toEqual([]);

  const values = { ...meeting({ agreed: '镇里统一保管，村里留目录' }).values };
  await office.register.change({ entryId, rowVersion: 1, values, reason: '补充' });
  expect((await office.guidanceDesk.exchanges({})).rows).toMatchObject([{ isNewest: false }]);
  expect(await refused(office.guidanceDesk.sendExchange(sending))).toBe('STALE_VERSION');
  await office.guidanceDesk.sendExchange({ ...sending, rowVersion: 2 });
  expect((await own.guidanceDesk.receivedExchanges({})).rows).toMatchObject([
    { agreed: '镇里统一保管，村里留目录', isRead: false },
  ]);
});

it('binds an act of guidance to a project of the own register, and lists what was done for it', async () => {
  const office = callEach(bureau);
  const project = {
    code: 'guidance_project',
    values: {
      title: '智慧水厂科技项目',
      kind: 'research',
      unit: unit.name,
      goal: '同步归档',
      stage: 'work',
      startedOn: dayFromNow(-9),
    },
  };
  const { entryId: projectId } = await office.register.enter(project);
  const { entryId: foreign } = await callEach(otherBureau).register.enter(project);
  const { entryId: meetingId } = await office.register.enter(meeting());
  const act = { unitTenantIds: [unit.id], mode: 'onsite' as const, topic: '项目归档', guidedOn: dayFromNow(0) };
  for (const wrong of [foreign, meetingId]) {
    expect(await refused(office.guidance.register({ ...act, projectId: wrong }))).toBe('NOT_FOUND');
  }
  expect((await office.guidance.form()).projects).toEqual([{ id: projectId, title: '智慧水厂科技项目' }]);
  const chat = { ...act, mode: 'group' as const, attendees: '王某、李某', projectId };
  const { guidanceIds } = await office.guidance.register(chat);
  await office.guidance.register(act);
  expect((await office.guidance.list({ project: projectId })).rows.map((row) => row.id)).toEqual(guidanceIds);
  expect(await office.guidance.byId({ guidanceId: guidanceIds[0] ?? '' })).toMatchObject({
    projectTitle: '智慧水厂科技项目',
    attendees: '王某、李某',
    mode: 'group',
  });
});
