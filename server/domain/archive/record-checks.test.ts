import { expect, test } from 'vitest';
import { type ArchiveItemCandidate, emptyCandidate } from '@/server/domain/archive/archive-item';
import { checkRecord } from '@/server/domain/archive/record-checks';

const GOOD: ArchiveItemCandidate = {
  ...emptyCandidate(),
  level: 'piece',
  fondsNumber: 'B028',
  categoryCode: 'WS',
  filingYear: 2023,
  retentionCode: 'Y',
  orgCode: 'BGS',
  itemNumber: 1,
  referenceCode: 'B028-WS·2023-Y-BGS-0001',
  title: '清河区水利局关于调整档案工作领导小组的通知',
  responsibleParty: '清河区水利局',
  documentNumber: '清水发〔2023〕4号',
  documentDate: '20230118',
  pageCount: 3,
};
const CONTEXT = { today: '2024-01-01', template: 'DAT22_2015' } as const;

const check = (change: Partial<ArchiveItemCandidate>, context = {}) =>
  checkRecord({ ...GOOD, ...change }, { ...CONTEXT, ...context }).map(
    ({ code, severity, field, detail }) => `${code} ${severity} ${field} ${detail}`,
  );

test('a good record has no problems', () => {
  expect(check({})).toEqual([]);
});

test.each<[Partial<ArchiveItemCandidate>, string]>([
  [{ referenceCode: 'B028-WS-2023-1' }, 'CODE_FORMAT error referenceCode malformed'],
  [{ referenceCode: 'B028-WS·2023·Y-0001' }, 'CODE_FORMAT error referenceCode other_template:DAT13_ITEM'],
  [{ itemNumber: 2 }, 'CODE_MISMATCH error itemNumber item'],
  [{ orgCode: '办公室' }, 'CODE_MISMATCH warning orgCode org'],
  [{ documentDate: '20220118' }, 'YEAR_DATE warning filingYear year'],
  [{ documentDate: '20230230' }, 'DATE_FORMAT error documentDate impossible'],
  [{ startDate: '20230201', endDate: '20230101' }, 'DATE_FORMAT error endDate before_start'],
  [{ title: '通知' }, 'TITLE_MISSING_ELEMENT warning title subject'],
  [{ title: '关于的报告' }, 'TITLE_MISSING_ELEMENT warning title subject'],
  [
    { title: '关于开展春灌工作的通知', responsibleParty: null },
    'TITLE_MISSING_ELEMENT warning title responsible_party',
  ],
  [{ documentNumber: '清水发[2023]4号' }, 'DOCNO_STYLE warning documentNumber brackets_not_hexagonal'],
  [{ pageCount: 0 }, 'PAGE_ZERO error pageCount zero'],
  [{ pageCount: -3 }, 'PAGE_ZERO error pageCount negative'],
  [{ remarks: '机密★10年' }, 'SECURITY_BLOCK error remarks marking'],
  [{ remarks: '内部资料' }, 'SECURITY_SUSPECT warning remarks internal'],
  [{ remarks: '长'.repeat(1001) }, 'FIELD_TOO_LONG error remarks 1000'],
])('%j', (change, expected) => {
  expect(check(change)).toContain(expected);
});

test('a document is not younger than today', () => {
  expect(check({}, { today: '2023-01-17' })).toEqual(['DATE_FORMAT error documentDate future']);
});

test('plans and summaries may belong to another year', () => {
  expect(check({ title: '清河区水利局2023年工作总结', documentDate: '20231231', filingYear: 2023 })).toEqual([]);
  expect(check({ title: '清河区水利局2023年工作总结', documentDate: '20221230' })).toEqual([]);
});

test('attachments are judged only when their number is known', () => {
  const change = { title: '清河区水利局关于印发附件的通知' };
  expect(check(change)).toEqual([]);
  expect(check(change, { attachmentCount: 0 })).toEqual(['ATTACH_MISSING warning title attachment']);
});

test('without a template every built-in structure is good', () => {
  expect(check({ referenceCode: 'B028-WS·2023·Y-0001' }, { template: null })).toEqual([]);
});
