import type { RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const observationNote: RegisterDefinition = {
  code: 'observation_note',
  name: { zh: '新情况', en: 'New situations' },
  group: 'planning',
  tenantKinds: ['bureau'],
  purpose: {
    zh: '监督指导中发现的新情况、新做法、新问题，以及后来怎样处理。',
    en: 'New situations seen in supervision, and what was done about them.',
  },
  fields: [
    day('seenOn', '日期', 'Date', MUST),
    line('what', '情况', 'What', 200, MUST),
    pick(
      'field',
      '领域',
      'Field',
      [
        ['law', '法治建设', 'rule of law'],
        ['filing', '归档', 'filing'],
        ['electronic', '电子档案', 'electronic records'],
        ['outsourcing', '外包服务', 'outsourcing'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('source', '来源', 'Source', 100, SHOWN),
    line('follow', '处理', 'What follows', 200, SHOWN),
  ],
  dayField: 'seenOn',
  titleField: 'what',
};
