import { describe, expect, it } from 'vitest';
import { planUsualRules } from './usual-rules.ts';

const fonds = { id: '018f0000-0000-7000-8000-000000000001', number: 'B028', closedOn: null };
const sets = [
  { set: 'legacy' as const, yearFrom: 1949 },
  { set: 'by2015' as const, yearFrom: 2016 },
  { set: 'by2022' as const, yearFrom: 2023 },
];
const plan = (over: Partial<Parameters<typeof planUsualRules>[1]> = {}, byOrganisation = true) =>
  planUsualRules(
    { sets, byOrganisation },
    { fonds: [fonds], categories: ['WS', 'KU', 'SW'], schemes: [], ...over },
  ).map((rule) => [rule.categoryCode, rule.yearFrom, rule.templateCode, rule.outcome]);

describe('the usual rules', () => {
  it('follow one another by year, and what a later set repeats is not written again', () => {
    expect(plan()).toEqual([
      ['WS', 1949, 'LEGACY_4SEG', 'new'],
      ['WS', 2016, 'DAT22_2015', 'new'],
      ['WS', 2023, 'DAT13_ITEM_ORG', 'new'],
      ['KU', 1949, 'LEGACY_4SEG', 'new'],
      ['KU', 2016, 'DAT13_ACC', 'new'],
      ['KU', 2023, 'DAT13_ACC', 'stands'],
      ['SW', 2016, 'DAT13_ITEM', 'new'],
      ['SW', 2023, 'DAT13_ITEM', 'stands'],
    ]);
    expect(plan({ categories: ['WS'] }, false).at(-1)).toEqual(['WS', 2023, 'DAT13_ITEM', 'new']);
  });

  it('leave a rule of the unit’s own and years after the end of a fonds alone', () => {
    const own = { fondsId: fonds.id, categoryCode: 'WS', templateCode: 'OWN_WS', path: 'Y_R' as const, yearFrom: 2016 };
    expect(plan({ categories: ['WS'], schemes: [own] })[1]).toEqual(['WS', 2016, 'DAT22_2015', 'own']);
    const closed = { ...fonds, closedOn: '2018-12-31' };
    expect(plan({ categories: ['WS'], fonds: [closed] }).map((rule) => rule[3])).toEqual(['new', 'new', 'closed']);
  });
});
