import { beforeEach, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';

/* 表格登记: many entries of a register in one sheet. */
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ unit, stranger } = await makeSupervisedPair());
});

const code = 'room_climate';
const cells = (readOn: string, more: Record<string, string> = {}) => ({
  readOn,
  room: '一号库',
  temperature: '20.5 ℃',
  humidity: '50',
  ...more,
});
const row = (key: string, readOn: string, more = {}) => ({ key, cells: cells(readOn, more) });
const api = async () => (await callAs(unit)).register;
const entries = async () => (await (await api()).entries({ code })).rows;

it('enters new rows and changes old ones in one act, each with its history', async () => {
  expect(await (await api()).enterSheet({ code, rows: [row('a', '2026.5.6'), row('b', '20260507')] })).toEqual({
    entered: 2,
    known: 0,
    changed: 0,
  });
  const [young, old] = await entries();
  expect([old?.on, young?.on, old?.values.temperature]).toEqual(['2026-05-06', '2026-05-07', 20.5]);
  const seen = cells('2026-05-06', { temperature: '20.5' });
  const changed = { key: 'c', cells: { ...seen, humidity: '62' }, seen, itemId: old!.id, rowVersion: 1 };
  const same = { key: 'd', cells: seen, seen, itemId: young!.id, rowVersion: 1 };
  const rows = [changed, same, row('e', '2026-05-08'), row('f', '2026-05-07')];
  await expect((await api()).enterSheet({ code, rows })).rejects.toThrow('BAD_INPUT');
  expect(await (await api()).enterSheet({ code, rows, reason: '看错了表' })).toEqual({
    entered: 1,
    known: 1,
    changed: 1,
  });
  const { versions } = await (await api()).entry({ entryId: old!.id });
  expect(versions.map(({ values, reason }) => [values.humidity, reason])).toEqual([
    [50, null],
    [62, '看错了表'],
  ]);
  // The entry has moved on: nothing of the sheet is entered.
  await expect(
    (await api()).enterSheet({ code, rows: [row('g', '2026-05-09'), changed], reason: '再改' }),
  ).rejects.toThrow('STALE_VERSION');
  expect(await entries()).toHaveLength(3);
  await expect(
    (await callAs(stranger)).register.enterSheet({ code, rows: [{ ...changed, rowVersion: 2 }], reason: '外人' }),
  ).rejects.toThrow('NOT_FOUND');
});

it('enters all rows or none', async () => {
  const rows = [row('a', '2026-05-06'), row('b', '昨天')];
  await expect((await api()).enterSheet({ code, rows })).rejects.toThrow('BAD_INPUT');
  const taken = [
    row('a', '2026-05-06', { readAt: '8:30' }),
    row('b', '2026-05-06', { readAt: '08:30', humidity: '51' }),
  ];
  await expect((await api()).enterSheet({ code, rows: taken })).rejects.toThrow('BAD_INPUT');
  expect(await entries()).toEqual([]);
});

it('keeps what is typed for the person alone, until it is entered', async () => {
  const rows = [row('a', '2026-05-06'), { key: 'b', cells: { room: '二号' } }];
  expect(await (await api()).keepSheet({ code, rows, rowVersion: 0 })).toEqual({ rowVersion: 1 });
  expect((await (await api()).sheet({ code })).draft?.rows).toEqual(rows);
  await expect((await api()).keepSheet({ code, rows: [], rowVersion: 0 })).rejects.toThrow('STALE_VERSION');
  await expect(
    (await api()).keepSheet({ code, rows: [row('a', '2026-05-06', { measure: '绝密★十年' })], rowVersion: 1 }),
  ).rejects.toThrow('CLASSIFIED_CONTENT_REFUSED');
  const colleague = await makePerson(unit.id, ['unit_archivist'], '何静');
  expect(await (await callAs(unit, colleague)).register.sheet({ code })).toEqual({ draft: null });
  expect(await (await callAs(stranger)).register.sheet({ code })).toEqual({ draft: null });
  await (await api()).enterSheet({ code, rows: [rows[0]!] });
  expect((await (await api()).sheet({ code })).draft).toMatchObject({ rows: [], rowVersion: 2 });
});
