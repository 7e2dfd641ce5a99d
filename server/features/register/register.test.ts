import { beforeEach, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { readBlock } from '@/server/domain/register/register-block';
import { spanOf } from '@/server/domain/register/register-period';
import { findRegister, REGISTERS } from '@/server/domain/register/registers';
import { addDays } from '@/server/domain/shared/working-days';

let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair());
});

const reading = { readOn: '2026-05-06', room: '一号库', temperature: 21.5, humidity: 55 };
const climate = { code: 'room_climate', values: reading };

describe('an entry', () => {
  it('is entered once, read back, and unknown to everybody else', async () => {
    const caller = await callAs(unit, unit.worker, 'the-same-key');
    const entered = await caller.register.enter(climate);
    expect(await caller.register.enter(climate)).toEqual(entered);
    const first = { entryId: entered.entryId };
    const { rows } = await (await callAs(unit)).register.entries({ code: 'room_climate', year: 2026 });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ title: '一号库', on: '2026-05-06', values: reading, state: 'current' });
    for (const other of [stranger, bureau]) {
      expect((await (await callAs(other)).register.entries({ code: 'room_climate' })).rows).toEqual([]);
      await expect((await callAs(other)).register.entry(first)).rejects.toThrow('NOT_FOUND');
      await expect(
        (await callAs(other)).register.void({ ...first, rowVersion: 1, reason: '不是我的' }),
      ).rejects.toThrow('NOT_FOUND');
    }
  });

  it.each([
    ['nothing', {}, { readOn: 'REGISTER_MISSING', room: 'REGISTER_MISSING' }],
    ['too warm for this earth', { ...reading, temperature: 99 }, { temperature: 'REGISTER_RANGE' }],
    ['more digits than are read', { ...reading, humidity: 55.123 }, { humidity: 'REGISTER_RANGE' }],
    ['no day', { ...reading, readOn: '2026-02-30' }, { readOn: 'REGISTER_FORM' }],
    ['a field of nobody', { ...reading, colour: '蓝' }, { colour: 'REGISTER_FORM' }],
  ])('that says %s is refused with its fields, and nothing is kept', async (_what, values, fields) => {
    const caller = await callAs(unit);
    const refused = await caller.register.enter({ code: 'room_climate', values }).catch((error) => error);
    expect(refused.cause?.fields ?? refused.cause?.details).toMatchObject(fields);
    expect((await caller.register.entries({ code: 'room_climate' })).rows).toEqual([]);
  });

  it('ends no earlier than it began', async () => {
    const values = {
      name: '何静',
      joinedOn: '2026-03-01',
      leftOn: '2026-02-01',
      post: 'worker',
      employment: 'regular',
    };
    await expect((await callAs(unit)).register.enter({ code: 'staff', values })).rejects.toThrow('BAD_INPUT');
  });

  it('keeps every version of what it said', async () => {
    const caller = await callAs(unit);
    const { entryId } = await caller.register.enter(climate);
    const change = { entryId, rowVersion: 1, values: { ...reading, humidity: 65 }, reason: '抄错了' };
    await caller.register.change(change);
    await expect(caller.register.change(change)).rejects.toThrow('STALE_VERSION');
    await caller.register.void({ entryId, rowVersion: 2, reason: '重复登记' });
    await expect(caller.register.void({ entryId, rowVersion: 3, reason: '再作废' })).rejects.toThrow('CONFLICT');
    const { entry, versions } = await caller.register.entry({ entryId });
    expect(entry).toMatchObject({ state: 'void', rowVersion: 3 });
    expect(versions.map(({ version, values, state, reason }) => [version, values.humidity, state, reason])).toEqual([
      [1, 55, 'current', null],
      [2, 65, 'current', '抄错了'],
      [3, 65, 'void', '重复登记'],
    ]);
    expect((await caller.register.entries({ code: 'room_climate', state: 'current' })).rows).toEqual([]);
  });

  it('with a secrecy mark is refused', async () => {
    const values = { ...reading, measure: '机密★10年' };
    await expect((await callAs(unit)).register.enter({ code: 'room_climate', values })).rejects.toThrow(
      'CLASSIFIED_CONTENT_REFUSED',
    );
  });

  it('is kept by those who may, and read by those who may', async () => {
    const part = await makePerson(unit.id, ['unit_dept']);
    const leader = await makePerson(unit.id, ['unit_lead']);
    await expect((await callAs(unit, part)).register.entries({ code: 'staff' })).rejects.toThrow('FORBIDDEN');
    await expect((await callAs(unit, leader)).register.enter(climate)).rejects.toThrow('FORBIDDEN');
    expect((await (await callAs(unit, leader)).register.entries({ code: 'staff' })).rows).toEqual([]);
  });
});

