import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callAs, requestContext, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makePhoto } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { printCertificates } from '@/server/features/training/certificates/print-certificates';
import { remindPeople } from '@/server/features/training/hours/remind-people';
import { createCaller } from '@/server/trpc/app-router';
import { scopeFor } from '@/server/trpc/init';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let today: string;
let year: number;

beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
  today = dayFromNow(0);
  year = Number(today.slice(0, 4));
});

const keeper = async () => (await callAs(unit)).hours;
const outside = (over: object = {}) => ({
  people: ['李某'],
  title: '全省档案人员在线培训会',
  hostLevel: 'province' as const,
  hostName: '省档案局',
  mode: 'online' as const,
  hours: 8,
  heldOn: today,
  ...over,
});
const personOf = async (name: string) => (await (await keeper()).list({ year, q: name })).rows[0]!;

describe('hours', () => {
  it('are held against the rule of the post, which an authority may issue', async () => {
    const person = {
      personName: '李某',
      post: 'full_time' as const,
      fromOn: `${year}-01-01`,
      untilOn: null,
      rowVersion: 0,
    };
    await (await keeper()).savePerson(person);
    expect(await refused((await keeper()).savePerson(person))).toBe('ALREADY_EXISTS');
    expect(await (await keeper()).addCredit(outside({ people: ['李某', '李某', '王某'] }))).toEqual({ added: 2 });
    expect(await personOf('李某')).toMatchObject({ hours: 8, neededHours: 90, neededProfessional: 60, isDone: false });
    expect(await personOf('王某')).toMatchObject({ post: 'part_time', neededHours: 0, isDone: true });
    const rule = {
      post: 'full_time' as const,
      fromYear: year,
      totalHours: 8,
      professionalHours: 4,
      basis: '区档案局通知',
    };
    await (await callAs(bureau)).hours.setRule(rule);
    expect(await personOf('李某')).toMatchObject({ neededHours: 90 });
    expect(await (await callAs(bureau)).hours.issueRules({ year })).toEqual({ sent: 1 });
    expect(await personOf('李某')).toMatchObject({ neededHours: 8, isDone: true });
    const origins = (await (await keeper()).rules({ year })).map((one) => [one.post, one.origin]);
    expect(origins).toContainEqual(['full_time', 'issued']);
    expect((await (await callAs(stranger)).hours.rules({ year })).every((one) => one.origin === 'built_in')).toBe(true);
    const before = (await (await keeper()).rules({ year: year - 1 })).find((one) => one.post === 'full_time');
    expect(before).toMatchObject({ totalHours: 90, origin: 'built_in' });
    expect(await (await keeper()).sum({ year })).toEqual({ people: 2, done: 2, hours: 16 });
  });

  it('are voided with a reason, and belong to their year and unit alone', async () => {
    const objectId = await makePhoto(unit, '结业证.png', 3);
    await (await keeper()).addCredit(outside({ objectId }));
    expect(
      await refused((await keeper()).addCredit(outside({ objectId: await makePhoto(stranger, '他.png', 4) }))),
    ).toBe('NOT_FOUND');
    expect(await refused((await keeper()).addCredit(outside({ heldOn: dayFromNow(1) })))).toBe('BAD_INPUT');
    const { id: traineeId } = await personOf('李某');
    const { credits } = await (await keeper()).record({ traineeId, year });
    const [credit] = credits;
    expect(await (await keeper()).downloadProof({ creditId: credit!.creditId! })).toMatchObject({
      fileName: '结业证.png',
    });
    for (const id of [credit!.creditId!, uuidv7()]) {
      const other = (await callAs(stranger)).hours;
      expect(await refused(other.voidCredit({ creditId: id, rowVersion: 1, reason: '重复' }))).toBe('NOT_FOUND');
      expect(await refused(other.downloadProof({ creditId: id }))).toBe('NOT_FOUND');
    }
    for (const id of [traineeId, uuidv7()])
      expect(await refused((await callAs(stranger)).hours.record({ traineeId: id, year }))).toBe('NOT_FOUND');
    await (await keeper()).voidCredit({ creditId: credit!.creditId!, rowVersion: 1, reason: '重复登记' });
    expect((await personOf('李某')).hours).toBe(0);
    expect((await (await keeper()).record({ traineeId, year: year - 1 }).catch(() => null))?.credits ?? []).toEqual([]);
  });

  it('follow a person to the next unit, brought along by that person alone', async () => {
    const moved: TestPerson = await makePerson(unit.id, ['unit_archivist'], '钱某');
    await (await callAs(unit, moved)).courses.learning({});
    await (await keeper()).savePerson({
      personName: '钱某',
      post: 'full_time',
      fromOn: `${year}-01-01`,
      untilOn: null,
      rowVersion: 0,
    });
    await (await testAdmin()).query(
      `insert into membership (tenant_id, id, account_id, display_name, roles)
       values ($1, gen_random_uuid(), $2, '钱某', '{unit_archivist}')`,
      [stranger.id, moved.accountId],
    );
    await (await testAdmin()).query('update trainee set account_id = $2 where tenant_id = $1', [
      unit.id,
      moved.accountId,
    ]);
    await (await keeper()).addCredit(outside({ people: ['钱某'] }));
    const there = async () => (await callAs(stranger, moved)).hours;
    expect(await (await there()).mine({ year })).toMatchObject({ person: null });
    expect(await (await callAs(stranger)).hours.carry({ year })).toEqual({ carried: 0 });
    expect(await (await there()).carry({ year })).toEqual({ carried: 1 });
    expect(await (await there()).carry({ year })).toEqual({ carried: 0 });
    expect(await (await there()).mine({ year })).toMatchObject({
      person: { personName: '钱某', hours: 8 },
      credits: [{ source: 'carried', hostName: '省档案局' }],
    });
  });

  it('that are missing are said to the person, once a month', async () => {
    await (await keeper()).savePerson({
      personName: '李某',
      post: 'full_time',
      fromOn: `${year}-01-01`,
      untilOn: null,
      rowVersion: 0,
    });
    const scope = await scopeFor(await requestContext(unit.slug, unit.worker), 'training.manage');
    const run = async () => withTenantDb(await testPools(), scope, (tdb) => remindPeople(tdb, scope));
    const said = await run();
    const isTime = Number(today.slice(5, 7)) >= 10;
    expect(said.hours).toBe(isTime ? 1 : 0);
    expect((await run()).hours).toBe(0);
  });
});

