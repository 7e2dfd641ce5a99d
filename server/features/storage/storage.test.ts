import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let unit: TestTenant;
let stranger: TestTenant;
let fondsId: string;
let shelves: { id: string; code: string; label: string }[];

const api = async () => (await callAs(unit)).storage;
const record = async (orgCode: string, filingYear: number, count: number, pageCount = 90) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = await (await callAs(unit)).archive.create({
      fondsId,
      categoryCode: 'WS',
      filingYear,
      retentionCode: 'Y',
      orgCode,
      title: `关于第${index + 1}号工作的通知`,
      documentDate: `${filingYear}0110`,
      pageCount,
      openFlag: 'unreviewed',
    });
    ids.push(id);
  }
  return ids;
};
const pack = async (filingYear: number) => {
  const input = { fondsId, categoryCode: 'WS', filingYear };
  const { stamp } = await (await api()).packPreview(input);
  return (await api()).packYear({ ...input, stamp });
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  await makeFonds(stranger);
  const room = await (await api()).createPlace({ level: 'room', number: '1', name: '一号库', areaM2: 36.5 });
  await (await api()).createRack({
    parentId: room.id,
    name: '密集架',
    kind: 'compact',
    firstRow: 1,
    rows: 2,
    sections: 2,
    layers: 3,
    layerMm: 100,
    groups: 1,
    volumeM3: 8.5,
  });
  const [row] = await (await api()).places({ parentId: room.id });
  const [section] = await (await api()).places({ parentId: row?.id });
  shelves = await (await api()).places({ parentId: section?.id });
});

