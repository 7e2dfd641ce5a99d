import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { dayFromNow, makeDistrict } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

type District = Awaited<ReturnType<typeof makeDistrict>>;
let district: District;
let villages: TestTenant[];
beforeAll(async () => {
  district = await makeDistrict();
  villages = [];
  for (const [index, name] of ['一村', '二村', '三村', '四村'].entries()) {
    const village = await makeTenant('village', { name });
    await supervise(district.units[index % 2]!, village);
    villages.push(village);
  }
});

const plans = async (tenant: TestTenant = district.bureau) => (await callAs(tenant)).inspectionPlan;
const inspections = async () => (await callAs(district.bureau)).inspection;
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const villageCampaign = async (selectedBy: 'random' | 'named' = 'random') => {
  const { id } = await (await inspections()).createCampaign({
    kind: 'special',
    title: '村级档案检查',
    jointPartners: [],
    subjectKind: 'village',
    checklistCode: 'checklist_village',
    selectedBy,
  });
  return id;
};

describe('the library of units', () => {
  it('follows supervision by itself and knows each village’s township', async () => {
    const { rows } = await (await plans()).objects({ kind: 'village' });
    expect(rows.map((row) => [row.name, row.townshipName]).sort()).toEqual([
      ['一村', '柳溪镇人民政府'],
      ['三村', '柳溪镇人民政府'],
      ['二村', '梅坞镇人民政府'],
      ['四村', '梅坞镇人民政府'],
    ]);
    const newcomer = await makeTenant('enterprise', { name: '新设企业' });
    await supervise(district.bureau, newcomer);
    expect((await (await plans()).objects({ kind: 'enterprise' })).rows.map((row) => row.name)).toEqual(['新设企业']);
    await (await testAdmin()).query('update supervision set valid_to = current_date where unit_tenant_id = $1', [
      newcomer.id,
    ]);
    expect((await (await plans()).objects({ kind: 'enterprise' })).rows).toEqual([]);
  });

  it('keeps risk, exemption and an earlier score, with reasons, one change at a time', async () => {
    const unitSlug = villages[0]!.slug;
    const save = async (changes: object, rowVersion = 0) =>
      (await plans()).saveObject({ unitSlug, rowVersion, ...changes });
    expect(await refused(save({ riskLevel: 'HIGH' }))).toContain('riskReason');
    expect(await refused(save({ exemptUntil: dayFromNow(30) }))).toContain('exemptReason');
    expect(await refused(save({ lastScore: 80 }))).toContain('lastScoreOn');
    await save({ riskLevel: 'HIGH', riskReason: '去年库房进水', lastScore: 58.5, lastScoreOn: '2025-11-03' });
    expect(await refused(save({ riskLevel: 'LOW', riskReason: '同时修改' }))).toBe('STALE_VERSION');
    await save({ riskLevel: 'HIGH', riskReason: '去年库房进水', lastScore: 61, lastScoreOn: '2025-12-01' }, 1);
    const { rows } = await (await plans()).objects({ risk: 'HIGH' });
    expect(rows).toMatchObject([{ slug: unitSlug, lastScore: 61, riskReason: '去年库房进水', rowVersion: 2 }]);
    const own = await plans(district.otherBureau);
    expect(await refused(own.saveObject({ unitSlug, rowVersion: 0 }))).toBe('NOT_FOUND');
  });

  it('pages by key and finds who was not inspected for long', async () => {
    const first = await (await plans()).objects({ limit: 3 });
    expect(first.page.total).toBe(7);
    const second = await (await plans()).objects({ limit: 3, cursor: first.page.nextCursor! });
    const third = await (await plans()).objects({ limit: 3, cursor: second.page.nextCursor! });
    const seen = [...first.rows, ...second.rows, ...third.rows].map((row) => row.slug);
    expect(new Set(seen).size).toBe(7);
    expect(third.page.nextCursor).toBeNull();
    expect((await (await plans()).objects({ quietYears: 3 })).rows).toHaveLength(7);
  });
});

