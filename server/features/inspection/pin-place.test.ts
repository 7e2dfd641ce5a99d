import { expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, inspectUnit, makeDistrict, readEvents } from '@/db/testing/factories/inspection';
import type { TestTenant } from '@/db/testing/factories/tenancy';

type OpenRegisters = ('rooms' | 'boxes' | 'climate' | 'outs')[];
const YEAR = Number(dayFromNow(-30).slice(0, 4));

/** Two rooms with a layer each, and a box on the first. */
const furnish = async (unit: TestTenant) => {
  const api = callEach(unit);
  const fonds = await makeFonds(unit, { number: 'J007' });
  const rooms: string[] = [];
  const rows: string[] = [];
  for (const number of ['1', '2']) {
    const room = await api.storage.createPlace({ level: 'room', number, name: `${number}号库`, areaM2: 30 });
    rooms.push(room.id);
    rows.push((await api.storage.createPlace({ parentId: room.id, level: 'row', number: '1', capacityMm: 900 })).id);
  }
  const readOn = dayFromNow(-1);
  await api.register.enter({ code: 'room_climate', values: { room: '1号库', readOn, temperature: 27, humidity: 71 } });
  return { fonds, room: rooms[0]!, otherRoom: rooms[1]!, row: rows[0]! };
};

/* A finding about a room that the grant opens: chosen in the unit's own books, kept as they had it, compared when it is put right. */
it('pins a room of the unit under the grant, and nothing that the grant leaves out', async () => {
  const { bureau, units, inspectors, otherBureau } = await makeDistrict();
  const [unit, sister] = [units[0]!, units[1]!];
  const own = await furnish(unit);
  const foreign = await furnish(sister);
  const inspect = (person: number, registers: OpenRegisters, roomCodes?: string[]) =>
    inspectUnit(bureau, unit, [inspectors[person]!, inspectors[person - 1]!], {
      scheduledOn: dayFromNow(14 + person),
      recordClasses: ['storage'],
      registers,
      ...(roomCodes ? { roomCodes } : {}),
      yearFrom: YEAR - 1,
      yearTo: YEAR + 1,
    });
  const inspectionId = await inspect(1, ['rooms', 'climate'], ['1']);
  const withoutRooms = await inspect(2, ['outs']);
  const asInspector = async () => (await callAs(bureau, inspectors[1]!)).inspection;

  const rooms = await (await asInspector()).grantedPlaces({ inspectionId });
  expect(rooms.places.map((place) => place.code)).toEqual(['01K']);
  const within = await (await asInspector()).grantedPlaces({ inspectionId, placeId: own.room });
  expect(within).toMatchObject({ places: [{ id: own.row, code: '01K-01L' }], boxes: [] });
  for (const placeId of [own.otherRoom, foreign.room])
    expect(await refused((await asInspector()).grantedPlaces({ inspectionId, placeId }))).toBe('NOT_FOUND');
  expect(await refused((await asInspector()).grantedPlaces({ inspectionId: withoutRooms }))).toBe('NOT_FOUND');
  const outsider = (await callAs(bureau, inspectors[2]!)).inspection;
  expect(await refused(outsider.grantedPlaces({ inspectionId }))).toBe('NOT_FOUND');
  expect(await refused((await callAs(otherBureau)).inspection.grantedPlaces({ inspectionId }))).toBe('NOT_FOUND');

  const add = async (placeId: string, unitSlug = unit.slug, about = inspectionId) =>
    (await asInspector()).addFinding({
      inspectionId: about,
      checklistCode: 'T8',
      severity: 'HAZARD',
      fact: '库房潮湿，无除湿设备',
      basis: '《档案法》第十九条',
      requirement: '配备除湿机',
      dueOn: dayFromNow(30),
      pin: { kind: 'room', name: '1号库', seen: '墙面起霉', granted: { unitSlug, placeId } },
    });
  expect(await refused(add(own.otherRoom))).toBe('NOT_FOUND');
  expect(await refused(add(foreign.room))).toBe('NOT_FOUND');
  expect(await refused(add(foreign.room, sister.slug))).toBe('NOT_FOUND');
  expect(await refused(add(own.room, unit.slug, withoutRooms))).toBe('NOT_FOUND');
  const box = { kind: 'box' as const, unitSlug: unit.slug, boxNumber: '1', boxId: own.row };
  const plain = {
    severity: 'MINOR' as const,
    fact: '盒破损',
    basis: '依据',
    requirement: '换盒',
    dueOn: dayFromNow(30),
  };
  const addBox = (await asInspector()).addFinding({ ...plain, inspectionId, checklistCode: 'T8', pin: box });
  expect(await refused(addBox)).toBe('NOT_FOUND');
  await add(own.room);
  const [finding] = (await (await asInspector()).byId({ inspectionId })).findings;
  expect(finding?.pinnedLabel).toBe('01K 1号库');
  const reading = { label: '最近温湿度', value: `${dayFromNow(-1)} 27 ℃ 71%` };
  const area = { label: '面积', value: '30 平方米' };
  expect(finding?.pinnedFacts).toEqual(expect.arrayContaining([area, reading, { label: '所见', value: '墙面起霉' }]));
  // The unit reads each look, and no look at what was refused.
  const looks = ['inspection.grantedPlaces', 'inspection.grantedPlaces', 'inspection.pinRoom'];
  expect(await readEvents(unit)).toEqual(looks);
  expect(await readEvents(sister)).toEqual([]);

  await (await asInspector()).issueFindings({ inspectionId });
  const [demand] = (await callEach(unit).inspection.received({ kind: 'finding' })).rows;
  const ask = { findingDispatchId: demand!.dispatchId };
  const place = { kind: 'room', id: own.room };
  expect(await callEach(unit).closure.rectified(ask)).toMatchObject({ place, differences: [] });
  const values = { room: '1号库', readOn: dayFromNow(0), temperature: 20, humidity: 52 };
  await callEach(unit).register.enter({ code: 'room_climate', values });
  const is = `${dayFromNow(0)} 20 ℃ 52%`;
  const differences = [{ field: '最近温湿度', was: reading.value, is }];
  await callEach(unit).inspection.answerFinding({ ...ask, measure: '已配除湿机', doneOn: dayFromNow(0) });
  expect((await (await asInspector()).answers({ inspectionId }))[0]?.record).toMatchObject({ place, differences });
}, 120_000);

