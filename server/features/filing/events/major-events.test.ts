import { beforeEach, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { fileRecords } from '@/db/testing/factories/disposition';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let archivist: Caller;
let alien: Caller;
let departmentId: string;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
  archivist = callEach(unit);
  alien = callEach(stranger);
  departmentId = (await archivist.filing.addDepartment({ code: 'DZB', name: '党政办' })).id;
});

const register = (name = '柳溪大桥工程', dueOn?: string) =>
  archivist.filing.addEvent({
    kind: 'works',
    name,
    heldFrom: '2024-03-01',
    host: '柳溪镇人民政府',
    responsibleDepartmentId: departmentId,
    plan: '立项、招标、施工、验收文件齐全',
    dueOn,
    tasks: [
      { departmentId, material: 'text', dueOn: '2099-01-31' },
      { departmentId, material: 'photo', dueOn: '2099-01-31' },
    ],
  });

const recordsOf = async (tenant: TestTenant, count: number): Promise<string[]> =>
  fileRecords(tenant, (await makeFonds(tenant)).id, count);

const settle = async (eventId: string) => {
  for (const material of ['text', 'photo'] as const) {
    await archivist.filing.deliverTask({ eventId, departmentId, material, deliveredOn: '2024-05-01' });
    await archivist.filing.judgeTask({ eventId, departmentId, material, isAccepted: true });
  }
};

describe('records tied to a major event', () => {
  it('shows what is missing until each part has a record, and is accepted only then', async () => {
    const [one = '', two = ''] = await recordsOf(unit, 2);
    const event = await register();
    expect(event).toMatchObject({ state: 'missing', records: 0, responsibleName: '党政办' });
    const eventId = event.id;
    const accept = { eventId, rowVersion: event.rowVersion };
    await expect(archivist.filing.acceptEvent(accept)).rejects.toThrow('EVENT_INCOMPLETE');
    await settle(eventId);
    await expect(archivist.filing.acceptEvent(accept)).rejects.toThrow('EVENT_INCOMPLETE');
    const link = { eventId, material: 'text' as const, itemIds: [one] };
    expect(await archivist.filing.linkEventRecords(link)).toEqual({ linked: 1, known: 0 });
    expect(await archivist.filing.linkEventRecords({ ...link, itemIds: [one, two] })).toEqual({ linked: 1, known: 1 });
    expect((await archivist.filing.event({ eventId })).tasks).toMatchObject([
      { material: 'photo', records: 0 },
      { material: 'text', records: 2 },
    ]);
    await expect(archivist.filing.acceptEvent(accept)).rejects.toThrow('EVENT_INCOMPLETE');
    await archivist.filing.unlinkEventRecord({ eventId, itemId: two });
    await archivist.filing.linkEventRecords({ eventId, material: 'photo', itemIds: [two] });
    expect((await archivist.filing.event({ eventId })).state).toBe('open');
    const accepted = await archivist.filing.acceptEvent({ ...accept, note: '齐全' });
    expect(accepted).toMatchObject({ state: 'accepted', acceptanceNote: '齐全', records: 2 });
    await expect(archivist.filing.linkEventRecords(link)).rejects.toThrow('FILING_STATE_WRONG');
    await expect(archivist.filing.unlinkEventRecord({ eventId, itemId: one })).rejects.toThrow('FILING_STATE_WRONG');
    const reopening = { eventId, rowVersion: accepted.rowVersion, reason: '缺竣工图' };
    expect(await archivist.filing.reopenEvent(reopening)).toMatchObject({ state: 'open', reopenReason: '缺竣工图' });
    await expect(archivist.filing.reopenEvent(reopening)).rejects.toThrow('FILING_STATE_WRONG');
  });

  it('pages the records by code, counts and filters the register, and exports it', async () => {
    const ids = await recordsOf(unit, 5);
    const { id: eventId } = await register();
    await register('柳溪大桥二期', '2024-12-31');
    await archivist.filing.linkEventRecords({ eventId, material: 'text', itemIds: ids });
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await archivist.filing.eventRecords({ eventId, limit: 2, cursor });
      expect(page.page.total).toBe(5);
      walked.push(...page.rows.map((row) => row.itemId));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(walked).toEqual(ids);
    expect(await archivist.filing.eventCounts({})).toEqual({ all: 2, late: 1, missing: 1, open: 0, accepted: 0 });
    expect((await archivist.filing.events({ state: 'late' })).rows.map((row) => row.name)).toEqual(['柳溪大桥二期']);
    expect((await archivist.filing.events({ q: '二期', year: 2024, kind: 'works' })).page.total).toBe(1);
    expect((await archivist.filing.events({ year: 2023 })).rows).toEqual([]);
    const file = await archivist.filing.downloadEvents({ state: 'missing' });
    expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
  });

  it('is changed with its version, and takes no part twice', async () => {
    const event = await register();
    const fields = { kind: 'project', name: '柳溪大桥', heldFrom: '2024-03-01', plan: '只留竣工文件' } as const;
    const key = { eventId: event.id, rowVersion: event.rowVersion };
    await expect(archivist.filing.updateEvent({ ...key, ...fields, dueOn: '2024-02-01' })).rejects.toThrow('BAD_INPUT');
    const changed = await archivist.filing.updateEvent({ ...key, ...fields });
    expect(changed).toMatchObject({ kind: 'project', plan: '只留竣工文件', host: null });
    await expect(archivist.filing.updateEvent({ ...key, ...fields })).rejects.toThrow('STALE_VERSION');
    const more = (material: 'data' | 'text') =>
      archivist.filing.addEventTasks({ eventId: event.id, tasks: [{ departmentId, material, dueOn: '2099-01-01' }] });
    expect((await more('data')).tasks).toHaveLength(3);
    await expect(more('text')).rejects.toThrow('ALREADY_EXISTS');
  });

  it('knows nothing of another unit, whichever id is foreign', async () => {
    const [item = ''] = await recordsOf(unit, 1);
    const [foreign = ''] = await recordsOf(stranger, 1);
    const { id: eventId, rowVersion } = await register();
    const link = { eventId, material: 'text' as const, itemIds: [item] };
    await expect(alien.filing.event({ eventId })).rejects.toThrow('NOT_FOUND');
    await expect(alien.filing.eventRecords({ eventId })).rejects.toThrow('NOT_FOUND');
    await expect(alien.filing.linkEventRecords({ ...link, itemIds: [foreign] })).rejects.toThrow('NOT_FOUND');
    await expect(archivist.filing.linkEventRecords({ ...link, itemIds: [item, foreign] })).rejects.toThrow('NOT_FOUND');
    expect((await archivist.filing.event({ eventId })).records).toBe(0);
    await expect(archivist.filing.unlinkEventRecord({ eventId, itemId: foreign })).rejects.toThrow('NOT_FOUND');
    await expect(alien.filing.acceptEvent({ eventId, rowVersion })).rejects.toThrow('NOT_FOUND');
    await expect(alien.filing.reopenEvent({ eventId, rowVersion, reason: '无' })).rejects.toThrow('NOT_FOUND');
    await expect(alien.filing.reportEvents({ eventIds: [eventId] })).rejects.toThrow('NOT_FOUND');
    const event = {
      kind: 'meeting',
      name: '会',
      heldFrom: '2024-01-01',
      responsibleDepartmentId: departmentId,
    } as const;
    await expect(alien.filing.addEvent(event)).rejects.toThrow('NOT_FOUND');
    expect(await alien.filing.eventCounts({})).toMatchObject({ all: 0 });
  });
});

