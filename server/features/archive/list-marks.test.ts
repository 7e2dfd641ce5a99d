import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { exportListInput, type ItemFilters } from '@/server/domain/archive/archive-list';
import { readPage } from './export-list.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fonds: { id: string };

const api = async (tenant = unit) => (await callAs(tenant)).archive;

const file = async (over: { orgCode?: string; openFlag?: 'open'; boxNumber?: string; topics?: string[] }) =>
  (await api()).create({
    fondsId: fonds.id,
    categoryCode: 'WS',
    filingYear: 2021,
    retentionCode: 'Y',
    orgCode: 'BGS',
    title: '关于灌区改造的批复',
    ...over,
  });

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  fonds = await makeFonds(unit, { schemes: [['WS', 'DAT13_ITEM']] });
  await file({ openFlag: 'open' });
  await file({ openFlag: 'open', boxNumber: '3' });
  await file({ boxNumber: '4', topics: ['HSDA'] });
  await file({ orgCode: undefined });
  await file({ orgCode: undefined, openFlag: 'open' });
});

const QUESTIONS: [ItemFilters, number][] = [
  [{}, 5],
  [{ openFlag: 'open' }, 3],
  [{ openFlag: 'open', isBoxed: true }, 1],
  [{ isBoxed: false }, 3],
  [{ orgCode: '' }, 2],
  [{ orgCode: '', openFlag: 'open' }, 1],
  [{ orgCode: 'BGS', isBoxed: true }, 2],
  [{ topic: 'HSDA', isBoxed: true }, 1],
  [{ q: '灌区', openFlag: 'open' }, 3],
  [{ q: '灌区', orgCode: '' }, 2],
];

describe('a list narrowed by a mark', () => {
  it('shows, counts, adds up and exports the same records', async () => {
    for (const [filters, n] of QUESTIONS) {
      const list = await (await api()).list({ ...filters, limit: 2 });
      const codes = list.rows.map((row) => row.referenceCode);
      const pages = [list];
      for (let next = list.page.nextCursor; next !== null; next = pages.at(-1)?.page.nextCursor ?? null) {
        const page = await (await api()).list({ ...filters, limit: 2, cursor: next });
        pages.push(page);
        codes.push(...page.rows.map((row) => row.referenceCode));
      }
      expect([filters, new Set(codes).size, codes.length]).toEqual([filters, n, n]);
      expect((await (await api()).searchFacets(filters)).total).toBe(n);
      expect(await (await api()).sums(filters)).toMatchObject({ items: n, isExact: true });
      const rows = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
        readPage(tdb, unit.id, exportListInput.parse(filters), undefined),
      );
      expect(rows.map((row) => row.referenceCode)).toEqual(codes);
    }
  });

  it('is empty for strangers', async () => {
    for (const [filters] of QUESTIONS) {
      expect((await (await api(stranger)).list(filters)).rows).toEqual([]);
      expect((await (await api(stranger)).searchFacets(filters)).total).toBe(0);
    }
    const theirs = (await api(stranger)).list({ fondsId: fonds.id, openFlag: 'open' });
    await expect(theirs).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});
