import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callAs } from '@/db/testing/factories/calls';
import {
  ELIGIBLE_YEAR,
  FIGURE_PLANTS,
  isSilentWithoutRows,
  PLANT_YEAR,
  type PlantOwner,
  type Variant,
  valueAfter,
} from '@/db/testing/factories/figure-plants';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { FIGURE_CODES, FIGURES, type FigureCode } from '@/server/domain/figure/figures';

const year = PLANT_YEAR;
const subjects: number[] = [];
beforeAll(async () => {
  for (let index = 0; index < 40; index += 1) subjects.push((await makeTenant('department')).id);
});

const ownerOf = (tenant: TestTenant): PlantOwner => {
  let used = 0;
  return {
    tenantId: tenant.id,
    accountId: tenant.worker.accountId,
    nextSubject: () => {
      const subject = subjects[used++];
      if (subject === undefined) throw new Error('more subjects are needed');
      return subject;
    },
    administer: async (statement, values) => void (await (await testAdmin()).query(statement, [...values])),
  };
};
const plant = async (tenant: TestTenant, owner: PlantOwner, code: FigureCode, variant: Variant): Promise<void> => {
  const pools = await testPools();
  const scope = { tenantId: tenant.id, accountId: tenant.worker.accountId };
  await withTenantDb(pools, scope, (tdb) => FIGURE_PLANTS[code].plant(tdb, owner, variant.fields));
};
/** One figure alone: a list computes all of them. */
const read = async (tenant: TestTenant, code: FigureCode) => {
  const { value, state, page } = await (await callAs(tenant)).figure.rows({ code, year, limit: 1 });
  return { value, state, rows: page.total };
};
const listed = async (tenant: TestTenant, code: FigureCode, ofYear: number) =>
  (await (await callAs(tenant)).figure.list({ year: ofYear })).figures.find((figure) => figure.code === code);

/** What stands before any row was planted: an office has people from its first day on, and registers only later. */
const untouched = ({ source }: { source: string }) =>
  source === 'membership' ? { state: 'computed', value: 0, rows: 0 } : { state: 'no_entry', value: null, rows: 0 };

describe.each(FIGURE_CODES)('%s', (code) => {
  const figure = FIGURES[code];
  const { inside, outside, adds, besides = [] } = FIGURE_PLANTS[code];

  it('moves by exactly what a row inside adds, and by nothing outside', async () => {
    const kind = figure.tenantKinds[0]!;
    const [tenant, stranger] = [await makeTenant(kind), await makeTenant(kind)];
    const owner = ownerOf(tenant);
    expect(await read(tenant, code)).toMatchObject(untouched(figure));
    await plant(stranger, ownerOf(stranger), code, inside[0]!);
    expect(await read(tenant, code), "a stranger's row").toMatchObject(untouched(figure));

    for (const variant of outside) {
      await plant(tenant, owner, code, variant);
      const none = figure.aggregate === 'year_before' ? ELIGIBLE_YEAR : 0;
      const nothing = isSilentWithoutRows(figure)
        ? { state: 'no_entry', value: null }
        : { state: 'computed', value: none };
      expect(await read(tenant, code), variant.what).toMatchObject({ ...nothing, rows: 0 });
    }
    for (const [before, variant] of inside.entries()) {
      await plant(tenant, owner, code, variant);
      expect(await read(tenant, code), variant.what).toMatchObject(valueAfter(figure, FIGURE_PLANTS[code], before + 1));
    }
    const { value, rows } = valueAfter(figure, FIGURE_PLANTS[code], inside.length);
    expect(await read(tenant, code)).toEqual({ value, state: 'computed', rows });

    const found = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const page = await (await callAs(tenant)).figure.rows({ code, year, limit: 2, cursor });
      for (const row of page.rows) {
        expect(found.has(row.id)).toBe(false);
        found.set(row.id, row.amount);
      }
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(found.size).toBe(rows);
    expect([...found.values()].reduce((sum, amount) => sum + amount, 0) / figure.divisor).toBe(
      (rows * adds) / figure.divisor,
    );
    for (const [before, variant] of besides.entries()) {
      await plant(tenant, owner, code, variant);
      const whole = rows + before + 1;
      expect(await read(tenant, code), variant.what).toMatchObject({ value: (100 * rows) / whole, rows: whole });
    }
  });

  it('is nobody else’s', async () => {
    const other = await makeTenant(figure.tenantKinds.includes('bureau') ? 'village' : 'bureau');
    await expect((await callAs(other)).figure.rows({ code, year })).rejects.toThrow('FIGURE_NOT_FOR_THIS_TENANT');
  });
});

it.each(['S0-09', 'S4-28', 'S4-36'] as const)('shows %s in the list, and beside the year after', async (code) => {
  const tenant = await makeTenant(FIGURES[code].tenantKinds[0]!);
  const owner = ownerOf(tenant);
  for (const variant of FIGURE_PLANTS[code].inside) await plant(tenant, owner, code, variant);
  const { value, rows } = valueAfter(FIGURES[code], FIGURE_PLANTS[code], FIGURE_PLANTS[code].inside.length);
  expect(await listed(tenant, code, year)).toMatchObject({ value, rows, state: 'computed' });
  expect((await listed(tenant, code, year + 1))?.lastYear).toEqual({ value, state: 'computed' });
});

it('counts a unit that was visited twice once', async () => {
  const bureau = await makeTenant('bureau');
  const owner = { ...ownerOf(bureau), nextSubject: () => subjects[0]! };
  const [first] = FIGURE_PLANTS['S2-07'].inside;
  await plant(bureau, owner, 'S2-07', first!);
  await plant(bureau, owner, 'S2-07', first!);
  expect(await read(bureau, 'S2-07')).toMatchObject({ value: 1, rows: 1 });
});

it('stops at the cut-off that is asked for', async () => {
  const office = await makeTenant('township');
  const owner = ownerOf(office);
  await plant(office, owner, 'S0-09', { what: '', fields: { visitedOn: `${year}-03-31` } });
  await plant(office, owner, 'S0-09', { what: '', fields: { visitedOn: `${year}-04-01` } });
  const { period, figures } = await (await callAs(office)).figure.list({ year, asOf: `${year}-03-31` });
  expect(period).toEqual({ year, from: `${year}-01-01`, to: `${year}-03-31` });
  expect(figures.find((figure) => figure.code === 'S0-09')?.value).toBe(3);
});

it('is open up to the year before the oldest record that stands in the way', async () => {
  const archives = await makeTenant('repository');
  const owner = ownerOf(archives);
  for (const filingYear of [1995, 1987, 1992])
    await plant(archives, owner, 'S1-06', { what: '', fields: { filingYear } });
  expect(await read(archives, 'S1-06')).toMatchObject({ value: 1986, rows: 3 });
});
