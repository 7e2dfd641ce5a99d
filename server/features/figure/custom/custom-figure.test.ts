import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import type { CustomCondition } from '@/server/domain/figure/custom-figure';

const year = 2025;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
});

const visit = (subject: string, personCount: number, purpose: 'proof' | 'work', visitedOn = `${year}-05-06`) =>
  callEach(unit).use.registerVisit({
    visitedOn,
    visitorName: '李某某',
    personCount,
    purpose,
    subject,
    result: 'found',
  });
const spec = (conditions: CustomCondition[], more: object = {}) => ({
  conditions,
  sum: null,
  group: null,
  period: 'year' as const,
  ...more,
});
const preview = (conditions: CustomCondition[], more: object = {}, tenant = unit) =>
  callEach(tenant).customFigure.preview({ subject: 'reading_visit', year, spec: spec(conditions, more) });

it('counts, sums and groups what the conditions say, up to the days of the year', async () => {
  expect(await preview([])).toMatchObject({ value: null, rows: 0 });
  await visit("林地's 权属", 3, 'proof');
  await visit('婚姻档案', 2, 'work');
  await visit('林地台账', 5, 'work', `${year}-12-31`);
  await visit('林地台账', 9, 'work', `${year - 1}-12-31`);
  const land: CustomCondition = { field: 'subject', op: 'contains', values: ['林地'] };
  expect(await preview([land])).toMatchObject({ value: 2, rows: 2 });
  expect(await preview([land], { sum: 'personCount', period: 'until' })).toMatchObject({ value: 17, rows: 3 });
  expect(await preview([{ field: 'personCount', op: 'at_least', values: ['3'] }])).toMatchObject({ value: 2 });
  expect(await preview([{ field: 'purpose', op: 'none_of', values: ['work'] }])).toMatchObject({ value: 1 });
  const grouped = await preview([], { sum: 'personCount', group: 'purpose' });
  expect(grouped.groups).toEqual([
    { key: 'work', value: 7, rows: 2 },
    { key: 'proof', value: 3, rows: 1 },
  ]);
  expect(grouped.rowsShown.reduce((sum, row) => sum + row.amount, 0)).toBe(grouped.value);
  // What was typed is a value, whatever it looks like.
  const hostile = { field: 'subject', op: 'contains' as const, values: ["' or true --"] };
  expect(await preview([hostile])).toMatchObject({ value: 0, rows: 0 });
  expect(await preview([land], {}, stranger)).toMatchObject({ value: null, rows: 0, groups: [], rowsShown: [] });
});

it('counts a register that the office keeps, and refuses what has no such field', async () => {
  const wrong = [
    spec([{ field: 'tenant_id', op: 'any_of', values: ['1'] }]),
    spec([{ field: 'purpose', op: 'any_of', values: ['unknown'] }]),
    spec([{ field: 'purpose', op: 'at_least', values: ['work'] }]),
    spec([{ field: 'personCount', op: 'at_least', values: ['3; drop'] }]),
    spec([], { sum: 'subject' }),
    spec([], { group: 'nothing' }),
    spec([], { period: 'standing' }),
  ];
  const own = callEach(unit).customFigure;
  for (const one of wrong) {
    const input = { name: '错', unit: '次', subject: 'reading_visit', spec: one };
    expect(await refused(own.create(input))).toBe('BAD_INPUT');
  }
  for (const subject of ['register.nothing_kept', 'account', 'login_session'])
    expect(await refused(own.preview({ subject, year, spec: spec([]) }))).toBe('BAD_INPUT');
  expect(await own.preview({ subject: 'register.safety_check', year, spec: spec([]) })).toMatchObject({ value: null });
});

it('is saved, shown with last year and its rows, changed as a version, retired; nobody else has it', async () => {
  await visit('林地台账', 5, 'work');
  await visit('林地台账', 9, 'work', `${year - 1}-12-31`);
  const own = callEach(unit).customFigure;
  const input = { name: '林地查档人数', unit: '人', subject: 'reading_visit', spec: spec([], { sum: 'personCount' }) };
  const { id } = await own.create(input);
  expect(await refused(own.create(input))).toBe('ALREADY_EXISTS');
  const one = async () => (await own.list({ year })).figures[0];
  expect(await one()).toMatchObject({ name: '林地查档人数', value: 5, rows: 1, version: 1, lastYear: { value: 9 } });
  expect((await own.rows({ id, year })).rows).toMatchObject([{ label: '林地台账', amount: 5 }]);
  const stale = { ...input, id, rowVersion: 9 };
  expect(await refused(own.change(stale))).toBe('STALE_VERSION');
  await own.change({ ...input, id, rowVersion: 1, name: '查档人数' });
  expect(await one()).toMatchObject({ name: '查档人数', version: 1 });
  await own.change({ ...input, id, rowVersion: 2, spec: spec([], { group: 'purpose' }) });
  expect(await one()).toMatchObject({ value: 1, version: 2 });
  for (const file of [await own.downloadCustom({ year }), await own.downloadGroups({ id, year })])
    expect(file.mediaType).toContain('spreadsheetml');
  const foreign = callEach(stranger).customFigure;
  expect((await foreign.list({ year })).figures).toEqual([]);
  const attempts = [
    foreign.rows({ id, year }),
    foreign.change({ ...input, id, rowVersion: 3 }),
    foreign.retire({ id, rowVersion: 3 }),
  ];
  expect(await Promise.all(attempts.map(refused))).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  await own.retire({ id, rowVersion: 3 });
  expect((await own.list({ year })).figures).toEqual([]);
  await own.create(input);
});
