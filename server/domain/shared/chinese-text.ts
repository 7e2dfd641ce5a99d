/**
 * Text as Chinese offices type it, and the one form in which it is compared.
 *
 * The typed form is always kept beside the normalised one; nothing here is meant to replace what a person wrote.
 * All functions are pure, total (no input makes them throw) and linear in the length of the text.
 */

/** Dashes that stand for the hyphen between the parts of a code (U+2010–2015, minus, small and full-width forms). */
const DASHES = /[\u2010-\u2015\u2212\u2E3A\u2E3B\u30FC\uFE58\uFE63\uFF0D\uFF70]/g;
/** Dots that stand for the middle dot U+00B7 between the parts of a series number (DA/T 13-2022). */
const MIDDLE_DOTS = /[\u0387\u16EB\u2022\u2027\u2219\u22C5\u2E31\u2E33\u30FB\uFF65]/g;
const OPENING_BRACKETS = /[([\u3010\u3014\u3016\u3018\uFE5D\u2768\u276A\uFF08\uFF3B]/g;
const CLOSING_BRACKETS = /[)\]\u3011\u3015\u3017\u3019\uFE5E\u2769\u276B\uFF09\uFF3D]/g;
/** Circles typed for the Chinese zero U+3007. */
const CIRCLES_FOR_ZERO = /[\u25CB\u25EF\u2B58\uFFEE]/g;
/** Zero-width characters, bidirectional controls, soft hyphen, byte order mark: never part of a text. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]/gu;

/**
 * A cell or form value without invisible and control characters; white space (U+3000 included) becomes one space.
 * Width and brackets stay as typed.
 */
export function cleanText(raw: string): string {
  return raw.replace(INVISIBLE, '').replace(CONTROLS, '').replace(/\s+/gu, ' ').trim().normalize('NFC');
}

/** Only characters that no step of a folding changes: nearly every code of a catalogue, which is read many times. */
const FOLDED = /^[\u0021-\u0027\u002A-\u005A\u005C\u005E-\u007E\u00B7\u3007\u3014\u3015\u4E00-\u9FFF]*$/;
/** The same for the form of search; 零 (U+96F6) is not in it. */
const SEARCHABLE = /^[0-9a-z\u3007\u4E00-\u96F5\u96F7-\u9FFF]*$/;

/**
 * Applies a step until nothing changes; letters may join or take an accent once what stood between them is gone. Text
 * of characters that the step leaves alone is not asked again.
 */
function untilStable(text: string, step: (text: string) => string, settled: RegExp): string {
  let current = text;
  for (let round = 0; round < 8; round += 1) {
    if (settled.test(current)) return current;
    const next = step(current);
    if (next === current) return current;
    current = next;
  }
  return current;
}

function foldStep(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(CONTROLS, '')
    .replace(MIDDLE_DOTS, '\u00B7')
    .normalize('NFKC')
    .replace(CIRCLES_FOR_ZERO, '\u3007')
    .replace(DASHES, '-')
    .replace(MIDDLE_DOTS, '\u00B7')
    .replace(OPENING_BRACKETS, '〔')
    .replace(CLOSING_BRACKETS, '〕')
    .replace(/\s+/gu, '');
}

/**
 * The common form of code-like text (reference codes, document numbers): half-width, no white space, brackets 〔〕,
 * hyphen U+002D, middle dot U+00B7, zero 〇. A full stop is kept; only reference codes turn it into a middle dot.
 * Idempotent.
 */
export function foldCodeText(raw: string): string {
  return untilStable(raw, foldStep, FOLDED);
}

/** Plain Chinese: ASCII, ideographs and the punctuation of offices, all of which goes; nothing to decompose or to join. */
const PLAIN =
  /^[\u0020-\u007E\u00B7\u2014\u2018\u2019\u201C\u201D\u2026\u3001-\u3003\u3007-\u3011\u3014-\u3017\u4E00-\u9FFF\uFF08\uFF09\uFF0C\uFF1A\uFF1B]*$/;

function searchStep(text: string): string {
  if (PLAIN.test(text)) {
    return text
      .toLowerCase()
      .replace(/[^0-9a-z\u3007\u4E00-\u9FFF]+/g, '')
      .replaceAll('零', '\u3007');
  }
  return text
    .normalize('NFKC')
    .replace(CIRCLES_FOR_ZERO, '\u3007')
    .toLowerCase()
    .replace(NOT_LETTER_OR_DIGIT, '')
    .replace(/零/g, '\u3007');
}

/** The form in which texts are searched: NFKC, lower case, letters and digits only, every zero one zero. Idempotent. */
export function normaliseForSearch(text: string): string {
  return untilStable(text, searchStep, SEARCHABLE);
}

/** The searchable column: each field normalised, empty ones dropped, joined by one space. Recheck with strpos. */
export function searchText(fields: readonly (string | null | undefined)[]): string {
  return fields
    .map((field) => normaliseForSearch(field ?? ''))
    .filter((field) => field !== '')
    .join(' ');
}

function addBigrams(characters: readonly string[], into: Set<string>): void {
  for (let index = 0; index + 1 < characters.length; index += 1) {
    into.add(`${characters[index]}${characters[index + 1]}`);
  }
}

/**
 * Tokens of a record for `array_to_tsvector`: per field all pairs of neighbouring code points, and the last code
 * point alone, so that `X:*` finds every record that contains X. Distinct, letters and digits only.
 */
export function searchTokens(fields: readonly (string | null | undefined)[]): string[] {
  const tokens = new Set<string>();
  for (const field of fields) {
    const characters = Array.from(normaliseForSearch(field ?? ''));
    addBigrams(characters, tokens);
    const last = characters.at(-1);
    if (last !== undefined) tokens.add(last);
  }
  return [...tokens];
}

export type SearchQuery = {
  /** 'empty': nothing to look for; 'prefix': one character only; 'bigrams': all tokens must be present. */
  kind: 'empty' | 'prefix' | 'bigrams';
  /** The query without separators. */
  normalised: string;
  /** Normalised words in the order typed, at most 16; each must be found by `strpos` in the search text. */
  words: string[];
  /** Bigrams of the words; a word of one character is a token of its own, to be matched as a prefix. */
  tokens: string[];
  /** The same as a tsquery literal, e.g. `'水利' & '利局'` or `'水':*`. Safe to pass as a parameter. */
  tsquery: string;
};

const LONGEST_QUERY = 200;

/** What a person typed into the search box as tokens. Words are separated by white space. Only 200 characters count. */
export function searchQuery(raw: string): SearchQuery {
  const words = [
    ...new Set(
      raw
        .slice(0, LONGEST_QUERY)
        .split(/\s+/u)
        .map(normaliseForSearch)
        .filter((word) => word !== ''),
    ),
  ].slice(0, 16);
  const tokens = new Set<string>();
  const terms = new Set<string>();
  for (const word of words) {
    const characters = Array.from(word);
    const pairs = new Set<string>();
    addBigrams(characters, pairs);
    for (const pair of pairs) {
      tokens.add(pair);
      terms.add(`'${pair}'`);
    }
    if (pairs.size === 0) {
      tokens.add(word);
      terms.add(`'${word}':*`);
    }
  }
  const isPrefix = words.length === 1 && Array.from(words[0] ?? '').length === 1;
  return {
    kind: words.length === 0 ? 'empty' : isPrefix ? 'prefix' : 'bigrams',
    normalised: words.join(''),
    words,
    tokens: [...tokens],
    tsquery: [...terms].join(' & '),
  };
}