describe('a block from Excel', () => {
  const definition = findRegister('room_climate', 'department')!;
  const cells = [
    ['日期', '库房', '温度（℃）', '相对湿度（%）', '备用'],
    ['2026.5.6', '一号库', '２１．５', '55%', ''],
    ['20260507', '一号库', '22', '56', ''],
    ['', '', '', '', ''],
  ];

  it('is read as its offices type it, and entered once', async () => {
    const read = readBlock(definition, cells);
    expect(read.columns).toEqual(['readOn', 'room', 'temperature', 'humidity', null]);
    expect(read.rows.map(({ values }) => values)).toEqual([
      reading,
      { ...reading, readOn: '2026-05-07', temperature: 22, humidity: 56 },
    ]);
    for (const counts of [
      { entered: 2, known: 0 },
      { entered: 0, known: 2 },
    ]) {
      expect(await (await callAs(unit)).register.enterRows({ code: 'room_climate', cells })).toEqual(counts);
    }
  });

  it('with one wrong row enters nothing and says which', async () => {
    const caller = await callAs(unit);
    const wrong = [...cells.slice(0, 3), ['昨天', '一号库', '很热', '50', '']];
    const [bad] = readBlock(definition, wrong).rows.filter(({ values }) => !values);
    expect(bad).toMatchObject({
      row: 3,
      problems: [
        { field: 'readOn', problem: 'form' },
        { field: 'temperature', problem: 'form' },
      ],
    });
    await expect(caller.register.enterRows({ code: 'room_climate', cells: wrong })).rejects.toThrow('BAD_INPUT');
    expect((await caller.register.entries({ code: 'room_climate' })).rows).toEqual([]);
  });
});

it('shows each kind of unit its own registers, and says how much is late', async () => {
  const caller = await callAs(unit);
  const listed = await caller.register.list();
  expect(listed.map(({ code }) => code)).toEqual(
    REGISTERS.filter(({ tenantKinds }) => tenantKinds.includes(unit.kind)).map(({ code }) => code),
  );
  expect(listed.every(({ late }) => late === 0)).toBe(true);
  const today = new Date().toISOString().slice(0, 10);
  const [first, missed] = [addDays(today, -300), addDays(today, -150)];
  await caller.register.enter({
    code: 'safety_check',
    values: { checkedOn: first, place: '库房', kind: 'quarterly', hazards: 0, inspectors: '何静' },
  });
  const safety = (await caller.register.list()).find(({ code }) => code === 'safety_check');
  expect(safety?.late).toBeGreaterThan(0);
  const { rows } = await caller.register.late({ code: 'safety_check' });
  expect(rows.map(({ period }) => period)).toContain(spanOf('quarter', missed).name);
  expect(rows.map(({ period }) => period)).not.toContain(spanOf('quarter', first).name);
});

it('is exported with headings that it reads back', async () => {
  const caller = await callAs(unit);
  await caller.register.enter(climate);
  expect((await caller.register.downloadEntries({ code: 'room_climate' })).fileName).toBe(
    `温湿度记录_${unit.name}.xlsx`,
  );
  expect((await caller.register.downloadTemplate({ code: 'room_climate' })).fileName).toBe('温湿度记录_模板.xlsx');
});
