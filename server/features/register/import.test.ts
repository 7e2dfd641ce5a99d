import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeObject, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readImport } from './read-import.ts';

let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ unit, stranger } = await makeSupervisedPair());
});

const start = async (bytes: Buffer, fixed: Record<string, string> = { room: '一号库' }, fileName = '记录仪.csv') => {
  const objectId = await makeObject(unit, bytes, fileName);
  return (await callAs(unit)).register.startImport({ code: 'room_climate', objectId, fixed });
};
const run = async (importId: string) => readImport(await stepsFor(unit, { importId }), testObjects());
const load = async (bytes: Buffer, fixed?: Record<string, string>) => {
  const { importId } = await start(bytes, fixed);
  await run(importId);
  return {
    importId,
    counts: await (await callAs(unit)).register.importById({ importId }),
    notes: (await (await callAs(unit)).register.importNotes({ importId })).rows,
  };
};
const entries = async () =>
  (await (await callAs(unit)).register.entries({ code: 'room_climate', sort: 'readAt', limit: 200 })).rows.map(
    ({ values }) => [values.readOn, values.readAt, values.room, values.temperature, values.humidity],
  );

const SEMICOLONS = `Device;RC-4HC\r\nSerial;0012\r\n\r\nNo.;Date/Time;Temperature [°C];Humidity [%RH]\r\n1;2026-05-06 08:00:00;21,5;55,3\r\n2;2026-05-06 08:30:15;21,6;55,1\r\n`;
const EXPECTED = [
  ['2026-05-06', '08:00', '一号库', 21.5, 55.3],
  ['2026-05-06', '08:30:15', '一号库', 21.6, 55.1],
];

describe('a file of a logger', () => {
  it('with semicolons, decimal commas and lines of its own above the headings is read', async () => {
    const { counts, notes } = await load(Buffer.from(SEMICOLONS));
    expect(counts).toMatchObject({ state: 'done', enteredRows: 2, knownRows: 0, wrongRows: 0 });
    expect(notes).toEqual([]);
    expect(await entries()).toEqual(EXPECTED);
  });

  it.each([
    ['GB18030', 'gb18030'],
    ['UTF-8 with a mark', 'utf8'],
  ])('in %s with Chinese headings in another order is read the same', async (_what, encoding) => {
    const text =
      '相对湿度(%RH),温度(℃),库房,记录时间\n55.3,21.5,一号库,2026/5/6 8:00\n55.1,21.6,一号库,2026/5/6 8:30:15\n';
    await load(iconv.encode(text, encoding, { addBOM: encoding === 'utf8' }), {});
    expect(await entries()).toEqual(EXPECTED);
  });

  it('that is read twice adds nothing, and says of every row why', async () => {
    await load(Buffer.from(SEMICOLONS));
    const changed = SEMICOLONS.replace('21,6', '29,9').concat('3;nonsense;20;50\r\n4;2026-05-06 09:00;99;50\r\n');
    const { counts, notes } = await load(Buffer.from(changed));
    expect(counts).toMatchObject({ state: 'done', enteredRows: 0, knownRows: 1, wrongRows: 3 });
    expect(notes.map(({ rowNumber, problem, field, said }) => [rowNumber, problem, field, said])).toEqual([
      [5, 'known', null, '2026-05-06 一号库'],
      [6, 'taken', null, '2026-05-06 一号库'],
      [7, 'form', 'readOn', 'nonsense'],
      [8, 'range', 'temperature', '99'],
    ]);
    expect(await entries()).toEqual(EXPECTED);
  });

  it('without headings enters nothing and says so', async () => {
    const { importId } = await start(Buffer.from('a,b\n1,2\n'));
    await expect(run(importId)).rejects.toMatchObject({ code: 'WORKBOOK_HAS_NO_HEADER' });
    expect(await (await callAs(unit)).register.importById({ importId })).toMatchObject({
      state: 'failed',
      errorCode: 'WORKBOOK_HAS_NO_HEADER',
    });
    expect(await entries()).toEqual([]);
  });

  it('that was stopped half way goes on where it was', async () => {
    const lines = Array.from({ length: 1_300 }, (_, index) => {
      const time = new Date(Date.UTC(2026, 0, 1) + index * 300_000).toISOString().slice(0, 16).replace('T', ' ');
      return `${time},20.${index % 10},5${index % 10}`;
    });
    const { importId } = await start(Buffer.from(['Time,T,RH', ...lines].join('\n')));
    const steps = await stepsFor(unit, { importId });
    let chunks = 0;
    const stopping = async () => {
      chunks += 1;
      if (chunks === 2) throw new Error('killed');
    };
    await expect(readImport({ ...steps, progress: stopping }, testObjects())).rejects.toThrow('killed');
    const half = await (await callAs(unit)).register.importById({ importId });
    expect(half).toMatchObject({ state: 'reading', wrongRows: 0 });
    expect(half.enteredRows).toBe(1_000);
    await run(importId);
    expect(await (await callAs(unit)).register.importById({ importId })).toMatchObject({
      state: 'done',
      enteredRows: 1_300,
      knownRows: 0,
      wrongRows: 0,
    });
    expect(await run(importId)).toEqual({ skipped: true });
  });

  it('is taken back as a whole, except what was put right since', async () => {
    const { importId } = await load(Buffer.from(SEMICOLONS));
    const { rows } = await (await callAs(unit)).register.entries({ code: 'room_climate', sort: 'readAt' });
    const [first] = rows;
    const values = { ...first!.values, humidity: 56 };
    await (await callAs(unit)).register.change({ entryId: first!.id, rowVersion: 1, values, reason: '核对' });
    expect(await (await callAs(unit)).register.undoImport({ importId, reason: '导错了文件' })).toEqual({ struck: 1 });
    await expect((await callAs(unit)).register.undoImport({ importId, reason: '再来' })).rejects.toThrow('CONFLICT');
    const left = await (await callAs(unit)).register.entries({ code: 'room_climate', state: 'current' });
    expect(left.rows.map(({ id }) => id)).toEqual([first!.id]);
    const { versions, importId: from } = await (await callAs(unit)).register.entry({ entryId: rows[1]!.id });
    expect(from).toBe(importId);
    expect(versions.map(({ state, reason }) => [state, reason])).toEqual([
      ['current', null],
      ['void', '导错了文件'],
    ]);
    // What was struck out stands in nobody's way.
    expect((await load(Buffer.from(SEMICOLONS))).counts).toMatchObject({ enteredRows: 1, wrongRows: 1 });
  });

  it('with a secrecy mark in a row keeps the row out and its bytes from everybody', async () => {
    const text =
      '日期,时间,库房,温度,相对湿度,处理办法\n2026-05-06,08:00,一号库,20,50,机密★10年\n2026-05-06,09:00,一号库,20,50,\n';
    const { counts, notes } = await load(Buffer.from(text), {});
    expect(counts).toMatchObject({ enteredRows: 1, wrongRows: 1 });
    expect(notes).toEqual([{ rowNumber: 2, problem: 'classified', field: null, said: null }]);
    const { rows } = await (await testAdmin()).query(
      "select state from stored_object where tenant_id = $1 and file_name = '记录仪.csv'",
      [unit.id],
    );
    expect(rows).toEqual([{ state: 'quarantined' }]);
  });

  it('is nobody else’s', async () => {
    const { importId } = await load(Buffer.from(SEMICOLONS));
    const caller = await callAs(stranger);
    await expect(caller.register.importById({ importId })).rejects.toThrow('NOT_FOUND');
    await expect(caller.register.importNotes({ importId })).rejects.toThrow('NOT_FOUND');
    await expect(caller.register.undoImport({ importId, reason: '不是我的' })).rejects.toThrow('NOT_FOUND');
    const objectId = await makeObject(unit, Buffer.from(SEMICOLONS), '记录仪.csv');
    const input = { code: 'room_climate', objectId, fixed: {} };
    await expect(caller.register.startImport(input)).rejects.toThrow('NOT_FOUND');
    const colleague = await makePerson(unit.id, ['unit_archivist']);
    await expect((await callAs(unit, colleague)).register.startImport(input)).rejects.toThrow('NOT_FOUND');
  });
});

