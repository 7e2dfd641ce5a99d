import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';
import type { AttemptView, SavedAnswers } from '@/server/domain/exam/sitting';
import { type OwnServer, startOwnServer } from '../digital/own-server';
import { type Api, openApi } from '../support/api';
import { ROOT } from '../support/processes';
import { openSessionMaker, type SessionMaker } from '../support/sessions';
import type { ServedWorld } from '../support/world';
import { emptyDatabase } from './scratch-database.ts';

/* An exam with as many people as are asked for, in a database and a server of its own. */

const PEOPLE_OF_A_UNIT = 30;
const QUESTIONS = 60;
const BUREAU = 'hall-bureau';

export interface Candidate {
  slug: string;
  login: string;
  cookie: string;
}
export interface Hall {
  server: OwnServer;
  admin: Client;
  examId: string;
  people: Candidate[];
  close(): Promise<void>;
}

/** A bureau, its units and their people, straight into the tables: nothing of it is what is measured. */
const peopleHall = async (admin: Client, people: number): Promise<Omit<Candidate, 'cookie'>[]> => {
  const tenant = async (slug: string, kind: string): Promise<number> =>
    (
      await admin.query<{ id: number }>(
        'insert into tenant (slug, kind, name, short_name) values ($1, $2, $1, $1) returning id',
        [slug, kind],
      )
    ).rows[0]?.id ?? 0;
  const person = async (tenantId: number, login: string, role: string): Promise<void> => {
    const accountId = uuidv7();
    await admin.query('insert into account (id, login_name, display_name) values ($1, $2, $2)', [accountId, login]);
    await admin.query(
      'insert into membership (tenant_id, id, account_id, display_name, roles) values ($1, $2, $3, $4, $5)',
      [tenantId, uuidv7(), accountId, login, [role]],
    );
  };
  const bureauId = await tenant(BUREAU, 'bureau');
  await person(bureauId, `${BUREAU}.insp`, 'bureau_inspector');
  const candidates: Omit<Candidate, 'cookie'>[] = [];
  for (let unit = 1; candidates.length < people; unit += 1) {
    const slug = `hall-${unit}`;
    const unitId = await tenant(slug, 'department');
    await admin.query(
      "insert into supervision (supervisor_tenant_id, unit_tenant_id, valid_from) values ($1, $2, '2020-01-01')",
      [bureauId, unitId],
    );
    for (let number = 1; number <= PEOPLE_OF_A_UNIT && candidates.length < people; number += 1) {
      const login = `${slug}.p${number}`;
      await person(unitId, login, 'unit_dept');
      candidates.push({ slug, login });
    }
  }
  return candidates;
};

const bank = (): string =>
  [
    '题型,题目,选项A,选项B,选项C,选项D,答案,知识点',
    ...Array.from(
      { length: QUESTIONS },
      (_, n) => `单选,第${n + 1}题的答案是哪一个？,甲${n},乙${n},丙${n},丁${n},A,考场`,
    ),
  ].join('\n');

/** The exam is made by the same calls as every other. */
const publish = async (api: Api, questions: number): Promise<string> => {
  const { id: objectId } = await api.upload('题库.csv', Buffer.from(`\ufeff${bank()}`, 'utf8'));
  await api.mutate('exam.importQuestions', { objectId, withTwins: false });
  const line = { kind: 'single', topic: null, difficulty: null, count: questions, points: 1 };
  const paper = { title: '考场', shuffles: true, halves: false, content: { mode: 'random', lines: [line] } };
  const { id: paperId } = (await api.mutate('exam.createPaper', paper)) as { id: string };
  const units = (await api.query('exam.units')) as { tenantId: number }[];
  const { id } = (await api.mutate('exam.publish', {
    title: '考场',
    purpose: 'exam',
    paperId,
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: new Date(Date.now() + 6 * 3_600_000).toISOString(),
    minutes: 120,
    attempts: 1,
    passPoints: 1,
    audience: { by: 'units', unitTenantIds: units.map((unit) => unit.tenantId), includesOwn: false },
  })) as { id: string };
  return id;
};

interface Build {
  ensureBuilt(options: { say(line: string): void }): Promise<void>;
  ensurePrograms(options: { say(line: string): void }): Promise<void>;
}

