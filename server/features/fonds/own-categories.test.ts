import { expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';

const own = { code: 'WS·QX', name: '群众诉求档案', unit: '件', isActive: true } as const;

it('a second level of the unit’s own is filed in, counted, listed, searched and checked like those of the lists', async () => {
  const [unit, stranger] = [await makeTenant('township'), await makeTenant('township')];
  const api = callEach(unit);
  const fonds = await makeFonds(unit);
  await api.fonds.setCategory(own);
  expect((await api.workspace.current()).ownCategories).toEqual([own]);
  expect((await callEach(stranger).workspace.current()).ownCategories).toEqual([]);

  const record = { fondsId: fonds.id, filingYear: 2023, retentionCode: 'Y', orgCode: 'BGS' };
  const made = await api.archive.create({ ...record, categoryCode: 'WS·QX', title: '关于修路的来信' });
  await api.archive.create({ ...record, categoryCode: 'WS', title: '关于修路的通知' });

  const { leaves } = await api.archive.tree({});
  expect(leaves.map((leaf) => [leaf.categoryCode, leaf.subcategoryCode, leaf.itemCount]).sort()).toEqual([
    ['WS', '', 1],
    ['WS', 'QX', 1],
  ]);
  const list = async (categoryCode: string) => (await api.archive.list({ categoryCode })).rows.map((row) => row.title);
  expect(await list('WS·QX')).toEqual(['关于修路的来信']);
  expect((await list('WS')).length).toBe(2);

  // From the counters and, with words, from the records themselves.
  for (const question of [{ categoryCode: 'WS·QX' }, { q: '修路', categoryCode: 'WS·QX' }]) {
    const { total, facets } = await api.archive.searchFacets(question);
    const valuesOf = (code: string) =>
      facets.find((facet) => facet.code === code)?.values.map(({ value, count }) => [value, count]);
    expect([total, valuesOf('category'), valuesOf('subcategory')]).toEqual([1, [['WS', 2]], [['WS·QX', 1]]]);
  }
  const built = { join: 'and' as const, conditions: [], groups: [] };
  const condition = { field: 'categoryCode', operator: 'equals' as const, value: 'WS·QX' };
  const found = await api.archive.search({ builder: { ...built, conditions: [condition] } });
  expect(found.rows.map((row) => row.id)).toEqual([made.id]);
  expect((await callEach(stranger).archive.searchFacets({ categoryCode: 'WS·QX' })).total).toBe(0);

  // A record that is voided is taken off both counters again.
  await api.archive.void({ id: made.id, rowVersion: 1, reason: '重复登记' });
  expect((await api.archive.tree({})).leaves.map((leaf) => leaf.subcategoryCode)).toEqual(['']);
  expect((await api.archive.searchFacets({})).facets.some((facet) => facet.code === 'subcategory')).toBe(false);
});
