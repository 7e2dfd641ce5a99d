import type { RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const alarm: RegisterDefinition = {
  code: 'alarm',
  name: { zh: '报警记录', en: 'Alarms' },
  group: 'safety',
  tenantKinds: ['repository'],
  purpose: {
    zh: '消防、入侵、漏水、温湿度等报警：哪里、什么原因、怎样处置。没有自动接入的，由值班人员登记。',
    en: 'Fire, intrusion, water and climate alarms: where, why, what was done. Entered by whoever is on duty where nothing is connected.',
  },
  fields: [
    day('alarmedOn', '日期', 'Date', MUST),
    line('time', '时间', 'Time', 20, SHOWN),
    line('place', '位置', 'Place', 60, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['fire', '火警', 'fire'],
        ['intrusion', '入侵', 'intrusion'],
        ['water', '漏水', 'water'],
        ['climate', '温湿度', 'climate'],
        ['power', '断电', 'power'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    flag('isFalse', '误报', 'False alarm', SHOWN),
    line('measure', '处置', 'What was done', 200, SHOWN),
    line('handler', '处置人', 'Handled by', 30, SHOWN),
  ],
  dayField: 'alarmedOn',
  titleField: 'place',
};
