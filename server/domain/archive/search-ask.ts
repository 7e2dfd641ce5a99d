import { type Carrier, categoriesOf } from '@/server/domain/archive/carrier';
import { parseDocumentNumber } from '@/server/domain/archive/document-number';
import { codeSort, normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import {
  type SearchBuilder,
  type SearchCondition,
  type SearchOperator,
  searchFieldKind,
} from '@/server/domain/archive/search-fields';
import { normaliseForSearch, searchQuery } from '@/server/domain/shared/chinese-text';
import { parseArchiveDate } from '@/server/domain/shared/dates';

/**
 * A search as the database is asked it: a tree of conditions. The database's functions turn each node into a condition
 * of their own words; nothing here is SQL. Pure, so that a test can compare it with a full scan.
 */
export type SearchNode =
  | { kind: 'and' | 'or'; of: SearchNode[] }
  | { kind: 'not'; of: SearchNode }
  | { kind: 'text'; field: string; op: 'contains' | 'equals' | 'starts'; word: string; tsquery: string }
  /** A number on a box or a volume: without the zeros before it. */
  | { kind: 'label'; field: string; op: 'contains' | 'equals' | 'starts'; word: string }
  | { kind: 'code'; op: 'sort'; sort: string }
  | { kind: 'code'; op: 'equals'; code: string; sort: string }
  | { kind: 'code'; op: 'starts'; code: string; from: string; below: string }
  | { kind: 'range'; field: string; from: string | null; to: string | null }
  | { kind: 'in'; field: string; values: string[] }
  | { kind: 'topic'; values: string[] }
  | { kind: 'boxed'; value: boolean }
  | { kind: 'empty'; field: string };

/** The choices of the facets. An empty organisation means: none is named. */
export interface SearchFilters {
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  orgCode?: string | undefined;
  topic?: string | undefined;
  openFlag?: string | undefined;
  isBoxed?: boolean | undefined;
  unitTenantId?: number | undefined;
}

export interface SearchAsk {
  filters?: SearchFilters;
  match: SearchNode | null;
  /** What the nearness of a record is measured by. */
  rank: { text: string; code: string; words: string[] } | null;
}

const textNode = (field: string, op: 'contains' | 'equals' | 'starts', word: string): SearchNode => ({
  kind: 'text',
  field,
  op,
  word,
  tsquery: searchQuery(word).tsquery,
});

const BOX_WORD = /^(?:第?(\d{1,6})号?盒|盒号?(\d{1,6}))$/u;
const VOLUME_WORD = /^(?:第?(\d{1,6})号?(?:案?卷|组)|(?:案?卷|组)号?(\d{1,6}))$/u;

/** 012, 第12盒, 12号卷 → 12. */
const labelWord = (typed: string): string =>
  normaliseForSearch(typed)
    .replace(/^第/u, '')
    .replace(/号?(?:盒|案?卷|组)$/u, '')
    .replace(/^0+/u, '')
    .toUpperCase();

/** A word that names a box or a volume as people say it: 第12盒, 盒12, 案卷3. */
const saidLabel = (word: string): SearchNode | null => {
  const box = BOX_WORD.exec(word);
  const volume = box ? null : VOLUME_WORD.exec(word);
  const number = labelWord(box?.[1] ?? box?.[2] ?? volume?.[1] ?? volume?.[2] ?? '');
  if (number === '') return null;
  return { kind: 'label', field: box ? 'boxNumber' : 'fileNumber', op: 'equals', word: number };
};

const LOOKS_LIKE_CODE = /^[A-Z]?\d{1,4}-[^\s]{1,90}$/u;
/** Whether a normalised word may be a reference code, whole or its beginning. */
export const looksLikeCode = (code: string): boolean => LOOKS_LIKE_CODE.test(code);

/** One typed word: as it stands, as a document number in its standard form, as a reference code without its zeros, as a box or volume. */
const wordNode = (typed: string): SearchNode[] => {
  const word = normaliseForSearch(typed);
  if (word === '') return [];
  const forms: SearchNode[] = [textNode('any', 'contains', word)];
  const standard = normaliseForSearch(parseDocumentNumber(typed).normalised);
  if (standard !== word && standard !== '') forms.push(textNode('any', 'contains', standard));
  const code = normaliseReferenceCode(typed);
  if (looksLikeCode(code)) forms.push({ kind: 'code', op: 'sort', sort: codeSort(code) });
  const label = saidLabel(word);
  if (label) forms.push(label);
  return forms.length === 1 ? forms : [{ kind: 'or', of: forms }];
};

const LONGEST = 200;
const MOST_WORDS = 16;
const typedWords = (raw: string): string[] =>
  [
    ...new Set(
      raw
        .slice(0, LONGEST)
        .split(/\s+/u)
        .filter((word) => normaliseForSearch(word) !== ''),
    ),
  ].slice(0, MOST_WORDS);

/** Unknown day or month is 00 in the record: the first of a month begins with it, the first of January with the year. */
const lowerDate = (date8: string): string => {
  if (date8.endsWith('0101')) return `${date8.slice(0, 4)}0000`;
  return date8.endsWith('01') ? `${date8.slice(0, 6)}00` : date8;
};
const upperDate = (date8: string): string => {
  if (date8.endsWith('0000')) return `${date8.slice(0, 4)}1231`;
  return date8.endsWith('00') ? `${date8.slice(0, 6)}31` : date8;
};

/** Kept in eight digits, 00 for what is not known. */
const DATES_AS_WRITTEN: readonly string[] = ['documentDate', 'startDate', 'endDate'];

const NOTHING: SearchNode = { kind: 'in', field: 'level', values: [] };
type Bound = 'from' | 'to';

/** The edge of a range as its column holds it; null when nothing was typed, undefined when it cannot be read. */
const boundOf = (field: string, typed: string | undefined, bound: Bound): string | null | undefined => {
  if (!typed) return null;
  if (searchFieldKind(field) === 'number') return /^\d{1,8}$/.test(typed) ? String(Number(typed)) : undefined;
  const read = parseArchiveDate(typed);
  if (!read.ok) return undefined;
  const { date8 } = read.date;
  if (DATES_AS_WRITTEN.includes(field)) return bound === 'from' ? lowerDate(date8) : upperDate(date8);
  const day = bound === 'from' ? date8.replace(/00$/, '01').replace(/00(\d\d)$/, '01$1') : upperDate(date8);
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  return clampDay(iso);
};

/** 2023-02-31 → 2023-02-28. */
const clampDay = (iso: string): string => {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${iso.slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`;
};

const rangeNode = ({ field, operator, value, upTo }: SearchCondition): SearchNode => {
  const from = operator === 'to' ? null : boundOf(field, value, 'from');
  const end = operator === 'from' ? null : boundOf(field, operator === 'between' ? upTo : value, 'to');
  if (from === undefined || end === undefined || (from === null && end === null)) return NOTHING;
  return { kind: 'range', field, from, to: end };
};

/** Codes in their natural order begin alike up to the last whole segment: that far the index serves a prefix. */
export const codePrefixRange = (code: string): { from: string; below: string } => {
  const from = codeSort(code.replace(/\d+$/, ''));
  return { from, below: `${from}\u{10FFFF}` };
};

const codeNode = (operator: SearchOperator, typed: string): SearchNode => {
  const code = normaliseReferenceCode(typed);
  if (operator === 'contains') return textNode('any', 'contains', normaliseForSearch(typed));
  if (operator === 'equals') return { kind: 'code', op: 'equals', code, sort: codeSort(code) };
  return { kind: 'code', op: 'starts', code, ...codePrefixRange(code) };
};

const textConditionNode = (condition: SearchCondition): SearchNode => {
  const { field, operator } = condition;
  const op = operator === 'equals' || operator === 'starts' ? operator : 'contains';
  if (field === 'any' && op === 'contains') return { kind: 'and', of: typedWords(condition.value).flatMap(wordNode) };
  // 'any' has no beginning: what is asked of a whole record is whether it holds the words.
  const form = (typed: string) => textNode(field, field === 'any' ? 'contains' : op, normaliseForSearch(typed));
  const standard = field === 'documentNumber' ? parseDocumentNumber(condition.value).normalised : condition.value;
  if (normaliseForSearch(standard) === normaliseForSearch(condition.value)) return form(condition.value);
  return { kind: 'or', of: [form(condition.value), form(standard)] };
};

/** ZY·HY: the second level stands in a column of its own. */
const categoryNode = (code: string): SearchNode => {
  const [top = '', sub] = code.split('·');
  const first: SearchNode = { kind: 'in', field: 'categoryCode', values: [top] };
  return sub === undefined
    ? first
    : { kind: 'and', of: [first, { kind: 'in', field: 'subcategoryCode', values: [sub] }] };
};

const labelNode = ({ field, operator, value }: SearchCondition): SearchNode => {
  const word = labelWord(value);
  if (word === '') return NOTHING;
  const op = operator === 'contains' || operator === 'starts' ? operator : 'equals';
  return { kind: 'label', field, op, word };
};

const conditionNode = (condition: SearchCondition): SearchNode => {
  const { field, operator, value } = condition;
  const kind = searchFieldKind(field);
  if (operator === 'isEmpty') return { kind: 'empty', field };
  if (value.trim() === '' && !condition.upTo && !(kind === 'choice' && field === 'orgCode'))
    return { kind: 'and', of: [] };
  switch (kind) {
    case 'text':
      return normaliseForSearch(value) === '' ? NOTHING : textConditionNode(condition);
    case 'label':
      return labelNode(condition);
    case 'code':
      return normaliseForSearch(value) === '' ? NOTHING : codeNode(operator, value);
    case 'number':
    case 'date':
      return rangeNode(condition);
    case 'topic':
      return { kind: 'topic', values: [value] };
    case 'box':
      return { kind: 'boxed', value: value !== 'false' };
    default:
      return field === 'categoryCode' ? categoryNode(value) : { kind: 'in', field, values: [value] };
  }
};

const signed = (condition: SearchCondition): SearchNode => {
  const node = conditionNode(condition);
  return condition.isNot ? { kind: 'not', of: node } : node;
};

const isEmptyNode = (node: SearchNode): boolean => (node.kind === 'and' || node.kind === 'or') && node.of.length === 0;

const builderNodes = (builder: SearchBuilder): SearchNode[] => {
  const groups = builder.groups.map(
    (group): SearchNode => ({
      kind: group.join,
      of: group.conditions.map(signed).filter((node) => !isEmptyNode(node)),
    }),
  );
  const of = [...builder.conditions.map(signed), ...groups].filter((node) => !isEmptyNode(node));
  return of.length === 0 ? [] : [{ kind: builder.join, of }];
};

const carrierNode = (carrier: Carrier): SearchNode => {
  const { isNot, codes } = categoriesOf(carrier);
  const node: SearchNode = { kind: 'in', field: 'categoryCode', values: codes };
  return isNot ? { kind: 'not', of: node } : node;
};

/** The box, the builder and the choices as one question. `match` is null when neither box nor builder says anything. */
export function searchAsk(input: {
  q?: string | undefined;
  builder?: SearchBuilder | undefined;
  carrier?: Carrier | undefined;
  filters?: SearchFilters;
}): SearchAsk {
  const words = typedWords(input.q ?? '');
  const of = [
    ...words.flatMap(wordNode),
    ...(input.builder ? builderNodes(input.builder) : []),
    ...(input.carrier ? [carrierNode(input.carrier)] : []),
  ];
  const normalised = words.map(normaliseForSearch);
  return {
    filters: input.filters ?? {},
    match: of.length === 0 ? null : { kind: 'and', of },
    rank:
      words.length === 0
        ? null
        : { text: normalised.join(''), code: normaliseReferenceCode(words.join('')), words: normalised },
  };
}

/** The words that a record may have been found by, for marking them: of the box and of the builder's texts. */
export function searchedWords(ask: SearchAsk): string[] {
  const words = new Set<string>();
  const walk = (node: SearchNode): void => {
    if (node.kind === 'and' || node.kind === 'or') node.of.forEach(walk);
    else if (node.kind === 'text') words.add(node.word);
    else if (node.kind === 'code' && node.op !== 'sort') words.add(normaliseForSearch(node.code));
  };
  if (ask.match) walk(ask.match);
  return [...words];
}
