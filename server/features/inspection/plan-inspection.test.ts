import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import {
  dayFromNow,
  makeDistrict,
  makeNoticedCampaign,
  momentFromNow,
  noticeTerms,
} from '@/db/testing/factories/inspection';
import { makePerson } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { drawSheetOf } from '@/server/domain/inspection/stratified-draw';
import { drawHashes } from './draw-hashes.ts';

type District = Awaited<ReturnType<typeof makeDistrict>>;
let district: District;
beforeAll(async () => {
  district = await makeDistrict();
});

const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const plan = async (selectedBy: 'random' | 'named' = 'random', subjectKind: 'township' | 'village' = 'township') => {
  const api = await callAs(district.bureau);
  const { id } = await api.inspection.createCampaign({
    kind: 'enforcement',
    title: '2026年双随机检查',
    jointPartners: ['区委保密办'],
    subjectKind,
    checklistCode: 'checklist_town',
    selectedBy,
  });
  return id;
};

describe('a campaign', () => {
  it('takes the built-in checklist over once and counts its rounds', async () => {
    const [first, second] = [await plan(), await plan()];
    const api = await callAs(district.bureau);
    const [a, b] = [
      await api.inspection.campaignById({ campaignId: first }),
      await api.inspection.campaignById({ campaignId: second }),
    ];
    expect(b.roundNumber).toBe(a.roundNumber + 1);
    const lists = await api.inspection.listChecklists();
    expect(lists.map((list) => [list.code, list.id !== null])).toEqual([
      ['checklist_organ', false],
      ['checklist_town', true],
      ['checklist_village', false],
      ['checklist_enterprise', false],
      ['checklist_provider', false],
    ]);
    expect(await refused(api.inspection.createChecklist({ templateCode: 'checklist_town' }))).toBe('ALREADY_EXISTS');
    await (await callAs(district.bureau)).inspection.createChecklist({ templateCode: 'checklist_village' });
  });

  it('draws from the supervised units of its kind and from nobody else', async () => {
    const campaignId = await plan();
    const pool = await (await callAs(district.bureau)).inspection.pool({ campaignId });
    expect(pool.units.map((unit) => unit.slug)).toEqual(district.units.map((unit) => unit.slug).sort());
    expect(pool.inspectors).toHaveLength(3);
    const empty = await plan('random', 'village');
    const api = await callAs(district.bureau);
    expect(await refused(api.inspection.draw({ campaignId: empty, units: 1, inspectors: 2 }))).toBe(
      'DRAW_POOL_TOO_SMALL',
    );
  });

  it('needs two inspectors', async () => {
    const campaignId = await plan();
    const api = await callAs(district.bureau);
    expect(await refused(api.inspection.draw({ campaignId, units: 1, inspectors: 1 }))).toBe('INSPECTORS_TOO_FEW');
    const recusedAccountIds = district.inspectors.slice(1).map((person) => person.accountId);
    const call = (await callAs(district.bureau)).inspection.draw({
      campaignId,
      units: 1,
      inspectors: 2,
      recusedAccountIds,
    });
    expect(await refused(call)).toBe('INSPECTORS_TOO_FEW');
    const named = await plan('named');
    const one = {
      unitSlugs: [district.units[0]!.slug],
      inspectorAccountIds: [district.bureau.worker.accountId],
      reason: '群众反映',
    };
    expect(await refused((await callAs(district.bureau)).inspection.nameUnits({ campaignId: named, ...one }))).toBe(
      'INSPECTORS_TOO_FEW',
    );
  });

  it('names units of the pool only', async () => {
    const campaignId = await plan('named');
    const inspectorAccountIds = district.inspectors.map((person) => person.accountId);
    const call = async (slug: string) =>
      (await callAs(district.bureau)).inspection.nameUnits({
        campaignId,
        unitSlugs: [slug],
        inspectorAccountIds,
        reason: '群众反映',
      });
    expect(await refused(call(district.stranger.slug))).toBe('NOT_FOUND');
    expect((await call(district.units[0]!.slug)).drawn.units.map((unit) => unit.slug)).toEqual([
      district.units[0]!.slug,
    ]);
    expect(await refused(call(district.units[0]!.slug))).toBe('DRAW_IS_FINAL');
  });
});

