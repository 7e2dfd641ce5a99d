import { describe, expect, test } from 'vitest';
import { makeRepeatFinder } from '@/server/features/archive/import/find-repeats';
import { type ImportDefaults, parseRow } from '@/server/features/archive/import/parse-row';
import { findHeader } from '@/server/features/archive/import/workbook-header';

const HEADINGS = ['档号', '题名', '责任者', '文号', '日期', '页数', '保管期限', '件号', '年度', '密级', '备注', '颜色'];
const COLUMNS = findHeader([{ rowNumber: 1, cells: HEADINGS }])?.columns ?? [];
const DEFAULTS: ImportDefaults = {
  fondsNumber: 'B031',
  categoryCode: 'WS',
  level: 'piece',
  template: 'DAT22_2015',
  today: '2025-01-01',
};
const GOOD: Record<string, string> = {
  档号: 'B031-WS·2023-D30-DZB-0012',
  题名: '柳溪镇人民政府关于河道清淤的通知',
  责任者: '柳溪镇人民政府',
  文号: '柳政发〔2023〕12号',
  日期: '2023.5.6',
  页数: '12页',
  保管期限: '30年',
};

const parse = (change: Record<string, string> = {}, defaults: Partial<ImportDefaults> = {}) => {
  const row = { ...GOOD, ...change };
  return parseRow(
    HEADINGS.map((heading) => row[heading] ?? ''),
    COLUMNS,
    { ...DEFAULTS, ...defaults },
  );
};
const codes = (change: Record<string, string>, defaults: Partial<ImportDefaults> = {}) =>
  parse(change, defaults).problems.map(({ code, field, detail }) => `${code} ${field} ${detail}`);

describe('a row', () => {
  test('is read with what its reference code says', () => {
    const { record, problems, mustNotBeStored } = parse();
    expect(problems).toEqual([]);
    expect(mustNotBeStored).toBe(false);
    expect(record).toMatchObject({
      level: 'piece',
      fondsNumber: 'B031',
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'D30',
      orgCode: 'DZB',
      itemNumber: 12,
      documentDate: '20230506',
      pageCount: 12,
      openFlag: 'unreviewed',
      boxNumber: null,
    });
  });

  test('look-alikes in the code are one form', () => {
    expect(parse({ 档号: 'ｂ031－ws•2023—D30–DZB-0012' }).record?.referenceCode).toBe(GOOD.档号);
  });

  test.each<[Record<string, string>, string[]]>([
    [{ 题名: '' }, ['FIELD_MISSING title empty']],
    [{ 题名: ' \u3000\u200B' }, ['FIELD_MISSING title empty']],
    [{ 日期: '' }, ['FIELD_MISSING documentDate empty']],
    [{ 日期: '20230231' }, ['DATE_FORMAT documentDate impossible']],
    [{ 日期: '[]' }, ['DATE_FORMAT documentDate format']],
    [{ 日期: '2019-05-06' }, ['YEAR_DATE filingYear year']],
    [{ 页数: '-3' }, ['PAGE_ZERO pageCount negative']],
    [{ 页数: '0' }, ['PAGE_ZERO pageCount zero']],
    [{ 页数: '十二' }, ['FIELD_INVALID pageCount not_a_number']],
    [{ 页数: '1e9' }, ['FIELD_INVALID pageCount not_a_number']],
    [{ 保管期限: '20年' }, ['RETENTION_UNKNOWN retentionCode unknown']],
    [{ 保管期限: '永久' }, ['CODE_MISMATCH retentionCode retention']],
    [{ 年度: '2022' }, ['CODE_MISMATCH filingYear year', 'YEAR_DATE filingYear year']],
    [{ 年度: '前年' }, ['FIELD_INVALID filingYear not_a_year']],
    [{ 件号: '13' }, ['CODE_MISMATCH itemNumber item']],
    [{ 档号: 'B032-WS·2023-D30-DZB-0012' }, ['FIELD_INVALID fondsNumber other_fonds']],
    [
      { 文号: '柳政发(2023)012号' },
      ['DOCNO_STYLE documentNumber brackets_not_hexagonal', 'DOCNO_STYLE documentNumber leading_zero'],
    ],
    [{ 档号: '', 件号: '' }, ['FIELD_MISSING itemNumber empty']],
  ])('%j', (change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test('may be numbered later if the import says so', () => {
    expect(codes({ 档号: '', 件号: '' }, { allowUnnumbered: true })).toEqual([]);
  });

  test('old retention terms stay what they are', () => {
    expect(parse({ 档号: '', 件号: '1', 保管期限: '长期' }).record?.retentionCode).toBe('CQ');
    expect(parse({ 档号: '', 件号: '1', 保管期限: '甲' }, { retentionMap: { 甲: 'D10' } }).record?.retentionCode).toBe(
      'D10',
    );
  });

  test.each<Record<string, string>>([
    { 密级: '机密' },
    { 备注: '秘密★5年' },
    { 题名: '绝密文件清单' },
    { 颜色: '机密★长期' },
  ])('%j leaves nothing behind', (change) => {
    const parsed = parse(change);
    expect(parsed).toMatchObject({ record: null, mustNotBeStored: true });
    expect(JSON.stringify(parsed)).not.toMatch(/机密|秘密|绝密|★/u);
  });

  test('10,000 rows of rubbish never throw', () => {
    const rubbish = [
      '',
      '=1+1',
      '\u0000',
      '〔',
      '9'.repeat(400),
      '-',
      '2023',
      '★',
      '长'.repeat(2_000),
      '__proto__',
      '\uD800',
      'D30',
      '[20230101]',
      '1.5',
      'NaN',
      '永久',
    ];
    let state = 3;
    for (let round = 0; round < 10_000; round += 1) {
      const cells = HEADINGS.map(() => {
        state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
        return rubbish[Math.floor((state / 4_294_967_296) * rubbish.length)] ?? '';
      });
      const parsed = parseRow(cells.slice(0, round % 13), COLUMNS, {
        ...DEFAULTS,
        template: round % 2 ? null : 'DAT22_2015',
      });
      if (parsed.mustNotBeStored !== (parsed.record === null)) expect.fail(JSON.stringify(cells));
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

test('repeats inside one workbook are found', () => {
  const find = makeRepeatFinder();
  const seen = (change: Record<string, string>, rowNumber: number) => {
    const { record } = parse(change);
    return record ? find(record, rowNumber).map(({ code, detail }) => `${code} ${detail}`) : [];
  };
  expect(seen({}, 2)).toEqual([]);
  expect(seen({}, 3)).toEqual(['CODE_UNIQUE row:2', 'DUP_SUSPECT row:2']);
  expect(seen({ 档号: 'B031-WS·2023-D30-DZB-0013', 文号: '柳政发〔2023〕12 号', 题名: '另一题名的通知' }, 4)).toEqual([
    'DUP_SUSPECT row:2',
  ]);
  expect(seen({ 档号: 'B031-WS·2023-D30-DZB-0014', 文号: '' }, 5)).toEqual(['DUP_SUSPECT row:2']);
  expect(seen({ 档号: 'B031-WS·2023-D30-DZB-0015', 文号: '', 题名: '第三个题名的通知' }, 6)).toEqual([]);
});
