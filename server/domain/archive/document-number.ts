import { foldCodeText } from '@/server/domain/shared/chinese-text';

/** 文号, e.g. 清水发〔2023〕1号: hexagonal brackets, four-digit year, no leading zeros (DA/T 22-2015, column 3). */

export const DOCUMENT_NUMBER_STYLES = [
  'brackets_not_hexagonal',
  'year_shortened',
  'leading_zero',
  'ordinal_prefix',
  'number_sign_missing',
] as const;
export type DocumentNumberStyle = (typeof DOCUMENT_NUMBER_STYLES)[number];

export type DocumentNumber = {
  /** As typed, trimmed. */
  typed: string;
  /** One form for comparing: 〔〕, half-width, no spaces, full year, no 第, no leading zero. */
  normalised: string;
  /** 发文代字, e.g. 清水发; null when the text has another structure. */
  issuer: string | null;
  year: number | null;
  sequence: number | null;
  /** What the typed form does differently from the standard. Empty for texts of another structure. */
  styleWarnings: DocumentNumberStyle[];
};

const STRUCTURE = /^([^〔〕]{0,40})〔(\d{2}|\d{4})年?〕(第?)(\d{1,6})(号?)$/u;
const YEAR_ELSEWHERE = /(?:^|\D)((?:19|20)\d{2})(?:年|〕)/u;
const LONGEST = 200;

function fullYear(text: string): number {
  if (text.length === 4) return Number(text);
  const short = Number(text);
  return short >= 50 ? 1900 + short : 2000 + short;
}

/** Reads a document number. Texts of another structure are kept as they are, without warnings. Never throws. */
export function parseDocumentNumber(raw: string): DocumentNumber {
  const typed = raw.trim().slice(0, LONGEST);
  const folded = foldCodeText(typed);
  const match = STRUCTURE.exec(folded);
  if (!match) {
    const year = YEAR_ELSEWHERE.exec(folded)?.[1];
    return {
      typed,
      normalised: folded,
      issuer: null,
      year: year ? Number(year) : null,
      sequence: null,
      styleWarnings: [],
    };
  }
  const [, issuer = '', yearText = '', ordinal = '', sequenceText = '', sign = ''] = match;
  const year = fullYear(yearText);
  const styleWarnings: DocumentNumberStyle[] = [];
  if (!/〔[^〔〕]*〕/u.test(typed)) styleWarnings.push('brackets_not_hexagonal');
  if (yearText.length === 2) styleWarnings.push('year_shortened');
  if (/^0/.test(sequenceText)) styleWarnings.push('leading_zero');
  if (ordinal !== '') styleWarnings.push('ordinal_prefix');
  if (sign === '') styleWarnings.push('number_sign_missing');
  const sequence = Number(sequenceText);
  return { typed, normalised: `${issuer}〔${year}〕${sequence}号`, issuer, year, sequence, styleWarnings };
}

/** The comparing form only. */
export function normaliseDocumentNumber(raw: string): string {
  return parseDocumentNumber(raw).normalised;
}