describe('a draw', () => {
  it('is final, also for the database, and can be repeated from its record', async () => {
    const campaignId = await plan();
    const api = await callAs(district.bureau);
    const { seedText, drawn } = await api.inspection.draw({ campaignId, units: 2, inspectors: 2 });
    const again = (await callAs(district.bureau)).inspection.draw({ campaignId, units: 1, inspectors: 2 });
    expect(await refused(again)).toBe('DRAW_IS_FINAL');
    const campaign = await (await callAs(district.bureau)).inspection.campaignById({ campaignId });
    expect(campaign.state).toBe('drawn');
    expect(campaign.seedText).toBe(seedText);
    expect(seedText.startsWith(`${campaignId}|`)).toBe(true);
    expect(seedText.endsWith(`|${campaign.drawnAt}`)).toBe(true);
    const sheet = campaign.sheet!;
    const { pool } = await testAdmin().then((admin) =>
      admin.query('select pool from inspection_campaign where id = $1', [campaignId]).then(({ rows }) => rows[0]),
    );
    const repeated = drawSheetOf(drawHashes, { ...sheet, units: pool });
    expect(repeated).toEqual(sheet);
    expect(drawn.units.map((unit) => unit.slug)).toEqual(sheet.drawn.map((one) => one.unit));
    for (const change of ["drawn = '{}'", "draw_sheet = '{}'", "pool = '[]'", "selected_by = 'named'"]) {
      const rewrite = (await testAdmin()).query(`update inspection_campaign set ${change} where id = $1`, [campaignId]);
      await expect(rewrite, change).rejects.toThrow('DRAW_IS_FINAL');
    }
  });

  it('gives one of two that draw at once', async () => {
    const campaignId = await plan();
    const [a, b] = [await callAs(district.bureau), await callAs(district.bureau)];
    const answers = await Promise.all(
      [a, b].map((api) => refused(api.inspection.draw({ campaignId, units: 1, inspectors: 2 }))),
    );
    expect(answers.sort()).toEqual(['DRAW_IS_FINAL', 'answered']);
  });

  it('is repeated from the notice by a program that knows nothing of us', async () => {
    const { campaign } = await makeNoticedCampaign(district.bureau, 2);
    const drawnUnit = district.units.find((unit) => unit.slug === campaign.drawn?.units[1]?.slug)!;
    const { rows } = await (await callAs(drawnUnit)).inspection.received({ kind: 'inspection_notice' });
    const notice = await (await callAs(drawnUnit)).inspection.receivedById({ dispatchId: rows[0]!.dispatchId });
    const verify = (draw: unknown): { reproduced: boolean } => {
      try {
        const options = { encoding: 'utf8', input: JSON.stringify(draw) } as const;
        return JSON.parse(execFileSync(process.execPath, ['server/cli/verify-draw.mjs', '-'], options));
      } catch (error) {
        return JSON.parse((error as { stdout: string }).stdout);
      }
    };
    const draw = notice.notice!.draw!;
    if (!('version' in draw)) throw new Error('the notice has a draw of the old kind');
    expect(verify(draw).reproduced).toBe(true);
    expect(verify({ ...draw, drawn: draw.drawn.toReversed() }).reproduced).toBe(false);
    expect(verify({ ...draw, strata: [{ ...draw.strata[0], units: draw.strata[0]!.units.slice(1) }] }).reproduced).toBe(
      false,
    );
    const swapped = draw.drawn.map((one) => ({ ...one, inspectors: one.inspectors.toReversed() }));
    expect(verify({ ...draw, drawn: swapped }).reproduced).toBe(false);
  });
});

