import type { ReportTemplateCode } from '@/server/domain/report/report-vocabulary';
import type { Stage } from './cast.ts';

/* 年度报告 of an office: last year's approved, this year's being written. */

const submit = async (stage: Stage, writer: string, reportId: string): Promise<void> => {
  const { checks } = await stage.as(writer).report.byId({ reportId });
  for (const { code, outcome } of checks) {
    if (outcome !== 'differs') continue;
    const explanation = '上年登记从下半年开始，两年期间不同';
    await stage.as(writer).report.explain({ reportId, checkCode: code, explanation });
  }
  const { rowVersion } = await stage.as(writer).report.byId({ reportId });
  await stage.as(writer).report.submit({ reportId, rowVersion });
};

const actLastYear = async (stage: Stage, writer: string, leader: string, template: ReportTemplateCode) => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const { id: reportId } = await stage.as(writer).report.create({ year, template });
  await submit(stage, writer, reportId);
  const { rowVersion } = await stage.as(leader).report.byId({ reportId });
  await stage.as(leader).report.decide({ reportId, rowVersion, decision: 'approve' });
};

const actThisYear = async (stage: Stage, writer: string, template: ReportTemplateCode) => {
  const year = Number(stage.today.slice(0, 4));
  const { id: reportId } = await stage.as(writer).report.create({ year, template });
  await stage.as(writer).report.saveVersion({ reportId, note: '按提纲生成的初稿' });
  const { chapters } = await stage.as(writer).report.byId({ reportId });
  const [first] = chapters;
  if (!first) return;
  const taken = await stage.as(writer).report.propose({ reportId, block: 'changes' });
  const { id: chapterId, rowVersion, heading, level, paragraphs } = first;
  await stage.as(writer).report.saveChapter({
    reportId,
    chapterId,
    rowVersion,
    heading,
    level,
    paragraphs: [...paragraphs, ...taken.slice(0, 1).map((proposal) => proposal.text)],
  });
  await stage.as(writer).report.addComment({ reportId, chapterId, body: '请补充本年的特色工作' });
};

/** With a leader, last year's report is approved before this year's is begun. */
export const actReport = async (
  stage: Stage,
  people: { writer: string; leader: string | null; template: ReportTemplateCode },
): Promise<void> => {
  const { writer, leader, template } = people;
  if (leader) await actLastYear(stage, writer, leader, template);
  await actThisYear(stage, writer, template);
};
