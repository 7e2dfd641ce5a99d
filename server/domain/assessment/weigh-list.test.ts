import { describe, expect, it } from 'vitest';
import { checklistItem } from '@/server/domain/inspection/checklist';
import { scoreChecklist } from '@/server/domain/inspection/scoring';
import { POINTS_PROFILE, RISK_PROFILE } from '@/server/domain/inspection/scoring-profile';
import { problemsOfWeights, sharesOf, weighList } from './weigh-list.ts';

const item = (code: string, section: string, score: number | null, more: object = {}) =>
  checklistItem.parse({ code, section, score, legalItem: 'LI1', zh: code, en: '', risk: null, ...more });
const list = {
  items: [
    item('1', '基础业务', 10),
    item('2', '基础业务', 10),
    item('3', '基础业务', 10),
    item('4', '信息化', 20, { type: 'sample', deductEach: 2 }),
    item('5', '信息化', 0),
  ],
  sections: [
    { name: '基础业务', passPercent: null },
    { name: '信息化', passPercent: null },
  ],
  profile: POINTS_PROFILE,
};
const weights = [
  { section: '基础业务', percent: 70 },
  { section: '信息化', percent: 30 },
];

describe('weights', () => {
  it('make each section worth its share to the cent, the rest on the last item', () => {
    const weighed = weighList(list, weights);
    expect(weighed.items.map((one) => one.score)).toEqual([23.33, 23.33, 23.34, 30, 0]);
    expect(weighed.items[3]?.deductEach).toBe(3);
    expect(sharesOf(weighed)).toEqual(weights);
    expect(sharesOf(list)).toEqual([
      { section: '基础业务', percent: 60 },
      { section: '信息化', percent: 40 },
    ]);
    const score = scoreChecklist(weighed, [
      { itemCode: '1', verdict: 'met', countValue: null, sampleSize: null, sampleFaults: null, points: null },
      { itemCode: '4', verdict: null, countValue: null, sampleSize: 10, sampleFaults: 5, points: null },
    ]);
    expect([score.got, score.full]).toEqual([38.33, 53.33]);
  });

  it('leave a list as it stands where there are none', () => {
    expect(weighList(list, [])).toBe(list);
    expect(problemsOfWeights(list, [])).toEqual([]);
  });

  it('are refused when they do not fit the list', () => {
    expect(problemsOfWeights(list, weights)).toEqual([]);
    expect(problemsOfWeights(list, [{ section: '基础业务', percent: 100 }])).toEqual(['SECTIONS_DIFFER']);
    expect(problemsOfWeights(list, [weights[0]!, { section: '信息化', percent: 20 }])).toEqual(['SUM_NOT_100']);
    expect(problemsOfWeights({ ...list, profile: RISK_PROFILE }, weights)).toEqual(['NOT_POINTS']);
    const bare = { ...list, items: [...list.items, item('6', '', 5)] };
    expect(problemsOfWeights(bare, weights)).toEqual(['ITEM_WITHOUT_SECTION']);
  });
});