describe('certificates', () => {
  const hold = async () => {
    const office = async () => (await callAs(bureau)).training;
    const facts = { title: '岗位培训班', kind: 'onboarding', mode: 'onsite', hours: 8, heldOn: today } as const;
    const { id: sessionId } = await (await office()).createSession(facts);
    await (await office()).moveSession({ sessionId, to: 'open', rowVersion: 1 });
    const people = ['李某', '王某'].map((personName) => ({ unitTenantId: unit.id, personName }));
    await (await office()).recordAttendance({ sessionId, people });
    const issue = async () => (await callAs(bureau)).certificates.issue({ sessionId, validUntil: null });
    expect(await refused(issue())).toBe('SESSION_STATE_WRONG');
    await (await office()).moveSession({ sessionId, to: 'held', rowVersion: 2 });
    return { sessionId, issue };
  };

  it('are issued in bulk, once each, and read by the holder’s unit alone', async () => {
    const { sessionId, issue } = await hold();
    expect(await issue()).toEqual({ issued: 2, already: 0, notPassed: 0 });
    expect(await refused(issue())).toBe('NOBODY_TO_CERTIFY');
    const held = (await (await callAs(unit)).certificates.list({ side: 'received' })).rows;
    expect(held.map((row) => [row.personName, row.number])).toEqual([
      ['王某', `培〔${year}〕0002号`],
      ['李某', `培〔${year}〕0001号`],
    ]);
    expect((await (await callAs(stranger)).certificates.list({ side: 'received' })).rows).toEqual([]);
    const pdf = await (await callAs(unit)).certificates.download({ certificateId: held[0]!.id });
    expect(pdf).toMatchObject({ mediaType: 'application/pdf', tenantId: unit.id });
    for (const certificateId of [held[0]!.id, uuidv7()]) {
      expect(await refused((await callAs(stranger)).certificates.download({ certificateId }))).toBe('NOT_FOUND');
      const revoke = { certificateId, rowVersion: 1, reason: '误发' };
      expect(await refused((await callAs(otherBureau)).certificates.revoke(revoke))).toBe('NOT_FOUND');
    }
    for (const id of [sessionId, uuidv7()])
      expect(await refused((await callAs(otherBureau)).certificates.print({ sessionId: id }))).toBe('NOT_FOUND');
    expect(await (await callAs(bureau)).certificates.print({ sessionId })).toMatchObject({ certificates: 2 });
    const scope = await scopeFor(await requestContext(bureau.slug, bureau.worker), 'training.organise');
    const made = await withTenantDb(await testPools(), scope, (tdb) =>
      printCertificates(tdb, scope, testObjects(), { sessionId }),
    );
    expect(made.fileName).toBe('培训证书_岗位培训班.pdf');
  });

  it('are verified by anybody who holds the paper, with the name masked, and say when they were revoked', async () => {
    const { issue } = await hold();
    await issue();
    const { rows } = await (await testAdmin()).query<{ id: string; code: string }>(
      "select id, verify_code as code from training_certificate where tenant_id = $1 and person_name = '李某'",
      [bureau.id],
    );
    const nobody = createCaller(await requestContext(null, null));
    const verify = () => nobody.certificates.verify({ verifyCode: rows[0]!.code });
    const seen = await verify();
    expect(seen).toMatchObject({ maskedName: '李*', standing: 'valid', title: '岗位培训班' });
    expect(JSON.stringify(seen)).not.toContain(unit.name);
    expect(await refused(nobody.certificates.verify({ verifyCode: '0'.repeat(32) }))).toBe('NOT_FOUND');
    await (await callAs(bureau)).certificates.revoke({ certificateId: rows[0]!.id, rowVersion: 1, reason: '名字写错' });
    expect((await verify()).standing).toBe('revoked');
    expect(await refused((await callAs(unit)).certificates.download({ certificateId: rows[0]!.id }))).toBe('NOT_FOUND');
    expect(await issue()).toEqual({ issued: 1, already: 1, notPassed: 0 });
  });
});
