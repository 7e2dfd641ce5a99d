import type { Stage } from '@/server/demo/cast';

/* What follows findings, beside what the district acts out: templates, questions to the congress, look-backs, more time. */
const BUREAUX = ['qinghe-bureau', 'linjiang-bureau'] as const;

const adaptTemplate = async (stage: Stage, planner: string): Promise<void> => {
  const templates = await stage.as(planner).documents.templates();
  const inquiry = templates.find((template) => template.code === 'INQUIRY' && template.version === 0);
  if (!inquiry) return;
  const { title, series, opening, closing, sealPlace, version } = inquiry;
  const words = { title: `调查${title}`, series, opening, closing, sealPlace };
  await stage.as(planner).documents.saveTemplate({ code: 'INQUIRY', version, ...words });
};

/** The archivists of the units answer everything in the district; so the bureau writes one more demand. */
const demandMore = async (stage: Stage, planner: string): Promise<string | undefined> => {
  const { rows } = await stage.as(planner).inspection.listInspections({ state: 'rectifying' });
  const [running] = rows;
  if (!running) return undefined;
  const view = await stage.as(planner).inspection.byId({ inspectionId: running.id });
  const named = stage.cast.members.find((member) => member.accountId === view.inspectors[0]?.accountId);
  const inspector = named?.login ?? planner;
  const { id } = await stage.as(inspector).inspection.addFinding({
    inspectionId: running.id,
    checklistCode: view.checklist[0]?.code ?? '',
    severity: 'HAZARD',
    fact: '库房防火门不能关闭',
    basis: '《档案法》第十九条、第四十五条',
    requirement: '修复防火门',
    dueOn: `${stage.today.slice(0, 4)}-12-31`,
    pin: { kind: 'room', name: '二楼库房' },
  });
  await stage.as(inspector).inspection.issueFindings({ inspectionId: running.id });
  if (running.subjectSlug) await askForTime(stage, `${running.subjectSlug}.arch`);
  return id;
};

const askForTime = async (stage: Stage, archivist: string): Promise<void> => {
  const { rows } = await stage.as(archivist).inspection.received({ kind: 'finding', state: 'waiting' });
  const [demand] = rows;
  if (!demand) return;
  const askedUntil = `${Number(stage.today.slice(0, 4)) + 1}-03-31`;
  const input = { findingDispatchId: demand.dispatchId, askedUntil, reason: '维修经费已列入明年预算' };
  await stage.as(archivist).closure.askExtension(input);
};

const lookBack = async (stage: Stage, planner: string): Promise<void> => {
  const { rows } = await stage.as(planner).closure.rankUnits({ kind: 'department' });
  const inspectors = await stage.as(planner).closure.inspectors();
  const [most] = rows;
  if (!most || inspectors.length < 2) return;
  const inspectorAccountIds = inspectors.slice(0, 2).map((person) => person.accountId);
  await stage
    .as(planner)
    .closure.startLookBack({ title: '问题较多单位回头看', years: 3, unitSlugs: [most.slug], inspectorAccountIds });
};

export const addClosureLife = async (stage: Stage): Promise<void> => {
  for (const bureau of BUREAUX) {
    const planner = `${bureau}.insp1`;
    await adaptTemplate(stage, planner);
    const findingId = await demandMore(stage, planner);
    if (findingId) await stage.as(planner).closure.askCongress({ findingId, reason: '多次督促未落实' });
    await lookBack(stage, planner);
  }
};
