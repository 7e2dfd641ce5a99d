import { CATEGORY_FIELDS } from '@/server/domain/archive/category-fields';

/** What a finding says, in both languages: the field that it is about and what is the matter with it. */
type CheckLocale = 'zh-CN' | 'en';

const FIELDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  referenceCode: ['档号', 'Reference code'],
  fondsNumber: ['全宗号', 'Fonds number'],
  categoryCode: ['门类', 'Category'],
  filingYear: ['年度', 'Filing year'],
  retentionCode: ['保管期限', 'Retention'],
  orgCode: ['机构（问题）', 'Organisation'],
  itemNumber: ['件号', 'Item number'],
  fileNumber: ['案卷号', 'Volume number'],
  title: ['题名', 'Title'],
  responsibleParty: ['责任者', 'Responsible party'],
  documentNumber: ['文号', 'Document number'],
  documentDate: ['日期', 'Date'],
  startDate: ['起始日期', 'First date'],
  endDate: ['终止日期', 'Last date'],
  pageCount: ['页数', 'Pages'],
  frameCount: ['画幅', 'Frames'],
  remarks: ['备注', 'Remarks'],
  level: ['卷内文件', 'Contents'],
  details: ['门类著录项', 'Fields of the category'],
};

export const describeField = (field: string, locale: CheckLocale): string => {
  if (field.startsWith('details.')) {
    const known = CATEGORY_FIELDS.get(field.slice('details.'.length));
    return known ? (locale === 'en' ? known.en : known.zh) : field;
  }
  return FIELDS[field]?.[locale === 'en' ? 1 : 0] ?? field;
};

const DETAILS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  empty: ['没有填写', 'is empty'],
  malformed: ['不符合任何编号规则', 'follows no template'],
  other_template: ['符合另一种编号规则', 'follows another template'],
  fonds: ['全宗号与档号不同', 'the fonds differs from the code'],
  category: ['门类与档号不同', 'the category differs from the code'],
  year: ['与日期的年份不同', 'differs from the year of the date'],
  retention: ['保管期限与档号不同', 'the retention differs from the code'],
  org: ['机构与档号不同', 'the organisation differs from the code'],
  item: ['件号与档号不同', 'the number differs from the code'],
  volume: ['案卷号与档号不同', 'the volume differs from the code'],
  same_code: ['与另一条的档号相同（只差前导零）', 'the same code as another but for zeros'],
  former_code: ['另一条用过的旧档号，不能再用', 'was the code of another record before'],
  one_missing: ['缺这一号', 'this number is missing'],
  missing: ['缺 {n} 个号', '{n} numbers are missing'],
  format: ['不是八位日期', 'is no date of eight digits'],
  ambiguous: ['有两种读法', 'can be read in two ways'],
  impossible: ['历法上没有这一天', 'is not in the calendar'],
  future: ['晚于今天', 'is after today'],
  after_filing: ['晚于归档日期', 'is after the day of filing'],
  before_start: ['早于起始日期', 'is before the first date'],
  rule: ['与已确认的条目 {n} 不一致', 'differs from the confirmed line {n}'],
  looks_like: ['像条目 {n}，期限不同', 'looks like line {n}, which says another period'],
  subject: ['缺事由', 'lacks the subject'],
  responsible_party: ['缺责任者', 'lacks the responsible party'],
  attachment: ['没有附件文件', 'has no file'],
  brackets_not_hexagonal: ['年份应当用六角括号〔〕', 'the year needs hexagonal brackets'],
  year_shortened: ['年份应当写全四位', 'the year needs four digits'],
  leading_zero: ['序号不编虚位（前导零）', 'the number has a leading zero'],
  ordinal_prefix: ['序号不加“第”', 'the number has an ordinal sign'],
  number_sign_missing: ['序号后缺“号”', 'the number lacks its sign'],
  zero: ['为零', 'is zero'],
  negative: ['为负数', 'is negative'],
  frames_differ: ['与页数不同', 'differ from the pages'],
  same_number: ['同年度另一条的文号相同', 'another record of the year has the same number'],
  same_title: ['同年度另一条的题名、责任者相同', 'another record of the year has the same title and author'],
  pages_differ: ['与卷内各件页数之和不同', 'differs from the sum of the contents'],
  dates_outside: ['不包括卷内文件的日期', 'does not span the dates of the contents'],
  marking: ['有密级标志', 'bears a marking'],
  star: ['有密级标志（★）', 'bears a marking (★)'],
  top_secret: ['有“绝密”字样', 'says “top secret”'],
  secret: ['有“机密”字样', 'says “secret”'],
  confidential: ['有“秘密”字样', 'says “confidential”'],
  english_marking: ['有英文密级字样', 'bears an English marking'],
  state_secret_named: ['提到国家秘密，请核对', 'names state secrets: please look'],
  internal: ['疑似内部资料，请核对', 'may be internal: please look'],
};

const LEVEL_EMPTY = ['卷内没有文件', 'The volume is empty'] as const;

/** A machine word with what stands behind its colon: `missing:3`, `rule:WS-08`, `other_template:DAT13_ITEM`. */
export const describeDetail = (detail: string, locale: CheckLocale, field?: string): string => {
  const [word = '', value = ''] = detail.split(/:(.*)/su);
  const words = field === 'level' && word === 'empty' ? LEVEL_EMPTY : DETAILS[word];
  return (words?.[locale === 'en' ? 1 : 0] ?? detail).replace('{n}', value);
};
