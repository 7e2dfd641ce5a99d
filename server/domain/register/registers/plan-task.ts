import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, due, helped, line, MUST, pick, SHOWN, year } from '../register-fields.ts';

export const planTask: RegisterDefinition = {
  code: 'plan_task',
  name: { zh: '工作计划任务', en: 'Planned tasks' },
  group: 'planning',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '年度工作计划分解成的任务：负责人、起止月份、进度。到期没有完成日期的要催办。',
    en: 'The year’s plan as tasks: who, from which month to which, how far. What is due and has no day of completion is late.',
  },
  fields: [
    line('task', '任务', 'Task', 200, MUST),
    year('planYear', '计划年度', 'Plan year', MUST),
    pick(
      'line',
      '工作内容',
      'Line of work',
      [
        ['collection', '收集归档', 'collection and filing'],
        ['arranging', '整理编目', 'arranging'],
        ['digitising', '数字化', 'digitisation'],
        ['keeping', '保管安全', 'keeping and safety'],
        ['use', '利用服务', 'use'],
        ['guidance', '监督指导', 'guidance and inspection'],
        ['training', '培训', 'training'],
        ['publicity', '宣传编研', 'publicity'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('owner', '负责人', 'Owner', 30, MUST),
    count('monthFrom', '开始月份', 'From month', { ...SHOWN, most: 12 }),
    day('dueOn', '完成期限', 'Due on', { ...MUST, ...due(14, 'doneOn') }),
    count('progress', '进度', 'Progress', { ...SHOWN, unit: { zh: '%', en: '%' }, most: 100 }),
    day('doneOn', '完成日期', 'Done on', helped('没有完成就空着', 'Left empty until it is done')),
    line('source', '任务来源', 'Source', 100),
  ],
  dayField: 'dueOn',
  titleField: 'task',
};
