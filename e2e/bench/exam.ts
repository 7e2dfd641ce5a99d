import { openHall, sitThrough } from '../proofs/exam-hall';
import { quantile, report } from './measure';

const QUESTIONS = 12;
/** Everybody begins within the same minute. */
const SPREAD_SECONDS = 60;
const PAUSE_SECONDS = 10;
/** What the product promises: the slowest of a hundred calls. */
const PROMISED_MS = 1_000;

/** An exam of so many people over HTTP: starting, reading the paper, each answer, handing in. */
export const benchExam = async (people: number): Promise<void> => {
  const hall = await openHall({ people, questions: QUESTIONS });
  try {
    const times: number[] = [];
    const pace = { spreadSeconds: SPREAD_SECONDS, pauseSeconds: PAUSE_SECONDS };
    await Promise.all(hall.people.map((one) => sitThrough(hall, one, pace, times)));
    const against = `promised ${PROMISED_MS} ms`;
    for (const [label, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const value = quantile(times, share);
      report({ name: `exam of ${people} people ${label}`, value, unit: 'ms', ratio: value / PROMISED_MS, against });
    }
    report({ name: 'exam calls', value: times.length, unit: 'calls' });
  } finally {
    await hall.close();
  }
};
