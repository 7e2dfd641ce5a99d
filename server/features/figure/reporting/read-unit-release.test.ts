import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';

const year = 2025;
const releaseVisitors = async (tenant: TestTenant, personCount: number, ofYear = year) => {
  await callEach(tenant).use.registerVisit({
    visitedOn: `${ofYear}-05-06`,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });
  await callEach(tenant).figure.release({
    year: ofYear,
    codes: ['S0-09'],
    notes: [{ code: 'S0-09', note: '按登记簿' }],
  });
};

it('lays out what one unit released, and marks what is unlike last year or unlike all others of its kind', async () => {
  const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
  await releaseVisitors(unit, 20, year - 1);
  await releaseVisitors(unit, 400);
  await releaseVisitors(stranger, 390);
  for (const personCount of [10, 11, 12]) {
    const peer = await makeTenant('township');
    await supervise(bureau, peer);
    await releaseVisitors(peer, personCount);
  }
  const asked = { year, unitTenantId: unit.id };
  const { unit: said, rows, missing } = await callEach(bureau).figure.unitRelease(asked);
  expect(said).toMatchObject({ name: unit.name, state: 'released', released: 1 });
  expect(rows).toMatchObject([
    {
      ...{ code: 'S0-09', basis: 'own', value: 400, lastYear: 20, median: 11.5, note: '按登记簿' },
      ...{ isUnlikeLastYear: true, isUnlikeOthers: true },
    },
  ]);
  expect(missing).toContain('S0-01');
  expect(missing).not.toContain('S0-09');
  expect((await callEach(bureau).figure.downloadUnitRelease(asked)).fileName).toContain(unit.name);
  expect(await refused(callEach(otherBureau).figure.unitRelease(asked))).toBe('NOT_FOUND');
  // What was sent back stays to be seen.
  await callEach(bureau).figure.review({ ...asked, decision: 'returned', reason: '人数不符' });
  expect(await callEach(bureau).figure.unitRelease(asked)).toMatchObject({
    unit: { state: 'returned', reason: '人数不符' },
    rows: [{ value: 400 }],
  });
});