describe('a reading of a room at a time', () => {
  const values = { readOn: '2026-05-06', readAt: '08:00', room: '一号库', temperature: 20, humidity: 50 };

  it('is entered once, whatever it says; without a time a day may have two', async () => {
    const enter = async (said: object) =>
      (await callAs(unit)).register.enter({ code: 'room_climate', values: { ...values, ...said } });
    const { entryId } = await enter({});
    const refused = await enter({ humidity: 60 }).catch((error) => error);
    expect(refused.cause?.fields ?? refused.cause?.details).toMatchObject({ readAt: 'REGISTER_TAKEN' });
    await enter({ readAt: '14:00' });
    const { readAt: _, ...untimed } = values;
    const day = { code: 'room_climate', values: untimed };
    await (await callAs(unit)).register.enter(day);
    await (await callAs(unit)).register.enter({ ...day, values: { ...untimed, humidity: 51 } });
    await expect(
      (await callAs(unit)).register.change({
        entryId,
        rowVersion: 1,
        values: { ...values, readAt: '14:00' },
        reason: '看错了钟',
      }),
    ).rejects.toThrow('BAD_INPUT');
    await (await callAs(unit)).register.change({
      entryId,
      rowVersion: 1,
      values: { ...values, humidity: 52 },
      reason: '改',
    });
  });
});

it('draws numbers by the day, and for a week by the hour, of one room where it is asked for', async () => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const cells = [
    ['日期', '时间', '库房', '温度', '相对湿度'],
    [today, '08:00', '一号库', '20', '50'],
    [today, '08:30', '一号库', '24', '60'],
    [today, '09:00', '一号库', '21', '51'],
    [today, '09:00', '二号库', '30', '70'],
  ];
  await (await callAs(unit)).register.enterRows({ code: 'room_climate', cells });
  const chart = async (asked: object) => (await callAs(unit)).register.chart({ code: 'room_climate', ...asked });
  expect(await chart({ span: 'year' })).toEqual([
    { field: 'temperature', points: [{ at: today, low: 20, mean: 23.75, high: 30, entries: 4 }] },
    { field: 'humidity', points: [{ at: today, low: 50, mean: 57.75, high: 70, entries: 4 }] },
  ]);
  const [temperature] = await chart({ span: 'week', q: '一号库' });
  expect(temperature?.points).toEqual([
    { at: `${today} 08`, low: 20, mean: 22, high: 24, entries: 2 },
    { at: `${today} 09`, low: 21, mean: 21, high: 21, entries: 1 },
  ]);
  expect(
    (await (await callAs(stranger)).register.chart({ code: 'room_climate' })).flatMap(({ points }) => points),
  ).toEqual([]);
});
