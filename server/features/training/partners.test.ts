import { beforeAll, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeTransferWorld, type TransferWorld } from '@/db/testing/factories/disposition';
import { dayFromNow, makePhoto } from '@/db/testing/factories/inspection';
import { makeTenant, supervise } from '@/db/testing/factories/tenancy';

/* An archives has no authority over the units that transfer to it, and trains and advises them all the same. */

let world: TransferWorld;
beforeAll(async () => {
  world = await makeTransferWorld();
});

it('trains the units that transfer to it: invitation, enrolment, check-in, hours and certificate', async () => {
  const { archives, otherArchives, unit, stranger } = world;
  const [office, own] = [callEach(archives), callEach(unit)];
  const { id: sessionId } = await office.training.createSession({
    title: '专题档案归集培训',
    kind: 'special',
    mode: 'onsite',
    hours: 3,
    heldOn: dayFromNow(0),
    audience: '移交单位的档案员',
  });
  await office.training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
  expect(await refused(office.training.inviteUnits({ sessionId, unitTenantIds: [stranger.id] }))).toBe('NOT_FOUND');
  expect(await office.training.inviteUnits({ sessionId, unitTenantIds: [unit.id] })).toEqual({
    invited: 1,
    already: 0,
  });
  const [invitation] = (await own.training.invitations({})).rows;
  expect(invitation).toMatchObject({ organiserName: archives.name, audience: '移交单位的档案员', canEnrol: true });
  expect((await callEach(stranger).training.invitations({})).rows).toEqual([]);
  const people = [{ personName: unit.worker.displayName, post: 'part_time' as const }];
  await own.enrolment.enrol({ invitationId: invitation?.id ?? '', people });
  expect((await office.enrolment.list({ sessionId })).rows).toMatchObject([{ unitName: unit.name }]);
  expect(await refused(callEach(otherArchives).enrolment.list({ sessionId }))).toBe('NOT_FOUND');

  const { checkInCode } = await office.training.session({ sessionId });
  await own.training.checkIn({ invitationId: invitation?.id ?? '', code: checkInCode ?? '' });
  await office.training.takeInCheckIns({ sessionId });
  await office.training.moveSession({ sessionId, to: 'held', rowVersion: 2 });
  const year = Number(dayFromNow(0).slice(0, 4));
  expect((await own.hours.list({ year })).rows).toMatchObject([{ personName: unit.worker.displayName, hours: 3 }]);
  await office.certificates.issue({ sessionId, validUntil: null });
  expect((await own.certificates.list({ side: 'received' })).rows).toMatchObject([
    { personName: unit.worker.displayName },
  ]);
  expect((await callEach(stranger).certificates.list({ side: 'received' })).rows).toEqual([]);
});

it('issues courseware to them, and learns in numbers how far they have come', async () => {
  const { archives, unit, stranger } = world;
  const office = callEach(archives);
  const { id: courseId } = await office.courses.save({
    title: '归档整理',
    kind: 'lecture',
    mode: 'online',
    rowVersion: 0,
  });
  const objectId = await makePhoto(archives, '课件.png', 7);
  const { id: materialId } = await office.courses.saveMaterial({
    courseId,
    objectId,
    title: '归档文件怎么整理',
    kind: 'courseware',
    neededMinutes: 1,
    hours: 1,
    rowVersion: 0,
  });
  const issue = { materialId, rowVersion: 1 };
  expect(await refused(office.courses.issueMaterial({ ...issue, unitTenantIds: [stranger.id] }))).toBe('NOT_FOUND');
  await office.courses.issueMaterial({ ...issue, unitTenantIds: [unit.id] });
  const [received] = (await callEach(unit).courses.learning({})).rows;
  await callEach(unit).courses.report({
    dispatchId: received?.dispatchId ?? '',
    seconds: 10,
    placeSeconds: 0,
  });
  expect((await office.courses.byId({ courseId })).materialList).toMatchObject([{ sentTo: 1, readers: 1 }]);
});

it('sends them the minutes of an exchange, which they sign', async () => {
  const { archives, unit, stranger } = world;
  const office = callEach(archives);
  const { entryId } = await office.register.enter({
    code: 'exchange_meeting',
    values: {
      heldOn: dayFromNow(-1),
      topic: '移交前怎么整理',
      form: 'meeting',
      units: unit.name,
      questions: '目录用什么格式',
      agreed: '用馆里发的表',
    },
  });
  const minutes = { entryId, rowVersion: 1 };
  expect(await refused(office.guidanceDesk.sendExchange({ ...minutes, unitTenantIds: [stranger.id] }))).toBe(
    'NOT_FOUND',
  );
  expect(await office.guidanceDesk.sendExchange({ ...minutes, unitTenantIds: [unit.id] })).toEqual({ units: 1 });
  const [received] = (await callEach(unit).guidanceDesk.receivedExchanges({})).rows;
  expect(received).toMatchObject({ officeName: archives.name, agreed: '用馆里发的表', isRead: false });
  await callEach(unit).dispatch.acknowledge({ id: received?.dispatchId ?? '' });
  expect((await office.guidanceDesk.exchanges({})).rows).toMatchObject([{ sent: 1, read: 1 }]);
});

it('asks them without names how the session was, and reads the result beside it', async () => {
  const { archives, bureau, otherArchives, unit } = world;
  const office = callEach(archives);
  const others = [await makeTenant('department'), await makeTenant('department')];
  for (const other of others) await supervise(bureau, other);
  const { id: sessionId } = await office.training.createSession({
    title: '著录实务',
    kind: 'special',
    mode: 'onsite',
    hours: 2,
    heldOn: dayFromNow(0),
  });
  await office.training.moveSession({ sessionId, to: 'open', rowVersion: 1 });
  const unitTenantIds = [unit, ...others].map((one) => one.id);
  await office.training.inviteUnits({ sessionId, unitTenantIds });
  await office.training.moveSession({ sessionId, to: 'held', rowVersion: 2 });
  expect(await office.exam.evaluation({ sessionId })).toBeNull();
  const input = { sessionId, closesOn: dayFromNow(3) };
  expect((await office.exam.evaluateSession(input)).units).toBe(3);
  expect(await refused(office.exam.evaluateSession(input))).toBe('STEP_PASSED');
  const [asked] = (await callEach(unit).questionnaire.received({})).rows;
  const answers = [{ scale: 5 }, { scale: 4 }, { scale: 5 }, { choice: '整理与著录' }, { text: '多讲实例' }];
  await callEach(unit).questionnaire.reply({ dispatchId: asked?.dispatchId ?? '', answers });
  expect(await office.exam.evaluation({ sessionId })).toMatchObject({ asked: 3, returned: 1, isWithheld: true });
  expect(await refused(callEach(otherArchives).exam.evaluation({ sessionId }))).toBe('NOT_FOUND');
});
