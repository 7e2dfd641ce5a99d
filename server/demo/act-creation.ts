import { plusDays } from '@/db/demo/calendar';
import { CREATION_STEPS } from '@/server/domain/assessment/creation-words';
import type { Stage } from './cast.ts';

/** 创建工作: a unit on its way to a level, two steps behind it; the office above has read its report and said a word. */
export const actCreation = async (stage: Stage, archivist: string, planner: string): Promise<void> => {
  const { rows } = await stage.as(archivist).selfCheck.list({ state: 'submitted' });
  const evidence = await stage.photograph(archivist, '创建工作责任表.png');
  const steps = CREATION_STEPS.map((title, at) => ({
    code: `S${at + 1}`,
    title,
    ownerName: at < 3 ? '分管领导' : '档案员',
    dueOn: plusDays(stage.today, at * 30 - 45),
    doneOn: at < 2 ? plusDays(stage.today, at * 20 - 40) : null,
    note: at === 0 ? '责任表已上墙' : '',
    objectIds: at === 0 ? [evidence] : [],
  }));
  const { id: projectId } = await stage.as(archivist).creation.save({
    rowVersion: 0,
    ratingKind: 'digital_room',
    level: 'model',
    title: '创建示范数字档案室',
    basis: '纳入本年度重点工作',
    targetOn: plusDays(stage.today, 200),
    selfCheckId: rows.find((row) => row.askerName === null)?.id ?? null,
    steps,
  });
  await stage.as(archivist).creation.report({ projectId, words: '小组已成立，自查已完成。\n库房改造还差空调。' });
  const [received] = (await stage.as(planner).creation.received({})).rows;
  if (!received) return;
  const words = '空调尽快到位；佐证材料按测评表的顺序放。';
  await stage.as(planner).creation.answer({ dispatchId: received.dispatchId, words });
};