it('pins a box that stands where the grant opens the register of boxes', async () => {
  const { bureau, units, inspectors, otherBureau } = await makeDistrict();
  const unit = units[0]!;
  const own = await furnish(unit);
  const { box: made } = await callEach(unit).storage.createBox({
    fondsId: own.fonds.id,
    categoryCode: 'WS',
    filingYear: YEAR,
    retentionCode: 'Y',
    orgCode: 'DZB',
  });
  await callEach(unit).storage.shelveBoxes({ placeId: own.row, boxIds: [made.id] });
  const inspectionId = await inspectUnit(bureau, unit, inspectors.slice(0, 2), {
    recordClasses: ['storage'],
    registers: ['boxes'],
    yearFrom: YEAR,
    yearTo: YEAR,
  });
  const mine = callEach(bureau, inspectors[1]!).inspection;
  const { boxes } = await mine.grantedPlaces({ inspectionId, placeId: own.row });
  expect(boxes.map((box) => box.id)).toEqual([made.id]);
  await mine.addFinding({
    inspectionId,
    checklistCode: 'T8',
    severity: 'MINOR',
    fact: '盒脊没有填写',
    basis: '《机关档案管理规定》',
    requirement: '补填',
    dueOn: dayFromNow(30),
    pin: { kind: 'box', unitSlug: unit.slug, boxNumber: boxes[0]!.label, boxId: made.id },
  });
  const [finding] = (await mine.byId({ inspectionId })).findings;
  expect(finding?.pinnedLabel).toBe(boxes[0]!.label);
  expect(finding?.pinnedFacts).toContainEqual({ label: '存放位置', value: '01K-01L' });
  // What was written once is offered the next time, to this office alone.
  const asked = { inspectionId, itemCode: 'T8' };
  expect(await mine.findingWords(asked)).toEqual({ notes: [], facts: ['盒脊没有填写'], requirements: ['补填'] });
  expect(await refused(callEach(otherBureau).inspection.findingWords(asked))).toBe('NOT_FOUND');
}, 120_000);
