import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const guidanceProject: RegisterDefinition = {
  code: 'guidance_project',
  name: { zh: '指导项目', en: 'Guidance projects' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '对一个单位连续指导的项目：目标、走到哪一步、什么时候验收。每次上门在“业务指导”里登记。',
    en: 'A programme of guidance for one unit: its goal, its stage, when it is accepted. Each visit is an act of guidance.',
  },
  fields: [
    line('title', '项目名称', 'Project', 100, MUST),
    pick('kind', '项目类别', 'Kind of project', [
      ['key', '重点建设项目', 'key construction project'],
      ['research', '科技项目', 'research project'],
      ['programme', '专项工作', 'special work'],
      ['other', '其他', 'other'],
    ]),
    line('unit', '被指导单位', 'Unit', 100, MUST),
    line('goal', '目标', 'Goal', 200, MUST),
    pick(
      'stage',
      '阶段',
      'Stage',
      [
        ['survey', '摸底', 'survey'],
        ['plan', '定方案', 'plan'],
        ['work', '整理实施', 'work'],
        ['acceptance', '验收', 'acceptance'],
        ['follow', '回访巩固', 'follow-up'],
        ['done', '办结', 'done'],
      ],
      MUST,
    ),
    day('startedOn', '开始日期', 'From', MUST),
    day('endedOn', '结束日期', 'Until', SHOWN),
    line('lead', '负责人', 'Led by', 30, SHOWN),
    count('progress', '进度', 'Progress', { ...SHOWN, unit: { zh: '%', en: '%' }, most: 100 }),
    story('steps', '各阶段安排', 'Steps'),
    story('result', '成效', 'Result'),
  ],
  dayField: 'startedOn',
  untilField: 'endedOn',
  titleField: 'title',
};