const fill = async (world: ServedWorld, admin: Client, size: { people: number; questions: number }) => {
  const people = await peopleHall(admin, size.people);
  const server = await startOwnServer(world);
  const served = { ...world, baseUrl: server.baseUrl };
  const sessions: SessionMaker = openSessionMaker(served);
  try {
    const examId = await publish(openApi(served, await sessions.cookieOf(`${BUREAU}.insp`), BUREAU), size.questions);
    const seated: Candidate[] = [];
    for (const one of people) seated.push({ ...one, cookie: await sessions.cookieOf(one.login) });
    return { server, examId, people: seated };
  } finally {
    await sessions.close();
  }
};

export const openHall = async (size: { people: number; questions: number }): Promise<Hall> => {
  const { ensureBuilt, ensurePrograms } = (await import(path.join(ROOT, 'server/cli/lib/build.mjs'))) as Build;
  const say = (line: string) => console.error(line);
  await ensurePrograms({ say });
  await ensureBuilt({ say });
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'exam');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lantai-exam-'));
  const admin = new Client({ connectionString: scratch.url });
  const close = async (server?: OwnServer): Promise<void> => {
    await server?.stop();
    await admin.end();
    await scratch.drop();
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrateToLatest(scratch.url);
    await admin.connect();
    const { server, ...hall } = await fill({ baseUrl: '', adminUrl: scratch.url, dataDir }, admin, size);
    return { ...hall, server, admin, close: () => close(server) };
  } catch (error) {
    await close();
    throw error;
  }
};

/** What a person holds to be safe: the newest answer of each position that the server has acknowledged. */
export interface Acknowledged {
  attemptId: string;
  answers: Map<number, { sequence: number; choice: number }>;
}
export interface Pace {
  /** Everybody begins within so many seconds. */
  spreadSeconds: number;
  /** Between two answers of one person. */
  pauseSeconds: number;
}

const AGAIN_MS = 700;

/** Asks until an answer comes, as a phone does whose server is away. Only calls that were answered are timed. */
const untilAnswered = async <T>(times: number[], call: () => Promise<T>): Promise<T> => {
  for (;;) {
    const started = performance.now();
    try {
      const answer = await call();
      times.push(performance.now() - started);
      return answer;
    } catch (error) {
      // A refusal is an answer; only a server that is away, or dies while it is asked, is asked again.
      if (error instanceof Error && /: (4\d\d) /.test(error.message)) throw error;
      await sleep(AGAIN_MS);
    }
  }
};

/** One person: begins, answers every question, changes every third answer, hands in. */
export const sitThrough = async (
  hall: Hall,
  candidate: Candidate,
  pace: Pace,
  times: number[],
): Promise<Acknowledged> => {
  const world = { baseUrl: hall.server.baseUrl, adminUrl: '', dataDir: '' };
  const api = openApi(world, candidate.cookie, candidate.slug);
  await sleep(Math.random() * pace.spreadSeconds * 1_000);
  const start = () => api.mutate('sitting.start', { examId: hall.examId }) as Promise<{ attemptId: string }>;
  const { attemptId } = await untilAnswered(times, start);
  const paper = await untilAnswered(times, () => api.query('sitting.attempt', { attemptId }) as Promise<AttemptView>);
  const held: Acknowledged = { attemptId, answers: new Map() };
  let sequence = 0;
  const save = async (position: number): Promise<void> => {
    sequence += 1;
    const choice = Math.floor(Math.random() * 4);
    const answers = [{ position, answer: { choices: [choice], texts: [] }, sequence }];
    const saved = await untilAnswered(
      times,
      () => api.mutate('sitting.save', { attemptId, answers }) as Promise<SavedAnswers>,
    );
    if (saved.acknowledged.some((one) => one.position === position && one.sequence === sequence))
      held.answers.set(position, { sequence, choice });
  };
  for (const { position } of paper.questions) {
    await sleep(pace.pauseSeconds * 1_000 * (0.5 + Math.random()));
    await save(position);
    if (position % 3 === 0) await save(position);
  }
  await untilAnswered(times, () => api.mutate('sitting.handIn', { attemptId, answers: [] }));
  return held;
};
