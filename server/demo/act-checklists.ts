import { plusDays } from '@/db/demo/calendar';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { isProbeCode } from '@/server/domain/inspection/probes';
import type { Stage } from './cast.ts';

/* A bureau's own checklist, self-checks of its units, what the system found and what the inspectors answered. */

const SAMPLED = 3;

/** The answer that fits the type of an item: most are met, every sixth only partly. */
export const answerTo = (item: ChecklistItem, at: number) => {
  switch (item.type) {
    case 'count':
      return { countValue: item.threshold ?? 1 };
    case 'sample':
      return { sampleSize: 20, sampleFaults: 2 };
    case 'score':
      return { points: item.score ?? 0 };
    case 'yesno':
      return { verdict: 'met' as const };
    default:
      return { verdict: at % 6 === 5 ? ('partly' as const) : ('met' as const) };
  }
};

/** 自查 from the first item to the last, with a picture, sent in. */
const answerAll = async (stage: Stage, login: string, selfCheckId: string): Promise<void> => {
  const { list } = await stage.as(login).selfCheck.byId({ selfCheckId });
  for (const [at, item] of list.items.entries()) {
    const objectIds = at === 0 ? [await stage.photograph(login, '制度上墙.png')] : [];
    await stage.as(login).selfCheck.answer({
      selfCheckId,
      itemCode: item.code,
      rowVersion: 0,
      note: at === 0 ? '已落实，见照片' : '',
      objectIds,
      ...answerTo(item, at),
    });
  }
  await stage.as(login).selfCheck.submit({ selfCheckId });
};

/** What a unit does of its own will: it lets the system look at its records, and goes through the built-in list. */
export const actOwnSelfCheck = async (stage: Stage, login: string, templateCode: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  await stage.as(login).probe.runOwn({ yearFrom: year - 3, yearTo: year });
  const { id } = await stage.as(login).selfCheck.start({ templateCode });
  await answerAll(stage, login, id);
};

/** The built-in list of departments with a veto of the bureau's own, published; and its next version as a draft. */
const actLibrary = async (stage: Stage, login: string): Promise<void> => {
  const { id: checklistId } = await stage
    .as(login)
    .checklist.begin({ from: { kind: 'template', code: 'checklist_village' } });
  const { name, items, sections, profile } = await stage.as(login).checklist.byId({ checklistId });
  await stage.as(login).checklist.save({
    checklistId,
    rowVersion: 1,
    name,
    subjectKinds: ['village'],
    sections,
    items: items.map((item) => ({ ...item, probes: item.probes.filter(isProbeCode) })),
    profile: { ...profile, vetoes: [{ allOf: ['V7', 'V8'], notAbove: 'FAIL' }] },
  });
  await stage.as(login).checklist.publish({ checklistId, rowVersion: 2 });
  await stage.as(login).checklist.begin({ from: { kind: 'version', checklistId } });
};

/** Two of the units that were asked answer; the third has not opened the request. */
const actSelfChecks = async (stage: Stage, login: string, campaignId: string): Promise<void> => {
  await stage.as(login).checklist.askSelfCheck({
    campaignId,
    dueOn: plusDays(stage.today, 5),
    words: '请对照检查表逐项自查，附上佐证材料。',
  });
  const { inspections } = await stage.as(login).inspection.campaignById({ campaignId });
  for (const { subjectSlug } of inspections.slice(0, 2)) {
    const archivist = `${subjectSlug}.arch`;
    const { rows } = await stage.as(archivist).selfCheck.list({ state: 'asked' });
    const requestDispatchId = rows[0]?.requestDispatchId;
    if (!requestDispatchId) continue;
    const year = Number(stage.today.slice(0, 4));
    await stage.as(archivist).probe.runOwn({ yearFrom: year - 3, yearTo: year });
    const { id } = await stage.as(archivist).selfCheck.open({ requestDispatchId });
    await answerAll(stage, archivist, id);
  }
};

/** One inspector reviews: the system looks, a sample is drawn and looked at, the first items are answered. */
const actReview = async (stage: Stage, inspector: string, inspectionId: string): Promise<void> => {
  const as = () => stage.as(inspector);
  await as().probe.run({ inspectionId });
  const { list } = await as().checklist.review({ inspectionId });
  const itemCode = list.items.find((item) => item.type === 'sample')?.code ?? list.items[0]?.code ?? '';
  const { id: sampleId } = await as().checklist.drawSample({ inspectionId, itemCode, size: SAMPLED });
  const { samples } = await as().checklist.review({ inspectionId });
  for (const [at, record] of (samples[0]?.records ?? []).entries())
    await as().checklist.noteSample({ sampleId, itemId: record.id, verdict: at === 0 ? 'differs' : 'fits' });
  for (const [at, item] of list.items.slice(0, 4).entries())
    await as().checklist.answer({
      inspectionId,
      itemCode: item.code,
      rowVersion: 0,
      note: at === 0 ? '资料齐全，与现场一致' : '',
      overruledReason: '已看实物，以现场为准',
      objectIds: at === 0 || item.needsPhoto ? [await stage.photograph(inspector, '现场.png')] : [],
      ...answerTo(item, at),
    });
};

export const actChecklists = async (
  stage: Stage,
  login: string,
  running: { campaignId: string; inspecting: { id: string; inspector: string } | null },
): Promise<void> => {
  await actLibrary(stage, login);
  await actSelfChecks(stage, login, running.campaignId);
  if (running.inspecting) await actReview(stage, running.inspecting.inspector, running.inspecting.id);
};
