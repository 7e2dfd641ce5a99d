import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import {
  dayFromNow,
  fileItem,
  makeDistrict,
  makeNoticedCampaign,
  momentFromNow,
  noticeTerms,
} from '@/db/testing/factories/inspection';
import { makePerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addWorkingDays } from '@/server/domain/shared/working-days';

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
const inspections = async () => (await callAs(district.bureau)).inspection;
const plans = async (tenant: TestTenant = district.bureau) => (await callAs(tenant)).inspectionPlan;
const drawnCampaign = async () => {
  const { id: campaignId } = await (await inspections()).createCampaign({
    kind: 'enforcement',
    title: '执法检查',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'random',
  });
  await (await inspections()).draw({ campaignId, units: 1, inspectors: 2 });
  return campaignId;
};

describe('the time between notice and inspection', () => {
  it('is the rule’s: shorter needs a reason, which the unit reads', async () => {
    const today = dayFromNow(0);
    const earliest = addWorkingDays(today, 5, WORK_CALENDAR);
    const campaignId = await drawnCampaign();
    const send = async (more: object) =>
      (await inspections()).sendNotices({ campaignId, ...noticeTerms, scheduledOn: dayFromNow(1), ...more });
    if (earliest.kind === 'unknown') {
      expect((await send({})).warnings).toEqual(['CALENDAR_UNKNOWN']);
      return;
    }
    expect(await refused(send({}))).toBe('NOTICE_LEAD_SHORT');
    const { warnings } = await send({ leadReason: '接群众举报，需及时核查' });
    expect(warnings).toEqual(['NOTICE_LEAD_SHORT']);
    const [drawn] = (await (await inspections()).campaignById({ campaignId })).drawn!.units;
    const unit = district.units.find((one) => one.slug === drawn!.slug)!;
    const { rows } = await (await callAs(unit)).inspection.received({ kind: 'inspection_notice' });
    const { notice } = await (await callAs(unit)).inspection.receivedById({ dispatchId: rows[0]!.dispatchId });
    expect(notice!.leadReason).toBe('接群众举报，需及时核查');
  });

  it('changes from the day on which a leader’s new rule holds, not before', async () => {
    const rule = {
      noticeLeadDays: 10,
      inspectorsPerUnit: 3,
      longestExtensionDays: 10,
      basis: '区档案局检查工作规程',
    };
    const approver = await makePerson(district.bureau.id, ['bureau_inspector']);
    const asInspector = (await callAs(district.bureau, approver)).inspectionPlan;
    expect(await refused(asInspector.saveRule({ ...rule, validFrom: dayFromNow(0) }))).toBe('FORBIDDEN');
    await (await plans()).saveRule({ ...rule, validFrom: dayFromNow(5) });
    expect(await (await plans()).rule()).toMatchObject({ noticeLeadDays: 5, inspectorsPerUnit: 2 });
    await (await plans()).saveRule({ ...rule, validFrom: dayFromNow(0) });
    expect(await (await plans()).rule()).toMatchObject({ noticeLeadDays: 10, basis: '区档案局检查工作规程' });
    expect(await (await plans(district.otherBureau)).rule()).toMatchObject({ noticeLeadDays: 5 });
    const { id: campaignId } = await (await inspections()).createCampaign({
      kind: 'enforcement',
      title: '执法检查',
      subjectKind: 'township',
      checklistCode: 'checklist_town',
      selectedBy: 'random',
    });
    const call = async (inspectors: number) => (await inspections()).draw({ campaignId, units: 1, inspectors });
    expect(await refused(call(2))).toBe('INSPECTORS_TOO_FEW');
    expect(await refused(call(3))).toBe('answered');
  });
});

