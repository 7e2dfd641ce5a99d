import { plusDays } from '@/db/demo/calendar';
import { actDepartmentAssessment } from './act-departments.ts';
import type { Stage } from './cast.ts';

/* A year of filing in one unit: departments hand in, the archivist accepts and returns, the authority approves the schedule. */
const DEPARTMENTS = [
  ['BGS', '办公室'],
  ['YWK', '业务科'],
  ['CWK', '财务科'],
] as const;
const LINES = [
  ['BGS', 'WS', '年度工作总结与计划', 2, 'DOC'],
  ['BGS', 'WS', '党组会议记录', 1, 'DOC'],
  ['YWK', 'WS', '业务通知与批复', 3, 'DOC'],
  ['YWK', 'ZP', '重大活动照片', 6, 'AV'],
  ['CWK', 'KU', '会计凭证', 12, 'ACC'],
] as const;
const FILES = [
  '关于开展年度档案检查的通知.png',
  '上年度工作总结.png',
  '关于表彰先进集体的决定.png',
  '业务工作会议纪要.png',
] as const;

const actDepartments = async (stage: Stage, slug: string): Promise<Map<string, string>> => {
  const archivist = () => stage.as(`${slug}.arch`).filing;
  const handlers = await archivist().handlers({});
  const membershipIds = handlers.filter((one) => one.position === '兼职档案员').map((one) => one.membershipId);
  const standing = await archivist().departments();
  const ids = new Map(standing.map((department) => [department.code, department.id]));
  for (const [code, name] of DEPARTMENTS) {
    if (ids.has(code)) continue;
    const { id } = await archivist().addDepartment({ code, name });
    await archivist().assignHandlers({ departmentId: id, membershipIds: code === 'CWK' ? [] : membershipIds });
    ids.set(code, id);
  }
  return ids;
};

const actPlan = async (stage: Stage, slug: string, departments: ReadonlyMap<string, string>): Promise<void> => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const archivist = () => stage.as(`${slug}.arch`).filing;
  if ((await archivist().plan({ year })).lines.length > 0) return;
  await archivist().setDeadline({
    code: 'DOC',
    yearFrom: year,
    yearsAfter: 1,
    month: 3,
    day: 31,
    basis: '本单位档案工作制度：次年一季度内归档',
  });
  for (const [code, categoryCode, kind, expectedCount, deadlineCode] of LINES) {
    const departmentId = departments.get(code) ?? '';
    await archivist().addPlanLine({ year, departmentId, categoryCode, kind, expectedCount, deadlineCode });
  }
  await archivist().copyPlan({ year: year + 1 });
};

/** Four documents: one accepted, one returned, one waiting, one still a draft. */
const actHandIn = async (stage: Stage, slug: string, departmentId: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const department = `${slug}.dept`;
  const objectIds: string[] = [];
  for (const name of FILES) objectIds.push(await stage.photograph(department, name));
  const lines = await stage.as(department).filing.ownLines();
  const planLineId = lines.find((line) => line.departmentId === departmentId && line.kind.includes('总结'))?.id;
  const { documents } = await stage.as(department).filing.handFiles({ departmentId, year, planLineId, objectIds });
  const [accepted, returned, waiting] = documents;
  const [fonds] = await stage.as(`${slug}.arch`).archive.fonds();
  if (!(accepted && returned && waiting && fonds)) return;
  const sent = await stage.as(department).filing.submit({ ids: [accepted.id, returned.id, waiting.id] });
  const versionOf = (id: string) => sent.documents.find((document) => document.id === id)?.rowVersion ?? 1;
  await stage.as(`${slug}.arch`).filing.returnDocument({
    id: returned.id,
    rowVersion: versionOf(returned.id),
    reasons: [{ field: 'responsibleParty', reason: '请补责任者' }],
  });
  await stage.as(`${slug}.arch`).filing.acceptDocument({
    id: accepted.id,
    rowVersion: versionOf(accepted.id),
    fondsId: fonds.id,
    retentionCode: 'D10',
  });
  await stage.as(`${slug}.arch`).filing.remind({ year });
};

/** 四重: one with all its records and accepted, one that lacks photographs. */
const actEvents = async (stage: Stage, slug: string, departmentId: string): Promise<void> => {
  const year = stage.today.slice(0, 4);
  const archivist = () => stage.as(`${slug}.arch`).filing;
  const { rows: records } = await stage.as(`${slug}.arch`).archive.list({ limit: 3 });
  const meeting = await archivist().addEvent({
    kind: 'meeting',
    name: `${year}年度工作会议`,
    heldFrom: plusDays(stage.today, -60),
    host: '办公室',
    responsibleDepartmentId: departmentId,
    plan: '会议通知、议程、讲话、决议各一份，会后一个月内交齐。',
    dueOn: plusDays(stage.today, 30),
    topicCode: 'ZDHD',
    tasks: [{ departmentId, material: 'text', dueOn: plusDays(stage.today, 10) }],
  });
  await archivist().addEvent({
    kind: 'activity',
    name: '档案开放日宣传活动',
    heldFrom: plusDays(stage.today, -20),
    responsibleDepartmentId: departmentId,
    plan: '活动方案、新闻稿和照片，照片不少于 6 张。',
    dueOn: plusDays(stage.today, 40),
    topicCode: 'ZDHD',
    tasks: [{ departmentId, material: 'photo', dueOn: plusDays(stage.today, 20) }],
  });
  if (records.length === 0) return;
  const itemIds = records.map((row) => row.id);
  await archivist().linkEventRecords({ eventId: meeting.id, material: 'text', itemIds });
  const task = { eventId: meeting.id, departmentId, material: 'text' } as const;
  await archivist().deliverTask({ ...task, deliveredOn: stage.today });
  const { rowVersion } = await archivist().judgeTask({ ...task, isAccepted: true });
  await archivist().acceptEvent({ eventId: meeting.id, rowVersion, note: '材料齐全' });
};

