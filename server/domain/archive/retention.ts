import { foldCodeText } from '@/server/domain/shared/chinese-text';
import { parseArchiveDate } from '@/server/domain/shared/dates';

/** 保管期限 (DA/T 22-2015; older codes from the rules of 1987 and from special regulations). */

export type RetentionPeriod =
  | { kind: 'permanent' }
  | { kind: 'fixed_term'; years: number }
  /** 长期 and 短期 of 1987: kept as they are, changed only by a new appraisal. */
  | { kind: 'long_term' }
  | { kind: 'short_term' };

export type RetentionCodeEntry = { code: string; zh: string; en: string; years: number | null; isLegacy: boolean };

/** `years` of the legacy codes is the upper limit of the range, for sorting only; never a date to count from. */
export const RETENTION_CODES = [
  { code: 'Y', zh: '永久', en: 'permanent', years: null, isLegacy: false },
  { code: 'D30', zh: '定期30年', en: 'fixed term 30 years', years: 30, isLegacy: false },
  { code: 'D10', zh: '定期10年', en: 'fixed term 10 years', years: 10, isLegacy: false },
  { code: 'D100', zh: '100年', en: '100 years', years: 100, isLegacy: false },
  { code: 'D5', zh: '5年（固定资产报废清理后）', en: '5 years after disposal', years: 5, isLegacy: false },
  { code: 'D15', zh: '15年（旧会计档案）', en: '15 years (legacy)', years: 15, isLegacy: true },
  { code: 'D25', zh: '25年（旧会计档案）', en: '25 years (legacy)', years: 25, isLegacy: true },
  { code: 'D3', zh: '3年（旧会计档案）', en: '3 years (legacy)', years: 3, isLegacy: true },
  { code: 'CQ', zh: '长期（旧规定）', en: 'long term (legacy)', years: 50, isLegacy: true },
  { code: 'DQ', zh: '短期（旧规定）', en: 'short term (legacy)', years: 15, isLegacy: true },
] as const satisfies readonly RetentionCodeEntry[];

export type RetentionCode = (typeof RETENTION_CODES)[number]['code'];
export const RETENTION_CODE_VALUES = RETENTION_CODES.map((entry) => entry.code);

const BY_CODE = new Map<string, RetentionCodeEntry & { code: RetentionCode }>(
  RETENTION_CODES.map((entry) => [entry.code, entry]),
);

export function isRetentionCode(text: string): text is RetentionCode {
  return BY_CODE.has(text);
}

/** Words and codes of old data bases that cannot be read by rule. A unit may add its own to the import defaults. */
export const LEGACY_RETENTION_MAP: Readonly<Record<string, RetentionCode>> = {
  永久: 'Y',
  永: 'Y',
  永久保存: 'Y',
  '001': 'Y',
  长期: 'CQ',
  长: 'CQ',
  C: 'CQ',
  '002': 'CQ',
  短期: 'DQ',
  短: 'DQ',
  D: 'DQ',
  '003': 'DQ',
};

const CHINESE_YEARS: Readonly<Record<string, string>> = {
  一百: '100',
  百: '100',
  三十: '30',
  二十五: '25',
  十五: '15',
  十: '10',
  五: '5',
  三: '3',
};

/**
 * Reads 永久, Y, 30年, 定期30年, D30, 三十年, 30, 长期, 短期 … `localMap` (typed form → code) is asked first.
 * 长期 gives CQ and 短期 DQ: they are never turned into years. undefined when unknown. Never throws.
 */
export function parseRetention(
  raw: string,
  localMap: Readonly<Record<string, string>> = {},
): RetentionCode | undefined {
  const text = foldCodeText(raw).toUpperCase();
  const local = Object.hasOwn(localMap, raw.trim()) ? localMap[raw.trim()] : undefined;
  if (local !== undefined && isRetentionCode(local)) return local;
  if (isRetentionCode(text)) return text;
  if (Object.hasOwn(LEGACY_RETENTION_MAP, text)) return LEGACY_RETENTION_MAP[text];
  const match = /^(?:定期|D)?〔?(\d{1,3}|[一二三五十百]{1,3})年?〕?年?$/u.exec(text);
  if (!match) return undefined;
  const number = match[1] ?? '';
  const years = /^\d/.test(number) ? number : CHINESE_YEARS[number];
  const code = `D${years}`;
  return isRetentionCode(code) ? code : undefined;
}

/** The period a code stands for. */
export function retentionPeriodOf(code: RetentionCode): RetentionPeriod {
  if (code === 'Y') return { kind: 'permanent' };
  if (code === 'CQ') return { kind: 'long_term' };
  if (code === 'DQ') return { kind: 'short_term' };
  return { kind: 'fixed_term', years: Number(code.slice(1)) };
}

