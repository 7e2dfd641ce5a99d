import { beforeAll, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, momentFromNow, readEvents } from '@/db/testing/factories/inspection';
import type { TestPerson, TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { type GrantRegister, roomCodeOf } from '@/server/domain/tenancy/grant-vocabulary';

/* 查阅授权 over 库房与保管登记: registers and rooms, as the notice names them. */
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let inspector: TestPerson;

const notice = async (more: object) => {
  const call = () => callAs(bureau);
  const { id: campaignId } = await (await call()).inspection.createCampaign({
    kind: 'special',
    title: '库房安全专项检查',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'named',
  });
  const { inspectors } = await (await call()).inspection.pool({ campaignId });
  await (await call()).inspection.nameUnits({
    campaignId,
    unitSlugs: [unit.slug],
    inspectorAccountIds: inspectors.slice(0, 2).map((person) => person.accountId),
    reason: '专项检查',
  });
  const terms = {
    campaignId,
    scheduledOn: dayFromNow(14),
    validTo: momentFromNow(20),
    recordClasses: ['storage' as const],
    yearFrom: 2020,
    yearTo: 2026,
    reason: '库房安全专项检查',
    ...more,
  };
  return { inspectors, sent: await (await call()).inspection.sendNotices(terms) };
};
const read = async (register: GrantRegister, tenant = bureau) =>
  (await callAs(tenant, tenant === bureau ? inspector : tenant.worker)).storage.grantedRegister({
    unitSlug: unit.slug,
    register,
  });

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau } = district);
  unit = district.units[0]!;
  for (const number of ['1', '2']) {
    const api = await callAs(unit);
    const room = await api.storage.createPlace({ level: 'room', number, name: `${number}号库`, areaM2: 30 });
    await (await callAs(unit)).storage.createPlace({ parentId: room.id, level: 'row', number: '1', capacityMm: 900 });
    await (await callAs(unit)).storage.startStockTake({
      title: `${number}号库清点`,
      placeId: room.id,
      plannedOn: dayFromNow(0),
    });
  }
  const entries: Record<string, string | number>[] = [
    { room: '1号库', readOn: dayFromNow(-1), temperature: 20, humidity: 50 },
    { room: '１号库', readOn: dayFromNow(0), temperature: 20, humidity: 71, measure: '开除湿机' },
    { room: '2号库', readOn: dayFromNow(0), temperature: 21, humidity: 51 },
  ];
  for (const values of entries) await (await callAs(unit)).register.enter({ code: 'room_climate', values });
  const terms = { registers: ['rooms', 'stock_takes'], roomCodes: ['１号库'] };
  const { inspectors } = await notice(terms);
  inspector = district.inspectors.find((person) => person.accountId === inspectors[0]!.accountId)!;
});

it('opens the registers and rooms of the notice, and nothing else', async () => {
  expect((await read('rooms')).rows.map((line) => [line.place, line.amount])).toEqual([['01K', 30]]);
  expect((await read('stock_takes')).rows.map((line) => line.label)).toEqual(['1号库清点']);
  expect(await refused(read('boxes'))).toBe('NOT_FOUND');
  expect(await refused(read('outs'))).toBe('NOT_FOUND');
  expect(await refused(read('climate'))).toBe('NOT_FOUND');
  expect(await refused(read('rooms', otherBureau))).toBe('NOT_FOUND');
  const [open] = await (await callAs(bureau, inspector)).storage.registerGrants();
  expect(open).toMatchObject({ registers: ['rooms', 'stock_takes'], roomCodes: ['01K'] });
  expect(await (await callAs(otherBureau)).storage.registerGrants()).toEqual([]);
});

it('leaves every look in the log of the unit, and is told to the unit beforehand', async () => {
  const events = await readEvents(unit);
  expect(events.filter((action) => action === 'storage.grantedRegister')).toHaveLength(2);
  const { rows } = await (await callAs(unit)).inspection.received({ kind: 'inspection_notice' });
  const { notice: body, attachments } = await (await callAs(unit)).inspection.receivedById({
    dispatchId: rows[0]!.dispatchId,
  });
  expect(body?.scope).toMatchObject({ registers: ['rooms', 'stock_takes'], roomCodes: ['01K'] });
  expect(attachments.map((file) => file.mediaType)).toEqual(['application/pdf']);
  const { rows: grants } = await (await callAs(unit)).grants.list({ side: 'received' });
  expect(grants[0]).toMatchObject({ recordClasses: ['storage'], roomCodes: ['01K'] });
});

it('reads no catalogue under a grant of registers, and refuses rooms that cannot be', async () => {
  expect(await refused((await callAs(bureau, inspector)).archive.grantedList({ unitSlug: unit.slug }))).toBe(
    'NOT_FOUND',
  );
  expect(await refused(notice({ roomCodes: ['东头那间'] }))).toContain('roomCodes');
  expect(await refused(notice({ roomCodes: ['1'], registers: ['outs'] }))).toContain('registers');
});

it('opens the readings of the rooms that the grant names, whatever way the unit wrote them', async () => {
  const { inspectors } = await notice({ registers: ['climate'], roomCodes: ['1'] });
  const person = inspectors[0]!.accountId;
  const asked = { unitSlug: unit.slug, register: 'climate' as const };
  const who = [bureau.worker, inspector].find((one) => one.accountId === person) ?? inspector;
  const { rows } = await (await callAs(bureau, who)).storage.grantedRegister(asked);
  expect(rows.map((line) => [line.label, line.on, line.amount, line.humidity, line.state, line.note])).toEqual([
    ['1号库', dayFromNow(-1), 20, 50, 'within', null],
    ['１号库', dayFromNow(0), 20, 71, 'beyond', '开除湿机'],
  ]);
  expect(await refused(read('climate', otherBureau))).toBe('NOT_FOUND');
});

it('reads a room in the database as it is read elsewhere', async () => {
  for (const typed of ['1', '01', '１号库', '01K', '12号', 'A2库房', 'b库', '二楼库房', '', '1号库房'])
    expect((await (await testAdmin()).query('select room_code_of($1) as code', [typed])).rows[0].code, typed).toBe(
      roomCodeOf(typed),
    );
});
