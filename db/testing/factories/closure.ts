import { callAs } from './calls.ts';
import { dayFromNow, fileItem, makeDistrict, makeNoticedCampaign } from './inspection.ts';

/** The outcome of a call as a word: `answered`, or the code of its refusal. */
export const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );

/** An inspection of a township with three drafts: on a record, on a room (a hazard), on a line of a register. */
export const makeFoundInspection = async () => {
  const district = await makeDistrict();
  const { bureau } = district;
  const { campaign, campaignId } = await makeNoticedCampaign(bureau, 2);
  const [first, second] = campaign.drawn!.units;
  const unit = district.units.find((candidate) => candidate.slug === first!.slug)!;
  const sister = district.units.find((candidate) => candidate.slug === second!.slug)!;
  const inspector = district.inspectors.find((person) => person.accountId === first!.inspectors[0]!.accountId)!;
  const inspectionId = campaign.inspections.find((row) => row.subjectSlug === unit.slug)!.id;
  const itemId = await fileItem(unit, 'C012', 2025);
  const asInspector = () => callAs(bureau, inspector);
  const asUnit = () => callAs(unit);
  const draft = (more: object = {}) => ({
    inspectionId,
    checklistCode: 'T6',
    severity: 'MINOR' as const,
    fact: '文号著录为圆括号，与原文不一致',
    basis: 'DA/T 22-2015',
    requirement: '更正本件文号',
    dueOn: dayFromNow(30),
    pin: { kind: 'checklist_item' as const },
    ...more,
  });
  const findings: string[] = [];
  for (const more of [
    { pin: { kind: 'archive_item', unitSlug: unit.slug, id: itemId } },
    {
      severity: 'HAZARD',
      checklistCode: 'T8',
      fact: '库房漏水',
      pin: { kind: 'room', name: '二楼库房', seen: '顶部滴水' },
    },
    { fact: '温湿度漏记', pin: { kind: 'register_entry', name: '温湿度登记簿', entry: '2026年3月' } },
  ]) {
    findings.push((await (await asInspector()).inspection.addFinding(draft(more))).id);
  }
  /** The demand as the unit received it. */
  const demandOf = async (fact: string) => {
    const { rows } = await (await asUnit()).inspection.received({ kind: 'finding' });
    for (const row of rows) {
      const view = await (await asUnit()).inspection.receivedById({ dispatchId: row.dispatchId });
      if (view.finding?.fact === fact) return view;
    }
    throw new Error(`no demand ${fact}`);
  };
  return {
    district,
    bureau,
    unit,
    sister,
    inspector,
    inspectionId,
    campaignId,
    itemId,
    findings,
    asInspector,
    asUnit,
    draft,
    demandOf,
  };
};