describe('the library of inspectors', () => {
  it('follows membership and says what is wrong with a certificate', async () => {
    const [a, b, c] = district.inspectors;
    const save = async (accountId: string, certificateExpiresOn: string) =>
      (await plans()).saveInspector({
        accountId,
        rowVersion: 0,
        certificateNumber: '浙档执0317',
        certificateExpiresOn,
        specialities: ['filing', 'safety'],
      });
    await save(a!.accountId, dayFromNow(-1));
    await save(b!.accountId, dayFromNow(30));
    const { rows } = await (await plans()).inspectors({});
    const states = new Map(rows.map((row) => [row.accountId, row.certificate]));
    expect(rows).toHaveLength(3);
    expect([a, b, c].map((person) => states.get(person!.accountId))).toEqual(['expired', 'soon', 'missing']);
    const approver = await makePerson(district.bureau.id, ['bureau_approver']);
    expect(await refused(save(approver.accountId, dayFromNow(30)))).toBe('NOT_FOUND');
    expect(await refused(save(district.otherBureau.worker.accountId, dayFromNow(30)))).toBe('NOT_FOUND');
  });

  it('records recusals once, lifts them, and answers a foreign id like an unknown one', async () => {
    const accountId = district.inspectors[1]!.accountId;
    const unitSlug = villages[0]!.slug;
    const add = async (input: object) =>
      (await plans()).addRecusal({ accountId, unitSlug, reason: '配偶在该村任职', ...input });
    expect(await refused(add({ unitSlug: district.stranger.slug }))).toBe('NOT_FOUND');
    expect(await refused(add({ accountId: district.otherBureau.worker.accountId }))).toBe('NOT_FOUND');
    const { id } = await add({});
    expect(await refused(add({}))).toBe('ALREADY_EXISTS');
    const { rows } = await (await plans()).inspectors({});
    expect(rows.find((row) => row.accountId === accountId)!.recusals).toMatchObject([
      { id, unitName: '一村', reason: '配偶在该村任职' },
    ]);
    expect(await refused((await plans(district.otherBureau)).liftRecusal({ recusalId: id }))).toBe('NOT_FOUND');
    await (await plans()).liftRecusal({ recusalId: id });
    expect(await refused((await plans()).liftRecusal({ recusalId: id }))).toBe('NOT_FOUND');
    await add({});
  });
});

describe('a draw by strata', () => {
  it('takes from every township, honours recusal, leaves out who is exempt or not available', async () => {
    const exempt = villages[3]!;
    await (await plans()).saveObject({
      unitSlug: exempt.slug,
      rowVersion: 0,
      exemptUntil: dayFromNow(60),
      exemptReason: '正在移库',
    });
    const extra = await makePerson(district.bureau.id, ['bureau_inspector'], '请假的');
    await (await plans()).saveInspector({
      accountId: extra.accountId,
      rowVersion: 0,
      specialities: [],
      unavailableReason: '产假',
    });
    const campaignId = await villageCampaign();
    const pool = await (await inspections()).pool({ campaignId });
    expect(pool.exemptUnits.map((unit) => unit.slug)).toEqual([exempt.slug]);
    expect(pool.inspectors.map((person) => person.accountId)).not.toContain(extra.accountId);
    const { drawn } = await (await inspections()).draw({
      campaignId,
      share: 100,
      stratifyBy: ['township'],
      inspectors: 2,
    });
    expect(drawn.units).toHaveLength(3);
    const recused = district.inspectors[1]!.accountId;
    const first = drawn.units.find((unit) => unit.slug === villages[0]!.slug)!;
    expect(first.inspectors.map((person) => person.accountId)).not.toContain(recused);
    const campaign = await (await inspections()).campaignById({ campaignId });
    expect(campaign.sheet!.strata.map(({ stratum, take }) => `${stratum} ${take}`)).toEqual(
      [`township:${district.units[0]!.slug} 2`, `township:${district.units[1]!.slug} 1`].sort(),
    );
    expect(campaign.sheet!.recusals).toEqual([{ inspector: recused, unit: villages[0]!.slug }]);
  });

  it('is refused when too few inspectors are left for a unit, and nothing is kept', async () => {
    const campaignId = await villageCampaign();
    const recusedAccountIds = [district.inspectors[0]!.accountId];
    const call = (await inspections()).draw({ campaignId, share: 100, inspectors: 2, recusedAccountIds });
    expect(await refused(call)).toBe('INSPECTORS_RECUSED');
    expect((await (await inspections()).campaignById({ campaignId })).state).toBe('planned');
  });

  it('knows only its own strata and one way of counting', async () => {
    const campaignId = await villageCampaign();
    const call = async (input: object) => (await inspections()).draw({ campaignId, inspectors: 2, ...input });
    expect(await refused(call({}))).toBe('BAD_INPUT');
    expect(await refused(call({ units: 1, share: 10 }))).toContain('units');
    expect(await refused(call({ units: 1, takes: [{ stratum: 'township:elsewhere', take: 1 }] }))).toBe('BAD_INPUT');
    expect(await refused(call({ units: 9 }))).toBe('DRAW_POOL_TOO_SMALL');
  });

  it('named units keep the reason, and nobody is named against a recusal', async () => {
    const campaignId = await villageCampaign('named');
    const inspectorAccountIds = district.inspectors.map((person) => person.accountId);
    const unitSlugs = [villages[0]!.slug, villages[1]!.slug];
    const two = inspectorAccountIds.slice(0, 2);
    const name = async (ids: string[]) =>
      (await inspections()).nameUnits({ campaignId, unitSlugs, inspectorAccountIds: ids, reason: '两年未归档' });
    expect(await refused(name(two))).toBe('INSPECTORS_RECUSED');
    const { drawn } = await name(inspectorAccountIds);
    expect(drawn.units.map((unit) => unit.inspectors.length).sort()).toEqual([2, 3]);
    const campaign = await (await inspections()).campaignById({ campaignId });
    expect(campaign).toMatchObject({ selectionReason: '两年未归档', sheet: null, seed: null });
  });
});
