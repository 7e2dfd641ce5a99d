import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

const year = 2025;
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

const visit = (personCount: number, purpose: 'proof' | 'work', visitedOn = `${year}-05-06`) =>
  callEach(unit).use.registerVisit({
    visitedOn,
    visitorName: '李某某',
    personCount,
    purpose,
    subject: '会计凭证',
    result: 'found',
  });
const define = (name: string, period: 'year' | 'until' = 'year') =>
  callEach(unit).customFigure.create({
    name,
    unit: '人',
    subject: 'reading_visit',
    spec: {
      conditions: [{ field: 'purpose', op: 'any_of', values: ['proof'] }],
      sum: 'personCount',
      group: null,
      period,
    },
  });
const one = async (id: string) =>
  (await callEach(unit).customFigure.list({ year })).figures.find((figure) => figure.id === id);
const received = async (tenant = bureau) => (await callEach(tenant).customFigure.received({ year })).figures;

it('gives a figure of its own to the supervisor with its meaning, frozen, and to nobody else', async () => {
  await visit(3, 'proof');
  await visit(8, 'work');
  const { id } = await define('出证人数');
  const other = await define('出证人数累计', 'until');
  expect(await one(id)).toMatchObject({ code: 'Z-1', value: 3, release: null });
  const own = callEach(unit).customFigure;
  const done = await own.release({ year, ids: [id], note: '含代办' });
  expect(done).toEqual({ released: 1, supervisors: [bureau.name], asOf: `${year}-12-31`, notGiven: 0 });
  expect(await refused(callEach(stranger).customFigure.release({ year, ids: [id] }))).toBe('NOT_FOUND');
  await visit(4, 'proof');
  expect(await one(id)).toMatchObject({ value: 7, release: { value: 3 } });
  const [row, ...rest] = await received();
  expect(rest).toEqual([]);
  expect(row).toMatchObject({
    unitName: unit.name,
    code: 'Z-1',
    name: '出证人数',
    value: 3,
    unit: '人',
    note: '含代办',
    definition: { zh: '查档登记，本年发生的，利用目的为出证，合计“人数”。' },
  });
  expect(await received(otherBureau)).toEqual([]);
  // It is not a figure of the report: the unit still owes those.
  const standing = (await callEach(bureau).figure.reporting({ year })).units.find((line) => line.tenantId === unit.id);
  expect(standing).toMatchObject({ state: 'not_released', released: 0 });
  await own.release({ year, ids: [id, other.id] });
  expect((await received()).map((line) => [line.code, line.value])).toEqual([
    ['Z-1', 7],
    ['Z-2', 7],
  ]);
  const { rows } = await (await testAdmin()).query(
    "select state, jsonb_array_length(row_ids) as ids from figure_release where tenant_id = $1 and figure_code = 'Z-1' order by released_at",
    [unit.id],
  );
  expect(rows).toEqual([
    { state: 'superseded', ids: 1 },
    { state: 'released', ids: 2 },
  ]);
  expect((await callEach(bureau).customFigure.downloadReceived({ year })).mediaType).toContain('spreadsheetml');
});

it('stays to be seen when the year is returned, marked until it is released again', async () => {
  await visit(3, 'proof');
  const { id } = await define('出证人数');
  const own = callEach(unit).customFigure;
  await own.release({ year, ids: [id] });
  await callEach(unit).figure.release({ year, codes: ['S0-09'] });
  const back = { year, unitTenantId: unit.id, decision: 'returned', reason: '请核对' } as const;
  await callEach(bureau).figure.review({ ...back, codes: ['S0-09'] });
  expect(await received()).toMatchObject([{ value: 3, isReturned: false }]);
  await callEach(unit).figure.release({ year, codes: ['S0-09'] });
  await callEach(bureau).figure.review(back);
  expect(await received()).toMatchObject([{ value: 3, isReturned: true }]);
  await callEach(unit).customFigure.release({ year, ids: [id] });
  expect(await received()).toMatchObject([{ value: 3, isReturned: false }]);
});

