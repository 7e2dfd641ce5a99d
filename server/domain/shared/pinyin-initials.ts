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
