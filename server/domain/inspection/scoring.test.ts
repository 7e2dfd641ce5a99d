import { describe, expect, it } from 'vitest';
import { type ChecklistItem, checklistItem } from './checklist.ts';
import { findChecklistTemplate } from './checklist-templates.ts';
import type { Verdict } from './checklist-vocabulary.ts';
import { readWorkbookRow, suggestLegalItem, workbookColumns } from './checklist-workbook.ts';
import { suggestionFor, suggestionOf, worstSuggestion } from './probes.ts';
import { type ItemAnswer, scoreChecklist } from './scoring.ts';
import {
  POINTS_PROFILE,
  parseRaiseLines,
  parseVetoLines,
  profileOf,
  RISK_PROFILE,
  raiseLines,
  SHARE_PROFILE,
  scoringProfile,
} from './scoring-profile.ts';

const answer = (itemCode: string, verdict: Verdict | null, more: Partial<ItemAnswer> = {}): ItemAnswer => ({
  itemCode,
  verdict,
  countValue: null,
  sampleSize: null,
  sampleFaults: null,
  points: null,
  ...more,
});
const item = (code: string, more: Partial<ChecklistItem> = {}): ChecklistItem =>
  checklistItem.parse({ code, legalItem: 'LI1', zh: code, en: '', score: 10, risk: null, type: 'yesno', ...more });
const itemsOf = (template: string) => [...(findChecklistTemplate(template)?.items ?? [])];

/** 80 yes/no items, all met but those named. */
const eighty = Array.from({ length: 80 }, (_, at) => item(String(at + 1)));
const allBut = (...unmet: number[]) =>
  eighty.map(({ code }) => answer(code, unmet.includes(Number(code)) ? 'unmet' : 'met'));
const vetoes = parseVetoLines('7、48、49、74\n23 和 61/62').map((allOf) => ({ allOf, notAbove: 'GOOD' }));
const law = { items: eighty, sections: [], profile: scoringProfile.parse({ ...SHARE_PROFILE, vetoes }) };

describe('the veto rule of 《档案检查工作办法》 as data', () => {
  it('reads as the bureau writes it', () => {
    expect(parseVetoLines('7、48、49、74\n23 和 61/62')).toEqual([
      ['7'],
      ['48'],
      ['49'],
      ['74'],
      ['23', '61'],
      ['23', '62'],
    ]);
    expect(parseVetoLines('２３与６１')).toEqual([['23', '61']]);
    expect(parseVetoLines(' \n')).toEqual([]);
  });
  it.each([7, 48, 49, 74])('item %i alone keeps from excellent', (code) => {
    const score = scoreChecklist(law, allBut(code));
    expect([score.percent, score.uncapped?.code, score.grade?.code]).toEqual([98.75, 'EXCELLENT', 'GOOD']);
  });
  it.each([
    [[23], 'EXCELLENT'],
    [[61, 62], 'EXCELLENT'],
    [[23, 61], 'GOOD'],
    [[23, 62], 'GOOD'],
    [[8, 47, 50, 73], 'EXCELLENT'],
  ])('items %j: %s', (unmet, grade) => {
    expect(scoreChecklist(law, allBut(...unmet)).grade?.code).toBe(grade);
  });
  it('a veto lifts nothing: what is worse stays worse', () => {
    const unmet = Array.from({ length: 40 }, (_, at) => at + 1);
    expect(scoreChecklist(law, allBut(...unmet)).grade?.code).toBe('FAIL');
  });
  it('the share decides the grade at 80, 70 and 60 percent', () => {
    const grades = [16, 17, 24, 25, 32, 33].map(
      (n) =>
        scoreChecklist(
          law,
          eighty.map(({ code }) => answer(code, Number(code) > 80 - n ? 'unmet' : 'met')),
        ).uncapped?.code,
    );
    expect(grades).toEqual(['EXCELLENT', 'GOOD', 'GOOD', 'PASS', 'PASS', 'FAIL']);
  });
  it('without a self-check nobody passes', () => {
    expect(scoreChecklist(law, allBut(), false).grade?.code).toBe('FAIL');
    expect(scoreChecklist(law, allBut(), null).grade?.code).toBe('EXCELLENT');
  });
});

describe('points', () => {
  const town = { items: itemsOf('checklist_town'), sections: [], profile: POINTS_PROFILE };
  it('the built-in lists add up to a hundred', () => {
    for (const code of ['checklist_town', 'checklist_organ', 'checklist_enterprise'])
      expect(itemsOf(code).reduce((sum, one) => sum + (one.score ?? 0), 0)).toBe(100);
  });
  it('leaves what is not applicable out of the denominator, and what is open out of both', () => {
    const list = {
      items: [item('1'), item('2'), item('3', { type: 'rating' })],
      sections: [],
      profile: POINTS_PROFILE,
    };
    const score = scoreChecklist(list, [answer('1', 'na'), answer('3', 'partly')]);
    expect(score).toMatchObject({ full: 10, got: 5, percent: 50, judged: 1, notApplicable: 1, open: 1 });
  });
  it('takes a tenth of a point for each fault of the sample, and counts, and points as given', () => {
    const answers = [answer('T6', null, { sampleSize: 20, sampleFaults: 6 })];
    expect(scoreChecklist(town, answers)).toMatchObject({ full: 9, got: 8.4 });
    const list = {
      items: [item('1', { type: 'count', threshold: 3 }), item('2', { type: 'score', score: 8 })],
      sections: [],
      profile: POINTS_PROFILE,
    };
    const given = [answer('1', null, { countValue: 2 }), answer('2', null, { points: 6 })];
    expect(scoreChecklist(list, given)).toMatchObject({ full: 18, got: 6 });
  });
  it('a section below its pass mark holds the whole down', () => {
    const items = [item('1', { section: '基础', score: 90 }), item('2', { section: '安全', score: 10 })];
    const sections = [
      { name: '基础', passPercent: null },
      { name: '安全', passPercent: 60 },
    ];
    const profile = scoringProfile.parse({ ...POINTS_PROFILE, failedSectionNotAbove: 'PASS' });
    const score = scoreChecklist({ items, sections, profile }, [answer('1', 'met'), answer('2', 'unmet')]);
    expect([score.percent, score.grade?.code, score.caps[0]?.subject]).toEqual([90, 'PASS', '安全']);
  });
});

