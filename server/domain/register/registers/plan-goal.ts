import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const planGoal: RegisterDefinition = {
  code: 'plan_goal',
  name: { zh: '年度目标', en: 'Goals' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '年初确定的工作目标，按资源、利用、安全、治理四个体系归类，年末写完成情况。',
    en: 'The goals set at the start of the year under the four systems, with what was reached at its end.',
  },
  fields: [
    line('goal', '目标', 'Goal', 200, MUST),
    pick(
      'system',
      '体系',
      'System',
      [
        ['resources', '档案资源体系', 'resources'],
        ['use', '档案利用体系', 'use'],
        ['safety', '档案安全体系', 'safety'],
        ['governance', '档案治理体系', 'governance'],
      ],
      MUST,
    ),
    line('owner', '责任人', 'Owner', 30, MUST),
    day('setOn', '确定日期', 'Set on', MUST),
    count('progress', '进度', 'Progress', { ...SHOWN, unit: { zh: '%', en: '%' }, most: 100 }),
    story('result', '完成情况', 'What was reached'),
    day('closedOn', '完成日期', 'Reached on', SHOWN),
  ],
  dayField: 'setOn',
  untilField: 'closedOn',
  titleField: 'goal',
};
