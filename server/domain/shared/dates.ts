import { foldCodeText } from '@/server/domain/shared/chinese-text';

/**
 * Dates of documents as archivists write them (DA/T 18-2022 date element, DA/T 22-2015 catalogue column 6).
 * The stored form is eight digits; an unknown month or day is 00. An inferred (考证) date stands in brackets.
 */

export type DatePrecision = 'day' | 'month' | 'year';

export type ArchiveDate = {
  /** Eight digits without brackets: 20230506, 20230500, 20230000. Sorts as text. */
  date8: string;
  /** 'YYYY-MM-DD' when the day is known, else null. */
  iso: string | null;
  /** Whether the date was inferred (written in brackets). */
  inferred: boolean;
  precision: DatePrecision;
};

/** DATE_MISSING: empty. DATE_FORMAT: not a date. DATE_AMBIGUOUS: two readings. DATE_IMPOSSIBLE: not in the calendar. */
export const DATE_PROBLEM_CODES = ['DATE_MISSING', 'DATE_FORMAT', 'DATE_AMBIGUOUS', 'DATE_IMPOSSIBLE'] as const;
export type DateProblemCode = (typeof DATE_PROBLEM_CODES)[number];
export type DateResult = { ok: true; date: ArchiveDate } | { ok: false; code: DateProblemCode };

const EARLIEST_YEAR = 1000;
const LATEST_YEAR = 2100;
const LONGEST_DATE = 40;
/** Spreadsheet serial numbers that are read as dates: 1927 to 2100. */
const EARLIEST_SERIAL = 10_000;
const LATEST_SERIAL = 73_415;
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);

const CHINESE_DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

const CHINESE_TENS: Readonly<Record<string, string>> = { 十: '十', 廿: '二十', 卅: '三十' };

/** 二十一 → 21, 十 → 10, 〇五 → 05; undefined when it is not a Chinese number. */
function chineseToDigits(text: string): string | undefined {
  if (/^[0-9]+$/.test(text)) return text;
  const tens = Array.from(text, (character) => CHINESE_TENS[character] ?? character).join('');
  const match = /^([一二三])?十([一二三四五六七八九])?$/.exec(tens);
  if (match) return `${CHINESE_DIGITS[match[1] ?? '一']}${CHINESE_DIGITS[match[2] ?? '零']}`;
  const digits = Array.from(text, (character) => CHINESE_DIGITS[character]);
  return digits.includes(undefined) ? undefined : digits.join('');
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function fromParts(yearText: string, monthText: string, dayText: string, inferred: boolean): DateResult {
  const year = Number(yearText);
  const month = Number(monthText || '0');
  const day = Number(dayText || '0');
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month > 12) return { ok: false, code: 'DATE_IMPOSSIBLE' };
  if (day > 0 && (month === 0 || day > daysInMonth(year, month))) return { ok: false, code: 'DATE_IMPOSSIBLE' };
  const mm = String(month).padStart(2, '0');
  const dd = String(day).padStart(2, '0');
  return {
    ok: true,
    date: {
      date8: `${year}${mm}${dd}`,
      iso: day > 0 ? `${year}-${mm}-${dd}` : null,
      inferred,
      precision: day > 0 ? 'day' : month > 0 ? 'month' : 'year',
    },
  };
}

function fromExcelSerial(serial: number, inferred: boolean): DateResult {
  const iso = new Date(EXCEL_EPOCH_MS + serial * 86_400_000).toISOString();
  return fromParts(iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), inferred);
}

function parseDigits(text: string, inferred: boolean): DateResult {
  if (text.length === 8) return fromParts(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8), inferred);
  if (text.length === 6) return fromParts(text.slice(0, 4), text.slice(4, 6), '', inferred);
  if (text.length === 4) return fromParts(text, '', '', inferred);
  if (text.length !== 5) return { ok: false, code: 'DATE_FORMAT' };
  // Five digits: a spreadsheet's serial number, unless it may as well be a year and a month (20231).
  if (/^(19|20)/.test(text)) return { ok: false, code: 'DATE_AMBIGUOUS' };
  const serial = Number(text);
  return serial < EARLIEST_SERIAL || serial > LATEST_SERIAL
    ? { ok: false, code: 'DATE_FORMAT' }
    : fromExcelSerial(serial, inferred);
}

