import { partOfQuad, type Quad, shareOf } from './quads';

/** A place where the word stands: characters `from` to before `to` of a line. */
export interface Hit {
  line: number;
  from: number;
  to: number;
}

interface Folded {
  text: string;
  /** For each character of the folded text, the character of the line that it came from. */
  at: number[];
}

/** One form for full and half width, capital and small; without spaces, which recognition puts where it likes. */
const fold = (text: string): Folded => {
  const folded: Folded = { text: '', at: [] };
  for (const [index, character] of Array.from(text).entries()) {
    const plain = character.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
    folded.text += plain;
    for (let unit = 0; unit < plain.length; unit += 1) folded.at.push(index);
  }
  return folded;
};

/** Every place of the word in the lines of a page. */
export const findInLines = (lines: readonly { text: string }[], word: string): Hit[] => {
  const wanted = fold(word).text;
  if (wanted === '') return [];
  return lines.flatMap(({ text }, line) => {
    const folded = fold(text);
    const hits: Hit[] = [];
    for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + wanted.length)) {
      const last = folded.at[at + wanted.length - 1] ?? 0;
      hits.push({ line, from: folded.at[at] ?? 0, to: last + 1 });
    }
    return hits;
  });
};

interface PlacedLine {
  text: string;
  quad: Quad;
  positions: readonly number[];
}

/** Where a hit stands on the page. */
export const quadOfHit = (lines: readonly PlacedLine[], hit: Hit): Quad | null => {
  const line = lines[hit.line];
  if (!line) return null;
  const [from, to] = shareOf(line.positions, Array.from(line.text).length, hit.from, hit.to);
  return partOfQuad(line.quad, from, to);
};

/** A line cut at its hits, for marking them in the text. */
export const pieces = (text: string, hits: readonly Hit[]): { text: string; isHit: boolean }[] => {
  const characters = Array.from(text);
  const cut: { text: string; isHit: boolean }[] = [];
  let at = 0;
  for (const { from, to } of hits) {
    if (from > at) cut.push({ text: characters.slice(at, from).join(''), isHit: false });
    cut.push({ text: characters.slice(from, to).join(''), isHit: true });
    at = to;
  }
  if (at < characters.length) cut.push({ text: characters.slice(at).join(''), isHit: false });
  return cut;
};
