import { beforeEach, describe, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';

const year = 2025;
let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let otherBureau: TestTenant;
let alike: TestTenant[];

const visitors = (tenant: TestTenant, personCount: number, on = `${year}-05-06`) =>
  callEach(tenant).use.registerVisit({
    visitedOn: on,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });
const release = (tenant: TestTenant) => callEach(tenant).figure.release({ year, codes: ['S0-09'] });
const readers = async (tenant: TestTenant) =>
  (await callEach(tenant).figure.dashboard({ year })).figures.find((figure) => figure.code === 'S0-09');

beforeEach(async () => {
  ({ bureau, unit, stranger, otherBureau } = await makeSupervisedPair());
  alike = [await makeTenant(unit.kind), await makeTenant(unit.kind)];
  for (const one of alike) await supervise(bureau, one);
});

describe('the dashboard', () => {
  it('shows this year, last year and the years before', async () => {
    await visitors(unit, 3);
    await visitors(unit, 5, `${year - 1}-12-31`);
    const { years } = await callEach(unit).figure.dashboard({ year });
    expect(years).toEqual([2021, 2022, 2023, 2024, 2025]);
    expect(await readers(unit)).toMatchObject({
      value: 3,
      lastYear: { value: 5 },
      trend: [0, 0, 0, 5, 3],
      place: null,
    });
    expect(await readers(stranger)).toMatchObject({ value: null, state: 'no_entry', place: null });
  });

  it('places a unit among three of its kind that released, and says nothing among fewer', async () => {
    const [second, third] = alike as [TestTenant, TestTenant];
    for (const [tenant, people] of [
      [unit, 4],
      [second, 9],
      [third, 4],
    ] as const)
      await visitors(tenant, people);
    await release(unit);
    await release(second);
    expect((await readers(unit))?.place).toBeNull();
    // Another kind, and another bureau's unit, do not make up the three.
    const other = await makeTenant('enterprise');
    await supervise(bureau, other);
    for (const one of [other, stranger]) {
      await visitors(one, 50);
      await release(one);
    }
    expect((await readers(unit))?.place).toBeNull();
    await release(third);
    const at = { among: 3, supervisor: bureau.name };
    expect((await readers(unit))?.place).toEqual({ place: 2, ...at });
    expect((await readers(second))?.place).toEqual({ place: 1, ...at });
    // What is sent back counts nowhere until it is released again.
    await callEach(bureau).figure.review({ year, unitTenantId: second.id, decision: 'returned', reason: '请核对人数' });
    expect((await readers(unit))?.place).toBeNull();
    await release(second);
    expect((await readers(unit))?.place).toEqual({ place: 2, ...at });
  });
});

describe('the table of the units', () => {
  it('has what was released, unreleased as nothing, sorted with nothing last, and no unit of another bureau', async () => {
    const [second, third] = alike as [TestTenant, TestTenant];
    await visitors(unit, 4);
    await visitors(second, 9);
    await visitors(third, 7);
    await release(unit);
    await release(second);
    await visitors(unit, 100);
    const asked = { year, codes: ['S0-09' as const] };
    const lines = async (more: object) =>
      (await callEach(bureau).figure.district({ ...asked, ...more })).rows.map((row) => [row.unitName, row.values[0]]);
    expect(await lines({ sort: 'S0-09', descending: true })).toEqual([
      [second.name, 9],
      [unit.name, 4],
      [third.name, null],
    ]);
    expect(await lines({ sort: 'S0-09' })).toEqual([
      [unit.name, 4],
      [second.name, 9],
      [third.name, null],
    ]);
    const view = await callEach(bureau).figure.district({ year });
    expect(view).toMatchObject({ codes: ['S0-09'], choices: ['S0-09'], totals: [13], lastTotals: [null] });
    expect(await lines({ kind: 'enterprise' })).toEqual([]);
    expect((await callEach(otherBureau).figure.district(asked)).rows.map((row) => row.unitName)).toEqual([
      stranger.name,
    ]);
    // A township's own table begins below it.
    expect((await callEach(unit).figure.district(asked)).rows).toEqual([]);
    const file = await callEach(bureau).figure.downloadDistrict(asked);
    expect(file.mediaType).toContain('spreadsheetml');
  });
});