describe('an extension of a grant', () => {
  it('needs a reason, is told to the unit, and opens the records until its day', async () => {
    const own = await makeDistrict();
    const { campaign, sent } = await makeNoticedCampaign(own.bureau, 1);
    const unit = own.units.find((one) => one.slug === campaign.drawn!.units[0]!.slug)!;
    const inspectionId = sent.inspectionIds[0]!;
    const call = async () => (await callAs(own.bureau)).inspectionPlan;
    const extend = async (days: number, reason = '单位资料移库，检查顺延') =>
      (await call()).extendGrant({ inspectionId, validTo: momentFromNow(days), reason });
    expect(await refused(extend(15))).toBe('BAD_INPUT');
    expect(await refused(extend(60))).toBe('BAD_INPUT');
    expect(await refused(extend(25, ' '))).toContain('reason');
    const { dispatchId } = await extend(25);
    const received = await (await callAs(unit)).dispatch.byId({ id: dispatchId });
    expect(received).toMatchObject({ kind: 'grant_extension', body: { reason: '单位资料移库，检查顺延' } });
    const { rows } = await (await callAs(unit)).grants.list({ side: 'received' });
    expect(rows[0]!.extensions).toMatchObject([{ reason: '单位资料移库，检查顺延' }]);
    expect(rows[0]!.extensions[0]!.validTo).toBe(rows[0]!.validTo);
    // The unit objects: nothing is extended over its head.
    await (await callAs(unit)).grants.object({ grantId: rows[0]!.id, reason: '已超过合理期限' });
    expect(await refused(extend(30))).toBe('OBJECTION_WAITING');
    const given = await (await callAs(own.bureau)).grants.list({ side: 'given' });
    const objectionId = given.rows[0]!.objection!.id;
    await (await callAs(own.bureau)).grants.answerObjection({
      objectionId,
      decision: 'reject',
      reason: '检查尚未结束',
    });
    await extend(30);
    const stranger = (await callAs(own.otherBureau)).inspectionPlan;
    const foreign = stranger.extendGrant({ inspectionId, validTo: momentFromNow(31), reason: 'x' });
    expect(await refused(foreign)).toBe('NOT_FOUND');
    const elsewhere = await (await callAs(own.stranger)).grants.list({ side: 'received' });
    expect(elsewhere.rows).toEqual([]);
  });

  it('never revives a grant that is over: a new notice is needed', async () => {
    const own = await makeDistrict();
    const { sent, campaign } = await makeNoticedCampaign(own.bureau, 1);
    const unit = own.units.find((one) => one.slug === campaign.drawn!.units[0]!.slug)!;
    await fileItem(unit, 'A001', 2025);
    const inspector = own.inspectors.find(
      (person) => person.accountId === campaign.drawn!.units[0]!.inspectors[0]!.accountId,
    )!;
    const read = async () => (await callAs(own.bureau, inspector)).archive.grantedList({ unitSlug: unit.slug });
    expect((await read()).rows).toHaveLength(1);
    await (await testAdmin()).query(
      `update access_grant set valid_from = now() - interval '2 days', valid_to = now() - interval '1 second' where tenant_id = $1`,
      [own.bureau.id],
    );
    expect(await refused(read())).not.toBe('answered');
    const extend = (await callAs(own.bureau)).inspectionPlan.extendGrant({
      inspectionId: sent.inspectionIds[0]!,
      validTo: momentFromNow(2),
      reason: '补查',
    });
    expect(await refused(extend)).toBe('GRANT_NOT_LIVE');
    expect(await refused(read())).not.toBe('answered');
  });
});

describe('a receipt', () => {
  it('says who signed for the notice, and when', async () => {
    const own = await makeDistrict();
    const { campaignId, campaign } = await makeNoticedCampaign(own.bureau, 1);
    const unit = own.units.find((one) => one.slug === campaign.drawn!.units[0]!.slug)!;
    const { rows } = await (await callAs(unit)).inspection.received({ kind: 'inspection_notice' });
    expect(campaign.inspections[0]).toMatchObject({ acknowledgedAt: null, acknowledgedBy: null });
    await (await callAs(unit)).dispatch.acknowledge({ id: rows[0]!.dispatchId });
    const after = await (await callAs(own.bureau)).inspection.campaignById({ campaignId });
    expect(after.inspections[0]!.acknowledgedAt).not.toBeNull();
    expect(after.inspections[0]!.acknowledgedBy).toBe(unit.worker.displayName);
  });
});