describe('what the supervisor sees of major events', () => {
  it('follows an event from the report over a reminder to the acceptance, by what was handed up alone', async () => {
    const inspector = callEach(bureau);
    const [item = ''] = await recordsOf(unit, 1);
    const { id: eventId } = await register('柳溪大桥工程', '2024-12-31');
    expect((await inspector.filing.unitEvents({})).rows).toEqual([]);
    expect(await archivist.filing.reportEvents({ eventIds: [eventId] })).toEqual({ events: 1, to: [bureau.name] });
    const [seen] = (await inspector.filing.unitEvents({ state: 'late' })).rows;
    expect(seen).toMatchObject({ unitTenantId: unit.id, recordCount: 0, taskCount: 2, acceptedCount: 0 });
    expect(seen?.missing.map((part) => part.material)).toEqual(['photo', 'text']);
    const releaseId = seen?.releaseId ?? '';
    const reminder = { releaseId, note: '请补齐' };
    await expect(callEach(otherBureau).filing.remindEvent(reminder)).rejects.toThrow('NOT_FOUND');
    expect(await inspector.filing.remindEvent(reminder)).toEqual({ sent: 1 });
    expect(await inspector.filing.remindEvent(reminder)).toEqual({ sent: 0 });
    expect((await archivist.platform.todos({})).rows).toMatchObject([
      { kind: 'major_event_reminder', link: `filing/events/${eventId}` },
    ]);
    await archivist.filing.linkEventRecords({ eventId, material: 'text', itemIds: [item] });
    // Nothing of it is seen before it is handed up again.
    expect((await inspector.filing.unitEvents({})).rows).toMatchObject([{ recordCount: 0 }]);
    await archivist.filing.reportEvents({ eventIds: [eventId], note: '照片正在整理' });
    expect((await archivist.platform.todos({})).rows).toEqual([]);
    const { rows, page } = await inspector.filing.unitEvents({});
    expect(page.total).toBe(1);
    expect(rows).toMatchObject([{ recordCount: 1, missing: [{ material: 'photo' }], note: '照片正在整理' }]);
    expect(await inspector.filing.unitEventCounts({})).toMatchObject({ all: 1, late: 1 });
    await expect(inspector.filing.remindEvent(reminder)).rejects.toThrow('NOT_FOUND');
    const file = await inspector.filing.downloadUnitEvents({});
    expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
    expect((await callEach(otherBureau).filing.unitEvents({})).rows).toEqual([]);
  });

  it('pages over the events of several units, and hears of nobody without a supervisor', async () => {
    const inspector = callEach(bureau);
    const second = await makeTenant('department', { name: '乙局' });
    await supervise(bureau, second);
    for (const who of [archivist, callEach(second)])
      for (const day of ['2024-03-01', '2024-04-01']) {
        const { id } = await who.filing.addEvent({ kind: 'meeting', name: `会议${day}`, heldFrom: day });
        await who.filing.reportEvents({ eventIds: [id] });
      }
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inspector.filing.unitEvents({ limit: 3, cursor });
      walked.push(...page.rows.map((row) => `${row.unitTenantId} ${row.heldFrom}`));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(walked).size).toBe(4);
    expect((await inspector.filing.unitEvents({ q: '乙局' })).page.total).toBe(2);
    expect((await inspector.filing.unitEvents({ unitTenantId: stranger.id })).rows).toEqual([]);
    const alone = callEach(await makeTenant('department'));
    const { id } = await alone.filing.addEvent({ kind: 'meeting', name: '会议', heldFrom: '2024-03-01' });
    await expect(alone.filing.reportEvents({ eventIds: [id] })).rejects.toThrow('BUREAU_MISSING');
  });
});
