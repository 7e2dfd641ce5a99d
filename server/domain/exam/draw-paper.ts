import { type DrawHashes, drawKeys } from '@/server/domain/inspection/draw';
import type { QuestionKind } from './exam-vocabulary.ts';

/* The paper of one person follows from a seed: whoever has the seed and the exam can draw the very same paper again. */

/** A part of a paper: so many out of a pool, each for so many points. A question that is always asked is a pool of one. */
export interface ExamLine {
  kind: QuestionKind;
  count: number;
  points: number;
  pool: readonly string[];
}

export interface DrawnQuestion {
  questionId: string;
  points: number;
}

/**
 * The first line whose pool may run dry, however the earlier ones are drawn; null when every paper can be drawn.
 * Lines may share questions: a question is asked once in a paper.
 */
export const shortLine = (lines: readonly ExamLine[]): { line: number; has: number; needs: number } | null => {
  const pools = lines.map((line) => new Set(line.pool));
  for (const [at, line] of lines.entries()) {
    const own = pools[at] ?? new Set<string>();
    const taken = lines
      .slice(0, at)
      .reduce((sum, before) => sum + Math.min(before.count, before.pool.filter((id) => own.has(id)).length), 0);
    const has = Math.max(0, own.size - taken);
    if (has < line.count) return { line: at + 1, has, needs: line.count };
  }
  return null;
};

/** 抽题, line by line. A line whose whole pool is asked keeps the order in which it was written. */
export const drawPaper = (hashes: DrawHashes, seed: string, lines: readonly ExamLine[]): DrawnQuestion[] => {
  const asked = new Set<string>();
  return lines.flatMap(({ pool, count, points }, at) => {
    const free = pool.filter((id) => !asked.has(id));
    const drawn = free.length === count ? free : drawKeys(hashes, seed, `line:${at + 1}`, free, count);
    for (const id of drawn) asked.add(id);
    return drawn.map((questionId) => ({ questionId, points }));
  });
};

/** The order of a question's choices on this paper. */
export const drawOrder = (
  hashes: DrawHashes,
  seed: string,
  question: { id: string; choices: number },
  shuffles: boolean,
): number[] => {
  const places = Array.from({ length: question.choices }, (_, place) => place);
  if (!shuffles) return places;
  return drawKeys(hashes, seed, `choices:${question.id}`, places.map(String), places.length).map(Number);
};
