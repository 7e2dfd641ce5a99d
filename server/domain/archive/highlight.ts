import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/**
 * Where the words of a search stand in a text as it is shown. Words are looked for in the normalised text, in which
 * brackets, widths and spaces are gone, and each hit is mapped back to the characters that it was made of.
 */

export type TextRange = [number, number];

interface Mapped {
  /** The normalised text as code points. */
  characters: string[];
  /** For each of them the stretch of the original that it came from. */
  origins: TextRange[];
}

/** A character with the marks that belong to it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** Characters come back from title to title; what each becomes is remembered. */
const FORMS = new Map<string, readonly string[]>();
const MOST_FORMS = 20_000;
const formOf = (cluster: string): readonly string[] => {
  const known = FORMS.get(cluster);
  if (known) return known;
  const form = Array.from(normaliseForSearch(cluster));
  if (FORMS.size >= MOST_FORMS) FORMS.clear();
  FORMS.set(cluster, form);
  return form;
};

const mapText = (text: string): Mapped => {
  const characters: string[] = [];
  const origins: TextRange[] = [];
  for (const match of text.matchAll(CLUSTER)) {
    const start = match.index;
    for (const character of formOf(match[0])) {
      characters.push(character);
      origins.push([start, start + match[0].length]);
    }
  }
  return { characters, origins };
};

const joinRanges = (ranges: TextRange[]): TextRange[] => {
  const joined: TextRange[] = [];
  for (const range of ranges.sort((left, right) => left[0] - right[0] || left[1] - right[1])) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else joined.push([...range]);
  }
  return joined;
};

const findAll = (characters: readonly string[], word: readonly string[]): number[] => {
  const found: number[] = [];
  for (let at = 0; at + word.length <= characters.length; at += 1)
    if (word.every((character, offset) => characters[at + offset] === character)) found.push(at);
  return found;
};

const rangesIn = (found: readonly string[], origins: readonly TextRange[], words: readonly string[]): TextRange[] => {
  const ranges = words.flatMap((word) => {
    const characters = Array.from(word);
    if (characters.length === 0) return [];
    return findAll(found, characters).flatMap((at): TextRange[] => {
      const [first, last] = [origins[at], origins[at + characters.length - 1]];
      return first && last ? [[first[0], last[1]]] : [];
    });
  });
  return joinRanges(ranges);
};

/** The stretches of `text` that hold any of the normalised words; overlapping ones joined, in order. */
export function markWords(text: string, words: readonly string[]): TextRange[] {
  const { characters, origins } = mapText(text);
  return rangesIn(characters, origins, words);
}

/** The same for words typed as pinyin initials; `initialsOf` reads the characters of the normalised text. */
export function markInitials(
  text: string,
  words: readonly string[],
  initialsOf: (characters: readonly string[]) => string[],
): TextRange[] {
  const letters = words.filter((word) => /^[a-z]{2,}$/.test(word));
  if (letters.length === 0) return [];
  const { characters, origins } = mapText(text);
  return rangesIn(initialsOf(characters), origins, letters);
}
