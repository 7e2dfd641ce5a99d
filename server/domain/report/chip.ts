import type { FigureParam } from '@/server/domain/figure/figure-params';

/*
 * 数字签. A figure inside the text, written as it is read: {S3-60 馆藏档案卷数·上年·保管期限=永久·余}. The code says which
 * figure, the words after the first dot which days, to what it is narrowed and how it is rounded; the name is for the
 * reader and means nothing. Plain text on purpose: it survives paste, undo, an input method and Word.
 */
export const CHIP_PERIODS = ['year', 'last_year', 'since_last_year', 'between'] as const;
export type ChipPeriod = (typeof CHIP_PERIODS)[number];
export const CHIP_ROUNDINGS = ['exact', 'more', 'ten_thousand', 'at_least'] as const;
export type ChipRounding = (typeof CHIP_ROUNDINGS)[number];

/** Which number: a figure, of which days, narrowed to what. */
export interface ChipQuestion {
  code: string;
  period: ChipPeriod;
  /** Of the period `between`: the first and the last day. */
  days?: { from: string; to: string };
  params?: readonly FigureParam[];
}
export interface Chip extends ChipQuestion {
  rounding: ChipRounding;
  withUnit: boolean;
}
export type Piece = { kind: 'text'; text: string } | { kind: 'chip'; raw: string; chip: Chip };

const PERIOD_WORDS: Readonly<Record<'last_year' | 'since_last_year', string>> = {
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
  /[{｛]\s*([A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9Ａ-Ｚａ-ｚ０-９\-－–]{1,11})(?![A-Za-z0-9])([^{}｛｝]{0,300})[}｝]/gu;

const keyOfWord = <Key extends string>(words: Readonly<Record<Key, string>>, parts: readonly string[]) =>
  (Object.keys(words) as Key[]).find((key) => parts.includes(words[key]));

const DAYS = /^(\d{4}-\d{2}-\d{2})至(\d{4}-\d{2}-\d{2})$/u;
const PARAM = /^([^=]{1,30})=(.{1,60})$/u;

const readDays = (parts: readonly string[]): { from: string; to: string } | null => {
  for (const part of parts) {
    const [, from, to] = DAYS.exec(part.normalize('NFKC').replace(/\s/gu, '')) ?? [];
    if (from !== undefined && to !== undefined) return { from, to };
  }
  return null;
};

const readParams = (parts: readonly string[]): FigureParam[] =>
  parts.flatMap((part) => {
    const [, field, value] = PARAM.exec(part.normalize('NFKC')) ?? [];
    return field === undefined || value === undefined ? [] : [{ field: field.trim(), value: value.trim() }];
  });

const readChip = (code: string, rest: string): Chip => {
  const parts = rest
    .split(/[·・•]/u)
    .slice(1)
    .map((part) => part.trim());
  const days = readDays(parts);
  const params = readParams(parts);
  return {
    code: code.normalize('NFKC').replace('–', '-').toUpperCase(),
    period: days ? 'between' : (keyOfWord(PERIOD_WORDS, parts) ?? 'year'),
    ...(days ? { days } : {}),
    ...(params.length > 0 ? { params } : {}),
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
export const chipKey = ({ code, period, days, params = [] }: ChipQuestion): string =>
  [
    code,
    period,
    ...(days ? [`${days.from}..${days.to}`] : []),
    ...params.map(({ field, value }) => `${field}=${value}`).sort(),
  ].join('|');

/** A day that the calendar has. */
const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
};
/** Whether the days of a chip can be counted: first before last, both in the calendar. */
export const hasRealDays = ({ days }: ChipQuestion): boolean =>
  days === undefined || (isDay(days.from) && isDay(days.to) && days.from <= days.to);

/** To what a figure is narrowed, in words: 保管期限=永久、全宗号=J001; nothing when it is not. */
export const paramsText = (params: readonly FigureParam[] = []): string =>
  params.map(({ field, value }) => `${field}=${value}`).join('、');

/** The name that stands in a chip: for figures whose name is not known where it is shown. */
export const labelInChip = (raw: string): string => /^[{｛]\s*\S+\s+([^·・•{}｛｝]+)/u.exec(raw)?.[1]?.trim() ?? '';

/** How a chip is written into the text. */
export const writeChip = (chip: Chip, name = ''): string => {
  const { period, days, params = [] } = chip;
  const words = [
    days
      ? `${days.from}至${days.to}`
      : period === 'last_year' || period === 'since_last_year'
        ? PERIOD_WORDS[period]
        : '',
    ...params.map(({ field, value }) => `${field}=${value}`),
    chip.rounding === 'exact' ? '' : ROUNDING_WORDS[chip.rounding],
    chip.withUnit ? '' : NO_UNIT,
  ].filter(Boolean);
  const label = name.replace(/[{}｛｝·・•]/gu, '');
  return `{${chip.code}${label ? ` ${label}` : ''}${words.map((word) => `·${word}`).join('')}}`;
};
