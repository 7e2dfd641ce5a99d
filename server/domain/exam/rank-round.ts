import { AWARDS, type Award } from './exam-vocabulary.ts';

export interface Scored {
  entryId: string;
  score: number | null;
}
export interface Ranked extends Scored {
  rank: number | null;
}

/** 1, 2, 2, 4: as many points, the same rank. Who has no score did not take part and has no rank. */
export const rankRound = (scored: readonly Scored[]): Ranked[] => {
  const taking = scored.filter((one): one is Scored & { score: number } => one.score !== null);
  return scored.map((one) => {
    const { score } = one;
    return { ...one, rank: score === null ? null : 1 + taking.filter((other) => other.score > score).length };
  });
};

export interface Cut {
  /** Who goes on for certain. */
  through: string[];
  /** Who stands with the same points on both sides of the cut, and how many places are left for them. */
  tied: string[];
  places: number;
}

/** Where the cut falls. Nobody is tied when all who stand at the last place fit in. */
export const cutRound = (ranked: readonly Ranked[], advances: number): Cut => {
  const byRank = (at: number) => ranked.filter(({ rank }) => rank === at).map(({ entryId }) => entryId);
  const ranks = [...new Set(ranked.flatMap(({ rank }) => rank ?? []))].toSorted((a, b) => a - b);
  const through: string[] = [];
  for (const rank of ranks) {
    const level = byRank(rank);
    const places = advances - through.length;
    if (places <= 0) break;
    if (level.length > places) return { through, tied: level, places };
    through.push(...level);
  }
  return { through, tied: [], places: 0 };
};

/** 并列: who shares a rank shares the award of its first place, and the places behind it are used up. */
export const awardsByRank = (places: Record<Award, number>): ((rank: number) => Award | null) => {
  const list = AWARDS.flatMap((award) => Array.from({ length: places[award] }, () => award));
  return (rank) => list[rank - 1] ?? null;
};
