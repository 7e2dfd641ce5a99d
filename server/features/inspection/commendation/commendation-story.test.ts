import { beforeAll, describe, expect, it } from 'vitest';
import { callEach, requestContext, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, makePhoto, textOfPdf } from '@/db/testing/factories/inspection';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { type Caller, createCaller } from '@/server/trpc/app-router';

let district: Awaited<ReturnType<typeof makeDistrict>>;
let office: Caller;
let other: Caller;
let unit: Caller;
const year = Number(dayFromNow(0).slice(0, 4));

/** A confirmed result of a unit, as a round leaves it. */
const confirm = async (subject: { id: number; name: string }, of: number, percent: number): Promise<void> => {
  const admin = await testAdmin();
  await admin.query(
    `insert into assessment_sheet (tenant_id, id, purpose, year, title, list, subject_tenant_id, subject_name, subject_kind,
       state, percent, grade_name, rank, final_on)
     values ($1, gen_random_uuid(), 'annual', $2, '年度考核', '{}', $3, $4, 'township', 'final', $5, '优秀', 1, current_date)`,
    [district.bureau.id, of, subject.id, subject.name, percent],
  );
};

beforeAll(async () => {
  district = await makeDistrict();
  office = callEach(district.bureau);
  other = callEach(district.otherBureau);
  unit = callEach(district.units[0]!);
  await confirm(district.units[0]!, year, 92);
  await confirm(district.units[0]!, year - 5, 88);
  await confirm(district.units[1]!, year, 70);
});

describe('a title', () => {
  it('is proposed with the results of the unit, and decided with a certificate', async () => {
    const proposal = {
      holderKind: 'unit' as const,
      unitTenantId: district.units[0]!.id,
      title: '档案工作突出贡献单位',
      year,
      level: 'county' as const,
      reason: '连续三年优秀',
    };
    const foreign = { ...proposal, unitTenantId: district.stranger.id };
    expect(await refused(office.commendation.proposeHonour(foreign))).toBe('NOT_FOUND');
    const nameless = { ...proposal, holderKind: 'person' as const };
    expect(await refused(office.commendation.proposeHonour(nameless))).not.toBe('answered');
    const { id: honourId } = await office.commendation.proposeHonour(proposal);
    const [proposed] = (await office.commendation.honours({ state: 'proposed' })).rows;
    expect(proposed?.proof).toEqual([{ year, title: '年度考核', percent: 92, gradeName: '优秀', rank: 1 }]);
    const decision = { honourId, isAwarded: true, note: '同意' };
    expect(await refused(other.commendation.decideHonour(decision))).toBe('NOT_FOUND');
    const { documentNumber } = await office.commendation.decideHonour(decision);
    expect(documentNumber).toBe(`清档奖〔${year}〕1号`);
    expect(await refused(office.commendation.decideHonour(decision))).toBe('STEP_PASSED');
    const [awarded] = (await office.commendation.honours({ state: 'awarded' })).rows;
    const file = await office.documents.downloadPdf({ documentId: awarded!.documentId! });
    expect(await textOfPdf(await readObject(testObjects(), file))).toContain('档案工作突出贡献单位');
    expect((await unit.dispatch.list({ box: 'in', kind: 'honour' })).rows).toMatchObject([{ documentNumber }]);
  });

  it('is registered when others gave it, and revoked for a reason', async () => {
    const given = {
      holderKind: 'person' as const,
      unitTenantId: district.units[1]!.id,
      personName: '周敏',
      title: '全市档案系统先进个人',
      year: year - 1,
      level: 'city' as const,
      awarderName: '市档案局',
      awardedOn: dayFromNow(-200),
    };
    expect(await refused(office.commendation.registerHonour({ ...given, awardedOn: dayFromNow(1) }))).toBe('BAD_INPUT');
    expect(await refused(other.commendation.registerHonour(given))).toBe('NOT_FOUND');
    const { id: honourId } = await office.commendation.registerHonour(given);
    expect((await office.commendation.honours({ search: '周敏' })).rows).toHaveLength(1);
    expect(await refused(other.commendation.revokeHonour({ honourId, note: '有误' }))).toBe('NOT_FOUND');
    await office.commendation.revokeHonour({ honourId, note: '登记有误' });
    expect(await refused(office.commendation.revokeHonour({ honourId, note: '登记有误' }))).toBe('STEP_PASSED');
    expect((await other.commendation.honours({})).rows).toEqual([]);
    expect((await office.commendation.downloadHonours({})).fileName).toContain('荣誉台账');
  });
});

describe('a model case', () => {
  let dispatchId = '';
  let caseId = '';
  const published = async (slug: string) =>
    createCaller(await requestContext(null, null)).commendation.publishedCases({ slug });

  it('is submitted with its papers and judged once', async () => {
    const photo = await makePhoto(district.units[0]!, '室藏数字化.png', 3);
    const input = { topic: 'informatisation' as const, title: '村级档案一网查', summary: '建成目录数据库\n群众少跑路' };
    const foreign = await makePhoto(district.stranger, '别人的.png', 4);
    expect(await refused(unit.commendation.submitCase({ ...input, objectIds: [foreign] }))).toBe('NOT_FOUND');
    ({ dispatchId } = await unit.commendation.submitCase({ ...input, objectIds: [photo] }));
    const { rows } = await office.commendation.cases({ standing: 'received' });
    expect(rows).toMatchObject([{ dispatchId, files: [{ fileName: '室藏数字化.png' }] }]);
    expect((await other.commendation.cases({})).rows).toEqual([]);
    const judgement = { dispatchId, points: 95, result: 'excellent' as const, opinion: '可以推广' };
    expect(await refused(other.commendation.judgeCase(judgement))).toBe('NOT_FOUND');
    ({ caseId } = await office.commendation.judgeCase(judgement));
    expect(await refused(office.commendation.judgeCase(judgement))).toBe('STEP_PASSED');
    expect((await unit.commendation.myCases({})).rows).toMatchObject([{ result: { points: 95, result: 'excellent' } }]);
  });

  it('is read by everybody only while it is published', async () => {
    const { slug } = district.bureau;
    expect(await refused(published(slug))).toBe('NOT_FOUND');
    expect(await refused(published('there-is-no-such-office'))).toBe('NOT_FOUND');
    expect(await refused(other.commendation.publishCase({ caseId }))).toBe('NOT_FOUND');
    await office.commendation.publishCase({ caseId });
    expect(await refused(office.commendation.publishCase({ caseId }))).toBe('STEP_PASSED');
    expect((await published(slug)).rows).toMatchObject([{ title: '村级档案一网查', result: 'excellent' }]);
    expect(await refused(other.commendation.withdrawCase({ caseId }))).toBe('NOT_FOUND');
    await office.commendation.withdrawCase({ caseId });
    expect(await refused(published(slug))).toBe('NOT_FOUND');
  });

  it('with a telephone number in it is not published', async () => {
    const input = { topic: 'use' as const, title: '电话查档', summary: '联系人 13812345678' };
    const sent = await unit.commendation.submitCase(input);
    const judgement = { dispatchId: sent.dispatchId, points: 80, result: 'good' as const, opinion: '好' };
    const judged = await office.commendation.judgeCase(judgement);
    expect(await refused(office.commendation.publishCase(judged))).toBe('BAD_INPUT');
  });
});
