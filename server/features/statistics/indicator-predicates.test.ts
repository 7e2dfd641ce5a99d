import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callEach } from '@/db/testing/factories/calls';
import { PLANT_YEAR, type PlantOwner, type Variant } from '@/db/testing/factories/figure-plants';
import { INDICATOR_PLANTS } from '@/db/testing/factories/indicator-plants';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { INDICATOR_CODES, indicatorOf } from '@/server/domain/statistics/indicators';

const year = PLANT_YEAR;
const subjects: number[] = [];
beforeAll(async () => {
  for (let index = 0; index < 60; index += 1) subjects.push((await makeTenant('department')).id);
});

const ownerOf = (tenant: TestTenant): PlantOwner => ({
  tenantId: tenant.id,
  accountId: tenant.worker.accountId,
  nextSubject: () => {
    const subject = subjects.pop();
    if (subject === undefined) throw new Error('more subjects are needed');
    return subject;
  },
  administer: async (statement, values) => void (await (await testAdmin()).query(statement, [...values])),
});

it('has rows inside and outside of every indicator that records stand behind', () => {
  const without = INDICATOR_CODES.filter((code) => !INDICATOR_PLANTS.has(code));
  expect(without.filter((code) => !['self', 'entered'].includes(indicatorOf(code).source.by))).toEqual([]);
});

describe.each([...INDICATOR_PLANTS])('%s', (code, { plant, inside, outside, besides = [], adds, after }) => {
  const { tenantKinds, aggregate, divisor } = indicatorOf(code);

  it('moves by exactly what a row inside adds, and by nothing outside', async () => {
    const kind = tenantKinds[0]!;
    const [tenant, stranger] = [await makeTenant(kind), await makeTenant(kind)];
    const [owner, other] = [ownerOf(tenant), ownerOf(stranger)];
    const put = async (into: PlantOwner, { fields }: Variant) =>
      withTenantDb(await testPools(), { tenantId: into.tenantId, accountId: into.accountId }, (tdb) =>
        plant(tdb, into, fields),
      );
    const read = (more: { cursor?: string; limit?: number } = {}) =>
      callEach(tenant).statistics.rows({ year, code, limit: 1, ...more });
    const nothing = async (what: string) => {
      const { value, page } = await read();
      expect({ value: value ?? 0, rows: page.total }, what).toEqual({ value: 0, rows: 0 });
    };

    await put(other, inside[0]!);
    await nothing("a stranger's row");
    for (const variant of outside) {
      await put(owner, variant);
      await nothing(variant.what);
    }
    const standing = (planted: number) =>
      after?.(planted) ?? { value: aggregate === 'ratio' ? 100 : (planted * adds) / divisor, rows: planted };
    for (const [before, variant] of inside.entries()) {
      await put(owner, variant);
      const { value, page } = await read();
      expect({ value, rows: page.total }, variant.what).toEqual(standing(before + 1));
    }

    const found = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const { rows, page } = await read({ limit: 2, ...(cursor ? { cursor } : {}) });
      for (const row of rows) found.set(row.id, row.amount);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const { value, rows } = standing(inside.length);
    expect(found.size).toBe(rows);
    const sum = [...found.values()].reduce((all, amount) => all + amount, 0);
    expect(aggregate === 'ratio' ? (sum * 100) / rows : sum / divisor).toBe(value);
    for (const [before, variant] of besides.entries()) {
      await put(owner, variant);
      const whole = rows + before + 1;
      const now = await read();
      expect({ value: now.value, rows: now.page.total }, variant.what).toEqual({
        value: (100 * rows) / whole,
        rows: whole,
      });
    }
  });
});
