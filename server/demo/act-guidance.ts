import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/* 业务指导 of one office and the units below: acts, questions and answers, materials, sites. */

const actEvents = async (stage: Stage, guide: string, unitIds: readonly number[]): Promise<void> => {
  const [first, second] = unitIds;
  if (first === undefined) return;
  await stage.as(guide).guidance.register({
    unitTenantIds: second === undefined ? [first] : [first, second],
    mode: 'onsite',
    programme: 'model_village',
    topic: '示范村归档文件整理',
    hours: 2,
    guidedOn: plusDays(stage.today, -9),
    moreDays: [plusDays(stage.today, -4)],
    guides: ['何志远', '陈静'],
    result: '2024年度文书材料已分类，余下会计凭证约30册，两周内装订完',
    personCount: 3,
    attendees: '村文书、会计、报账员',
    photoObjectIds: [await stage.photograph(guide, '现场指导.png')],
  });
  await stage.as(guide).guidance.register({
    otherUnits: [{ name: '青禾农机专业合作社', kind: 'enterprise' }],
    mode: 'phone',
    topic: '合同档案收集',
    hours: 0.5,
    guidedOn: plusDays(stage.today, -2),
    result: '已发合同归档范围样表',
  });
};

const actPlan = async (stage: Stage, guide: string, unitId: number): Promise<void> => {
  const { kinds, year, rows } = await stage.as(guide).guidance.coverage({ limit: 200 });
  const [kind] = kinds;
  if (kind && kind.planVersion === 0)
    await stage.as(guide).guidance.savePlan({ year, unitKind: kind.kind, targetUnits: kind.units, rowVersion: 0 });
  const unit = rows.find((row) => row.tenantId === unitId);
  if (unit && unit.markVersion === 0)
    await stage.as(guide).guidance.markUnit({
      unitTenantId: unitId,
      mark: 'urgent',
      reason: '年底前完成历年会计档案移交',
      rowVersion: 0,
    });
};

const actSites = async (stage: Stage, guide: string, unitId: number): Promise<void> => {
  const { siteId } = await stage.as(guide).demonstration.add({
    kind: 'model_village',
    name: '档案规范化建设示范村',
    unitTenantId: unitId,
    townshipName: '柳溪镇',
    criteria: ['有专（兼）职档案员，职责上墙', '有独立的档案柜（室）', '各类材料按年度收集齐全'],
  });
  await stage.as(guide).demonstration.move({
    siteId,
    rowVersion: 1,
    stage: 'guided',
    happenedOn: plusDays(stage.today, -10),
    note: '定人联系，每月上门一次',
  });
  await stage.as(guide).demonstration.checkCriteria({
    siteId,
    rowVersion: 2,
    criteria: [
      { text: '有专（兼）职档案员，职责上墙', isMet: true },
      { text: '有独立的档案柜（室）', isMet: true },
      { text: '各类材料按年度收集齐全', isMet: false },
    ],
  });
  const shown = await stage.as(guide).demonstration.add({
    kind: 'observation',
    name: '村级档案室观摩点',
    townshipName: '柳溪镇',
    criteria: [],
  });
  await stage.as(guide).demonstration.move({
    siteId: shown.siteId,
    rowVersion: 1,
    stage: 'formed',
    happenedOn: plusDays(stage.today, -30),
  });
  await stage.as(guide).demonstration.visit({
    siteId: shown.siteId,
    visitedOn: plusDays(stage.today, -12),
    visitors: '各村（社区）档案员',
    personCount: 26,
    note: '现场观摩并座谈',
  });
};