it('is locked with the year, and its number is never given again', async () => {
  const { id } = await define('出证人数');
  await callEach(unit).figure.release({ year, codes: ['S0-09'] });
  await callEach(bureau).figure.review({ year, unitTenantId: unit.id, decision: 'accepted' });
  const own = callEach(unit).customFigure;
  expect(await own.list({ year })).toMatchObject({ lockedBy: bureau.name });
  expect(await refused(own.release({ year, ids: [id] }))).toBe('FIGURES_LOCKED');
  await own.retire({ id, rowVersion: 1 });
  expect(await one((await define('出证人数')).id)).toMatchObject({ code: 'Z-2' });
});

it('stands in a text like a figure of the report: alone, narrowed, of other days; frozen with its rows', async () => {
  const writer = await makePerson(unit.id, ['unit_archivist'], '孙某');
  const leader = await makePerson(unit.id, ['unit_lead'], '李某');
  await visit(3, 'proof', `${year}-02-06`);
  await visit(4, 'proof', `${year}-09-06`);
  await visit(5, 'work', `${year}-09-07`);
  await visit(9, 'proof', `${year - 1}-09-06`);
  await define('出证人数');
  const report = callEach(unit, writer).report;
  const { id: reportId } = await report.create({ year, template: 'records_office' });
  const view = () => report.byId({ reportId });
  const write = async (paragraph: string) => {
    const { id: chapterId, rowVersion, heading, level } = (await view()).chapters[0]!;
    await report.saveChapter({ reportId, chapterId, rowVersion, heading, level, paragraphs: [paragraph] });
  };
  const key = 'S0-09|year|利用目的=工作查考';
  await write(`{Z-1 旧名}、{Z-1·${year}-01-01至${year}-06-30}、{S0-09·利用目的＝工作查考}、{Z-1·方式=到馆}`);
  const { chapters, figures } = await view();
  expect(chapters[0]?.paragraphs[0]).toContain(`{Z-1 出证人数}、{Z-1 出证人数·${year}-01-01至${year}-06-30}、{S0-09 `);
  const values = new Map(figures.map((figure) => [figure.key, [figure.now.value, figure.before.value]]));
  expect(values.get('Z-1|year')).toEqual([7, 9]);
  expect(values.get(`Z-1|between|${year}-01-01..${year}-06-30`)).toEqual([3, 0]);
  expect(values.get(key)?.[0]).toBe(5);
  expect(values.get('Z-1|year|方式=到馆')?.[0]).toBe(7);
  const submit = async () => {
    for (const check of (await view()).checks.filter((found) => found.outcome === 'differs'))
      await report.explain({ reportId, checkCode: check.code, explanation: '上年登记不全' });
    return report.submit({ reportId, rowVersion: (await view()).rowVersion });
  };
  for (const wrong of ['{S0-09·利用目的=玩耍}', '{S0-09·无此项=1}', '{Z-9}', `{Z-1·${year}-06-30至${year}-01-01}`]) {
    await write(wrong);
    expect((await view()).figures.filter((figure) => /=|[.]{2}|Z-/u.test(figure.key))).toEqual([]);
    expect(await refused(submit())).toBe('REPORT_NOT_READY');
  }
  await write('{Z-1·利用目的=出证}、{S0-09·利用目的=工作查考}');
  await submit();
  const { rowVersion } = await view();
  await callEach(unit, leader).report.decide({ reportId, decision: 'approve', rowVersion });
  const frozen = async () => (await view()).figures.find((figure) => figure.key === key);
  expect(await frozen()).toMatchObject({ frozen: { value: 5, rows: 1 }, hasChanged: false });
  await visit(2, 'work');
  expect(await frozen()).toMatchObject({ frozen: { value: 5 }, now: { value: 7 }, hasChanged: true });
});
