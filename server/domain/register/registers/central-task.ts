import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, SHOWN } from '../register-fields.ts';

export const centralTask: RegisterDefinition = {
  code: 'central_task',
  name: { zh: '中心工作抽调', en: 'Staff given to other work' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '抽调到拆迁、扶贫、创建等中心工作的人员和时间，说明档案工作实际到岗的人手。',
    en: 'People lent to the government’s central tasks and for how long: who was really there for archives work.',
  },
  fields: [
    line('name', '姓名', 'Name', 30, MUST),
    line('task', '中心工作', 'Task', 100, MUST),
    day('fromOn', '抽调日期', 'From', MUST),
    day('untilOn', '结束日期', 'Until', SHOWN),
    count('days', '实际天数', 'Days', { ...SHOWN, most: 9999 }),
  ],
  dayField: 'fromOn',
  untilField: 'untilOn',
  titleField: 'name',
};
