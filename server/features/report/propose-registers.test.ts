import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';

const year = 2025;
const enter = (tenant: TestTenant, code: string, values: Record<string, string | number>) =>
  callEach(tenant).register.enter({ code, values });

it('proposes projects that go on, what was published, problems that are open and what is planned, of the own office', async () => {
  const [archives, stranger] = [await makeTenant('repository'), await makeTenant('repository')];
  const project = { title: '地下库房改造', kind: 'stack', startedOn: `${year - 1}-03-01`, plannedOn: `${year}-10-31` };
  await enter(archives, 'construction', { ...project, progress: 60, delay: '消防设计调整' });
  await enter(archives, 'construction', {
    ...project,
    title: '旧馆消防',
    kind: 'fire',
    acceptedOn: `${year - 1}-12-20`,
  });
  await enter(archives, 'construction', {
    ...project,
    title: '密集架升级',
    kind: 'facility',
    acceptedOn: `${year}-05-06`,
  });
  await enter(archives, 'compilation', {
    title: '水库建设记忆',
    media: 'book',
    topic: 'projects',
    releasedOn: `${year}-06-09`,
  });
  const problem = { field: 'staff', foundOn: `${year - 1}-02-03` };
  await enter(archives, 'problem', {
    ...problem,
    problem: '专业人员不足',
    cause: '编制长期空缺',
    measure: '公开招考补充人员',
  });
  await enter(archives, 'problem', { ...problem, problem: '服务器老化', closedOn: `${year}-04-01` });
  const task = { planYear: year + 1, line: 'digitising', owner: '周某', dueOn: `${year + 1}-06-30` };
  await enter(archives, 'plan_task', { ...task, task: '婚姻档案数字化' });
  await enter(archives, 'plan_task', { ...task, task: '已经做完的事', doneOn: `${year}-12-20` });
  await enter(stranger, 'construction', { ...project, title: '别馆工程' });

  const { report } = callEach(archives);
  const { id: reportId } = await report.create({ year, template: 'archives' });
  const texts = async (block: 'projects' | 'publications' | 'problems' | 'next_year') =>
    (await report.propose({ reportId, block })).map((proposal) => proposal.text);
  expect(await texts('projects')).toEqual([
    '推进“地下库房改造”库房改造项目，进度60%；因消防设计调整，进展迟缓。',
    '“密集架升级”设施升级项目于5月6日通过验收。',
  ]);
  expect(await texts('publications')).toEqual(['6月9日推出图书《水库建设记忆》。']);
  const problems = await texts('problems');
  expect(problems[0]).toBe('专业人员不足，编制长期空缺。');
  expect(problems.join()).not.toContain('服务器老化');
  const next = await texts('next_year');
  expect(next).toEqual(expect.arrayContaining(['6月30日前完成“婚姻档案数字化”。', '公开招考补充人员。']));
  expect(next.join()).not.toContain('已经做完的事');
  const other = callEach(stranger).report;
  const { id } = await other.create({ year, template: 'archives' });
  expect((await other.propose({ reportId: id, block: 'projects' })).map(({ text }) => text)).toEqual([
    '推进“别馆工程”库房改造项目，进度0%。',
  ]);
});
