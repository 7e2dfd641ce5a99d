import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTransferWorld, type TransferWorld } from '@/db/testing/factories/disposition';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let world: TransferWorld;
let second: TestTenant;
let archives: Caller;
const deliver = (caller: Caller, over: object) =>
  caller.disposition.registerAccession({
    sourceKind: 'unit',
    transferorKind: 'township',
    sourceName: world.unit.name,
    mode: 'transfer',
    topics: ['疫情防控'],
    receivedOn: '2026-03-02',
    handledBy: '何砚秋',
    lines: [
      { categoryCode: 'WS', unit: 'piece', quantity: 20 },
      { categoryCode: 'WS', unit: 'box', quantity: 2 },
    ],
    ...over,
  });

beforeEach(async () => {
  world = await makeTransferWorld();
  second = await makeTenant('department');
  await supervise(world.bureau, second);
  archives = callEach(world.archives);
  await deliver(archives, {});
  await deliver(archives, { receivedOn: '2026-05-02' });
  await deliver(archives, { sourceName: second.name, topics: ['脱贫攻坚', 'HSDA'] });
  await deliver(archives, { sourceName: '已撤销的农机站' });
  await deliver(callEach(world.otherArchives), { sourceName: '别区的单位' });
});

describe('deliveries by topic', () => {
  it('show each unit with what it delivered, and those that delivered nothing', async () => {
    const all = await archives.disposition.topicUnits({ topic: 'YQFK' });
    const of = (name: string) => all.rows.find((row) => row.unitName === name);
    expect(of(world.unit.name)).toMatchObject({
      unitTenantId: world.unit.id,
      deliveries: 2,
      lastOn: '2026-05-02',
      quantities: [
        { unit: 'box', quantity: 4 },
        { unit: 'piece', quantity: 40 },
      ],
    });
    expect(of(second.name)).toMatchObject({ deliveries: 0, quantities: [], lastOn: null });
    expect(of('已撤销的农机站')).toMatchObject({ unitTenantId: null, deliveries: 1 });
    expect(of('别区的单位')).toBeUndefined();
    expect(all.counts.units).toBe(all.counts.delivered + all.counts.waiting);
    expect(all.counts.delivered).toBe(2);
    const waiting = await archives.disposition.topicUnits({ topic: 'YQFK', delivered: false });
    expect(waiting.rows.map((row) => row.unitName)).toContain(second.name);
    expect(waiting.rows.every((row) => row.deliveries === 0)).toBe(true);
    expect(waiting.page.total).toBe(all.counts.waiting);
    // A topic in words or as the code that a transferred record bears.
    const delivered = { delivered: true, q: second.name };
    expect((await archives.disposition.topicUnits({ topic: 'FPGJ', ...delivered })).rows).toHaveLength(1);
    expect((await archives.disposition.topicUnits({ topic: 'HSDA', ...delivered })).rows).toHaveLength(1);
  });

  it('lead from each count to the entries of the register that it counts', async () => {
    // A donor's name is nobody's count of units, and a copy is no delivery.
    await deliver(archives, { sourceKind: 'donor', transferorKind: 'person', sourceName: '周安', mode: 'gift' });
    await deliver(archives, { sourceName: world.unit.name, isDigitalCopy: true });
    const { rows } = await archives.disposition.topicUnits({ topic: 'YQFK' });
    expect(rows.map((row) => row.unitName)).not.toContain('周安');
    for (const { unitTenantId, unitName, deliveries, quantities } of rows.filter((row) => row.deliveries > 0)) {
      const unit = unitTenantId === null ? { sourceName: unitName } : { unitTenantId };
      const entries = await archives.disposition.accessions({ topic: 'YQFK', ...unit });
      expect([entries.page.total, entries.rows.map((row) => row.sourceName)]).toEqual([
        deliveries,
        Array.from({ length: deliveries }, () => unitName),
      ]);
      expect(entries.totals).toEqual(expect.arrayContaining(quantities));
      expect(entries.narrowedTo).toEqual([unitName]);
    }
    expect((await archives.disposition.accessions({ topic: 'FPGJ' })).rows).toHaveLength(1);
    const foreign = await callEach(world.otherArchives).disposition.accessions({
      topic: 'YQFK',
      unitTenantId: world.unit.id,
    });
    expect(foreign.rows).toEqual([]);
  });

  it('go page by page and out to Excel, and leave out what was struck out', async () => {
    const all = await archives.disposition.topicUnits({ topic: 'YQFK' });
    const one = await archives.disposition.topicUnits({ topic: 'YQFK', limit: 2 });
    const two = await archives.disposition.topicUnits({ topic: 'YQFK', limit: 2, cursor: one.page.nextCursor ?? '' });
    expect([...one.rows, ...two.rows]).toEqual(all.rows.slice(0, 4));
    const [line] = (await archives.disposition.accessions({ q: '农机站' })).rows;
    await archives.disposition.voidAccession({ accessionId: line?.id ?? '', rowVersion: 1, reason: '重复登记' });
    expect((await archives.disposition.topicUnits({ topic: 'YQFK', q: '农机站' })).rows).toEqual([]);
    const file = await archives.disposition.downloadTopicUnits({ topic: 'YQFK', delivered: true });
    const book = new exceljs.Workbook();
    await book.xlsx.load((await readObject(testObjects(), file)) as never);
    const cells = JSON.stringify(book.worksheets[0]?.getSheetValues());
    expect(cells).toContain(world.unit.name);
    expect(cells).not.toContain('别区的单位');
  });
});