describe('risk', () => {
  const village = { items: itemsOf('checklist_village'), sections: [], profile: RISK_PROFILE };
  const but = (...unmet: string[]) =>
    village.items.map(({ code, type }) =>
      answer(code, type === 'sample' ? null : unmet.includes(code) ? 'unmet' : 'met', {
        sampleSize: 20,
        sampleFaults: 0,
      }),
    );
  it('is what the list of villages is scored by', () => {
    expect(profileOf(null, village.items).method).toBe('risk');
    expect(profileOf(null, itemsOf('checklist_organ')).method).toBe('points');
  });
  it.each([
    [['V4', 'V6', 'V10', 'V11'], 'PASS'],
    [['V2', 'V9'], 'PASS'],
    [['V1'], 'FAIL'],
  ])('%j: %s', (unmet, grade) => {
    expect(scoreChecklist(village, but(...unmet)).grade?.code).toBe(grade);
  });

  it.each([
    [2, { HIGH: 0, MEDIUM: 1, LOW: 0 }, 'PASS'],
    [3, { HIGH: 1, MEDIUM: 0, LOW: 0 }, 'FAIL'],
  ])('of the eighth item rises when more than two kinds of records are missing: %i', (sampleFaults, risks, grade) => {
    const profile = profileOf(null, village.items);
    const answers = [
      ...but().filter((one) => one.itemCode !== 'V8'),
      answer('V8', null, { sampleSize: 5, sampleFaults }),
    ];
    const score = scoreChecklist({ ...village, profile }, answers);
    expect([score.risks, score.grade?.code]).toEqual([risks, grade]);
    expect(parseRaiseLines(raiseLines(profile))).toEqual(profile.raises);
    expect(parseRaiseLines('V8 over 2 is high；没有规则')).toEqual(profile.raises);
  });
});

describe('probes', () => {
  const figure = (rows: number, faults: number, amount = 0) => ({ rows, faults, amount });
  it('suggest by their rule', () => {
    const share = { kind: 'share', met: 95, mostly: 80, partly: 60 } as const;
    const suggested = [5, 6, 20, 21, 40, 41].map((faults) => suggestionOf(share, figure(100, faults), null));
    expect(suggested).toEqual(['met', 'mostly', 'mostly', 'partly', 'partly', 'unmet']);
    expect(suggestionOf(share, figure(0, 0), null)).toBeNull();
    expect(suggestionOf({ kind: 'none' }, figure(5, 1), null)).toBe('unmet');
    expect(suggestionOf({ kind: 'some' }, figure(1, 1), null)).toBe('unmet');
    expect(suggestionOf({ kind: 'sum' }, figure(3, 0, 24), null)).toBeNull();
    expect(suggestionOf({ kind: 'sum' }, figure(3, 0, 24), 24)).toBe('met');
  });
  it('the worst of several counts, and yes/no knows no steps', () => {
    expect(worstSuggestion(['met', null, 'partly'])).toBe('partly');
    expect(worstSuggestion([null])).toBeNull();
    expect(suggestionFor('yesno', 'mostly')).toBe('unmet');
  });
});

describe('a row of a workbook', () => {
  const cells = (given: Record<string, string>) => ({
    cell: (field: string) => given[field] ?? '',
    section: '组织管理',
    seen: new Set(['1']),
    isSecret: (text: string) => text.includes('机密★'),
  });
  it('finds columns under the names that lists use', () => {
    const columns = workbookColumns(['序 号', '一级指标', '检查内容与标准', '分值(分)', '法定事项']);
    expect([...columns.keys()].sort()).toEqual(['code', 'legalItem', 'section', 'zh']);
  });
  it('reads full width, 分, and the matter of the law however it is written', () => {
    const read = readWorkbookRow(
      5,
      cells({ code: '２', zh: '设有独立库房', score: '５分', legalItem: '第42条第(二)项' }),
    );
    expect(read.problems).toEqual(['LEGAL_ITEM']);
    const again = readWorkbookRow(5, cells({ code: '２', zh: '设有独立库房', score: '５分', legalItem: '二' }));
    expect(again).toMatchObject({ problems: [], isGuessed: false, item: { code: '2', score: 5, legalItem: 'LI2' } });
  });
  it('guesses the matter, and says so', () => {
    expect(readWorkbookRow(6, cells({ code: '3', zh: '密集架完好' }))).toMatchObject({
      isGuessed: true,
      item: { legalItem: 'LI2', section: '组织管理', type: 'yesno' },
    });
    expect(suggestLegalItem('档案员参加培训')).toBe('LI3');
  });
  it('says everything that is wrong at once', () => {
    const read = readWorkbookRow(
      7,
      cells({ code: '1', zh: '机密★10年', score: '很多', risk: '极高', probe: '不存在' }),
    );
    expect(read.problems.sort()).toEqual(['PROBE', 'REPEATED_CODE', 'RISK', 'SCORE', 'SECRECY']);
  });
});
