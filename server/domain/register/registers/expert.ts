import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, dueAgain, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const expert: RegisterDefinition = {
  code: 'expert',
  name: { zh: '专家库', en: 'Experts' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '选聘的档案专家：专业方向、聘期、参加过的任务。聘期届满前续聘，另登一条。',
    en: 'Experts with field, term and the tasks they took part in. A new term is a new entry.',
  },
  fields: [
    line('name', '姓名', 'Name', 30, MUST),
    pick(
      'pool',
      '专家库',
      'Pool',
      [
        ['own', '本级专家库', 'own pool'],
        ['upper', '上级专家库', 'pool of a superior'],
      ],
      MUST,
    ),
    line('unit', '工作单位', 'Unit', 80, SHOWN),
    pick(
      'field',
      '专业方向',
      'Field',
      [
        ['management', '档案管理', 'management'],
        ['law', '法治', 'law'],
        ['digital', '信息化', 'digital'],
        ['conservation', '保护技术', 'conservation'],
        ['research', '编研开发', 'research'],
        ['project', '项目档案', 'projects'],
      ],
      MUST,
    ),
    line('title', '职称（职务）', 'Title', 40, SHOWN),
    day('appointedOn', '聘任日期', 'Appointed on', MUST),
    day('termEnd', '聘期至', 'Term ends', dueAgain(30)),
    story('tasks', '参加任务', 'Tasks'),
  ],
  dayField: 'appointedOn',
  untilField: 'termEnd',
  titleField: 'name',
};