describe('notices', () => {
  it('carry numbers without gaps, open a grant, and go out once', async () => {
    const { campaignId, sent, campaign } = await makeNoticedCampaign(district.bureau, 3);
    const numbers = sent.documentNumbers.map((text) => Number(/〔\d{4}〕(\d+)号$/.exec(text)?.[1]));
    expect(sent.documentNumbers[0]).toMatch(/^清档检〔\d{4}〕\d+号$/);
    expect(numbers).toEqual([numbers[0]!, numbers[0]! + 1, numbers[0]! + 2]);
    expect(campaign.state).toBe('noticed');
    expect(campaign.inspections.map((inspection) => inspection.state)).toEqual(['noticed', 'noticed', 'noticed']);
    expect(campaign.inspections.every((inspection) => inspection.grantLiveUntil !== null)).toBe(true);
    const second = (await callAs(district.bureau)).inspection.sendNotices({ campaignId, ...noticeTerms });
    expect(await refused(second)).toBe('CAMPAIGN_STATE_WRONG');
    const cancel = (await callAs(district.bureau)).inspection.cancelCampaign({ campaignId, reason: '不再检查' });
    expect(await refused(cancel)).toBe('CAMPAIGN_STATE_WRONG');
    const next = await makeNoticedCampaign(district.bureau, 1);
    expect(next.sent.documentNumbers[0]).toContain(`${numbers[2]! + 1}号`);
  });

  it('are not sent when one of them cannot be: no number is lost, no unit is opened', async () => {
    const campaignId = await plan();
    await (await callAs(district.bureau)).inspection.draw({ campaignId, units: 3, inspectors: 2 });
    const admin = await testAdmin();
    const counts = async () => {
      const { rows } = await admin.query(
        `select (select last_number from number_counter where tenant_id = $1 and scope like 'inspection.NOTICE:%') as numbers,
          (select count(*)::int from access_grant where tenant_id = $1) as grants,
          (select count(*)::int from dispatch where tenant_id = $1) as dispatches`,
        [district.bureau.id],
      );
      return rows[0];
    };
    const before = await counts();
    const last = (await (await callAs(district.bureau)).inspection.campaignById({ campaignId })).drawn!.units[2]!;
    await admin.query('update supervision set valid_to = current_date where unit_tenant_id = $1', [last.tenantId]);
    const send = async () => (await callAs(district.bureau)).inspection.sendNotices({ campaignId, ...noticeTerms });
    expect(await refused(send())).toBe('ADDRESSEE_NOT_RELATED');
    expect(await counts()).toEqual(before);
    await admin.query('update supervision set valid_to = null where unit_tenant_id = $1', [last.tenantId]);
    expect((await send()).inspectionIds).toHaveLength(3);
  });

  it('refuse a day and an end that are over', async () => {
    const campaignId = await plan();
    await (await callAs(district.bureau)).inspection.draw({ campaignId, units: 1, inspectors: 2 });
    const send = async (more: object) =>
      refused((await callAs(district.bureau)).inspection.sendNotices({ campaignId, ...noticeTerms, ...more }));
    expect(await send({ scheduledOn: dayFromNow(-3) })).toBe('BAD_INPUT');
    expect(await send({ validTo: momentFromNow(-1) })).toBe('BAD_INPUT');
    await (await callAs(district.bureau)).inspection.cancelCampaign({ campaignId, reason: '改期' });
    expect(await send({})).toBe('CAMPAIGN_STATE_WRONG');
  });

  it('are for those who plan: a unit, a reader of the bureau and a stranger get nothing', async () => {
    const campaignId = await plan();
    const approver = await makePerson(district.bureau.id, ['bureau_approver']);
    const asApprover = (await callAs(district.bureau, approver)).inspection;
    expect(await refused(asApprover.draw({ campaignId, units: 1, inspectors: 2 }))).toBe('FORBIDDEN');
    const asUnit = (await callAs(district.units[0]!)).inspection;
    expect(await refused(asUnit.campaignById({ campaignId }))).toBe('NOT_FOUND');
    const asOther = (await callAs(district.otherBureau)).inspection;
    expect(await refused(asOther.campaignById({ campaignId }))).toBe('NOT_FOUND');
    expect(await refused(asOther.pool({ campaignId }))).toBe('NOT_FOUND');
    expect(await refused(asOther.draw({ campaignId, units: 1, inspectors: 2 }))).toBe('NOT_FOUND');
    expect((await asOther.listCampaigns({})).rows).toEqual([]);
  });
});