/** 交流研讨 whose minutes go to units, and an act of guidance that belongs to a project. */
const actExchange = async (stage: Stage, guide: string, unitIds: readonly number[]): Promise<void> => {
  const { entryId } = await stage.as(guide).register.enter({
    code: 'exchange_meeting',
    values: {
      heldOn: plusDays(stage.today, -6),
      topic: '电子文件随办随归怎么落实',
      form: 'meeting',
      units: '柳溪镇、区民政局等',
      persons: 14,
      questions: '办公系统里办结的文件由谁点归档？',
      agreed: '承办人办结即归档，档案员每月核对一次，缺的当月补齐。',
      owner: '各单位档案员',
    },
  });
  await stage.as(guide).guidanceDesk.sendExchange({ entryId, rowVersion: 1, unitTenantIds: [...unitIds] });
  const { entryId: projectId } = await stage.as(guide).register.enter({
    code: 'guidance_project',
    values: {
      title: '智慧水务科技项目档案',
      kind: 'research',
      unit: '区水利局',
      goal: '项目验收前档案齐全',
      stage: 'work',
      startedOn: plusDays(stage.today, -40),
    },
  });
  await stage.as(guide).guidance.register({
    otherUnits: [{ name: '清河智慧水务公司', kind: 'enterprise' }],
    mode: 'onsite',
    topic: '科技项目文件形成与归档',
    guidedOn: plusDays(stage.today, -8),
    projectId,
  });
};

/** What an office does for its units, `village` being one of them. */
export const actGuidance = async (stage: Stage, guide: string): Promise<void> => {
  const units = await stage.as(guide).guidance.units();
  const ids = units.slice(0, 2).map((unit) => unit.tenantId);
  const [first] = ids;
  if (first === undefined) return;
  await actEvents(stage, guide, ids);
  await stage.as(guide).guidance.planVisit({
    unitTenantId: first,
    mode: 'onsite',
    topic: '年度归档文件整理',
    plannedOn: plusDays(stage.today, 3),
  });
  await stage.as(guide).guidance.planVisit({
    unitName: '清河酒厂',
    mode: 'visit',
    topic: '企业档案分类',
    plannedOn: plusDays(stage.today, 8),
  });
  const works = units.find((unit) => unit.kind === 'enterprise');
  if (works) await stage.as(guide).district.assignField({ field: 'soe', unitTenantIds: [works.tenantId] });
  const kept = await stage.as(guide).register.list();
  if (kept.some(({ code }) => code === 'exchange_meeting')) await actExchange(stage, guide, ids);
  await actPlan(stage, guide, first);
  await actSites(stage, guide, first);
  await stage.as(guide).guidanceDesk.publishMaterial({
    kind: 'template',
    title: '村级建档简易模板',
    words: '一、分五类收集\n二、按年度整理，一件一号\n三、换届时凭清单交接，三方签字',
    unitTenantIds: ids,
    fileObjectIds: [await stage.photograph(guide, '卷盒封面样式.png')],
  });
};

/** A unit asks, is answered, and the answer becomes everybody's; a second question stays open. */
export const actQuestions = async (stage: Stage, asker: string, guide: string): Promise<void> => {
  const { questionId } = await stage.as(asker).guidanceDesk.ask({
    title: '会计凭证的保管期限怎么定',
    words: '我们单位2016年以前的会计凭证还标着15年，要不要改成30年？',
    about: 'record_type',
    aboutLabel: '会计档案',
  });
  await stage.as(guide).guidanceDesk.answer({
    questionId,
    words:
      '2016年1月1日起施行的《会计档案管理办法》规定会计凭证保管30年。此前形成、尚未到期的，按新办法执行；已到期并办理鉴定销毁手续的不再变动。',
  });
  const { publishableReplyId } = await stage.as(guide).guidanceDesk.questionById({ questionId });
  if (publishableReplyId)
    await stage.as(guide).guidanceDesk.publishKnowledge({
      replyId: publishableReplyId,
      about: 'record_type',
      title: '2016年以前会计凭证的保管期限',
      question: '2016年以前的会计凭证标着15年，要不要改成30年？',
      answer: '未到期的按《会计档案管理办法》改为30年；已到期并办完鉴定销毁手续的不再变动。',
    });
  await stage.as(asker).guidanceDesk.ask({
    title: '微信工作群里的通知要不要归档',
    words: '群里发的会议通知没有纸质件，应当怎样收集？',
  });
  const { rows } = await stage.as(asker).guidanceDesk.knowledge({});
  const copy = rows.find((entry) => !entry.isOwn && entry.ownVote === null);
  if (copy) await stage.as(asker).guidanceDesk.vote({ copyId: copy.id, isUseful: true });
};