const actCorrection = async (stage: Stage, slug: string): Promise<void> => {
  const { rows } = await stage.as(`${slug}.arch`).archive.list({ limit: 1 });
  const [row] = rows;
  if (!row) return;
  const { item } = await stage.as(`${slug}.arch`).archive.byId({ id: row.id });
  await stage.as(`${slug}.arch`).archive.correct({
    id: item.id,
    rowVersion: item.rowVersion,
    changes: { remarks: '已与原件核对' },
    reason: '年度复核时补充备注',
  });
};

/** 送审; with an approver also 批复 and 接收. */
const actSchedule = async (stage: Stage, slug: string, approver: string | null): Promise<void> => {
  const archivist = () => stage.as(`${slug}.arch`).filing;
  const draft = await archivist().beginSchedule({ from: 'seed' });
  const sent = await archivist().submitSchedule({ scheduleId: draft.id, rowVersion: draft.rowVersion });
  if (approver === null) return;
  const { rows: waiting } = await stage.as(approver).filing.reviews({ state: 'waiting' });
  for (const review of waiting) {
    await stage.as(approver).filing.decideSchedule({
      submissionId: review.submissionId,
      decision: 'approve',
      documentNumber: `清档函〔${stage.today.slice(0, 4)}〕7号`,
    });
  }
  await archivist().receiveDecision({ scheduleId: sent.id });
  await archivist().answerGap({
    year: Number(stage.today.slice(0, 4)) - 1,
    ruleCode: 'WS-22',
    reason: '上年没有新增或变更房产、土地、车辆',
  });
};

export const actFiling = async (stage: Stage, slug: string, approver: string | null): Promise<void> => {
  await actSchedule(stage, slug, approver);
  const departments = await actDepartments(stage, slug);
  await actPlan(stage, slug, departments);
  await actHandIn(stage, slug, departments.get('BGS') ?? '');
  await actEvents(stage, slug, departments.get('YWK') ?? '');
  await actDepartmentAssessment(stage, slug);
  await actCorrection(stage, slug);
};

/** The unit hands a year up as it stands, and has closed the one before; its major events go up as well. */
export const actRelease = async (stage: Stage, slug: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const archivist = () => stage.as(`${slug}.arch`).filing;
  await archivist().releaseYear({ year, note: '会计凭证待财务科移交' });
  await archivist().closePlan({ year: year - 1, rowVersion: 1, note: '本年度归档已按期完成' });
  const { rows: events } = await archivist().events({});
  await archivist().reportEvents({ eventIds: events.map((event) => event.id), note: '照片待业务科补交' });
};

/** The authority reminds who is behind, and checks on site how one unit collects. */
export const actSupervision = async (stage: Stage, inspector: string, slug: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const supervisor = () => stage.as(inspector).filing;
  const unit = (await supervisor().unitsBelow()).find((one) => one.slug === slug);
  if (!unit) return;
  await supervisor().remindUnits({ year, unitTenantIds: [unit.tenantId] });
  const check = await supervisor().addCheck({
    unitTenantId: unit.tenantId,
    year,
    checkedOn: stage.today,
    checkedBy: '监督指导科',
    conclusion: '文书材料收集基本齐全，声像材料收集滞后。',
    findings: [
      { fact: '重大活动照片只交3张，无文字说明', requirement: '每次活动不少于6张，写清人物、地点' },
      { fact: '防汛值班记录未交', requirement: '补交全年值班记录' },
    ],
    dueOn: plusDays(stage.today, 30),
  });
  await stage.as(`${slug}.arch`).filing.answerCheck({
    checkId: check.id,
    results: check.findings.map(({ number }) => ({ number, measure: '已补交', doneOn: stage.today })),
  });
  await supervisor().judgeCheck({ checkId: check.id, accepted: false, reason: '照片仍缺文字说明' });
  const [lacking] = (await supervisor().unitEvents({ state: 'missing' })).rows;
  if (lacking)
    await supervisor().remindEvent({ releaseId: lacking.releaseId, note: '请补齐活动照片，写明人物、地点后报送。' });
};

/** The authority asks units for the records that matter this year. */
export const actKeyTasks = async (stage: Stage, inspector: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  const units = await stage.as(inspector).filing.keyTaskUnits();
  await stage.as(inspector).filing.issueKeyTasks({
    title: `${year}年度重点归档任务清单`,
    year,
    dueOn: `${year}-12-31`,
    tasks: [
      { number: 1, title: '重大项目档案', requirement: '立项、招标、验收文件齐全' },
      { number: 2, title: '重大活动照片', requirement: '每次活动不少于6张，写清人物、地点' },
    ],
    unitTenantIds: units.filter((unit) => unit.kind === 'department').map((unit) => unit.tenantId),
  });
};

/** Departments and a plan, and nothing handed in yet: where somebody who tries it begins. */
export const actPlanOnly = async (stage: Stage, slug: string): Promise<void> =>
  actPlan(stage, slug, await actDepartments(stage, slug));
