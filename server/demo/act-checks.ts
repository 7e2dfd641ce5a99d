import type { Stage } from './cast.ts';

/* 整理校验 before the year's transfer, and the views that a unit works with. A worker does the check. */
export const actChecks = async (stage: Stage, login: string): Promise<string> => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const { runId } = await stage.as(login).archive.startCheck({ scope: { kind: 'year', filingYear: year } });
  await stage.as(login).archive.saveView({
    screen: 'search',
    name: `${year} 年度永久`,
    query: `year=${year}&retention=Y`,
    isShared: true,
  });
  await stage
    .as(login)
    .archive.saveView({ screen: 'archives', name: '最近的通知', query: 'q=%E9%80%9A%E7%9F%A5&sort=-date' });
  return runId;
};
