import { expect, it } from 'vitest';
import { FIGURES } from '@/server/domain/figure/figures';
import { chipKey, chipsOf, piecesOf, writeChip } from './chip.ts';
import { chipText } from './chip-text.ts';
import { compareParagraphs } from './compare-text.ts';
import { findOutliers, findUnlikeReleased, findUnusual, IDENTITY_RULES, judgeIdentities } from './identity-checks.ts';
import { nameChips } from './name-chips.ts';
import { draftReport, keepKnownSentences, REPORT_TEMPLATES, templatesFor } from './report-templates.ts';
import { paragraphText } from './report-text.ts';
import { REPORT_TEMPLATE_CODES } from './report-vocabulary.ts';
import { toneMarks } from './tone-rules.ts';

it('reads chips as they are written, and as an input method or Word leaves them', () => {
  const chip = { code: 'S3-60', period: 'last_year', rounding: 'more', withUnit: false } as const;
  expect(writeChip(chip, '馆藏档案卷数')).toBe('{S3-60 馆藏档案卷数·上年·余·不带单位}');
  for (const text of [
    '{S3-60 馆藏档案卷数·上年·余·不带单位}',
    '｛Ｓ３－６０ 旧名·不带单位·余・上年｝',
    '{s3-60·余·上年·不带单位}',
  ])
    expect(piecesOf(`甲${text}乙`)).toEqual([
      { kind: 'text', text: '甲' },
      { kind: 'chip', raw: text, chip },
      { kind: 'text', text: '乙' },
    ]);
  expect(piecesOf('{不是签}').map((piece) => piece.kind)).toEqual(['text']);
  expect(nameChips('{S3-60 旧名·上年}卷')).toBe('{S3-60 馆藏档案卷数·上年}卷');
  expect(chipKey({ code: 'S3-60', period: 'year' })).not.toBe(chipKey(chip));
});

it('rounds down and never invents a remainder', () => {
  const shown = (value: number, code: keyof typeof FIGURES, rounding: 'exact' | 'more' | 'ten_thousand' | 'at_least') =>
    chipText({ rounding, withUnit: true }, FIGURES[code], { value, state: 'computed' });
  expect(shown(1234, 'S0-01', 'exact')).toBe('1234件');
  expect(shown(1234, 'S0-01', 'more')).toBe('1230余件');
  expect(shown(1230, 'S0-01', 'more')).toBe('1230件');
  expect(shown(9, 'S0-01', 'more')).toBe('9件');
  expect(shown(412_508, 'S0-01', 'ten_thousand')).toBe('41万余件');
  expect(shown(8_508, 'S0-01', 'ten_thousand')).toBe('8500余件');
  expect(shown(41.2508, 'S2-19', 'exact')).toBe('41.25万卷（件、册）');
  expect(shown(41.2508, 'S2-19', 'more')).toBe('41万余卷（件、册）');
  expect(shown(0.2345, 'S2-19', 'exact')).toBe('2345卷（件、册）');
  expect(shown(0.2345, 'S2-19', 'more')).toBe('2340余卷（件、册）');
  expect(shown(68.99, 'S2-29', 'at_least')).toBe('68%以上');
  expect(shown(1995, 'S1-06', 'more')).toBe('1995年');
});

it('says 无登记 and 未报送, never 0', () => {
  const amounts = new Map([
    ['S0-01|year', { value: null, state: 'no_entry' as const }],
    ['S2-19|year', { value: null, state: 'not_released' as const }],
    ['S0-02|year', { value: 0, state: 'computed' as const }],
  ]);
  expect(paragraphText('{S0-01}、{S2-19}、{S0-02}、{S9-99}', amounts)).toBe(
    '（无登记）、（未报送）、0卷、（没有这个指标）',
  );
});

it('has five outlines whose figures are named by a code of the list', () => {
  expect(REPORT_TEMPLATE_CODES.map((code) => REPORT_TEMPLATES[code].code)).toEqual([...REPORT_TEMPLATE_CODES]);
  for (const code of REPORT_TEMPLATE_CODES) {
    const { chapters, tenantKinds } = REPORT_TEMPLATES[code];
    const chips = chipsOf(chapters.flatMap((chapter) => chapter.paragraphs));
    expect(chips.length, code).toBeGreaterThan(9);
    for (const chip of chips) expect(chip.code).toMatch(/^S[0-4]-\d\d[A-Z]?$/u);
    for (const kind of tenantKinds) {
      const draft = draftReport(REPORT_TEMPLATES[code], { kind, name: '某局' }, 2025);
      const text = [draft.title, ...draft.chapters.flatMap((one) => [one.heading, ...one.paragraphs])].join('\n');
      expect(text, code).not.toMatch(/\[(?:年|明年|单位)\]/u);
      expect(text).not.toMatch(/[；，、：]$/mu);
      expect(chipsOf([text]).every((chip) => chip.code in FIGURES)).toBe(true);
    }
  }
  expect(templatesFor('vendor')).toEqual([]);
});

it('leaves out sentences whose figures an office has not', () => {
  const known = new Set(['S0-01']);
  expect(keepKnownSentences('归档{S0-01}；接收{S9-01}；整理。', known)).toBe('归档{S0-01}；整理。');
  expect(keepKnownSentences('归档{S0-01}；接收{S9-01}。', known)).toBe('归档{S0-01}。');
  expect(keepKnownSentences('接收{S9-01}。', known)).toBe('');
});

