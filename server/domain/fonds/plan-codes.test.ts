import { describe, expect, test } from 'vitest';
import { convertCode } from '@/server/domain/archive/convert-code';
import { codeSort, type TemplateRef } from '@/server/domain/archive/reference-code';
import { gapsOf } from './code-check.ts';
import type { CodedRecord } from './coded-record.ts';
import { type PlanTarget, planCodes, scopesOf } from './plan-codes.ts';

const record = (code: string, rest: Partial<CodedRecord> = {}): CodedRecord => ({
  id: code,
  parentId: null,
  level: 'piece',
  fondsNumber: 'B028',
  categoryCode: 'WS',
  subcategoryCode: null,
  filingYear: 2023,
  retentionCode: 'Y',
  orgCode: 'BGS',
  itemNumber: null,
  catalogueNumber: null,
  fileNumber: null,
  projectNumber: null,
  documentNumber: null,
  dateSort: '',
  referenceCode: code,
  codeSort: codeSort(code),
  codeTemplate: 'DAT22_2015',
  codeState: 'locked',
  title: '题名',
  ...rest,
});
const ws = (number: number, rest: Partial<CodedRecord> = {}) =>
  record(`B028-WS·2023-Y-BGS-${String(number).padStart(4, '0')}`, rest);
const target = (mode: PlanTarget['mode'], rest: Partial<PlanTarget> = {}): PlanTarget => ({
  mode,
  sortBy: 'code',
  template: null,
  officialNumber: null,
  ...rest,
});
const SCOPE = 'B028-WS·2023-Y-BGS';
const plan = (records: CodedRecord[], asked: PlanTarget, occupied: number[] = []) =>
  planCodes(records, new Map(), asked, new Map([[SCOPE, new Set(occupied)]])).map((row) => [
    row.record.id.slice(-4),
    row.newCode?.slice(-4) ?? row.problem,
  ]);

describe('closing gaps', () => {
  test('provisional records close up in their order, past numbers that others have', () => {
    const provisional = { codeState: 'provisional' as const };
    const rows = [ws(2, provisional), ws(5, provisional), ws(9, provisional)];
    expect(plan(rows, target('gaps'))).toEqual([
      ['0002', '0001'],
      ['0005', '0002'],
      ['0009', '0003'],
    ]);
    expect(plan(rows, target('gaps'), [1, 3]).map(([, to]) => to)).toEqual(['0002', '0004', '0005']);
  });

  test('of locked records only the last ones move, into numbers that nobody had', () => {
    expect(plan([ws(1), ws(4), ws(5), ws(8)], target('gaps'), [2])).toEqual([
      ['0001', '0001'],
      ['0004', '0004'],
      ['0005', '0005'],
      ['0008', '0003'],
    ]);
  });
});

describe('a new order', () => {
  test('of locked records begins after the highest number that was ever given', () => {
    const rows = [ws(1, { dateSort: '20230301' }), ws(2, { dateSort: '20230110' })];
    expect(plan(rows, target('order', { sortBy: 'date' }), [3])).toEqual([
      ['0002', '0004'],
      ['0001', '0005'],
    ]);
  });

  test('that stands already changes nothing, and what has no date comes last', () => {
    const right = [ws(1, { dateSort: '20230110' }), ws(2, { dateSort: '20230301' }), ws(3)];
    expect(plan(right, target('order', { sortBy: 'date' })).every(([from, to]) => from === to)).toBe(true);
    const free = { codeState: 'provisional' as const };
    const rows = [
      ws(1, free),
      ws(2, { ...free, documentNumber: '清水发〔2023〕10号' }),
      ws(3, { ...free, documentNumber: '清水发〔2023〕2号' }),
    ];
    expect(plan(rows, target('order', { sortBy: 'document' }))).toEqual([
      ['0003', '0001'],
      ['0002', '0002'],
      ['0001', '0003'],
    ]);
  });
});

test('a volume takes its pieces along, and a piece without its volume keeps the volume number', () => {
  const volume = record('B028-KU·PZ·2023-002', {
    level: 'volume',
    categoryCode: 'KU',
    subcategoryCode: 'PZ',
    codeTemplate: 'DAT13_ACC',
  });
  const piece = record('B028-KU·PZ·2023-002-001', {
    parentId: volume.id,
    categoryCode: 'KU',
    subcategoryCode: 'PZ',
    codeTemplate: 'DAT13_ACC',
  });
  const official = target('official', { officialNumber: 'C100' });
  expect(planCodes([volume, piece], new Map(), official, new Map()).map((row) => row.newCode)).toEqual([
    'C100-KU·PZ·2023-002',
    'C100-KU·PZ·2023-002-001',
  ]);
  expect([...scopesOf([piece], new Map(), target('gaps')).keys()]).toEqual(['B028-KU·PZ·2023-002']);
  const unreadable = planCodes([{ ...volume, referenceCode: '乱码' }, piece], new Map(), official, new Map());
  expect(unreadable.map((row) => row.problem)).toEqual(['unreadable', 'parent_stays']);
});

test('gaps are parted by their reason', () => {
  expect(gapsOf(new Set([1, 5]), new Set([2, 7]))).toEqual([
    { from: 2, to: 2, reason: 'retired' },
    { from: 3, to: 4, reason: 'never' },
    { from: 6, to: 6, reason: 'never' },
    { from: 7, to: 7, reason: 'retired' },
  ]);
});

describe('a code in another structure', () => {
  const piece = { level: 'piece' as const };
  test.each([
    ['DAT22_2015', 'DAT13_ITEM_ORG', 'Z109-WS·2011-Y-BGS-0001', 'Z109-WS·2011·Y·BGS-0001'],
    ['DAT13_ITEM_ORG', 'DAT22_2015', 'Z109-WS·2011·Y·办公室-001', 'Z109-WS·2011-Y-办公室-0001'],
    ['LEGACY_NUM', 'LEGACY_NUM', '85-3-127-25', '85-3-127-25'],
    ['DAT13_ITEM', 'DAT13_ITEM_SUB', 'Z008-WS·2019·Y-037', 'sub'],
    ['DAT22_2015', 'DAT13_ITEM', 'Z109-WS·2011-Y-BGS-0001', 'org'],
    ['DAT22_2015', 'DAT13_ACC', 'Z109-WS·2011-Y-BGS-0001', 'category'],
    ['LEGACY_NUM', 'LEGACY_4SEG', '85-3-127-25', 'fonds'],
  ] as const)('%s → %s: %s', (from, to, code, expected) => {
    const converted = convertCode(from as TemplateRef, to as TemplateRef, code, piece);
    expect(converted.ok ? converted.text : converted.part).toBe(expected);
  });
});