/** 起算基准: what the years are counted from. */
export const RETENTION_BASES = [
  'formed',
  'fiscal_year_end',
  'project_accepted',
  'asset_scrapped',
  'case_closed',
  'person_deceased',
] as const;
export type RetentionBasis = (typeof RETENTION_BASES)[number];

/**
 * Last day of the period, 'YYYY-MM-DD'. `basisDate` is the day of the basis; accounts count from the end of the fiscal
 * year, so for 'fiscal_year_end' any day of that year will do. null: permanent, or a legacy term that has no date.
 */
export function retentionExpiry(code: RetentionCode, basis: RetentionBasis, basisDate: string): string | null {
  const period = retentionPeriodOf(code);
  if (period.kind !== 'fixed_term') return null;
  const from = basis === 'fiscal_year_end' ? `${basisDate.slice(0, 4)}-12-31` : basisDate;
  const year = Number(from.slice(0, 4)) + period.years;
  const monthDay = from.slice(5, 10);
  const isLeap = new Date(Date.UTC(year, 2, 0)).getUTCDate() === 29;
  return `${year}-${monthDay === '02-29' && !isLeap ? '02-28' : monthDay}`;
}

interface Dated {
  documentDate: string | null;
  /** Last day of a 卷, which has no day of its own. */
  endDate?: string | null;
  filingYear: number;
}

const exactDay = (text: string | null | undefined): string | null => {
  const date = text ? parseArchiveDate(text) : null;
  return date?.ok ? date.date.iso : null;
};

/**
 * The day the years are counted from: what was given, the document's own day, the last day of a volume, or the end of
 * the year. null: the basis waits for its event.
 */
export function retentionBasisDay(record: Dated, basis: RetentionBasis, given: string | null = null): string | null {
  if (given) return given;
  if (basis === 'fiscal_year_end') return `${record.filingYear}-12-31`;
  if (basis !== 'formed') return null;
  const day = record.documentDate ? exactDay(record.documentDate) : exactDay(record.endDate);
  return day ?? `${record.filingYear}-12-31`;
}

/**
 * What a record counts from before a person has confirmed a line of the schedule: accounts from the end of their year
 * (财政部令79号), the five years of 固定资产卡片 from the asset's end, everything else from its own day.
 */
export function usualBasis(categoryCode: string, retentionCode: string): RetentionBasis {
  if (retentionCode === 'D5') return 'asset_scrapped';
  return categoryCode.split('·')[0] === 'KU' ? 'fiscal_year_end' : 'formed';
}

export interface CountedRetention {
  retentionBasis: RetentionBasis;
  retentionBasisDate: string | null;
  expiresOn: string | null;
}

/** Basis, its day and the last day of the period: the one way in which every record gets them. */
export function countRetention(
  record: Dated & { categoryCode: string; retentionCode: string },
  confirmed: { basis?: RetentionBasis; day?: string | null } = {},
): CountedRetention {
  const retentionBasis = confirmed.basis ?? usualBasis(record.categoryCode, record.retentionCode);
  const retentionBasisDate = retentionBasisDay(record, retentionBasis, confirmed.day);
  const expiresOn =
    retentionBasisDate && isRetentionCode(record.retentionCode)
      ? retentionExpiry(record.retentionCode, retentionBasis, retentionBasisDate)
      : null;
  return { retentionBasis, retentionBasisDate, expiresOn };
}

interface Retained extends Dated {
  retentionCode: string;
  retentionBasis: string;
  retentionBasisDate: string | null;
}

/**
 * What corrected dates do to a retention that was counted from the old ones. null: nothing, because the retention
 * counts from something else, or from a day that a person gave.
 */
export function recountedRetention(
  record: Retained,
  corrected: Pick<Dated, 'documentDate' | 'endDate'>,
): { retentionBasisDate: string; expiresOn: string | null } | null {
  const basis = RETENTION_BASES.find((one) => one === record.retentionBasis);
  if (basis === undefined || record.retentionBasisDate === null) return null;
  if (retentionBasisDay(record, basis) !== record.retentionBasisDate) return null;
  const day = retentionBasisDay({ ...corrected, filingYear: record.filingYear }, basis);
  if (day === null || day === record.retentionBasisDate || !isRetentionCode(record.retentionCode)) return null;
  return { retentionBasisDate: day, expiresOn: retentionExpiry(record.retentionCode, basis, day) };
}

/** 长期 and 短期 of 1987 are turned into years by a new appraisal, never by a correction. */
export function needsAppraisal(from: string, to: string): boolean {
  const isOldTerm = (code: string) => code === 'CQ' || code === 'DQ';
  return isOldTerm(from) && !isOldTerm(to);
}