describe('places', () => {
  it('puts up a whole rack in one step and adds up what is free', async () => {
    const [room] = await (await api()).places({});
    expect(room).toMatchObject({ code: '01K', capacityMm: 1200, hasChildren: true, areaM2: 36.5 });
    expect(shelves.map((place) => place.code)).toEqual(['01K-01L-01J-01C', '01K-01L-01J-02C', '01K-01L-01J-03C']);
    expect(await (await api()).racks()).toMatchObject([{ rowCount: 2, volumeM3: 8.5, capacityMm: 1200 }]);
    const { above } = await (await api()).placeById({ id: shelves[0]!.id });
    expect(above.map((place) => place.level)).toEqual(['room', 'row', 'section']);
  });

  it('refuses a number twice, a level in the wrong place and a level that is not used', async () => {
    const call = await api();
    await expect(call.createPlace({ level: 'room', number: '01' })).rejects.toMatchObject({
      message: 'ALREADY_EXISTS',
    });
    await expect((await api()).createPlace({ level: 'row', number: '9' })).rejects.toMatchObject({
      message: 'BAD_INPUT',
    });
    await expect((await api()).createPlace({ level: 'area', number: 'A1' })).rejects.toMatchObject({
      message: 'BAD_INPUT',
    });
  });

  it('keeps the setting of the house, and tells who was slower', async () => {
    const setting = await (await api()).setting();
    const saved = await (await api()).saveSetting({ ...setting, fillPercent: 90, pagesIfUnknown: 6 });
    expect(saved).toMatchObject({ pagesIfUnknown: 6, rowVersion: 1 });
    await expect((await api()).saveSetting({ ...setting, pagesIfUnknown: 7 })).rejects.toMatchObject({
      message: 'STALE_VERSION',
    });
  });

  it('is not there for a stranger', async () => {
    const foreign = (await callAs(stranger)).storage;
    expect(await foreign.places({})).toEqual([]);
    await expect(foreign.placeById({ id: shelves[0]!.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect(await foreign.resolveLabel({ label: shelves[0]!.label })).toMatchObject({ kind: 'unknown' });
  });
});

describe('boxes', () => {
  it('packs a year as it was previewed, keeps 盒号 on the records, and goes on after the last number', async () => {
    await record('BGS', 2021, 3);
    const input = { fondsId, categoryCode: 'WS', filingYear: 2021 };
    const preview = await (await api()).packPreview(input);
    expect(preview.boxes.map((box) => [box.number, box.from, box.to, box.spineMm])).toEqual([
      [1, '0001', '0002', 30],
      [2, '0003', '0003', 20],
    ]);
    expect((await pack(2021)).items).toBe(3);
    const [late] = await record('CWK', 2021, 1);
    expect(await pack(2021)).toMatchObject({ boxes: 1, items: 1 });
    const { item } = await (await callAs(unit)).archive.byId({ id: late! });
    expect(item.boxNumber).toBe('003');
    const { rows } = await (await api()).boxes({ filingYear: 2021 });
    expect(rows.map((box) => [box.boxNumber, box.itemCount, box.fillPercent])).toEqual([
      ['001', 2, 67],
      ['002', 1, 50],
      ['003', 1, 50],
    ]);
    const packing = pack(2021);
    await expect(packing).rejects.toMatchObject({ message: 'NOTHING_TO_PACK' });
  });

  it('refuses a plan that is no longer true', async () => {
    await record('BGS', 2020, 1);
    const input = { fondsId, categoryCode: 'WS', filingYear: 2020 };
    const { stamp } = await (await api()).packPreview(input);
    await record('BGS', 2020, 1);
    await expect((await api()).packYear({ ...input, stamp })).rejects.toMatchObject({ message: 'PACK_PLAN_CHANGED' });
    expect((await (await api()).boxes({ filingYear: 2020 })).rows).toEqual([]);
  });

  it('gives two who pack at once no number twice', async () => {
    await Promise.all([2010, 2011].map((year) => record('BGS', year, 2, 200)));
    const made = await Promise.all(
      Array.from({ length: 6 }, async () =>
        (await api()).createBox({ fondsId, categoryCode: 'WS', filingYear: 2010, retentionCode: 'Y' }),
      ),
    );
    expect(made.map(({ box }) => box.boxNumber).sort()).toEqual(['001', '002', '003', '004', '005', '006']);
    expect(new Set(made.map(({ box }) => box.label)).size).toBe(6);
  });

  it('moves records between boxes and does not let the number be changed alone', async () => {
    const [first, second] = await record('BGS', 2019, 2, 300);
    const { boxIds } = await pack(2019);
    expect(boxIds).toHaveLength(2);
    const [to, from] = boxIds as [string, string];
    expect(await (await api()).moveItems({ itemIds: [second!], toBoxId: to })).toEqual({ moved: 1 });
    const moved = await (await callAs(unit)).archive.byId({ id: second! });
    expect(moved.item).toMatchObject({ boxNumber: '001', boxId: to });
    await expect(
      (await callAs(unit)).archive.correct({
        id: second!,
        rowVersion: moved.item.rowVersion,
        changes: { boxNumber: '9' },
        reason: '试',
      }),
    ).rejects.toMatchObject({ message: 'BOX_NUMBER_FOLLOWS_BOX' });
    await expect((await api()).discardBox({ id: to })).rejects.toMatchObject({ message: 'BOX_NOT_EMPTY' });
    expect((await (await api()).discardBox({ id: from })).id).toBe(from);
    await (await api()).moveItems({ itemIds: [first!], toBoxId: null, reason: '待修复' });
    const out = await (await callAs(unit)).archive.byId({ id: first! });
    expect(out.item).toMatchObject({ boxNumber: null, boxId: null });
    const unboxed = await (await api()).unboxed({ filingYear: 2019 });
    expect(unboxed.rows.map((row) => row.id)).toEqual([first]);
  });

  it('keeps strangers and their records out', async () => {
    const [mine] = await record('BGS', 2018, 1);
    const { boxIds } = await pack(2018);
    const foreign = (await callAs(stranger)).storage;
    await expect(foreign.boxById({ id: boxIds[0]! })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.moveItems({ itemIds: [mine!], toBoxId: null })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect(foreign.shelveBoxes({ boxIds, placeId: null })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.placeOfItem({ itemId: mine! })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.packPreview({ fondsId, categoryCode: 'WS', filingYear: 2018 })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });
});

describe('the way of a box', () => {
  it('goes to a shelf with room, and every record tells where it was', async () => {
    const [id] = await record('BGS', 2017, 1);
    const { boxIds } = await pack(2017);
    const { box } = await (await api()).boxById({ id: boxIds[0]! });
    const scanned = await (await api()).resolveLabel({ label: box.label.toLowerCase() });
    expect(scanned).toMatchObject({ kind: 'box', id: box.id });
    await (await api()).shelveBoxes({ boxIds, placeId: shelves[0]!.id });
    await (await api()).shelveBoxes({ boxIds, placeId: shelves[1]!.id, reason: '移库' });
    const lent = await (await api()).giveOut({
      kind: 'box',
      id: box.id,
      holderName: '沈某',
      purpose: '编史',
      dueOn: '2099-01-01',
    });
    expect(lent).toMatchObject({ state: 'out', holderName: '沈某' });
    await expect(
      (await api()).giveOut({ kind: 'box', id: box.id, holderName: '周某', purpose: '查考', dueOn: '2099-01-01' }),
    ).rejects.toMatchObject({ message: 'ALREADY_OUT' });
    const where = { current: { boxNumber: '001', placeCode: shelves[1]!.code } };
    expect(await (await api()).placeOfItem({ itemId: id! })).toMatchObject({
      ...where,
      holderName: '沈某',
      dueOn: '2099-01-01',
    });
    const lifeOf = async (kind: 'place' | 'use', cursor?: string) =>
      (await callAs(unit)).archive.history({ id: id!, kind, limit: 2, cursor });
    const first = await lifeOf('place');
    const rest = await lifeOf('place', first.page.nextCursor ?? '');
    expect([...first.rows, ...rest.rows].map((entry) => [entry.action, entry.changes[0]?.to])).toEqual([
      ['storage.boxMoved', shelves[1]!.code],
      ['storage.boxMoved', shelves[0]!.code],
      ['storage.intoBox', box.label],
    ]);
    expect((await lifeOf('use')).rows).toMatchObject([
      { action: 'storage.takenOut', subject: `${box.label} 沈某`, reason: '编史' },
    ]);
    await (await api()).takeBack({ id: lent.id, rowVersion: lent.rowVersion, note: '完好' });
    expect((await lifeOf('use')).rows.map((entry) => entry.action)).toContain('storage.broughtBack');
    expect(await (await api()).placeOfItem({ itemId: id! })).toMatchObject({ ...where, holderName: null });
    expect((await (await api()).outs({ state: 'returned' })).rows.map((row) => row.id)).toContain(lent.id);
    expect((await (await api()).boxById({ id: box.id })).moves).toHaveLength(2);
  });

  it('is refused where there is no room, also to two at once', async () => {
    await record('BGS', 2016, 6, 240);
    const { boxIds } = await pack(2016);
    expect(boxIds).toHaveLength(6);
    const place = shelves[2]!;
    const tries = await Promise.allSettled(
      boxIds.map(async (id) => (await api()).shelveBoxes({ boxIds: [id], placeId: place.id })),
    );
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
    const { place: full } = await (await api()).placeById({ id: place.id });
    expect(full.usedMm).toBe(90);
    await expect((await api()).closePlace({ id: place.id })).rejects.toMatchObject({ message: 'PLACE_NOT_EMPTY' });
    const [room] = await (await api()).places({});
    await expect((await api()).shelveBoxes({ boxIds, placeId: room!.id })).rejects.toMatchObject({
      message: 'PLACE_HOLDS_NO_BOXES',
    });
    expect((await (await api()).boxes({ placeId: room!.id, filingYear: 2016 })).rows).toHaveLength(3);
    expect((await (await api()).boxes({ shelved: 'no', filingYear: 2016 })).rows).toHaveLength(3);
  });
});

describe('a stock-take', () => {
  it('finds what is missing, misplaced and unknown, counts a queue sent twice once, and closes when all is settled', async () => {
    const room = await (await api()).createPlace({ level: 'room', number: '2' });
    const rows = [1, 2].map((number) => ({ level: 'row' as const, number: String(number), capacityMm: 500 }));
    const places = [];
    for (const row of rows) places.push(await (await api()).createPlace({ ...row, parentId: room.id }));
    await record('BGS', 2015, 3, 240);
    const { boxIds } = await pack(2015);
    await (await api()).shelveBoxes({ boxIds, placeId: places[0]!.id });
    const boxes = await Promise.all(boxIds.map(async (id) => (await (await api()).boxById({ id })).box));
    const take = await (await api()).startStockTake({ title: '年度清点', placeId: room.id, plannedOn: '2026-11-20' });
    expect(take).toMatchObject({ expected: 3, missing: 3, year: 2026 });
    const scan = (label: string, place: string) => ({ id: uuidv7(), label, place, at: new Date().toISOString() });
    const queue = [
      scan(boxes[0]!.label, places[0]!.label),
      scan(boxes[1]!.label, places[1]!.code),
      scan('B999-000001', places[1]!.label),
      scan(boxes[2]!.label, 'P0-000000'),
    ];
    const first = await (await api()).recordScans({ stockTakeId: take.id, scans: queue });
    expect(first.results.map((result) => result.outcome)).toEqual(['counted', 'misplaced', 'unknown', 'no_such_place']);
    expect(first.results[1]?.expectedCode).toBe(places[0]!.code);
    const again = await (await api()).recordScans({ stockTakeId: take.id, scans: queue });
    expect(again).toEqual(first);
    const { rows: counted } = await (await testAdmin()).query(
      'select count(*)::int as n from stock_take_scan where stock_take_id = $1',
      [take.id],
    );
    expect(counted[0].n).toBe(3);
    const now = await (await api()).stockTakeById({ id: take.id });
    expect(now).toMatchObject({ counted: 1, missing: 1, misplaced: 1, unknown: 1, unresolved: 3 });
    const closing = { id: take.id, rowVersion: now.rowVersion, conclusion: '差异已处理' };
    await expect((await api()).closeStockTake(closing)).rejects.toMatchObject({ message: 'DIFFERENCES_OPEN' });
    const settle = async (label: string, resolution: 'registered_here' | 'lost' | 'removed' | 'put_back') =>
      (await api()).resolveDifference({ stockTakeId: take.id, label, resolution });
    await settle(boxes[1]!.label, 'registered_here');
    expect((await (await api()).boxById({ id: boxes[1]!.id })).box.placeCode).toBe(places[1]!.code);
    await expect(settle(boxes[2]!.label, 'put_back')).rejects.toMatchObject({ message: 'BAD_INPUT' });
    await settle(boxes[2]!.label, 'lost');
    await settle('B999-000001', 'removed');
    expect(await (await api()).closeStockTake(closing)).toMatchObject({ state: 'closed', unresolved: 0 });
    await expect((await api()).recordScans({ stockTakeId: take.id, scans: [queue[0]!] })).rejects.toMatchObject({
      message: 'STOCK_TAKE_CLOSED',
    });
    const counts = ['storage.stock_counted', 'storage.stock_misplaced', 'storage.stock_missing'];
    for (const [place, box] of boxes.entries()) {
      const { rows: inside } = await (await api()).boxItems({ boxId: box.id });
      const life = await (await callAs(unit)).archive.history({ id: inside[0]!.id, kind: 'place' });
      expect(life.rows.map((entry) => entry.action).filter((action) => counts.includes(action))).toEqual([
        counts[place],
      ]);
    }
    for (const format of ['pdf', 'xlsx'] as const) {
      const file = await (await api()).downloadStockTakeReport({ id: take.id, format });
      expect(file.fileName).toBe(`清点报告_年度清点.${format}`);
    }
    await expect((await callAs(stranger)).storage.stockTakeById({ id: take.id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    expect(await (await api()).summary()).toMatchObject({ rooms: 2, out: 0 });
  });
});
