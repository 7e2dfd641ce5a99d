/**
 * `npm test` tries what many addresses have in common on a part of them each time, in turn, so that every case meets
 * addresses of every kind; `npm run verify -- screens` and `-- edge` set this and try everything everywhere.
 */
export const WHOLE = process.env.LANTAI_WHOLE === '1';

/** Of a list of cases those whose turn it is: one after the other comes up as the turns go on. All, when it is whole. */
export const inTurn = <T>(cases: readonly T[], turn: number, count = 1): readonly T[] => {
  if (WHOLE || count >= cases.length) return cases;
  const from = (turn * count) % cases.length;
  return [...cases, ...cases].slice(from, from + count);
};
