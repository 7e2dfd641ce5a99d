import { beforeEach, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
const year = 2025;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

const visit = async (tenant: TestTenant, personCount: number) =>
  (await callAs(tenant)).use.registerVisit({
    visitedOn: `${year}-05-06`,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });
const release = async (tenant: TestTenant) => (await callAs(tenant)).figure.release({ year, codes: ['S0-09'] });
const received = async (tenant = bureau) =>
  (await (await callAs(tenant)).figure.received({ year })).figures.find((figure) => figure.code === 'S0-09');

it('reaches the supervisor as it was at that moment', async () => {
  await visit(unit, 3);
  expect(await received()).toMatchObject({ total: null, releasedCount: 0, unitCount: 1, missing: [unit.name] });
  expect(await release(unit)).toEqual({
    released: 1,
    supervisors: [bureau.name],
    asOf: `${year}-12-31`,
    notGiven: 0,
  });
  await visit(unit, 4);
  expect(await received()).toMatchObject({ total: 3, releasedCount: 1, unitCount: 1, missing: [] });
  expect(await received(otherBureau)).toMatchObject({ total: null, missing: [stranger.name] });
  const own = (await (await callAs(unit)).figure.list({ year })).figures.find((figure) => figure.code === 'S0-09');
  expect(own).toMatchObject({ value: 7, release: { value: 3, asOf: `${year}-12-31` } });
});

it('takes the earlier release out of force and keeps it', async () => {
  await visit(unit, 3);
  await release(unit);
  await visit(unit, 4);
  await release(unit);
  expect(await received()).toMatchObject({ total: 7, releasedCount: 1 });
  const { rows } = await (await testAdmin()).query(
    'select state, value::int as value, jsonb_array_length(row_ids) as ids, definition_version as version from figure_release where tenant_id = $1 order by released_at, value',
    [unit.id],
  );
  expect(rows).toEqual([
    { state: 'superseded', value: 3, ids: 1, version: 1 },
    { state: 'released', value: 7, ids: 2, version: 1 },
  ]);
});

it('adds up units, names those that owe, and counts a repeated key once', async () => {
  const second = await makeTenant('village');
  const third = await makeTenant('department');
  await supervise(bureau, second);
  await supervise(bureau, third);
  await visit(unit, 3);
  await visit(second, 5);
  await release(second);
  const caller = await callAs(unit, unit.worker, 'the-same-key');
  await caller.figure.release({ year, codes: ['S0-09'] });
  await caller.figure.release({ year, codes: ['S0-09'] });
  expect(await received()).toMatchObject({ total: 8, releasedCount: 2, unitCount: 3, missing: [third.name] });
  const units = await (await callAs(bureau)).figure.receivedUnits({ year, code: 'S0-09' });
  expect(units.map((one) => [one.unitName, one.value, one.state]).sort()).toEqual(
    [
      [unit.name, 3, 'released'],
      [second.name, 5, 'released'],
      [third.name, null, 'not_released'],
    ].sort(),
  );
});

it('carries 无登记 as no value, which adds nothing', async () => {
  await release(unit);
  expect(await received()).toMatchObject({ total: null, releasedCount: 1, missing: [] });
});

it('shows the bureau the holdings that its archives released, and nothing before', async () => {
  const archives = await makeTenant('repository');
  await supervise(bureau, archives);
  const holdings = async () =>
    (await (await callAs(bureau)).figure.list({ year })).figures.find((figure) => figure.code === 'S2-19');
  expect(await holdings()).toMatchObject({ state: 'not_released', value: null });
  await (await callAs(archives)).figure.release({ year, codes: ['S2-19'] });
  expect(await holdings()).toMatchObject({ state: 'released', value: null, sourceNames: [archives.name] });
  await expect((await callAs(bureau)).figure.rows({ code: 'S2-19', year })).rejects.toThrow(
    'FIGURE_NOT_FOR_THIS_TENANT',
  );
});

it('is refused for a figure of another kind, without a supervisor, and without the role', async () => {
  await expect((await callAs(unit)).figure.release({ year, codes: ['S2-07'] })).rejects.toThrow(
    'FIGURE_NOT_FOR_THIS_TENANT',
  );
  await expect((await callAs(bureau)).figure.release({ year, codes: ['S2-32'] })).rejects.toThrow(
    'ADDRESSEE_NOT_RELATED',
  );
  const part = await makePerson(unit.id, ['unit_dept']);
  await expect((await callAs(unit, part)).figure.list({ year })).rejects.toThrow('FORBIDDEN');
  const archivist = await makePerson(unit.id, ['unit_archivist']);
  await expect((await callAs(unit, archivist)).figure.received({ year })).rejects.toThrow('FORBIDDEN');
  const approver = await makePerson(bureau.id, ['bureau_approver']);
  await expect((await callAs(bureau, approver)).figure.release({ year, codes: ['S2-32'] })).rejects.toThrow(
    'FORBIDDEN',
  );
});
