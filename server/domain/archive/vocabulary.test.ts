import { describe, expect, test } from 'vitest';
import {
  ARCHIVAL_CATEGORIES,
  BUSINESS_CATEGORIES,
  findArchivalCategory,
  parseArchivalCategory,
  topCategoryCode,
} from '@/server/domain/archive/archival-category';
import {
  archiveItemInput,
  emptyCandidate,
  OPEN_FLAG_CODES,
  openFlag,
  parseOpenFlag,
} from '@/server/domain/archive/archive-item';
import { normaliseDocumentNumber, parseDocumentNumber } from '@/server/domain/archive/document-number';
import { parseRetention, RETENTION_CODES, retentionExpiry, retentionPeriodOf } from '@/server/domain/archive/retention';
import { findSecrecy, findSecrecyInClassification, isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';

describe('categories', () => {
  test('codes are unique and every second level has its parent', () => {
    const all = [...ARCHIVAL_CATEGORIES, ...BUSINESS_CATEGORIES];
    expect(new Set(all.map((category) => category.code)).size).toBe(all.length);
    for (const { code } of all) expect(findArchivalCategory(topCategoryCode(code))).toBeDefined();
  });

  test('a category is read from its code or its name', () => {
    expect(['ws', '文书', '文书档案', 'ＷＳ', 'KJ.JJ', '其他'].map(parseArchivalCategory)).toEqual([
      'WS',
      'WS',
      'WS',
      'WS',
      'KJ·JJ',
      undefined,
    ]);
  });
});

describe('retention', () => {
  test.each([
    ['永久', 'Y'],
    ['Y', 'Y'],
    ['y', 'Y'],
    ['永 久', 'Y'],
    ['30年', 'D30'],
    ['定期30年', 'D30'],
    ['定期（30年）', 'D30'],
    ['Ｄ３０', 'D30'],
    ['三十年', 'D30'],
    ['定期十年', 'D10'],
    ['10', 'D10'],
    ['100年', 'D100'],
    ['长期', 'CQ'],
    ['C', 'CQ'],
    ['002', 'CQ'],
    ['短期', 'DQ'],
    ['D', 'DQ'],
    ['003', 'DQ'],
  ])('%s is %s', (typed, code) => {
    expect(parseRetention(typed)).toBe(code);
  });

  test.each(['', '20年', 'D99', '暂存', 'constructor', '__proto__', '9'.repeat(1000)])('%.20s is unknown', (typed) => {
    expect(parseRetention(typed)).toBeUndefined();
  });

  test("a unit's own map is asked first, and only for known codes", () => {
    expect(parseRetention('甲', { 甲: 'D30' })).toBe('D30');
    expect(parseRetention('甲', { 甲: 'D77' })).toBeUndefined();
  });

  test('old terms have no years and no last day', () => {
    expect(retentionPeriodOf('CQ')).toEqual({ kind: 'long_term' });
    expect(retentionExpiry('DQ', 'formed', '1990-01-01')).toBeNull();
    for (const { code } of RETENTION_CODES) expect(retentionPeriodOf(code)).toBeDefined();
  });

  test('accounts count from the end of the fiscal year', () => {
    expect(retentionExpiry('D30', 'fiscal_year_end', '2023-01-31')).toBe('2053-12-31');
    expect(retentionExpiry('D10', 'formed', '2024-02-29')).toBe('2034-02-28');
    expect(retentionExpiry('Y', 'formed', '2024-02-29')).toBeNull();
  });
});

describe('document numbers', () => {
  test.each([
    ['清水发〔2023〕1号', '清水发〔2023〕1号', []],
    ['清水发[2023]1号', '清水发〔2023〕1号', ['brackets_not_hexagonal']],
    ['清水发（2023）01号', '清水发〔2023〕1号', ['brackets_not_hexagonal', 'leading_zero']],
    ['清水发〔23〕第5号', '清水发〔2023〕5号', ['year_shortened', 'ordinal_prefix']],
    ['清水发〔98〕5', '清水发〔1998〕5号', ['year_shortened', 'number_sign_missing']],
    ['清水发 〔２０２３〕 １ 号', '清水发〔2023〕1号', []],
  ])('%s', (typed, normalised, warnings) => {
    expect(parseDocumentNumber(typed)).toMatchObject({ typed, normalised, styleWarnings: warnings });
  });

  test('other structures are kept without warnings', () => {
    expect(parseDocumentNumber('公告2023年第3号')).toMatchObject({
      normalised: '公告2023年第3号',
      year: 2023,
      sequence: null,
      styleWarnings: [],
    });
    expect(parseDocumentNumber('')).toMatchObject({ normalised: '', year: null });
    expect(normaliseDocumentNumber('〔'.repeat(100_000)).length).toBeLessThan(300);
  });
});

describe('secrecy', () => {
  test.each([
    '机密★10年',
    '关于某事的通知（机密）',
    '绝密★长期',
    '秘密★',
    '机 密 ★ 1 0 年',
    '機密文件清退表',
    '机密级文件登记',
    '关于某事的通知★',
    '秘密文件目录',
    'TOP SECRET plan',
    '绝\u200B密电报',
  ])('%s is refused', (text) => {
    expect(isSecrecyMarked(text)).toBe(true);
  });

  test.each([
    '关于加强保密工作的通知',
    '办公室秘书岗位职责',
    '中华人民共和国保守国家秘密法实施细则',
    '商业秘密保护办法',
    '关于采用秘密投票方式选举的说明',
    '发动机密封件采购合同',
    '计算机密码管理制度',
    '飞机密集架',
    '隔绝密闭试验',
    '五★级酒店接待方案',
    '优秀★★★名单',
    '保密委员会成员名单',
    '内部审计报告',
    '内部控制制度',
    '',
  ])('%s passes', (text) => {
    expect(isSecrecyMarked(text)).toBe(false);
    expect(findSecrecy(text)).toEqual([]);
  });

  test.each(['国家秘密载体管理规定', '内部资料汇编'])('%s is for a person to judge', (text) => {
    expect(findSecrecy(text).map((finding) => finding.severity)).toEqual(['warning']);
  });

  test('a column of classifications accepts only what says there is none', () => {
    for (const text of ['', ' ', '无', '公开', '非密', '-', '－'])
      expect(findSecrecyInClassification(text)).toEqual([]);
    for (const text of ['机密', '秘密★10年', 'M', '密'])
      expect(findSecrecyInClassification(text)[0]?.severity).toBe('error');
    expect(findSecrecyInClassification('内部')[0]?.severity).toBe('warning');
  });

  test('hostile text costs no time', () => {
    const started = performance.now();
    for (const piece of ['密 ', '★', '一★', '国家秘密', '机密封', 'secret ']) findSecrecy(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('archive items', () => {
  const VALID = {
    level: 'piece',
    fondsNumber: 'B028',
    categoryCode: 'WS',
    filingYear: 2023,
    retentionCode: 'Y',
    title: '题名',
  };
  test('a record needs its key fields and accepts no others', () => {
    expect(archiveItemInput.parse(VALID)).toMatchObject({ ...VALID, openFlag: 'unreviewed' });
    expect(archiveItemInput.safeParse({ ...VALID, tenantId: 1 }).success).toBe(false);
    expect(archiveItemInput.safeParse({ ...VALID, retentionCode: 'D77' }).success).toBe(false);
    expect(archiveItemInput.safeParse({ ...VALID, pageCount: 0 }).success).toBe(false);
    expect(archiveItemInput.safeParse({ ...VALID, documentDate: '2023-01-01' }).success).toBe(false);
    expect(Object.values(emptyCandidate()).every((value) => value === null)).toBe(true);
  });

  test('opening marks', () => {
    expect(openFlag.options).toEqual(OPEN_FLAG_CODES);
    expect(['', '开放', '控制', 'OPEN', 'toString'].map(parseOpenFlag)).toEqual([
      'unreviewed',
      'open',
      'controlled',
      'open',
      undefined,
    ]);
  });
});
