import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, dueAgain, line, MUST, SHOWN } from '../register-fields.ts';

export const fireCheck: RegisterDefinition = {
  code: 'fire_check',
  name: { zh: '消防器材检查', en: 'Fire equipment' },
  group: 'safety',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '灭火器、消火栓、应急灯、疏散通道每月看一次，灭火器压力和年检日期写清楚。',
    en: 'Extinguishers, hydrants, emergency lights and exits are looked at every month, with pressure and the day of the yearly test.',
  },
  fields: [
    day('checkedOn', '检查日期', 'Date', MUST),
    line('place', '部位', 'Place', 60, MUST),
    count('extinguishers', '灭火器', 'Extinguishers', { ...SHOWN, unit: { zh: '具', en: '' } }),
    count('faulty', '不合格', 'Faulty', { ...MUST, unit: { zh: '处', en: '' } }),
    day('testedUntil', '灭火器年检有效期至', 'Tested until', dueAgain(30)),
    line('measure', '处理办法', 'What was done', 200, SHOWN),
    line('inspector', '检查人', 'Inspector', 30, MUST),
  ],
  dayField: 'checkedOn',
  titleField: 'place',
  period: { every: 'month', graceDays: 7 },
};
