import { beforeAll, describe, expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

/* What an inspection came to, from its closing to the comparison with other years. */
type World = Awaited<ReturnType<typeof makeFoundInspection>>;
let { district, bureau, unit, sister, inspector, inspectionId, findings } = {} as World;
let village: TestTenant;
const asBureau = () => callEach(bureau);
const asInspector = () => callEach(bureau, inspector);
const asUnit = () => callEach(unit);
const asStranger = () => callEach(district.otherBureau);
const year = Number(dayFromNow(0).slice(0, 4));

beforeAll(async () => {
  const world = await makeFoundInspection();
  ({ district, bureau, unit, sister, inspector, inspectionId, findings } = world);
  village = await makeTenant('village', { name: '柳塘村' });
  await supervise(unit, village);
  await asInspector().inspection.issueFindings({ inspectionId });
});

const lineOf = async (tenant: TestTenant) =>
  (await asBureau().district.units({ limit: 200 })).rows.find((row) => row.slug === tenant.slug);

describe('the score', () => {
  const settle = async () => {
    const { rows } = await asUnit().inspection.received({ kind: 'finding' });
    for (const { dispatchId } of rows)
      await asUnit().inspection.answerFinding({
        findingDispatchId: dispatchId,
        measure: '已整改',
        doneOn: dayFromNow(0),
      });
    for (const findingId of findings)
      await asInspector().inspection.verifyFinding({ findingId, accepted: true, reason: '相符' });
  };

  it('is kept when an inspection is closed, told to the unit, and taken by the next draw', async () => {
    const inLibrary = async () =>
      (await asBureau().inspectionPlan.objects({})).rows.find((row) => row.slug === unit.slug);
    expect((await inLibrary())?.lastScore).toBeNull();
    const { list } = await asInspector().checklist.review({ inspectionId });
    const [first, second] = list.items.filter((item) => item.type === 'yesno' || item.type === 'rating');
    await asInspector().checklist.answer({ inspectionId, itemCode: first!.code, rowVersion: 0, verdict: 'met' });
    await asInspector().checklist.answer({ inspectionId, itemCode: second!.code, rowVersion: 0, verdict: 'unmet' });
    const { checked } = await asInspector().checklist.score({ inspectionId });
    await settle();
    await asInspector().inspection.close({ inspectionId, conclusion: '已整改到位', result: 'MINOR' });
    expect(checked.percent).toBeGreaterThan(0);
    expect(await lineOf(unit)).toMatchObject({
      lastScore: checked.percent,
      openFindings: 0,
      lastScoreOn: dayFromNow(0),
    });
    expect(await inLibrary()).toMatchObject({ lastScore: checked.percent, lastScoreOn: dayFromNow(0) });
    const { id: campaignId } = await asBureau().inspection.createCampaign({
      kind: 'enforcement',
      title: '按得分分层抽取',
      subjectKind: 'township',
      checklistCode: 'checklist_town',
      selectedBy: 'random',
    });
    const { units } = await asBureau().inspection.pool({ campaignId });
    expect(units.map((one) => [one.slug, one.score]).sort()).toEqual(
      district.units.map((one) => [one.slug, one.slug === unit.slug ? checked.percent : null]).sort(),
    );
    const record = (await asUnit().district.ownRecord({ group: 'inspection' })).rows.find(
      (line) => line.kind === 'inspection_record',
    );
    expect(record?.facts.score).toBe(checked.percent);
  });

  it('of nothing judged is no score, and changes none', async () => {
    const { rows } = await asBureau().inspection.listInspections({ search: sister.name });
    const other = rows.find((row) => row.subjectName === sister.name)!;
    const { inspectors } = await asBureau().inspection.byId({ inspectionId: other.id });
    const person = district.inspectors.find((one) => one.accountId === inspectors[0]!.accountId)!;
    await (await callAs(bureau, person)).inspection.close({ inspectionId: other.id, conclusion: '无', result: 'PASS' });
    expect((await lineOf(sister))?.lastScore).toBeNull();
  });
});

describe('years', () => {
  it('stand beside each other: sections, legal items, what was found again, who rose', async () => {
    const admin = await testAdmin();
    // The same unit a year before: a lower score, and one of the items found then too.
    const { rows } = await admin.query<{ id: string }>(
      `insert into inspection_campaign (tenant_id, id, kind, title, year, checklist_id, subject_kind, selected_by, state, created_by)
       select tenant_id, gen_random_uuid(), kind, '上年检查', year - 1, checklist_id, subject_kind, 'named', 'closed', created_by
       from inspection_campaign where tenant_id = $1 limit 1 returning id`,
      [bureau.id],
    );
    const past = await admin.query<{ id: string }>(
      `insert into inspection (tenant_id, id, campaign_id, subject_tenant_id, subject_name, subject_kind, selected_by, inspector_account_ids,
         inspector_names, inspected_on, state, result, closed_on, created_at, score_percent, score_sections)
       select tenant_id, gen_random_uuid(), $2, subject_tenant_id, subject_name, subject_kind, 'named', inspector_account_ids, inspector_names,
         (inspected_on - interval '1 year')::date, 'closed', 'MINOR', (closed_on - interval '1 year')::date, created_at - interval '1 year', 10, '[{"name": "基础", "full": 10, "got": 1, "percent": 10}]'
       from inspection where tenant_id = $1 and id = $3 returning id`,
      [bureau.id, rows[0]!.id, inspectionId],
    );
    await admin.query(
      `insert into finding (tenant_id, id, inspection_id, number, legal_item, checklist_code, severity, fact, basis, requirement, due_on, state,
         issued_on, verified_on, created_by)
       select tenant_id, gen_random_uuid(), $2, 1, legal_item, checklist_code, severity, fact, basis, requirement, (due_on - interval '1 year')::date, 'verified',
         ($4::date - interval '1 year')::date, ($4::date - interval '1 year')::date, created_by from finding where id = $1 and tenant_id = $3`,
      [findings[0], past.rows[0]!.id, bureau.id, dayFromNow(0)],
    );
    const { years, legalItems, sections, trends } = await asBureau().district.comparison({ kind: 'township' });
    expect(years.map((one) => one.year)).toEqual([year - 4, year - 3, year - 2, year - 1, year]);
    expect(years.at(-2)).toMatchObject({ inspections: 1, findings: 1, repeated: 0, averageScore: 10 });
    // T6 was found twice this year and once before: both of this year are repeats.
    expect(years.at(-1)).toMatchObject({ findings: 3, repeated: 2, settled: 3 });
    expect(legalItems.reduce((sum, item) => sum + (item.counts.at(-1) ?? 0), 0)).toBe(3);
    expect(sections.find((one) => one.name === '基础')?.averages).toEqual([null, null, null, 10, null]);
    expect(trends).toMatchObject({ rose: 1, fell: 0, first: 0 });
    const risen = await asBureau().district.trends({ trend: 'rose' });
    expect(risen.rows).toMatchObject([{ slug: unit.slug, previousScore: 10, trend: 'rose', repeated: 2 }]);
    expect((await asBureau().district.trends({ trend: 'fell' })).rows).toEqual([]);
    expect((await asBureau().district.trends({ year: year - 1 })).rows).toMatchObject([
      { trend: 'first', change: null },
    ]);
    expect((await asBureau().district.downloadTrends({})).sizeBytes).toBeGreaterThan(0);
  });

  it('of a stranger hold nothing of them', async () => {
    const { years, sections } = await asStranger().district.comparison({});
    expect(years.every((one) => one.inspections + one.findings === 0)).toBe(true);
    expect([sections, (await asStranger().district.trends({})).rows]).toEqual([[], []]);
    // A clerk without the right to plan gets nowhere.
    expect(await refused(callEach(village).district.units({}))).toBe('FORBIDDEN');
  });
});
