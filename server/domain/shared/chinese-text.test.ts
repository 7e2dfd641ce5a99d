import { describe, expect, test } from 'vitest';
import {
  cleanText,
  foldCodeText,
  normaliseForSearch,
  searchQuery,
  searchText,
  searchTokens,
} from '@/server/domain/shared/chinese-text';
import { pinyinInitials } from '@/server/domain/shared/pinyin-initials';

/** Deterministic numbers for the property tests. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const ALPHABET = Array.from(
  '水利局〔〕［］【】（）()[]-－–—―·•‧・.．　 \u200B\u00AD〇○零Ａａ１1İßﬁ①㈠´e\u0301\u1100\u1161𠮷豈凉ﾊﾟ★\t\u0000\uD800',
);

function randomText(random: () => number): string {
  const length = Math.floor(random() * 20);
  return Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '').join('');
}

describe('normalising', () => {
  test('every way to type a document number searches as the same text', () => {
    const forms = [
      '清水发〔2023〕1号',
      '清水发[2023]1号',
      '清水发（２０２３）１号',
      '清水发 【2023】 1 号',
      '清水发\u30002023\u200B1号',
    ];
    expect(new Set(forms.map(normaliseForSearch))).toEqual(new Set(['清水发20231号']));
  });

  test('zeros and compatibility ideographs are one', () => {
    expect(normaliseForSearch('二○二三')).toBe(normaliseForSearch('二〇二三'));
    expect(normaliseForSearch('二零二三')).toBe(normaliseForSearch('二〇二三'));
    expect(normaliseForSearch('\uF979')).toBe('凉');
  });

  test('20,000 random texts normalise to a fixed point', () => {
    const random = makeRandom(7);
    for (let index = 0; index < 20_000; index += 1) {
      const text = randomText(random);
      const folded = foldCodeText(text);
      const searched = normaliseForSearch(text);
      if (foldCodeText(folded) !== folded || normaliseForSearch(searched) !== searched) {
        expect.fail(`not idempotent: ${JSON.stringify(text)}`);
      }
    }
  });

  test('the short way for plain text comes to the same as the long way, for every character', () => {
    // A full-width letter in front sends a text the long way.
    const differing: string[] = [];
    for (let code = 0; code < 0x10000; code += 1) {
      const text = `档${String.fromCharCode(code)}案`;
      if (normaliseForSearch(`Ａ${text}`) !== `a${normaliseForSearch(text)}`) differing.push(code.toString(16));
      if (foldCodeText(`Ａ${text}`) !== `A${foldCodeText(text)}`) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });

  test('code text gets half-width characters, one bracket, one dash and one dot', () => {
    expect(foldCodeText('Ｂ０２８－ＷＳ•２０２３—Ｙ（一）')).toBe('B028-WS·2023-Y〔一〕');
  });

  test('cleaning keeps what was typed but for invisible characters', () => {
    expect(cleanText(' 关于\u200B（一）\r\n的　通知\u0000 ')).toBe('关于（一） 的 通知');
  });

  test('a hostile text of 100 KB takes no time', () => {
    const started = performance.now();
    for (const text of [
      '('.repeat(100_000),
      ' '.repeat(100_000),
      'e\u0301'.repeat(50_000),
      '\u1100\u1161'.repeat(50_000),
    ]) {
      normaliseForSearch(text);
      foldCodeText(text);
      cleanText(text);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('search', () => {
  test('tokens are pairs of neighbours and the last character', () => {
    expect(searchTokens(['水利局', 'A'])).toEqual(['水利', '利局', '局', 'a']);
    expect(searchTokens(['𠮷水'])).toEqual(['𠮷水', '水']);
    expect(searchText(['水利 局', null, '〔1〕'])).toBe('水利局 1');
  });

  test('one character asks for a prefix, more for all pairs', () => {
    expect(searchQuery('水')).toMatchObject({ kind: 'prefix', tokens: ['水'], tsquery: "'水':*" });
    expect(searchQuery('水利局')).toMatchObject({
      kind: 'bigrams',
      tokens: ['水利', '利局'],
      tsquery: "'水利' & '利局'",
    });
    expect(searchQuery('水利　局')).toMatchObject({
      kind: 'bigrams',
      words: ['水利', '局'],
      tsquery: "'水利' & '局':*",
    });
    expect(searchQuery(" '〔〕 ")).toMatchObject({ kind: 'empty', tokens: [], tsquery: '' });
  });

  test('every piece of a text finds the text', () => {
    const title = '清河区水利局关于印发2023年工作要点的通知';
    const tokens = searchTokens([title]);
    const characters = Array.from(normaliseForSearch(title));
    for (let start = 0; start < characters.length; start += 1) {
      for (let end = start + 1; end <= characters.length; end += 1) {
        const query = searchQuery(characters.slice(start, end).join(''));
        const found =
          query.kind === 'prefix'
            ? tokens.some((token) => token.startsWith(query.tokens[0] ?? '?'))
            : query.tokens.every((token) => tokens.includes(token));
        expect(found).toBe(true);
      }
    }
  });

  test('pinyin initials', () => {
    expect(pinyinInitials('清河区水利局')).toBe('qhqslj');
    expect(pinyinInitials('第3中学 A')).toBe('d3zxa');
    expect(pinyinInitials('')).toBe('');
  });
});
