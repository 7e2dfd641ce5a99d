import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { quantile } from '../bench/measure';
import { type Acknowledged, type Hall, openHall, sitThrough } from './exam-hall.ts';

export interface ExamReport {
  people: number;
  kills: number;
  acknowledged: number;
  handedIn: number;
  /** Acknowledged answers that the database does not have. */
  lost: number;
  /** People with more than one paper. */
  doubled: number;
  p99Ms: number;
  seconds: number;
}

const examine = async (hall: Hall, held: readonly Acknowledged[]) => {
  const { rows: answers } = await hall.admin.query<{
    attempt: string;
    position: number;
    sequence: string;
    choice: number;
  }>("select attempt_id as attempt, position, sequence, (answer -> 'choices' ->> 0)::int as choice from exam_answer");
  const stored = new Map(answers.map((one) => [`${one.attempt}/${one.position}`, one]));
  let lost = 0;
  for (const { attemptId, answers: mine } of held)
    for (const [position, { sequence, choice }] of mine) {
      const kept = stored.get(`${attemptId}/${position}`);
      if (Number(kept?.sequence) !== sequence || kept?.choice !== choice) lost += 1;
    }
  const count = async (query: string): Promise<number> =>
    (await hall.admin.query<{ n: number }>(`select count(*)::int as n from (${query}) q`)).rows[0]?.n ?? 0;
  return {
    lost,
    handedIn: await count('select id from exam_attempt where dispatched_at is not null'),
    doubled: await count('select account_id from exam_attempt group by account_id having count(*) > 1'),
  };
};

/** Lets everybody sit while the server is killed again and again, and looks for each answer that was acknowledged. */
export const proveExam = async (
  hall: Hall,
  size: { kills: number; spreadSeconds: number; pauseSeconds: number; questions: number },
): Promise<ExamReport> => {
  const startedAt = Date.now();
  const times: number[] = [];
  const sitting = Promise.all(hall.people.map((one) => sitThrough(hall, one, size, times)));
  const whole = size.spreadSeconds + size.questions * size.pauseSeconds;
  let kills = 0;
  const killing = (async () => {
    for (; kills < size.kills; kills += 1) {
      await sleep((whole * 1_000) / (size.kills + 1));
      const { restart } = await hall.server.crash();
      await restart();
      console.log(`kill ${kills + 1} of ${size.kills}, ${times.length} calls were answered`);
    }
  })();
  const [held] = await Promise.all([sitting, killing]);
  return {
    people: hall.people.length,
    kills,
    acknowledged: held.reduce((sum, one) => sum + one.answers.size, 0),
    ...(await examine(hall, held)),
    p99Ms: Math.round(quantile(times, 0.99)),
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
};

/** `npm run verify -- exam [--people 300 --questions 20 --spread 60 --pause 5 --kills 2]` */
export const run = async (args: readonly string[]): Promise<ExamReport> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '300' },
      questions: { type: 'string', default: '20' },
      spread: { type: 'string', default: '60' },
      pause: { type: 'string', default: '5' },
      kills: { type: 'string', default: '2' },
    },
  });
  const questions = Number(values.questions);
  const hall = await openHall({ people: Number(values.people), questions });
  try {
    const pace = { spreadSeconds: Number(values.spread), pauseSeconds: Number(values.pause) };
    return await proveExam(hall, { ...pace, kills: Number(values.kills), questions });
  } finally {
    await hall.close();
  }
};
