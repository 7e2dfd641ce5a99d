/**
 * 随机抽取 of some keys, as `stratified-draw.ts` uses it. `server/cli/verify-draw.mjs` holds the same steps without any
 * code of ours, so a change here is a change of the published method.
 *
 * 1. The seed is the SHA-256 of the seed text, in hex.
 * 2. Numbers come from HMAC-SHA256(seed, `<label>:<counter>`): the first 48 bits, rejected above the largest
 *    multiple of the range, so that no key is favoured.
 * 3. Fisher–Yates from the end over the keys in the order of their code units; the first n are drawn.
 */

/** Hashes come from outside, so that this file runs in a browser as well. Both answer lower-case hex. */
export interface DrawHashes {
  sha256(text: string): string;
  hmacSha256(key: string, text: string): string;
}

const RANGE = 2 ** 48;
const HEX_DIGITS_OF_48_BITS = 12;

export const sortPool = (keys: readonly string[]): string[] => [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));

/** The seed text of a sample of records: what was drawn for, from what, and when. */
export const seedTextOf = (hashes: DrawHashes, drawnFor: string, keys: readonly string[], moment: string): string =>
  `${drawnFor}|${hashes.sha256(sortPool(keys).join('\n'))}|${moment}`;

/** Endless even numbers below a bound, the same for the same seed and label. */
const numbersFrom = (hashes: DrawHashes, seed: string, label: string): ((bound: number) => number) => {
  let counter = 0;
  return (bound) => {
    const limit = Math.floor(RANGE / bound) * bound;
    for (;;) {
      const value = Number.parseInt(hashes.hmacSha256(seed, `${label}:${counter}`).slice(0, HEX_DIGITS_OF_48_BITS), 16);
      counter += 1;
      if (value < limit) return value % bound;
    }
  };
};

const shuffle = (hashes: DrawHashes, seed: string, label: string, keys: readonly string[]): string[] => {
  const shuffled = sortPool(keys);
  const next = numbersFrom(hashes, seed, label);
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = next(last + 1);
    const [a, b] = [shuffled[last], shuffled[chosen]];
    if (a === undefined || b === undefined) continue;
    shuffled[last] = b;
    shuffled[chosen] = a;
  }
  return shuffled;
};

/** Draws `count` keys. `label` keeps draws of one seed apart: `unit`, `inspector:<unit>`. */
export const drawKeys = (
  hashes: DrawHashes,
  seedText: string,
  label: string,
  keys: readonly string[],
  count: number,
): string[] => {
  if (!Number.isInteger(count) || count < 0 || count > new Set(keys).size) throw new RangeError('count');
  return shuffle(hashes, hashes.sha256(seedText), label, keys).slice(0, count);
};
