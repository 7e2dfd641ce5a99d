import { beforeEach, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { MOVEMENT_PARTS } from '@/server/domain/figure/holdings-movement';

let unit: TestTenant;
let leader: TestPerson;
let stranger: TestTenant;
let fondsId: string;
const days = { from: '2025-01-01', to: '2025-12-31' };

beforeEach(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  leader = await makePerson(unit.id, ['unit_lead'], '李某');
  fondsId = (await makeFonds(unit)).id;
});

let made = 0;
const record = async (archivedOn: string, leftOn: string | null = null) => {
  made += 1;
  const { id } = await callEach(unit).archive.create({
    fondsId,
    filingYear: 2020,
    orgCode: 'BGS',
    retentionCode: 'Y' as const,
    categoryCode: 'WS',
    title: `会议纪要${made}`,
  });
  await (await testAdmin()).query(
    'update archive_item set archived_on = $1, left_on = $2 where tenant_id = $3 and id = $4',
    [archivedOn, leftOn, unit.id, id],
  );
  return id;
};
const total = async (input: { from: string; to: string }) => (await callEach(unit).holdings.movement(input)).total;

it('balances between any two days, with the records behind each number', async () => {
  await record('2024-12-31');
  await record('2025-01-01');
  await record('2025-12-31', '2025-12-31');
  await record('2024-03-01', '2025-06-30');
  await record('2024-03-01', '2026-01-01');
  // Entered wrongly: left before it came. It never makes the sum wrong.
  await record('2025-07-01', '2025-02-01');
  await record('2026-01-01');
  expect(await total(days)).toEqual({ opening: 3, intake: 3, transferred: 0, destroyed: 0, otherOut: 3, closing: 3 });
  for (const asked of [days, { from: '2025-06-30', to: '2025-06-30' }, { from: '2024-01-01', to: '2026-01-01' }]) {
    const sums = await total(asked);
    expect(sums.opening + sums.intake - sums.transferred - sums.destroyed - sums.otherOut).toBe(sums.closing);
    for (const part of MOVEMENT_PARTS) {
      const { rows, page } = await callEach(unit).holdings.movementRows({ ...asked, part, category: 'WS' });
      expect([rows.length, page.total]).toEqual([sums[part], sums[part]]);
    }
  }
  expect((await callEach(stranger).holdings.movement(days)).lines).toEqual([]);
  expect((await callEach(unit).holdings.downloadMovement(days)).mediaType).toContain('spreadsheetml');
});

it('keeps a closed year, and shows what a later correction makes different', async () => {
  const id = await record('2025-05-01');
  const close = (year: number, person = leader) => callEach(unit, person).holdings.closeYear({ year });
  const archivist = await makePerson(unit.id, ['unit_archivist'], '孙某');
  expect(await refused(close(2025, archivist))).toBe('FORBIDDEN');
  expect(await refused(close(new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()))).toBe('YEAR_NOT_OVER');
  expect((await callEach(unit).holdings.movement(days)).closable).toBe(2025);
  await close(2025);
  expect(await refused(close(2025))).toBe('ALREADY_EXISTS');
  const view = async () => callEach(unit).holdings.movement(days);
  expect(await view()).toMatchObject({ closable: null, closedYears: [2025], closed: { year: 2025, differing: [] } });
  await (await testAdmin()).query(
    "update archive_item set archived_on = '2024-05-01' where tenant_id = $1 and id = $2",
    [unit.id, id],
  );
  expect((await view()).closed?.differing).toEqual([
    {
      category: 'WS',
      atClosing: { opening: 0, intake: 1, transferred: 0, destroyed: 0, otherOut: 0, closing: 1 },
      today: { opening: 1, intake: 0, transferred: 0, destroyed: 0, otherOut: 0, closing: 1 },
    },
  ]);
  expect((await callEach(stranger).holdings.movement(days)).closedYears).toEqual([]);
});
