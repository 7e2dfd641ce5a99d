import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { scopeOf } from '@/db/testing/factories/archive';
import { callEach, requestContext, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, textOfPdf } from '@/db/testing/factories/inspection';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { type Caller, createCaller } from '@/server/trpc/app-router';
import { warnExpiry } from './ledger.ts';

/* One story in order: a village applies to its township, the township hands it up, the bureau decides. */
let bureau: TestTenant;
let township: TestTenant;
let village: TestTenant;
let stranger: TestTenant;
let office: Caller;
let town: Caller;
let unit: Caller;
let other: Caller;
let applied = '';
let sheetId = '';
const year = Number(dayFromNow(0).slice(0, 4));

beforeAll(async () => {
  bureau = await makeTenant('bureau', { name: '清河区档案局' });
  township = await makeTenant('township', { name: '柳溪镇人民政府' });
  village = await makeTenant('village', { name: '石桥村村民委员会' });
  stranger = await makeTenant('bureau');
  await supervise(bureau, township);
  await supervise(township, village);
  office = callEach(bureau);
  town = callEach(township);
  unit = callEach(village);
  other = callEach(stranger);
});

const selfCheck = async (): Promise<string> => {
  const { id: selfCheckId } = await unit.selfCheck.start({ templateCode: 'checklist_enterprise' });
  const { list } = await unit.selfCheck.byId({ selfCheckId });
  for (const item of list.items)
    await unit.selfCheck.answer({ selfCheckId, itemCode: item.code, rowVersion: 0, verdict: 'met' });
  return selfCheckId;
};

describe('an application', () => {
  it('is a finished self-check for a level that there is, sent once', async () => {
    const selfCheckId = await selfCheck();
    const input = { selfCheckId, ratingKind: 'room_grade' as const, level: 'grade_2' };
    expect(await refused(unit.rating.applyFor(input))).toBe('SELF_CHECK_OPEN_ITEMS');
    await unit.selfCheck.submit({ selfCheckId });
    expect(await refused(unit.rating.applyFor({ ...input, level: 'grade_9' }))).toBe('BAD_INPUT');
    expect(await refused(town.rating.applyFor(input))).toBe('NOT_FOUND');
    ({ dispatchId: applied } = await unit.rating.applyFor(input));
    expect(await refused(unit.rating.applyFor(input))).toBe('ALREADY_EXISTS');
    expect((await unit.rating.mine({})).rows).toMatchObject([
      { dispatchId: applied, decision: null, level: 'grade_2' },
    ]);
    expect((await office.rating.applications({})).rows).toEqual([]);
  });

  it('is taken up once by the office above and handed up with its opinion', async () => {
    const { rows } = await town.rating.applications({});
    expect(rows).toMatchObject([{ dispatchId: applied, standing: 'received', selfPercent: 100 }]);
    for (const stray of [office, other])
      expect(await refused(stray.rating.takeUp({ dispatchId: applied }))).toBe('NOT_FOUND');
    const todos = await town.platform.todos({});
    expect(todos.rows.map((todo) => todo.kind)).toContain('rating_application');
    const { sheetId: own } = await town.rating.takeUp({ dispatchId: applied });
    expect(await refused(town.rating.takeUp({ dispatchId: applied }))).toBe('ALREADY_EXISTS');
    expect((await town.platform.todos({})).rows.map((todo) => todo.kind)).not.toContain('rating_application');
    await town.assessment.takeOverSelf({ sheetId: own });
    expect(await refused(other.rating.handUp({ sheetId: own, opinion: '同意' }))).toBe('NOT_FOUND');
    await town.rating.handUp({ sheetId: own, opinion: '同意上报' });
    expect(await refused(town.rating.handUp({ sheetId: own, opinion: '同意' }))).toBe('STEP_PASSED');
    const [received] = (await office.rating.applications({})).rows;
    expect(received).toMatchObject({ subjectName: '石桥村村民委员会', senderName: '柳溪镇人民政府' });
    ({ sheetId } = await office.rating.takeUp({ dispatchId: received!.dispatchId }));
    const sheet = await office.assessment.sheetById({ sheetId });
    expect(sheet).toMatchObject({ handedUpBy: '柳溪镇人民政府', targetLevel: 'grade_2', standing: 'submitted' });
  });
});

describe('a decision', () => {
  it('gives the level with a numbered certificate that its code verifies', async () => {
    const decide = { sheetId, isAwarded: true, level: 'grade_2', validUntil: dayFromNow(100), opinion: '达到标准' };
    expect(await refused(office.rating.decide(decide))).toBe('ASSESSMENT_ITEMS_OPEN');
    await office.assessment.takeOverSelf({ sheetId });
    expect(await refused(other.rating.decide(decide))).toBe('NOT_FOUND');
    expect(await refused(office.rating.decide({ ...decide, validUntil: dayFromNow(0) }))).toBe('BAD_INPUT');
    const { documentNumber } = await office.rating.decide(decide);
    expect(documentNumber).toBe(`清档评〔${year}〕1号`);
    expect(await refused(office.rating.decide(decide))).toBe('STEP_PASSED');
    const { rows: papers } = await office.documents.list({ code: 'RATING_CERT' });
    const pdf = await readObject(testObjects(), await office.documents.downloadPdf({ documentId: papers[0]!.id }));
    const text = await textOfPdf(pdf);
    for (const words of ['石桥村村民委员会', '省二级', '有效期']) expect(text).toContain(words);
    const anybody = createCaller(await requestContext(null, null));
    const verified = await anybody.documents.verify({ verifyCode: papers[0]!.verifyCode });
    expect(verified).toMatchObject({ documentNumber, issuerName: '清河区档案局' });
  });

  it('reaches the unit and the office between', async () => {
    const { rows } = await unit.rating.mine({});
    expect(rows).toMatchObject([
      { dispatchId: applied, decision: { level: 'grade_2', documentNumber: `清档评〔${year}〕1号` } },
    ]);
    const received = await town.dispatch.list({ box: 'in', kind: 'rating_decision' });
    expect(received.rows).toHaveLength(1);
    expect((await other.dispatch.list({ box: 'in' })).rows).toEqual([]);
  });
});

