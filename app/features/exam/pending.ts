import type { GivenAnswer, SentAnswer } from '@/server/domain/exam/sitting';

/*
 * What the device holds of a paper until the server has acknowledged it. It is written before anything is sent, at once
 * and without waiting, so that a page that is closed the moment after has it all the same.
 */

/** Whose and which: another person at the same device never reads it. */
export const paperKey = (accountId: string, attemptId: string): string => `lantai-exam/${accountId}/${attemptId}`;

const isAnswer = (value: unknown): value is SentAnswer =>
  typeof value === 'object' && value !== null && 'position' in value && 'answer' in value && 'sequence' in value;

/** A device that keeps nothing (a private window) still works: answers then live in the page until they are sent. */
const readAll = (key: string): SentAnswer[] => {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isAnswer) : [];
  } catch {
    return [];
  }
};

/** Answers whether the device has kept them. */
const writeAll = (key: string, answers: readonly SentAnswer[]): boolean => {
  try {
    if (answers.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(answers));
    return true;
  } catch {
    return false;
  }
};

/** Unacknowledged answers of one paper: in the page, and on the device where it can. */
export class Pending {
  private answers: Map<number, SentAnswer>;
  private last: number;

  constructor(
    private readonly key: string,
    known: readonly SentAnswer[],
  ) {
    const seen = new Map(known.map((one) => [one.position, one.sequence]));
    // What the server has already, or has later, needs no sending.
    this.answers = new Map(
      readAll(key)
        .filter((one) => one.sequence > (seen.get(one.position) ?? 0))
        .map((one) => [one.position, one]),
    );
    this.last = Math.max(0, ...known.map((one) => one.sequence), ...this.list().map((one) => one.sequence));
    writeAll(key, this.list());
  }

  list(): SentAnswer[] {
    return [...this.answers.values()];
  }

  /** Keeps an answer under a sequence that is later than all before, of other devices too as far as clocks agree. */
  put(position: number, answer: GivenAnswer, now: number): void {
    this.last = Math.max(this.last + 1, Math.trunc(now));
    this.answers.set(position, { position, answer, sequence: this.last });
    writeAll(this.key, this.list());
  }

  /** Lets go of what the server has; what was changed since it was sent stays. */
  settle(acknowledged: readonly { position: number; sequence: number }[]): void {
    for (const { position, sequence } of acknowledged) {
      const own = this.answers.get(position);
      if (own && own.sequence <= sequence) this.answers.delete(position);
      this.last = Math.max(this.last, sequence);
    }
    writeAll(this.key, this.list());
  }

  drop(positions: readonly number[]): void {
    for (const position of positions) this.answers.delete(position);
    writeAll(this.key, this.list());
  }

  forget(): void {
    this.answers.clear();
    writeAll(this.key, []);
  }
}
