import { pinyin } from 'pinyin-pro';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/**
 * First letters of the pinyin of a text, lower case: 清河区水利局 → qhqslj. Letters and digits stay as they are.
 * For names of units, people and organisations typed with the keyboard's letters. At most 64 characters are read.
 * In a file of its own because the dictionary is large: import it on the server, not in browser code.
 */
export function pinyinInitials(text: string): string {
  const characters = Array.from(normaliseForSearch(text)).slice(0, 64).join('');
  if (characters === '') return '';
  const letters = pinyin(characters, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return normaliseForSearch(letters.join(''));
}

/** A character's first letters: one, or several where it is read in several ways. */
const lettersByCharacter = new Map<string, readonly string[]>();
const lettersOf = (character: string): readonly string[] => {
  const known = lettersByCharacter.get(character);
  if (known) return known;
  const read = pinyin(character, { pattern: 'first', toneType: 'none', type: 'array', multiple: true });
  const letters = [...new Set(read.map((letter) => normaliseForSearch(letter)).filter((letter) => letter !== ''))];
  lettersByCharacter.set(character, letters);
  return letters;
};

/** How the characters around it are read decides between several readings. Phrases come back from title to title. */
const lettersByPhrase = new Map<string, string>();
const MOST_PHRASES = 50_000;
const BEFORE = 2;
const AFTER = 3;
const letterInPhrase = (characters: readonly string[], index: number): string => {
  const start = Math.max(0, index - BEFORE);
  const phrase = characters
    .slice(start, index + AFTER)
    .join('')
    .replace(/\d/g, '1');
  const key = `${index - start}${phrase}`;
  const known = lettersByPhrase.get(key);
  if (known !== undefined) return known;
  const read = pinyin(phrase, { pattern: 'first', toneType: 'none', type: 'array' });
  const letter = normaliseForSearch(read[index - start] ?? '');
  if (lettersByPhrase.size >= MOST_PHRASES) lettersByPhrase.clear();
  lettersByPhrase.set(key, letter);
  return letter;
};

/**
 * For each character of a title its first letter, as it is searched: 关于 → g, y. Letters and digits stand for
 * themselves; what is neither is empty. Some 300,000 titles are written in a morning, so what was read is remembered.
 */
export function initialsOfCharacters(characters: readonly string[]): string[] {
  return characters.map((character, index) => {
    if (character < '\u3400') return character;
    const letters = lettersOf(character);
    return letters.length > 1 ? letterInPhrase(characters, index) : (letters[0] ?? '');
  });
}

const LONGEST_TITLE = 200;
/** The initials of a title, one letter a character: what `gylxfx` is looked for in. */
export function titleInitials(title: string): string {
  return initialsOfCharacters(Array.from(normaliseForSearch(title)).slice(0, LONGEST_TITLE)).join('');
}
