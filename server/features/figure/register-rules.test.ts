import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callAs } from '@/db/testing/factories/calls';
import { FIGURE_PLANTS, PLANT_YEAR, type PlantOwner } from '@/db/testing/factories/figure-plants';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { FigureCode } from '@/server/domain/figure/figures';
import { LARGE_ROOM_ITEMS } from '@/server/domain/figure/oversight-figures';
import { REGISTER_FIGURE_CODES } from '@/server/domain/figure/register-figure-codes';
import { REGISTER_FIGURE_RULES } from '@/server/domain/figure/register-figures';

/* What single rows cannot show: one that is counted once, the best, the latest, and what is divided by what. */

let subjects: number[];
beforeAll(async () => {
  subjects = [];
  for (let index = 0; index < 3; index += 1) subjects.push((await makeTenant('repository')).id);
});

const plant = async (
  tenant: TestTenant,
  code: FigureCode,
  fields: Record<string, string | number | string[] | null>,
  subject = 0,
): Promise<void> => {
  const pools = await testPools();
  const owner: PlantOwner = {
    tenantId: tenant.id,
    accountId: tenant.worker.accountId,
    nextSubject: () => subjects[subject]!,
    administer: async (statement, values) => void (await (await testAdmin()).query(statement, [...values])),
  };
  const scope = { tenantId: tenant.id, accountId: tenant.worker.accountId };
  await withTenantDb(pools, scope, (tdb) => FIGURE_PLANTS[code].plant(tdb, owner, fields));
};
const rowsOf = async (tenant: TestTenant, code: FigureCode) =>
  (await callAs(tenant)).figure.rows({ code, year: PLANT_YEAR });

const DISTINCT = REGISTER_FIGURE_CODES.filter((code) => REGISTER_FIGURE_RULES[code].distinct);

it.each(DISTINCT)('%s counts a name that was entered twice once', async (code) => {
  const { distinct = '' } = REGISTER_FIGURE_RULES[code];
  const tenant = await makeTenant('bureau');
  for (const name of ['何静', '何静', '郑云舟']) await plant(tenant, code, { [distinct]: name });
  expect((await rowsOf(tenant, code)).value).toBe(2);
});

it('takes the highest of several targets, and the latest of several scores', async () => {
  const archives = await makeTenant('repository');
  for (const target of [30_000, 50_000, 40_000]) await plant(archives, 'S1-15', { target });
  expect(await rowsOf(archives, 'S1-15')).toMatchObject({ value: 5, rows: [{ amount: 50_000 }] });
  await plant(archives, 'S2-31', { score: 91.5, finishedOn: `${PLANT_YEAR}-03-01` });
  await plant(archives, 'S2-31', { score: 88, finishedOn: `${PLANT_YEAR}-09-01` });
  expect(await rowsOf(archives, 'S2-31')).toMatchObject({ value: 88, rows: [{ on: `${PLANT_YEAR}-09-01` }] });
});

describe('a growth', () => {
  it('says what is divided by what, and lists the lines of both years', async () => {
    const bureau = await makeTenant('bureau');
    await plant(bureau, 'S4-28', { amount: 46, approvedOn: `${PLANT_YEAR}-01-20` });
    expect(await rowsOf(bureau, 'S4-28')).toMatchObject({ state: 'no_entry', value: null });
    await plant(bureau, 'S4-28', { amount: 30, approvedOn: `${PLANT_YEAR - 1}-02-01` });
    await plant(bureau, 'S4-28', { amount: 10, approvedOn: `${PLANT_YEAR - 1}-12-31` });
    const read = await rowsOf(bureau, 'S4-28');
    expect(read).toMatchObject({ value: 15, state: 'computed', parts: { over: 46, under: 40 } });
    expect(read.rows.map(({ amount }) => amount).sort()).toEqual([10, 30, 46]);
  });
});

it('says how many Party members are reached of how many, and nothing before anybody signed in', async () => {
  const archives = await makeTenant('repository');
  await plant(archives, 'S3-06', { isReached: 'no' });
  expect(await rowsOf(archives, 'S3-06')).toMatchObject({ state: 'no_entry', value: null });
  await plant(archives, 'S3-06', {});
  expect(await rowsOf(archives, 'S3-06')).toMatchObject({ value: 50, parts: { over: 1, under: 2 } });
});

it('counts an archives by its best level alone', async () => {
  const bureau = await makeTenant('bureau');
  await plant(bureau, 'S4-40', {}, 0);
  await plant(bureau, 'S4-40', { level: 'national' }, 0);
  await plant(bureau, 'S4-40', {}, 1);
  expect((await rowsOf(bureau, 'S4-40')).value).toBe(1);
  expect((await rowsOf(bureau, 'S4-38')).value).toBe(1);
  expect((await rowsOf(bureau, 'S4-42')).value).toBe(0);
});

it('counts a day that two surveys cover once', async () => {
  const bureau = await makeTenant('bureau');
  const survey = (from: string, to: string) =>
    plant(bureau, 'S1-02', { startOn: `${PLANT_YEAR}-05-${from}`, endOn: `${PLANT_YEAR}-05-${to}` });
  await survey('10', '14');
  await survey('13', '16');
  await survey('11', '12');
  const { value, rows } = await rowsOf(bureau, 'S1-02');
  expect(value).toBe(7);
  expect(rows.map(({ amount }) => amount).sort()).toEqual([0, 2, 5]);
});

it('holds both special kinds once the second has come, by two deliveries', async () => {
  const archives = await makeTenant('repository');
  await plant(archives, 'S4-10', { topics: ['疫情防控'], acceptedOn: `${PLANT_YEAR}-02-01`, sourceName: '卫健局' });
  expect((await rowsOf(archives, 'S4-10')).value).toBe(0);
  await plant(archives, 'S4-10', { topics: ['精准扶贫'], acceptedOn: `${PLANT_YEAR}-06-01`, sourceName: '农业局' });
  expect(await rowsOf(archives, 'S4-10')).toMatchObject({ value: 1, rows: [{ label: '农业局' }] });
});

it('counts a room that drilled once it is large enough, and not one piece sooner', async () => {
  const office = await makeTenant('department');
  await plant(office, 'S4-47', { pieces: LARGE_ROOM_ITEMS - 1 });
  expect((await rowsOf(office, 'S4-47')).value).toBe(0);
  await plant(office, 'S4-47', { pieces: LARGE_ROOM_ITEMS, mode: 'tabletop' });
  expect((await rowsOf(office, 'S4-47')).value).toBe(1);
});
