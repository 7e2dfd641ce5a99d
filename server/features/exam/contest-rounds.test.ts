import { beforeAll, expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';

let office: TestTenant;
let stranger: TestTenant;
beforeAll(async () => {
  office = await makeTenant('bureau');
  stranger = await makeTenant('bureau');
});

const NAMES = ['甲', '乙', '丙', '丁', '戊'];
const open = async () => {
  const { contest } = callEach(office);
  const { id: contestId } = await contest.create({
    title: '技能竞赛',
    form: 'skills',
    level: 'district',
    organiser: office.name,
    heldOn: '2026-06-09',
    examId: null,
  });
  const blank = { unitName: '水利局', score: null, rank: null, award: null };
  await contest.enter({ contestId, entries: NAMES.map((entrantName) => ({ ...blank, entrantName })) });
  return contestId;
};
const score = async (roundId: string, points: Readonly<Record<string, number>>) => {
  const { contest } = callEach(office);
  const { rows } = await contest.roundResults({ roundId });
  const scores = rows.flatMap(({ entryId, entrantName }) =>
    points[entrantName] === undefined ? [] : [{ entryId, score: points[entrantName] }],
  );
  await contest.scoreRound({ roundId, scores });
  return Object.fromEntries(rows.map((row) => [row.entrantName, row.entryId])) as Record<string, string>;
};

it('goes from round to round, asks who of the tied goes on, and ends with shared ranks and awards', async () => {
  const { contest } = callEach(office);
  const contestId = await open();
  const first = { contestId, title: '初赛', heldOn: '2026-06-09', advances: 3 };
  const pressed = await callAs(office, office.worker, 'open-the-first-round');
  const { id: roundId, entrants } = await pressed.contest.openRound(first);
  expect(entrants).toBe(5);
  expect(await pressed.contest.openRound(first)).toEqual({ id: roundId, entrants });
  expect(await refused(contest.openRound(first))).toBe('STEP_PASSED');
  expect(await refused(contest.closeRound({ roundId, rowVersion: 1 }))).toBe('BAD_INPUT');

  const ids = await score(roundId, { 甲: 90, 乙: 80, 丙: 80, 丁: 80 });
  expect(await refused(contest.closeRound({ roundId, rowVersion: 1 }))).toBe('CONTEST_TIED');
  expect(await contest.roundCut({ roundId })).toMatchObject({ places: 2, unscored: 1 });
  for (const tied of [[ids.乙!], [ids.甲!, ids.乙!]])
    expect(await refused(contest.closeRound({ roundId, rowVersion: 1, tied }))).toBe('CONTEST_TIED');
  expect(await refused(contest.closeRound({ roundId, rowVersion: 7, tied: [ids.乙!, ids.丙!] }))).toBe('STALE_VERSION');
  expect(await contest.closeRound({ roundId, rowVersion: 1, tied: [ids.乙!, ids.丙!] })).toEqual({
    ranked: 4,
    advanced: 3,
  });
  expect(await refused(contest.closeRound({ roundId, rowVersion: 2 }))).toBe('STEP_PASSED');
  expect(await refused(score(roundId, { 甲: 1 }))).toBe('STEP_PASSED');
  const results = (await contest.roundResults({ roundId })).rows;
  expect(Object.fromEntries(results.map((row) => [row.entrantName, [row.rank, row.advanced]]))).toEqual({
    甲: [1, true],
    乙: [2, true],
    丙: [2, true],
    丁: [2, false],
    戊: [null, false],
  });

  const final = await contest.openRound({ contestId, title: '决赛', heldOn: '2026-06-10', advances: null });
  expect(final.entrants).toBe(3);
  expect(await refused(contest.scoreRound({ roundId: final.id, scores: [{ entryId: ids.丁!, score: 99 }] }))).toBe(
    'NOT_FOUND',
  );
  await score(final.id, { 甲: 70, 乙: 88, 丙: 88 });
  const awards = { first: 1, second: 1, third: 1, merit: 0 };
  await contest.closeRound({ roundId: final.id, rowVersion: 1, awards });
  const { rows } = await contest.entries({ contestId });
  expect(Object.fromEntries(rows.map((row) => [row.entrantName, [row.rank, row.award]]))).toEqual({
    乙: [1, 'first'],
    丙: [1, 'first'],
    甲: [3, 'third'],
    丁: [null, null],
    戊: [null, null],
  });
  expect((await contest.byId({ contestId })).state).toBe('settled');
  expect(await refused(contest.openRound({ ...first, title: '加赛' }))).toBe('STEP_PASSED');
  expect((await contest.rounds({ contestId })).map((round) => [round.number, round.state, round.advanced])).toEqual([
    [1, 'closed', 3],
    [2, 'closed', 0],
  ]);
  expect((await contest.downloadRound({ roundId })).fileName).toContain('初赛');
});

it('is nobody else’s', async () => {
  const contestId = await open();
  const round = { contestId, title: '初赛', heldOn: '2026-06-09', advances: 2 };
  const theirs = callEach(stranger).contest;
  expect(await refused(theirs.openRound(round))).toBe('NOT_FOUND');
  const { id: roundId } = await callEach(office).contest.openRound(round);
  const ids = await score(roundId, { 甲: 60 });
  for (const ask of [
    () => theirs.rounds({ contestId }),
    () => theirs.roundResults({ roundId }),
    () => theirs.roundCut({ roundId }),
    () => theirs.scoreRound({ roundId, scores: [{ entryId: ids.甲!, score: 1 }] }),
    () => theirs.closeRound({ roundId, rowVersion: 1 }),
    () => theirs.downloadRound({ roundId }),
  ])
    expect(await refused(ask())).toBe('NOT_FOUND');
  const lead = callEach(office, await makePerson(office.id, ['bureau_lead'])).contest;
  expect(await refused(lead.openRound(round))).toBe('FORBIDDEN');
});