describe('the publication of one level', () => {
  it('is owed within 24 hours of the decision, goes before the public without a person, and is late afterwards', async () => {
    const waiting = async () => (await office.assessment.results({ published: false, kind: 'rating' })).rows;
    const [owed] = await waiting();
    expect(owed).toMatchObject({ title: '石桥村村民委员会 省二级', units: 1, isLate: false, publicationId: null });
    expect(Date.parse(owed!.dueAt) - Date.parse(owed!.decidedAt)).toBe(24 * 3_600_000);
    const publish = { kind: 'rating' as const, subjectId: owed!.subjectId };
    expect(await refused(other.assessment.publishResult(publish))).toBe('NOT_FOUND');
    expect(await refused(office.assessment.publishResult({ ...publish, kind: 'assessment' }))).toBe('NOT_FOUND');
    const { id } = await office.assessment.publishResult(publish);
    expect(await refused(office.assessment.publishResult(publish))).toBe('ALREADY_EXISTS');
    expect(await waiting()).toEqual([]);
    const anybody = async () => createCaller(await requestContext(null, null));
    const { rows } = await (await anybody()).assessment.published({ slug: bureau.slug });
    expect(rows).toMatchObject([
      { kind: 'rating', issuerName: '清河区档案局', documentNumber: `清档评〔${year}〕1号` },
    ]);
    expect(rows[0]?.lines).toEqual([{ unitName: '石桥村村民委员会', rank: null, gradeName: '省二级' }]);
    expect(JSON.stringify(rows)).not.toContain('周某');
    expect(await refused((await anybody()).assessment.published({ slug: stranger.slug }))).toBe('NOT_FOUND');
    // Published in time stays in time; what is published a day and an hour after the decision is late.
    const late = async () => (await office.assessment.results({ kind: 'rating' })).rows.map((row) => row.isLate);
    expect(await late()).toEqual([false]);
    await office.assessment.withdrawPublication({ publicationId: id, reason: '名称有误' });
    const admin = await testAdmin();
    await admin.query("update rating set created_at = now() - interval '25 hours' where id = $1", [owed!.subjectId]);
    expect(await late()).toEqual([true]);
    await office.assessment.publishResult(publish);
    expect(await late()).toEqual([true]);
  });
});

describe('the ledger', () => {
  it('knows what runs out, warns of it once, and counts towards the target', async () => {
    const { rows } = await office.rating.list({ standing: 'expiring' });
    expect(rows).toMatchObject([{ level: 'grade_2', daysLeft: 100, percent: 100 }]);
    const warn = async () =>
      withTenantDb(await testPools(), scopeOf(bureau), (tdb) => warnExpiry(tdb, scopeOf(bureau)));
    expect(await warn()).toEqual({ warned: 1 });
    expect(await warn()).toEqual({ warned: 0 });
    const { rows: todos } = await office.platform.todos({});
    expect(todos.find((todo) => todo.kind === 'rating_expiry')?.link).toBe('ratings?standing=expiring');
    await office.rating.setTarget({ year, ratingKind: 'room_grade', level: 'grade_3', units: 5 });
    await office.rating.setTarget({ year, ratingKind: 'room_grade', level: 'grade_1', units: 2 });
    expect(await office.rating.progress({ year })).toEqual([
      { ratingKind: 'room_grade', level: 'grade_1', units: 2, reached: 0, holding: 0 },
      { ratingKind: 'room_grade', level: 'grade_3', units: 5, reached: 1, holding: 1 },
    ]);
    expect(await other.rating.progress({ year })).toEqual([]);
    expect((await other.rating.list({})).rows).toEqual([]);
  });

  it('takes in what others gave, of units below only, and forgets nothing that is withdrawn', async () => {
    const given = {
      unitTenantId: township.id,
      ratingKind: 'digital_room' as const,
      level: 'model',
      awardedOn: dayFromNow(-400),
      validUntil: dayFromNow(-1),
      awarderName: '省档案局',
      documentNumber: '＝1+1',
    };
    expect(await refused(office.rating.register({ ...given, unitTenantId: stranger.id }))).toBe('NOT_FOUND');
    expect(await refused(other.rating.register(given))).toBe('NOT_FOUND');
    const { id: ratingId } = await office.rating.register(given);
    expect(await refused(office.rating.register(given))).toBe('ALREADY_EXISTS');
    expect((await office.rating.list({ standing: 'expired' })).rows).toMatchObject([{ id: ratingId }]);
    expect(await refused(other.rating.withdraw({ ratingId, reason: '错' }))).toBe('NOT_FOUND');
    await office.rating.withdraw({ ratingId, reason: '登记有误' });
    expect(await refused(office.rating.withdraw({ ratingId, reason: '登记有误' }))).toBe('NOT_FOUND');
    expect((await office.rating.list({ standing: 'withdrawn' })).rows).toMatchObject([{ withdrawnReason: '登记有误' }]);
    expect((await office.rating.download({})).fileName).toContain('评级台账');
    const admin = await testAdmin();
    const { rows } = await admin.query('select count(*)::int as n from rating where tenant_id = $1', [stranger.id]);
    expect(rows).toEqual([{ n: 0 }]);
  });
});
