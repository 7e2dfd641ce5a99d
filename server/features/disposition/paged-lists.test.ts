import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { fileRecords, makeTransferWorld, readyTransfer, type TransferWorld } from '@/db/testing/factories/disposition';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let world: TransferWorld;
let archives: Caller;
let stranger: Caller;
beforeEach(async () => {
  world = await makeTransferWorld();
  archives = callEach(world.archives);
  stranger = callEach(world.otherArchives);
});

const cellsOf = async (file: FileReference): Promise<string> => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await readObject(testObjects(), file)) as never);
  return JSON.stringify(book.worksheets[0]?.getSheetValues());
};

/** Walks to the end and back to the start; both ways meet the same rows. */
const walk = async <Row>(
  read: (page: { cursor?: string; direction?: 'before' }) => Promise<{
    rows: Row[];
    page: { nextCursor: string | null; previousCursor: string | null };
  }>,
): Promise<Row[]> => {
  let now = await read({});
  const forth = [...now.rows];
  while (now.page.nextCursor) {
    now = await read({ cursor: now.page.nextCursor });
    forth.push(...now.rows);
  }
  const back = [...now.rows];
  while (now.page.previousCursor) {
    now = await read({ cursor: now.page.previousCursor, direction: 'before' });
    back.unshift(...now.rows);
  }
  expect(back).toEqual(forth);
  return forth;
};

describe('appeals', () => {
  it('go page by page, filtered, out to Excel, and are answered by offers of their own', async () => {
    for (const day of ['01', '02', '03', '04', '05'])
      await archives.disposition.publishAppeal({ title: `公告${day}`, notice: '=1+1', publishedOn: `2026-01-${day}` });
    const all = await walk((page) => archives.disposition.appeals({ limit: 2, ...page }));
    expect(all.map((row) => row.title)).toEqual(['公告05', '公告04', '公告03', '公告02', '公告01']);
    const [newest] = all;
    const appealId = newest?.id ?? '';
    await archives.disposition.closeAppeal({ appealId });
    const open = await archives.disposition.appeals({ state: 'open' });
    expect([open.page.total, open.rows.length]).toEqual([4, 4]);
    expect((await archives.disposition.appeals({ q: '公告03' })).rows).toHaveLength(1);
    const cells = await cellsOf(await archives.disposition.downloadAppeals({ state: 'closed' }));
    expect(cells).toContain('公告05');
    expect(cells).not.toContain('公告04');
    expect(cells).not.toContain('"formula"');

    const offer = { mode: 'gift', donorName: '周安', categoryCode: 'ZP', unit: 'sheet', quantity: 1 } as const;
    const day = '2026-02-01';
    const { donationId } = await archives.disposition.offerDonation({
      ...offer,
      title: '旧照',
      offeredOn: day,
      appealId,
    });
    await archives.disposition.offerDonation({ ...offer, title: '无公告', offeredOn: day });
    expect((await archives.disposition.donations({ appealId })).rows.map((row) => row.title)).toEqual(['旧照']);
    expect((await archives.disposition.donationById({ donationId })).appealTitle).toBe('公告05');
    expect((await stranger.disposition.appeals({})).rows).toEqual([]);
    await expect(
      stranger.disposition.offerDonation({ ...offer, title: '旧照', offeredOn: day, appealId }),
    ).rejects.toThrow('NOT_FOUND');
  });
});

