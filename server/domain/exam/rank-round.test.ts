import { expect, it } from 'vitest';
import { awardsByRank, cutRound, rankRound } from './rank-round.ts';

const scored = (...scores: (number | null)[]) => scores.map((score, at) => ({ entryId: `e${at}`, score }));

it('gives as many points the same rank, and none to who was not there', () => {
  expect(rankRound(scored(80, 90, 80, null, 70)).map(({ rank }) => rank)).toEqual([2, 1, 2, null, 4]);
});

it.each([
  [[90, 80, 70], 2, ['e0', 'e1'], [], 0],
  [[90, 80, 80, 70], 2, ['e0'], ['e1', 'e2'], 1],
  [[90, 80, 80, 70], 3, ['e0', 'e1', 'e2'], [], 0],
  [[90, 90], 1, [], ['e0', 'e1'], 1],
  [[90, null], 5, ['e0'], [], 0],
])('cuts %j at %i', (scores, advances, through, tied, places) => {
  expect(cutRound(rankRound(scored(...scores)), advances)).toEqual({ through, tied, places });
});

it('lets those of one rank share an award and uses the places behind it up', () => {
  const awardOf = awardsByRank({ first: 1, second: 2, third: 1, merit: 0 });
  expect([1, 2, 2, 4, 5].map(awardOf)).toEqual(['first', 'second', 'second', 'third', null]);
});