it('marks what an official text should not say, and leaves chips and law alone', () => {
  const rules = (text: string) => toneMarks(text).map((mark) => [mark.rule, mark.text]);
  expect(rules('全年接待读者大概312人次，数字率全国领先，接收XX家。')).toEqual([
    ['vague', '大概'],
    ['typed_number', '312人次'],
    ['wrong_word', '数字率'],
    ['boast', '全国领先'],
    ['blank', 'XX'],
  ]);
  expect(rules('依据《档案法》第十四条，2025年5月6日接收{S0-01 件数}，〔2024〕12号。')).toEqual([]);
  expect(rules('接收{坏签}')).toEqual([
    ['stray_brace', '{'],
    ['stray_brace', '}'],
  ]);
  const [mark] = toneMarks('甲{S0-01}乙差不多');
  expect('甲{S0-01}乙差不多'.slice(mark?.from, mark?.to)).toBe('差不多');
  expect(toneMarks('长'.repeat(200)).map((one) => one.rule)).toEqual(['long_sentence']);
});

it('judges identities, and only those whose figures belong here', () => {
  const amounts = new Map<string, number | null>([
    ['S2-18', 100],
    ['S2-19', 140],
    ['IN', 50],
    ['OUT', 10],
    ['S3-63', 5],
    ['S3-64', 1],
    ['S3-65', 5],
    ['S3-66', null],
  ]);
  expect(judgeIdentities(amounts).map(({ code, outcome, left, right }) => [code, outcome, left, right])).toEqual([
    ['HOLDINGS_BALANCE', 'holds', 140, 140],
    ['STAFF_POSTS', 'differs', 6, 5],
    ['STAFF_SECONDED', 'not_judged', null, null],
  ]);
  expect(judgeIdentities(amounts.set('IN', 49))[0]?.outcome).toBe('differs');
  const of = (said: Record<string, number | null>) =>
    judgeIdentities(new Map(Object.entries(said))).map(({ code, outcome }) => [code, outcome]);
  expect(of({ 'S4-10': 2, 'S4-46': 3, ARCHIVES: 2 })).toEqual([
    ['ARCHIVES_TWO_KINDS', 'holds'],
    ['ARCHIVES_DRILLED', 'differs'],
  ]);
  const rooms = { 'S2-36': 42.5, ROOMS_GAINED: 28 };
  expect(of({ ...rooms, 'S2-37': 70.5 })).toContainEqual(['STACK_AREA_GAINED', 'holds']);
  expect(of({ ...rooms, 'S2-37': 80 })).toContainEqual(['STACK_AREA_GAINED', 'differs']);
  expect(new Set(IDENTITY_RULES.map((rule) => rule.code)).size).toBe(IDENTITY_RULES.length);
});

it('asks about figures that moved by more than half and by more than a few', () => {
  const figure = { code: 'S0-01', name: { zh: '件数', en: 'pieces' } };
  const asked = (now: number | null, before: number | null) => findOutliers([{ ...figure, now, before }]).length;
  expect([asked(151, 100), asked(150, 100), asked(49, 100), asked(9, 1), asked(null, 100), asked(50, 0)]).toEqual([
    1, 0, 1, 0, 0, 0,
  ]);
});

it('asks about what is far from the years before, and about what is not what was released', () => {
  const figure = { code: 'S0-01', name: { zh: '件数', en: 'pieces' } };
  const unusual = (now: number | null, history: number[]) => findUnusual([{ ...figure, now, history }]).length;
  expect([
    unusual(300, [100, 110, 105, 95]),
    unusual(120, [100, 110, 105, 95]),
    unusual(300, [100, 110]),
    unusual(300, [100, 100, 100]),
    unusual(null, [100, 110, 105]),
    unusual(9, [1, 2, 1]),
  ]).toEqual([1, 0, 0, 1, 0, 0]);
  const unlike = (now: number | null, released: number | null | undefined) =>
    findUnlikeReleased([{ ...figure, now, released }]).map(({ left, right }) => [left, right]);
  expect([unlike(7, 5), unlike(5, 5), unlike(5, undefined), unlike(null, 5)]).toEqual([[[7, 5]], [], [], [[null, 5]]]);
});

it('shows by how much administrative records and the two kinds overlap, and asks only where they do not add up', () => {
  const parts = { 'S2-11': 326, 'S2-12': 10, 'S2-15': 326, 'S2-16': 48 };
  const judge = (EITHER_KIND: number) =>
    judgeIdentities(new Map(Object.entries({ ...parts, EITHER_KIND, BOTH_KINDS: 326 }))).find(
      ({ code }) => code === 'TWO_KINDS_OVERLAP',
    );
  expect(judge(384)).toMatchObject({ outcome: 'holds', left: 384, right: 384, less: 326 });
  expect(judge(710)).toMatchObject({ outcome: 'differs', left: 710, right: 384 });
});

it('compares versions by paragraph', () => {
  expect(compareParagraphs(['甲', '乙', '丙'], ['甲', '丁', '丙', '戊'])).toEqual([
    { change: 'same', text: '甲' },
    { change: 'gone', text: '乙' },
    { change: 'new', text: '丁' },
    { change: 'same', text: '丙' },
    { change: 'new', text: '戊' },
  ]);
});
