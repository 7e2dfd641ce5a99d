import { beforeAll, expect, it } from 'vitest';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { dayFromNow, makeDistrict, makeNoticedCampaign } from '@/db/testing/factories/inspection';
import type { TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';

type District = Awaited<ReturnType<typeof makeDistrict>>;
let district: District;
let bureau: TestTenant;
beforeAll(async () => {
  district = await makeDistrict();
  ({ bureau } = district);
});

const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const draft = (inspectionId: string) => ({
  inspectionId,
  checklistCode: 'T8',
  severity: 'HAZARD' as const,
  fact: '灭火器过期',
  basis: '《档案法》第十九条',
  requirement: '更换灭火器',
  dueOn: dayFromNow(30),
  pin: { kind: 'checklist_item' as const },
});

it('counts as overdue what is late and unanswered, by the database’s clock', async () => {
  const made = await makeNoticedCampaign(bureau, 3);
  const target = made.campaign.drawn!.units[0]!;
  const row = made.campaign.inspections.find((one) => one.subjectSlug === target.slug)!;
  const person = district.inspectors.find((one) => one.accountId === target.inspectors[0]!.accountId)!;
  const api = async () => (await callAs(bureau, person)).inspection;
  const late = await (await api()).addFinding(draft(row.id));
  await (await testAdmin()).query('update access_grant set revoked_at = now() where inspection_id = $1', [row.id]);
  const pin = { kind: 'archive_item' as const, unitSlug: target.slug, id: late.id };
  expect(await refused((await api()).addFinding({ ...draft(row.id), pin }))).toBe('NOT_FOUND');
  await (await testAdmin()).query('update finding set due_on = current_date - 3 where id = $1', [late.id]);
  expect(await refused((await api()).issueFindings({ inspectionId: row.id }))).toBe('BAD_INPUT');
  await (await testAdmin()).query('update finding set due_on = current_date + 3 where id = $1', [late.id]);
  await (await api()).issueFindings({ inspectionId: row.id });
  const dueOn = async (day: string) => {
    await (await testAdmin()).query('update finding set due_on = $2 where id = $1', [late.id, day]);
    const { rows } = await (await callAs(bureau, person)).district.units({ light: 'overdue' });
    const [finding] = (await (await api()).byId({ inspectionId: row.id })).findings;
    return [rows.map((one) => [one.slug, one.overdueFindings]), finding?.isOverdue];
  };
  // Long past is late even where the holidays of its own year are unknown: days of 2025 were certainly worked since.
  expect(await dueOn('2026-03-02')).toEqual([[[target.slug, 1]], true]);
  expect(await dueOn('2024-03-04')).toEqual([[[target.slug, 1]], true]);
  expect(await dueOn('2099-03-04')).toEqual([[], false]);
});

it('lists page by key and exports what the filters leave', async () => {
  const api = (await callAs(bureau)).inspection;
  const all = await api.listInspections({ limit: 200 });
  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listInspections({ limit: 2, cursor });
    walked.push(...page.rows.map((row) => row.id));
    cursor = page.page.nextCursor ?? undefined;
  } while (cursor);
  expect(walked).toEqual(all.rows.map((row) => row.id));
  // Whom the draw took is chance; whoever it was has the inspection before them.
  const before: string[] = [];
  for (const person of district.inspectors) {
    const { rows } = await (await callAs(bureau, person)).inspection.mine({ limit: 200 });
    before.push(...rows.map((row) => row.id));
  }
  expect(new Set(before)).toEqual(new Set(walked));
  for (const file of [await api.downloadInspections({ state: 'closed' }), await api.downloadCampaigns({})]) {
    expect(file.mediaType).toContain('spreadsheetml');
    expect((await readObject(testObjects(), file)).length).toBe(file.sizeBytes);
  }
});

it('a repeated call with one key has one effect', async () => {
  const key = 'the-very-same-key';
  const input = {
    kind: 'special',
    title: '专项',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'named',
  } as const;
  const first = await (await callAs(bureau, bureau.worker, key)).inspection.createCampaign(input);
  expect(await (await callAs(bureau, bureau.worker, key)).inspection.createCampaign(input)).toEqual(first);
  expect((await (await callAs(bureau)).inspection.listCampaigns({ kind: 'special' })).rows).toHaveLength(1);
});

it('is nothing to another bureau and its unit: every id reads like none', async () => {
  const { campaignId, campaign } = await makeNoticedCampaign(bureau, 1);
  const inspectionId = campaign.inspections[0]!.id;
  const chosen = campaign.drawn!.units[0]!.inspectors[0]!;
  const person = district.inspectors.find((one) => one.accountId === chosen.accountId)!;
  const { id: findingId } = await (await callAs(bureau, person)).inspection.addFinding(draft(inspectionId));
  for (const tenant of [district.otherBureau, district.stranger]) {
    const api = (await callAs(tenant)).inspection;
    const reads = [api.byId({ inspectionId }), api.answers({ inspectionId }), api.downloadRecord({ inspectionId })];
    expect(await Promise.all(reads.map(refused))).toEqual(reads.map(() => 'NOT_FOUND'));
    expect((await api.listInspections({})).rows).toEqual([]);
  }
  const api = async () => (await callAs(district.otherBureau)).inspection;
  const change = { findingId, rowVersion: 1, fact: '改' };
  const acts = [
    (await api()).campaignById({ campaignId }),
    (await api()).addFinding(draft(inspectionId)),
    (await api()).updateFinding(change),
    (await api()).withdrawFinding({ findingId }),
    (await api()).issueFindings({ inspectionId }),
    (await api()).verifyFinding({ findingId, accepted: true, reason: '可' }),
    (await api()).close({ inspectionId, conclusion: '无', result: 'PASS' }),
  ];
  expect(await Promise.all(acts.map(refused))).toEqual(acts.map(() => 'NOT_FOUND'));
});
