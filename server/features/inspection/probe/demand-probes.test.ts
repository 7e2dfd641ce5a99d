import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, fileItem, makeDistrict, makeNoticedCampaign } from '@/db/testing/factories/inspection';

/* 整改期间: the probes of a demand, run again by the unit and by the inspector, beside what they said when it was made. */
it('shows both sides whether the demand is met by the records of today', async () => {
  const district = await makeDistrict();
  const { bureau } = district;
  const { campaign } = await makeNoticedCampaign(bureau, 2);
  const [first, second] = campaign.drawn!.units;
  const unit = district.units.find((one) => one.slug === first!.slug)!;
  const sister = district.units.find((one) => one.slug === second!.slug)!;
  const inspector = district.inspectors.find((one) => one.accountId === first!.inspectors[0]!.accountId)!;
  const inspectionId = campaign.inspections.find((row) => row.subjectSlug === unit.slug)!.id;
  const asInspector = () => callEach(bureau, inspector);
  await fileItem(unit, 'C040', 2020);
  await asInspector().probe.run({ inspectionId, itemCode: 'T4' });
  const draft = await asInspector().inspection.draftFinding({ inspectionId, itemCode: 'T4' });
  // 2021 to 2025 are empty: the figure stands in the draft already.
  expect(draft.fact).toContain('归档年度无空缺');
  const { id: findingId } = await asInspector().inspection.addFinding({
    inspectionId,
    checklistCode: 'T4',
    severity: 'MAJOR',
    fact: draft.fact,
    basis: draft.basis,
    requirement: draft.requirement,
    dueOn: dayFromNow(30),
    pin: { kind: 'checklist_item' },
  });
  await asInspector().inspection.issueFindings({ inspectionId });
  const { rows } = await callEach(unit).inspection.received({ kind: 'finding' });
  const demand = { findingDispatchId: rows[0]!.dispatchId };
  const of = async (probes: Awaited<ReturnType<ReturnType<typeof callEach>['probe']['ofDemand']>>) =>
    probes.find((probe) => probe.probeCode === 'filing.years')!;
  expect(await of(await callEach(unit).probe.ofDemand(demand))).toMatchObject({
    before: { faults: 5, suggestion: 'unmet' },
    now: null,
    isMet: null,
  });
  expect(await of(await callEach(unit).probe.runDemand(demand))).toMatchObject({ now: { faults: 5 }, isMet: false });
  for (const [index, year] of [2021, 2022, 2023, 2024, 2025].entries()) await fileItem(unit, `C04${index + 1}`, year);
  expect(await of(await callEach(unit).probe.runDemand(demand))).toMatchObject({ now: { faults: 0 }, isMet: true });
  const answered = { ...demand, measure: '2021至2025年度已归档', doneOn: dayFromNow(0) };
  await callEach(unit).inspection.answerFinding(answered);
  const { findings } = await asInspector().inspection.byId({ inspectionId });
  const told = findings[0]!.answers[0]!.probes.find((probe) => probe.probeCode === 'filing.years');
  expect(told).toMatchObject({ faults: 0, suggestion: 'met' });
  expect(await of(await asInspector().probe.ofFinding({ findingId }))).toMatchObject({ now: null });
  await asInspector().probe.run({ inspectionId, itemCode: 'T4' });
  expect(await of(await asInspector().probe.ofFinding({ findingId }))).toMatchObject({ isMet: true });
  for (const given of [demand.findingDispatchId, uuidv7()]) {
    expect(await refused(callEach(sister).probe.ofDemand({ findingDispatchId: given }))).toBe('NOT_FOUND');
    expect(await refused(callEach(sister).probe.runDemand({ findingDispatchId: given }))).toBe('NOT_FOUND');
  }
  for (const given of [findingId, uuidv7()])
    expect(await refused(callEach(district.otherBureau).probe.ofFinding({ findingId: given }))).toBe('NOT_FOUND');
}, 120_000);
