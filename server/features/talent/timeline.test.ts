import { beforeAll, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';

let city: TestTenant;
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
beforeAll(async () => {
  ({ bureau, otherBureau, unit } = await makeSupervisedPair());
  city = await makeTenant('bureau');
  await supervise(city, bureau);
});

const personName = '江晚舟';

it('follows a person from the contest to the pool, and goes up with the nomination', async () => {
  const [district, above] = [callEach(bureau), callEach(city)];
  const who = { personName, unitName: unit.name };
  const held = { title: '区技能竞赛', form: 'skills', level: 'district', organiser: '区档案局', examId: null } as const;
  const { id: contestId } = await district.contest.create({ ...held, heldOn: dayFromNow(-90) });
  const entry = { unitName: unit.name, entrantName: personName, score: 95, rank: 1, award: 'first' as const };
  await district.contest.enter({
    contestId,
    entries: [entry, { ...entry, entrantName: '何静', rank: 2, award: null }],
  });
  const facts = { scheme: 'craftsman', personName, post: '档案员', merits: '修复技艺全市领先' } as const;
  const { dispatchId } = await callEach(unit).talent.nominate(facts);
  expect((await district.talent.people({ stage: 'nominated' })).rows).toMatchObject([
    { personName, unitName: unit.name, contests: 1, awards: 1, nominations: 1, schemes: [] },
  ]);
  await district.talent.decide({ dispatchId, result: 'selected', reason: '一致同意' });
  const { person, events } = await district.talent.timeline(who);
  expect(person).toMatchObject({ stage: 'pool', schemes: ['craftsman'] });
  expect(events.map((step) => [step.kind, step.rank, step.source])).toEqual([
    ['contest', 1, bureau.name],
    ['nominated', null, bureau.name],
    ['pool', null, bureau.name],
  ]);
  expect((await district.talent.people({ stage: 'contest' })).rows.map((row) => row.personName)).toEqual(['何静']);

  // The city has no contest of its own in its records: it reads the district's through the nomination alone.
  expect((await above.talent.people({})).rows).toEqual([]);
  await district.talent.nominate({ ...facts, workUnit: unit.name });
  const seen = await above.talent.timeline(who);
  expect(seen.events.map((step) => [step.kind, step.title, step.source])).toEqual([
    ['contest', '区技能竞赛', bureau.name],
    ['nominated', bureau.name, city.name],
    ['nominated', unit.name, bureau.name],
    ['pool', '一致同意', bureau.name],
  ]);
  expect(seen.person.contests).toBe(1);
  expect((await above.talent.list({})).rows).toMatchObject([{ subjectName: bureau.name, workUnit: unit.name }]);
  expect((await above.talent.people({ scheme: 'craftsman' })).rows).toHaveLength(1);
  expect((await above.talent.downloadPeople({})).fileName).toContain('人才成长');
  expect(await refused(above.talent.timeline({ personName: '何静', unitName: unit.name }))).toBe('NOT_FOUND');
});

it('is unknown to another office and to those who organise nothing', async () => {
  const who = { personName, unitName: unit.name };
  expect((await callEach(otherBureau).talent.people({})).rows).toEqual([]);
  expect(await refused(callEach(otherBureau).talent.timeline(who))).toBe('NOT_FOUND');
  const plain = callEach(unit, await makePerson(unit.id, ['unit_archivist'])).talent;
  for (const ask of [() => plain.people({}), () => plain.timeline(who), () => plain.downloadPeople({})])
    expect(await refused(ask())).toBe('FORBIDDEN');
});
