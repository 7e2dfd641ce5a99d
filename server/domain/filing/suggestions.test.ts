import { describe, expect, it } from 'vitest';
import { deadlineFor, dueOn } from './deadline-rules.ts';
import { standingOf } from './filing-plan.ts';
import { seedRules } from './schedule-seeds.ts';
import { suggestFields } from './suggest-fields.ts';
import { rankRules } from './suggest-retention.ts';

describe('fields from the name of a file', () => {
  it.each([
    [
      '柳政发〔2024〕3号 关于做好2024年防汛工作的通知.docx',
      { documentNumber: '柳政发〔2024〕3号', title: '关于做好2024年防汛工作的通知', documentDate: null },
    ],
    [
      '柳政发[2024]第003号柳溪镇人民政府关于表彰先进的决定（终稿）.pdf',
      {
        documentNumber: '柳政发〔2024〕3号',
        title: '柳溪镇人民政府关于表彰先进的决定',
        responsibleParty: '柳溪镇人民政府',
      },
    ],
    ['1.关于调整领导分工的通知_20240506.doc', { title: '关于调整领导分工的通知', documentDate: '20240506' }],
    ['2024.5.6 党政办公会议纪要.docx', { title: '党政办公会议纪要', documentDate: '20240506' }],
    ['IMG_0001.jpg', { title: 'IMG 0001', documentNumber: null }],
  ])('reads %s', (name, expected) => {
    expect(suggestFields(name, null)).toMatchObject(expected);
  });

  it('asks the text for what the name does not say', () => {
    const text =
      '柳溪镇人民政府文件\n柳政发〔2024〕12号\n\n关于印发《柳溪镇2024年\n档案工作要点》的通知\n各村、各科室：\n　　现印发给你们。\n柳溪镇人民政府\n2024年3月8日\n';
    expect(suggestFields('a1.txt', text)).toEqual({
      title: '关于印发《柳溪镇2024年档案工作要点》的通知',
      documentNumber: '柳政发〔2024〕12号',
      responsibleParty: '柳溪镇人民政府',
      documentDate: '20240308',
    });
  });

  it('stays quick on what is no name', () => {
    const started = performance.now();
    suggestFields(`${'〔2024'.repeat(20_000)}.txt`, '关于'.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('rules from a title', () => {
  const rules = seedRules('organ').map((rule) => ({ ...rule, id: rule.code }));
  const best = (title: string, categoryCode = 'WS') => rankRules(rules, { title, categoryCode })[0];

  it.each([
    ['柳溪镇2024年度工作总结', 'WS-08'],
    ['关于任命张某同志为办公室主任的通知', 'WS-13'],
    ['党委会议记录', 'WS-15'],
    ['政府采购办公设备的招标文件', 'WS-24'],
    ['关于启用新印章的通知', 'WS-27'],
    ['2024年部门预算的批复', 'WS-25'],
  ])('%s', (title, code) => {
    expect(best(title)?.rule.code).toBe(code);
    expect(best(title)?.matched.length).toBeGreaterThan(0);
  });

  it('stays in the category and guesses nothing without a common word', () => {
    expect(best('2024年记账凭证', 'KU')?.rule.code).toBe('KJ-01');
    expect(rankRules(rules, { title: '蝴蝶', categoryCode: 'WS' })).toEqual([]);
    expect(rankRules(rules, { title: '', categoryCode: 'WS' })).toEqual([]);
  });
});

describe('deadlines', () => {
  it('come from the rule of the category, or from the version of the unit', () => {
    expect(dueOn(deadlineFor('WS'), 2025)).toBe('2026-06-30');
    expect(dueOn(deadlineFor('ZY·HY'), 2025)).toBe('2026-03-31');
    expect(dueOn(deadlineFor('KU'), 2025)).toBe('2026-12-31');
    expect(dueOn(deadlineFor('ZP'), 2025)).toBe('2025-12-31');
    const own = [
      { code: 'DOC', yearFrom: 2025, yearsAfter: 1, month: 3, day: 31 },
      { code: 'DOC', yearFrom: 2026, yearsAfter: 1, month: 2, day: 31 },
    ];
    expect([2024, 2025, 2026].map((year) => dueOn('DOC', year, own))).toEqual([
      '2025-06-30',
      '2026-03-31',
      '2027-02-28',
    ]);
  });

  it('tell what is late', () => {
    const line = { expectedCount: 2, accepted: 0, dueOn: '2026-06-30', lastAcceptedOn: null, today: '2026-06-30' };
    expect(standingOf(line)).toBe('waiting');
    expect(standingOf({ ...line, accepted: 1 })).toBe('partly');
    expect(standingOf({ ...line, accepted: 1, today: '2026-07-01' })).toBe('late');
    expect(standingOf({ ...line, accepted: 2, lastAcceptedOn: '2026-06-30', today: '2026-07-01' })).toBe('done');
    expect(standingOf({ ...line, accepted: 2, lastAcceptedOn: '2026-07-01', today: '2026-07-01' })).toBe('lateDone');
  });
});