const NUMERAL = '[0-9〇零一二三四五六七八九十廿卅元]';
const WITH_UNITS = new RegExp(
  `^([0-9〇零一二三四五六七八九]{4})年(?:(${NUMERAL}{1,3})月(?:(${NUMERAL}{1,3})[日号]?)?)?$`,
  'u',
);
const WITH_SEPARATORS = /^(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?$/;

/** Takes 〔…〕 and a question mark off: both say that the date was inferred. */
function stripInference(folded: string): { text: string; inferred: boolean } {
  const text = folded.replace(/[〔〕?]/g, '');
  return { text, inferred: text !== folded };
}

/**
 * Reads a date: 20230506, 2023.5.6, 2023/5/6, 2023-05-06, 2023年5月6日, 二〇二三年五月六日, 202305, 2023年5月, 2023,
 * a spreadsheet serial number (45052) and any of these in brackets. A time of day after the date is ignored.
 * Years 1000–2100. Two-digit years are refused. Never throws.
 */
export function parseArchiveDate(raw: string | number | null | undefined): DateResult {
  const typed = String(raw ?? '').trim();
  if (typed === '') return { ok: false, code: 'DATE_MISSING' };
  if (typed.length > LONGEST_DATE) return { ok: false, code: 'DATE_FORMAT' };
  const withoutTime = typed.replace(/[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z?$/u, '');
  const folded = foldCodeText(withoutTime)
    .replace(/\u00B7/g, '.')
    .replace(/^(\d{5,8})\.0$/, '$1');
  const { text, inferred } = stripInference(folded);
  if (text === '') return { ok: false, code: 'DATE_MISSING' };
  if (/^\d+$/.test(text)) return parseDigits(text, inferred);
  const separated = WITH_SEPARATORS.exec(text);
  if (separated) return fromNamed(separated[1], separated[3], separated[4], inferred);
  const named = WITH_UNITS.exec(text);
  if (named) return fromNamed(named[1], named[2], named[3], inferred);
  return { ok: false, code: 'DATE_FORMAT' };
}

/** A month or day that is written out must not be zero. */
function fromNamed(year = '', month = '', day = '', inferred = false): DateResult {
  const yearDigits = chineseToDigits(year);
  const monthDigits = month === '元' ? '1' : month === '' ? '' : chineseToDigits(month);
  const dayDigits = day === '' ? '' : chineseToDigits(day);
  if (yearDigits === undefined || monthDigits === undefined || dayDigits === undefined) {
    return { ok: false, code: 'DATE_FORMAT' };
  }
  if ((month !== '' && Number(monthDigits) === 0) || (day !== '' && Number(dayDigits) === 0)) {
    return { ok: false, code: 'DATE_IMPOSSIBLE' };
  }
  return fromParts(yearDigits, monthDigits, dayDigits, inferred);
}

/** The catalogue form: eight digits, in [] when inferred (DA/T 22-2015, catalogue column 6). */
export function formatDate8(date: Pick<ArchiveDate, 'date8' | 'inferred'>): string {
  return date.inferred ? `[${date.date8}]` : date.date8;
}

/** What a person typed as it is stored; what cannot be read stays as typed and is refused where it is sent. */
export function asDate8(typed: string): string {
  const result = parseArchiveDate(typed);
  return result.ok ? formatDate8(result.date) : typed.trim();
}

/** 'YYYY-MM-DD' → '20230506'. */
export function date8FromIso(iso: string): string {
  return iso.slice(0, 10).replace(/-/g, '');
}

/** The day of an instant in Shanghai: an instant itself is written in UTC, where the day begins eight hours later. */
export function shanghaiDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}
