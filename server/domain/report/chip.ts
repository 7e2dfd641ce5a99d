/*
 * 数字签. A figure inside the text, written as it is read: {S3-60 馆藏档案卷数·上年·余}. The code says which figure, the
 * words after the first dot which period and how it is rounded; the name is for the reader and means nothing. Plain
 * text on purpose: it survives paste, undo, an input method and Word.
 */
export const CHIP_PERIODS = ['year', 'last_year', 'since_last_year'] as const;
export type ChipPeriod = (typeof CHIP_PERIODS)[number];
export const CHIP_ROUNDINGS = ['exact', 'more', 'ten_thousand', 'at_least'] as const;
export type ChipRounding = (typeof CHIP_ROUNDINGS)[number];

export interface Chip {
  code: string;
  period: ChipPeriod;
  rounding: ChipRounding;
  withUnit: boolean;
}
export type Piece = { kind: 'text'; text: string } | { kind: 'chip'; raw: string; chip: Chip };

const PERIOD_WORDS: Readonly<Record<Exclude<ChipPeriod, 'year'>, string>> = {
  last_year: '上年',
  since_last_year: '上年以来',
};
const ROUNDING_WORDS: Readonly<Record<Exclude<ChipRounding, 'exact'>, string>> = {
  more: '余',
  ten_thousand: '万余',
  at_least: '以上',
};
const NO_UNIT = '不带单位';

const TOKEN =
  /[{｛]\s*([A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9Ａ-Ｚａ-ｚ０-９\-－–]{1,11})(?![A-Za-z0-9])([^{}｛｝]{0,120})[}｝]/gu;

const keyOfWord = <Key extends string>(words: Readonly<Record<Key, string>>, parts: readonly string[]) =>
  (Object.keys(words) as Key[]).find((key) => parts.includes(words[key]));

const readChip = (code: string, rest: string): Chip => {
  const parts = rest
    .split(/[·・•]/u)
    .slice(1)
    .map((part) => part.trim());
  return {
    code: code.normalize('NFKC').replace('–', '-').toUpperCase(),
    period: keyOfWord(PERIOD_WORDS, parts) ?? 'year',
    rounding: keyOfWord(ROUNDING_WORDS, parts) ?? 'exact',
    withUnit: !parts.includes(NO_UNIT),
  };
};

/** Text and figures in their order. What is no figure between braces stays text. */
export const piecesOf = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'chip', raw: match[0], chip: readChip(match[1] ?? '', match[2] ?? '') });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
};

export const chipsOf = (texts: readonly string[]): Chip[] =>
  texts.flatMap((text) => piecesOf(text).flatMap((piece) => (piece.kind === 'chip' ? [piece.chip] : [])));

/** Two chips that show the same number of the same days have the same key, however they are rounded. */
export const chipKey = (chip: Pick<Chip, 'code' | 'period'>): string => `${chip.code}|${chip.period}`;

/** How a chip is written into the text. */
export const writeChip = (chip: Chip, name = ''): string => {
  const words = [
    chip.period === 'year' ? '' : PERIOD_WORDS[chip.period],
    chip.rounding === 'exact' ? '' : ROUNDING_WORDS[chip.rounding],
    chip.withUnit ? '' : NO_UNIT,
  ].filter(Boolean);
  const label = name.replace(/[{}｛｝·・•]/gu, '');
  return `{${chip.code}${label ? ` ${label}` : ''}${words.map((word) => `·${word}`).join('')}}`;
};