describe('the schedule of a plan', () => {
  let units: TestTenant[];
  let planId: string;
  beforeEach(async () => {
    units = [world.unit];
    for (let index = 0; index < 4; index += 1) {
      const unit = await makeTenant('department');
      await supervise(world.bureau, unit);
      units.push(unit);
    }
    ({ planId } = await archives.disposition.createPlan({
      year: 2026,
      title: '2026年接收计划',
      requirement: '按期移交。',
      units: units.map((unit) => ({
        unitTenantId: unit.id,
        scope: '文书档案',
        yearFrom: 2008,
        yearTo: 2012,
        dueOn: '2026-12-31',
      })),
    }));
  });
  const line = { scope: '照片档案', yearFrom: 2000, yearTo: 2001, dueOn: '2026-06-30' };

  it('lets each unit have its own scope, years and day until it is issued', async () => {
    const unitTenantId = world.unit.id;
    await archives.disposition.changePlanUnit({ planId, unitTenantId, ...line });
    const { rows } = await archives.disposition.planUnits({ planId });
    expect(rows[0]).toMatchObject({ unitTenantId, ...line });
    expect(rows[1]).toMatchObject({ scope: '文书档案', dueOn: '2026-12-31' });
    const last = units.at(-1)?.id ?? 0;
    await archives.disposition.removePlanUnit({ planId, unitTenantId: last });
    expect((await archives.disposition.planById({ planId })).unitCount).toBe(4);
    await expect(archives.disposition.removePlanUnit({ planId, unitTenantId: last })).rejects.toThrow('NOT_FOUND');
    await expect(archives.disposition.changePlanUnit({ planId, unitTenantId, ...line, yearTo: 1990 })).rejects.toThrow(
      'yearTo',
    );

    expect(await archives.disposition.issuePlan({ planId })).toEqual({ units: 4 });
    await expect(archives.disposition.changePlanUnit({ planId, unitTenantId, ...line })).rejects.toThrow(
      'TRANSFER_STATE_WRONG',
    );
    await expect(archives.disposition.removePlanUnit({ planId, unitTenantId })).rejects.toThrow('TRANSFER_STATE_WRONG');
    const [received] = (await callEach(world.unit).disposition.receivedPlans({})).rows;
    expect(received).toMatchObject(line);
  });

  it('takes more units until it is issued, each once', async () => {
    const late = await makeTenant('department');
    await supervise(world.bureau, late);
    const lines = (...ids: number[]) => ids.map((unitTenantId) => ({ unitTenantId, ...line }));
    const asked = { planId, units: lines(late.id, world.unit.id) };
    expect(await archives.disposition.addPlanUnits(asked)).toEqual({ added: 1 });
    const { rows } = await archives.disposition.planUnits({ planId });
    expect(rows).toHaveLength(6);
    // Who was in it already keeps the line as it was.
    expect(rows.find((row) => row.unitTenantId === world.unit.id)).toMatchObject({ scope: '文书档案' });
    expect(rows.find((row) => row.unitTenantId === late.id)).toMatchObject(line);
    const foreign = { planId, units: lines(world.stranger.id) };
    await expect(archives.disposition.addPlanUnits(foreign)).rejects.toThrow('NOT_FOUND');
    await expect(stranger.disposition.addPlanUnits(asked)).rejects.toThrow('NOT_FOUND');
    await archives.disposition.issuePlan({ planId });
    await expect(archives.disposition.addPlanUnits(asked)).rejects.toThrow('TRANSFER_STATE_WRONG');
  });

  it('keeps at least one unit', async () => {
    for (const unit of units.slice(1)) await archives.disposition.removePlanUnit({ planId, unitTenantId: unit.id });
    await expect(archives.disposition.removePlanUnit({ planId, unitTenantId: world.unit.id })).rejects.toThrow(
      'CONFLICT',
    );
    expect((await archives.disposition.planById({ planId })).unitCount).toBe(1);
  });

  it('goes page by page, by how far the units are, and out to Excel', async () => {
    await archives.disposition.issuePlan({ planId });
    const all = await walk((page) => archives.disposition.planUnits({ planId, limit: 2, ...page }));
    expect(all.map((row) => row.unitTenantId).sort()).toEqual(units.map((unit) => unit.id).sort());
    const caller = callEach(world.unit);
    const [received] = (await caller.disposition.receivedPlans({ confirmed: false })).rows;
    await caller.disposition.confirmPlan({ dispatchId: received?.dispatchId ?? '' });
    expect((await caller.disposition.receivedPlans({ confirmed: false })).rows).toEqual([]);
    expect(await cellsOf(await caller.disposition.downloadReceivedPlans({ confirmed: true }))).toContain('已确认');
    const confirmed = await archives.disposition.planUnits({ planId, progress: 'confirmed' });
    expect(confirmed.rows.map((row) => row.unitTenantId)).toEqual([world.unit.id]);
    expect([confirmed.page.total, confirmed.counts]).toEqual([
      1,
      [
        { progress: 'confirmed', units: 1 },
        { progress: 'waiting', units: 4 },
      ],
    ]);
    const cells = await cellsOf(await archives.disposition.downloadPlanUnits({ planId, progress: 'confirmed' }));
    expect(cells).toContain(world.unit.name);
    expect(cells).not.toContain(units[1]?.name);
  });

  it('is nobody else’s', async () => {
    for (const other of [stranger, callEach(world.unit)]) {
      await expect(other.disposition.planUnits({ planId })).rejects.toThrow(/NOT_FOUND|FORBIDDEN/);
      await expect(other.disposition.downloadPlanUnits({ planId })).rejects.toThrow(/NOT_FOUND|FORBIDDEN/);
    }
    const unitTenantId = world.unit.id;
    await expect(stranger.disposition.changePlanUnit({ planId, unitTenantId, ...line })).rejects.toThrow('NOT_FOUND');
    await expect(stranger.disposition.removePlanUnit({ planId, unitTenantId })).rejects.toThrow('NOT_FOUND');
    const own = await archives.disposition.planUnits({ planId });
    expect(own.rows).toHaveLength(5);
  });
});

describe('deliveries that wait', () => {
  it('go page by page, the oldest first, and one of them can be asked for', async () => {
    for (const filingYear of [2008, 2009, 2010]) {
      await fileRecords(world.unit, world.fonds.id, 1, { filingYear });
      const batchId = await readyTransfer(world, filingYear);
      await callEach(world.unit).disposition.sendTransfer({ batchId });
    }
    const all = await walk((page) => archives.disposition.deliveries({ limit: 2, ...page }));
    expect(all).toHaveLength(3);
    expect(all.map((row) => row.batchNumber)).toEqual(all.map((row) => row.batchNumber).toSorted());
    const [, second] = all;
    const dispatchId = second?.dispatchId ?? '';
    expect((await archives.disposition.deliveries({ dispatchId })).rows).toEqual([second]);
    expect((await archives.disposition.deliveries({ q: world.unit.name })).page.total).toBe(3);
    const { rows } = await stranger.disposition.deliveries({ dispatchId });
    expect(rows).toEqual([]);
    expect(await cellsOf(await archives.disposition.downloadDeliveries({}))).toContain(second?.batchNumber);
    await archives.disposition.beginIntake({ dispatchId });
    expect((await archives.disposition.deliveries({})).page.total).toBe(2);
    expect(await cellsOf(await archives.disposition.downloadIntakes({}))).toContain('待审核');
    expect(await cellsOf(await stranger.disposition.downloadIntakes({}))).not.toContain(second?.batchNumber);
  });
});
