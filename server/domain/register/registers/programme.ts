import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, SHOWN, story } from '../register-fields.ts';

export const programme: RegisterDefinition = {
  code: 'programme',
  name: { zh: '专项行动', en: 'Programmes' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '跨年度的专项行动、工程：每年做哪一部分、到了哪一步。',
    en: 'Programmes over several years: which part belongs to which year, and how far it is.',
  },
  fields: [
    line('title', '行动名称', 'Programme', 100, MUST),
    day('startedOn', '开始日期', 'From', MUST),
    day('endedOn', '结束日期', 'Until', SHOWN),
    line('owner', '牵头科室', 'Led by', 60, SHOWN),
    story('parts', '分年任务', 'Parts by year'),
    count('progress', '进度', 'Progress', { ...SHOWN, unit: { zh: '%', en: '%' }, most: 100 }),
  ],
  dayField: 'startedOn',
  untilField: 'endedOn',
  titleField: 'title',
};
